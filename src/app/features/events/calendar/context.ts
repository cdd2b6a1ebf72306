import { createContext, useContext } from 'react';
import type { CalendarEvent, DatedThing } from '../../../../domain/events/calendar-item.ts';
import type { Colours } from './colours.ts';

/** What every piece of the calendar needs to draw an event and to offer what can be done with it. */
export type CalendarTools = {
  colours: Colours;
  /** The event that is open over the calendar. */
  openId: string | null;
  /** The address of an event over this calendar. */
  addressOf: (id: string) => string;
  /** Where the number of a day leads; null where there is nowhere to go. */
  datedAddressOf: (thing: DatedThing) => string | null;
  /** Opens the dialog that moves an event; null for whoever may not. */
  onMove: ((event: CalendarEvent) => void) | null;
  /** Plans an event on a day; null for whoever may not. */
  onCreate: ((day: string) => void) | null;
  onDay: (day: string) => void;
};

export const CalendarContext = createContext<CalendarTools | null>(null);

export function useCalendarTools(): CalendarTools {
  const tools = useContext(CalendarContext);
  if (!tools) throw new Error('Pieces of the calendar need its context above them.');
  return tools;
}
