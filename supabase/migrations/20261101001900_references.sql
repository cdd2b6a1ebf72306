-- References: the small tables that every screen needs to say ids in words, in one answer instead of eight: the first
-- screen waits for them. Holidays are those around today; further away no clock counts business days.

create function public.reference_data() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object(
    'topics', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'primary_section', primary_section, 'sections', sections,
      'department_id', department_id, 'target_business_days', target_business_days, 'is_active', is_active) order by sort_order, name), '[]') from public.topics),
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'is_active', is_active) order by sort_order, code), '[]') from public.districts),
    'languages', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'endonym', endonym) order by sort_order, name), '[]') from public.languages),
    'organizations', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name) order by name), '[]') from public.organizations),
    'staff', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'is_active', is_active) order by name), '[]') from public.staff),
    'sections', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'section', section, 'title', title, 'duty', duty) order by section), '[]') from public.directives),
    'holidays', (select coalesce(jsonb_agg(jsonb_build_object('name', h.name, 'observed_on', h.observed_on) order by h.observed_on), '[]')
      from public.settings s join public.holidays h on h.calendar = s.holiday_calendar and not h.is_cancelled
      where h.observed_on between public.office_today() - 400 and public.office_today() + 400))
$$;
revoke all on function public.reference_data() from public, anon;
grant execute on function public.reference_data() to authenticated, service_role;
