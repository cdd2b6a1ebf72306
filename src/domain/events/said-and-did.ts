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
  /** Of everybody who came or registered: left out where two parts of a name stand together. */
  names: string[];
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

function write({ event, people, names, items }: FollowUpFacts, words: Words, title: string): string {
  const told = items.filter(({ resolution }) => !UNTOLD.includes(resolution ?? ''));
  const did = told.filter(({ status }) => status === 'closed');
  const open = told.filter(({ status }) => status !== 'closed');
  const on = new Intl.DateTimeFormat(words.locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(`${event.starts_on}T12:00:00Z`),
  );
  const where = [event.place, event.neighborhood ?? event.district].filter(Boolean).join(', ');
  const met = [words.met(on, title, where), people > 0 ? words.people(people) : '', words.lead].filter(Boolean).join(' ');
  const list = (heading: string, some: FollowUpItem[]) =>
    some.length > 0 ? [heading, some.map((item) => `• ${tell(item, words, names)}`).join('\n')].join('\n') : '';
  return [words.title, met, list(words.did, did), list(words.open, open)].filter(Boolean).join('\n\n');
}

function tell(item: FollowUpItem, words: Words, everybody: string[]): string {
  const outcome =
    item.status !== 'closed'
      ? words.outcome.open
      : item.resolution === 'referred'
        ? words.referred(item.department)
        : (words.outcome[item.resolution as keyof Words['outcome']] ?? words.outcome.answered);
  const note = item.status === 'closed' && item.note?.trim() ? ` ${withoutPeople(oneLine(item.note), item.names, everybody)}` : '';
  const subject = withoutPeople(oneLine(item.subject), item.names, everybody);
  return `${/[.?!…]$/.test(subject) ? subject : `${subject}.`}${words.voices(item.voices)} ${outcome}${note}`;
}

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

const partsOf = (name: string): string[] =>
  fold(name)
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length >= 2);
const isCapital = (word: string): boolean => word[0] !== word[0]?.toLowerCase();

/**
 * A text without the people in it: words of these names, with accents or without, become "…", and so do addresses and numbers
 * by which somebody is reached. A part of a name that is also a word counts only where it is written with a capital; of
 * `others`, only where two parts of one name stand together.
 */
export function withoutPeople(text: string, names: readonly string[], others: readonly string[] = []): string {
  const parts = new Set(names.flatMap(partsOf));
  const persons = others.map((name) => new Set(partsOf(name)));
  const isPerson = (one: string, next: string) => persons.some((person) => person.has(fold(one)) && person.has(fold(next)));
  return text
    .replace(/[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]+/g, '…')
    .replace(/(?<![\p{L}\d])(?!\d{4}-\d{2}-\d{2})\+?\(?\d[\d\s().-]{6,}\d/gu, '…')
    .replace(/\p{Lu}\p{L}*(?:[\s'’-]+(?:\p{Ll}{1,3}[\s'’-]+)?\p{Lu}\p{L}*)+/gu, (run) => withoutPersons(run, isPerson))
    .replace(/\p{L}+/gu, (word) => (parts.has(fold(word)) && isCapital(word) ? '…' : word))
    .replace(/…(?:[\s'’-]*…)+/g, '…');
}

/** A run of words with capitals, without those beside each other that are parts of one person's name. */
function withoutPersons(run: string, isPerson: (one: string, next: string) => boolean): string {
  const words = run.match(/\p{L}+/gu) ?? [];
  const gone = new Set<string>();
  for (const [at, word] of words.entries()) {
    const next = words.slice(at + 1).find(isCapital);
    if (next && isCapital(word) && isPerson(word, next)) gone.add(word).add(next);
  }
  return gone.size === 0 ? run : run.replace(/\p{L}+/gu, (word) => (gone.has(word) ? '…' : word));
}
