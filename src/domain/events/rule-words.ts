import { formatDate } from '../shared/dates.ts';
import { type Choice, choiceOf, MOST, type Problem, type Unit, type Weekday, weekdays } from './rule.ts';

type Language = 'en' | 'es';
type Words = {
  /** Monday to Sunday. */
  days: string[];
  plural: string[];
  and: string;
  /** "the second", by number; -1 is the last. */
  nth: (nth: number) => string;
  every: (unit: Unit, interval: number) => string;
  onDays: (interval: number, days: string, plural: string) => string;
  weekday: string;
  onMonthDay: (day: number) => string;
  onMonthWeekday: (nth: string, day: string) => string;
  times: (count: number) => string;
  until: (day: string) => string;
  custom: string;
  problems: Record<Problem, string>;
};

const english: Words = {
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  plural: ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'],
  and: 'and',
  nth: (nth) => ({ 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth' })[nth] ?? 'last',
  every: (unit, interval) => (interval === 1 ? `every ${unit}` : interval === 2 ? `every second ${unit}` : `every ${interval} ${unit}s`),
  onDays: (interval, days) =>
    interval === 1 ? `every ${days}` : interval === 2 ? `every second ${days}` : `every ${interval} weeks on ${days}`,
  weekday: 'every weekday',
  onMonthDay: (day) => `on day ${day}`,
  onMonthWeekday: (nth, day) => `on the ${nth} ${day}`,
  times: (count) => (count === 1 ? 'once' : `${count} times`),
  until: (day) => `until ${day}`,
  custom: 'by a rule of its own',
  problems: {
    form: 'This rule cannot be read. Choose how often it repeats.',
    unknown: 'This rule has a part that is not known here. Choose how often it repeats.',
    time: 'The rule must not name a time of day: it is that of the event.',
    interval: 'Repeat every 1 to 99 days, weeks, months or years.',
    count: `It can repeat 1 to ${MOST} times.`,
    until: 'Choose the day with which it ends.',
    both: 'Choose either how many times it repeats or the day with which it ends.',
    days: 'Choose one day of the week or more.',
    month_days: 'Choose a day of the month, 1 to 31.',
    months: 'Choose months, 1 to 12.',
    positions: 'Choose which of the days it is, the first or the last.',
  },
};

const spanish: Words = {
  days: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
  plural: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábados', 'domingos'],
  and: 'y',
  nth: (nth) => ({ 1: 'primer', 2: 'segundo', 3: 'tercer', 4: 'cuarto', 5: 'quinto' })[nth] ?? 'último',
  every: (unit, interval) => {
    const one = { day: 'día', week: 'semana', month: 'mes', year: 'año' }[unit];
    const many = { day: 'días', week: 'semanas', month: 'meses', year: 'años' }[unit];
    return interval === 1 ? `cada ${one}` : `cada ${interval} ${many}`;
  },
  onDays: (interval, days, plural) => (interval === 1 ? `todos los ${plural}` : `cada ${interval} semanas, los ${days}`),
  weekday: 'de lunes a viernes',
  onMonthDay: (day) => `el día ${day}`,
  onMonthWeekday: (nth, day) => `el ${nth} ${day}`,
  times: (count) => (count === 1 ? 'una vez' : `${count} veces`),
  until: (day) => `hasta el ${day}`,
  custom: 'según una regla propia',
  problems: {
    form: 'Esta regla no se puede leer. Elija cada cuánto se repite.',
    unknown: 'Esta regla tiene una parte que aquí no se conoce. Elija cada cuánto se repite.',
    time: 'La regla no debe nombrar una hora: es la del evento.',
    interval: 'Repita cada 1 a 99 días, semanas, meses o años.',
    count: `Puede repetirse de 1 a ${MOST} veces.`,
    until: 'Elija el día con el que termina.',
    both: 'Elija cuántas veces se repite o el día con el que termina, no ambos.',
    days: 'Elija uno o más días de la semana.',
    month_days: 'Elija un día del mes, de 1 a 31.',
    months: 'Elija meses, de 1 a 12.',
    positions: 'Elija cuál de los días es, el primero o el último.',
  },
};
const languages: Record<Language, Words> = { en: english, es: spanish };

/**
 * A rule in words: "every Tuesday, 10 times", "cada 2 semanas, los martes". `start` (ISO day) names the weekday or day of the
 * month where the rule leaves it to its start; `dayOf` gives an instant's day in the zone of the series.
 */
export function sayRule(rule: string, start: string, language: Language, dayOf: (instant: string) => string): string {
  const choice = choiceOf(rule, dayOf);
  const words = languages[language];
  return choice ? sayChoice(choice, start, language) : words.custom;
}

export function sayChoice(choice: Choice, start: string, language: Language): string {
  const words = languages[language];
  const sayDay = (day: string) => formatDate(day, language === 'es' ? 'es-US' : 'en-US');
  const { ending } = choice;
  const end = ending.kind === 'count' ? words.times(ending.count) : ending.kind === 'until' ? words.until(sayDay(ending.on)) : '';
  return [sayEvery(choice, start, words), end].filter(Boolean).join(', ');
}

function sayEvery(choice: Choice, start: string, words: Words): string {
  const { unit, interval } = choice;
  if (unit === 'week') {
    const days = choice.days.length > 0 ? choice.days : [weekdayOf(start)];
    if (interval === 1 && days.join() === 'MO,TU,WE,TH,FR') return words.weekday;
    const named = (names: string[]) =>
      list(
        days.map((day) => names[weekdays.indexOf(day)] ?? ''),
        words.and,
      );
    return words.onDays(interval, named(words.days), named(words.plural));
  }
  const every = words.every(unit, interval);
  if (unit !== 'month') return every;
  const on = choice.on ?? { kind: 'day', day: Number(start.slice(8, 10)) };
  return `${every} ${on.kind === 'day' ? words.onMonthDay(on.day) : words.onMonthWeekday(words.nth(on.nth), words.days[weekdays.indexOf(on.day)] ?? '')}`;
}

const list = (names: string[], and: string) =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} ${and} ${names[names.length - 1]}`;

/** The sentence for a rule that cannot be kept. */
export const sayProblem = (problem: Problem, language: Language): string => languages[language].problems[problem];

/** The weekday of a date, as a rule names it. */
export function weekdayOf(day: string): Weekday {
  return weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'MO';
}
