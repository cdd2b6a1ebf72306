import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { signLink } from '../../../src/server/links/signed-link.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let inquiry: string;
let page: string;
beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
  const resident = { name: 'Rosa Peña', preferred_language: 'es', emails: [{ address: 'rosa@city.test' }] };
  const saved = await office.as('staff').rpc('save_resident', { p_resident: resident });
  const [row] = await office.exec<{ id: string; version: number }>(
    `insert into inquiries (subject, channel, topic_id, resident_id) select 'Water <line>', 'phone', id, $1 from topics limit 1 returning id, version`,
    [saved.data],
  );
  inquiry = String(row?.id);
  const closed = await office
    .as('staff')
    .rpc('close_inquiry', { p_id: inquiry, p_version: Number(row?.version), p_resolution_code: 'answered', p_note: 'Told which office.' });
  if (closed.error) throw closed.error;
  page = `/closed/${await signLink(office, 'closing', inquiry)}`;
});
afterAll(() => office.close());

const text = async (path: string) => (await app.request(path)).text();
const post = (path: string, form: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
const answers = () => office.exec('select answer, words, language from inquiry_answers');
const state = async () => (await office.exec<{ status: string }>('select status from inquiries where id = $1', [inquiry]))[0]?.status;

test('looking at the question changes nothing; it is asked in the resident’s language, and what was asked is said as text', async () => {
  const shown = await text(page);
  expect(shown).toContain('¿Recibió lo que necesitaba?');
  expect(shown).toContain('Water &lt;line&gt;');
  expect(shown).not.toContain('<script');
  expect((await app.request(page, { method: 'HEAD' })).status).toBe(200);
  expect(await answers()).toEqual([]);
  expect(await state()).toBe('closed');
});

test('a link for something else, a changed one, and one for an inquiry that was never closed open nothing', async () => {
  const [open] = await office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id) select 'Open', 'phone', id from topics limit 1 returning id`,
  );
  for (const path of [
    `/closed/${await signLink(office, 'thanks', inquiry)}`,
    `/closed/${await signLink(office, 'closing', String(open?.id))}`,
    `/closed/x${page.slice('/closed/'.length)}`,
  ]) {
    expect((await app.request(path)).status).toBe(404);
    expect((await post(path, { answer: 'no' })).status).toBe(404);
  }
  expect(await answers()).toEqual([]);
});

test('without an answer it is asked again, and what was written stays', async () => {
  const refused = await post(`${page}?lang=en`, { words: 'A "pipe"' });
  expect(refused.status).toBe(422);
  const shown = await refused.text();
  expect(shown).toContain('Choose one of the three answers');
  expect(shown).toContain('A &quot;pipe&quot;');
});

test('"no" opens the inquiry again with what was said; the answer can be changed, and is one answer', async () => {
  expect((await post(page, { answer: 'no', words: 'It still leaks.' })).status).toBe(303);
  expect(await state()).toBe('in_progress');
  expect(await office.exec(`select kind, body from interactions where inquiry_id = $1 and kind = 'reopening'`, [inquiry])).toEqual([
    { kind: 'reopening', body: 'The resident answered that they did not get what they needed. It still leaks.' },
  ]);
  expect(await text(page)).toContain('Abrimos su consulta de nuevo');
  expect(await text(`${page}?change=1`)).toMatch(/id="answer-no" value="no" checked/);
  expect((await post(page, { answer: 'yes' })).status).toBe(303);
  expect(await answers()).toEqual([{ answer: 'yes', words: 'It still leaks.', language: 'es' }]);
  // What was opened again is not closed by an answer: somebody of the office looks.
  expect(await state()).toBe('in_progress');
});

test('after thirty days an answer stays as it is, and says so', async () => {
  // When a row was made is never changed; here a month has to go by.
  await office.exec('alter table inquiry_answers disable trigger _100_stamp');
  await office.exec(`update inquiry_answers set created_at = now() - interval '31 days'`);
  await office.exec('alter table inquiry_answers enable trigger _100_stamp');
  expect((await post(page, { answer: 'no' })).status).toBe(303);
  expect(await answers()).toMatchObject([{ answer: 'yes' }]);
  expect(await text(`${page}?lang=en`)).toContain('more than thirty days old');
});
