import { type ClockTold, hoursAndMinutes, type InquiryClock, weekParts } from '../../../domain/inquiries/clock.ts';
import { dateOfInstant } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice, useToday } from '../../providers/office.tsx';
import { useWeekdayNames } from '../../shared/hooks/use-weekday-names.ts';

export type ClockName = 'first' | 'resolution';

/** The clocks in sentences that can be repeated on the phone. */
export function useClockWords() {
  const { t, tn, format } = useWords();
  const { config } = useOffice().connection;
  const today = useToday();
  const weekdays = useWeekdayNames();

  /** "3:00 PM" of today, otherwise with its day. */
  const at = (instant: string) => {
    const day = dateOfInstant(instant, config.time_zone);
    return day === today ? format.time(instant) : t('clock.at', { date: format.date(day, today), time: format.time(instant) });
  };
  const work = (minutes: number) => {
    const { hours, minutes: rest } = hoursAndMinutes(minutes);
    if (hours === 0) return t('clock.minutes', { count: rest });
    return rest === 0 ? t('clock.hours', { count: hours }) : t('clock.hours_minutes', { hours, minutes: rest });
  };

  /** How one clock stands, in a line. */
  const stand = (name: ClockName, clock: ClockTold): { words: string; tone: string } => {
    const due = clock.due_at ? at(clock.due_at) : '';
    const done = clock.done_at ? at(clock.done_at) : '';
    const left = work(clock.business_minutes ?? 0);
    switch (clock.state) {
      case 'done':
        return { words: t(`clock.${name}_done`, { done }), tone: 'done' };
      case 'met':
        return { words: t(`clock.${name}_met`, { done }), tone: 'done' };
      case 'missed':
        return { words: t(`clock.${name}_missed`, { done, due }), tone: 'late' };
      case 'stands':
        return { words: t(`clock.${name}_stands`, { left }), tone: '' };
      case 'late':
        return { words: t(`clock.${name}_late`, { due, left }), tone: 'late' };
      default:
        return { words: t(`clock.${name}_runs`, { due, left }), tone: (clock.business_minutes ?? 0) <= 540 ? 'soon' : '' };
    }
  };

  const promised = (name: ClockName, clock: ClockTold, topic: string) => {
    if (!clock.is_promised) return t('clock.promised_then');
    const amount = clock.days !== null ? tn('clock.business_days', clock.days) : t('clock.of_work', { work: work(clock.minutes ?? 0) });
    return t(`clock.promised_${name}`, { topic, amount });
  };

  /** The computation of both, sentence by sentence. */
  const why = (told: InquiryClock): string[] => {
    const said: string[] = [t('clock.opened', { at: at(told.opened_at) })];
    for (const name of ['first', 'resolution'] as const) {
      const clock = told[name];
      if (clock?.due_at) said.push(promised(name, clock, told.topic));
    }
    const hours = weekParts(told.hours).map(({ from, to, spans }) => {
      const days = from === to ? weekdays[from] : t('clock.days', { from: weekdays[from] ?? '', to: weekdays[to] ?? '' });
      return `${days} ${spans.map((one) => `${format.clock(one.opens_at)}–${format.clock(one.closes_at)}`).join(', ')}`;
    });
    if (hours.length > 0) said.push(t('clock.office_works', { hours: hours.join('; ') }));
    const off = told.days_off.map(({ on, name, opens_at, closes_at }) =>
      opens_at && closes_at
        ? t('clock.day_other', { name, date: format.date(on, today), hours: `${format.clock(opens_at)}–${format.clock(closes_at)}` })
        : `${name} (${format.date(on, today)})`,
    );
    if (off.length > 0) said.push(t('clock.days_off', { days: off.join(', ') }));
    for (const pause of told.pauses) {
      const values = { from: at(pause.from), to: pause.to ? at(pause.to) : '', work: work(pause.business_minutes) };
      said.push(t(pause.to ? `clock.stood_${pause.reason}` : `clock.stands_${pause.reason}`, values));
    }
    for (const name of ['first', 'resolution'] as const) {
      const due = told[name]?.due_at;
      if (due) said.push(t(`clock.so_${name}`, { due: at(due) }));
    }
    return said;
  };
  return { at, work, stand, why };
}
