import { useState } from 'react';
import { isSettled, type ScheduleRow } from '../../../../domain/awards/report.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { ReportDetails } from './details.tsx';
import { reportTones, useReportWords } from './use-report-words.ts';
import { ReportVerbs } from './verbs.tsx';

type ReportLineProps = { row: ScheduleRow /** What has to be filed before it. */; before: ScheduleRow | null; mayEdit: boolean };

/** A report in a line: what and for when, its day and the day to file by, where it stands and what follows, whose it is. */
export function ReportLine({ row, before, mayEdit }: ReportLineProps) {
  const { t } = useWords();
  const words = useReportWords();
  const [isOpen, setOpen] = useState(false);
  const whole = words.whole(row);
  const consequence = words.consequence(row);
  return (
    <li className="report-line">
      <div className="report-what">
        <button type="button" className="link report-name" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {words.name(row)}
        </button>
        <span className="secondary">{words.period(row) || row.subaward_organization || row.subaward_title || ''}</span>
      </div>
      <div className="report-day">
        <span>
          {words.day(row.due_on)}
          {row.override_due_on && <span className="secondary report-note">{t('schedule.is_override')}</span>}
        </span>
        {!isSettled(row) && row.file_by !== row.due_on && (
          <span className="secondary">{t('schedule.file_by', { day: words.day(row.file_by) })}</span>
        )}
        {row.filed_on && <span className="secondary">{t('schedule.filed_on', { day: words.day(row.filed_on) })}</span>}
      </div>
      <div className="report-state">
        <Tag tone={reportTones[row.state]}>{words.state(row)}</Tag>
        {consequence && <span className="secondary">{consequence}</span>}
        {before && <span className="secondary">{t('schedule.blocked', { period: words.period(before) })}</span>}
        {row.look_again && !isSettled(row) && (
          <span className="report-look">{t('schedule.look_again', { day: words.day(row.computed_due_on) })}</span>
        )}
        {row.is_unasked && <span className="report-look">{t('schedule.unasked')}</span>}
      </div>
      <span className="secondary report-who">{row.owner_name ?? t('schedule.nobody')}</span>
      <ReportVerbs row={row} name={whole} isBlocked={before !== null} mayEdit={mayEdit} />
      {isOpen && <ReportDetails row={row} name={whole} mayEdit={mayEdit} />}
    </li>
  );
}
