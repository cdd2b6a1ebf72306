import type { HsdsFinding } from '../../domain/programs/hsds/check.ts';
import { type HsdsRow, type HsdsTables, tableOfFile } from '../../domain/programs/hsds/fields.ts';
import { CsvTableRefused, readCsvTable } from '../imports/csv-table.ts';
import { flatten } from './flatten.ts';
import { readZip, ZipRefused } from './zip.ts';

export class DirectoryRefused extends Error {
  readonly reason: 'kind' | 'zip' | 'large' | 'csv' | 'json' | 'empty';
  /** Which file of the archive. */
  readonly file: string;
  constructor(reason: DirectoryRefused['reason'], file = '') {
    super(reason);
    this.reason = reason;
    this.file = file;
  }
}

const MOST_ROWS = 50_000;

/**
 * A directory as tables: a ZIP of CSV files, or JSON of services or organizations. `found` gets what only JSON can say wrong.
 * @throws DirectoryRefused when it cannot be read.
 */
export async function readDirectory(bytes: Uint8Array, found: HsdsFinding[] = []): Promise<HsdsTables> {
  const tables = bytes[0] === 0x50 && bytes[1] === 0x4b ? await readPackage(bytes) : readJson(bytes, found);
  if (!tables.service?.length && !tables.organization?.length) throw new DirectoryRefused('empty');
  return tables;
}

async function readPackage(bytes: Uint8Array): Promise<HsdsTables> {
  const tables: HsdsTables = {};
  for (const file of openZip(bytes)) {
    const name = file.name.split('/').at(-1) ?? '';
    if (!/\.csv$/i.test(name) || name.startsWith('.') || file.name.startsWith('__MACOSX')) continue;
    const table = tableOfFile(name);
    if (!/^[a-z][a-z0-9_]{0,60}$/.test(table)) throw new DirectoryRefused('csv', name);
    tables[table] = [...(tables[table] ?? []), ...(await readTable(file.bytes, name))];
  }
  return tables;
}

function openZip(bytes: Uint8Array) {
  try {
    return readZip(bytes);
  } catch (error) {
    if (error instanceof ZipRefused) throw new DirectoryRefused(error.message === 'large' ? 'large' : 'zip');
    throw error;
  }
}

async function readTable(bytes: Uint8Array, name: string): Promise<HsdsRow[]> {
  try {
    const { columns, records } = await readCsvTable(bytes, MOST_ROWS);
    return records.map(({ cells }) =>
      Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']).filter(([, cell]) => cell !== '')),
    );
  } catch (error) {
    if (!(error instanceof CsvTableRefused)) throw error;
    // A table without rows says nothing.
    if (error.reason === 'empty') return [];
    throw new DirectoryRefused(error.reason === 'large' ? 'large' : 'csv', name);
  }
}

/** A list of services, one service, or a page of the API; organizations with their services too. */
function readJson(bytes: Uint8Array, found: HsdsFinding[]): HsdsTables {
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new DirectoryRefused('kind');
  }
  const page = read as { contents?: unknown; services?: unknown; organizations?: unknown };
  const list = [read, page?.contents, page?.services, page?.organizations].find(Array.isArray) ?? [read];
  const objects = (list as unknown[]).filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null);
  if (objects.length === 0) throw new DirectoryRefused('json');
  const isOrganization =
    Array.isArray(page?.organizations) || objects.every((one) => !('status' in one) && ('locations' in one || 'website' in one));
  return flatten(objects, isOrganization ? 'organization' : 'service', found);
}
