import { emptyInquiryQuery, type InquiryQuery, type ListFilter, writeInquiryQuery } from '../../../domain/inquiries/query.ts';
import type { CompiledReport } from '../../../domain/reports/content.ts';
import type { PeriodTally } from '../../../domain/reports/facts.ts';
import { addMonths, lastDayOfMonth } from '../../../domain/shared/dates.ts';
import type { DayRange } from '../../../domain/shared/day-range.ts';

/** What a number of the report counts. */
export type Figure = 'opened' | 'closed' | 'open_at_end' | 'days';

/** The columns of every table after the name of the row: days to close are read from what was closed. */
const tallyFigures: Figure[] = ['opened', 'closed', 'open_at_end', 'days', 'days'];

/** The address of the rows that a number counts, in a period and, where given, one group. */
export function linkTo(figure: Figure, period: DayRange, group?: { filter: ListFilter; value: string }): string {
  const { from, to } = period;
  const query: InquiryQuery = {
    ...emptyInquiryQuery,
    lists: group ? { [group.filter]: [group.value] } : {},
    opened: figure === 'opened' ? { from, to } : null,
    closed: figure === 'closed' || figure === 'days' ? { from, to } : null,
    openOn: figure === 'open_at_end' ? to : null,
  };
  return `/inquiries?${writeInquiryQuery(query)}`;
}

export type AnswerFigure = 'asked' | 'answered' | 'disputed' | 'reopened';
/** The address of a section's inquiries that were asked about in a period, answered in it, disputed, or reopened. */
export function linkAnswers(which: AnswerFigure, period: DayRange, section: number): string {
  const range = { from: period.from, to: period.to };
  const query: InquiryQuery = {
    ...emptyInquiryQuery,
    lists: { section: [String(section)], ...(which === 'disputed' ? { answer: ['no'] } : {}) },
    asked: which === 'asked' ? range : null,
    answered: which === 'answered' || which === 'disputed' ? range : null,
    reopened: which === 'reopened' ? range : null,
  };
  return `/inquiries?${writeInquiryQuery(query)}`;
}

export type GroupTable = 'by_district' | 'by_topic' | 'by_channel' | 'by_section';
const groupFilters: Record<GroupTable, ListFilter> = {
  by_district: 'district',
  by_topic: 'topic',
  by_channel: 'channel',
  by_section: 'section',
};

/** For each cell of a table of groups the address behind it; null for the row's name. The last row is the whole city. */
export function linkGroupTable(report: CompiledReport, table: GroupTable): (string | null)[][] {
  const month = report.period;
  const before = monthRange(addMonths(report.month, -1));
  const yearBefore = monthRange(addMonths(report.month, -12));
  const linkRow = (group?: { filter: ListFilter; value: string }) => [
    null,
    ...tallyFigures.map((figure) => linkTo(figure, month, group)),
    linkTo('opened', before, group),
    linkTo('opened', yearBefore, group),
  ];
  const rows = report.inquiries[table].map(({ key }) => linkRow({ filter: groupFilters[table], value: key === 'unknown' ? 'none' : key }));
  return [...rows, linkRow()];
}

/** For each cell of the table of comparisons; a row of differences counts no rows of its own, so it has no address. */
export function linkComparisons(report: CompiledReport): (string | null)[][] {
  const { previous_month, same_month_last_year, fiscal_year_to_date } = report.comparisons;
  const periods: (PeriodTally | null)[] = [
    previous_month.period,
    previous_month.earlier,
    null,
    same_month_last_year.earlier,
    null,
    fiscal_year_to_date.period,
    fiscal_year_to_date.earlier,
    null,
  ];
  return periods.map((period) => [null, ...tallyFigures.map((figure) => period && linkTo(figure, period))]);
}

/** For each cell of the table of months behind the chart. */
export function linkTrend(report: CompiledReport): (string | null)[][] {
  return report.trend.points.map(({ month }) => [null, ...tallyFigures.map((figure) => linkTo(figure, monthRange(month)))]);
}

function monthRange(month: string): DayRange {
  return { from: month, to: lastDayOfMonth(month) };
}
