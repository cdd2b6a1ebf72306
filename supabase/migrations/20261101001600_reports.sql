-- Reports: the monthly report to Council. report_facts gathers a month in one statement's snapshot; the program
-- compiles it; save_report freezes the result with its hash. A frozen edition never changes; a later compilation of the
-- same month is a new edition.

create table public.reports (
  id uuid primary key default gen_random_uuid(),
  month date not null constraint reports_month_first check (extract(day from month) = 1),
  edition integer not null constraint reports_edition_positive check (edition > 0),
  content jsonb not null,
  content_hash text not null constraint reports_hash_form check (content_hash ~ '^[0-9a-f]{64}$'),
  -- Of the facts without their hour: the same facts again are the same edition.
  facts_hash text not null constraint reports_facts_hash_form check (facts_hash ~ '^[0-9a-f]{64}$'),
  data_as_of timestamptz not null,
  compiled_by uuid references public.staff (id) on delete set null,
  pdf_path text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint reports_edition_once unique (month, edition)
);
create index reports_compiled_by on public.reports (compiled_by);

create function private.refuse_frozen() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT409' using message = 'A compiled report is frozen. Compile the month again to make a new edition.', hint = 'frozen';
end $$;
create trigger _200_refuse_frozen before update on public.reports
  for each row when (old.content is distinct from new.content or old.content_hash is distinct from new.content_hash
    or old.month <> new.month or old.edition <> new.edition or old.data_as_of <> new.data_as_of)
  execute function private.refuse_frozen();
create trigger _200_refuse_frozen_delete before delete on public.reports
  for each row execute function private.refuse_frozen();

call private.protect('public.reports');
grant select on table public.reports to authenticated;
create policy reports_select_viewer on public.reports for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. Only the program compiles, through save_report.

-- Freezes an edition and answers it. The same facts twice are the same edition, not a new one.
create function public.save_report(p_month date, p_content jsonb, p_content_hash text, p_facts_hash text, p_compiled_by uuid default null) returns public.reports
language plpgsql security definer set search_path = '' as $$
declare v_report public.reports;
begin
  perform pg_advisory_xact_lock(hashtext('reports'), extract(epoch from p_month)::integer);
  select * into v_report from public.reports where month = p_month order by edition desc limit 1;
  if v_report.id is not null and v_report.facts_hash = p_facts_hash then return v_report; end if;
  insert into public.reports (month, edition, content, content_hash, facts_hash, data_as_of, compiled_by, pdf_path)
  select p_month, n.edition, p_content, p_content_hash, p_facts_hash, (p_content ->> 'data_as_of')::timestamptz, p_compiled_by,
    format('reports/Council-Report-%s-edition-%s.pdf', to_char(p_month, 'YYYY-MM'), n.edition)
  from (select coalesce(v_report.edition, 0) + 1 as edition) n
  returning * into v_report;
  return v_report;
end $$;
revoke all on function public.save_report(date, jsonb, text, text, uuid) from public, anon, authenticated;
grant execute on function public.save_report(date, jsonb, text, text, uuid) to service_role;
comment on table public.reports is 'Frozen editions of the monthly report to Council.';

-- ---------------------------------------------------------------- facts
-- Days between days, without the dust of binary fractions: 7.2, not 7.200000000000001.
create function private.days(p_days double precision) returns numeric
language sql immutable parallel safe set search_path = '' as $$ select trim_scale(round(p_days::numeric, 6)) $$;

-- Opened, closed, still open at the end, and days to close, for any number of spans of calendar days at once. Days to close
-- are calendar days of the office from opening to closing, of what was closed in the span (percentile_cont). What was
-- open at an end is all that was opened before it less all that was closed before it, counted once from end to end.
-- p_spans: [{"key", "from", "to"}], both days inclusive.
create function private.tallies(p_spans jsonb) returns table (key text, tally jsonb)
language sql stable set search_path = '' as $$
  with zone as materialized (select private.office_zone() as name),
  spans as materialized (
    select s.key, s."from", s."to", private.day_start(s."from") as starts, private.day_start(s."to" + 1) as ends
    from jsonb_to_recordset(p_spans) s (key text, "from" date, "to" date)),
  steps as (select ends, lag(ends, 1, '-infinity') over (order by ends) as before from (select distinct ends from spans) d),
  net as (
    select ends, sum((select count(*) from public.inquiries where opened_at >= before and opened_at < ends)
      - (select count(*) from public.inquiries where closed_at >= before and closed_at < ends)) over (order by ends) as still_open
    from steps)
  select s.key, jsonb_build_object('from', s."from", 'to', s."to",
    'opened', (select count(*) from public.inquiries where opened_at >= s.starts and opened_at < s.ends),
    'closed', c.n, 'open_at_end', net.still_open,
    'days_to_close', jsonb_build_object('median', private.days(c.percentiles[1]), 'p90', private.days(c.percentiles[2])))
  from spans s join net using (ends)
  cross join lateral (
    select count(*) as n, percentile_cont(array[0.5, 0.9]) within group (order by (closed_at at time zone zone.name)::date - (opened_at at time zone zone.name)::date) as percentiles
    from zone, public.inquiries where closed_at >= s.starts and closed_at < s.ends) c
$$;

-- The same for the month, cut by district, topic, channel and primary section, with what was opened in the month before
-- and in the same month last year. Each inquiry is read once for each thing that is counted, not once for each cut.
create function private.tally_cuts(p_month date) returns table (cut text, key text, tally jsonb)
language sql stable set search_path = '' as $$
  with span as materialized (
    select private.office_zone() as zone, private.day_start(p_month) as starts, private.day_start((p_month + interval '1 month')::date) as ends,
      private.day_start((p_month - interval '1 month')::date) as before,
      private.day_start((p_month - interval '1 year')::date) as year_ago, private.day_start((p_month - interval '11 months')::date) as year_ago_end),
  -- Opened before the end and closed after it: few rows, found inside one index (see inquiries_opened).
  still as materialized (select i.id from span, public.inquiries i where i.opened_at < ends and i.closed_at >= ends),
  counted as (
    select 'opened' as what, i.district_id, i.topic_id, i.channel, i.primary_section, count(*) as n from span, public.inquiries i where i.opened_at >= starts and i.opened_at < ends group by 2, 3, 4, 5
    union all select 'before', i.district_id, i.topic_id, i.channel, i.primary_section, count(*) from span, public.inquiries i where i.opened_at >= before and i.opened_at < starts group by 2, 3, 4, 5
    union all select 'year_ago', i.district_id, i.topic_id, i.channel, i.primary_section, count(*) from span, public.inquiries i where i.opened_at >= year_ago and i.opened_at < year_ago_end group by 2, 3, 4, 5
    union all select 'closed', i.district_id, i.topic_id, i.channel, i.primary_section, count(*) from span, public.inquiries i where i.closed_at >= starts and i.closed_at < ends group by 2, 3, 4, 5
    union all select 'still', i.district_id, i.topic_id, i.channel, i.primary_section, count(*) from span, public.inquiries i where i.opened_at < ends and i.closed_at is null group by 2, 3, 4, 5
    union all select 'still', i.district_id, i.topic_id, i.channel, i.primary_section, count(*) from still join public.inquiries i using (id) group by 2, 3, 4, 5),
  counts as (
    select case when grouping(district_id) = 0 then 'district' when grouping(topic_id) = 0 then 'topic' when grouping(channel) = 0 then 'channel' else 'section' end as cut,
      coalesce(district_id::text, topic_id::text, channel, primary_section::text, 'unknown') as key,
      sum(n) filter (where what = 'opened') as opened, sum(n) filter (where what = 'closed') as closed, sum(n) filter (where what = 'still') as still,
      sum(n) filter (where what = 'before') as before, sum(n) filter (where what = 'year_ago') as year_ago
    from counted group by grouping sets ((district_id), (topic_id), (channel), (primary_section))),
  days as (
    select case when grouping(district_id) = 0 then 'district' when grouping(topic_id) = 0 then 'topic' when grouping(channel) = 0 then 'channel' else 'section' end as cut,
      coalesce(district_id::text, topic_id::text, channel, primary_section::text, 'unknown') as key, percentile_cont(array[0.5, 0.9]) within group (order by d) as percentiles
    from (select i.district_id, i.topic_id, i.channel, i.primary_section, (i.closed_at at time zone zone)::date - (i.opened_at at time zone zone)::date as d
      from span, public.inquiries i where i.closed_at >= starts and i.closed_at < ends) c
    group by grouping sets ((district_id), (topic_id), (channel), (primary_section)))
  select cut, key, jsonb_build_object('opened', coalesce(opened, 0), 'closed', coalesce(closed, 0), 'open_at_end', coalesce(still, 0),
    'days_to_close', jsonb_build_object('median', private.days(percentiles[1]), 'p90', private.days(percentiles[2])),
    'opened_previous_month', coalesce(before, 0), 'opened_same_month_last_year', coalesce(year_ago, 0))
  from counts left join days using (cut, key)
$$;

-- A cut as the report lists it: what must appear even with nothing, in its order.
create function private.labelled_cut(p_cuts jsonb, p_labels jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('key', l.value ->> 'key', 'label', l.value ->> 'label') || coalesce(p_cuts -> (l.value ->> 'id'), jsonb_build_object(
      'opened', 0, 'closed', 0, 'open_at_end', 0, 'days_to_close', jsonb_build_object('median', null, 'p90', null), 'opened_previous_month', 0, 'opened_same_month_last_year', 0)) order by l.n), '[]')
  from jsonb_array_elements(p_labels) with ordinality l (value, n)
  where (l.value ->> 'always')::boolean or p_cuts ? (l.value ->> 'id')
$$;

-- Everything that the month's report says, in one snapshot. p_month is the first day of the month.
-- Compiling the statement to machine code would take longer than running it.
create function public.report_facts(p_month date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_settings public.settings;
  v_from date := date_trunc('month', p_month)::date;
  v_to date := (date_trunc('month', p_month) + interval '1 month - 1 day')::date;
  v_fiscal date;
  v_spans jsonb;
  v_cuts jsonb;
begin
  if (select auth.role()) = 'authenticated' then perform private.at_least('viewer'); end if;
  select * into v_settings from public.settings;
  if v_settings.id is null then
    raise sqlstate 'PT409' using message = 'The office has no settings yet. Load the reference data first.', hint = 'settings';
  end if;
  v_fiscal := make_date(extract(year from v_from)::integer - case when extract(month from v_from) < v_settings.fiscal_year_start_month then 1 else 0 end, v_settings.fiscal_year_start_month, 1);
  with asked as (
    select jsonb_build_array(
      jsonb_build_object('key', 'month', 'from', v_from, 'to', v_to),
      jsonb_build_object('key', 'previous_month', 'from', (v_from - interval '1 month')::date, 'to', v_from - 1),
      jsonb_build_object('key', 'same_month_last_year', 'from', (v_from - interval '1 year')::date, 'to', (v_from - interval '11 months')::date - 1),
      jsonb_build_object('key', 'fiscal_year_to_date', 'from', v_fiscal, 'to', v_to),
      jsonb_build_object('key', 'previous_fiscal_year_to_date', 'from', (v_fiscal - interval '1 year')::date, 'to', (v_from - interval '11 months')::date - 1))
      || (select jsonb_agg(jsonb_build_object('key', m::date, 'from', m::date, 'to', (m + interval '1 month - 1 day')::date))
        from generate_series(v_from - interval '12 months', v_from, interval '1 month') m) as spans)
  select jsonb_object_agg(t.key, t.tally) filter (where t.key !~ '^[0-9]')
    || jsonb_build_object('trend', jsonb_agg((t.tally - 'from' - 'to') || jsonb_build_object('month', t.key) order by t.key) filter (where t.key ~ '^[0-9]'))
  into v_spans from asked, private.tallies(asked.spans) t;
  select coalesce(jsonb_object_agg(c.cut, c.keys), '{}') into v_cuts
  from (select t.cut, jsonb_object_agg(t.key, t.tally) as keys from private.tally_cuts(v_from) t group by t.cut) c;
  return jsonb_build_object(
    'month', v_from,
    'data_as_of', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'office', jsonb_build_object('office_name', v_settings.office_name, 'city_name', v_settings.city_name, 'state_name', v_settings.state_name, 'address', v_settings.address,
      'phone', v_settings.phone, 'email', v_settings.email, 'time_zone', v_settings.time_zone, 'fiscal_year_start_month', v_settings.fiscal_year_start_month),
    'ordinance', jsonb_build_object('file_number', v_settings.founding_file_number,
      'kind', coalesce((select initcap(kind) from public.legislation where file_number = v_settings.founding_file_number), 'Ordinance')),
    'directives', (select coalesce(jsonb_agg(jsonb_build_object('section', section, 'title', title, 'duty', duty) order by section), '[]') from public.directives),
    'periods', v_spans - 'trend',
    'by_district', private.labelled_cut(v_cuts -> 'district',
      (select jsonb_agg(jsonb_build_object('id', id, 'key', code, 'label', name, 'always', is_active) order by sort_order, code) from public.districts)
        || jsonb_build_array(jsonb_build_object('id', 'unknown', 'key', 'unknown', 'label', 'Unknown', 'always', true))),
    'by_topic', private.labelled_cut(v_cuts -> 'topic', (select jsonb_agg(jsonb_build_object('id', id, 'key', code, 'label', name, 'always', is_active) order by sort_order, name) from public.topics)),
    'by_channel', private.labelled_cut(v_cuts -> 'channel', (select jsonb_agg(jsonb_build_object('id', key, 'key', key, 'label', label, 'always', false) order by n)
      from unnest(array['phone', 'voicemail', 'walk_in', 'email', 'web', 'app', 'social', 'chat', 'mail', 'fax', 'event', 'staff', 'system', 'other'],
        array['Phone', 'Voicemail', 'Walk-in', 'E-mail', 'Web', 'App', 'Social media', 'Chat', 'Letter', 'Fax', 'Event', 'Staff', 'System', 'Other']) with ordinality c (key, label, n))),
    'by_section', private.labelled_cut(v_cuts -> 'section', (select jsonb_agg(jsonb_build_object('id', section, 'key', section::text, 'label', title, 'always', true) order by section) from public.directives)),
    'trend', v_spans -> 'trend',
    'staffing', jsonb_build_object('active_staff', (select count(*) from public.staff where is_active)),
    'previous_report', (select jsonb_build_object('month', month, 'edition', edition, 'compiled_at', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
      from public.reports where month = (v_from - interval '1 month')::date order by edition desc limit 1));
end $$;
revoke all on function public.report_facts(date) from public, anon;
grant execute on function public.report_facts(date) to authenticated, service_role;
