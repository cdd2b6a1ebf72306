import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';

/** A file that cannot be read as a ledger, in a sentence for the person who chose it; `reason` says it in their language. */
export class LedgerRefused extends Error {
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

export type LedgerRecord = { line: number; cells: string[] };
export type LedgerFile = { columns: string[]; records: LedgerRecord[]; sha256: string };

export const MOST_LINES = 100_000;

/**
 * Reads a CSV file (RFC 4180; comma, semicolon or tab) with a first line of names. UTF-8, or Windows-1252 as older finance systems
 * write it.
 * @throws LedgerRefused when it is no such file.
 */
export async function readLedgerFile(bytes: Uint8Array): Promise<LedgerFile> {
  // Lines are counted by their line feeds, also within a cell.
  const text = decode(bytes).replaceAll('\r\n', '\n');
  const records: LedgerRecord[] = [];
  let columns: string[] | undefined;
  let nextLine = 1;
  const parser = Readable.from([text]).pipe(
    parse({ bom: true, info: true, trim: true, skip_empty_lines: true, relax_column_count: true, delimiter: delimiterOf(text) }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = nextLine;
      nextLine = info.lines + 1;
      if (!columns) columns = namesOf(record);
      else if (record.some((cell) => cell !== '')) records.push({ line, cells: record });
      if (records.length > MOST_LINES)
        throw new LedgerRefused('ledger_large', 'The file has more than 100,000 lines. Take it in year by year.');
    }
  } catch (error) {
    if (error instanceof LedgerRefused) throw error;
    const { lines } = error as CsvError & { lines?: number };
    throw new LedgerRefused(
      'ledger_csv',
      `The file cannot be read as CSV${lines ? ` near line ${lines}` : ''}. Export it from the ledger as CSV and choose it again.`,
    );
  }
  if (!columns || records.length === 0)
    throw new LedgerRefused('ledger_empty', 'The file needs a first line of column names and a line for each entry.');
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
function namesOf(record: string[]): string[] {
  return record.map((name, index) =>
    (name === '' || record.indexOf(name) < index ? `${name || 'Column'} ${index + 1}` : name).slice(0, 120),
  );
}

/** The sign between the names of the first line. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const first = text.slice(0, end === -1 ? undefined : end);
  return [',', ';', '\t'].reduce((best, sign) => (first.split(sign).length > first.split(best).length ? sign : best));
}
