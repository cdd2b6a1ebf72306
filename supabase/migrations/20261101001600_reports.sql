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

-- Opened, closed, still open at the end, and days to close of a span of calendar days. Days to close are calendar days of
-- the office from opening to closing, of what was closed in the span (percentile_cont).
create function private.tally(p_from date, p_to date) returns jsonb
language sql stable set search_path = '' as $$
  with span as materialized (select private.office_zone() as zone, private.day_start(p_from) as starts, private.day_start(p_to + 1) as ends),
  closed as (
    select count(*) as n, private.days(percentile_cont(0.5) within group (order by d)) as median, private.days(percentile_cont(0.9) within group (order by d)) as p90
    from (select (closed_at at time zone zone)::date - (opened_at at time zone zone)::date as d
      from span, public.inquiries where closed_at >= starts and closed_at < ends) c)
  select jsonb_build_object('from', p_from, 'to', p_to,
    'opened', (select count(*) from span, public.inquiries where opened_at >= starts and opened_at < ends),
    'closed', closed.n,
    'open_at_end', (select count(*) from span, public.inquiries where opened_at < ends and closed_at is null)
      + (select count(*) from span, public.inquiries where opened_at < ends and closed_at >= ends),
    'days_to_close', jsonb_build_object('median', closed.median, 'p90', closed.p90))
  from closed
$$;

-- The same, cut by the values of one column, with what was opened in the month before and in the same month last year.
-- p_key is SQL over the inquiry "i"; p_labels is a query of (key, label, sort) that lists what must appear even with nothing.
create function private.tally_by(p_month date, p_key text, p_labels text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare v_result jsonb;
begin
  execute format($sql$
    with span as materialized (
      select private.office_zone() as zone, private.day_start($1) as starts, private.day_start(($1 + interval '1 month')::date) as ends,
        private.day_start(($1 - interval '1 month')::date) as before, private.day_start(($1 - interval '1 year')::date) as year_ago,
        private.day_start(($1 - interval '11 months')::date) as year_ago_end),
    opened as (select %1$s as key, count(*) as n from span, public.inquiries i where i.opened_at >= starts and i.opened_at < ends group by 1),
    opened_before as (select %1$s as key, count(*) as n from span, public.inquiries i where i.opened_at >= before and i.opened_at < starts group by 1),
    opened_year_ago as (select %1$s as key, count(*) as n from span, public.inquiries i where i.opened_at >= year_ago and i.opened_at < year_ago_end group by 1),
    closed as (select %1$s as key, count(*) as n,
        private.days(percentile_cont(0.5) within group (order by (i.closed_at at time zone zone)::date - (i.opened_at at time zone zone)::date)) as median,
        private.days(percentile_cont(0.9) within group (order by (i.closed_at at time zone zone)::date - (i.opened_at at time zone zone)::date)) as p90
      from span, public.inquiries i where i.closed_at >= starts and i.closed_at < ends group by 1),
    still as (select key, count(*) as n from (
        select %1$s as key from span, public.inquiries i where i.opened_at < ends and i.closed_at is null
        union all select %1$s from span, public.inquiries i where i.opened_at < ends and i.closed_at >= ends) s group by 1),
    labels as (%2$s)
    select coalesce(jsonb_agg(jsonb_build_object('key', l.key, 'label', l.label, 'opened', coalesce(o.n, 0), 'closed', coalesce(c.n, 0), 'open_at_end', coalesce(s.n, 0),
      'days_to_close', jsonb_build_object('median', c.median, 'p90', c.p90),
      'opened_previous_month', coalesce(b.n, 0), 'opened_same_month_last_year', coalesce(y.n, 0)) order by l.sort, l.label), '[]')
    from labels l left join opened o using (key) left join closed c using (key) left join still s using (key)
      left join opened_before b using (key) left join opened_year_ago y using (key)
    where l.always or coalesce(o.n, c.n, s.n, b.n, y.n) is not null
  $sql$, p_key, p_labels) into v_result using p_month;
  return v_result;
end $$;

-- Everything that the month's report says, in one snapshot. p_month is the first day of the month.
create function public.report_facts(p_month date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_settings public.settings;
  v_from date := date_trunc('month', p_month)::date;
  v_to date := (date_trunc('month', p_month) + interval '1 month - 1 day')::date;
  v_fiscal date;
begin
  if (select auth.role()) = 'authenticated' then perform private.at_least('viewer'); end if;
  select * into v_settings from public.settings;
  if v_settings.id is null then
    raise sqlstate 'PT409' using message = 'The office has no settings yet. Load the reference data first.', hint = 'settings';
  end if;
  v_fiscal := make_date(extract(year from v_from)::integer - case when extract(month from v_from) < v_settings.fiscal_year_start_month then 1 else 0 end, v_settings.fiscal_year_start_month, 1);
  return jsonb_build_object(
    'month', v_from,
    'data_as_of', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'office', jsonb_build_object('office_name', v_settings.office_name, 'city_name', v_settings.city_name, 'state_name', v_settings.state_name, 'address', v_settings.address,
      'phone', v_settings.phone, 'email', v_settings.email, 'time_zone', v_settings.time_zone, 'fiscal_year_start_month', v_settings.fiscal_year_start_month),
    'ordinance', jsonb_build_object('file_number', v_settings.founding_file_number,
      'kind', coalesce((select initcap(kind) from public.legislation where file_number = v_settings.founding_file_number), 'Ordinance')),
    'directives', (select coalesce(jsonb_agg(jsonb_build_object('section', section, 'title', title, 'duty', duty) order by section), '[]') from public.directives),
    'periods', jsonb_build_object(
      'month', private.tally(v_from, v_to),
      'previous_month', private.tally((v_from - interval '1 month')::date, v_from - 1),
      'same_month_last_year', private.tally((v_from - interval '1 year')::date, (v_from - interval '11 months')::date - 1),
      'fiscal_year_to_date', private.tally(v_fiscal, v_to),
      'previous_fiscal_year_to_date', private.tally((v_fiscal - interval '1 year')::date, (v_from - interval '11 months')::date - 1)),
    'by_district', private.tally_by(v_from, $k$coalesce((select code from public.districts x where x.id = i.district_id), 'unknown')$k$,
      $l$select code as key, name as label, sort_order as sort, is_active as always from public.districts union all select 'unknown', 'Unknown', 9999, true$l$),
    'by_topic', private.tally_by(v_from, $k$(select code from public.topics x where x.id = i.topic_id)$k$,
      $l$select code as key, name as label, sort_order as sort, is_active as always from public.topics$l$),
    'by_channel', private.tally_by(v_from, 'i.channel',
      $l$select key, label, row_number() over () as sort, false as always from (values ('phone', 'Phone'), ('voicemail', 'Voicemail'), ('walk_in', 'Walk-in'), ('email', 'E-mail'), ('web', 'Web'), ('app', 'App'), ('social', 'Social media'), ('chat', 'Chat'), ('mail', 'Letter'), ('fax', 'Fax'), ('event', 'Event'), ('staff', 'Staff'), ('system', 'System'), ('other', 'Other')) v (key, label)$l$),
    'by_section', private.tally_by(v_from, 'i.primary_section::text',
      $l$select section::text as key, title as label, section as sort, true as always from public.directives$l$),
    'trend', (select jsonb_agg(private.tally(m::date, (m + interval '1 month - 1 day')::date) || jsonb_build_object('month', m::date) order by m)
      from generate_series(v_from - interval '12 months', v_from, interval '1 month') m),
    'staffing', jsonb_build_object('active_staff', (select count(*) from public.staff where is_active)),
    'previous_report', (select jsonb_build_object('month', month, 'edition', edition, 'compiled_at', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
      from public.reports where month = (v_from - interval '1 month')::date order by edition desc limit 1));
end $$;
revoke all on function public.report_facts(date) from public, anon;
grant execute on function public.report_facts(date) to authenticated, service_role;
