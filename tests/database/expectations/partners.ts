import type { Lowest, Verbs } from '../expectations.ts';

/** Read by whoever is in the office, written by functions alone. */
const readOnly: Verbs = { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' };

/** Organizations, programs, referrals, language access, 311, initiatives: see `expectations.ts` for what these say. */
export const partnerTables: Record<string, Verbs> = Object.fromEntries(
  [
    'business_hours',
    'business_exceptions',
    'work_groups',
    'organization_contacts',
    'organization_languages',
    'organization_agreements',
    'organization_notes',
    'service_standards',
    'neighborhoods',
    'area_shapes',
    'needs',
    'programs',
    'program_needs',
    'program_languages',
    'program_districts',
    'locations',
    'program_locations',
    'schedules',
    'program_costs',
    'program_documents',
    'fundings',
    'applications',
    'screenings',
    'referrals',
    'referral_events',
    'staff_languages',
    'language_encounters',
    'interpreter_invoices',
    'interpreter_invoice_lines',
    'translation_requests',
    'translation_versions',
    'service_requests',
    'feed_runs',
    'meetings',
    'meeting_organizations',
    'initiatives',
    'initiative_organizations',
  ].map((table) => [table, readOnly]),
);

const id = (last: number | string) => `'10000000-0000-4000-8000-0000000000${last}'`;
const anOrganization = '(select id from organizations order by code limit 1)';

/** A row for each of them that a new office has none in. */
export const partnerRows: string[] = [
  `insert into business_exceptions (on_day, name) values ('2026-12-24', 'Inventory')`,
  `insert into work_groups (organization_id, name) values (${anOrganization}, 'Walk')`,
  `insert into organization_contacts (organization_id, role) values (${anOrganization}, 'Intake')`,
  `insert into organization_languages (organization_id, language) values (${anOrganization}, 'so')`,
  `insert into organization_agreements (organization_id, kind, title) values (${anOrganization}, 'mou', 'Walk')`,
  `insert into organization_notes (organization_id, kind, body) values (${anOrganization}, 'call', 'Walk')`,
  `insert into service_standards (organization_id, accept_minutes, outcome_minutes) values (${anOrganization}, 240, 2400)`,
  `insert into neighborhoods (code, name) values ('walk', 'Walk')`,
  `insert into area_shapes (district_id, geometry) select id, '{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}' from districts limit 1`,
  `insert into programs (id, organization_id, name) values (${id(71)}, ${anOrganization}, 'Walk')`,
  `insert into program_needs (program_id, need_id) select ${id(71)}, id from needs limit 1`,
  `insert into program_languages (program_id, language) values (${id(71)}, 'so')`,
  `insert into program_districts (program_id, district_id) select ${id(71)}, id from districts limit 1`,
  `insert into locations (id, organization_id) values (${id(72)}, ${anOrganization})`,
  `insert into program_locations (program_id, location_id) values (${id(71)}, ${id(72)})`,
  `insert into schedules (program_id) values (${id(71)})`,
  `insert into program_costs (program_id) values (${id(71)})`,
  `insert into program_documents (program_id, document) values (${id(71)}, 'Lease')`,
  `insert into fundings (program_id, source) values (${id(71)}, 'HUD')`,
  `insert into applications (program_id, started_on) values (${id(71)}, '2026-03-03')`,
  `insert into screenings (answers, consent_how) values ('{}', 'spoken')`,
  `insert into referrals (id, event_id, organization_id, topic_id, request) select ${id(73)}, ${id('04')}, ${anOrganization}, id, 'Walk' from topics limit 1`,
  `insert into referral_events (referral_id, kind) values (${id(73)}, 'note')`,
  `insert into staff_languages (staff_id, language) select id, 'es' from staff limit 1`,
  `insert into language_encounters (language, mode) values ('so', 'phone')`,
  `insert into interpreter_invoices (id, vendor_id, invoice_number) values (${id(74)}, ${anOrganization}, '1')`,
  `insert into interpreter_invoice_lines (invoice_id, line_number, occurred_at, minutes, cost_cents) values (${id(74)}, 1, '2026-03-03 10:00-06', 5, 400)`,
  `insert into translation_requests (id, title, language) values (${id(75)}, 'Walk', 'so')`,
  `insert into translation_versions (request_id, number, body) values (${id(75)}, 1, 'Walk')`,
  `insert into service_requests (service_request_number, source, is_open, opened_at, content_hash) values ('2026000001', 'kc311_current', true, '2026-03-03 10:00-06', '\\x00')`,
  `insert into feed_runs (source, origin) values ('kc311_current', 'file')`,
  `insert into meetings (id, title, held_on) values (${id(76)}, 'Walk', '2026-03-03')`,
  `insert into meeting_organizations (meeting_id, organization_id) values (${id(76)}, ${anOrganization})`,
  `insert into initiatives (id, title, proposed_on) values (${id(77)}, 'Walk', '2026-03-03')`,
  `insert into initiative_organizations (initiative_id, organization_id) values (${id(77)}, ${anOrganization})`,
];

/** Functions, with the lowest role that may call each. */
export const partnerFunctions: Record<string, Lowest> = {
  save_organization: 'coordinator',
  list_organizations: 'viewer',
  count_organizations: 'viewer',
  find_organizations: 'viewer',
  organization_facts: 'viewer',
  save_agreement: 'coordinator',
  end_agreement: 'coordinator',
  add_organization_note: 'staff',
  save_business_hours: 'coordinator',
  load_sample_acts: 'nobody',
};
