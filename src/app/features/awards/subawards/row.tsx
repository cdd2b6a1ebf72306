import { Link } from 'react-router';
import { isUrgent, type SubawardRow } from '../../../../domain/awards/subaward.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useGapWords } from './gap-words.ts';
import { riskTones, statusTones } from './tones.ts';

const FEW = 3;

/** One subaward: who gets it and for what, how much of it was paid, and the first things that are missing. */
export function SubawardLine({ row, withAward }: { row: SubawardRow; withAward: boolean }) {
  const { t, tn, format } = useWords();
  const words = useGapWords();
  const period = row.starts_on && row.ends_on ? format.dateRange(row.starts_on, row.ends_on) : '';
  // What is late comes before what is only missing.
  const gaps = [...row.gaps].sort((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)));
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/awards/${row.award_id}/subawards/${row.id}`} className="row-title">
          {row.organization_name}
        </Link>
        <p className="row-facts">{[row.title, row.subaward_number].filter(Boolean).join(' · ')}</p>
        <p className="secondary">
          {[withAward && (row.award_number ?? row.award_title), row.determination && t(`subaward.kind.${row.determination}`), period]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {gaps.length > 0 && (
          <ul className="subaward-gaps" aria-label={t('subaward.missing')}>
            {gaps.slice(0, FEW).map((gap) => (
              <li key={gap.code} className={isUrgent(gap) ? 'late' : undefined}>
                {words(gap)}
              </li>
            ))}
            {gaps.length > FEW && <li className="secondary">{tn('subaward.more_missing', gaps.length - FEW)}</li>}
          </ul>
        )}
      </div>
      <div className="row-end">
        <Tag tone={statusTones[row.status]}>{t(`subaward.status.${row.status}`)}</Tag>
        <span>{format.money(row.total_cents)}</span>
        <span className="secondary">{t('subaward.paid', { amount: format.money(row.paid_cents) })}</span>
        {row.risk && <Tag tone={riskTones[row.risk]}>{t(`subaward.risk.${row.risk}`)}</Tag>}
      </div>
    </li>
  );
}
