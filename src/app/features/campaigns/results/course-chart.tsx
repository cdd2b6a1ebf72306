import { axisOf, type CoursePoint, type CourseUnit } from '../../../../domain/campaigns/results.ts';
import { dateOfInstant } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { useMedia } from '../../../shared/hooks/use-media.ts';

const left = 44;
const right = 8;
const top = 12;
const bottom = 26;
const height = 170;
const columns = ['sent', 'failed', 'bounced', 'unsubscribed', 'replied'] as const;

type CourseChartProps = { course: { unit: CourseUnit; points: CoursePoint[] } };

/** Letters sent over time as bars, and beneath them the table with what came back when. */
export function CourseChart({ course: { unit, points } }: CourseChartProps) {
  const { t, tn, format } = useWords();
  const width = useMedia('(max-width: 767px)') ? 350 : 680;
  const nameOf = usePointName(unit);
  const first = points[0];
  if (!first) return null;
  const { step, end } = axisOf(Math.max(...points.map(({ sent }) => sent), 1));
  const slot = (width - left - right) / points.length;
  const y = (value: number) => top + (1 - value / end) * (height - top - bottom);
  const steps = Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step);
  const every = Math.ceil(points.length / (width < 500 ? 4 : 8));
  const most = points.reduce((best, point) => (point.sent > best.sent ? point : best), first);
  const told = t('results.chart_alt', {
    from: nameOf(first.at),
    to: nameOf(points.at(-1)?.at ?? first.at),
    most: tn('results.letters', most.sent),
    when: nameOf(most.at),
  });
  // A step in which nothing happened says nothing in a table.
  const rows = points.filter((point) => columns.some((column) => point[column] > 0));
  return (
    <section aria-labelledby="results-course">
      <h2 id="results-course">{t('results.course')}</h2>
      <figure className="chart reach-chart">
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={told}>
          {steps.map((value) => (
            <g key={value}>
              <line className="chart-grid" x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
              <text className="chart-axis" x={left - 8} y={y(value) + 4} textAnchor="end">
                {format.number(value)}
              </text>
            </g>
          ))}
          {points.map(({ at, sent }, index) => (
            <g key={at}>
              <rect
                className="reach-bar"
                x={left + index * slot + Math.min(slot * 0.15, 4)}
                width={Math.max(1, Math.min(slot * 0.7, 48))}
                y={y(sent)}
                height={Math.max(0, height - bottom - y(sent))}
              />
              {index % every === 0 && (
                <text className="chart-axis" x={left + index * slot} y={height - 6} textAnchor="start">
                  {nameOf(at)}
                </text>
              )}
            </g>
          ))}
        </svg>
      </figure>
      <details>
        <summary>{t('results.course_table')}</summary>
        <ScrollRegion label={t('results.course_table')}>
          <table className="reach-table results-table">
            <thead>
              <tr>
                <th scope="col">{t(`results.unit.${unit}`)}</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`results.state.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((point) => (
                <tr key={point.at}>
                  <th scope="row">{nameOf(point.at)}</th>
                  {columns.map((column) => (
                    <td key={column}>{format.number(point[column])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </section>
  );
}

/** The name of a step: its time of day, its day, its month, by the office's clock. */
function usePointName(unit: CourseUnit): (at: string) => string {
  const { format } = useWords();
  const { time_zone } = useOffice().connection.config;
  const dayOf = (at: string) => dateOfInstant(at, time_zone);
  if (unit === 'ten_minutes') return format.time;
  if (unit === 'hour') return (at) => format.momentIn(at, time_zone);
  return (at) => (unit === 'day' ? format.date(dayOf(at)) : format.month(dayOf(at)));
}
