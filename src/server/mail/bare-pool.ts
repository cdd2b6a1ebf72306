import { createTransport } from 'nodemailer';

type Sample = { from: string; to: string; subject: string; text: string; html: string; headers: Record<string, string> };

/** Nodemailer as its manual shows it, pool and DKIM, for the bench to compare with: nothing of ours. */
export function openBarePool(how: { port: number; connections: number; domain: string; selector: string; privateKey: string }): {
  send: (letter: Sample) => Promise<unknown>;
  close: () => void;
} {
  const transporter = createTransport({
    pool: true,
    host: '127.0.0.1',
    port: how.port,
    secure: false,
    maxConnections: how.connections,
    maxMessages: 1000,
    dkim: { domainName: how.domain, keySelector: how.selector, privateKey: how.privateKey },
  });
  return { send: (letter) => transporter.sendMail(letter), close: () => transporter.close() };
}
