import { Link } from 'react-router';
import type { CalendarEvent } from '../../../domain/events/calendar-item.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Tag, type Tone } from '../../shared/components/tag.tsx';
import { useCalendarTools } from './calendar/context.ts';
import { useCalendarWords } from './calendar/words.ts';

export const statusTones: Record<CalendarEvent['status'], Tone> = {
  planned: 'amber',
  confirmed: 'river',
  held: 'green',
  cancelled: 'brick',
};

/** An event in a list of a day: when, what, where, who; and the way to move it, which needs no mouse. */
export function EventLine({ event }: { event: CalendarEvent }) {
  const { t } = useWords();
  const { colours, addressOf, onMove } = useCalendarTools();
  const words = useCalendarWords();
  const facts = [words.place(event), words.district(event), words.people(event)].filter(Boolean);
  return (
    <li className={`event-line is-${event.status}`}>
      <span className="event-line-time">{words.times(event)}</span>
      <span className={`event-line-mark mark-${colours.markOf(event)}`} aria-hidden="true" />
      <div className="event-line-main">
        <Link to={addressOf(event.id)} className="row-title" data-event={event.id}>
          {event.title}
        </Link>
        <p className="secondary">
          {t(`event.kind.${event.kind}`)}
          {facts.length > 0 && ` · ${facts.join(' · ')}`}
        </p>
      </div>
      <div className="event-line-end">
        {words.languages(event) && <Tag tone="violet">{words.languages(event)}</Tag>}
        <Tag tone={statusTones[event.status]}>{t(`event.status.${event.status}`)}</Tag>
        {onMove && event.status !== 'cancelled' && (
          <button
            type="button"
            className="link event-line-move"
            aria-label={t('calendar.move_of', { title: event.title })}
            onClick={() => onMove(event)}
          >
            {t('calendar.move')}
          </button>
        )}
      </div>
    </li>
  );
}
