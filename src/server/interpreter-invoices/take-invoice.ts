import type { DataClient } from '../../data/client.ts';
import { type InvoiceAnswer, type InvoiceMapping, missingInvoice } from '../../domain/language-encounters/invoice.ts';
import { readCsvTable } from '../imports/csv-table.ts';
import { guessInvoice, readInvoice } from './read-invoice.ts';

export type InvoiceRequest = {
  bytes: Uint8Array;
  fileName: string;
  /** Null: as the last file like it was read, or as the names of its columns suggest. */
  mapping: InvoiceMapping | null;
  vendorId: string | null;
  invoiceNumber: string;
  invoicedOn: string | null;
  dryRun: boolean;
  /** The name of the act, so that it can be undone. */
  act: string | null;
};

const MOST_LINES = 5_000;

/**
 * Reads an interpreters' invoice and says what taking it in would do, or does it, as the caller. While vendor and number are not said,
 * only the columns are read.
 * @throws CsvTableRefused when the file is no table.
 */
export async function takeInvoice(caller: DataClient, request: InvoiceRequest): Promise<InvoiceAnswer> {
  const table = await readCsvTable(request.bytes, MOST_LINES);
  const { mapping, remembered } = await mappingOf(caller, table.columns, request.mapping);
  const samples = table.records
    .slice(0, 3)
    .map(({ cells }) => Object.fromEntries(table.columns.map((name, index) => [name, (cells[index] ?? '').slice(0, 60)])));
  const answer = { columns: table.columns, mapping, remembered, samples };
  const { rows, wrong } = readInvoice(table, mapping);
  if (missingInvoice(mapping).length > 0 || !request.vendorId || !request.invoiceNumber.trim() || rows.length === 0) {
    return { ...answer, outcome: null };
  }
  const call = caller.rpc('import_interpreter_invoice', {
    p_rows: rows,
    p_facts: {
      vendor_id: request.vendorId,
      invoice_number: request.invoiceNumber,
      invoiced_on: request.invoicedOn,
      file_name: request.fileName,
      sha256: table.sha256,
      columns: table.columns,
      mapping,
      rejected: wrong.length,
    },
    p_dry_run: request.dryRun,
  });
  const { data, error } = await (request.act ? call.setHeader('X-Change-Set', request.act) : call);
  if (error) throw error;
  return { ...answer, outcome: { ...(data as unknown as Omit<NonNullable<InvoiceAnswer['outcome']>, 'wrong'>), wrong } };
}

async function mappingOf(caller: DataClient, columns: string[], given: InvoiceMapping | null) {
  if (given) return { mapping: given, remembered: false };
  const { data, error } = await caller.rpc('invoice_mapping', { p_columns: columns });
  if (error) throw error;
  return data ? { mapping: data as InvoiceMapping, remembered: true } : { mapping: guessInvoice(columns), remembered: false };
}
