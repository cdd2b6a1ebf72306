import { createGzip, gunzipSync } from 'node:zlib';
import { ConfigError } from '../config.ts';
import type { Office } from '../office.ts';

export type ArchivedMonth = { month: string; rows: number; file: string };
const ROWS_AT_ONCE = 1000;

/** Where a month of the log is kept when it has left the database: gzipped lines of JSON, {"change_sets": …} and {"changes": …}. */
export const archiveName = (month: string): string => `files/history/changes-${month}.jsonl.gz`;

/**
 * Moves whole months of the log out of the database into the office's files, oldest first: written, read again and counted,
 * and only then removed, all or nothing for each month. What is archived can be read and no longer undone.
 * `before` is the first month that stays, such as 2025-01.
 */
export async function archiveChanges(
  { backend: { service }, files }: Pick<Office, 'backend' | 'files'>,
  { before }: { before: string },
): Promise<ArchivedMonth[]> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(before)) throw new ConfigError(`"${before}" is not a month, such as 2025-01.`);
  const kept = await service.rpc('list_change_months');
  if (kept.error) throw kept.error;
  const archived: ArchivedMonth[] = [];
  for (const { month: day } of kept.data as { month: string }[]) {
    const month = day.slice(0, 7);
    if (month >= before) continue;
    const file = archiveName(month);
    const bytes = await gzipMonth(service, day);
    await files.put(file, bytes, 'application/gzip');
    const rows = countLines((await files.get(file)) ?? new Uint8Array());
    const { error } = await service.rpc('drop_change_month', { p_month: day, p_rows: rows });
    if (error) throw new ConfigError(`${month} stays in the database: ${error.message}`);
    archived.push({ month, rows, file });
  }
  return archived;
}

async function gzipMonth(service: Office['backend']['service'], month: string): Promise<Uint8Array> {
  const gzip = createGzip();
  const parts: Buffer[] = [];
  gzip.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => gzip.once('end', resolve).once('error', reject));
  for (const kind of ['change_sets', 'changes'] as const) {
    for (let after = ''; ; ) {
      const { data, error } = await service.rpc('read_change_month', {
        p_month: month,
        p_kind: kind,
        p_after: after,
        p_limit: ROWS_AT_ONCE,
      });
      if (error) throw error;
      const rows = data as { id: string | number }[];
      for (const row of rows) gzip.write(`${JSON.stringify({ [kind]: row })}\n`);
      if (rows.length < ROWS_AT_ONCE) break;
      after = String(rows.at(-1)?.id);
    }
  }
  gzip.end();
  await ended;
  return Buffer.concat(parts);
}

function countLines(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0;
  let lines = 0;
  for (const byte of gunzipSync(bytes)) if (byte === 10) lines++;
  return lines;
}
