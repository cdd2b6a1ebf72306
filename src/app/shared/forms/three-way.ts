import type { Conflict } from './conflict-dialog.tsx';

/** The values of a form: as it was opened, as they are typed now, and as somebody else saved them meanwhile. */
export type Three<Values> = { start: Values; mine: Values; theirs: Values };

type Field<Values> = keyof Values & string;
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
export const fieldsOf = <Values extends object>(values: Values) => Object.keys(values) as Field<Values>[];

/** The fields that both changed, each to something else. */
export const listConflicts = <Values extends object>({ start, mine, theirs }: Three<Values>, fields = fieldsOf(start)): Field<Values>[] =>
  fields.filter(
    (field) => !isSame(mine[field], start[field]) && !isSame(theirs[field], start[field]) && !isSame(mine[field], theirs[field]),
  );

/** Mine where I changed something and do not give way, theirs everywhere else. */
export function mergeValues<Values extends object>(
  { start, mine, theirs }: Three<Values>,
  takeTheirs: ReadonlySet<string>,
  fields = fieldsOf(start),
): Values {
  const own = fields.filter((field) => !isSame(mine[field], start[field]) && !takeTheirs.has(field));
  return { ...theirs, ...Object.fromEntries(own.map((field) => [field, mine[field]])) };
}

/** A conflict in words; `said` tells what stands in the field. */
export const sayConflict = <Name extends string, Values>(
  field: Name,
  label: string,
  said: (field: Name, values: Values) => string,
  { start, mine, theirs }: Three<Values>,
): Conflict<Name> => ({ field, label, was: said(field, start), mine: said(field, mine), theirs: said(field, theirs) });

/** The columns in which two forms differ. */
export function toPatch(now: Record<string, unknown>, before: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(now).filter(([column, value]) => !isSame(value, before[column])));
}
