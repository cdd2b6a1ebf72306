import { formatMonth, formatMonthName } from '../shared/dates.ts';
import type { ReportTrend } from './content.ts';
import type { ReportFacts } from './facts.ts';
import { fill, formatDays, type ReportWording } from './wording.ts';

/** The chart's points, labels and the sentence for whoever cannot see it: its ends, its highest value, its table. */
export function compileTrend(facts: ReportFacts, wording: ReportWording): ReportTrend {
  const { chart, language } = wording;
  const points = facts.trend.map(({ month, days_to_close }) => ({
    month,
    label: formatMonthName(month, language, 'short'),
    days_to_close,
  }));
  const first = points[0];
  const last = points.at(-1);
  const range = {
    from: formatMonth(first?.month ?? facts.month, language),
    to: formatMonth(last?.month ?? facts.month, language),
  };
  const closedMonths = points.filter((point) => point.days_to_close.p90 !== null);
  const table = wording.tables.trend.title;
  const highest = closedMonths.reduce<(typeof points)[number] | null>(
    (top, point) => ((point.days_to_close.p90 ?? 0) > (top?.days_to_close.p90 ?? -1) ? point : top),
    null,
  );
  const empty = highest === null ? fill(chart.empty, range) : null;
  const describe = (point: (typeof points)[number]) => {
    const month = formatMonth(point.month, language);
    const { median, p90 } = point.days_to_close;
    if (median === null) return fill(chart.alt_empty, { month });
    return fill(chart.alt_point, { month, median: formatDays(median, wording), p90: formatDays(p90, wording) });
  };
  const ends = first && last && first !== last ? [describe(first), describe(last)] : last ? [describe(last)] : [];
  const highestWords = highest
    ? fill(chart.alt_highest, {
        p90: formatDays(highest.days_to_close.p90, wording),
        month: formatMonth(highest.month, language),
      })
    : '';
  return {
    title: chart.title,
    points,
    series: { median: chart.median, p90: chart.p90 },
    alt: fill(chart.alt, { ...range, points: ends.join(' '), highest: highestWords, table }),
    empty,
    table_note: fill(chart.table_note, { table }),
  };
}
