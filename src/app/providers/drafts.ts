import { readStored, writeStored } from './preferences.ts';

const prefix = 'rotunda.draft.';

/** The inquiry that is being taken: one at a time. */
export const intakeDraft = 'inquiry';

/** What was typed and not saved, by name; null when there is none or when it cannot be read any more. */
export function readDraft<T>(name: string): T | null {
  const text = readStored(prefix + name);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/** Keeps what was typed until it is saved; null forgets it. */
export function writeDraft(name: string, value: unknown): void {
  writeStored(prefix + name, value === null ? null : JSON.stringify(value));
}

/** Forgets every draft: on sign-out, because a desk is shared and drafts name residents. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept, so there is nothing to forget.
  }
}
