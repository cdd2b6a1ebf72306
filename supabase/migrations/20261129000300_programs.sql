-- Programs: what residents can get, from whom, where, when, in which language, and who can have it. A program is what Open Referral
-- HSDS 3 calls a service; the columns have its names. What the screener asks of is in columns too: a rule that a person can read.

create table public.needs (
  id uuid primary key default gen_random_uuid(),
  code text not null unique constraint needs_code_form check (code ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text not null constraint needs_name_filled check (btrim(name) <> '' and length(name) <= 120),
  -- The same in other languages: {"es": {"name": "…"}}.
  translations jsonb not null default '{}' constraint needs_translations_object check (jsonb_typeof(translations) = 'object' and length(translations::text) <= 20000),
  sort_order smallint not null default 0,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.programs (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  name text not null constraint programs_name_filled check (btrim(name) <> '' and length(name) <= 300),
  alternate_name text constraint programs_alternate_name_length check (length(alternate_name) <= 300),
  description text not null default '' constraint programs_description_length check (length(description) <= 20000),
  -- Name, description, how to apply, in other languages: {"es": {"name": "…", "description": "…", "application_process": "…"}}.
  translations jsonb not null default '{}' constraint programs_translations_object check (jsonb_typeof(translations) = 'object' and length(translations::text) <= 200000),
  url text constraint programs_url_form check (url ~ '^https?://[^\s]+$' and length(url) <= 1000),
  email text constraint programs_email_form check (email ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(email) <= 254),
  phone text constraint programs_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  status text not null default 'active' constraint programs_status_known check (status in ('active', 'inactive', 'defunct', 'temporarily closed')),
  application_process text not null default '' constraint programs_application_length check (length(application_process) <= 10000),
  fees_description text not null default '' constraint programs_fees_length check (length(fees_description) <= 2000),
  interpretation_services text not null default '' constraint programs_interpretation_length check (length(interpretation_services) <= 2000),
  eligibility_description text not null default '' constraint programs_eligibility_length check (length(eligibility_description) <= 10000),
  alert text not null default '' constraint programs_alert_length check (length(alert) <= 2000),
  -- ---- when one can apply: always, or between two days
  opens_on date,
  closes_on date,
  -- ---- who can have it; null or empty: anybody
  minimum_age smallint constraint programs_minimum_age_range check (minimum_age between 0 and 130),
  maximum_age smallint constraint programs_maximum_age_range check (maximum_age between 0 and 130),
  -- A share of the federal poverty level or of the area's median income, in percent.
  income_basis text constraint programs_income_basis_known check (income_basis in ('poverty', 'median')),
  income_percent smallint constraint programs_income_percent_range check (income_percent between 1 and 1000),
  tenure text constraint programs_tenure_known check (tenure in ('renter', 'owner')),
  minimum_household smallint constraint programs_minimum_household_range check (minimum_household between 1 and 30),
  is_for_veterans boolean not null default false,
  is_for_disabled boolean not null default false,
  -- What one gets at most.
  maximum_amount_cents bigint constraint programs_maximum_amount_range check (maximum_amount_cents between 0 and 10000000000000),
  -- ---- kept right
  review_by date,
  reviewed_on date,
  reviewed_by uuid references public.staff (id) on delete set null,
  owner_id uuid references public.staff (id) on delete set null,
  primary_section smallint not null default 4 references public.directives (section) on delete restrict,
  sections smallint[] not null default '{4}',
  hsds_id text constraint programs_hsds_id_once unique,
  hsds jsonb not null default '{}' constraint programs_hsds_object check (jsonb_typeof(hsds) = 'object'),
  search tsvector not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint programs_window_in_order check (closes_on >= opens_on),
  constraint programs_ages_in_order check (maximum_age >= minimum_age),
  constraint programs_income_whole check ((income_basis is null) = (income_percent is null)),
  constraint programs_primary_among_sections check (primary_section = any (sections))
);
create index programs_organization on public.programs (organization_id, name);
create index programs_name on public.programs (name, id);
create index programs_search on public.programs using gin (search) with (fastupdate = off);
-- "What closes soon?", "What was not looked at for long?"
create index programs_closes on public.programs (closes_on, id) where closes_on is not null;
create index programs_review on public.programs (review_by, id) where review_by is not null;
create index programs_reviewed_by on public.programs (reviewed_by) where reviewed_by is not null;
create index programs_owner on public.programs (owner_id) where owner_id is not null;

create table public.program_needs (
  id uuid primary key default gen_random_uuid(),
  program_id uuid not null references public.programs (id) on delete cascade,
  need_id uuid not null references public.needs (id) on delete cascade,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint program_needs_once unique (program_id, need_id)
);
create index program_needs_need on public.program_needs (need_id);
create table public.program_languages (
  id uuid primary key default gen_random_uuid(),
  program_id uuid not null references public.programs (id) on delete cascade,
  language text not null references public.languages (code) on update cascade on delete cascade,
  note text not null default '' constraint program_languages_note_length check (length(note) <= 300),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint program_languages_once unique (program_id, language)
);
create index program_languages_language on public.program_languages (language);
-- Only for who lives there; none: the whole city.
create table public.program_districts (
  id uuid primary key default gen_random_uuid(),
  program_id uuid not null references public.programs (id) on delete cascade,
  district_id uuid not null references public.districts (id) on delete cascade,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint program_districts_once unique (program_id, district_id)
);
create index program_districts_district on public.program_districts (district_id);

-- Where an organization is and a program is given.
create table public.locations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null default '' constraint locations_name_length check (length(name) <= 300),
  location_type text not null default 'physical' constraint locations_type_known check (location_type in ('physical', 'postal', 'virtual')),
  address_1 text not null default '' constraint locations_address_1_length check (length(address_1) <= 300),
  address_2 text not null default '' constraint locations_address_2_length check (length(address_2) <= 300),
  city text not null default '' constraint locations_city_length check (length(city) <= 120),
  state_province text not null default '' constraint locations_state_length check (length(state_province) <= 60),
  postal_code text not null default '' constraint locations_postal_length check (length(postal_code) <= 20),
  country text not null default 'US' constraint locations_country_form check (country ~ '^[A-Z]{2}$'),
  latitude double precision constraint locations_latitude_range check (latitude between -90 and 90),
  longitude double precision constraint locations_longitude_range check (longitude between -180 and 180),
  transportation text not null default '' constraint locations_transportation_length check (length(transportation) <= 2000),
  accessibility text not null default '' constraint locations_accessibility_length check (length(accessibility) <= 2000),
  url text constraint locations_url_form check (url ~ '^https?://[^\s]+$' and length(url) <= 1000),
  district_id uuid references public.districts (id) on delete set null,
  neighborhood_id uuid references public.neighborhoods (id) on delete set null,
  hsds_id text constraint locations_hsds_id_once unique,
  hsds jsonb not null default '{}' constraint locations_hsds_object check (jsonb_typeof(hsds) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint locations_coordinates_whole check ((latitude is null) = (longitude is null))
);
create index locations_organization on public.locations (organization_id, name);
create index locations_district on public.locations (district_id) where district_id is not null;
create index locations_neighborhood on public.locations (neighborhood_id) where neighborhood_id is not null;
-- HSDS: service_at_location.
create table public.program_locations (
  id uuid primary key default gen_random_uuid(),
  program_id uuid not null references public.programs (id) on delete cascade,
  location_id uuid not null references public.locations (id) on delete cascade,
  description text not null default '' constraint program_locations_description_length check (length(description) <= 2000),
  hsds_id text constraint program_locations_hsds_id_once unique,
  hsds jsonb not null default '{}' constraint program_locations_hsds_object check (jsonb_typeof(hsds) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint program_locations_once unique (program_id, location_id)
);
create index program_locations_location on public.program_locations (location_id);
-- When: the recurrence of RFC 5545, in the columns of HSDS.
create table public.schedules (
  id uuid primary key default gen_random_uuid(),
  program_id uuid references public.programs (id) on delete cascade,
  location_id uuid references public.locations (id) on delete cascade,
  program_location_id uuid references public.program_locations (id) on delete cascade,
  valid_from date,
  valid_to date,
  freq text constraint schedules_freq_known check (freq in ('WEEKLY', 'MONTHLY')),
  interval smallint constraint schedules_interval_range check (interval between 1 and 52),
  byday text constraint schedules_byday_length check (length(byday) <= 120),
  bymonthday text constraint schedules_bymonthday_length check (length(bymonthday) <= 120),
  opens_at time,
  closes_at time,
  description text not null default '' constraint schedules_description_length check (length(description) <= 1000),
  hsds_id text constraint schedules_hsds_id_once unique,
  hsds jsonb not null default '{}' constraint schedules_hsds_object check (jsonb_typeof(hsds) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint schedules_one_owner check (num_nonnulls(program_id, location_id, program_location_id) = 1)
);
create index schedules_program on public.schedules (program_id) where program_id is not null;
create index schedules_location on public.schedules (location_id) where location_id is not null;
create index schedules_program_location on public.schedules (program_location_id) where program_location_id is not null;
-- HSDS: cost_option, required_document.
create table public.program_costs (
  id uuid primary key default gen_random_uuid(),
  program_id uuid not null references public.programs (id) on delete cascade,
  option text not null default '' constraint program_costs_option_length check (length(option) <= 300),
  amount_cents bigint constraint program_costs_amount_range check (amount_cents between 0 and 10000000000000),
  amount_description text not null default '' constraint program_costs_description_length check (length(amount_description) <= 1000),
  hsds_id text constraint program_costs_hsds_id_once unique,
  hsds jsonb not null default '{}' constraint program_costs_hsds_object check (jsonb_typeof(hsds) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index program_costs_program on public.program_costs (program_id);
create table public.program_documents (
  id uuid primary key default gen_random_uuid(),
  program_id uuid not null references public.programs (id) on delete cascade,
  document text not null constraint program_documents_document_filled check (btrim(document) <> '' and length(document) <= 300),
  uri text constraint program_documents_uri_length check (length(uri) <= 1000),
  sort_order smallint not null default 0,
  hsds_id text constraint program_documents_hsds_id_once unique,
  hsds jsonb not null default '{}' constraint program_documents_hsds_object check (jsonb_typeof(hsds) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index program_documents_program on public.program_documents (program_id, sort_order);
-- Who pays for it: of a program, or of an organization as a whole. Section 5 counts services by these levels.
create table public.fundings (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid references public.organizations (id) on delete cascade,
  program_id uuid references public.programs (id) on delete cascade,
  source text not null constraint fundings_source_filled check (btrim(source) <> '' and length(source) <= 300),
  level text not null default 'unknown' constraint fundings_level_known check (level in ('federal', 'state', 'local', 'private', 'unknown')),
  award_id uuid references public.awards (id) on delete set null,
  hsds_id text constraint fundings_hsds_id_once unique,
  hsds jsonb not null default '{}' constraint fundings_hsds_object check (jsonb_typeof(hsds) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fundings_one_owner check (num_nonnulls(organization_id, program_id) = 1)
);
create index fundings_organization on public.fundings (organization_id) where organization_id is not null;
create index fundings_program on public.fundings (program_id) where program_id is not null;
create index fundings_award on public.fundings (award_id) where award_id is not null;

-- A resident was helped to apply. What came of it, and how much, is written down when it is known.
create table public.applications (
  id uuid primary key default gen_random_uuid(),
  program_id uuid not null references public.programs (id) on delete restrict,
  resident_id uuid references public.residents (id) on delete set null,
  inquiry_id uuid references public.inquiries (id) on delete set null,
  event_id uuid references public.events (id) on delete set null,
  language text not null default 'en' references public.languages (code) on update cascade on delete restrict,
  district_id uuid references public.districts (id) on delete set null,
  status text not null default 'started' constraint applications_status_known check (status in ('started', 'submitted', 'waitlisted', 'approved', 'denied', 'withdrawn')),
  assisted_by uuid references public.staff (id) on delete set null,
  started_on date not null,
  submitted_on date,
  decided_on date,
  amount_cents bigint constraint applications_amount_range check (amount_cents between 0 and 10000000000000),
  note text not null default '' constraint applications_note_length check (length(note) <= 2000),
  primary_section smallint not null default 4 references public.directives (section) on delete restrict,
  sections smallint[] not null default '{4}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint applications_days_in_order check (submitted_on >= started_on and decided_on >= started_on),
  constraint applications_decided_whole check ((status in ('approved', 'denied')) = (decided_on is not null)),
  constraint applications_amount_of_approved check (amount_cents is null or status = 'approved'),
  constraint applications_primary_among_sections check (primary_section = any (sections))
);
create index applications_program on public.applications (program_id, started_on);
create index applications_started on public.applications (started_on, id);
create index applications_decided on public.applications (decided_on, id) where decided_on is not null;
create index applications_open on public.applications (started_on, id) where status in ('started', 'submitted', 'waitlisted');
create index applications_resident on public.applications (resident_id) where resident_id is not null;
create index applications_inquiry on public.applications (inquiry_id) where inquiry_id is not null;
create index applications_event on public.applications (event_id) where event_id is not null;
create index applications_district on public.applications (district_id) where district_id is not null;
create index applications_assisted_by on public.applications (assisted_by) where assisted_by is not null;

-- Answers to the screener, kept only where the resident agreed.
create table public.screenings (
  id uuid primary key default gen_random_uuid(),
  resident_id uuid references public.residents (id) on delete cascade,
  inquiry_id uuid references public.inquiries (id) on delete cascade,
  language text not null default 'en' references public.languages (code) on update cascade on delete restrict,
  answers jsonb not null constraint screenings_answers_object check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 20000),
  -- The programs in their order, each with its reasons, as they were shown.
  results jsonb not null default '[]' constraint screenings_results_array check (jsonb_typeof(results) = 'array' and length(results::text) <= 500000),
  consent_how text not null constraint screenings_consent_known check (consent_how in ('spoken', 'written')),
  screened_at timestamptz not null default now(),
  screened_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index screenings_resident on public.screenings (resident_id, screened_at) where resident_id is not null;
create index screenings_inquiry on public.screenings (inquiry_id, screened_at) where inquiry_id is not null;
create index screenings_by on public.screenings (screened_by) where screened_by is not null;

call private.protect('public.needs');
call private.protect('public.programs');
call private.protect('public.program_needs');
call private.protect('public.program_languages');
call private.protect('public.program_districts');
call private.protect('public.locations');
call private.protect('public.program_locations');
call private.protect('public.schedules');
call private.protect('public.program_costs');
call private.protect('public.program_documents');
call private.protect('public.fundings');
call private.protect('public.applications');
call private.protect('public.screenings');
call private.show('needs', 'admin');
call private.show('programs', 'coordinator');
call private.show('program_needs', 'coordinator', 'programs', 'program_id');
call private.show('program_languages', 'coordinator', 'programs', 'program_id');
call private.show('program_districts', 'coordinator', 'programs', 'program_id');
call private.show('locations', 'coordinator', 'organizations', 'organization_id');
call private.show('program_locations', 'coordinator', 'programs', 'program_id');
call private.show('schedules', 'coordinator', 'programs', 'program_id');
call private.show('program_costs', 'coordinator', 'programs', 'program_id');
call private.show('program_documents', 'coordinator', 'programs', 'program_id');
call private.show('fundings', 'coordinator', 'programs', 'program_id');
call private.show('applications', 'staff', 'programs', 'program_id');
call private.show('screenings', 'staff', 'inquiries', 'inquiry_id');
-- Deliberately not granted: writes, on any of them.
comment on table public.needs is 'What residents need: rent, food, repairs. Programs are found by these.';
comment on table public.programs is 'What residents can get, from whom, when and for whom (HSDS: service).';
comment on table public.program_needs is 'Needs that a program answers.';
comment on table public.program_languages is 'Languages in which a program is given.';
comment on table public.program_districts is 'Districts to which a program is limited.';
comment on table public.locations is 'Where organizations are and programs are given.';
comment on table public.program_locations is 'A program at a location (HSDS: service_at_location).';
comment on table public.schedules is 'When a program is given or a location is open.';
comment on table public.program_costs is 'What a program costs a resident (HSDS: cost_option).';
comment on table public.program_documents is 'Papers that one needs to apply (HSDS: required_document).';
comment on table public.fundings is 'Who pays for a program or an organization.';
comment on table public.applications is 'Applications of residents with which the office helped, and what came of them.';
comment on table public.screenings is 'Answers to the screener that residents agreed to have kept.';
