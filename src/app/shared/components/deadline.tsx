import { readDeadline } from '../../../domain/inquiries/deadline.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { now } from '../clock.ts';

type DueProps = {
  due_on: string | null;
  closed_at: string | null;
  /** To the minute, where it is known. */
  due_at?: string | null | undefined;
  /** The clock stands: nothing is due from the office now. */
  stands?: boolean;
};

/** The clock of an inquiry in a few words: "Overdue 1 day", "Due 3:00 PM", "Due Tue, Nov 24", "Closed Nov 20, 2026". */
export function DueWords({ due_on, closed_at, due_at, stands = false }: DueProps) {
  const { t, tn, format } = useWords();
  const today = useToday();
  const { holidayDates } = useReferences();
  if (closed_at) return <span className="due done">{t('due.closed', { date: format.instant(closed_at).replace(/,[^,]*$/, '') })}</span>;
  if (stands) return <span className="due">{t('due.stands')}</span>;
  const deadline = readDeadline(due_on, today, holidayDates);
  if (deadline.kind === 'none') return <span className="due">{t('due.none')}</span>;
  if (deadline.kind === 'overdue') return <span className="due late">{tn('due.overdue', deadline.days)}</span>;
  if (deadline.kind === 'today' && due_at) {
    const isOver = Date.parse(due_at) < Date.parse(now());
    return (
      <span className={isOver ? 'due late' : 'due soon'}>{t(isOver ? 'due.over_since' : 'due.at', { time: format.time(due_at) })}</span>
    );
  }
  if (deadline.kind === 'today') return <span className="due soon">{t('due.today')}</span>;
  return (
    <span className={deadline.kind === 'soon' ? 'due soon' : 'due'}>{t('due.on', { date: format.date(due_on ?? today, today) })}</span>
  );
}
