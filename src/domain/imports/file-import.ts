import type { ImportMapping } from './fields.ts';

/** How the bytes of a file are letters. */
export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'macintosh'] as const;
export type Encoding = (typeof encodings)[number];
/** What stands between the cells of a line. */
export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** How a file is read. What is null is found out from the file itself. */
export type ReadAs = { encoding: Encoding | null; delimiter: Delimiter | null };

/** What the first lines of a file say of it. */
export type FileLook = {
  encoding: Encoding;
  delimiter: Delimiter;
  columns: string[];
  samples: Record<string, string>[];
  preset: string;
  mapping: ImportMapping;
  /** Whether a file like this one was taken in before. */
  remembered: boolean;
};

/** What becomes of a line. `repeated`: it is the same as an earlier one, and counts together with it. */
export const lineKinds = ['duplicate', 'rejected', 'changed', 'new', 'same', 'repeated'] as const;
export type LineKind = (typeof lineKinds)[number];
export type LineChoice = 'update' | 'add' | 'skip';

/** `clocked` and `unclocked`: new inquiries that are open, with and without a due time (see clocks_from_file). */
export type ImportCounts = Record<LineKind | 'lines' | 'add' | 'update' | 'clocked' | 'unclocked', number> & {
  choices: Record<LineChoice, number>;
};

export type LineProblem = { field: string; why: string; value: string };
export type LineChange = { field: string; before: unknown; after: unknown };

/** A line as list_file_import tells it; what is not there is not known of it. */
export type ImportLine = {
  line: number;
  data?: Record<string, unknown>;
  cells?: string[];
  problems?: LineProblem[];
  record_id?: string;
  /** What the record is called that is here. */
  record?: string;
  of_line?: number;
  changes?: LineChange[];
  reasons?: string[];
  choice?: LineChoice;
};

/** What the server says while it reads a file, one JSON line each. */
export type ImportNews =
  | { read: number; share: number }
  | { comparing: true }
  | { counts: ImportCounts }
  | { refused: { message: string; reason?: string | undefined; field?: string | undefined } };
