import type { FormSection } from '../../../../domain/events/readiness.ts';
import { readCents } from '../../../../domain/shared/money.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { readNumber } from '../read-number.ts';
import { type Reading, readCloses, readWhen } from './patch.ts';
import type { EventValues } from './values.ts';

/** What is wrong, by field; a line of a list by its key. */
export type EventErrors = Record<string, MessageKey>;

/** In which part of the form a field stands, to open it when something is wrong there. */
export const sectionOfField: Record<string, FormSection> = {
  address: 'place',
  district_id: 'place',
  neighborhood: 'place',
  online_url: 'place',
  staff: 'people',
  organizations: 'partners',
  languages: 'languages',
  accessibility: 'languages',
  programs: 'content',
  topics: 'content',
  legislation: 'content',
  plan: 'content',
  expected_count: 'content',
  supplies: 'things',
  equipment: 'things',
  costs: 'costs',
  summary: 'public',
  slug: 'public',
  translations: 'public',
  capacity: 'registration',
  offer_minutes: 'registration',
  registration_closes_at: 'registration',
};

const isWhole = (text: string, least: number): boolean => {
  const value = readNumber(text);
  return value === null || (Number.isInteger(value) && value >= least && value <= 100_000);
};
const isHours = (text: string): boolean => {
  const value = readNumber(text);
  return value === null || (value >= 0 && value <= 400);
};

/** Says what cannot be saved before it is sent; the database decides in the end. */
export function checkEvent(values: EventValues, reading: Reading): { errors: EventErrors; sections: FormSection[] } {
  const errors: EventErrors = {};
  const sections = new Set<FormSection>();
  const wrong = (field: string, key: MessageKey, section?: FormSection) => {
    errors[field] = key;
    if (section) sections.add(section);
  };
  if (!values.title.trim()) wrong('title', 'event.form.title_missing');
  const when = readWhen(values, reading);
  if (!when.day) wrong('day', values.day.trim() ? 'event.form.day_unread' : 'event.form.day_missing');
  if (!when.starts) wrong('starts_at', values.starts.trim() ? 'event.form.time_unread' : 'event.form.starts_missing');
  if (values.end_day.trim() && !when.endDay) wrong('end_day', 'event.form.day_unread');
  if (values.ends.trim() && !when.ends) wrong('ends_at', 'event.form.time_unread');
  else if (values.end_day.trim() && !when.ends) wrong('ends_at', 'event.form.ends_missing');
  else if (when.starts_at && when.ends_at && Date.parse(when.ends_at) <= Date.parse(when.starts_at))
    wrong('ends_at', 'event.form.ends_early');
  const url = values.online_url.trim();
  if (url && !/^https:\/\/\S+$/.test(url)) wrong('online_url', 'event.form.url_wrong', 'place');
  if (!isWhole(values.expected_count, 0)) wrong('expected_count', 'event.form.count_wrong', 'content');
  if (!isWhole(values.capacity, 1)) wrong('capacity', 'event.form.capacity_wrong', 'registration');
  if (values.slug.trim() && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(values.slug.trim())) wrong('slug', 'event.form.slug_wrong', 'public');
  if (readCloses(values, reading) === undefined) wrong('registration_closes_at', 'event.form.closes_unread', 'registration');
  for (const line of values.staff) {
    if (!isHours(line.hours_planned) || !isHours(line.hours_worked)) wrong(line.key, 'event.form.hours_wrong', 'people');
  }
  for (const line of values.languages) {
    if (!line.language && line.interpreter.trim()) wrong(line.key, 'event.form.language_missing', 'languages');
  }
  for (const line of values.supplies) {
    if (line.id && !line.item.trim()) wrong(line.key, 'event.form.line_empty', 'things');
    else if (!isWhole(line.quantity, 1)) wrong(line.key, 'event.form.quantity_wrong', 'things');
  }
  for (const line of values.costs) {
    if (readCents(line.planned) === undefined || readCents(line.actual) === undefined) wrong(line.key, 'event.form.money_wrong', 'costs');
    else if (!line.label.trim() && (line.id || line.planned.trim() || line.actual.trim()))
      wrong(line.key, 'event.form.cost_unnamed', 'costs');
  }
  return { errors, sections: [...sections] };
}
