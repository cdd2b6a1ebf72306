-- Legislation: ordinances and resolutions that the office answers questions about. The file number is six digits,
-- YYNNNN, one sequence for all kinds; kind and number are kept apart.

create table public.legislation (
  id uuid primary key default gen_random_uuid(),
  file_number text not null unique constraint legislation_file_number_form check (file_number ~ '^[0-9]{6}$'),
  kind text not null constraint legislation_kind_known check (kind in ('ordinance', 'resolution', 'communication')),
  title text not null constraint legislation_title_filled check (btrim(title) <> ''),
  summary text,
  passed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.protect('public.legislation');
grant select on table public.legislation to authenticated;
create policy legislation_select_viewer on public.legislation for select to authenticated using ((select private.at_least('viewer')));
comment on table public.legislation is 'Ordinances, resolutions and communications by file number.';
