import { commonWords, keyboardRows } from './common-passwords.ts';

export const shortestPassword = 12;
/** What bcrypt reads of a password; more would be cut off silently. */
export const largestPasswordBytes = 72;

/** Why a password is refused: too short, too long, mostly the person's own name or address, or one that is guessed first. */
export type PasswordFault = 'short' | 'long' | 'personal' | 'common';

/** The same rule on every way in: set-up, invitation, reset, change. Null when the password will do. */
export function findPasswordFault(password: string, about: { email?: string; name?: string } = {}): PasswordFault | null {
  if ([...password].length < shortestPassword) return 'short';
  if (new TextEncoder().encode(password).length > largestPasswordBytes) return 'long';
  const folded = fold(password);
  const own = [...fold(about.email ?? '').split(/[^a-z0-9]+/), ...fold(about.name ?? '').split(/\s+/)].filter((word) => word.length >= 3);
  if (own.length > 0 && leftOf(folded, own).length < 8 && leftOf(folded, own) !== folded) return 'personal';
  return isCommon(folded) ? 'common' : null;
}

/** Lower case, without accents, and with the usual signs read as the letters they stand for. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

const unmask = (text: string): string =>
  text.replace(/[@4]/g, 'a').replace(/3/g, 'e').replace(/[1!]/g, 'i').replace(/0/g, 'o').replace(/[$5]/g, 's').replace(/7/g, 't');

function isCommon(folded: string): boolean {
  if (/^[\d\s.\-/]+$/.test(folded)) return true;
  if (/^(.{1,6})\1+.{0,3}$/.test(folded)) return true;
  return [folded, unmask(folded)].some((text) => {
    const left = leftOf(withoutRuns(text), commonWords).replace(/[^a-z]/g, '');
    // A word from the list with a year, a run or a sign behind it: what is left says nothing.
    return new Set(left).size < 4;
  });
}

/** A text without some words, the longest first. */
function leftOf(text: string, words: readonly string[]): string {
  let left = text;
  for (const word of [...words].sort((a, b) => b.length - a.length)) left = left.split(word).join('');
  return left;
}

/** Without neighbours on the keyboard or in the alphabet, four or more in a row, either way. */
function withoutRuns(text: string): string {
  const rows = keyboardRows.flatMap((row) => [row, [...row].reverse().join('')]);
  let left = '';
  for (let at = 0; at < text.length; ) {
    let length = 0;
    for (const row of rows) {
      const start = row.indexOf(text[at] ?? '');
      let run = start < 0 ? 0 : 1;
      while (run > 0 && run < text.length - at && row[start + run] === text[at + run]) run++;
      length = Math.max(length, run);
    }
    if (length < 4) left += text[at];
    at += length < 4 ? 1 : length;
  }
  return left;
}
