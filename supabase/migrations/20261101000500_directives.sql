-- Directives: the sections of the founding ordinance. Every record of work says which sections it serves.
-- One mechanism for every noun: a table of work carries primary_section, sections and sections_corrected, and calls
-- private.stamp_sections(). Totals count by primary_section, so nothing is ever counted twice.

create table public.directives (
  id uuid primary key default gen_random_uuid(),
  section smallint not null unique constraint directives_section_range check (section between 1 and 99),
  title text not null,
  duty text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.protect('public.directives');
grant select on table public.directives to authenticated;
create policy directives_select_viewer on public.directives for select to authenticated using ((select private.at_least('viewer')));

-- The sections of a record: as a person corrected them, otherwise as its topic or kind says; the primary one always among them.
create function private.sections_of(p_primary smallint, p_sections smallint[]) returns smallint[]
language sql immutable parallel safe set search_path = '' as $$
  select array(select distinct s from unnest(array_append(coalesce(p_sections, '{}'), p_primary)) s where s is not null order by s)
$$;

create function private.guard_sections(p_primary smallint, p_sections smallint[]) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not p_primary = any (p_sections) then
    raise sqlstate 'PT422' using message = 'The primary section must be one of the sections that this record serves.', hint = 'primary_section';
  end if;
  if exists (select from unnest(p_sections) s where s not in (select section from public.directives)) then
    raise sqlstate 'PT422' using message = 'That section is not a section of the ordinance.', hint = 'sections';
  end if;
end $$;
comment on table public.directives is 'The sections of the ordinance and the duty each lays on the office, in the office''s own words.';
