import type { DataClient } from '../../data/client.ts';
import { type ImportMapping, type ImportResource, importPresets } from '../../domain/imports/fields.ts';
import type { ImportCounts, ImportNews, LineProblem, ReadAs } from '../../domain/imports/file-import.ts';
import { shapeOfFile } from './file-shape.ts';
import { readOfficeWords } from './office-words.ts';
import type { Cells } from './preset.ts';
import { caseReader } from './read-case.ts';
import type { LineReading } from './read-cell.ts';
import { openFile } from './read-file.ts';
import { readInquiry } from './read-inquiry.ts';
import { readResident } from './read-resident.ts';

/** Lines that go to the database in one call: about half a megabyte. */
const CHUNK = 2_000;

/** What was said of the file when the import began, as file_import_facts tells it. */
export type ImportFacts = {
  staff_id: string;
  resource: ImportResource;
  mapping: ImportMapping;
  preset?: string;
  today: string;
} & Partial<ReadAs>;

type Staged =
  | { line: number; data: Record<string, unknown>; cells?: string[] }
  | { line: number; cells: string[]; problems: LineProblem[] };

/**
 * Reads a file line by line, puts what it says into the database and has it compared there, telling how far it is. Two chunks are in
 * memory, never more.
 * @throws ImportRefused when the file cannot be read as CSV.
 */
export async function* compareFile(
  service: DataClient,
  id: string,
  path: string,
  facts: ImportFacts,
  stop: AbortSignal,
): AsyncGenerator<ImportNews> {
  const shape = await shapeOfFile(path, { encoding: facts.encoding ?? null, delimiter: facts.delimiter ?? null });
  const file = await openFile(path, [], shape);
  const read = await readerFor(service, facts, file.columns);
  let chunk: Staged[] = [];
  let lines = 0;
  let sending: Promise<unknown> = Promise.resolve();
  const send = async () => {
    await sending;
    const p_lines = chunk as never;
    chunk = [];
    sending = call(service.rpc('stage_file_import', { p_import: id, p_lines }));
    sending.catch(() => {});
  };
  for await (const { line, cells, reason } of file.records) {
    stop.throwIfAborted();
    const reading: LineReading = reason ? { problems: [{ field: 'line', why: 'cells', value: '' }] } : read(cells, line);
    const row = file.columns().map((name) => cells[name] ?? '');
    // The database may still reject an inquiry: then its cells are asked for.
    if ('data' in reading) chunk.push({ line, data: reading.data, ...(facts.resource === 'inquiries' && { cells: row }) });
    else chunk.push({ line, cells: row, problems: reading.problems });
    lines += 1;
    if (chunk.length < CHUNK) continue;
    await send();
    yield { read: lines, share: file.bytesRead() / Math.max(file.size, 1) };
  }
  if (chunk.length > 0) await send();
  await sending;
  yield { read: lines, share: 1 };
  stop.throwIfAborted();
  yield { comparing: true };
  const counts = await call<ImportCounts>(service.rpc('compare_file_import', { p_import: id, p_sha256: file.sha256() }));
  yield { counts };
}

async function readerFor(
  service: DataClient,
  { resource, mapping, preset, today }: ImportFacts,
  columns: () => string[],
): Promise<(cells: Cells, line: number) => LineReading> {
  const words = await readOfficeWords(service);
  if (resource === 'residents') return (cells) => readResident(cells, mapping, words);
  const known = importPresets.find((one) => one === preset) ?? 'plain';
  return known === 'plain' ? (cells) => readInquiry(cells, mapping, words, today) : caseReader(known, columns, words, today);
}

async function call<T>(request: PromiseLike<{ data: unknown; error: { message: string } | null }>): Promise<T> {
  const { data, error } = await request;
  if (error) throw error;
  return data as T;
}
