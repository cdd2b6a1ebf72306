import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { RadarRow } from '../../../../domain/awards/radar.ts';
import { daysBetween } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { ReportDetails } from '../schedule/details.tsx';
import { useReportWords } from '../schedule/use-report-words.ts';
import { ReportVerbs } from '../schedule/verbs.tsx';
import { useRadarWords } from './use-radar-words.ts';

/** One report: how far its day is, whose and what it is, when, what follows, who has it. Opened: why, "what if", and what can be done. */
export function RadarLine({ row, today }: { row: RadarRow; today: string }) {
  const { t } = useWords();
  const report = useReportWords();
  const words = useRadarWords();
  const mayEdit = useAllowed('award_reports', 'edit');
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { figure, unit } = words.countdown(row);
  const whose = row.award_title ?? t('radar.city');
  const name = `${report.whole(row)}, ${whose}`;
  const follows = words.follows(row, today, daysBetween);
  const about = [row.award_number, row.department_name].filter(Boolean).join(' · ');
  return (
    <li className={`radar-line radar-${row.severity}`}>
      <p className="radar-count">
        <b>{figure}</b> <span>{unit}</span>
      </p>
      <div className="radar-what">
        <button
          type="button"
          className="link radar-name"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          {report.name(row)}
          <span className="visually-hidden">{`, ${whose}`}</span>
        </button>
        <span className="secondary">{report.period(row) || row.subaward_organization || row.subaward_title || ''}</span>
      </div>
      <div className="radar-whose">
        {row.award_id ? (
          <Link to={`/awards/${row.award_id}?tab=schedule`} className="radar-award">
            {whose}
          </Link>
        ) : (
          <span className="radar-award">{whose}</span>
        )}
        {about && <span className="secondary">{about}</span>}
      </div>
      <div className="radar-day">
        <span>
          {row.state === 'late' ? t('radar.was_due', { day: words.day(row.due_on) }) : t('radar.due', { day: words.day(row.due_on) })}
        </span>
        {row.state !== 'late' && row.file_by !== row.due_on && (
          <span className="secondary">{t('schedule.file_by', { day: words.day(row.file_by) })}</span>
        )}
      </div>
      <div className="radar-follows">
        {follows && <span className={row.is_holding ? 'radar-holds' : row.severity === 4 ? 'radar-near' : ''}>{follows}</span>}
        {row.blocked_by && <span className="secondary">{t('radar.blocked')}</span>}
        {row.is_unspent && <span className="secondary">{t('radar.unspent')}</span>}
        {row.look_again && <span className="report-look">{t('schedule.look_again', { day: words.day(row.computed_due_on) })}</span>}
        {row.is_unasked && <span className="report-look">{t('schedule.unasked')}</span>}
      </div>
      <div className="radar-who">
        <span className={row.owner_name ? '' : 'radar-nobody'}>{row.owner_name ?? t('radar.nobody')}</span>
        {row.acknowledged_at && <span className="secondary">{t('radar.knows')}</span>}
      </div>
      {isOpen && (
        <div className="radar-more" id={id}>
          <ReportDetails row={row} name={name} mayEdit={mayEdit} />
          <ReportVerbs row={row} name={name} isBlocked={row.blocked_by !== null} mayEdit={mayEdit} />
        </div>
      )}
    </li>
  );
}
