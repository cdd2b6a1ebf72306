import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { answerCommands } from '../../../src/server/control.ts';
import type { Finding } from '../../../src/server/doctor/check.ts';
import { checks, runDoctor } from '../../../src/server/doctor/run.ts';
import { openOffice as open } from '../../../src/server/office.ts';
import { startWorker } from '../../../src/server/worker/loop.ts';
import { configFor } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { runProgram } from '../../support/run-program.ts';

const golden = inject('golden');
let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  // The first question of all costs the library a look at the whole schema.
  await office.service.rpc('office_pulse');
});
afterAll(() => office.close());

const stateOf = (findings: Finding[], name: string) => findings.find(({ check }) => check === name)?.state;

test('each check answers with a sentence, and none breaks on an office that is well', async () => {
  const findings = await runDoctor(office.config, office);
  expect(findings.map(({ check }) => check)).toEqual(checks.map(({ name }) => name));
  for (const { message } of findings) expect(message).toMatch(/^[A-Z0-9].*\.$/s);
  for (const name of ['folder', 'database', 'migrations', 'clock', 'versions', 'files'])
    expect([name, stateOf(findings, name)]).toEqual([name, 'ok']);
  expect(JSON.stringify(findings)).not.toMatch(/sb_secret|office\.example/);
});

test('a worker is seen while it lives, and missed when it is gone', async () => {
  const worker = startWorker(office, { every: 50 });
  await expect.poll(async () => stateOf(await runDoctor(office.config, office, { only: ['worker'] }), 'worker')).toBe('ok');
  await worker.stop();
  expect(stateOf(await runDoctor(office.config, office, { only: ['worker'] }), 'worker')).toBe('fail');
});

test('keys that others can read are found', async () => {
  const secrets = path.join(office.config.dataFolder, 'secrets.json');
  await chmod(secrets, 0o644);
  const [found] = await runDoctor(office.config, office, { only: ['folder'] });
  expect(found).toMatchObject({ state: 'fail', message: expect.stringContaining('secrets.json') });
  await chmod(secrets, 0o600);
});

test('a file without its row is told', async () => {
  await office.files.put('files/2026/stray.pdf', new Uint8Array([1]), 'application/pdf');
  expect((await runDoctor(office.config, office, { only: ['files'] }))[0]).toMatchObject({ state: 'warn' });
  await office.files.remove('files/2026/stray.pdf');
});

test('a database that does not answer is one finding; what hangs on it is skipped, not failed', async () => {
  const findings = await runDoctor(office.config, null, { reason: 'connection refused' });
  expect(stateOf(findings, 'database')).toBe('fail');
  expect(stateOf(findings, 'migrations')).toBe('skip');
});

// The command talks to the process that has an embedded office open.
describe.skipIf(golden.server !== null)('npm run doctor', () => {
  const doctor = (folder: string) => runProgram('commands/doctor.ts', ['--json'], { ROTUNDA_DATA: folder });
  test('works while the office is open, and ends with 1 when something fails', async () => {
    answerCommands(office);
    const { code, out } = await doctor(office.config.dataFolder);
    const { checks: found } = JSON.parse(out) as { checks: Finding[] };
    expect([code, stateOf(found, 'database'), stateOf(found, 'worker')]).toEqual([1, 'ok', 'fail']);
  });

  test('looks at a closed office without applying what waits', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-doctor-'));
    await cp(golden.folder, folder, { recursive: true, filter: (source) => !source.endsWith('.sock') });
    const before = await open(configFor({ folder, databaseUrl: null }));
    await before.backend.raw?.query(
      `delete from supabase_migrations.schema_migrations where version = (select max(version) from supabase_migrations.schema_migrations)`,
    );
    await before.close();
    const { code, out } = await doctor(folder);
    const { checks: found } = JSON.parse(out) as { checks: Finding[] };
    expect(code).toBe(1);
    expect(found.find(({ check }) => check === 'migrations')).toMatchObject({
      state: 'fail',
      message: expect.stringContaining('1 migration waits'),
    });
    expect(stateOf(found, 'worker')).toBe('skip');
    await rm(folder, { recursive: true });
  });

  test('says that there is no office yet, and makes none', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-doctor-'));
    const { out } = await runProgram('commands/doctor.ts', [], { ROTUNDA_DATA: folder });
    expect(out).toContain('There is no office in');
    await rm(folder, { recursive: true });
  });
});
