import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Received = { from: string; to: string[]; source: string };
export type Mailbox = {
  /** For SMTP_URL. */
  url: string;
  letters: Received[];
  /** The next letter to an address, now or when it comes. */
  letterTo: (address: string) => Promise<Received>;
  close: () => Promise<void>;
};

/** What a mail server may do to a letter, by how its address begins. */
const refusals: Record<string, { responseCode: number; message: string }> = {
  nobody: { responseCode: 550, message: 'No such user' },
  gone: { responseCode: 550, message: '5.1.1 No such user' },
  policy: { responseCode: 550, message: '5.7.26 Unauthenticated mail is not accepted' },
  later: { responseCode: 451, message: 'Try later' },
  grey: { responseCode: 451, message: '4.7.1 Greylisted, come back' },
};

/**
 * A real SMTP server on a free port, or on the one that is asked for, that keeps what it is sent. Addresses that begin with
 * "nobody", "gone" and "policy" are refused for good, with "later" for now, with "grey" the first time. With "slow" it answers
 * late, with "mute" never; with "drop" it hangs up in the middle of the letter.
 */
export async function openMailbox(login?: { user: string; password: string }, port = 0): Promise<Mailbox> {
  const letters: Received[] = [];
  const seen = new Set<string>();
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: login === undefined,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, answer) =>
      username === login?.user && password === login?.password ? answer(null, { user: username }) : answer(new Error('Wrong password')),
    onRcptTo: ({ address }, _session, answer) => {
      const refusal = refusals[/^[a-z]+/.exec(address)?.[0] ?? ''];
      if (!refusal || (address.startsWith('grey') && seen.has(address))) return answer();
      seen.add(address);
      answer(Object.assign(new Error(refusal.message), { responseCode: refusal.responseCode }));
    },
    onData: (stream, session, answer) => {
      let source = '';
      const [to = ''] = session.envelope.rcptTo.map(({ address }) => address);
      if (to.startsWith('drop')) for (const one of server.connections) if (one.session.id === session.id) hangUp(one);
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        source += chunk;
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        if (to.startsWith('mute')) return;
        letters.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), source });
        if (to.startsWith('slow')) setTimeout(answer, 1000);
        else answer();
        for (const look of [...waiting]) look();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: listening } = server.server.address() as AddressInfo;
  const taken = new Set<Received>();
  return {
    url: `smtp://${login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : ''}127.0.0.1:${listening}`,
    letters,
    letterTo: (address) =>
      new Promise((resolve) => {
        const look = () => {
          const found = letters.find((letter) => letter.to.includes(address) && !taken.has(letter));
          if (!found) return;
          taken.add(found);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const one of server.connections) hangUp(one);
      }),
  };
}

const hangUp = (connection: unknown): void => {
  (connection as { _socket: Socket })._socket.destroy();
};

/** The text part of a letter, decoded. */
export function textOf({ source }: Received): string {
  const part = source.split(/\r?\n--/).find((one) => /content-type: text\/plain/i.test(one)) ?? source;
  const body = part.slice(part.search(/\r?\n\r?\n/)).trim();
  if (/content-transfer-encoding: base64/i.test(part)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/content-transfer-encoding: quoted-printable/i.test(part)) return body;
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
