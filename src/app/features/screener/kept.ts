import type { Answers } from '../../../domain/screener/screener.ts';

/** What is on the table between two pages of the screener. */
export type Kept = { answers: Answers; chosen: string[]; language: string };

const kept = new Map<string, Kept>();

/** The answers of this window, by what they belong to. They are never written down: a reload forgets them. */
export const readKept = (of: string): Kept | null => kept.get(of) ?? null;

/** Keeps one screening at a time: whoever comes next does not find the last one's. */
export function keep(of: string, value: Kept): void {
  kept.clear();
  kept.set(of, value);
}
