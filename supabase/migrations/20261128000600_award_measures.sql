-- Performance: what an award promised to do, target by period, and what was done. An actual is typed in, or it is a thing of the
-- product that is credited to the measure: an event, an interaction. Credited once, shown on both.

create table public.award_measures (
  id uuid primary key default gen_random_uuid(),
  award_id uuid not null references public.awards (id) on delete cascade,
  code text constraint award_measures_code_length check (length(code) between 1 and 40),
  name text not null constraint award_measures_name_filled check (btrim(name) <> '' and length(name) <= 300),
  unit text not null default '' constraint award_measures_unit_length check (length(unit) <= 60),
  -- What a credited event gives: 1 for itself, or the people who came.
  counts text not null default 'occurrences' constraint award_measures_counts_known check (counts in ('occurrences', 'people')),
  is_active boolean not null default true,
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index award_measures_award on public.award_measures (award_id, sort_order);

create table public.award_targets (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references public.award_measures (id) on delete cascade,
  period_start date not null,
  period_end date not null,
  target integer not null constraint award_targets_target_range check (target between 0 and 1000000000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_targets_in_order check (period_end >= period_start),
  constraint award_targets_once unique (measure_id, period_start)
);

create table public.award_credits (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references public.award_measures (id) on delete cascade,
  event_id uuid references public.events (id) on delete cascade,
  interaction_id uuid references public.interactions (id) on delete cascade,
  -- By hand: how many, on which day. Of a credited record both follow from it.
  amount integer constraint award_credits_amount_range check (amount between 0 and 1000000000),
  credited_on date,
  note text not null default '' constraint award_credits_note_length check (length(note) <= 500),
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_credits_one_source check (num_nonnulls(event_id, interaction_id) = case when amount is null then 1 else 0 end),
  constraint award_credits_by_hand_has_day check ((amount is null) = (credited_on is null))
);
create index award_credits_measure on public.award_credits (measure_id, credited_on);
-- Credited once.
create unique index award_credits_event_once on public.award_credits (event_id, measure_id) where event_id is not null;
create unique index award_credits_interaction_once on public.award_credits (interaction_id, measure_id) where interaction_id is not null;
create index award_credits_created_by on public.award_credits (created_by) where created_by is not null;

call private.protect('public.award_measures');
call private.protect('public.award_targets');
call private.protect('public.award_credits');
comment on table public.award_measures is 'Performance measures of an award.';
comment on table public.award_targets is 'What a measure is to reach in a period.';
comment on table public.award_credits is 'What was done for a measure: typed in, or a record of the office that is credited to it.';
