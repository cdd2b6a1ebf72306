import { useLayoutEffect, useRef } from 'react';
import { areSingleKeysOn } from '../../providers/single-keys.ts';

/** Whether a key goes into a field or a dialog, where letters are text. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (document.querySelector('[role="dialog"], dialog[open]')) return true;
  return (
    target.isContentEditable ||
    target.closest('input:not([type="checkbox"]), textarea, select, [role="combobox"], [role="listbox"], [role="menu"]') !== null
  );
}

/** Whether this is a single letter or sign, and the person has switched those off. */
export function isSwitchedOff(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !areSingleKeysOn();
}

/** Calls back for single keys, outside of fields and dialogs. The callback answers true when it used the key. */
export function useShortcut(handle: (key: string, event: KeyboardEvent) => boolean): void {
  const latest = useRef(handle);
  latest.current = handle;
  // Before what it works on is painted: what can be seen takes keys.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isSwitchedOff(event)) return;
      if (latest.current(event.key, event)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
