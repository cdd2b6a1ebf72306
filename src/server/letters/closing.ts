import english from '../../../templates/email/closing.en.json' with { type: 'json' };
import spanish from '../../../templates/email/closing.es.json' with { type: 'json' };
import type { LetterFacts } from './facts.ts';
import type { Written } from './kinds.ts';
import { type Block, htmlOf, textOf } from './layout.ts';
import { isSaidAsName, oneLine } from './pieces.ts';
import { fill } from './words.ts';

/** What the letter about the end of an inquiry says, as `closing_letter_facts` answers it. */
export type ClosingFacts = {
  id: string;
  kind: string;
  language: string;
  office: LetterFacts['office'];
  /** Whom the link is for: the inquiry, or one of its people. The letter carries it signed. */
  link: string;
  number: string;
  subject: string;
  name: string | null;
  /** The office's own words, in the reader's language where somebody wrote them. */
  sentence: string;
};

const languages: Record<string, typeof english> = { en: english, es: spanish };

export const isOfClosing = (facts: { kind: string }): facts is ClosingFacts => facts.kind === 'inquiry.closed';

/** Tells a resident how their inquiry ended and asks the one question. `link` is what its one button opens. */
export function writeClosing(facts: ClosingFacts, link: string): Written {
  const language = [facts.language, facts.language.split('-')[0] ?? ''].find((one) => Object.hasOwn(languages, one)) ?? 'en';
  const words = languages[language] as typeof english;
  const name = oneLine(facts.name ?? '');
  const values = { number: facts.number, subject: oneLine(facts.subject), name };
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  const greeting = isSaidAsName(name) ? fill(words.greeting, values) : words.greeting.replace(/,? \{name\}/, '');
  const blocks: Block[] = [
    paragraph(greeting),
    ...words.before.map((line) => paragraph(fill(line, values))),
    paragraph(facts.sentence),
    paragraph(words.question),
    { kind: 'button', label: words.action, url: link },
    {
      kind: 'foot',
      lines: [
        [facts.office.name, facts.office.city].join(', '),
        oneLine(facts.office.address),
        [facts.office.phone?.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1 $2-$3'), facts.office.email].filter(Boolean).join(' · '),
        words.foot,
      ].filter(Boolean),
    },
  ];
  const subject = fill(words.subject, values);
  return { language, subject, text: textOf(blocks), html: htmlOf(blocks, { language, subject }) };
}
