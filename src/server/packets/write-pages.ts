import {
  groundNumber,
  inquiryFacts,
  type KeptEntry,
  type PacketContent,
  type PacketPart,
  packetHeading,
  partWords,
} from '../../domain/inquiries/packet.ts';
import { formatPhone } from '../../domain/shared/phone.ts';
import { countsSentence, type OpenedPacket, type PacketWords, wordsOf } from './packet-words.ts';

/** A piece of a line: told, or the words that stand in the place of what is withheld. */
export type PageRun = { text: string; isWithheld?: true };
export type PagePart = { label: string | null; runs: PageRun[] };
/** A copy with every word that stands on its pages. */
export type PacketPages = {
  tag: string;
  title: string;
  author: string;
  subject: string;
  createdAt: string;
  lead: string;
  under: string[];
  note: { title: string; text: string } | null;
  inquiry: { title: string; columns: [string, string]; rows: PagePart[] };
  story: { title: string; empty: string | null; entries: { title: string; when: string; parts: PagePart[] }[] };
  grounds: { title: string; columns: string[]; rows: string[][] } | null;
  log: { title: string; columns: string[]; rows: string[][]; empty: string | null };
  hash: string;
  page: string;
};

/** Signs of scripts that the typeface does not have: it has Latin with its accents, Vietnamese too, and common signs. */
const STRANGE = /[^\n\t\u0020-\u007e\u00a0-\u024f\u02b0-\u02ff\u1e00-\u1eff\u2010-\u2026\u2030-\u203a\u20ac\u2122\u2212]+/gu;
const printed = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u2000-\u200a\u202f]/g, ' ')
    .replace(/[\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(STRANGE, '[?]');

/** Writes a copy for the public in its language. The same copy gives the same pages. */
export function writePages(packet: OpenedPacket): PacketPages {
  const words = wordsOf(packet);
  const { say } = words;
  const content = packet.content as PacketContent;
  const { office, inquiry, entries, grounds } = content;
  const writer = partWriter(content, words);
  const whole = (key: string): PagePart => ({ label: null, runs: [writer.withheld(key)] });
  const contacts = [office.phone && formatPhone(office.phone), office.email, office.address].filter(Boolean).join(', ');
  const made = { day: words.day(packet.made_at), office: office.name, city: office.city, name: content.by ?? '' };
  const pages: PacketPages = {
    tag: words.tag,
    title: say('title', { number: String(packet.number), inquiry: packet.inquiry }),
    author: office.name,
    subject: say('subject', { inquiry: packet.inquiry }),
    createdAt: packet.made_at,
    lead: countsSentence(packet.counts, words),
    under: [
      say(content.by ? 'made_by' : 'made', made),
      say(packet.counts.places > 0 ? 'how' : 'how_none'),
      say('as_of'),
      ...(contacts ? [say('ask', { contacts })] : []),
    ],
    note: packet.note ? { title: say('note'), text: printed(packet.note) } : null,
    inquiry: {
      title: say('inquiry'),
      columns: [say('what'), say('content')],
      rows: [
        ...inquiryFacts(inquiry, say, words.instant).map(({ label, value }) => ({ label, runs: [{ text: printed(value) }] })),
        ...(inquiry.parts ?? []).map(writer.part),
      ],
    },
    story: {
      title: say('story'),
      empty: entries.length === 0 ? say('story_none') : null,
      entries: entries.map((entry, index) => ({
        title: printed(say('entry', { number: String(index + 1), heading: packetHeading(entry, say) })),
        when: words.instant(entry.at),
        parts: entry.whole === undefined ? (entry.parts ?? []).map(writer.part) : [whole(entry.whole)],
      })),
    },
    grounds:
      grounds.length === 0
        ? null
        : {
            title: say('grounds'),
            columns: [say('ground'), say('law'), say('words')],
            rows: grounds.map(({ cite, words: why }, index) => [String(index + 1), printed(cite), printed(why)]),
          },
    log: {
      title: say('log'),
      columns: [say('log_entry'), say('log_what'), say('log_how'), say('log_places'), say('ground')],
      rows: packet.log.map((line) => [
        entryName(line.entry, line.entry_kind, words),
        say(`kind.${line.what}`),
        [say(line.how), line.by_hand ? say('by_hand') : null].filter(Boolean).join(', '),
        String(line.places),
        String(grounds.findIndex(({ cite, words: why }) => cite === line.cite && why === line.ground) + 1),
      ]),
      empty: packet.log.length === 0 ? say('log_none') : null,
    },
    hash: say('hash', { hash: packet.content_hash }),
    page: say('page', { page: '{page}', pages: '{pages}' }),
  };
  if (writer.hasStrange()) pages.under.push(say('signs'));
  return pages;
}

/** "3, Note"; the inquiry itself by that name. */
export const entryName = (entry: number | null, kind: string, { say }: PacketWords): string =>
  entry === null ? say('the_inquiry') : `${entry}, ${say(`kind.${kind}`)}`;

/** Writes the parts of a copy, and remembers whether something could not be printed. */
export function partWriter({ grounds }: Pick<PacketContent, 'grounds'>, words: PacketWords) {
  let strange = false;
  const withheld = (key: string): PageRun => ({
    text: words.say('withheld', { number: String(groundNumber(grounds, key)) }),
    isWithheld: true,
  });
  const told = (text: string): PageRun => {
    const signs = printed(text);
    strange ||= signs.includes('[?]') && !text.includes('[?]');
    return { text: signs };
  };
  return {
    withheld,
    part: (part: PacketPart): PagePart => ({
      label: part.n === 'text' ? null : words.say(`part.${part.n}`),
      runs: part.r.map((run) => ('g' in run ? withheld(run.g) : told(partWords(part, run.t, words.tag, words.say)))),
    }),
    hasStrange: () => strange,
  };
}

/** The places that are withheld in an entry, and their grounds by number. */
export function countWithheld(entry: KeptEntry, grounds: PacketContent['grounds']): { places: number; numbers: number[] } {
  const keys =
    entry.whole === undefined ? (entry.parts ?? []).flatMap(({ r }) => r.flatMap((run) => ('g' in run ? [run.g] : []))) : [entry.whole];
  return { places: keys.length, numbers: [...new Set(keys.map((key) => groundNumber(grounds, key)))].sort((a, b) => a - b) };
}
