import '../../../styles/award-schedule.css';
import { useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useReportWords } from './use-report-words.ts';
import { useSchedulePreview } from './use-schedule.ts';

const FIRST = 5;

/** What an award will owe as it stands in its form, before it is saved: the first days of it, all on request. */
export function SchedulePreview({ award }: { award: Record<string, unknown> }) {
  const { t, tn } = useWords();
  const words = useReportWords();
  const rows = useSchedulePreview(award);
  const [showsAll, setShowsAll] = useState(false);
  if (!rows || rows.length === 0) return <p className="secondary">{t('schedule.preview_empty')}</p>;
  return (
    <div className="schedule-preview" aria-live="polite">
      <p className="secondary">{tn('schedule.preview_lead', rows.length)}</p>
      <ul className="preview-lines">
        {(showsAll ? rows : rows.slice(0, FIRST)).map((row) => (
          <li key={`${row.kind} ${row.schedule_key}`}>
            <span>{words.name(row)}</span>
            <span className="secondary">{words.period(row)}</span>
            <span className="preview-day">{words.day(row.due_on)}</span>
          </li>
        ))}
      </ul>
      {rows.length > FIRST && (
        <button type="button" className="link" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('schedule.preview_less') : tn('schedule.preview_all', rows.length)}
        </button>
      )}
    </div>
  );
}
