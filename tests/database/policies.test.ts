import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DataClient } from '../../src/data/client.ts';
import type { Role } from '../support/databases.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import {
  calls,
  rows as firstRows,
  functions,
  type Known,
  type Lowest,
  readOnlyForService,
  samples,
  tables,
  type Verbs,
} from './expectations.ts';

type Who = 'anon' | 'stranger' | Role;
const rank: (Lowest | 'anon' | 'stranger')[] = ['signed_in', 'viewer', 'staff', 'coordinator', 'manager', 'admin', 'nobody'];
const everyone: Who[] = ['anon', 'stranger', 'viewer', 'staff', 'coordinator', 'manager', 'admin'];
const may = (who: Who, lowest: Lowest) =>
  who !== 'anon' && (lowest === 'signed_in' || (who !== 'stranger' && rank.indexOf(who) >= rank.indexOf(lowest)));

/** The typed client knows each table and function by name; the walk goes through all. */
type Answer = { data: unknown; error: { code?: string; message: string } | null };
type Rows = PromiseLike<Answer> & {
  eq: (column: string, value: unknown) => Rows;
  select: (columns?: string) => Rows;
  limit: (n: number) => Rows;
};
type AnyClient = {
  from: (table: string) => {
    select: (columns: string) => Rows;
    insert: (row: object) => Rows;
    update: (row: object) => Rows;
    delete: () => Rows;
  };
  rpc: (name: string, values: object) => PromiseLike<Answer>;
};

let office: TestOffice;
let known: Known;
let clients: Record<Who, AnyClient>;
beforeAll(async () => {
  office = await openOffice();
  const one = async (sql: string) => String((await office.exec<{ id: string }>(sql))[0]?.id);
  const topic = await one('select id from topics limit 1');
  const inquiry = await one(`insert into inquiries (subject, channel, topic_id) values ('A', 'phone', '${topic}') returning id`);
  await office.exec(`insert into interactions (inquiry_id, kind, body) values ('${inquiry}', 'note', 'From nobody')`);
  for (const sql of firstRows) await office.exec(sql);
  known = { topic, inquiry };
  const any = (client: DataClient) => client as unknown as AnyClient;
  clients = Object.fromEntries(
    everyone.map((who) => [who, any(who === 'stranger' ? office.as('anon') : office.as(who))]),
  ) as typeof clients;
  clients.stranger = any(await signInStranger());
});
afterAll(() => office.close());

/** Somebody whose sign-in is still good, and whose row in staff is gone. */
async function signInStranger(): Promise<DataClient> {
  const email = 'stranger@elsewhere.example';
  await office.exec(`insert into staff (email, name, role) values ('${email}', 'Former Person', 'admin')`);
  await office.backend.createAccount(email, 'correct horse battery');
  const { data, error } = await office.backend.clientFor().auth.signInWithPassword({ email, password: 'correct horse battery' });
  if (error) throw error;
  await office.exec(`delete from staff where email = '${email}'`);
  return office.backend.clientFor(data.session.access_token);
}

/** A refusal by right: PostgreSQL's own, or the gate's. Anything else says that the caller was let in. */
const isRefused = ({ error }: Answer) => error?.code === '42501';

describe('the list of who may do what is whole', () => {
  test('every table and view is in it, every table has row level security, and no view looks past it', async () => {
    const found = await office.exec<{ name: string; kind: string; guarded: boolean; part: boolean }>(
      `select relname::text as name, relkind::text as kind, relispartition as part,
         case when relkind in ('r', 'p') then relrowsecurity else coalesce('security_invoker=true' = any(reloptions) or 'security_invoker=on' = any(reloptions), false) end as guarded
       from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
    );
    // A part of a table is reached through the whole; nobody has a right to it alone (see below).
    expect(found.filter(({ part }) => !part).map(({ name }) => name)).toEqual(Object.keys(tables).sort());
    expect(found.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual([]);
    const open = await office.exec(
      `select relname, r.role from pg_class, unnest(array['anon', 'authenticated']) r (role)
       where relnamespace = 'public'::regnamespace and relispartition and has_table_privilege(r.role, oid, 'select, insert, update, delete, truncate')`,
    );
    expect(open).toEqual([]);
  });

  test('every function is in it, and those that people may not call are closed to them by a grant', async () => {
    const found = await office.exec<{ name: string; open: boolean; service: boolean }>(
      `select proname::text as name, bool_or(has_function_privilege('authenticated', oid, 'execute')) as open,
         bool_and(has_function_privilege('service_role', oid, 'execute')) as service
       from pg_proc where pronamespace = 'public'::regnamespace group by 1 order by 1`,
    );
    expect(found.map(({ name }) => name)).toEqual(Object.keys(functions).sort());
    expect(found.filter(({ name, open }) => open !== (functions[name] !== 'nobody')).map(({ name }) => name)).toEqual([]);
  });

  test('every table is kept the same way: stamped, remembered, and told to the screens that are open', async () => {
    const rows = await office.exec<{ name: string; triggers: string[] }>(
      `select c.relname::text as name, array_agg(t.tgname::text) as triggers from pg_class c join pg_trigger t on t.tgrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not t.tgisinternal group by 1`,
    );
    const remembered = rows.filter(({ triggers }) => triggers.includes('_900_audit_update'));
    expect(remembered.length).toBeGreaterThan(10);
    const untold = remembered.filter(
      ({ triggers }) => !['insert', 'update', 'delete'].every((verb) => triggers.includes(`_950_tell_${verb}`)),
    );
    expect(untold.map(({ name }) => name)).toEqual([]);
  });

  test('whoever is not signed in has no right to anything, in any schema of ours', async () => {
    const open = await office.exec(
      `select c.relname::text as name from pg_class c where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
         and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege('anon', c.oid, 'select, insert, update, delete, truncate, references, trigger')
       union all
       select p.proname from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege('anon', p.oid, 'execute')
       union all
       select c.relname from pg_class c where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and case when c.relkind = 'S' then has_sequence_privilege('anon', c.oid, 'usage, select, update') else false end`,
    );
    expect(open).toEqual([]);
    const inner = await office.exec(
      `select relname from pg_class where relnamespace = 'private'::regnamespace and relkind in ('r', 'p', 'v', 'm')
       and has_table_privilege('authenticated', oid, 'select, insert, update, delete, truncate')`,
    );
    expect(inner).toEqual([]);
  });

  test('the secret key writes every table but the log', async () => {
    const closed = await office.exec<{ name: string }>(
      `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and not has_table_privilege('service_role', oid, 'insert') order by 1`,
    );
    expect(closed.map(({ name }) => name)).toEqual(readOnlyForService);
  });
});

/** The walk: what each person meets at a table, a row for each, as they stand in the list. */
describe.each(Object.entries(tables))('%s', (table, verbs) => {
  const sample = samples[table];
  const contents = async () =>
    (await office.exec<{ rows: string }>(`select count(*) || md5(string_agg(t::text, ' ' order by t::text)) as rows from ${table} t`))[0]
      ?.rows;
  const firstId = async () => {
    const rows = await office.exec<{ id: unknown }>(`select id from ${table} limit 1`).catch(() => []);
    return rows[0]?.id ?? (table === 'changes' ? 1 : crypto.randomUUID());
  };

  async function meet(who: Who): Promise<Verbs> {
    const rows = () => clients[who].from(table);
    const seen = await rows().select('*').limit(1);
    const id = await firstId();
    const added = await rows().insert(sample?.insert(known) ?? { id });
    let target = id;
    if (sample?.own && !added.error)
      target = (await office.exec<{ id: string }>(`select id from ${table} order by created_at desc limit 1`))[0]?.id ?? id;
    const changed = await rows()
      .update(sample?.update ?? { updated_at: '2001-01-01' })
      .eq('id', target)
      .select();
    const removed = await rows().delete().eq('id', target).select();
    const word = (is: boolean, lowest: Lowest) =>
      is === may(who, lowest) ? lowest : is ? (`${who} too` as Lowest) : (`not ${who}` as Lowest);
    const did = (answer: Answer) => !answer.error && Array.isArray(answer.data) && answer.data.length > 0;
    return {
      select: word(!isRefused(seen), verbs.select),
      insert: word(!added.error, verbs.insert),
      update: word(did(changed), verbs.update),
      delete: word(did(removed), verbs.delete),
    };
  }

  test(`read by ${verbs.select}, added to by ${verbs.insert}, changed by ${verbs.update}, deleted from by ${verbs.delete}, and those above`, async () => {
    const readers = everyone.filter((who) => !may(who, verbs.insert) && !may(who, verbs.update) && !may(who, verbs.delete));
    const before = await contents();
    expect(before, 'a row to read: add one to `rows`').not.toBe(null);
    for (const who of readers) expect({ who, ...(await meet(who)) }).toEqual({ who, ...verbs });
    expect(await contents()).toBe(before);
    for (const who of everyone.filter((one) => !readers.includes(one))) expect({ who, ...(await meet(who)) }).toEqual({ who, ...verbs });
  });
});

test('functions are called by those who may, and by nobody below', async () => {
  const plain: Record<string, unknown> = {
    uuid: '00000000-0000-0000-0000-000000000000',
    jsonb: {},
    'jsonb[]': [],
    'uuid[]': [],
    'text[]': [],
    text: 'x',
    date: '2026-03-03',
    integer: 1,
    bigint: 1,
    smallint: 1,
    'double precision': 1,
    boolean: false,
    'timestamp with time zone': '2026-03-03T00:00:00Z',
  };
  const found = await office.exec<{ name: string; names: string[] | null; types: string[] }>(
    `select proname::text as name, proargnames[1:pronargs - pronargdefaults] as names,
       array(select format_type(t.oid, null) from unnest(proargtypes[0:pronargs - pronargdefaults - 1]) with ordinality as t (oid, n) order by n) as types
     from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
  );
  for (const { name, names, types } of found) {
    const values = calls[name] ?? Object.fromEntries((names ?? []).map((argument, n) => [argument, plain[types[n] ?? '']]));
    for (const who of everyone) {
      const answer = await clients[who].rpc(name, values);
      expect({ name, who, letIn: !isRefused(answer) && answer.error?.code !== 'PGRST202' }).toEqual({
        name,
        who,
        letIn: may(who, functions[name] ?? 'nobody'),
      });
    }
  }
});

test('the audit log cannot be written, not even with the secret key', async () => {
  const { error } = await office.service
    .from('changes')
    .insert({ change_set: crypto.randomUUID(), table_name: 'x', record_id: 'x', action: 'insert', reason: 'screen' });
  expect(error?.code).toBe('42501');
});

test('the gate does not keep PostgreSQL from reading a large table with several workers', async () => {
  const gates = await office.exec<{ proparallel: string }>(
    `select proparallel::text from pg_proc where oid in ('private.at_least(text)'::regprocedure, 'private.current_staff_id()'::regprocedure)`,
  );
  expect(gates.map(({ proparallel }) => proparallel)).toEqual(['s', 's']);
});

test('a person of no role any more reads nothing at the next request', async () => {
  await office.exec(`update staff set is_active = false where role = 'coordinator'`);
  const { data, error } = await office.as('coordinator').from('topics').select('id');
  expect(data).toBeNull();
  expect(error).toMatchObject({ code: '42501', hint: 'not_staff' });
  await office.exec(`update staff set is_active = true where role = 'coordinator'`);
});
