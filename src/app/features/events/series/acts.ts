import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { RefusalError } from '../../../../data/refusals.ts';
import type { Scope, Series, Wish } from '../../../../domain/events/series-change.ts';
import { useReferences } from '../../../providers/references.tsx';
import { now } from '../../../shared/clock.ts';
import { quiet, useDeeds } from '../../../shared/hooks/use-acts.ts';
import type { Recurrence, Start } from './recurrence-values.ts';
import { loadSeries, seriesFrom } from './use-series-dates.ts';

/** What is known of the event on which somebody acts. */
export type OfSeries = { id: string; version: number | null; occurrence_at: string };

export type SeriesAnswer = {
  series_id?: string;
  event_id?: string;
  count?: number;
  changed?: number;
  moved?: number;
  added?: number;
  removed?: number;
  cancelled?: number;
  /** Were held, or have begun: they stay as they are. */
  over?: number;
  /** Stay at their time, because people registered. */
  people?: number;
};
export type SeriesDone = { act: string; answer: SeriesAnswer };

/**
 * What a person may do to a series. Each act answers what was done, with the name by which it is undone; null when it was not done: then
 * `error` says why.
 */
export function useSeriesActs() {
  const { holidays } = useReferences();
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const { run, error, isWorking, clear } = useDeeds(() =>
    Promise.all(['events', 'event_series', 'changes'].map((resource) => invalidate({ resource, invalidates: ['all'] }))),
  );
  const days = () => [...holidays.keys()];

  const act = (url: string, prepare: () => Promise<Record<string, unknown>>): Promise<SeriesDone | null> =>
    run(async (act) => {
      const values = await prepare();
      return (await call({ url, method: 'post', values, meta: { act }, ...quiet })).data as SeriesAnswer;
    });

  return {
    error,
    isWorking,
    clear,
    /** `event`: columns and parts as save_event takes them; with `id` and `version`, an event that is there becomes the first. */
    create: (event: Record<string, unknown>, recurrence: Recurrence, start: Start) =>
      act('create_series', async () => {
        const series = await seriesFrom(recurrence, start);
        if (!series) throw noDay();
        const { datesOf } = await loadSeries();
        return { p_event: event, p_series: series, p_occurrences: datesOf(series, days(), now()) };
      }),
    /** `patch`: only what changes, without times. `wish`: the time to which the event is brought, where that changes, and a new rule. */
    change: (event: OfSeries, series: Series, scope: Exclude<Scope, 'this'>, patch: Record<string, unknown>, wish?: SeriesWish) =>
      act('change_series', async () => {
        const { cutAt, planChange } = await loadSeries();
        const values = { p_event: event.id, p_scope: scope, p_patch: patch, p_version: event.version };
        if (!wish) return scope === 'following' ? { ...values, p_series: cutAt(series, event.occurrence_at) } : values;
        const rule = wish.recurrence ? (await seriesFrom(wish.recurrence, wish.start))?.rule : undefined;
        if (wish.recurrence && !rule) throw noDay();
        const wanted: Wish = {
          startsLocal: wish.start.local,
          minutes: wish.start.minutes,
          timeZone: wish.start.timeZone,
          ...(rule ? { rule } : {}),
          ...(wish.recurrence ? { skipsHolidays: wish.recurrence.skipsHolidays } : {}),
        };
        const plan = planChange(series, event.occurrence_at, scope, wanted, days(), now());
        if (!plan) throw stuck();
        return { ...values, p_series: plan.series, p_occurrences: plan.occurrences };
      }),
    /** Cancels, or removes what nothing hangs on. */
    end: (event: Pick<OfSeries, 'id'>, scope: Scope, how: { reason: string | null; remove: boolean }) =>
      act('cancel_series', async () => ({ p_event: event.id, p_scope: scope, p_reason: how.reason, p_remove: how.remove })),
  };
}

export type SeriesWish = { start: Start; recurrence?: Recurrence };

const refuse = (reason: string, message: string) => new RefusalError({ kind: 'invalid', reason, message, field: 'rule' });
const noDay = () => refuse('series_no_day', 'The rule names no day. Choose how often the event repeats.');
const stuck = () =>
  refuse('series_stuck', 'These days cannot move along by themselves. Move this event alone, or choose how the series repeats.');
