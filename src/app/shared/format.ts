import { daysBetween } from '../../domain/shared/dates.ts';

/**
 * Dates, times and numbers in words. The only file of the app in which ISO text becomes a JavaScript date: a date is read
 * at noon UTC and written in UTC, so that no time zone can move it; an instant is written in the office's zone.
 */
export type Format = ReturnType<typeof createFormat>;

export function createFormat(locale: string, timeZone: string) {
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const day = make({ timeZone: 'UTC', weekday: 'short', month: 'short', day: 'numeric' });
  const dayWithYear = make({ timeZone: 'UTC', month: 'short', day: 'numeric', year: 'numeric' });
  const longDay = make({ timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric' });
  const dayOfYear = make({ timeZone: 'UTC', month: 'long', day: 'numeric' });
  const weekday = make({ timeZone: 'UTC', weekday: 'long' });
  const month = make({ timeZone: 'UTC', month: 'long', year: 'numeric' });
  const monthName = make({ timeZone: 'UTC', month: 'long' });
  const monthShort = make({ timeZone: 'UTC', month: 'short' });
  const moment = make({ timeZone, month: 'short', day: 'numeric', year: 'numeric', hour: 'numeric', minute: '2-digit' });
  const time = make({ timeZone, hour: 'numeric', minute: '2-digit' });
  const hourOfDay = make({ timeZone: 'UTC', hour: 'numeric', minute: '2-digit' });
  // Made when they are first needed: only the screens of events use them.
  const once = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return () => {
      made ??= make({ timeZone: 'UTC', ...options });
      return made;
    };
  };
  const clock = once({ hour: 'numeric', minute: '2-digit' });
  const clockHour = once({ hour: 'numeric' });
  const fullDay = once({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
  const weekdayShort = once({ weekday: 'short' });
  const days = once({ month: 'short', day: 'numeric', year: 'numeric' });
  const wall = (local: string) => new Date(`${local.slice(0, 16)}Z`);
  const number = new Intl.NumberFormat(locale);
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' });
  const wholeMoney = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
  const numericDay = make({ timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });
  const inZone = (zone: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const hours = { hour: 'numeric', minute: '2-digit' } as const;
  const noon = (date: string) => new Date(`${date.slice(0, 10)}T12:00:00Z`);
  return {
    /** 'Tue, Nov 24'; with the year when it is more than half a year away from `today`. */
    date: (date: string, today?: string) => (today && Math.abs(daysBetween(today, date)) > 180 ? dayWithYear : day).format(noon(date)),
    /** 'Nov 24, 2026' */
    dateWithYear: (date: string) => dayWithYear.format(noon(date)),
    /** 'Monday, November 23' */
    longDate: (date: string) => longDay.format(noon(date)),
    /** 'November 23' */
    dayOfYear: (date: string) => dayOfYear.format(noon(date)),
    /** 'Monday' */
    weekday: (date: string) => weekday.format(noon(date)),
    /** 'November 2026' of any date in the month, also of 'YYYY-MM'. */
    month: (date: string) => month.format(noon(`${date.slice(0, 7)}-01`)),
    /** 'November' */
    monthName: (date: string) => monthName.format(noon(`${date.slice(0, 7)}-01`)),
    /** 'Nov' */
    monthShort: (date: string) => monthShort.format(noon(`${date.slice(0, 7)}-01`)),
    /** 'Nov 23, 2026, 9:12 AM' in the office's zone. */
    instant: (instant: string) => moment.format(new Date(instant)),
    /** '9:12 AM' in the office's zone. */
    time: (instant: string) => time.format(new Date(instant)),
    /** '8:00 AM' of an hour of the day, 0 to 23. */
    hour: (hour: number) => hourOfDay.format(new Date(Date.UTC(2026, 0, 1, hour))),
    /** '6:30 PM' of '18:30'. */
    clock: (time: string) => hourOfDay.format(new Date(`2026-01-01T${time}:00Z`)),
    /** '11/28/2026', as it may be typed. */
    numericDate: (date: string) => numericDay.format(noon(date)),
    /** '10:00 AM – 12:00 PM' in a zone; with the days where it ends on another. */
    times: (starts: string, ends: string, zone: string) => inZone(zone, hours).formatRange(new Date(starts), new Date(ends)),
    /** 'Sat, Nov 28, 10:00 AM – 12:00 PM' in a zone. */
    range: (starts: string, ends: string, zone: string) =>
      inZone(zone, { weekday: 'short', month: 'short', day: 'numeric', ...hours }).formatRange(new Date(starts), new Date(ends)),
    /** 'Nov 28, 10:00 AM' in a zone. */
    momentIn: (instant: string, zone: string) => inZone(zone, { month: 'short', day: 'numeric', ...hours }).format(new Date(instant)),
    /** 'CST' */
    zoneName: (instant: string, zone: string) =>
      inZone(zone, { timeZoneName: 'short' })
        .formatToParts(new Date(instant))
        .find(({ type }) => type === 'timeZoneName')?.value ?? zone,
    /** '$1,250' or '$1,250.50' of cents. */
    money: (cents: number) => (cents % 100 === 0 ? wholeMoney : money).format(cents / 100),
    /** '$1,250.00' of cents, always with them: sums stand below each other. */
    cents: (cents: number) => money.format(cents / 100),
    /** '6:00 PM' of a local time, '2026-11-24T18:00'. */
    localTime: (local: string) => clock().format(wall(local)),
    /** '6 PM' or '6:30 PM', where there is little room. */
    localTimeShort: (local: string) => (local.slice(14, 16) === '00' ? clockHour() : clock()).format(wall(local)),
    /** '6:00 – 7:30 PM' of two local times of a day. */
    localTimes: (from: string, to: string) => clock().formatRange(wall(from), wall(to)),
    /** 'Tuesday, November 24, 2026' */
    fullDate: (date: string) => fullDay().format(noon(date)),
    /** 'Tue' */
    weekdayShort: (date: string) => weekdayShort().format(noon(date)),
    /** 'Nov 22 – 28, 2026', both days inclusive. */
    dateRange: (from: string, to: string) => days().formatRange(noon(from), noon(to)),
    number: (value: number) => number.format(value),
    decimal: (value: number) => oneDecimal.format(value),
  };
}

/** A count that stops counting at 10,000: '1,234' or '10,000+'. */
export function formatCount(count: number, format: Format): string {
  return count > 10_000 ? `${format.number(10_000)}+` : format.number(count);
}

/** The first letters of the first and the last name: 'Ana Morales' gives 'AM'. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.charAt(0) ?? '';
  return (words.length > 1 ? first + (words.at(-1)?.charAt(0) ?? '') : first).toUpperCase();
}
