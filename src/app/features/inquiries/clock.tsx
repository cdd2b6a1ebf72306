import { holidaysBetween, readDeadline } from '../../../domain/inquiries/deadline.ts';
import { dateOfInstant } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice, useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { deadlineClass } from './tones.ts';
import type { InquiryRecord } from './use-inquiry.ts';

/** The clock on top of the facts: when it is due, and why then, in words that a person can repeat on the phone. */
export function Clock({ inquiry }: { inquiry: InquiryRecord }) {
  const { t, tn, format } = useWords();
  const { config } = useOffice().connection;
  const today = useToday();
  const { topics, holidays, holidayDates } = useReferences();
  const openedOn = dateOfInstant(inquiry.opened_at, config.time_zone);
  if (inquiry.closed_at) {
    const closedOn = dateOfInstant(inquiry.closed_at, config.time_zone);
    const isLate = inquiry.due_on !== null && closedOn > inquiry.due_on;
    return (
      <div className="clock">
        <p className="clock-words done">{t('due.closed', { date: format.dateWithYear(closedOn) })}</p>
        {inquiry.due_on && (
          <p className="secondary">
            {t(isLate ? 'clock.closed_late' : 'clock.closed_in_time', { date: format.date(inquiry.due_on, today) })}
          </p>
        )}
      </div>
    );
  }
  const deadline = readDeadline(inquiry.due_on, today, holidayDates);
  if (deadline.kind === 'none' || inquiry.due_on === null) {
    return (
      <div className="clock">
        <p className="clock-words">{t('due.none')}</p>
        <p className="secondary">{t('clock.none')}</p>
      </div>
    );
  }
  const date = format.date(inquiry.due_on, today);
  const words =
    deadline.kind === 'overdue'
      ? tn('due.overdue', deadline.days)
      : deadline.kind === 'today'
        ? t('due.today')
        : `${t('due.on', { date })} · ${tn('clock.business_days', deadline.businessDays)}`;
  const target = topics.find((topic) => topic.id === inquiry.topic_id)?.target_business_days;
  const daysOff = holidaysBetween(openedOn, inquiry.due_on, holidayDates).map((day) => `${holidays.get(day)} (${format.date(day)})`);
  return (
    <div className="clock">
      <p className={`clock-words ${deadlineClass(deadline)}`}>{words}</p>
      <p className="secondary">
        {deadline.kind === 'overdue' && `${t('clock.was_due', { date })} `}
        {target !== undefined && tn('clock.why', target, { date: format.date(openedOn, today) })}
        {daysOff.length > 0 && ` ${t('clock.days_off', { days: daysOff.join(', ') })}`}
      </p>
    </div>
  );
}
