import { addDays, addMonths, daysBetween, lastDayOfMonth } from '../shared/dates.ts';

/** The words for days in a language, as people type them: lower case, without accents. */
type DayWords = {
  /** Phrases for a number of days from today. */
  fixed: Record<string, number>;
  /** Monday to Sunday; each may be cut to its first three letters or more. */
  weekdays: string[];
  months: string[];
  units: { days: RegExp; weeks: RegExp; months: RegExp };
  /** "in 3 days": what may stand before the number. */
  before: RegExp;
  /** "next friday": the one of the week after this. */
  next: RegExp;
  nextWeek: RegExp;
  nextMonth: RegExp;
  endOfMonth: RegExp;
  /** Whether 3/4 is the fourth of March. */
  monthFirst: boolean;
};

const english: DayWords = {
  fixed: { today: 0, tod: 0, tomorrow: 1, tom: 1, tmr: 1 },
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  months: 'january february march april may june july august september october november december'.split(' '),
  units: { days: /^d(ays?)?$/, weeks: /^w(eeks?|ks?)?$/, months: /^m(onths?|os?)?$/ },
  before: /^(in|within)\s+/,
  next: /^next\s+/,
  nextWeek: /^next\s+week$/,
  nextMonth: /^next\s+month$/,
  endOfMonth: /^(end of (the |this )?month|eom)$/,
  monthFirst: true,
};
const spanish: DayWords = {
  fixed: { hoy: 0, manana: 1, 'pasado manana': 2 },
  weekdays: ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'],
  months: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
  units: { days: /^d(ias?)?$/, weeks: /^s(em(anas?)?)?$/, months: /^m(es(es)?)?$/ },
  before: /^(en|dentro de)\s+/,
  next: /^(el )?proximo\s+/,
  nextWeek: /^((la )?(proxima semana|semana proxima|semana que viene))$/,
  nextMonth: /^((el )?(proximo mes|mes proximo|mes que viene))$/,
  endOfMonth: /^((el )?fin(al)? (de|del) mes)$/,
  monthFirst: false,
};
const languages: Record<'en' | 'es', DayWords> = { en: english, es: spanish };

/**
 * The day that a person means by "tomorrow", "fri", "next week", "in 3 days", "12/1" or "Dec 1", counted from `today` (ISO);
 * null when the words cannot be read. Both languages are understood; the reader's own goes first. A day without a year that
 * has passed is next year's.
 */
export function readDay(text: string, today: string, language: 'en' | 'es'): string | null {
  const typed = text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[.,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (typed === '') return null;
  const own = languages[language];
  // 3/4 means two days in two languages: there the reader's own alone counts.
  const other = /^\d+\//.test(typed) ? own : language === 'en' ? spanish : english;
  return readIn(typed, today, own) ?? readIn(typed, today, other);
}

function readIn(typed: string, today: string, words: DayWords): string | null {
  const fixed = words.fixed[typed];
  if (fixed !== undefined) return addDays(today, fixed);
  if (words.nextWeek.test(typed)) return addDays(today, 7 - weekdayOf(today));
  if (words.nextMonth.test(typed)) return addMonths(`${today.slice(0, 8)}01`, 1);
  if (words.endOfMonth.test(typed)) return lastDayOfMonth(today);
  return readWeekday(typed, today, words) ?? readCount(typed, today, words) ?? readDate(typed, today, words);
}

/** 0 for Monday to 6 for Sunday. 1970-01-05 was a Monday. */
const weekdayOf = (day: string): number => ((daysBetween('1970-01-05', day) % 7) + 7) % 7;

function readWeekday(typed: string, today: string, words: DayWords): string | null {
  const isNext = words.next.test(typed);
  const name = typed.replace(words.next, '').replace(/^el /, '');
  const index = name.length < 3 ? -1 : words.weekdays.findIndex((weekday) => weekday.startsWith(name));
  if (index < 0) return null;
  const now = weekdayOf(today);
  if (isNext) return addDays(today, 7 - now + index);
  return addDays(today, ((index - now + 6) % 7) + 1);
}

function readCount(typed: string, today: string, words: DayWords): string | null {
  const match = /^\+?(\d{1,3})\s*([a-z]*)$/.exec(typed.replace(words.before, ''));
  if (!match) return null;
  const [, digits = '', unit = ''] = match;
  const count = Number(digits);
  if (words.units.days.test(unit) || (unit === '' && typed.startsWith('+'))) return addDays(today, count);
  if (words.units.weeks.test(unit)) return addDays(today, count * 7);
  return words.units.months.test(unit) ? addMonths(today, count) : null;
}

function readDate(typed: string, today: string, words: DayWords): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return toDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(typed);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])];
    return inYear(numbers[3], words.monthFirst ? first : second, words.monthFirst ? second : first, today);
  }
  const named = /^(?:(\d{1,2})(?: de)? ([a-z]{3,})|([a-z]{3,}) (\d{1,2})(?:st|nd|rd|th)?)(?: (?:de )?(\d{4}))?$/.exec(typed);
  if (!named) return null;
  const name = named[2] ?? named[3] ?? '';
  const month = words.months.findIndex((one) => one.startsWith(name)) + 1;
  return month === 0 ? null : inYear(named[5], month, Number(named[1] ?? named[4]), today);
}

function inYear(year: string | undefined, month: number, day: number, today: string): string | null {
  if (year) return toDay(Number(year.length === 2 ? `20${year}` : year), month, day);
  const thisYear = toDay(Number(today.slice(0, 4)), month, day);
  return thisYear !== null && thisYear >= today ? thisYear : toDay(Number(today.slice(0, 4)) + 1, month, day);
}

function toDay(year: number, month: number, day: number): string | null {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  try {
    return month < 1 || month > 12 || day < 1 ? null : addDays(date, 0);
  } catch {
    return null;
  }
}
