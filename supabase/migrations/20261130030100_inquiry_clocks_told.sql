-- The clocks of one inquiry, told with all that made them: what was promised, when the office works, which days it was off, when the
-- clock stood. A screen makes the sentence of it in the reader's language.

-- One clock. p_expected: what the topic promises now would give; where it is not what was given, the promise was another then.
create function private.clock_told(p_due timestamptz, p_expected timestamptz, p_done timestamptz, p_since timestamptz, p_minutes integer, p_days integer, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when p_due is not null or p_done is not null then jsonb_build_object(
    'due_at', p_due, 'done_at', p_done, 'minutes', p_minutes, 'days', p_days,
    'is_promised', date_trunc('minute', p_due) is not distinct from date_trunc('minute', p_expected),
    'state', case when p_done is not null then case when p_due is null then 'done' when p_done <= p_due then 'met' else 'missed' end
      when p_since is not null then 'stands' when p_due < p_now then 'late' else 'runs' end,
    -- Of work: left, or, when it is over, since then.
    'business_minutes', case when p_done is null and p_due is not null then
      case when coalesce(p_since, p_now) <= p_due then private.business_minutes(coalesce(p_since, p_now), p_due) else private.business_minutes(p_due, coalesce(p_since, p_now)) end end) end
$$;

create function public.inquiry_clock(p_id uuid, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_one public.inquiries;
  v_topic public.topics;
  v_stands text;
  v_due timestamptz;
  v_first timestamptz;
  v_resolution timestamptz;
  v_pause record;
  v_since timestamptz;
begin
  perform private.at_least('viewer');
  select * into v_one from public.inquiries where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing';
  end if;
  select * into v_topic from public.topics where id = v_one.topic_id;
  v_stands := private.clock_stands(v_one.status);
  -- What is older than the clocks has a day alone.
  v_due := coalesce(v_one.resolution_due_at, private.day_start(v_one.due_on + 1) - interval '1 second');
  if v_one.source_system is null then
    v_first := private.first_response_due(v_one.topic_id, v_one.opened_at);
    v_resolution := private.resolution_due(v_one.topic_id, v_one.opened_at);
    for v_pause in select started_at, ended_at from public.clock_pauses where inquiry_id = p_id order by started_at loop
      if v_pause.ended_at is null then
        v_since := v_pause.started_at;
      else
        v_resolution := private.due_after_pause(v_resolution, v_pause.started_at, v_pause.ended_at);
        if v_one.first_responded_at is null or v_one.first_responded_at > v_pause.started_at then v_first := private.due_after_pause(v_first, v_pause.started_at, v_pause.ended_at); end if;
      end if;
    end loop;
  end if;
  return jsonb_build_object(
    'opened_at', v_one.opened_at, 'topic', v_topic.name, 'stands', v_stands, 'since', coalesce(v_since, v_one.resolved_at, v_one.closed_at),
    'first', private.clock_told(v_one.first_response_due_at, v_first, v_one.first_responded_at, case when v_stands = 'over' then v_one.closed_at else v_since end,
      v_topic.first_response_minutes, null, p_now),
    'resolution', private.clock_told(v_due, v_resolution, coalesce(v_one.resolved_at, v_one.closed_at), v_since, v_topic.resolution_minutes,
      case when v_topic.resolution_minutes is null then v_topic.target_business_days end, p_now),
    'pauses', (select coalesce(jsonb_agg(jsonb_build_object('reason', p.reason, 'from', p.started_at, 'to', p.ended_at, 'business_minutes', private.business_minutes(p.started_at, coalesce(p.ended_at, p_now))) order by p.started_at), '[]')
      from public.clock_pauses p where p.inquiry_id = p_id),
    'hours', (select coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens_at', left(h.opens_at::text, 5), 'closes_at', left(h.closes_at::text, 5)) order by h.weekday, h.opens_at), '[]')
      from public.business_hours h where h.organization_id is null),
    -- Days between opening and due on which the office would have worked, and did not, or did otherwise.
    'days_off', (select coalesce(jsonb_agg(jsonb_build_object('on', d.day, 'name', d.name, 'opens_at', d.opens_at, 'closes_at', d.closes_at) order by d.day, d.opens_at), '[]') from (
      select x.on_day as day, x.name, left(x.opens_at::text, 5) as opens_at, left(x.closes_at::text, 5) as closes_at from public.business_exceptions x where x.organization_id is null
      union all
      select o.observed_on, min(o.name), null, null from public.holidays o where o.calendar = (select holiday_calendar from public.settings) and not o.is_cancelled
        and not exists (select from public.business_exceptions x where x.organization_id is null and x.on_day = o.observed_on)
        and exists (select from public.business_hours h where h.organization_id is null and h.weekday = extract(isodow from o.observed_on)) group by 1) d
      where d.day between private.local_date(v_one.opened_at) and private.local_date(greatest(v_due, v_one.first_response_due_at))));
end $$;
revoke all on function private.clock_told(timestamptz, timestamptz, timestamptz, timestamptz, integer, integer, timestamptz) from public, anon, authenticated;
revoke all on function public.inquiry_clock(uuid, timestamptz) from public, anon;
grant execute on function public.inquiry_clock(uuid, timestamptz) to authenticated;

-- The list: which clock. overdue: past its time and running; today: due before the day ends; unanswered: the resident was to hear from us
-- by now and did not. Any of those that are named.
create function private.clock_filter(p_clocks jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select '(' || string_agg(case c
    when 'overdue' then format('(t.closed_at is null and coalesce(t.due_on, ''infinity''::date) <= %L::date and t.resolution_due_at < now())', public.office_today())
    when 'today' then format('(t.closed_at is null and coalesce(t.due_on, ''infinity''::date) = %L::date and coalesce(t.resolution_due_at >= now(), true))', public.office_today())
    when 'unanswered' then '(t.closed_at is null and t.first_responded_at is null and t.first_response_due_at < now() and t.status not in (''waiting_resident'', ''resolved''))'
    else 'false' end, ' or ') || ')'
  from jsonb_array_elements_text(case when jsonb_typeof(p_clocks) = 'array' and jsonb_array_length(p_clocks) > 0 then p_clocks end) c
$$;
revoke all on function private.clock_filter(jsonb) from public, anon, authenticated;

-- Others give these functions filters and columns of their own: one line is put in, the rest stays as it is.
do $$
declare
  v_filters text := pg_get_functiondef('private.inquiry_filters(jsonb)'::regprocedure);
  v_list text := pg_get_functiondef('public.list_inquiries(jsonb)'::regprocedure);
begin
  v_filters := replace(v_filters, 'private.filter_days(''t.opened_at'',', E'private.clock_filter(f -> ''clock''),\n    private.filter_days(''t.opened_at'',');
  v_list := replace(v_list, 'page.due_on,', 'page.due_on, page.resolution_due_at,');
  if v_filters !~ 'clock_filter' or v_list !~ 'page\.resolution_due_at' then raise exception 'The list of inquiries is not as this migration knows it.'; end if;
  execute v_filters;
  execute v_list;
end $$;
