import english from '../../../templates/screener/en.json' with { type: 'json' };
import spanish from '../../../templates/screener/es.json' with { type: 'json' };
import type { SheetFacts } from '../../domain/screener/screener.ts';
import { writeSheet } from '../../domain/screener/sheet.ts';
import { fillWords, type ScreenerWords } from '../../domain/screener/words.ts';
import type { Written } from './kinds.ts';
import { type Block, htmlOf, textOf } from './layout.ts';
import { oneLine } from './pieces.ts';

/** What the letter with a sheet of programs says, as `screener_letter_facts` answers it. */
export type ScreenerFacts = SheetFacts & { id: string; kind: string };

const languages: Record<string, ScreenerWords> = { en: english, es: spanish };

/** The programs that a resident asked to be sent, in their language where there are words for it. */
export function writeScreenerLetter(facts: ScreenerFacts): Written {
  const language = [facts.language, facts.language.split('-')[0] ?? ''].find((one) => Object.hasOwn(languages, one)) ?? 'en';
  const words = languages[language] as ScreenerWords;
  const sheet = writeSheet(facts, words);
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  const blocks: Block[] = [
    paragraph(words.letter.greeting),
    paragraph(fillWords(words.letter.lead, { office: facts.office.name })),
    ...sheet.entries.flatMap(({ name, organization, description, why, rows }, index) => [
      paragraph(`${index + 1}. ${oneLine(name)}\n${oneLine(organization)}`),
      ...(description ? [paragraph(description)] : []),
      ...(why.length > 0 ? [paragraph([`${sheet.why}:`, ...why].join('\n'))] : []),
      ...(rows.length > 0 ? [{ kind: 'facts', rows } as const] : []),
    ]),
    { kind: 'foot', lines: [...sheet.foot.filter(Boolean), words.letter.foot] },
  ];
  const subject = words.letter.subject;
  return { language, subject, text: textOf(blocks), html: htmlOf(blocks, { language, subject }) };
}
