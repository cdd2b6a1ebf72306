import { useEffect, useState } from 'react';
import type { Series } from '../../../../domain/events/series-change.ts';
import { useReferences } from '../../../providers/references.tsx';
import { now } from '../../../shared/clock.ts';
import { problemOfChoice, type Recurrence, type Start } from './recurrence-values.ts';

/** The library that works out dates; it is loaded when somebody plans a series. */
export const loadSeries = async () => {
  const [change, recurrence, rule, zoned] = await Promise.all([
    import('../../../../domain/events/series-change.ts'),
    import('../../../../domain/events/recurrence.ts'),
    import('../../../../domain/events/rule.ts'),
    import('../../../../domain/shared/zoned.ts'),
  ]);
  return { ...change, ...recurrence, ...rule, ...zoned };
};

/** The series that a start and a choice make; null when the choice names no day or cannot be kept. */
export async function seriesFrom(recurrence: Recurrence, start: Start): Promise<Series | null> {
  const { endOfDay, firstOf, ruleOf } = await loadSeries();
  if (problemOfChoice(recurrence.choice)) return null;
  const rule = ruleOf(recurrence.choice, (day) => endOfDay(day, start.timeZone));
  const starts_local = firstOf(rule, start.local, start.timeZone);
  if (!starts_local) return null;
  return {
    rule,
    starts_local,
    time_zone: start.timeZone,
    duration_minutes: start.minutes,
    skips_holidays: recurrence.skipsHolidays,
    left_out: [],
  };
}

export type Preview = {
  /** Days, ISO, in order. */
  days: string[];
  /** Days that the rule names and that are left out because they are holidays, with their names. */
  skipped: { day: string; name: string }[];
};

/** The days of a series while it is being chosen; null while they are worked out or cannot be. */
export function usePreview(recurrence: Recurrence | null, start: Start | null): Preview | null {
  const { holidays } = useReferences();
  const [preview, setPreview] = useState<Preview | null>(null);
  const asked = recurrence && start ? JSON.stringify([recurrence, start]) : null;
  useEffect(() => {
    let isStale = false;
    const work = async () => {
      if (!asked) return null;
      const [wanted, from] = JSON.parse(asked) as [Recurrence, Start];
      const series = await seriesFrom(wanted, from);
      if (!series) return null;
      const { datesOf, toZoned } = await loadSeries();
      const days = (one: Series) =>
        datesOf(one, [...holidays.keys()], now()).map(({ starts_at }) => toZoned(starts_at, one.time_zone).date);
      const made = days(series);
      const named = series.skips_holidays ? days({ ...series, skips_holidays: false }) : made;
      const skipped = named
        .filter((day) => holidays.has(day) && !made.includes(day))
        .map((day) => ({ day, name: holidays.get(day) ?? '' }));
      return { days: made, skipped: series.skips_holidays ? skipped : [] };
    };
    void work().then((found) => {
      if (!isStale) setPreview(found);
    });
    return () => {
      isStale = true;
    };
  }, [asked, holidays]);
  return preview;
}
