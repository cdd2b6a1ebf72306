import type { MailConfig } from '../config.ts';
import { type DeliveryError, type Letter, openTransport, type TransportOptions } from './transport.ts';

/** Why a letter did not leave, in a sentence. Permanent: the same letter will not leave later either. */
export class MailError extends Error {
  readonly isPermanent: boolean;
  /** True when no other letter would leave now either: the server is away, or does not let us in. */
  readonly isAway: boolean;
  /** True when that is certain: it is about us, not about this letter. */
  readonly isOurs: boolean;
  /** The SMTP server's number, and its code of RFC 3463, where it gave one. */
  readonly responseCode: number | undefined;
  readonly statusCode: string | undefined;
  /** What it said, whole: it may name the address, so it is not for the log. */
  readonly response: string | undefined;
  constructor(
    message: string,
    facts: {
      isPermanent: boolean;
      isAway?: boolean;
      isOurs?: boolean;
      responseCode?: number | undefined;
      statusCode?: string | undefined;
      response?: string | undefined;
    },
  ) {
    super(message);
    this.name = 'MailError';
    this.isPermanent = facts.isPermanent;
    this.isAway = facts.isAway ?? false;
    this.isOurs = facts.isOurs ?? false;
    this.responseCode = facts.responseCode;
    this.statusCode = facts.statusCode;
    this.response = facts.response;
  }
}

export type Mailer = {
  /** False without SMTP_URL: then whoever would send shows what to copy instead. */
  isConfigured: boolean;
  /** Hands one letter to the SMTP server. Rejects with a MailError. */
  send: (letter: Letter) => Promise<void>;
  /** Whether the SMTP server lets us in; no letter is sent. Rejects with a MailError. */
  check: () => Promise<void>;
  /** The same with connections of its own, for letters to many: nobody who waits for a letter waits behind them. */
  forMany: () => Mailer;
  close: () => void;
};

/** How many letters of campaigns are under way at a time, each on a connection of its own. */
export const CONNECTIONS_FOR_MANY = 4;

/** The office's way to send letters; without configuration one that refuses. */
export function openMailer(config: MailConfig | null, options: TransportOptions = {}): Mailer {
  if (config === null) {
    const refuse = () =>
      Promise.reject(
        new MailError('E-mail is not set up for this office. Set SMTP_URL and MAIL_FROM.', { isPermanent: false, isAway: true }),
      );
    const none: Mailer = { isConfigured: false, send: refuse, check: refuse, forMany: () => none, close: () => {} };
    return none;
  }
  const transport = openTransport(config, options);
  let many: Mailer | null = null;
  return {
    isConfigured: true,
    send: async (letter) => {
      const checked = checkLetter(letter);
      try {
        await transport.deliver(checked);
      } catch (error) {
        throw explain(error as DeliveryError);
      }
    },
    check: async () => {
      try {
        await transport.verify();
      } catch (error) {
        throw explain(error as DeliveryError);
      }
    },
    forMany: () => {
      many ??= openMailer(config, { ...options, connections: CONNECTIONS_FOR_MANY });
      return many;
    },
    close: () => {
      many?.close();
      transport.close();
    },
  };
}

const ADDRESS = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/;
const MESSAGE_ID = /^<[^\s<>@]+@[^\s<>@]+>$/;
const LIST_ID = /^[a-z0-9.-]{1,200}$/i;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/** Nothing that a person typed can become a header, a second recipient or the end of the letter. */
function checkLetter(letter: Letter): Letter {
  const refuse = (message: string) => new MailError(message, { isPermanent: true });
  if (letter.to.length > 320 || !ADDRESS.test(letter.to)) throw refuse('This is not an e-mail address that a letter can be sent to.');
  if (letter.messageId !== undefined && !MESSAGE_ID.test(letter.messageId)) throw refuse('The letter has a Message-ID that is none.');
  if (letter.returnPath && !ADDRESS.test(letter.returnPath)) throw refuse('The letter has a return path that is none.');
  for (const [name, value] of Object.entries(letter.headers ?? {})) {
    if (!HEADER_NAME.test(name) || value.search(CONTROL) >= 0) throw refuse(`The header ${JSON.stringify(name)} cannot be sent.`);
  }
  const { list } = letter;
  if (list && !(LIST_ID.test(list.id) && list.leave.every((url) => /^(https?:\/\/|mailto:)[!-;=?-~]+$/.test(url))))
    throw refuse('The list of the letter cannot be named.');
  return {
    ...letter,
    ...(list ? { list: { ...list, name: list.name.replace(CONTROL, ' ').trim().slice(0, 120) } } : {}),
    subject: letter.subject.replace(CONTROL, ' ').trim().slice(0, 500),
  };
}

function explain(error: DeliveryError): MailError {
  const { code, responseCode, command } = error;
  const statusCode = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(error.response ?? '')?.[1];
  const facts = { responseCode, statusCode, response: error.response?.slice(0, 1000) };
  const said = responseCode === undefined ? '' : statusCode ? `${responseCode} ${statusCode}` : String(responseCode);
  if (code === 'EDKIM')
    return new MailError('The DKIM key cannot be read, so nothing is sent. Look at DKIM_KEY_FILE.', {
      isPermanent: false,
      isAway: true,
      isOurs: true,
    });
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return new MailError('The mail server refused the user name or the password in SMTP_URL.', {
      ...facts,
      isPermanent: false,
      isAway: true,
      isOurs: true,
    });
  // Refused before it heard for whom: the next letter would be too.
  if (command === 'MAIL FROM' && responseCode !== undefined && responseCode >= 500)
    return new MailError(`The mail server refused the office's own address as sender (${said}).`, {
      ...facts,
      isPermanent: false,
      isAway: true,
      isOurs: true,
    });
  if (code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500)
    return new MailError('The mail server refused this address.', { ...facts, isPermanent: true });
  if (responseCode !== undefined && responseCode >= 500)
    return new MailError(`The mail server refused the letter (${said}).`, { ...facts, isPermanent: true });
  if (responseCode !== undefined)
    return new MailError(`The mail server could not take the letter now (${said}).`, {
      ...facts,
      isPermanent: false,
      isAway: responseCode === 421,
    });
  if (code === 'ETLS')
    return new MailError('The mail server does not encrypt the connection, so nothing was sent.', { isPermanent: false, isAway: true });
  return new MailError('The mail server did not answer.', { isPermanent: false, isAway: true });
}
