import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { compileMonth } from '../../../src/server/reports/compile-month.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
});
afterAll(() => office.close());

const send = (
  method: string,
  address: string,
  { token, body, headers }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
) =>
  app.request(address, {
    method,
    headers: {
      apikey: office.backend.publishableKey,
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

const isScreen = (response: Response) => response.status === 503 || (response.headers.get('content-type') ?? '').startsWith('text/html');

test('the browser is told where the data is and whose office it is, and no secret', async () => {
  const response = await send('GET', '/config.json');
  const config = await response.json();
  expect(config).toMatchObject({
    supabase_url: '',
    office_name: 'Office of Citizen Engagement',
    time_zone: 'America/Chicago',
    needs_setup: false,
    is_sample: false,
  });
  expect(JSON.stringify(config)).not.toMatch(/sb_secret/);
});

test('nobody makes an account by asking for one, and no route of the library is open that the app does not use', async () => {
  for (const [method, address] of [
    ['POST', '/auth/v1/signup'],
    ['POST', '/auth/v1/otp'],
    ['GET', '/auth/v1/verify'],
    ['GET', '/auth/v1/authorize'],
    ['GET', '/auth/v1/settings'],
    ['GET', '/rest/v1/'],
    ['GET', '/rest/v1/rpc/whoami'],
    ['GET', '/_system'],
    ['POST', '/anything'],
  ] as const) {
    const response = await send(method, address, method === 'POST' ? { body: {} } : {});
    // A GET of anything else is a screen of the app, built or not.
    expect([address, response.status === 404 || isScreen(response)]).toEqual([address, true]);
  }
});

test('every answer carries the headers that protect a browser, and its number', async () => {
  for (const address of ['/config.json', '/rest/v1/residents', '/nothing.js']) {
    const { headers } = await send('GET', address);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('a wrong password is refused without saying which part was wrong', async () => {
  const wrong = await send('POST', '/auth/v1/token?grant_type=password', { body: { email: 'admin@office.example', password: 'wrong' } });
  const nobody = await send('POST', '/auth/v1/token?grant_type=password', { body: { email: 'nobody@office.example', password: 'wrong' } });
  expect([wrong.status, nobody.status]).toEqual([400, 400]);
  expect(await wrong.text()).toBe(await nobody.text());
});

test('a body that is too large, or is no JSON, is a sentence and not a failure', async () => {
  const large = await send('POST', '/setup', { body: `"${'x'.repeat(3 * 1024 * 1024)}"` });
  expect([large.status, ((await large.json()) as { message: string }).message]).toEqual([
    413,
    'That is more than the server takes at once (2 MB).',
  ]);
  const odd = await send('POST', '/setup', { body: '[1' });
  expect(odd.status).toBe(400);
});

describe('setting up', () => {
  test('each wrong entry is named at its field', async () => {
    const good = { token: 't', name: 'Lena', email: 'lena@city.example', password: 'correct horse battery' };
    for (const [field, value] of [
      ['token', ''],
      ['name', ' '],
      ['email', 'lena'],
      ['password', 'short'],
    ]) {
      const response = await send('POST', '/setup', { body: { ...good, [field as string]: value } });
      expect(await response.json()).toMatchObject({ field, message: expect.any(String), request_id: expect.any(String) });
      expect(response.status).toBe(422);
    }
    const used = await send('POST', '/setup', { body: good });
    expect(used.status).toBe(409);
  });
});

describe('reports', () => {
  test('a viewer downloads a report; somebody without a sign-in, or with a false one, does not', async () => {
    const report = await compileMonth(office, '2026-09');
    const address = `/reports/${report.id}/pdf`;
    const viewer = await send('GET', address, { token: office.tokenOf('viewer') });
    expect(viewer.status).toBe(200);
    expect(viewer.headers.get('content-type')).toBe('application/pdf');
    expect(viewer.headers.get('content-disposition')).toBe('attachment; filename="Council-Report-2026-09-edition-1.pdf"');
    expect((await send('GET', address)).status).toBe(401);
    expect((await send('GET', address, { token: 'a.b.c' })).status).toBe(401);
    expect((await send('GET', '/reports/00000000-0000-0000-0000-000000000000/pdf', { token: office.tokenOf('viewer') })).status).toBe(404);
    expect((await send('GET', "/reports/'%20or%201=1/pdf", { token: office.tokenOf('viewer') })).status).toBe(404);
  });

  test('a manager compiles a month; staff are told who can; a month that is none or has not begun is refused', async () => {
    const compile = (role: 'staff' | 'manager', month: unknown) =>
      send('POST', '/reports/compile', { token: office.tokenOf(role), body: { month } });
    expect((await compile('staff', '2026-08')).status).toBe(403);
    const done = await compile('manager', '2026-08');
    expect(await done.json()).toMatchObject({ month: '2026-08-01', edition: 1 });
    for (const month of ['2026-13', 'August', '2199-01', 8, null]) {
      const response = await compile('manager', month);
      expect([month, response.status, ((await response.json()) as { field: string }).field]).toEqual([month, 422, 'month']);
    }
  });
});

test('nothing is written by looking: a GET to a verb is not found', async () => {
  const before = await office.exec('select count(*) from inquiries');
  for (const address of ['/reports/compile', '/setup']) {
    const response = await send('GET', address, { token: office.tokenOf('admin') });
    expect(isScreen(response)).toBe(true);
  }
  expect(await office.exec('select count(*) from inquiries')).toEqual(before);
});
