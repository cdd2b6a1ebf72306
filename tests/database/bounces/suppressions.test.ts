import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { makeCampaign, report, sentTo, suppressionOf } from './fixture.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  await makeCampaign(office);
});
afterAll(() => office.close());

const suppress = (address: string, reason = 'She asked on the phone') =>
  office.as('coordinator').rpc('suppress_address', { p_address: address, p_reason: reason });
const lift = (id: string, reason: string) => office.as('coordinator').rpc('lift_suppression', { p_id: id, p_reason: reason });
const ledger = async (address: string) =>
  (await office.exec<{ act: string; source: string }>('select act, source from consents where address = $1 order by id', [address])).map(
    ({ act, source }) => `${act} ${source}`,
  );
const lastSet = async () =>
  (await office.exec<{ id: string }>(`select id from change_sets where 'suppressions' = any (tables) order by place desc limit 1`))[0]
    ?.id ?? '';
const undo = async (set: string) => (await office.as('coordinator').rpc('undo_change_set', { p_change_set: set })).error;

test('a person suppresses an address and says why; it is not written to by anybody', async () => {
  const { error } = await suppress(' Quiet@Example.org ');
  expect(error).toBeNull();
  expect(await suppressionOf(office, 'quiet@example.org')).toBe('by_hand');
  const [{ why } = { why: null }] = await office.exec<{ why: string | null }>(`select private.may_write_to('QUIET@example.org') as why`);
  expect(why).toBe('suppressed');
  expect((await suppress('quiet@example.org')).error).toMatchObject({ code: 'PT409', hint: 'address' });
});

test.each([
  ['not an address', 'Because', 'address'],
  ['', 'Because', 'address'],
  ['why@example.org', '   ', 'reason'],
])('"%s" because "%s" is refused at the field', async (address, reason, hint) => {
  expect((await suppress(address, reason)).error).toMatchObject({ code: 'PT422', hint });
});

test('lifting needs a reason; both are in the ledger, and can be undone', async () => {
  const { data: id } = await suppress('back@example.org');
  expect((await lift(id ?? '', ' ')).error).toMatchObject({ code: 'PT422', hint: 'reason' });
  expect(await suppressionOf(office, 'back@example.org')).toBe('by_hand');
  expect((await lift(id ?? '', 'The mailbox works again')).error).toBeNull();
  expect(await suppressionOf(office, 'back@example.org')).toBeNull();
  expect((await lift(id ?? '', 'Again')).error).toMatchObject({ code: 'PT409' });
  expect(await undo(await lastSet())).toBeNull();
  expect(await suppressionOf(office, 'back@example.org')).toBe('by_hand');
  expect(await ledger('back@example.org')).toEqual(['suppressed staff', 'lifted staff', 'suppressed undo']);
});

test('what was suppressed by hand is not once that is undone', async () => {
  await suppress('mistake@example.org');
  expect(await undo(await lastSet())).toBeNull();
  expect(await office.exec(`select from suppressions where address = 'mistake@example.org'`)).toEqual([]);
  expect(await ledger('mistake@example.org')).toEqual(['suppressed staff', 'lifted undo']);
});

test('a late report of a letter from before it was lifted does not suppress again; one of a letter from after does', async () => {
  const address = 'late@example.org';
  const [first, second] = [await sentTo(office, address, { daysAgo: 2 }), await sentTo(office, address, { daysAgo: 1 })];
  await report(office, first, { status: '5.1.1' });
  const [row] = await office.exec<{ id: string }>('select id from suppressions where address = $1', [address]);
  await lift(row?.id ?? '', 'The city mended its mail server');
  expect(await report(office, second, { status: '5.1.1' })).toMatchObject({ outcome: 'counted' });
  expect(await suppressionOf(office, address)).toBeNull();
  const [{ id: third } = { id: '' }] = await office.exec<{ id: string }>(
    `insert into deliveries (kind, key, to_address, language, status, settled_at) values ('registration.confirmed', gen_random_uuid()::text, $1, 'en', 'sent', now()) returning id`,
    [address],
  );
  await report(office, third, { status: '5.1.1' });
  expect(await suppressionOf(office, address)).toBe('hard_bounce');
});
