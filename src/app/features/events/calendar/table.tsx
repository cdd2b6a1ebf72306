import { useState } from 'react';
import { Link } from 'react-router';
import type { CalendarEvent } from '../../../../domain/events/calendar-item.ts';
import { eventOrder } from '../../../../domain/events/calendar-item.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { statusTones } from '../event-line.tsx';
import { useCalendarTools } from './context.ts';
import { useCalendarWords } from './words.ts';

const columns: { key: 'time' | 'title' | 'kind' | 'status' | 'place' | 'staff'; label: MessageKey }[] = [
  { key: 'time', label: 'calendar.column_time' },
  { key: 'title', label: 'calendar.column_title' },
  { key: 'kind', label: 'calendar.column_kind' },
  { key: 'status', label: 'calendar.column_status' },
  { key: 'place', label: 'calendar.column_place' },
  { key: 'staff', label: 'calendar.column_staff' },
];
type Column = (typeof columns)[number]['key'];

/** The month as a table, for whoever reads it line by line: by time, or by what a head of a column says. */
export function CalendarTable({ events, caption }: { events: CalendarEvent[]; caption: string }) {
  const { t, format } = useWords();
  const { addressOf, onMove } = useCalendarTools();
  const words = useCalendarWords();
  const [sort, setSort] = useState<{ by: Column; isDown: boolean }>({ by: 'time', isDown: false });
  const cells: Record<Exclude<Column, 'time'>, (event: CalendarEvent) => string> = {
    title: (event) => event.title,
    kind: (event) => t(`event.kind.${event.kind}`),
    status: (event) => t(`event.status.${event.status}`),
    place: words.place,
    staff: words.people,
  };
  const text = sort.by === 'time' ? null : cells[sort.by];
  const order = (a: CalendarEvent, b: CalendarEvent) => (text ? text(a).localeCompare(text(b)) || eventOrder(a, b) : eventOrder(a, b));
  const sorted = [...events].sort((a, b) => (sort.isDown ? order(b, a) : order(a, b)));
  return (
    <section className="scroll-x" aria-label={caption}>
      <table className="events-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col" aria-sort={sort.by === key ? (sort.isDown ? 'descending' : 'ascending') : undefined}>
                <button type="button" onClick={() => setSort({ by: key, isDown: sort.by === key && !sort.isDown })}>
                  {t(label)}
                  <span aria-hidden="true">{sort.by === key ? (sort.isDown ? ' ↓' : ' ↑') : ''}</span>
                </button>
              </th>
            ))}
            {onMove && <td />}
          </tr>
        </thead>
        <tbody>
          {sorted.map((event) => (
            <tr key={event.id} className={`is-${event.status}`}>
              <td className="events-table-time">
                {format.date(event.starts)}, {words.times(event)}
              </td>
              <th scope="row">
                <Link to={addressOf(event.id)} className="row-title" data-event={event.id}>
                  {event.title}
                </Link>
              </th>
              <td>{cells.kind(event)}</td>
              <td>
                <Tag tone={statusTones[event.status]}>{cells.status(event)}</Tag>
              </td>
              <td>{cells.place(event)}</td>
              <td>{cells.staff(event)}</td>
              {onMove && (
                <td>
                  {event.status !== 'cancelled' && (
                    <button
                      type="button"
                      className="link"
                      aria-label={t('calendar.move_of', { title: event.title })}
                      onClick={() => onMove(event)}
                    >
                      {t('calendar.move')}
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
