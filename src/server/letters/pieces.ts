import type { LetterFacts, Where } from './facts.ts';
import type { Block } from './layout.ts';
import { formatWhen } from './when.ts';
import { fill, type Words } from './words.ts';

type Row = { label: string; value: string; href?: string };

/** What somebody typed into one line, as one line. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

/**
 * Whether one line can stand where a name does. Whoever types an advertisement as a name must not have it sent to a stranger by
 * us: what looks like an address of any kind is left out.
 */
export const isSaidAsName = (line: string): boolean => line !== '' && line.length <= 80 && !/[@/:]|\bwww\.|\.[a-z]{2,}\b/iu.test(line);

/** A greeting by name. */
export function greet(name: string | undefined, { labels }: Words): string {
  const said = oneLine(name ?? '');
  return isSaidAsName(said) ? fill(labels.greeting, { name: said }) : labels.greeting_unnamed;
}

/** The event's name in the letter's language, where somebody has written it. */
export const titleIn = ({ event }: LetterFacts, language: string): string =>
  oneLine(event.translations[language]?.title?.trim() || event.title);

/** Place and address on one line, or that it is not known yet. */
export function placeOf({ place_name, address, online_url }: Where, { labels }: Words): string | null {
  const said = [...new Set([place_name, address].map((one) => oneLine(one ?? '')).filter(Boolean))].join(', ');
  return said || (online_url ? null : labels.no_place);
}

/** When, where, how to get in, in which languages. */
export function whereRows(facts: LetterFacts, words: Words): Row[] {
  const { event } = facts;
  const place = placeOf(event, words);
  const languages = languagesOf(event.languages, words);
  return [
    { label: words.labels.when, value: formatWhen(event, words.tag) },
    ...(place ? [{ label: words.labels.where, value: place }] : []),
    ...(event.room ? [{ label: words.labels.room, value: oneLine(event.room) }] : []),
    ...(event.online_url ? [{ label: words.labels.online, value: event.online_url, href: event.online_url }] : []),
    ...(event.accessibility ? [{ label: words.labels.accessibility, value: event.accessibility }] : []),
    ...(languages ? [{ label: words.labels.languages, value: languages }] : []),
  ];
}

/** "held in English; with an interpreter for Spanish and Vietnamese". */
function languagesOf(spoken: LetterFacts['event']['languages'], { labels, tag }: Words): string {
  const names = new Intl.DisplayNames(tag, { type: 'language' });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const modes = ['spoken', 'interpreted', 'signed', 'materials'] as const;
  return modes
    .map((mode) => ({ mode, said: spoken.filter((one) => one.mode === mode).map(({ language }) => names.of(language) ?? language) }))
    .filter(({ said }) => said.length > 0)
    .map(({ mode, said }) => fill(labels[mode], { languages: list.format(said) }))
    .join('; ');
}

/** What is different, before and now. */
export function changeRows({ event, payload }: LetterFacts, words: Words): Row[] {
  const { before } = payload;
  if (!before) return [];
  const { labels, tag } = words;
  const told = [
    [labels.when, formatWhen(before, tag), formatWhen(event, tag)],
    [labels.where, placeOf(before, words) ?? labels.online, placeOf(event, words) ?? labels.online],
    [labels.room, oneLine(before.room ?? ''), oneLine(event.room ?? '')],
    [labels.online, before.online_url ?? '', event.online_url ?? ''],
  ];
  return told
    .filter(([, was, is]) => was !== is)
    .flatMap(([label, was, is]) => [
      ...(was ? [{ label: `${label}, ${labels.before.toLowerCase()}`, value: was }] : []),
      { label: `${label}, ${labels.now.toLowerCase()}`, value: is || '–' },
    ]);
}

/** Who writes, and how to reach them. */
export const footOf = ({ office }: LetterFacts, { labels }: Words): Block => ({
  kind: 'foot',
  lines: [
    [office.name, office.city].join(', '),
    oneLine(office.address),
    [office.phone?.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1 $2-$3'), office.email].filter(Boolean).join(' · '),
    labels.foot,
  ].filter(Boolean),
});
