import { open } from 'node:fs/promises';
import type { Office } from '../office.ts';
import { type Cell, cellsOf, type ExportColumn } from './cell-values.ts';
import { csvWriter } from './write-csv.ts';
import { xlsxWriter } from './write-xlsx.ts';

export type ExportFormat = 'csv' | 'xlsx';

export const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Writes a table as its rows come. */
export type SheetWriter = {
  begin: (headings: string[]) => Promise<void>;
  rows: (rows: Cell[][]) => Promise<void>;
  end: () => Promise<void>;
};

type Making = { id: string; format: ExportFormat; columns: ExportColumn[] };
type Page = { rows: Record<string, unknown>[]; next: unknown };

/** Writes all rows of an export to a file of this machine. `onRows` hears now and then how many there are. Answers how many there were. */
export async function makeFile(
  office: Office,
  { id, format, columns }: Making,
  file: string,
  onRows: (rows: number) => Promise<void> = async () => {},
): Promise<{ rows: number; bytes: number }> {
  const { service } = office.backend;
  const settings = await service.from('settings').select('time_zone').single();
  if (settings.error) throw settings.error;
  const handle = await open(file, 'wx', 0o600);
  let [rows, bytes] = [0, 0];
  try {
    const write = async (some: Uint8Array) => {
      bytes += some.length;
      await handle.writeFile(some);
    };
    const writer = format === 'csv' ? csvWriter(write) : xlsxWriter(write);
    await writer.begin(columns.map(({ heading }) => heading));
    let after: unknown = null;
    do {
      const { data, error } = await service.rpc('export_page', { p_id: id, ...(after ? { p_after: after as never } : {}) });
      if (error) throw error;
      const page = data as unknown as Page;
      await writer.rows(page.rows.map((row) => cellsOf(row, columns, settings.data.time_zone)));
      rows += page.rows.length;
      after = page.next;
      if (rows % 5000 < page.rows.length) await onRows(rows);
    } while (after);
    await writer.end();
  } finally {
    await handle.close();
  }
  return { rows, bytes };
}
