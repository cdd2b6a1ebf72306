import english from '../../../templates/certificate/en.json' with { type: 'json' };
import spanish from '../../../templates/certificate/es.json' with { type: 'json' };
import { fill } from '../../domain/reports/wording.ts';

type Words = typeof english;
const languages = { en: english, es: spanish satisfies Words as Words } as const;
export type CertificateLanguage = keyof typeof languages;

/** What `certificate_facts` answers. */
export type CertificateFacts = {
  office: { name: string; city: string };
  event: {
    id: string;
    title: string;
    translations: Record<string, { title?: string } | undefined>;
    starts_at: string;
    ends_at: string;
    time_zone: string;
    curriculum: string | null;
    edition: string | null;
    hours: number | string | null;
  };
  people: { id: string; name: string; language: string }[];
};

/** One certificate, with every word that stands on it. */
export type Certificate = {
  language: CertificateLanguage;
  tag: string;
  office: string;
  title: string;
  to: string;
  name: string;
  took: string;
  training: string;
  facts: { label: string; value: string }[];
  signature: string;
};
/** The file: its own name and language, and a page for each person. */
export type Certificates = { tag: string; title: string; author: string; subject: string; createdAt: string; pages: Certificate[] };

/** Writes the certificates of a training, each in its person's language or the nearest; those of several in a file in `language`. */
export function writeCertificates(facts: CertificateFacts, language: CertificateLanguage = 'en'): Certificates {
  const pages = facts.people.map((person) => writeCertificate(facts, person));
  const [first] = pages;
  if (!first) throw new Error('There is nobody to write a certificate for.');
  const isOne = pages.length === 1;
  const spoken = isOne ? first.language : language;
  const words = languages[spoken];
  const training = trainingIn(facts, spoken);
  return {
    tag: words.tag,
    title: isOne ? fill(words.of, { name: first.name }) : fill(words.all, { training }),
    author: facts.office.name,
    subject: fill(words.subject, { training, date: dayOf(facts, words.tag) }),
    // The file says when the training was, not when it was printed: the same facts give the same file.
    createdAt: facts.event.ends_at,
    pages,
  };
}

function writeCertificate(facts: CertificateFacts, person: CertificateFacts['people'][number]): Certificate {
  const { office, event } = facts;
  const language = nearest(person.language);
  const words = languages[language];
  const hours = event.hours === null ? [] : [{ label: words.hours, value: new Intl.NumberFormat(words.tag).format(Number(event.hours)) }];
  return {
    language,
    tag: words.tag,
    office: office.name,
    title: words.title,
    to: words.to,
    name: person.name.replace(/\s+/g, ' ').trim(),
    took: words.took,
    training: trainingIn(facts, language),
    facts: [
      { label: words.date, value: dayOf(facts, words.tag) },
      ...hours,
      ...(event.edition ? [{ label: words.edition, value: event.edition }] : []),
    ],
    signature: fill(words.signature, { office: office.name, city: office.city }),
  };
}

/** The curriculum by its name; a training without one by its title. */
function trainingIn({ event }: CertificateFacts, language: CertificateLanguage): string {
  const translated = event.translations[language]?.title;
  return event.curriculum ?? (typeof translated === 'string' && translated.trim() ? translated : event.title);
}

function dayOf({ event }: CertificateFacts, tag: string): string {
  const day = new Intl.DateTimeFormat(tag, { timeZone: event.time_zone, dateStyle: 'long' });
  // Narrow spaces are not in the typeface.
  return day.formatRange(new Date(event.starts_at), new Date(event.ends_at)).replace(/[\u2000-\u200a\u202f]/g, ' ');
}

/** A language that there are words for; "es-MX" is "es", and whatever else is English. */
export function nearest(code: string): CertificateLanguage {
  const wanted = code.toLowerCase().split('-')[0] ?? '';
  return wanted in languages ? (wanted as CertificateLanguage) : 'en';
}
