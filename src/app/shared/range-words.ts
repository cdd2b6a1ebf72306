import { type DayRange, writeRange } from '../../domain/shared/day-range.ts';
import { useWords } from '../providers/i18n.tsx';

/** A range of days in words: a month by its name, a day by its date, anything else from – to. */
export function useRangeWords(): (range: DayRange) => string {
  const { format } = useWords();
  return (range) => {
    const text = writeRange(range) ?? '';
    if (/^\d{4}-\d{2}$/.test(text)) return format.month(text);
    if (range.from === range.to) return format.dateWithYear(range.from);
    return `${format.dateWithYear(range.from)} – ${format.dateWithYear(range.to)}`;
  };
}
