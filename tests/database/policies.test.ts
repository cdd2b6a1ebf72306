import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../support/databases.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

/**
 * Who may do what with each table: the lowest role that may, "nobody" when no person may (the service alone, through its
 * functions). A table that is not in this list fails the test.
 */
const expected: Record<string, { select: Role | 'nobody'; insert: Role | 'nobody'; update: Role | 'nobody'; delete: Role | 'nobody' }> = {
  changes: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  directives: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  districts: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  holiday_rules: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  holidays: { select: 'viewer', insert: 'admin', update: 'admin', delete: 'nobody' },
  imports: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  inquiries: { select: 'viewer', insert: 'staff', update: 'staff', delete: 'nobody' },
  // Staff correct their own notes; the row that is tried here is nobody's.
  interactions: { select: 'viewer', insert: 'staff', update: 'manager', delete: 'nobody' },
  languages: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  legislation: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  organizations: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  reports: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  resident_addresses: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  resident_emails: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  resident_phones: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  residents: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  settings: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  staff: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  topics: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
};

/** A row that a person could write, and a change of it, for the tables where somebody may. */
const samples: Record<string, { insert: () => object; update: object }> = {
  holidays: {
    insert: () => ({ calendar: 'city', name: `Day ${Math.random()}`, actual_on: '2026-03-03', observed_on: '2026-03-03' }),
    update: { confirmed_by: 'Law Department' },
  },
  inquiries: { insert: () => ({ subject: 'A question', channel: 'phone', topic_id: topic }), update: { subject: 'Another question' } },
  interactions: { insert: () => ({ inquiry_id: inquiry, kind: 'note', body: 'A note' }), update: { body: 'Another note' } },
};

const rank: (Role | 'nobody')[] = ['viewer', 'staff', 'coordinator', 'manager', 'admin', 'nobody'];
const may = (role: Role, lowest: Role | 'nobody') => rank.indexOf(role) >= rank.indexOf(lowest);
const roles = rank.slice(0, 5) as Role[];

let office: TestOffice;
let topic: string;
let inquiry: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>('select id from topics limit 1'))[0]?.id);
  inquiry = String(
    (
      await office.exec<{ id: string }>(`insert into inquiries (subject, channel, topic_id) values ('A', 'phone', '${topic}') returning id`)
    )[0]?.id,
  );
  await office.exec(`insert into interactions (inquiry_id, kind, body) values ('${inquiry}', 'note', 'From nobody')`);
});
afterAll(() => office.close());

/** The tables by name: the typed client knows each, this test goes through all. */
type AnyClient = { from: (table: string) => ReturnType<ReturnType<TestOffice['as']>['from']> };
const anyTable = (role: Role | 'anon', table: string) => (office.as(role) as unknown as AnyClient).from(table);

test('every table of the office is in the list of who may do what, and has row level security', async () => {
  const tables = await office.exec<{ relname: string; relrowsecurity: boolean }>(
    `select relname::text, relrowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  expect(tables.map(({ relname }) => relname)).toEqual(Object.keys(expected).sort());
  expect(tables.filter(({ relrowsecurity }) => !relrowsecurity)).toEqual([]);
});

test('whoever is not signed in reads nothing and calls nothing', async () => {
  for (const table of Object.keys(expected)) {
    const { data, error } = await anyTable('anon', table).select('*').limit(1);
    expect({ table, data, code: error?.code }).toEqual({ table, data: null, code: '42501' });
  }
  const open = await office.exec(
    `select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and has_function_privilege('anon', p.oid, 'execute')`,
  );
  expect(open).toEqual([]);
});

describe.each(Object.entries(expected))('%s', (table, verbs) => {
  test(`is read by ${verbs.select} and above`, async () => {
    for (const role of roles) {
      const { error } = await anyTable(role, table).select('*').limit(1);
      expect({ role, refused: error !== null }).toEqual({ role, refused: !may(role, verbs.select) });
    }
  });

  test(`is added to by ${verbs.insert}, changed by ${verbs.update}, deleted from by ${verbs.delete}`, async () => {
    for (const role of roles) {
      const before = await office.exec(`select to_jsonb(t)::text as row from ${table} t order by 1`);
      const inserted = await anyTable(role, table).insert((samples[table]?.insert() ?? { id: crypto.randomUUID() }) as never);
      expect({ role, table, verb: 'insert', refused: inserted.error !== null }).toEqual({
        role,
        table,
        verb: 'insert',
        refused: !may(role, verbs.insert),
      });
      const id =
        table === 'settings' || table === 'changes'
          ? 1
          : String(
              (await office.exec<{ id: string }>(`select id from ${table} order by created_at limit 1`))[0]?.id ?? crypto.randomUUID(),
            );
      const changed = await anyTable(role, table)
        .update((samples[table]?.update ?? { updated_at: '2001-01-01' }) as never)
        .eq('id', id as never)
        .select();
      const didChange = changed.error === null && (changed.data?.length ?? 0) > 0;
      expect({ role, table, verb: 'update', didChange }).toEqual({ role, table, verb: 'update', didChange: may(role, verbs.update) });
      const removed = await anyTable(role, table)
        .delete()
        .eq('id', id as never)
        .select();
      expect({ role, table, verb: 'delete', gone: removed.error === null && (removed.data?.length ?? 0) > 0 }).toEqual({
        role,
        table,
        verb: 'delete',
        gone: may(role, verbs.delete),
      });
      if (!may(role, verbs.insert) && !may(role, verbs.update)) {
        expect(await office.exec(`select to_jsonb(t)::text as row from ${table} t order by 1`)).toEqual(before);
      }
    }
  });
});

test('the audit log cannot be written, not even with the secret key', async () => {
  const { error } = await office.service
    .from('changes')
    .insert({ change_set: crypto.randomUUID(), table_name: 'x', record_id: 'x', action: 'insert', reason: 'screen' });
  expect(error?.code).toBe('42501');
});

test('a person of no role any more reads nothing at the next request', async () => {
  await office.exec(`update staff set is_active = false where role = 'coordinator'`);
  const { data, error } = await office.as('coordinator').from('topics').select('id');
  expect(data).toBeNull();
  expect(error).toMatchObject({ code: '42501', hint: 'not_staff' });
  await office.exec(`update staff set is_active = true where role = 'coordinator'`);
});
