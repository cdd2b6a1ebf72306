import { hash } from 'node:crypto';
import type { DataClient } from '../../data/client.ts';
import type { FeedRows } from './read-rows.ts';
import type { Places, StagedRequest, Unread } from './request.ts';
import { SeenNumbers } from './seen-numbers.ts';

/** Rows that are compared in one call, by number and hash; and that are written in one, whole. */
const COMPARED = 1_000;
const WRITTEN = 500;
const REJECTS_KEPT = 50;

export type Tally = {
  rows_read: number;
  rows_added: number;
  rows_changed: number;
  rows_same: number;
  rows_rejected: number;
  /** How far the rows reach, local; null before the first. */
  latest: string | null;
  rejects: (Unread & { line: number })[];
};
export const emptyTally = (): Tally => ({
  rows_read: 0,
  rows_added: 0,
  rows_changed: 0,
  rows_same: 0,
  rows_rejected: 0,
  latest: null,
  rejects: [],
});

type Hashed = StagedRequest & { hash: string };

/**
 * Takes rows in as they come. Most are known: only those go to the database whole whose hash is another. `step` hears of the tally
 * after each batch and may stop by throwing.
 */
export async function takeRows(
  service: DataClient,
  { form, rows }: Pick<FeedRows, 'form' | 'rows'>,
  places: Places,
  tally: Tally,
  step: () => Promise<void>,
): Promise<void> {
  const seen = new SeenNumbers();
  let batch: Hashed[] = [];
  // Rows whose number came before in this file: taken after the others, and only where they are newer.
  let again: Hashed[] = [];
  let mostAreNew = false;
  const flush = async () => {
    const [now, later] = [batch, again];
    [batch, again] = [[], []];
    const written = mostAreNew ? await write(now) : await write(await onlyNew(now));
    mostAreNew = written * 2 > now.length;
    for (const one of later) await write([one], true);
    tally.rows_read += now.length + later.length;
    await step();
  };
  const onlyNew = async (all: Hashed[]): Promise<Hashed[]> => {
    const places = await call<number[]>(
      service.rpc('compare_service_requests', { p_numbers: all.map((row) => row.number), p_hashes: all.map((row) => row.hash) }),
    );
    tally.rows_same += all.length - places.length;
    return places.flatMap((at) => all[at] ?? []);
  };
  const write = async (all: Hashed[], p_again = false): Promise<number> => {
    let written = 0;
    for (let at = 0; at < all.length; at += WRITTEN) {
      const p_rows = all.slice(at, at + WRITTEN);
      const { added, changed } = await call<{ added: number; changed: number }>(
        service.rpc('import_service_requests', { p_source: form.source, p_rows, p_again }),
      );
      tally.rows_added += added;
      tally.rows_changed += changed;
      tally.rows_same += p_rows.length - added - changed;
      written += added + changed;
    }
    return written;
  };
  for await (const some of rows) {
    for (const { line, cell } of some) {
      const reading = form.read(cell, places);
      if ('why' in reading) {
        tally.rows_read++;
        tally.rows_rejected++;
        if (tally.rejects.length < REJECTS_KEPT) tally.rejects.push({ ...reading, value: reading.value.slice(0, 80), line });
        continue;
      }
      const { row } = reading;
      const reach = form.reaches(row);
      if (tally.latest === null || reach > tally.latest) tally.latest = reach;
      const hashed = { ...row, hash: hash('sha256', JSON.stringify(row), 'hex').slice(0, 32) };
      if (seen.add(row.number)) batch.push(hashed);
      else again.push(hashed);
    }
    if (batch.length + again.length >= COMPARED) await flush();
  }
  if (batch.length + again.length > 0) await flush();
}

/** An answer of the database. @throws what it said instead. */
export async function call<T>(request: PromiseLike<{ data: unknown; error: { message: string } | null }>): Promise<T> {
  const { data, error } = await request;
  if (error) throw error;
  return data as T;
}
