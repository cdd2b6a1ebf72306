/** What an award promised to do and did, as the database counts it. */

/** What a credited record gives: itself, its people, or its people in another language than English. */
export const countings = ['occurrences', 'people', 'language'] as const;
export type Counting = (typeof countings)[number];

/** The ways in which the period of performance is cut for targets. */
export const cuts = ['report', 'quarter', 'half', 'year', 'whole'] as const;
export type Cut = (typeof cuts)[number];

export type Period = { period_start: string; period_end: string };
export type MeasurePeriod = Period & { target: number; done: number; rows: number; is_over: boolean; is_now: boolean };
export type MeasureState = 'reached' | 'behind' | 'on_course' | 'no_target';

export type Measure = {
  id: string;
  code: string | null;
  name: string;
  unit: string;
  counts: Counting;
  is_active: boolean;
  version: number;
  target: number | null;
  done: number;
  rows: number;
  /** Done on days that no target's period has. */
  outside: number;
  outside_rows: number;
  /** Promised by the periods that are over. */
  due: number;
  state: MeasureState;
  periods: MeasurePeriod[];
};

export type SheetLine = {
  id: string;
  code: string | null;
  name: string;
  unit: string;
  target: number | null;
  done: number;
  since_start: number;
};
export type PerformanceReport = Period & {
  id: string;
  kind: 'performance' | 'pmt';
  is_final: boolean;
  due_on: string;
  filed_on: string | null;
  /** As they were when it was filed; null where it is not, or was before there were measures. */
  filed: SheetLine[] | null;
  now: SheetLine[];
};

export type Performance = {
  today: string;
  award: { id: string; status: string; starts_on: string | null; ends_on: string | null };
  measures: Measure[];
  reports: PerformanceReport[];
  periods: Record<Cut, Period[]>;
};

/** Records that can be credited. */
export const creditedTables = ['events', 'interactions', 'language_encounters'] as const;
export type CreditedTable = (typeof creditedTables)[number];

/** Why a figure is what it is. */
export type Stands = 'counted' | 'not_held' | 'cancelled' | 'counted_before' | 'in_english';

export type CreditRow = {
  id: string;
  source: 'hand' | CreditedTable;
  record_id: string | null;
  inquiry_id: string | null;
  credited_on: string;
  amount: number;
  stands: Stands;
  first_on: string | null;
  title: string | null;
  kind: string | null;
  note: string;
  version: number;
  created_by_name: string | null;
  /** Other awards that the same record counts for. */
  also: (string | null)[];
};
export type CreditRows = { count: number; amount: number; rows: CreditRow[] };

export type Candidate = {
  id: string;
  title: string;
  kind: string;
  credited_on: string;
  amount: number;
  inquiry_id: string | null;
  language: string | null;
  also: (string | null)[];
};

/** What an event or the contacts of an inquiry count for, and what else they could. */
export type CreditedMeasure = {
  id: string;
  name: string;
  unit: string;
  counts: Counting;
  award_id: string;
  award_number: string | null;
  award_title: string;
  award_status: string;
};
export type CreditedRecord = {
  id: string;
  credited_on: string;
  credits: { id: string; measure_id: string; amount: number; stands: Stands; first_on: string | null }[];
  offered: string[];
};
export type CreditsOf = { measures: CreditedMeasure[]; records: CreditedRecord[] };

/** '1,250' is 1250; null for nothing typed, undefined for what is no whole number that a target can be. */
export function readWhole(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  if (!/^(\d{1,3}([,. ]\d{3})+|\d{1,10})$/.test(typed)) return undefined;
  const value = Number(typed.replace(/[,. ]/g, ''));
  return value <= 1_000_000_000 ? value : undefined;
}

/** A whole cut into so many parts that come to it exactly; the first ones get what is left over. */
export function spread(whole: number, parts: number): number[] {
  const each = Math.floor(whole / parts);
  const over = whole - each * parts;
  return Array.from({ length: parts }, (_, index) => each + (index < over ? 1 : 0));
}

/** Done in percent of what was promised, cut and not rounded: 99 stays 99 until all is done. */
export const percentOf = (done: number, target: number): number | null => (target === 0 ? null : Math.floor((done * 100) / target));
