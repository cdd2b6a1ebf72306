import { useSyncExternalStore } from 'react';

/** What the reader does at a record. */
export type Doing = 'here' | 'note' | 'reply' | 'edit';

const now = new Map<string, Doing>();
const listeners = new Set<() => void>();

/** Says what the reader does at a record; whoever shows presence passes it on. */
export function sayDoing(id: string, doing: Doing): void {
  if ((now.get(id) ?? 'here') === doing) return;
  if (doing === 'here') now.delete(id);
  else now.set(id, doing);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useDoing = (id: string): Doing => useSyncExternalStore(subscribe, () => now.get(id) ?? 'here');
