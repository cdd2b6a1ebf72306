import type { ReportTrend } from '../../domain/reports/content.ts';
import { headingNode } from './layout-parts.ts';
import { ink, line, regular, river, size, slate, textWidth } from './look.ts';
import type { TaggedNode } from './tagging/nodes.ts';

const height = 104;
const plot = { left: 34, right: textWidth - 92, top: 10, bottom: height - 20 };

/** The chart of days to close under its heading, and the name of the table that holds its values. */
export function drawTrend(trend: ReportTrend, language: string): TaggedNode[] {
  const drawing: TaggedNode =
    trend.empty === null ? { svg: trendSvg(trend, language), alt: trend.alt, font: regular } : { text: trend.empty };
  return [
    {
      unbreakable: true,
      stack: [
        headingNode(trend.title, 'days-to-close', 'moves with its part'),
        drawing,
        { text: trend.table_note, fontSize: size.small, color: slate },
      ],
    },
  ];
}

/** The median in river and solid, the 90th percentile in ink and dashed, each named at its end. A month without a value is a gap. */
export function trendSvg({ points, series }: ReportTrend, language: string): string {
  const medians = points.map((point) => point.days_to_close.median);
  const p90s = points.map((point) => point.days_to_close.p90);
  const top = niceCeiling(Math.max(1, ...[...medians, ...p90s].map((value) => value ?? 0)));
  const x = (index: number) => plot.left + 6 + (index * (plot.right - plot.left - 12)) / Math.max(1, points.length - 1);
  const y = (value: number) => plot.bottom - (value * (plot.bottom - plot.top)) / top;
  const tick = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const grid = [0, top / 2, top].map(
    (value) =>
      `<line x1="${plot.left}" x2="${plot.right}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="${line}" stroke-width="0.75"/>` +
      text(plot.left - 8, y(value) + 2.8, tick.format(value), { anchor: 'end', fill: slate }),
  );
  const months = points.flatMap((point, index) =>
    isLabelled(index, points.length)
      ? [text(x(index), height - 6, monthLabel(point, index, points.length), { anchor: 'middle', fill: slate })]
      : [],
  );
  const ends = spread(lastY(medians, y), lastY(p90s, y));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${textWidth}" height="${height}" viewBox="0 0 ${textWidth} ${height}">`,
    ...grid,
    ...months,
    ...polylines(p90s, x, y, `stroke="${ink}" stroke-width="1.2" stroke-dasharray="3 2"`, ink),
    ...polylines(medians, x, y, `stroke="${river}" stroke-width="1.5"`, river),
    text(plot.right + 6, ends.p90, series.p90, { anchor: 'start', fill: ink, bold: true }),
    text(plot.right + 6, ends.median, series.median, { anchor: 'start', fill: river, bold: true }),
    '</svg>',
  ].join('');
}

type Scale = (value: number) => number;

/** One line for each run of months with a value; a month between two gaps is a dot, for a line of one point shows nothing. */
function polylines(values: (number | null)[], x: Scale, y: Scale, stroke: string, fill: string): string[] {
  const runs: string[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${round(x(index))},${round(y(value))}`);
  });
  return runs.flatMap((run) => {
    const [first] = run;
    if (first === undefined) return [];
    if (run.length > 1) return [`<polyline fill="none" ${stroke} points="${run.join(' ')}"/>`];
    const [cx, cy] = first.split(',');
    return [`<circle cx="${cx}" cy="${cy}" r="1.6" fill="${fill}"/>`];
  });
}

function lastY(values: (number | null)[], y: Scale): number {
  const last = values.findLast((value) => value !== null) ?? 0;
  return y(last) + 2.8;
}

/** Keeps the two names a line apart; the 90th percentile is never below the median. */
function spread(median: number, p90: number): { median: number; p90: number } {
  const apart = 11;
  const lack = Math.max(0, apart - (median - p90));
  const lowest = plot.bottom + 2.8;
  const low = Math.min(lowest, median + lack / 2);
  return { median: low, p90: Math.min(p90, low - apart) };
}

/** The smallest of 1, 2, 4, 5, 6, 8 times a power of ten that is not below the value, so that its half is short to write. */
export function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

function isLabelled(index: number, count: number): boolean {
  return count <= 5 || (count - 1 - index) % Math.ceil((count - 1) / 4) === 0;
}

function monthLabel({ month, label }: ReportTrend['points'][number], index: number, count: number): string {
  return index === 0 || index === count - 1 ? `${label} ${month.slice(0, 4)}` : label;
}

function text(x: number, y: number, words: string, look: { anchor: string; fill: string; bold?: boolean }): string {
  const weight = look.bold ? ' font-weight="bold"' : '';
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${round(x)}" y="${round(y)}" font-family="${regular}" font-size="8" text-anchor="${look.anchor}" fill="${look.fill}"${weight}>${escaped}</text>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
