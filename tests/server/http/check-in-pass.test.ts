import { toString as drawCode } from 'qrcode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findByCode } from '../../../src/domain/events/door.ts';
import { makeApp } from '../../../src/server/http/server.ts';
import { drawPass } from '../../../src/server/links/check-in-pass.ts';
import { readLink, signLink } from '../../../src/server/links/signed-link.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let id: string;
beforeAll(async () => {
  office = await openOffice();
  const [row] = await office.exec<{ id: string }>(
    `with e as (insert into events (title, kind, status, starts_at, ends_at) values ('Clinic', 'clinic', 'confirmed', now() + interval '1 day', now() + interval '26 hours') returning id)
     insert into registrations (event_id, name, email) select id, 'Rosa Peña', 'rosa@example.org' from e returning id`,
  );
  id = String(row?.id);
});
afterAll(() => office.close());

test('the code of a pass is the signed token, which the phone at the door reads without a network', async () => {
  const pass = await drawPass(office, id);
  const token = await signLink(office, 'check_in', id);
  expect(pass?.svg).toBe(await drawCode(token, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }));
  expect(findByCode([{ id, code: pass?.code ?? null }], token)?.id).toBe(id);
  expect(await readLink(office, 'check_in', token)).toBe(id);
  // A pass opens no registration: who shows it at the door does not hand out the right to cancel.
  expect(await readLink(office, 'registration', token)).toBeNull();
  expect(await drawPass(office, crypto.randomUUID())).toBeNull();
});

test('who has a place sees the pass on their page; who cancelled does not', async () => {
  const app = makeApp(office);
  const page = async () => (await app.request(`/r/${await signLink(office, 'registration', id)}?lang=es`)).text();
  const { code } = (await drawPass(office, id)) ?? { code: '' };
  const text = await page();
  expect(text).toContain('En la entrada');
  expect(text).toContain(`<p class="pass-code">${code}</p>`);
  await office.exec(`update registrations set status = 'cancelled', cancelled_at = now() where id = $1`, [id]);
  expect(await page()).not.toContain('pass-code');
});
