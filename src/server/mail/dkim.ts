import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DkimConfig } from '../config.ts';
import type { Composed } from './compose.ts';

// Signing by RFC 6376, relaxed/relaxed, rsa-sha256. Nodemailer signs too, but in the thread that writes the letters; here the
// thread pool does, which is most of the work of a letter. What a mail program acts on is covered: one-click needs it (RFC 8058).
const SIGNED = [
  'from',
  'reply-to',
  'to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-language',
  'content-transfer-encoding',
  'auto-submitted',
  'precedence',
  'feedback-id',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
];

export type DkimSigner = (letter: Composed) => Promise<string>;

/** @throws when the key cannot be read, or is not an RSA key of 1024 bits or more. */
export function readDkimKey({ keyFile }: DkimConfig): KeyObject {
  const key = createPrivateKey(readFileSync(keyFile));
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 1024)
    throw new Error('It is not an RSA key of 1024 bits or more.');
  return key;
}

/** Answers the header to put before the letter, line end included. */
export function dkimSigner({ domain, selector }: DkimConfig, key: KeyObject, now: () => number = Date.now): DkimSigner {
  return async ({ head, body }) => {
    const fields = fieldsOf(head);
    const present = SIGNED.filter((name) => fields.has(name));
    const bodyHash = createHash('sha256').update(relaxedBody(body)).digest('base64');
    const value = [
      `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};`,
      ` t=${Math.floor(now() / 1000)}; bh=${bodyHash};`,
      ` h=${present.join(':\r\n  ')};`,
      ' b=',
    ].join('\r\n');
    const signed = `${present.map((name) => `${name}:${fields.get(name)}`).join('\r\n')}\r\ndkim-signature:${relaxedValue(value)}`;
    // Headers are ASCII here: nodemailer has encoded the words in them.
    const signature = await new Promise<Buffer>((resolve, reject) =>
      sign('sha256', Buffer.from(signed), key, (error, made) => (error ? reject(error) : resolve(made))),
    );
    return `DKIM-Signature: ${value}${(signature.toString('base64').match(/.{1,72}/g) ?? []).join('\r\n  ')}\r\n`;
  };
}

const relaxedValue = (value: string): string =>
  value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();

/** Names in small letters and their values, the last of each: that is the one that is signed first (5.4.2). */
function fieldsOf(head: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of head.split(/\r\n(?![ \t])/)) {
    const colon = line.indexOf(':');
    fields.set(line.slice(0, colon).trim().toLowerCase(), relaxedValue(line.slice(colon + 1)));
  }
  return fields;
}

const relaxedBody = (body: string): string =>
  body
    .replace(/[ \t]+/g, ' ')
    .replaceAll(' \r\n', '\r\n')
    .replace(/(\r\n)+$/, '\r\n');
