import { stringify } from 'csv-stringify/sync';
import type { Cell } from './cell-values.ts';
import type { SheetWriter } from './make-file.ts';

/** What spreadsheets take for a formula, wide letters and leading blanks included. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** Text that no spreadsheet reads as a formula: an apostrophe before it says that it is text. */
export const safeText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Comma-separated values (RFC 4180) in UTF-8, with the mark by which Excel knows that. */
export function csvWriter(write: (bytes: Uint8Array) => Promise<void>): SheetWriter {
  const put = (rows: Cell[][]) =>
    write(
      Buffer.from(
        stringify(
          rows.map((row) => row.map((cell) => (typeof cell === 'string' ? safeText(cell) : cell))),
          { record_delimiter: 'windows' },
        ),
      ),
    );
  return {
    begin: async (headings) => {
      await write(Buffer.from('\ufeff'));
      await put([headings]);
    },
    rows: put,
    end: async () => {},
  };
}
