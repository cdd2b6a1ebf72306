import { expect, test } from 'vitest';
import { checkFacts } from '../../../src/domain/reports/check-facts.ts';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import type { CampaignSection } from '../../../src/domain/reports/facts.ts';
import { exampleFacts } from './example-facts.ts';
import { english as wording } from './wording.ts';

const letters = (campaigns: number, count: number) => ({ campaigns, letters: count });
/** Letters of section 4 as they may have been: two campaigns, four languages. */
const example = (change: Partial<CampaignSection> = {}): CampaignSection => ({
  key: '4',
  month: letters(2, 640),
  previous_month: letters(1, 300),
  same_month_last_year: letters(0, 0),
  fiscal_year_to_date: letters(7, 2400),
  bounced: 9,
  failed: 1,
  complained: 0,
  unsubscribed: 6,
  replied: 2,
  inquiries: 1,
  gained: 12,
  lost: 6,
  rows: [
    { id: 'a', name: 'Bulletin, October', list: 'Bulletin', on: '2026-10-05', letters: 500, bounced: 7, unsubscribed: 5, replied: 2 },
    { id: 'b', name: 'Class', list: 'Trainings', on: '2026-10-16', letters: 140, bounced: 2, unsubscribed: 1, replied: 0 },
  ],
  languages: [
    { key: 'en', label: 'English', letters: 480 },
    { key: 'es', label: 'Spanish', letters: 120 },
    { key: 'vi', label: 'Vietnamese', letters: 37 },
    { key: 'so', label: 'Somali', letters: 3 },
  ],
  ...change,
});
const sectionOf = (campaigns: CampaignSection[], section = 4) => {
  const facts = exampleFacts({ campaigns });
  checkFacts(facts);
  const found = compileReport(facts, wording).sections.find((one) => one.section === section);
  if (!found) throw new Error('No such section.');
  return found;
};

test('section 4 says what went out, to how many, what came of it, and who asked for a list or left it', () => {
  const { activity, campaigns } = sectionOf([example()]);
  expect(activity?.statements.slice(1)).toEqual([
    '2 letters to mailing lists went out, to 640 addresses.',
    'Sent in September 2026: 1 (300 addresses); in October 2025: 0 (0 addresses); in the fiscal year to date: 7 (2,400 addresses).',
    '1 more was refused by the receiver.',
    'Of these 9 came back, 6 readers left the list, 2 answered, and 1 answer became an inquiry.',
    'Mailing lists: 12 subscriptions gained and 6 lost in the month.',
  ]);
  expect(campaigns?.tables.rows).toMatchObject({
    title: 'Letters to mailing lists in October 2026',
    rows: [
      { cells: ['Bulletin, October (Bulletin)', 'Oct\u00a05', '500', '7', '5', '2'] },
      { cells: ['Class (Trainings)', 'Oct\u00a016', '140', '2', '1', '0'] },
      { kind: 'total', cells: ['All', 'Oct\u00a02026', '640', '9', '6', '2'] },
    ],
  });
});

test('a language of fewer than five letters is kept back, and another with it, so that it does not follow from the total', () => {
  const rows = (languages: CampaignSection['languages']) =>
    sectionOf([example({ languages })]).campaigns?.languages.map(({ label, letters: count }) => [label, count]);
  const [en, es, vi, so] = example().languages;
  if (!en || !es || !vi || !so) throw new Error('The example has four languages.');
  expect(rows([en, es, vi, so])).toEqual([
    ['English', 480],
    ['Spanish', 120],
    ['Other languages', 40],
  ]);
  expect(
    rows([
      { ...en, letters: 500 },
      { ...es, letters: 100 },
      { ...vi, letters: 40 },
    ]),
  ).toEqual([
    ['English', 500],
    ['Spanish', 100],
    ['Vietnamese', 40],
  ]);
  // Where all but one are few, nothing is told.
  expect(
    rows([
      { ...en, letters: 638 },
      { ...so, letters: 2 },
    ]),
  ).toEqual([['Other languages', 640]]);
  expect(rows([{ ...en, letters: 640 }])).toEqual([['English', 640]]);
});

test('a month without letters says so in section 4 and nowhere else, and still tells who asked for a list', () => {
  const none = 'No letter to a mailing list went out in October 2026.';
  expect(sectionOf([]).no_activity?.reason).toContain(none);
  const quiet = example({
    month: letters(0, 0),
    bounced: 0,
    failed: 0,
    unsubscribed: 0,
    replied: 0,
    inquiries: 0,
    rows: [],
    languages: [],
  });
  expect(sectionOf([quiet]).activity?.statements).toEqual([
    'No event was held in October 2026.',
    'Mailing lists: 12 subscriptions gained and 6 lost in the month.',
    none,
  ]);
  expect(JSON.stringify(compileReport(exampleFacts({ campaigns: [] }), wording)).split(none).length).toBe(2);
});

test('letters that do not add up are not printed', () => {
  expect(() => checkFacts(exampleFacts({ campaigns: [example({ month: letters(2, 641) })] }))).toThrow(/letters of section 4 by campaign/);
});
