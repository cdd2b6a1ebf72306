import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { writeDelivery } from '../../../src/server/letters/write.ts';
import { signLink } from '../../../src/server/links/signed-link.ts';
import { referralsOf } from '../../database/referrals/referral-support.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let r: ReturnType<typeof referralsOf>;
beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
  r = referralsOf(office);
});
afterAll(() => office.close());

const pathOf = async (id: string) => `/referral/${await signLink(office, 'referral', await r.link(id))}`;
const text = async (path: string) => (await app.request(path)).text();
const post = (path: string, form: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
const stateIn = (page: string) => /name="state" value="([^"]+)"/.exec(page)?.[1] ?? '';
const events = async (id: string) =>
  (
    await office.exec<{ kind: string }>(`select kind from referral_events where referral_id = $1 order by occurred_at, created_at`, [id])
  ).map(({ kind }) => kind);

describe('the receiver’s page', () => {
  test('shows what was chosen and nothing else; looking at it does nothing; it is small, without a script, and nobody keeps or finds it', async () => {
    const id = await r.sent();
    const path = await pathOf(id);
    const answer = await app.request(path);
    const shown = await answer.text();
    expect(shown).toContain('Hodan Warsame');
    expect(shown).toContain('The landlord wants her out by Friday.');
    expect(shown).toContain('The resident agreed to this aloud, in Somali.');
    expect(shown).not.toContain('hodan@resident.test');
    expect(shown).not.toContain('<script');
    expect(
      Object.fromEntries(['cache-control', 'referrer-policy', 'x-robots-tag'].map((name) => [name, answer.headers.get(name)])),
    ).toEqual({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    const stylesheet = /href="(\/pages\/[^"]+\.css)"/.exec(shown)?.[1] ?? '';
    const face = await app.request('/pages/public-sans-latin-wght-normal.woff2');
    const bytes = Buffer.byteLength(shown) + Buffer.byteLength(await text(stylesheet)) + (await face.arrayBuffer()).byteLength;
    expect(bytes).toBeLessThan(50 * 1024);
    expect(await text(`${path}?lang=es`)).toContain('Aceptar la derivación');
    expect((await app.request(path, { method: 'HEAD' })).status).toBe(200);
    expect((await r.row(id)).status).toBe('sent');
    expect(await events(id)).toEqual(['sent']);
  });

  test('accept, ask, and the outcome end it by forms; what was told is not shown after the end', async () => {
    const id = await r.sent();
    const path = await pathOf(id);
    const act = async (form: Record<string, string>) => post(path, { state: stateIn(await text(path)), ...form });
    expect((await act({ act: 'accept', receiver: 'Intake' })).status).toBe(303);
    expect((await act({ act: 'ask', note: 'Is there a lease?' })).status).toBe(303);
    expect(await text(path)).toContain('until then your time stands still');
    await r.must('answer_referral', { p_id: id, p_body: 'Yes, until May.' });
    expect(await text(path)).toContain('Yes, until May.');
    expect((await act({ act: 'progress', note: 'We met.' })).status).toBe(303);
    const refused = await act({ act: 'outcome', outcome: 'served', amount: 'a lot', note: 'Paid "two" months' });
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(again).toContain('Enter an amount as in');
    expect(again).toContain('Paid &quot;two&quot; months');
    expect((await act({ act: 'outcome', outcome: 'served', amount: '1,250.50' })).status).toBe(303);
    expect(await r.row(id)).toMatchObject({ status: 'closed', outcome: 'served', outcome_amount_cents: 125050 });
    expect(await events(id)).toEqual(['sent', 'accepted', 'asked', 'answered', 'progress', 'outcome']);
    const over = await text(path);
    expect(over).toContain('Thank you');
    expect(over).not.toContain('Hodan Warsame');
  });

  test('a refusal without who is responsible instead is asked again; with one it is kept, and who sent it is told', async () => {
    const id = await r.sent();
    const path = await pathOf(id);
    const state = stateIn(await text(path));
    const refused = await post(path, { act: 'decline', state, reason: 'no_capacity', note: 'Full until spring' });
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(again).toContain('Name who is responsible instead');
    expect(again).toContain('Full until spring');
    expect((await post(path, { act: 'decline', state, reason: 'no_capacity', responsible_name: 'County legal aid' })).status).toBe(303);
    expect(await text(path)).toContain('County legal aid');
    const told = await office.exec(`select kind, facts ->> 'deed' as deed from notifications where record_id = $1`, [id]);
    expect(told).toEqual([{ kind: 'changed', deed: 'decline' }]);
  });
});

describe('who gets it', () => {
  test('a partner is written to in the language of its letters, and the page opens in it; the work group is named there', async () => {
    const organization = await r.organization();
    const save = (p_organization: Record<string, unknown>, p_version: number) =>
      r.call('coordinator', 'save_organization', { p_organization, p_id: organization, p_version });
    expect((await save({ letter_language: 'fr' }, 1)).error?.hint).toBe('letter_language');
    expect((await save({ letter_language: 'es', work_groups: [{ name: 'Equipo de Vivienda' }] }, 1)).error).toBeNull();
    const group = await r.one<{ id: string }>('select id from work_groups where organization_id = $1', [organization]);
    const id = await r.sent({ organization_id: organization, work_group_id: group.id });
    const path = await pathOf(id);
    const shown = await text(path);
    expect(shown).toContain('<html lang="es"');
    expect(shown).toContain('Equipo de Vivienda');
    expect(await text(`${path}?lang=en`)).toContain('Accept the referral');
    const letter = await r.one<{ id: string; language: string }>('select id, language from deliveries where referral_id = $1', [id]);
    expect(letter.language).toBe('es');
    const { data } = await office.service.rpc('delivery_facts', { p_id: letter.id });
    const { subject, text: body } = await writeDelivery(office, data as never);
    expect(subject).toMatch(/^Derivación \d+ para Partner/);
    expect(body).toContain(path);
    await r.must('resend_referral', { p_id: id, p_version: (await r.row(id)).version });
    const old = await app.request(path);
    expect(old.status).toBe(410);
    expect(await old.text()).toContain('<html lang="es"');
  });
});

describe('a link that is none', () => {
  test('a forged one, one for something else, and one of no referral open nothing and do nothing', async () => {
    const id = await r.sent();
    const path = await pathOf(id);
    const state = stateIn(await text(path));
    for (const wrong of [
      `/referral/x${path.slice('/referral/'.length)}`,
      // Not the last letter: its low bits say nothing, so another may say the same.
      path.replace(/\.(.)/, (_whole, first: string) => `.${first === 'A' ? 'B' : 'A'}`),
      `/referral/${await signLink(office, 'registration', await r.link(id))}`,
      `/referral/${await signLink(office, 'referral', id)}`,
      '/referral/',
      '/referral',
    ]) {
      expect((await app.request(wrong)).status).toBe(404);
      expect((await post(wrong, { act: 'accept', state })).status).toBe(404);
    }
    expect((await r.row(id)).status).toBe('sent');
    expect(await events(id)).toEqual(['sent']);
  });

  test('an expired and a replaced one say so, tell nothing and do nothing', async () => {
    const id = await r.sent();
    const old = await pathOf(id);
    const state = stateIn(await text(old));
    await r.must('resend_referral', { p_id: id, p_version: (await r.row(id)).version, p_email: 'Other@Partner.test' });
    const check = async (path: string, words: string) => {
      const answer = await app.request(path);
      expect(answer.status).toBe(410);
      const shown = await answer.text();
      expect(shown).toContain(words);
      expect(shown).not.toContain('Hodan');
      expect((await post(path, { act: 'accept', state })).status).toBe(410);
    };
    await check(old, 'A newer letter replaced it');
    const fresh = await pathOf(id);
    await office.exec(
      `update private.referral_links set expires_at = now() - interval '1 minute' where revoked_at is null and referral_id = $1`,
      [id],
    );
    await check(fresh, 'It was good for some months only');
    expect(await r.row(id)).toMatchObject({ status: 'sent', receiver_email: 'other@partner.test' });
    expect(await events(id)).toEqual(['sent', 'sent_again']);
  });

  test('the same form sent twice does one thing, and an old page does nothing to what has become of it', async () => {
    const id = await r.sent();
    const path = await pathOf(id);
    const state = stateIn(await text(path));
    expect((await post(path, { act: 'ask', state, note: 'Which months?' })).headers.get('location')).not.toContain('passed');
    const twice = await post(path, { act: 'ask', state, note: 'Which months?' });
    expect(twice.headers.get('location')).toContain('passed=1');
    expect(await text(String(twice.headers.get('location')))).toContain('nothing was done with what you sent');
    expect((await post(path, { act: 'accept', state: 'sent:0' })).headers.get('location')).toContain('passed=1');
    const now = stateIn(await text(path));
    await r.must('withdraw_referral', { p_id: id, p_version: (await r.row(id)).version, p_reason: 'Solved.' });
    expect((await post(path, { act: 'accept', state: now })).headers.get('location')).toContain('passed=1');
    expect((await r.row(id)).status).toBe('withdrawn');
    expect(await events(id)).toEqual(['sent', 'asked', 'withdrawn']);
    expect(await text(path)).not.toContain('Hodan');
  });
});

test('letters carry the signed page and say nothing of the resident', async () => {
  const id = await r.sent();
  const [letter] = await office.exec<{ id: string }>('select id from deliveries where referral_id = $1', [id]);
  const facts = (await office.service.rpc('delivery_facts', { p_id: String(letter?.id) })).data;
  const written = await writeDelivery(office, facts as never);
  expect(written.text).toContain(await pathOf(id));
  expect(written.subject).toMatch(/^Referral \d+ for Partner \d+$/);
  for (const part of [written.text, written.html ?? '', written.subject]) expect(part).not.toMatch(/Hodan|landlord|8165550142/);
});

test('whoever of the office hands the page over by hand gets its address; a viewer does not', async () => {
  const id = await r.sent();
  const ask = (role: 'staff' | 'viewer') =>
    app.request(`/referrals/${id}/link`, { method: 'POST', headers: { Authorization: `Bearer ${office.tokenOf(role)}` } });
  expect(((await (await ask('staff')).json()) as { url: string }).url).toContain(await pathOf(id));
  expect((await ask('viewer')).status).toBe(403);
  expect((await app.request(`/referrals/${id}/link`, { method: 'POST' })).status).toBe(401);
});
