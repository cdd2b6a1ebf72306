import { type ProgramStatus, readByday, type Schedule, windowOf } from '../../../domain/programs/program.ts';
import { addDays, daysBetween } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';

/** When one can apply, when it is given, and for what income, in words. */
export function useProgramWords() {
  const { t, tn, format, locale } = useWords();
  const today = useToday();
  return {
    /** 'Closes in 9 days, on Dec 5, 2026'; `isSoon`: within two weeks. */
    window: (one: { status: ProgramStatus; opens_on: string | null; closes_on: string | null }) => {
      const { state, opens_on, closes_on } = windowOf(one, today);
      const plain = (words: string, tone: 'green' | 'amber' | 'plain', isSoon = false) => ({ words, tone, state, isSoon });
      if (state === 'gone') return plain(t(`program.status.${one.status}`), 'plain');
      if (state === 'upcoming') return plain(t('program.window.upcoming', { day: format.dateWithYear(opens_on ?? today) }), 'plain');
      if (state === 'closed') return plain(t('program.window.closed', { day: format.dateWithYear(closes_on ?? today) }), 'plain');
      if (state === 'always') return plain(t('program.window.always'), 'green');
      const left = daysBetween(today, closes_on ?? today);
      const words =
        left === 0 ? t('program.window.today') : tn('program.window.open', left, { day: format.dateWithYear(closes_on ?? today) });
      return plain(words, left <= 14 ? 'amber' : 'green', left <= 14);
    },
    /** 'Mon, Tue 9:00 AM – 4:30 PM'. */
    schedule: (one: Schedule): string => {
      const days = readByday(one.byday)
        .map(({ weekday, nth }) =>
          nth === 0 ? t(`program.day.${weekday}`) : t(`program.nth.${nth as 1}`, { day: t(`program.day.${weekday}`) }),
        )
        .join(', ');
      const monthDays = one.bymonthday ? t('program.bymonthday', { days: one.bymonthday }) : '';
      const every = one.freq === 'WEEKLY' && (one.interval ?? 1) > 1 ? tn('program.every_weeks', one.interval ?? 1) : '';
      const times = [one.opens_at, one.closes_at].filter((time) => time !== null).map((time) => format.clock(time));
      const valid =
        one.valid_from || one.valid_to
          ? `(${[one.valid_from, one.valid_to].map((day) => (day ? format.dateWithYear(day) : '')).join(' – ')})`
          : '';
      return [days, monthDays, every, times.join(' – '), valid, one.description].filter(Boolean).join(' ');
    },
    /** 'Up to 60% of the area’s median income'. */
    income: (one: { income_basis: 'poverty' | 'median' | null; income_percent: number | null }): string =>
      one.income_basis ? t(`program.income.${one.income_basis}`, { percent: one.income_percent ?? 0 }) : '',
    need: (one: { name: string; translations?: Record<string, { name?: string }> }): string => one.translations?.[locale]?.name ?? one.name,
    isStale: (review_by: string | null): boolean => review_by === null || review_by < addDays(today, 1),
  };
}
