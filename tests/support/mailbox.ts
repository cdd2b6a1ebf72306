import type { AddressInfo } from 'node:net';
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

/**
 * A real SMTP server on a free port that keeps what it is sent. Addresses that begin with "nobody" are refused for good,
 * those that begin with "later" for now.
 */
export async function openMailbox(login?: { user: string; password: string }): Promise<Mailbox> {
  const letters: Received[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: login === undefined,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, answer) =>
      username === login?.user && password === login?.password ? answer(null, { user: username }) : answer(new Error('Wrong password')),
    onRcptTo: ({ address }, _session, answer) => {
      if (address.startsWith('nobody')) return answer(Object.assign(new Error('No such user'), { responseCode: 550 }));
      if (address.startsWith('later')) return answer(Object.assign(new Error('Try later'), { responseCode: 451 }));
      answer();
    },
    onData: (stream, session, answer) => {
      let source = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        source += chunk;
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), source });
        answer();
        for (const look of [...waiting]) look();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const taken = new Set<Received>();
  return {
    url: `smtp://${login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : ''}127.0.0.1:${port}`,
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
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

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
