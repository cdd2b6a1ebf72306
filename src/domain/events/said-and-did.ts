import { fold } from '../shared/fold.ts';

/** What `follow_up_facts` gathers of an event: the inquiries that came of what people said there. */
export type FollowUpFacts = {
  event: {
    title: string;
    title_es: string | null;
    /** ISO date. */
    starts_on: string;
    place: string | null;
    neighborhood: string | null;
    district: string | null;
  };
  people: number;
  items: FollowUpItem[];
};
export type FollowUpItem = {
  subject: string;
  voices: number;
  status: string;
  resolution: string | null;
  note: string | null;
  department: string | null;
  topic: string | null;
  /** Of whoever asked or said it: they are left out wherever they stand. */
  names: string[];
};

type Words = {
  title: string;
  met: (on: string, title: string, where: string) => string;
  people: (count: number) => string;
  lead: string;
  did: string;
  open: string;
  voices: (count: number) => string;
  outcome: Record<'answered' | 'resolved' | 'no_response' | 'open', string>;
  referred: (department: string | null) => string;
  locale: string;
};

const english: Words = {
  title: 'You said, we did',
  met: (on, title, where) => `On ${on} we held “${title}”${where ? ` at ${where}` : ''}.`,
  people: (count) => (count === 1 ? '1 person came.' : `${count} people came.`),
  lead: 'This is what we heard, and what came of it.',
  did: 'What was done',
  open: 'What is still open',
  voices: (count) => (count > 1 ? ` (${count} people said so)` : ''),
  outcome: {
    answered: 'We answered it.',
    resolved: 'It is done.',
    no_response: 'We wrote back and heard nothing more. Tell us if it still matters.',
    open: 'We are working on it.',
  },
  referred: (department) => `We handed it to ${department ?? 'those who answer for it'} and follow what comes of it.`,
  locale: 'en-US',
};
const spanish: Words = {
  title: 'Usted dijo, nosotros hicimos',
  met: (on, title, where) => `El ${on} celebramos “${title}”${where ? ` en ${where}` : ''}.`,
  people: (count) => (count === 1 ? 'Vino 1 persona.' : `Vinieron ${count} personas.`),
  lead: 'Esto es lo que escuchamos y lo que resultó de ello.',
  did: 'Lo que se hizo',
  open: 'Lo que sigue abierto',
  voices: (count) => (count > 1 ? ` (lo dijeron ${count} personas)` : ''),
  outcome: {
    answered: 'Lo respondimos.',
    resolved: 'Está hecho.',
    no_response: 'Escribimos y no tuvimos más noticias. Díganos si todavía importa.',
    open: 'Estamos trabajando en ello.',
  },
  referred: (department) => `Lo pasamos a ${department ?? 'quienes responden de ello'} y seguimos lo que resulte.`,
  locale: 'es-US',
};

/** What says nothing to a neighborhood: it is told elsewhere, or was taken back. */
const UNTOLD = ['duplicate', 'cancelled'];

/**
 * The draft of "You said, we did", in English and Spanish. Subjects and notes stand as they were written; names, addresses and
 * numbers of people in them are left out. A coordinator reads it before anybody else does.
 */
export function writeSaidAndDid(facts: FollowUpFacts): { en: string; es: string } {
  return { en: write(facts, english, facts.event.title), es: write(facts, spanish, facts.event.title_es ?? facts.event.title) };
}

function write({ event, people, items }: FollowUpFacts, words: Words, title: string): string {
  const told = items.filter(({ resolution }) => !UNTOLD.includes(resolution ?? ''));
  const did = told.filter(({ status }) => status === 'closed');
  const open = told.filter(({ status }) => status !== 'closed');
  const on = new Intl.DateTimeFormat(words.locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(`${event.starts_on}T12:00:00Z`),
  );
  const where = [event.place, event.neighborhood ?? event.district].filter(Boolean).join(', ');
  const met = [words.met(on, title, where), people > 0 ? words.people(people) : '', words.lead].filter(Boolean).join(' ');
  const list = (heading: string, some: FollowUpItem[]) =>
    some.length > 0 ? [heading, some.map((item) => `• ${tell(item, words)}`).join('\n')].join('\n') : '';
  return [words.title, met, list(words.did, did), list(words.open, open)].filter(Boolean).join('\n\n');
}

function tell(item: FollowUpItem, words: Words): string {
  const outcome =
    item.status !== 'closed'
      ? words.outcome.open
      : item.resolution === 'referred'
        ? words.referred(item.department)
        : (words.outcome[item.resolution as keyof Words['outcome']] ?? words.outcome.answered);
  const note = item.status === 'closed' && item.note?.trim() ? ` ${withoutPeople(oneLine(item.note), item.names)}` : '';
  const subject = withoutPeople(oneLine(item.subject), item.names);
  return `${/[.?!…]$/.test(subject) ? subject : `${subject}.`}${words.voices(item.voices)} ${outcome}${note}`;
}

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/**
 * A text without the people in it: words of these names, with accents or without, become "…", and so do addresses and numbers
 * by which somebody is reached. A part of a name that is also a word counts only where it is written with a capital.
 */
export function withoutPeople(text: string, names: readonly string[]): string {
  const parts = new Set(names.flatMap((name) => fold(name).split(/[^\p{L}]+/u)).filter((part) => part.length >= 2));
  return text
    .replace(/[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]+/g, '…')
    .replace(/(?<![\p{L}\d])(?!\d{4}-\d{2}-\d{2})\+?\(?\d[\d\s().-]{6,}\d/gu, '…')
    .replace(/\p{L}+/gu, (word) => (parts.has(fold(word)) && word[0] !== word[0]?.toLowerCase() ? '…' : word))
    .replace(/…(?:[\s'’-]*…)+/g, '…');
}
