-- At the start of the day: clocks that ran out and were brought to the reader, and answers that wait to be checked. Each number is counted
-- by the filters of the list that it opens.

do $$
declare v_clock text := pg_get_functiondef('private.clock_filter(jsonb)'::regprocedure);
begin
  v_clock := replace(v_clock, 'when ''records'' then', $line$when 'to_acknowledge' then format('(t.closed_at is null and t.id in (select e.inquiry_id from public.inquiry_escalations e where e.acknowledged_at is null and e.told_to @> array[%L::uuid]))', private.current_staff_id())
    when 'records' then$line$);
  if v_clock !~ 'to_acknowledge' then raise exception 'The clocks of the list are not as this migration knows them.'; end if;
  execute v_clock;
end $$;

create function private.home_desk(p_role text) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  return jsonb_build_object(
    'to_acknowledge', case when private.role_rank(p_role) >= private.role_rank('staff') then private.list_count('public.inquiries', private.inquiry_filters('{"filters": {"clock": ["to_acknowledge"]}}')) else 0 end,
    -- Who writes answers checks them.
    'answers', case when private.role_rank(p_role) >= private.role_rank('coordinator') then private.list_count('public.answer_cards', private.answer_card_filters('{"filters": {"to_review": true}}')) else 0 end);
end $$;
revoke all on function private.home_desk(text) from public, anon, authenticated;

-- As before, with them.
create or replace function public.home_facts() returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_me uuid := private.own_staff_id();
  v_role text := (select role from public.staff where id = v_me);
begin
  return private.home_work()
    || jsonb_build_object('campaigns', private.home_campaigns(v_me, v_role), 'awards', private.home_awards(v_me, v_role, private.local_date(now())),
      'partners', private.home_partners(v_me, v_role, now()), 'desk', private.home_desk(v_role));
end $$;

-- The morning mail says how many answers wait; what was brought to somebody it names already.
do $$
declare v_digest text := pg_get_functiondef('public.digest_facts(uuid, date)'::regprocedure);
begin
  v_digest := replace(v_digest, '''partners'', private.digest_partners(p_staff, p_day),', $line$'partners', private.digest_partners(p_staff, p_day),
    'answers', case when private.role_rank(v_role) >= private.role_rank('coordinator')
      then private.list_count('public.answer_cards', private.answer_card_filters(jsonb_build_object('filters', '{"to_review": true}'::jsonb, 'today', p_day))) else 0 end,$line$);
  if v_digest !~ '''answers''' then raise exception 'The morning mail is not as this migration knows it.'; end if;
  execute v_digest;
end $$;
