import type { CalendarEvent, DatedThing } from '../../../../domain/events/calendar-item.ts';
import { DatedLine } from './dated-line.tsx';
import { EventChip } from './event-chip.tsx';

/** What the grid places: an event or another dated thing, with its times as dates of the grid. */
export type Item = { key: string; title: string; start: Date; end: Date; allDay: boolean; event?: CalendarEvent; thing?: DatedThing };

/** An item in its place. `slotStart` is there in rows of days only: beside the hours there is room for more words. */
export function GridItem({ event: item, slotStart }: { event: Item; slotStart?: Date }) {
  if (item.event) return <EventChip event={item.event} isTall={slotStart === undefined} />;
  return item.thing ? <DatedLine thing={item.thing} isOnGrid /> : null;
}
