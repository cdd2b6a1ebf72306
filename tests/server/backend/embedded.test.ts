import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { askHolder, lockFolder } from '../../../src/server/backend/lock.ts';
import { openOffice } from '../../../src/server/office.ts';
import { configFor, type Role } from '../../support/databases.ts';

const golden = inject('golden');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-embedded-'));
  await cp(golden.folder, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const open = () => openOffice(configFor({ folder, databaseUrl: null }));

// These are about the database in the folder; with a PostgreSQL server under test there is none.
describe.skipIf(golden.server !== null)('the embedded office', () => {
  test('keeps its own keys, readable by their owner alone, and its database on disk', async () => {
    const secrets = JSON.parse(await readFile(path.join(folder, 'secrets.json'), 'utf8'));
    expect((await stat(path.join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
    expect(secrets.jwtSecret.length).toBeGreaterThan(40);
    expect(secrets.publishableKey).not.toBe(secrets.secretKey);
    expect(existsSync(path.join(folder, 'pg', 'PG_VERSION'))).toBe(true);
  });

  test('refuses to be opened twice, with a sentence, and opens again after it was closed', async () => {
    const office = await open();
    await expect(open()).rejects.toThrow(/is open in another process/);
    await office.close();
    await (await open()).close();
  });

  test('gives the folder of a process that was killed to one of many that want it at the same time', async () => {
    const place = await mkdtemp(path.join(os.tmpdir(), 'rotunda-lock-'));
    const lock = fileURLToPath(new URL('../../../src/server/backend/lock.ts', import.meta.url));
    const holder = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { lockFolder } from ${JSON.stringify(lock)}; await lockFolder(${JSON.stringify(place)}); console.log('held'); setInterval(() => {}, 1000);`,
    ]);
    await new Promise<void>((resolve) => holder.stdout.once('data', () => resolve()));
    const ended = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await ended;
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => lockFolder(place)));
    const won = tries.filter((one) => one.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]?.value.release();
    await rm(place, { recursive: true, force: true });
  });

  test('answers many people at once without mixing up who they are', async () => {
    const office = await open();
    const as = (role: Role) => office.backend.clientFor(golden.sessions[role].access_token);
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const role = ['viewer', 'staff', 'manager', 'admin', 'coordinator'][n % 5] as Role;
        const { data } = await as(role).rpc('whoami');
        return [role, (data as { role: string } | null)?.role];
      }),
    );
    for (const [asked, answered] of answers) expect(answered).toBe(asked);
    await office.close();
  });

  test('grants nothing to people who are not signed in, after any number of requests', async () => {
    const office = await open();
    for (let n = 0; n < 3; n++) expect((await office.backend.clientFor().from('residents').select('*')).error?.code).toBe('42501');
    const grants = await office.backend.raw?.query(
      `select table_name from information_schema.role_table_grants where grantee = 'anon' and table_schema = 'public'`,
    );
    expect(grants).toEqual([]);
    await office.close();
  });

  test('does not serve a request that carries no key, nor the library’s own pages', async () => {
    const office = await open();
    for (const address of ['/rest/v1/residents', '/_system', '/studio', '/']) {
      const response = await office.backend.handle?.(new Request(`http://127.0.0.1${address}`));
      expect([address, (response?.status ?? 0) >= 400]).toEqual([address, true]);
    }
    await office.close();
  });

  test('loses no write that it acknowledged when it is killed in the middle', async () => {
    const writer = startWriter();
    const acknowledged: string[] = [];
    await new Promise<void>((resolve) => {
      let text = '';
      writer.stdout?.on('data', (chunk: Buffer) => {
        text += chunk;
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        acknowledged.push(...lines);
        if (acknowledged.length >= 150) resolve();
      });
    });
    writer.kill('SIGKILL');
    await new Promise((resolve) => writer.once('exit', resolve));
    const office = await open();
    const kept = await office.backend.raw?.query<{ subject: string }>(`select subject from inquiries where subject like 'Write %'`);
    const subjects = new Set(kept?.map(({ subject }) => subject));
    expect(acknowledged.filter((subject) => !subjects.has(subject))).toEqual([]);
    await office.close();
  });
});

function startWriter(): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(new URL('../../support/writer.ts', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('the lock of a folder', () => {
  test('carries a request to the process that holds the folder, and its answer back', async () => {
    const locked = await mkdtemp(path.join(os.tmpdir(), 'rotunda-lock-'));
    const lock = await lockFolder(locked);
    lock.onRequest(async ({ command }) => {
      if (command === 'fail') throw new Error('The disk is full.');
      return { command };
    });
    expect(await askHolder(locked, { command: 'hello' })).toEqual({ ok: true, result: { command: 'hello' } });
    expect(await askHolder(locked, { command: 'fail' })).toEqual({ ok: false, message: 'The disk is full.' });
    await lock.release();
    expect(await askHolder(locked, { command: 'hello' })).toBeNull();
    await rm(locked, { recursive: true });
  });
});
