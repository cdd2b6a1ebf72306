import { expect, test } from 'vitest';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import type { PartnerFacts, PartnerSection } from '../../../src/domain/reports/facts.ts';
import { keepBack } from '../../../src/domain/reports/partner-tables.ts';
import { exampleFacts, noPartners } from './example-facts.ts';
import { english as wording } from './wording.ts';

const tally = (made: number, accepted = 0, served = 0) => ({ made, accepted, served });
const helped = (started: number, approved = 0, amount_cents = 0) => ({ started, approved, amount_cents });
const noApplications = { month: helped(0), previous_month: helped(0), same_month_last_year: helped(0), fiscal_year_to_date: helped(0) };
const five: PartnerSection = {
  key: '5',
  referrals: { month: tally(12, 9, 6), previous_month: tally(8), same_month_last_year: tally(0), fiscal_year_to_date: tally(60) },
  applications: noApplications,
  receivers: 4,
  declined: 1,
  median_minutes: 150,
  by_district: [
    { key: '3', label: 'District 3', ...tally(10, 8, 5) },
    { key: 'unknown', label: null, ...tally(2, 1, 1) },
  ],
  by_language: [
    { key: 'en', label: 'English', made: 6 },
    { key: 'so', label: 'Somali', made: 5 },
    { key: 'vi', label: 'Vietnamese', made: 1 },
  ],
};
const sectionOf = (section: number, partners: Partial<PartnerFacts>) => {
  const found = compileReport(exampleFacts({ partners: { ...noPartners, ...partners } }), wording).sections.find(
    (one) => one.section === section,
  );
  if (!found) throw new Error('no section');
  return found;
};

test('referrals are told until their outcome, under their section alone', () => {
  const { activity, partners } = sectionOf(5, { sections: [five] });
  expect(activity?.statements.slice(0, 3)).toEqual([
    '12 referrals were sent to 4 organizations; 9 were accepted and 6 ended with the resident served. 1 was refused, and named who is responsible instead.',
    'Half of those accepted were accepted within 2.5 hours of the receiver’s own working time.',
    'Sent in September 2026: 8; in October 2025: 0; in the fiscal year to date: 60.',
  ]);
  expect(partners?.counts).toEqual([
    { key: 'referrals', count: 12 },
    { key: 'referrals_accepted', count: 9 },
    { key: 'referrals_served', count: 6 },
    { key: 'referrals_declined', count: 1 },
    { key: 'referrals_before', count: 8 },
    { key: 'referrals_fiscal_year', count: 60 },
  ]);
  expect(partners?.tables.find(({ key }) => key === 'districts')).toMatchObject({
    rows: ['3', 'unknown', ''],
    table: {
      rows: [{ cells: ['District 3', '10', '8', '5'] }, { cells: ['Not known', '2', '1', '1'] }, { cells: ['All', '12', '9', '6'] }],
    },
  });
  expect(sectionOf(4, { sections: [five] }).partners).toBeUndefined();
});

test('a language in which few asked is kept back, and nobody can work it out from the rest', () => {
  const { partners } = sectionOf(5, { sections: [five] });
  // One small language alone would be the total less the others: the next joins it.
  expect(partners?.tables.find(({ key }) => key === 'languages')?.table.rows.map(({ cells }) => cells)).toEqual([
    ['English', '6'],
    ['Other languages', '6'],
  ]);
  expect(keepBack([9, 3, 2], (one) => one)).toEqual({ shown: [9], rest: [3, 2] });
  expect(keepBack([9, 7], (one) => one)).toEqual({ shown: [9, 7], rest: [] });
});

test('the directory, applications and initiatives are told under section 4', () => {
  const four: PartnerSection = {
    ...five,
    key: '4',
    referrals: { month: tally(0), previous_month: tally(0), same_month_last_year: tally(0), fiscal_year_to_date: tally(0) },
    applications: { ...noApplications, month: helped(3, 1, 120_000) },
    declined: 0,
    by_district: [],
    by_language: [],
  };
  const initiative = {
    id: '1',
    title: 'Rent desk',
    kind: 'program',
    section: 4,
    status: 'with_council',
    file_number: '260310',
    is_new: true,
  };
  const { activity } = sectionOf(4, {
    sections: [four],
    directory: { programs: 40, organizations: 12, added: 2, reviewed: 5, overdue: 1 },
    initiatives: [initiative],
  });
  expect(activity?.statements.slice(0, 3)).toEqual([
    'The directory has 40 programs that residents can get, of 12 organizations; 2 added and 5 reviewed in the month. 1 entry is to be looked at again.',
    'The office helped with 3 applications; 1 was approved in the month, for $1,200.',
    'Proposed in the month: Rent desk (before the Council, 260310).',
  ]);
});

test('help in other languages is told under section 6, few of it without numbers', () => {
  const language = noPartners.language;
  const all = {
    ...language.all,
    count: 14,
    served: 8,
    failed: 6,
    qualified: 10,
    median_wait_seconds: 41,
    minutes: 120,
    cost_cents: 10_200,
  };
  const by_language = [
    { key: 'so', label: 'Somali', count: 9, served: 3, unmet: 6 },
    { key: 'es', label: 'Spanish', count: 5, served: 5, unmet: 0 },
  ];
  const { activity, partners } = sectionOf(6, { language: { ...language, all, unmet: 6, by_language, share_office: 0.5 } });
  expect(activity?.statements.slice(0, 3)).toEqual([
    '14 times residents were helped in another language; 8 times they got what they asked for. 6 times it was not, or not wholly, what they asked for. 50\u00a0% of it went through the City’s office for language access.',
    'Qualified help: 10 (Certified, or tested staff.)',
    'Half of them waited 41 seconds or less; 120 minutes were interpreted, for $102.',
  ]);
  expect(partners?.tables[0]?.table.rows.map(({ cells }) => cells)).toEqual([
    ['Somali', '9', '3', '6'],
    ['Spanish', '5', '5', '0'],
  ]);
  const few = sectionOf(6, { language: { ...language, all: { ...all, count: 4 }, by_language } });
  expect(few.activity?.statements).toContain('Fewer than 5 times residents were helped in another language.');
  expect(few.partners).toBeUndefined();
});

test('what was filed with 311 is told under section 9 beside the city, with how far the open data reaches', () => {
  const requests = {
    ...noPartners.requests,
    filed: 7,
    verified: 6,
    closed: 4,
    median_days: 3,
    city_median_days: 5.5,
    latest_at: '2026-10-29T15:00:00Z',
  };
  expect(sectionOf(9, { requests }).activity?.statements.slice(0, 3)).toEqual([
    '7 requests were filed with 311; 6 are found in the city’s open data.',
    '4 of ours were closed, half within 3.0 days; across the City half within 5.5 days.',
    'The open data of 311 reaches to October 29, 2026; what came later is not in it yet.',
  ]);
});

test('facts whose referrals do not add up are refused', () => {
  expect(() => sectionOf(5, { sections: [{ ...five, by_district: [] }] })).toThrow(
    'referrals of section 5 by district add up to 0, but 12 were sent',
  );
});
