import { tidy } from '../imports/cells.ts';
import { archiveForm } from './read-archive.ts';
import { currentForm } from './read-current.ts';
import type { Cell, Form } from './request.ts';

const forms: Form[] = [currentForm, archiveForm];

/** A field by one name, however a download writes it: 'CASE ID', 'case_id', 'workorder_'. */
export const fieldName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

/** Which form has these columns; undefined when neither. Queries that go around use the names of the old file for the new one. */
export function formOf(columns: string[]): Form | undefined {
  const names = new Set(columns.map(fieldName));
  return forms.find(({ needs }) => needs.every((one) => names.has(one)));
}

/** Reads cells by field names out of rows that all have the same columns, or, in JSON, some of them. */
export function cellsOf(row: Record<string, unknown>, names: Map<string, string>): Cell {
  return (field) => textOf(row[names.get(field) ?? field]);
}

/** The column of each field. */
export const namesOf = (columns: string[]): Map<string, string> => new Map(columns.map((name) => [fieldName(name), name]));

function textOf(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '' : tidy(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const { coordinates } = (value ?? {}) as { coordinates?: unknown };
  return Array.isArray(coordinates) ? `POINT (${coordinates.join(' ')})` : '';
}
