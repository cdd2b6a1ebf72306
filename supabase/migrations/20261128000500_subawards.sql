-- Subawards: what of an award goes to others, and what 2 CFR 200.331-.332 ask of the city that passes it through. A contract is told
-- from a subaward by its substance, with the reasons kept; what happens to it (amounts, checks, visits) is a row each.

create table public.subawards (
  id uuid primary key default gen_random_uuid(),
  award_id uuid not null references public.awards (id) on delete restrict,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  subaward_number text constraint subawards_number_length check (length(subaward_number) between 1 and 60),
  title text not null constraint subawards_title_filled check (btrim(title) <> '' and length(title) <= 300),
  status text not null default 'draft' constraint subawards_status_known check (status in ('draft', 'active', 'suspended', 'terminated', 'closeout', 'closed')),
  -- ---- subaward or contract (200.331): {question: {answer, note}} and what it came to.
  determination text constraint subawards_determination_known check (determination in ('subaward', 'contract')),
  determination_answers jsonb not null default '{}' constraint subawards_answers_object check (jsonb_typeof(determination_answers) = 'object' and length(determination_answers::text) <= 20000),
  determination_reason text constraint subawards_determination_reason_length check (length(determination_reason) <= 5000),
  determined_on date,
  determined_by uuid references public.staff (id) on delete set null,
  -- ---- the data that 200.332(b)(1) asks for
  recipient_uei text constraint subawards_uei_form check (recipient_uei ~ '^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$'),
  -- The name as SAM.gov has it for that UEI.
  recipient_name text constraint subawards_recipient_length check (length(recipient_name) <= 300),
  starts_on date,
  ends_on date,
  budget_starts_on date,
  budget_ends_on date,
  description text not null default '' constraint subawards_description_length check (length(description) <= 4000),
  contact_name text constraint subawards_contact_length check (length(contact_name) <= 200),
  contact_email text constraint subawards_email_form check (contact_email ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(contact_email) <= 254),
  is_research boolean not null default false,
  -- In basis points: 1500 is 15 %.
  indirect_rate_bp integer constraint subawards_indirect_range check (indirect_rate_bp between 0 and 20000),
  match_cents bigint not null default 0 constraint subawards_match_range check (match_cents between 0 and 100000000000000),
  -- ---- executive pay (FFATA): over 80 % and 25 million of federal revenue, not public otherwise.
  needs_executive_pay boolean not null default false,
  executive_pay jsonb,
  -- ---- how closely it is watched
  monitoring_plan text not null default '' constraint subawards_plan_length check (length(monitoring_plan) <= 10000),
  terminated_on date,
  closed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint subawards_number_once unique (award_id, subaward_number),
  constraint subawards_period_in_order check (ends_on >= starts_on),
  constraint subawards_budget_in_order check (budget_ends_on >= budget_starts_on),
  constraint subawards_determination_whole check (determination is null or (determined_on is not null and btrim(coalesce(determination_reason, '')) <> '')),
  constraint subawards_closed_has_day check (status <> 'closed' or closed_on is not null),
  constraint subawards_terminated_has_day check (status <> 'terminated' or terminated_on is not null)
);
create index subawards_award on public.subawards (award_id, created_at);
create index subawards_organization on public.subawards (organization_id);
create index subawards_status on public.subawards (status, created_at, id);
create index subawards_determined_by on public.subawards (determined_by) where determined_by is not null;

-- Each action that obligates or takes back money: the first issues it, the others modify it. What it comes to is their sum.
create table public.subaward_actions (
  id uuid primary key default gen_random_uuid(),
  subaward_id uuid not null references public.subawards (id) on delete cascade,
  action_on date not null,
  amount_cents bigint not null constraint subaward_actions_amount_range check (amount_cents between -100000000000000 and 100000000000000),
  note text not null default '' constraint subaward_actions_note_length check (length(note) <= 500),
  legislation_id uuid references public.legislation (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index subaward_actions_subaward on public.subaward_actions (subaward_id, action_on, created_at);
create index subaward_actions_legislation on public.subaward_actions (legislation_id) where legislation_id is not null;

-- That somebody looked at SAM.gov whether the body is excluded, and what was found.
create table public.subaward_checks (
  id uuid primary key default gen_random_uuid(),
  subaward_id uuid not null references public.subawards (id) on delete cascade,
  checked_on date not null,
  checked_by uuid references public.staff (id) on delete set null,
  result text not null constraint subaward_checks_result_known check (result in ('clear', 'excluded')),
  note text not null default '' constraint subaward_checks_note_length check (length(note) <= 1000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index subaward_checks_subaward on public.subaward_checks (subaward_id, checked_on desc);
create index subaward_checks_by on public.subaward_checks (checked_by) where checked_by is not null;

-- Risk (200.332(c)): prior experience, audits, staff and systems, federal monitoring. Must exist before a subaward is active.
create table public.subaward_risks (
  id uuid primary key default gen_random_uuid(),
  subaward_id uuid not null references public.subawards (id) on delete cascade,
  assessed_on date not null,
  assessed_by uuid references public.staff (id) on delete set null,
  -- {factor: {level: 1 to 3, note}}
  factors jsonb not null constraint subaward_risks_factors_object check (jsonb_typeof(factors) = 'object' and length(factors::text) <= 20000),
  level text not null constraint subaward_risks_level_known check (level in ('low', 'medium', 'high')),
  reason text not null constraint subaward_risks_reason_filled check (btrim(reason) <> '' and length(reason) <= 5000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index subaward_risks_subaward on public.subaward_risks (subaward_id, assessed_on desc);
create index subaward_risks_by on public.subaward_risks (assessed_by) where assessed_by is not null;

-- What was looked at: desk reviews, visits, an audit of theirs, with what was found.
create table public.subaward_visits (
  id uuid primary key default gen_random_uuid(),
  subaward_id uuid not null references public.subawards (id) on delete cascade,
  kind text not null constraint subaward_visits_kind_known check (kind in ('desk_review', 'site_visit', 'single_audit', 'call')),
  planned_on date,
  held_on date,
  held_by uuid references public.staff (id) on delete set null,
  notes text not null default '' constraint subaward_visits_notes_length check (length(notes) <= 10000),
  -- A single audit: the day on which the clearinghouse accepted it; a management decision follows within six months (200.521).
  audit_accepted_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint subaward_visits_some_day check (planned_on is not null or held_on is not null)
);
create index subaward_visits_subaward on public.subaward_visits (subaward_id, coalesce(held_on, planned_on) desc);
create index subaward_visits_held_by on public.subaward_visits (held_by) where held_by is not null;

create table public.subaward_findings (
  id uuid primary key default gen_random_uuid(),
  subaward_id uuid not null references public.subawards (id) on delete cascade,
  visit_id uuid references public.subaward_visits (id) on delete set null,
  text text not null constraint subaward_findings_text_filled check (btrim(text) <> '' and length(text) <= 5000),
  corrective_action text not null default '' constraint subaward_findings_action_length check (length(corrective_action) <= 5000),
  action_due_on date,
  action_done_on date,
  -- The city's management decision: due six months after the audit was accepted.
  decision text constraint subaward_findings_decision_known check (decision in ('sustained', 'not_sustained')),
  decision_on date,
  decision_note text constraint subaward_findings_decision_length check (length(decision_note) <= 5000),
  questioned_cents bigint not null default 0 constraint subaward_findings_questioned_range check (questioned_cents between 0 and 100000000000000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint subaward_findings_decision_whole check ((decision is null) = (decision_on is null))
);
create index subaward_findings_subaward on public.subaward_findings (subaward_id, created_at);
create index subaward_findings_visit on public.subaward_findings (visit_id) where visit_id is not null;

alter table public.award_reports add constraint award_reports_subaward_id_fkey foreign key (subaward_id) references public.subawards (id) on delete cascade;
alter table public.award_entries add constraint award_entries_subaward_id_fkey foreign key (subaward_id) references public.subawards (id) on delete restrict;

call private.protect('public.subawards');
call private.protect('public.subaward_actions');
call private.protect('public.subaward_checks');
call private.protect('public.subaward_risks');
call private.protect('public.subaward_visits');
call private.protect('public.subaward_findings');
comment on table public.subawards is 'What of an award goes to others: subawards, and contracts that were told from them (2 CFR 200.331).';
comment on table public.subaward_actions is 'Amounts of a subaward, an action a row: the first issues it.';
comment on table public.subaward_checks is 'Looks at SAM.gov for exclusions.';
comment on table public.subaward_risks is 'Risk assessments of a subaward (2 CFR 200.332).';
comment on table public.subaward_visits is 'Monitoring of a subaward: reviews, visits, audits.';
comment on table public.subaward_findings is 'Findings, what is done about them, and the city''s management decision.';
