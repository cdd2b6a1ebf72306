-- Subawards, second chapter: what follows from their rows. What one comes to, when it has to be reported under FFATA, what it still
-- lacks, how closely it is watched. Each rule stands here once; where time counts, the day is an argument.

alter table public.subawards
  -- What the city means to pass through in all, where that is more than was obligated so far.
  add column committed_cents bigint constraint subawards_committed_range check (committed_cents between 0 and 100000000000000),
  -- OJP authorizes subawards, but for those of JAG: with the approved budget, or by a modification.
  add column authorized_on date,
  add column authorization_source text constraint subawards_authorization_length check (length(authorization_source) <= 300),
  -- Whether it spends so much federal money in its year that a single audit is due; nothing while nobody asked.
  add column expects_audit boolean,
  -- What the city asks beyond what the award asks (2 CFR 200.332(b)(2)-(3), 200.208).
  add column terms text not null default '' constraint subawards_terms_length check (length(terms) <= 10000),
  add column issued_on date,
  add column suspended_on date,
  add column status_reason text constraint subawards_reason_length check (length(status_reason) <= 2000),
  add constraint subawards_pay_object check (executive_pay is null or (jsonb_typeof(executive_pay) = 'object' and length(executive_pay::text) <= 5000)),
  add constraint subawards_suspended_has_day check (status <> 'suspended' or suspended_on is not null);
comment on column public.subawards.committed_cents is 'Federal money committed in all, where that is more than what its actions obligated.';
comment on column public.subawards.expects_audit is 'Whether the recipient spends enough federal money in a year for a single audit; null: nobody asked.';
comment on column public.subawards.executive_pay is 'The FFATA tests: {gross_cents, federal_cents, is_public, executives: [{name, cents}]}.';
comment on column public.subawards.issued_on is 'The day on which it was activated.';

-- ---------------------------------------------------------------- what it comes to
-- Federal money obligated until a day, or in all.
create function private.subaward_total(p_id uuid, p_until date default null) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(amount_cents), 0)::bigint from public.subaward_actions where subaward_id = p_id and (p_until is null or action_on <= p_until)
$$;

-- What was paid to it out of federal money: the ledger says.
create function private.subaward_paid(p_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(amount_cents), 0)::bigint from public.award_entries where subaward_id = p_id and kind = 'expenditure' and share = 'federal'
$$;

-- ---------------------------------------------------------------- FFATA
-- From how much on a subaward that is issued on a day is reported: the rule that holds then, else 30,000.00.
create function private.ffata_threshold(p_on date) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce((select r.threshold_cents from public.award_report_rules r
    where r.kind = 'ffata' and r.is_active and r.threshold_cents is not null and p_on >= r.valid_from and (r.valid_until is null or p_on <= r.valid_until)
    order by r.valid_from desc, r.id limit 1), 3000000)
$$;

-- The last day of the month after the one in which it happened; not thirty days later.
create function private.ffata_due_on(p_on date) returns date
language sql immutable set search_path = '' as $$
  select (date_trunc('month', p_on::timestamp) + interval '2 months' - interval '1 day')::date
$$;

-- The action that lifts a subaward to where it is reported, or none; a later de-obligation does not take that back. Actions of one
-- day count together. A contract is no subaward and is not reported here. total_cents: what it came to on that day.
create function private.ffata_events(p_subaward uuid) returns table (action_id uuid, reportable_on date, total_cents bigint)
language sql stable security definer set search_path = '' as $$
  with days as (
    select a.action_on as on_day, sum(sum(a.amount_cents)) over (order by a.action_on)::bigint as total
    from public.subaward_actions a join public.subawards s on s.id = a.subaward_id
    where a.subaward_id = p_subaward and s.determination is distinct from 'contract'
    group by a.action_on),
  lifted as (
    select d.on_day, d.total from days d where d.total >= private.ffata_threshold(d.on_day) order by d.on_day limit 1)
  select a.id, l.on_day, l.total
  from lifted l
  cross join lateral (
    select b.id from public.subaward_actions b where b.subaward_id = p_subaward and b.action_on = l.on_day
    order by b.amount_cents desc, b.created_at, b.id limit 1) a
$$;

-- Executives' pay is reported when 80 % or more, and 25,000,000.00 or more, of the last year's gross revenue were federal, and it is
-- not public already.
create function private.needs_executive_pay(p_pay jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce((p_pay ->> 'federal_cents')::bigint * 100 >= (p_pay ->> 'gross_cents')::bigint * 80
    and (p_pay ->> 'federal_cents')::bigint >= 2500000000 and not coalesce((p_pay ->> 'is_public')::boolean, false), false)
$$;

-- ---------------------------------------------------------------- audits of theirs
-- The city's management decision: six months after the audit was accepted (2 CFR 200.521(d)).
create function private.management_decision_due_on(p_accepted_on date) returns date
language sql immutable set search_path = '' as $$
  select (p_accepted_on + interval '6 months')::date
$$;

-- ---------------------------------------------------------------- risk and how closely it is watched
-- What the factors come to: high when one weighs 3 and they make more than two thirds of what they could, or when two weigh 3;
-- medium when one weighs 3, or they make more than half; null while there are none. A person may say otherwise, with the reason.
create function private.risk_level(p_factors jsonb) returns text
language sql immutable set search_path = '' as $$
  select case
    when count(*) = 0 then null
    when count(*) filter (where level = 3) >= 2 or (bool_or(level = 3) and sum(level) > count(*) * 2) then 'high'
    when bool_or(level = 3) or sum(level) * 2 > count(*) * 3 then 'medium'
    else 'low' end
  from (select (f.value ->> 'level')::integer as level from jsonb_each(coalesce(p_factors, '{}')) f where f.value ->> 'level' is not null) l
$$;

-- In proportion to the risk. Low: a desk review a year. Medium: one each half-year and a visit a year. High: one each quarter and a
-- visit each half-year. Whoever has a single audit: a look at it each year. From the first day until the last, never after it;
-- a subaward that is shorter than the first step is looked at once, on its last day.
create function private.monitoring_proposal(p_level text, p_from date, p_to date, p_has_audit boolean) returns table (kind text, planned_on date)
language sql immutable set search_path = '' as $$
  with steps (kind, months) as (
    select 'desk_review'::text, case p_level when 'high' then 3 when 'medium' then 6 else 12 end
    union all select 'site_visit', case p_level when 'high' then 6 else 12 end where p_level in ('medium', 'high')
    union all select 'single_audit', 12 where p_has_audit)
  select s.kind, d.on_day
  from steps s
  cross join lateral (
    select (p_from + make_interval(months => n * s.months))::date as on_day
    from generate_series(1, 1 + (p_to - p_from) / 28) n
    union
    select p_to where (p_from + make_interval(months => s.months))::date > p_to) d
  where d.on_day <= p_to and p_level is not null and p_from is not null
  order by d.on_day, s.kind
$$;

-- ---------------------------------------------------------------- what it lacks
-- Each is {code, needed: without it the subaward cannot be active, since: the day from which it counts, where there is one, count}.
-- The words are the screen's. Checks of SAM.gov hold 30 days for whoever is to be made active, 12 months afterwards.
create function private.gap(p_code text, p_needed boolean, p_since date default null, p_count integer default null) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('code', p_code, 'needed', p_needed, 'since', p_since, 'count', p_count)))
$$;

create function private.subaward_gaps(p_one public.subawards, p_today date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_all jsonb := '[]';
  v_award public.awards;
  v_is_contract boolean := p_one.determination is not distinct from 'contract';
  v_is_draft boolean := p_one.status = 'draft';
  v_is_live boolean := p_one.status in ('active', 'suspended', 'closeout');
  v_check public.subaward_checks;
  v_risk public.subaward_risks;
  v_total bigint := private.subaward_total(p_one.id);
  v_event record;
  v_filed date;
  v_waived date;
  v_due date;
  v_n integer;
  v_entity text;
  v_listing text;
begin
  select * into v_award from public.awards where id = p_one.award_id;
  select c.entity into v_entity from public.grant_components c where c.id = v_award.component_id;
  select l.number into v_listing from public.assistance_listings l where l.id = v_award.listing_id;
  select * into v_check from public.subaward_checks where subaward_id = p_one.id order by checked_on desc, created_at desc, id limit 1;
  select * into v_risk from public.subaward_risks where subaward_id = p_one.id order by assessed_on desc, created_at desc, id limit 1;

  -- ---- before it is issued, and as long as it lives
  if v_is_draft or v_is_live then
    if p_one.determination is null then v_all := v_all || private.gap('determination', true); end if;
    if p_one.starts_on is null or p_one.ends_on is null then v_all := v_all || private.gap('period', true); end if;
    if not exists (select from public.subaward_actions where subaward_id = p_one.id) then v_all := v_all || private.gap('amount', true); end if;
    if not v_is_contract then
      if p_one.recipient_uei is null then v_all := v_all || private.gap('recipient_uei', true); end if;
      if nullif(btrim(p_one.recipient_name), '') is null then v_all := v_all || private.gap('recipient_name', true); end if;
      if btrim(p_one.description) = '' then v_all := v_all || private.gap('description', true); end if;
      if p_one.indirect_rate_bp is null then v_all := v_all || private.gap('indirect_rate', true); end if;
      if p_one.budget_starts_on is null or p_one.budget_ends_on is null then v_all := v_all || private.gap('budget_period', true); end if;
      if nullif(btrim(concat(p_one.contact_name, p_one.contact_email)), '') is null then v_all := v_all || private.gap('contact', false); end if;
      if v_award.award_number is null or v_award.federal_award_on is null or v_award.listing_id is null then v_all := v_all || private.gap('award_data', false); end if;
      if v_entity = 'OJP' and v_listing is distinct from '16.738' and p_one.authorized_on is null then v_all := v_all || private.gap('authorization', false); end if;
    end if;
    if v_check.id is null then v_all := v_all || private.gap('sam_missing', true);
    elsif v_check.result = 'excluded' then v_all := v_all || private.gap('sam_excluded', true, v_check.checked_on);
    elsif v_is_draft and v_check.checked_on < p_today - 30 then v_all := v_all || private.gap('sam_old', true, v_check.checked_on);
    elsif v_check.checked_on < (p_today - interval '12 months')::date then v_all := v_all || private.gap('sam_old', false, v_check.checked_on); end if;
    if not v_is_contract then
      if v_risk.id is null then v_all := v_all || private.gap('risk_missing', true);
      elsif v_is_live and v_risk.assessed_on < (p_today - interval '12 months')::date then v_all := v_all || private.gap('risk_old', false, v_risk.assessed_on); end if;
      if v_risk.id is not null and btrim(p_one.monitoring_plan) = '' and not exists (select from public.subaward_visits where subaward_id = p_one.id) then
        v_all := v_all || private.gap('monitoring', false);
      end if;
      if v_is_live and p_one.expects_audit is null then v_all := v_all || private.gap('audit_unknown', false); end if;
      if v_is_live and p_one.expects_audit and not exists (select from public.subaward_visits where subaward_id = p_one.id and kind = 'single_audit'
        and coalesce(held_on, planned_on) >= (p_today - interval '18 months')::date) then v_all := v_all || private.gap('audit_missing', false); end if;
    end if;
    if p_one.starts_on < v_award.starts_on or p_one.ends_on > v_award.performance_ends_on then
      v_all := v_all || private.gap('period_outside', false, case when p_one.ends_on > v_award.performance_ends_on then v_award.performance_ends_on else v_award.starts_on end);
    end if;
  end if;
  -- ---- what stays open also after it ended
  if private.subaward_paid(p_one.id) > v_total then v_all := v_all || private.gap('overpaid', false); end if;
  select min(planned_on), count(*)::integer into v_due, v_n from public.subaward_visits where subaward_id = p_one.id and held_on is null and planned_on < p_today;
  if v_n > 0 and v_is_live then v_all := v_all || private.gap('visit_overdue', false, v_due, v_n); end if;
  select min(action_due_on), count(*)::integer into v_due, v_n from public.subaward_findings where subaward_id = p_one.id and action_done_on is null
    and decision is distinct from 'not_sustained' and action_due_on < p_today;
  if v_n > 0 then v_all := v_all || private.gap('action_overdue', false, v_due, v_n); end if;
  select min(private.management_decision_due_on(v.audit_accepted_on)), count(*)::integer into v_due, v_n
  from public.subaward_findings f join public.subaward_visits v on v.id = f.visit_id
  where f.subaward_id = p_one.id and f.decision is null and v.audit_accepted_on is not null and private.management_decision_due_on(v.audit_accepted_on) - 60 <= p_today;
  if v_n > 0 then v_all := v_all || private.gap(case when v_due < p_today then 'decision_overdue' else 'decision_due' end, false, v_due, v_n); end if;
  select * into v_event from private.ffata_events(p_one.id);
  if v_event.action_id is not null then
    select r.filed_on, r.waived_on, r.due_on into v_filed, v_waived, v_due from public.award_reports r where r.subaward_id = p_one.id and r.kind = 'ffata'
    order by r.filed_on nulls last, r.due_on, r.id limit 1;
    v_due := coalesce(v_due, private.ffata_due_on(v_event.reportable_on));
    if v_filed is null and v_waived is null then v_all := v_all || private.gap(case when v_due < p_today then 'ffata_overdue' else 'ffata_due' end, false, v_due);
    elsif v_filed is not null and exists (select from public.subaward_actions a where a.subaward_id = p_one.id and a.action_on > v_filed and a.amount_cents <> 0) then
      v_all := v_all || private.gap('ffata_changed', false, v_filed);
    end if;
    if p_one.executive_pay is null then v_all := v_all || private.gap('pay_untested', false);
    elsif p_one.needs_executive_pay and coalesce(jsonb_array_length(nullif(p_one.executive_pay -> 'executives', 'null')), 0) = 0 then v_all := v_all || private.gap('pay_missing', false); end if;
  end if;
  select min(r.due_on) into v_due from public.award_reports r where r.subaward_id = p_one.id and r.kind = 'subaward_final' and r.filed_on is null and r.waived_on is null and r.due_on < p_today;
  if v_due is not null and p_one.status <> 'draft' then v_all := v_all || private.gap('final_overdue', false, v_due); end if;
  return v_all;
end $$;

revoke all on function private.subaward_total(uuid, date), private.subaward_paid(uuid), private.ffata_threshold(date), private.ffata_due_on(date), private.ffata_events(uuid),
  private.needs_executive_pay(jsonb), private.management_decision_due_on(date), private.risk_level(jsonb), private.monitoring_proposal(text, date, date, boolean),
  private.gap(text, boolean, date, integer), private.subaward_gaps(public.subawards, date) from public, anon, authenticated;
