import type { LineProblem } from '../../domain/imports/file-import.ts';
import { rearm } from '../../domain/imports/rejects.ts';
import { tidy } from './cells.ts';
import type { Cells } from './preset.ts';

/** What becomes of a line: what it says, ready for the database, or what is wrong with it, at which field. */
export type LineReading = { data: Record<string, unknown> } | { problems: LineProblem[] };

/** The cells of one line by what they are, and what is found wrong with them. */
export class Line<Field extends string> {
  readonly problems: LineProblem[] = [];
  private readonly cells: Cells;
  private readonly mapping: Partial<Record<Field, string>>;
  constructor(cells: Cells, mapping: Partial<Record<Field, string>>) {
    this.cells = cells;
    this.mapping = mapping;
  }

  /** A cell in one line; empty where the file has no such column. */
  text(field: Field): string {
    return tidy(this.raw(field));
  }

  /** A cell as it stands, with its breaks. */
  raw(field: Field): string {
    const column = this.mapping[field];
    return column === undefined ? '' : rearm((this.cells[column] ?? '').trim());
  }

  /** A cell of at most so many letters; null when it is empty or too long. */
  words(field: Field, most: number, text = this.text(field)): string | null {
    if (text.length <= most) return text === '' ? null : text;
    return this.refuse(field, 'long', String(most));
  }

  refuse(field: Field, why: string, value: string): null {
    this.problems.push({ field, why, value: value.slice(0, 120) });
    return null;
  }

  /** What the line says, without what it does not say; or what is wrong. */
  reading(data: Record<string, unknown>): LineReading {
    if (this.problems.length > 0) return { problems: this.problems };
    const said = Object.entries(data).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
    return { data: Object.fromEntries(said) };
  }
}

const yes = new Set(['yes', 'y', 'true', 't', '1', 'x', 'si', 'sí', 's']);
const no = new Set(['no', 'n', 'false', 'f', '0', '-']);

/** Yes or no as lists say it; undefined for another word. */
export const readYesNo = (text: string): boolean | undefined =>
  yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : undefined;

/** Several things in one cell: by semicolons, bars or lines. */
export const severalOf = (text: string): string[] =>
  text
    .split(/[;|\n]+/)
    .map((one) => tidy(one))
    .filter((one) => one !== '');
