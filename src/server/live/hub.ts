import type { Listen } from '../backend/index.ts';
import { log, reasonOf } from '../log.ts';
import { type Changed, gather, readSaid, type Told, tell } from './changed.ts';
import type { Visible } from './visible.ts';

/** One open screen. `send` answers false when its reader has fallen too far behind. */
export type Stream = { person: string; send: (text: string) => boolean; end: () => void };

export type Hub = {
  /** Adds a screen; answers why not when there are too many. */
  join: (stream: Stream) => Promise<'full' | 'too_many' | null>;
  leave: (stream: Stream) => void;
  count: () => number;
};

export type HubOptions = { gatherMs?: number; heartbeatMs?: number; most?: number; mostEach?: number };

const CHANNEL = 'rotunda_live';
/** Anything may have changed: look again at all. */
const EVERYTHING: Told = { table: '*' };

/** Carries what the database says to the screens that are open, to each only what its person may know. */
export function createHub(
  listen: Listen,
  visible: Visible,
  { gatherMs = 100, heartbeatMs = 20_000, most = 500, mostEach = 12 }: HubOptions = {},
): Hub {
  const streams = new Set<Stream>();
  const waiting = new Map<string, Changed>();
  let listening: Promise<() => Promise<void>> | null = null;
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
    if (!said || streams.size === 0) return;
    gather(waiting, said);
    timer ??= setTimeout(() => {
      timer = null;
      const batch = [...waiting];
      waiting.clear();
      telling = telling.then(() => pass(batch));
    }, gatherMs);
  }

  async function pass(batch: [string, Changed][]): Promise<void> {
    try {
      for (const [table, changed] of batch) {
        const people = [...new Set([...streams].map(({ person }) => person))];
        if (people.length === 0) return;
        const seen = await visible(people, table, changed.ids && [...changed.ids]);
        for (const stream of [...streams]) {
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
    if (timer) clearTimeout(timer);
    heartbeat = null;
    timer = null;
    waiting.clear();
    const stop = listening;
    listening = null;
    void stop?.then((end) => end()).catch(() => {});
  }

  return {
    async join(stream) {
      if (streams.size >= most) return 'full';
      if ([...streams].filter(({ person }) => person === stream.person).length >= mostEach) return 'too_many';
      streams.add(stream);
      heartbeat ??= setInterval(() => {
        for (const one of [...streams]) send(one, ': still here\n\n');
      }, heartbeatMs).unref();
      listening ??= listen(CHANNEL, heard, () => {
        for (const one of [...streams]) send(one, event(EVERYTHING));
      });
      try {
        await listening;
      } catch (error) {
        listening = null;
        leave(stream);
        throw error;
      }
      return null;
    },
    leave,
    count: () => streams.size,
  };
}
