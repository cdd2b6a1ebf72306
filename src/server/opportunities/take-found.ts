import type { DataClient } from '../../data/client.ts';
import { type FoundAnswer, type FoundMapping, missingFound } from '../../domain/opportunities/found-file.ts';
import { readCsvTable } from '../imports/csv-table.ts';
import { guessFound, readFound } from './read-found.ts';

export type FoundRequest = {
  bytes: Uint8Array;
  fileName: string;
  /** Null: as the last file like it was read, or as the names of its columns suggest. */
  mapping: FoundMapping | null;
  /** Which of the new ones to take; null for all. */
  lines: number[] | null;
  updates: boolean;
  allAgencies: boolean;
  dryRun: boolean;
  /** The name of the act, so that it can be undone. */
  act: string | null;
};

const MOST_LINES = 5_000;

/**
 * Reads a search of Grants.gov and says what taking it in would do, or does it, as the caller.
 * @throws CsvTableRefused when the file is no table.
 */
export async function takeFound(caller: DataClient, request: FoundRequest): Promise<FoundAnswer> {
  const table = await readCsvTable(request.bytes, MOST_LINES);
  const { mapping, remembered } = await mappingOf(caller, table.columns, request.mapping);
  const samples = table.records
    .slice(0, 3)
    .map(({ cells }) => Object.fromEntries(table.columns.map((name, index) => [name, (cells[index] ?? '').slice(0, 60)])));
  const answer = { columns: table.columns, mapping, remembered, samples };
  if (missingFound(mapping).length > 0) return { ...answer, outcome: null };

  const { rows, wrong } = readFound(table, mapping);
  const call = caller.rpc('import_opportunities', {
    p_rows: rows,
    p_facts: {
      lines: request.lines,
      updates: request.updates,
      all_agencies: request.allAgencies,
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
  const outcome = data as unknown as NonNullable<FoundAnswer['outcome']>;
  return {
    ...answer,
    outcome: {
      ...outcome,
      rows: outcome.rows + wrong.length,
      wrong: [...outcome.wrong, ...wrong].sort((a, b) => a.line - b.line),
    },
  };
}

async function mappingOf(caller: DataClient, columns: string[], given: FoundMapping | null) {
  if (given) return { mapping: given, remembered: false };
  const { data, error } = await caller.rpc('opportunity_mapping', { p_columns: columns });
  if (error) throw error;
  return data ? { mapping: data as FoundMapping, remembered: true } : { mapping: guessFound(columns), remembered: false };
}
