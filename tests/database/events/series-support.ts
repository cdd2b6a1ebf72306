import type { Json } from '../../../src/data/database.types.ts';
import { cutAt, datesOf, planChange, type Series, type Wish } from '../../../src/domain/events/series-change.ts';
import type { Role } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';

/** A Tuesday evening, two weeks before the clocks go back, in a year that is not over for long. */
export const tuesdays = (change: Partial<Series> = {}): Series => ({
  rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=10',
  starts_local: '2030-10-22T18:00:00',
  time_zone: 'America/Chicago',
  duration_minutes: 90,
  skips_holidays: false,
  left_out: [],
  ...change,
});

export type Row = {
  id: string;
  title: string;
  status: string;
  starts_at: string;
  ends_at: string;
  occurrence_at: string;
  series_id: string;
  is_override: boolean;
  uid: string;
  sequence: number;
  version: number;
  local: string;
  place_name: string | null;
};
export type Answer = Record<string, number | string>;

/** The verbs of a series as the screens call them: the dates worked out by the domain, the rest by one function. */
export function seriesOf(office: TestOffice) {
  const as = (role: Role) => office.as(role);
  const json = (value: unknown) => value as Json;
  const need = <T>({ data, error }: { data: T; error: unknown }): T => {
    if (error) throw error;
    return data;
  };
  const rows = (series: string) =>
    office.exec<Row>(
      `select *, to_char(starts_at at time zone time_zone, 'YYYY-MM-DD HH24:MI') as local from events where series_id = $1 order by occurrence_at`,
      [series],
    );
  const read = async (id: string): Promise<Series> =>
    (
      await office.exec<{ s: Series }>(
        `select jsonb_build_object('rule', rule, 'starts_local', starts_local, 'time_zone', time_zone, 'duration_minutes', duration_minutes,
           'skips_holidays', skips_holidays, 'left_out', left_out) as s from event_series where id = $1`,
        [id],
      )
    )[0]?.s as Series;
  return {
    rows,
    read,
    locals: async (series: string) => (await rows(series)).map(({ local }) => local),
    create: async (series: Series = tuesdays(), event: object = {}, role: Role = 'coordinator') => {
      const answer = await as(role).rpc('create_series', {
        p_event: json({ title: 'Open house', kind: 'clinic', place_name: 'Library', ...event }),
        p_series: json(series),
        p_occurrences: json(datesOf(series, [])),
      });
      return need(answer) as { series_id: string; event_id: string; count: number; change_set: string };
    },
    /** Changes other things than the time. */
    patch: async (event: Row, scope: 'following' | 'all', patch: object) => {
      const series = await read(event.series_id);
      const next = scope === 'following' ? { p_series: json(cutAt(series, event.occurrence_at)) } : {};
      return need(
        await as('coordinator').rpc('change_series', { p_event: event.id, p_scope: scope, p_patch: json(patch), ...next }),
      ) as Answer;
    },
    move: async (event: Row, scope: 'following' | 'all', wish: Partial<Wish> & { startsLocal: string }, patch: object = {}) => {
      const series = await read(event.series_id);
      const now = new Date().toISOString();
      const plan = planChange(
        series,
        event.occurrence_at,
        scope,
        { minutes: series.duration_minutes, timeZone: series.time_zone, ...wish },
        [],
        now,
      );
      if (!plan) throw new Error('These days cannot move along.');
      return need(
        await as('coordinator').rpc('change_series', {
          p_event: event.id,
          p_scope: scope,
          p_patch: json(patch),
          p_series: json(plan.series),
          p_occurrences: json(plan.occurrences),
        }),
      ) as Answer;
    },
    end: async (event: Row, scope: 'this' | 'following' | 'all', how: { reason?: string; remove?: boolean }) =>
      need(
        await as('coordinator').rpc('cancel_series', {
          p_event: event.id,
          p_scope: scope,
          ...(how.reason ? { p_reason: how.reason } : {}),
          p_remove: how.remove ?? false,
        }),
      ) as Answer,
    undo: async (set: string | number | undefined) =>
      need(await as('coordinator').rpc('undo_change_set', { p_change_set: String(set) })) as { undone?: number; refused?: unknown },
    at: (all: Row[], n: number): Row => {
      const row = all[n];
      if (!row) throw new Error(`There is no event ${n}.`);
      return row;
    },
  };
}

/** Every row of a series and its events' parts, as they are, without what an undo moves on by itself. */
export async function everything(office: TestOffice): Promise<string[]> {
  const found: string[] = [];
  for (const table of ['event_series', 'events', 'event_staff', 'event_languages', 'event_topics', 'event_supplies', 'event_costs']) {
    const rows = await office.exec<{ row: string }>(
      `select (to_jsonb(t) - '{version,updated_at,sequence}'::text[])::text as row from ${table} t order by id`,
    );
    found.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  return found;
}
