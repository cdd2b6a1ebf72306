import type { DataClient } from '../../data/client.ts';
import { type FetchOptions, fetchFeed } from './fetch-feed.ts';
import { call } from './take-rows.ts';

type Next = { allowed: boolean; address: string; cursor: string | null; since: string | null };

/**
 * Begins to read the published address, where an administrator has allowed that; null where not. `caller` begins the run and is
 * named on it; `ended` is settled when it is over.
 */
export async function readNetwork(
  service: DataClient,
  caller: DataClient,
  options: FetchOptions = {},
): Promise<{ run: string; ended: Promise<'done' | 'failed'> } | null> {
  const next = await call<Next>(service.rpc('next_feed_page'));
  if (!next.allowed) return null;
  const p_run = { source: 'kc311_current', origin: 'network', file_name: new URL(next.address).host, cursor: next.cursor };
  const run = await call<string>(caller.rpc('begin_feed_run', { p_run }));
  return { run, ended: fetchFeed(service, run, next, options) };
}
