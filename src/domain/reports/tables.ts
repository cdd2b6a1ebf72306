import { addMonths, formatDate, formatMonth } from '../shared/dates.ts';
import { describeCountChange, describeDaysChange } from './comparisons.ts';
import type { CompiledReport, PeriodComparison, ReportComparisons, ReportTable, ReportTableRow } from './content.ts';
import type { GroupTally, PeriodTally, ReportFacts, Tally } from './facts.ts';
import { fill, formatCount, formatDays, type ReportWording, type TableKey } from './wording.ts';

/** Every table of the report, in words. */
export function compileTables(facts: ReportFacts, comparisons: ReportComparisons, wording: ReportWording): CompiledReport['tables'] {
  const group = (key: TableKey, rows: GroupTally[]) => groupTable(key, rows, facts, wording);
  return {
    by_district: group('by_district', facts.by_district),
    comparisons: comparisonTable(comparisons, wording),
    trend: trendTable(facts, wording),
    by_topic: group('by_topic', facts.by_topic),
    by_channel: group('by_channel', facts.by_channel),
    by_section: group(
      'by_section',
      facts.by_section.map((row) => ({ ...row, label: fill(wording.sections.row, { section: row.key, title: row.label }) })),
    ),
  };
}

function groupTable(key: TableKey, groups: GroupTally[], facts: ReportFacts, wording: ReportWording): ReportTable {
  const { month, previous_month, same_month_last_year } = facts.periods;
  // A no-break space: the heading of a narrow column breaks before the month and not inside it.
  const shortMonth = (date: string) => formatMonth(date, wording.language, 'short').replaceAll(' ', '\u00a0');
  const openedIn = (date: string) => fill(wording.columns.opened_in, { month: shortMonth(date) });
  const rows: ReportTableRow[] = groups.map((group) => ({
    kind: 'plain',
    cells: [
      group.label,
      ...tallyCells(group, wording),
      formatCount(group.opened_previous_month, wording.language),
      formatCount(group.opened_same_month_last_year, wording.language),
    ],
  }));
  rows.push({
    kind: 'total',
    cells: [
      wording.total,
      ...tallyCells(month, wording),
      formatCount(previous_month.opened, wording.language),
      formatCount(same_month_last_year.opened, wording.language),
    ],
  });
  const columns = [...tallyColumns(wording), openedIn(addMonths(facts.month, -1)), openedIn(addMonths(facts.month, -12))];
  const monthName = formatMonth(facts.month, wording.language);
  return table(key, columns, groups.length === 0 ? [] : rows, wording, { month: monthName });
}

function comparisonTable(comparisons: ReportComparisons, wording: ReportWording): ReportTable {
  const { previous_month, same_month_last_year, fiscal_year_to_date } = comparisons;
  const monthName = (period: PeriodTally) => formatMonth(period.from, wording.language);
  const range = ({ from, to }: PeriodTally) =>
    fill(wording.periods.range, { from: formatDate(from, wording.language), to: formatDate(to, wording.language) });
  const rows: ReportTableRow[] = [
    periodRow(monthName(previous_month.period), previous_month.period, wording),
    periodRow(monthName(previous_month.earlier), previous_month.earlier, wording),
    changeRow(monthName(previous_month.earlier), previous_month, wording),
    periodRow(monthName(same_month_last_year.earlier), same_month_last_year.earlier, wording),
    changeRow(monthName(same_month_last_year.earlier), same_month_last_year, wording),
    periodRow(fill(wording.periods.fiscal_year, { range: range(fiscal_year_to_date.period) }), fiscal_year_to_date.period, wording),
    periodRow(
      fill(wording.periods.previous_fiscal_year, { range: range(fiscal_year_to_date.earlier) }),
      fiscal_year_to_date.earlier,
      wording,
    ),
    changeRow(wording.change.the_year_before, fiscal_year_to_date, wording),
  ];
  return table('comparisons', tallyColumns(wording), rows, wording, {});
}

function trendTable(facts: ReportFacts, wording: ReportWording): ReportTable {
  const rows: ReportTableRow[] = facts.trend.map((point) => periodRow(formatMonth(point.month, wording.language), point, wording));
  return table('trend', tallyColumns(wording), rows, wording, {});
}

function periodRow(label: string, tally: Tally, wording: ReportWording): ReportTableRow {
  return { kind: 'plain', cells: [label, ...tallyCells(tally, wording)] };
}

function changeRow(period: string, comparison: PeriodComparison, wording: ReportWording): ReportTableRow {
  return {
    kind: 'change',
    cells: [
      fill(wording.periods.change, { period }),
      describeCountChange(comparison.opened, wording),
      describeCountChange(comparison.closed, wording),
      describeCountChange(comparison.open_at_end, wording),
      describeDaysChange(comparison.days_to_close.median, wording),
      describeDaysChange(comparison.days_to_close.p90, wording),
    ],
  };
}

function tallyColumns({ columns }: ReportWording): string[] {
  return [columns.opened, columns.closed, columns.open_at_end, columns.median, columns.p90];
}

function tallyCells(tally: Tally, wording: ReportWording): string[] {
  const { opened, closed, open_at_end, days_to_close } = tally;
  return [
    ...[opened, closed, open_at_end].map((count) => formatCount(count, wording.language)),
    formatDays(days_to_close.median, wording),
    formatDays(days_to_close.p90, wording),
  ];
}

function table(
  key: TableKey,
  columns: string[],
  rows: ReportTableRow[],
  wording: ReportWording,
  values: Record<string, string>,
): ReportTable {
  const words = wording.tables[key];
  const empty = rows.length === 0 ? fill(words.empty, values) : null;
  return { title: words.title, columns: [words.first_column, ...columns], rows, empty };
}
