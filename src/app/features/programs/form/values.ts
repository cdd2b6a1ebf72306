import { readTime } from '../../../../domain/events/time-words.ts';
import type { FundingLevel, ProgramFacts, ProgramStatus, ProgramTranslation, Schedule } from '../../../../domain/programs/program.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import { formatPhone } from '../../../../domain/shared/phone.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';

type Line = { key: string; id: string | null };
export type TimeLine = Line & { days: string[]; from: string; to: string; description: string };
/** `others`: times at that place beyond the first, which the form leaves as they are. */
export type PlaceLine = Line & { name: string; address: string; postal: string; time: TimeLine; others: string[] };
export type CostLine = Line & { option: string; amount: string; words: string };
export type DocumentLine = Line & { document: string };
export type FundingLine = Line & { source: string; level: FundingLevel; award_id: string | null };
export type Spanish = Required<Pick<ProgramTranslation, 'name' | 'description' | 'application_process'>>;

/** The form of a program: text as typed, days in words, codes and ids. */
export type ProgramValues = {
  organization_id: string | null;
  name: string;
  alternate_name: string;
  description: string;
  spanish: Spanish;
  status: ProgramStatus;
  alert: string;
  application_process: string;
  url: string;
  email: string;
  phone: string;
  opens_on: string;
  closes_on: string;
  needs: string[];
  languages: string[];
  districts: string[];
  interpretation_services: string;
  income_basis: 'poverty' | 'median' | null;
  income_percent: string;
  tenure: 'renter' | 'owner' | null;
  minimum_age: string;
  maximum_age: string;
  minimum_household: string;
  is_for_veterans: boolean;
  is_for_disabled: boolean;
  eligibility_description: string;
  maximum_amount: string;
  is_free: 'yes' | 'no' | 'unknown';
  fees_description: string;
  costs: CostLine[];
  documents: DocumentLine[];
  places: PlaceLine[];
  times: TimeLine[];
  fundings: FundingLine[];
  review_by: string;
  owner_id: string | null;
  primary_section: number;
  sections: number[];
};
export type Reading = { today: string; locale: 'en' | 'es' };

const key = () => crypto.randomUUID();
export const emptyTime = (): TimeLine => ({ key: key(), id: null, days: [], from: '', to: '', description: '' });
export const emptyPlace = (): PlaceLine => ({ key: key(), id: null, name: '', address: '', postal: '', time: emptyTime(), others: [] });
export const emptyCost = (): CostLine => ({ key: key(), id: null, option: '', amount: '', words: '' });
export const emptyDocument = (): DocumentLine => ({ key: key(), id: null, document: '' });
export const emptyFunding = (): FundingLine => ({ key: key(), id: null, source: '', level: 'federal', award_id: null });

export const emptyProgram = (me: string, organization: string | null): ProgramValues => ({
  organization_id: organization,
  name: '',
  alternate_name: '',
  description: '',
  spanish: { name: '', description: '', application_process: '' },
  status: 'active',
  alert: '',
  application_process: '',
  url: '',
  email: '',
  phone: '',
  opens_on: '',
  closes_on: '',
  needs: [],
  languages: ['en'],
  districts: [],
  interpretation_services: '',
  income_basis: null,
  income_percent: '',
  tenure: null,
  minimum_age: '',
  maximum_age: '',
  minimum_household: '',
  is_for_veterans: false,
  is_for_disabled: false,
  eligibility_description: '',
  maximum_amount: '',
  is_free: 'unknown',
  fees_description: '',
  costs: [],
  documents: [],
  places: [],
  times: [],
  fundings: [],
  review_by: '',
  owner_id: me,
  primary_section: 4,
  sections: [4],
});

const timeOf = (one: Schedule): TimeLine => ({
  key: one.id,
  id: one.id,
  days: (one.byday ?? '').split(',').filter(Boolean),
  from: one.opens_at ?? '',
  to: one.closes_at ?? '',
  description: one.description,
});
const text = (number: number | null): string => (number === null ? '' : String(number));

/** A saved program as the form shows it. */
export function toProgramValues(facts: ProgramFacts): ProgramValues {
  const { program: one } = facts;
  const es = one.translations.es ?? {};
  return {
    ...one,
    alternate_name: one.alternate_name ?? '',
    spanish: { name: es.name ?? '', description: es.description ?? '', application_process: es.application_process ?? '' },
    url: one.url ?? '',
    email: one.email ?? '',
    phone: one.phone ? formatPhone(one.phone) : '',
    opens_on: one.opens_on ?? '',
    closes_on: one.closes_on ?? '',
    needs: facts.needs.map(({ code }) => code),
    languages: facts.languages.map(({ language }) => language),
    districts: facts.districts.map(({ code }) => code),
    income_percent: text(one.income_percent),
    minimum_age: text(one.minimum_age),
    maximum_age: text(one.maximum_age),
    minimum_household: text(one.minimum_household),
    maximum_amount: writeCents(one.maximum_amount_cents),
    is_free: one.is_free === null ? 'unknown' : one.is_free ? 'yes' : 'no',
    costs: facts.costs.map((line) => ({
      key: line.id,
      id: line.id,
      option: line.option,
      amount: writeCents(line.amount_cents),
      words: line.amount_description,
    })),
    documents: facts.documents.map((line) => ({ key: line.id, id: line.id, document: line.document })),
    places: facts.locations.map((place) => ({
      key: place.id,
      id: place.id,
      name: place.name,
      address: place.address_1,
      postal: place.postal_code,
      time: place.schedules[0] ? timeOf(place.schedules[0]) : { ...emptyTime(), key: `${place.id}-time` },
      others: place.schedules.slice(1).map(({ id }) => id),
    })),
    times: facts.schedules.map(timeOf),
    fundings: facts.fundings.map((line) => ({ ...line, key: line.id })),
    review_by: one.review_by ?? '',
  };
}

/** The day that some words mean; null for none, undefined for words that mean no day. */
export const readDate = (words: string, { today, locale }: Reading): string | null | undefined =>
  words.trim() === '' ? null : (readDay(words, today, locale) ?? undefined);
/** A whole number; null for none, undefined for what is none. */
export const readWhole = (typed: string): number | null | undefined =>
  typed.trim() === '' ? null : /^\d{1,4}$/.test(typed.trim().replace(/%$/, '').trim()) ? Number.parseInt(typed, 10) : undefined;

const named = ({ id }: Line) => (id === null ? {} : { id });
const timeColumns = (line: TimeLine) => ({
  ...named(line),
  ...(line.id === null ? { freq: line.days.some((day) => day.length > 2) ? 'MONTHLY' : 'WEEKLY' } : {}),
  byday: line.days.join(',') || null,
  opens_at: readTime(line.from, null) ?? null,
  closes_at: readTime(line.to, readTime(line.from, null) ?? null) ?? null,
  description: line.description,
});
export const isTimeEmpty = (line: TimeLine): boolean => line.days.length === 0 && !line.from && !line.to && !line.description;
const placeOf = (line: PlaceLine) => ({
  ...named(line),
  name: line.name.trim(),
  address_1: line.address.trim(),
  postal_code: line.postal.trim(),
  schedules: [...(isTimeEmpty(line.time) ? [] : [timeColumns(line.time)]), ...line.others.map((id) => ({ id }))],
});

/** What the form says, as save_program takes it, but for the phone. Only of values that passed the checks. */
export function toColumns(
  values: ProgramValues,
  reading: Reading,
  translations: Record<string, ProgramTranslation>,
): Record<string, unknown> {
  const { spanish, places, times, costs, documents, fundings, maximum_amount, is_free, phone: _phone, ...rest } = values;
  const es = Object.fromEntries(Object.entries({ ...translations.es, ...spanish }).filter(([, words]) => words.trim() !== ''));
  const { es: _es, ...others } = translations;
  return {
    ...rest,
    translations: Object.keys(es).length > 0 ? { ...others, es } : others,
    ...Object.fromEntries(
      (['opens_on', 'closes_on', 'review_by'] as const).map((field) => [field, readDate(values[field], reading) ?? null]),
    ),
    ...Object.fromEntries(wholes.map((field) => [field, readWhole(values[field]) ?? null])),
    maximum_amount_cents: readCents(maximum_amount) ?? null,
    is_free: is_free === 'unknown' ? null : is_free === 'yes',
    locations: places.map(placeOf),
    schedules: times.filter((line) => !isTimeEmpty(line)).map(timeColumns),
    costs: costs.map((line) => ({
      ...named(line),
      option: line.option.trim(),
      amount_cents: readCents(line.amount) ?? null,
      amount_description: line.words.trim(),
    })),
    documents: documents.map((line) => ({ ...named(line), document: line.document.trim() })),
    fundings: fundings.map((line) => ({ ...named(line), source: line.source.trim(), level: line.level, award_id: line.award_id })),
  };
}
export const wholes = ['income_percent', 'minimum_age', 'maximum_age', 'minimum_household'] as const;
