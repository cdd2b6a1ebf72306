import { expect, test } from 'vitest';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import type { EventLanguage, EventSection } from '../../../src/domain/reports/facts.ts';
import { exampleEvents, exampleFacts, group, periods, tally } from './example-facts.ts';
import { english } from './wording.ts';

const sectionOf = (events: EventSection[], number = 4, change = {}) => {
  const found = compileReport(exampleFacts({ events, ...change }), english).sections.find(({ section }) => section === number);
  if (!found) throw new Error(`Section ${number} is missing.`);
  return found;
};

test('section 4 says what was held and whom it reached, against earlier months, and what was heard', () => {
  expect(sectionOf([exampleEvents()]).activity?.statements).toEqual([
    '5 events were held and reached 120 people. 60 places had been registered for.',
    'Held in September 2026: 4 (90 people); in October 2025: 3 (70 people); in the fiscal year to date: 22 (610 people).',
    'Topics: Grants (3), City finances (1).',
    '6 issues were heard there, from 14 people; 1 of them became an inquiry.',
    '1 event of the month was cancelled.',
    '2 events of the month are marked neither as held nor as cancelled, and are not counted.',
    'No letter to a mailing list went out in October 2026.',
  ]);
});

test('section 8 speaks of trainings and of people trained', () => {
  const trained = exampleEvents({ key: '8', cancelled: 0, unsettled: 0, topics: [] });
  const section = sectionOf([trained], 8);
  expect(section.activity?.statements[0]).toBe('5 trainings were held and trained 120 people. 60 places had been registered for.');
  expect(section.events?.tables.by_district.title).toBe('Trainings of October 2026 by council district');
});

test('the tables name kinds and districts, each number beside the same of earlier periods, and end with the whole', () => {
  const tables = sectionOf([exampleEvents()]).events?.tables;
  expect(tables?.by_kind.columns).toEqual([
    'Kind',
    'Held',
    'People',
    'Registered',
    'Held Sep\u00a02026',
    'Held Oct\u00a02025',
    'Held in fiscal year',
  ]);
  expect(tables?.by_kind.rows.map(({ cells }) => cells)).toEqual([
    ['Neighborhood meeting', '3', '90', '50', '2', '2', '12'],
    ['Clinic', '2', '30', '10', '2', '1', '10'],
    ['All', '5', '120', '60', '4', '3', '22'],
  ]);
  expect(tables?.by_district.rows.map(({ kind, cells }) => [kind, cells[0], cells[1]])).toEqual([
    ['plain', 'District 3', '4'],
    ['plain', 'District 5', '0'],
    ['plain', 'No district', '1'],
    ['total', 'All', '5'],
  ]);
});

test('a month without an event says so in sections 4 and 8, beside inquiries too, and nowhere else', () => {
  expect(sectionOf([], 8).no_activity?.reason).toBe(
    'No inquiry had this as its main section in October 2026. No training was held in October 2026.',
  );
  expect(sectionOf([], 3).no_activity?.reason).toBe('No inquiry had this as its main section in October 2026.');
  const facts = exampleFacts();
  const by_section = facts.by_section.map((row) =>
    row.key === '4'
      ? group('4', row.label, tally(1, 0, 2, null, null), 0, 0)
      : row.key === '2'
        ? group('2', row.label, tally(0, 0, 1, null, null), 2, 0)
        : row,
  );
  const section = sectionOf([], 4, { by_section });
  expect(section.activity?.statements[0]).toBe('No event was held in October 2026.');
  expect(section.activity?.statements[1]).toBe('No letter to a mailing list went out in October 2026.');
  expect(section.activity?.statements[2]).toContain('1 inquiry was opened');
});

test('a month in which everything was cancelled, or nobody said whether it took place, says that', () => {
  const nothing = periods([0, 0, 0], [4, 90, 41], [0, 0, 0], [4, 90, 41]);
  const empty = exampleEvents({
    ...nothing,
    by_kind: [{ key: 'clinic', ...nothing }],
    by_district: [{ key: '3', label: '3', ...nothing }],
    languages: [],
    topics: [],
  });
  expect(sectionOf([empty]).no_activity?.reason).toContain(
    'No event was held in October 2026. 1 event of the month was cancelled. 2 events of the month are marked neither as held nor as cancelled',
  );
});

test('an event that was filed under another section is told there', () => {
  const section = sectionOf([exampleEvents({ key: '6' })], 6);
  expect(section.activity?.statements[0]).toContain('5 events were held');
});

test('an edition from before events were recorded has none, and needs none', () => {
  expect(sectionOf([], 4)).not.toHaveProperty('events');
});

const languageRows = (languages: [string, number, number, number][]) => {
  const rows = languages.map(([key, spoken, interpreted, people]): EventLanguage => ({ key, label: key, spoken, interpreted, people }));
  const people = rows.reduce((sum, row) => sum + row.people, 0);
  const all = periods([1, people, 0], [0, 0, 0], [0, 0, 0], [1, people, 0]);
  const events = exampleEvents({
    ...all,
    languages: rows,
    by_kind: [{ key: 'clinic', ...all }],
    by_district: [{ key: '3', label: '3', ...all }],
  });
  return sectionOf([events]).events?.tables.languages.rows.map(({ cells }) => cells.join('|'));
};

test('where fewer than five people spoke a language, its number is not printed', () => {
  expect(sectionOf([exampleEvents()]).events?.tables.languages.rows.map(({ cells }) => cells)).toEqual([
    ['English', '5', '0', '70'],
    ['Spanish', '1', '3', '34'],
    // Held in it: so it is named. Vietnamese is not.
    ['Somali', '0', '1', 'not shown'],
    ['Other, or not asked', '–', '–', '16'],
  ]);
});

test('nor can it be worked out from the total: then the next smallest is kept back with it', () => {
  expect(
    languageRows([
      ['en', 1, 0, 40],
      ['es', 0, 1, 9],
      ['so', 0, 1, 3],
    ]),
  ).toEqual(['en|1|0|40', 'es|0|1|not shown', 'so|0|1|not shown', 'Other, or not asked|–|–|12']);
  expect(
    languageRows([
      ['en', 1, 0, 40],
      ['so', 0, 1, 1],
      ['unknown', 0, 0, 2],
    ]),
  ).toEqual(['en|1|0|not shown', 'so|0|1|not shown', 'Other, or not asked|–|–|43']);
  expect(languageRows([['so', 0, 1, 3]])).toEqual(['so|0|1|not shown', 'Other, or not asked|–|–|not shown']);
});

test('nothing is kept back where nobody is few', () => {
  expect(
    languageRows([
      ['en', 1, 0, 40],
      ['vi', 0, 1, 0],
      ['unknown', 0, 0, 2],
    ]),
  ).toEqual(['en|1|0|40', 'vi|0|1|0', 'Other, or not asked|–|–|2']);
});
