-- Reports of awards at the start of the day.

-- What is late and what is to be filed within a week, the worst first: all of it for who writes awards, their own for everybody
-- else. `next`: the first five of them, and of what is to be filed within thirty days.
create function private.home_awards(p_me uuid, p_role text, p_today date) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  with near as materialized (
    select r.*, a.title as award_title, row_number() over (order by r.severity desc, r.file_by, r.due_on, a.title, r.kind, r.report_id) as place
    from private.award_radar(p_today, p_today + 35) r
    left join public.awards a on a.id = r.award_id
    where r.severity > 0 and (private.role_rank(p_role) >= private.role_rank('coordinator') or r.owner_id = p_me))
  select jsonb_build_object(
    'late', (select count(*) from near where state = 'late' and severity >= 3),
    'soon', (select count(*) from near where severity = 2),
    'next', (select coalesce(jsonb_agg(jsonb_build_object('id', n.report_id, 'award_id', n.award_id, 'award_title', n.award_title, 'kind', n.kind, 'is_final', n.is_final,
        'due_on', n.due_on, 'file_by', n.file_by, 'state', n.state, 'days_to_due', n.days_to_due, 'consequence', n.consequence, 'consequence_on', n.consequence_on,
        'owner_name', (select s.name from public.staff s where s.id = n.owner_id)) order by n.place), '[]')
      from near n where n.place <= 5))
$$;
revoke all on function private.home_awards(uuid, text, date) from public, anon, authenticated;

-- As before, with them.
create or replace function public.home_facts() returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_me uuid := private.own_staff_id();
  v_role text := (select role from public.staff where id = v_me);
begin
  return private.home_work()
    || jsonb_build_object('campaigns', private.home_campaigns(v_me, v_role), 'awards', private.home_awards(v_me, v_role, private.local_date(now())));
end $$;
