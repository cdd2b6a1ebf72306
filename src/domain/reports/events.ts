import { addMonths, formatMonth } from '../shared/dates.ts';
import type { ReportTable, ReportTableRow, SectionEvents } from './content.ts';
import type { EventLanguage, EventPeriods, EventSection, EventTally, ReportFacts } from './facts.ts';
import { type EventWords, fill, fillPlural, formatCount, type ReportWording } from './wording.ts';

/** Sections in which it is said when nothing was held: outreach, and training. */
const expectEvents = [4, 8];
const training = 8;

/** Counts of people by language below this are not printed: with the place and the day they could tell who it was. */
const smallestCount = 5;

/** What a section says of its events: sentences when there is something to tell, a reason when there is not. */
export type EventAccount = { statements: string[]; reason: string | null; events: SectionEvents | null };

export function compileEvents(section: number, facts: ReportFacts, wording: ReportWording): EventAccount {
  const found = facts.events.find(({ key }) => key === String(section));
  const words = wording.events.words[section === training ? 'trainings' : 'events'];
  const none = fill(words.none, { month: formatMonth(facts.month, wording.language) });
  if (!found) return { statements: [], reason: expectEvents.includes(section) ? none : null, events: null };
  const loose = looseEnds(found, words, wording);
  if (found.month.held === 0) {
    const isWorthSaying = expectEvents.includes(section) || loose.length > 0;
    return { statements: [], reason: isWorthSaying ? [none, ...loose].join(' ') : null, events: null };
  }
  return {
    statements: [...heldStatements(found, words, facts, wording), ...loose],
    reason: null,
    events: sectionEvents(found, words, facts, wording),
  };
}

function heldStatements(found: EventSection, words: EventWords, facts: ReportFacts, wording: ReportWording): string[] {
  const { language, events } = wording;
  const { held, people, registered } = found.month;
  const flow = fill(events.flow, { held: fillPlural(words.held, held, language), people: fillPlural(words.people, people, language) });
  const period = (tally: EventTally) =>
    fill(events.period, { held: formatCount(tally.held, language), people: formatCount(tally.people, language) });
  const earlier = fill(events.earlier, {
    previous_month: formatMonth(addMonths(facts.month, -1), language),
    last_year: formatMonth(addMonths(facts.month, -12), language),
    previous: period(found.previous_month),
    year_ago: period(found.same_month_last_year),
    fiscal_year: period(found.fiscal_year_to_date),
  });
  return [
    registered > 0 ? `${flow} ${fillPlural(events.registered, registered, language)}` : flow,
    earlier,
    ...topicStatement(found, wording),
    ...issueStatement(found, wording),
  ];
}

function topicStatement({ topics }: EventSection, { language, events }: ReportWording): string[] {
  if (topics.length === 0) return [];
  const named = topics.map(({ label, held }) => fill(events.topic, { topic: label, count: formatCount(held, language) }));
  return [fill(events.topics, { topics: new Intl.ListFormat(language, { type: 'unit' }).format(named) })];
}

function issueStatement({ issues }: EventSection, { language, events }: ReportWording): string[] {
  if (issues.heard === 0) return [];
  return [
    fill(events.issues.sentence, {
      heard: fillPlural(events.issues.heard, issues.heard, language),
      voices: fillPlural(events.issues.voices, issues.voices, language),
      inquiries: fillPlural(events.issues.inquiries, issues.inquiries, language),
    }),
  ];
}

function looseEnds({ cancelled, unsettled }: EventSection, words: EventWords, { language }: ReportWording): string[] {
  return [
    ...(cancelled > 0 ? [fillPlural(words.cancelled, cancelled, language)] : []),
    ...(unsettled > 0 ? [fillPlural(words.unsettled, unsettled, language)] : []),
  ];
}

function sectionEvents(found: EventSection, words: EventWords, facts: ReportFacts, wording: ReportWording): SectionEvents {
  const by_kind = found.by_kind.map((row) => ({ ...row, label: wording.events.kinds[row.key] ?? row.key }));
  const by_district = found.by_district.map((row) => (row.key === 'unknown' ? { ...row, label: wording.events.no_district } : row));
  const languages = keepSmallCountsBack(found.languages, wording);
  const month = formatMonth(facts.month, wording.language);
  const title = (template: string) => fill(template, { month });
  return {
    figures: periodsOf(found),
    cancelled: found.cancelled,
    unsettled: found.unsettled,
    issues: found.issues,
    by_kind,
    by_district,
    languages,
    tables: {
      by_kind: eventTable('by_kind', title(words.by_kind), by_kind, found, facts, wording),
      by_district: eventTable('by_district', title(words.by_district), by_district, found, facts, wording),
      languages: languageTable(title(words.languages), languages, wording),
    },
  };
}

const periodsOf = ({ month, previous_month, same_month_last_year, fiscal_year_to_date }: EventPeriods): EventPeriods => ({
  month,
  previous_month,
  same_month_last_year,
  fiscal_year_to_date,
});

/**
 * The number of a language that fewer than five people spoke is not given; they stand in the last row with those of whom nobody
 * asked. Where that row would be few, or of one language alone, the smallest of the others goes there too: otherwise what is
 * kept back could be worked out from the total.
 */
function keepSmallCountsBack(languages: EventLanguage[], { events }: ReportWording): SectionEvents['languages'] {
  const named = languages.filter(({ key }) => key !== 'unknown').sort((left, right) => left.people - right.people);
  const unknown = languages.find(({ key }) => key === 'unknown')?.people ?? 0;
  const hidden = new Set<string>();
  let rest = unknown;
  let groups = unknown > 0 ? 1 : 0;
  const someAreFew = named.some(({ people }) => people > 0 && people < smallestCount);
  for (const { key, people } of someAreFew ? named : []) {
    if (people >= smallestCount && rest >= smallestCount && groups > 1) break;
    hidden.add(key);
    rest += people;
    if (people > 0) groups += 1;
  }
  const shown = languages
    .filter(({ key, spoken, interpreted }) => key !== 'unknown' && (!hidden.has(key) || spoken + interpreted > 0))
    .map((language) => ({ ...language, people: hidden.has(language.key) ? null : language.people }));
  if (rest === 0) return shown;
  const people = hidden.size > 0 && rest < smallestCount ? null : rest;
  return [...shown, { key: 'rest', label: events.other_languages, spoken: 0, interpreted: 0, people }];
}

function eventTable(
  key: 'by_kind' | 'by_district',
  title: string,
  groups: (EventPeriods & { label: string })[],
  total: EventPeriods,
  facts: ReportFacts,
  wording: ReportWording,
): ReportTable {
  const { language, events } = wording;
  const count = (value: number) => formatCount(value, language);
  const cells = ({ month, previous_month, same_month_last_year, fiscal_year_to_date }: EventPeriods) => [
    ...[month.held, month.people, month.registered].map(count),
    ...[previous_month, same_month_last_year, fiscal_year_to_date].map(({ held }) => count(held)),
  ];
  const shortMonth = (date: string) => formatMonth(date, language, 'short').replaceAll(' ', '\u00a0');
  const heldIn = (date: string) => fill(events.columns.held_in, { month: shortMonth(date) });
  const rows: ReportTableRow[] = groups.map((group) => ({ kind: 'plain', cells: [group.label, ...cells(group)] }));
  rows.push({ kind: 'total', cells: [events.total, ...cells(total)] });
  const { held, people, registered, fiscal_year } = events.columns;
  const columns = [held, people, registered, heldIn(addMonths(facts.month, -1)), heldIn(addMonths(facts.month, -12)), fiscal_year];
  return { title, columns: [events.tables[key].first_column, ...columns], rows, empty: null };
}

function languageTable(title: string, languages: SectionEvents['languages'], wording: ReportWording): ReportTable {
  const { columns, not_shown, tables } = wording.events;
  const count = (value: number) => formatCount(value, wording.language);
  const rows: ReportTableRow[] = languages.map(({ key, label, spoken, interpreted, people }) => ({
    kind: 'plain',
    // The last row is no language, so nothing was held in it.
    cells: [
      label,
      ...[spoken, interpreted].map((events) => (key === 'rest' ? wording.none : count(events))),
      people === null ? not_shown : count(people),
    ],
  }));
  return { title, columns: [tables.languages.first_column, columns.spoken, columns.interpreted, columns.people], rows, empty: null };
}
