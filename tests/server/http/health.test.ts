import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { refusalText } from '../../../src/app/shared/refusal-text.ts';
import { toRefusal } from '../../../src/data/refusals.ts';
import { makeApp } from '../../../src/server/http/server.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
});
afterAll(() => office.close());

const ask = async (address: string, token?: string) => {
  const response = await app.request(address, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test('a balancer is told whether the office lives and is ready, and nothing else', async () => {
  expect(await ask('/health/live')).toEqual({ status: 200, body: { live: true } });
  expect(await ask('/health/ready')).toEqual({ status: 200, body: { ready: true } });
  expect(await ask('/health')).toEqual({ status: 200, body: { live: true, ready: true, reason: null } });
});

test('an administrator is told the reasons; others are refused, strangers too', async () => {
  const { status, body } = await ask('/health', office.tokenOf('admin'));
  expect(status).toBe(200);
  expect((body.checks as { check: string }[]).map(({ check }) => check)).toEqual([
    'configuration',
    'folder',
    'disk',
    'database',
    'migrations',
    'clock',
    'versions',
    'worker',
    'letters',
    'campaigns',
    'backup',
  ]);
  expect((await ask('/health', office.tokenOf('manager'))).status).toBe(403);
  expect((await ask('/health', 'a.b.c')).status).toBe(401);
  expect((await ask('/office/doctor', office.tokenOf('staff'))).status).toBe(403);
});

test('without its database the office is alive and not ready', async () => {
  const broken = vi.spyOn(office.backend.service, 'rpc').mockImplementation((() => Promise.reject(new Error('gone'))) as never);
  expect(await ask('/health/live')).toEqual({ status: 200, body: { live: true } });
  expect(await ask('/health/ready')).toEqual({ status: 503, body: { ready: false } });
  broken.mockRestore();
});

test('what breaks is told with the number of its request, which is in the log too, and without the words of the database', async () => {
  const lines: string[] = [];
  const written = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const handle = async () =>
    Response.json({ code: 'SUP', message: 'The database could not do this; nothing was changed.' }, { status: 500 });
  const broken = makeApp({ ...office, backend: { ...office.backend, handle } });
  const response = await broken.request('/rest/v1/residents?name=eq.Rosa');
  written.mockRestore();
  const id = response.headers.get('x-request-id');
  const refusal = toRefusal(await response.json(), response.status);
  expect(refusal).toMatchObject({ kind: 'unexpected', requestId: id });
  expect(refusalText(refusal, ((key: string, values?: { number: string }) => `${key} ${values?.number ?? ''}`) as never)).toContain(id);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      at: expect.any(String),
      event: 'request.failed',
      request_id: id,
      route: expect.stringMatching(/^\/rest\/v1\/:name/),
      reason: 'database',
    },
  ]);
});
