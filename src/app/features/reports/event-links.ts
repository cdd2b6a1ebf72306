import { readEventListQuery, writeEventListQuery } from '../../../domain/events/list-query.ts';
import type { CompiledReport, SectionEvents } from '../../../domain/reports/content.ts';
import type { DayRange } from '../../../domain/shared/day-range.ts';

type Events = { status: 'held' | 'cancelled' | 'unsettled'; section: string; kind?: string; district?: string; language?: string };

/** Over, and neither held nor cancelled. */
const unsettled = ['planned', 'confirmed'];

/** The address of the events that a number counts: those that began in a period. */
export function linkEvents(when: DayRange, { status, section, kind, district, language }: Events): string {
  const params = writeEventListQuery({
    ...readEventListQuery(new URLSearchParams()),
    tab: status === 'unsettled' ? 'past' : 'all',
    status: status === 'unsettled' ? unsettled : [status],
    section: [section],
    kind: kind ? [kind] : [],
    district: district ? [district] : [],
    language: language ? [language] : [],
    when,
  });
  return `/events/list?${params}`;
}

/** For each cell of a section's table of kinds or districts the address behind it; the last row is the whole section. */
export function linkEventTable(
  report: CompiledReport,
  section: number,
  events: SectionEvents,
  table: 'by_kind' | 'by_district',
): (string | null)[][] {
  const { period, comparisons } = report;
  const linkRow = (group: Partial<Events>) => {
    const held = (range: DayRange) => linkEvents(range, { status: 'held', section: String(section), ...group });
    const earlier = [comparisons.previous_month.earlier, comparisons.same_month_last_year.earlier, comparisons.fiscal_year_to_date.period];
    // People and places are counted from the events that were held.
    return [null, held(period), held(period), held(period), ...earlier.map(held)];
  };
  const rows = events[table].map(({ key }) =>
    linkRow(table === 'by_kind' ? { kind: key } : { district: key === 'unknown' ? 'none' : key }),
  );
  return [...rows, linkRow({})];
}

/** The same for languages: the events that were held or interpreted in one. */
export function linkLanguageTable(report: CompiledReport, section: number, events: SectionEvents): (string | null)[][] {
  return events.languages.map(({ key }) => {
    const link = linkEvents(report.period, { status: 'held', section: String(section), ...(key === 'rest' ? {} : { language: key }) });
    return [null, link, link, link];
  });
}
