import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RadarAnswer, RadarRow } from '../../../src/domain/awards/radar.ts';
import { whatIfLate } from '../../../src/domain/awards/what-if.ts';
import { addDays } from '../../../src/domain/shared/dates.ts';
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

const look = async (today: string, query: Record<string, unknown> = {}): Promise<RadarAnswer> =>
  (await on.one<{ radar: RadarAnswer }>('select private.radar_of($1, $2::date) as radar', [query, today])).radar;
const of = async (award: string, today: string, within = 30): Promise<RadarRow[]> =>
  (await look(today, { within, filters: { award: [award] } })).rows;
const keyed = async (award: string, key: string, today: string) =>
  (await of(award, today, 400)).find(({ schedule_key }) => schedule_key === key) as RadarRow;
const fileUntil = (award: string, day: string) =>
  office.exec(`update award_reports set filed_on = due_on where award_id = $1 and due_on < $2`, [award, day]);
const brief = (rows: RadarRow[]) => rows.map(({ award_title, kind, due_on, severity }) => [award_title, kind, due_on, severity]);

describe('what follows, and when', () => {
  test('a performance report suspends funds fifteen days after its day: counted down until then, and said from then on', async () => {
    const id = await on.award({ starts_on: '2026-01-01', ends_on: '2026-12-31', accepted_on: '2026-01-05' });
    await fileUntil(id, '2026-07-30');
    const at = (today: string) => keyed(id, 'performance:2026-01-01', today);
    expect(await at('2026-07-30')).toMatchObject({
      state: 'due',
      severity: 2,
      days_to_due: 0,
      holds_from: '2026-08-14',
      is_holding: false,
    });
    expect(await at('2026-07-31')).toMatchObject({ state: 'late', severity: 4, consequence: 'suspension', days_to_consequence: 14 });
    expect(await at('2026-08-13')).toMatchObject({ severity: 4, days_to_consequence: 1, is_holding: false });
    expect(await at('2026-08-14')).toMatchObject({ severity: 5, days_to_consequence: 0, is_holding: true });
  });

  test('an FFR locks ASAP on the day after its day, also when that is a Saturday; on a weekend the day to file by comes first', async () => {
    const id = await on.award({ starts_on: '2026-10-01', ends_on: '2027-09-30', accepted_on: '2026-10-05' });
    const at = (today: string) => keyed(id, 'ffr:2026-10-01', today);
    expect(await at('2027-01-28')).toMatchObject({ due_on: '2027-01-30', file_by: '2027-01-29', state: 'open', severity: 2 });
    expect(await at('2027-01-29')).toMatchObject({ state: 'due', days_to_consequence: 1 });
    expect(await at('2027-01-30')).toMatchObject({
      state: 'due',
      consequence: 'asap_lock',
      consequence_on: '2027-01-30',
      is_holding: false,
    });
    expect(await at('2027-01-31')).toMatchObject({ state: 'late', severity: 5, holds_from: '2027-01-31', is_holding: true });
  });

  test('an award is closed out without us on day 121', async () => {
    const id = await on.award({ starts_on: '2026-01-01', ends_on: '2026-12-31', accepted_on: '2026-01-05', status: 'closeout' });
    const at = (today: string) => keyed(id, 'closeout', today);
    expect(await at('2027-04-30')).toMatchObject({ due_on: '2027-04-30', state: 'due', is_holding: false });
    expect(await at('2027-05-01')).toMatchObject({ holds_from: '2027-05-01', is_holding: true, consequence: 'administrative_closeout' });
  });

  test('what is asked with "what if" on screen is what the radar says on that day', async () => {
    const id = await on.award({ starts_on: '2026-01-01', ends_on: '2026-12-31', accepted_on: '2026-01-05' });
    const rows = await of(id, '2026-01-02', 600);
    expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['ffr', 'performance', 'closeout']));
    for (const row of rows)
      for (const late of [0, 1, 14, 15, 60]) {
        const told = whatIfLate(row, late);
        const then = await keyed(id, row.schedule_key, addDays(row.due_on, late));
        expect([row.schedule_key, late, told.holds !== null, told.filedOn]).toEqual([
          row.schedule_key,
          late,
          then.is_holding,
          addDays(row.due_on, -(then.days_to_due ?? Number.NaN)),
        ]);
      }
  });

  test('an FFR says that nothing was spent in its period, what it waits for, what waits behind it, and what cannot be drawn', async () => {
    const id = await on.award({ starts_on: '2025-01-01', ends_on: '2025-12-31', accepted_on: '2025-01-05' });
    await office.exec(
      `insert into award_entries (award_id, kind, category, amount_cents, entry_on) values ($1, 'expenditure', 'travel', 100, '2025-03-31')`,
      [id],
    );
    await office.exec(`insert into award_entries (award_id, kind, amount_cents, entry_on) values ($1, 'drawdown', 1000000, '2025-04-02')`, [
      id,
    ]);
    await office.exec(`insert into award_conditions (award_id, text, withheld_cents) values ($1, 'Submit the budget', 9000000)`, [id]);
    const [first, second, third] = await Promise.all(
      ['ffr:2025-01-01', 'ffr:2025-04-01', 'ffr:2025-07-01'].map((key) => keyed(id, key, '2025-08-02')),
    );
    expect(first).toMatchObject({ is_unspent: false, blocked_by: null, behind: ['2025-07-30', '2025-10-30', '2026-04-30'] });
    expect(second).toMatchObject({ is_unspent: true, blocked_by: first?.id, behind: ['2025-10-30', '2026-04-30'] });
    // Its period is not over: nobody knows yet what is spent in it.
    expect(third).toMatchObject({ is_unspent: false, blocked_by: first?.id });
    expect(first?.to_draw_cents).toBe(40000000);
    expect(whatIfLate(first as RadarRow, 93)).toMatchObject({ filedOn: '2025-08-01', lateBehind: 1, stuckCents: 40000000 });
  });
});

describe('the page', () => {
  test('the worst comes first: what holds, what is late, then by the day to file by; what is settled or not owed is not there', async () => {
    await office.exec('delete from award_entries');
    await office.exec('delete from awards');
    const plain = { starts_on: '2026-07-01', ends_on: '2027-06-30', accepted_on: '2026-07-05' };
    const locked = await on.award({ ...plain, title: 'Locked' });
    const warned = await on.award({ ...plain, title: 'Warned' });
    await office.exec(`update award_reports set filed_on = '2026-11-01' where award_id = $1 and kind = 'ffr' and due_on = '2026-10-30'`, [
      warned,
    ]);
    const calm = await on.award({ ...plain, title: 'Calm' });
    await fileUntil(calm, '2027-03-01');
    await on.award({ ...plain, title: 'Applied for', status: 'applied' });
    const over = await on.award({ ...plain, title: 'Over' });
    await on.change(over, { status: 'closed', closed_on: '2026-12-01' });
    const answer = await look('2027-02-01', { within: 30 });
    expect(brief(answer.rows)).toEqual([
      ['Locked', 'ffr', '2026-10-30', 5],
      ['Locked', 'ffr', '2027-01-30', 5],
      ['Warned', 'ffr', '2027-01-30', 5],
      ['Locked', 'performance', '2027-01-30', 4],
      ['Warned', 'performance', '2027-01-30', 4],
    ]);
    expect(answer.counts).toMatchObject({ late: 5, holding: 3, locked: 2, suspended: 0, week: 0, month: 0, nobody: 5 });
    expect(answer.quiet.map(({ title, next_on }) => [title, next_on])).toEqual([['Calm', '2027-04-30']]);
    expect((await look('2027-02-14', { within: 30 })).counts).toMatchObject({ holding: 5, locked: 2, suspended: 2 });
    await office.exec(
      `update award_reports set waived_on = '2027-02-01', waived_reason = 'Not asked for' where award_id = $1 and kind = 'ffr' and due_on = '2027-01-30'`,
      [warned],
    );
    expect((await look('2027-02-01', { within: 30 })).total).toBe(4);
    expect((await look('2027-02-01', { within: 30, limit: 2 })).rows.map(({ award_id }) => award_id)).toEqual([locked, locked]);
  });

  test('filters: of a department or of none, of whoever has it or of nobody; what the city owes as a whole stands among the rest', async () => {
    const [department] = await office.exec<{ id: string }>(`select id from organizations where kind = 'department' order by name limit 1`);
    const [mine] = await office.exec<{ id: string }>(`select id from awards where title = 'Locked'`);
    await on.change(String(mine?.id), { department_id: department?.id, lead_id: people.coordinator });
    const titles = async (filters: object) =>
      new Set((await look('2027-02-01', { within: 30, filters })).rows.map(({ award_title }) => award_title));
    expect(await titles({ department: [department?.id] })).toEqual(new Set(['Locked']));
    expect(await titles({ department: [null] })).toEqual(new Set(['Warned']));
    expect(await titles({ owner: [people.coordinator] })).toEqual(new Set(['Locked']));
    expect(await titles({ owner: [null] })).toEqual(new Set(['Warned']));
    expect((await on.call('viewer', 'award_radar', { p_query: { filters: { department: ['nonsense'] } } })).error).toMatchObject({
      code: 'PT422',
      hint: 'filters',
    });
    await office.exec(`update settings set sam_expires_on = '2027-02-10'`);
    const sam = (await look('2027-02-01', { within: 30 })).rows.find(({ kind }) => kind === 'sam_registration');
    expect(sam).toMatchObject({ award_id: null, award_title: null, due_on: '2027-02-10', state: 'open', severity: 1 });
    expect((await look('2027-02-01', { within: 30, filters: { owner: [people.coordinator] } })).quiet).toEqual([]);
  });

  test('a viewer reads it as it is today', async () => {
    const answer = (await on.must('viewer', 'award_radar', { p_query: {} })) as RadarAnswer;
    const [{ today } = { today: '' }] = await office.exec<{ today: string }>('select private.local_date(now())::text as today');
    expect([answer.today, answer.within]).toEqual([today, 90]);
  });
});
