-- As before, with how many of one's own reports are due that day or late: what the subject of the morning mail counts.
create or replace function private.digest_award_reports(p_staff uuid, p_day date) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  with owed as (
    select w.*, r.title, r.schedule_key, a.title as award, w.owner_id is not distinct from p_staff as is_own
    from private.award_radar(p_day, p_day + 14) w join public.award_reports r on r.id = w.report_id left join public.awards a on a.id = w.award_id
    where not r.is_unasked and private.reach_of(p_staff, 'reminded') <> 'none'
      and (w.owner_id = p_staff and w.severity >= 2
        or w.state = 'late' and exists (select from public.staff s where s.id = p_staff and private.role_rank(s.role) >= private.role_rank('manager')))),
  numbered as (select o.*, row_number() over (partition by o.is_own order by o.severity desc, o.due_on, private.fold(coalesce(o.award, '')), o.kind, o.schedule_key, o.report_id) as place from owed o)
  select jsonb_build_object(
    'own', jsonb_build_object('count', count(*) filter (where is_own), 'pressing', count(*) filter (where is_own and days <= 0), 'rows', coalesce(jsonb_agg(line order by place) filter (where is_own and place <= 5), '[]')),
    'office', jsonb_build_object('count', count(*) filter (where not is_own), 'rows', coalesce(jsonb_agg(line order by place) filter (where not is_own and place <= 5), '[]')))
  from (
    select n.is_own, n.place, n.days_to_due as days, jsonb_build_object('report', n.report_id, 'kind', n.kind, 'is_final', n.is_final, 'title', n.title, 'award', n.award, 'due_on', n.due_on, 'days', n.days_to_due,
      'path', case when n.award_id is null then '/awards/radar' else '/awards/' || n.award_id || '?tab=schedule' end) as line
    from numbered n) x
$$;
