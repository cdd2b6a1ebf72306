import { fold } from './fold.ts';

/** A mention that is being typed: from which character on, and what stands behind the @ so far. */
export type TypedMention = { from: number; typed: string };

/** The mention before the caret, if there is one: an @ at the start or behind a blank or bracket, and at most three words. */
export function findTypedMention(text: string, caret: number): TypedMention | null {
  const match = /(^|[\s(])@([\p{L}\p{M}.'’-]*(?: [\p{L}\p{M}.'’-]+){0,2})$/u.exec(text.slice(0, caret));
  return match ? { from: caret - (match[2] ?? '').length - 1, typed: match[2] ?? '' } : null;
}

/** The people whose name has the words that were typed, those whose name begins so first. */
export function matchPeople<Person extends { name: string }>(people: Person[], typed: string): Person[] {
  const sought = fold(typed);
  if (sought === '') return people;
  const begins = people.filter((one) => fold(one.name).startsWith(sought));
  const has = people.filter(
    (one) =>
      !begins.includes(one) &&
      fold(one.name)
        .split(/\s+/)
        .some((word) => word.startsWith(sought)),
  );
  return [...begins, ...has];
}

/** A text in parts: what is a mention of one of these names, and what is not. Longer names first, as the database reads it. */
export function splitMentions(text: string, names: string[]): { text: string; isMention: boolean }[] {
  const known = [...names].filter(Boolean).sort((a, b) => b.length - a.length);
  if (known.length === 0 || !text.includes('@')) return [{ text, isMention: false }];
  const escaped = known.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`@(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const parts: { text: string; isMention: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), isMention: false });
    parts.push({ text: match[0], isMention: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMention: false });
  return parts;
}
