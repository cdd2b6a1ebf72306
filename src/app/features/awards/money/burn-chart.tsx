import type { AwardMoney, Burn } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { useMedia } from '../../../shared/hooks/use-media.ts';

const left = 44;
const right = 64;
const top = 14;
const bottom = 26;
const height = 210;

/** Spent and drawn against the time that has passed, in percent of the federal amount; beneath it the table. */
export function BurnChart({ burn, award }: { burn: Burn; award: AwardMoney['award'] }) {
  const { t, format } = useWords();
  const width = useMedia('(max-width: 767px)') ? 350 : 680;
  const { points } = burn;
  const last = points.at(-1);
  if (!last || burn.spent_bp === null || burn.elapsed_bp === null || !award.starts_on || !award.ends_on) return null;
  const drawnBp = (cents: number) => Math.floor((cents * 100) / award.federal_cents) * 100;
  const highest = Math.max(10_000, last.spent_bp ?? 0, ...points.map(({ drawn_cents }) => drawnBp(drawn_cents)));
  const top_bp = Math.ceil(highest / 2_500) * 2_500;
  const x = (bp: number) => left + (bp / 10_000) * (width - left - right);
  const y = (bp: number) => top + (1 - bp / top_bp) * (height - top - bottom);
  const lineOf = (value: (point: Burn['points'][number]) => number) =>
    [`${x(0)},${y(0)}`, ...points.map((point) => `${x(point.elapsed_bp)},${y(value(point))}`)].join(' ');
  const percent = (bp: number) => t('money.percent', { value: format.decimal(bp / 100) });
  // Near the right edge the word stands to the left of its point, or it would be cut off.
  const isFarRight = x(last.elapsed_bp) > width - 150;
  const marks = Array.from({ length: top_bp / 2_500 + 1 }, (_, index) => index * 2_500);
  return (
    <section aria-labelledby="money-burn">
      <h2 id="money-burn">{t('money.burn')}</h2>
      <figure className="chart reach-chart">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t('money.burn_alt', {
            spent: percent(burn.spent_bp),
            elapsed: percent(burn.elapsed_bp),
            from: format.dateWithYear(award.starts_on),
            to: format.dateWithYear(award.ends_on),
          })}
        >
          {marks.map((bp) => (
            <g key={bp}>
              <line className="chart-grid" x1={left} x2={width - right} y1={y(bp)} y2={y(bp)} />
              <text className="chart-axis" x={left - 8} y={y(bp) + 4} textAnchor="end">
                {percent(bp)}
              </text>
            </g>
          ))}
          <line className="money-even" x1={x(0)} y1={y(0)} x2={x(10_000)} y2={y(10_000)} />
          <text className="chart-axis" x={x(10_000) + 6} y={y(10_000) + 4}>
            {t('money.line_time')}
          </text>
          <polyline className="money-drawn" points={lineOf(({ drawn_cents }) => drawnBp(drawn_cents))} />
          <polyline className="money-spent" points={lineOf(({ spent_bp }) => spent_bp ?? 0)} />
          <circle className="money-now" cx={x(last.elapsed_bp)} cy={y(last.spent_bp ?? 0)} r={4} />
          <text
            className="chart-name"
            x={x(last.elapsed_bp) + (isFarRight ? -8 : 8)}
            y={y(last.spent_bp ?? 0) + (isFarRight ? -8 : 14)}
            textAnchor={isFarRight ? 'end' : 'start'}
          >
            {t('money.line_spent', { percent: percent(burn.spent_bp) })}
          </text>
          <text className="chart-axis" x={x(0)} y={height - 6}>
            {format.dateWithYear(award.starts_on)}
          </text>
          <text className="chart-axis" x={x(10_000)} y={height - 6} textAnchor="end">
            {format.dateWithYear(award.ends_on)}
          </text>
        </svg>
        <figcaption className="secondary">{t('money.burn_lines')}</figcaption>
      </figure>
      <details>
        <summary>{t('money.burn_table')}</summary>
        <ScrollRegion label={t('money.burn_table')}>
          <table className="reach-table money-table">
            <thead>
              <tr>
                <th scope="col">{t('money.until')}</th>
                <th scope="col">{t('money.elapsed')}</th>
                <th scope="col">{t('money.spent_share')}</th>
                <th scope="col">{t('money.column.spent')}</th>
                <th scope="col">{t('money.column.drawn')}</th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.on}>
                  <th scope="row">{format.dateWithYear(point.on)}</th>
                  <td>{percent(point.elapsed_bp)}</td>
                  <td>{percent(point.spent_bp ?? 0)}</td>
                  <td>{format.cents(point.spent_cents)}</td>
                  <td>{format.cents(point.drawn_cents)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </section>
  );
}
