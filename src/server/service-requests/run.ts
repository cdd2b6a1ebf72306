import type { DataClient } from '../../data/client.ts';
import { addDays, dateOfInstant } from '../../domain/shared/dates.ts';
import { log, reasonOf } from '../log.ts';
import { FeedRefused } from './read-json.ts';
import type { Places } from './request.ts';
import { call, emptyTally, type Tally } from './take-rows.ts';

/** How often a run says how far it is, in milliseconds: each time is a line in the log of changes. */
const TELLS_EVERY = 5_000;

export type Course = {
  tally: Tally;
  places: Places;
  /** Says how far it is, now and then. @throws FeedRefused when the program is about to end. */
  step: (more?: () => Record<string, unknown>) => Promise<void>;
};

/**
 * Does a run's work and writes down its course and its end, whatever happens. Nothing is lost when it fails: what was read stays, and
 * the next reading passes over it quickly.
 */
export async function keepRun(
  service: DataClient,
  run: string,
  work: (course: Course) => Promise<Record<string, unknown>>,
  stop?: AbortSignal,
): Promise<'done' | 'failed'> {
  const tally = emptyTally();
  let told = Date.now();
  const tell = (facts: Record<string, unknown>) =>
    call(service.rpc('tell_feed_run', { p_run: run, p_facts: { ...tally, ...facts } as never }));
  try {
    const places = await readPlaces(service, new Date());
    const facts = await work({
      tally,
      places,
      step: async (more) => {
        if (stop?.aborted) throw new FeedRefused('cut_off');
        if (Date.now() - told < TELLS_EVERY) return;
        told = Date.now();
        await tell(more?.() ?? {});
      },
    });
    await tell({ ...facts, status: 'done' });
    return 'done';
  } catch (error) {
    const problem = error instanceof FeedRefused ? error.reason : 'broken';
    if (problem === 'broken') log('feed.failed', { reason: reasonOf(error) });
    await tell({ status: 'failed', problem }).catch((again: unknown) => log('feed.failed', { reason: reasonOf(again) }));
    return 'failed';
  }
}

async function readPlaces(service: DataClient, now: Date): Promise<Places> {
  const [settings, districts, neighborhoods] = await Promise.all([
    call<{ time_zone: string }>(service.from('settings').select('time_zone').single()),
    call<{ id: string; code: string }[]>(service.from('districts').select('id, code')),
    call<{ id: string; name: string }[]>(service.from('neighborhoods').select('id, name').order('code').limit(2_000)),
  ]);
  return {
    districts: new Map(districts.map(({ id, code }) => [code, id])),
    neighborhoods: new Map(neighborhoods.map(({ id, name }) => [name.toLowerCase(), id])),
    tomorrow: addDays(dateOfInstant(now.toISOString(), settings.time_zone), 1),
  };
}
