import english from '../../../templates/email/replies.en.json' with { type: 'json' };
import spanish from '../../../templates/email/replies.es.json' with { type: 'json' };
import type { LetterFacts } from './facts.ts';
import type { Written } from './kinds.ts';
import { type Block, htmlOf, textOf } from './layout.ts';
import { oneLine } from './pieces.ts';
import { fill } from './words.ts';

/** An answer that somebody wrote to an inquiry, as `reply_letter_facts` and `reply_preview` answer it. */
export type ReplyFacts = {
  id: string;
  kind: 'inquiry.reply';
  language: string;
  inquiry_id: string;
  number: string;
  subject: string;
  body: string;
  office: LetterFacts['office'];
  in_reply_to: string | null;
  references: string[];
  /** Whom copies go to. */
  cc: string[];
  files: { name: string; media_type: string; path: string }[];
};

const languages: Record<string, typeof english> = { en: english, es: spanish };

export const isReply = (facts: { kind: string }): facts is ReplyFacts => facts.kind === 'inquiry.reply';

/** The letter: what the person wrote as it stands, and below it who writes. Its foot is in the letter's language where there are words. */
export function writeReply(facts: Pick<ReplyFacts, 'language' | 'number' | 'subject' | 'body' | 'office'>): Written {
  const { language, office, number } = facts;
  const words = languages[language] ?? languages[language.split('-')[0] ?? ''] ?? english;
  const blocks: Block[] = [
    ...facts.body
      .split(/\n{2,}/)
      .filter((text) => text.trim() !== '')
      .map((text): Block => ({ kind: 'paragraph', text: text.trim() })),
    {
      kind: 'foot',
      lines: [
        [office.name, office.city].join(', '),
        oneLine(office.address),
        [office.phone?.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1 $2-$3'), office.email].filter(Boolean).join(' · '),
        fill(words.number, { number }),
        words.foot,
      ].filter(Boolean),
    },
  ];
  const subject = oneLine(facts.subject);
  return { language, subject, text: textOf(blocks), html: htmlOf(blocks, { language, subject }) };
}
