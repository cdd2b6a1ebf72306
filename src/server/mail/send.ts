import type { MailConfig } from '../config.ts';
import { type DeliveryError, type Letter, openTransport } from './transport.ts';

/** Why a letter did not leave, in a sentence. Permanent: the same letter will not leave later either. */
export class MailError extends Error {
  readonly isPermanent: boolean;
  /** True when no other letter would leave now either: the server is away, or does not let us in. */
  readonly isAway: boolean;
  /** The SMTP server's number, where it gave one. */
  readonly responseCode: number | undefined;
  constructor(
    message: string,
    { isPermanent, isAway = false, responseCode }: { isPermanent: boolean; isAway?: boolean; responseCode?: number | undefined },
  ) {
    super(message);
    this.name = 'MailError';
    this.isPermanent = isPermanent;
    this.isAway = isAway;
    this.responseCode = responseCode;
  }
}

export type Mailer = {
  /** False without SMTP_URL: then whoever would send shows what to copy instead. */
  isConfigured: boolean;
  /** Hands one letter to the SMTP server. Rejects with a MailError. */
  send: (letter: Letter) => Promise<void>;
  /** Whether the SMTP server lets us in; no letter is sent. Rejects with a MailError. */
  check: () => Promise<void>;
  close: () => void;
};

/** The office's way to send letters; without configuration one that refuses. */
export function openMailer(config: MailConfig | null): Mailer {
  if (config === null) {
    const refuse = () =>
      Promise.reject(
        new MailError('E-mail is not set up for this office. Set SMTP_URL and MAIL_FROM.', { isPermanent: false, isAway: true }),
      );
    return { isConfigured: false, send: refuse, check: refuse, close: () => {} };
  }
  const transport = openTransport(config);
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
    close: transport.close,
  };
}

const ADDRESS = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/;
const MESSAGE_ID = /^<[^\s<>@]+@[^\s<>@]+>$/;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/** Nothing that a person typed can become a header, a second recipient or the end of the letter. */
function checkLetter(letter: Letter): Letter {
  const refuse = (message: string) => new MailError(message, { isPermanent: true });
  if (letter.to.length > 320 || !ADDRESS.test(letter.to)) throw refuse('This is not an e-mail address that a letter can be sent to.');
  if (letter.messageId !== undefined && !MESSAGE_ID.test(letter.messageId)) throw refuse('The letter has a Message-ID that is none.');
  for (const [name, value] of Object.entries(letter.headers ?? {})) {
    if (!HEADER_NAME.test(name) || value.search(CONTROL) >= 0) throw refuse(`The header ${JSON.stringify(name)} cannot be sent.`);
  }
  return { ...letter, subject: letter.subject.replace(CONTROL, ' ').trim().slice(0, 500) };
}

function explain(error: DeliveryError): MailError {
  const { code, responseCode } = error;
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return new MailError('The mail server refused the user name or the password in SMTP_URL.', {
      isPermanent: false,
      isAway: true,
      responseCode,
    });
  if (code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500)
    return new MailError('The mail server refused this address.', { isPermanent: true, responseCode });
  if (responseCode !== undefined && responseCode >= 500)
    return new MailError(`The mail server refused the letter (${responseCode}).`, { isPermanent: true, responseCode });
  if (responseCode !== undefined)
    return new MailError(`The mail server could not take the letter now (${responseCode}).`, {
      isPermanent: false,
      isAway: responseCode === 421,
      responseCode,
    });
  if (code === 'ETLS')
    return new MailError('The mail server does not encrypt the connection, so nothing was sent.', { isPermanent: false, isAway: true });
  return new MailError('The mail server did not answer.', { isPermanent: false, isAway: true });
}
