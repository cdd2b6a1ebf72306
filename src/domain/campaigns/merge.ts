import type { JourneyKind } from './journeys.ts';

/** A merge field: a name that stands for something of the reader, the office or the letter. */
export type MergeField = {
  name: string;
  group: 'person' | 'office' | 'links' | 'event' | 'inquiry' | 'deadline';
  /** For whoever writes; screens say it in their language by the name. */
  description: string;
  sample: string;
  /** Some readers have nothing here: a fallback belongs to it. */
  mayBeEmpty: boolean;
};

const field = (name: string, description: string, sample: string, mayBeEmpty = false): MergeField => ({
  name,
  group: name.split('.')[0] as MergeField['group'],
  description,
  sample,
  mayBeEmpty,
});

export const mergeFields: readonly MergeField[] = [
  field('person.first_name', 'The first word of the reader’s name', 'Ana', true),
  field('person.name', 'The reader’s whole name', 'Ana Reyes', true),
  field('person.preferred_name', 'What the reader wants to be called', 'Anita Reyes', true),
  field('person.language', 'The reader’s language', 'Spanish', true),
  field('person.district', 'The reader’s council district', 'District 4', true),
  field('person.neighborhood', 'The reader’s neighborhood', 'Columbus Park', true),
  field('office.name', 'The office’s name', 'Office of Citizen Engagement'),
  field('office.city', 'The city', 'Kansas City'),
  field('office.address', 'The office’s postal address', '414 E. 12th Street, Kansas City, MO 64106'),
  field('office.phone', 'The office’s telephone number', '+1 816-555-0100', true),
  field('office.email', 'Where answers go', 'engage@city.example', true),
  field('office.website', 'The office’s website', 'https://city.example', true),
  field('links.unsubscribe', 'The reader’s link to leave the list', 'https://city.example/u/…'),
  field('links.preferences', 'The reader’s link to what they get', 'https://city.example/preferences/…'),
  field('links.archive', 'The letter on the website, once it is published', 'https://city.example/archive/…', true),
  field('event.title', 'What the event is called', 'Budget in plain words'),
  field('event.when', 'When the event is or was', 'Saturday, March 6, 10 AM'),
  field('event.place', 'Where the event is or was', 'Mohart Center', true),
  field('event.link', 'The event’s public page', 'https://city.example/e/budget', true),
  field('inquiry.number', 'The number of the inquiry', '1042'),
  field('inquiry.subject', 'What the inquiry was about', 'Water line'),
  field('links.answer', 'The reader’s page with the question: did you get what you needed?', 'https://city.example/closed/…'),
  field('deadline.title', 'What has to be done', 'Apply for rent relief'),
  field('deadline.date', 'By which day', 'December 31, 2026'),
  field('deadline.link', 'Where it is done', 'https://city.example/rent-relief', true),
];
/** What only letters of one journey know. */
const OF_JOURNEY: Record<string, JourneyKind> = { event: 'event_sequence', inquiry: 'inquiry_closed', deadline: 'deadline' };

/** The merge fields that a letter can have: those of its journey, and what every letter knows. */
export const fieldsOf = (journey: JourneyKind | null): MergeField[] => mergeFields.filter((one) => isFieldOf(one, journey));
export const isFieldOf = ({ name, group }: MergeField, journey: JourneyKind | null): boolean => {
  const only = name === 'links.answer' ? 'inquiry_closed' : OF_JOURNEY[group];
  return only === undefined || only === journey;
};
export const mergeField = (name: string): MergeField | undefined => mergeFields.find((one) => one.name === name);

/** What may follow a name: a fallback, and how it is written. */
export const mergeFilters = ['default', 'upcase', 'downcase', 'capitalize'] as const;

export type FieldUse = {
  /** As it is written, braces included. */
  raw: string;
  index: number;
  /** Null where it cannot be read as a field at all. */
  name: string | null;
  /** What stands there for readers who have nothing; null without one. */
  fallback: string | null;
  problem: 'broken' | 'unknown' | null;
};

// Inside quotes anything but the same quote; two braces always end a field.
const USE = /\{\{([\s\S]*?)\}\}|\{%[\s\S]*?%\}|\{\{|\}\}|\{%|%\}/g;
const NAME = /^\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*(?=\||$)/;
const FILTER = /^\|\s*([a-z_]+)\s*(?::\s*(?:"([^"]*)"|'([^']*)')\s*)?(?=\||$)/;

/** Every merge field that a text uses, and what looks like one and is none. */
export function fieldsIn(text: string): FieldUse[] {
  return [...text.matchAll(USE)].map((found) => ({ raw: found[0], index: found.index, ...readUse(found[1]) }));
}

function readUse(inside: string | undefined): Pick<FieldUse, 'name' | 'fallback' | 'problem'> {
  const broken = { name: null, fallback: null, problem: 'broken' } as const;
  const head = inside === undefined ? null : NAME.exec(inside);
  if (!head?.[1] || inside === undefined) return broken;
  let rest = inside.slice(head[0].length);
  let fallback: string | null = null;
  while (rest.trim() !== '') {
    const filter = FILTER.exec(rest);
    if (!filter) return broken;
    const [whole, called = '', double, single] = filter;
    if (!(mergeFilters as readonly string[]).includes(called) || (called === 'default') !== ((double ?? single) !== undefined))
      return broken;
    if (called === 'default') fallback = double ?? single ?? '';
    rest = rest.slice(whole.length);
  }
  const name = head[1];
  return { name, fallback, problem: mergeField(name) ? null : 'unknown' };
}

/** Splits a text at its good merge fields: what is written around them, and they themselves. */
export function splitAtFields(text: string): ({ text: string } | { field: FieldUse })[] {
  const parts: ({ text: string } | { field: FieldUse })[] = [];
  let from = 0;
  for (const use of fieldsIn(text)) {
    if (use.problem) continue;
    if (use.index > from) parts.push({ text: text.slice(from, use.index) });
    parts.push({ field: use });
    from = use.index + use.raw.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
