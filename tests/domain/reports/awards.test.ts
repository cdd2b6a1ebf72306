import { expect, test } from 'vitest';
import { checkFacts } from '../../../src/domain/reports/check-facts.ts';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import type { AwardFacts } from '../../../src/domain/reports/facts.ts';
import { formatCents } from '../../../src/domain/reports/wording.ts';
import { exampleFacts, noAwards } from './example-facts.ts';
import { english as wording } from './wording.ts';

const filed = (due: number, on_time: number, late = 0) => ({ due, on_time, late, open: due - on_time - late });
/** Grants as they may have stood at the end of October: seven running, one closing, one offered. */
const example = (change: Partial<AwardFacts> = {}): AwardFacts => ({
  ...noAwards,
  states: [
    { key: 'in_force', awards: 7, federal_cents: 572_813_600, spent_cents: 219_052_930, drawn_cents: 220_852_930 },
    { key: 'closeout', awards: 1, federal_cents: 30_000_000, spent_cents: 26_347_700, drawn_cents: 26_347_700 },
    { key: 'offered', awards: 1, federal_cents: 74_998_100, spent_cents: 0, drawn_cents: 0 },
  ],
  month: { spent_cents: 9_015_050, drawn_cents: 8_800_000 },
  accepted: [{ id: 'a', title: 'Treatment court', federal_cents: 50_000_000 }],
  ended: [
    { id: 'b', title: 'Cameras', on: '2026-10-31', is_terminated: false },
    { id: 'c', title: 'Mentors', on: '2026-10-14', is_terminated: true },
  ],
  offered: [
    { id: 'd', title: 'Drug court', number: '15PBJA-26-GG-00001-DGCT', federal_cents: 74_998_100, has_ordinance: false },
    { id: 'e', title: 'Vests', number: null, federal_cents: 1_000_000, has_ordinance: true },
  ],
  reports: {
    month: filed(12, 10, 1),
    previous_month: filed(2, 2),
    same_month_last_year: filed(9, 9),
    fiscal_year_to_date: filed(30, 27, 2),
  },
  late: 1,
  due: 2,
  rows: [
    {
      id: '1',
      kind: 'performance',
      is_final: false,
      title: '',
      due_on: '2026-10-30',
      is_late: true,
      award_id: 'f',
      award: 'COPS hiring',
      recipient: null,
    },
    {
      id: '2',
      kind: 'ffr',
      is_final: true,
      title: '',
      due_on: '2026-12-29',
      is_late: false,
      award_id: 'b',
      award: 'Cameras',
      recipient: null,
    },
    {
      id: '3',
      kind: 'ffata',
      is_final: false,
      title: '',
      due_on: '2026-12-30',
      is_late: false,
      award_id: null,
      award: null,
      recipient: 'Eastside',
    },
  ],
  subawards: { active: 3, obligated_cents: 66_103_200, low: 2, medium: 1, high: 0 },
  languages: { inquiries: 41, languages: 9 },
  ...change,
});
const reportOf = (awards: AwardFacts) => {
  const facts = exampleFacts({ awards });
  checkFacts(facts);
  return compileReport(facts, wording);
};
const section6 = (awards: AwardFacts) => reportOf(awards).sections.find(({ section }) => section === 6)!;

test('section 6 says what is in force, what was spent, what happened, what was filed in time, what is late, and what is passed on', () => {
  const { activity, awards } = section6(example());
  expect(activity?.statements).toEqual([
    '7 awards of the U.S. Department of Justice are in force. 1 more is being closed out. Together they come to $6,028,136; $2,454,006.30 of it was spent and $2,472,006.30 drawn by the end of the month.',
    'In October 2026 $90,150.50 of federal money was spent and $88,000 drawn.',
    'Accepted in the month: Treatment court ($500,000).',
    'The period of performance ended in the month: Cameras (October 31, 2026).',
    'Terminated in the month: Mentors (October 14, 2026).',
    '12 reports of awards were due in the month: 10 were filed on time, 1 was filed late, and 1 is not filed.',
    'Filed on time in September 2026: 2 of 2; in October 2025: 9 of 9; in the fiscal year to date: 27 of 30.',
    'On November 4, 2026, 1 report is late. 2 are due by December 30, 2026.',
    '3 subrecipients work with $661,032 that the City passed on. 1 is of medium risk and 2 are of low risk.',
    '41 inquiries of the month were in 9 languages other than English.',
  ]);
  expect(awards?.tables.states.rows.map(({ cells }) => cells)).toEqual([
    ['In force', '7', '$5,728,136', '$2,190,529.30', '$2,208,529.30', '$3,537,606.70'],
    ['In closeout', '1', '$300,000', '$263,477', '$263,477', '$36,523'],
    ['Offered, not accepted', '1', '$749,981', '$0', '$0', '$749,981'],
    ['All', '9', '$6,778,117', '$2,454,006.30', '$2,472,006.30', '$4,324,110.70'],
  ]);
  expect(awards?.tables.owed).toMatchObject({ title: 'Reports of awards that are late, or due by December 30, 2026' });
  expect(awards?.tables.owed.rows.map(({ cells }) => cells.map((cell) => cell.replaceAll('\u00a0', ' ')))).toEqual([
    ['COPS hiring: Performance report', 'October 30, 2026', 'Late'],
    ['Cameras: Federal Financial Report, final', 'December 29, 2026', 'To be filed'],
    ['The City as a whole: Subaward report at SAM.gov (Eastside)', 'December 30, 2026', 'To be filed'],
  ]);
});

test('Council is asked for the ordinance of an award that is offered and has none', () => {
  const { asks } = reportOf(example());
  expect(asks).toMatchObject({ none: null, items: [expect.stringContaining('“Drug court” of the U.S. Department of Justice, $749,981;')] });
  expect(reportOf(example({ offered: [] })).asks.none).toContain('Nothing is recorded for October 2026');
});

test('an office without grants says so, and few who asked in another language are not counted', () => {
  expect(section6(noAwards).no_activity?.reason).toContain('No award of the U.S. Department of Justice was in force in October 2026');
  expect(section6(example({ languages: { inquiries: 4, languages: 3 } })).activity?.statements.at(-1)).toBe(
    'Fewer than 5 inquiries of the month were in another language than English.',
  );
  expect(section6(example({ late: 0, due: 0, rows: [] })).activity?.statements).toContain(
    'No report of awards is late or due by December 30, 2026.',
  );
});

test('facts whose reports do not add up are refused', () => {
  const wrong = example({ reports: { ...example().reports, month: { due: 3, on_time: 1, late: 1, open: 0 } } });
  expect(() => reportOf(wrong)).toThrow('reports of awards add up to 2 in month, but 3 were due');
  expect(() => reportOf(example({ late: 2 }))).toThrow('3 rows of open reports, but 2 are late and 2 due');
});

test('cents stand where there are some, exactly', () => {
  expect([0, 5, -1_205, 100_000, 900_719_925_474_099].map((cents) => formatCents(cents, 'en'))).toEqual([
    '$0',
    '$0.05',
    '−$12.05',
    '$1,000',
    '$9,007,199,254,740.99',
  ]);
});
