-- Opportunities: grants that the city could apply for, from the day they are found until they are won or lost.

create table public.opportunities (
  id uuid primary key default gen_random_uuid(),
  -- The funding opportunity number of grants.gov: O-BJA-2026-171234.
  opportunity_number text constraint opportunities_number_once unique constraint opportunities_number_length check (length(opportunity_number) between 1 and 80),
  title text not null constraint opportunities_title_filled check (btrim(title) <> '' and length(title) <= 300),
  status text not null default 'found' constraint opportunities_status_known check (status in ('found', 'deciding', 'applying', 'submitted', 'won', 'lost', 'declined')),
  listing_id uuid references public.assistance_listings (id) on delete set null,
  component_id uuid references public.grant_components (id) on delete set null,
  agency text constraint opportunities_agency_length check (length(agency) <= 200),
  posted_on date,
  -- Grants.gov and JustGrants close on two days: the earlier is the office's.
  grants_gov_due_on date,
  due_on date,
  ceiling_cents bigint constraint opportunities_ceiling_range check (ceiling_cents between 0 and 100000000000000),
  request_cents bigint constraint opportunities_request_range check (request_cents between 0 and 100000000000000),
  match_percent numeric(5,2) constraint opportunities_match_range check (match_percent between 0 and 100),
  match_cents bigint constraint opportunities_match_cents_range check (match_cents between 0 and 100000000000000),
  council_action text not null default 'unknown' constraint opportunities_council_known check (council_action in ('unknown', 'not_needed', 'needed', 'introduced', 'passed')),
  legislation_id uuid references public.legislation (id) on delete set null,
  url text constraint opportunities_url_form check (url ~ '^https://[^\s]+$' and length(url) <= 1000),
  notes text not null default '' constraint opportunities_notes_length check (length(notes) <= 20000),
  decision_reason text constraint opportunities_decision_length check (length(decision_reason) <= 2000),
  owner_id uuid references public.staff (id) on delete set null,
  submitted_on date,
  decided_on date,
  -- The award that it became.
  award_id uuid references public.awards (id) on delete set null,
  search tsvector not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint opportunities_won_or_not check (award_id is null or status = 'won'),
  constraint opportunities_submitted_has_day check (status not in ('submitted', 'won', 'lost') or submitted_on is not null)
);
create index opportunities_status on public.opportunities (status, due_on, id);
create index opportunities_due on public.opportunities (due_on, id) where due_on is not null;
create index opportunities_created on public.opportunities (created_at, id);
create index opportunities_listing on public.opportunities (listing_id) where listing_id is not null;
create index opportunities_component on public.opportunities (component_id) where component_id is not null;
create index opportunities_legislation on public.opportunities (legislation_id) where legislation_id is not null;
create index opportunities_owner on public.opportunities (owner_id) where owner_id is not null;
create index opportunities_award on public.opportunities (award_id) where award_id is not null;
create index opportunities_search on public.opportunities using gin (search);

-- Departments that would do the work.
create table public.opportunity_departments (
  id uuid primary key default gen_random_uuid(),
  opportunity_id uuid not null references public.opportunities (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  part text not null default '' constraint opportunity_departments_part_length check (length(part) <= 200),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint opportunity_departments_once unique (opportunity_id, organization_id)
);
create index opportunity_departments_organization on public.opportunity_departments (organization_id);

call private.protect('public.opportunities');
call private.protect('public.opportunity_departments');
comment on table public.opportunities is 'Grants that the city could apply for, and what became of each.';
comment on table public.opportunity_departments is 'Departments that would do the work of an opportunity.';

-- ---------------------------------------------------------------- who reads, and whose part is whose
do $$
declare v_part record;
begin
  for v_part in
    select * from (values
      ('awards', null, null), ('award_roles', 'awards', 'award_id'), ('award_shares', 'awards', 'award_id'), ('award_report_rules', null, null),
      ('award_reports', 'awards', 'award_id'), ('award_budgets', 'awards', 'award_id'), ('award_budget_lines', 'award_budgets', 'budget_id'),
      ('award_entries', 'awards', 'award_id'), ('award_modifications', 'awards', 'award_id'), ('award_conditions', 'awards', 'award_id'),
      ('subawards', 'awards', 'award_id'), ('subaward_actions', 'subawards', 'subaward_id'), ('subaward_checks', 'subawards', 'subaward_id'),
      ('subaward_risks', 'subawards', 'subaward_id'), ('subaward_visits', 'subawards', 'subaward_id'), ('subaward_findings', 'subawards', 'subaward_id'),
      ('award_measures', 'awards', 'award_id'), ('award_targets', 'award_measures', 'measure_id'), ('award_credits', 'award_measures', 'measure_id'),
      ('opportunities', null, null), ('opportunity_departments', 'opportunities', 'opportunity_id')) as t (name, parent, reference)
  loop
    execute format('grant select on table public.%I to authenticated', v_part.name);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.at_least(''viewer'')))', v_part.name || '_select_viewer', v_part.name);
    insert into private.audited_tables (table_name, parent_table, parent_column, undo_role)
    values (v_part.name, v_part.parent, v_part.reference, case v_part.name when 'award_report_rules' then 'manager' else 'coordinator' end)
    on conflict (table_name) do update set parent_table = excluded.parent_table, parent_column = excluded.parent_column, undo_role = excluded.undo_role;
  end loop;
end $$;
-- Deliberately not granted: writes, on any of them. Functions write, one act each, and ask who it is.
