import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { log, reasonOf } from '../log.ts';
import type { Listen } from './index.ts';
import type { LiteConnection } from './local.ts';
import { type FolderLock, lockFolder } from './lock.ts';

/** The lock of the folder that this process has open; commands of other processes arrive through it. */
const locks = new Map<string, FolderLock>();
export const lockOf = (dataFolder: string): FolderLock | undefined => locks.get(dataFolder);

/** PGlite in `<dataFolder>/pg`, for this process alone. */
export async function connectEmbedded(
  dataFolder: string,
): Promise<{ connection: LiteConnection; listen: Listen; recover: () => Promise<void>; release: () => Promise<void> }> {
  const lock = await lockFolder(dataFolder);
  try {
    const folder = path.join(dataFolder, 'pg');
    // A plain path is on disk. "file:…" would be kept in memory, without a word.
    const connection = (await createPgliteConnection({
      url: folder,
      pgliteOptions: { extensions: { pg_trgm } },
    } as never)) as unknown as LiteConnection & { driver: PGlite };
    await connection.exec('select 1');
    if (!existsSync(path.join(folder, 'PG_VERSION')))
      throw new Error(`The database is not in ${folder}. Nothing would be kept, so the program stops.`);
    locks.set(dataFolder, lock);
    return {
      connection,
      // The line is inside of the process: it is never cut.
      listen: async (channel, heard) => {
        const stop = await connection.driver.listen(channel, heard);
        return () => stop();
      },
      recover: async () => {
        for (let attempt = 1; ; attempt++) {
          await connection.driver.exec('rollback').catch(() => {});
          const error = await connection.driver.query('select 1').then(
            () => null,
            (reason: unknown) => reason,
          );
          if (error === null) return;
          if (attempt === 3) return log('database.broken', { reason: reasonOf(error).split('\n')[0] });
        }
      },
      release: async () => {
        locks.delete(dataFolder);
        await connection.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
