import { stringify } from 'csv-stringify/sync';
import type { DataClient } from '../../data/client.ts';
import { checkHsds, type HsdsFinding } from '../../domain/programs/hsds/check.ts';
import type { ExchangeAnswer } from '../../domain/programs/hsds/exchange.ts';
import { type HsdsTables, hsdsTables } from '../../domain/programs/hsds/fields.ts';
import type { Directory, Vocabulary } from './directory.ts';
import { giveDirectory } from './give.ts';
import { nest } from './nest.ts';
import { planImport } from './plan.ts';
import { readDirectory } from './read-directory.ts';
import { writeZip } from './zip.ts';

const SHOWN = 200;

/** Takes a directory in as the caller, or says what that would do. @throws DirectoryRefused when the file cannot be read. */
export async function takeDirectory(
  caller: DataClient,
  request: { bytes: Uint8Array; dryRun: boolean; act: string | null },
): Promise<ExchangeAnswer> {
  const found: HsdsFinding[] = [];
  const tables = await readDirectory(request.bytes, found);
  const { directory, words } = await readOffice(caller);
  const { plan, namesLeft } = planImport(tables, directory, words);
  const call = caller.rpc('import_hsds', { p_import: plan as never, p_dry_run: request.dryRun });
  const { data, error } = await (request.act ? call.setHeader('X-Change-Set', request.act) : call);
  if (error) throw error;
  const findings = [...found, ...checkHsds(tables)];
  return {
    ...(data as unknown as Pick<ExchangeAnswer, 'refused' | 'counts' | 'changes'>),
    tables: Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length])),
    findings: findings.slice(0, SHOWN) satisfies HsdsFinding[],
    findingCount: findings.length,
    namesLeft,
    keptRows: plan.rows.length,
  };
}

/** Our directory as a ZIP of CSV files, or as JSON of services. */
export async function giveFile(caller: DataClient, form: 'csv' | 'json'): Promise<Uint8Array> {
  const { directory, words } = await readOffice(caller);
  const { tables } = giveDirectory(directory, words);
  if (form === 'json') return Buffer.from(`${JSON.stringify(nest(tables), null, 1)}\n`);
  return writeZip(toFiles(tables));
}

/** Each table as a CSV file: the columns of the standard first, then the others. */
export const toFiles = (tables: HsdsTables) =>
  Object.entries(tables).map(([table, rows]) => {
    const known = (hsdsTables[table] ?? []).map(({ name }) => name);
    const others = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => !known.includes(column)).sort();
    return { name: `${table}.csv`, bytes: Buffer.from(stringify(rows, { header: true, columns: [...known, ...others] })) };
  });

async function readOffice(caller: DataClient): Promise<{ directory: Directory; words: Vocabulary }> {
  const [directory, needs, languages, districts] = await Promise.all([
    caller.rpc('hsds_directory'),
    caller.from('needs').select('code,name'),
    caller.from('languages').select('code,name,endonym'),
    caller.from('districts').select('code,name'),
  ]);
  for (const { error } of [directory, needs, languages, districts]) if (error) throw error;
  return {
    directory: directory.data as unknown as Directory,
    words: { needs: needs.data ?? [], languages: languages.data ?? [], districts: districts.data ?? [] },
  };
}
