-- Topics: what an inquiry is about. A topic gives its inquiries their sections, their department and their target.

create table public.topics (
  id uuid primary key default gen_random_uuid(),
  code text not null unique constraint topics_code_form check (code ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  name text not null constraint topics_name_filled check (btrim(name) <> ''),
  primary_section smallint not null references public.directives (section) on delete restrict,
  sections smallint[] not null,
  department_id uuid references public.organizations (id) on delete set null,
  target_business_days smallint not null default 5 constraint topics_target_range check (target_business_days between 1 and 250),
  is_active boolean not null default true,
  sort_order smallint not null default 100,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint topics_primary_among_sections check (primary_section = any (sections))
);
create index topics_primary_section on public.topics (primary_section);
create index topics_department on public.topics (department_id);
call private.protect('public.topics');
grant select on table public.topics to authenticated;
create policy topics_select_viewer on public.topics for select to authenticated using ((select private.at_least('viewer')));
comment on table public.topics is 'What inquiries are about, with the sections, department and target each brings.';
