import type { Span } from '../../../domain/organizations/organization.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useWeekdayNames } from '../../shared/hooks/use-weekday-names.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7];
/** A week in lines: days that follow each other with the same hours are one. "Monday to Friday 8:00 am – 5:00 pm". */
export function useWeekWords(): (spans: Span[]) => string[] {
  const { t, format } = useWords();
  const names = useWeekdayNames();
  return (spans) => {
    const saidOn = (weekday: number) =>
      spans
        .filter((one) => one.weekday === weekday)
        .map(({ opens_at, closes_at }) => `${format.clock(opens_at)} – ${format.clock(closes_at)}`)
        .join(', ');
    const bunches: { from: number; to: number; said: string }[] = [];
    for (const weekday of weekdays) {
      const said = saidOn(weekday);
      const last = bunches.at(-1);
      if (!said) continue;
      if (last && last.said === said && last.to === weekday - 1) last.to = weekday;
      else bunches.push({ from: weekday, to: weekday, said });
    }
    return bunches.map(({ from, to, said }) =>
      from === to
        ? `${names[from]} ${said}`
        : `${t('organization.days_through', { from: names[from] ?? '', to: names[to] ?? '' })} ${said}`,
    );
  };
}

/** Minutes of work in words: "4 hours", "30 minutes". */
export function useMinuteWords(): (minutes: number) => string {
  const { tn } = useWords();
  return (minutes) => (minutes % 60 === 0 ? tn('organization.hours_count', minutes / 60) : tn('organization.minutes_count', minutes));
}
