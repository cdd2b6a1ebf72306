import { createHash, randomUUID } from 'node:crypto';
import { cleanFileName } from '../../domain/attachments/file-name.ts';
import { largestFile } from '../../domain/attachments/kinds.ts';
import { withoutQuoted, withoutRe } from '../../domain/inquiries/quoted-text.ts';
import { textOfHtml } from '../campaigns/text-part.ts';
import type { Office } from '../office.ts';
import { type Mail, readMail } from './read-mail.ts';
import { type KeptFile, keepFiles } from './reply-files.ts';

/** What the database keeps of a mail that a person wrote. Its files lie in the store already. */
export type MailFacts = {
  subject: string;
  /** What is new in it, and the whole with what it quotes. */
  body: string;
  whole: string;
  from_address: string | null;
  from_name: string | null;
  to: string[];
  cc: string[];
  message_id: string | null;
  answers: string[];
  /** The number of an inquiry, as our own subjects have it. */
  number: string | null;
  language: string | null;
  received_at: string;
  files: KeptFile[];
  /** The mail as it came; null when it is larger than a file may be. */
  original: KeptFile | null;
  inquiry_id?: string | null;
};

const MOST_TEXT = 190_000;

/** Reads what is kept of a mail, and puts its files into the store. */
export async function factsOf(office: Office, mail: Mail, raw: Uint8Array, receivedAt: string): Promise<MailFacts> {
  const text = (mail.text?.trim() || (mail.html ? textOfHtml(mail.html) : '')).slice(0, MOST_TEXT);
  const { kept, left } = await keepFiles(office, mail.parts);
  const note = left.map((name) => `[${name}]`).join(' ');
  return {
    subject: withoutRe(mail.subject),
    body: withoutQuoted(text),
    whole: [note, text].filter(Boolean).join('\n\n'),
    from_address: mail.from,
    from_name: mail.fromName,
    to: mail.to,
    cc: mail.cc,
    message_id: mail.messageId,
    answers: mail.answers.slice(0, 100),
    number: /\[(\d{4}-\d{6,})\]/.exec(mail.subject)?.[1] ?? null,
    language: /^[a-z]{2,3}(-[a-z0-9]+)*/i.exec(mail.header('content-language')?.trim() ?? '')?.[0] ?? null,
    received_at: receivedAt,
    files: kept,
    original: await keepOriginal(office, mail, raw),
  };
}

/** The mail as it came is given out as a file alone, and never shown: it needs no judging. */
async function keepOriginal(office: Office, mail: Mail, raw: Uint8Array): Promise<KeptFile | null> {
  if (raw.byteLength === 0 || raw.byteLength > largestFile) return null;
  const path = `files/${new Date().getUTCFullYear()}/${randomUUID()}`;
  await office.files.put(path, raw, 'message/rfc822');
  return {
    name: `${cleanFileName(mail.subject).slice(0, 100) || 'mail'}.eml`,
    media_type: 'message/rfc822',
    bytes: raw.byteLength,
    sha256: createHash('sha256').update(raw).digest('hex'),
    width: null,
    height: null,
    path,
  };
}

export async function forgetFiles(office: Office, facts: MailFacts | undefined): Promise<void> {
  for (const { path } of [...(facts?.files ?? []), ...(facts?.original ? [facts.original] : [])]) await office.files.remove(path);
}

/** Reads a mail that a person has as a file. */
export async function readFileMail(office: Office, raw: Uint8Array): Promise<{ facts: MailFacts; key: string; isMail: boolean }> {
  const mail = await readMail(raw);
  const date = Date.parse(mail.header('date') ?? '');
  const sentAt = Number.isNaN(date) || date > Date.now() ? new Date() : new Date(date);
  const isMail = mail.from !== null && ['date', 'received', 'subject', 'to', 'message-id'].some((name) => mail.header(name) !== null);
  const facts = isMail ? await factsOf(office, mail, raw, sentAt.toISOString()) : ({ files: [], original: null } as unknown as MailFacts);
  return { facts, key: keyOf(mail, raw), isMail };
}

/** What its sender wrote: the same for a copy that came by another way, another for a mail that borrows its Message-ID. */
export function keyOf(mail: Mail, raw: Uint8Array): string {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at >= 0);
  const hash = createHash('sha256');
  for (const name of ['message-id', 'from', 'date', 'subject']) hash.update(`${mail.header(name) ?? ''}\n`);
  return hash.update(bytes.subarray(ends.length > 0 ? Math.min(...ends) : 0)).digest('hex');
}
