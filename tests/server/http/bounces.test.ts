import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { makeCampaign, suppressionOf } from '../../database/bounces/fixture.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { recorded, sendLetter } from '../inbox/mails.ts';

const secret = 'a secret of twenty-six letters';
let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ BOUNCE_ADDRESS: 'bounces@engage.example', HOOK_SECRET: secret });
  await makeCampaign(office);
});
afterAll(() => office.close());

const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  makeApp(office).request('/hooks/bounces', {
    method: 'POST',
    body: body as BodyInit,
    headers: { 'Content-Type': 'message/rfc822', Authorization: `Bearer ${secret}`, ...headers },
  });
const json = async (said: unknown) => {
  const response = await post(JSON.stringify(said), { 'Content-Type': 'application/json' });
  return { status: response.status, body: (await response.json()) as { reports: { outcome: string; kind: string; is_new: boolean }[] } };
};

test('a report comes in as it is, and the same again changes nothing', async () => {
  const sent = await sendLetter(office, 'raw@town.example');
  const first = await post(recorded('postfix', sent.values));
  expect(first.status).toBe(200);
  expect(await first.json()).toMatchObject({ kind: 'bounce', is_new: true, reports: [{ outcome: 'suppressed' }] });
  expect(await suppressionOf(office, sent.to)).toBe('hard_bounce');
  expect(await (await post(recorded('postfix', sent.values))).json()).toMatchObject({ is_new: false, reports: [] });
});

test('also inside of JSON', async () => {
  const sent = await sendLetter(office, 'message@town.example');
  const { body } = await json({ message: Buffer.from(recorded('postfix', sent.values)).toString('utf8') });
  expect(body.reports).toMatchObject([{ outcome: 'suppressed' }]);
});

test('a list names letters by their return address, their token or their Message-ID', async () => {
  const [a, b, c, d] = [
    await sendLetter(office, 'a@town.example'),
    await sendLetter(office, 'b@town.example'),
    await sendLetter(office, 'c@town.example'),
    await sendLetter(office, 'd@town.example'),
  ];
  const said = [
    { token: a.values.return_path, status: '5.1.1', diagnostic: '550 no\u0000body', type: 'bounce' },
    { token: b.values.token, type: 'complaint' },
    { message_id: c.values.message_id?.slice(1, -1), status: '4.4.1', type: 'delayed' },
    { message_id: d.values.message_id, status: '5.7.1' },
    { message_id: '<0a0b0c0d-0000-4000-8000-000000000001@engage.example>', status: '5.1.1' },
    { token: `${a.values.token}x`, status: '5.1.1' },
  ];
  const { status, body } = await json(said);
  expect(status).toBe(200);
  expect(body.reports.map(({ outcome }) => outcome)).toEqual(['suppressed', 'suppressed', 'counted', 'alerted', 'ignored', 'ignored']);
  expect((await json(said)).body.reports.map(({ is_new }) => is_new)).toEqual(Array(6).fill(false));
  expect(await suppressionOf(office, 'b@town.example')).toBe('complaint');
});

test.each([
  ['none', {}],
  ['a wrong one', { Authorization: 'Bearer something else entirely' }],
  ['an empty one', { 'X-Hook-Secret': '' }],
])('with %s for a secret nothing is read', async (_name, headers) => {
  const response = await makeApp(office).request('/hooks/bounces', {
    method: 'POST',
    body: 'x',
    headers: headers as Record<string, string>,
  });
  expect(response.status).toBe(401);
});

test.each([
  ['', 422, {}],
  ['{', 422, { 'Content-Type': 'application/json' }],
  ['[1]', 422, { 'Content-Type': 'application/json' }],
  ['[{"status": "5.1.1"}]', 422, { 'Content-Type': 'application/json' }],
  [JSON.stringify(Array(1001).fill({ token: 'a' })), 413, { 'Content-Type': 'application/json' }],
  ['x', 413, { 'Content-Length': String(40 * 1024 * 1024) }],
])('a body of %.20j is refused with %i', async (body, status, headers) => {
  expect((await post(body, headers as Record<string, string>)).status).toBe(status);
});

test('a mail that reports nothing is nobody’s', async () => {
  const sent = await sendLetter(office, 'chat@town.example');
  expect(await (await post(recorded('reply', sent.values))).json()).toMatchObject({ kind: 'other', is_new: false });
  expect(await office.exec('select from incoming_mails where delivery_id = $1', [sent.id])).toEqual([]);
});

test('opening the address does nothing, and without a secret there is no such address', async () => {
  const kept = () => office.exec('select from bounces');
  const before = (await kept()).length;
  await makeApp(office).request(`/hooks/bounces?token=x&status=5.1.1`, { headers: { Authorization: `Bearer ${secret}` } });
  expect(await kept()).toHaveLength(before);
  const other = await openOffice();
  try {
    const response = await makeApp(other).request('/hooks/bounces', { method: 'POST', body: 'x', headers: { Authorization: 'Bearer ' } });
    expect(response.status).toBe(404);
  } finally {
    await other.close();
  }
});
