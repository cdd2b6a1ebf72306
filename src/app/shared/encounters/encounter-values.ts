import type { EncounterFacts } from '../../../domain/language-encounters/encounter.ts';
import type { EncounterValues } from '../../../domain/language-encounters/form.ts';
import { writeCents } from '../../../domain/shared/money.ts';

/** A form in which nothing stands but what the record knows. */
export const emptyEncounter = (known: Partial<EncounterValues>): EncounterValues => ({
  language: null,
  dialect: '',
  identified_by: known.language ? 'record' : 'self',
  mode: null,
  vendor_id: null,
  interpreter_staff_id: null,
  interpreter_number: '',
  confirmation_number: '',
  qualification: 'none',
  day: '',
  time: '',
  wait: '',
  duration: '',
  cost: '',
  used_family: false,
  used_minor: false,
  asked_for: '',
  outcome: 'served',
  unmet_reason: null,
  unmet_note: '',
  follow_up_on: '',
  words: '',
  is_vital: false,
  is_test: false,
  district_id: null,
  staff_id: null,
  ...known,
});

/** A saved encounter as the form shows it. */
export function toEncounterValues({ encounter: one, occurred_local }: EncounterFacts): EncounterValues {
  const [day = '', time = ''] = occurred_local.split('T');
  const number = (value: number | null) => (value === null ? '' : String(value));
  return {
    ...one,
    dialect: one.dialect ?? '',
    interpreter_number: one.interpreter_number ?? '',
    confirmation_number: one.confirmation_number ?? '',
    day,
    time,
    wait: one.wait_seconds === null ? '' : String(Math.round((one.wait_seconds / 60) * 100) / 100),
    duration: number(one.duration_minutes),
    cost: writeCents(one.cost_cents),
    unmet_note: one.unmet_note ?? '',
    follow_up_on: one.follow_up_on ?? '',
    words: number(one.words),
  };
}
