import { type Backend, openBackend } from './backend/index.ts';
import type { Config } from './config.ts';
import { type FileStore, openFiles } from './files/store.ts';

/** What every command and every job works with: the database and the files. */
export type Office = { config: Config; backend: Backend; files: FileStore; close: () => Promise<void> };

/** Opens the office that the configuration names. */
export async function openOffice(config: Config): Promise<Office> {
  const backend = await openBackend(config);
  return { config, backend, files: openFiles(backend, config.dataFolder), close: () => backend.close() };
}
