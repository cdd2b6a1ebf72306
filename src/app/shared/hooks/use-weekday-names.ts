import { useWords } from '../../providers/i18n.tsx';

/** Names of weekdays, 1 is Monday: those of a week that begins on one. */
export function useWeekdayNames(): Record<number, string> {
  const { format } = useWords();
  return Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, format.weekday(`2024-01-0${weekday}`)]));
}
