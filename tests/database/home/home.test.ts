import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HomeFacts } from '../../../src/domain/home/tell.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  await office.exec(`insert into inquiries (subject, channel, topic_id, assigned_to)
    select 'Question ' || g, 'phone', (select id from topics limit 1), case when g <= 5 then (select id from staff where role = 'staff') when g <= 7 then (select id from staff where role = 'manager') end
    from generate_series(1, 10) g`);
  await office.exec('alter table inquiries disable trigger user');
  await office.exec(`update inquiries set due_on = case when subject in ('Question 1', 'Question 2', 'Question 6') then private.local_date(now()) - 3
    when subject in ('Question 3', 'Question 8') then private.local_date(now()) else private.local_date(now()) + 5 end`);
  await office.exec('alter table inquiries enable trigger user');
});
afterAll(() => office.close());

const facts = async (role: Role): Promise<HomeFacts> => {
  const { data, error } = await office.as(role).rpc('home_facts');
  if (error) throw error;
  return data as unknown as HomeFacts;
};

test('staff are told what is theirs, and what nobody has', async () => {
  const told = await facts('staff');
  expect(told.mine).toEqual({ overdue: 2, due_today: 1, open: 5, tasks: 0 });
  expect(told.team).toEqual({ overdue: 3, due_today: 2, unassigned: 3, open: 10 });
  expect([told.report, told.office]).toEqual([null, null]);
});

test('a viewer takes nothing, and is told of the office', async () => {
  expect((await facts('viewer')).mine).toBeNull();
});

test('a task of mine that is due is counted', async () => {
  await office.exec(
    `insert into tasks (title, owner_id, due_on) select 'Call back', id, private.local_date(now()) from staff where role = 'coordinator'`,
  );
  expect((await facts('coordinator')).mine?.tasks).toBe(1);
});

test('who leads is told of last month’s report, unless the office is younger than that', async () => {
  expect((await facts('manager')).report).toBeNull();
  await office.exec('alter table settings disable trigger user');
  await office.exec(`update settings set created_at = now() - interval '1 year'`);
  await office.exec('alter table settings enable trigger user');
  expect((await facts('manager')).report).toMatchObject({ edition: null });
  expect((await facts('coordinator')).report).toBeNull();
});

test('only an administrator is told who has not come in and what fails', async () => {
  await office.exec(`insert into staff (email, name, role) values ('new@office.example', 'New Person', 'staff')`);
  expect((await facts('admin')).office).toMatchObject({ invited: 1, members: 6, jobs_failing: 0 });
  expect((await facts('manager')).office).toBeNull();
});

test('a new office tells its administrators which steps are done, and nobody else', async () => {
  expect((await office.as('manager').rpc('first_steps')).error?.code).toBe('42501');
  await office.exec(`update settings set phone = null`);
  expect((await office.as('admin').rpc('first_steps')).data).toMatchObject({ identity: false, districts: true, people: true, work: true });
  await office.exec(`update settings set phone = '+18165131313', email = 'office@city.example', address = '414 E 12th St'`);
  expect((await office.as('admin').rpc('first_steps')).data).toMatchObject({ identity: true });
});

test('reports of awards that are late or near are told to who writes awards, their own to everybody else', async () => {
  await office.exec(`insert into award_reports (schedule_key, kind, title, period_start, period_end, computed_due_on, is_by_hand, owner_id)
    select 'by_hand:' || title, 'other', title, today - 90, today - 60, today + days, true, (select id from staff where email = who || '@office.example')
    from (values ('Sheriff’s report', -3, 'staff'), ('Near', 5, 'manager'), ('Far', 300, 'staff')) v (title, days, who), (select private.local_date(now()) as today) t`);
  const told = async (role: Role) => (await facts(role)).awards;
  expect(await told('coordinator')).toMatchObject({
    late: 1,
    soon: 1,
    next: [{ state: 'late', days_to_due: -3, award_id: null }, { days_to_due: 5 }],
  });
  expect(await told('staff')).toMatchObject({ late: 1, soon: 0, next: [{ state: 'late' }] });
  expect(await told('viewer')).toEqual({ late: 0, soon: 0, next: [] });
});
