import type { DateLocalizer, DateLocalizerSpec } from 'react-big-calendar';
import type { Format } from '../../../shared/format.ts';
import { makeLocalizer } from './rbc.ts';

/**
 * react-big-calendar reckons with JavaScript dates in the browser's zone. Here each of them holds what the clock says where the office
 * is, as if that were UTC: nothing depends on where the computer stands, every day has 24 hours, and comparing is plain arithmetic,
 * which a month of a thousand events feels. The database turns instants into this clock, and wall-clock.ts turns it back.
 */
const sizes: Record<string, number> = {
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const day = 86_400_000;

/** '2026-11-24T18:00' or '2026-11-24' as a date of the grid. */
export const toGrid = (local: string): Date => new Date(`${local.length > 10 ? local.slice(0, 16) : `${local}T00:00`}Z`);
/** '2026-11-24T18:00' of a date of the grid. */
export const fromGrid = (date: Date): string => date.toISOString().slice(0, 16);

const inUnit = (unit: string | undefined): string =>
  unit === 'date' || !unit ? 'day' : unit.endsWith('s') || !sizes[`${unit}s`] ? unit : `${unit}s`;

export function makeGridLocalizer(format: Format, firstDay: number): DateLocalizer {
  const startOf = (date: Date, unit?: string): Date => {
    if (!unit) return new Date(date);
    if (unit === 'year') return new Date(Date.UTC(date.getUTCFullYear(), 0, 1));
    if (unit === 'month') return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
    if (unit === 'week') return new Date(+startOf(date, 'day') - ((date.getUTCDay() - firstDay + 7) % 7) * day);
    const size = sizes[inUnit(unit)] ?? day;
    return new Date(Math.floor(+date / size) * size);
  };
  const add = (date: Date, count: number, unit?: string): Date => {
    if (unit !== 'month' && unit !== 'year') return new Date(+date + count * (sizes[inUnit(unit)] ?? day));
    const months = date.getUTCMonth() + (unit === 'year' ? 12 * count : count);
    const first = Date.UTC(date.getUTCFullYear(), months, 1);
    const length = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate();
    return new Date(first + (Math.min(date.getUTCDate(), length) - 1) * day + (+date % day));
  };
  const level = (date: Date, unit?: string): number => (unit ? +startOf(date, unit) : +date);
  const endOf = (date: Date, unit?: string): Date => (unit ? new Date(+add(startOf(date, unit), 1, unit) - 1) : new Date(date));
  const compare = (test: (a: number, b: number) => boolean) => (a: Date, b: Date, unit?: string) => test(level(a, unit), level(b, unit));
  const [eq, lt, lte, gt, gte] = [
    compare((a, b) => a === b),
    compare((a, b) => a < b),
    compare((a, b) => a <= b),
    compare((a, b) => a > b),
    compare((a, b) => a >= b),
  ];
  const range = (start: Date, end: Date, unit = 'day'): Date[] => {
    const all: Date[] = [];
    for (let at = start; lte(at, end, unit); at = add(at, 1, unit)) all.push(at);
    return all;
  };
  const ceil = (date: Date, unit?: string): Date => {
    const floor = startOf(date, unit);
    return +floor === +date ? floor : add(floor, 1, unit);
  };
  const diff = (a: Date, b: Date, unit?: string): number => {
    const size = sizes[inUnit(unit ?? 'milliseconds')] ?? day;
    return Math.round(
      Math.abs(level(a, unit === 'milliseconds' ? undefined : unit) - level(b, unit === 'milliseconds' ? undefined : unit)) / size,
    );
  };
  const daySpan = (a: Date, b: Date): number => diff(a, b, 'day');
  const firstVisibleDay = (date: Date): Date => startOf(startOf(date, 'month'), 'week');
  const lastVisibleDay = (date: Date): Date => endOf(endOf(date, 'month'), 'week');
  type Timed = { start: Date; end: Date; allDay?: boolean };
  const clocks = ({ start, end }: { start: Date; end: Date }): string =>
    +startOf(start, 'day') === +startOf(end, 'day')
      ? format.localTimes(fromGrid(start), fromGrid(end))
      : `${format.localTime(fromGrid(start))} – ${format.localTime(fromGrid(end))}`;
  const dateText = (date: Date): string => fromGrid(date).slice(0, 10);
  const spec = {
    firstOfWeek: () => firstDay,
    format: (value: unknown) => (value instanceof Date ? format.longDate(dateText(value)) : ''),
    formats: {
      dateFormat: (date: Date) => String(date.getUTCDate()),
      dayFormat: (date: Date) => format.date(dateText(date)),
      weekdayFormat: (date: Date) => format.weekdayShort(dateText(date)),
      timeGutterFormat: (date: Date) => format.localTimeShort(fromGrid(date)),
      selectRangeFormat: clocks,
      eventTimeRangeFormat: clocks,
      eventTimeRangeStartFormat: ({ start }: Timed) => `${format.localTime(fromGrid(start))} –`,
      eventTimeRangeEndFormat: ({ end }: Timed) => `– ${format.localTime(fromGrid(end))}`,
      monthHeaderFormat: (date: Date) => format.month(dateText(date)),
      dayHeaderFormat: (date: Date) => format.longDate(dateText(date)),
      dayRangeHeaderFormat: ({ start, end }: Timed) => format.dateRange(dateText(start), dateText(end)),
    },
    startOf,
    endOf,
    add,
    range,
    ceil,
    diff,
    eq,
    lt,
    lte,
    gt,
    gte,
    neq: (a: Date, b: Date, unit?: string) => !eq(a, b, unit),
    inRange: (at: Date, min: Date, max: Date, unit = 'day') => gte(at, min, unit) && lte(at, max, unit),
    min: (...dates: Date[]) => new Date(Math.min(...dates.map(Number))),
    max: (...dates: Date[]) => new Date(Math.max(...dates.map(Number))),
    merge: (date: Date, time: Date) => (date && time ? new Date(+startOf(date, 'day') + (+time % day)) : date),
    minutes: (date: Date) => date.getUTCMinutes(),
    daySpan,
    firstVisibleDay,
    lastVisibleDay,
    visibleDays: (date: Date) => range(firstVisibleDay(date), lastVisibleDay(date)),
    getSlotDate: (date: Date, fromMidnight: number, offset: number) => new Date(+startOf(date, 'day') + (fromMidnight + offset) * 60_000),
    getTimezoneOffset: () => 0,
    getDstOffset: () => 0,
    getTotalMin: (start: Date, end: Date) => diff(start, end, 'minutes'),
    getMinutesFromMidnight: (start: Date) => diff(startOf(start, 'day'), start, 'minutes'),
    continuesPrior: (start: Date, first: Date) => lt(start, first, 'day'),
    continuesAfter: (start: Date, end: Date, last: Date) =>
      eq(start, end, 'minutes') ? gte(end, last, 'minutes') : gt(end, last, 'minutes'),
    isSameDate: (a: Date, b: Date) => eq(a, b, 'day'),
    startAndEndAreDateOnly: (start: Date, end: Date) => +start % day === 0 && +end % day === 0,
    sortEvents: ({ evtA: a, evtB: b }: { evtA: Timed; evtB: Timed }) =>
      level(a.start, 'day') - level(b.start, 'day') ||
      daySpan(b.start, b.end) - daySpan(a.start, a.end) ||
      Number(b.allDay ?? false) - Number(a.allDay ?? false) ||
      +a.start - +b.start ||
      +a.end - +b.end,
    inEventRange: ({ event, range: shown }: { event: Timed; range: Timed }) =>
      lte(event.start, shown.end, 'day') &&
      (+startOf(event.start, 'day') === +event.end ? gte(event.end, shown.start, 'minutes') : gt(event.end, shown.start, 'minutes')),
    browserTZOffset: () => 0,
  };
  return makeLocalizer(spec as unknown as DateLocalizerSpec);
}
