import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../src/domain/shared/dates.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { schedulesOf } from './schedule-support.ts';

let office: TestOffice;
let on: ReturnType<typeof schedulesOf>;
const people = {} as Record<Role, string>;
beforeAll(async () => {
  office = await openOffice();
  on = schedulesOf(office);
  for (const { id, role } of await office.exec<{ id: string; role: Role }>('select id, role from staff')) people[role] = id;
});
afterAll(() => office.close());
beforeEach(async () => {
  await office.exec('delete from awards');
  await office.exec('delete from notifications');
  await office.exec('delete from preferences');
  await office.exec('delete from award_reports');
});

type Told = { who: Role; days: number; to: string; kind: string; count: number };
const told = () =>
  office.exec<Told>(
    `select s.role as who, (n.facts ->> 'days')::integer as days, n.facts ->> 'to' as to, n.facts ->> 'kind' as kind, n.count
     from notifications n join staff s on s.id = n.staff_id where n.read_at is null order by n.created_at, s.role, n.id`,
  );
const remind = async (day: string): Promise<number> =>
  Number((await on.one<{ n: number }>('select remind_award_reports($1) as n', [day])).n);
/** One report that is due on a day, and nothing else. */
async function owed(due: string, owner: Role | null, facts: { consequence?: boolean } = {}): Promise<string> {
  const award = await on.award({ starts_on: '2026-10-01', ends_on: '2027-09-30', title: 'Street outreach' });
  await office.exec('delete from award_reports where award_id = $1', [award]);
  const [row] = await office.exec<{ id: string }>(
    `insert into award_reports (award_id, kind, schedule_key, computed_due_on, owner_id, rule_id)
     values ($1, 'ffr', 'ffr:walk', $2, $3, (select id from award_report_rules where code = 'ffr_quarterly' and $4)) returning id`,
    [award, due, owner ? people[owner] : null, facts.consequence ?? true],
  );
  return String(row?.id);
}

test('day by day: the owner hears at 60, 30, 14, 7 and 1 days; the manager a week before when nobody said "I know", and of what is late', async () => {
  await owed('2027-03-16', 'coordinator');
  const heard: [number, number][] = [];
  for (let day = '2027-01-10'; day <= '2027-05-20'; day = addDays(day, 1)) {
    const people = await remind(day);
    if (people > 0) heard.push([daysBetween(day, '2027-03-16'), people]);
  }
  expect(heard).toEqual([
    [60, 1],
    [30, 1],
    [14, 1],
    [7, 2],
    [1, 2],
    [-1, 2],
    [-7, 2],
    [-14, 2],
    [-30, 2],
    [-60, 2],
  ]);
  expect((await told()).map(({ who, to, days }) => `${who} ${to} ${days}`)).toEqual(
    expect.arrayContaining(['coordinator owner 60', 'manager lead 7', 'coordinator owner 1', 'manager lead -1', 'coordinator owner -60']),
  );
  expect((await told()).filter(({ who }) => who === 'manager')).toHaveLength(7);
});

test('whoever said "I know" is reminded on; those who lead are not, until it is late', async () => {
  const report = await owed('2027-03-16', 'coordinator');
  await remind('2027-02-14');
  expect(await told()).toMatchObject([{ who: 'coordinator', days: 30 }]);
  await on.must('coordinator', 'acknowledge_report', { p_id: report });
  expect(await told()).toEqual([]);
  expect([await remind('2027-03-09'), await remind('2027-03-15'), await remind('2027-03-17')]).toEqual([1, 1, 2]);
});

test('what nobody has is told to those who lead from the beginning; without a manager, to the administrators', async () => {
  await owed('2027-03-16', null);
  await remind('2027-01-15');
  expect(await told()).toMatchObject([{ who: 'manager', to: 'lead', days: 60 }]);
  await office.exec(`update staff set is_active = false where role = 'manager'`);
  await remind('2027-02-14');
  await office.exec(`update staff set is_active = true where role = 'manager'`);
  expect((await told()).map(({ who }) => who)).toEqual(['manager', 'admin']);
});

test('counted to the day to file by: a report that is due on a Sunday is reminded of before the weekend; a machine that was off catches up once', async () => {
  // March 14, 2027 is a Sunday: file by Friday the 12th.
  await owed('2027-03-14', 'manager');
  const days: string[] = [];
  for (let day = '2027-03-08'; day <= '2027-03-15'; day = addDays(day, 1)) if ((await remind(day)) > 0) days.push(day);
  // The first day catches up with the week that began on the 5th.
  expect(days).toEqual(['2027-03-08', '2027-03-11', '2027-03-15']);
  expect(await remind('2027-03-15')).toBe(0);
});

test('what is filed, waived or moved reminds of nothing any more; another day is reminded of anew', async () => {
  const report = await owed('2027-03-16', 'coordinator');
  await remind('2027-03-09');
  expect(await told()).toHaveLength(2);
  await on.must('coordinator', 'override_report', { p_id: report, p_due_on: '2027-04-20', p_source: 'JustGrants' });
  expect(await told()).toEqual([]);
  expect([await remind('2027-03-10'), await remind('2027-03-21')]).toEqual([1, 1]);
  expect(await told()).toMatchObject([{ days: 41 }, { days: 30 }]);
  await office.exec(`update award_reports set filed_on = '2027-03-22' where id = $1`, [report]);
  expect(await told()).toEqual([]);
  expect(await remind('2027-04-19')).toBe(0);
});

test('who has more than five at once is told their number; who wants no reminders gets none, and nobody is told of another’s wish', async () => {
  for (let n = 0; n < 6; n += 1) await owed('2027-03-16', 'coordinator');
  await on.must('manager', 'save_preferences', { p_patch: { notify: { reminded: 'none' } } });
  await remind('2027-03-17');
  expect(await told()).toEqual([{ who: 'coordinator', days: null, to: null, kind: null, count: 6 }]);
});

test('the morning mail says what is late or due within a week: one’s own, and to those who lead what is late with others', async () => {
  await owed('2027-03-16', 'coordinator');
  await owed('2027-03-30', 'coordinator');
  const facts = async (role: Role, day: string) =>
    (
      await on.one<{ f: { award_reports: Record<'own' | 'office', { count: number; rows: Record<string, unknown>[] }> } }>(
        'select digest_facts($1, $2) as f',
        [people[role], day],
      )
    ).f.award_reports;
  expect(await facts('coordinator', '2027-03-08')).toMatchObject({ own: { count: 0 }, office: { count: 0 } });
  const own = await facts('coordinator', '2027-03-09');
  expect(own).toMatchObject({ own: { count: 1, rows: [{ kind: 'ffr', award: 'Street outreach', due_on: '2027-03-16', days: 7 }] } });
  expect(own.own.rows[0]?.path).toMatch(/^\/awards\/[0-9a-f-]{36}\?tab=schedule$/);
  expect(await facts('manager', '2027-03-16')).toMatchObject({ office: { count: 0 } });
  expect(await facts('manager', '2027-03-17')).toMatchObject({ own: { count: 0 }, office: { count: 1, rows: [{ days: -1 }] } });
});

test('the calendar has what is owed on its day, the only one by its name; of one person, only theirs', async () => {
  await owed('2027-03-16', 'coordinator');
  const award = String((await on.one<{ id: string }>('select id from awards')).id);
  const show = async (filters: object) =>
    (
      (await on.must('viewer', 'calendar_between', {
        p_from: '2027-03-01T06:00:00Z',
        p_to: '2027-04-01T05:00:00Z',
        p_what: ['award_reports'],
        p_filters: filters,
      })) as { dated: object[] }
    ).dated;
  expect(await show({})).toEqual([{ what: 'award_reports', on: '2027-03-16', count: 1, title: 'Street outreach', kind: 'ffr', id: award }]);
  expect(await show({ staff: [people.manager] })).toEqual([]);
  await owed('2027-03-16', null);
  expect(await show({})).toEqual([{ what: 'award_reports', on: '2027-03-16', count: 2 }]);
});
