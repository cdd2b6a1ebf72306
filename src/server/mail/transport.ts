import { createTransport } from 'nodemailer';
import type { MailConfig } from '../config.ts';

/** One letter to one address. The text part is what is meant; the HTML part says the same. */
export type Letter = {
  to: string;
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
  attachments?: { filename: string; content: string; contentType: string }[];
};

/** What the SMTP server answered: a number and words, where it answered at all. */
export type DeliveryError = { code: string; responseCode?: number; response?: string };

export type Transport = {
  deliver: (letter: Letter) => Promise<void>;
  /** Says hello and signs in, without a letter. */
  verify: () => Promise<void>;
  close: () => void;
};

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\./.test(host);

/** A small pool of connections to the office's SMTP server. Nothing is opened before the first letter. */
export function openTransport({ smtpUrl, from }: MailConfig): Transport {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  const address = /<([^<>]+)>$/.exec(from)?.[1] ?? from;
  const transporter = createTransport({
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // A password never crosses the network unencrypted, and neither does a letter where there is a password.
    requireTLS: !secure && user !== '' && !isLoopback(url.hostname),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    deliver: async ({ to, subject, text, html, headers, messageId, attachments, fromName, replyTo }) => {
      await transporter.sendMail({
        from: fromName ? { name: fromName, address } : from,
        ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
        // As an object, so that nothing in an address is read as a second one.
        to: { name: '', address: to },
        subject,
        text,
        ...(html === undefined ? {} : { html }),
        ...(messageId === undefined ? {} : { messageId }),
        ...(attachments === undefined ? {} : { attachments }),
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      });
    },
    verify: async () => {
      await transporter.verify();
    },
    close: () => transporter.close(),
  };
}
