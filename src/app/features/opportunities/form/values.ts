import type { CouncilAction, OpportunityFacts } from '../../../../domain/opportunities/opportunity.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import type { MessageKey } from '../../../i18n/translate.ts';

/** The form of an opportunity: text as typed, days in words, ids or null. */
export type OpportunityValues = {
  opportunity_number: string;
  title: string;
  agency: string;
  listing_id: string | null;
  component_id: string | null;
  posted_on: string;
  grants_gov_due_on: string;
  due_on: string;
  ceiling: string;
  request: string;
  match_percent: string;
  match: string;
  council_action: CouncilAction;
  legislation_id: string | null;
  url: string;
  owner_id: string | null;
  departments: string[];
  notes: string;
};
export type Reading = { today: string; locale: 'en' | 'es' };

export const emptyOpportunity = (me: string): OpportunityValues => ({
  opportunity_number: '',
  title: '',
  agency: '',
  listing_id: null,
  component_id: null,
  posted_on: '',
  grants_gov_due_on: '',
  due_on: '',
  ceiling: '',
  request: '',
  match_percent: '',
  match: '',
  council_action: 'unknown',
  legislation_id: null,
  url: '',
  owner_id: me,
  departments: [],
  notes: '',
});

/** A saved opportunity as the form shows it. */
export function toOpportunityValues({ opportunity: one, departments }: OpportunityFacts): OpportunityValues {
  return {
    opportunity_number: one.opportunity_number ?? '',
    title: one.title,
    agency: one.agency ?? '',
    listing_id: one.listing_id,
    component_id: one.component_id,
    posted_on: one.posted_on ?? '',
    grants_gov_due_on: one.grants_gov_due_on ?? '',
    due_on: one.due_on ?? '',
    ceiling: writeCents(one.ceiling_cents),
    request: writeCents(one.request_cents),
    match_percent: one.match_percent === null ? '' : String(one.match_percent),
    match: writeCents(one.match_cents),
    council_action: one.council_action,
    legislation_id: one.legislation_id,
    url: one.url ?? '',
    owner_id: one.owner_id,
    departments: departments.map(({ organization_id }) => organization_id),
    notes: one.notes,
  };
}

/** The day that some words mean; null for none, undefined for words that mean no day. */
export const readDate = (words: string, { today, locale }: Reading): string | null | undefined =>
  words.trim() === '' ? null : (readDay(words, today, locale) ?? undefined);

/** '25', '12.5 %'; null for nothing typed, undefined for what is no percentage. */
export function readPercent(text: string): number | null | undefined {
  const typed = text.replace(/[%\s]/g, '');
  if (typed === '') return null;
  return /^\d{1,2}(\.\d{1,2})?$/.test(typed) ? Number(typed) : undefined;
}

export const days = ['posted_on', 'grants_gov_due_on', 'due_on'] as const;
export const amounts = ['ceiling', 'request', 'match'] as const;

/** What can be told before the database is asked. */
export function checkOpportunity(values: OpportunityValues, reading: Reading): Record<string, MessageKey> {
  const wrong: Record<string, MessageKey> = {};
  if (!values.title.trim()) wrong.title = 'refusal.opportunity_title';
  for (const field of days) if (readDate(values[field], reading) === undefined) wrong[field] = 'award.wrong.day';
  for (const field of amounts) if (readCents(values[field]) === undefined) wrong[field] = 'award.wrong.amount';
  if (readPercent(values.match_percent) === undefined) wrong.match_percent = 'refusal.match_percent';
  const [first, second] = [readDate(values.grants_gov_due_on, reading), readDate(values.due_on, reading)];
  if (first && second && second < first) wrong.due_on = 'refusal.due_on';
  return wrong;
}

/** The field at which a refusal of the database stands, by its hint. */
export const fieldOfHint: Record<string, keyof OpportunityValues> = {
  opportunity_title: 'title',
  opportunity_taken: 'opportunity_number',
  opportunity_year: 'due_on',
  ceiling_cents: 'ceiling',
  request_cents: 'request',
  opportunity_match_cents: 'match',
  opportunity_url: 'url',
  opportunity_notes: 'notes',
  opportunity_owner: 'owner_id',
};

/** What the form says, as save_opportunity takes it. Only of values that passed the checks. */
export function toColumns(values: OpportunityValues, reading: Reading, parts: Record<string, string>): Record<string, unknown> {
  const { ceiling, request, match, match_percent, departments, ...rest } = values;
  return {
    ...rest,
    ...Object.fromEntries(days.map((field) => [field, readDate(values[field], reading) ?? null])),
    ceiling_cents: readCents(ceiling) ?? null,
    request_cents: readCents(request) ?? null,
    match_cents: readCents(match) ?? null,
    match_percent: readPercent(match_percent) ?? null,
    departments: departments.map((organization_id) => ({ organization_id, part: parts[organization_id] ?? '' })),
  };
}
