import { ImapFlow } from 'imapflow';
import type { ImapConfig } from '../config.ts';
import { LARGEST_MAIL } from './read-mail.ts';

export type Found = { uid: number; receivedAt: Date; raw: Uint8Array };
export type OpenMailbox = {
  /** A mailbox that was made anew has another one. */
  uidValidity: number;
  /** The mails after a number, the oldest first. */
  after: (uid: number) => Promise<number[]>;
  /** One of them; null when somebody took it away meanwhile. */
  fetch: (uid: number) => Promise<Found | null>;
  close: () => Promise<void>;
};

/** What a mailbox is called where its place is remembered. */
export const nameOfMailbox = ({ user, host, folder }: ImapConfig): string => `${user}@${host}/${folder}`;

/** The mailbox could not be opened or read; in a sentence, without what the server said of whom. */
export class MailboxError extends Error {}

/** Opens the mailbox to look: nothing is marked, moved or deleted. */
export async function openMailbox(config: ImapConfig): Promise<OpenMailbox> {
  const { host, port, isSecure, user, password, folder } = config;
  const client = new ImapFlow({
    host,
    port,
    secure: isSecure,
    // A password never crosses a network in the clear; on this machine it may.
    ...(isSecure || isLoopback(host) ? {} : { doSTARTTLS: true }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    clientInfo: { name: 'Rotunda' },
  });
  // What happens to the connection is told by whatever waits for it.
  client.on('error', () => {});
  try {
    await client.connect();
    const box = await client.mailboxOpen(folder, { readOnly: true });
    return {
      uidValidity: Number(box.uidValidity),
      after: async (uid) => {
        const found = await client.search({ uid: `${uid + 1}:*` }, { uid: true });
        // "*" is the last mail, even when its number is lower.
        return (found || []).filter((one) => one > uid).sort((a, b) => a - b);
      },
      fetch: async (uid) => {
        const found = await client.fetchOne(
          String(uid),
          { uid: true, internalDate: true, source: { maxLength: LARGEST_MAIL } },
          { uid: true },
        );
        if (!found || found.source === undefined) return null;
        return { uid, receivedAt: new Date(found.internalDate ?? Date.now()), raw: found.source };
      },
      close: () => client.logout().catch(() => client.close()),
    };
  } catch (error) {
    client.close();
    throw new MailboxError(sentence(error, config));
  }
}

const isLoopback = (host: string): boolean => /^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/.test(host);

function sentence(error: unknown, { host, port, folder }: ImapConfig): string {
  const { code, authenticationFailed, responseStatus } = error as {
    code?: string;
    authenticationFailed?: boolean;
    responseStatus?: string;
  };
  if (authenticationFailed) return 'The mailbox refused the user or the password of IMAP_URL.';
  if (responseStatus === 'NO') return `The mailbox has no folder "${folder}".`;
  return `The mail server ${host}:${port} does not answer by IMAP${code ? ` (${code})` : ''}.`;
}
