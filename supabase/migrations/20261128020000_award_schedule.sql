-- The calendar of an award makes itself: from its period of performance and the rules that fit it comes what it owes, period by
-- period, each day with the rule that made it and why. Here nothing is written: the same award and the same rules give the same
-- schedule, whenever it is asked for.

alter table public.award_report_rules
  -- A single audit: due so many days after the auditor's report, where that is earlier.
  add column audit_days smallint constraint award_report_rules_audit_range check (audit_days between 0 and 366),
  -- The day that it makes is a best reading: somebody compares it with what JustGrants shows.
  add column needs_confirming boolean not null default false;
comment on column public.award_report_rules.needs_confirming is 'Whether the day is to be compared with JustGrants.';

alter table public.award_reports
  -- A single audit: when the auditor handed in the report.
  add column auditor_reported_on date,
  -- Somebody said whose it is: a change of roles leaves that alone.
  add column is_owner_by_hand boolean not null default false,
  -- Kept because somebody overrode its day, although no rule asks for it any more.
  add column is_unasked boolean not null default false;
comment on column public.award_reports.is_unasked is 'Overridden, and no rule asks for it any more: somebody looks at it.';

-- ---------------------------------------------------------------- days
-- The last day of the month so many months after the month of a day.
create function private.plus_months_end(p_date date, p_months integer) returns date
language sql immutable set search_path = '' as $$
  select (date_trunc('month', p_date::timestamp) + make_interval(months => p_months + 1))::date - 1
$$;

-- The last day of the period that a day lies in; periods of so many months, counted from the first of a month of the year.
create function private.report_period_end(p_on date, p_months integer, p_anchor integer) returns date
language sql immutable set search_path = '' as $$
  select private.plus_months_end(p_on, p_months - 1 - (extract(month from p_on)::integer - p_anchor + 12) % p_months)
$$;

-- The day to file by: federal days are calendar days and stay where they are, but nobody is in the office on a weekend. The last
-- business day of the office on or before the day.
create function private.file_by(p_due date) returns date
language plpgsql stable security definer set search_path = '' as $$
declare v_day date := p_due;
begin
  while extract(isodow from v_day) > 5 or exists (
    select from public.holidays h join public.settings s on s.holiday_calendar = h.calendar where h.observed_on = v_day and not h.is_cancelled)
  loop
    v_day := v_day - 1;
  end loop;
  return v_day;
end $$;

-- ---------------------------------------------------------------- which rule
-- The rules of a kind that fit an award, the closest first: the one that the award names, then those for its Assistance Listing, its
-- component, its size; a later version before an earlier one.
create function private.fitting_rules(p_award public.awards, p_kind text) returns public.award_report_rules[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(r order by
      (case when p_kind = 'performance' and r.code = p_award.performance_rule then 8 else 0 end + case when r.listing_numbers is null then 0 else 4 end
        + case when r.component_codes is null then 0 else 2 end + case when num_nonnulls(r.federal_from_cents, r.federal_below_cents) = 0 then 0 else 1 end) desc,
      r.valid_from desc, r.code), '{}')
  from public.award_report_rules r
  left join public.assistance_listings l on l.id = p_award.listing_id
  left join public.grant_components c on c.id = coalesce(p_award.component_id, l.component_id)
  where r.kind = p_kind and r.is_active and (p_kind = 'performance' and r.code = p_award.performance_rule
    or (r.listing_numbers is null or l.number = any (r.listing_numbers)) and (r.component_codes is null or c.code = any (r.component_codes))
      and (r.federal_from_cents is null or p_award.federal_cents >= r.federal_from_cents) and (r.federal_below_cents is null or p_award.federal_cents < r.federal_below_cents))
$$;

-- The first of them that holds on a day.
create function private.rule_on(p_rules public.award_report_rules[], p_on date) returns public.award_report_rules
language plpgsql immutable set search_path = '' as $$
declare v_one public.award_report_rules;
begin
  foreach v_one in array p_rules loop
    if p_on >= v_one.valid_from and (v_one.valid_until is null or p_on <= v_one.valid_until) then return v_one; end if;
  end loop;
  return null;
end $$;

-- ---------------------------------------------------------------- periods
-- The reports of one kind that come again and again: FFR, performance, PMT. p_kept says what is settled already:
-- {"kept": the days that reports which were filed or waived cover, as a multirange, "cuts": days on which a period has to begin,
-- "has_final": whether the last report is among them}. Periods follow each other without gap or overlap; the first begins with the
-- period of performance, the last ends with it and is the final one.
create function private.award_periods(p_award public.awards, p_kind text, p_kept jsonb default null)
returns table (schedule_key text, rule_id uuid, is_final boolean, period_start date, period_end date, opens_on date, computed_due_on date, due_reason jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_rules public.award_report_rules[] := private.fitting_rules(p_award, p_kind);
  v_last date := coalesce(p_award.terminated_on, p_award.ends_on);
  v_on date := p_award.starts_on;
  v_kept datemultirange := coalesce(p_kept ->> 'kept', '{}')::datemultirange;
  v_cuts date[] := array(select c.day::date from jsonb_array_elements_text(coalesce(p_kept -> 'cuts', '[]')) c (day) order by 1);
  v_settled boolean := p_kept is not null;
  v_one public.award_report_rules;
  v_rule public.award_report_rules;
  v_stop date;
  v_whole date;
  v_end date;
  v_next date;
begin
  if cardinality(v_rules) = 0 then return; end if;
  while v_on <= v_last loop
    if v_on <@ v_kept then
      v_on := (select upper(k) from unnest(v_kept) k where k @> v_on);
      continue;
    end if;
    -- As far as this period can reach: to the end, to what was filed, to where another has to begin.
    v_stop := v_last;
    if v_settled then
      v_stop := least(v_last, (select min(lower(k)) - 1 from unnest(v_kept) k where lower(k) > v_on), (select min(c) - 1 from unnest(v_cuts) c where c > v_on));
    end if;
    -- A rule holds by the day on which the period that it makes ends. Where none does (it changed in the middle of a period), the one that
    -- held on the first day finishes its period.
    v_rule := null;
    foreach v_one in array v_rules loop
      v_end := case when v_one.period_months is null then v_on else least(v_stop, private.report_period_end(v_on, v_one.period_months, v_one.period_anchor_month)) end;
      if v_end >= v_one.valid_from and (v_one.valid_until is null or v_end <= v_one.valid_until) then
        v_rule := v_one;
        exit;
      end if;
    end loop;
    if v_rule.id is null then v_rule := private.rule_on(v_rules, v_on); end if;
    if v_rule.id is null or v_rule.period_months is null then
      -- Nothing is owed now: on to the next day on which another rule begins or this one ends.
      v_next := least((select min(r.valid_from) from unnest(v_rules) r where r.valid_from > v_on), v_rule.valid_until + 1);
      exit when v_next is null;
      v_on := v_next;
      continue;
    end if;
    v_whole := private.report_period_end(v_on, v_rule.period_months, v_rule.period_anchor_month);
    schedule_key := p_kind || ':' || v_on;
    rule_id := v_rule.id;
    period_start := v_on;
    period_end := least(v_stop, v_whole);
    is_final := period_end = v_last and v_rule.final_due_days is not null;
    opens_on := case when v_rule.opens_days_before_end is null then period_end + 1 else greatest(period_start, period_end - v_rule.opens_days_before_end) end;
    if is_final then
      computed_due_on := v_last + v_rule.final_due_days;
      due_reason := jsonb_build_object('rule', v_rule.code, 'basis', 'performance_end', 'from', v_last, 'days', v_rule.final_due_days);
    elsif v_rule.due_months_end is not null then
      computed_due_on := private.plus_months_end(v_whole, v_rule.due_months_end);
      due_reason := jsonb_build_object('rule', v_rule.code, 'basis', 'period_end', 'from', v_whole, 'months_end', v_rule.due_months_end);
    else
      computed_due_on := v_whole + coalesce(v_rule.due_days, 0);
      due_reason := jsonb_build_object('rule', v_rule.code, 'basis', 'period_end', 'from', v_whole, 'days', coalesce(v_rule.due_days, 0));
    end if;
    -- Accepted when the day had passed: due on acceptance.
    if computed_due_on < p_award.accepted_on then
      due_reason := due_reason || jsonb_build_object('accepted_late', p_award.accepted_on, 'normal', computed_due_on);
      computed_due_on := p_award.accepted_on;
    end if;
    if v_rule.needs_confirming then due_reason := due_reason || '{"confirm": true}'; end if;
    return next;
    v_on := period_end + 1;
  end loop;
  -- Terminated inside a period whose report was filed already: a final one is owed all the same. It takes up that period again.
  if v_last <@ v_kept and not coalesce((p_kept ->> 'has_final')::boolean, false) then
    v_rule := private.rule_on(v_rules, v_last);
    if v_rule.period_months is not null and v_rule.final_due_days is not null then
      schedule_key := p_kind || ':final:' || v_last;
      rule_id := v_rule.id;
      period_start := greatest(p_award.starts_on, private.plus_months_end(private.report_period_end(v_last, v_rule.period_months, v_rule.period_anchor_month), -v_rule.period_months) + 1);
      period_end := v_last;
      is_final := true;
      opens_on := v_last + 1;
      computed_due_on := v_last + v_rule.final_due_days;
      due_reason := jsonb_build_object('rule', v_rule.code, 'basis', 'performance_end', 'from', v_last, 'days', v_rule.final_due_days, 'again', true);
      if computed_due_on < p_award.accepted_on then
        due_reason := due_reason || jsonb_build_object('accepted_late', p_award.accepted_on, 'normal', computed_due_on);
        computed_due_on := p_award.accepted_on;
      end if;
      return next;
    end if;
  end if;
end $$;

-- ---------------------------------------------------------------- the whole of an award
-- All that an award owes, worked out from its row, its subawards and the rules. p_kept: {kind: as award_periods has it}.
create function private.award_schedule(p_award public.awards, p_kept jsonb default '{}')
returns table (schedule_key text, kind text, rule_id uuid, is_final boolean, period_start date, period_end date, opens_on date, computed_due_on date, due_reason jsonb, subaward_id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_last date := coalesce(p_award.terminated_on, p_award.ends_on);
  v_kind text;
  v_rule public.award_report_rules;
  v_rules public.award_report_rules[];
  v_part record;
  v_subaward uuid;
  v_on date;
  v_cents bigint;
begin
  if p_award.starts_on is null or v_last is null then return; end if;
  foreach v_kind in array array['ffr', 'performance', 'pmt'] loop
    return query select p.schedule_key, v_kind, p.rule_id, p.is_final, p.period_start, p.period_end, p.opens_on, p.computed_due_on, p.due_reason, null::uuid
      from private.award_periods(p_award, v_kind, p_kept -> v_kind) p;
  end loop;
  v_rule := private.rule_on(private.fitting_rules(p_award, 'closeout'), v_last);
  if v_rule.final_due_days is not null then
    return query select 'closeout'::text, 'closeout'::text, v_rule.id, false, null::date, null::date, v_last + 1, v_last + v_rule.final_due_days,
      jsonb_build_object('rule', v_rule.code, 'basis', 'performance_end', 'from', v_last, 'days', v_rule.final_due_days), null::uuid;
  end if;
  if p_award.id is null then return; end if;

  v_rules := private.fitting_rules(p_award, 'subaward_final');
  for v_part in
    select s.id, coalesce(s.terminated_on, s.ends_on) as last_on from public.subawards s
    where s.award_id = p_award.id and s.determination is distinct from 'contract' and s.status <> 'draft' and coalesce(s.terminated_on, s.ends_on) is not null order by s.created_at, s.id
  loop
    v_rule := private.rule_on(v_rules, v_part.last_on);
    continue when v_rule.final_due_days is null;
    return query select 'subaward_final'::text, 'subaward_final'::text, v_rule.id, true, null::date, null::date, v_part.last_on + 1, v_part.last_on + v_rule.final_due_days,
      jsonb_build_object('rule', v_rule.code, 'basis', 'subaward_end', 'from', v_part.last_on, 'days', v_rule.final_due_days), v_part.id;
  end loop;

  -- What lifts a subaward to where it is reported is told by the chapter of subawards, which comes after this one.
  v_rules := private.fitting_rules(p_award, 'ffata');
  if cardinality(v_rules) > 0 and to_regprocedure('private.ffata_events(uuid)') is not null then
    for v_subaward, v_on, v_cents in execute format('select s.id, e.reportable_on, e.total_cents from public.subawards s cross join lateral private.%I(s.id) e
      where s.award_id = $1 order by s.created_at, s.id, e.reportable_on', 'ffata_events') using p_award.id
    loop
      v_rule := private.rule_on(v_rules, v_on);
      continue when v_rule.due_months_end is null;
      return query select 'ffata:' || to_char(v_on, 'YYYY-MM'), 'ffata'::text, v_rule.id, false, null::date, null::date, v_on,
        private.plus_months_end(v_on, v_rule.due_months_end),
        jsonb_build_object('rule', v_rule.code, 'basis', 'action', 'from', v_on, 'months_end', v_rule.due_months_end, 'cents', v_cents), v_subaward;
    end loop;
  end if;

  -- Records stay for some years from the final financial report as it was filed; before that nobody knows until when.
  select r.filed_on into v_part from public.award_reports r
  where r.award_id = p_award.id and r.kind = 'ffr' and r.is_final and r.filed_on is not null and r.period_end >= v_last order by r.filed_on desc limit 1;
  if found then
    v_rule := private.rule_on(private.fitting_rules(p_award, 'retention'), v_part.filed_on);
    if v_rule.due_years is not null then
      return query select 'retention'::text, 'retention'::text, v_rule.id, false, null::date, null::date, null::date, (v_part.filed_on + make_interval(years => v_rule.due_years))::date,
        jsonb_build_object('rule', v_rule.code, 'basis', 'final_ffr', 'from', v_part.filed_on, 'years', v_rule.due_years), null::uuid;
    end if;
  end if;
end $$;

-- ---------------------------------------------------------------- what the city owes as a whole
-- A single audit: whether it is needed, from what federal money was spent in a fiscal year, and when it is due. The threshold goes by
-- the day on which the fiscal year begins, whenever an award was made. Due on the last day of the ninth month after the year, or some
-- days after the auditor's report if that is earlier.
create function private.single_audit(p_fiscal_start date, p_spent_cents bigint default null, p_reported_on date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('rule_id', r.id, 'rule', r.code, 'from', y.ends_on, 'months_end', r.due_months_end, 'threshold_cents', r.threshold_cents,
    'needed', p_spent_cents >= r.threshold_cents, 'due_on', least(private.plus_months_end(y.ends_on, r.due_months_end), p_reported_on + r.audit_days::integer),
    'reported_on', p_reported_on, 'days', r.audit_days)
  from (select private.plus_months_end(p_fiscal_start, 11) as ends_on) y,
    lateral (select * from public.award_report_rules r where r.kind = 'single_audit' and r.is_active and r.due_months_end is not null
      and p_fiscal_start >= r.valid_from and (r.valid_until is null or p_fiscal_start <= r.valid_until) order by r.valid_from desc, r.code limit 1) r
$$;

-- Single audits of the fiscal years that have a day between these two, and the next renewal at SAM.gov.
create function private.office_schedule(p_from date, p_to date)
returns table (schedule_key text, kind text, rule_id uuid, is_final boolean, period_start date, period_end date, opens_on date, computed_due_on date, due_reason jsonb, subaward_id uuid)
language sql stable security definer set search_path = '' as $$
  select 'single_audit:' || y.starts_on, 'single_audit', (a.facts ->> 'rule_id')::uuid, false, y.starts_on, y.ends_on, y.ends_on + 1, (a.facts ->> 'due_on')::date,
    jsonb_strip_nulls((a.facts - '{rule_id,due_on,needed}'::text[]) || jsonb_build_object('basis', case when r.auditor_reported_on is not null
      and (a.facts ->> 'due_on')::date < private.plus_months_end(y.ends_on, (a.facts ->> 'months_end')::integer) then 'auditor_report' else 'fiscal_year_end' end)), null::uuid
  from public.settings s
  cross join generate_series(extract(year from p_from)::integer - 1, extract(year from p_to)::integer) as n (year)
  cross join lateral (select make_date(n.year, s.fiscal_year_start_month, 1) as starts_on, private.plus_months_end(make_date(n.year, s.fiscal_year_start_month, 1), 11) as ends_on) y
  left join public.award_reports r on r.award_id is null and r.subaward_id is null and r.schedule_key = 'single_audit:' || y.starts_on
  cross join lateral (select private.single_audit(y.starts_on, null, r.auditor_reported_on) as facts) a
  where y.ends_on >= p_from and y.starts_on <= p_to and a.facts is not null
  union all
  select 'sam_registration:' || s.sam_expires_on, 'sam_registration', r.id, false, null, null, s.sam_expires_on - coalesce(r.opens_days_before_end, 60)::integer,
    s.sam_expires_on + coalesce(r.due_days, 0)::integer, jsonb_build_object('rule', r.code, 'basis', 'sam_expiry', 'from', s.sam_expires_on, 'days', coalesce(r.due_days, 0)), null
  from public.settings s
  cross join lateral (select * from public.award_report_rules r where r.kind = 'sam_registration' and r.is_active and s.sam_expires_on >= r.valid_from
    and (r.valid_until is null or s.sam_expires_on <= r.valid_until) order by r.valid_from desc, r.code limit 1) r
$$;

revoke all on function private.plus_months_end(date, integer), private.report_period_end(date, integer, integer), private.file_by(date), private.fitting_rules(public.awards, text),
  private.rule_on(public.award_report_rules[], date), private.award_periods(public.awards, text, jsonb), private.award_schedule(public.awards, jsonb),
  private.single_audit(date, bigint, date), private.office_schedule(date, date) from public, anon, authenticated;
