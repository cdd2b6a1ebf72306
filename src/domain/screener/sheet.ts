import type { Reason, SheetFacts, SheetProgram } from './screener.ts';
import { dayIn, languageIn, listIn, moneyIn, reasonSentence } from './sentences.ts';
import { fillWords, type ScreenerWords } from './words.ts';

export type SheetRow = { label: string; value: string; href?: string };
export type SheetEntry = {
  id: string;
  name: string;
  /** The language of name and description. */
  language: string;
  organization: string;
  description: string;
  why: string[];
  rows: SheetRow[];
};
export type Sheet = { title: string; lead: string; entries: SheetEntry[]; why: string; foot: string[] };

const phoneText = (number: string): string => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1 $2-$3');
// A reader needs to know who can have it; that an entry is to be checked again is the office's business.
const isForReader = ({ code }: Reason): boolean => code !== 'stale' && code !== 'need' && code !== 'closes';

/** What a resident takes home: each program with why it was chosen and how one gets it. */
export function writeSheet(facts: SheetFacts, words: ScreenerWords): Sheet {
  const { sheet, tag } = words;
  const { office } = facts;
  return {
    title: sheet.title,
    lead: fillWords(sheet.lead, { office: office.name }),
    why: sheet.why,
    entries: facts.programs.map((program) => ({
      id: program.id,
      name: program.name,
      language: program.text_language,
      organization: fillWords(sheet.by, { name: program.organization }),
      description: program.description,
      why: program.reasons.filter(isForReader).map((reason) => withSign(reason, words)),
      rows: rowsOf(program, words),
    })),
    foot: [
      [fillWords(sheet.ask_us, { office: office.name }), office.phone && phoneText(office.phone), office.email].filter(Boolean).join(' · '),
      [office.city, office.address.replace(/\s+/g, ' ').trim()].filter(Boolean).join(', '),
      fillWords(sheet.as_of, { day: dayIn(facts.as_of, tag) }),
    ],
  };
}

/** "To be checked: for people who rent their home." */
export function withSign(reason: Reason, words: ScreenerWords): string {
  const sentence = reasonSentence(reason, words);
  return reason.sign === 'ask' || reason.sign === 'no' ? `${words.signs[reason.sign]}: ${sentence}` : sentence;
}

function rowsOf(program: SheetProgram, words: ScreenerWords): SheetRow[] {
  const { sheet, tag } = words;
  const row = (label: string, value: string | null | undefined, href?: string): SheetRow[] =>
    value ? [{ label, value, ...(href ? { href } : {}) }] : [];
  const costs = program.costs.map(({ option, amount_cents, description }) =>
    [option, amount_cents === null ? '' : amount_cents === 0 ? sheet.free : moneyIn(amount_cents, tag), description]
      .filter(Boolean)
      .join(' '),
  );
  return [
    ...row(sheet.apply, program.application_process),
    ...row(sheet.until, program.closes_on && dayIn(program.closes_on, tag)),
    ...row(sheet.bring, program.documents.join('; ')),
    ...row(sheet.phone, program.phone && phoneText(program.phone), program.phone ? `tel:${program.phone}` : undefined),
    ...row(sheet.email, program.email, program.email ? `mailto:${program.email}` : undefined),
    ...row(sheet.website, program.url?.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, ''), program.url ?? undefined),
    ...program.places.flatMap(({ name, address, transportation, accessibility }) =>
      row(sheet.where, [[name, address].filter(Boolean).join(', '), transportation, accessibility].filter(Boolean).join('. ')),
    ),
    ...row(sheet.hours, hoursIn(program.hours, words)),
    ...row(
      sheet.amount,
      program.maximum_amount_cents === null ? null : fillWords(sheet.up_to, { amount: moneyIn(program.maximum_amount_cents, tag) }),
    ),
    ...row(sheet.cost, [...costs, program.fees].filter(Boolean).join('; ')),
    ...row(sheet.languages, languagesIn(program, tag)),
  ];
}

const languagesIn = ({ languages, interpretation }: SheetProgram, tag: string): string =>
  [
    languages.length > 0 &&
      listIn(
        languages.map((code) => languageIn(code, tag)),
        tag,
      ),
    interpretation,
  ]
    .filter(Boolean)
    .join('. ');

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** "Monday, Wednesday 9:00 AM – 5:00 PM"; what somebody wrote about them after it. */
function hoursIn(hours: SheetProgram['hours'], { tag, sheet }: ScreenerWords): string {
  const dayName = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'long' });
  const clock = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', timeStyle: 'short' });
  const time = (text: string) => clock.format(new Date(`2024-01-01T${text}:00Z`));
  return hours
    .map(({ byday, opens_at, closes_at, description }) => {
      const named = (byday ?? '').split(',').map((one) => weekdays.indexOf(one.trim().slice(-2)));
      // January 1, 2024 was a Monday.
      const days = named.filter((at) => at >= 0).map((at) => dayName.format(new Date(Date.UTC(2024, 0, 1 + at, 12))));
      const times = opens_at && closes_at ? `${time(opens_at)} – ${time(closes_at)}` : '';
      const when = times || days.length > 0 ? [days.length > 0 ? days.join(', ') : sheet.daily, times].filter(Boolean).join(' ') : '';
      return [when, description].filter(Boolean).join('. ');
    })
    .filter(Boolean)
    .join('; ');
}
