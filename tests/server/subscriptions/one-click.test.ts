import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signLink } from '../../../src/server/links/signed-link.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';
import { choicesOf, letterOf, makeLetter, makeList, pathOf, statusOf } from './fixture.ts';

let served: ServedOffice;
let list = '';
beforeAll(async () => {
  served = await startOffice();
  list = await makeList(served.office, { name: 'Neighborhood Bulletin', translations: { es: { name: 'Boletín del barrio' } } });
});
afterAll(() => served.stop());

let count = 0;
let address = '';
let letter = '';
let path = '';
beforeEach(async () => {
  address = `reader-${++count}@example.org`;
  await served.office.service.rpc('save_preferences_of', {
    p_key: (await served.office.service.rpc('ensure_subscriber', { p_address: address })).data as string,
    p_choice: { add: [list] },
  });
  letter = await makeLetter(served.office, list, address);
  path = await pathOf(served.office, '/u', 'unsubscribe', letter);
});

type Raw = { status: number; headers: Map<string, string[]>; body: string };

/** Sends exactly these bytes, as a mail provider's own program does, and reads the whole answer. */
function send(bytes: string): Promise<Raw> {
  const { hostname, port } = new URL(served.url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('end', () => {
      const end = text.indexOf('\r\n\r\n');
      const [first = '', ...lines] = text.slice(0, end).split('\r\n');
      const headers = new Map<string, string[]>();
      for (const line of lines) {
        const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
        headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value]);
      }
      resolve({ status: Number(first.split(' ')[1]), headers, body: text.slice(end + 4) });
    });
    // Written and not ended: a caller that hangs up before the answer is one that is gone.
    socket.write(bytes);
  });
}

const oneClick = 'List-Unsubscribe=One-Click';
const request = (to: string, type: string, body: string, method = 'POST') =>
  `${method} ${to} HTTP/1.1\r\nHost: ${new URL(served.url).host}\r\nConnection: close\r\n${type ? `Content-Type: ${type}\r\n` : ''}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const multipart = `--b0undary\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b0undary--\r\n`;

describe('leaving with one click, as RFC 8058 has it', () => {
  test.each([
    ['urlencoded', 'application/x-www-form-urlencoded', oneClick],
    ['urlencoded with a charset', 'application/x-www-form-urlencoded; charset=UTF-8', oneClick],
    ['multipart', 'multipart/form-data; boundary=b0undary', multipart],
    ['no type at all', '', oneClick],
  ])('%s: 200 at once, without a cookie or a redirect, and the same when it is sent again', async (_name, type, body) => {
    expect(Buffer.byteLength(oneClick)).toBe(26);
    const waiting = await makeLetter(served.office, list, address, 'waiting');
    for (let n = 0; n < 3; n++) {
      const answer = await send(request(path, type, body));
      expect(answer.status).toBe(200);
      expect(answer.headers.has('set-cookie')).toBe(false);
      expect(answer.headers.has('location')).toBe(false);
      expect(answer.headers.get('cache-control')).toEqual(['no-store']);
    }
    expect(await statusOf(served.office, list, address)).toBe('unsubscribed');
    expect(await letterOf(served.office, waiting)).toEqual({ status: 'cancelled', reason: 'unsubscribed' });
    const ledger = await served.office.exec(`select source, delivery_id from consents where address = $1 and act = 'unsubscribed'`, [
      address,
    ]);
    expect(ledger).toEqual([{ source: 'one_click', delivery_id: letter }]);
  });

  test('works from one network address as often as a provider has readers', async () => {
    const answers = [];
    for (let n = 0; n < 150; n++) answers.push((await send(request(path, 'application/x-www-form-urlencoded', oneClick))).status);
    expect(new Set(answers)).toEqual(new Set([200]));
  });

  test('two at the same moment are one', async () => {
    const both = await Promise.all([1, 2, 3, 4].map(() => send(request(path, 'application/x-www-form-urlencoded', oneClick))));
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const rows = await served.office.exec(`select from consents where address = $1 and act = 'unsubscribed'`, [address]);
    expect(rows.length).toBe(1);
  });
});

describe('what takes nobody off a list', () => {
  test('looking at it: GET, HEAD, programs that fetch links ahead, with whatever in the query', async () => {
    const before = await choicesOf(served.office);
    const ahead: Record<string, string>[] = [
      {},
      { 'sec-purpose': 'prefetch' },
      { 'x-moz': 'prefetch' },
      { 'user-agent': 'Mozilla/5.0 (compatible; LinkScanner)' },
      { cookie: 'a=b', authorization: 'Bearer x' },
    ];
    for (const headers of ahead)
      for (const query of ['', '?List-Unsubscribe=One-Click', '?act=leave', '?did=left']) {
        const answer = await fetch(`${served.url}${path}${query}`, { headers });
        expect(answer.status).toBe(200);
        expect(answer.headers.get('set-cookie')).toBeNull();
        expect(await answer.text()).toContain('Leave this list');
      }
    const head = await send(`HEAD ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect([head.status, head.body]).toEqual([200, '']);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect((await send(request(path, 'application/x-www-form-urlencoded', oneClick, method))).status).toBe(404);
    expect(await choicesOf(served.office)).toBe(before);
  });

  test.each([
    ['nothing', 'application/x-www-form-urlencoded', ''],
    ['another value', 'application/x-www-form-urlencoded', 'List-Unsubscribe=Two-Click'],
    ['another name', 'application/x-www-form-urlencoded', 'list-unsubscribe=One-Click'],
    ['JSON', 'application/json', '{"List-Unsubscribe":"One-Click"}'],
    ['plain text', 'text/plain', oneClick],
    ['multipart without its boundary', 'multipart/form-data', multipart],
    ['multipart that breaks off', 'multipart/form-data; boundary=b0undary', multipart.slice(0, 40)],
    [
      'a file of that name',
      'multipart/form-data; boundary=b0undary',
      multipart.replace('unsubscribe"', 'x').replace('name="List-Unsubscribe"', 'name="List-Unsubscribe"; filename="a"'),
    ],
  ])('a body with %s: refused on a page', async (_name, type, body) => {
    const before = await choicesOf(served.office);
    const answer = await send(request(path, type, body));
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')?.[0]).toContain('text/html');
    expect(await choicesOf(served.office)).toBe(before);
  });

  test('a body that is too large is told so', async () => {
    const answer = await send(request(path, 'application/x-www-form-urlencoded', `${oneClick}&x=${'y'.repeat(20_000)}`));
    expect(answer.status).toBe(413);
    expect(await statusOf(served.office, list, address)).toBe('subscribed');
  });

  test('a link that we did not sign, or signed for something else, opens a page that says so', async () => {
    const before = await choicesOf(served.office);
    const [record = '', signature = ''] = (path.split('/').at(-1) ?? '').split('.');
    const flipped = `${record}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const other = await signLink(served.office, 'unsubscribe', crypto.randomUUID());
    const preferences = await signLink(served.office, 'preferences', letter);
    for (const token of [flipped, other, preferences, record, `${record}.`, '', '%00', '..%2f..', 'x'.repeat(3000)]) {
      const answer = await send(request(`/u/${token}`, 'application/x-www-form-urlencoded', oneClick));
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')?.[0]).toContain('text/html');
      expect(answer.body).not.toContain(address);
    }
    expect(await choicesOf(served.office)).toBe(before);
  });
});

describe('the page', () => {
  const post = (fields: Record<string, string>, to = path) =>
    fetch(`${served.url}${to}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  test('says which list and, half hidden, which address; leads to the choices; and takes a mistake back', async () => {
    const text = await (await fetch(`${served.url}${path}`)).text();
    expect(text).toContain('Leave “Neighborhood Bulletin”');
    expect(text).toContain('r…@example.org');
    expect(text).not.toContain(address);
    const left = await post({ 'List-Unsubscribe': 'One-Click', by: 'page' });
    expect(left.status).toBe(200);
    const done = await left.text();
    expect(done).toContain('no more letters of this list go to r…@example.org');
    const [, choices = ''] = /href="(\/preferences\/[^"]+)"/.exec(done) ?? [];
    expect((await fetch(`${served.url}${choices.replaceAll('&amp;', '&')}`)).status).toBe(200);
    const back = await post({ act: 'stay' });
    expect(back.status).toBe(303);
    expect(await (await fetch(new URL(back.headers.get('location') ?? '', served.url))).text()).toContain('you are on the list again');
    expect(await statusOf(served.office, list, address)).toBe('subscribed');
    const sources = await served.office.exec<{ said: string }>(
      `select act || ' ' || source as said from consents where address = $1 order by id`,
      [address],
    );
    expect(sources.map(({ said }) => said)).toEqual(['subscribed preferences', 'unsubscribed preferences', 'subscribed preferences']);
  });

  test('is in the language of the letter, with the name of the list in it, and in another when that is asked for', async () => {
    const spanish = await pathOf(served.office, '/u', 'unsubscribe', await makeLetter(served.office, list, address, 'sent', 'es'));
    expect(await (await fetch(`${served.url}${spanish}`)).text()).toContain('Darse de baja de «Boletín del barrio»');
    expect(await (await fetch(`${served.url}${spanish}?lang=en`)).text()).toContain('Leave “Neighborhood Bulletin”');
  });

  test('speaks each language that letters have a foot in, Arabic from the right, and stays in it through leaving and a mistake', async () => {
    const said: [string, string, string][] = [
      ['fr', 'Quitter « Neighborhood Bulletin »', 'ltr'],
      ['pt', 'Sair de “Neighborhood Bulletin”', 'ltr'],
      ['ru', 'Отписаться от «Neighborhood Bulletin»', 'ltr'],
      ['vi', 'Rời khỏi “Neighborhood Bulletin”', 'ltr'],
      ['so', 'Ka bax “Neighborhood Bulletin”', 'ltr'],
      ['sw', 'Jiondoe kwenye “Neighborhood Bulletin”', 'ltr'],
      ['ar', 'مغادرة «Neighborhood Bulletin»', 'rtl'],
    ];
    for (const [language, title, direction] of said) {
      const to = await pathOf(served.office, '/u', 'unsubscribe', await makeLetter(served.office, list, address, 'sent', language));
      const text = await (await fetch(`${served.url}${to}`)).text();
      expect(text).toContain(title);
      expect(text).toContain(`<div lang="${language}" dir="${direction}">`);
      const [, action = ''] = /action="([^"]+)"/.exec(text) ?? [];
      const left = await (await post({ 'List-Unsubscribe': 'One-Click', by: 'page' }, action.replaceAll('&amp;', '&'))).text();
      expect(left).toContain(`<div lang="${language}"`);
      const back = await post({ act: 'stay' }, action.replaceAll('&amp;', '&'));
      expect(await (await fetch(new URL(back.headers.get('location') ?? '', served.url))).text()).toContain(`<div lang="${language}"`);
    }
    const arabic = await pathOf(served.office, '/u', 'unsubscribe', await makeLetter(served.office, list, address, 'sent', 'ar'));
    expect(await (await fetch(`${served.url}${arabic}?lang=en`)).text()).toContain('Leave “Neighborhood Bulletin”');
  });

  test('keeps its address to itself: no referrer, not found by searching, no script', async () => {
    const answer = await fetch(`${served.url}${path}`);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).not.toMatch(/<script|<style|style=/);
  });
});
