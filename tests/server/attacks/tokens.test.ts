import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSecrets } from '../../../src/server/backend/secrets.ts';
import { makeApp } from '../../../src/server/http/server.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { findLeak } from './hostile.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let secret: string;
beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
  secret = (await loadSecrets(office.config.dataFolder)).jwtSecret;
  await office.exec(`insert into residents (name) values ('Rosa Peña')`);
});
afterAll(() => office.close());

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (header: object, claims: object, key: string, hash = 'sha256') => {
  const body = `${part(header)}.${part(claims)}`;
  return `${body}.${createHmac(hash, key).update(body).digest('base64url')}`;
};
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

/** What a token opens: a table, a function, our own routes, the stream. */
const doors: [string, string][] = [
  ['GET', '/rest/v1/residents?select=name'],
  ['POST', '/rest/v1/rpc/list_residents'],
  ['POST', '/reports/compile'],
  ['GET', '/live'],
  ['GET', '/auth/v1/user'],
];

async function knock(token: string, apikey = office.backend.publishableKey): Promise<string[]> {
  const opened: string[] = [];
  for (const [method, address] of doors) {
    const response = await app.request(address, {
      method,
      headers: { apikey, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{"month":"2026-01"}' } : {}),
    });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    const text = isStream ? '' : await response.text();
    if (isStream) await response.body?.cancel();
    if (response.ok || text.includes('Rosa')) opened.push(`${address}: ${response.status}`);
    if (response.status >= 500 || findLeak(text)) opened.push(`${address}: ${response.status} ${text.slice(0, 200)}`);
  }
  return opened;
}

describe('a token that is not the office’s own opens nothing', () => {
  const hs256 = { alg: 'HS256', typ: 'JWT' };
  const forgeries: [string, () => string][] = [
    ['one that has expired', () => sign(hs256, { ...claimsOf(office.tokenOf('admin')), exp: Math.floor(Date.now() / 1000) - 10 }, secret)],
    [
      'one that is not valid yet',
      () => sign(hs256, { ...claimsOf(office.tokenOf('admin')), nbf: Math.floor(Date.now() / 1000) + 3600 }, secret),
    ],
    ['one signed with another key', () => sign(hs256, claimsOf(office.tokenOf('admin')), 'another key')],
    ['one signed with an empty key', () => sign(hs256, claimsOf(office.tokenOf('admin')), '')],
    ['one signed with the publishable key', () => sign(hs256, claimsOf(office.tokenOf('admin')), office.backend.publishableKey)],
    ['one that says it needs no signature', () => `${part({ alg: 'none', typ: 'JWT' })}.${part(claimsOf(office.tokenOf('admin')))}.`],
    [
      'one that says NONE, with a signature of another',
      () => `${part({ alg: 'NONE' })}.${part(claimsOf(office.tokenOf('admin')))}.${office.tokenOf('viewer').split('.')[2]}`,
    ],
    [
      'a viewer’s whose claims were changed to the service’s',
      () =>
        `${office.tokenOf('viewer').split('.')[0]}.${part({ ...claimsOf(office.tokenOf('viewer')), role: 'service_role' })}.${office.tokenOf('viewer').split('.')[2]}`,
    ],
    [
      'a viewer’s whose person was changed to the administrator',
      () =>
        `${office.tokenOf('viewer').split('.')[0]}.${part({ ...claimsOf(office.tokenOf('viewer')), sub: claimsOf(office.tokenOf('admin')).sub })}.${office.tokenOf('viewer').split('.')[2]}`,
    ],
    ['one without a signature', () => office.tokenOf('admin').split('.').slice(0, 2).join('.')],
    [
      'one signed with another method',
      () => sign({ alg: 'HS512', typ: 'JWT' }, claimsOf(office.tokenOf('admin')), 'another key', 'sha512'),
    ],
    [
      'one that names a key of its own',
      () =>
        sign(
          {
            ...hs256,
            jwk: { kty: 'oct', k: Buffer.from('mine').toString('base64url') },
            kid: '../../dev/null',
            jku: 'https://evil.example',
          },
          claimsOf(office.tokenOf('admin')),
          'mine',
        ),
    ],
    ['the publishable key', () => office.backend.publishableKey],
    ['no token at all', () => 'null'],
    ['three dots', () => '...'],
    ['JSON that is not an object', () => `${part(1)}.${part([])}.x`],
    ['ten thousand letters', () => 'a'.repeat(10_000)],
  ];
  test.each(forgeries)('%s', async (_name, forge) => {
    expect(await knock(forge())).toEqual([]);
  });

  test('nor does a secret key that was guessed', async () => {
    expect(
      await knock(
        // The first letter of the signature: of the last one, two bits stand for nothing, and another letter may mean the same.
        office.tokenOf('viewer').replace(/\.(.)([^.]*)$/, (_, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`),
        'sb_secret_guess',
      ),
    ).toEqual([]);
  });
});

describe('a token of the office that claims more than it may', () => {
  // Only who has the office's secret can make these; the database must still not trust what they say.
  test.each([
    ['a role of the database that is none of the three', { role: 'postgres' }],
    ['a person who is none', { sub: 'not-a-uuid' }],
    ['SQL as a role', { role: 'authenticated"; reset role; --' }],
  ])('%s is refused, and nothing fails', async (_name, more) => {
    const token = sign({ alg: 'HS256', typ: 'JWT' }, { ...claimsOf(office.tokenOf('viewer')), ...more }, secret);
    expect((await knock(token)).filter((line) => !line.startsWith('/auth/v1/user'))).toEqual([]);
  });
});
