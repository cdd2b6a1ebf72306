import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ExportColumn } from '../../exports/cell-values.ts';
import { type ExportFormat, makeFile, mediaTypes } from '../../exports/make-file.ts';
import { log, reasonOf } from '../../log.ts';
import type { Office } from '../../office.ts';
import type { Queue } from '../registry.ts';

type Claimed = { id: string; format: ExportFormat; columns: ExportColumn[]; list: string };

/** Makes the files of long lists, one after the other, and lets those go whose days are over. What a dead worker left is begun anew. */
export const exportsMake: Queue = {
  name: 'exports.make',
  work: async (office, turn) => {
    const { service } = office.backend;
    const purged = await service.rpc('purge_exports', { p_now: turn.now().toISOString() });
    if (purged.error) throw purged.error;
    const claimed = await service.rpc('claim_export', {});
    if (claimed.error) throw claimed.error;
    const next = claimed.data as unknown as Claimed | null;
    if (!next) return purged.data > 0;
    const made = await make(office, next).catch((error) => {
      log('job.failed', { job: 'exports.make', reason: reasonOf(error) });
      return { failed: true };
    });
    const { error } = await service.rpc('finish_export', { p_id: next.id, p_facts: made });
    if (error) throw error;
    return true;
  },
};

async function make(office: Office, { id, format, columns }: Claimed): Promise<{ rows: number; bytes: number; path: string }> {
  const folder = path.join(office.config.dataFolder, 'outgoing');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, randomUUID());
  try {
    const made = await makeFile(office, { id, format, columns }, file, async (rows) => {
      const { error } = await office.backend.service.rpc('beat_export', { p_id: id, p_rows: rows });
      if (error) throw error;
    });
    const stored = `files/exports/${id}-${randomUUID()}`;
    await office.files.putFile(stored, file, mediaTypes[format]);
    return { ...made, path: stored };
  } finally {
    await rm(file, { force: true });
  }
}
