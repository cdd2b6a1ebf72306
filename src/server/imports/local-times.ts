/**
 * A calendar day as city files write it, `m/d/yy` or `mm/dd/yyyy`, as `YYYY-MM-DD`; undefined when it is no day.
 * Two digits are a year of this century: the 311 files begin in 2007.
 */
export function readDay(text: string): string | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?:\s+0?0:00(?::00)?|\s+12:00:00 AM)?$/i.exec(text.trim());
  if (!found) return undefined;
  const [, month, day, year] = found.map(Number) as [number, number, number, number];
  const fullYear = found[3]!.length === 2 ? 2000 + year : year;
  const iso = `${String(fullYear).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return fullYear >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(fullYear, month) ? iso : undefined;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A time of day such as `02:05 PM`, `2:05:30 pm` or `14:05`, as `HH:MM:SS`; undefined when it is no time. */
export function readTime(text: string): string | undefined {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AP])?\.?(?:M\.?)?$/i.exec(text.trim());
  if (!found) return undefined;
  const half = found[4]?.toUpperCase();
  let hour = Number(found[1]);
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'P' ? 12 : 0);
  }
  const minute = Number(found[2]);
  const second = Number(found[3] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}
