import english from '../../../templates/email/referrals.en.json' with { type: 'json' };
import spanish from '../../../templates/email/referrals.es.json' with { type: 'json' };
import type { LetterFacts } from './facts.ts';
import type { Written } from './kinds.ts';
import { type Block, htmlOf, textOf } from './layout.ts';
import { oneLine } from './pieces.ts';
import { formatMoment } from './when.ts';
import { fill, type Wording } from './words.ts';

/** What a letter to the receiver of a referral says, as `delivery_facts` answers it. Nothing of the resident is in it. */
export type ReferralFacts = {
  id: string;
  kind: string;
  language: string;
  office: LetterFacts['office'];
  /** The address that was sent, by its number; the letter carries it signed. */
  link: string;
  number: number;
  organization: string;
  topic: string;
  sender: string | null;
  due_at: string | null;
  time_zone: string;
};

const kinds = ['referral.sent', 'referral.reminder', 'referral.overdue', 'referral.answered', 'referral.withdrawn'] as const;
type Kind = (typeof kinds)[number];
type Words = { greeting: string; foot: string; somebody: string } & Record<Kind, Wording>;
const languages: Record<string, { tag: string; words: Words }> = {
  en: { tag: 'en-US', words: english },
  es: { tag: 'es-US', words: spanish },
};

export const isOfReferrals = (facts: { kind: string }): facts is ReferralFacts => kinds.some((kind) => kind === facts.kind);

/** A letter to the receiver of a referral. `link` is what its one button opens. */
export function writeReferral(facts: ReferralFacts, link: string): Written {
  const language = [facts.language, facts.language.split('-')[0] ?? ''].find((one) => Object.hasOwn(languages, one)) ?? 'en';
  const { tag, words } = languages[language] as { tag: string; words: Words };
  const said = words[facts.kind as Kind];
  const values = {
    office: oneLine(facts.office.name),
    organization: oneLine(facts.organization),
    topic: oneLine(facts.topic),
    number: String(facts.number),
    sender: [facts.sender ?? words.somebody, facts.office.phone?.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1 $2-$3')]
      .filter(Boolean)
      .join(', '),
    due: facts.due_at ? formatMoment(facts.due_at, facts.time_zone, tag) : '–',
  };
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text: fill(text, values) });
  const blocks: Block[] = [
    paragraph(words.greeting),
    ...said.before.map(paragraph),
    { kind: 'button', label: said.action, url: link },
    ...said.after.map(paragraph),
    { kind: 'foot', lines: [[facts.office.name, facts.office.city].join(', '), oneLine(facts.office.address), fill(words.foot, values)] },
  ];
  const subject = fill(said.subject, values);
  return { language, subject, text: textOf(blocks), html: htmlOf(blocks, { language, subject }) };
}
