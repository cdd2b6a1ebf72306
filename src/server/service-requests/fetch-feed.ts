import { setTimeout as wait } from 'node:timers/promises';
import type { DataClient } from '../../data/client.ts';
import { formOf } from './forms.ts';
import { FeedRefused, type JsonRow, readJsonRows } from './read-json.ts';
import { fromPieces } from './read-rows.ts';
import { type Course, keepRun } from './run.ts';
import { call, takeRows } from './take-rows.ts';

export type FetchOptions = {
  stop?: AbortSignal;
  /** Rows in one answer. */
  page?: number;
  /** Waits so many milliseconds: between pages, and as long as the feed asks for. */
  pause?: (ms: number) => Promise<unknown>;
  /** When to leave the rest to the next reading, in milliseconds from now. */
  budget?: number;
};
export type FetchFrom = { address: string; cursor: string | null; since: string | null };

const PAGE = 10_000;
const BETWEEN_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const TRIES = 4;
const PATIENCE_MS = 60_000;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/;

/**
 * Reads what the published address has new, page by page in the order of last_updated, each page from where the one before ended: an
 * offset would lose rows that move while we read. Where it ends early, the next reading goes on at its cursor.
 */
export function fetchFeed(service: DataClient, run: string, from: FetchFrom, options: FetchOptions = {}): Promise<'done' | 'failed'> {
  const { page = PAGE, pause = wait, budget = Number.POSITIVE_INFINITY, stop } = options;
  const ends = Date.now() + budget;
  return keepRun(
    service,
    run,
    async (course) => {
      let cursor = from.cursor ?? (from.since ? `${from.since}|` : null);
      for (;;) {
        const { rows, last } = await takePage(service, await ask(addressOf(from.address, cursor, page), pause, stop), course);
        const isOver = rows < page || last === null || last === cursor;
        cursor = last ?? cursor;
        await call(service.rpc('tell_feed_run', { p_run: run, p_facts: { ...course.tally, cursor } as never }));
        if (isOver) return {};
        if (stop?.aborted || Date.now() > ends) throw new FeedRefused('cut_off');
        await pause(BETWEEN_MS);
      }
    },
    stop,
  );
}

/** Takes one answer in. `last` is where the next begins: the last row's time and number. */
async function takePage(service: DataClient, answer: Response, course: Course): Promise<{ rows: number; last: string | null }> {
  const seen = { rows: 0, last: null as string | null };
  async function* counted(): AsyncGenerator<JsonRow[]> {
    for await (const some of readJsonRows(answer.body as unknown as AsyncIterable<Uint8Array>)) {
      const { last_updated: at, reported_issue: number } = some.at(-1) ?? {};
      if (TIME.test(String(at)) && /^[0-9A-Za-z-]{1,40}$/.test(String(number))) seen.last = `${at}|${number}`;
      seen.rows += some.length;
      yield some;
    }
  }
  const pieces = counted();
  const first = await pieces.next();
  if (first.done) return seen;
  const form = formOf(first.value.flatMap((row) => Object.keys(row)));
  if (form?.source !== 'kc311_current') throw new FeedRefused('form');
  await takeRows(service, { form, rows: fromPieces(first.value, pieces) }, course.places, course.tally, () => course.step());
  return seen;
}

function addressOf(address: string, cursor: string | null, page: number): URL {
  const [at = '', number = ''] = cursor?.split('|') ?? [];
  const url = new URL(address);
  if (TIME.test(at)) {
    const after = number
      ? `last_updated > '${at}' or (last_updated = '${at}' and reported_issue > '${number}')`
      : `last_updated >= '${at}'`;
    url.searchParams.set('$where', after);
  }
  url.searchParams.set('$order', 'last_updated,reported_issue');
  url.searchParams.set('$limit', String(page));
  return url;
}

/** Asks, and asks again where the feed is busy, after as long as it says. */
async function ask(url: URL, pause: (ms: number) => Promise<unknown>, stop?: AbortSignal): Promise<Response> {
  for (let tried = 1; ; tried++) {
    if (stop?.aborted) throw new FeedRefused('cut_off');
    const answer = await fetch(url, {
      headers: { accept: 'application/json', 'user-agent': 'Rotunda' },
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    }).catch(() => null);
    if (answer?.ok && answer.body) return answer;
    await answer?.body?.cancel();
    const isBusy = !answer || answer.status === 429 || answer.status >= 500;
    if (!isBusy || tried === TRIES) throw new FeedRefused('away');
    const asked = Number(answer?.headers.get('retry-after')) * 1000;
    await pause(Math.min(asked > 0 ? asked : 1000 * 2 ** tried, LONGEST_WAIT_MS));
  }
}
