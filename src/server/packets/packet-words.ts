import english from '../../../templates/packet/en.json' with { type: 'json' };
import spanish from '../../../templates/packet/es.json' with { type: 'json' };
import type { PacketContent, PacketCounts, PacketLanguage, Say, WithheldLine } from '../../domain/inquiries/packet.ts';
import { fill } from '../../domain/reports/wording.ts';
import { formatInstant } from '../../domain/shared/dates.ts';

const languages: Record<PacketLanguage, Record<string, string>> = { en: english, es: spanish satisfies typeof english };

/** What `open_packet` answers. */
export type OpenedPacket = {
  inquiry_id: string;
  inquiry: string;
  number: number;
  made_at: string;
  language: PacketLanguage;
  profile_name: string;
  note: string | null;
  /** Empty where it was disposed of: then there is only the log. */
  content: PacketContent | Record<string, never>;
  content_hash: string;
  time_zone: string;
  counts: PacketCounts;
  log: WithheldLine[];
};

/** Narrow spaces are not in the typeface. */
const plain = (text: string): string => text.replace(/[\u2000-\u200a\u202f]/g, ' ');

/** How a copy says things, in its language and in the office's time. */
export function wordsOf({ language, time_zone }: Pick<OpenedPacket, 'language' | 'time_zone'>) {
  const words = languages[language];
  const tag = words.tag ?? 'en-US';
  const say: Say = (key, values = {}) => fill(words[key] ?? (key.split('.').at(-1) ?? key).replaceAll('_', ' '), values);
  const plural = new Intl.PluralRules(tag);
  return {
    tag,
    say,
    /** A sentence by how many; `_zero` where none has words of its own. */
    count: (key: string, count: number, values: Record<string, string> = {}): string =>
      say(count === 0 && words[`${key}_zero`] ? `${key}_zero` : `${key}_${plural.select(count) === 'one' ? 'one' : 'other'}`, {
        count: new Intl.NumberFormat(tag).format(count),
        ...values,
      }),
    instant: (at: string): string => plain(formatInstant(at, time_zone, tag)),
    day: (at: string): string => plain(new Intl.DateTimeFormat(tag, { timeZone: time_zone, dateStyle: 'long' }).format(new Date(at))),
  };
}
export type PacketWords = ReturnType<typeof wordsOf>;

/** "12 of 15 entries go out, 7 places are withheld on 3 grounds." */
export function countsSentence({ entries, out, places, grounds }: PacketCounts, words: PacketWords): string {
  const withheld = words.count('withheld', places);
  const on = places > 0 ? ` ${words.count('on', grounds)}` : '';
  return `${words.count('counts', entries, { out: String(out) })}, ${withheld}${on}.`;
}
