import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkCount, linkPartnerTable } from '../../../src/app/features/reports/partner-links.ts';
import { readApplicationQuery, toApplicationRpc } from '../../../src/domain/applications/list-query.ts';
import { readInitiativeQuery, toInitiativeRpc, writeInitiativeQuery } from '../../../src/domain/initiatives/initiative.ts';
import { readEncounterQuery, toEncounterRpc, writeEncounterQuery } from '../../../src/domain/language-encounters/list-query.ts';
import { readTranslationQuery, toTranslationRpc, writeTranslationQuery } from '../../../src/domain/language-encounters/translation.ts';
import { readProgramQuery, toProgramRpc, writeProgramQuery } from '../../../src/domain/programs/list-query.ts';
import { readReferralQuery, toReferralRpc, writeReferralQuery } from '../../../src/domain/referrals/list-query.ts';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import type { CompiledReport } from '../../../src/domain/reports/content.ts';
import type { ReportFacts } from '../../../src/domain/reports/facts.ts';
import { readServiceRequestQuery, toServiceRequestRpc, writeServiceRequestQuery } from '../../../src/domain/service-requests/list-query.ts';
import { english } from '../../domain/reports/wording.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

const today = '2026-05-06';
let office: TestOffice;
let report: CompiledReport;
let districts: { id: string; code: string }[];
let topics: { id: string; code: string }[];

const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
  const names = Object.keys(row);
  const sql = `insert into ${table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning id`;
  return String((await office.exec<{ id: string }>(sql, Object.values(row)))[0]?.id);
};

beforeAll(async () => {
  office = await openOffice();
  districts = await office.exec('select id, code from districts order by code');
  topics = await office.exec('select id, code from topics order by code');
  const organization_id = await insert('organizations', { code: 'legal-help', name: 'Legal Help', kind: 'community' });
  const inquiry_id = await insert('inquiries', { subject: 'Rent', channel: 'phone', topic_id: topics[0]?.id });
  const program = (name: string, more: Record<string, unknown> = {}) =>
    insert('programs', { organization_id, name, created_at: '2025-01-01', ...more });
  const rent = await program('Rent help', { reviewed_on: '2026-03-09', review_by: '2026-03-31' });
  await program('Food', { created_at: '2026-03-31 23:30-05', reviewed_on: '2026-04-02' });
  const ended = await program('Ended', { status: 'defunct' });
  await program('Later', { created_at: '2026-04-01 00:30-05' });
  await program('Never', { review_by: '2026-03-01', status: 'defunct' });
  for (const level of ['local', 'federal']) await insert('fundings', { program_id: rent, source: level, level });

  const district = (at: number) => districts[at]?.id;
  const refer = (more: Record<string, unknown>) =>
    insert('referrals', {
      inquiry_id,
      organization_id,
      topic_id: topics[0]?.id,
      request: 'Help',
      status: 'sent',
      consent_how: 'spoken',
      receiver_email: 'in@aid.example',
      sections: '{5}',
      sections_corrected: true,
      sent_at: '2026-03-10 10:00-05',
      ...more,
    });
  const month = { accepted_at: '2026-03-12 10:00-05' };
  const served = { ...month, status: 'closed', closed_at: '2026-03-31 23:59-05', outcome: 'served' };
  for (const at of [0, 0, 0, 0, 0, 1]) await refer({ district_id: district(at), language: 'so', program_id: rent });
  for (const _ of [1, 2, 3, 4, 5]) await refer({ ...served, district_id: district(1), program_id: ended });
  await refer({ ...served, outcome: 'not_reached' });
  await refer({ ...served, outcome: 'partly_served', sent_at: '2026-02-27 10:00-06' });
  await refer({ status: 'declined', declined_at: '2026-03-15 10:00-05', decline_reason: 'no_capacity', responsible_name: 'Somebody' });
  await refer({ sections: '{4,5}', primary_section: 4, district_id: district(0) });
  await refer({ sent_at: '2026-04-01 00:10-05' });

  const asked = { status_text: '', opened_at: '2026-03-10 10:00-05', source: 'kc311_current', content_hash: Buffer.from('x') };
  const closed = { is_open: false, closed_at: '2026-03-20 10:00-05', days_to_close: 10 };
  for (const [number, one] of Object.entries({
    '311001': { ...asked, ...closed, issue_type: 'Pothole, deep', district_id: district(0) },
    '311002': { ...asked, is_open: true, issue_type: 'Dumping', district_id: district(1) },
    '311003': { ...asked, ...closed, issue_type: 'Dumping', closed_at: '2026-04-02 10:00-05' },
    // Of the whole city: what the city asked of itself, and what does not say how long it took, is in no median.
    '311007': { ...asked, ...closed, issue_type: 'Dumping', is_internal: true },
    '311008': { ...asked, ...closed, issue_type: 'Dumping', days_to_close: null },
    '311009': { ...asked, ...closed, issue_type: 'Dumping', district_id: district(0) },
  }))
    await insert('service_requests', { service_request_number: number, ...one });
  for (const number of ['311001', '311002', '311003', '311004'])
    await refer({
      delivery: 'service_request',
      service_request_number: number,
      receiver_email: null,
      outcome_due_at: '2026-03-30 10:00-05',
    });

  const apply = (more: Record<string, unknown>) => insert('applications', { program_id: rent, started_on: '2026-03-02', ...more });
  await apply({});
  await apply({ submitted_on: '2026-03-03', decided_on: '2026-03-31', status: 'approved', amount_cents: 100 });
  await apply({ started_on: '2026-02-02', submitted_on: '2026-02-03', decided_on: '2026-03-09', status: 'approved' });
  await apply({ sections: '{5}', primary_section: 5 });
  await apply({ started_on: '2026-04-01' });

  await insert('initiatives', { title: 'Rent desk', proposed_on: '2026-03-31' });
  await insert('initiatives', { title: 'Older', proposed_on: '2026-01-31', status: 'dropped', decided_on: '2026-03-01' });
  await insert('initiatives', { title: 'Next', proposed_on: '2026-04-01' });

  for (const [language, outcome] of [
    ...Array.from({ length: 6 }, () => ['so', 'served']),
    ...Array.from({ length: 5 }, () => ['so', 'failed']),
    ...Array.from({ length: 5 }, () => ['vi', 'served']),
    ['vi', 'declined'],
  ])
    await insert('language_encounters', {
      language,
      outcome,
      mode: 'phone',
      occurred_at: '2026-03-31 23:30-05',
      qualification: 'vendor_certified',
      ...(outcome === 'served' ? {} : { unmet_reason: 'resident_left' }),
    });
  await office.exec(
    `insert into language_encounters (language, mode, occurred_at, qualification, is_test, wait_seconds) values ('so', 'phone', '2026-03-05', 'vendor_certified', true, 9)`,
  );
  await office.exec(
    `insert into language_encounters (language, mode, occurred_at, qualification, outcome, words, wait_seconds) values
       ('so', 'translation', '2026-03-05', 'none', 'served', 120, 40), ('so', 'translation', '2026-03-06', 'none', 'served', null, null), ('so', 'phone', '2026-03-06', 'none', 'served', null, 0)`,
  );
  for (const [done_on, status] of [
    ['2026-03-31', 'done'],
    ['2026-04-01', 'done'],
    [null, 'requested'],
  ])
    await insert('translation_requests', { title: 'Notice', language: 'so', status, done_on });

  const { data, error } = await office.as('viewer').rpc('report_facts', { p_month: '2026-03-01' });
  if (error) throw error;
  report = compileReport(data as unknown as ReportFacts, english);
});
afterAll(() => office.close());

/** How many rows the list of an address has, read as its screen reads it. */
async function countAt(address: string): Promise<number | null> {
  const { pathname, searchParams } = new URL(address, 'http://office.example');
  // A screen writes the address again when something is chosen: nothing of it may be lost.
  const lists: Record<string, () => [string, Record<string, unknown>]> = {
    '/referrals': () => [
      'count_referrals',
      toReferralRpc(readReferralQuery(writeReferralQuery(readReferralQuery(searchParams))), { topics, districts }),
    ],
    '/programs': () => ['count_programs', toProgramRpc(readProgramQuery(writeProgramQuery(readProgramQuery(searchParams))), today)],
    '/applications': () => ['count_applications', toApplicationRpc(readApplicationQuery(searchParams), today, districts)],
    '/language-encounters': () => [
      'count_encounters',
      toEncounterRpc(readEncounterQuery(writeEncounterQuery(readEncounterQuery(searchParams)))),
    ],
    '/language-encounters/translations': () => [
      'count_translations',
      toTranslationRpc(readTranslationQuery(writeTranslationQuery(readTranslationQuery(searchParams)))),
    ],
    '/initiatives': () => [
      'count_initiatives',
      toInitiativeRpc(readInitiativeQuery(writeInitiativeQuery(readInitiativeQuery(searchParams)))),
    ],
    '/service-requests': () => [
      'count_service_requests',
      toServiceRequestRpc(readServiceRequestQuery(writeServiceRequestQuery(readServiceRequestQuery(searchParams))), districts),
    ],
  };
  const rewritten = lists[pathname]?.();
  if (!rewritten) throw new Error(`no list at ${address}`);
  const { data, error } = await office.as('viewer').rpc(rewritten[0] as 'count_referrals', { p_query: rewritten[1] as never });
  if (error) throw error;
  return data;
}

test.each([4, 5, 6, 9])('every number of partners under section %i opens the rows that it counts', async (number) => {
  const partners = report.sections.find(({ section }) => section === number)?.partners;
  expect(partners).toBeDefined();
  const told: [string, number, number | null][] = [];
  for (const { key, count } of partners?.counts ?? []) {
    const address = linkCount(key, report, number);
    told.push([`${key} ${address}`, count, await countAt(address)]);
  }
  for (const table of partners?.tables ?? []) {
    const links = linkPartnerTable(table, report.period, number);
    for (const [row, cells] of links.entries())
      for (const [column, address] of cells.entries()) {
        const text = table.table.rows[row]?.cells[column] ?? '';
        // A median opens what it is taken over: of ours, as many as were closed.
        if (column === 3 && address && ['requests', 'types'].includes(table.key))
          told.push([`${table.key} median ${address}`, Number(table.table.rows[row]?.cells[2]), await countAt(address)]);
        else if (address && /^\d+$/.test(text)) told.push([`${table.key} ${address}`, Number(text), await countAt(address)]);
      }
  }
  expect(told.map(([what, , listed]) => [what, listed])).toEqual(told.map(([what, count]) => [what, count]));
  expect(told.length).toBeGreaterThan(3);
});

test('what this month tells is all there: each kind of number, and each table', () => {
  const parts = [4, 5, 6, 9].map((number) => report.sections.find(({ section }) => section === number)?.partners);
  const keys = parts.map((one) => [...(one?.counts ?? []), ...(one?.tables ?? [])].map(({ key }) => key));
  expect(keys).toEqual([
    [
      'programs',
      'programs_added',
      'programs_reviewed',
      'programs_overdue',
      'referrals',
      'referrals_fiscal_year',
      'applications',
      'applications_approved',
      'initiatives',
    ],
    [
      ...[
        'referrals',
        'referrals_accepted',
        'referrals_served',
        'referrals_declined',
        'referrals_before',
        'referrals_fiscal_year',
        'applications',
      ],
      ...['districts', 'languages', 'levels'],
    ],
    ['encounters', 'encounters_unmet', 'encounters_qualified', 'encounters_waited', 'translations', 'encounters_written', 'spoken'],
    ['requests', 'requests_found', 'requests_closed', 'requests_city', 'requests_late', 'requests', 'types'],
  ]);
});
