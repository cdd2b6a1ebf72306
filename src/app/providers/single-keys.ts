import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './preferences.ts';

const key = 'rotunda.single_keys';
const listeners = new Set<() => void>();

/**
 * Whether single keys (N, C, J …) do something. Who speaks to their computer, or types with a head pointer, needs them off
 * (WCAG 2.1.4). Keys with Ctrl, the arrows and Enter stay.
 */
export function areSingleKeysOn(): boolean {
  return readStored(key) !== 'off';
}

export function setSingleKeys(on: boolean): void {
  writeStored(key, on ? null : 'off');
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  globalThis.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener('storage', listener);
  };
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn);
}
