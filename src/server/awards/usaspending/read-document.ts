import { parseExact, readAmount, readDay, readText, readUei } from './read-values.ts';

/** A file that cannot be read as an answer of USAspending; `reason` says it in the person's language. */
export class SpendingRefused extends Error {
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

type Json = Record<string, unknown>;

/** As import_usaspending takes them: see there. */
export type SpendingAward = {
  number: string | null;
  uei: string | null;
  recipient: string | null;
  title: string | null;
  federal_cents: number | null;
  starts_on: string | null;
  ends_on: string | null;
  federal_award_on: string | null;
  listing: string | null;
  agency: string | null;
};
export type SpendingSubaward = {
  prime: string | null;
  prime_uei: string | null;
  number: string | null;
  uei: string | null;
  recipient: string | null;
  action_on: string | null;
  amount_cents: number | null;
  description: string | null;
};
export type SpendingDocument = { awards: SpendingAward[]; subawards: SpendingSubaward[]; unplaced: number };

/** How deep rows lie at most: a list of answers, each with `results`. */
const DEEPEST = 5;

/**
 * Reads an answer of the API, or several: a search for awards or subawards, one award, the subawards of one. `prime`: of which award
 * subawards are that do not say it themselves.
 * @throws SpendingRefused when it is no JSON, or has no row in it.
 */
export function readSpending(text: string, prime: string | null): SpendingDocument {
  let parsed: unknown;
  try {
    parsed = parseExact(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new SpendingRefused(
      'usaspending_json',
      'The file is not JSON. Save the answer of USAspending.gov as it comes and choose that file.',
    );
  }
  const awards = new Map<string, SpendingAward>();
  const subawards: SpendingSubaward[] = [];
  const walk = (value: unknown, depth: number): void => {
    if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const one of value) walk(one, depth + 1);
      return;
    }
    const row = value as Json;
    const subaward = asSubaward(row);
    const award = subaward ? null : asAward(row);
    if (subaward) subawards.push(subaward);
    else if (award) {
      const key = (award.number ?? '').replace(/[^0-9A-Za-z]/g, '').toUpperCase();
      awards.set(key, fill(awards.get(key), award));
    } else for (const one of Object.values(row)) walk(one, depth + 1);
  };
  walk(parsed, 0);
  if (awards.size + subawards.length === 0)
    throw new SpendingRefused(
      'usaspending_empty',
      'There is no award and no subaward in this file. Save the answer of a search at USAspending.gov.',
    );
  for (const one of subawards) one.prime ??= prime;
  return {
    awards: [...awards.values()],
    subawards: subawards.filter((one) => one.prime),
    unplaced: subawards.filter((one) => !one.prime).length,
  };
}

const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
/** 'ASST_NON_15PBJA22GG02066JAGX_015' is '15PBJA22GG02066JAGX'. */
const idOf = (value: unknown): string | null => text(value)?.replace(/^ASST_NON_(.+)_\d{3,4}$/i, '$1') ?? null;

/** A row of a search for awards, or one award as a whole. */
function asAward(row: Json): SpendingAward | null {
  if ('Award ID' in row) {
    return {
      number: text(row['Award ID']) ?? idOf(row.generated_internal_id),
      uei: readUei(row['Recipient UEI']),
      recipient: readText(row['Recipient Name']),
      title: readText(row.Description),
      federal_cents: readAmount(row['Award Amount']),
      starts_on: readDay(row['Start Date']),
      ends_on: readDay(row['End Date']),
      federal_award_on: readDay(row['Base Obligation Date']),
      listing: listingOf(row['CFDA Number'], row.primary_assistance_listing, row['Assistance Listings']),
      agency: readText(row['Awarding Agency']),
    };
  }
  if (!('generated_unique_award_id' in row) || !('fain' in row)) return null;
  const [recipient, period] = [objectOf(row.recipient), objectOf(row.period_of_performance)];
  return {
    number: text(row.fain) ?? idOf(row.generated_unique_award_id),
    uei: readUei(recipient.recipient_uei),
    recipient: readText(recipient.recipient_name),
    title: readText(row.description),
    federal_cents: readAmount(row.total_obligation),
    starts_on: readDay(period.start_date),
    ends_on: readDay(period.end_date),
    federal_award_on: readDay(row.date_signed),
    listing: listingOf(row.cfda_info),
    agency: readText(objectOf(objectOf(row.awarding_agency).toptier_agency).name),
  };
}

/** A row of a search for subawards, or of the subawards of one award. */
function asSubaward(row: Json): SpendingSubaward | null {
  if ('Sub-Award ID' in row) {
    return {
      prime: idOf(row.prime_award_generated_internal_id) ?? text(row['Prime Award ID']),
      prime_uei: readUei(row['Prime Award Recipient UEI'] ?? row['Prime Recipient UEI']),
      number: text(row['Sub-Award ID']),
      uei: readUei(row['Sub-Recipient UEI']),
      recipient: readText(row['Sub-Awardee Name']),
      action_on: readDay(row['Sub-Award Date']),
      amount_cents: readAmount(row['Sub-Award Amount']),
      description: readText(row['Sub-Award Description']),
    };
  }
  if (!('subaward_number' in row)) return null;
  return {
    prime: null,
    prime_uei: null,
    number: text(row.subaward_number),
    uei: readUei(row.recipient_uei),
    recipient: readText(row.recipient_name),
    action_on: readDay(row.action_date),
    amount_cents: readAmount(row.amount),
    description: readText(row.description),
  };
}

/** The first number of an Assistance Listing in any of the ways in which it is told. */
function listingOf(...values: unknown[]): string | null {
  for (const value of values) {
    const first = Array.isArray(value) ? value[0] : value;
    const told = typeof first === 'object' && first !== null ? ((first as Json).cfda_number ?? (first as Json).cfda_program_number) : first;
    const number = /\d{2}\.\d{3}/.exec(typeof told === 'string' ? told : '')?.[0];
    if (number) return number;
  }
  return null;
}

/** What was told first, with what only another row of the same award tells. */
function fill(before: SpendingAward | undefined, row: SpendingAward): SpendingAward {
  if (!before) return row;
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, before[field as keyof SpendingAward] ?? value]),
  ) as SpendingAward;
}
