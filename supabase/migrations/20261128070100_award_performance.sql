-- What a screen shows of the performance of an award: each measure with what was promised and what was done, period by period; the
-- records behind each figure; and, on an event or an inquiry, what it counts for.

-- ---------------------------------------------------------------- periods
-- The periods that targets can be entered for: as its performance reports go (report), by quarter, half-year, federal fiscal year
-- (year), or all in one (whole). Within the period of performance.
create function private.target_periods(p_award public.awards, p_by text) returns table (period_start date, period_end date)
language sql stable security definer set search_path = '' as $$
  with bounds as (select p_award.starts_on as first, p_award.performance_ends_on as last),
  steps as (
    select s::date as from_day, (s + w.step)::date - 1 as to_day
    from bounds b
    cross join lateral (select case p_by when 'quarter' then interval '3 months' when 'half' then interval '6 months' when 'year' then interval '12 months' end as step) w
    cross join lateral (select case p_by when 'quarter' then date_trunc('quarter', b.first::timestamp)
      when 'half' then date_trunc('year', b.first::timestamp) + case when extract(month from b.first) >= 7 then interval '6 months' else interval '0 months' end
      when 'year' then date_trunc('year', b.first::timestamp) - case when extract(month from b.first) >= 10 then interval '-9 months' else interval '3 months' end end as anchor) n
    cross join lateral generate_series(n.anchor, b.last::timestamp, w.step) s
    where w.step is not null),
  reports as (
    select r.period_start as from_day, r.period_end as to_day, max(r.period_end) over (order by r.period_start, r.period_end, r.id rows between unbounded preceding and 1 preceding) as before
    from public.award_reports r
    where p_by = 'report' and r.award_id = p_award.id and r.subaward_id is null and r.waived_on is null and r.period_start is not null and not r.is_unasked
      and r.kind = case when exists (select from public.award_reports o where o.award_id = p_award.id and o.kind = 'performance' and o.subaward_id is null and o.waived_on is null) then 'performance' else 'pmt' end),
  found as (
    select from_day, to_day from steps
    union all select from_day, to_day from reports where before is null or before < from_day
    union all select b.first, b.last from bounds b where p_by = 'whole')
  select greatest(f.from_day, b.first), least(f.to_day, b.last) from found f cross join bounds b
  where f.from_day <= b.last and f.to_day >= b.first and b.first is not null order by 1
$$;

-- ---------------------------------------------------------------- figures
-- Each measure of an award as it stands on a day. due: what the periods that are over promised.
-- state: reached (all that was promised), behind (a period is over and less was done than promised until then), on_course, no_target.
create function private.performance_measures(p_award uuid, p_today date) returns jsonb
language sql stable security definer set search_path = '' as $$
  with credits as materialized (select * from private.credit_rows(p_award)),
  periods as (
    select t.measure_id, t.period_start, t.period_end, t.target,
      coalesce((select sum(c.amount) from credits c where c.measure_id = t.measure_id and c.credited_on between t.period_start and t.period_end), 0) as done,
      (select count(*) from credits c where c.measure_id = t.measure_id and c.credited_on between t.period_start and t.period_end) as rows
    from public.award_targets t where t.award_id = p_award),
  sums as (
    select m.id, (select sum(p.target) from periods p where p.measure_id = m.id) as target,
      coalesce((select sum(c.amount) from credits c where c.measure_id = m.id), 0) as done,
      coalesce((select sum(p.done) from periods p where p.measure_id = m.id), 0) as done_in_periods,
      (select count(*) from credits c where c.measure_id = m.id) as rows,
      coalesce((select sum(p.rows) from periods p where p.measure_id = m.id), 0) as rows_in_periods,
      coalesce((select sum(p.target) from periods p where p.measure_id = m.id and p.period_end < p_today), 0) as due
    from public.award_measures m where m.award_id = p_award)
  select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'code', m.code, 'name', m.name, 'unit', m.unit, 'counts', m.counts, 'is_active', m.is_active, 'version', m.version,
      'target', s.target, 'done', s.done, 'rows', s.rows, 'outside', s.done - s.done_in_periods, 'outside_rows', s.rows - s.rows_in_periods, 'due', s.due,
      'state', case when s.target is null then 'no_target' when s.done >= s.target then 'reached' when s.done < s.due then 'behind' else 'on_course' end,
      'periods', (select coalesce(jsonb_agg(jsonb_build_object('period_start', p.period_start, 'period_end', p.period_end, 'target', p.target, 'done', p.done, 'rows', p.rows,
          'is_over', p.period_end < p_today, 'is_now', p_today between p.period_start and p.period_end) order by p.period_start), '[]') from periods p where p.measure_id = m.id))
    order by not m.is_active, m.sort_order, m.created_at, m.id), '[]')
  from public.award_measures m join sums s on s.id = m.id where m.award_id = p_award
$$;

-- What a performance report says of the measures for a period: what was promised for just these days (nothing, where the targets are
-- cut otherwise), what was done in them, and since the award began.
create function private.performance_sheets(p_award uuid, p_from date[], p_to date[]) returns table (nth integer, measures jsonb)
language sql stable security definer set search_path = '' as $$
  with credits as materialized (select * from private.credit_rows(p_award)),
  periods as (select p.n, p.from_day, p.to_day from unnest(p_from, p_to) with ordinality p (from_day, to_day, n))
  select p.n::integer, (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'code', m.code, 'name', m.name, 'unit', m.unit,
      'target', (select sum(t.target) from public.award_targets t where t.measure_id = m.id and t.period_start >= p.from_day and t.period_end <= p.to_day
        and not exists (select from public.award_targets o where o.measure_id = m.id and o.period_start <= p.to_day and o.period_end >= p.from_day
          and (o.period_start < p.from_day or o.period_end > p.to_day))),
      'done', coalesce((select sum(c.amount) from credits c where c.measure_id = m.id and c.credited_on between p.from_day and p.to_day), 0),
      'since_start', coalesce((select sum(c.amount) from credits c where c.measure_id = m.id and c.credited_on <= p.to_day), 0)) order by m.sort_order, m.created_at, m.id), '[]')
    from public.award_measures m
    where m.award_id = p_award and (m.is_active or exists (select from credits c where c.measure_id = m.id and c.credited_on between p.from_day and p.to_day)))
  from periods p
$$;

-- A performance report takes the figures with it, as they are when it is marked as filed.
create function private.freeze_performance() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.frozen is null and new.award_id is not null and new.period_start is not null and exists (select from public.award_measures where award_id = new.award_id) then
    select jsonb_build_object('from', new.period_start, 'to', new.period_end, 'measures', s.measures) into new.frozen
    from private.performance_sheets(new.award_id, array[new.period_start], array[new.period_end]) s;
  end if;
  return new;
end $$;
create trigger _310_freeze_performance before update of filed_on on public.award_reports for each row
  when (new.kind in ('performance', 'pmt') and new.subaward_id is null and old.filed_on is null and new.filed_on is not null) execute function private.freeze_performance();

-- {today, award, measures, reports, periods}. reports: its performance reports that have begun, newest first, each with its figures: as they
-- were filed (frozen), and as they are now. periods: what targets can be entered for, by report, quarter, half, year, whole.
create function private.performance_of(p_award uuid, p_today date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_award public.awards;
begin
  select * into v_award from public.awards where id = p_award;
  if v_award.id is null then raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing'; end if;
  return jsonb_build_object('today', p_today,
    'award', jsonb_build_object('id', v_award.id, 'status', v_award.status, 'starts_on', v_award.starts_on, 'ends_on', v_award.performance_ends_on),
    'measures', private.performance_measures(p_award, p_today),
    'reports', (with owed as materialized (
        select r.*, row_number() over (order by r.period_start desc, r.kind, r.id) as n from public.award_reports r
        where r.award_id = p_award and r.kind in ('performance', 'pmt') and r.subaward_id is null and r.waived_on is null and not r.is_unasked and r.period_start <= p_today)
      select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'kind', o.kind, 'is_final', o.is_final, 'period_start', o.period_start, 'period_end', o.period_end, 'due_on', o.due_on,
        'filed_on', o.filed_on, 'filed', o.frozen -> 'measures', 'now', s.measures) order by o.n), '[]')
      from owed o join private.performance_sheets(p_award, array(select period_start from owed order by n), array(select period_end from owed order by n)) s on s.nth = o.n),
    'periods', (select jsonb_object_agg(b.name, (select coalesce(jsonb_agg(jsonb_build_object('period_start', t.period_start, 'period_end', t.period_end) order by t.period_start), '[]')
        from private.target_periods(v_award, b.name) t)) from unnest(array['report', 'quarter', 'half', 'year', 'whole']) b (name)));
end $$;
create function public.award_performance(p_award uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return private.performance_of(p_award, private.local_date(now()));
end $$;

-- The rows behind a figure, newest first: {count, amount, rows}, at most 500 of them. p_query: from, to (days); outside: true for what no
-- target's period has.
create function public.measure_credits(p_measure uuid, p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_award uuid;
  v_from date := coalesce((p_query ->> 'from')::date, '-infinity');
  v_to date := coalesce((p_query ->> 'to')::date, 'infinity');
  v_outside boolean := coalesce((p_query ->> 'outside')::boolean, false);
begin
  perform private.at_least('viewer');
  select award_id into v_award from public.award_measures where id = p_measure;
  if v_award is null then raise sqlstate 'PT404' using message = 'This measure is not there any more.', hint = 'missing'; end if;
  return (
    with rows as (
      select c.*, s.name as created_by_name, row_number() over (order by c.credited_on desc, c.created_at desc, c.id) as nth,
        (select coalesce(jsonb_agg(distinct o.award_number order by o.award_number), '[]') from public.award_credits x join public.awards o on o.id = x.award_id
          where x.award_id <> v_award and c.source <> 'hand' and (x.event_id = c.record_id or x.interaction_id = c.record_id)) as also
      from private.credit_rows(v_award) c left join public.staff s on s.id = c.created_by
      where c.measure_id = p_measure and c.credited_on between v_from and v_to
        and not (v_outside and exists (select from public.award_targets t where t.measure_id = p_measure and c.credited_on between t.period_start and t.period_end)))
    select jsonb_build_object('count', count(*), 'amount', coalesce(sum(r.amount), 0),
      'rows', coalesce(jsonb_agg(to_jsonb(r) - '{nth,created_by,created_at,measure_id}'::text[] order by r.nth) filter (where r.nth <= 500), '[]')) from rows r);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the days cannot be read.', hint = 'filters';
end $$;

-- ---------------------------------------------------------------- what could be credited
-- Events that were held, or contacts, of a period, that do not count for a measure yet: {count, rows}, newest first, at most 200.
-- p_query: table (events or interactions), from, to, search. also: other awards that they are credited to.
create function public.credit_candidates(p_measure uuid, p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_measure public.award_measures;
  v_award public.awards;
  v_from date;
  v_to date;
  v_words text := nullif(lower(btrim(p_query ->> 'search')), '');
  v_rows jsonb;
begin
  perform private.at_least('viewer');
  select * into v_measure from public.award_measures where id = p_measure;
  if v_measure.id is null then raise sqlstate 'PT404' using message = 'This measure is not there any more.', hint = 'missing'; end if;
  select * into v_award from public.awards where id = v_measure.award_id;
  v_from := greatest(v_award.starts_on, (p_query ->> 'from')::date);
  v_to := least(v_award.performance_ends_on, (p_query ->> 'to')::date);
  if coalesce(p_query ->> 'table', 'events') = 'events' then
    with found as (
      select e.id, e.title, e.kind, e.starts_on as credited_on, e as event from public.events e
      where e.status = 'held' and e.starts_on between v_from and v_to and e.starts_at >= private.day_start(v_from) - interval '1 day' and e.starts_at < private.day_start(v_to) + interval '2 days'
        and (v_words is null or strpos(lower(e.title), v_words) > 0)
        and not exists (select from public.award_credits c where c.measure_id = p_measure and c.event_id = e.id))
    select jsonb_build_object('count', (select count(*) from found), 'rows', coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'title', f.title, 'kind', f.kind, 'credited_on', f.credited_on,
        'amount', private.event_gives(f.event, v_measure.counts), 'inquiry_id', null, 'language', null,
        'also', (select coalesce(jsonb_agg(distinct o.award_number order by o.award_number), '[]') from public.award_credits x join public.awards o on o.id = x.award_id where x.event_id = f.id and x.award_id <> v_award.id))
      order by f.credited_on desc, f.title, f.id), '[]')) into v_rows
    from (select * from found order by credited_on desc, title, id limit 200) f;
  else
    with found as (
      select i.id, q.id as inquiry_id, q.number, q.subject, i.kind, i.occurred_at, q.language from public.interactions i join public.inquiries q on q.id = i.inquiry_id
      where i.kind in ('call', 'email', 'visit', 'letter') and i.occurred_at >= private.day_start(v_from) and i.occurred_at < private.day_start(v_to + 1)
        and (v_measure.counts <> 'language' or private.is_other_language(q.language))
        and (v_words is null or strpos(lower(q.subject), v_words) > 0 or strpos(lower(q.number), v_words) > 0)
        and not exists (select from public.award_credits c where c.measure_id = p_measure and c.interaction_id = i.id))
    select jsonb_build_object('count', (select count(*) from found), 'rows', coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'title', f.number || ' · ' || f.subject, 'kind', f.kind,
        'credited_on', private.local_date(f.occurred_at), 'amount', 1, 'inquiry_id', f.inquiry_id, 'language', f.language,
        'also', (select coalesce(jsonb_agg(distinct o.award_number order by o.award_number), '[]') from public.award_credits x join public.awards o on o.id = x.award_id where x.interaction_id = f.id and x.award_id <> v_award.id))
      order by f.occurred_at desc, f.id), '[]')) into v_rows
    from (select * from found order by occurred_at desc, id limit 200) f;
  end if;
  return v_rows;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the days cannot be read.', hint = 'filters';
end $$;

-- ---------------------------------------------------------------- on the record itself
-- What an event (p_table events) or the contacts of an inquiry (p_table inquiries) count for, and what else they could:
-- {measures: [{id, name, unit, counts, award_id, award_number, award_title, award_status}], records: [{id, credited_on, credits: [{id, measure_id, amount, stands, first_on}], offered: [measure]}]}.
create function public.credits_of(p_table text, p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  if p_table not in ('events', 'inquiries') then
    raise sqlstate 'PT422' using message = 'Events and the contacts of an inquiry can be credited.', hint = 'credit_record';
  end if;
  return (
    with records as (
      select e.id, e.starts_on as on_day, e.status <> 'cancelled' as is_creditable, true as is_other from public.events e where p_table = 'events' and e.id = p_id
      union all
      select i.id, private.local_date(i.occurred_at), private.is_creditable(i.kind), private.is_other_language(q.language)
      from public.interactions i join public.inquiries q on q.id = i.inquiry_id where p_table = 'inquiries' and i.inquiry_id = p_id),
    credits as (
      select r.id as record_id, c.id, c.measure_id, c.award_id from records r join public.award_credits c on c.event_id = r.id or c.interaction_id = r.id),
    told as (
      select k.record_id, k.id, k.measure_id, w.amount, w.stands, w.first_on, k.award_id
      from (select distinct award_id from credits) a cross join lateral private.credit_rows(a.award_id) w join credits k on k.id = w.id),
    running as (
      select m.id, m.counts, a.starts_on, a.performance_ends_on from public.award_measures m join public.awards a on a.id = m.award_id
      where m.is_active and a.status in ('awarded', 'active', 'suspended', 'terminated', 'closeout')),
    offered as (
      select r.id as record_id, m.id as measure_id from records r join running m on r.on_day between m.starts_on and m.performance_ends_on
      where r.is_creditable and (m.counts <> 'language' or r.is_other) and not exists (select from credits c where c.record_id = r.id and c.measure_id = m.id))
    select jsonb_build_object(
      'measures', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'unit', m.unit, 'counts', m.counts, 'award_id', a.id, 'award_number', a.award_number, 'award_title', a.title,
          'award_status', a.status) order by a.title, a.id, m.sort_order, m.id), '[]')
        from public.award_measures m join public.awards a on a.id = m.award_id where m.id in (select measure_id from credits union select measure_id from offered)),
      'records', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'credited_on', r.on_day,
          'credits', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'measure_id', t.measure_id, 'amount', t.amount, 'stands', t.stands, 'first_on', t.first_on) order by t.id), '[]') from told t where t.record_id = r.id),
          'offered', (select coalesce(jsonb_agg(o.measure_id), '[]') from offered o where o.record_id = r.id)) order by r.on_day, r.id), '[]')
        from records r where r.is_creditable or exists (select from told t where t.record_id = r.id))));
end $$;

revoke all on function private.target_periods(public.awards, text), private.performance_measures(uuid, date), private.performance_sheets(uuid, date[], date[]), private.freeze_performance(),
  private.performance_of(uuid, date) from public, anon, authenticated;
revoke all on function public.award_performance(uuid), public.measure_credits(uuid, jsonb), public.credit_candidates(uuid, jsonb), public.credits_of(text, uuid) from public, anon;
grant execute on function public.award_performance(uuid), public.measure_credits(uuid, jsonb), public.credit_candidates(uuid, jsonb), public.credits_of(text, uuid) to authenticated, service_role;
comment on function public.award_performance(uuid) is 'The measures of an award: promised and done, by period, and the figures of its performance reports.';
comment on function public.credits_of(text, uuid) is 'What an event or the contacts of an inquiry count for, and what else they could count for.';
