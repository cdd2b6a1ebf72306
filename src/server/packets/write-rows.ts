import {
  inquiryFacts,
  type KeptEntry,
  type PacketContent,
  type PacketPart,
  packetHeading,
  partWords,
} from '../../domain/inquiries/packet.ts';
import { toZoned } from '../../domain/shared/zoned.ts';
import type { Cell } from '../exports/cell-values.ts';
import { csvWriter } from '../exports/write-csv.ts';
import { type OpenedPacket, wordsOf } from './packet-words.ts';
import { countWithheld, partWriter } from './write-pages.ts';

/** A copy as comma-separated values (RFC 4180, UTF-8): the inquiry, then a row for each entry. No cell is a formula. */
export function writeCopyRows(packet: OpenedPacket): Promise<Buffer> {
  const words = wordsOf(packet);
  const { say } = words;
  const content = packet.content as PacketContent;
  const { withheld } = partWriter(content, words);
  const told = (part: PacketPart): string => {
    const text = part.r.map((run) => ('g' in run ? withheld(run.g).text : partWords(part, run.t, words.tag, say))).join('');
    return part.n === 'text' ? text : `${say(`part.${part.n}`)}: ${text}`;
  };
  const row = (number: number | null, heading: string, entry: KeptEntry, more: string[] = []): Cell[] => {
    const { places, numbers } = countWithheld(entry, content.grounds);
    const { date, time } = toZoned(entry.at, packet.time_zone);
    const text = entry.whole === undefined ? [...more, ...(entry.parts ?? []).map(told)].join('\n') : withheld(entry.whole).text;
    return [number, `${date} ${time}`, heading, text, say(entry.whole === undefined ? 'yes' : 'no'), places, numbers.join('; ') || null];
  };
  const facts = inquiryFacts(content.inquiry, say, words.instant).map(({ label, value }) => `${label}: ${value}`);
  return table(
    ['csv_number', 'csv_when', 'csv_kind', 'csv_text', 'csv_out', 'csv_withheld', 'csv_grounds'].map((key) => say(key)),
    [
      row(null, say('inquiry'), content.inquiry, facts),
      ...content.entries.map((entry, index) => row(index + 1, packetHeading(entry, say), entry)),
    ],
  );
}

/** The log of what was withheld as comma-separated values: a row for each entry, kind and ground. It says nothing of what stood there. */
export function writeLogRows(packet: OpenedPacket): Promise<Buffer> {
  const { say } = wordsOf(packet);
  return table(
    ['log_entry', 'log_when', 'log_kind', 'log_what', 'log_how', 'log_places', 'words', 'law', 'log_by'].map((key) => say(key)),
    packet.log.map((line) => {
      const { date, time } = toZoned(line.entry_at, packet.time_zone);
      const by = say(line.by_hand ? 'by_hand' : 'by_rule');
      return [
        line.entry,
        `${date} ${time}`,
        say(`kind.${line.entry_kind}`),
        say(`kind.${line.what}`),
        say(line.how),
        line.places,
        line.ground,
        line.cite,
        by,
      ];
    }),
  );
}

async function table(headings: string[], rows: Cell[][]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const writer = csvWriter(async (bytes) => {
    chunks.push(bytes);
  });
  await writer.begin(headings);
  await writer.rows(rows);
  await writer.end();
  return Buffer.concat(chunks);
}
