import { fold } from '../../domain/shared/fold.ts';

/** A column's name as names are compared: 'E-Mail_Address' and 'e mail address' are one. */
export const plainName = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Which column is which field, going by names that such columns have: for each field the first of its names that the file has. */
export function guessColumns<Field extends string>(
  columns: readonly string[],
  fields: readonly Field[],
  names: Record<Field, readonly string[]>,
): Partial<Record<Field, string>> {
  const folded = columns.map(plainName);
  const found: Partial<Record<Field, string>> = {};
  const taken = new Set<number>();
  for (const field of fields) {
    const place = names[field]
      .map((name) => folded.findIndex((one, index) => one === name && !taken.has(index)))
      .find((index) => index >= 0);
    const column = place === undefined ? undefined : columns[place];
    if (place === undefined || column === undefined) continue;
    taken.add(place);
    found[field] = column;
  }
  return found;
}
