import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFacts } from '../../../src/domain/reports/check-facts.ts';
import type { PartnerFacts, ReportFacts } from '../../../src/domain/reports/facts.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let organization: string;
let inquiry: string;
const one = async (sql: string, values: unknown[] = []) =>
  String((await office.exec<{ id: string }>(`${sql} returning id`, values))[0]?.id);
beforeAll(async () => {
  office = await openOffice();
  organization = await one(`insert into organizations (code, name, kind) values ('legal-help', 'Legal Help', 'community')`);
  inquiry = await one(`insert into inquiries (subject, channel, topic_id) select 'Rent', 'phone', id from topics order by code limit 1`);
});
afterAll(() => office.close());

const factsOf = async (month: string): Promise<PartnerFacts> => {
  const { data, error } = await office.as('viewer').rpc('report_facts', { p_month: month });
  if (error) throw error;
  const facts = data as unknown as ReportFacts;
  checkFacts(facts);
  return facts.partners;
};
/** A referral as it stands after what happened to it, by the days of the office. */
const refer = (more: Record<string, unknown>) => {
  const row: Record<string, unknown> = {
    inquiry_id: inquiry,
    organization_id: organization,
    request: 'Help',
    status: 'sent',
    consent_how: 'spoken',
    receiver_email: 'in@aid.example',
    sections: '{5}',
    sections_corrected: true,
    ...more,
  };
  const names = Object.keys(row);
  return one(
    `insert into referrals (topic_id, ${names.join(', ')}) select id, ${names.map((_, index) => `$${index + 1}`).join(', ')} from topics order by code limit 1`,
    Object.values(row),
  );
};

test('an office without partners has facts that say nothing', async () => {
  expect(await factsOf('2024-03-01')).toMatchObject({
    sections: [],
    directory: { programs: 0 },
    initiatives: [],
    language: { all: { count: 0 }, by_language: [] },
    requests: { filed: 0 },
  });
});

test('a referral counts in the month of each thing that happened to it, under one section, and what went through 311 under section 9 alone', async () => {
  const program = await one(`insert into programs (organization_id, name, created_at) values ($1, 'Rent help', '2025-01-01')`, [
    organization,
  ]);
  await one(`insert into fundings (program_id, source, level) values ($1, 'HUD', 'federal')`, [program]);
  await one(`insert into fundings (program_id, source, level) values ($1, 'City', 'local')`, [program]);
  const sent = { sent_at: '2026-03-31 23:30-05', program_id: program };
  await refer({
    ...sent,
    status: 'closed',
    accepted_at: '2026-04-01 10:00-05',
    closed_at: '2026-04-20 10:00-05',
    outcome: 'served',
    language: 'so',
  });
  await refer({ ...sent, sections: '{4,5}', primary_section: 4 });
  await refer({ sent_at: '2026-03-10 10:00-05', delivery: 'service_request', service_request_number: '2026004211', receiver_email: null });
  await refer({ status: 'draft' });
  const march = await factsOf('2026-03-01');
  expect(march.sections.map(({ key, referrals }) => [key, referrals.month])).toEqual([
    ['4', { made: 1, accepted: 0, served: 0 }],
    ['5', { made: 1, accepted: 0, served: 0 }],
  ]);
  expect(march.levels).toEqual([{ key: 'federal', programs: 1, referrals: 2 }]);
  expect(march.requests.filed).toBe(1);
  const five = (await factsOf('2026-04-01')).sections.find(({ key }) => key === '5');
  expect(five).toMatchObject({
    referrals: {
      month: { made: 0, accepted: 1, served: 1 },
      previous_month: { made: 1, accepted: 0, served: 0 },
      fiscal_year_to_date: { made: 1 },
    },
    by_language: [],
  });
});

test('applications count where they began and where they were decided, initiatives where they were proposed', async () => {
  const [program] = await office.exec<{ id: string }>('select id from programs limit 1');
  await one(
    `insert into applications (program_id, started_on, submitted_on, decided_on, status, amount_cents) values ($1, '2026-02-27', '2026-02-28', '2026-03-09', 'approved', 120000)`,
    [program?.id],
  );
  await one(`insert into initiatives (title, proposed_on) values ('Rent desk', '2026-03-03')`);
  const { sections, initiatives } = await factsOf('2026-03-01');
  expect(sections.find(({ key }) => key === '4')?.applications).toMatchObject({
    month: { started: 0, approved: 1, amount_cents: 120_000 },
    previous_month: { started: 1, approved: 0, amount_cents: 0 },
  });
  expect(initiatives).toMatchObject([{ title: 'Rent desk', status: 'idea', is_new: true }]);
});

test('help in another language counts once; test calls do not', async () => {
  const log = (at: string, more = '') =>
    office.exec(
      `insert into language_encounters (language, mode, occurred_at, qualification, is_test) values ('so', 'phone', $1, 'vendor_certified', ${more || false})`,
      [at],
    );
  await log('2026-05-04 10:00-05');
  await log('2026-05-31 23:59-05');
  await log('2026-05-05 10:00-05', 'true');
  const { language } = await factsOf('2026-05-01');
  expect(language).toMatchObject({
    all: { count: 2, served: 2, qualified: 2 },
    unmet: 0,
    by_language: [{ key: 'so', label: 'Somali', count: 2, served: 2, unmet: 0 }],
  });
});
