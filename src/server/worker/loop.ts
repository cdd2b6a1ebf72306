import { randomUUID } from 'node:crypto';
import { log, reasonOf } from '../log.ts';
import { tellJob } from '../observe/watcher.ts';
import type { Office } from '../office.ts';
import { version } from '../version.ts';
import { readClock } from './clock.ts';
import { type Job, jobs, queues, type Turn } from './registry.ts';

export type Worker = { stop: () => Promise<void> };
export type WorkerOptions = { every?: number; now?: () => Date };

/**
 * Works until it is stopped: puts what is due on the queue, claims one job at a time, settles it after the deed.
 * `every` is the pause between looks in milliseconds.
 */
export function startWorker(office: Office, { every = 15_000, now = () => new Date() }: WorkerOptions = {}): Worker {
  const name = randomUUID();
  const mine = jobs.filter((job) => !job.embeddedOnly || office.backend.kind === 'embedded');
  let isStopping = false;
  let wake: () => void = () => {};
  const work = async () => {
    while (!isStopping) {
      try {
        await enqueueWanted(office, mine, now());
        // By turns, so that neither a long night's job list nor a mountain of letters keeps the other waiting.
        for (let isBusy = true; isBusy && !isStopping; ) {
          const hadJob = await workOnce(office, mine, name);
          const hadOther = await workQueues(office, { worker: name, now, isStopping: () => isStopping });
          isBusy = hadJob || hadOther;
        }
      } catch (error) {
        log('worker.failed', { reason: reasonOf(error) });
      }
      if (isStopping) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, every);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  // Beside the work, so that a long job does not look like death.
  let beating: Promise<void> | null = null;
  const beat = () => {
    beating ??= showLife(office, name).finally(() => {
      beating = null;
    });
  };
  beat();
  const pulse = setInterval(beat, every);
  const ended = work();
  return {
    stop: async () => {
      isStopping = true;
      wake();
      await ended;
      clearInterval(pulse);
      await beating;
      await office.backend.service.rpc('dismiss_worker', { p_worker: name });
    },
  };
}

async function showLife(office: Office, name: string): Promise<void> {
  const { error } = await office.backend.service.rpc('beat_worker', { p_worker: name, p_program: version });
  if (error) log('worker.failed', { reason: reasonOf(error) });
}

/** Puts each job that the calendar asks for on the queue, once. */
export async function enqueueWanted(office: Office, wantedJobs: Job[], now: Date): Promise<void> {
  const clock = await readClock(office, now);
  for (const job of wantedJobs) {
    const wanted = job.wanted(clock);
    if (!wanted) continue;
    const { error } = await office.backend.service.rpc('enqueue_job', {
      p_name: job.name,
      p_payload: wanted.payload as never,
      p_key: wanted.key,
    });
    if (error) throw error;
  }
}

/** Gives each queue its turn; false when none had anything to do. What breaks in one stops no other. */
export async function workQueues(office: Office, turn: Turn): Promise<boolean> {
  let isBusy = false;
  for (const queue of queues) {
    if (turn.isStopping()) break;
    const started = performance.now();
    let outcome: 'done' | 'failed' | null = null;
    try {
      if (await queue.work(office, turn)) outcome = 'done';
    } catch (error) {
      outcome = 'failed';
      log('job.failed', { job: queue.name, reason: reasonOf(error) });
    }
    if (outcome) tellJob(office.watchers, { name: queue.name, outcome, ms: performance.now() - started });
    isBusy ||= outcome === 'done';
  }
  return isBusy;
}

/** Claims and does one job; false when there was none. */
export async function workOnce(office: Office, known: Job[], worker: string): Promise<boolean> {
  const { data, error } = await office.backend.service.rpc('claim_jobs', { p_worker: worker, p_names: known.map((job) => job.name) });
  if (error) throw error;
  const claimed = (data as { id: number; name: string; payload: Record<string, unknown> }[])[0];
  if (!claimed) return false;
  const job = known.find((one) => one.name === claimed.name);
  let failure: string | null = null;
  const started = performance.now();
  try {
    await job?.run(office, claimed.payload);
  } catch (caught) {
    failure = reasonOf(caught);
    log('job.failed', { job: claimed.name, id: claimed.id, reason: failure });
  }
  tellJob(office.watchers, { name: claimed.name, outcome: failure === null ? 'done' : 'failed', ms: performance.now() - started });
  const settled = await office.backend.service.rpc('settle_job', {
    p_id: claimed.id,
    p_worker: worker,
    ...(failure === null ? {} : { p_error: failure }),
  });
  if (settled.error) throw settled.error;
  return true;
}
