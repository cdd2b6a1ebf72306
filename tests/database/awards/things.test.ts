import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

type Json = Record<string, unknown>;
async function make(title: string, more: Json = {}): Promise<string> {
  const row: Json = { title, ...more };
  const names = Object.keys(row);
  const [made] = await office.exec<{ id: string }>(
    `insert into awards (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
    Object.values(row),
  );
  return String(made?.id);
}
const rpc = (name: string, args: Json) => office.as('staff').rpc(name as 'may_attach', args as never);

describe('tasks on an award', () => {
  test('a task lies on an award, and is told with its title', async () => {
    const id = await make('With a task');
    const added = await office
      .as('staff')
      .from('tasks')
      .insert({ title: 'Ask Public Works for its figures', award_id: id })
      .select('record_table, record_id')
      .single();
    expect(added.data).toEqual({ record_table: 'awards', record_id: id });
    const { data } = await office.as('viewer').rpc('list_tasks', { p_query: { filters: { award: [id] } } });
    expect((data as { rows: object[] }).rows).toMatchObject([{ title: 'Ask Public Works for its figures', record_title: 'With a task' }]);
  });

  test('a task lies on one record only', async () => {
    const id = await make('One record');
    const [resident] = await office.exec<{ id: string }>(`insert into residents (name) values ('Ana') returning id`);
    const both = await office.as('staff').from('tasks').insert({ title: 'Both', award_id: id, resident_id: resident?.id });
    expect(both.error).not.toBeNull();
  });

  test('a checklist is laid on an award that is not over; what is nobody’s is its lead’s', async () => {
    const [lead] = await office.exec<{ id: string }>(`select id from staff where role = 'manager'`);
    const p_checklist = String(
      (
        await office.as('manager').rpc('save_checklist', {
          p_checklist: { name: 'After acceptance', record_table: 'awards', items: [{ title: 'Open the project code', due_days: 5 }] },
        })
      ).data,
    );
    const id = await make('Accepted', { lead_id: lead?.id });
    const applied = await rpc('apply_checklist', { p_checklist, p_table: 'awards', p_id: id });
    expect([applied.error, applied.data]).toEqual([null, 1]);
    expect(await office.exec('select title, owner_id from tasks where award_id = $1', [id])).toEqual([
      { title: 'Open the project code', owner_id: lead?.id },
    ]);
    const over = await make('Not wanted', { status: 'declined' });
    expect((await rpc('apply_checklist', { p_checklist, p_table: 'awards', p_id: over })).error).toMatchObject({ hint: 'award_over' });
    const [inquiry] = await office.exec<{ id: string }>(
      `insert into inquiries (subject, channel, topic_id) select 'A', 'email', id from topics limit 1 returning id`,
    );
    expect((await rpc('apply_checklist', { p_checklist, p_table: 'inquiries', p_id: inquiry?.id })).error).toMatchObject({
      hint: 'checklist',
    });
  });

  test('the morning mail leads to the award', async () => {
    const id = await make('Morning');
    const [owner] = await office.exec<{ id: string }>(`select id from staff where role = 'coordinator'`);
    const p_staff = String(owner?.id);
    await office.exec(`insert into tasks (title, award_id, owner_id, due_on) values ('Sign it', $1, $2, '2026-03-02')`, [id, p_staff]);
    const { data } = await office.service.rpc('digest_facts', { p_staff, p_day: '2026-03-02' });
    expect(data).toMatchObject({ tasks: { rows: [{ title: 'Sign it', path: `/awards/${id}` }] } });
  });
});

describe('files of an award', () => {
  test('a file is kept with the award, once', async () => {
    const id = await make('With papers');
    expect((await rpc('may_attach', { p_table: 'awards', p_id: id })).error).toBeNull();
    expect((await rpc('may_attach', { p_table: 'awards', p_id: crypto.randomUUID() })).error).toMatchObject({ code: 'PT404' });
    const ticket = async () =>
      (
        await office.exec<{ id: string }>('insert into private.attachment_tickets (file) values ($1) returning id', [
          {
            table: 'awards',
            id,
            name: 'Award package.pdf',
            media_type: 'application/pdf',
            bytes: 9,
            sha256: 'a'.repeat(64),
            path: `files/2026/${crypto.randomUUID()}`,
          },
        ])
      )[0]?.id;
    const first = await rpc('add_attachment', { p_ticket: await ticket() });
    expect(first.error).toBeNull();
    expect((await rpc('add_attachment', { p_ticket: await ticket() })).data).toEqual(first.data);
    expect(await office.exec('select name, record_table, record_id from attachments where award_id = $1', [id])).toEqual([
      { name: 'Award package.pdf', record_table: 'awards', record_id: id },
    ]);
  });
});

describe('where people look', () => {
  type Found = { noun: string; rank: number; title: string; number?: string; status?: string };
  const found = async (p_text: string) =>
    ((await office.as('viewer').rpc('search_office', { p_text })).data as unknown as Found[]).filter(({ noun }) => noun === 'awards');

  beforeAll(async () => {
    const period = { starts_on: '2023-10-01', accepted_on: '2023-11-01' };
    await make('Zeppelin patrols', { ...period, status: 'active', award_number: '15PBJA-23-GG-77001-JAGX', ends_on: '2027-09-30' });
    await make('Zeppelin hangars', { ...period, status: 'active', award_number: '15PBJA-23-GG-77002-JAGX', ends_on: '2026-09-30' });
    await make('Zeppelin museum', { status: 'declined' });
  });

  test.each([
    '15PBJA-23-GG-77001-JAGX',
    '15pbja23gg77001jagx',
    '15PBJA 23 GG 77001 JAGX',
    'https://www.usaspending.gov/award/ASST_NON_15PBJA23GG77001JAGX_015/',
  ])('an award is named exactly by its number as %s', async (typed) => {
    expect((await found(typed)).filter(({ rank }) => rank === 0)).toMatchObject([
      { title: 'Zeppelin patrols', number: '15PBJA-23-GG-77001-JAGX', status: 'active' },
    ]);
  });

  test('by its words, what ends next first and what is over last', async () => {
    expect((await found('zeppelin')).map(({ title }) => title)).toEqual(['Zeppelin hangars', 'Zeppelin patrols', 'Zeppelin museum']);
    expect(await found('zeppelin orchard')).toEqual([]);
  });
});

test('awards are kept for three years after the final report, and an administrator says otherwise', async () => {
  const rule = () => office.as('viewer').from('retention_rules').select('years').eq('record_kind', 'awards').single();
  expect((await rule()).data).toEqual({ years: 3 });
  const set = (role: 'manager' | 'admin') =>
    office.as(role).from('retention_rules').update({ years: 5 }).eq('record_kind', 'awards').select('years');
  expect((await set('manager')).data ?? []).toEqual([]);
  expect((await set('admin')).data).toEqual([{ years: 5 }]);
});
