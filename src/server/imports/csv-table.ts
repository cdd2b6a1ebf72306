import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { type Delimiter, delimiters } from '../../domain/imports/file-import.ts';
import { notText } from './not-text.ts';

/** Why a file is no table: it cannot be read (`line`: near where), has no lines, or too many. */
export class CsvTableRefused extends Error {
  readonly reason: 'csv' | 'empty' | 'large';
  readonly line: number | null;
  constructor(reason: 'csv' | 'empty' | 'large', line: number | null = null) {
    super(reason);
    this.reason = reason;
    this.line = line;
  }
}

export type CsvRecord = { line: number; cells: string[] };
export type CsvTable = { columns: string[]; records: CsvRecord[]; sha256: string };

/**
 * Reads a CSV file (RFC 4180; comma, semicolon or tab) with a first line of names. UTF-8, or Windows-1252 as older systems write it.
 * @throws CsvTableRefused when it is no such file.
 */
export async function readCsvTable(bytes: Uint8Array, mostLines: number): Promise<CsvTable> {
  if (notText(bytes)) throw new CsvTableRefused('csv');
  // Lines are counted by their line feeds, also within a cell.
  const text = decode(bytes).replaceAll('\r\n', '\n');
  const records: CsvRecord[] = [];
  let columns: string[] | undefined;
  let nextLine = 1;
  const parser = Readable.from([text]).pipe(
    parse({ bom: true, info: true, trim: true, skip_empty_lines: true, relax_column_count: true, delimiter: delimiterOf(text) }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = nextLine;
      nextLine = info.lines + 1;
      if (!columns) columns = columnNames(record);
      else if (record.some((cell) => cell !== '')) records.push({ line, cells: record });
      if (records.length > mostLines) throw new CsvTableRefused('large');
    }
  } catch (error) {
    if (error instanceof CsvTableRefused) throw error;
    throw new CsvTableRefused('csv', (error as CsvError & { lines?: number }).lines ?? null);
  }
  if (!columns || records.length === 0) throw new CsvTableRefused('empty');
  return { columns, records, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A column without a name is called by its place; a name that comes twice gets its place too. */
export function columnNames(record: string[]): string[] {
  return record.map((name, index) =>
    (name === '' || record.indexOf(name) < index ? `${name || 'Column'} ${index + 1}` : name).slice(0, 120),
  );
}

/** The sign between the names of the first line. */
export function delimiterOf(text: string): Delimiter {
  const end = text.search(/[\r\n]/);
  const first = text.slice(0, end === -1 ? undefined : end).replace(/"[^"]*"/g, '');
  return delimiters.reduce((best, sign) => (first.split(sign).length > first.split(best).length ? sign : best));
}
