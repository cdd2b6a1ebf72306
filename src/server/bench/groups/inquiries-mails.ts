import { startScratchPostgres } from '../../commands/scratch-postgres.ts';
import { readConfig } from '../../config.ts';
import { openOffice } from '../../office.ts';
import type { Report } from '../figure.ts';
import { startPlainImap } from '../inbox/plain-imap.ts';
import { childOf } from '../sending/stage.ts';
import { scratchFolder } from '../served-office.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Counts = { taken: number; kept: number; distinct: number; entries: number; files: number; opened: number; automatic: number };

/**
 * A mailbox full of mail, read by a process that is killed (SIGKILL) at random moments and begun anew each time: none may be lost, none
 * be there twice, and an answer has to find what it answers.
 */
export async function benchMails(
  report: Report,
  { mails, kills, databaseUrl }: { mails: number; kills: number; databaseUrl: string | null },
): Promise<void> {
  const written = Array.from({ length: mails }, (_one, n) => mailOf(n));
  const server = await startPlainImap(written.map(({ raw }) => raw));
  const postgres = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startScratchPostgres({ shared_buffers: '256MB', max_wal_size: '4GB' });
  const { folder, remove } = await scratchFolder();
  const environment = {
    ROTUNDA_DATA: folder,
    DATABASE_URL: postgres.url,
    IMAP_URL: server.url,
    MAIL_FROM: 'Office <engage@city.example>',
    SMTP_URL: 'smtp://127.0.0.1:9',
  };
  const office = await openOffice(readConfig(environment));
  try {
    const query = async <Row>(sql: string) => (await office.backend.raw?.query<Row>(sql)) ?? [];
    const taken = async () => (await query<{ n: number }>('select count(*)::integer as n from incoming_mails'))[0]?.n ?? 0;
    const startReader = () => {
      const reader = childOf('../inbox/reader.ts', [JSON.stringify(environment)]);
      return { reader, ended: new Promise((resolve) => reader.once('exit', resolve)) };
    };
    const started = performance.now();
    let killed = 0;
    for (let kill = 1; kill <= kills; kill++) {
      const { reader, ended } = startReader();
      // In the midst of it: some mails after the last, at any moment of the next.
      const enough = (await taken()) + 1 + Math.random() * ((mails / kills) * 0.9);
      while (reader.exitCode === null && (await taken()) < enough) await pause(5);
      await pause(Math.random() * 30);
      if (reader.kill('SIGKILL')) killed++;
      await ended;
      // The lease of whoever died would run for minutes.
      await query(`update private.mailboxes set leased_until = now() - interval '1 second'`);
    }
    const last = startReader();
    if ((await last.ended) !== 0) throw new Error('The last reader did not end well.');
    const seconds = (performance.now() - started) / 1000;
    const [counts] = await query<Counts>(
      `select (select count(*)::integer from incoming_mails) as taken, (select count(*)::integer from mails) as kept,
         (select count(distinct message_id)::integer from mails) as distinct, (select count(*)::integer from interactions) as entries,
         (select count(*)::integer from attachments where media_type <> 'message/rfc822') as files, (select count(*)::integer from inquiries) as opened,
         (select count(*)::integer from incoming_mails where kind = 'auto_reply') as automatic`,
    );
    if (!counts) throw new Error('Nothing was counted.');
    const expected = (of: (mail: Written) => boolean) => written.filter(of).length;
    const persons = expected(({ isAutomatic }) => !isAutomatic);
    report('inquiries.mails', mails);
    report('inquiries.mails.kills', killed);
    report('inquiries.mails.lost', mails - counts.taken + (persons - counts.distinct), 0);
    report('inquiries.mails.twice', counts.taken - mails + (counts.kept - counts.distinct) + (counts.entries - counts.kept), 0);
    report('inquiries.mails.files_lost_or_twice', Math.abs(counts.files - expected(({ hasFile }) => hasFile)), 0);
    report('inquiries.mails.put_elsewhere', Math.abs(counts.opened - expected(({ isFirst }) => isFirst)), 0);
    report('inquiries.mails.automatic_put_in', Math.abs(counts.automatic - (mails - persons)), 0);
    report('inquiries.mails.per_second', mails / seconds);
  } finally {
    await office.close();
    await postgres.stop();
    await server.stop();
    await remove();
  }
}

type Written = { raw: Uint8Array; isAutomatic: boolean; isFirst: boolean; hasFile: boolean };

/** One of ten that a program sent; the others are conversations of three, each by a person of their own, and one of nine has a file. */
function mailOf(n: number): Written {
  const [talk, place] = [Math.trunc(n / 10) * 3 + Math.trunc((n % 10) / 3), (n % 10) % 3];
  const isAutomatic = n % 10 === 9;
  const isFirst = !isAutomatic && place === 0;
  const hasFile = n % 10 === 4;
  const idOf = (which: number) => `<talk-${talk}-${which}@town.example>`;
  const head = [
    `From: ${isAutomatic ? `away-${n}@town.example` : `person-${talk}@town.example`}`,
    'To: engage@city.example',
    `Subject: ${isFirst ? '' : 'Re: '}Street lamp ${talk}`,
    `Message-ID: ${isAutomatic ? `<away-${n}@town.example>` : idOf(place)}`,
    ...(isAutomatic ? ['Auto-Submitted: auto-replied'] : []),
    ...(isAutomatic || isFirst ? [] : [`In-Reply-To: ${idOf(place - 1)}`, `References: ${idOf(0)}`]),
    'MIME-Version: 1.0',
  ];
  const text = `It is dark at the corner of ${n} Street.\r\n\r\nThis is mail ${n}.`;
  const body = hasFile
    ? [
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=utf-8',
        '',
        text,
        '--b',
        'Content-Type: text/plain; name=lamp.txt',
        'Content-Disposition: attachment; filename=lamp.txt',
        '',
        `Lamp ${n}`,
        '--b--',
      ]
    : ['Content-Type: text/plain; charset=utf-8', '', text];
  return { raw: Buffer.from([...head, ...body].join('\r\n')), isAutomatic, isFirst, hasFile };
}
