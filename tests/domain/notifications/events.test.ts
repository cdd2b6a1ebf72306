import { expect, test } from 'vitest';
import { type DigestFacts, writeDigest } from '../../../src/domain/notifications/digest.ts';
import english from '../../../templates/email/digest.en.json' with { type: 'json' };
import spanish from '../../../templates/email/digest.es.json' with { type: 'json' };

const none = { count: 0, rows: [] };
const facts: DigestFacts = {
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
  events: [{ title: 'Clinic', at: 'November 25, 2026 at 6:00 PM', place: 'Vine Heights Center', path: '/events/1' }],
  campaigns: { to_approve: [], paused: [], today: [] },
  award_reports: { own: { count: 0, rows: [], pressing: 0 }, office: { count: 0, rows: [] } },
  partners: { referrals: 0, agreements: 0, programs: 0, translations: 0 },
  notifications: [
    { kind: 'assigned', actor: 'Yusuf', count: 1, record_table: 'events', facts: { subject: 'Clinic' }, path: '/events/1' },
    {
      kind: 'changed',
      actor: 'Yusuf',
      count: 1,
      record_table: 'events',
      facts: { subject: 'Clinic', deed: 'cancelled' },
      path: '/events/1',
    },
    {
      kind: 'changed',
      actor: null,
      count: 12,
      record_table: 'events',
      facts: { subject: 'Clinic', deed: 'moved' },
      path: '/notifications',
    },
  ],
  report: null,
};

test('the morning mail names the events of the day with their place, and what became of others', () => {
  const letter = writeDigest(facts, english);
  expect(letter?.sections).toEqual([
    {
      title: 'Your events today and tomorrow',
      lines: [{ text: 'November 25, 2026 at 6:00 PM · Clinic · Vine Heights Center', path: '/events/1' }],
    },
    {
      title: 'Since the last morning mail',
      lines: [
        { text: 'Yusuf put you on the roster: Clinic', path: '/events/1' },
        { text: 'Yusuf cancelled: Clinic', path: '/events/1' },
        { text: 'Somebody moved: 12 events', path: '/notifications' },
      ],
    },
  ]);
  expect(writeDigest(facts, spanish)?.sections[0]?.title).toBe('Sus eventos de hoy y mañana');
});
