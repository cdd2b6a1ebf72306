import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp } from '../../../src/server/http/server.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { makeEvent, visitor } from '../../support/public-form.ts';
import { createDice, findLeak, texts } from './hostile.ts';

let office: TestOffice;
let app: ReturnType<typeof makeApp>;
let person: ReturnType<typeof visitor>;
beforeAll(async () => {
  office = await openOffice({ TRUST_PROXY: '1' });
  app = makeApp(office);
  person = visitor(office, app);
});
afterAll(() => office.close());

const fields = ['name', 'email', 'phone', 'language', 'interpreter', 'need', 'seats', 'minors', 'form', 'website'] as const;

/** What is wrong with an answer to hostile input: something broke, or what was sent stands in the page as it is. */
async function faultOf(answer: Response, what: string, sent = ''): Promise<string | null> {
  const text = await answer.text();
  if (answer.status >= 500) return `${answer.status}: ${what}`;
  if (/[<>]/.test(sent) && text.includes(sent)) return `unescaped: ${what}`;
  if (/[\r\n]/.test(answer.headers.get('location') ?? '')) return `header: ${what}`;
  if (answer.headers.get('set-cookie')) return `cookie: ${what}`;
  const leak = findLeak(text);
  return leak && !sent.toLowerCase().includes(leak.toLowerCase()) ? `shows "${leak}": ${what}` : null;
}

test('whatever is typed into whichever field, nothing breaks, nothing is run, and no header is made of it', async () => {
  const { slug } = await makeEvent(office, { capacity: null });
  const wrong: (string | null)[] = [];
  for (const field of fields)
    for (const text of texts) {
      const answer = await person.register(slug, { [field]: text });
      wrong.push(await faultOf(answer, `${field} = ${JSON.stringify(text).slice(0, 80)}`, text));
    }
  expect(wrong.filter(Boolean)).toEqual([]);
});

test('what got in is shown back as text, to the person and to the office', async () => {
  const { id, slug } = await makeEvent(office, { title: '<script>alert(0)</script>', capacity: 5 });
  const name = '"><script>alert(1)</script>';
  const { text } = await person.follow(await person.register(slug, { name, need: '<img src=x onerror=alert(2)>' }));
  expect(text).not.toMatch(/<script|<img/);
  expect(text).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text).toContain('&lt;img src=x onerror=alert(2)&gt;');
  const { data } = await office.as('viewer').rpc('event_registrations', { p_event: id });
  expect((data as unknown as { rows: { name: string }[] }).rows[0]?.name).toBe(name);
});

test('hostile addresses, queries, languages and bodies of the public pages break nothing', async () => {
  const { slug } = await makeEvent(office, { capacity: 50 });
  const { token } = await person.follow(await person.register(slug));
  const dice = createDice(26);
  const wrong: (string | null)[] = [];
  for (let n = 0; n < 300; n++) {
    const text = dice.pick(texts);
    const encoded = encodeURIComponent(text.toWellFormed());
    const query = `?${dice.pick(['lang', 'embed', 'speaks', 'district', 'page', 'did', 'x'])}=${encoded}`;
    const address = dice.pick([
      `/e${query}`,
      `/e/${slug}${query}`,
      `/e/${encoded}`,
      `/r/${token}${query}`,
      `/r/${encoded}`,
      `/e/${encoded}/qr.svg`,
      `/pages/${encoded}`,
    ]);
    // What leads out of the public pages is the app's to answer, and the app may not be built here.
    if (!/^\/(e|r|pages)(\/|$)/.test(new URL(address, 'http://office.test').pathname)) continue;
    const headers = { 'accept-language': text.replace(/[^\x20-\x7e]/g, '').slice(0, 3000) };
    const answer =
      dice.below(3) === 0 && !address.startsWith('/pages')
        ? await person.post(
            address,
            dice.pick([{ act: text, seats: text, minors: text }, `${encoded}=${encoded}&act=change&seats=${encoded}`]),
            headers,
          )
        : await person.get(address, headers);
    wrong.push(await faultOf(answer, address.slice(0, 200), text));
  }
  expect(wrong.filter(Boolean)).toEqual([]);
});

test('the calendar that a page offers is there', async () => {
  const { slug } = await makeEvent(office);
  const [, address = ''] = /href="(\/e\/[^"]+\.ics)"/.exec(await (await person.get(`/e/${slug}?lang=en`)).text()) ?? [];
  const answer = await person.get(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/calendar');
});
