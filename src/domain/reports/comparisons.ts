import type { Change, PeriodComparison, ReportComparisons } from './content.ts';
import type { PeriodTally, ReportFacts } from './facts.ts';
import { fill, formatCount, formatDifference, type ReportWording } from './wording.ts';

/**
 * A number against an earlier one. The percentage is of the earlier number: null when that is zero, for a change
 * from nothing has no percentage; all is null when either number is missing.
 */
export function compareNumbers(current: number | null, earlier: number | null): Change {
  if (current === null || earlier === null) return { earlier, difference: null, percent: null };
  const difference = roundTo(current - earlier, 6);
  return { earlier, difference, percent: earlier === 0 ? null : roundTo((difference / earlier) * 100, 1) };
}

/** Every number of a period against the same number of an earlier one. */
export function comparePeriods(period: PeriodTally, earlier: PeriodTally): PeriodComparison {
  return {
    period,
    earlier,
    opened: compareNumbers(period.opened, earlier.opened),
    closed: compareNumbers(period.closed, earlier.closed),
    open_at_end: compareNumbers(period.open_at_end, earlier.open_at_end),
    days_to_close: {
      median: compareNumbers(period.days_to_close.median, earlier.days_to_close.median),
      p90: compareNumbers(period.days_to_close.p90, earlier.days_to_close.p90),
    },
  };
}

/** The month against last month and the same month last year; the fiscal year to date against the one before. */
export function compareReportPeriods(periods: ReportFacts['periods']): ReportComparisons {
  return {
    previous_month: comparePeriods(periods.month, periods.previous_month),
    same_month_last_year: comparePeriods(periods.month, periods.same_month_last_year),
    fiscal_year_to_date: comparePeriods(periods.fiscal_year_to_date, periods.previous_fiscal_year_to_date),
  };
}

/** From here on a percentage says less than the two numbers beside it. */
const unreadablePercent = 1000;

/** A change of a count in words: '+12 (+6 %)', '+12 (from 0)', '0'. */
export function describeCountChange(change: Change, wording: ReportWording): string {
  const { language } = wording;
  if (change.difference === null) return wording.none;
  if (change.difference === 0) return formatCount(0, language);
  const difference = formatDifference(change.difference, language, 0);
  if (change.percent === null) return fill(wording.change.from_zero, { difference });
  if (Math.abs(change.percent) >= unreadablePercent) return difference;
  return fill(wording.change.with_percent, { difference, percent: formatDifference(change.percent, language, 0) });
}

/** A change of days in words: '−0.3'. It has no percentage: a third of a day is not a quantity that anyone acts on. */
export function describeDaysChange(change: Change, wording: ReportWording): string {
  return change.difference === null ? wording.none : formatDifference(change.difference, wording.language, 1);
}

function roundTo(value: number, digits: number): number {
  const scale = 10 ** digits;
  // The zero is added so that -0 becomes 0, which the frozen JSON can hold.
  return Math.round(value * scale) / scale + 0;
}
