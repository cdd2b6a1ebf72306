import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Ledger = { act: string; channel: string; source: string; detail: { note?: string; attachment_id?: string } }[];
type Channels = { channels: { channel: string; is_agreed: boolean | null }[]; ledger: Ledger };
let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const save = async (resident: object): Promise<string> =>
  String((await office.as('staff').rpc('save_resident', { p_resident: resident as never })).data);
const photoOf = async (id: string): Promise<string> =>
  String(
    (
      await office.exec<{ id: string }>(
        `insert into attachments (resident_id, name, media_type, bytes, sha256, path) values ($1, 'sheet.jpg', 'image/jpeg', 1, repeat('a', 64), $2) returning id`,
        [id, `files/2026/${crypto.randomUUID()}`],
      )
    )[0]?.id,
  );
const lastSet = async () => String((await office.exec<{ id: string }>('select id from change_sets order by place desc limit 1'))[0]?.id);

test('a paper sheet needs its photo among the files of that resident; the ledger keeps it with the list', async () => {
  const id = await save({ name: 'Paper Person', emails: [{ address: 'paper@example.org' }] });
  const other = await save({ name: 'Other Person' });
  const [list] = await office.exec<{ id: string }>(
    `insert into mailing_lists (code, name, needs_consent) values ('paper-news', 'Paper news', true) returning id`,
  );
  const choose = (p_attachment?: string) =>
    office.as('coordinator').rpc('record_choice', {
      p_address: 'paper@example.org',
      p_choice: { add: [String(list?.id)] },
      p_source: 'paper',
      p_note: 'Sheet of the fair',
      ...(p_attachment ? { p_attachment } : {}),
    });
  expect((await choose()).error).toMatchObject({ code: 'PT422', hint: 'consent_photo' });
  expect((await choose(await photoOf(other))).error).toMatchObject({ code: 'PT422', hint: 'consent_photo' });
  const photo = await photoOf(id);
  expect((await choose(photo)).error).toBeNull();
  const { data } = await office.as('viewer').rpc('consent_record', { p_address: 'paper@example.org' });
  expect((data as unknown as { ledger: Ledger }).ledger[0]).toMatchObject({
    act: 'subscribed',
    source: 'paper',
    detail: { note: 'Sheet of the fair', attachment_id: photo },
  });
});

test('calls, texts and post are agreed to or refused with a source; undo says in the ledger that it was taken back', async () => {
  const id = await save({ name: 'Channel Person' });
  const say = (p_channel: string, p_is_agreed: boolean, more: object = {}) =>
    office
      .as('staff')
      .rpc('record_channel', { p_resident: id, p_channel, p_is_agreed, p_source: 'call', p_note: 'Called on Monday', ...more });
  const record = async () => (await office.as('viewer').rpc('channel_record', { p_resident: id })).data as unknown as Channels;
  expect((await say('fax', true)).error).toMatchObject({ hint: 'consent_channel' });
  expect((await say('text', true, { p_source: 'rumour' })).error).toMatchObject({ hint: 'source' });
  expect((await say('text', true, { p_note: ' ' })).error).toMatchObject({ hint: 'note' });
  expect((await say('text', true, { p_source: 'paper' })).error).toMatchObject({ hint: 'consent_photo' });
  expect((await say('text', true)).error).toBeNull();
  expect((await say('text', false)).error).toBeNull();
  const set = await lastSet();
  expect((await record()).channels).toMatchObject([{ is_agreed: null }, { channel: 'text', is_agreed: false }, { is_agreed: null }]);
  await office.as('staff').rpc('undo_change_set', { p_change_set: set });
  const after = await record();
  expect(after.channels[1]).toMatchObject({ channel: 'text', is_agreed: true });
  expect(after.ledger.map(({ act, source }) => `${act} ${source}`)).toEqual(['agreed undo', 'refused call', 'agreed call']);
  const viewer = await office
    .as('viewer')
    .rpc('record_channel', { p_resident: id, p_channel: 'text', p_is_agreed: true, p_source: 'call', p_note: 'x' });
  expect(viewer.error?.code).toBe('42501');
});
