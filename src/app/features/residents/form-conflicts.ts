import type { Conflict } from '../../shared/forms/conflict-dialog.tsx';
import { listConflicts, mergeValues, sayConflict, type Three } from '../../shared/forms/three-way.ts';
import type { ContactKind, ContactValues, ResidentValues } from './form-values.ts';

/** The fields of which one value can stand; of lists both can. */
const single = [
  'name',
  'preferred_name',
  'preferred_language',
  'needs_interpreter',
  'accessibility_need',
  'district_id',
  'neighborhood',
  'contact_by',
  'contact_note',
] as const;
export type SingleField = (typeof single)[number];

/** In which fields two people differ, in words. */
export const listResidentConflicts = (
  three: Three<ResidentValues>,
  label: (field: string) => string,
  value: (field: string, raw: unknown) => string,
): Conflict<SingleField>[] =>
  listConflicts(three, [...single]).map((field) =>
    sayConflict(field as SingleField, label(field), (name, values) => value(name, values[name]), three),
  );

/** What one contact is, however it is written: a number by its last ten digits. */
function keyOf(kind: ContactKind, { value, postal_code }: ContactValues): string {
  const text = value.trim().toLowerCase();
  return kind === 'phones' ? text.replace(/\D/g, '').slice(-10) || text : `${text}|${postal_code.trim()}`;
}

/** Theirs, without what I took away, with what I added: nothing that either wrote is lost. Of a contact that both have, my label counts if I changed it. */
function mergeContacts(kind: ContactKind, { start, mine, theirs }: Three<ContactValues[]>): ContactValues[] {
  const read = (rows: ContactValues[]) =>
    new Map(rows.filter(({ value }) => value.trim() !== '').map((row) => [keyOf(kind, row), row] as const));
  const [was, own, other] = [read(start), read(mine), read(theirs)];
  const stays = [...other].flatMap(([key, row]) => {
    const [before, now] = [was.get(key), own.get(key)];
    if (before && !now) return [];
    return [now && before && now.label !== before.label ? { ...row, label: now.label } : row];
  });
  return [...stays, ...[...own].filter(([key]) => !was.has(key) && !other.has(key)).map(([, row]) => row)];
}

/** Mine where I changed something and do not give way, theirs everywhere else; of lists what both wrote. */
export function mergeResident(three: Three<ResidentValues>, takeTheirs: ReadonlySet<SingleField>): ResidentValues {
  const { start, mine, theirs } = three;
  const contacts = (kind: ContactKind) => mergeContacts(kind, { start: start[kind], mine: mine[kind], theirs: theirs[kind] });
  return {
    ...mergeValues(three, takeTheirs, [...single]),
    tags: [
      ...theirs.tags.filter((tag) => mine.tags.includes(tag) || !start.tags.includes(tag)),
      ...mine.tags.filter((tag) => !start.tags.includes(tag) && !theirs.tags.includes(tag)),
    ],
    phones: contacts('phones'),
    emails: contacts('emails'),
    addresses: contacts('addresses'),
  };
}
