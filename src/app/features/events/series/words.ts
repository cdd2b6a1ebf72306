import { useCallback } from 'react';
import { sayRule } from '../../../../domain/events/rule-words.ts';
import type { Series } from '../../../../domain/events/series-change.ts';
import { dateOfInstant } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import type { SeriesAnswer } from './acts.ts';

/** "Every Tuesday, 10 times" of a series. */
export function useSayRule(): (series: Pick<Series, 'rule' | 'starts_local' | 'time_zone'>) => string {
  const { locale } = useWords();
  return useCallback(
    ({ rule, starts_local, time_zone }) => {
      const said = sayRule(rule, starts_local.slice(0, 10), locale, (instant) => dateOfInstant(instant, time_zone));
      return said.charAt(0).toUpperCase() + said.slice(1);
    },
    [locale],
  );
}

/** What was done to a series, and what stayed: "7 events changed, 2 were added. 3 that were held stay as they are." */
export function useSaySeriesDone(): (answer: SeriesAnswer) => string {
  const { tn } = useWords();
  return useCallback(
    (answer) => {
      const { count = 0, changed = 0, added = 0, removed = 0, cancelled = 0, over = 0, people = 0 } = answer;
      return [
        count > 0 ? tn('series.done_made', count) : '',
        changed > 0 ? tn('series.done_changed', changed) : '',
        added > 0 ? tn('series.done_added', added) : '',
        removed > 0 ? tn('series.done_removed', removed) : '',
        cancelled > 0 ? tn('series.done_cancelled', cancelled) : '',
        over > 0 ? tn('series.done_over', over) : '',
        people > 0 ? tn('series.done_people', people) : '',
      ]
        .filter(Boolean)
        .join(' ');
    },
    [tn],
  );
}
