import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, makeApp, type RunningServer } from '../../../src/server/http/server.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { findLeak } from './hostile.ts';

let office: TestOffice;
let server: RunningServer;
beforeAll(async () => {
  office = await openOffice();
  server = await listen(makeApp(office), office.config);
});
afterAll(async () => {
  await server.close();
  await office.close();
});

/** Sends bytes as they are, which no library would, and answers the bytes that come back until the server closes. */
const raw = (request: string): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(server.url);
    const socket = net.connect(Number(port), hostname, () => socket.write(request));
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
  });
const get = (path: string, more = '') => raw(`GET ${path} HTTP/1.1\r\nHost: office.test\r\n${more}Connection: close\r\n\r\n`);

describe('paths', () => {
  test.each([
    '/../package.json',
    '/../../etc/passwd',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/../../package.json',
    '/assets/..%2f..%2f..%2fdata/secrets.json',
    '/..\\..\\package.json',
    '/%5c..%5cpackage.json',
    '/secrets.json',
    '/data/secrets.json',
    '/.env',
    '/.git/config',
    '/package.json',
    '/src/server/main.ts',
    '/%00.js',
    '/index.html%00.js',
    '/%c0%ae%c0%ae/package.json',
    '/%',
    '/%zz.js',
    '//evil.example/x.js',
    '/file:///etc/passwd',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    'http://evil.example/package.json',
    '/rest/v1/../../package.json',
    '/rest/v1/rpc/../../../package.json',
    '/rest/v1/staff%00',
    '/REST/V1/staff',
    '/rest/v1//staff',
    '/rest/v1/staff/',
    '/rest/v1/rpc',
    '/rest/v1/rpc/',
    '/rest/v1/auth.users',
    '/rest/v1/pg_catalog.pg_user',
    '/auth/v1/admin/users',
    '/auth/v1//signup',
    '/_system/x',
    '/studio',
  ])('%s shows nothing of the machine', async (path) => {
    const answer = await get(path);
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
    // Before it is built, the app itself is 503.
    expect([path, status < 500 || answer.includes('The app is not built yet')]).toEqual([path, true]);
    expect(answer).not.toMatch(/root:x:|sb_secret_|jwtSecret|"private": true|\[core\]|import \{/);
    if (!answer.includes('text/html')) expect(findLeak(answer.slice(answer.indexOf('\r\n\r\n')))).toBeNull();
  });

  test('an address of 20,000 letters, and headers without end, are refused', async () => {
    expect(await get(`/${'a'.repeat(20_000)}`)).toMatch(/^HTTP\/1\.1 (431|414|400)/);
    expect(await get('/config.json', Array.from({ length: 3000 }, (_, n) => `x-${n}: y\r\n`).join(''))).toMatch(/^HTTP\/1\.1 (431|400)/);
  });
});

describe('requests that are none', () => {
  test.each([
    ['nonsense', 'HELLO\r\n\r\n'],
    ['two lengths', 'POST /setup HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\n{'],
    ['a length and chunks', 'POST /setup HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a chunk of no size', 'POST /setup HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['no host', 'GET /config.json HTTP/1.1\r\n\r\n'],
    ['a line break in a header', 'GET /config.json HTTP/1.1\r\nHost: x\r\nX-A: a\nSet-Cookie: b=c\r\nConnection: close\r\n\r\n'],
    ['a method of its own', 'BREW /setup HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('%s: refused, and the server stands', async (_name, request) => {
    const answer = await raw(request);
    expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
    expect(answer.toLowerCase()).not.toContain('set-cookie');
    expect(await get('/health')).toContain('"live":true');
  });

  test('ten million bytes are refused at every route that takes a body, with a sentence, before they are read', async () => {
    const routes = [
      ...new Set(
        makeApp(office)
          .routes.filter(({ method, path }) => method === 'POST' && !path.includes('*'))
          .map(({ path }) => path.replace(/:\w+(\{[^}]*\})?/g, 'x')),
      ),
    ];
    for (const path of [...routes, '/rest/v1/inquiries', '/rest/v1/rpc/list_inquiries']) {
      const response = await fetch(server.url + path, {
        method: 'POST',
        headers: {
          apikey: office.backend.publishableKey,
          authorization: `Bearer ${office.tokenOf('staff')}`,
          'content-type': 'application/json',
        },
        body: `{"x":"${'x'.repeat(10_000_000)}"}`,
      }).catch(() => null);
      // A connection that is closed in the middle of it is a refusal too.
      if (response) {
        expect([path, response.status >= 400 && response.status < 500]).toEqual([path, true]);
        // A program is told in JSON, a person without an account on a page.
        const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
        const told = isPage ? await response.text() : ((await response.json()) as { message: string }).message;
        expect(told).toMatch(isPage ? /<h1[^>]*>[^<]+/ : /\w+/);
      }
    }
    expect(await get('/health')).toContain('"live":true');
  });
});

describe('nothing acts on a GET', () => {
  test('a function of the database is not called by one, however it is asked', async () => {
    const functions = await office.exec<{ name: string }>(
      `select distinct proname::text as name from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
    );
    for (const { name } of functions) {
      for (const method of ['GET', 'HEAD']) {
        const response = await fetch(`${server.url}/rest/v1/rpc/${name}?p_id=00000000-0000-0000-0000-000000000000`, {
          method,
          headers: {
            apikey: office.backend.publishableKey,
            authorization: `Bearer ${office.tokenOf('admin')}`,
            'x-http-method-override': 'POST',
          },
        });
        expect([name, method, response.status]).toEqual([name, method, 404]);
      }
    }
  });

  test('no route of the server changes a row when it is looked at', async () => {
    const log = async () => (await office.exec<{ n: string }>('select count(*)::text as n from changes'))[0]?.n;
    const before = await log();
    const paths = [
      ...new Set(makeApp(office).routes.map(({ path }) => path.replace(/:\w+(\{[^}]*\})?/g, '00000000-0000-0000-0000-000000000000'))),
    ];
    for (const path of paths.filter((one) => !one.includes('*') && one !== '/live')) {
      await fetch(server.url + path, {
        headers: { apikey: office.backend.publishableKey, authorization: `Bearer ${office.tokenOf('admin')}` },
      }).then((response) => response.text());
    }
    expect(await log()).toBe(before);
  });
});

test('whoever sends slowly does not keep the others waiting', async () => {
  const { hostname, port } = new URL(server.url);
  const slow = Array.from({ length: 60 }, () => {
    const socket = net.connect(Number(port), hostname, () =>
      socket.write('POST /rest/v1/inquiries HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{'),
    );
    socket.on('error', () => {});
    return socket;
  });
  expect((await office.as('viewer').from('topics').select('id').limit(1)).error).toBeNull();
  expect(await get('/health')).toContain('"live":true');
  // Answered while they are all still sending: nobody had to be dropped first.
  expect(slow.filter((socket) => socket.destroyed)).toEqual([]);
  for (const socket of slow) socket.destroy();
});
