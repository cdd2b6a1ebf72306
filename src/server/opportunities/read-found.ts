import { type FoundField, type FoundMapping, foundFields } from '../../domain/opportunities/found-file.ts';
import { fold } from '../../domain/shared/fold.ts';
import { readLedgerCents, readLedgerDay } from '../awards/ledger-import/read-values.ts';
import type { CsvTable } from '../imports/csv-table.ts';

/** Names that Grants.gov, old and new, gives a column, folded; the first that a file has is taken. */
const names: Record<FoundField, string[]> = {
  number: ['opportunity number', 'funding opportunity number', 'funding opp number', 'funding opp', 'opp number', 'number'],
  title: ['opportunity title', 'funding opportunity title', 'opp title', 'title'],
  agency: ['agency name', 'agency', 'owning agency', 'agency code', 'top level agency name'],
  listing: [
    'assistance listings',
    'assistance listing',
    'assistance listing number',
    'assistance listing s',
    'opportunity assistance listings',
    'aln',
    'cfda number s',
    'cfda numbers',
    'cfda number',
    'cfda',
  ],
  posted: ['posted date', 'post date', 'open date', 'posted'],
  closes: ['close date', 'current closing date for applications', 'closing date', 'application due date', 'due date', 'closes'],
  ceiling: ['award ceiling', 'ceiling', 'maximum award', 'estimated total program funding'],
  url: ['link', 'url', 'opportunity link', 'grants gov link', 'additional information url'],
};

/** What the columns of a file are, going by their names. */
export function guessFound(columns: string[]): FoundMapping {
  const folded = columns.map((name) =>
    fold(name)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  );
  const taken = new Set<string>();
  const found: FoundMapping = {};
  for (const field of foundFields) {
    const column = names[field].map((name) => columns[folded.indexOf(name)]).find((one) => one !== undefined && !taken.has(one));
    if (column === undefined) continue;
    taken.add(column);
    found[field] = column;
  }
  return found;
}

/** A mapping as a browser sends it, with nothing in it but what a mapping has. */
export function readFoundMapping(given: unknown): FoundMapping {
  const values = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  return Object.fromEntries(
    foundFields.flatMap((field) => {
      const name = values[field];
      return typeof name === 'string' && name !== '' ? [[field, name.slice(0, 120)]] : [];
    }),
  );
}

/** A row as import_opportunities takes it: see there. */
type FoundRow = Record<string, string | number | null>;
type WrongRow = { line: number; why: string; value: string };

/** Reads every line under a mapping. What cannot be read is told by its line. */
export function readFound(table: CsvTable, mapping: FoundMapping): { rows: FoundRow[]; wrong: WrongRow[] } {
  const rows: FoundRow[] = [];
  const wrong: WrongRow[] = [];
  for (const { line, cells } of table.records) {
    const of = (field: FoundField): string => {
      const column = mapping[field];
      return column === undefined ? '' : (cells[table.columns.indexOf(column)] ?? '').trim();
    };
    const number = linked(of('number'));
    const title = linked(of('title'));
    const [posted, closes] = [dayOf(of('posted')), dayOf(of('closes'))];
    const ceiling = of('ceiling') === '' || /^(none|n\/a|not available)$/i.test(of('ceiling')) ? null : readLedgerCents(of('ceiling'));
    if (posted === undefined || closes === undefined) {
      wrong.push({ line, why: 'day', value: [of('posted'), of('closes')].filter(Boolean).join(' · ').slice(0, 60) });
    } else if (ceiling === undefined) {
      wrong.push({ line, why: 'amount', value: of('ceiling').slice(0, 60) });
    } else {
      rows.push({
        line,
        number: number.text,
        title: title.text,
        agency: linked(of('agency')).text,
        listing: of('listing'),
        posted_on: posted,
        closes_on: closes,
        // Grants.gov writes 0 where a notice names no ceiling.
        ceiling_cents: ceiling || null,
        url: linked(of('url')).url ?? (of('url') || number.url || title.url || null),
      });
    }
  }
  return { rows, wrong };
}

/** '=HYPERLINK("https://…","O-BJA-2026-1")' is how Grants.gov writes a link into a cell. */
function linked(cell: string): { text: string; url: string | null } {
  const match = /^=HYPERLINK\(\s*"([^"]*)"\s*[,;]\s*"([^"]*)"\s*\)$/i.exec(cell);
  return match ? { text: (match[2] ?? '').trim(), url: match[1] ?? null } : { text: cell, url: null };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A day as a search prints it: '04/01/2026', 'Apr 1, 2026', 'Apr 01, 2026 11:59:00 PM EDT', '2026-04-01'; null for none. */
function dayOf(cell: string): string | null | undefined {
  if (cell === '' || /^(none|n\/a|tbd|-+)$/i.test(cell)) return null;
  const named = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})\b/i.exec(cell);
  const month = named ? months.indexOf((named[1] ?? '').toLowerCase()) + 1 : 0;
  return readLedgerDay(month > 0 ? `${month}/${named?.[2]}/${named?.[3]}` : cell);
}
