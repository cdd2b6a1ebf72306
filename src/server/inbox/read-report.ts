import { addressesIn, cleanLine, type Mail, readFields, readMail } from './read-mail.ts';

/** What a report says of one recipient; what is not there is null. */
export type Reported = { addresses: string[]; action: string | null; status: string | null; diagnostic: string | null };

export type Report = {
  type: 'bounce' | 'complaint';
  about: Reported[];
  /** The letter that is sent back, or its headers. */
  returned: Mail | null;
  /** Addresses that the report says our letter came from: one of them is its signed return path. */
  senders: string[];
};

const statusTypes = ['message/delivery-status', 'message/global-delivery-status'];
const returnedTypes = ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers', 'message/global', 'message/global-headers'];
const LARGEST_STATUS = 256 * 1024;
const MOST_BLOCKS = 200;
const CODE = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/;

/** What a mail server (RFC 3464) or a mail provider (RFC 5965) reports of a letter; null when the mail is no such report. */
export async function readReport(mail: Mail): Promise<Report | null> {
  const find = (types: string[]) => mail.parts.find(({ type }) => types.includes(type));
  const status = find(statusTypes);
  const feedback = find(['message/feedback-report']);
  if (!status && !feedback) return null;
  const sentBack = find(returnedTypes);
  const returned = sentBack ? await readMail(sentBack.bytes) : null;
  return feedback ? readFeedback(feedback.bytes, returned) : readStatus(status?.bytes ?? new Uint8Array(), returned);
}

async function readStatus(bytes: Uint8Array, returned: Mail | null): Promise<Report> {
  const about: Reported[] = [];
  for (const block of blocksOf(bytes)) {
    // Some write the recipient into the same block as the message, some several recipients into one.
    let one: Map<string, string> | null = null;
    const ended: Map<string, string>[] = [];
    for (const [name, value] of await readFields(block)) {
      if (!one || (name === 'final-recipient' && one.has(name))) {
        one = new Map();
        ended.push(one);
      }
      if (!one.has(name)) one.set(name, value);
    }
    about.push(...ended.filter((fields) => fields.has('final-recipient') || fields.has('original-recipient')).map(reportedOf));
  }
  // Whom it did reach is no bounce.
  return {
    type: 'bounce',
    about: about.filter(({ action }) => !/^(delivered|relayed|expanded)$/.test(action ?? '')),
    returned,
    senders: [],
  };
}

async function readFeedback(bytes: Uint8Array, returned: Mail | null): Promise<Report> {
  const fields: [string, string][] = [];
  for (const block of blocksOf(bytes)) fields.push(...(await readFields(block)));
  const all = (name: string) => fields.filter(([key]) => key === name).map(([, value]) => value);
  return {
    type: 'complaint',
    about: [
      {
        addresses: all('original-rcpt-to').flatMap(recipientsIn),
        action: word(all('feedback-type')[0]),
        status: null,
        diagnostic: cleanLine(all('user-agent')[0] ?? '').slice(0, 500) || null,
      },
    ],
    returned,
    senders: all('original-mail-from').flatMap(addressesIn),
  };
}

function reportedOf(fields: Map<string, string>): Reported {
  const diagnostic = cleanLine(fields.get('diagnostic-code') ?? '').slice(0, 2000) || null;
  const stated = CODE.exec(fields.get('status') ?? '')?.[1] ?? null;
  const told = CODE.exec(diagnostic ?? '')?.[1] ?? null;
  // "5.0.0" only says that it failed; what the mail server answered says why.
  const isVague = stated === null || /^[45]\.0\.0$/.test(stated);
  return {
    addresses: [...new Set(['original-recipient', 'final-recipient'].flatMap((name) => recipientsIn(fields.get(name) ?? '')))],
    action: word(fields.get('action')),
    status: isVague ? (told ?? stated) : stated,
    diagnostic,
  };
}

/** "rfc822; a@b", "RFC822;<a@b>", and what was written as xtext (RFC 3461: "+" and two digits of a byte). */
function recipientsIn(value: string): string[] {
  const address = value
    .slice(0, 2000)
    .replace(/^\s*[\w-]+\s*;/, '')
    .replace(/\(.*?\)/g, ' ')
    .trim();
  const plain = addressesIn(address);
  const decoded = plain.map((one) =>
    one.replace(/\+([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
  return [...new Set([...plain, ...decoded])].filter((one) => /^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u.test(one) && one.length <= 254);
}

const word = (value: string | undefined): string | null => /^\s*([a-z-]{1,40})/i.exec(value ?? '')?.[1]?.toLowerCase() ?? null;

const blocksOf = (bytes: Uint8Array): string[] =>
  new TextDecoder()
    .decode(bytes.subarray(0, LARGEST_STATUS))
    .split(/(?:\r?\n[ \t]*){2,}/)
    .filter((block) => block.includes(':'))
    .slice(0, MOST_BLOCKS);
