import PostalMime, { type Address, addressParser, type Email } from 'postal-mime';
import { readTnef } from './read-tnef.ts';
import { decodeUtf7, saysUtf7 } from './utf-7.ts';

/** 25 MB of files as mails carry them. What is larger is read up to here. */
export const LARGEST_MAIL = 36 * 1024 * 1024;
const LARGEST_HEADERS = 256 * 1024;
/** More than any mail that means something has: of one header, and in all. 25 MB of files are half a million lines. */
const MOST_HEADERS = 100;
const MOST_LINES = 500_000;

export type Part = { type: string; name: string | null; bytes: Uint8Array; isInline: boolean };

export type Mail = {
  /** The first of this name, null when there is none. */
  header: (name: string) => string | null;
  headers: (name: string) => string[];
  from: string | null;
  fromName: string | null;
  to: string[];
  cc: string[];
  subject: string;
  messageId: string | null;
  /** The mails that it answers, the nearest first. */
  answers: string[];
  text: string | null;
  html: string | null;
  /** Whatever is not the text itself, reports included. */
  parts: Part[];
};

/** Reads a mail as its sender wrote it. Nothing that is sent makes this throw: what cannot be read is left out. */
export async function readMail(raw: Uint8Array): Promise<Mail> {
  const whole = withinLimits(raw);
  const mail = mailOf((await parse(whole)) ?? (await parse(headOf(whole))) ?? { headers: [], headerLines: [], attachments: [] });
  if (saysUtf7(whole)) {
    mail.text = mail.text && clean(decodeUtf7(mail.text));
    mail.html = mail.html && decodeUtf7(mail.html);
  }
  return unpacked(mail);
}

/** What Outlook packs into one file ("winmail.dat") stands beside the others. */
function unpacked(mail: Mail): Mail {
  const parts: Part[] = [];
  for (const part of mail.parts) {
    const inside =
      /^application\/(ms-tnef|vnd\.ms-tnef)$/.test(part.type) || /^winmail\.dat$/i.test(part.name ?? '') ? readTnef(part.bytes) : null;
    if (!inside) {
      parts.push(part);
      continue;
    }
    if (!mail.text?.trim() && inside.text) mail.text = clean(inside.text);
    for (const { name, bytes } of inside.files)
      parts.push({ type: 'application/octet-stream', name: cleanLine(name), bytes, isInline: false });
  }
  return { ...mail, parts };
}

/** The fields of a block of "Name: value" lines, as reports have them. */
export async function readFields(block: string): Promise<[string, string][]> {
  const parsed = await parse(new TextEncoder().encode(`${block.replace(/^\s+/, '')}\r\n\r\n`));
  return (parsed?.headers ?? []).map(({ key, value }) => [key, value.trim()]);
}

/** The addresses in a header, without their names. */
export function addressesIn(value: string): string[] {
  try {
    return addressParser(value.slice(0, 20_000), { flatten: true }).flatMap((one) => (one.address ? [one.address] : []));
  } catch {
    return [];
  }
}

/** Its beginning, where it is larger than a mail is: each line costs time, however short. */
function withinLimits(raw: Uint8Array): Uint8Array {
  const bytes = raw.subarray(0, LARGEST_MAIL);
  let at = -1;
  for (let lines = 0; lines < MOST_LINES; lines++) {
    at = bytes.indexOf(10, at + 1);
    if (at < 0) return bytes;
  }
  return bytes.subarray(0, at);
}

async function parse(bytes: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(bytes, {
      maxNestingDepth: 30,
      maxHeadersSize: LARGEST_HEADERS,
      maxRfc822NestingDepth: 3,
      attachmentEncoding: 'arraybuffer',
    });
  } catch {
    return null;
  }
}

/** The headers alone, of a mail whose parts cannot be read. */
function headOf(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LARGEST_HEADERS - 1)).toString('latin1');
  const end = head.search(/\r?\n\r?\n/);
  return Buffer.from(`${(end < 0 ? head : head.slice(0, end)).replace(/^content-type:/gim, 'X-Unread:')}\r\n\r\n`, 'latin1');
}

function mailOf(email: Email): Mail {
  const byName = new Map<string, string[]>();
  for (const { key, value } of email.headers) {
    const lines = byName.get(key) ?? [];
    if (lines.length < MOST_HEADERS) lines.push(value);
    byName.set(key, lines);
  }
  const headers = (name: string) => byName.get(name) ?? [];
  return {
    headers,
    header: (name) => headers(name)[0] ?? null,
    from: addressOf(email.from),
    fromName: cleanLine(email.from?.name ?? '').slice(0, 200) || null,
    to: headers('to').flatMap(addressesIn).slice(0, MOST_HEADERS),
    cc: headers('cc').flatMap(addressesIn).slice(0, MOST_HEADERS),
    subject: cleanLine(email.subject ?? '').slice(0, 500),
    messageId: idsIn(headers('message-id')[0] ?? '')[0] ?? null,
    answers: [...new Set([...idsIn(headers('in-reply-to').join(' ')), ...idsIn(headers('references').join(' ')).reverse()])].slice(
      0,
      MOST_LINES,
    ),
    text: email.text === undefined ? null : clean(email.text),
    html: email.html ?? null,
    parts: email.attachments.map(({ mimeType, filename, content, related }) => ({
      type: mimeType.toLowerCase(),
      name: filename === null ? null : cleanLine(filename),
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
      isInline: related === true,
    })),
  };
}

function addressOf(address: Address | undefined): string | null {
  const found = address?.address ?? address?.group?.[0]?.address ?? '';
  return /^[^@\s]+@[^@\s]+$/.test(found) && found.length <= 254 ? found.toLowerCase() : null;
}

const idsIn = (value: string): string[] => value.slice(0, 20_000).match(/<[^<>\s]{3,500}>/g) ?? [];

/** What no text of the office holds: PostgreSQL keeps no NUL, and nobody reads the other control characters. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}

/** The same on one line. */
export const cleanLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();
