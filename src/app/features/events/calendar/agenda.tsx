import type { CalendarDay } from '../../../../domain/events/calendar-item.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { EventLine } from '../event-line.tsx';
import { useCalendarTools } from './context.ts';
import { DatedLine } from './dated-line.tsx';

/** The days on which there is anything, one under the other. */
export function CalendarAgenda({ days, today }: { days: CalendarDay[]; today: string }) {
  const { t, format } = useWords();
  const { onCreate } = useCalendarTools();
  return (
    <div className="agenda">
      {days.map(({ day, dated, events }) => (
        <section key={day} className={day === today ? 'agenda-day agenda-today' : 'agenda-day'} aria-labelledby={`day-${day}`}>
          <div className="agenda-head">
            <h2 id={`day-${day}`} tabIndex={-1}>
              {day === today && <span className="agenda-now">{t('calendar.today')} </span>}
              {format.longDate(day)}
            </h2>
            {dated.map((thing) => (
              <DatedLine key={`${thing.what}-${thing.title ?? ''}`} thing={thing} />
            ))}
            {onCreate && (
              <button
                type="button"
                className="link agenda-add"
                aria-label={t('calendar.new_on', { day: format.longDate(day) })}
                onClick={() => onCreate(day)}
              >
                {t('calendar.add')}
              </button>
            )}
          </div>
          {events.length > 0 && (
            <ul className="event-lines">
              {events.map((event) => (
                <EventLine key={event.id} event={event} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}
