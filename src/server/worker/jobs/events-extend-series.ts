import { datesOf } from '../../../domain/events/series-change.ts';
import type { Office } from '../../office.ts';
import type { Job } from '../registry.ts';

/** Keeps the events of series without an end two years ahead, once a day. */
export const eventsExtendSeries: Job = {
  name: 'events.extend_series',
  wanted: ({ today, hour }) => (hour >= 3 ? { payload: { today }, key: `events.extend_series:${today}` } : null),
  run: async (office, { today }) => {
    if (typeof today !== 'string') throw new Error('events.extend_series needs a day.');
    await extendSeries(office, today);
  },
};

/** Makes what is missing up to two years after `today`; answers how many events were made. */
export async function extendSeries(office: Office, today: string): Promise<number> {
  const { service } = office.backend;
  const { data, error } = await service.rpc('open_ended_series');
  if (error) throw error;
  const holidays = await holidaysFrom(office, today);
  let made = 0;
  for (const series of data) {
    const dates = datesOf(series, holidays, `${today}T12:00:00Z`).filter(
      ({ starts_at }) => !series.last_at || Date.parse(starts_at) > Date.parse(series.last_at),
    );
    if (dates.length === 0) continue;
    const extended = await service.rpc('extend_series', { p_series: series.id, p_occurrences: dates });
    if (extended.error) throw extended.error;
    made += extended.data;
  }
  return made;
}

/** Days off of the office's own calendar, as they are observed: the same that the screens leave out. */
async function holidaysFrom(office: Office, today: string): Promise<string[]> {
  const { service } = office.backend;
  const settings = await service.from('settings').select('holiday_calendar').single();
  if (settings.error) throw settings.error;
  const { data, error } = await service
    .from('holidays')
    .select('observed_on')
    .eq('calendar', settings.data.holiday_calendar)
    .eq('is_cancelled', false)
    .gte('observed_on', today);
  if (error) throw error;
  return data.map(({ observed_on }) => observed_on);
}
