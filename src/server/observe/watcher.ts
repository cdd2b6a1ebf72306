/** A request that was answered. `route` is the pattern, never the path as it came; `ms` ends when the answer begins. */
export type SeenRequest = { id: string; method: string; route: string; status: number; ms: number };
export type SeenJob = { name: string; outcome: 'done' | 'failed'; ms: number };

/** Somebody who wants to know what happens. Must not throw. */
export type Watcher = { onRequest?: (request: SeenRequest) => void; onJob?: (job: SeenJob) => void };

export function tellRequest(watchers: Watcher[], request: SeenRequest): void {
  for (const watcher of watchers) watcher.onRequest?.(request);
}

export function tellJob(watchers: Watcher[], job: SeenJob): void {
  for (const watcher of watchers) watcher.onJob?.(job);
}
