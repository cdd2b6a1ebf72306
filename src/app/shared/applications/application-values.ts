import { type ApplicationStatus, isDecided } from '../../../domain/applications/application.ts';
import { readCents, writeCents } from '../../../domain/shared/money.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import type { MessageKey } from '../../i18n/translate.ts';

export type ChosenProgram = { id: string; name: string };

/** The form of an application: days in words, the amount as typed. */
export type ApplicationValues = {
  program: ChosenProgram | null;
  status: ApplicationStatus;
  started_on: string;
  submitted_on: string;
  decided_on: string;
  amount: string;
  note: string;
  language: string;
  district_id: string | null;
};
export type ApplicationField = keyof ApplicationValues;
export type Reading = { today: string; locale: 'en' | 'es' };

/** What is saved of an application, as the form needs it. */
export type KnownApplication = {
  id: string;
  version: number;
  program: ChosenProgram;
  status: ApplicationStatus;
  started_on: string;
  submitted_on: string | null;
  decided_on: string | null;
  amount_cents: number | null;
  note: string;
  language: string;
  district_id: string | null;
};

export const newApplication = (program: ChosenProgram | null, today: string): ApplicationValues => ({
  program,
  status: 'started',
  started_on: today,
  submitted_on: '',
  decided_on: '',
  amount: '',
  note: '',
  language: '',
  district_id: null,
});

export const toApplicationValues = (one: KnownApplication): ApplicationValues => ({
  program: one.program,
  status: one.status,
  started_on: one.started_on,
  submitted_on: one.submitted_on ?? '',
  decided_on: one.decided_on ?? '',
  amount: writeCents(one.amount_cents),
  note: one.note,
  language: one.language,
  district_id: one.district_id,
});

/** Which days and amounts there are to ask for at a state. */
export const asksFor = (status: ApplicationStatus) => ({
  submitted: status !== 'started',
  decided: isDecided(status),
  amount: status === 'approved',
});

const dayOf = (text: string, { today, locale }: Reading) => (text.trim() === '' ? null : (readDay(text, today, locale) ?? undefined));

/** What can be told before the database is asked. */
export function checkApplication(values: ApplicationValues, reading: Reading): Partial<Record<ApplicationField, MessageKey>> {
  const asks = asksFor(values.status);
  const wrong: Partial<Record<ApplicationField, MessageKey>> = {};
  if (!values.program) wrong.program = 'refusal.application_program';
  if (!dayOf(values.started_on, reading)) wrong.started_on = 'application.wrong.day_needed';
  if (asks.submitted && dayOf(values.submitted_on, reading) === undefined) wrong.submitted_on = 'application.wrong.day';
  if (asks.decided && dayOf(values.decided_on, reading) === undefined) wrong.decided_on = 'application.wrong.day';
  if (asks.amount && readCents(values.amount) === undefined) wrong.amount = 'application.wrong.amount';
  return wrong;
}

/** The field at which a refusal of the database stands, by its hint. */
export const fieldOfHint: Record<string, ApplicationField> = {
  application_program: 'program',
  application_status: 'status',
  application_started_on: 'started_on',
  application_submitted_on: 'submitted_on',
  application_decided_on: 'decided_on',
  application_amount: 'amount',
  application_note: 'note',
  application_language: 'language',
  application_district_id: 'district_id',
};

/** What the form says, as save_application takes it. Only of values that passed the checks. */
export function toApplicationColumns(values: ApplicationValues, reading: Reading): Record<string, unknown> {
  const asks = asksFor(values.status);
  return {
    program_id: values.program?.id,
    status: values.status,
    started_on: dayOf(values.started_on, reading),
    submitted_on: asks.submitted ? dayOf(values.submitted_on, reading) : null,
    decided_on: asks.decided ? dayOf(values.decided_on, reading) : null,
    amount_cents: asks.amount ? (readCents(values.amount) ?? null) : null,
    note: values.note.trim(),
    ...(values.language ? { language: values.language } : {}),
    ...(values.district_id ? { district_id: values.district_id } : {}),
  };
}
