-- The morning mail tells of partners too: referrals over due, agreements that run out, entries of the directory to look at again. Who
-- plans for the office hears of all of them, everybody else of their own, as on the first screen.

create function private.digest_partners(p_staff uuid, p_day date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_role text := (select role from public.staff where id = p_staff);
  v_all boolean := private.role_rank(v_role) >= private.role_rank('coordinator');
  -- The whole number by the list's own filters; "mine" is of whoever asks, and here nobody does.
  v_own text := case when not v_all then p_staff::text end;
begin
  return jsonb_build_object(
    'referrals', private.list_count('public.referrals', array_append(private.referral_filters('{"filters": {"is_late": true}}'), case when v_own is not null then format('t.created_by = %L::uuid', v_own) end)),
    'agreements', private.list_count('public.organizations', array_append(private.organization_filters(jsonb_build_object('filters', '{"agreements": "ending"}'::jsonb, 'today', p_day)), case when v_own is not null then format('t.relationship_staff_id = %L::uuid', v_own) end)),
    'programs', private.list_count('public.programs', array_append(private.program_filters(jsonb_build_object('filters', '{"stale": true}'::jsonb, 'on', p_day)), case when v_own is not null then format('t.owner_id = %L::uuid', v_own) end)),
    'translations', private.list_count('public.translation_requests', array[format('t.status = ''in_review'' and t.reviewer_id = %L::uuid', p_staff)]));
end $$;
revoke all on function private.digest_partners(uuid, date) from public, anon, authenticated;

-- As before, with them.
create or replace function public.digest_facts(p_staff uuid, p_day date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_role text := (select role from public.staff where id = p_staff);
  v_campaigns jsonb := private.home_campaigns(p_staff, v_role);
begin
  return private.digest_work(p_staff, p_day) || jsonb_build_object('time_zone', private.office_zone(), 'award_reports', private.digest_award_reports(p_staff, p_day),
    'partners', private.digest_partners(p_staff, p_day), 'campaigns', jsonb_build_object(
    'to_approve', case when private.role_rank(v_role) >= private.role_rank('manager') then (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'path', '/campaigns/' || c.id) order by c.submitted_at), '[]')
      from (select * from public.campaigns where status = 'in_review' and written_by is distinct from p_staff and submitted_by is distinct from p_staff order by submitted_at limit 5) c) else '[]' end,
    'paused', (select coalesce(jsonb_agg(jsonb_build_object('name', e ->> 'name', 'path', '/campaigns/' || (e ->> 'id'))), '[]') from jsonb_array_elements(v_campaigns -> 'paused') e),
    'today', case when private.role_rank(v_role) >= private.role_rank('coordinator') then (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'at', c.scheduled_at, 'path', '/campaigns/' || c.id) order by c.scheduled_at), '[]')
      from public.campaigns c where c.status in ('scheduled', 'sending') and c.kind = 'bulletin' and c.scheduled_at >= private.day_start(p_day) and c.scheduled_at < private.day_start(p_day + 1)) else '[]' end));
end $$;
