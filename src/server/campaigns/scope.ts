import { formatDate } from '../../domain/shared/dates.ts';
import { formatPhone } from '../../domain/shared/phone.ts';
import { isSaidAsName, oneLine } from '../letters/pieces.ts';
import { formatMoment } from '../letters/when.ts';
import type { Scope } from './liquid.ts';
import type { About, LetterLinks, LetterOffice, Person } from './types.ts';

// Signs that turn the direction of what follows: in a name they would turn the rest of the letter.
const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\ue000-\uf8ff\ufff9-\ufffb]/g;
const languageNames = new Map<string, Intl.DisplayNames>();

/** What a value of somebody may be in a letter: one line, without controls, not without end. */
const said = (value: string | null | undefined): string => {
  if (!value) return '';
  return oneLine(value.replace(TURNING, '')).slice(0, 200).toWellFormed();
};

/** A name; what looks like an address of any kind is an advertisement, and nobody's name. */
const name = (value: string | null): string => {
  const line = said(value);
  return isSaidAsName(line) ? line : '';
};

/** "Reyes, Ana" and "Ana Reyes" are both Ana. */
const firstOf = (line: string): string => {
  const given = line.includes(',') ? line.slice(line.indexOf(',') + 1).trim() || line : line;
  return given.split(' ')[0] ?? '';
};

export function officeScope(office: LetterOffice): Scope['office'] {
  return {
    name: said(office.name),
    city: said(office.city),
    address: said(office.address.replace(/\s*\n\s*/g, ', ')),
    phone: said(office.phone && formatPhone(office.phone)),
    email: said(office.email),
    website: said(office.website),
  };
}

export function personScope(person: Person, tag: string): Scope['person'] {
  const whole = name(person.name);
  const preferred = name(person.preferred_name) || whole;
  return {
    name: whole,
    preferred_name: preferred,
    first_name: firstOf(preferred),
    language: person.language ? languageName(person.language, tag) : '',
    district: said(person.district),
    neighborhood: said(person.neighborhood),
  };
}

export const linksScope = ({ unsubscribe, preferences, archive, answer }: LetterLinks): Scope['links'] => ({
  unsubscribe,
  preferences,
  archive: archive ?? '',
  answer: answer ?? '',
});

/** What a letter of a journey is about, in the letter's language; what it is not about is empty. */
export function aboutScope(
  { event, inquiry, deadline }: About,
  { language, tag, address }: { language: string; tag: string; address: string },
): Pick<Scope, 'event' | 'inquiry' | 'deadline'> {
  const titled = (one: { title: string; translations: Record<string, { title?: string } | undefined> } | undefined) =>
    said(one && (one.translations[language]?.title?.trim() || one.title));
  return {
    event: {
      title: titled(event),
      when: event ? formatMoment(event.starts_at, event.time_zone, tag) : '',
      place: said(event?.place),
      link: event?.slug ? `${address}/e/${event.slug}` : '',
    },
    inquiry: { number: inquiry ? String(inquiry.number) : '', subject: said(inquiry?.subject) },
    deadline: { title: titled(deadline), date: deadline ? formatDate(deadline.due_on, tag) : '', link: deadline?.url ?? '' },
  };
}

function languageName(code: string, tag: string): string {
  let names = languageNames.get(tag);
  if (!names) {
    names = new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' });
    languageNames.set(tag, names);
  }
  try {
    return said(names.of(code));
  } catch {
    return said(code);
  }
}
