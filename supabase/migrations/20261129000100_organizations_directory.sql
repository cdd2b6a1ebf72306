-- The directory of organizations: departments with their work groups, community organizations, agencies, neighborhood groups and
-- council offices; whom to ask there, what they speak, what is agreed, who pays. Names are those of Open Referral HSDS 3 where it
-- has one. What a file of another directory says beyond them is kept in `hsds`, so that it goes out again as it came in.

alter table public.organizations
  add column alternate_name text constraint organizations_alternate_name_length check (length(alternate_name) <= 160),
  add column description text not null default '' constraint organizations_description_length check (length(description) <= 10000),
  add column email text constraint organizations_email_form check (email ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(email) <= 254),
  add column phone text constraint organizations_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  add column website text constraint organizations_website_form check (website ~ '^https?://[^\s]+$' and length(website) <= 1000),
  add column address text constraint organizations_address_length check (length(address) <= 500),
  add column latitude double precision constraint organizations_latitude_range check (latitude between -90 and 90),
  add column longitude double precision constraint organizations_longitude_range check (longitude between -180 and 180),
  add column district_id uuid references public.districts (id) on delete set null,
  add column neighborhood text constraint organizations_neighborhood_length check (length(neighborhood) <= 200),
  add column parent_id uuid references public.organizations (id) on delete set null,
  add column legal_status text constraint organizations_legal_status_length check (length(legal_status) <= 120),
  -- A body under 501(c): the people there are protected (RSMo 105.1500).
  add column is_nonprofit boolean not null default false,
  add column is_interpreter_vendor boolean not null default false,
  -- The city's office that coordinates language access: what it does is shared work, told apart in the report.
  add column is_language_office boolean not null default false,
  -- Where a city's 311 is: what is handed to it goes through its official channel.
  add column is_311 boolean not null default false,
  -- ---- referrals: where they go, and who is told when nobody answers
  add column takes_referrals boolean not null default false,
  add column referral_email text constraint organizations_referral_email_form check (referral_email ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(referral_email) <= 254),
  add column escalation_staff_id uuid references public.staff (id) on delete set null,
  add column relationship_staff_id uuid references public.staff (id) on delete set null,
  -- What letters to it are written in, and the page that they open: of the languages that the office's letters have words in.
  add column letter_language text not null default 'en' constraint organizations_letter_language_known check (letter_language in ('en', 'es')),
  add column hsds_id text constraint organizations_hsds_id_once unique,
  add column hsds jsonb not null default '{}' constraint organizations_hsds_object check (jsonb_typeof(hsds) = 'object'),
  add constraint organizations_coordinates_whole check ((latitude is null) = (longitude is null)),
  add constraint organizations_not_own_parent check (parent_id <> id);
create index organizations_parent on public.organizations (parent_id) where parent_id is not null;
create index organizations_district on public.organizations (district_id) where district_id is not null;
create index organizations_escalation on public.organizations (escalation_staff_id) where escalation_staff_id is not null;
create index organizations_relationship on public.organizations (relationship_staff_id) where relationship_staff_id is not null;
-- "The directory, by name."
create index organizations_name on public.organizations (name, id);

-- Parts of a department that do the work, by the names under which the city's 311 feed knows them.
create table public.work_groups (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null constraint work_groups_name_filled check (btrim(name) <> '' and length(name) <= 160),
  -- As the feed writes it: "NHS Preservation".
  feed_name text constraint work_groups_feed_name_once unique constraint work_groups_feed_name_length check (length(feed_name) <= 160),
  email text constraint work_groups_email_form check (email ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(email) <= 254),
  phone text constraint work_groups_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint work_groups_name_once unique (organization_id, name)
);

-- Whom to ask. At a nonprofit: a role and how to reach it at work, never a name (RSMo 105.1500); the rule is in the function that saves.
create table public.organization_contacts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  role text not null constraint organization_contacts_role_filled check (btrim(role) <> '' and length(role) <= 160),
  name text constraint organization_contacts_name_length check (btrim(name) <> '' and length(name) <= 200),
  email text constraint organization_contacts_email_form check (email ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(email) <= 254),
  phone text constraint organization_contacts_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  -- Why it is kept.
  purpose text not null default '' constraint organization_contacts_purpose_length check (length(purpose) <= 500),
  -- Left out of reports, public exports and mailings.
  is_protected boolean not null default false,
  is_active boolean not null default true,
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint organization_contacts_protected_without_name check (not is_protected or name is null)
);
create index organization_contacts_organization on public.organization_contacts (organization_id, sort_order);

create table public.organization_languages (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  language text not null references public.languages (code) on update cascade on delete cascade,
  note text not null default '' constraint organization_languages_note_length check (length(note) <= 300),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint organization_languages_once unique (organization_id, language)
);
create index organization_languages_language on public.organization_languages (language);

-- What is agreed, and until when. The paper itself is among the organization's files.
create table public.organization_agreements (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  kind text not null constraint organization_agreements_kind_known check (kind in ('mou', 'insurance', 'data_sharing', 'contract', 'license', 'other')),
  title text not null constraint organization_agreements_title_filled check (btrim(title) <> '' and length(title) <= 300),
  starts_on date,
  -- The last day on which it holds.
  ends_on date,
  owner_id uuid references public.staff (id) on delete set null,
  attachment_id uuid references public.attachments (id) on delete set null,
  note text not null default '' constraint organization_agreements_note_length check (length(note) <= 2000),
  ended_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint organization_agreements_in_order check (ends_on >= starts_on)
);
create index organization_agreements_organization on public.organization_agreements (organization_id, ends_on);
-- "What runs out?"
create index organization_agreements_ends on public.organization_agreements (ends_on, id) where ends_on is not null and ended_on is null;
create index organization_agreements_owner on public.organization_agreements (owner_id) where owner_id is not null;
create index organization_agreements_attachment on public.organization_agreements (attachment_id) where attachment_id is not null;

-- What was said with them: calls, visits, meetings.
create table public.organization_notes (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  kind text not null constraint organization_notes_kind_known check (kind in ('note', 'call', 'email', 'visit', 'meeting')),
  body text not null constraint organization_notes_body_filled check (btrim(body) <> '' and length(body) <= 20000),
  occurred_at timestamptz not null default now(),
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index organization_notes_organization on public.organization_notes (organization_id, occurred_at desc);
create index organization_notes_created_by on public.organization_notes (created_by) where created_by is not null;

-- What is promised to whom refers somebody, by topic or for all: how soon it is accepted, how soon there is an outcome.
create table public.service_standards (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  -- Null: every topic that has none of its own.
  topic_id uuid references public.topics (id) on delete cascade,
  -- Minutes of work of that organization.
  accept_minutes integer not null constraint service_standards_accept_range check (accept_minutes between 15 and 60000),
  outcome_minutes integer not null constraint service_standards_outcome_range check (outcome_minutes between 15 and 600000),
  agreed_on date,
  note text not null default '' constraint service_standards_note_length check (length(note) <= 1000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint service_standards_once unique nulls not distinct (organization_id, topic_id),
  constraint service_standards_in_order check (outcome_minutes >= accept_minutes)
);
create index service_standards_topic on public.service_standards (topic_id) where topic_id is not null;

call private.protect('public.work_groups');
call private.protect('public.organization_contacts');
call private.protect('public.organization_languages');
call private.protect('public.organization_agreements');
call private.protect('public.organization_notes');
call private.protect('public.service_standards');
call private.show('work_groups', 'coordinator', 'organizations', 'organization_id');
call private.show('organization_contacts', 'coordinator', 'organizations', 'organization_id');
call private.show('organization_languages', 'coordinator', 'organizations', 'organization_id');
call private.show('organization_agreements', 'coordinator', 'organizations', 'organization_id');
call private.show('organization_notes', 'staff', 'organizations', 'organization_id');
call private.show('service_standards', 'coordinator', 'organizations', 'organization_id');
-- Deliberately not granted: writes, on any of them.
comment on table public.work_groups is 'Parts of a department that do the work.';
comment on table public.organization_contacts is 'Whom to ask at an organization; at a nonprofit by role alone.';
comment on table public.organization_languages is 'Languages spoken at an organization.';
comment on table public.organization_agreements is 'Agreements with an organization: MOU, insurance, contracts, and until when they hold.';
comment on table public.organization_notes is 'Notes, calls, visits and meetings with an organization.';
comment on table public.service_standards is 'How soon an organization accepts a referral and tells its outcome.';
