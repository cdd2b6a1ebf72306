import { useEffect } from 'react';
import { readDraft, writeDraft } from '../providers/drafts.ts';
import { useOffice } from '../providers/office.tsx';

/** A record that was opened lately. Kept among the drafts: forgotten on sign-out, because it may name a resident. */
export type Recent = { to: string; title: string; second: string };

const kept = 6;
const nameOf = (staffId: string) => `recent.${staffId}`;

/** What this person opened lately in this browser, the last first. */
export function readRecents(staffId: string): Recent[] {
  const stored = readDraft<Recent[]>(nameOf(staffId));
  return Array.isArray(stored) ? stored : [];
}

/** Remembers that a record is open; the same record again moves to the front. */
export function useRemembered({ to, title, second }: Recent): void {
  const { me } = useOffice();
  useEffect(() => {
    const others = readRecents(me.id).filter((one) => one.to !== to);
    writeDraft(nameOf(me.id), [{ to, title, second }, ...others].slice(0, kept));
  }, [me.id, to, title, second]);
}
