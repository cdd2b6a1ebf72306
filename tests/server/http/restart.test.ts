import { cp, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildIfStale } from '../../../src/server/commands/build.ts';
import { startProgram } from '../../support/run-program.ts';

const golden = inject('golden');
let folder: string;
beforeAll(async () => {
  await buildIfStale(() => {});
  folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-restart-'));
  await cp(golden.folder, folder, { recursive: true, filter: (source) => !source.endsWith('.sock') });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A connection that says what came back, and when it was closed. */
function connect(port: number) {
  const socket = net.connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk) => {
    text += chunk;
  });
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(text)));
  socket.on('error', () => {});
  return { socket, closed };
}

test.skipIf(golden.server !== null)(
  'a request under way is answered before the program ends, and a new one finds the door closed',
  async () => {
    const { child, ended } = startProgram('main.ts', [], { ROTUNDA_DATA: folder, PORT: '0', METRICS_PORT: '0' });
    const port = await new Promise<number>((resolve, reject) => {
      let said = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk;
        const found = /The office is open: http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (found) resolve(Number(found));
      });
      void ended.then(({ err }) => reject(new Error(err)));
    });
    const body = JSON.stringify({ token: 'none', name: 'Lena', email: 'lena@city.example', password: 'correct horse battery' });
    const { socket, closed } = connect(port);
    socket.write(
      `POST /setup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    // The server has read the beginning when it has answered another request on a later connection.
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
    child.kill('SIGTERM');
    // Closed for newcomers at once …
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${port}/health/live`).then(
            () => 'open',
            () => 'closed',
          ),
        { timeout: 60_000 },
      )
      .toBe('closed');
    // … while the one who was there is served.
    socket.write(body.slice(10));
    expect(await closed).toMatch(/^HTTP\/1\.1 (409|422|429) /);
    const { code, err } = await ended;
    expect(code).toBe(0);
    for (const line of err.trim().split('\n').filter(Boolean)) expect(() => JSON.parse(line)).not.toThrow();
  },
);
