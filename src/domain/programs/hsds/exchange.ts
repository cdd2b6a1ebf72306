import type { HsdsFinding } from './check.ts';

/** What taking a directory in did, or would do. */
export type ExchangeAnswer = {
  refused: { table: string; key: string; hint: string; message: string }[];
  /** By table of ours: how many rows were added, changed, taken away. */
  counts: Record<string, Partial<Record<'insert' | 'update' | 'delete', number>>>;
  changes: {
    table: 'organizations' | 'programs';
    action: 'insert' | 'update' | 'delete';
    name: string | null;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  }[];
  /** How many rows the file has, table by table. */
  tables: Record<string, number>;
  findings: HsdsFinding[];
  findingCount: number;
  namesLeft: number;
  keptRows: number;
};
