-- Awards: what the Department of Justice awards to the city, from the application to the day on which the records may go. One row
-- each; who has which role in JustGrants and what other bodies get of it hang on it. All money is in whole cents.

create table public.awards (
  id uuid primary key default gen_random_uuid(),
  -- With its dashes, as JustGrants prints it; none while it is only applied for.
  award_number text constraint awards_number_form check (award_number ~ '^[0-9A-Z]+(-[0-9A-Z]+)*$' and length(award_number) between 6 and 40),
  -- Without dashes, as USAspending has it (FAIN): the same award once, however it is typed.
  award_key text generated always as (replace(award_number, '-', '')) stored constraint awards_number_once unique,
  title text not null constraint awards_title_filled check (btrim(title) <> '' and length(title) <= 300),
  status text not null default 'applied' constraint awards_status_known
    check (status in ('applied', 'awarded', 'active', 'suspended', 'terminated', 'closeout', 'closed', 'declined')),
  listing_id uuid references public.assistance_listings (id) on delete restrict,
  component_id uuid references public.grant_components (id) on delete restrict,
  instrument text not null default 'grant' constraint awards_instrument_known check (instrument in ('grant', 'cooperative_agreement')),
  -- ---- days
  federal_award_on date,
  accepted_on date,
  starts_on date,
  -- The end of the period of performance as approved; an extension that is approved moves it.
  ends_on date,
  -- ---- money: what the award says
  federal_cents bigint not null default 0 constraint awards_federal_range check (federal_cents between 0 and 100000000000000),
  match_cents bigint not null default 0 constraint awards_match_range check (match_cents between 0 and 100000000000000),
  program_income_cents bigint not null default 0 constraint awards_income_range check (program_income_cents between 0 and 100000000000000),
  total_cents bigint not null default 0,
  -- The Uniform Guidance that holds: the revision of 2024 for awards from 1 October 2024 on (2 CFR 200).
  uniform_guidance_version text not null default '2024' constraint awards_guidance_known check (uniform_guidance_version in ('2020', '2024')),
  -- ---- the city's side
  legislation_id uuid references public.legislation (id) on delete set null,
  fund_code text constraint awards_fund_length check (length(fund_code) <= 60),
  project_code text constraint awards_project_length check (length(project_code) <= 60),
  department_id uuid references public.organizations (id) on delete set null,
  lead_id uuid references public.staff (id) on delete set null,
  recipient_uei text constraint awards_uei_form check (recipient_uei ~ '^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$'),
  -- ---- rules that differ for this award
  -- The performance schedule where the listing's own does not fit: the code of a rule.
  performance_rule text,
  watches_ten_percent boolean not null default true,
  -- Awards up to this much are not watched; nothing: every one is.
  ten_percent_floor_cents bigint constraint awards_floor_range check (ten_percent_floor_cents >= 0),
  -- ---- what happened to it
  suspended_on date,
  suspended_reason text constraint awards_suspended_length check (length(suspended_reason) <= 2000),
  terminated_on date,
  termination_notice_on date,
  termination_authority text constraint awards_termination_authority_length check (length(termination_authority) <= 300),
  termination_reason text constraint awards_termination_length check (length(termination_reason) <= 2000),
  -- The last day of an appeal; 30 days after the notice unless the notice says otherwise.
  appeal_due_on date,
  appealed_on date,
  -- Costs that may still be claimed after a termination (2 CFR 200.343).
  claimable_cents bigint constraint awards_claimable_range check (claimable_cents >= 0),
  claimable_note text constraint awards_claimable_note_length check (length(claimable_note) <= 2000),
  closed_on date,
  legal_hold_since date,
  legal_hold_reason text constraint awards_hold_length check (length(legal_hold_reason) <= 2000),
  -- After this every rule counts: the termination ends the period of performance.
  performance_ends_on date generated always as (coalesce(terminated_on, ends_on)) stored,
  notes text not null default '' constraint awards_notes_length check (length(notes) <= 20000),
  -- What USAspending said last, as it came.
  usaspending jsonb,
  usaspending_seen_at timestamptz,
  primary_section smallint not null default 6 references public.directives (section) on delete restrict,
  sections smallint[] not null default '{6}',
  sections_corrected boolean not null default false,
  created_by uuid references public.staff (id) on delete set null,
  search tsvector not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint awards_total_is_sum check (total_cents = federal_cents + match_cents + program_income_cents),
  constraint awards_period_in_order check (ends_on >= starts_on),
  constraint awards_period_whole check ((starts_on is null) = (ends_on is null)),
  constraint awards_number_when_awarded check (status in ('applied', 'declined') or award_number is not null),
  constraint awards_period_when_awarded check (status in ('applied', 'declined') or starts_on is not null),
  constraint awards_accepted_when_active check (status not in ('active', 'suspended', 'closeout', 'closed') or accepted_on is not null),
  constraint awards_terminated_has_day check (status <> 'terminated' or terminated_on is not null),
  constraint awards_terminated_in_period check (terminated_on between starts_on and ends_on),
  constraint awards_suspended_has_day check (status <> 'suspended' or suspended_on is not null),
  constraint awards_closed_has_day check (status <> 'closed' or closed_on is not null),
  constraint awards_hold_has_reason check (legal_hold_since is null or btrim(coalesce(legal_hold_reason, '')) <> ''),
  constraint awards_primary_among_sections check (primary_section = any (sections))
);
-- "Which are in this state, the latest first?"
create index awards_status on public.awards (status, created_at, id);
create index awards_created on public.awards (created_at, id);
-- "Which end next?"
create index awards_ends on public.awards (performance_ends_on, id);
create index awards_listing on public.awards (listing_id) where listing_id is not null;
create index awards_component on public.awards (component_id) where component_id is not null;
create index awards_legislation on public.awards (legislation_id) where legislation_id is not null;
create index awards_department on public.awards (department_id) where department_id is not null;
create index awards_lead on public.awards (lead_id) where lead_id is not null;
create index awards_section on public.awards (primary_section, created_at, id);
create index awards_created_by on public.awards (created_by) where created_by is not null;
create index awards_search on public.awards using gin (search);

-- Who is what in JustGrants: a member of the office, or somebody of a department by name.
create table public.award_roles (
  id uuid primary key default gen_random_uuid(),
  award_id uuid not null references public.awards (id) on delete cascade,
  role text not null constraint award_roles_role_known check (role in
    ('entity_administrator', 'application_submitter', 'authorized_representative', 'grant_award_administrator', 'alternate_grant_award_administrator', 'financial_manager')),
  staff_id uuid references public.staff (id) on delete set null,
  name text not null default '' constraint award_roles_name_length check (length(name) <= 200),
  email text constraint award_roles_email_form check (email ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(email) <= 254),
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_roles_somebody check (staff_id is not null or btrim(name) <> '')
);
create index award_roles_award on public.award_roles (award_id, sort_order);
create index award_roles_staff on public.award_roles (staff_id) where staff_id is not null;

-- What other bodies get of it: the police department under its own board, the county, community organizations.
create table public.award_shares (
  id uuid primary key default gen_random_uuid(),
  award_id uuid not null references public.awards (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  amount_cents bigint not null constraint award_shares_amount_range check (amount_cents between 0 and 100000000000000),
  purpose text not null default '' constraint award_shares_purpose_length check (length(purpose) <= 500),
  account_string text constraint award_shares_account_length check (length(account_string) <= 120),
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index award_shares_award on public.award_shares (award_id, sort_order);
create index award_shares_organization on public.award_shares (organization_id);

call private.protect('public.awards');
call private.protect('public.award_roles');
call private.protect('public.award_shares');
-- Bodies of the state and of other governments get shares of awards too: the police board, a county, another city.
alter table public.organizations drop constraint organizations_kind_known,
  add constraint organizations_kind_known check (kind in ('department', 'community', 'agency', 'neighborhood', 'council_office', 'government'));
comment on table public.awards is 'Awards of the US Department of Justice to the city, from application to closeout.';
comment on column public.awards.award_key is 'The award number without dashes: the FAIN of USAspending.';
comment on column public.awards.performance_ends_on is 'The end of the period of performance as every rule counts it: the termination, else the approved end.';
comment on table public.award_roles is 'Who has which role in JustGrants for an award.';
comment on table public.award_shares is 'What other bodies get of an award.';
