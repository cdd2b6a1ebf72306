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
