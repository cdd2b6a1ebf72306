import '../../../styles/calendar-grid.css';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { SlotInfo } from 'react-big-calendar';
import type { CalendarEvent, DatedThing } from '../../../../domain/events/calendar-item.ts';
import { lastDayOf } from '../../../../domain/events/calendar-item.ts';
import { addMinutes, minutesBetween, wallClock } from '../../../../domain/events/wall-clock.ts';
import { addDays } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { now } from '../../../shared/clock.ts';
import { useMedia } from '../../../shared/hooks/use-media.ts';
import { DayDialog } from './day-dialog.tsx';
import { DayHeader, MoreButton, MoreContext, PlainHeader } from './grid-days.tsx';
import { GridItem, type Item } from './grid-item.tsx';
import { fromGrid, makeGridLocalizer, toGrid } from './localizer.ts';
import { makeCalendar } from './rbc.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridRoles } from './use-grid-roles.ts';
import type { Times } from './use-move.ts';

const Grid = makeCalendar<Item>();
const none: DatedThing[] = [];
const components = { event: GridItem, showMore: MoreButton, header: PlainHeader, month: { dateHeader: DayHeader, header: PlainHeader } };
const views = ['month', 'week', 'day'] as const;
const whole = { min: toGrid('2026-01-01T00:00'), max: toGrid('2026-01-01T23:59') };

type CalendarGridProps = {
  view: (typeof views)[number];
  date: string;
  today: string;
  isPhone: boolean;
  /** Whether the first answer is there. */
  isThere: boolean;
  zone: string;
  firstDay: number;
  label: string;
  events: CalendarEvent[];
  dated: DatedThing[];
  /** Null for whoever may not: nothing can be dragged then, and no time chosen. */
  onTimes: ((event: CalendarEvent, times: Times) => void) | null;
  onSlot: (times: Times) => void;
  onDay: (day: string) => void;
  /** Shows the days around another date. */
  onDate: (day: string) => void;
};

/** Month, week and day on a grid. What it shows and what is done with it come from above. */
export default function CalendarGrid({
  view,
  date,
  today,
  isPhone,
  isThere,
  zone,
  firstDay,
  label,
  events,
  dated,
  onTimes,
  onSlot,
  onDay,
  onDate,
}: CalendarGridProps) {
  const { t, format, locale } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  // Dragging by touch fights with scrolling, and resizing does not work at all: there, the dialog moves.
  const isFine = useMedia('(pointer: fine)');
  const [listed, setListed] = useState<string | null>(null);
  const localizer = useMemo(() => makeGridLocalizer(format, firstDay), [format, firstDay]);
  const items = useMemo<Item[]>(() => [...dated.map(toDatedItem), ...events.map(toEventItem)], [events, dated]);
  const daysOff = useMemo(() => new Set(dated.filter(({ what }) => what === 'holidays').map(({ on }) => on)), [dated]);
  useGridRoles(frame);
  useGridKeys(frame, date, onDate);

  const drop = useCallback(
    ({ event: item, start, end, isAllDay }: { event: Item; start: Date | string; end: Date | string; isAllDay?: boolean | undefined }) => {
      if (!item.event || !onTimes) return;
      const [starts, ends] = [fromGrid(new Date(start)), fromGrid(new Date(end))];
      // Let go above the hours of a week: the day changes, the hours stay.
      const kept = isAllDay ? `${starts.slice(0, 10)}${item.event.starts.slice(10)}` : starts;
      onTimes(item.event, { starts: kept, ends: isAllDay ? addMinutes(kept, minutesBetween(item.event.starts, item.event.ends)) : ends });
    },
    [onTimes],
  );
  const choose = useCallback(
    ({ slots, start, end }: SlotInfo) => {
      const days = slots.map((slot) => fromGrid(slot));
      const isWhole = view === 'month' || slots.every((slot) => +slot % 86_400_000 === 0);
      if (!isWhole) return onSlot({ starts: fromGrid(start), ends: fromGrid(end) });
      const [first, last] = [days.reduce(earlier).slice(0, 10), days.reduce(later).slice(0, 10)];
      onSlot({ starts: first === last ? `${first}T10:00` : `${first}T09:00`, ends: first === last ? `${first}T11:00` : `${last}T17:00` });
    },
    [onSlot, view],
  );
  const getNow = useCallback(() => toGrid(wallClock(now(), zone)), [zone]);
  const dayProp = useCallback((day: Date) => (daysOff.has(fromGrid(day).slice(0, 10)) ? { className: 'day-off' } : {}), [daysOff]);
  const mayDrag = onTimes !== null && isFine;
  const draggable = useCallback((item: Item) => mayDrag && item.event !== undefined && item.event.status !== 'cancelled', [mayDrag]);
  const more = useMemo(() => ({ open: setListed }), []);
  return (
    <MoreContext.Provider value={more}>
      <section ref={frame} className={`grid grid-${view}`} aria-label={label}>
        <p className="visually-hidden">{t(onTimes ? 'calendar.keys' : 'calendar.keys_reader')}</p>
        <Grid
          // The library scrolls once, when it begins: to the first event, which has to be there.
          key={view === 'month' ? locale : `${locale} ${isThere}`}
          localizer={localizer}
          events={items}
          views={[...views]}
          view={view}
          date={toGrid(date)}
          onNavigate={ignore}
          onView={ignore}
          onDrillDown={(day) => onDay(fromGrid(day).slice(0, 10))}
          drilldownView="day"
          toolbar={false}
          components={components as never}
          min={whole.min}
          max={whole.max}
          scrollToTime={firstHour(events, isPhone)}
          step={15}
          timeslots={4}
          dayLayoutAlgorithm="no-overlap"
          allDayMaxRows={3}
          showMultiDayTimes
          getNow={getNow}
          dayPropGetter={dayProp}
          selectable={onTimes !== null}
          longPressThreshold={400}
          onSelectSlot={choose}
          draggableAccessor={draggable}
          resizableAccessor={draggable}
          resizable={view !== 'month'}
          onEventDrop={drop}
          onEventResize={drop}
          messages={{ allDay: t('calendar.all_day') }}
        />
      </section>
      {listed && (
        <DayDialog
          day={listed}
          isToday={listed === today}
          events={events.filter((event) => event.starts.slice(0, 10) <= listed && lastDayOf(event) >= listed)}
          dated={dated.length > 0 ? dated.filter(({ on }) => on === listed) : none}
          onClose={() => setListed(null)}
        />
      )}
    </MoreContext.Provider>
  );
}

const ignore = () => {};
const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

/** Half past seven, or earlier where something begins earlier; a phone goes on to where the first thing begins. */
function firstHour(events: CalendarEvent[], isPhone: boolean): Date {
  const first = events.map(({ starts }) => starts.slice(11)).reduce(earlier, '23:00');
  const hour =
    first < '07:30' ? first : isPhone && first < '23:00' && first > '08:30' ? addMinutes(`2026-01-01T${first}`, -60).slice(11) : '07:30';
  return toGrid(`2026-01-01T${hour}`);
}

const toEventItem = (event: CalendarEvent): Item => ({
  key: event.id,
  title: event.title,
  start: toGrid(event.starts),
  end: toGrid(event.ends),
  allDay: false,
  event,
});

const toDatedItem = (thing: DatedThing): Item => ({
  key: `${thing.what}-${thing.on}-${thing.title ?? ''}`,
  title: thing.title ?? thing.what,
  start: toGrid(thing.on),
  end: toGrid(addDays(thing.on, 1)),
  allDay: true,
  thing,
});
