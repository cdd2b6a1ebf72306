-- Meetings with departments and partners, with the tasks that come of them; and initiatives: what the office wants to see wider or
-- new, from the idea to the file number at the Council. Those for the city's app carry the capability that they serve.

create table public.meetings (
  id uuid primary key default gen_random_uuid(),
  title text not null constraint meetings_title_filled check (btrim(title) <> '' and length(title) <= 300),
  held_on date not null,
  notes text not null default '' constraint meetings_notes_length check (length(notes) <= 50000),
  decisions text not null default '' constraint meetings_decisions_length check (length(decisions) <= 20000),
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index meetings_held on public.meetings (held_on, id);
create index meetings_created_by on public.meetings (created_by) where created_by is not null;
create table public.meeting_organizations (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references public.meetings (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint meeting_organizations_once unique (meeting_id, organization_id)
);
create index meeting_organizations_organization on public.meeting_organizations (organization_id);

create table public.initiatives (
  id uuid primary key default gen_random_uuid(),
  title text not null constraint initiatives_title_filled check (btrim(title) <> '' and length(title) <= 300),
  kind text not null default 'program' constraint initiatives_kind_known check (kind in ('program', 'app', 'other')),
  -- Of the city's app, which of the six that the ordinance names.
  capability text constraint initiatives_capability_known check (capability in ('bill_payment', 'reporting', 'feedback', 'maps', 'events', 'communications')),
  status text not null default 'idea' constraint initiatives_status_known check (status in ('idea', 'drafting', 'with_department', 'with_council', 'adopted', 'declined', 'dropped')),
  problem text not null default '' constraint initiatives_problem_length check (length(problem) <= 10000),
  proposal text not null default '' constraint initiatives_proposal_length check (length(proposal) <= 20000),
  program_id uuid references public.programs (id) on delete set null,
  legislation_id uuid references public.legislation (id) on delete set null,
  owner_id uuid references public.staff (id) on delete set null,
  proposed_on date not null,
  decided_on date,
  next_step text not null default '' constraint initiatives_next_length check (length(next_step) <= 500),
  next_on date,
  primary_section smallint not null default 4 references public.directives (section) on delete restrict,
  sections smallint[] not null default '{4}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint initiatives_app_has_capability check ((kind = 'app') = (capability is not null)),
  constraint initiatives_decided_whole check ((status in ('adopted', 'declined', 'dropped')) = (decided_on is not null)),
  constraint initiatives_council_has_file check (status not in ('with_council', 'adopted') or legislation_id is not null or kind <> 'program'),
  constraint initiatives_primary_among_sections check (primary_section = any (sections))
);
create index initiatives_status on public.initiatives (status, proposed_on, id);
create index initiatives_program on public.initiatives (program_id) where program_id is not null;
create index initiatives_legislation on public.initiatives (legislation_id) where legislation_id is not null;
create index initiatives_owner on public.initiatives (owner_id) where owner_id is not null;
create table public.initiative_organizations (
  id uuid primary key default gen_random_uuid(),
  initiative_id uuid not null references public.initiatives (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint initiative_organizations_once unique (initiative_id, organization_id)
);
create index initiative_organizations_organization on public.initiative_organizations (organization_id);

call private.protect('public.meetings');
call private.protect('public.meeting_organizations');
call private.protect('public.initiatives');
call private.protect('public.initiative_organizations');
call private.show('meetings', 'staff');
call private.show('meeting_organizations', 'staff', 'meetings', 'meeting_id');
call private.show('initiatives', 'coordinator');
call private.show('initiative_organizations', 'coordinator', 'initiatives', 'initiative_id');
-- Deliberately not granted: writes, on any of them.
comment on table public.meetings is 'Meetings with departments and partners: what was said and decided.';
comment on table public.meeting_organizations is 'Who was at a meeting, as bodies.';
comment on table public.initiatives is 'What the office proposes: wider programs, the city''s app; from the idea to the Council''s file number.';
comment on table public.initiative_organizations is 'With whom an initiative is made.';
