import type { DoorAct, DoorAnswer, DoorList, KeptAct } from '../../../../domain/events/door.ts';
import { isOver } from '../../../../domain/events/door.ts';
import { loadOfficeConfig } from '../../../boot/office-config.ts';
import { nameAct } from '../../../providers/acts.ts';
import { type Connection, connect } from '../../../providers/connection.ts';
import { readStored } from '../../../providers/preferences.ts';
import { sessionKey } from '../../../providers/session.ts';
import { type DoorStore, type Kept, toSend } from './store.ts';

export type DoorState = {
  kept: Kept | null;
  acts: KeptAct[];
  /** Whether the office answered when it was last asked. */
  link: 'asking' | 'online' | 'offline';
  /** The session has ended: somebody signs in before what waits can be sent. */
  asksSignIn: boolean;
  sending: boolean;
  /** In the office's words, why it did not take what was sent at all: the role, say. */
  trouble: string;
  /** The event is over and all is sent: nothing of it is on this phone any more. */
  removed: boolean;
};
export type NewAct = Omit<DoorAct, 'key' | 'at'> & { undone?: KeptAct['undone'] };
export type DoorClient = ReturnType<typeof createDoorClient>;

const BATCH = 100;
/** What could not be sent is tried again after 2, 4, 8 … seconds, at most after this. */
const FIRST_AGAIN_MS = 2_000;
const MOST_AGAIN_MS = 30_000;
/** How often a phone that is looked at asks what others have done. */
const LOOK_MS = 60_000;
/** A network that takes the words and never answers is none. */
const PATIENCE_MS = 20_000;

/**
 * One event at one phone. Acts are kept first and sent when there is a way: by itself as soon as there is a network, or by the
 * button. The office does each act once, so that sending again after an answer that got lost does no harm.
 */
export function createDoorClient(event: string, store: DoorStore, given: Connection | null, now: () => number = Date.now) {
  let state: DoorState = { kept: null, acts: [], link: 'asking', asksSignIn: false, sending: false, trouble: '', removed: false };
  let connection = given;
  let running: Promise<void> | null = null;
  let again = false;
  const listeners = new Set<() => void>();
  const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`rotunda-door-${event}`);

  function become(next: Partial<DoorState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }
  async function reload(): Promise<void> {
    const { kept, acts } = await store.read(event);
    become({ kept: kept ?? null, acts });
  }

  /** The way to the office, made when there is a network; null when there is none. */
  async function reach(): Promise<Connection | null> {
    if (!connection) {
      connection = await connect(await loadOfficeConfig());
      connection.session.subscribe(watchSession);
    }
    const session = connection.session.read();
    if (session === 'signed-in') return connection;
    // A session that could not be refreshed without a network is still there: it is asked again.
    if (session === 'signed-out' && readStored(sessionKey) !== null) {
      connection = null;
      throw new Error('The session could not be refreshed.');
    }
    become({ asksSignIn: true, link: 'online' });
    return null;
  }
  function watchSession(): void {
    const isIn = connection?.session.read() === 'signed-in';
    become({ asksSignIn: !isIn && navigator.onLine });
    if (isIn) void sync();
  }

  async function send(office: Connection, acts: KeptAct[]): Promise<DoorAnswer> {
    const response = await office.authorizedFetch(`${office.baseUrl}/rest/v1/rpc/sync_door`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ p_event: event, p_acts: acts.map(toSend) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.ok) return (await response.json()) as DoorAnswer;
    const { message = '' } = (await response.json().catch(() => ({}))) as { message?: string };
    throw new Refused(response.status, message);
  }

  async function exchange(): Promise<void> {
    const office = await reach();
    if (!office) return;
    for (let first = true; ; first = false) {
      const waiting = (await store.read(event)).acts.filter((act) => act.state === 'waiting');
      if (waiting.length === 0 && !first) break;
      const answer = await send(office, waiting.slice(0, BATCH));
      const known = state.kept?.person ?? { name: '', email: '' };
      const person = { ...known, email: office.session.email() || known.email };
      await store.settle({ event, list: answer.list, person, sent_at: new Date(now()).toISOString() }, answer.acts);
      await reload();
      others?.postMessage('changed');
    }
    become({ link: 'online', trouble: '', asksSignIn: false });
    if (state.kept && isOver(state.kept.list.event, now()) && !state.acts.some((act) => act.state === 'refused')) await clear();
  }
  async function clear(): Promise<void> {
    const { kept } = state;
    if (!(await store.forget(event))) return;
    // What was open is still shown until the page is left; nothing of it is on the phone.
    become({ kept, removed: true });
    others?.postMessage('changed');
  }

  async function sync(): Promise<void> {
    if (state.removed) return;
    if (running) {
      again = true;
      return running;
    }
    if (!navigator.onLine) {
      if (state.link !== 'offline') become({ link: 'offline' });
      return;
    }
    become({ sending: true });
    running = (async () => {
      try {
        // Several tabs of one phone take turns.
        if (navigator.locks) await navigator.locks.request(`rotunda-door-${event}`, exchange);
        else await exchange();
      } catch (error) {
        if (error instanceof Refused && error.status === 401) become({ asksSignIn: true, link: 'online' });
        else if (error instanceof Refused && error.status < 500) become({ trouble: error.message, link: 'online' });
        else become({ link: 'offline' });
      }
    })();
    await running;
    running = null;
    become({ sending: false });
    if (again) {
      again = false;
      await sync();
    }
  }

  const onNetwork = () => {
    wait = FIRST_AGAIN_MS;
    last = now();
    void sync();
  };
  const onLook = () => document.visibilityState === 'visible' && void sync();
  let last = now();
  let wait = FIRST_AGAIN_MS;
  const timer = setInterval(() => {
    const isBehind = state.link === 'offline' || state.acts.some((act) => act.state === 'waiting');
    if (!isBehind) wait = FIRST_AGAIN_MS;
    if (now() - last < (isBehind ? wait : LOOK_MS) || (!isBehind && document.visibilityState !== 'visible')) return;
    last = now();
    wait = Math.min(wait * 2, MOST_AGAIN_MS);
    void sync();
  }, 1_000);
  const offNetwork = () => become({ link: 'offline' });
  globalThis.addEventListener('online', onNetwork);
  globalThis.addEventListener('offline', offNetwork);
  document.addEventListener('visibilitychange', onLook);
  connection?.session.subscribe(watchSession);
  if (others) others.onmessage = () => void reload();

  return {
    event,
    read: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The connection, when there is one: for what only works with a network. */
    connection: () => (connection?.session.read() === 'signed-in' ? connection : null),
    /** For signing in: the connection whoever is signed in. */
    anyConnection: () => connection,
    reload,
    sync,
    /** Does something at the door: kept at once, sent when there is a way. Answers the last one's key. */
    async act(...news: NewAct[]): Promise<string> {
      const at = new Date(now()).toISOString();
      const acts = news.map((one): KeptAct => ({ key: nameAct(), at, event, state: 'waiting', ...one }));
      await store.add(acts);
      await reload();
      others?.postMessage('changed');
      void navigator.storage?.persist?.();
      void sync();
      return acts.at(-1)?.key ?? '';
    },
    async dismiss(key: string): Promise<void> {
      await store.dismiss(key);
      await reload();
    },
    /** Whether a tally counts everybody: only with a network, because two phones must not differ. */
    async setTallyCounts(counts: DoorList['event']['tally_counts']): Promise<boolean> {
      const office = connection;
      if (!office) return false;
      const response = await office
        .authorizedFetch(`${office.baseUrl}/rest/v1/rpc/set_tally_counts`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ p_event: event, p_counts: counts }),
        })
        .catch(() => null);
      if (response?.ok) await sync();
      return response?.ok ?? false;
    },
    close() {
      clearInterval(timer);
      globalThis.removeEventListener('online', onNetwork);
      globalThis.removeEventListener('offline', offNetwork);
      document.removeEventListener('visibilitychange', onLook);
      others?.close();
    },
  };
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
