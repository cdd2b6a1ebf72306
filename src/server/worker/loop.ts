import { randomUUID } from 'node:crypto';
import { log, reasonOf } from '../log.ts';
import { tellJob } from '../observe/watcher.ts';
import type { Office } from '../office.ts';
import { version } from '../version.ts';
import { readClock } from './clock.ts';
import { openLane } from './lane.ts';
import { type Job, jobs, type Queue, queues, type Turn } from './registry.ts';

export type Worker = { stop: () => Promise<void> };
export type WorkerOptions = { every?: number; now?: () => Date };

/**
 * Works until it is stopped. The jobs have a lane, and so has each queue: a long night's report keeps no letter waiting, and
 * half a million letters of a campaign keep nobody waiting for theirs. `every` is the pause between looks in milliseconds; a
 * queue is looked at as soon as the database says that something was put there.
 */
export function startWorker(office: Office, { every = 15_000, now = () => new Date() }: WorkerOptions = {}): Worker {
  const name = randomUUID();
  const mine = jobs.filter((job) => !job.embeddedOnly || office.backend.kind === 'embedded');
  let isStopping = false;
  const turn: Turn = { worker: name, now, isStopping: () => isStopping };
  const jobLane = openLane(every, async () => {
    await enqueueWanted(office, mine, now());
    while (!isStopping && (await workOnce(office, mine, name)));
    return false;
  });
  const queueLanes = queues.map((queue) => openLane(every, () => workQueue(office, queue, turn)));
  const heard = listenForLetters(office, () => {
    for (const lane of queueLanes) lane.wake();
  });
  // Beside the work, so that a long job does not look like death.
  let beating: Promise<void> | null = null;
  const beat = () => {
    beating ??= showLife(office, name).finally(() => {
      beating = null;
    });
  };
  beat();
  const pulse = setInterval(beat, every);
  return {
    stop: async () => {
      isStopping = true;
      await (await heard)();
      await Promise.all([jobLane, ...queueLanes].map((lane) => lane.stop()));
      clearInterval(pulse);
      await beating;
      await office.backend.service.rpc('dismiss_worker', { p_worker: name });
    },
  };
}

/** Wakes the queues when letters come, or a campaign may go on. Where the database cannot be listened to, they look from time to time. */
async function listenForLetters(office: Office, wake: () => void): Promise<() => Promise<void>> {
  type News = { table: string; verb: string };
  const isNews = ({ table, verb }: News) =>
    ((table === 'deliveries' || table === 'exports') && verb === 'insert') || (table === 'campaigns' && verb === 'update');
  try {
    const stop = await office.backend.listen?.(
      'rotunda_live',
      (message) => {
        if (isNews(JSON.parse(message) as News)) wake();
      },
      wake,
    );
    return stop ?? (async () => {});
  } catch (error) {
    log('worker.failed', { reason: reasonOf(error) });
    return async () => {};
  }
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

/** Gives a queue its turn; what breaks stops no other. Answers whether, or when, to look again. */
export async function workQueue(office: Office, queue: Queue, turn: Turn): Promise<boolean | number> {
  const started = performance.now();
  let outcome: 'done' | 'failed' | null = null;
  let next: boolean | number = false;
  try {
    next = await queue.work(office, turn);
    if (next === true) outcome = 'done';
  } catch (error) {
    outcome = 'failed';
    log('job.failed', { job: queue.name, reason: reasonOf(error) });
  }
  if (outcome) tellJob(office.watchers, { name: queue.name, outcome, ms: performance.now() - started });
  return next;
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
