import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { type Office, openOffice } from '../../../src/server/office.ts';
import { makeCampaign } from '../../database/bounces/fixture.ts';
import { configFor, createDatabase, dropDatabase } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';
import { startPlainImap } from '../../support/plain-imap.ts';
import { recorded, sendLetter } from './mails.ts';

const env = { BOUNCE_ADDRESS: 'bounces@engage.example' };

test('a program that is killed between fetching a mail and keeping it, or right after, takes each mail once all the same', {
  timeout: 300_000,
}, async () => {
  const golden = inject('golden');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-reader-'));
  await cp(golden.folder, folder, { recursive: true, filter: (source) => !source.endsWith('.sock') });
  const databaseUrl = golden.server && golden.database ? await createDatabase(golden.server, golden.database) : null;
  /** One process has the database at a time: it is opened while no reader runs. */
  const look = async <Answer>(deed: (office: TestOffice) => Promise<Answer>): Promise<Answer> => {
    const office: Office = await openOffice(configFor({ folder, databaseUrl, env }));
    try {
      return await deed({ ...office, exec: (sql: string, values?: unknown[]) => office.backend.raw?.query(sql, values) } as TestOffice);
    } finally {
      await office.close();
    }
  };
  const mails = await look(async (office) => {
    await makeCampaign(office);
    const letters = [];
    for (const name of ['ana', 'ben']) letters.push(await sendLetter(office, `${name}@town.example`));
    return [
      // The first opens an inquiry, the second answers the first.
      Buffer.from(
        'From: new@town.example\r\nTo: engage@city.example\r\nSubject: Library\r\nMessage-ID: <one@town.example>\r\n\r\nIs it open?',
      ),
      Buffer.from(
        'From: new@town.example\r\nTo: engage@city.example\r\nSubject: Re: Library\r\nMessage-ID: <two@town.example>\r\nIn-Reply-To: <one@town.example>\r\n\r\nOn Friday?',
      ),
      ...letters.map(({ values }) => recorded('reply', values)),
    ];
  });
  const server = await startPlainImap(mails);
  const taken = () =>
    look(async (office) => {
      // The lease of whoever died would run for minutes.
      await office.exec(`update private.mailboxes set leased_until = now() - interval '1 second'`);
      const [row] = await office.exec<{ mails: number; kept: number; inquiries: number }>(
        `select (select count(*)::integer from incoming_mails where kind in ('reply', 'message')) as mails, (select count(*)::integer from mails) as kept,
           (select count(*)::integer from inquiries where channel = 'email') as inquiries`,
      );
      return [row?.mails, row?.kept, row?.inquiries];
    });

  const moments: [moment: string, kept: number][] = [
    ['fetched', 0],
    ['kept', 1],
    ['kept', 2],
  ];
  for (const [moment, kept] of moments) {
    await killAt(startReader(moment, folder, databaseUrl, server.url), moment);
    expect(await taken()).toEqual([kept, kept, Math.min(kept, 1)]);
  }
  const last = startReader('', folder, databaseUrl, server.url);
  expect(await new Promise((resolve) => last.once('exit', resolve))).toBe(0);
  expect(await taken()).toEqual([4, 4, 3]);

  await server.stop();
  if (golden.server && databaseUrl) await dropDatabase(golden.server, databaseUrl);
  await rm(folder, { recursive: true, force: true });
});

function startReader(moment: string, folder: string, databaseUrl: string | null, imapUrl: string): ChildProcess {
  const file = fileURLToPath(new URL('../../support/reader.ts', import.meta.url));
  return spawn(process.execPath, [file, moment, folder, databaseUrl ?? '', imapUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Kills it when it says that it has come so far; one that ends before that has failed. */
async function killAt(reader: ChildProcess, moment: string): Promise<void> {
  const ended = new Promise<void>((resolve) => reader.once('exit', () => resolve()));
  const said = new Promise<string>((resolve, fail) => {
    reader.stdout?.once('data', (chunk: Buffer) => resolve(String(chunk)));
    reader.once('exit', (code) => fail(new Error(`The reader ended with ${code} before it was killed.`)));
  });
  expect(await said).toBe(moment);
  reader.kill('SIGKILL');
  await ended;
}
