import { createHash } from 'node:crypto';
import { readLink } from '../links/signed-link.ts';
import type { Office } from '../office.ts';
import { factsOf, forgetFiles, keyOf, type MailFacts } from './mail-facts.ts';
import { addressedInquiry, answeredLetter, provenLetter } from './proof.ts';
import { type Mail, readMail } from './read-mail.ts';
import type { Reported } from './read-report.ts';
import { sortMail } from './sort-mail.ts';

/** Where a mail lies, or that a mail provider handed it over. */
export type Origin = { source: 'mailbox'; mailbox: string; uidValidity: number; uid: number; receivedAt: Date } | { source: 'hook' };

export type MailKind = 'bounce' | 'complaint' | 'unsubscribe' | 'auto_reply' | 'reply' | 'message' | 'other' | 'failed';
export type Taken = {
  is_new: boolean;
  kind: MailKind;
  outcomes: { kind: string; outcome: string; is_new: boolean }[];
  inquiry_id: string | null;
};
type Reports = Record<string, string | string[] | null>[];
type Deed = { kind: MailKind; delivery_id: string | null; reports?: Reports; reply?: MailFacts; message?: MailFacts };

const MOST_REPORTED = 20;

/** Takes one mail: says what it is, proves what it is about, and lets the database do what follows, once. */
export async function takeMail(office: Office, raw: Uint8Array, origin: Origin): Promise<Taken> {
  const mail = await readMail(raw);
  const key = keyOf(mail, raw);
  const deed = await deedOf(office, mail, raw, key, origin);
  // A provider's hook brings reports; whatever else it sends is nobody's.
  if (origin.source === 'hook' && !['bounce', 'complaint', 'unsubscribe'].includes(deed.kind))
    return { is_new: false, kind: 'other', outcomes: [], inquiry_id: null };
  const taken = await keep(office, origin, { ...deed, source_key: key, message_id: mail.messageId });
  // Bytes whose mail was there already, or is left for a person, go again.
  if (!taken.is_new || taken.kind === 'other') await forgetFiles(office, deed.reply ?? deed.message);
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

async function deedOf(office: Office, mail: Mail, raw: Uint8Array, key: string, origin: Origin): Promise<Deed> {
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
    case 'answer':
    case 'other': {
      if (origin.source !== 'mailbox' || mail.from === null || mail.from === ownAddress(office))
        return { kind: 'other', delivery_id: null };
      const inquiry = await addressedInquiry(office, mail);
      const letter = inquiry ? null : await answeredLetter(office, mail);
      if (letter && letter.kind !== 'inquiry.reply')
        return { kind: 'reply', delivery_id: letter.id, reply: await factsOf(office, mail, raw, receivedAt) };
      if (!inquiry && !letter && !isForTheOffice(office, mail)) return { kind: 'other', delivery_id: null };
      return { kind: 'message', delivery_id: null, message: { ...(await factsOf(office, mail, raw, receivedAt)), inquiry_id: inquiry } };
    }
    default:
      return { kind: sorted.kind, delivery_id: null };
  }
}

/** What nobody should read is left in the mailbox: what a filter before us calls spam, and what goes to the address for reports alone. */
function isForTheOffice(office: Office, mail: Mail): boolean {
  if (/^\s*yes\b/i.test(mail.header('x-spam-flag') ?? '') || /^\s*yes\b/i.test(mail.header('x-spam-status') ?? '')) return false;
  const [local, domain] = (office.config.bounceAddress ?? '').toLowerCase().split('@');
  const isBounce = (address: string) => {
    const [name = '', host] = address.toLowerCase().split('@');
    return host === domain && (name === local || name.startsWith(`${local}+`));
  };
  const addresses = [...mail.to, ...mail.cc];
  return addresses.length === 0 || !addresses.every(isBounce);
}

function ownAddress(office: Office): string | null {
  const from = office.config.mail?.from;
  return from ? (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase() : null;
}
