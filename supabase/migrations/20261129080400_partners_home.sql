-- Partners at the start of the day: referrals that wait for too long or for us, agreements that run out, entries of the directory that
-- nobody looked at, people to be called back in their language. Who plans for the office sees all of it, everybody else their own. Each
-- number is counted by the filters of the list that it opens, so that it is as long as it says.

create function private.home_partners(p_me uuid, p_role text, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  c_own constant jsonb := case when private.role_rank(p_role) >= private.role_rank('coordinator') then '{}' else '{"mine": true}' end::jsonb;
  v_today constant date := private.local_date(p_now);
  v_where text := array_to_string(array_remove(private.referral_filters(jsonb_build_object('filters', c_own || '{"is_open": true}')), null), ' and ');
  v_next jsonb;
begin
  execute format(
    'select coalesce(jsonb_agg(to_jsonb(n) - ''place'' order by n.place), ''[]'') from (
       select t.id, t.number, t.status, o.name as organization, t.asked_at is not null as is_asked, s.name as staff_name, x.due_at, t.asked_at is null and x.due_at < $1 as is_late,
         row_number() over (order by t.asked_at is null and x.due_at < $1 desc nulls last, t.status = ''declined'' desc, t.asked_at, x.due_at, t.number) as place
       from public.referrals t join public.organizations o on o.id = t.organization_id left join public.staff s on s.id = t.created_by
       cross join lateral (select case t.status when ''sent'' then t.accept_due_at when ''accepted'' then t.outcome_due_at end as due_at) x
       where %s and (t.asked_at is not null or t.status = ''declined'' or x.due_at < $1)) n where n.place <= 5', v_where) into v_next using p_now;
  return jsonb_build_object(
    'late', private.list_count('public.referrals', private.referral_filters(jsonb_build_object('filters', c_own || '{"is_late": true}'))),
    'asked', private.list_count('public.referrals', private.referral_filters(jsonb_build_object('filters', c_own || '{"has_question": true}'))),
    'declined', private.list_count('public.referrals', private.referral_filters(jsonb_build_object('filters', c_own || '{"is_refused": true}'))),
    'agreements', private.list_count('public.organizations', private.organization_filters(jsonb_build_object('filters', c_own || '{"agreements": "ending"}', 'today', v_today))),
    'programs', private.list_count('public.programs', private.program_filters(jsonb_build_object('filters', c_own || '{"stale": true}', 'on', v_today))),
    'follow_ups', (select count(*) from public.language_encounters e where e.follow_up_on <= v_today and e.followed_up_at is null and not e.is_test and (c_own = '{}' or e.staff_id = p_me)),
    'translations', private.list_count('public.translation_requests', private.translation_filters('{"filters": {"to_read": true}}')),
    'next', v_next);
end $$;
revoke all on function private.home_partners(uuid, text, timestamptz) from public, anon, authenticated;

-- As before, with them.
create or replace function public.home_facts() returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_me uuid := private.own_staff_id();
  v_role text := (select role from public.staff where id = v_me);
begin
  return private.home_work()
    || jsonb_build_object('campaigns', private.home_campaigns(v_me, v_role), 'awards', private.home_awards(v_me, v_role, private.local_date(now())),
      'partners', private.home_partners(v_me, v_role, now()));
end $$;
