import type { PacketFacts, PacketGround, PacketPart } from './packet.ts';

/** A run as it is looked through: `a` is where it stands in its text and `n` how long it is, in characters of Unicode. */
export type SeenRun = { t: string; a: number } | { g: string; k: string; h?: true; a: number; n: number; was: string };
export type SeenPart = PacketPart<SeenRun> & { m: string };
export type SeenEntry = {
  key: string;
  kind: string;
  at: string;
  facts: PacketFacts;
  parts: SeenPart[];
  whole?: { g: string; k: string; h?: true };
  show?: Record<string, string>;
  stale?: true;
};

/** Words that a person chose to withhold: in which part, from where, how many characters, of which text, on which ground. */
export type Cut = { p: string; a: number; n: number; m: string; g: string };
export type EntryChoice = { whole?: string; show?: Record<string, string>; cuts?: Cut[] };
/** What a person chose for a copy, by the key of an entry; `grounds` are those that they wrote themselves. */
export type PacketChoices = { grounds: PacketGround[]; entries: Record<string, EntryChoice> };
export const noChoices: PacketChoices = { grounds: [], entries: {} };

/** One choice, so that it can be named and taken back. */
export type OneChoice = { way: 'whole'; ground: string } | { way: 'cut'; cut: Cut } | { way: 'show'; kind: string; why: string };

/** The choices that were made for an entry, in the order in which they are told. */
export function listChoices({ whole, show = {}, cuts = [] }: EntryChoice): OneChoice[] {
  return [
    ...(whole === undefined ? [] : [{ way: 'whole', ground: whole } as const]),
    ...cuts.map((cut) => ({ way: 'cut', cut }) as const),
    ...Object.entries(show).map(([kind, why]) => ({ way: 'show', kind, why }) as const),
  ];
}

/** The choices with one more for an entry. Words that reach into words chosen before take their place. */
export function choose(choices: PacketChoices, key: string, one: OneChoice): PacketChoices {
  const before = choices.entries[key] ?? {};
  const after: EntryChoice =
    one.way === 'whole'
      ? { ...before, whole: one.ground }
      : one.way === 'show'
        ? { ...before, show: { ...before.show, [one.kind]: one.why } }
        : { ...before, cuts: [...(before.cuts ?? []).filter((cut) => !overlap(cut, one.cut)), one.cut] };
  return tidy({ ...choices, entries: { ...choices.entries, [key]: after } });
}

/** The choices without one of an entry. */
export function takeBack(choices: PacketChoices, key: string, one: OneChoice): PacketChoices {
  const { whole, show = {}, cuts = [] } = choices.entries[key] ?? {};
  const { [one.way === 'show' ? one.kind : '']: _gone, ...shown } = show;
  const left = cuts.filter((cut) => one.way !== 'cut' || !overlap(cut, one.cut));
  const after: EntryChoice = {
    ...(whole === undefined || one.way === 'whole' ? {} : { whole }),
    ...(Object.keys(shown).length > 0 ? { show: shown } : {}),
    ...(left.length > 0 ? { cuts: left } : {}),
  };
  return tidy({ ...choices, entries: { ...choices.entries, [key]: after } });
}

/** The choices without anything for these entries: they were changed since, or are not there any more. */
export const forget = (choices: PacketChoices, keys: readonly string[]): PacketChoices =>
  tidy({ ...choices, entries: Object.fromEntries(Object.entries(choices.entries).filter(([key]) => !keys.includes(key))) });

const overlap = (one: Cut, other: Cut): boolean => one.p === other.p && one.a < other.a + other.n && other.a < one.a + one.n;

/** Without entries for which nothing is chosen, and without grounds of one's own that nothing rests on. */
function tidy({ grounds, entries }: PacketChoices): PacketChoices {
  const kept = Object.fromEntries(Object.entries(entries).filter(([, choice]) => listChoices(choice).length > 0));
  const used = new Set(Object.values(kept).flatMap(({ whole, cuts = [] }) => [...(whole ? [whole] : []), ...cuts.map(({ g }) => g)]));
  return { grounds: grounds.filter(({ key }) => used.has(key)), entries: kept };
}

/** The key of a ground of one's own, and the choices that know it: the same words and law again are the same ground. */
export function addGround(choices: PacketChoices, { cite, words }: Omit<PacketGround, 'key'>): { choices: PacketChoices; key: string } {
  const same = choices.grounds.find((one) => one.cite === cite && one.words === words);
  if (same) return { choices, key: same.key };
  const taken = choices.grounds.map(({ key }) => Number(key.replace('own_', '')));
  const key = `own_${Math.max(0, ...taken) + 1}`;
  return { choices: { ...choices, grounds: [...choices.grounds, { key, cite, words }] }, key };
}

/**
 * The choices under another profile. A ground that it does not have comes along as one of one's own; what was shown although
 * the first profile withholds it is forgotten where the other does not.
 */
export function carryChoices(
  choices: PacketChoices,
  from: readonly PacketGround[],
  to: readonly PacketGround[],
  withheld: readonly string[],
): PacketChoices {
  let carried: PacketChoices = { ...choices, entries: {} };
  const keyOf = (key: string): string => {
    const ground = from.find((one) => one.key === key);
    if (!ground || to.some((one) => one.key === key)) return key;
    const added = addGround(carried, ground);
    carried = added.choices;
    return added.key;
  };
  const entries = Object.entries(choices.entries).map(([key, { whole, show = {}, cuts = [] }]): [string, EntryChoice] => {
    const shown = Object.entries(show).filter(([kind]) => withheld.includes(kind));
    return [
      key,
      {
        ...(whole === undefined ? {} : { whole: keyOf(whole) }),
        ...(shown.length > 0 ? { show: Object.fromEntries(shown) } : {}),
        ...(cuts.length > 0 ? { cuts: cuts.map((cut) => ({ ...cut, g: keyOf(cut.g) })) } : {}),
      },
    ];
  });
  return tidy({ grounds: carried.grounds, entries: Object.fromEntries(entries) });
}

/** Where a place of a text field is in its text: a field makes one sign of each end of a line. Both in UTF-16. */
const placeIn = (text: string, index: number): number => {
  let at = 0;
  for (let shown = 0; shown < index; shown++) at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
};

/** A selection of a text field (UTF-16) as characters of Unicode, without the blanks around it; null where nothing is selected. */
export function selectionOf(text: string, first: number, last: number): { a: number; n: number } | null {
  const [start, end] = [placeIn(text, first), placeIn(text, last)];
  const words = text.slice(start, end);
  const trimmed = words.trim();
  if (trimmed === '') return null;
  const from = start + words.indexOf(trimmed);
  return { a: [...text.slice(0, from)].length, n: [...trimmed].length };
}

/** The whole text of a part, withheld words included. */
export const textOf = ({ r }: SeenPart): string => r.map((run) => ('was' in run ? run.was : run.t)).join('');

/** The kinds that the profile withholds in an entry: what may be shown although. */
export function withheldKinds({ whole, parts }: SeenEntry): string[] {
  if (whole) return whole.h ? [] : [whole.k];
  return [...new Set(parts.flatMap(({ r }) => r.flatMap((run) => ('g' in run && !run.h ? [run.k] : []))))];
}
