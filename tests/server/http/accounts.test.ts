import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf } from '../../../src/server/http/attempts.ts';
import { makeApp } from '../../../src/server/http/server.ts';
import { people } from '../../support/databases.ts';
import { type Mailbox, openMailbox, textOf } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let box: Mailbox;
let office: TestOffice;
let app: ReturnType<typeof makeApp>;
const password = 'correct horse battery';
const newPassword = 'tin roof in a gale';

beforeAll(async () => {
  box = await openMailbox();
  office = await openOffice({
    SMTP_URL: box.url,
    MAIL_FROM: 'Office <office@city.example>',
    PUBLIC_URL: 'https://office.example',
    TRUST_PROXY: '1',
  });
  app = makeApp(office);
});
afterAll(async () => {
  await office.close();
  await box.close();
});

let client = 0;
/** Each request from a network address of its own, unless a test names one. */
const post = (address: string, body: unknown, { token, from }: { token?: string; from?: string } = {}) =>
  app.request(address, {
    method: 'POST',
    headers: {
      apikey: office.backend.publishableKey,
      'content-type': 'application/json',
      'x-forwarded-for': from ?? `10.0.${client++ % 250}.1`,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });
const signIn = (email: string, secret: string, from?: string) =>
  post('/auth/v1/token?grant_type=password', { email, password: secret }, from === undefined ? {} : { from });
const tokenIn = (text: string) => /token=([\w-]+)/.exec(text)?.[1] ?? '';
const reach = async (session: { access_token: string }) =>
  (await office.backend.clientFor(session.access_token).from('topics').select('id').limit(1)).status;

test('invited by letter, the person makes the account, signs in, works; deactivated, everything is refused', async () => {
  const invited = await post(
    '/staff/invite',
    { name: 'Ana Morales', email: 'ana@city.example', role: 'staff', locale: 'en' },
    { token: office.tokenOf('admin') },
  );
  expect(await invited.json()).toMatchObject({ sent: true });
  const letter = textOf(await box.letterTo('ana@city.example'));
  expect(letter).toContain('Admin Person invites you');
  expect(letter).toContain('https://office.example/invite?token=');
  const token = tokenIn(letter);
  expect(await (await post('/invite/open', { token })).json()).toEqual({ name: 'Ana Morales', email: 'ana@city.example' });

  for (const [field, body] of [
    ['password', { name: 'Ana', password: 'short' }],
    ['password', { name: 'Ana', password: 'password1234' }],
    ['password', { name: 'Ana Morales', password: 'ana-morales-ana' }],
    ['name', { name: ' ', password: newPassword }],
  ] as const)
    expect(await (await post('/invite', { token, ...body })).json()).toMatchObject({ field });
  expect((await post('/invite', { token, name: 'Ana Morales', password: newPassword })).status).toBe(200);
  expect((await post('/invite', { token, name: 'Mallory', password: newPassword })).status).toBe(409);

  const session = (await (await signIn('ana@city.example', newPassword)).json()) as { access_token: string; refresh_token: string };
  expect(await reach(session)).toBe(200);
  const [ana] = await office.exec<{ id: string }>(`select id from staff where email = 'ana@city.example'`);
  await office.as('admin').rpc('deactivate_staff', { p_id: String(ana?.id) });
  expect(await reach(session)).toBe(401);
  expect((await post('/auth/v1/token?grant_type=refresh_token', { refresh_token: session.refresh_token })).ok).toBe(false);
  expect((await signIn('ana@city.example', newPassword)).status).toBe(400);
  expect(
    (await post('/staff/invite', { name: 'X', email: 'x@city.example', role: 'staff' }, { token: office.tokenOf('manager') })).status,
  ).toBe(403);
});

test('when the letter cannot be sent the administrator gets the link, and the reason', async () => {
  const invited = await post(
    '/staff/invite',
    { name: 'Ben', email: 'nobody@city.example', role: 'staff' },
    { token: office.tokenOf('admin') },
  );
  expect(await invited.json()).toMatchObject({
    sent: false,
    reason: 'The mail server refused this address.',
    link: expect.stringMatching(/^https:\/\/office\.example\/invite\?token=/),
  });
});

test('a code by e-mail signs in once; a guess does not, and guessing is slowed down', async () => {
  expect((await post('/sign-in/code', { email: people.staff, locale: 'es' })).status).toBe(200);
  const received = await box.letterTo(people.staff);
  const code = /\b(\d{6})\b/.exec(textOf(received))?.[1] ?? '';
  expect(textOf(received)).toContain('Su código de acceso');
  const wrong = code === '000000' ? '000001' : '000000';
  expect((await post('/auth/v1/verify', { email: people.staff, token: wrong, type: 'magiclink' })).status).toBe(403);
  const session = (await (await post('/auth/v1/verify', { email: people.staff, token: code, type: 'magiclink' })).json()) as {
    access_token: string;
  };
  expect(await reach(session)).toBe(200);
  const again: number[] = [];
  for (let n = 0; n < 6; n++) again.push((await post('/auth/v1/verify', { email: people.staff, token: code, type: 'magiclink' })).status);
  expect(again).toEqual([403, 403, 403, 403, 403, 429]);
});

test('a forgotten password is made anew through a link that works once; it ends every session and is told by letter', async () => {
  const old = (await (await signIn(people.viewer, password)).json()) as { access_token: string };
  await post('/reset', { email: people.viewer, locale: 'en' });
  const token = tokenIn(textOf(await box.letterTo(people.viewer)));
  expect(await (await post('/reset/open', { token })).json()).toMatchObject({ email: people.viewer });
  expect(await (await post('/reset/password', { token, password: 'qwertyuiop12' })).json()).toMatchObject({ field: 'password' });
  expect(await (await post('/reset/password', { token, password })).json()).toMatchObject({
    field: 'password',
    message: expect.stringContaining('already'),
  });
  const both = await Promise.all([1, 2].map(() => post('/reset/password', { token, password: newPassword })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(textOf(await box.letterTo(people.viewer))).toContain('was changed just now');
  expect(await reach(old)).toBe(401);
  expect((await signIn(people.viewer, password)).status).toBe(400);
  expect((await signIn(people.viewer, newPassword)).status).toBe(200);
  expect((await post('/reset/open', { token })).status).toBe(409);
});

test('one changes the own password with the present one; this session stays, the others end', async () => {
  const here = (await (await signIn(people.manager, password)).json()) as { access_token: string };
  const elsewhere = (await (await signIn(people.manager, password)).json()) as { access_token: string };
  const change = (current: string, next: string) => post('/account/password', { current, password: next }, { token: here.access_token });
  expect(await (await change('wrong', newPassword)).json()).toMatchObject({ field: 'current' });
  expect(await (await change(password, 'manager@office.example')).json()).toMatchObject({ field: 'password' });
  expect((await change(password, newPassword)).status).toBe(200);
  expect([await reach(here), await reach(elsewhere)]).toEqual([200, 401]);
  expect(textOf(await box.letterTo(people.manager))).toContain('was changed just now');
  expect((await signIn(people.manager, newPassword)).status).toBe(200);
  expect((await post('/account/password', { current: newPassword, password })).status).toBe(401);
});

test('nobody changes a password or an address past our rules, or makes an account', async () => {
  const put = await app.request('/auth/v1/user', {
    method: 'PUT',
    headers: {
      apikey: office.backend.publishableKey,
      authorization: `Bearer ${office.tokenOf('admin')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ password: 'password1234', email: 'mallory@example.org' }),
  });
  expect(put.status).toBe(404);
  for (const address of [
    '/auth/v1/signup',
    '/auth/v1/otp',
    '/auth/v1/recover',
    '/auth/v1/magiclink',
    '/auth/v1/resend',
    '/auth/v1/token?grant_type=pkce',
  ])
    expect([address, (await post(address, { email: people.admin, password: newPassword })).status]).toEqual([address, 404]);
});

describe('an address that has no account', () => {
  test('gets the same answers as one that has, and no letter', async () => {
    const before = box.letters.length;
    for (const [address, more] of [
      ['/sign-in/code', {}],
      ['/reset', {}],
      ['/auth/v1/token?grant_type=password', { password: 'wrong password' }],
      ['/auth/v1/verify', { token: '123456', type: 'magiclink' }],
    ] as const) {
      const answers = await Promise.all(
        [people.coordinator, 'stranger@city.example'].map(async (email) => {
          const answer = await post(address, { email, ...more });
          return [answer.status, await answer.text()];
        }),
      );
      expect(answers[1]).toEqual(answers[0]);
    }
    await box.letterTo(people.coordinator);
    await box.letterTo(people.coordinator);
    expect(box.letters.slice(before).flatMap(({ to }) => to)).not.toContain('stranger@city.example');
  });

  test('waits as long as one that has', async () => {
    for (const email of [people.coordinator, 'other@city.example']) {
      const statuses: number[] = [];
      for (let n = 0; n < 6; n++) statuses.push((await signIn(email, 'wrong password')).status);
      // The coordinator had one wrong attempt above.
      expect(statuses.filter((status) => status === 400).length).toBeLessThanOrEqual(5);
      expect(statuses.at(-1)).toBe(429);
    }
  });
});

describe('limits', () => {
  test('the answer says how long to wait; the right password is refused too until then, and afterwards clears the count', async () => {
    for (let n = 0; n < 5; n++) await signIn(people.admin, 'wrong password');
    const refused = await signIn(people.admin, password);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(10);
    expect(await refused.json()).toMatchObject({
      message: expect.stringMatching(/^Too many attempts\. Wait 1\d seconds, then try again\.$/),
    });
    await office.exec(`update private.attempts set blocked_until = now() - interval '1 second'`);
    expect((await signIn(people.admin, password)).status).toBe(200);
    for (let n = 0; n < 5; n++) expect((await signIn(people.admin, 'wrong password')).status).toBe(400);
  });

  test('one network address tries only so many accounts and links', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 51; n++)
      statuses.push((await post('/auth/v1/verify', { email: `person${n}@city.example`, token: '123456' }, { from: '203.0.113.9' })).status);
    expect(statuses.at(-1)).toBe(429);
    const links: number[] = [];
    for (let n = 0; n < 21; n++) links.push((await post('/invite/open', { token: `guess${n}` }, { from: '203.0.113.8' })).status);
    expect([links[0], links.at(-1)]).toEqual([409, 429]);
  });

  test('letters to one address are limited, whoever asks for them', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) statuses.push((await post('/reset', { email: 'flooded@city.example' })).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});

test('where a request comes from is what our proxy wrote, and an IPv6 household counts as one', () => {
  const from = (forwarded: string | undefined, trust: boolean) =>
    networkOf({ req: { header: () => forwarded }, env: undefined } as unknown as Parameters<typeof networkOf>[0], trust);
  expect(from('1.2.3.4, 203.0.113.9', true)).toBe('203.0.113.9');
  expect(from('1.2.3.4, 203.0.113.9', false)).toBe('local');
  expect(from('::ffff:203.0.113.9', true)).toBe('203.0.113.9');
  expect(from('2001:db8:0:1:aaaa::1', true)).toBe(from('2001:0db8:0000:0001:bbbb:cccc:dddd:eeee', true));
  expect(from('2001:db8::1', true)).toBe('2001:db8:0:0');
  expect(from('::1', true)).toBe('0:0:0:0');
});

test('by TLS the browser is told to come by TLS only', async () => {
  expect((await app.request('/config.json')).headers.get('strict-transport-security')).toBe('max-age=31536000');
});
