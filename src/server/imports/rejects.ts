import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { disarm } from '../../domain/imports/rejects.ts';
import type { Cells } from './preset.ts';

/** Collects rejected rows in a CSV file, which comes into being with the first of them. */
export type RejectWriter = {
  add: (line: number, reason: string, columns: string[], cells: Cells) => Promise<void>;
  count: () => number;
  close: () => Promise<void>;
};

/**
 * Opens the reject file of an import. A file of an earlier run at the same path is removed: its rows may be well by now.
 * Columns: line, reason, then the original ones. Cells that a spreadsheet would run as a formula get an apostrophe before them.
 */
export async function openRejects(path: string): Promise<RejectWriter> {
  let stream: WriteStream | undefined;
  let count = 0;
  await rm(path, { force: true });
  return {
    async add(line, reason, columns, cells) {
      if (!stream) {
        stream = createWriteStream(path);
        stream.write(stringify([['line', 'reason', ...columns].map(disarm)]));
      }
      count += 1;
      const row = [String(line), reason, ...columns.map((name) => cells[name] ?? '')];
      if (!stream.write(stringify([row.map(disarm)]))) await new Promise<void>((resolve) => stream?.once('drain', () => resolve()));
    },
    count: () => count,
    async close() {
      if (!stream) return;
      stream.end();
      await finished(stream);
    },
  };
}
