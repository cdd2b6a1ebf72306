import { type Check, fail, ok, skip, warn } from '../check.ts';
import type { Pulse } from '../pulse.ts';

/** Whether a worker lives, keeps up, and does what it is given. */
export const queue: Check = {
  name: 'worker',
  run: async ({ pulse, config, isServing }) => {
    if (!pulse) return skip('The worker was not looked at: the database does not answer.');
    if (config.backend.kind === 'embedded' && !isServing) return skip('The office is closed; its worker runs while it is open.');
    return judgeQueue(pulse);
  },
};

export function judgeQueue(
  pulse: Pick<Pulse, 'workers' | 'worker_seen_seconds' | 'queue_waiting' | 'queue_oldest_seconds' | 'jobs_failing' | 'failing'>,
) {
  if (pulse.workers === 0) {
    const since = pulse.worker_seen_seconds === null ? 'yet' : `for ${Math.round(pulse.worker_seen_seconds / 60)} minutes`;
    return fail(
      `No worker has been seen ${since}: reports, letters and backups wait. Start one: npm start has it inside, npm run worker is one alone.`,
    );
  }
  if ((pulse.queue_oldest_seconds ?? 0) > 900)
    return warn(
      `${pulse.queue_waiting} jobs wait, the oldest for ${Math.round((pulse.queue_oldest_seconds ?? 0) / 60)} minutes. Add a worker: npm run worker.`,
    );
  if (pulse.jobs_failing > 0)
    return warn(`A job failed and is tried again: ${pulse.failing.join(', ')}. Look for "job.failed" in the log; it says why.`);
  return ok(`${pulse.workers === 1 ? 'A worker is' : `${pulse.workers} workers are`} at work; ${pulse.queue_waiting} jobs wait.`);
}
