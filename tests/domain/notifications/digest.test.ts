import { expect, test } from 'vitest';
import { type DigestFacts, writeDigest } from '../../../src/domain/notifications/digest.ts';
import english from '../../../templates/email/digest.en.json' with { type: 'json' };
import spanish from '../../../templates/email/digest.es.json' with { type: 'json' };

const none = { count: 0, rows: [] };
const quiet: DigestFacts = {
  name: 'Ana Morales',
  email: 'ana@office.example',
  locale: 'en',
  day: '2026-11-25',
  office: 'Office of Citizen Engagement',
  overdue: none,
  due_today: none,
  unassigned: none,
  team_overdue: null,
  tasks: none,
  events: [],
  campaigns: { to_approve: [], paused: [], today: [] },
  award_reports: { own: { count: 0, rows: [], pressing: 0 }, office: { count: 0, rows: [] } },
  partners: { referrals: 0, agreements: 0, programs: 0, translations: 0 },
  notifications: [],
  report: null,
};
const one = { number: '2026-000001', subject: 'Water bill', due_on: 'November 24', path: '/inquiries/1' };

test('a morning without anything to say has no letter, not even for the report', () => {
  expect(writeDigest(quiet, english)).toBeNull();
  expect(writeDigest({ ...quiet, report: { month: 'October 2026', edition: 1, id: 'r' } }, english)).toBeNull();
});

test('what is late comes first, each line leads to its page, and more than five are counted', () => {
  const letter = writeDigest({ ...quiet, overdue: { count: 7, rows: Array(5).fill(one) }, due_today: { count: 1, rows: [one] } }, english);
  expect(letter?.subject).toBe('8 things are due today or late');
  expect(letter?.sections.map(({ title }) => title)).toEqual(['Yours and overdue: 7', 'Yours and due today: 1']);
  expect(letter?.sections[0]?.lines[0]).toEqual({ text: '2026-000001 Water bill (due November 24)', path: '/inquiries/1' });
  expect(letter?.sections[0]?.lines.at(-1)).toEqual({
    text: 'and 2 more',
    path: '/inquiries?assigned=me&open=yes&due_before=today&sort=due_on',
  });
});

test('one thing is one thing', () => {
  expect(writeDigest({ ...quiet, due_today: { count: 1, rows: [one] } }, english)?.subject).toBe('1 thing is due today or late');
});

test('mentions and assignments are told with who did it', () => {
  const letter = writeDigest(
    {
      ...quiet,
      notifications: [
        { kind: 'mentioned', actor: 'Luis Peña', count: 1, facts: { number: '2026-000002', subject: 'Grant' }, path: '/inquiries/2' },
        { kind: 'assigned', actor: null, count: 3, facts: {}, path: '/notifications' },
      ],
    },
    english,
  );
  expect(letter?.subject).toBe('What is new for you this morning');
  expect(letter?.sections[0]?.lines.map(({ text }) => text)).toEqual([
    'Luis Peña mentioned you in 2026-000002 Grant',
    'Somebody assigned to you: 3 inquiries',
  ]);
});

test('both languages have the same words', () => {
  expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const key of Object.keys(english) as (keyof typeof english)[])
    expect([key, places(spanish[key])]).toEqual([key, places(english[key])]);
});

test('letters to many that wait for an approval, that stopped or that go out today make a letter, each with its page', () => {
  const campaigns = {
    to_approve: [{ name: 'Bulletin', path: '/campaigns/1' }],
    paused: [{ name: 'Class', path: '/campaigns/2' }],
    today: [{ name: 'Notice', at: '10:00 AM', path: '/campaigns/3' }],
  };
  expect(writeDigest({ ...quiet, campaigns }, english)?.sections).toEqual([
    { title: 'Letters to many that are paused', lines: [{ text: 'Class', path: '/campaigns/2' }] },
    { title: 'Letters to many that wait for your approval', lines: [{ text: 'Bulletin', path: '/campaigns/1' }] },
    { title: 'Letters to many that go out today', lines: [{ text: '10:00 AM · Notice', path: '/campaigns/3' }] },
  ]);
});

test('reports of awards are told until they are filed; what has a line there is not told again as news', () => {
  const report = {
    report: 'r1',
    name: 'Federal Financial Report',
    award: 'Street outreach',
    due_on: 'March 16',
    days: -1,
    path: '/awards/1',
  };
  const reminder = (facts: object, name: string) => ({
    kind: 'reminded' as const,
    actor: null,
    count: 1,
    record_table: 'awards',
    facts: { subject: 'Street outreach', ...facts },
    reminder: { name, due_on: 'April 30' },
    path: '/awards/1',
  });
  const letter = writeDigest(
    {
      ...quiet,
      award_reports: {
        own: { count: 7, pressing: 6, rows: Array(5).fill(report) },
        office: { count: 1, rows: [{ ...report, report: 'r2', award: null }] },
      },
      notifications: [
        reminder({ report: 'r1' }, 'Federal Financial Report'),
        reminder({ report: 'r3' }, 'Performance report'),
        { kind: 'reminded', actor: null, count: 8, record_table: 'awards', facts: {}, path: '/notifications' },
      ],
    },
    english,
  );
  expect(letter?.subject).toBe('6 things are due today or late');
  expect(letter?.sections.map(({ title, lines }) => [title, lines[0]?.text, lines.length])).toEqual([
    ['Your reports of awards, late or to be filed within a week: 7', 'Federal Financial Report · Street outreach (was due March 16)', 6],
    ['Since the last morning mail', 'Performance report · Street outreach (due April 30)', 2],
    ['Reports of awards that are late with others or with nobody: 1', 'Federal Financial Report (was due March 16)', 1],
  ]);
  expect(letter?.sections[1]?.lines[1]?.text).toBe('8 reports of awards come due or are late');
});

test('partners have a block of the lines that say something; what has weeks makes no letter of its own', () => {
  const slow = { referrals: 0, agreements: 2, programs: 40, translations: 0 };
  expect(writeDigest({ ...quiet, partners: slow }, english)).toBeNull();
  const letter = writeDigest({ ...quiet, partners: { ...slow, referrals: 3 } }, english);
  expect(letter?.sections).toEqual([
    {
      title: 'With partners',
      lines: [
        { text: 'Referrals over due: 3', path: '/referrals?tab=late' },
        { text: 'Partners with an agreement that runs out within 60 days: 2', path: '/organizations?tab=ending' },
        { text: 'Programs in the directory to look at again: 40', path: '/programs?tab=stale' },
      ],
    },
  ]);
});

test('who is asked to read a translation is told what it is called', () => {
  const asked = {
    kind: 'assigned' as const,
    actor: 'Yusuf',
    count: 1,
    facts: { subject: 'Flyer', deed: 'review_waits' },
    path: '/language-encounters/translations/7',
  };
  expect(writeDigest({ ...quiet, notifications: [asked] }, spanish)?.sections[0]?.lines).toEqual([
    { text: 'Yusuf le pide que revise una traducción: Flyer', path: '/language-encounters/translations/7' },
  ]);
});

test('answers to check have a line, which makes no letter of its own', () => {
  expect(writeDigest({ ...quiet, answers: 3 }, english)).toBeNull();
  const letter = writeDigest({ ...quiet, answers: 3, partners: { ...quiet.partners, referrals: 1 } }, english);
  expect(letter?.sections.find(({ title }) => title === 'Answers of the office')).toEqual({
    title: 'Answers of the office',
    lines: [{ text: '3 to check', path: '/answers?tab=review' }],
  });
});
