import type { LetterFacts } from './facts.ts';
import { type Block, htmlOf, textOf } from './layout.ts';
import { changeRows, footOf, greet, oneLine, titleIn, whereRows } from './pieces.ts';
import { formatDay, formatMoment, formatTime } from './when.ts';
import { fill, type WordingName, type Words, wordsFor } from './words.ts';

/** The signed links that a letter carries; made by whoever sends it, so that looking at a letter gives nobody a key. */
export type Links = { registration: string; thanks: string; rating: string; used: string };
export type Written = { language: string; subject: string; text: string; html: string };

/** How a letter of one kind is written. It sees facts alone: no database, no clock. */
export type Writer = (facts: LetterFacts, links: Links) => Written;

type Shape = {
  /** Which words; the kind's own when absent. */
  wording?: (facts: LetterFacts) => WordingName;
  rows?: (facts: LetterFacts, words: Words) => { label: string; value: string; href?: string }[];
  link?: keyof Links;
};

const seats = ({ registration }: LetterFacts, { labels, tag }: Words) =>
  registration && registration.seats > 1 ? [{ label: labels.places, value: new Intl.NumberFormat(tag).format(registration.seats) }] : [];
const reason = ({ event }: LetterFacts, { labels }: Words) =>
  event.cancelled_reason ? [{ label: labels.reason, value: oneLine(event.cancelled_reason) }] : [];

/**
 * Every kind of letter about an event that the queue knows. To add one: its name, its words in templates/email/, and what it
 * shows. Kinds that are told by other facts have a register of their own: subscription.ts.
 */
export const kinds: Record<string, Writer> = {
  'registration.confirmed': eventLetter('registration.confirmed', {
    rows: (facts, words) => [...whereRows(facts, words), ...seats(facts, words)],
    link: 'registration',
  }),
  'registration.waitlisted': eventLetter('registration.waitlisted', { rows: whereRows, link: 'registration' }),
  'registration.offered': eventLetter('registration.offered', { rows: whereRows, link: 'registration' }),
  'registration.cancelled': eventLetter('registration.cancelled', {
    wording: ({ registration }) => (registration?.cancelled_how === 'lapsed' ? 'registration.lapsed' : 'registration.cancelled'),
    link: 'registration',
  }),
  'event.day_before': eventLetter('event.day_before', { rows: whereRows, link: 'registration' }),
  'event.two_hours': eventLetter('event.two_hours', { rows: whereRows, link: 'registration' }),
  'event.changed': eventLetter('event.changed', {
    wording: ({ payload }) => (payload.revived ? 'event.revived' : 'event.changed'),
    rows: (facts, words) => [...changeRows(facts, words), ...whereRows(facts, words)].filter(isFirstOfItsLabel),
    link: 'registration',
  }),
  'event.cancelled': eventLetter('event.cancelled', { rows: reason }),
  'event.thanks': eventLetter('event.thanks', { link: 'thanks' }),
  'training.rating': eventLetter('training.rating', { link: 'rating' }),
  'training.used': eventLetter('training.used', { link: 'used' }),
};

const isFirstOfItsLabel = ({ label }: { label: string }, index: number, all: { label: string }[]): boolean =>
  all.findIndex((one) => one.label === label || one.label.startsWith(`${label}, `)) === index || label.includes(', ');

function eventLetter(name: WordingName, { wording, rows, link }: Shape): Writer {
  return (facts, links) => {
    const { language, words } = wordsFor(facts.language);
    const { event, registration, payload } = facts;
    const said = words[wording?.(facts) ?? name];
    const until = payload.offered_until ?? registration?.offered_until;
    const values = {
      title: titleIn(facts, language),
      date: formatDay(event.starts_at, event.time_zone, words.tag),
      time: formatTime(event.starts_at, event.time_zone, words.tag),
      ...(until ? { until: formatMoment(until, event.time_zone, words.tag) } : {}),
    };
    const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
    const state =
      name.startsWith('event.') && (registration?.status === 'waitlisted' || registration?.status === 'offered')
        ? [words.labels[registration.status]]
        : [];
    const shown = rows?.(facts, words) ?? [];
    const own = facts.words?.[language]?.trim() || facts.words?.en?.trim();
    const blocks: Block[] = [
      paragraph(greet(registration?.name, words)),
      ...said.before.map((line) => paragraph(fill(line, values))),
      ...(shown.length > 0 ? [{ kind: 'facts', rows: shown } as const] : []),
      ...state.map(paragraph),
      ...(own ? [paragraph(own)] : []),
      ...(link ? [{ kind: 'button', label: said.action, url: links[link] } as const] : []),
      ...said.after.map((line) => paragraph(fill(line, values))),
      footOf(facts, words),
    ];
    const subject = fill(said.subject, values);
    return { language, subject, text: textOf(blocks), html: htmlOf(blocks, { language, subject }) };
  };
}
