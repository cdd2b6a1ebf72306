import '../../styles/referrals.css';
import type { ReactNode } from 'react';
import { type Outcome, outcomes, type Score } from '../../../domain/referrals/referral.ts';
import { useWords } from '../../providers/i18n.tsx';
import { ScrollRegion } from '../components/scroll-region.tsx';
import { useWorkWords } from './shared-words.ts';

type ScoreTableProps = { title: string; rows: Score[]; name: (row: Score) => ReactNode };

/** How some receivers, topics, languages or districts do, one line each. */
export function ScoreTable({ title, rows, name }: ScoreTableProps) {
  const { t, tn, format } = useWords();
  const work = useWorkWords();
  if (rows.length === 0) return null;
  const said = (found: Partial<Record<Outcome, number>>) =>
    outcomes
      .flatMap((one) =>
        found[one] ? [t('score.outcome', { outcome: t(`told.referral.outcome.${one}`), count: format.number(found[one]) })] : [],
      )
      .join(', ');
  return (
    <div className="score-scroll">
      <ScrollRegion label={title}>
        <table className="score-table">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col" className="number">
                {t('score.sent')}
              </th>
              <th scope="col" className="number">
                {t('score.accepted')}
              </th>
              <th scope="col" className="number">
                {t('score.median')}
              </th>
              <th scope="col" className="number">
                {t('score.in_time')}
              </th>
              <th scope="col">{t('score.outcomes')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) =>
              row.is_hidden ? (
                <tr key="hidden">
                  <th scope="row" colSpan={6} className="secondary">
                    {tn('score.hidden', row.groups ?? 0)}
                  </th>
                </tr>
              ) : (
                <tr key={row.id ?? 'none'}>
                  <th scope="row">{name(row)}</th>
                  <td className="number">{format.number(row.sent)}</td>
                  <td className="number">{format.number(row.accepted)}</td>
                  <td className="number">{row.median_minutes === null ? '–' : work(row.median_minutes)}</td>
                  <td className="number">{row.timed === 0 ? '–' : t('score.of', { count: row.in_time, all: row.timed })}</td>
                  <td>{said(row.outcomes) || '–'}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
