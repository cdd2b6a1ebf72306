import { formatPhone } from '../../domain/shared/phone.ts';
import { toZoned } from '../../domain/shared/zoned.ts';

/** A column of an export, as the screen that asked for it named it. `words` says what codes mean. */
export type ExportColumn = {
  key: string;
  kind: 'text' | 'word' | 'day' | 'instant' | 'number' | 'cents' | 'phone';
  heading: string;
  words?: Record<string, string>;
};

/** What a cell holds: text, a number, or nothing. */
export type Cell = string | number | null;

/** The cells of a row. Times are those of the office's clocks; several values of one column stand in one cell. */
export function cellsOf(row: Record<string, unknown>, columns: ExportColumn[], zone: string): Cell[] {
  return columns.map((column) => cellOf(valueAt(row, column.key.split('.')), column, zone));
}

/** "needs.name" of a list of needs is the list of their names. */
function valueAt(value: unknown, path: string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => valueAt(one, path));
  return typeof value === 'object' && Object.hasOwn(value, name) ? valueAt((value as Record<string, unknown>)[name], rest) : null;
}

function cellOf(value: unknown, column: ExportColumn, zone: string): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.map((one) => cellOf(one, column, zone) ?? '').join('; ') || null;
  const { kind, words = {} } = column;
  if (kind === 'number' || kind === 'cents') {
    const number = Number(value);
    if (!Number.isFinite(number)) return null;
    return kind === 'cents' ? number / 100 : number;
  }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (kind === 'word') return Object.hasOwn(words, text) ? (words[text] ?? text) : text;
  if (kind === 'phone') return formatPhone(text);
  if (kind === 'instant') {
    const { date, time } = toZoned(text, zone);
    return `${date} ${time}`;
  }
  return text;
}
