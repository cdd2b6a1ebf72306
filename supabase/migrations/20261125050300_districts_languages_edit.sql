-- Districts and languages that an administrator changes. Both are retired, never deleted: records keep naming them.

alter table public.districts
  add constraint districts_name_filled check (btrim(name) <> '' and length(name) <= 80),
  add constraint districts_order_range check (sort_order between 0 and 10000);
grant insert (code, name, sort_order), update (name, sort_order, is_active) on table public.districts to authenticated;
create policy districts_insert_admin on public.districts for insert to authenticated with check ((select private.at_least('admin')));
create policy districts_update_admin on public.districts for update to authenticated
  using ((select private.at_least('admin'))) with check ((select private.at_least('admin')));
-- Deliberately not granted: delete, and a new code: frozen reports call a district by it.

alter table public.languages
  add column is_active boolean not null default true,
  add constraint languages_name_filled check (btrim(name) <> '' and length(name) <= 80),
  add constraint languages_endonym_filled check (btrim(endonym) <> '' and length(endonym) <= 80),
  add constraint languages_order_range check (sort_order between 0 and 10000);

create function private.guard_language() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT422' using message = 'English stays: every new inquiry begins in it until somebody says otherwise.', hint = 'english_stays';
end $$;
create trigger _200_guard_english before update of is_active on public.languages
  for each row when (new.code = 'en' and not new.is_active) execute function private.guard_language();

grant insert (code, name, endonym, sort_order), update (name, endonym, sort_order, is_active) on table public.languages to authenticated;
create policy languages_insert_admin on public.languages for insert to authenticated with check ((select private.at_least('admin')));
create policy languages_update_admin on public.languages for update to authenticated
  using ((select private.at_least('admin'))) with check ((select private.at_least('admin')));
-- Deliberately not granted: delete, and a new code: records keep it as text.

-- ---------------------------------------------------------------- references
-- Screens offer what is active; what is retired stays readable where it is chosen.
create or replace function public.reference_data() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object(
    'topics', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'primary_section', primary_section, 'sections', sections,
      'department_id', department_id, 'target_business_days', target_business_days, 'is_active', is_active) order by sort_order, name), '[]') from public.topics),
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'is_active', is_active) order by sort_order, code), '[]') from public.districts),
    'languages', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'endonym', endonym, 'is_active', is_active) order by sort_order, name), '[]') from public.languages),
    'organizations', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'is_active', is_active) order by name), '[]') from public.organizations),
    'staff', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'is_active', is_active) order by name), '[]') from public.staff),
    'sections', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'section', section, 'title', title, 'duty', duty) order by section), '[]') from public.directives),
    'holidays', (select coalesce(jsonb_agg(jsonb_build_object('name', h.name, 'observed_on', h.observed_on) order by h.observed_on), '[]')
      from public.settings s join public.holidays h on h.calendar = s.holiday_calendar and not h.is_cancelled
      where h.observed_on between public.office_today() - 400 and public.office_today() + 400))
$$;
