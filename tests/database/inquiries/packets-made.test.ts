import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { openCase, type PacketCase } from './packet-support.ts';

let office: TestOffice;
let one: PacketCase;
beforeAll(async () => {
  office = await openOffice();
  one = await openCase(office);
});
afterAll(() => office.close());

type Made = { id: string; number: number };
const made = (answer: Made | { refused: string }): Made => {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};
const row = async (id: string) =>
  (
    await office.exec<{ all: string; content: { inquiry: object; entries: object[] }; content_hash: string; text: string }>(
      'select p::text as all, content, content_hash, content::text as text from packets p where id = $1',
      [id],
    )
  )[0];
const logOf = (id: string) =>
  office.exec<{
    entry: number | null;
    what: string;
    how: string;
    places: number;
    cite: string | null;
    by_hand: boolean;
    reason: string | null;
  }>('select entry, what, how, places, cite, by_hand, reason from packet_redactions where packet_id = $1 order by sort_order', [id]);

describe('a copy that is made', () => {
  test('holds what goes out, and of the rest nothing but its ground', async () => {
    const { id, number } = made(await one.make({ note: 'As you asked on Monday.' }));
    expect(number).toBe(1);
    const packet = await row(id);
    expect(packet?.all).not.toMatch(/Rosa|Peña|Lucía|rosa@|lucia@|0142|Walnut/);
    expect(packet?.text).toContain('Told ');
    expect(packet?.text).not.toContain('"was"');
    expect(packet?.content_hash).toBe(createHash('sha256').update(String(packet?.text)).digest('hex'));
    const log = await office.exec<{ line: string }>('select l::text as line from packet_redactions l where packet_id = $1', [id]);
    expect(log.length).toBeGreaterThan(5);
    expect(log.map(({ line }) => line).join()).not.toMatch(/Rosa|Peña|Lucía|rosa@|0142|Walnut/);
    expect(await logOf(id)).toContainEqual({
      entry: null,
      what: 'name',
      how: 'whole',
      places: 1,
      cite: '§ 610.021(14) RSMo',
      by_hand: false,
      reason: null,
    });
  });

  test('is as it was seen: what came since is refused until it was looked at', async () => {
    const { digest } = await one.preview();
    const note = await one.say('note', 'Something new');
    expect(await one.make({ digest })).toEqual({ refused: 'packet_stale' });
    await office.exec('delete from interactions where id = $1', [note]);
    const late = await one.cut(one.keys.note, 'text', 'lawyer', 'health');
    expect(await one.make({ choices: { entries: { [one.keys.note]: { cuts: [{ ...late, m: 'deadbeef' }] } } } })).toEqual({
      refused: 'packet_stale',
    });
  });

  test('keeps what was chosen by hand in its log, with who and why', async () => {
    const grounds = [{ key: 'own_1', cite: '§ 610.021(1) RSMo', words: 'Advice of a lawyer' }];
    const cut = await one.cut(one.keys.note, 'text', 'the lawyer says wait', 'own_1');
    const choices = {
      grounds,
      entries: {
        [one.keys.note]: { cuts: [cut] },
        [one.keys.mail]: { whole: 'health' },
        inquiry: { show: { location: 'The lamp stands in the street.' } },
      },
    };
    const { id, number } = made(await one.make({ choices }));
    expect(number).toBe(2);
    const log = await logOf(id);
    expect(log).toContainEqual(
      expect.objectContaining({ what: 'chosen', how: 'part', places: 1, cite: '§ 610.021(1) RSMo', by_hand: true }),
    );
    expect(log).toContainEqual(expect.objectContaining({ what: 'chosen', how: 'whole', cite: '§ 610.021(5) RSMo', by_hand: true }));
    expect(log).toContainEqual(
      expect.objectContaining({ entry: null, what: 'location', how: 'shown', reason: 'The lamp stands in the street.' }),
    );
    const packet = await row(id);
    expect(packet?.text).not.toContain('lawyer says');
    expect(packet?.text).not.toContain('Ciao');
    expect(packet?.text).toContain('1207 Walnut St');
    const counted = await office.exec('select entries - entries_out as kept, places, grounds from packets where id = $1', [id]);
    expect(counted).toEqual([
      { kept: 1, places: log.filter(({ how }) => how !== 'shown').reduce((sum, { places }) => sum + places, 0), grounds: 3 },
    ]);
  });

  test('is never changed, neither by hand nor by what changes in the inquiry or the profile, and is not undone', async () => {
    const { id } = made(await one.make());
    const before = (await row(id))?.all;
    for (const sql of [
      `update packets set note = 'other'`,
      `update packets set content = '{}'`,
      'delete from packets',
      `update packet_redactions set cite = 'x'`,
      'delete from packet_redactions',
    ]) {
      await expect(office.exec(sql)).rejects.toMatchObject({ code: 'PT409' });
    }
    await office.as('staff').from('inquiries').update({ subject: 'Another subject' }).eq('id', one.inquiry);
    const [profile] = await office.exec<{ version: number; rules: object }>('select version, rules from redaction_profiles where id = $1', [
      one.anybody,
    ]);
    await office.as('manager').rpc('save_redaction_profile', {
      p_profile: { rules: { ...profile?.rules, notes: { act: 'withhold', ground: 'health' } } } as never,
      p_id: one.anybody,
      p_version: Number(profile?.version),
    });
    expect((await row(id))?.all).toBe(before);
    const [set] = await office.exec<{ id: string }>(
      `select change_set as id from changes where table_name = 'packets' and record_id = $1`,
      [id],
    );
    expect((await office.as('admin').rpc('undo_change_set', { p_change_set: String(set?.id) })).error?.hint).toBe('undo_frozen');
  });

  test('asks to be sure where nothing is withheld, and where everything is', async () => {
    const rules = (act: object) => Object.fromEntries(one.kinds.map((kind) => [kind, act]));
    const grounds = [{ key: 'law', cite: '§ 1', words: { en: 'A law', es: '' } }];
    const profile = async (name: string, act: object) =>
      String((await office.as('manager').rpc('save_redaction_profile', { p_profile: { name, grounds, rules: rules(act) } as never })).data);
    const open = await profile('Everything', { act: 'release' });
    const closed = await profile('Nothing', { act: 'withhold', ground: 'law' });
    expect(await one.make({ profile: open })).toEqual({ refused: 'packet_nothing' });
    expect(await one.make({ profile: closed })).toEqual({ refused: 'packet_all' });
    expect(made(await one.make({ profile: open, is_known: true }))).toMatchObject({ number: expect.any(Number) });
    expect(made(await one.make({ profile: closed, is_known: true }))).toMatchObject({ number: expect.any(Number) });
  });

  test('stands in the story of its inquiry, and names the request for records that it answers', async () => {
    await office.as('staff').rpc('save_records_request', { p_inquiry: one.inquiry, p_request: { received_by_office_on: '2026-11-02' } });
    const { id, number } = made(await one.make());
    expect(
      await office.exec('select r.inquiry_id as id from records_requests r join packets p on p.records_request_id = r.id where p.id = $1', [
        id,
      ]),
    ).toEqual([{ id: one.inquiry }]);
    const { data } = await office.as('viewer').rpc('inquiry_timeline', { p_id: one.inquiry, p_query: { kinds: ['packet'] } });
    const { rows } = data as unknown as { rows: object[] };
    expect(rows[0]).toMatchObject({ kind: 'packet', id, number, profile: 'For anybody', places: expect.any(Number) });
    // The act that made it is not told beside it.
    const all = (await office.as('viewer').rpc('inquiry_timeline', { p_id: one.inquiry })).data as unknown as {
      rows: { kind: string; act?: { tables: string[] } }[];
    };
    expect(JSON.stringify(all.rows.filter(({ kind }) => kind === 'act'))).not.toContain('"packets"');
  });

  test('is fetched by staff, each time written down; a viewer gets nothing', async () => {
    const { id } = made(await one.make());
    const fetch = (role: 'staff' | 'viewer', format: string) =>
      office.as(role).rpc('open_packet', { p_inquiry: one.inquiry, p_id: id, p_format: format });
    expect((await fetch('viewer', 'pdf')).error?.code).toBe('42501');
    expect((await fetch('staff', 'xlsx')).error?.hint).toBe('packet_format');
    expect((await fetch('staff', 'pdf')).data).toMatchObject({
      profile_name: 'For anybody',
      content: { office: { name: expect.any(String) } },
    });
    expect(JSON.stringify((await fetch('staff', 'log')).data)).not.toMatch(/"how":\s*"shown"/);
    expect(await office.exec('select format from packet_downloads where packet_id = $1 order by id', [id])).toEqual([
      { format: 'pdf' },
      { format: 'log' },
    ]);
    const seen = async (role: 'viewer' | 'staff') => (await office.as(role).from('packets').select('id').eq('id', id)).data ?? [];
    expect([await seen('viewer'), (await seen('staff')).length]).toEqual([[], 1]);
  });

  test('forgets what was chosen for it once it is made', async () => {
    const keep = (body: object | null) =>
      office.as('coordinator').rpc('keep_draft', { p_table: 'inquiries', p_id: one.inquiry, p_kind: 'packet', p_body: body as never });
    expect((await keep({ profile: one.anybody, choices: {} })).error).toBeNull();
    made(await one.make());
    expect(await office.exec(`select 1 from drafts where kind = 'packet'`)).toEqual([]);
  });
});

describe('what becomes of it', () => {
  test('erasing the resident takes its content away; what was withheld, the hash and who had it stay', async () => {
    const id = made(
      await one.make({ profile: one.them, is_known: true, choices: { entries: { inquiry: { show: { others: 'Lucía agreed to it.' } } } } }),
    ).id;
    expect((await row(id))?.text).toContain('Rosa');
    const before = { hash: (await row(id))?.content_hash, lines: (await logOf(id)).length };
    const { error } = await office.as('manager').rpc('place_hold', { p_table: 'inquiries', p_id: one.inquiry, p_reason: 'Case 12' });
    expect(error).toBeNull();
    const erase = () => office.as('manager').rpc('erase_resident', { p_id: one.rosa, p_reason: 'She asked for it.' });
    expect((await erase()).error?.hint).toBe('erase_held');
    expect((await row(id))?.text).toContain('Rosa');
    const [hold] = await office.exec<{ id: string }>('select id from legal_holds where lifted_at is null');
    await office.as('manager').rpc('lift_hold', { p_id: String(hold?.id), p_reason: 'The case is over.' });
    expect((await erase()).error).toBeNull();
    expect((await row(id))?.all).not.toMatch(/Rosa|rosa@|0142/);
    expect((await row(id))?.text).toBe('{}');
    expect({ hash: (await row(id))?.content_hash, lines: (await logOf(id)).length }).toEqual(before);
    expect((await logOf(id)).filter(({ how }) => how === 'shown')).toMatchObject([{ reason: 'erased' }]);
    const open = async (format: string) =>
      (await office.as('staff').rpc('open_packet', { p_inquiry: one.inquiry, p_id: id, p_format: format })).error?.hint ?? null;
    expect([await open('pdf'), await open('csv'), await open('log')]).toEqual(['packet_gone', 'packet_gone', null]);
  });
  test('somebody else who is erased goes out of it by name, and the rest of it stays', async () => {
    const id = made(
      await one.make({ profile: one.anybody, choices: { entries: { inquiry: { show: { others: 'She agreed to it.' } } } } }),
    ).id;
    expect((await row(id))?.text).toContain('Lucía Gómez');
    expect((await office.as('manager').rpc('erase_resident', { p_id: one.lucia, p_reason: 'She asked for it.' })).error).toBeNull();
    const packet = await row(id);
    expect(packet?.all).not.toMatch(/Lucía|Gómez/);
    expect(packet?.content.entries.length).toBeGreaterThan(3);
  });
  test('it goes with its inquiry when that is disposed of', async () => {
    const inquiry = await one.open('Old');
    const { id } = made(await one.make({ inquiry }));
    await office.exec(`select private.strip_inquiry($1, 'Past its time', 5::smallint, null)`, [inquiry]);
    expect((await row(id))?.text).toBe('{}');
    expect(await office.exec('select stripped_at is not null as is from packets where id = $1', [id])).toEqual([{ is: true }]);
  });
});
