import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileLook, ImportCounts, ImportNews } from '../../../src/domain/imports/file-import.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';

let served: ServedOffice;
let topic: string;
beforeAll(async () => {
  served = await startOffice();
  topic = String(
    (await served.office.exec<{ name: string }>('select name from topics where is_active order by sort_order, name limit 1'))[0]?.name,
  );
  await served.office.exec(`update escalation_steps set created_at = now() - interval '1 year'`);
});
afterAll(() => served.stop());

/** A list of one's own is chosen, compared and taken in. */
async function take(rows: string[]): Promise<ImportCounts> {
  const { office, url } = served;
  const body = ['Number,Subject,Topic,Status,Received at,Closed at', ...rows].join('\n');
  const headers = { authorization: `Bearer ${office.tokenOf('manager')}` };
  const look = (await (await fetch(`${url}/imports/inquiries/look`, { method: 'POST', headers, body })).json()) as FileLook;
  const { mapping, columns, preset } = look;
  const about = { resource: 'inquiries', file_name: 'cases.csv', mapping, columns, preset };
  const { data: id } = await office.as('manager').rpc('begin_file_import', { p_import: about });
  const answer = await fetch(`${url}/imports/${String(id)}/file`, { method: 'POST', headers, body });
  const news = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ImportNews);
  const last = news.at(-1) as ImportNews;
  if (!('counts' in last)) throw new Error(JSON.stringify(last));
  const { error } = await office.as('manager').rpc('apply_file_import', { p_import: String(id) });
  expect(error).toBeNull();
  return last.counts;
}
/** A day of the office, so many days ago. */
const ago = async (days: number) =>
  String((await served.office.exec<{ day: string }>('select (office_today() - $1::integer)::text as day', [days]))[0]?.day);
type Clocks = { id: string; first: string | null; due: string | null; due_on: string | null; stands: string | null };
const clocksOf = async (key: string) =>
  (
    await served.office.exec<Clocks>(
      `select i.id, first_response_due_at as first, resolution_due_at as due, due_on::text,
         (select p.reason from clock_pauses p where p.inquiry_id = i.id and p.ended_at is null) as stands
       from inquiries i where source_key = $1`,
      [key],
    )
  )[0] as Clocks;
const undoLast = async () => {
  const [set] = await served.office.exec<{ id: string }>(
    `select id from change_sets where reason = 'import' and undone_by is null order by created_at desc, id desc limit 1`,
  );
  const { data, error } = await served.office.as('manager').rpc('undo_change_set', { p_change_set: String(set?.id) });
  expect(error).toBeNull();
  return data as unknown as { stayed?: { count: number }; refused?: unknown };
};
const escalate = async (later = '0 days') =>
  Number((await served.office.exec<{ n: number }>(`select escalate_inquiries(now() + $1::interval) as n`, [later]))[0]?.n);
const toldOf = async (key: string) =>
  (
    await served.office.exec<{ clock: string }>(
      `select e.clock from inquiry_escalations e join inquiries i on i.id = e.inquiry_id where i.source_key = $1 order by 1`,
      [key],
    )
  ).map(({ clock }) => clock);

test('what comes in open has the due times of its topic from when it was opened; what is closed or older than a month has none', async () => {
  const [today, lately, long] = [await ago(0), await ago(20), await ago(31)];
  const counts = await take([
    `N-1,New today,"${topic}",New,${today},`,
    `N-2,Worked on,"${topic}",In progress,${lately},`,
    `N-3,Waits for her,"${topic}",Waiting for resident,${today},`,
    `N-4,Long ago,"${topic}",New,${long},`,
    `N-5,Done,"${topic}",Closed,${today},${today}`,
  ]);
  expect(counts).toMatchObject({ new: 5, clocked: 3, unclocked: 1 });
  const { data: typed } = await served.office
    .as('staff')
    .from('inquiries')
    .insert({
      subject: 'Typed',
      channel: 'phone',
      topic_id: String((await served.office.exec<{ id: string }>('select id from topics where name = $1', [topic]))[0]?.id),
      opened_at: String(
        (await served.office.exec<{ at: string }>(`select opened_at as at from inquiries where source_key = 'N-1'`))[0]?.at,
      ),
    })
    .select('first_response_due_at, resolution_due_at, due_on')
    .single();
  const fresh = await clocksOf('N-1');
  const at = (time: unknown) => new Date(String(time)).toISOString();
  expect(at(fresh.first)).toBe(at(typed?.first_response_due_at));
  expect(at(fresh.due)).toBe(at(typed?.resolution_due_at));
  expect(fresh.due_on).toBe(typed?.due_on);
  expect(await clocksOf('N-2')).toMatchObject({ first: null, due: expect.any(String) });
  expect(await clocksOf('N-3')).toMatchObject({ due: expect.any(String), due_on: null, stands: 'waiting' });
  for (const key of ['N-4', 'N-5']) expect(await clocksOf(key)).toMatchObject({ first: null, due: null, due_on: null, stands: null });
  // It goes on as any clock: the resident answers, and it is due again.
  const one = await clocksOf('N-3');
  const changed = await served.office.as('staff').from('inquiries').update({ status: 'in_progress' }).eq('id', one.id);
  expect(changed.error).toBeNull();
  expect(await clocksOf('N-3')).toMatchObject({ due_on: expect.any(String), stands: null });
  const { data: why } = await served.office.as('viewer').rpc('inquiry_clock', { p_id: fresh.id });
  expect(why).toMatchObject({ resolution: { is_promised: true, state: 'runs' }, first: { is_promised: true } });
});

test('nobody is told of what had run out before it came in, but of what runs out afterwards', async () => {
  await escalate();
  // Worked on for twenty days: over its ten business days before it came in, and overdue on the list; the old one is not even that.
  const overdue = await served.office
    .as('manager')
    .rpc('count_inquiries', { p_query: { search: 'worked on', filters: { clock: ['overdue'] } } });
  expect(overdue.data).toBe(1);
  expect(await toldOf('N-2')).toEqual([]);
  expect(await escalate('60 days')).toBeGreaterThan(0);
  expect(await toldOf('N-2')).toEqual([]);
  expect(await toldOf('N-4')).toEqual([]);
  expect(new Set(await toldOf('N-1'))).toEqual(new Set(['first', 'resolution']));
});

test('taking the file back takes its clocks and whom they were brought to along; whoever is on one keeps it', async () => {
  const one = await clocksOf('N-1');
  expect((await served.office.as('staff').rpc('acknowledge_escalation', { p_inquiry: one.id })).error).toBeNull();
  const two = await clocksOf('N-3');
  expect((await toldOf('N-3')).length).toBeGreaterThan(0);
  const undone = await undoLast();
  expect(undone).not.toHaveProperty('refused');
  const left = await served.office.exec<{ source_key: string }>(`select source_key from inquiries where source_key like 'N-%' order by 1`);
  // The one that somebody is on, and the one whose state was changed by hand.
  expect(left.map(({ source_key }) => source_key)).toEqual(['N-1', 'N-3']);
  expect(two.id).toBeTruthy();
  await take([`M-1,Comes and goes,"${topic}",Waiting for resident,${await ago(1)},`, `M-2,Runs out,"${topic}",New,${await ago(1)},`]);
  await escalate('60 days');
  expect(await toldOf('M-2')).toContain('resolution');
  const ids = [(await clocksOf('M-1')).id, (await clocksOf('M-2')).id];
  const again = await undoLast();
  expect(again).not.toHaveProperty('refused');
  expect(again).not.toHaveProperty('stayed');
  for (const table of ['clock_pauses', 'inquiry_escalations'])
    expect(await served.office.exec(`select id from ${table} where inquiry_id = any ($1::uuid[])`, [ids])).toEqual([]);
  expect(await clocksOf('M-1')).toBeUndefined();
});
