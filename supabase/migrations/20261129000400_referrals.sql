-- Referrals: a resident's matter is handed to who can help, not a phone number to the resident. What is told was chosen and agreed to;
-- the receiver answers on a signed page; a clock runs on them in their own hours; somebody is told when it runs out; it ends with an
-- outcome. A refusal names who is responsible instead.

create table public.referrals (
  id uuid primary key default gen_random_uuid(),
  -- Said on the phone: "referral 1042".
  number bigint generated always as identity (start with 1001) unique,
  inquiry_id uuid references public.inquiries (id) on delete restrict,
  event_id uuid references public.events (id) on delete restrict,
  resident_id uuid references public.residents (id) on delete set null,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  work_group_id uuid references public.work_groups (id) on delete set null,
  program_id uuid references public.programs (id) on delete set null,
  topic_id uuid not null references public.topics (id) on delete restrict,
  language text not null default 'en' references public.languages (code) on update cascade on delete restrict,
  district_id uuid references public.districts (id) on delete set null,
  status text not null default 'draft' constraint referrals_status_known
    check (status in ('draft', 'sent', 'asked', 'accepted', 'declined', 'closed', 'withdrawn')),
  -- By mail with a signed page; through 311's official channel; told in person or on the phone.
  delivery text not null default 'mail' constraint referrals_delivery_known check (delivery in ('mail', 'service_request', 'in_person')),
  receiver_email text constraint referrals_receiver_form check (receiver_email ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(receiver_email) <= 254),
  -- What is asked of them.
  request text not null constraint referrals_request_filled check (btrim(request) <> '' and length(request) <= 5000),
  -- ---- what is told: the fields that were chosen, with what stood in them when it was sent
  shared_fields text[] not null default '{}',
  shared jsonb not null default '{}' constraint referrals_shared_object check (jsonb_typeof(shared) = 'object' and length(shared::text) <= 50000),
  consent_how text constraint referrals_consent_known check (consent_how in ('spoken', 'written', 'not_needed')),
  consented_at timestamptz,
  consent_language text references public.languages (code) on update cascade on delete restrict,
  -- ---- clocks
  accept_minutes integer,
  outcome_minutes integer,
  sent_at timestamptz,
  accept_due_at timestamptz,
  outcome_due_at timestamptz,
  accepted_at timestamptz,
  declined_at timestamptz,
  closed_at timestamptz,
  reminded_at timestamptz,
  escalated_at timestamptz,
  escalated_to uuid references public.staff (id) on delete set null,
  acknowledged_at timestamptz,
  -- ---- a refusal
  decline_reason text constraint referrals_decline_known check (decline_reason in ('not_ours', 'not_eligible', 'no_capacity', 'cannot_reach', 'duplicate', 'other')),
  decline_note text constraint referrals_decline_note_length check (length(decline_note) <= 2000),
  -- Who is responsible instead: one of ours, or in words.
  responsible_id uuid references public.organizations (id) on delete set null,
  responsible_name text constraint referrals_responsible_length check (length(responsible_name) <= 300),
  -- ---- the outcome
  outcome text constraint referrals_outcome_known check (outcome in ('served', 'partly_served', 'not_eligible', 'no_capacity', 'not_reached', 'resident_declined', 'other')),
  outcome_note text constraint referrals_outcome_note_length check (length(outcome_note) <= 5000),
  outcome_amount_cents bigint constraint referrals_amount_range check (outcome_amount_cents between 0 and 10000000000000),
  -- ---- 311
  service_request_number text constraint referrals_service_request_form check (service_request_number ~ '^[0-9A-Za-z-]{4,40}$'),
  -- After a refusal it went on as this one.
  next_id uuid references public.referrals (id) on delete set null,
  primary_section smallint not null default 5 references public.directives (section) on delete restrict,
  sections smallint[] not null default '{5}',
  sections_corrected boolean not null default false,
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint referrals_one_source check (num_nonnulls(inquiry_id, event_id) = 1),
  constraint referrals_sent_whole check (status = 'draft' or (sent_at is not null and consent_how is not null)),
  constraint referrals_mail_has_receiver check (delivery <> 'mail' or status = 'draft' or receiver_email is not null),
  constraint referrals_declined_names_another check (status <> 'declined' or (decline_reason is not null and (responsible_id is not null or btrim(coalesce(responsible_name, '')) <> ''))),
  constraint referrals_closed_has_outcome check ((status = 'closed') = (outcome is not null) and (status <> 'closed' or closed_at is not null)),
  constraint referrals_primary_among_sections check (primary_section = any (sections))
);
create index referrals_inquiry on public.referrals (inquiry_id, created_at) where inquiry_id is not null;
create index referrals_event on public.referrals (event_id, created_at) where event_id is not null;
create index referrals_resident on public.referrals (resident_id, created_at) where resident_id is not null;
create index referrals_organization on public.referrals (organization_id, sent_at);
create index referrals_program on public.referrals (program_id) where program_id is not null;
create index referrals_work_group on public.referrals (work_group_id) where work_group_id is not null;
create index referrals_topic on public.referrals (topic_id);
create index referrals_district on public.referrals (district_id) where district_id is not null;
create index referrals_responsible on public.referrals (responsible_id) where responsible_id is not null;
create index referrals_next on public.referrals (next_id) where next_id is not null;
create index referrals_escalated_to on public.referrals (escalated_to) where escalated_to is not null;
create index referrals_created_by on public.referrals (created_by) where created_by is not null;
-- "The list, newest first", "what waits for an answer, what waits for an outcome, longest over due first".
create index referrals_sent on public.referrals (sent_at, id);
create index referrals_created on public.referrals (created_at, id);
create index referrals_waiting on public.referrals (accept_due_at, id) where status in ('sent', 'asked');
create index referrals_running on public.referrals (outcome_due_at, id) where status = 'accepted';
create index referrals_closed on public.referrals (closed_at, id) where closed_at is not null;
create unique index referrals_service_request on public.referrals (service_request_number) where service_request_number is not null;

-- What happened to it, in order: what the receiver said on their page, what went out by itself, what staff did.
create table public.referral_events (
  id uuid primary key default gen_random_uuid(),
  referral_id uuid not null references public.referrals (id) on delete cascade,
  kind text not null constraint referral_events_kind_known check (kind in
    ('sent', 'sent_again', 'reminded', 'escalated', 'acknowledged', 'asked', 'answered', 'accepted', 'declined', 'progress', 'outcome', 'reopened', 'withdrawn', 'note')),
  body text not null default '' constraint referral_events_body_length check (length(body) <= 5000),
  -- Who did it, where it was the receiver: a role, never kept where they gave none.
  receiver text constraint referral_events_receiver_length check (length(receiver) <= 200),
  staff_id uuid references public.staff (id) on delete set null,
  occurred_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index referral_events_referral on public.referral_events (referral_id, occurred_at);
create index referral_events_staff on public.referral_events (staff_id) where staff_id is not null;

-- The addresses that were sent. One that is over or was replaced opens nothing.
create table private.referral_links (
  id uuid primary key default gen_random_uuid(),
  referral_id uuid not null references public.referrals (id) on delete cascade,
  email text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
alter table private.referral_links enable row level security;
create index referral_links_referral on private.referral_links (referral_id);
-- Deliberately no policy and no grant: only functions touch it.

call private.protect('public.referrals');
call private.protect('public.referral_events');
call private.show('referrals', 'staff');
call private.show('referral_events', 'staff', 'referrals', 'referral_id');
-- Deliberately not granted: writes, on any of them.
comment on table public.referrals is 'Matters of residents handed to an organization, a department or 311, until their outcome.';
comment on table public.referral_events is 'What happened to a referral: sent, asked, accepted, declined, the outcome.';
