import { spawn, spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ImapFlow } from 'imapflow';

export type ImapServer = {
  /** For IMAP_URL. */
  url: (user: string) => string;
  /** Puts mails into somebody's mailbox, in this order. */
  deliver: (user: string, mails: Uint8Array[]) => Promise<void>;
  /** A connection of a person's own, to look and to change. */
  connect: (user: string) => Promise<ImapFlow>;
  stop: () => Promise<void>;
};

const PASSWORD = 'mailbox@secret';
/** Debian's dovecot; where it is not installed, tests against a real IMAP server are left out and say so. */
export const hasDovecot =
  spawnSync('dovecot', ['--version'], { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } }).status === 0;

/** A real IMAP server on a free port, with its own folder; every name is a user. */
export async function startImapServer(): Promise<ImapServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-imap-'));
  const port = await freePort();
  // It gives mails to nobody who is root.
  const isRoot = process.getuid?.() === 0;
  const [uid, gid] = isRoot ? [65534, 65534] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  const [user, group] = [
    spawnSync('id', ['-un', String(uid)])
      .stdout.toString()
      .trim(),
    spawnSync('id', ['-gn', String(uid)])
      .stdout.toString()
      .trim(),
  ];
  const mails = path.join(folder, 'mails');
  await mkdir(mails);
  await chmod(folder, 0o755);
  if (isRoot) await chown(mails, uid, gid);
  const config = path.join(folder, 'dovecot.conf');
  await writeFile(
    config,
    `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = ${uid}
first_valid_gid = ${gid}
mail_location = maildir:~/Maildir
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${mails}/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`,
  );
  const server = spawn('dovecot', ['-F', '-c', config], {
    stdio: 'ignore',
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const connect = async (name: string) => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      auth: { user: name, pass: PASSWORD },
      logger: false,
      disableAutoIdle: true,
    });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  for (let left = 100; ; left--) {
    const client = await connect('first').catch(() => null);
    if (client) {
      await client.logout();
      break;
    }
    if (left === 0 || server.exitCode !== null) throw new Error('dovecot did not begin to answer.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: (name) => `imap://${encodeURIComponent(name)}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/INBOX`,
    connect,
    deliver: async (name, all) => {
      const client = await connect(name);
      for (const mail of all) await client.append('INBOX', Buffer.from(mail));
      await client.logout();
    },
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
