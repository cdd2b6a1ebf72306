import { createTransport } from 'nodemailer';
import type { MailConfig } from '../config.ts';
import { composeLetter } from './compose.ts';
import { type DkimSigner, dkimSigner, readDkimKey } from './dkim.ts';

/** One letter to one address, and copies of it. The text part is what is meant; the HTML part says the same. */
export type Letter = {
  to: string;
  cc?: string[];
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
  /** The sender's name and where answers go, instead of MAIL_FROM's. */
  fromName?: string | null;
  replyTo?: string | null;
  /** With its angle brackets; made up when absent. */
  messageId?: string;
  /** Files that come with it, small ones. */
  attachments?: Attachment[];
  /** The list that it goes to, and the addresses by which one leaves it, https first. Then a person wrote it, and no machine. */
  list?: { name: string; id: string; leave: string[] };
  /** Where the report goes when it does not arrive; MAIL_FROM when absent. */
  returnPath?: string | null;
};
export type Attachment = { filename: string; content: string | Uint8Array; contentType: string };

/** What the SMTP server answered: a number and words, where it answered at all, and to which of our commands. */
export type DeliveryError = { code: string; responseCode?: number; response?: string; command?: string };

export type Transport = {
  deliver: (letter: Letter) => Promise<void>;
  /** Says hello and signs in, without a letter. */
  verify: () => Promise<void>;
  close: () => void;
};
/** How many connections at a time, and how long the server may say nothing. */
export type TransportOptions = { connections?: number; silenceMs?: number };

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\./.test(host);

/** A pool of connections to the office's SMTP server. Nothing is opened before the first letter. */
export function openTransport(config: MailConfig, { connections = 2, silenceMs = 60_000 }: TransportOptions = {}): Transport {
  const { smtpUrl, from } = config;
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  const address = /<([^<>]+)>$/.exec(from)?.[1] ?? from;
  const signer = signerFor(config);
  const transporter = createTransport({
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // A password never crosses the network unencrypted, and neither does a letter where there is a password.
    requireTLS: !secure && user !== '' && !isLoopback(url.hostname),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    maxConnections: connections,
    maxMessages: 1000,
    // A letter whose connection was cut may have arrived: whether it is sent again is the queue's to say, not the pool's.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: Math.min(10_000, silenceMs),
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    deliver: async (letter) => {
      const composed = composeLetter(letter, from);
      const signature = signer ? await signer()(composed) : '';
      const { rejected, rejectedErrors } = await transporter.sendMail({
        envelope: { from: letter.returnPath ?? address, to: [letter.to, ...(letter.cc ?? [])] },
        raw: `${signature}${composed.head}\r\n\r\n${composed.body}`,
      });
      // A server that takes the copies alone has not taken the letter.
      if (letter.cc && rejected.some((one) => one === letter.to)) throw rejectedErrors?.[0] ?? new Error('The address was refused.');
    },
    verify: async () => {
      await transporter.verify();
    },
    close: () => transporter.close(),
  };
}

/** The key is read with the first letter, so that an office whose key is missing still opens, and says so. */
function signerFor({ dkim }: MailConfig): (() => DkimSigner) | null {
  if (!dkim) return null;
  let signer: DkimSigner | null = null;
  return () => {
    try {
      signer ??= dkimSigner(dkim, readDkimKey(dkim));
    } catch {
      throw Object.assign(new Error('The DKIM key cannot be read.'), { code: 'EDKIM' });
    }
    return signer;
  };
}
