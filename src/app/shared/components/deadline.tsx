import { readDeadline } from '../../../domain/inquiries/deadline.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';

type DueProps = { due_on: string | null; closed_at: string | null };

/** The clock of an inquiry in a few words: "Overdue 1 day", "Due today", "Due Tue, Nov 24", "Closed Nov 20, 2026". */
export function DueWords({ due_on, closed_at }: DueProps) {
  const { t, tn, format } = useWords();
  const today = useToday();
  const { holidayDates } = useReferences();
  if (closed_at) return <span className="due done">{t('due.closed', { date: format.instant(closed_at).replace(/,[^,]*$/, '') })}</span>;
  const deadline = readDeadline(due_on, today, holidayDates);
  if (deadline.kind === 'none') return <span className="due">{t('due.none')}</span>;
  if (deadline.kind === 'overdue') return <span className="due late">{tn('due.overdue', deadline.days)}</span>;
  if (deadline.kind === 'today') return <span className="due soon">{t('due.today')}</span>;
  return (
    <span className={deadline.kind === 'soon' ? 'due soon' : 'due'}>{t('due.on', { date: format.date(due_on ?? today, today) })}</span>
  );
}
