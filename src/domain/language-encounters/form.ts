import { readCents } from '../shared/money.ts';
import type { IdentifiedBy, Mode, Outcome, Qualification, UnmetReason } from './encounter.ts';

/** The form of an encounter: text as typed, ids or null. */
export type EncounterValues = {
  language: string | null;
  dialect: string;
  identified_by: IdentifiedBy;
  mode: Mode | null;
  vendor_id: string | null;
  interpreter_staff_id: string | null;
  interpreter_number: string;
  confirmation_number: string;
  qualification: Qualification;
  /** Day and time of the office, as they were understood (ISO); both empty for now. */
  day: string;
  time: string;
  /** Minutes, as typed: "1.5". */
  wait: string;
  duration: string;
  cost: string;
  used_family: boolean;
  used_minor: boolean;
  asked_for: string;
  outcome: Outcome;
  unmet_reason: UnmetReason | null;
  unmet_note: string;
  follow_up_on: string;
  words: string;
  is_vital: boolean;
  is_test: boolean;
  district_id: string | null;
  staff_id: string | null;
};

export type EncounterField = keyof EncounterValues;

/** A number of minutes as typed; null for nothing, undefined for what is no number. A comma is a point, as Spanish writes it. */
export function readMinutes(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return null;
  return /^\d{1,4}(\.\d{1,2})?$/.test(typed) ? Number(typed) : undefined;
}

export function readCount(text: string): number | null | undefined {
  const typed = text.replace(/[,\s]/g, '');
  if (typed === '') return null;
  return /^\d{1,8}$/.test(typed) ? Number(typed) : undefined;
}

/** The fields that cannot be read or are missing, before the database is asked; each with the word of its refusal. */
export function checkEncounter(values: EncounterValues): Partial<Record<EncounterField, string>> {
  const wrong: Partial<Record<EncounterField, string>> = {};
  if (!values.language) wrong.language = 'encounter_language';
  if (!values.mode) wrong.mode = 'encounter_mode';
  if (values.outcome !== 'served' && !values.unmet_reason) wrong.unmet_reason = 'encounter_reason';
  if (readMinutes(values.wait) === undefined) wrong.wait = 'encounter_wait';
  const duration = readMinutes(values.duration);
  if (duration === undefined) wrong.duration = 'encounter_duration';
  if (readCents(values.cost) === undefined) wrong.cost = 'encounter_cost';
  if (readCount(values.words) === undefined) wrong.words = 'encounter_words';
  return wrong;
}

/** What the form says, as save_encounter takes it. Only of values that passed the checks. */
export function toEncounter(values: EncounterValues): Record<string, unknown> {
  const { day, time, wait, duration, cost, words, follow_up_on, ...rest } = values;
  const waited = readMinutes(wait) ?? null;
  const lasted = readMinutes(duration) ?? null;
  const isOfStaff = values.mode === 'bilingual_staff';
  return {
    ...rest,
    // Who interpreted follows from how: the one that is not asked for is not kept.
    vendor_id: isOfStaff ? null : values.vendor_id,
    interpreter_staff_id: isOfStaff || values.vendor_id === null ? values.interpreter_staff_id : null,
    // Neither: it was now, or it stays as it was.
    ...(day && time ? { occurred_local: `${day}T${time}` } : {}),
    wait_seconds: waited === null ? null : Math.round(waited * 60),
    duration_minutes: lasted === null ? null : Math.round(lasted),
    cost_cents: readCents(cost) ?? null,
    words: values.mode === 'translation' ? (readCount(words) ?? null) : null,
    is_vital: values.mode === 'translation' && values.is_vital,
    used_minor: values.used_family && values.used_minor,
    follow_up_on: follow_up_on || null,
  };
}

/** The field at which a refusal of the database stands, by its hint. */
export const encounterFieldOfHint: Record<string, EncounterField> = {
  encounter_language: 'language',
  encounter_english: 'language',
  encounter_mode: 'mode',
  encounter_when: 'day',
  encounter_vendor: 'vendor_id',
  encounter_vendor_staff: 'vendor_id',
  encounter_certified: 'vendor_id',
  encounter_interpreter: 'interpreter_staff_id',
  encounter_qualification: 'qualification',
  encounter_untested: 'qualification',
  encounter_outcome: 'outcome',
  encounter_reason: 'unmet_reason',
  encounter_wait: 'wait',
  encounter_duration: 'duration',
  encounter_cost: 'cost',
  encounter_words: 'words',
  encounter_text: 'asked_for',
  encounter_number: 'confirmation_number',
  encounter_follow_up: 'follow_up_on',
};
