import { type Backend, type OpenHow, openBackend } from './backend/index.ts';
import type { Config } from './config.ts';
import { type FileStore, openFiles } from './files/store.ts';
import { type Mailer, openMailer } from './mail/send.ts';
import { signLetters } from './mail/signature.ts';
import type { Watcher } from './observe/watcher.ts';

/** What every command and every job works with: the database, the files, the mail. */
export type Office = {
  config: Config;
  backend: Backend;
  files: FileStore;
  mail: Mailer;
  /** How people reach the office, for links in letters: PUBLIC_URL, or where the server listens. Never what a request claims. */
  address: { url: string };
  /** Who is told of requests and jobs; empty unless the program adds some. */
  watchers: Watcher[];
  close: () => Promise<void>;
};

/** Opens the office that the configuration names. */
export async function openOffice(config: Config, how: OpenHow = {}): Promise<Office> {
  const backend = await openBackend(config, how);
  const mail = signLetters(openMailer(config.mail), backend.service);
  return {
    config,
    backend,
    files: openFiles(backend, config.dataFolder),
    mail,
    address: { url: config.publicUrl ?? `http://${config.host}:${config.port}` },
    watchers: [],
    close: async () => {
      mail.close();
      await backend.close();
    },
  };
}
