-- What is made with partners has files, tasks and checklists: the signed agreement, "ask for the new flyer", the actions of a meeting.
-- Opportunities get theirs too: the notice, the draft of the application.

call private.has_things('organizations', 'organization_id', 't.name', 't.relationship_staff_id', 'not t.is_active',
  'This organization is not worked with any more. A checklist belongs to one that is.');
call private.has_things('programs', 'program_id', 't.name', 't.owner_id', 't.status = ''defunct''',
  'This program is not given any more. A checklist belongs to one that is.');
call private.has_things('referrals', 'referral_id', '(select t.number || '' '' || o.name from public.organizations o where o.id = t.organization_id)', 't.created_by',
  't.status in (''closed'', ''withdrawn'')', 'This referral is over. A checklist belongs to one that is still open.');
call private.has_things('meetings', 'meeting_id', 't.title', 't.created_by');
call private.has_things('initiatives', 'initiative_id', 't.title', 't.owner_id', 't.status in (''adopted'', ''declined'', ''dropped'')',
  'This initiative is decided. A checklist belongs to one that is still worked on.');
call private.has_things('opportunities', 'opportunity_id', 't.title', 't.owner_id', 't.status in (''won'', ''lost'', ''declined'')',
  'This opportunity is decided. A checklist belongs to one that is still worked on.');

-- As before, with tasks on any kind of record in the morning mail.
create or replace function private.digest_work(p_staff uuid, p_day date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_staff public.staff;
  v_locale text;
  v_since timestamptz;
  v_takes boolean;
  v_leads boolean;
  v_month date := (date_trunc('month', p_day) - interval '1 month')::date;
begin
  select * into v_staff from public.staff where id = p_staff;
  v_locale := coalesce((select locale from public.preferences where staff_id = p_staff), 'en');
  -- Since the last morning mail; without one, since the beginning of yesterday.
  v_since := coalesce((select max(settled_at) from private.digests where staff_id = p_staff and day < p_day and state in ('sent', 'nothing')), private.day_start(p_day - 1));
  v_takes := private.role_rank(v_staff.role) >= private.role_rank('staff');
  v_leads := private.role_rank(v_staff.role) >= private.role_rank('manager');
  return jsonb_build_object(
    'name', v_staff.name, 'email', v_staff.email, 'locale', v_locale, 'day', p_day,
    'office', (select office_name from public.settings),
    'overdue', private.digest_inquiries(format('i.assigned_to = %L and i.due_on < %L', p_staff, p_day)),
    'due_today', private.digest_inquiries(format('i.assigned_to = %L and i.due_on = %L', p_staff, p_day)),
    'unassigned', case when v_takes then private.digest_inquiries('i.assigned_to is null') end,
    'team_overdue', case when v_leads then private.digest_inquiries(format('i.due_on < %L', p_day)) end,
    'tasks', private.digest_tasks(p_staff, p_day),
    'events', (select coalesce(jsonb_agg(jsonb_build_object('title', e.title, 'on', e.starts_on, 'starts_at', e.starts_at, 'time_zone', e.time_zone,
        'place', coalesce(e.place_name, e.address), 'path', '/events/' || e.id) order by e.starts_at, e.id), '[]')
      from public.events e join public.event_staff s on s.event_id = e.id and s.staff_id = p_staff
      where e.starts_at >= private.day_start(p_day) and e.starts_at < private.day_start(p_day + 2) and e.status in ('planned', 'confirmed')),
    'notifications', (select coalesce(jsonb_agg(to_jsonb(n) order by n.created_at), '[]') from (
      select n.kind, a.name as actor, n.count, n.record_table, n.facts, n.created_at, case when n.record_id is not null then private.page_of(n.record_table, n.record_id) else '/notifications' end as path
      from public.notifications n left join public.staff a on a.id = n.actor_id
      where n.staff_id = p_staff and n.read_at is null and n.created_at >= v_since order by n.created_at limit 50) n),
    'report', case when v_leads then jsonb_build_object('month', v_month, 'edition', (select max(edition) from public.reports where month = v_month),
      'id', (select id from public.reports where month = v_month order by edition desc limit 1)) end);
end $$;
