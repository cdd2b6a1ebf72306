import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { signLink } from '../../../src/server/links/signed-link.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let registration: string;
let rate: string;
let used: string;
beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
  const one = async (sql: string) => (await office.exec<{ id: string }>(sql))[0]?.id ?? '';
  const event = await one(
    `insert into events (title, kind, starts_at, ends_at, translations) values ('Open <Data> 101', 'training', now() - interval '3 hours', now() - interval '1 hour',
       '{"es": {"title": "Datos abiertos"}}') returning id`,
  );
  registration = await one(`insert into registrations (event_id, name, language) values ('${event}', 'Rosa Peña', 'es') returning id`);
  rate = `/rate/${await signLink(office, 'rating', registration)}`;
  used = `/used/${await signLink(office, 'rating', registration)}`;
});
afterAll(() => office.close());

const get = async (path: string) => {
  const answer = await app.request(path);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};
const post = (path: string, form: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
const kept = () =>
  office.exec(`select before, after, comment, way, language from training_ratings where registration_id = '${registration}'`);

test('looking at the question answers nothing; it is asked in the language of the registration, without a script', async () => {
  const page = await get(rate);
  expect(page.status).toBe(200);
  expect(page.text).toContain('¿Qué aprendió en Datos abiertos?');
  expect(page.text).not.toContain('<script');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('x-robots-tag')).toContain('noindex');
  const inEnglish = (await get(`${rate}?lang=en`)).text;
  expect(inEnglish).toContain('How well did you know it before?');
  expect(inEnglish).toContain('Open &lt;Data&gt; 101');
  expect(inEnglish).not.toContain('Datos abiertos');
  expect(await kept()).toEqual([]);
});

test('what is missing is said at its place, and what was chosen stays', async () => {
  const answer = await post(`${rate}?lang=en`, { before: '2', comment: 'A "good" <one>' });
  expect(answer.status).toBe(422);
  const text = await answer.text();
  expect(text).toContain('Choose one of the five, then send it.');
  expect(text).toMatch(/id="before-2" value="2" checked/);
  expect(text).toContain('A &quot;good&quot; &lt;one&gt;');
  expect(await kept()).toEqual([]);
});

test('an answer is kept once: the second changes nothing and is thanked for as well', async () => {
  const first = await post(rate, { before: '2', after: '4', comment: 'Los mapas' });
  expect(first.status).toBe(303);
  expect((await get(String(first.headers.get('location')))).text).toContain('Gracias por su respuesta');
  expect((await post(rate, { before: '5', after: '1' })).status).toBe(303);
  expect(await kept()).toEqual([{ before: 2, after: 4, comment: 'Los mapas', way: 'link', language: 'es' }]);
  expect((await get(rate)).text).not.toContain('<form');
});

test('a month later: was it used? Also once only', async () => {
  expect((await get(`${used}?lang=en`)).text).toContain('Have you used what you learned?');
  expect((await post(used, {})).status).toBe(422);
  expect((await post(used, { used: 'yes', words: 'En el trabajo' })).status).toBe(303);
  expect((await post(used, { used: 'no' })).status).toBe(303);
  expect(await office.exec('select has_used, words from training_follow_ups')).toEqual([{ has_used: true, words: 'En el trabajo' }]);
});

test('who came to a held training finds the certificate beside the question, answered or not; nobody else does', async () => {
  expect((await get(used)).text).not.toContain('/certificates/');
  await office.exec(`update events set status = 'held'`);
  expect((await get(used)).text).not.toContain('/certificates/');
  await office.exec(
    `insert into attendances (event_id, registration_id, name, client_key) select event_id, id, name, gen_random_uuid() from registrations where id = $1`,
    [registration],
  );
  for (const page of [rate, used]) {
    const [, address] = /href="(\/certificates\/[\w.-]+)"/.exec((await get(page)).text) ?? [];
    expect((await app.request(String(address))).headers.get('content-type')).toBe('application/pdf');
  }
});

test('a link that we did not sign, or signed for something else, opens nothing', async () => {
  // Another first letter of the signature: of its last one, bits stand for nothing, and another may mean the same.
  const forged = rate.replace(/\.(.)/, (_, first) => (first === 'A' ? '.B' : '.A'));
  expect((await get(forged)).status).toBe(404);
  expect((await get(`/rate/${await signLink(office, 'thanks', registration)}`)).status).toBe(404);
  expect((await get(`/rate/${await signLink(office, 'rating', crypto.randomUUID())}`)).status).toBe(404);
  await office.exec(`update events set status = 'planned', starts_at = now() + interval '1 day', ends_at = now() + interval '2 days'`);
  expect((await get(used)).status).toBe(404);
});
