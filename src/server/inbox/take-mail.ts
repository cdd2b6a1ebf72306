import { createHash } from 'node:crypto';
import { withoutQuoted, withoutRe } from '../../domain/inquiries/quoted-text.ts';
import { textOfHtml } from '../campaigns/text-part.ts';
import { readLink } from '../links/signed-link.ts';
import type { Office } from '../office.ts';
import { answeredLetter, provenLetter } from './proof.ts';
import { type Mail, readMail } from './read-mail.ts';
import type { Reported } from './read-report.ts';
import { keepFiles } from './reply-files.ts';
import { sortMail } from './sort-mail.ts';

/** Where a mail lies, or that a mail provider handed it over. */
export type Origin = { source: 'mailbox'; mailbox: string; uidValidity: number; uid: number; receivedAt: Date } | { source: 'hook' };

export type MailKind = 'bounce' | 'complaint' | 'unsubscribe' | 'auto_reply' | 'reply' | 'other' | 'failed';
export type Taken = {
  is_new: boolean;
  kind: MailKind;
  outcomes: { kind: string; outcome: string; is_new: boolean }[];
  inquiry_id: string | null;
};
type Reports = Record<string, string | string[] | null>[];
type Deed = { kind: MailKind; delivery_id: string | null; reports?: Reports; reply?: Record<string, unknown> };

const MOST_REPORTED = 20;

/** Takes one mail: says what it is, proves what it is about, and lets the database do what follows, once. */
export async function takeMail(office: Office, raw: Uint8Array, origin: Origin): Promise<Taken> {
  const mail = await readMail(raw);
  const key = keyOf(mail, raw);
  const deed = await deedOf(office, mail, key, origin);
  // A provider's hook brings reports; whatever else it sends is nobody's.
  if (origin.source === 'hook' && !['bounce', 'complaint', 'unsubscribe'].includes(deed.kind))
    return { is_new: false, kind: 'other', outcomes: [], inquiry_id: null };
  const taken = await keep(office, origin, { ...deed, source_key: key, message_id: mail.messageId });
  if (!taken.is_new) for (const { path } of (deed.reply?.files ?? []) as { path: string }[]) await office.files.remove(path);
  return taken;
}

/** Passes a mail that could not be taken, so that those behind it are; the doctor says that there is one. */
export function passMail(office: Office, raw: Uint8Array, origin: Origin): Promise<Taken> {
  const hash = createHash('sha256').update(raw).digest('hex');
  return keep(office, origin, { kind: 'failed', delivery_id: null, source_key: `failed:${hash}`, message_id: null });
}

async function keep(office: Office, origin: Origin, what: Record<string, unknown>): Promise<Taken> {
  const place = origin.source === 'mailbox' ? { mailbox: origin.mailbox, uid_validity: origin.uidValidity, uid: origin.uid } : {};
  const { data, error } = await office.backend.service.rpc('take_mail', { p: { ...what, ...place } as never });
  if (error) throw error;
  return data as unknown as Taken;
}

async function deedOf(office: Office, mail: Mail, key: string, origin: Origin): Promise<Deed> {
  const receivedAt = (origin.source === 'mailbox' ? origin.receivedAt : new Date()).toISOString();
  const sorted = await sortMail(mail, ownAddress(office));
  const reportsOf = (type: string, about: Reported[], delivery: string | null): Reports =>
    // Of what proves no letter one line is kept, however many it names.
    about.slice(0, delivery ? MOST_REPORTED : 1).map((one, index) => ({
      ...one,
      type,
      source: origin.source,
      source_key: `mail:${key}:${index}`,
      delivery_id: delivery,
      received_at: receivedAt,
    }));
  switch (sorted.kind) {
    case 'report': {
      const delivery = await provenLetter(office, mail, sorted.report);
      const { type, about } = sorted.report;
      return { kind: type, delivery_id: delivery, reports: reportsOf(type, about, delivery) };
    }
    case 'unread_report': {
      const delivery = await provenLetter(office, mail, null);
      if (!delivery) return { kind: 'auto_reply', delivery_id: null };
      const about = [{ addresses: [], action: null, status: null, diagnostic: mail.subject || null }];
      return { kind: 'bounce', delivery_id: delivery, reports: reportsOf('bounce', about, delivery) };
    }
    case 'unsubscribe': {
      const delivery = await readLink(office, 'unsubscribe', sorted.token);
      return { kind: delivery ? 'unsubscribe' : 'other', delivery_id: delivery };
    }
    case 'answer': {
      const delivery = origin.source === 'mailbox' ? await answeredLetter(office, mail) : null;
      if (!delivery) return { kind: 'other', delivery_id: null };
      return { kind: 'reply', delivery_id: delivery, reply: await replyOf(office, mail, receivedAt) };
    }
    default:
      return { kind: sorted.kind, delivery_id: null };
  }
}

async function replyOf(office: Office, mail: Mail, receivedAt: string): Promise<Record<string, unknown>> {
  const text = (mail.text?.trim() || (mail.html ? textOfHtml(mail.html) : '')).slice(0, 200_000);
  const { kept, left } = await keepFiles(office, mail.parts);
  const note = left.map((name) => `[${name}]`).join(' ');
  return {
    subject: withoutRe(mail.subject),
    body: withoutQuoted(text),
    whole: [note, text].filter(Boolean).join('\n\n'),
    from_address: mail.from,
    received_at: receivedAt,
    files: kept,
  };
}

/** What its sender wrote: the same for a copy that came by another way, another for a mail that borrows its Message-ID. */
function keyOf(mail: Mail, raw: Uint8Array): string {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at >= 0);
  const hash = createHash('sha256');
  for (const name of ['message-id', 'from', 'date', 'subject']) hash.update(`${mail.header(name) ?? ''}\n`);
  return hash.update(bytes.subarray(ends.length > 0 ? Math.min(...ends) : 0)).digest('hex');
}

function ownAddress(office: Office): string | null {
  const from = office.config.mail?.from;
  return from ? (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase() : null;
}
