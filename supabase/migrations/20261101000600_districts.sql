-- Districts: the council districts that every count is cut by. Unknown is the absence of one.

create table public.districts (
  id uuid primary key default gen_random_uuid(),
  code text not null unique constraint districts_code_form check (code ~ '^[A-Za-z0-9-]{1,12}$'),
  name text not null,
  sort_order smallint not null,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.protect('public.districts');
grant select on table public.districts to authenticated;
create policy districts_select_viewer on public.districts for select to authenticated using ((select private.at_least('viewer')));
comment on table public.districts is 'Council districts.';
