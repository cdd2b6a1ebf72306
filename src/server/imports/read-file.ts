import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type CsvError, parse } from 'csv-parse';
import type { Encoding } from '../../domain/imports/file-import.ts';
import { columnNames } from './csv-table.ts';
import type { Cells } from './preset.ts';

/** A file that cannot be imported as it is, told in a sentence for the person who started the import. */
export class ImportRefused extends Error {}

/** One record with the line of the file on which it begins. `reason` is set when its cells do not fit the header. */
export type FileRecord = { line: number; cells: Cells; reason?: string };

/** A CSV file that is read once, from front to back. `sha256` is complete when the records have been read to the end. */
export type OpenedFile = {
  size: number;
  bytesRead: () => number;
  records: AsyncGenerator<FileRecord>;
  columns: () => string[];
  sha256: () => string;
};

/** How a file of somebody else's is read: columns may lack names, and a line may end before its last cells. */
export type FileShape = { encoding: Encoding; delimiter: string };

/** Longest record in characters: a quote that is never closed stops here instead of swallowing the file. */
const MAX_RECORD = 1_000_000;

/**
 * Opens a CSV file (RFC 4180, UTF-8 with or without a byte order mark) and streams its records.
 * @throws ImportRefused when the file is not there, is not UTF-8, cannot be read as CSV, or lacks a required column.
 */
export async function openFile(path: string, requiredColumns: string[], shape?: FileShape): Promise<OpenedFile> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new ImportRefused(`The file ${path} is not there.`);
  if (!found.isFile()) throw new ImportRefused(`${path} is not a file.`);
  const state = { bytes: 0, columns: [] as string[], hash: createHash('sha256') };
  let digest: string | undefined;
  return {
    size: found.size,
    bytesRead: () => state.bytes,
    records: readRecords(path, requiredColumns, state, shape),
    columns: () => state.columns,
    sha256: () => {
      digest ??= state.hash.digest('hex');
      return digest;
    },
  };
}

async function* readRecords(
  path: string,
  requiredColumns: string[],
  state: { bytes: number; columns: string[]; hash: Hash },
  shape?: FileShape,
): AsyncGenerator<FileRecord> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
    ...(shape && { delimiter: shape.delimiter }),
  });
  const feeding = pipeline(createReadStream(path), (source: AsyncIterable<Buffer>) => decode(source, state, shape?.encoding), parser);
  feeding.catch(() => {});
  let nextLine = 1;
  let header: string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      // The parser counts the lines up to the end of a record; empty lines before a record count as part of it.
      const line = nextLine;
      nextLine = info.lines + 1;
      if (!header) {
        header = shape ? columnNames(record.map((name) => name.trim())) : readHeader(record, requiredColumns, path);
        state.columns = header;
        continue;
      }
      const cells = Object.fromEntries(header.map((name, index) => [name, record[index] ?? '']));
      if (shape && record.every((cell) => cell.trim() === '')) continue;
      const fits = shape ? record.slice(header.length).every((cell) => cell.trim() === '') : record.length === header.length;
      if (fits) yield { line, cells };
      else yield { line, cells, reason: `The row has ${record.length} cells, the header has ${header.length}.` };
    }
    await feeding;
  } catch (error) {
    throw asRefusal(error, path);
  }
  if (!header) throw new ImportRefused(`${path} is empty.`);
}

/** Bytes become text on the way; a byte order mark is dropped, and what is not UTF-8 is an error. */
async function* decode(
  source: AsyncIterable<Buffer>,
  state: { bytes: number; hash: Hash },
  encoding: Encoding = 'utf-8',
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  for await (const chunk of source) {
    state.bytes += chunk.length;
    state.hash.update(chunk);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

function readHeader(record: string[], requiredColumns: string[], path: string): string[] {
  const header = record.map((name) => name.trim());
  const missing = requiredColumns.filter((name) => !header.includes(name));
  if (missing.length === 0) return header;
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format(missing);
  throw new ImportRefused(`${path} lacks the ${missing.length === 1 ? 'column' : 'columns'} ${names}.`);
}

function asRefusal(error: unknown, path: string): Error {
  if (error instanceof ImportRefused) return error;
  const { code, lines, message } = error as CsvError & { lines?: number };
  if (code?.startsWith('CSV_')) {
    const quote = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
    return new ImportRefused(`${path} cannot be read as CSV near line ${lines ?? 1}: ${quote ? 'a quote is not closed' : message}.`);
  }
  if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new ImportRefused(`${path} is not UTF-8. Save it as UTF-8 and import it again.`);
  return error as Error;
}
