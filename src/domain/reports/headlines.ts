import { formatMonth } from '../shared/dates.ts';
import type { Change, Headline, HeadlineKey, ReportComparisons } from './content.ts';
import type { ReportFacts } from './facts.ts';
import { fill, fillPlural, formatCount, formatDays, formatDifference, type ReportWording } from './wording.ts';

/** The one sentence under the title: what came in, what went out, how long it took, what is left. */
export function compileSummary(facts: ReportFacts, wording: ReportWording): string {
  const { opened, closed, open_at_end, days_to_close } = facts.periods.month;
  const month = formatMonth(facts.month, wording.language);
  const open = fillPlural(wording.summary.open, open_at_end, wording.language);
  if (opened === 0 && closed === 0) return `${fill(wording.summary.quiet, { month })} ${open}`;
  const activity = fill(wording.summary.activity, {
    month,
    opened: fillPlural(wording.sections.opened, opened, wording.language),
    closed: fillPlural(wording.sections.closed, closed, wording.language),
  });
  const days =
    days_to_close.median === null
      ? wording.summary.no_days
      : fill(wording.summary.days, {
          median: formatDays(days_to_close.median, wording),
          p90: formatDays(days_to_close.p90, wording),
        });
  return `${activity} ${days} ${open}`;
}

/** The five numbers, each with how it stands against last month, the same month last year and the fiscal year to date. */
export function compileHeadlines(comparisons: ReportComparisons, wording: ReportWording): Headline[] {
  return [
    countHeadline('opened', comparisons, wording),
    countHeadline('closed', comparisons, wording),
    countHeadline('open_at_end', comparisons, wording),
    daysHeadline('median', comparisons, wording),
    daysHeadline('p90', comparisons, wording),
  ];
}

function countHeadline(key: 'opened' | 'closed' | 'open_at_end', comparisons: ReportComparisons, wording: ReportWording): Headline {
  const { previous_month, same_month_last_year, fiscal_year_to_date } = comparisons;
  const value = previous_month.period[key];
  const notes = [previous_month, same_month_last_year].map(({ [key]: change, earlier }) => changeNote(change, earlier.from, wording));
  // What is open at the end of the month is also what is open at the end of the year to date: it is not said twice.
  if (key !== 'open_at_end') notes.push(fiscalYearNote(formatCount(fiscal_year_to_date.period[key], wording.language), wording));
  return { key, value, value_text: formatCount(value, wording.language), label: wording.headlines[key], notes };
}

function daysHeadline(key: 'median' | 'p90', comparisons: ReportComparisons, wording: ReportWording): Headline {
  const { previous_month, same_month_last_year, fiscal_year_to_date } = comparisons;
  const value = previous_month.period.days_to_close[key];
  const notes = [previous_month, same_month_last_year].map(({ earlier }) => daysNote(earlier.days_to_close[key], earlier.from, wording));
  const yearToDate = fiscal_year_to_date.period.days_to_close[key];
  notes.push(
    yearToDate === null ? wording.headline_notes.none_closed_fiscal_year : fiscalYearNote(formatDays(yearToDate, wording), wording),
  );
  return { key: key satisfies HeadlineKey, value, value_text: formatDays(value, wording), label: wording.headlines[key], notes };
}

function changeNote(change: Change, earlierMonth: string, wording: ReportWording): string {
  const month = formatMonth(earlierMonth, wording.language, 'short');
  const difference = change.difference ?? 0;
  if (difference === 0) return fill(wording.headline_notes.same, { month });
  const words = difference > 0 ? wording.headline_notes.more : wording.headline_notes.fewer;
  return fill(words, { difference: formatDifference(difference, wording.language, 0), month });
}

function daysNote(days: number | null, inMonth: string, wording: ReportWording): string {
  const month = formatMonth(inMonth, wording.language, 'short');
  if (days === null) return fill(wording.headline_notes.none_closed, { month });
  return fill(wording.headline_notes.value, { value: formatDays(days, wording), month });
}

function fiscalYearNote(value: string, wording: ReportWording): string {
  return fill(wording.headline_notes.fiscal_year, { value });
}
