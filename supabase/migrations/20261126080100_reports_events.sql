-- The report learns of events: what was held, whom it reached, who had registered, in which languages, what was heard. Each event
-- counts under its primary section, in the month in which it began by the office's calendar, and only once it is marked as held.

-- p_month: the first day of the month; p_fiscal: the first day of the fiscal year. One entry for each section with something to say.
create function private.event_facts(p_month date, p_fiscal date) returns jsonb
language sql stable security definer set search_path = '' as $$
  with span as materialized (
    select private.day_start(p_month) as starts, private.day_start((p_month + interval '1 month')::date) as ends,
      private.day_start((p_month - interval '1 month')::date) as before, private.day_start(p_fiscal) as fiscal,
      private.day_start((p_month - interval '1 year')::date) as year_ago, private.day_start((p_month - interval '11 months')::date) as year_ago_end),
  held as materialized (
    select e.id, e.primary_section as section, e.kind, e.district_id, e.tally_counts,
      e.starts_at >= s.starts as in_month, e.starts_at >= s.before and e.starts_at < s.starts as in_before,
      e.starts_at < s.year_ago_end as in_year_ago, e.starts_at >= s.fiscal as in_fiscal
    from span s, public.events e
    where e.status = 'held' and (e.starts_at >= least(s.fiscal, s.before) and e.starts_at < s.ends or e.starts_at >= s.year_ago and e.starts_at < s.year_ago_end)),
  -- Each event's people once: where the tally counted everybody, named and tallied are the same people (see event_attendance).
  came as materialized (
    select h.*, n.named, n.tallied, private.people_at(h.tally_counts, n.named, n.tallied) as people, n.registered
    from held h cross join lateral (
      select (select coalesce(sum(a.people), 0) from public.attendances a where a.event_id = h.id and a.undone_at is null) as named,
        (select coalesce(sum(t.people), 0) from public.event_tallies t where t.event_id = h.id and t.undone_at is null) as tallied,
        (select coalesce(sum(r.seats), 0) from public.registrations r where r.event_id = h.id and r.status = 'confirmed') as registered) n),
  cuts as materialized (
    select section, case when grouping(kind) = 0 then 'kind' when grouping(district_id) = 0 then 'district' else 'all' end as cut,
      coalesce(kind, district_id::text, 'unknown') as key,
      jsonb_build_object(
        'month', jsonb_build_object('held', count(*) filter (where in_month), 'people', coalesce(sum(people) filter (where in_month), 0), 'registered', coalesce(sum(registered) filter (where in_month), 0)),
        'previous_month', jsonb_build_object('held', count(*) filter (where in_before), 'people', coalesce(sum(people) filter (where in_before), 0), 'registered', coalesce(sum(registered) filter (where in_before), 0)),
        'same_month_last_year', jsonb_build_object('held', count(*) filter (where in_year_ago), 'people', coalesce(sum(people) filter (where in_year_ago), 0), 'registered', coalesce(sum(registered) filter (where in_year_ago), 0)),
        'fiscal_year_to_date', jsonb_build_object('held', count(*) filter (where in_fiscal), 'people', coalesce(sum(people) filter (where in_fiscal), 0), 'registered', coalesce(sum(registered) filter (where in_fiscal), 0))) as figures
    from came group by grouping sets ((section), (section, kind), (section, district_id))),
  -- Who came, by language, so that it adds up to the people: of the named or of the tallied where those are the same people.
  spoken as (
    select c.section, x.language, sum(x.people) as people
    from came c cross join lateral (
      select a.language, sum(a.people) as people from public.attendances a where a.event_id = c.id and a.undone_at is null
        and (c.tally_counts = 'unnamed' or c.named > c.tallied) group by 1
      union all
      select t.language, sum(t.people) from public.event_tallies t where t.event_id = c.id and t.undone_at is null
        and (c.tally_counts = 'unnamed' or c.tallied >= c.named) group by 1) x
    where c.in_month group by 1, 2),
  offered as (
    select c.section, l.language, count(distinct c.id) filter (where l.mode = 'spoken') as spoken,
      count(distinct c.id) filter (where l.mode in ('interpreted', 'signed')) as interpreted
    from came c join public.event_languages l on l.event_id = c.id where c.in_month and l.mode <> 'materials' group by 1, 2),
  languages as (
    select coalesce(o.section, s.section) as section, jsonb_agg(jsonb_build_object('key', coalesce(o.language, s.language, 'unknown'),
      'label', coalesce(n.name, 'Not known'), 'spoken', coalesce(o.spoken, 0), 'interpreted', coalesce(o.interpreted, 0), 'people', coalesce(s.people, 0))
      order by n.sort_order nulls last, n.name) as list
    from offered o full join spoken s on s.section = o.section and s.language = o.language
    left join public.languages n on n.code = coalesce(o.language, s.language) group by 1),
  topics as (
    select t.section, jsonb_agg(jsonb_build_object('key', t.code, 'label', t.name, 'held', t.n) order by t.n desc, t.name) as list
    from (select c.section, p.code, p.name, count(*) as n from came c join public.event_topics e on e.event_id = c.id
      join public.topics p on p.id = e.topic_id where c.in_month group by 1, 2, 3) t group by 1),
  issues as (
    select c.section, count(*) as heard, sum(i.voices) as voices, count(i.inquiry_id) as inquiries
    from came c join public.event_issues i on i.event_id = c.id where c.in_month group by 1),
  -- What of the month did not take place, and what nobody has settled.
  others as (
    select e.primary_section as section, count(*) filter (where e.status = 'cancelled') as cancelled,
      count(*) filter (where e.status in ('planned', 'confirmed') and e.ends_at < now()) as unsettled
    from span s, public.events e where e.starts_at >= s.starts and e.starts_at < s.ends and e.status <> 'held' group by 1),
  sections as (select section from cuts union select section from others where cancelled + unsettled > 0),
  districts as (
    select jsonb_agg(jsonb_build_object('id', id, 'key', code, 'label', name, 'always', is_active) order by sort_order, code)
      || jsonb_build_array(jsonb_build_object('id', 'unknown', 'key', 'unknown', 'label', 'No district', 'always', false)) as list from public.districts),
  nothing as (select jsonb_build_object('month', n, 'previous_month', n, 'same_month_last_year', n, 'fiscal_year_to_date', n) as figures
    from (select jsonb_build_object('held', 0, 'people', 0, 'registered', 0) as n) z)
  select coalesce(jsonb_agg(jsonb_build_object('key', s.section::text) || coalesce((select figures from cuts c where c.section = s.section and c.cut = 'all'), nothing.figures)
    || jsonb_build_object(
      'cancelled', coalesce(o.cancelled, 0), 'unsettled', coalesce(o.unsettled, 0),
      'issues', jsonb_build_object('heard', coalesce(i.heard, 0), 'voices', coalesce(i.voices, 0), 'inquiries', coalesce(i.inquiries, 0)),
      'by_kind', (select coalesce(jsonb_agg(jsonb_build_object('key', c.key) || c.figures order by c.figures #> '{month,held}' desc, c.key), '[]')
        from cuts c where c.section = s.section and c.cut = 'kind'),
      'by_district', (select coalesce(jsonb_agg(jsonb_build_object('key', d.value ->> 'key', 'label', d.value ->> 'label') || coalesce(c.figures, nothing.figures) order by d.n), '[]')
        from jsonb_array_elements(districts.list) with ordinality d (value, n)
        left join cuts c on c.section = s.section and c.cut = 'district' and c.key = d.value ->> 'id'
        where c.key is not null or (d.value ->> 'always')::boolean),
      'languages', coalesce(l.list, '[]'), 'topics', coalesce(t.list, '[]')) order by s.section), '[]')
  from sections s cross join districts cross join nothing
  left join others o using (section) left join issues i using (section) left join languages l using (section) left join topics t using (section)
$$;

-- What was there before stays as it is, and goes into the same answer.
alter function public.report_facts(date) rename to report_inquiry_facts;
alter function public.report_inquiry_facts(date) set schema private;
revoke all on function private.report_inquiry_facts(date) from public, anon, authenticated;

-- Everything that the month's report says, in one snapshot. p_month is the first day of the month.
create function public.report_facts(p_month date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare v_facts jsonb := private.report_inquiry_facts(p_month);
begin
  return v_facts || jsonb_build_object('events',
    private.event_facts((v_facts ->> 'month')::date, (v_facts #>> '{periods,fiscal_year_to_date,from}')::date));
end $$;
revoke all on function public.report_facts(date) from public, anon;
grant execute on function public.report_facts(date) to authenticated, service_role;
comment on function public.report_facts(date) is 'Everything that the month’s report says, from one snapshot.';
