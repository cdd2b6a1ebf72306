import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileCampaign, renderLetter } from '../../../src/server/campaigns/compile.ts';
import { loadContent } from '../../../src/server/campaigns/content.ts';
import { countLinks } from '../../../src/server/campaigns/links.ts';
import { makeApp } from '../../../src/server/http/server.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let campaign: string;
const ask = (path: string, init: RequestInit = {}) => app.request(path, { redirect: 'manual', ...init });
beforeAll(async () => {
  office = await openOffice();
  app = makeApp(office);
  const [made] = await office.exec<{ id: string }>(
    `with l as (insert into mailing_lists (code, name, translations) values ('harbor', 'Harbor news', '{"es": {"name": "Noticias del puerto"}}') returning id)
     insert into campaigns (name, list_id, counts_clicks) select 'October letter', id, true from l returning id`,
  );
  campaign = String(made?.id);
  const blocks = (hello: string, link: string) => [
    { id: 'a', kind: 'heading', level: 2, text: 'News <script>alert(1)</script>' },
    { id: 'b', kind: 'text', text: `${hello}\n\n[${link}](https://one.org/a?x=1&y=2)` },
    { id: 'c', kind: 'events', days: 30, limit: 3 },
    { id: 'd', kind: 'image', url: 'https://elsewhere.org/track.gif', alt: 'A boat' },
  ];
  await office.exec(
    `insert into campaign_messages (campaign_id, language, subject, blocks) values ($1, 'en', 'News, {{ person.first_name | default: "neighbor" }}', $2::jsonb),
     ($1, 'es', 'Noticias', $3::jsonb), ($1, 'ar', 'أخبار', $4::jsonb)`,
    [
      campaign,
      JSON.stringify(blocks('Hello {{ person.first_name | default: "neighbor" }},', 'Read')),
      JSON.stringify(blocks('Hola {{ person.first_name | default: "vecina" }}:', 'Leer')),
      JSON.stringify(blocks('مرحبا', 'اقرأ')),
    ],
  );
  await office.exec(
    `insert into events (title, kind, status, starts_at, ends_at, published_at, slug) values
     ('Harbor walk', 'other', 'held', '2026-10-20T15:00:00Z', '2026-10-20T16:00:00Z', '2026-09-20T15:00:00Z', 'harbor-walk'),
     ('Told later', 'other', 'held', '2026-10-21T15:00:00Z', '2026-10-21T16:00:00Z', '2026-10-15T15:00:00Z', 'told-later')`,
  );
});
afterAll(() => office.close());

describe('links that are counted', () => {
  test('a campaign that counts leads its links through the office; the way to leave is never among them', async () => {
    const content = await loadContent(office, campaign);
    if (!content) throw new Error('The campaign is there.');
    const compiled = await countLinks(office, content, await compileCampaign(content));
    const letter = renderLetter(compiled, {
      language: 'en',
      variant: null,
      person: { name: null, preferred_name: null, language: null, district: null, neighborhood: null },
      links: { unsubscribe: 'https://office.example/u/TOKEN', preferences: 'https://office.example/preferences/TOKEN', archive: null },
    });
    // Whoever reads it is told.
    expect(letter.html).toContain('How often each link in this letter is opened is counted for all readers together, never by whom.');
    const hrefs = [...letter.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(hrefs).toContain('https://office.example/u/TOKEN');
    expect(hrefs).not.toContain('https://one.org/a?x=1&amp;y=2');
    const rows = await office.exec<{ id: string; url: string }>(
      `select id, url from campaign_links where campaign_id = $1 and language = 'en' order by position`,
      [campaign],
    );
    expect(rows.map(({ url }) => url)).toContain('https://one.org/a?x=1&y=2');
    expect(rows.some(({ url }) => /\/u\/|\/preferences/.test(url))).toBe(false);
    const counted = rows.find(({ url }) => url.startsWith('https://one.org'));
    expect(hrefs).toContain(`${office.address.url}/l/${counted?.id}`);
  });

  test('one leads where the office’s own row says, counted once a visit, and not by programs that look ahead', async () => {
    const [row] = await office.exec<{ id: string }>(`select id from campaign_links where url like 'https://one.org/%' and language = 'en'`);
    const visit = (init: RequestInit = {}) => ask(`/l/${row?.id}?to=https://evil.example/`, init);
    const answer = await visit();
    expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
      302,
      'https://one.org/a?x=1&y=2',
      null,
    ]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const ahead: RequestInit[] = [
      { method: 'HEAD' },
      { headers: { purpose: 'prefetch' } },
      { headers: { 'sec-purpose': 'prefetch;prerender' } },
      { headers: { 'x-moz': 'prefetch' } },
    ];
    for (const init of ahead) expect((await visit(init)).status).toBe(302);
    expect(await office.exec('select clicks from campaign_links where id = $1', [row?.id])).toEqual([{ clicks: 1 }]);
    for (const path of [`/l/${crypto.randomUUID()}`, '/l/x', '/l/https%3A%2F%2Fevil.example']) expect((await ask(path)).status).toBe(404);
  });
});

describe('letters on the website', () => {
  beforeAll(async () => {
    await office.exec(
      `update campaigns set status = 'sent', scheduled_at = '2026-10-06T15:00:00Z', started_at = '2026-10-06T15:00:00Z', finished_at = '2026-10-06T15:01:00Z', frozen_at = '2026-10-06T14:00:00Z' where id = $1`,
      [campaign],
    );
  });

  test('nothing is there before it is put there', async () => {
    expect(await (await ask('/archive')).text()).toContain('No letter is published here yet.');
    expect((await ask('/archive/october-letter')).status).toBe(404);
  });

  test('a letter is there as its audience read it, for nobody in particular, without anything that could act or watch', async () => {
    await office.as('coordinator').rpc('publish_campaign', { p_id: campaign });
    const list = await (await ask('/archive')).text();
    expect(list).toContain('News, neighbor');
    expect(list).toContain('October 6, 2026');
    const answer = await ask('/archive/october-letter?language=en');
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toContain('<h1 lang="en" dir="ltr">News, neighbor</h1>');
    expect(text).toContain('Hello neighbor,');
    // As it was when it went: the event is over by now, and one that was published later was not in it.
    expect(text).toContain('Harbor walk');
    expect(text).not.toContain('Told later');
    expect(text).not.toContain('<script>');
    // Links lead straight, not through the counter, and the reader's own lead to the page where an address is typed.
    expect(text).toContain('https://one.org/a?x=1&amp;y=2');
    expect(text).not.toContain('/l/');
    expect(text).not.toContain('is counted');
    expect(text).toContain(`${office.address.url}/preferences`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("img-src 'self' data:");
    expect(policy).toContain("form-action 'none'");
    expect(policy).not.toContain('script-src');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('each language has its address; one that it was not written in shows the first', async () => {
    const spanish = await (await ask('/archive/october-letter?language=es&lang=es')).text();
    expect(spanish).toContain('Hola vecina:');
    expect(spanish).toContain('Noticias del puerto · enviada el 6 de octubre de 2026');
    const arabic = await (await ask('/archive/october-letter?language=ar')).text();
    expect(arabic).toMatch(/<html[^>]*dir="rtl"/);
    expect(await (await ask('/archive/october-letter?language=so')).text()).toContain('Hello neighbor,');
  });

  test('what is taken down is gone', async () => {
    await office.as('coordinator').rpc('publish_campaign', { p_id: campaign, p_publish: false });
    expect((await ask('/archive/october-letter')).status).toBe(404);
    for (const path of ['/archive/..%2Fe', '/archive/A%20B', "/archive/'or'1"]) expect((await ask(path)).status).toBe(404);
  });
});
