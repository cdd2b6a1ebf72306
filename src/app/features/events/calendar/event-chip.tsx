import { memo, type PointerEvent, useRef } from 'react';
import { Link } from 'react-router';
import type { CalendarEvent } from '../../../../domain/events/calendar-item.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useCalendarTools } from './context.ts';
import { useCalendarWords } from './words.ts';

/** How long a finger rests on an event to move it, and how far it may slip. */
const LONG_PRESS = 500;
const SLIP = 8;

type EventChipProps = { event: CalendarEvent; isTall?: boolean };

/**
 * An event on the grid: a link to it, so that it opens like any other. It is not in the order of Tab; the arrows lead to it (see
 * use-grid-keys.ts). A long press, or M, opens the dialog that moves it; a drag that ends on it is no click.
 */
export const EventChip = memo(function EventChip({ event, isTall }: EventChipProps) {
  const { t, format } = useWords();
  const { colours, openId, addressOf, onMove } = useCalendarTools();
  const words = useCalendarWords();
  const press = useRef<{ x: number; y: number; timer?: ReturnType<typeof setTimeout>; isSpent?: boolean } | null>(null);
  const release = () => clearTimeout(press.current?.timer);
  const begin = ({ clientX: x, clientY: y, pointerType }: PointerEvent) => {
    press.current = { x, y };
    if (pointerType !== 'touch' || !onMove) return;
    const held = press.current;
    held.timer = setTimeout(() => {
      held.isSpent = true;
      onMove(event);
    }, LONG_PRESS);
  };
  const hasSlipped = (x: number, y: number) => press.current !== null && Math.hypot(x - press.current.x, y - press.current.y) > SLIP;
  return (
    <Link
      to={addressOf(event.id)}
      className={`chip-event mark-${colours.markOf(event)} is-${event.status}`}
      data-event={event.id}
      aria-current={event.id === openId || undefined}
      data-start={event.starts}
      tabIndex={-1}
      draggable={false}
      title={`${event.title}\n${words.times(event)} · ${colours.wordOf(event)} · ${t(`event.status.${event.status}`)}`}
      aria-label={words.spoken(event)}
      aria-keyshortcuts={onMove ? 'm' : undefined}
      onPointerDown={begin}
      onPointerMove={({ clientX, clientY }) => hasSlipped(clientX, clientY) && release()}
      onPointerUp={release}
      onPointerCancel={release}
      onContextMenu={(context) => press.current?.timer && context.preventDefault()}
      onClick={(click) => {
        if (click.detail > 0 && (press.current?.isSpent || hasSlipped(click.clientX, click.clientY))) click.preventDefault();
      }}
    >
      <span className="chip-time">{isTall ? words.times(event) : format.localTimeShort(event.starts)}</span>
      <span className="chip-title">{event.title}</span>
      {event.status === 'cancelled' && <span className="chip-state">{t('event.status.cancelled')}</span>}
      {isTall && <span className="chip-more">{[colours.wordOf(event), words.place(event)].filter(Boolean).join(' · ')}</span>}
    </Link>
  );
});
