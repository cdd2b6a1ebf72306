import { readDay, readTime } from '../imports/local-times.ts';

/**
 * A local time as the feed writes it ('2026-08-24T11:07:00.000', '08/24/2026 11:07:00 AM', a day alone), as `YYYY-MM-DDTHH:MM:SS`;
 * undefined when it is none. It has no zone in the feed, and gets none here.
 */
export function readLocal(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?(?:\.\d+)?$/.exec(text);
  if (iso) return joined(readDay(`${iso[2]}/${iso[3]}/${iso[1]}`), iso[4] ? readTime(iso[4]) : '00:00:00');
  const [day = '', ...time] = text.split(' ');
  return joined(readDay(day), time.length > 0 ? readTime(time.join(' ')) : '00:00:00');
}

const joined = (day: string | undefined, time: string | undefined) => (day && time ? `${day}T${time}` : undefined);
