import { Link } from 'react-router';
import { type ApplicationRow, isOpen } from '../../../domain/applications/application.ts';
import { patience } from '../../../domain/applications/list-query.ts';
import { addDays } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { Tag } from '../components/tag.tsx';
import { applicationTones } from './use-applications.ts';

/** One application: to what and for whom; how far it is, since when, and what came of it. */
export function ApplicationLine({ row, without }: { row: ApplicationRow; without?: 'resident' | 'inquiry' | 'program' | 'event' }) {
  const { t, format } = useWords();
  const today = useToday();
  const since = row.submitted_on ?? row.started_on;
  const waits = isOpen(row.status) && since < addDays(today, -patience);
  const who = [
    without !== 'resident' && (row.resident_name ?? t('application.unnamed')),
    without !== 'inquiry' && row.inquiry_number,
    without !== 'event' && row.event_title,
    row.district_name,
    row.assisted_by_name && t('application.helped_by', { name: row.assisted_by_name }),
  ];
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/applications/${row.id}`} className="row-title">
          {without === 'program' ? (row.resident_name ?? t('application.unnamed')) : row.program_name}
        </Link>
        <p className="row-facts">{(without === 'program' ? who.slice(1) : [row.organization_name, ...who]).filter(Boolean).join(' · ')}</p>
        {row.note && <p className="secondary">{row.note}</p>}
      </div>
      <div className="row-end">
        <Tag tone={applicationTones[row.status]}>{t(`application.status.${row.status}`)}</Tag>
        {row.amount_cents !== null && <span>{format.money(row.amount_cents)}</span>}
        <span className={waits ? 'late' : 'secondary'}>
          {row.decided_on
            ? t('application.answered', { day: format.dateWithYear(row.decided_on) })
            : t(waits ? 'application.waits_since' : 'application.since', { day: format.dateWithYear(since) })}
        </span>
      </div>
    </li>
  );
}
