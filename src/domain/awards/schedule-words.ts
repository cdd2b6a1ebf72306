import type { DueReason } from './report.ts';

/** From what a day is counted, and the day of that. */
export type CountedFrom = { basis: Exclude<NonNullable<DueReason['basis']>, 'hand'>; from: string };

/** A part of why a day is that day; screens say each in the reader's language. */
export type WhyPart =
  | { say: 'days' | 'months' | 'years'; count: number; after: CountedFrom }
  | { say: 'same'; after: CountedFrom }
  | { say: 'accepted_late'; accepted: string; normal: string }
  | { say: 'hand'; source: string | null }
  | { say: 'again' | 'confirm' };

/** Why a day is that day: how it was counted, then what moved it, then what is to be done about it. */
export function whyDay(reason: DueReason): WhyPart[] {
  const { basis, from, days, months_end, years, accepted_late, normal, reported_on } = reason;
  const parts: WhyPart[] = [];
  if (basis === 'hand') parts.push({ say: 'hand', source: reason.source ?? null });
  else if (basis && from) {
    const after: CountedFrom = { basis, from: basis === 'auditor_report' ? (reported_on ?? from) : from };
    if (years !== undefined) parts.push({ say: 'years', count: years, after });
    else if (months_end !== undefined && basis !== 'auditor_report') parts.push({ say: 'months', count: months_end, after });
    else if (days === 0) parts.push({ say: 'same', after });
    else if (days !== undefined) parts.push({ say: 'days', count: days, after });
  }
  if (reason.again) parts.push({ say: 'again' });
  if (accepted_late && normal) parts.push({ say: 'accepted_late', accepted: accepted_late, normal });
  if (reason.confirm) parts.push({ say: 'confirm' });
  return parts;
}
