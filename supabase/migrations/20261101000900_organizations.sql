-- Organizations: the city's departments now; community partners, agencies and council offices join the same table.

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  code text not null unique constraint organizations_code_form check (code ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  name text not null constraint organizations_name_filled check (btrim(name) <> ''),
  kind text not null constraint organizations_kind_known check (kind in ('department', 'community', 'agency', 'neighborhood', 'council_office')),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "Which departments are there?"
create index organizations_kind on public.organizations (kind, name);
call private.protect('public.organizations');
grant select on table public.organizations to authenticated;
create policy organizations_select_viewer on public.organizations for select to authenticated using ((select private.at_least('viewer')));
comment on table public.organizations is 'Departments of the city and its partners.';
