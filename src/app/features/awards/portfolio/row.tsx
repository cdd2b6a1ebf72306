import { Link } from 'react-router';
import { keyOf, worstOf } from '../../../../domain/awards/flags.ts';
import type { PortfolioRow } from '../../../../domain/awards/portfolio.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { severityTones, useFlagWords } from '../flags/use-flag-words.ts';
import { useReportWords } from '../schedule/use-report-words.ts';
import { awardTones } from '../tones.ts';
import { Pace } from './pace.tsx';

const shown = 3;

/** An award of the portfolio: what it is and what is risky about it; money beside time; what is owed next. */
export function PortfolioLine({ row, withDepartment = true }: { row: PortfolioRow; withDepartment?: boolean }) {
  const { t, tn, format } = useWords();
  const today = useToday();
  const say = useFlagWords();
  const report = useReportWords();
  const { next_report: next, flags } = row;
  const severity = worstOf(flags);
  const owner = [withDepartment && row.department_name, row.lead_name && t('award.lead_is', { name: row.lead_name })].filter(Boolean);
  return (
    <li className="row portfolio-row">
      <div className="row-main">
        <Link to={`/awards/${row.id}`} className="row-title">
          {row.title}
        </Link>
        <p className="row-facts">{[row.award_number, row.component, row.listing].filter(Boolean).join(' · ')}</p>
        {owner.length > 0 && <p className="secondary">{owner.join(' · ')}</p>}
        {flags.length > 0 && (
          <ul className="portfolio-flags">
            {flags.slice(0, shown).map((flag) => (
              <li key={keyOf(flag)} className={flag.severity === 3 ? 'late' : undefined}>
                {say(flag)}
              </li>
            ))}
            {flags.length > shown && (
              <li>
                <Link to={`/awards/${row.id}`}>{tn('portfolio.more_flags', flags.length - shown)}</Link>
              </li>
            )}
          </ul>
        )}
      </div>
      <Pace row={row} />
      <div className="row-end portfolio-end">
        <span className="portfolio-tags">
          {severity > 0 && <Tag tone={severityTones[severity as 1 | 2 | 3]}>{t(`portfolio.severity_${severity}`)}</Tag>}
          <Tag tone={awardTones[row.status]}>{t(`award.status.${row.status}`)}</Tag>
        </span>
        {next ? (
          <span className={next.due_on < today ? 'late' : undefined}>
            {report.name(next)}
            <span className="fact-more">{t('portfolio.due', { day: format.dateWithYear(next.due_on) })}</span>
            {next.file_by !== next.due_on && (
              <span className="secondary fact-more">{t('portfolio.file_by', { day: format.dateWithYear(next.file_by) })}</span>
            )}
          </span>
        ) : (
          <span className="secondary">{t('portfolio.next_none')}</span>
        )}
        <span className="secondary">
          {t(row.ends_on < today ? 'award_list.ended' : 'award_list.ends', { day: format.dateWithYear(row.ends_on) })}
        </span>
      </div>
    </li>
  );
}
