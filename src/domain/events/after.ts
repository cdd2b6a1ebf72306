import type { AgeBand } from './door.ts';

/** How many came by one of their facts; an empty key is who did not say. */
export type AfterCount = { key: string; named: number; tallied: number };
export type AfterPerson = {
  id: string;
  key: string;
  name: string;
  people: number;
  language: string | null;
  postal_code: string | null;
  way: 'list' | 'code' | 'walk_in' | 'paper';
  at: string;
  registration_id: string | null;
  resident_id: string | null;
};
export type AfterTally = {
  key: string;
  people: number;
  age_band: AgeBand;
  language: string | null;
  postal_code: string | null;
  at: string;
};
export type AfterIssue = {
  id: string;
  words: string;
  topic_id: string | null;
  topic: string | null;
  voices: number;
  attendance_id: string | null;
  who: string | null;
  inquiry: { id: string; number: string; status: string; resolution_code: string | null; due_on: string | null } | null;
};
/** What `event_after` answers. */
export type AfterFacts = {
  attendance: { named: number; tallied: number; people: number };
  tally_counts: 'unnamed' | 'everyone';
  expected: number | null;
  registered: number;
  outcome: string;
  version: number;
  people: AfterPerson[];
  tallies: AfterTally[];
  by_language: AfterCount[];
  by_postal_code: AfterCount[];
  by_age: AfterCount[];
  issues: AfterIssue[];
};

/** A row of `event_follow_ups`: "You said, we did". */
export type FollowUp = {
  id: string;
  event_id: string;
  status: 'draft' | 'approved' | 'dropped';
  text_en: string;
  text_es: string;
  settled_by: string | null;
  settled_at: string | null;
  version: number;
};

/** As many rows as a small table shows; the rest is one row, so that the sum stays. */
export function foldCounts(counts: readonly AfterCount[], most: number): { shown: AfterCount[]; rest: AfterCount | null; count: number } {
  if (counts.length <= most) return { shown: [...counts], rest: null, count: 0 };
  const left = counts.slice(most - 1);
  const rest = left.reduce((sum, one) => ({ key: '', named: sum.named + one.named, tallied: sum.tallied + one.tallied }), {
    key: '',
    named: 0,
    tallied: 0,
  });
  return { shown: counts.slice(0, most - 1), rest, count: left.length };
}
