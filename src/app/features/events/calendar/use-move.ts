import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useCallback, useState } from 'react';
import type { CalendarEvent } from '../../../../domain/events/calendar-item.ts';
import type { Scope, Series } from '../../../../domain/events/series-change.ts';
import { instantOf, minutesBetween, wallClock } from '../../../../domain/events/wall-clock.ts';
import { nameAct } from '../../../providers/acts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { useSeriesActs } from '../series/acts.ts';
import { useSaySeriesDone } from '../series/words.ts';

export type Times = { starts: string; ends: string };
type Wanted = { event: CalendarEvent; times: Times };

/**
 * Moves events to another time. The calendar shows it at once (`moved`, by id) and puts it back when the office refuses; what stands
 * in the database is then read again, so that the next try is made on it. One of a series asks first (`asked`) whether that holds for
 * it alone.
 */
export function useMove(refetch: () => Promise<unknown>) {
  const { t, format } = useWords();
  const { time_zone } = useOffice().connection.config;
  const { done } = useNotify();
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const series = useSeriesActs();
  const sayDone = useSaySeriesDone();
  const [moved, setMoved] = useState<ReadonlyMap<string, Times>>(new Map());
  const [asked, setAsked] = useState<Wanted | null>(null);
  const [refused, setRefused] = useState<{ event: CalendarEvent; error: unknown } | null>(null);

  const place = useCallback((id: string, times: Times | null) => {
    setMoved((before) => {
      const next = new Map(before);
      if (times) next.set(id, times);
      else next.delete(id);
      return next;
    });
  }, []);

  const moveOne = useCallback(
    async ({ event, times }: Wanted): Promise<unknown> => {
      const act = nameAct();
      place(event.id, times);
      try {
        await call({
          url: 'move_event',
          method: 'post',
          values: {
            p_id: event.id,
            p_starts_at: instantOf(times.starts, time_zone),
            p_ends_at: instantOf(times.ends, time_zone),
            p_version: event.version,
          },
          meta: { act },
          successNotification: false,
          errorNotification: false,
        });
        const words = { title: event.title, date: format.date(times.starts), time: format.localTime(times.starts) };
        done(t('calendar.moved', words), { undo: act });
        await Promise.all([refetch(), ...['events', 'changes'].map((resource) => invalidate({ resource, invalidates: ['all'] }))]);
        return null;
      } catch (error) {
        await refetch();
        return error;
      } finally {
        place(event.id, null);
      }
    },
    [call, done, format, invalidate, place, refetch, t, time_zone],
  );

  /** Answers null when it was moved or has to be asked, otherwise why not. */
  const move = useCallback(
    async (event: CalendarEvent, times: Times): Promise<unknown> => {
      if (times.starts === event.starts && times.ends === event.ends) return null;
      if (!event.occurrence_at) return moveOne({ event, times });
      place(event.id, times);
      setAsked({ event, times });
      return null;
    },
    [moveOne, place],
  );

  /** The same for an event that was let go somewhere, where nobody waits for the answer. */
  const drop = useCallback(
    async (event: CalendarEvent, times: Times) => {
      setRefused(null);
      const error = await move(event, times);
      if (error) setRefused({ event, error });
    },
    [move],
  );

  const forget = () => {
    if (asked) place(asked.event.id, null);
    series.clear();
    setAsked(null);
  };
  const choose = async (scope: Scope, rule: Series) => {
    if (!asked) return;
    const { event, times } = asked;
    if (scope === 'this') {
      setAsked(null);
      const error = await moveOne(asked);
      setRefused(error ? { event, error } : null);
      return;
    }
    const zone = event.zone ?? time_zone;
    const start = {
      local: wallClock(instantOf(times.starts, time_zone), zone),
      minutes: minutesBetween(times.starts, times.ends),
      timeZone: zone,
    };
    const one = { id: event.id, version: event.version, occurrence_at: event.occurrence_at ?? '' };
    const answer = await series.change(one, rule, scope, {}, { start });
    if (!answer) return;
    done(sayDone(answer.answer), { undo: answer.act });
    setAsked(null);
    await refetch();
    place(event.id, null);
  };
  return { moved, move, drop, refused, asked, choose, forget, scopeError: series.error, isWorking: series.isWorking };
}
