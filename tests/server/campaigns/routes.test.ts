import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, makeApp, type RunningServer } from '../../../src/server/http/server.ts';
import { people, type Role } from '../../support/databases.ts';
import { type Mailbox, openMailbox } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { phoneJpeg, phonePng, placeWords } from '../../support/pictures.ts';

let office: TestOffice;
let server: RunningServer;
let mailbox: Mailbox;
let list: string;
beforeAll(async () => {
  mailbox = await openMailbox();
  office = await openOffice({ SMTP_URL: mailbox.url, MAIL_FROM: 'Office <engage@city.test>', PUBLIC_URL: 'https://engage.city.test' });
  server = await listen(makeApp(office), office.config);
  list = String(
    (
      await office.exec<{ id: string }>(`insert into mailing_lists (code, name, needs_consent) values ('news', 'News', false) returning id`)
    )[0]?.id,
  );
});
afterAll(async () => {
  await server.close();
  await office.close();
  await mailbox.close();
});

const ask = async (path: string, body: unknown, as: Role = 'coordinator') => {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${office.tokenOf(as)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, string> & {
      checks: { code: string; language?: string; values: Record<string, unknown> }[];
      bytes: number;
    },
  };
};
const message = (text: string, more = {}) => ({
  language: 'en',
  subject: 'Hi {{ person.first_name | default: "you" }}',
  blocks: [{ id: 'b1', kind: 'text', text }],
  ...more,
});
const campaign = async (messages: unknown[] = [message('Hello {{ person.name | default: "neighbor" }}')]) => {
  const { data, error } = await office
    .as('coordinator')
    .rpc('save_campaign', { p_campaign: { name: 'Autumn', list_id: list, messages } as never });
  if (error) throw error;
  return data;
};

describe('a look at a letter', () => {
  test('shows it as a resident would get it, without a key to anything', async () => {
    const id = await campaign();
    const [resident] = await office.exec<{ id: string }>(
      `insert into residents (name, preferred_name) values ('Rosa <b> & Peña', 'Rosa') returning id`,
    );
    const { status, body } = await ask(`/campaigns/${id}/preview`, { language: 'en', variant: 'a', resident_id: resident?.id }, 'viewer');
    expect(status).toBe(200);
    expect(body.subject).toBe('Hi Rosa');
    expect(body.html).toContain('Hello Rosa &lt;b&gt; &amp; Peña');
    expect(body.text).toContain('Hello Rosa <b> & Peña');
    expect(body.html).toContain('https://engage.city.test/preferences"');
    expect(body.bytes).toBe(Buffer.byteLength(body.html ?? ''));
    expect(body.checks).toEqual([]);
  });
  test('takes what is being typed, and says what is wrong with it', async () => {
    const id = await campaign();
    const { body } = await ask(`/campaigns/${id}/preview`, {
      language: 'en',
      message: message('{{ person.shoe }} typed', { subject: '' }),
    });
    expect(body.html).toContain('{{ person.shoe }} typed');
    expect(body.checks.map(({ code }) => code).sort()).toEqual(['field_unknown', 'subject_missing']);
  });
  test('that cannot be made answers with the line instead of a letter', async () => {
    const id = await campaign();
    const { status, body } = await ask(`/campaigns/${id}/preview`, {
      message: { language: 'en', subject: 'x', format: 'mjml', mjml: '<mj-text>\n<b>open</mj-text>' },
    });
    expect(status).toBe(200);
    expect(body.html).toBe('');
    expect(body.checks).toEqual([
      expect.objectContaining({ code: 'mjml', level: 'error', where: 'mjml', values: expect.objectContaining({ line: 2 }) }),
    ]);
  });
  test('is refused to strangers, and of what is not there', async () => {
    expect((await fetch(`${server.url}/campaigns/${await campaign()}/preview`, { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await ask('/campaigns/00000000-0000-4000-8000-000000000000/preview', {})).status).toBe(404);
    expect((await ask('/campaigns/nothing/preview', {})).status).toBe(404);
  });
  test('says when it is larger than mail programs show', async () => {
    const id = await campaign();
    const long = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: `b${index}`, kind: 'text', text: `${'word '.repeat(350)}` }));
    const { body } = await ask(`/campaigns/${id}/preview`, { message: message('', { blocks: long(70) }) });
    expect(body.checks.map(({ code }) => code)).toEqual(['too_large']);
    const smaller = await ask(`/campaigns/${id}/preview`, { message: message('', { blocks: long(42) }) });
    expect(smaller.body.checks.map(({ code }) => code)).toEqual(['large']);
  });
});

describe('a test letter', () => {
  test('goes to oneself, with the campaign’s sender and files', async () => {
    const id = await campaign();
    await office.exec(`update campaigns set from_name = 'City news', reply_to = 'answers@city.test' where id = $1`, [id]);
    await office.files.put('files/2026/00000000-0000-4000-8000-0000000000aa', Buffer.from('%PDF-1.7 hello'), 'application/pdf');
    await office.exec(
      `insert into attachments (campaign_id, name, media_type, bytes, sha256, path) values ($1, 'Map.pdf', 'application/pdf', 14, $2, 'files/2026/00000000-0000-4000-8000-0000000000aa')`,
      [id, 'c'.repeat(64)],
    );
    const me = people.coordinator;
    const { status, body } = await ask(`/campaigns/${id}/test`, { language: 'en' });
    expect({ status, sent: body.sent_to }).toEqual({ status: 200, sent: me });
    const { source } = await mailbox.letterTo(me);
    expect(source).toMatch(/^Subject: \[Test\] Hi /m);
    expect(source).toMatch(/^From: "?City news"? <engage@city.test>/m);
    expect(source).toMatch(/^Reply-To: answers@city.test/m);
    expect(source).toContain('filename=Map.pdf');
    expect(source).toContain(Buffer.from('%PDF-1.7 hello').toString('base64'));
  });
  test('goes to nobody outside, and is sent by nobody who only reads', async () => {
    const id = await campaign();
    expect(await ask(`/campaigns/${id}/test`, { language: 'en', to: 'a@other.test' })).toMatchObject({
      status: 422,
      body: { field: 'to' },
    });
    expect((await ask(`/campaigns/${id}/test`, { language: 'en' }, 'staff')).status).toBe(403);
  });
});

describe('handing in', () => {
  test('is refused while something stands in the way, and says what', async () => {
    const id = await campaign([message('Hello'), message('[x](https://example.com)', { language: 'es', subject: 'Hola' })]);
    const refused = await ask(`/campaigns/${id}/submit`, {});
    expect(refused).toMatchObject({ status: 422, body: { reason: 'campaign_checks', checks: [{ code: 'link_broken', language: 'es' }] } });
    const around = await office.as('coordinator').rpc('submit_campaign', { p_id: id });
    expect(around.error).toMatchObject({ code: 'PT422', hint: 'campaign_unchecked' });
    const fine = await campaign();
    expect((await ask(`/campaigns/${fine}/submit`, { version: 99 })).status).toBe(409);
    expect((await ask(`/campaigns/${fine}/submit`, {}, 'viewer')).status).toBe(403);
    expect(await ask(`/campaigns/${fine}/submit`, {})).toMatchObject({ status: 200 });
    expect(await office.exec('select status from campaigns where id = $1', [fine])).toEqual([{ status: 'in_review' }]);
  });
  test('the checks know the readers: their languages, and what is missing of them', async () => {
    await office.exec(
      `with r as (insert into residents (name, preferred_language) values ('Linh', 'vi') returning id) insert into resident_emails (resident_id, address) select id, 'linh@city.test' from r`,
    );
    const id = await campaign([message('You live in {{ person.district }}')]);
    const { body } = await ask(`/campaigns/${id}/checks`, {});
    expect(body.checks).toEqual(
      expect.arrayContaining([
        { code: 'field_without_fallback', level: 'warning', where: 'b1', language: 'en', values: { field: 'person.district', count: 1 } },
        { code: 'language_missing', level: 'warning', where: 'audience', values: { language: 'vi', count: 1 } },
      ]),
    );
  });
  test('a version for readers whose own is missing has to be there', async () => {
    const id = await campaign([message('Hello', { language: 'es', subject: 'Hola' })]);
    const { body } = await ask(`/campaigns/${id}/checks`, {});
    expect(body.checks).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'message_missing', values: { language: 'en' } })]));
  });
});

describe('pictures', () => {
  const send = (id: unknown, bytes: Buffer, as: Role = 'coordinator', name = 'Park.png') =>
    fetch(`${server.url}/campaigns/${id}/images`, {
      method: 'POST',
      headers: { authorization: `Bearer ${office.tokenOf(as)}`, 'x-file-name': encodeURIComponent(name) },
      body: new Uint8Array(bytes),
    });
  const gif = Buffer.concat([
    Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff', 'latin1'),
    Buffer.from('!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00', 'latin1'),
    Buffer.from('!\xff\x0bXMP DataXMP\x0bGPSLatitude\x00', 'latin1'),
    Buffer.from('!\xfe\x06secret\x00', 'latin1'),
    Buffer.from('!\xf9\x04\x00\x0a\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;trailing', 'latin1'),
  ]);
  test.each([
    ['PNG', phonePng(), 'png', 'image/png'],
    ['JPEG', phoneJpeg(), 'jpg', 'image/jpeg'],
    ['GIF', gif, 'gif', 'image/gif'],
  ])('a %s is shown to whoever has its address, without the place where it was taken', async (_kind, bytes, ending, type) => {
    const response = await send(await campaign(), bytes);
    expect(response.status).toBe(200);
    const { url } = (await response.json()) as { url: string };
    expect(url).toMatch(new RegExp(`^https://engage.city.test/i/[0-9a-f-]{36}\\.${ending}$`));
    const shown = await fetch(url.replace('https://engage.city.test', server.url));
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-type')).toBe(type);
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');
    expect(shown.headers.get('cache-control')).toContain('immutable');
    const seen = Buffer.from(await shown.arrayBuffer()).toString('latin1');
    for (const word of [...placeWords, 'secret', 'trailing']) expect(seen).not.toContain(word);
    expect(seen.length).toBeGreaterThan(20);
  });
  test('pages, drawings and damaged pictures are none', async () => {
    const id = await campaign();
    for (const bytes of [
      Buffer.from('<html><script>x</script>'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      gif.subarray(0, 40),
      Buffer.alloc(0),
    ])
      expect((await send(id, bytes)).status).toBe(422);
    expect((await send(id, Buffer.alloc(5 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await send(id, phonePng(), 'staff')).status).toBe(403);
  });
  test('an address that was not given opens nothing, and the ending cannot be chosen', async () => {
    const { url } = (await (await send(await campaign(), phonePng())).json()) as { url: string };
    const here = url.replace('https://engage.city.test', server.url);
    for (const other of [
      here.replace('.png', '.gif'),
      here.replace('.png', ''),
      `${server.url}/i/00000000-0000-4000-8000-000000000000.png`,
    ])
      expect((await fetch(other)).status).toBe(404);
  });
});

describe('layouts', () => {
  const layout = (inside: string) =>
    `<mjml>\n<mj-body>\n<mj-section><mj-column>\n${inside}\n</mj-column></mj-section>\n</mj-body>\n</mjml>`;
  test('are kept when they become a letter, otherwise refused with the line', async () => {
    const save = (mjml: string, as: Role = 'admin') => ask('/campaigns/layouts', { name: `L${Math.random()}`, mjml }, as);
    expect((await save(layout('{{ content }}{{ footer }}'))).status).toBe(200);
    expect(await save(layout('{{ content }}{{ footer }}<mj-nothing />'))).toMatchObject({
      status: 422,
      body: { field: 'layout_mjml', message: expect.stringMatching(/^Line 4: /) },
    });
    expect((await save(layout('{{ content }}'))).body.message).toMatch(/footer/);
    expect((await save(layout('{{ content }}{{ footer }}<script></script>'))).body.message).toMatch(/^Line \d: script/);
    expect((await save(layout('{{ content }}{{ footer }}'), 'manager')).status).toBe(403);
  });
  test('are looked at before they are kept, in a language that runs from right to left, too', async () => {
    const { body } = await ask('/campaigns/layouts/preview', { mjml: layout('{{ content }}{{ footer }}'), language: 'ar' }, 'viewer');
    expect(body.html).toContain('dir="rtl"');
    expect((await ask('/campaigns/layouts/preview', { mjml: '<mjml>' })).body.problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ line: 1 })]),
    );
  });
});
