import { addDays, dateOfInstant, monthOf } from '../../domain/shared/dates.ts';
import type { Office } from '../office.ts';
import type { OfficeClock } from './registry.ts';

/** The office's calendar at an instant: its own time zone, its own holidays. */
export async function readClock({ backend }: Pick<Office, 'backend'>, now: Date): Promise<OfficeClock> {
  const settings = await backend.service.from('settings').select('time_zone, created_at').single();
  if (settings.error) throw settings.error;
  const { time_zone: zone, created_at: createdAt } = settings.data as { time_zone: string; created_at: string };
  const today = dateOfInstant(now.toISOString(), zone);
  const first = await backend.service.rpc('add_business_days', { p_on: addDays(monthOf(today), -1), p_days: 1 });
  if (first.error) throw first.error;
  return {
    today,
    hour: Number(new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(now)),
    firstBusinessDay: String(first.data),
    since: dateOfInstant(createdAt, zone),
  };
}
