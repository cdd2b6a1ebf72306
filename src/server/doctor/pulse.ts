import type { Office } from '../office.ts';

/** What office_pulse() answers, and how far the two clocks are apart. Ages are in seconds. */
export type Pulse = {
  now: string;
  server_version_num: number;
  server_version: string;
  migrations: string[];
  workers: number;
  worker_seen_seconds: number | null;
  queue_waiting: number;
  queue_later: number;
  queue_oldest_seconds: number | null;
  jobs_failing: number;
  failing: string[];
  /** This machine's clock less the database's, in milliseconds, give or take half of the way there and back. */
  skew: number;
  took: number;
};

const PATIENCE = 5_000;

/** Asks the database how the office does. Rejects when it does not answer within five seconds. */
export async function readPulse({ backend }: Pick<Office, 'backend'>): Promise<Pulse> {
  const started = Date.now();
  const { data, error } = await Promise.race([
    backend.service.rpc('office_pulse'),
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('The database did not answer within five seconds.')), PATIENCE).unref();
    }),
  ]);
  if (error) throw error;
  const ended = Date.now();
  const pulse = data as unknown as Omit<Pulse, 'skew' | 'took'>;
  return { ...pulse, skew: (started + ended) / 2 - Date.parse(pulse.now), took: ended - started };
}
