import { type CsvRecord, type CsvTable, CsvTableRefused, readCsvTable } from '../../imports/csv-table.ts';

/** A file that cannot be read as a ledger, in a sentence for the person who chose it; `reason` says it in their language. */
export class LedgerRefused extends Error {
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

export type LedgerRecord = CsvRecord;
export type LedgerFile = CsvTable;

export const MOST_LINES = 100_000;

/**
 * Reads a CSV file of the ledger.
 * @throws LedgerRefused when it is no such file.
 */
export async function readLedgerFile(bytes: Uint8Array): Promise<LedgerFile> {
  try {
    return await readCsvTable(bytes, MOST_LINES);
  } catch (error) {
    if (!(error instanceof CsvTableRefused)) throw error;
    const { reason, line } = error;
    if (reason === 'large') throw new LedgerRefused('ledger_large', 'The file has more than 100,000 lines. Take it in year by year.');
    if (reason === 'empty')
      throw new LedgerRefused('ledger_empty', 'The file needs a first line of column names and a line for each entry.');
    throw new LedgerRefused(
      'ledger_csv',
      `The file cannot be read as CSV${line ? ` near line ${line}` : ''}. Export it from the ledger as CSV and choose it again.`,
    );
  }
}
