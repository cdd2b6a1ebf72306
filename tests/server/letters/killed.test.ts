import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test, vi } from 'vitest';
import { type Office, openOffice } from '../../../src/server/office.ts';
import { configFor, createDatabase, dropDatabase } from '../../support/databases.ts';
import { openMailbox } from '../../support/mailbox.ts';

const LETTERS = 60;
const KILLS = 4;

test('a worker that is killed again and again skips nobody, and repeats at most the letter it was sending, as the same message', async () => {
  const golden = inject('golden');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-killed-'));
  await cp(golden.folder, folder, { recursive: true, filter: (source) => !source.endsWith('.sock') });
  const databaseUrl = golden.server && golden.database ? await createDatabase(golden.server, golden.database) : null;
  const mailbox = await openMailbox();
  const withOffice = async <Answer>(deed: (office: Office) => Promise<Answer>): Promise<Answer> => {
    const office = await openOffice(configFor({ folder, databaseUrl }));
    try {
      return await deed(office);
    } finally {
      await office.close();
    }
  };
  await withOffice(async ({ backend }) => {
    await backend.raw?.query(`with e as (insert into events (title, kind, status, starts_at, ends_at) values ('Clinic', 'clinic', 'confirmed', now() + interval '90 days', now() + interval '91 days') returning id)
      insert into registrations (event_id, name, email) select e.id, 'P', 'p' || n || '@example.org' from e, generate_series(1, ${LETTERS}) n`);
  });

  // Each worker's clock is past the lease of the one before: what that one held is free again.
  for (let kill = 1; kill <= KILLS; kill++) {
    const worker = startSender(folder, databaseUrl, mailbox.url, kill * 10);
    const enough = mailbox.letters.length + 8;
    // The mail server has said yes to the last of these at this moment; whether it was settled, nobody knows.
    await vi.waitFor(() => expect(mailbox.letters.length).toBeGreaterThanOrEqual(enough), { interval: 5, timeout: 240_000 });
    worker.kill('SIGKILL');
    await new Promise((resolve) => worker.once('exit', resolve));
  }
  const last = startSender(folder, databaseUrl, mailbox.url, (KILLS + 1) * 10);
  expect(await new Promise((resolve) => last.once('exit', resolve))).toBe(0);

  const messages = new Map<string, Set<string>>();
  for (const { to, source } of mailbox.letters) {
    const [address = ''] = to;
    messages.set(address, (messages.get(address) ?? new Set()).add(/^Message-ID: (\S+)/im.exec(source)?.[1] ?? ''));
  }
  expect(messages.size).toBe(LETTERS);
  expect([...messages.values()].filter((ids) => ids.size !== 1)).toEqual([]);
  expect(mailbox.letters.length - LETTERS).toBeLessThanOrEqual(KILLS);
  const states = await withOffice(
    ({ backend }) =>
      backend.raw?.query(`select status, count(*)::int as count from deliveries where kind = 'registration.confirmed' group by 1`) ??
      Promise.resolve([]),
  );
  expect(states).toEqual([{ status: 'sent', count: LETTERS }]);

  await mailbox.close();
  if (golden.server && databaseUrl) await dropDatabase(golden.server, databaseUrl);
  await rm(folder, { recursive: true, force: true });
});

function startSender(folder: string, databaseUrl: string | null, smtpUrl: string, minutes: number): ChildProcess {
  const file = fileURLToPath(new URL('../../support/sender.ts', import.meta.url));
  return spawn(process.execPath, [file, 'deliveries.send', folder, databaseUrl ?? '', smtpUrl, String(minutes)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
