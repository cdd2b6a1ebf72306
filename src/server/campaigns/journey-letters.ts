import english from '../../../templates/email/journeys.en.json' with { type: 'json' };
import spanish from '../../../templates/email/journeys.es.json' with { type: 'json' };
import { type Message, readMessage } from '../../domain/campaigns/blocks.ts';
import { type JourneyKind, journeyKinds } from '../../domain/campaigns/journeys.ts';

type Written = { days: number; name: string; subject: string; preheader: string; blocks: unknown[] };
const languages: Record<string, Record<JourneyKind, Written[]>> = { en: english, es: spanish };

/** A letter to begin with: when it goes, what the office calls it, and what it says in each language. */
export type JourneyLetter = { days: number; name: string; messages: Message[] };

/**
 * Our words for each journey, in those of the office's languages in which we have them. They are a beginning: what an office
 * sends it reads, changes and approves. Names are for the office, in the reader's language where we have it.
 */
export function journeyLetters(spoken: readonly string[], reader: string): { kind: JourneyKind; steps: JourneyLetter[] }[] {
  const known = Object.keys(languages).filter((language) => language === 'en' || spoken.includes(language));
  return journeyKinds.map((kind) => ({
    kind,
    steps: english[kind].map(({ days }, index) => ({
      days,
      name: (languages[reader] ?? english)[kind][index]?.name ?? '',
      messages: known.flatMap((language) => {
        const written = languages[language]?.[kind][index];
        return written ? [readMessage({ ...written, language, format: 'blocks' })] : [];
      }),
    })),
  }));
}
