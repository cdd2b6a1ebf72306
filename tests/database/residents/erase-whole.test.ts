import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordKinds } from '../../../src/app/features/settings/record-kinds.ts';
import { takeMail } from '../../../src/server/inbox/take-mail.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'Citizen Engagement <engage@city.example>' });
});
afterAll(() => office.close());

const need = <T>({ data, error }: { data: T; error: unknown }): NonNullable<T> => {
  if (error) throw error;
  return data as NonNullable<T>;
};
const secret = ['Halima Noor', 'Halimita', '816-555-0777', '8165550777', 'halima.noor@example.org', '77 Hidden Street', 'Halima Before'];
/** Every row of every table that somebody can read, and the log. */
async function whereIs(words: string[]): Promise<string[]> {
  const tables = await office.exec<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await office.exec<{ word: string }>(
      `select distinct w as word from public.${name} t join unnest($1::text[]) w on strpos(lower(to_jsonb(t)::text), lower(w)) > 0`,
      [words],
    );
    found.push(...rows.map(({ word }) => `${name}: ${word}`));
  }
  return found;
}

test('who is erased is named in no note, task, mail, notification or view any more, nor in a table that is made tomorrow', async () => {
  const staff = office.as('staff');
  const topic = String(need(await staff.from('topics').select('id').eq('code', 'programs-for-residents').single()).id);
  // Tables that nobody has written a line for.
  await office.exec(
    'create table tomorrow (id uuid primary key default gen_random_uuid(), inquiry_id uuid references inquiries (id), words text, more jsonb)',
  );
  await office.exec(
    'create table after_tomorrow (id bigint generated always as identity primary key, tomorrow_id uuid references tomorrow (id), tags text[])',
  );

  const caller = {
    name: 'Halima Before',
    phones: [{ number: '+18165550777' }],
    emails: [{ address: 'halima.noor@example.org' }],
    addresses: [{ lines: '77 Hidden Street' }],
  };
  const taken = need(
    await staff.rpc('take_inquiry', {
      p_inquiry: {
        subject: 'Light for Halima Noor',
        channel: 'phone',
        language: 'so',
        topic_id: topic,
        caller,
        note: 'halima  noor, called from (816) 555-0777.',
      } as never,
    }),
  ) as unknown as { id: string; resident_id: string; version: number };
  const renamed = {
    name: 'Halima Noor',
    preferred_name: 'Halimita',
    preferred_language: 'so',
    phones: caller.phones,
    emails: caller.emails,
    addresses: caller.addresses,
  };
  need(await staff.rpc('save_resident', { p_resident: renamed as never, p_id: taken.resident_id, p_version: 1 }));
  await office.exec(`update inquiries set assigned_to = (select id from staff where email = 'staff@office.example') where id = $1`, [
    taken.id,
  ]);
  const mail = [
    'From: "Halima Noor" <halima.work@example.org>',
    'To: engage@city.example',
    `Subject: Street light`,
    'Message-ID: <hers@example.org>',
    '',
    'It is dark at 77 Hidden Street. Halimita',
    '',
    '> Dear Halima Noor',
  ].join('\r\n');
  // From another mailbox of hers, put to the inquiry as an answer to a mail that it knows.
  await office.exec(
    `insert into mails (inquiry_id, direction, source, message_id, from_address) values ($1, 'in', 'mailbox', '<before@example.org>', 'halima.noor@example.org')`,
    [taken.id],
  );
  const origin = { source: 'mailbox', mailbox: 'm@example.org/INBOX', uidValidity: 1, uid: 1, receivedAt: new Date() } as const;
  const answer = mail.replace('Message-ID:', 'In-Reply-To: <before@example.org>\r\nMessage-ID:');
  expect(await takeMail(office, Buffer.from(answer), origin)).toMatchObject({ inquiry_id: taken.id });
  const [, other] = await office.exec<{ id: string }>(
    `insert into inquiries (subject, body, channel, topic_id) select 'Of a neighbor', 'Halima is a name of many.', 'phone', $1 from generate_series(1, 2) returning id`,
    [topic],
  );
  await office.exec(
    `insert into inquiry_people (inquiry_id, resident_id, kind, relation) values ($1, $2, 'caller', 'Halimita, her aunt')`,
    [other?.id, taken.resident_id],
  );
  await office.exec(`insert into tasks (title, notes, inquiry_id) values ('Call Halima Noor', 'at 816.555.0777', $1)`, [taken.id]);
  await office.exec(
    `insert into notifications (staff_id, kind, record_table, record_id, facts) select id, 'changed', 'residents', $1, '{"name": "Halima Noor"}' from staff limit 1`,
    [taken.resident_id],
  );
  await office.exec(
    `insert into saved_views (resource, name, query, owner_id) select 'residents', 'Hers', 'q=Halima+Noor', id from staff limit 1`,
  );
  const [tomorrow] = await office.exec<{ id: string }>(
    `insert into tomorrow (inquiry_id, words, more) values ($1, 'Halima Noor', '{"a": ["Halimita", 1]}') returning id`,
    [taken.id],
  );
  await office.exec(`insert into after_tomorrow (tomorrow_id, tags) values ($1, '{kept,"Halima Noor"}')`, [tomorrow?.id]);

  // It is said before: how much names her, and which inquiries somebody has to read.
  const asked = need(await office.as('manager').rpc('erasure_preview' as never, { p_id: taken.resident_id } as never)) as {
    named: number;
    mails: number;
    more: number;
    inquiries: object[];
  };
  expect(asked).toMatchObject({ mails: 2, more: 0 });
  expect(asked.named).toBeGreaterThan(6);
  expect(asked.inquiries).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: taken.id, entries: 2 }), expect.objectContaining({ id: other?.id, entries: 0 })]),
  );
  expect((await office.as('coordinator').rpc('erasure_preview' as never, { p_id: taken.resident_id } as never)).error?.code).toBe('42501');
  expect((await whereIs(secret)).length).toBeGreaterThan(15);

  expect((await office.as('manager').rpc('erase_resident', { p_id: taken.resident_id, p_reason: 'Asked for by letter' })).error).toBeNull();
  expect(await whereIs(['halima.work@example.org'])).toEqual([]);
  expect(await whereIs(secret)).toEqual([]);
  const [inquiry] = await office.exec('select subject from inquiries where id = $1', [taken.id]);
  expect(inquiry).toEqual({ subject: 'Light for [erased]' });
  const entries = await office.exec<{ body: string }>('select body from interactions where inquiry_id = $1 order by kind desc', [taken.id]);
  expect(entries.map(({ body }) => body)).toEqual([
    '[erased], called from [erased].',
    expect.stringContaining('It is dark at [erased]. [erased]'),
  ]);
  expect(await office.exec('select title, notes from tasks where inquiry_id = $1', [taken.id])).toEqual([
    { title: 'Call [erased]', notes: 'at [erased]' },
  ]);
  expect(await office.exec('select words, more from tomorrow')).toEqual([{ words: '[erased]', more: { a: ['[erased]', 1] } }]);
  expect(await office.exec('select tags from after_tomorrow')).toEqual([{ tags: ['kept', '[erased]'] }]);
  // The mail as it came is gone with its bytes; that there was one stays in the story.
  expect(await office.exec('select from_address, body, attachment_id from mails where inquiry_id = $1', [taken.id])).toEqual(
    Array.from({ length: 2 }, () => ({ from_address: null, body: '', attachment_id: null })),
  );
  expect((await office.service.rpc('files_to_purge', {})).data).toHaveLength(1);
  const [told] = await office.exec<{ counts: { named: Record<string, number>; mails: number } }>(
    'select counts from dispositions where record_id = $1',
    [taken.resident_id],
  );
  expect(told?.counts).toMatchObject({ mails: 2, named: { inquiries: 1, interactions: 2, tasks: 1 } });
});

test('numbers, and names with signs of their own, are found as people write them, and nothing else is', async () => {
  const [row] = await office.exec<{ said: string }>(
    `select private.redacted('Call (816) 555-0143 or 1-816-555-0143, not 8165550143999. Ask for JOSÉ O''NEIL (jr.), josé o''neil (jr.) or Hope; hope stays.',
       array[private.literal_pattern('Hope'), private.phone_pattern('+18165550143') || '|' || private.literal_pattern('josé o''neil (jr.)') || '|' || private.literal_pattern('JOSÉ O''Neil (jr.)')]) as said`,
  );
  expect(row?.said).toBe('Call [erased] or [erased], not 8165550143999. Ask for [erased], [erased] or [erased]; hope stays.');
});

test('names of who came, answers to the screener and addresses of a campaign go when two persons say so; numbers stay, and who is held keeps all', async () => {
  const [manager, admin] = [office.as('manager'), office.as('admin')];
  const quietly = async (tables: string[], deed: () => Promise<void>) => {
    for (const table of tables) await office.exec(`alter table ${table} disable trigger user`);
    await deed();
    for (const table of tables) await office.exec(`alter table ${table} enable trigger user`);
  };
  const ids: Record<string, string> = {};
  const make = async (name: string, sql: string, values: unknown[] = []) => {
    ids[name] = String((await office.exec<{ id: string }>(sql, values))[0]?.id);
  };
  await make('person', `insert into residents (name) values ('Kept Person') returning id`);
  for (const name of ['party', 'trial'])
    await make(
      name,
      `insert into events (title, kind, status, starts_at, ends_at, time_zone) values ($1, 'clinic', 'confirmed', '2015-05-01T18:00Z', '2015-05-01T20:00Z', 'America/Chicago') returning id`,
      [name],
    );
  for (const [name, event, resident] of [
    ['Ana Alba', 'party', null],
    ['Ben Bloom', 'trial', 'person'],
  ] as const)
    await make(
      name,
      `insert into registrations (event_id, name, email, resident_id) values ($1, $2, 'came@example.org', $3) returning id`,
      [ids[event], name, resident && ids[resident]],
    );
  await office.exec(
    `insert into attendances (event_id, registration_id, name, people, client_key) values ($1, $2, 'Ana Alba', 3, gen_random_uuid())`,
    [ids.party, ids['Ana Alba']],
  );
  await make(
    'screening',
    `insert into screenings (resident_id, language, answers, consent_how, screened_at) values ($1, 'en', '{"rent": 900}', 'spoken', '2015-05-01') returning id`,
    [ids.person],
  );
  await office.exec(`insert into mailing_lists (code, name) values ('old', 'Old')`);
  await quietly(['campaigns', 'deliveries'], async () => {
    await make(
      'campaign',
      `insert into campaigns (name, list_id, status, scheduled_at, frozen_at, started_at, finished_at) select 'Old letter', id, 'sent', '2015-05-01', '2015-05-01', '2015-05-01', '2015-05-01' from mailing_lists where code = 'old' returning id`,
    );
    await office.exec(
      `insert into deliveries (kind, key, campaign_id, to_address, language, status, settled_at) values ('campaign.letter', 'old', $1, 'got@example.org', 'en', 'sent', '2015-05-01')`,
      [ids.campaign],
    );
  });
  await manager.rpc('place_hold', { p_table: 'residents', p_id: String(ids.person), p_reason: 'Case 26-114' });
  const due = async (kind: string) =>
    (
      need(await manager.rpc('list_due_dispositions', {})) as unknown as {
        kinds: { kind: string; rows: { title: string; is_held: boolean }[] }[];
      }
    ).kinds
      .find((one) => one.kind === kind)
      ?.rows.map(({ title, is_held }) => [title, is_held]);
  expect(await due('registrations')).toEqual(
    expect.arrayContaining([
      ['party', false],
      ['trial', true],
    ]),
  );
  expect(await due('screenings')).toEqual([['Kept Person', true]]);
  expect(await due('campaigns')).toEqual([['Old letter', false]]);

  const dispose = async (p_kind: string, id: string | undefined) => {
    const { data, error } = await manager.rpc('dispose_records', { p_kind, p_ids: [String(id)], p_reason: 'Schedule GS 010' });
    if (error) return error.hint;
    return (await admin.rpc('settle_disposition', { p_id: String(data), p_is_confirmed: true })).data;
  };
  expect(await dispose('screenings', ids.screening)).toBe('disposition_not_due');
  expect(await dispose('registrations', ids.trial)).toBe('disposition_not_due');
  expect(await dispose('registrations', ids.party)).toBe(1);
  expect(await dispose('campaigns', ids.campaign)).toBe(1);
  expect(await whereIs(['Ana Alba', 'got@example.org'])).toEqual([]);
  expect(await office.exec('select name, people from attendances where event_id = $1', [ids.party])).toEqual([
    { name: 'Erased', people: 3 },
  ]);
  expect(await office.exec('select status from deliveries where campaign_id = $1', [ids.campaign])).toEqual([{ status: 'sent' }]);
  expect(await office.exec('select name from registrations where event_id = $1', [ids.trial])).toEqual([{ name: 'Ben Bloom' }]);
  const [hold] = await office.exec<{ id: string }>('select id from legal_holds where record_id = $1', [ids.person]);
  await manager.rpc('lift_hold', { p_id: String(hold?.id), p_reason: 'Settled' });
  expect(await dispose('screenings', ids.screening)).toBe(1);
  expect(await office.exec('select from screenings')).toHaveLength(0);
  const log = await office.exec('select record_kind, act from dispositions where reason = $1 order by id', ['Schedule GS 010']);
  expect(log).toEqual([
    { record_kind: 'registrations', act: 'stripped' },
    { record_kind: 'campaigns', act: 'stripped' },
    { record_kind: 'screenings', act: 'erased' },
  ]);
});

test('every kind of record has a class, and the settings say what its end means', async () => {
  const rules = await office.exec<{ kind: string }>('select record_kind as kind from retention_rules');
  expect(Object.keys(recordKinds).sort()).toEqual(rules.map(({ kind }) => kind).sort());
  const [row] = await office.exec<{ kinds: string[] }>('select private.disposable_kinds() as kinds');
  expect(
    Object.keys(recordKinds)
      .filter((kind) => recordKinds[kind]?.goes === 'two')
      .sort(),
  ).toEqual(row?.kinds.toSorted());
  // Translations go with the encounters in other languages.
  const kinds = await office.exec<{ name: string }>(
    `select table_name as name from private.record_kinds where table_name <> 'translation_requests'`,
  );
  for (const { name } of kinds) expect(Object.keys(recordKinds)).toContain(name);
});
