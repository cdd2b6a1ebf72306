/** How somebody was helped in their language. */
export const modes = ['phone', 'video', 'in_person', 'bilingual_staff', 'translation', 'sign'] as const;
export type Mode = (typeof modes)[number];

/** Whether they got what they asked for. */
export const outcomes = ['served', 'partial', 'declined', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

export const unmetReasons = [
  'no_interpreter',
  'wait_too_long',
  'dropped',
  'wrong_language',
  'quality',
  'resident_left',
  'not_translated',
  'other',
] as const;
export type UnmetReason = (typeof unmetReasons)[number];

export const identifiedBy = ['self', 'card', 'interpreter', 'guess', 'record'] as const;
export type IdentifiedBy = (typeof identifiedBy)[number];

export const qualifications = ['none', 'vendor_certified', 'staff_tested'] as const;
export type Qualification = (typeof qualifications)[number];

/** A row of language_encounters. */
export type Encounter = {
  id: string;
  occurred_at: string;
  staff_id: string | null;
  inquiry_id: string | null;
  event_id: string | null;
  referral_id: string | null;
  resident_id: string | null;
  district_id: string | null;
  language: string;
  dialect: string | null;
  identified_by: IdentifiedBy;
  mode: Mode;
  vendor_id: string | null;
  interpreter_staff_id: string | null;
  interpreter_number: string | null;
  confirmation_number: string | null;
  wait_seconds: number | null;
  duration_minutes: number | null;
  cost_cents: number | null;
  qualification: Qualification;
  used_family: boolean;
  used_minor: boolean;
  asked_for: string;
  outcome: Outcome;
  unmet_reason: UnmetReason | null;
  unmet_note: string | null;
  follow_up_on: string | null;
  followed_up_at: string | null;
  words: number | null;
  is_vital: boolean;
  is_test: boolean;
  primary_section: number;
  sections: number[];
  version: number;
};

type Named = { id: string; name: string };

/** The answer of encounter_facts. */
export type EncounterFacts = {
  id: string;
  encounter: Encounter;
  /** When it was, in the office's time: '2026-11-24T14:30'. */
  occurred_local: string;
  is_qualified: boolean;
  staff: Named | null;
  interpreter: Named | null;
  vendor: (Named & { is_language_office: boolean }) | null;
  inquiry: { id: string; number: string; subject: string } | null;
  event: { id: string; title: string } | null;
  referral: { id: string; number: number } | null;
  resident: Named | null;
  district: Named | null;
  /** Of an invoice, where one was matched. */
  line: { id: string; cost_cents: number; minutes: number; occurred_at: string; invoice_number: string; invoice_id: string } | null;
};

/** The answer of interpreter_choices. */
export type Vendor = Named & { is_language_office: boolean; is_active: boolean };
export type Speaker = Named & {
  language: string;
  skill: 'spoken' | 'written' | 'both';
  level: 'basic' | 'working' | 'fluent' | 'native';
  tested_on: string | null;
  tested_by: string | null;
  valid_until: string | null;
  is_tested: boolean;
};
export type InterpreterChoices = {
  vendors: Vendor[];
  staff: Speaker[];
  /** What the office calls help that counts, what it means by it, and which kinds those are. */
  qualified: { label: string; meaning: string; kinds: Qualification[] };
};
