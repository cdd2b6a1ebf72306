import type { Role } from '../support/databases.ts';

/**
 * Who may do what, in one place. Each entry names the lowest role that may: everybody above may too. `signed_in` is
 * whoever has an account, a member of the office or not; `nobody` is no person at all: the program alone, with its secret
 * key. What is in the database and not here fails the test, and so does what is here and not in the database. Nobody who
 * is not signed in reads or calls anything.
 */
export type Lowest = 'signed_in' | Role | 'nobody';
export type Verbs = { select: Lowest; insert: Lowest; update: Lowest; delete: Lowest };

/** Tables and views. */
export const tables: Record<string, Verbs> = {
  attachment_downloads: { select: 'manager', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  attachments: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  change_sets: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  changes: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  checklist_items: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  checklists: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  directives: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  district_populations: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  districts: { select: 'viewer', insert: 'admin', update: 'admin', delete: 'nobody' },
  // One’s own only, and for administrators everybody’s.
  calendar_feeds: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  // Outreach: written by functions alone, each of which asks who it is.
  attendances: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  deliveries: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_answers: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_costs: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_follow_ups: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_issues: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_letters: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_languages: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_legislation: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_organizations: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_series: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_staff: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_supplies: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_tallies: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_templates: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  event_topics: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  events: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  registration_deliveries: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  registrations: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  holiday_rules: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  holidays: { select: 'viewer', insert: 'admin', update: 'admin', delete: 'nobody' },
  imports: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  inquiries: { select: 'viewer', insert: 'staff', update: 'staff', delete: 'nobody' },
  // Staff correct their own notes; the row that is tried here is nobody's.
  interactions: { select: 'viewer', insert: 'staff', update: 'manager', delete: 'nobody' },
  languages: { select: 'viewer', insert: 'admin', update: 'admin', delete: 'nobody' },
  legislation: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  organizations: { select: 'viewer', insert: 'admin', update: 'admin', delete: 'nobody' },
  // One’s own only; triggers make them, read_notifications marks them.
  notifications: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  // One’s own row only; save_preferences writes it.
  preferences: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  reports: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  resident_addresses: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  resident_emails: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  resident_phones: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  residents: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  retention_rules: { select: 'viewer', insert: 'nobody', update: 'admin', delete: 'nobody' },
  settings: { select: 'viewer', insert: 'nobody', update: 'admin', delete: 'nobody' },
  // One of the team’s is tried here; everybody keeps their own, see views.test.ts.
  saved_views: { select: 'viewer', insert: 'coordinator', update: 'coordinator', delete: 'nobody' },
  staff: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  topics: { select: 'viewer', insert: 'manager', update: 'manager', delete: 'nobody' },
  // A task of nobody in particular, as the one that is tried here, is everybody's who may write.
  tasks: { select: 'viewer', insert: 'staff', update: 'staff', delete: 'nobody' },
};

/** Tables that even the secret key only reads. */
export const readOnlyForService = ['change_sets', 'changes'];

/**
 * A row for each table that a new office has none in: what may be read is only found out where there is something to read.
 * SQL of the owner, run once before the walk, in this order.
 */
export const rows: string[] = [
  `insert into residents (id, name) values ('10000000-0000-4000-8000-000000000001', 'Rosa Peña')`,
  `insert into resident_phones (resident_id, number) values ('10000000-0000-4000-8000-000000000001', '+18165550142')`,
  `insert into resident_emails (resident_id, address) values ('10000000-0000-4000-8000-000000000001', 'rosa@example.org')`,
  `insert into resident_addresses (resident_id, lines) values ('10000000-0000-4000-8000-000000000001', '414 E 12th St')`,
  `insert into attachments (id, resident_id, name, media_type, bytes, sha256, path) values ('10000000-0000-4000-8000-000000000002',
     '10000000-0000-4000-8000-000000000001', 'letter.pdf', 'application/pdf', 1, repeat('a', 64), 'files/2026/' || gen_random_uuid())`,
  `insert into attachment_downloads (attachment_id, purpose) values ('10000000-0000-4000-8000-000000000002', 'download')`,
  `with c as (insert into checklists (name) values ('First visit') returning id)
   insert into checklist_items (checklist_id, title, sort_order) select id, 'Greet', 1 from c`,
  `insert into tasks (title) values ('For whoever has time')`,
  `insert into event_series (id, title, rule, starts_local, time_zone, duration_minutes) values ('10000000-0000-4000-8000-000000000003', 'Clinic',
     'FREQ=WEEKLY;COUNT=3', '2026-03-03 18:00', 'America/Chicago', 90)`,
  `insert into events (id, title, kind, starts_at, ends_at) values ('10000000-0000-4000-8000-000000000004', 'Clinic', 'clinic', '2026-03-03 18:00-06', '2026-03-03 19:30-06')`,
  `insert into event_staff (event_id, staff_id) select '10000000-0000-4000-8000-000000000004', id from staff limit 1`,
  `insert into event_organizations (event_id, organization_id) select '10000000-0000-4000-8000-000000000004', id from organizations limit 1`,
  `insert into event_languages (event_id, language) values ('10000000-0000-4000-8000-000000000004', 'es')`,
  `insert into event_topics (event_id, topic_id) select '10000000-0000-4000-8000-000000000004', id from topics limit 1`,
  `insert into event_legislation (event_id, legislation_id) select '10000000-0000-4000-8000-000000000004', id from legislation limit 1`,
  `insert into event_supplies (event_id, item) values ('10000000-0000-4000-8000-000000000004', 'Table')`,
  `insert into event_costs (event_id, label) values ('10000000-0000-4000-8000-000000000004', 'Room')`,
  `insert into event_templates (name, content) values ('Clinic', '{"title": "Clinic", "kind": "clinic", "duration_minutes": 90}')`,
  `insert into registrations (id, event_id, name) values ('10000000-0000-4000-8000-000000000005', '10000000-0000-4000-8000-000000000004', 'Rosa Peña')`,
  `insert into attendances (event_id, name, client_key) values ('10000000-0000-4000-8000-000000000004', 'Rosa Peña', gen_random_uuid())`,
  `insert into event_tallies (event_id, client_key) values ('10000000-0000-4000-8000-000000000004', gen_random_uuid())`,
  `insert into event_follow_ups (event_id, text_en, text_es) values ('10000000-0000-4000-8000-000000000004', 'You said', 'Usted dijo')`,
  `insert into event_issues (event_id, words) values ('10000000-0000-4000-8000-000000000004', 'The lamp is out')`,
  `insert into deliveries (kind, key, to_address, language, registration_id) values ('registration.confirmed', 'a', 'rosa@example.org', 'es', '10000000-0000-4000-8000-000000000005')`,
  `insert into event_answers (event_id, registration_id, score, language) values ('10000000-0000-4000-8000-000000000004', '10000000-0000-4000-8000-000000000005', 5, 'es')`,
  `insert into event_letters (event_id, kind) values ('10000000-0000-4000-8000-000000000004', 'event.thanks')`,
  `insert into calendar_feeds (kind, staff_id, token_hash) select 'team', id, encode(sha256(id::text::bytea), 'hex') from staff`,
  `insert into district_populations (district_id, people, source, as_of) select id, 1000, 'Census', '2020-04-01' from districts limit 1`,
  `insert into preferences (staff_id) select id from staff`,
  `insert into notifications (staff_id, kind, record_table) select id, 'mentioned', 'inquiries' from staff`,
  `insert into saved_views (resource, name, query, scope) values ('inquiries', 'Open', 'open=yes', 'team')`,
  `insert into imports (resource, preset, file_name, sha256, started_at, finished_at, rows_new, rows_changed, rows_unchanged, rows_rejected)
   values ('inquiries', 'kc311', 'cases.csv', repeat('0', 64), now(), now(), 0, 0, 0, 0)`,
  `insert into reports (month, edition, content, content_hash, facts_hash, data_as_of, pdf_path)
   values ('2026-01-01', 1, '{}', repeat('0', 64), repeat('0', 64), now(), 'none')`,
];

/** Rows that exist when the walk begins, for samples that refer to one. */
export type Known = { topic: string; inquiry: string };

/**
 * For each table that somebody may write: a row they could add and a change they could make. `own` says that change and
 * deletion are tried on the row that the same person has just added, where there is one, and not on somebody else's.
 */
export type Sample = { insert: (known: Known) => object; update: object; own?: true };
export const samples: Record<string, Sample> = {
  districts: {
    insert: () => ({ code: crypto.randomUUID().slice(0, 8), name: 'New', sort_order: 90 }),
    update: { name: 'Renamed' },
  },
  holidays: {
    insert: () => ({ calendar: 'city', name: `Day ${crypto.randomUUID()}`, actual_on: '2026-03-03', observed_on: '2026-03-03' }),
    update: { confirmed_by: 'Law Department' },
  },
  inquiries: {
    insert: ({ topic }) => ({ subject: 'A question', channel: 'phone', topic_id: topic }),
    update: { subject: 'Another question' },
  },
  interactions: {
    insert: ({ inquiry }) => ({ inquiry_id: inquiry, kind: 'note', body: 'A note' }),
    update: { body: 'Another note' },
  },
  languages: {
    insert: () => ({ code: `zz-${crypto.randomUUID().slice(0, 8)}`, name: 'New', endonym: 'New' }),
    update: { endonym: 'Renamed' },
  },
  organizations: { insert: () => ({ name: 'New', kind: 'department' }), update: { name: 'Renamed' } },
  retention_rules: { insert: () => ({}), update: { years: 9 } },
  settings: { insert: () => ({}), update: { address: '1 Main St' } },
  topics: { insert: () => ({ name: 'New', primary_section: 2, sections: [2] }), update: { target_business_days: 9 } },
  tasks: { insert: () => ({ title: 'Call back' }), update: { notes: 'After four' } },
  saved_views: {
    insert: () => ({ resource: 'inquiries', name: `View ${crypto.randomUUID()}`, query: 'open=yes', scope: 'team' }),
    update: { query: 'open=no' },
  },
};

/** Functions. */
export const functions: Record<string, Lowest> = {
  add_attachment: 'staff',
  answer_offer: 'staff',
  cancel_registration: 'staff',
  change_registration: 'staff',
  event_registrations: 'viewer',
  match_registration: 'staff',
  pass_on_offers: 'nobody',
  promote_registration: 'staff',
  register_for_event: 'staff',
  rejoin_registration: 'staff',
  shown_event: 'nobody',
  shown_events: 'nobody',
  shown_registration: 'nobody',
  resident_from_registration: 'staff',
  add_business_days: 'viewer',
  apply_checklist: 'staff',
  answer_thanks: 'nobody',
  apply_import: 'nobody',
  beat_worker: 'nobody',
  begin_import: 'nobody',
  cancel_delivery: 'coordinator',
  claim_deliveries: 'nobody',
  calendar_between: 'viewer',
  change_event_template: 'coordinator',
  claim_invitation: 'nobody',
  bulk_edit_inquiries: 'staff',
  claim_jobs: 'nobody',
  claim_password_reset: 'nobody',
  cancel_series: 'coordinator',
  change_series: 'coordinator',
  claim_setup: 'nobody',
  create_series: 'coordinator',
  extend_series: 'nobody',
  open_ended_series: 'nobody',
  series_scope: 'viewer',
  close_inquiry: 'staff',
  complete_task: 'staff',
  correct_attendance: 'coordinator',
  count_attempt: 'nobody',
  count_events: 'viewer',
  count_inquiries: 'viewer',
  count_residents: 'viewer',
  count_tasks: 'viewer',
  deactivate_staff: 'admin',
  count_views: 'viewer',
  delivery_facts: 'nobody',
  digest_facts: 'nobody',
  calendar_feed: 'nobody',
  create_calendar_feed: 'viewer',
  event_attendance: 'viewer',
  event_deliveries: 'viewer',
  event_letters_of: 'viewer',
  first_steps: 'admin',
  event_clashes: 'viewer',
  event_content: 'viewer',
  event_standing: 'viewer',
  event_suggestions: 'viewer',
  discard_import: 'nobody',
  dismiss_worker: 'nobody',
  door_list: 'staff',
  door_pass: 'nobody',
  draft_follow_up: 'coordinator',
  due_follow_ups: 'nobody',
  edit_follow_up: 'coordinator',
  event_after: 'viewer',
  follow_up_facts: 'coordinator',
  drop_change_month: 'nobody',
  end_sessions: 'nobody',
  enqueue_job: 'nobody',
  enter: 'viewer',
  find_invitation: 'nobody',
  find_password_reset: 'nobody',
  forgive_attempt: 'nobody',
  generate_holidays: 'nobody',
  import_populations: 'coordinator',
  import_office: 'admin',
  invite_staff: 'admin',
  home_facts: 'viewer',
  is_business_day: 'viewer',
  list_change_months: 'nobody',
  // Of one record for everybody; without one, of the office, for managers.
  list_history: 'manager',
  list_events: 'viewer',
  list_inquiries: 'viewer',
  letters_pulse: 'nobody',
  link_key: 'nobody',
  list_residents: 'viewer',
  list_staff: 'admin',
  list_tasks: 'viewer',
  load_sample_events: 'nobody',
  load_sample_letters: 'nobody',
  load_sample_office: 'nobody',
  load_sample_populations: 'nobody',
  load_sample_tasks: 'nobody',
  make_change_months: 'nobody',
  may_attach: 'staff',
  office_document: 'viewer',
  office_pulse: 'nobody',
  my_notifications: 'viewer',
  my_preferences: 'viewer',
  office_today: 'signed_in',
  outreach_reach: 'viewer',
  open_attachment: 'viewer',
  open_password_reset: 'nobody',
  open_setup: 'nobody',
  prepare_attachment: 'nobody',
  reactivate_staff: 'admin',
  public_events: 'nobody',
  read_change_month: 'nobody',
  order_views: 'viewer',
  read_notifications: 'viewer',
  reference_data: 'viewer',
  release_password_reset: 'nobody',
  remove_attachment: 'staff',
  // One’s own name anybody may write; the walk tries somebody else’s.
  rename_staff: 'admin',
  renew_invitation: 'admin',
  reopen_inquiry: 'staff',
  reopen_task: 'staff',
  report_facts: 'viewer',
  restore_attachment: 'staff',
  move_event: 'coordinator',
  publish_event: 'coordinator',
  retry_delivery: 'coordinator',
  revoke_calendar_feed: 'viewer',
  sample_letter_facts: 'viewer',
  save_checklist: 'manager',
  // Of one event coordinators; of the office, which is what the walk tries, managers.
  save_event_letters: 'manager',
  save_event: 'coordinator',
  save_event_template: 'coordinator',
  save_preferences: 'viewer',
  save_report: 'nobody',
  save_resident: 'staff',
  search_office: 'viewer',
  set_event_status: 'coordinator',
  issue_to_inquiry: 'staff',
  issues_to_inquiries: 'staff',
  note_issue: 'staff',
  note_outcome: 'staff',
  remove_issue: 'staff',
  settle_follow_up: 'coordinator',
  set_tally_counts: 'staff',
  sync_door: 'staff',
  set_staff_role: 'admin',
  settle_delivery: 'nobody',
  settle_digest: 'nobody',
  settle_job: 'nobody',
  stage_import_rows: 'nobody',
  thanks_facts: 'nobody',
  undo_change_set: 'staff',
  take_digest: 'nobody',
  // Answers null to whoever is not of the office.
  whoami: 'signed_in',
  withdraw_invitation: 'admin',
};

/**
 * What a function is called with in the walk. Without an entry each parameter that must be given gets a plain value of its
 * type. Nothing needs to come of the call: being let in is what is asked.
 */
export const calls: Record<string, Record<string, unknown>> = {
  import_office: { p_document: { format: 'rotunda-office-1' } },
  outreach_reach: { p_from: '2026-01-01', p_to: '2026-01-31' },
  report_facts: { p_month: '2026-03-01' },
  save_event_letters: { p_event: null, p_letters: [] },
};

/**
 * What screens offer (`needed` in src/app/providers/access.ts) and where the rule is that decides: a verb on a table, a
 * function, or, where a route of the server asks first, the role that it asks for. Offered and allowed must agree.
 */
export const acts: Record<
  string,
  { table: keyof typeof tables; verb: keyof Verbs } | { function: keyof typeof functions } | { route: Role }
> = {
  'inquiries.create': { table: 'inquiries', verb: 'insert' },
  'inquiries.edit': { table: 'inquiries', verb: 'update' },
  'residents.create': { function: 'save_resident' },
  'residents.edit': { function: 'save_resident' },
  'reports.compile': { route: 'manager' },
  'topics.create': { table: 'topics', verb: 'insert' },
  'topics.edit': { table: 'topics', verb: 'update' },
  'districts.create': { table: 'districts', verb: 'insert' },
  'districts.edit': { table: 'districts', verb: 'update' },
  'holidays.create': { table: 'holidays', verb: 'insert' },
  'holidays.edit': { table: 'holidays', verb: 'update' },
  'languages.create': { table: 'languages', verb: 'insert' },
  'languages.edit': { table: 'languages', verb: 'update' },
  'organizations.create': { table: 'organizations', verb: 'insert' },
  'organizations.edit': { table: 'organizations', verb: 'update' },
  'retention_rules.edit': { table: 'retention_rules', verb: 'update' },
  'settings.edit': { table: 'settings', verb: 'update' },
  'settings.import': { function: 'import_office' },
  'history.open': { function: 'list_history' },
  'staff.create': { function: 'invite_staff' },
  'staff.edit': { function: 'set_staff_role' },
  'registrations.create': { function: 'register_for_event' },
  'tasks.create': { table: 'tasks', verb: 'insert' },
  'attachments.create': { function: 'add_attachment' },
  'attendances.create': { function: 'sync_door' },
  'attendances.edit': { function: 'correct_attendance' },
  'event_follow_ups.edit': { function: 'edit_follow_up' },
  'checklists.edit': { function: 'save_checklist' },
  'events.create': { function: 'save_event' },
  'events.edit': { function: 'save_event' },
  'events.open': { function: 'sync_door' },
};
