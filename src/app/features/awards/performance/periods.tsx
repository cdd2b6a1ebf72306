import { type Measure, percentOf } from '../../../../domain/awards/performance.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import type { Behind } from './use-performance.ts';

/** What was promised and done, period by period. Each figure shows the rows that it counts. */
export function Periods({ measure, behind, onBehind }: { measure: Measure; behind: Behind; onBehind: (behind: Behind) => void }) {
  const { t, format } = useWords();
  const { periods, target, done, outside, outside_rows, unit } = measure;
  if (periods.length === 0) return <p className="secondary">{t('measure.no_targets')}</p>;
  const figure = (value: number, label: string, next: Behind) => (
    <button
      type="button"
      className="link"
      aria-pressed={behind.from === next.from && behind.outside === next.outside}
      aria-label={t('measure.rows_of', { figure: format.number(value), period: label })}
      onClick={() => onBehind(next)}
    >
      {format.number(value)}
    </button>
  );
  const percent = (part: number, whole: number) => {
    const value = percentOf(part, whole);
    return value === null ? <span className="secondary">–</span> : t('money.percent', { value: format.number(value) });
  };
  return (
    <ScrollRegion label={t('measure.periods_table', { measure: measure.name })}>
      <table className="reach-table money-table measure-table">
        <thead>
          <tr>
            <th scope="col">{t('measure.period')}</th>
            <th scope="col">{t('measure.target')}</th>
            <th scope="col">{unit ? t('measure.done_unit', { unit }) : t('measure.done')}</th>
            <th scope="col">{t('measure.share')}</th>
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => {
            const days = format.dateRange(period.period_start, period.period_end);
            return (
              <tr key={period.period_start} aria-current={period.is_now ? 'date' : undefined}>
                <th scope="row">
                  {days}
                  {period.is_now && <span className="secondary measure-now">{t('measure.now')}</span>}
                </th>
                <td>{format.number(period.target)}</td>
                <td>
                  {period.rows > 0 ? (
                    figure(period.done, days, { from: period.period_start, to: period.period_end })
                  ) : period.is_over || period.is_now ? (
                    format.number(0)
                  ) : (
                    <span className="secondary">–</span>
                  )}
                  {period.is_over && period.done < period.target && (
                    <span className="measure-short">{t('measure.short', { count: format.number(period.target - period.done) })}</span>
                  )}
                </td>
                <td>{period.is_over || period.is_now ? percent(period.done, period.target) : <span className="secondary">–</span>}</td>
              </tr>
            );
          })}
          {outside_rows > 0 && (
            <tr>
              <th scope="row">{t('measure.outside')}</th>
              <td>
                <span className="secondary">–</span>
              </td>
              <td>{figure(outside, t('measure.outside'), { outside: true })}</td>
              <td>
                <span className="secondary">–</span>
              </td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('money.total')}</th>
            <td>{format.number(target ?? 0)}</td>
            <td>{figure(done, t('money.total'), {})}</td>
            <td>{percent(done, target ?? 0)}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}
