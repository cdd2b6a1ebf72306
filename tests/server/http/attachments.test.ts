import { readdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { largestFile } from '../../../src/domain/attachments/kinds.ts';
import { checkFiles } from '../../../src/server/files/check-files.ts';
import { receiveFile } from '../../../src/server/files/receive.ts';
import { listen, makeApp, type RunningServer } from '../../../src/server/http/server.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { phoneJpeg, placeWords } from '../../support/pictures.ts';

let office: TestOffice;
let server: RunningServer;
let inquiry: string;
beforeAll(async () => {
  office = await openOffice();
  server = await listen(makeApp(office), office.config);
  const topic = (await office.exec<{ id: string }>('select id from topics limit 1'))[0]?.id;
  inquiry = String(
    (
      await office.exec<{ id: string }>(`insert into inquiries (subject, channel, topic_id) values ('A', 'phone', '${topic}') returning id`)
    )[0]?.id,
  );
});
afterAll(async () => {
  await server.close();
  await office.close();
});

type Sent = { as?: Role | 'nobody'; name?: string; body?: Buffer | string; table?: string; id?: string; thumbnail?: Buffer };
const send = ({ as = 'staff', name = 'note.txt', body = 'A note', table = 'inquiries', id = inquiry, thumbnail }: Sent = {}) =>
  fetch(`${server.url}/attachments?table=${table}&id=${id}`, {
    method: 'POST',
    headers: {
      'x-file-name': encodeURIComponent(name),
      ...(thumbnail ? { 'x-thumbnail': thumbnail.toString('base64') } : {}),
      ...(as === 'nobody' ? {} : { authorization: `Bearer ${office.tokenOf(as)}` }),
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
const take = (id: string, as: Role, query = '') =>
  fetch(`${server.url}/attachments/${id}${query}`, { headers: { authorization: `Bearer ${office.tokenOf(as)}` } });
const rows = () => office.exec<{ id: string; path: string }>('select id, path from attachments order by created_at');
const incoming = () => readdir(path.join(office.config.dataFolder, 'incoming')).catch(() => []);

describe('adding a file', () => {
  test('a clerk adds a text to an inquiry; the database knows what it is, whose, and who did it', async () => {
    const response = await send({ name: 'Nota de Peña.txt', body: 'El señor llamó.' });
    expect(response.status).toBe(200);
    const { id } = (await response.json()) as { id: string };
    const { data } = await office.as('viewer').from('attachments').select('*').eq('id', id).single();
    expect(data).toMatchObject({
      inquiry_id: inquiry,
      resident_id: null,
      name: 'Nota de Peña.txt',
      media_type: 'text/plain',
      bytes: 17,
      is_public: false,
    });
    const staff = (await office.exec<{ id: string }>(`select id from staff where role = 'staff'`))[0]?.id;
    expect(data?.created_by).toBe(staff);
    expect(await office.exec(`select staff_id, reason from changes where table_name = 'attachments' and record_id = '${id}'`)).toEqual([
      { staff_id: staff, reason: 'screen' },
    ]);
    expect(await incoming()).toEqual([]);
  });

  test('the same file sent again, because the answer was lost, is one file', async () => {
    const first = (await (await send({ body: 'Twice' })).json()) as { id: string };
    const again = (await (await send({ body: 'Twice', name: 'other.txt' })).json()) as { id: string };
    expect(again.id).toBe(first.id);
    expect(await checkFiles(office)).toMatchObject({ missing: [], orphaned: [] });
  });

  test('a viewer, and who is not signed in, are refused before anything is kept', async () => {
    const before = [await rows(), await office.files.list()];
    expect((await send({ as: 'viewer' })).status).toBe(403);
    expect((await send({ as: 'nobody' })).status).toBe(401);
    expect([await rows(), await office.files.list()]).toEqual(before);
    expect(await incoming()).toEqual([]);
  });

  test('a record that is not there has no files', async () => {
    const statuses = await Promise.all(
      [{ id: crypto.randomUUID() }, { table: 'residents' }, { table: 'staff' }, { id: "' or 1=1" }, { table: '../inquiries' }].map(
        async (where) => (await send(where)).status,
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
  });

  test('25 MB are taken, one byte more is not, whether its size is said before or not', async () => {
    const whole = Buffer.alloc(largestFile, 'a');
    expect((await send({ name: 'large.txt', body: whole })).status).toBe(200);
    const before = [await rows(), await office.files.list()];
    const more = await send({ name: 'larger.txt', body: Buffer.alloc(largestFile + 1, 'a') });
    expect([more.status, ((await more.json()) as { reason: string }).reason]).toEqual([413, 'file_too_large']);
    const streamed = await fetch(`${server.url}/attachments?table=inquiries&id=${inquiry}`, {
      method: 'POST',
      headers: { 'x-file-name': 'larger.txt', authorization: `Bearer ${office.tokenOf('staff')}` },
      body: new Blob([whole, 'b']).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([streamed.status, ((await streamed.json()) as { reason: string }).reason]).toEqual([413, 'file_too_large']);
    expect([await rows(), await office.files.list()]).toEqual(before);
    expect(await incoming()).toEqual([]);
  });

  test('what is not taken is a sentence with a stable word, and leaves nothing behind', async () => {
    const before = [await rows(), await office.files.list()];
    const response = await send({ name: 'page.txt', body: '<!doctype html><script>alert(1)</script>' });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ field: 'file', reason: 'file_kind', message: expect.stringContaining('not taken') });
    expect([await rows(), await office.files.list()]).toEqual(before);
    expect(await incoming()).toEqual([]);
  });

  test.each([
    ['../../../etc/passwd.txt', 'passwd.txt'],
    ['a\u202etxt.txt', 'atxt.txt'],
    ['<img src=x onerror=alert(1)>.txt', '-img src=x onerror=alert(1)-.txt'],
    [`"; filename="x.html`, '-; filename=-x.html.txt'],
    ['日本\r\nSet-Cookie: a=b.txt', '日本Set-Cookie- a=b.txt'],
    [`${'n'.repeat(400)}.txt`, `${'n'.repeat(156)}.txt`],
  ])('the name %j is kept as %j, and comes back as a download', async (given, kept) => {
    const response = await send({ name: given.replace('x.html', 'x.html.txt'), body: `Named ${given}` });
    const { id } = (await response.json()) as { id: string };
    const download = await take(id, 'viewer');
    expect(decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(download.headers.get('content-disposition') ?? '')?.[1] ?? '')).toBe(kept);
    expect(download.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(download.headers.get('set-cookie')).toBeNull();
  });

  test('a photo comes back without its place, and with a small picture for the list', async () => {
    const small = phoneJpeg({ orientation: 1 });
    const { id } = (await (await send({ name: 'IMG_4711.JPG', body: phoneJpeg(), thumbnail: small })).json()) as { id: string };
    const bytes = Buffer.from(await (await take(id, 'viewer')).arrayBuffer());
    for (const word of placeWords) expect(bytes.includes(word)).toBe(false);
    const { data } = await office.as('viewer').from('attachments').select('*').eq('id', id).single();
    expect(data).toMatchObject({ media_type: 'image/jpeg', bytes: bytes.length, width: 1, height: 1 });
    const thumbnail = Buffer.from(data?.thumbnail ?? '', 'base64');
    expect(thumbnail.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    for (const word of placeWords) expect(thumbnail.includes(word)).toBe(false);
  });
});

describe('taking a file', () => {
  test('it is a download that no browser runs, and who took it is remembered', async () => {
    const { id } = (await (await send({ body: 'Read me' })).json()) as { id: string };
    const response = await take(id, 'viewer');
    expect(await response.text()).toBe('Read me');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain',
      'content-length': '7',
      'content-disposition': expect.stringMatching(/^attachment; filename="note.txt"/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'private, no-store',
    });
    await take(id, 'manager', '?for=preview');
    const log = await office.as('manager').from('attachment_downloads').select('purpose, staff(role)').eq('attachment_id', id).order('id');
    expect(log.data).toEqual([
      { purpose: 'download', staff: { role: 'viewer' } },
      { purpose: 'preview', staff: { role: 'manager' } },
    ]);
  });

  test('nobody takes a file without a sign-in, and none that is removed or is not there', async () => {
    const { id } = (await (await send({ body: 'For a while' })).json()) as { id: string };
    expect((await fetch(`${server.url}/attachments/${id}`)).status).toBe(401);
    expect((await fetch(`${server.url}/attachments/${id}`, { headers: { authorization: 'Bearer a.b.c' } })).status).toBe(401);
    expect((await take(crypto.randomUUID(), 'viewer')).status).toBe(404);
    expect((await take("'%20or%201=1", 'viewer')).status).toBe(404);
    await office.as('staff').rpc('remove_attachment', { p_id: id });
    expect((await take(id, 'viewer')).status).toBe(404);
    await office.as('staff').rpc('restore_attachment', { p_id: id });
    expect((await take(id, 'viewer')).status).toBe(200);
  });
});

test('a sender that stops in the middle is dropped, and nothing is left', async () => {
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode('The beginning of')) });
  const folder = path.join(office.config.dataFolder, 'incoming');
  await expect(receiveFile(body, 'a.txt', folder, { silence: 50, slowest: 1000 })).rejects.toMatchObject({ reason: 'file_slow' });
  expect(await incoming()).toEqual([]);
});

test('a connection that breaks in the middle leaves nothing', async () => {
  const before = [await rows(), await office.files.list()];
  const { port } = new URL(server.url);
  const socket = net.connect(Number(port), '127.0.0.1');
  socket.write(
    `POST /attachments?table=inquiries&id=${inquiry} HTTP/1.1\r\nHost: x\r\nx-file-name: cut.txt\r\nauthorization: Bearer ${office.tokenOf('staff')}\r\ncontent-length: 100000\r\n\r\nhalf`,
  );
  await expect.poll(async () => (await incoming()).length).toBe(1);
  socket.destroy();
  await expect.poll(async () => (await incoming()).length).toBe(0);
  expect([await rows(), await office.files.list()]).toEqual(before);
});

test('a row without its file and a file without its row are found', async () => {
  const { id } = (await (await send({ body: 'Will be lost' })).json()) as { id: string };
  const lost = (await rows()).find((row) => row.id === id);
  await office.files.remove(String(lost?.path));
  await office.files.put('files/2026/00000000-0000-0000-0000-00000000abcd', new Uint8Array([1]), 'text/plain');
  expect(await checkFiles(office)).toMatchObject({
    missing: [{ id, name: 'note.txt', path: lost?.path }],
    orphaned: ['files/2026/00000000-0000-0000-0000-00000000abcd'],
  });
  expect((await take(id, 'viewer')).status).toBe(404);
});
