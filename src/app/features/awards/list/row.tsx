import { Link } from 'react-router';
import type { Flag } from '../../../../domain/awards/flags.ts';
import type { AwardListRow } from '../../../../domain/awards/list-query.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useFlagWords } from '../flags/use-flag-words.ts';
import { awardTones } from '../tones.ts';

/** One award: what it is called and its number; whose, until when, and what is owed next; the worst about it; how much. */
export function AwardRow({ row, flags }: { row: AwardListRow; flags: Flag[] }) {
  const { t, tn, format } = useWords();
  const say = useFlagWords();
  const today = useToday();
  const { next_report: next } = row;
  const isLate = next !== null && next.due_on < today;
  // What is late is said by what is owed next; what is only to be known stands on the record.
  const risky = flags.filter(({ code, severity }) => severity > 1 && code !== 'report_late');
  const [worst] = risky;
  const kind = next && (next.title || t(`award.report.${next.kind}` as MessageKey));
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/awards/${row.id}`} className="row-title">
          {row.title}
        </Link>
        <p className="row-facts">{[row.award_number ?? t('award.no_number'), row.component, row.listing].filter(Boolean).join(' · ')}</p>
        <p className="secondary">
          {[row.department_name, row.lead_name && t('award_list.led_by', { name: row.lead_name })].filter(Boolean).join(' · ')}
        </p>
        {next && (
          <p className={isLate ? 'row-facts late' : 'secondary'}>
            {t(isLate ? 'award_list.late_since' : 'award_list.next_due', { report: kind ?? '', day: format.dateWithYear(next.due_on) })}
          </p>
        )}
        {worst && (
          <p className={worst.severity === 3 ? 'row-facts late' : 'row-facts'}>
            {say(worst)}
            {risky.length > 1 && <span className="secondary"> {tn('portfolio.more_flags', risky.length - 1)}</span>}
          </p>
        )}
      </div>
      <div className="row-end">
        <Tag tone={awardTones[row.status]}>{t(`award.status.${row.status}`)}</Tag>
        {row.legal_hold_since && <Tag tone="violet">{t('award.is_held')}</Tag>}
        <span className="award-amount">{format.money(row.total_cents)}</span>
        <span className="secondary">
          {row.performance_ends_on
            ? t(row.performance_ends_on < today ? 'award_list.ended' : 'award_list.ends', {
                day: format.dateWithYear(row.performance_ends_on),
              })
            : t('award_list.no_period')}
        </span>
      </div>
    </li>
  );
}
