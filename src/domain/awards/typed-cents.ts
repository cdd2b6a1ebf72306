import { readCents } from '../shared/money.ts';

/** An amount that may take back: '-1,250.5' or '(1,250.50)' is -125050. Null for nothing typed, undefined for what is no amount. */
export function readSignedCents(text: string): number | null | undefined {
  const typed = text.trim();
  const inside = /^\((.+)\)$/.exec(typed)?.[1] ?? /^[-−](.+)$/.exec(typed)?.[1];
  const cents = readCents(inside ?? typed);
  return inside !== undefined && typeof cents === 'number' && cents !== 0 ? -cents : cents;
}
