import type { DataClient } from '../../data/client.ts';
import type { FeedRows } from './read-rows.ts';
import { keepRun } from './run.ts';
import { takeRows } from './take-rows.ts';

/** Takes a saved file in, as the run that was begun for it. */
export function takeFeedFile(service: DataClient, run: string, rows: FeedRows, stop?: AbortSignal): Promise<'done' | 'failed'> {
  return keepRun(
    service,
    run,
    async ({ tally, places, step }) => {
      await takeRows(service, rows, places, tally, () => step(() => ({ bytes_read: rows.bytesRead() })));
      return { bytes_read: rows.bytesRead() };
    },
    stop,
  );
}
