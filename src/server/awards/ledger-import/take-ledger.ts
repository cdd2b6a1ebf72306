import type { DataClient } from '../../../data/client.ts';
import { emptyMapping, type LedgerAnswer, type LedgerMapping, missingFields, type WrongLine } from '../../../domain/awards/ledger-file.ts';
import { guessMapping } from './guess-columns.ts';
import { readLedgerFile } from './read-file.ts';
import { readLines } from './read-lines.ts';

export type LedgerRequest = {
  bytes: Uint8Array;
  fileName: string;
  /** All lines are of this award; null where the file says it. */
  award: string | null;
  /** Null: as the last file like it was read, or as the names of its columns suggest. */
  mapping: LedgerMapping | null;
  skipsOthers: boolean;
  leavesOutWrong: boolean;
  dryRun: boolean;
  /** The name of the act, so that it can be undone. */
  act: string | null;
};

const SHOWN = 50;
type Outcome = NonNullable<LedgerAnswer['outcome']>;

/** Reads a file of the city's ledger and says what taking it in would do, or does it, as the caller. */
export async function takeLedger(caller: DataClient, request: LedgerRequest): Promise<LedgerAnswer> {
  const file = await readLedgerFile(request.bytes);
  const { mapping, remembered } = await mappingOf(caller, file.columns, request.mapping);
  const samples = file.records
    .slice(0, 3)
    .map(({ cells }) => Object.fromEntries(file.columns.map((name, index) => [name, (cells[index] ?? '').slice(0, 60)])));
  const answer = { columns: file.columns, mapping, remembered, samples };
  if (missingFields(mapping, request.award !== null).length > 0) return { ...answer, unknown: [], outcome: null };

  const { lines, wrong, unknown } = readLines(file, mapping);
  const call = caller.rpc('import_ledger', {
    p_rows: lines,
    p_facts: {
      award_id: request.award,
      skips_others: request.skipsOthers,
      leaves_out_wrong: request.leavesOutWrong,
      file_name: request.fileName,
      sha256: file.sha256,
      columns: file.columns,
      mapping,
      rejected: wrong.length,
    },
    p_dry_run: request.dryRun,
  });
  const { data, error } = await (request.act ? call.setHeader('X-Change-Set', request.act) : call);
  if (error) throw error;
  return { ...answer, unknown: unknown.slice(0, 200), outcome: withWrong(data as unknown as Outcome, wrong) };
}

async function mappingOf(
  caller: DataClient,
  columns: string[],
  given: LedgerMapping | null,
): Promise<{ mapping: LedgerMapping; remembered: boolean }> {
  if (given) return { mapping: given, remembered: false };
  const { data, error } = await caller.rpc('ledger_mapping', { p_columns: columns });
  if (error) throw error;
  if (data) return { mapping: { ...emptyMapping, ...(data as Partial<LedgerMapping>) }, remembered: true };
  return { mapping: guessMapping(columns), remembered: false };
}

/** Lines that could not be read beside those that the database refuses, in the order of the file. */
function withWrong(outcome: Outcome, wrong: WrongLine[]): Outcome {
  const rows = [...outcome.wrong.rows, ...wrong.map((one) => ({ ...one, value: one.value.slice(0, 60) }))].sort((a, b) => a.line - b.line);
  return {
    ...outcome,
    rows: outcome.rows + wrong.length,
    wrong: { count: outcome.wrong.count + wrong.length, rows: rows.slice(0, SHOWN) },
  };
}
