-- Languages: what residents speak, by BCP 47 code, with the name that speakers use.

create table public.languages (
  id uuid primary key default gen_random_uuid(),
  code text not null unique constraint languages_code_form check (code ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  name text not null,
  endonym text not null,
  sort_order smallint not null default 100,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.protect('public.languages');
grant select on table public.languages to authenticated;
create policy languages_select_viewer on public.languages for select to authenticated using ((select private.at_least('viewer')));
comment on table public.languages is 'Languages residents speak, by BCP 47 code.';
