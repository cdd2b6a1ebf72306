import type { CompiledReport } from '../../../domain/reports/content.ts';
import { useWords } from '../../providers/i18n.tsx';

const width = 680;
const height = 170;
const left = 34;
const right = 92;
const top = 12;
const bottom = 26;

/** Steps for the axis: the smallest of 1, 2, 5, 10, … that needs at most five lines. */
function axisStep(highest: number): number {
  let step = 1;
  while (highest / step > 4) step *= String(step).startsWith('2') ? 2.5 : 2;
  return step;
}

/** Days to close by month: the median and the 90th percentile, named at their ends. Its table stands below it. */
export function TrendChart({ report }: { report: CompiledReport }) {
  const { format } = useWords();
  const { trend } = report;
  if (trend.empty) return <p>{trend.empty}</p>;
  const values = trend.points.flatMap(({ days_to_close }) => [days_to_close.median, days_to_close.p90]).filter((value) => value !== null);
  const step = axisStep(Math.max(...values, 1));
  const highest = Math.ceil(Math.max(...values, 1) / step) * step;
  const x = (index: number) => left + (index * (width - left - right)) / Math.max(trend.points.length - 1, 1);
  const y = (value: number) => top + (1 - value / highest) * (height - top - bottom);
  const line = (name: 'median' | 'p90') =>
    trend.points
      .map(({ days_to_close }, index) => ({ value: days_to_close[name], index }))
      .reduce((path, { value, index }, at, all) => {
        if (value === null) return path;
        const goesOn = at > 0 && all[at - 1]?.value !== null;
        return `${path}${goesOn ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      }, '');
  const last = (name: 'median' | 'p90') => {
    const index = trend.points.findLastIndex(({ days_to_close }) => days_to_close[name] !== null);
    return { x: x(index) + 8, y: y(trend.points[index]?.days_to_close[name] ?? 0) + 4 };
  };
  const steps = Array.from({ length: Math.round(highest / step) + 1 }, (_, index) => index * step);
  const ends = { median: last('median'), p90: last('p90') };
  // Where the two lines end close together, their names would lie on each other.
  if (Math.abs(ends.median.y - ends.p90.y) < 16) ends.median.y = ends.p90.y + 16;
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={trend.alt}>
        {steps.map((value) => (
          <g key={value}>
            <line className="chart-grid" x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
            <text className="chart-axis" x={left - 8} y={y(value) + 4} textAnchor="end">
              {format.decimal(value)}
            </text>
          </g>
        ))}
        {trend.points.map(({ month }, index) =>
          index % 3 === 0 ? (
            <text className="chart-axis" key={month} x={x(index)} y={height - 6} textAnchor="middle">
              {format.monthShort(month)}
            </text>
          ) : null,
        )}
        <path className="chart-p90" d={line('p90')} />
        <path className="chart-median" d={line('median')} />
        <text className="chart-name" {...ends.p90}>
          {trend.series.p90}
        </text>
        <text className="chart-name chart-name-median" {...ends.median}>
          {trend.series.median}
        </text>
      </svg>
    </figure>
  );
}
