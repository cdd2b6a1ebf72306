import { readLocale, readStored, writeStored } from './preferences.ts';

/** IndexedDB's name for what a phone at a door keeps. */
export const doorDatabase = 'rotunda-door';
/** The first part of the names of the caches that the door's worker makes; door-sw.ts has the same. */
const doorCaches = 'rotunda-door-';
const waitingKey = 'rotunda.door.waiting';

/** Remembers how many acts wait to be sent, where every page of the program can ask without opening a database. */
export function rememberWaiting(count: number): void {
  writeStored(waitingKey, count > 0 ? String(count) : null);
}

const sentences = {
  en: 'Entries made at a door that were not sent yet: {count}. Signing out removes them from this device. Sign out all the same?',
  es: 'Registros hechos en una entrada que aún no se han enviado: {count}. Al salir se borran de este dispositivo. ¿Salir de todos modos?',
};

/** Asks before somebody leaves with acts that nobody else has. True when nothing waits, or when they mean it. */
export function mayLeaveDoors(): boolean {
  const count = readStored(waitingKey);
  return count === null || globalThis.confirm(sentences[readLocale()].replace('{count}', count));
}

/** Removes what a phone keeps of doors: on signing out, because a phone is passed on and lists name residents. */
export async function forgetDoors(): Promise<void> {
  writeStored(waitingKey, null);
  globalThis.indexedDB?.deleteDatabase(doorDatabase);
  try {
    for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) if (/\/door$/.test(one.scope)) await one.unregister();
    for (const name of (await globalThis.caches?.keys()) ?? []) if (name.startsWith(doorCaches)) await caches.delete(name);
  } catch {
    // A browser without a worker has kept nothing by one.
  }
}
