import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { RawSql } from '../backend/index.ts';
import { readConfig } from '../config.ts';
import { openOffice } from '../office.ts';
import { startScratchPostgres } from './scratch-postgres.ts';

/** Does something on a freshly migrated office on a PostgreSQL of its own. */
export async function onScratchOffice<T>(work: (office: { url: string; query: RawSql['query'] }) => Promise<T>): Promise<T> {
  const postgres = await startScratchPostgres();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-scratch-'));
  try {
    const office = await openOffice(readConfig({ ROTUNDA_DATA: folder, DATABASE_URL: postgres.url }));
    try {
      if (!office.backend.raw) throw new Error('A local office has raw SQL.');
      return await work({ url: postgres.url, query: office.backend.raw.query });
    } finally {
      await office.close();
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
