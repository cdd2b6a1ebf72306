import { readTime } from '../../../../domain/events/time-words.ts';
import { readCents } from '../../../../domain/shared/money.ts';
import { localToInstant } from '../../../../domain/shared/zoned.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { readNumber } from '../read-number.ts';
import type { EventValues } from './values.ts';

/** How days in words are read: today, and the reader's language. */
export type Reading = { today: string; locale: 'en' | 'es' };

/** What belongs together: changed, compared and chosen as one. */
export const eventFields = [
  'title',
  'kind',
  'status',
  'when',
  'place_name',
  'room',
  'address',
  'online_url',
  'district_id',
  'neighborhood',
  'expected_count',
  'staff',
  'organizations',
  'languages',
  'accessibility',
  'programs',
  'topics',
  'legislation',
  'plan',
  'supplies',
  'equipment',
  'costs',
  'summary',
  'translations',
  'is_published',
  'slug',
  'takes_registrations',
  'capacity',
  'has_waitlist',
  'offer_minutes',
  'registration_closes_at',
  'sections',
] as const;
export type EventField = (typeof eventFields)[number];

export type Columns = Record<string, unknown>;

/** The instants that the form means; null for what cannot be read. A start without an end takes two hours. */
export function readWhen(values: Pick<EventValues, 'day' | 'starts' | 'ends' | 'end_day' | 'time_zone'>, { today, locale }: Reading) {
  const day = readDay(values.day, today, locale);
  const starts = readTime(values.starts);
  const endDay = values.end_day.trim() === '' ? day : readDay(values.end_day, today, locale);
  const ends = values.ends.trim() === '' ? null : readTime(values.ends, endDay === day ? starts : null);
  const instant = (date: string | null, time: string | null) => (date && time ? localToInstant(`${date}T${time}`, values.time_zone) : null);
  const starts_at = instant(day, starts);
  const isOpen = values.ends.trim() === '' && values.end_day.trim() === '';
  const ends_at = isOpen && starts_at ? new Date(Date.parse(starts_at) + 7_200_000).toISOString() : instant(endDay, ends);
  return { day, starts, endDay, ends, starts_at, ends_at };
}

/** The same as a series begins with it: what the clock says, and for how many minutes; null while it cannot be read. */
export function toStart({ day, starts, starts_at, ends_at }: ReturnType<typeof readWhen>, timeZone: string) {
  const minutes = starts_at && ends_at ? Math.round((Date.parse(ends_at) - Date.parse(starts_at)) / 60_000) : 0;
  return day && starts && minutes > 0 ? { local: `${day}T${starts}`, minutes, timeZone } : null;
}

/** When registration closes: an instant, null for never before the end, undefined for what cannot be read. */
export function readCloses(values: EventValues, { today, locale }: Reading): string | null | undefined {
  if (values.closes_day.trim() === '') return null;
  const day = readDay(values.closes_day, today, locale);
  const time = values.closes_time.trim() === '' ? '17:00' : readTime(values.closes_time);
  return day && time ? localToInstant(`${day}T${time}`, values.time_zone) : undefined;
}

const trimmed = (text: string): string | null => text.trim() || null;
const sorted = (ids: string[]): string[] => [...ids].sort();

/** What a field becomes in the database. */
export function columnsOf(field: EventField, values: EventValues, reading: Reading): Columns {
  switch (field) {
    case 'when': {
      const { starts_at, ends_at } = readWhen(values, reading);
      return { starts_at, ends_at, time_zone: values.time_zone };
    }
    case 'title':
    case 'accessibility':
    case 'plan':
    case 'summary':
      return { [field]: values[field].trim() };
    case 'place_name':
    case 'room':
    case 'address':
    case 'online_url':
    case 'neighborhood':
    case 'slug':
      return { [field]: trimmed(values[field]) };
    case 'expected_count':
    case 'capacity':
      return { [field]: readNumber(values[field]) };
    case 'topics':
    case 'legislation':
      return { [field]: sorted(values[field]) };
    case 'registration_closes_at':
      return { registration_closes_at: readCloses(values, reading) ?? null };
    case 'sections':
      return {
        primary_section: values.primary_section,
        sections: [...new Set([values.primary_section, ...values.sections])].sort((a, b) => a - b),
      };
    case 'staff':
      return {
        staff: values.staff
          .filter(({ staff_id }) => staff_id)
          .map(({ staff_id, task, hours_planned, hours_worked }) => ({
            staff_id,
            task,
            hours_planned: readNumber(hours_planned),
            hours_worked: readNumber(hours_worked),
          })),
      };
    case 'organizations':
      return {
        organizations: values.organizations
          .filter(({ organization_id }) => organization_id)
          .map(({ organization_id, part }) => ({ organization_id, part })),
      };
    case 'languages':
      return {
        languages: values.languages
          .filter(({ language }) => language)
          .map(({ language, mode, interpreter, booking }) => ({ language, mode, interpreter: trimmed(interpreter), booking })),
      };
    case 'supplies':
      return {
        supplies: values.supplies
          .filter(({ id, item }) => id || item.trim())
          .map(({ id, item, quantity, is_packed }) => ({
            ...(id ? { id } : {}),
            item: item.trim(),
            quantity: readNumber(quantity) ?? 1,
            is_packed,
          })),
      };
    case 'costs':
      return {
        costs: values.costs
          .filter(({ id, label, planned, actual }) => id || label.trim() || planned.trim() || actual.trim())
          .map(({ id, label, category, planned, actual, fund }) => ({
            ...(id ? { id } : {}),
            label: label.trim(),
            category,
            planned_cents: readCents(planned) ?? null,
            actual_cents: readCents(actual) ?? null,
            fund: trimmed(fund),
          })),
      };
    default:
      return { [field]: values[field] };
  }
}

export function isSameField(field: EventField, a: EventValues, b: EventValues, reading: Reading): boolean {
  return JSON.stringify(columnsOf(field, a, reading)) === JSON.stringify(columnsOf(field, b, reading));
}

/** Only what differs from what the person was shown: what they did not touch is not theirs to write. */
export function toEventPatch(values: EventValues, shown: EventValues, reading: Reading): Columns {
  const changed = eventFields.filter((field) => !isSameField(field, values, shown, reading));
  return Object.assign({}, ...changed.map((field) => columnsOf(field, values, reading))) as Columns;
}

/** A new event as it is saved. Its sections follow from its kind, unless they were corrected. */
export function toNewEvent(values: EventValues, empty: EventValues, reading: Reading): Columns {
  return { title: values.title.trim(), kind: values.kind, ...columnsOf('when', values, reading), ...toEventPatch(values, empty, reading) };
}

/** The fields on which two people differ: both from the same start, `mine` typed here and `theirs` saved meanwhile. */
export function listEventConflicts(start: EventValues, mine: EventValues, theirs: EventValues, reading: Reading): EventField[] {
  return eventFields.filter((field) => !isSameField(field, mine, theirs, reading) && !isSameField(field, mine, start, reading));
}

const heldBy: Partial<Record<EventField, (keyof EventValues)[]>> = {
  when: ['day', 'starts', 'ends', 'end_day', 'time_zone'],
  registration_closes_at: ['closes_day', 'closes_time'],
  sections: ['primary_section', 'sections'],
};

/** Their record with my entries where I changed something and `takeTheirs` does not name it. */
export function mergeEvent(
  start: EventValues,
  mine: EventValues,
  theirs: EventValues,
  takeTheirs: ReadonlySet<EventField>,
  reading: Reading,
): EventValues {
  const merged: Record<string, unknown> = { ...theirs };
  for (const field of eventFields) {
    if (takeTheirs.has(field) || isSameField(field, mine, start, reading)) continue;
    for (const key of heldBy[field] ?? [field as keyof EventValues]) merged[key] = mine[key];
  }
  return merged as EventValues;
}
