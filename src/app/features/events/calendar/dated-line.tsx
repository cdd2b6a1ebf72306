import { Link } from 'react-router';
import type { DatedThing } from '../../../../domain/events/calendar-item.ts';
import { useCalendarTools } from './context.ts';
import { useCalendarWords } from './words.ts';

/** What a day has beside events: '12 inquiries due', with the list behind it. */
export function DatedLine({ thing, isOnGrid }: { thing: DatedThing; isOnGrid?: boolean }) {
  const { datedAddressOf } = useCalendarTools();
  const { dated } = useCalendarWords();
  const to = datedAddressOf(thing);
  const words = dated(thing);
  const look = `dated dated-${thing.what}`;
  if (!to) return <span className={look}>{words}</span>;
  return (
    <Link
      to={to}
      className={look}
      title={words}
      draggable={false}
      {...(isOnGrid ? { 'data-event': `${thing.what}-${thing.on}`, 'data-start': thing.on, tabIndex: -1 } : {})}
    >
      {words}
    </Link>
  );
}
