-- The money of awards: budgets in versions, and a ledger of entries. Nothing is added up here; every sum is counted from entries.
-- Categories are JustGrants' ten; SF-424A's object classes follow from them (Contractual is subawards and procurement contracts).

create table public.award_budgets (
  id uuid primary key default gen_random_uuid(),
  award_id uuid not null references public.awards (id) on delete cascade,
  -- 1, 2, 3 … as they were approved; nothing while it is proposed.
  version_number smallint constraint award_budgets_version_range check (version_number between 1 and 999),
  status text not null default 'draft' constraint award_budgets_status_known check (status in ('draft', 'approved', 'replaced', 'rejected')),
  approved_on date,
  note text not null default '' constraint award_budgets_note_length check (length(note) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_budgets_version_once unique (award_id, version_number),
  constraint award_budgets_approved_whole check (status not in ('approved', 'replaced') or (version_number is not null and approved_on is not null))
);
-- One budget holds at a time.
create unique index award_budgets_approved on public.award_budgets (award_id) where status = 'approved';

create table public.award_budget_lines (
  id uuid primary key default gen_random_uuid(),
  budget_id uuid not null references public.award_budgets (id) on delete cascade,
  category text not null constraint award_budget_lines_category_known check (category in
    ('personnel', 'fringe', 'travel', 'equipment', 'supplies', 'construction', 'subawards', 'procurement', 'other', 'indirect')),
  federal_cents bigint not null default 0 constraint award_budget_lines_federal_range check (federal_cents between 0 and 100000000000000),
  match_cents bigint not null default 0 constraint award_budget_lines_match_range check (match_cents between 0 and 100000000000000),
  program_income_cents bigint not null default 0 constraint award_budget_lines_income_range check (program_income_cents between 0 and 100000000000000),
  note text not null default '' constraint award_budget_lines_note_length check (length(note) <= 500),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_budget_lines_once unique (budget_id, category)
);

-- What happened with money, an event a row. A correction is a row of its own with the other sign: the ledger is not rewritten.
create table public.award_entries (
  id uuid primary key default gen_random_uuid(),
  award_id uuid not null references public.awards (id) on delete restrict,
  -- obligation: bound by an order or a subaward; expenditure: spent; drawdown: cash drawn from ASAP (negative: returned);
  -- program_income: earned.
  kind text not null constraint award_entries_kind_known check (kind in ('obligation', 'expenditure', 'drawdown', 'program_income')),
  -- Whose money: an expenditure or obligation is federal, match, or out of program income.
  share text not null default 'federal' constraint award_entries_share_known check (share in ('federal', 'match', 'program_income')),
  category text constraint award_entries_category_known check (category in
    ('personnel', 'fringe', 'travel', 'equipment', 'supplies', 'construction', 'subawards', 'procurement', 'other', 'indirect')),
  amount_cents bigint not null constraint award_entries_amount_range check (amount_cents between -100000000000000 and 100000000000000 and amount_cents <> 0),
  entry_on date not null,
  description text not null default '' constraint award_entries_description_length check (length(description) <= 500),
  payee text constraint award_entries_payee_length check (length(payee) <= 200),
  -- The city's own number: voucher, journal line. Once for each award, so that a file taken in twice counts once.
  reference text constraint award_entries_reference_length check (length(reference) between 1 and 120),
  account_string text constraint award_entries_account_length check (length(account_string) <= 120),
  -- The obligation that an expenditure pays off.
  obligation_id uuid references public.award_entries (id) on delete restrict,
  subaward_id uuid,
  import_id uuid references public.imports (id) on delete set null,
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_entries_reference_once unique (award_id, reference),
  constraint award_entries_category_of_cost check ((kind in ('obligation', 'expenditure')) = (category is not null)),
  constraint award_entries_federal_cash check (kind <> 'drawdown' or share = 'federal'),
  constraint award_entries_income_is_income check (kind <> 'program_income' or share = 'program_income'),
  constraint award_entries_pays_off check (obligation_id is null or kind = 'expenditure')
);
-- "What was spent of this award until this day?", with all that a sum needs.
create index award_entries_award on public.award_entries (award_id, entry_on, id) include (kind, share, category, amount_cents);
create index award_entries_obligation on public.award_entries (obligation_id) where obligation_id is not null;
create index award_entries_subaward on public.award_entries (subaward_id, entry_on) where subaward_id is not null;
create index award_entries_import on public.award_entries (import_id) where import_id is not null;
create index award_entries_created_by on public.award_entries (created_by) where created_by is not null;

call private.protect('public.award_budgets');
call private.protect('public.award_budget_lines');
call private.protect('public.award_entries');
comment on table public.award_budgets is 'Budgets of an award, in the versions in which they were approved.';
comment on table public.award_budget_lines is 'A budget by JustGrants category: federal, match and program income, in cents.';
comment on table public.award_entries is 'The ledger of an award: obligations, expenditures, drawdowns, program income, in cents.';
