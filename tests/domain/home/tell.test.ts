import { expect, test } from 'vitest';
import { type HomeFacts, listFirstSteps, listOfficeNotes, tellHome } from '../../../src/domain/home/tell.ts';
import { daysBetween } from '../../../src/domain/shared/dates.ts';

const calm: HomeFacts = {
  today: '2026-11-25',
  mine: { overdue: 0, due_today: 0, open: 0, tasks: 0 },
  team: { overdue: 0, due_today: 0, unassigned: 0, open: 0 },
  events: { mine_today: 0, needing: null, month: { held: 0, people: 0 }, before: { held: 0, people: 0 } },
  campaigns: { to_approve: null, returned: 0, to_schedule: null, paused: [], next: [] },
  awards: { late: 0, soon: 0, next: [] },
  partners: { late: 0, asked: 0, declined: 0, agreements: 0, programs: 0, follow_ups: 0, translations: 0, next: [] },
  desk: { to_acknowledge: 0, answers: 0 },
  unread: 0,
  report: null,
  office: null,
};
const busy: HomeFacts = {
  ...calm,
  mine: { overdue: 2, due_today: 1, open: 9, tasks: 3 },
  team: { overdue: 12, due_today: 5, unassigned: 4, open: 40 },
};
const keys = (facts: HomeFacts, leads = false) => tellHome(facts, leads).map(({ key }) => key);

test('staff hear of their own first, and of what nobody has', () => {
  expect(keys(busy)).toEqual(['mine_overdue', 'mine_due', 'tasks', 'unassigned']);
});

test('who leads hears of the whole office and of a report that is missing', () => {
  expect(keys({ ...busy, report: { month: '2026-10-01', edition: null } }, true)).toEqual([
    'overdue',
    'due_today',
    'tasks',
    'unassigned',
    'report_missing',
  ]);
  expect(keys({ ...calm, report: { month: '2026-10-01', edition: 2 } }, true)).toEqual([]);
  // An office too young to have a report to file is led all the same.
  expect(keys(busy, true)[0]).toBe('overdue');
});

test('a grant report that is late comes before what is due today of tasks, and leads to the radar', () => {
  const told = tellHome({ ...busy, awards: { late: 1, soon: 2, next: [] } }, true);
  expect(told.slice(2, 4)).toMatchObject([
    { key: 'awards_late', count: 1, tone: 'late', path: '/awards/radar' },
    { key: 'awards_soon', count: 2, tone: 'soon' },
  ]);
});

test('who only reads hears of the office', () => {
  expect(keys({ ...busy, mine: null })).toEqual(['overdue', 'due_today', 'unassigned']);
});

test('an administrator hears of work that fails', () => {
  const office = { invited: 0, members: 5, jobs_failing: 1, backup_on: null, has_contact: true };
  expect(keys({ ...calm, office }, true)).toEqual(['jobs_failing']);
});

test('every part leads to the rows that it counts', () => {
  expect(tellHome(busy, false)[0]?.path).toBe('/inquiries?assigned=me&open=yes&sort=due_on&due_before=today');
});

test('an administrator alone is asked to invite, and told how old the backup is', () => {
  const office = { invited: 2, members: 1, jobs_failing: 0, backup_on: '2026-11-20', has_contact: false };
  expect(listOfficeNotes({ ...calm, office }, daysBetween).map(({ key }) => key)).toEqual(['alone', 'invited', 'no_contact', 'backup_old']);
  expect(listOfficeNotes({ ...calm, office: { ...office, backup_on: '2026-11-24' } }, daysBetween).at(-1)?.key).toBe('backup');
  expect(listOfficeNotes(calm, daysBetween)).toEqual([]);
});

test('a new office is led to its first inquiry, and is left alone once it has one', () => {
  const steps = { identity: true, districts: true, holidays: false, people: false, work: false };
  const told = listFirstSteps(steps, false);
  expect(told.filter(({ isDone }) => !isDone).map(({ key }) => key)).toEqual(['holidays', 'mail', 'people', 'work']);
  expect(listFirstSteps({ ...steps, holidays: true, people: true, work: true }, false)).toEqual([]);
});
test('as long as nobody knows whether letters leave, that step is not shown', () => {
  const steps = { identity: false, districts: true, holidays: true, people: true, work: true };
  expect(listFirstSteps(steps, null).map(({ key }) => key)).not.toContain('mail');
});

test('what stopped and what waits for an approval is told, and leads to its list', () => {
  const campaigns = { to_approve: 2, returned: 1, to_schedule: 0, paused: [{ id: 'a', name: 'Bulletin', reason: null }], next: [] };
  expect(tellHome({ ...calm, campaigns }, true).map(({ key, path }) => [key, path])).toEqual([
    ['campaigns_paused', '/campaigns?status=paused'],
    ['campaigns_to_approve', '/campaigns?tab=to_approve'],
    ['campaigns_returned', '/campaigns?tab=mine'],
  ]);
});

test('referrals that are over due come before grants, what runs out after the work of the day', () => {
  const partners = { late: 1, asked: 2, declined: 0, agreements: 3, programs: 4, follow_ups: 5, translations: 6, next: [] };
  expect(tellHome({ ...busy, partners }, true).filter(({ key }) => /referrals|call|translations|agree|programs/.test(key))).toMatchObject([
    { key: 'referrals_late', count: 1, tone: 'late' },
    { key: 'referrals_asked', count: 2, tone: 'soon' },
    { key: 'call_backs', count: 5 },
    { key: 'translations', count: 6, path: '/language-encounters/translations?tab=to_read' },
    { key: 'agreements', count: 3, path: '/organizations?tab=ending' },
    { key: 'programs_stale', count: 4 },
  ]);
});

test('what was brought to the reader leads, and answers to check are told to who writes them', () => {
  const parts = tellHome({ ...busy, desk: { to_acknowledge: 1, answers: 2 } }, true);
  expect(parts[0]).toEqual({ key: 'to_acknowledge', count: 1, tone: 'late', path: '/inquiries?clock=to_acknowledge&sort=due_on' });
  expect(parts.find(({ key }) => key === 'answers')).toMatchObject({ count: 2, path: '/answers?tab=review' });
});
