import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test, vi } from 'vitest';
import { type Office, openOffice } from '../../../src/server/office.ts';
import { configFor, createDatabase, dropDatabase } from '../../support/databases.ts';
import { openMailbox } from '../../support/mailbox.ts';
import type { TestOffice } from '../../support/office.ts';
import { makeCampaign, numbered } from './sending-fixture.ts';

const LETTERS = 600;
const KILLS = 4;
/** What a worker has under way at the most between the mail server's yes and the settling. */
const MOST_UNSAID = 80;

test('workers of a campaign that are killed again and again skip nobody, and repeat only what was in flight, as the same messages', async () => {
  const golden = inject('golden');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-killed-'));
  await cp(golden.folder, folder, { recursive: true, filter: (source) => !source.endsWith('.sock') });
  const databaseUrl = golden.server && golden.database ? await createDatabase(golden.server, golden.database) : null;
  const mailbox = await openMailbox();
  const query = async <Row>(sql: string, deed?: (office: Office) => Promise<unknown>): Promise<Row[]> => {
    const office = await openOffice(configFor({ folder, databaseUrl }));
    try {
      await deed?.(office);
      return (await office.backend.raw?.query<Row>(sql)) ?? [];
    } finally {
      await office.close();
    }
  };
  await query('update settings set mail_domain_rate_per_second = 5000', (office) =>
    makeCampaign(
      { ...office, exec: (sql: string, parameters?: unknown[]) => office.backend.raw?.query(sql, parameters) } as TestOffice,
      numbered(LETTERS),
      {
        rate_per_second: 5000,
      },
    ),
  );

  // Each worker's clock is past the lease of the one before: what that one held is free again.
  let inFlight = new Set<string>();
  for (let kill = 1; kill <= KILLS; kill++) {
    const worker = startSender(folder, databaseUrl, mailbox.url, kill * 10);
    const enough = mailbox.letters.length + 40 + Math.round(Math.random() * 60);
    await vi.waitFor(() => expect(mailbox.letters.length).toBeGreaterThanOrEqual(enough), { interval: 1, timeout: 240_000 });
    worker.kill('SIGKILL');
    await new Promise((resolve) => worker.once('exit', resolve));
    const held = await query<{ to_address: string }>(
      `select to_address from deliveries where status = 'waiting' and leased_until is not null`,
    );
    inFlight = new Set([...inFlight, ...held.map((one) => one.to_address)]);
  }
  const last = startSender(folder, databaseUrl, mailbox.url, (KILLS + 1) * 10);
  expect(await new Promise((resolve) => last.once('exit', resolve))).toBe(0);

  const messages = new Map<string, string[]>();
  for (const { to, source } of mailbox.letters) {
    const [address = ''] = to;
    messages.set(address, [...(messages.get(address) ?? []), /^Message-ID: (\S+)/im.exec(source)?.[1] ?? '']);
  }
  expect(messages.size).toBe(LETTERS);
  const repeated = [...messages].filter(([, ids]) => ids.length > 1);
  expect(repeated.filter(([, ids]) => new Set(ids).size > 1)).toEqual([]);
  expect(repeated.filter(([address]) => !inFlight.has(address))).toEqual([]);
  expect(mailbox.letters.length - LETTERS).toBeLessThanOrEqual(KILLS * MOST_UNSAID);
  expect(await query(`select status, count(*)::int as count from deliveries where campaign_id is not null group by 1`)).toEqual([
    { status: 'sent', count: LETTERS },
  ]);

  await mailbox.close();
  if (golden.server && databaseUrl) await dropDatabase(golden.server, databaseUrl);
  await rm(folder, { recursive: true, force: true });
});

function startSender(folder: string, databaseUrl: string | null, smtpUrl: string, minutes: number): ChildProcess {
  const file = fileURLToPath(new URL('../../support/sender.ts', import.meta.url));
  return spawn(process.execPath, [file, 'campaigns.send', folder, databaseUrl ?? '', smtpUrl, String(minutes)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
