import { type AddressInfo, createServer, type Socket } from 'node:net';

export type PlainImap = { url: string; stop: () => Promise<void> };

/**
 * As much of an IMAP server (RFC 3501) as looking into one mailbox takes, on a free port, so that it runs where no mail server is
 * installed, for tests and for measuring. Everybody is let in, and nothing can be changed. How a real one behaves is tested with dovecot.
 */
export async function startPlainImap(mails: readonly Uint8Array[]): Promise<PlainImap> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // Whoever is killed hangs up in the middle of a sentence.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      const lines = (heard + chunk.toString('latin1')).split('\r\n');
      heard = lines.pop() ?? '';
      for (const line of lines) answer(socket, line, mails);
    });
    socket.write('* OK ready\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `imap://bounces:secret@127.0.0.1:${(server.address() as AddressInfo).port}/INBOX`,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(socket: Socket, line: string, mails: readonly Uint8Array[]): void {
  const [, tag = '*', command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? [];
  const say = (text: string) => socket.write(`${text}\r\n`);
  switch (command.toUpperCase()) {
    case 'CAPABILITY':
      say('* CAPABILITY IMAP4rev1');
      break;
    case 'LIST':
      say('* LIST () "/" INBOX');
      break;
    case 'EXAMINE':
      say(`* FLAGS (\\Seen)\r\n* ${mails.length} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] so\r\n* OK [UIDNEXT ${mails.length + 1}] so`);
      break;
    case 'UID SEARCH': {
      const from = Math.min(Number(/UID (\d+):/i.exec(rest)?.[1] ?? 1), mails.length);
      say(
        `* SEARCH ${mails
          .map((_mail, index) => index + 1)
          .filter((uid) => uid >= from)
          .join(' ')}`,
      );
      break;
    }
    case 'UID FETCH': {
      const uid = Number.parseInt(rest, 10);
      const mail = mails[uid - 1];
      if (!mail) break;
      socket.write(`* ${uid} FETCH (UID ${uid} INTERNALDATE "01-Nov-2026 10:00:00 +0000" BODY[]<0> {${mail.byteLength}}\r\n`);
      socket.write(mail);
      say(')');
      break;
    }
    case 'LOGOUT':
      say('* BYE');
      break;
  }
  say(`${tag} OK done`);
}
