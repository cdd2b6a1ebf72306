import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DoorAct, DoorAnswer, DoorList, KeptAct } from '../../../../domain/events/door.ts';
import { doorDatabase, rememberWaiting } from '../../../providers/door-kept.ts';

/** What the phone keeps of one event. */
export type Kept = { event: string; list: DoorList; person: { name: string; email: string }; sent_at: string };

interface Schema extends DBSchema {
  lists: { key: string; value: Kept };
  acts: { key: number; value: KeptAct & { n?: number }; indexes: { event: string; key: string } };
}

/** Sent acts that stay a while, so that the last ones can be taken back. */
const LAST_SENT = 20;

export type DoorStore = ReturnType<typeof makeStore>;

/** Opens what this phone keeps. Rejects where the browser refuses to keep anything. */
export async function openDoorStore(): Promise<DoorStore> {
  const db = await openDB<Schema>(doorDatabase, 1, {
    upgrade(database) {
      database.createObjectStore('lists', { keyPath: 'event' });
      const acts = database.createObjectStore('acts', { keyPath: 'n', autoIncrement: true });
      acts.createIndex('event', 'event');
      acts.createIndex('key', 'key', { unique: true });
    },
    // Signing out in any tab deletes the whole: this page neither stands in the way nor goes on showing names.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      location.assign('/');
    },
  });
  return makeStore(db);
}

function makeStore(db: IDBPDatabase<Schema>) {
  const actsOf = (event: string) => db.getAllFromIndex('acts', 'event', event);
  async function tellWaiting(): Promise<void> {
    rememberWaiting((await db.getAll('acts')).filter((act) => act.state === 'waiting').length);
  }
  return {
    read: async (event: string): Promise<{ kept: Kept | undefined; acts: KeptAct[] }> => ({
      kept: await db.get('lists', event),
      acts: await actsOf(event),
    }),

    async add(acts: KeptAct[]): Promise<void> {
      const change = db.transaction('acts', 'readwrite');
      await Promise.all([...acts.map((act) => change.store.add(act)), change.done]);
      await tellWaiting();
    },

    /** Keeps the office's list and what became of each act, both or neither. */
    async settle(kept: Kept, answers: DoorAnswer['acts']): Promise<void> {
      const change = db.transaction(['lists', 'acts'], 'readwrite');
      const acts = change.objectStore('acts');
      for (const { key, became, message } of answers) {
        const act = await acts.index('key').get(key);
        if (act?.state !== 'waiting') continue;
        await acts.put(became === 'refused' ? { ...act, state: 'refused', message: message ?? '' } : { ...act, state: 'sent' });
      }
      const sent = (await acts.index('event').getAll(kept.event)).filter((act) => act.state === 'sent');
      for (const { n } of sent.slice(0, -LAST_SENT)) if (n !== undefined) await acts.delete(n);
      await change.objectStore('lists').put(kept);
      await change.done;
      await tellWaiting();
    },

    /** Forgets an act that was refused, once somebody has read why. */
    async dismiss(key: string): Promise<void> {
      const change = db.transaction('acts', 'readwrite');
      const n = await change.store.index('key').getKey(key);
      if (n !== undefined) await change.store.delete(n);
      await change.done;
    },

    /** Forgets an event. Nothing that waits is forgotten: then it answers false. */
    async forget(event: string): Promise<boolean> {
      const change = db.transaction(['lists', 'acts'], 'readwrite');
      const acts = await change.objectStore('acts').index('event').getAll(event);
      const waits = acts.some((act) => act.state === 'waiting');
      if (!waits) {
        for (const { n } of acts) if (n !== undefined) await change.objectStore('acts').delete(n);
        await change.objectStore('lists').delete(event);
      }
      await change.done;
      return !waits;
    },

    lists: () => db.getAll('lists'),
    close: () => db.close(),
  };
}

/** What is sent of an act: what the phone keeps for itself stays there. */
export function toSend(act: KeptAct & { n?: number }): DoorAct {
  const { n: _n, event: _event, state: _state, message: _message, undone: _undone, ...rest } = act;
  return rest;
}
