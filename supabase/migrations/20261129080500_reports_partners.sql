-- The report learns what is made with partners. Section 4: the directory, applications that the office helped with, initiatives. Section 5:
-- referrals until their outcome, and who pays for the programs. Section 6: help in other languages. Section 9: what was filed with 311,
-- beside the city. Each thing is told under its primary section alone; what went through 311's own channel is told under section 9 and
-- nowhere else. Counted by the days of each, so that a month says the same whenever it is compiled.

-- From a day until before another: referrals that were sent, accepted, ended with help; by section.
create function private.referral_tally(p_section smallint, p_from date, p_to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'made', count(*) filter (where r.sent_at >= b.starts and r.sent_at < b.ends), 'accepted', count(*) filter (where r.accepted_at >= b.starts and r.accepted_at < b.ends),
    'served', count(*) filter (where r.closed_at >= b.starts and r.closed_at < b.ends and r.outcome in ('served', 'partly_served')))
  from (select private.day_start(p_from) as starts, private.day_start(p_to) as ends) b, public.referrals r
  where r.primary_section = p_section and r.delivery <> 'service_request' and r.service_request_number is null
    and (r.sent_at >= b.starts and r.sent_at < b.ends or r.accepted_at >= b.starts and r.accepted_at < b.ends or r.closed_at >= b.starts and r.closed_at < b.ends)
$$;
create function private.application_tally(p_section smallint, p_from date, p_to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('started', count(*) filter (where a.started_on >= p_from and a.started_on < p_to),
    'approved', count(*) filter (where a.status = 'approved' and a.decided_on >= p_from and a.decided_on < p_to),
    'amount_cents', coalesce(sum(a.amount_cents) filter (where a.status = 'approved' and a.decided_on >= p_from and a.decided_on < p_to), 0))
  from public.applications a where a.primary_section = p_section and (a.started_on >= p_from and a.started_on < p_to or a.decided_on >= p_from and a.decided_on < p_to)
$$;

-- p_month: the first day of the month; p_fiscal: the first day of the fiscal year; p_today: the day of the reading.
create function private.report_partner_facts(p_month date, p_fiscal date, p_today date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_next constant date := (p_month + interval '1 month')::date;
  v_start constant timestamptz := private.day_start(p_month);
  v_end constant timestamptz := private.day_start(v_next);
  v_sections jsonb;
  v_directory jsonb;
  v_levels jsonb;
  v_initiatives jsonb;
  v_language jsonb := private.language_facts(p_month, v_next - 1);
  v_requests jsonb := private.service_request_facts(p_month, v_next - 1);
begin
  with ours as materialized (
    select r.primary_section, r.organization_id, r.language, r.district_id, r.sent_at >= v_start and r.sent_at < v_end as made, r.accepted_at >= v_start and r.accepted_at < v_end as accepted,
      r.closed_at >= v_start and r.closed_at < v_end and r.outcome in ('served', 'partly_served') as served, r.declined_at >= v_start and r.declined_at < v_end as declined,
      case when r.accepted_at >= v_start and r.accepted_at < v_end then private.business_minutes(r.sent_at, r.accepted_at, r.organization_id) end as minutes
    from public.referrals r where r.delivery <> 'service_request' and r.service_request_number is null
      and (r.sent_at >= v_start and r.sent_at < v_end or r.accepted_at >= v_start and r.accepted_at < v_end or r.closed_at >= v_start and r.closed_at < v_end or r.declined_at >= v_start and r.declined_at < v_end)),
  named as (
    select s.n::smallint as section from generate_series(1, 10) s (n)
    where exists (select from public.referrals r where r.primary_section = s.n and r.sent_at < v_end) or exists (select from public.applications a where a.primary_section = s.n and a.started_on < v_next))
  select jsonb_agg(jsonb_build_object('key', n.section::text,
    'referrals', jsonb_build_object('month', private.referral_tally(n.section, p_month, v_next), 'previous_month', private.referral_tally(n.section, (p_month - interval '1 month')::date, p_month),
      'same_month_last_year', private.referral_tally(n.section, (p_month - interval '1 year')::date, (p_month - interval '11 months')::date), 'fiscal_year_to_date', private.referral_tally(n.section, p_fiscal, v_next)),
    'applications', jsonb_build_object('month', private.application_tally(n.section, p_month, v_next), 'previous_month', private.application_tally(n.section, (p_month - interval '1 month')::date, p_month),
      'same_month_last_year', private.application_tally(n.section, (p_month - interval '1 year')::date, (p_month - interval '11 months')::date), 'fiscal_year_to_date', private.application_tally(n.section, p_fiscal, v_next)),
    'receivers', (select count(distinct o.organization_id) from ours o where o.primary_section = n.section and o.made),
    'declined', (select count(*) from ours o where o.primary_section = n.section and o.declined),
    'median_minutes', (select percentile_disc(0.5) within group (order by o.minutes) from ours o where o.primary_section = n.section and o.minutes is not null),
    'by_district', (select coalesce(jsonb_agg(jsonb_build_object('key', g.key, 'label', g.label, 'made', g.made, 'accepted', g.accepted, 'served', g.served) order by g.place, g.key), '[]') from (
      select coalesce(d.code, 'unknown') as key, d.name as label, min(coalesce(d.sort_order, 32767)) as place, count(*) filter (where o.made) as made, count(*) filter (where o.accepted) as accepted, count(*) filter (where o.served) as served
      from ours o left join public.districts d on d.id = o.district_id where o.primary_section = n.section and (o.made or o.accepted or o.served) group by 1, 2) g),
    'by_language', (select coalesce(jsonb_agg(jsonb_build_object('key', g.language, 'label', g.name, 'made', g.made) order by g.made desc, g.name), '[]') from (
      select o.language, l.name, count(*) as made from ours o join public.languages l on l.code = o.language where o.primary_section = n.section and o.made group by 1, 2) g)) order by n.section)
  into v_sections from named n;
  select jsonb_build_object('programs', count(*), 'organizations', count(distinct p.organization_id), 'added', count(*) filter (where private.local_date(p.created_at) >= p_month),
      'reviewed', count(*) filter (where p.reviewed_on >= p_month and p.reviewed_on < v_next), 'overdue', count(*) filter (where p.review_by <= p_today))
    into v_directory from public.programs p where p.status = 'active' and p.created_at < v_end;
  -- A program with several payers counts once: where the federal government pays, there.
  with payers as materialized (
    select p.id, coalesce((select f.level from public.fundings f where f.program_id = p.id order by array_position(array['federal', 'state', 'local', 'private', 'unknown'], f.level) limit 1), 'unknown') as level
    from public.programs p where p.created_at < v_end and (p.status = 'active' or exists (select from public.referrals r where r.program_id = p.id and r.sent_at >= v_start and r.sent_at < v_end)))
  select coalesce(jsonb_agg(jsonb_build_object('key', g.level, 'programs', g.programs, 'referrals', g.referrals) order by array_position(array['federal', 'state', 'local', 'private', 'unknown'], g.level)), '[]')
    into v_levels from (
      select y.level, count(*) as programs, coalesce(sum((select count(*) from public.referrals r where r.program_id = y.id and r.sent_at >= v_start and r.sent_at < v_end and r.delivery <> 'service_request' and r.service_request_number is null)), 0) as referrals
      from payers y group by 1) g;
  select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'title', i.title, 'kind', i.kind, 'section', i.primary_section, 'status', i.status, 'file_number', l.file_number, 'is_new', i.proposed_on >= p_month) order by i.proposed_on, i.title, i.id), '[]')
    into v_initiatives from public.initiatives i left join public.legislation l on l.id = i.legislation_id
    where i.proposed_on >= p_month and i.proposed_on < v_next or i.decided_on >= p_month and i.decided_on < v_next;
  return jsonb_build_object('sections', coalesce(v_sections, '[]'), 'directory', v_directory, 'levels', v_levels, 'initiatives', v_initiatives,
    'language', jsonb_build_object('all', v_language -> 'all', 'unmet', v_language -> 'unmet', 'documents', v_language -> 'documents', 'translations', v_language #> '{translations,documents}', 'words', v_language -> 'words', 'share_office', v_language -> 'share_office', 'qualified', v_language -> 'qualified',
      'by_language', (select coalesce(jsonb_agg(jsonb_build_object('key', x ->> 'language', 'label', l.name, 'count', x -> 'count', 'served', x -> 'served', 'unmet', (x ->> 'partial')::integer + (x ->> 'failed')::integer)
        order by (x ->> 'count')::integer desc, l.name), '[]') from jsonb_array_elements(v_language -> 'by_language') x join public.languages l on l.code = x ->> 'language')),
    'requests', v_requests);
end $$;
revoke all on function private.referral_tally(smallint, date, date), private.application_tally(smallint, date, date), private.report_partner_facts(date, date, date) from public, anon, authenticated;

create or replace function public.report_facts(p_month date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_facts jsonb := private.report_inquiry_facts(p_month);
  v_month date := (v_facts ->> 'month')::date;
  v_fiscal date := (v_facts #>> '{periods,fiscal_year_to_date,from}')::date;
begin
  return v_facts || jsonb_build_object('events', private.event_facts(v_month, v_fiscal), 'campaigns', private.campaign_facts(v_month, v_fiscal), 'answers', private.answer_facts(v_month),
    'awards', private.report_award_facts(v_month, v_fiscal, private.local_date(now())), 'partners', private.report_partner_facts(v_month, v_fiscal, private.local_date(now())));
end $$;
