import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { signLink } from '../../../src/server/links/signed-link.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let event: string;
let rosa: string;
beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
});
beforeEach(async () => {
  const one = async (sql: string) => (await office.exec<{ id: string }>(sql))[0]?.id ?? '';
  event = await one(
    `insert into events (title, kind, status, starts_at, ends_at) values ('Open Data evening', 'training', 'held', now() - interval '3 hours', now() - interval '1 hour') returning id`,
  );
  rosa = await one(
    `insert into attendances (event_id, name, language, client_key) values ('${event}', 'Rosa Peña', 'es', gen_random_uuid()) returning id`,
  );
});
afterAll(() => office.close());

const open = async (id = rosa) => app.request(`/certificates/${await signLink(office, 'certificate', id)}`);
const ask = (path: string, role: Role, method = 'GET') =>
  app.request(path, { method, headers: { authorization: `Bearer ${office.tokenOf(role)}` } });

test('whoever holds the link gets the certificate as a download that nobody keeps or finds', async () => {
  const answer = await open();
  expect(answer.status).toBe(200);
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('Constancia de participación, Rosa Peña.pdf');
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(answer.headers.get('x-robots-tag')).toContain('noindex');
});

test('opening it writes nothing', async () => {
  const count = () => office.exec('select count(*)::integer as n from changes');
  const before = await count();
  await open();
  expect(await count()).toEqual(before);
});

test.each([
  ['the training was not held', `update events set status = 'confirmed' where id = $1`],
  ['it was no training', `update events set kind = 'workshop' where id = $1`],
  ['the attendance was taken back', 'update attendances set undone_at = now() where event_id = $1'],
])('there is no certificate when %s, and a page says so', async (_case, sql) => {
  await office.exec(sql, [event]);
  const answer = await open();
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect((await ask(`/events/${event}/certificates/pdf`, 'staff')).status).toBe(404);
});

test('a link for something else, or that we did not sign, opens nothing', async () => {
  expect((await app.request(`/certificates/${await signLink(office, 'rating', rosa)}`)).status).toBe(404);
  expect((await app.request('/certificates/nothing')).status).toBe(404);
  expect((await open(event)).status).toBe(404);
});

test('staff get the link of everybody who came, and all in one file; a viewer and a stranger get neither', async () => {
  const answer = await ask(`/events/${event}/certificates`, 'staff', 'POST');
  const { people } = (await answer.json()) as { people: { id: string; name: string; url: string }[] };
  expect(people).toEqual([
    { id: rosa, name: 'Rosa Peña', url: `${office.address.url}/certificates/${await signLink(office, 'certificate', rosa)}` },
  ]);
  const all = await ask(`/events/${event}/certificates/pdf?lang=es`, 'staff');
  expect(all.headers.get('content-type')).toBe('application/pdf');
  for (const [path, method] of [
    [`/events/${event}/certificates`, 'POST'],
    [`/events/${event}/certificates/pdf`, 'GET'],
  ] as const) {
    expect((await ask(path, 'viewer', method)).status).toBe(403);
    expect((await app.request(path, { method })).status).toBe(401);
  }
});
