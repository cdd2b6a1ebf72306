import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordColumn, recordTables } from '../../../src/domain/shared/record.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
const made: Record<string, string> = {};
beforeAll(async () => {
  office = await openOffice();
  const make = async (table: string, sql: string) => {
    const [row] = await office.exec<{ id: string }>(`insert into ${table} ${sql} returning id`);
    made[table] = String(row?.id);
  };
  await make('organizations', `(code, name, kind) values ('legal-help', 'Legal Help', 'community')`);
  await make('programs', `(organization_id, name) values ('${made.organizations}', 'Rent help')`);
  await make('inquiries', `(subject, channel, topic_id) select 'Rent', 'phone', id from topics order by code limit 1`);
  await make(
    'referrals',
    `(inquiry_id, organization_id, topic_id, request) select '${made.inquiries}', '${made.organizations}', id, 'Help with rent' from topics order by code limit 1`,
  );
  await make('meetings', `(title, held_on) values ('Quarterly', '2026-03-03')`);
  await make('initiatives', `(title, proposed_on) values ('More hours', '2026-03-03')`);
  await make('opportunities', `(title) values ('Byrne 2027')`);
});
afterAll(() => office.close());

const kinds = [
  ['organizations', 'organization', 'Legal Help'],
  ['programs', 'program', 'Rent help'],
  ['referrals', 'referral', '1001 Legal Help'],
  ['meetings', 'meeting', 'Quarterly'],
  ['initiatives', 'initiative', 'More hours'],
  ['opportunities', 'opportunity', 'Byrne 2027'],
] as const;

test('the screens and the database know the same kinds of records', async () => {
  const rows = await office.exec<{ table_name: string; column_name: string }>('select table_name, column_name from private.record_kinds');
  expect(Object.fromEntries(rows.map((row) => [row.table_name, row.column_name]))).toEqual(
    Object.fromEntries(recordTables.map((table) => [table, recordColumn(table)])),
  );
});

describe.each(kinds)('%s', (table, filter, title) => {
  const rpc = (name: string, args: object) => office.as('staff').rpc(name as 'may_attach', args as never);

  test('have tasks that are told with what they are on', async () => {
    const id = made[table];
    const added = await office
      .as('staff')
      .from('tasks')
      .insert({ title: 'Call them', [`${filter}_id`]: id } as { title: string })
      .select('record_table, record_id')
      .single();
    expect(added.data).toEqual({ record_table: table, record_id: id });
    const { data } = await office.as('viewer').rpc('list_tasks', { p_query: { filters: { [filter]: [id ?? ''] } } });
    expect((data as { rows: object[] }).rows).toMatchObject([{ title: 'Call them', record_table: table, record_title: title }]);
  });

  test('take a checklist, once while it is open', async () => {
    const p_checklist = String(
      (
        await office
          .as('manager')
          .rpc('save_checklist', { p_checklist: { name: `For ${table}`, record_table: table, items: [{ title: 'A' }] } })
      ).data,
    );
    const apply = (to: string) => rpc('apply_checklist', { p_checklist, p_table: to, p_id: made[to] });
    expect((await apply(table)).data).toBe(1);
    expect((await apply(table)).error).toMatchObject({ hint: 'checklist_there' });
    expect((await apply('inquiries')).error).toMatchObject({ hint: 'checklist' });
  });

  test('keep files, each once', async () => {
    const id = made[table];
    expect((await rpc('may_attach', { p_table: table, p_id: id })).error).toBeNull();
    expect((await rpc('may_attach', { p_table: table, p_id: crypto.randomUUID() })).error).toMatchObject({ code: 'PT404' });
    const facts = { table, id, name: 'a.pdf', media_type: 'application/pdf', bytes: 9, sha256: 'a'.repeat(64) };
    const add = async () => {
      const p_file = { ...facts, path: `files/2026/${crypto.randomUUID()}` };
      const ticket = await office.service.rpc('prepare_attachment', { p_file } as never);
      return rpc('add_attachment', { p_ticket: String(ticket.data) });
    };
    const first = await add();
    expect(first.error).toBeNull();
    expect((await add()).data).toEqual(first.data);
    expect(await office.exec(`select record_table, record_id from attachments where ${filter}_id = $1`, [id])).toEqual([
      { record_table: table, record_id: id },
    ]);
  });
});

test('a checklist comes too late for what is over, and a sentence says so', async () => {
  const p_checklist = String(
    (await office.as('manager').rpc('save_checklist', { p_checklist: { name: 'Late', items: [{ title: 'A' }] } })).data,
  );
  await office.exec(`update organizations set is_active = false where id = $1`, [made.organizations]);
  const applied = await office
    .as('staff')
    .rpc('apply_checklist', { p_checklist, p_table: 'organizations', p_id: String(made.organizations) });
  expect(applied.error).toMatchObject({ code: 'PT422', hint: 'over' });
  await office.exec(`update organizations set is_active = true where id = $1`, [made.organizations]);
});

test('what has no files and no tasks is refused', async () => {
  const refused = await office.as('staff').rpc('may_attach', { p_table: 'settings', p_id: crypto.randomUUID() });
  expect(refused.error).toMatchObject({ code: 'PT422', hint: 'record' });
});
