import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { startPlainImap } from '../../../src/server/bench/inbox/plain-imap.ts';
import { type Office, openOffice } from '../../../src/server/office.ts';
import { makeCampaign } from '../../database/bounces/fixture.ts';
import { configFor, createDatabase, dropDatabase } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';
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
      // And many others, each with their question and what they add to it.
      ...Array.from({ length: 56 }, (_one, n) =>
        Buffer.from(
          `From: person-${n >> 1}@town.example\r\nTo: engage@city.example\r\nSubject: Lamp\r\nMessage-ID: <${n}@town.example>\r\n${n % 2 ? `In-Reply-To: <${n - 1}@town.example>\r\n` : ''}\r\nMail ${n}`,
        ),
      ),
    ];
  });
  const server = await startPlainImap(mails);
  const taken = () =>
    look(async (office) => {
      const [row] = await office.exec<Record<'mails' | 'kept' | 'inquiries' | 'each' | 'entries', number>>(
        `select (select count(*)::integer from incoming_mails where kind in ('reply', 'message')) as mails, (select count(*)::integer from mails) as kept,
           (select count(*)::integer from inquiries where channel = 'email') as inquiries,
           (select count(distinct message_id)::integer from mails) as "each", (select count(*)::integer from interactions where kind = 'email') as entries`,
      );
      return row;
    });

  // How many of them each reader takes before it is killed, and in what moment.
  for (const asked of ['1 fetched', '20 kept', '15 fetched']) {
    await killAt(startReader(asked, folder, databaseUrl, server.url), asked.split(' ')[1] as string);
  }
  const counts = (kept: number, inquiries: number) => ({ mails: kept, kept, each: kept, entries: kept, inquiries });
  expect(await taken()).toEqual(counts(34, 18));
  const last = startReader('', folder, databaseUrl, server.url);
  expect(await new Promise((resolve) => last.once('exit', resolve))).toBe(0);
  expect(await taken()).toEqual(counts(60, 31));

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
