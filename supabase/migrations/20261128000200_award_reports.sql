-- What an award owes, and when. Rules are data with the days between which they hold; from an award and the rules that fit it a
-- schedule is made. A line of it keeps the day that was worked out beside the day that JustGrants shows, if that differs.

-- ---------------------------------------------------------------- rules
create table public.award_report_rules (
  id uuid primary key default gen_random_uuid(),
  -- Rules of one code follow each other in time.
  code text not null constraint award_report_rules_code_form check (code ~ '^[a-z][a-z0-9_]{2,40}$'),
  kind text not null constraint award_report_rules_kind_known check (kind in
    ('ffr', 'performance', 'pmt', 'closeout', 'subaward_final', 'ffata', 'single_audit', 'sam_registration', 'retention')),
  name text not null constraint award_report_rules_name_filled check (btrim(name) <> '' and length(name) <= 200),
  -- ---- periods: every so many months, counted from the first of this month; nothing where there is no period.
  period_months smallint constraint award_report_rules_period_known check (period_months in (1, 3, 6, 12)),
  period_anchor_month smallint constraint award_report_rules_anchor_range check (period_anchor_month between 1 and 12),
  opens_days_before_end smallint constraint award_report_rules_opens_range check (opens_days_before_end between 0 and 366),
  -- ---- due: calendar days after the period ends, months' ends after it, or years after it.
  due_days smallint constraint award_report_rules_due_days_range check (due_days between 0 and 1000),
  due_months_end smallint constraint award_report_rules_due_months_range check (due_months_end between 0 and 36),
  due_years smallint constraint award_report_rules_due_years_range check (due_years between 0 and 50),
  -- The last one, after the end of the period of performance.
  final_due_days smallint constraint award_report_rules_final_range check (final_due_days between 0 and 1000),
  -- ---- what follows when it is late
  consequence text constraint award_report_rules_consequence_known check (consequence in ('suspension', 'asap_lock', 'administrative_closeout')),
  consequence_days smallint constraint award_report_rules_consequence_range check (consequence_days between 0 and 366),
  -- Filed one after the other: the next cannot be filed before this one.
  is_in_sequence boolean not null default false,
  -- ---- which awards it is for; nothing: every one.
  component_codes text[],
  listing_numbers text[],
  federal_from_cents bigint,
  federal_below_cents bigint,
  -- A rule for subawards and audits counts from this much.
  threshold_cents bigint,
  -- ---- when it holds, by the day on which the period ends (or the thing happens).
  valid_from date not null,
  valid_until date,
  source text not null constraint award_report_rules_source_filled check (btrim(source) <> '' and length(source) <= 1000),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_report_rules_once unique (code, valid_from),
  constraint award_report_rules_valid_in_order check (valid_until >= valid_from),
  constraint award_report_rules_one_due check (num_nonnulls(due_days, due_months_end, due_years) <= 1),
  constraint award_report_rules_period_whole check ((period_months is null) = (period_anchor_month is null)),
  constraint award_report_rules_consequence_whole check ((consequence is null) = (consequence_days is null))
);
call private.protect('public.award_report_rules');

-- ---------------------------------------------------------------- what is owed
create table public.award_reports (
  id uuid primary key default gen_random_uuid(),
  -- Nothing: owed by the city as a whole (single audit, registration at SAM.gov).
  award_id uuid references public.awards (id) on delete cascade,
  subaward_id uuid,
  kind text not null constraint award_reports_kind_known check (kind in
    ('ffr', 'performance', 'pmt', 'closeout', 'subaward_final', 'ffata', 'single_audit', 'sam_registration', 'retention', 'other')),
  -- The place in the schedule, the same after each regeneration: "ffr:2024-10-01", "closeout", "ffata:2026-10".
  schedule_key text not null constraint award_reports_key_filled check (btrim(schedule_key) <> '' and length(schedule_key) <= 120),
  title text not null default '' constraint award_reports_title_length check (length(title) <= 200),
  rule_id uuid references public.award_report_rules (id) on delete set null,
  is_final boolean not null default false,
  period_start date,
  period_end date,
  opens_on date,
  -- ---- the day
  -- As the rule has it, and why that day: {"rule": "ffr_quarterly", "days": 30, …} or {"accepted_late": "2025-05-12", "normal": "2025-01-30"}.
  computed_due_on date not null,
  due_reason jsonb not null default '{}' constraint award_reports_reason_object check (jsonb_typeof(due_reason) = 'object'),
  override_due_on date,
  -- Where that day stands: JustGrants, an award condition, a mail of the grant manager.
  override_source text constraint award_reports_override_source_length check (length(override_source) <= 500),
  -- What was worked out when it was overridden: when that changes, somebody looks again.
  override_of date,
  due_on date generated always as (coalesce(override_due_on, computed_due_on)) stored,
  owner_id uuid references public.staff (id) on delete set null,
  -- ---- done
  filed_on date,
  filed_by uuid references public.staff (id) on delete set null,
  confirmation text constraint award_reports_confirmation_length check (length(confirmation) <= 200),
  filed_note text constraint award_reports_filed_note_length check (length(filed_note) <= 2000),
  -- The figures as they were filed, with the entries behind each (FFR).
  frozen jsonb,
  -- Not asked for after all, with the reason.
  waived_on date,
  waived_reason text constraint award_reports_waived_length check (length(waived_reason) <= 500),
  -- The owner said "I have seen the reminder".
  acknowledged_at timestamptz,
  acknowledged_by uuid references public.staff (id) on delete set null,
  -- What a person added by hand is kept by no rule.
  is_by_hand boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_reports_once unique nulls not distinct (award_id, subaward_id, schedule_key),
  constraint award_reports_period_in_order check (period_end >= period_start),
  constraint award_reports_period_whole check ((period_start is null) = (period_end is null)),
  constraint award_reports_override_has_source check (override_due_on is null or btrim(coalesce(override_source, '')) <> ''),
  constraint award_reports_waived_has_reason check (waived_on is null or btrim(coalesce(waived_reason, '')) <> ''),
  constraint award_reports_filed_or_waived check (filed_on is null or waived_on is null)
);
-- "What is due next?": of what is neither filed nor waived.
create index award_reports_open on public.award_reports (due_on, id) where filed_on is null and waived_on is null;
create index award_reports_award on public.award_reports (award_id, kind, period_start);
create index award_reports_due on public.award_reports (due_on, id);
create index award_reports_filed on public.award_reports (filed_on, id) where filed_on is not null;
create index award_reports_owner on public.award_reports (owner_id, due_on) where owner_id is not null;
create index award_reports_rule on public.award_reports (rule_id) where rule_id is not null;
create index award_reports_filed_by on public.award_reports (filed_by) where filed_by is not null;
create index award_reports_acknowledged_by on public.award_reports (acknowledged_by) where acknowledged_by is not null;
create index award_reports_subaward on public.award_reports (subaward_id) where subaward_id is not null;
call private.protect('public.award_reports');
comment on table public.award_report_rules is 'What awards owe by rule: how often, due when, and what follows when it is late.';
comment on table public.award_reports is 'What an award owes: Federal Financial Reports, performance reports, closeout and the rest, with its day.';
comment on column public.award_reports.due_on is 'The day that counts: the overriding one, else the one worked out.';
