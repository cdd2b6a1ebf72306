-- Modifications (GAM: Grant Award Modification) and Award Conditions, in JustGrants' words.

create table public.award_modifications (
  id uuid primary key default gen_random_uuid(),
  award_id uuid not null references public.awards (id) on delete cascade,
  kind text not null constraint award_modifications_kind_known check (kind in ('programmatic', 'financial', 'extension')),
  -- What of that kind it is.
  subtype text not null constraint award_modifications_subtype_known check (subtype in
    ('cost_change', 'scope_change', 'budget_modification', 'budget_reduction', 'sole_source', 'period_extension')),
  gam_number text constraint award_modifications_number_form check (gam_number ~ '^[A-Z0-9-]{3,40}$'),
  status text not null default 'draft' constraint award_modifications_status_known check (status in ('draft', 'submitted', 'change_requested', 'approved', 'denied', 'withdrawn')),
  reason text not null default '' constraint award_modifications_reason_length check (length(reason) <= 5000),
  submitted_on date,
  decided_on date,
  decision_note text constraint award_modifications_decision_length check (length(decision_note) <= 2000),
  -- An extension: the new end, and the one it replaced.
  new_ends_on date,
  former_ends_on date,
  -- A budget modification: the budget that it asks for.
  budget_id uuid references public.award_budgets (id) on delete set null,
  -- A reduction or supplement of what the award says.
  federal_change_cents bigint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_modifications_subtype_of_kind check (kind = case
    when subtype in ('cost_change', 'scope_change') then 'programmatic' when subtype = 'period_extension' then 'extension' else 'financial' end),
  constraint award_modifications_extension_whole check (kind <> 'extension' or new_ends_on is not null),
  constraint award_modifications_submitted_has_day check (status in ('draft', 'withdrawn') or submitted_on is not null),
  constraint award_modifications_decided_has_day check (status not in ('approved', 'denied') or decided_on is not null),
  constraint award_modifications_days_in_order check (decided_on >= submitted_on),
  constraint award_modifications_number_once unique (award_id, gam_number)
);
create index award_modifications_award on public.award_modifications (award_id, created_at);
create index award_modifications_budget on public.award_modifications (budget_id) where budget_id is not null;
create index award_modifications_pending on public.award_modifications (submitted_on, id) where status in ('submitted', 'change_requested');

create table public.award_conditions (
  id uuid primary key default gen_random_uuid(),
  award_id uuid not null references public.awards (id) on delete cascade,
  number text constraint award_conditions_number_length check (length(number) between 1 and 20),
  text text not null constraint award_conditions_text_filled check (btrim(text) <> '' and length(text) <= 10000),
  -- Not available to draw until it is cleared.
  withheld_cents bigint not null default 0 constraint award_conditions_withheld_range check (withheld_cents between 0 and 100000000000000),
  due_on date,
  owner_id uuid references public.staff (id) on delete set null,
  -- What shows that it is met; files hang on the award.
  evidence text not null default '' constraint award_conditions_evidence_length check (length(evidence) <= 5000),
  submitted_on date,
  cleared_on date,
  cleared_by uuid references public.staff (id) on delete set null,
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_conditions_number_once unique (award_id, number)
);
create index award_conditions_award on public.award_conditions (award_id, sort_order);
-- "Which are open, and when is each due?"
create index award_conditions_open on public.award_conditions (due_on, id) where cleared_on is null;
create index award_conditions_owner on public.award_conditions (owner_id) where owner_id is not null;
create index award_conditions_cleared_by on public.award_conditions (cleared_by) where cleared_by is not null;

call private.protect('public.award_modifications');
call private.protect('public.award_conditions');
comment on table public.award_modifications is 'Grant Award Modifications (GAM) of an award, with their state and days.';
comment on table public.award_conditions is 'Award Conditions: what has to be met, what is withheld until then, when it was cleared.';
