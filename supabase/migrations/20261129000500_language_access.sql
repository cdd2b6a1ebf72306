-- Language access: each time that somebody was helped in another language than English, how, by whom, and whether they got what they
-- asked for. Interpreters' invoices are matched to these; written translations are asked for, counted in words and read by a second person.

create table public.staff_languages (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references public.staff (id) on delete cascade,
  language text not null references public.languages (code) on update cascade on delete cascade,
  skill text not null default 'spoken' constraint staff_languages_skill_known check (skill in ('spoken', 'written', 'both')),
  level text not null default 'working' constraint staff_languages_level_known check (level in ('basic', 'working', 'fluent', 'native')),
  -- Tested, by whom and until when: that is what makes a person on the staff "qualified".
  tested_on date,
  tested_by text constraint staff_languages_tested_by_length check (length(tested_by) <= 200),
  valid_until date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint staff_languages_once unique (staff_id, language)
);
create index staff_languages_language on public.staff_languages (language);

create table public.language_encounters (
  id uuid primary key default gen_random_uuid(),
  occurred_at timestamptz not null default now(),
  staff_id uuid references public.staff (id) on delete set null,
  -- What it was for; the least that is needed.
  inquiry_id uuid references public.inquiries (id) on delete set null,
  event_id uuid references public.events (id) on delete set null,
  referral_id uuid references public.referrals (id) on delete set null,
  resident_id uuid references public.residents (id) on delete set null,
  district_id uuid references public.districts (id) on delete set null,
  language text not null references public.languages (code) on update cascade on delete restrict,
  dialect text constraint language_encounters_dialect_length check (length(dialect) <= 120),
  identified_by text not null default 'self' constraint language_encounters_identified_known check (identified_by in ('self', 'card', 'interpreter', 'guess', 'record')),
  mode text not null constraint language_encounters_mode_known check (mode in ('phone', 'video', 'in_person', 'bilingual_staff', 'translation', 'sign')),
  -- Who interpreted: a vendor, one of the staff, or the city's own language office.
  vendor_id uuid references public.organizations (id) on delete set null,
  interpreter_staff_id uuid references public.staff (id) on delete set null,
  interpreter_number text constraint language_encounters_interpreter_length check (length(interpreter_number) <= 60),
  confirmation_number text constraint language_encounters_confirmation_length check (length(confirmation_number) <= 60),
  wait_seconds integer constraint language_encounters_wait_range check (wait_seconds between 0 and 86400),
  duration_minutes integer constraint language_encounters_duration_range check (duration_minutes between 0 and 1440),
  cost_cents bigint constraint language_encounters_cost_range check (cost_cents between 0 and 100000000),
  qualification text not null default 'none' constraint language_encounters_qualification_known check (qualification in ('vendor_certified', 'staff_tested', 'none')),
  used_family boolean not null default false,
  used_minor boolean not null default false,
  -- What they asked for, and whether they got it.
  asked_for text not null default '' constraint language_encounters_asked_length check (length(asked_for) <= 1000),
  outcome text not null default 'served' constraint language_encounters_outcome_known check (outcome in ('served', 'partial', 'declined', 'failed')),
  unmet_reason text constraint language_encounters_unmet_known check (unmet_reason in ('no_interpreter', 'wait_too_long', 'dropped', 'wrong_language', 'quality', 'resident_left', 'not_translated', 'other')),
  unmet_note text constraint language_encounters_unmet_note_length check (length(unmet_note) <= 1000),
  follow_up_on date,
  followed_up_at timestamptz,
  -- A written translation.
  words integer constraint language_encounters_words_range check (words between 0 and 10000000),
  is_vital boolean not null default false,
  -- A call to try whether it works: kept apart, counted nowhere else.
  is_test boolean not null default false,
  primary_section smallint not null default 6 references public.directives (section) on delete restrict,
  sections smallint[] not null default '{6}',
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint language_encounters_one_record check (num_nonnulls(inquiry_id, event_id, referral_id) <= 1),
  constraint language_encounters_minor_is_family check (not used_minor or used_family),
  constraint language_encounters_unmet_has_reason check (outcome = 'served' or unmet_reason is not null),
  constraint language_encounters_primary_among_sections check (primary_section = any (sections))
);
create index language_encounters_occurred on public.language_encounters (occurred_at, id);
create index language_encounters_language on public.language_encounters (language, occurred_at, id);
create index language_encounters_inquiry on public.language_encounters (inquiry_id, occurred_at) where inquiry_id is not null;
create index language_encounters_event on public.language_encounters (event_id, occurred_at) where event_id is not null;
create index language_encounters_referral on public.language_encounters (referral_id, occurred_at) where referral_id is not null;
create index language_encounters_resident on public.language_encounters (resident_id) where resident_id is not null;
create index language_encounters_vendor on public.language_encounters (vendor_id, occurred_at) where vendor_id is not null;
create index language_encounters_staff on public.language_encounters (staff_id) where staff_id is not null;
create index language_encounters_interpreter on public.language_encounters (interpreter_staff_id) where interpreter_staff_id is not null;
create index language_encounters_district on public.language_encounters (district_id) where district_id is not null;
create index language_encounters_created_by on public.language_encounters (created_by) where created_by is not null;
create index language_encounters_follow_up on public.language_encounters (follow_up_on, id) where follow_up_on is not null and followed_up_at is null;

create table public.interpreter_invoices (
  id uuid primary key default gen_random_uuid(),
  vendor_id uuid not null references public.organizations (id) on delete restrict,
  invoice_number text not null constraint interpreter_invoices_number_filled check (btrim(invoice_number) <> '' and length(invoice_number) <= 60),
  invoiced_on date,
  file_name text constraint interpreter_invoices_file_length check (length(file_name) <= 300),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint interpreter_invoices_once unique (vendor_id, invoice_number)
);
create table public.interpreter_invoice_lines (
  id uuid primary key default gen_random_uuid(),
  invoice_id uuid not null references public.interpreter_invoices (id) on delete cascade,
  line_number integer not null,
  occurred_at timestamptz not null,
  language text references public.languages (code) on update cascade on delete restrict,
  -- As it stands in the file.
  language_text text not null default '' constraint interpreter_invoice_lines_language_length check (length(language_text) <= 120),
  interpreter_number text constraint interpreter_invoice_lines_interpreter_length check (length(interpreter_number) <= 60),
  confirmation_number text constraint interpreter_invoice_lines_confirmation_length check (length(confirmation_number) <= 60),
  minutes numeric(8, 2) not null constraint interpreter_invoice_lines_minutes_range check (minutes between 0 and 1440),
  rate_cents bigint constraint interpreter_invoice_lines_rate_range check (rate_cents between 0 and 1000000),
  cost_cents bigint not null constraint interpreter_invoice_lines_cost_range check (cost_cents between 0 and 100000000),
  access_code text constraint interpreter_invoice_lines_access_length check (length(access_code) <= 60),
  encounter_id uuid references public.language_encounters (id) on delete set null,
  -- Not ours, or to be asked about: why there will be none.
  unmatched_note text constraint interpreter_invoice_lines_unmatched_length check (length(unmatched_note) <= 500),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint interpreter_invoice_lines_once unique (invoice_id, line_number)
);
create unique index interpreter_invoice_lines_encounter on public.interpreter_invoice_lines (encounter_id) where encounter_id is not null;
create index interpreter_invoice_lines_unmatched on public.interpreter_invoice_lines (occurred_at, id) where encounter_id is null and unmatched_note is null;

create table public.translation_requests (
  id uuid primary key default gen_random_uuid(),
  title text not null constraint translation_requests_title_filled check (btrim(title) <> '' and length(title) <= 300),
  language text not null references public.languages (code) on update cascade on delete restrict,
  status text not null default 'requested' constraint translation_requests_status_known check (status in ('requested', 'translating', 'in_review', 'done', 'cancelled')),
  source_words integer constraint translation_requests_words_range check (source_words between 0 and 10000000),
  is_vital boolean not null default false,
  inquiry_id uuid references public.inquiries (id) on delete set null,
  event_id uuid references public.events (id) on delete set null,
  program_id uuid references public.programs (id) on delete set null,
  requested_by uuid references public.staff (id) on delete set null,
  translator_staff_id uuid references public.staff (id) on delete set null,
  vendor_id uuid references public.organizations (id) on delete set null,
  -- Somebody else than who translated it.
  reviewer_id uuid references public.staff (id) on delete set null,
  due_on date,
  done_on date,
  cost_cents bigint constraint translation_requests_cost_range check (cost_cents between 0 and 1000000000),
  note text not null default '' constraint translation_requests_note_length check (length(note) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint translation_requests_done_whole check ((status = 'done') = (done_on is not null))
);
create index translation_requests_open on public.translation_requests ((coalesce(due_on, 'infinity'::date)), id) where status in ('requested', 'translating', 'in_review');
create index translation_requests_done on public.translation_requests (done_on, id) where done_on is not null;
create index translation_requests_inquiry on public.translation_requests (inquiry_id) where inquiry_id is not null;
create index translation_requests_event on public.translation_requests (event_id) where event_id is not null;
create index translation_requests_program on public.translation_requests (program_id) where program_id is not null;
create index translation_requests_requested_by on public.translation_requests (requested_by) where requested_by is not null;
create index translation_requests_translator on public.translation_requests (translator_staff_id) where translator_staff_id is not null;
create index translation_requests_vendor on public.translation_requests (vendor_id) where vendor_id is not null;
create index translation_requests_reviewer on public.translation_requests (reviewer_id) where reviewer_id is not null;
create table public.translation_versions (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references public.translation_requests (id) on delete cascade,
  number smallint not null,
  body text not null constraint translation_versions_body_length check (length(body) <= 200000),
  words integer not null default 0,
  -- What the reader found.
  review text constraint translation_versions_review_known check (review in ('approved', 'changes')),
  review_note text constraint translation_versions_review_note_length check (length(review_note) <= 5000),
  written_by uuid references public.staff (id) on delete set null,
  reviewed_by uuid references public.staff (id) on delete set null,
  reviewed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint translation_versions_once unique (request_id, number)
);
create index translation_versions_written_by on public.translation_versions (written_by) where written_by is not null;
create index translation_versions_reviewed_by on public.translation_versions (reviewed_by) where reviewed_by is not null;

-- What the office calls help that counts as the ordinance means it, and which help it is.
alter table public.settings
  add column qualified_label text not null default 'Qualified' constraint settings_qualified_label_filled check (btrim(qualified_label) <> '' and length(qualified_label) <= 60),
  add column qualified_meaning text not null default 'The interpreter was certified by the vendor, or is staff whose skill was tested.' constraint settings_qualified_meaning_length check (length(qualified_meaning) <= 1000),
  add column qualified_kinds text[] not null default '{vendor_certified,staff_tested}' constraint settings_qualified_kinds_known check (qualified_kinds <@ '{vendor_certified,staff_tested}'::text[]);

call private.protect('public.staff_languages');
call private.protect('public.language_encounters');
call private.protect('public.interpreter_invoices');
call private.protect('public.interpreter_invoice_lines');
call private.protect('public.translation_requests');
call private.protect('public.translation_versions');
call private.show('staff_languages', 'coordinator', 'staff', 'staff_id');
call private.show('language_encounters', 'staff');
call private.show('interpreter_invoices', 'coordinator');
call private.show('interpreter_invoice_lines', 'coordinator', 'interpreter_invoices', 'invoice_id');
call private.show('translation_requests', 'staff');
call private.show('translation_versions', 'staff', 'translation_requests', 'request_id');
-- Deliberately not granted: writes, on any of them.
comment on table public.staff_languages is 'Languages that people of the office speak or write, and whether that was tested.';
comment on table public.language_encounters is 'Each time that somebody was helped in another language, how, and whether they got what they asked for.';
comment on table public.interpreter_invoices is 'Invoices of interpreters.';
comment on table public.interpreter_invoice_lines is 'Calls on an invoice, matched to encounters.';
comment on table public.translation_requests is 'Written translations that were asked for.';
comment on table public.translation_versions is 'Drafts of a translation, and what their reader said.';
