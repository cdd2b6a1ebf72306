import path from 'node:path';
import type { DataClient } from '../../data/client.ts';
import { dateOfInstant } from '../../domain/shared/dates.ts';
import type { Preset, StagedInquiry } from './preset.ts';
import type { Progress } from './progress.ts';
import { ImportRefused, openFile } from './read-file.ts';
import { openRejects } from './rejects.ts';

/** Rows that go to the database in one call: about half a megabyte. */
const CHUNK = 2_000;

export type ImportOptions = {
  preset: Preset;
  file: string;
  rejectsFile: string;
  /** Counts, and leaves the office as it was. */
  dryRun: boolean;
  /** Takes the good rows although some are rejected. */
  keepGoing: boolean;
  now: Date;
};

/** What an import did. `duplicates`: rows whose case number came again later in the file. `written` is false when nothing was. */
export type ImportResult = {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  duplicates: number;
  written: boolean;
};

/**
 * Streams a file into the office: rows are staged out of sight, then applied in one transaction.
 * With a reject and without `keepGoing` nothing is written.
 * @throws ImportRefused when the file cannot be imported at all or the database refuses.
 */
export async function runImport(service: DataClient, options: ImportOptions, progress: Progress): Promise<ImportResult> {
  const file = await openFile(options.file, options.preset.requiredColumns);
  const today = await officeToday(service, options.now);
  const stage = await call<string>(
    service.rpc('begin_import', { p_preset: options.preset.name, p_file_name: path.basename(options.file) }),
  );
  const rejects = await openRejects(options.rejectsFile);
  try {
    const staged = await stageRows();
    await rejects.close();
    const rejected = rejects.count();
    // Without a clean file nothing will be written, but what it would have done is still worth knowing.
    const dryRun = options.dryRun || (rejected > 0 && !options.keepGoing);
    progress.say(dryRun ? 'Comparing with the cases that are here …' : 'Writing …');
    const p_file = { sha256: file.sha256(), rejected };
    const counts = await call<{ new: number; changed: number; unchanged: number }>(
      service.rpc('apply_import', { p_import: stage, p_file, p_dry_run: dryRun }),
    );
    const { new: added, changed, unchanged } = counts;
    const duplicates = staged - added - changed - unchanged;
    return { rows: staged + rejected, added, changed, unchanged, rejected, duplicates, written: !dryRun };
  } catch (error) {
    await rejects.close();
    await service.rpc('discard_import', { p_import: stage });
    throw error;
  }

  async function stageRows(): Promise<number> {
    let chunk: StagedInquiry[] = [];
    let staged = 0;
    let sending: Promise<unknown> = Promise.resolve();
    // One chunk travels while the next is read: two in memory, never more.
    const send = async () => {
      await sending;
      const p_rows = chunk;
      chunk = [];
      staged += p_rows.length;
      sending = call(service.rpc('stage_import_rows', { p_import: stage, p_rows }));
      sending.catch(() => {});
      progress.update(file.bytesRead(), file.size, staged + rejects.count());
    };
    for await (const { line, cells, reason } of file.records) {
      const reading = reason ? { reason } : options.preset.readRow(cells, line, today);
      if ('reason' in reading) await rejects.add(line, reading.reason, file.columns(), cells);
      else if (chunk.push(reading.row) === CHUNK) await send();
    }
    if (chunk.length > 0) await send();
    await sending;
    return staged;
  }
}

/** The office's calendar day, `YYYY-MM-DD`. */
async function officeToday(service: DataClient, now: Date): Promise<string> {
  const settings = await call<{ time_zone: string } | null>(service.from('settings').select('time_zone').maybeSingle());
  if (!settings) throw new ImportRefused('The office has no settings yet. Start the program once, then import.');
  return dateOfInstant(now.toISOString(), settings.time_zone);
}

async function call<T>(request: PromiseLike<{ data: unknown; error: { message: string } | null }>): Promise<T> {
  const { data, error } = await request;
  if (error) throw new ImportRefused(`The database refused the import: ${error.message}`);
  return data as T;
}
