import type { RecordsEnd, RecordsRequest } from '../../../../domain/inquiries/records-request.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';

export const dayFields = [
  'received_by_office_on',
  'received_by_custodian_on',
  'delay_sent_on',
  'delay_until_on',
  'fee_sent_on',
  'fee_paid_on',
  'question_sent_on',
  'question_answered_on',
  'ended_on',
] as const;
export const textFields = ['custodian', 'delay_reason', 'delay_place', 'question', 'ended_note'] as const;
export type DayName = (typeof dayFields)[number];
export type TextName = (typeof textFields)[number];
export type RecordsValues = Record<DayName | TextName | 'fee', string> & { ended_as: RecordsEnd | null };
export type RecordsErrors = Partial<Record<DayName | TextName | 'fee_cents' | 'ended_as', string>>;

/** What the form begins with: the request, or one that arrived on the day the inquiry was opened. */
export function toValues(request: RecordsRequest | null, openedOn: string): RecordsValues {
  const words = Object.fromEntries([...dayFields, ...textFields].map((name) => [name, request?.[name] ?? ''])) as Record<
    DayName | TextName,
    string
  >;
  return {
    ...words,
    received_by_office_on: request?.received_by_office_on ?? openedOn,
    fee: writeCents(request?.fee_cents ?? null),
    ended_as: request?.ended_as ?? null,
  };
}

/** The columns of the form, and the fields that cannot be read. */
export function toColumns(
  values: RecordsValues,
  today: string,
  locale: 'en' | 'es',
): { columns: Record<string, unknown>; wrong: (keyof RecordsErrors)[] } {
  const wrong: (keyof RecordsErrors)[] = [];
  const columns: Record<string, unknown> = { ended_as: values.ended_as };
  for (const name of dayFields) {
    const typed = values[name].trim();
    columns[name] = typed === '' ? null : readDay(typed, today, locale);
    if (typed !== '' && columns[name] === null) wrong.push(name);
  }
  for (const name of textFields) columns[name] = values[name].trim() || null;
  const cents = readCents(values.fee);
  columns.fee_cents = values.fee.trim() === '' ? null : cents;
  if (values.fee.trim() !== '' && !cents) wrong.push('fee_cents');
  return { columns, wrong };
}
