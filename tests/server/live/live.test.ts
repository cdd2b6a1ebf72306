import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, makeApp, type RunningServer } from '../../../src/server/http/server.ts';
import { createHub, type Stream } from '../../../src/server/live/hub.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { openEar } from './stream.ts';

let office: TestOffice;
let server: RunningServer;
let topic: string;
beforeAll(async () => {
  office = await openOffice();
  server = await listen(makeApp(office), office.config);
  topic = String((await office.exec<{ id: string }>('select id from topics limit 1'))[0]?.id);
});
afterAll(async () => {
  await server.close();
  await office.close();
});

const open = (role: Role) => openEar(server.url, office.backend.publishableKey, office.tokenOf(role));
const take = async (subject: string) => {
  const { data, error } = await office
    .as('staff')
    .from('inquiries')
    .insert({ subject, channel: 'phone', topic_id: topic })
    .select('id')
    .single();
  if (error) throw error;
  return data.id;
};

describe('two screens', () => {
  test('both hear of a new inquiry, a change and a note: the table and the id, and nothing of what is in it', async () => {
    const [mine, theirs] = await Promise.all([open('staff'), open('viewer')]);
    const id = await take('A secret question');
    expect(await mine.next()).toEqual([{ table: 'inquiries', ids: [id] }]);
    expect(await theirs.next()).toEqual([{ table: 'inquiries', ids: [id] }]);
    await office.as('staff').from('inquiries').update({ subject: 'Another' }).eq('id', id);
    expect((await theirs.next(2))[1]).toEqual({ table: 'inquiries', ids: [id] });
    await office.as('staff').from('interactions').insert({ inquiry_id: id, kind: 'note', body: 'Private words' });
    await theirs.next(3);
    expect(theirs.heard[2]).toMatchObject({ table: 'interactions' });
    expect(JSON.stringify(theirs.heard)).not.toMatch(/question|words/);
    mine.close();
    theirs.close();
  });

  test('hear who comes to a record, begins to write and goes, by the record and not by name; not that they are still there', async () => {
    const id = await take('Looked at by two');
    const ear = await open('viewer');
    const told = [{ table: 'presence.inquiries', ids: [id] }];
    const touch = async (p_doing: string) => {
      const { error } = await office.as('staff').rpc('touch_presence', { p_table: 'inquiries', p_id: id, p_doing });
      if (error) throw error;
    };
    await touch('here');
    expect(await ear.next(1)).toEqual(told);
    await touch('here');
    await touch('note');
    expect(await ear.next(2)).toEqual([...told, ...told]);
    await touch('here');
    await touch('gone');
    await ear.next(3);
    await touch('gone');
    // Of a record that one may not see nothing is told: there is none of this id.
    await office.as('staff').rpc('touch_presence', { p_table: 'inquiries', p_id: crypto.randomUUID() });
    await take('The end of what was heard');
    await ear.next(4);
    expect(ear.heard.map((one) => (one as { table: string }).table)).toEqual([...Array(3).fill('presence.inquiries'), 'inquiries']);
    ear.close();
  });

  test('thirty changes at once are told once; more rows than can be named are told as a whole', async () => {
    const ear = await open('viewer');
    await office.exec(
      `insert into inquiries (subject, channel, topic_id) select 'Bulk ' || n, 'phone', '${topic}' from generate_series(1, 30) n`,
    );
    expect(await ear.next()).toEqual([{ table: 'inquiries' }]);
    ear.close();
  });

  test('what was rolled back is not told', async () => {
    const ear = await open('viewer');
    await expect(
      office.backend.raw?.transaction('write', async (query) => {
        await query(`update topics set name = name || '!'`);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const id = await take('After it');
    expect(await ear.next()).toEqual([{ table: 'inquiries', ids: [id] }]);
    ear.close();
  });
});

describe('who may listen', () => {
  test('nobody without a sign-in, with a false token, or with the publishable key alone', async () => {
    const key = office.backend.publishableKey;
    expect((await openEar(server.url, key)).status).toBe(401);
    expect((await openEar(server.url, key, 'a.b.c')).status).toBe(401);
    expect((await openEar(server.url, key, key)).status).toBeGreaterThanOrEqual(401);
  });

  test('a person who is deactivated hears nothing more from that moment, and may not come again', async () => {
    const [theirs, other] = await Promise.all([open('coordinator'), open('viewer')]);
    await office.exec(`update staff set is_active = false where role = 'coordinator'`);
    await theirs.ended;
    expect(theirs.heard).toEqual([]);
    await other.next();
    expect((await open('coordinator')).status).toBe(403);
    await office.exec(`update staff set is_active = true where role = 'coordinator'`);
    await other.next(2);
    other.close();
  });

  test('a row that a person may not see is not told to them; one that leaves their sight is told without its name', async () => {
    await office.exec(`create table public.secrets_of_one (id uuid primary key default gen_random_uuid(), staff_id uuid, version integer not null default 1,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now())`);
    await office.exec(`call private.protect('public.secrets_of_one')`);
    await office.exec(`grant select on public.secrets_of_one to authenticated`);
    await office.exec(
      `create policy own on public.secrets_of_one for select to authenticated using (staff_id = (select private.current_staff_id()))`,
    );
    const [mine, theirs] = await Promise.all([open('staff'), open('manager')]);
    const rows = await office.exec<{ id: string }>(
      `insert into secrets_of_one (staff_id) select id from staff where role = 'staff' returning id`,
    );
    expect(await mine.next()).toEqual([{ table: 'secrets_of_one', ids: [rows[0]?.id] }]);
    const id = await take('Heard by both');
    expect(await theirs.next()).toEqual([{ table: 'inquiries', ids: [id] }]);
    await office.exec(`update secrets_of_one set staff_id = (select id from staff where role = 'manager')`);
    expect((await mine.next(3))[2]).toEqual({ table: 'secrets_of_one' });
    mine.close();
    theirs.close();
  });

  test('a table that needs a higher role is not mentioned to those below', async () => {
    await office.exec(`create table public.for_managers (id uuid primary key default gen_random_uuid(), version integer not null default 1,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now())`);
    await office.exec(`call private.protect('public.for_managers')`);
    await office.exec(`grant select on public.for_managers to authenticated`);
    await office.exec(`create policy m on public.for_managers for select to authenticated using ((select private.at_least('manager')))`);
    const [manager, staff] = await Promise.all([open('manager'), open('staff')]);
    await office.exec('insert into for_managers default values');
    await manager.next();
    await office.exec(`insert into for_managers select from generate_series(1, 50)`);
    expect((await manager.next(2))[1]).toEqual({ table: 'for_managers' });
    const id = await take('Then this');
    expect(await staff.next()).toEqual([{ table: 'inquiries', ids: [id] }]);
    manager.close();
    staff.close();
  });
});

test('a server that stops ends its streams at once', async () => {
  const other = await listen(makeApp(office), office.config);
  const ear = await openEar(other.url, office.backend.publishableKey, office.tokenOf('viewer'));
  expect(ear.status).toBe(200);
  await other.close();
  await ear.ended;
});

describe('the hub', () => {
  const quiet = async () => async () => {};
  const reader = (person: string, takes = true): Stream & { ended: boolean } => {
    const stream = { person, ended: false, send: () => takes, end: () => {} };
    stream.end = () => {
      stream.ended = true;
    };
    return stream;
  };

  test('drops a reader who does not keep up, and keeps the others', async () => {
    let say: (message: string) => void = () => {};
    const hub = createHub(
      async (_channel, heard) => {
        say = heard;
        return async () => {};
      },
      async (people) => new Map(people.map((person) => [person, ['1']])),
      { gatherMs: 0 },
    );
    const slow = reader('a', false);
    const quick = reader('b');
    await hub.join(slow);
    await hub.join(quick);
    say(JSON.stringify({ table: 'topics', verb: 'update', ids: ['1'] }));
    await expect.poll(() => slow.ended).toBe(true);
    expect([quick.ended, hub.count()]).toEqual([false, 1]);
    hub.leave(quick);
  });

  test('takes so many screens and so many of one person, and says why not more', async () => {
    const hub = createHub(quiet, async () => new Map(), { most: 3, mostEach: 2 });
    const all = [reader('a'), reader('a'), reader('a'), reader('b'), reader('c')];
    expect(await Promise.all(all.map((one) => hub.join(one)))).toEqual([null, null, 'too_many', null, 'full']);
    for (const one of all) hub.leave(one);
    expect(hub.count()).toBe(0);
  });

  test('tells who opens a line what changed since they began to read; who began before anybody listened looks at everything', async () => {
    let say: (message: string) => void = () => {};
    let clock = 1_000_000;
    const hub = createHub(
      async (_channel, heard) => {
        say = heard;
        return async () => {};
      },
      async (people, _table, ids) => new Map(people.map((person) => [person, ids ?? []])),
      { gatherMs: 0, now: () => clock },
    );
    const open = async (sinceMs: number | null) => {
      const told: string[] = [];
      await hub.join({ person: 'a', send: (text) => told.push(text) > 0, end: () => {} }, sinceMs);
      return told;
    };
    const first = await open(3000);
    expect(first).toEqual(['data: {"table":"*"}\n\n']);
    clock += 10_000;
    say(JSON.stringify({ table: 'topics', verb: 'update', ids: ['1'] }));
    await expect.poll(() => first.length).toBe(2);
    clock += 2000;
    say(JSON.stringify({ table: 'topics', verb: 'update', ids: ['2'] }));
    await expect.poll(() => first.length).toBe(3);
    clock += 1000;
    const both = await open(4000);
    await expect.poll(() => both).toEqual(['data: {"table":"topics","ids":["1","2"]}\n\n']);
    const last = await open(2000);
    await expect.poll(() => last).toEqual(['data: {"table":"topics","ids":["2"]}\n\n']);
    expect(await open(null)).toEqual([]);
    clock += 60_000;
    expect(await open(62_000)).toEqual(['data: {"table":"*"}\n\n']);
    hub.close();
  });

  test('lets everybody come again when it cannot find out what they may see', async () => {
    let say: (message: string) => void = () => {};
    const hub = createHub(
      async (_channel, heard) => {
        say = heard;
        return async () => {};
      },
      () => Promise.reject(new Error('gone')),
      { gatherMs: 0 },
    );
    const one = reader('a');
    await hub.join(one);
    say(JSON.stringify({ table: 'topics', verb: 'update', ids: ['1'] }));
    await expect.poll(() => one.ended).toBe(true);
  });
});
