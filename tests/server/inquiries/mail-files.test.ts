import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, makeApp, type RunningServer } from '../../../src/server/http/server.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { recorded } from '../inbox/mails.ts';

let office: TestOffice;
let server: RunningServer;
let inquiry: string;
beforeAll(async () => {
  office = await openOffice();
  server = await listen(makeApp(office), office.config);
  const [row] = await office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id) select 'Trash', 'phone', id from topics order by code limit 1 returning id`,
  );
  inquiry = row?.id ?? '';
});
afterAll(async () => {
  await server.close();
  await office.close();
});
const send = (body: Uint8Array | string, as: Role | 'nobody' = 'staff', id = inquiry) =>
  fetch(`${server.url}/inquiries/${id}/mails`, {
    method: 'POST',
    headers: as === 'nobody' ? {} : { authorization: `Bearer ${office.tokenOf(as)}` },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
const stored = () => office.exec<{ path: string }>('select path from attachments where inquiry_id = $1', [inquiry]);

test('a mail that was saved as a file stands in the story when it was written, by whom it is from, once', async () => {
  const mail = recorded('forwarded', { reply_id: 'file' });
  const response = await send(mail);
  expect(response.status).toBe(200);
  const { id } = (await response.json()) as { id: string };
  const [row] = await office.exec(
    `select m.source, m.direction, m.from_address, n.body, n.is_public, s.email from mails m join interactions n on n.id = m.interaction_id join staff s on s.id = n.created_by where m.id = $1`,
    [id],
  );
  expect(row).toEqual({
    source: 'file',
    direction: 'in',
    from_address: 'aide@council.example',
    body: 'Could you look at this?',
    is_public: false,
    email: 'staff@office.example',
  });
  const files = await stored();
  for (const { path } of files) expect(await office.files.get(path)).not.toBeNull();
  const again = await send(mail);
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ field: 'mail_there' });
  expect(await stored()).toEqual(files);
});

test('what is no mail, an inquiry that is not there, and who may only read are refused', async () => {
  expect(await (await send('Just some words')).json()).toMatchObject({ reason: 'mail_none' });
  expect((await send(recorded('html-only', { reply_id: 'x' }), 'staff', crypto.randomUUID())).status).toBe(404);
  expect((await send(recorded('html-only', { reply_id: 'x' }), 'viewer')).status).toBe(403);
  expect((await send(recorded('html-only', { reply_id: 'x' }), 'nobody')).status).toBe(401);
  expect(await stored()).toHaveLength(2);
});

test('an answer is shown as the person gets it, and nothing inside of it runs', async () => {
  const response = await fetch(`${server.url}/inquiries/${inquiry}/replies/preview`, {
    method: 'POST',
    headers: { authorization: `Bearer ${office.tokenOf('viewer')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ body: 'Hello {name} <script>alert(1)</script>', language: 'en', to: 'a@town.example' }),
  });
  const shown = (await response.json()) as { html: string; text: string; missing: string[] };
  expect(shown.missing).toEqual(['name']);
  expect(shown.html).not.toContain('<script>');
  expect(shown.text).toContain('You can answer this mail');
});
