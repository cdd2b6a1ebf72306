import type { Listen } from '../backend/index.ts';
import { log, reasonOf } from '../log.ts';
import { type Changed, gather, lay, readSaid, type Told, tell } from './changed.ts';
import type { Visible } from './visible.ts';

/** One open screen. `send` answers false when its reader has fallen too far behind. */
export type Stream = { person: string; send: (text: string) => boolean; end: () => void };

export type Hub = {
  /**
   * Adds a screen; answers why not when there are too many. `sinceMs`: how long ago it began to read (milliseconds). It is told
   * what changed from then on, for its first answers may be older than its line; or to look at everything, when nobody knows.
   */
  join: (stream: Stream, sinceMs?: number | null) => Promise<'full' | 'too_many' | null>;
  leave: (stream: Stream) => void;
  /** Listens to the database no more. Until then it does, also while no screen is open: the next one may just be opening. */
  close: () => void;
  count: () => number;
};

export type HubOptions = { gatherMs?: number; heartbeatMs?: number; most?: number; mostEach?: number; now?: () => number };

/** What was told is kept for as long (ms), and no more than so many times of it. */
const KEPT_MS = 60_000;
const MOST_KEPT = 500;

const CHANNEL = 'rotunda_live';
/** Anything may have changed: look again at all. */
const EVERYTHING: Told = { table: '*' };

/** Carries what the database says to the screens that are open, to each only what its person may know. */
export function createHub(
  listen: Listen,
  visible: Visible,
  { gatherMs = 100, heartbeatMs = 20_000, most = 500, mostEach = 12, now = Date.now }: HubOptions = {},
): Hub {
  const streams = new Set<Stream>();
  const waiting = new Map<string, Changed>();
  /** How many screens had come when a table was last heard of: whoever came later has read what it says already. */
  const comers = new Map<string, number>();
  const places = new WeakMap<Stream, number>();
  let joins = 0;
  let listening: Promise<() => Promise<void>> | null = null;
  /** From when on everything was heard. */
  let heardFrom = Number.POSITIVE_INFINITY;
  const kept: { at: number; batch: [string, Changed][] }[] = [];
  let timer: NodeJS.Timeout | null = null;
  let telling: Promise<void> = Promise.resolve();
  let heartbeat: NodeJS.Timeout | null = null;

  const drop = (stream: Stream) => {
    leave(stream);
    stream.end();
  };
  const send = (stream: Stream, text: string) => {
    if (!stream.send(text)) drop(stream);
  };
  const event = (told: Told) => `data: ${JSON.stringify(told)}\n\n`;

  function heard(message: string): void {
    const said = readSaid(message);
    if (!said) return;
    gather(waiting, said);
    comers.set(said.table, joins);
    timer ??= setTimeout(() => {
      timer = null;
      const batch = [...waiting];
      const before = new Map(comers);
      waiting.clear();
      comers.clear();
      keep(batch);
      telling = telling.then(() =>
        pass(batch, (table) => [...streams].filter((one) => (places.get(one) ?? 0) <= (before.get(table) ?? 0))),
      );
    }, gatherMs);
  }

  function keep(batch: [string, Changed][]): void {
    kept.push({ at: now(), batch });
    while ((kept[0]?.at ?? Number.POSITIVE_INFINITY) < now() - KEPT_MS) kept.shift();
    if (kept.length <= MOST_KEPT) return;
    heardFrom = Math.max(heardFrom, (kept.shift()?.at ?? 0) + 1);
  }

  /** Tells one screen what changed between the first that it read and now. */
  function catchUp(stream: Stream, sinceMs: number): void {
    const from = now() - sinceMs;
    if (from < heardFrom || sinceMs > KEPT_MS) {
      send(stream, event(EVERYTHING));
      return;
    }
    const missed = new Map<string, Changed>();
    for (const { at, batch } of kept) if (at >= from) for (const [table, changed] of batch) lay(missed, table, changed);
    // What was heard and is not told yet will pass by this screen: it came later.
    for (const [table, changed] of waiting) lay(missed, table, changed);
    telling = telling.then(() => pass([...missed], () => (streams.has(stream) ? [stream] : [])));
  }

  async function pass(batch: [string, Changed][], readers: (table: string) => Stream[]): Promise<void> {
    try {
      for (const [table, changed] of batch) {
        const people = [...new Set(readers(table).map(({ person }) => person))];
        if (people.length === 0) continue;
        const seen = await visible(people, table, changed.ids && [...changed.ids]);
        for (const stream of readers(table)) {
          const theirs = seen.get(stream.person);
          // Joined while the question was asked: what they have read is newer than this.
          if (theirs === undefined) continue;
          const told = tell(table, changed, theirs);
          if (told) send(stream, event(told));
          // Everybody of the office may see the staff: whoever may not, is not of the office any more.
          else if (table === 'staff' && theirs === null) drop(stream);
        }
      }
    } catch (error) {
      // Whoever was not told must not believe to be up to date: they come again and look at everything.
      log('live.failed', { reason: reasonOf(error).split('\n')[0] });
      for (const stream of [...streams]) drop(stream);
    }
  }

  function leave(stream: Stream): void {
    if (!streams.delete(stream) || streams.size > 0) return;
    if (heartbeat) clearInterval(heartbeat);
    heartbeat = null;
  }

  function close(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    waiting.clear();
    const stop = listening;
    listening = null;
    heardFrom = Number.POSITIVE_INFINITY;
    void stop?.then((end) => end()).catch(() => {});
  }

  return {
    async join(stream, sinceMs = null) {
      if (streams.size >= most) return 'full';
      if ([...streams].filter(({ person }) => person === stream.person).length >= mostEach) return 'too_many';
      streams.add(stream);
      places.set(stream, ++joins);
      heartbeat ??= setInterval(() => {
        for (const one of [...streams]) send(one, ': still here\n\n');
      }, heartbeatMs).unref();
      listening ??= listen(CHANNEL, heard, () => {
        heardFrom = now();
        for (const one of [...streams]) send(one, event(EVERYTHING));
      });
      try {
        await listening;
        if (heardFrom === Number.POSITIVE_INFINITY) heardFrom = now();
        if (sinceMs !== null) catchUp(stream, sinceMs);
      } catch (error) {
        listening = null;
        leave(stream);
        throw error;
      }
      return null;
    },
    leave,
    close,
    count: () => streams.size,
  };
}
