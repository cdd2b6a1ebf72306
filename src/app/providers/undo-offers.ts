import { useSyncExternalStore } from 'react';

/** What was done and can be undone for a few seconds: `act` is the name of the change set. */
export type UndoOffer = {
  text: string;
  act: string;
  /** The act was an undo itself: undoing it does the first act again. */
  isUndo?: boolean;
  /** Where to go when it is undone: away from a record that is not there any more, say. */
  onUndone?: (() => void) | undefined;
};

/** Or why nothing was undone; it stays until it is dismissed. */
export type UndoRefusal = { refused: string[] };

let current: UndoOffer | UndoRefusal | null = null;
const listeners = new Set<() => void>();

/** Shows an offer in place of the last one; null takes it away. */
export function offerUndo(next: UndoOffer | UndoRefusal | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export function useUndoOffer(): UndoOffer | UndoRefusal | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
