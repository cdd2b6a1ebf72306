import { type InvoiceField, type InvoiceMapping, invoiceFields } from '../../domain/language-encounters/invoice.ts';
import { fold } from '../../domain/shared/fold.ts';
import { readLedgerCents, readLedgerDay } from '../awards/ledger-import/read-values.ts';
import type { CsvTable } from '../imports/csv-table.ts';
import { readTime } from '../imports/local-times.ts';

/** Names that vendors give a column, folded; the first that a file has is taken. */
const names: Record<InvoiceField, string[]> = {
  date: [
    'call date',
    'date of call',
    'service date',
    'date of service',
    'date',
    'call date time',
    'start date',
    'call start',
    'date time',
    'fecha',
  ],
  time: ['call time', 'start time', 'time of call', 'call start time', 'time', 'hora'],
  language: ['language', 'language name', 'target language', 'idioma'],
  interpreter: ['interpreter id', 'interpreter number', 'interpreter', 'interpreter no', 'interprete'],
  confirmation: [
    'confirmation number',
    'confirmation',
    'confirmation no',
    'call id',
    'reference number',
    'session id',
    'job number',
    'confirmacion',
  ],
  minutes: ['minutes', 'billable minutes', 'billed minutes', 'duration', 'duration minutes', 'call duration', 'length', 'minutos'],
  rate: ['rate', 'rate per minute', 'per minute rate', 'price per minute', 'tarifa'],
  cost: ['charge', 'amount', 'cost', 'total', 'total charge', 'line total', 'importe', 'costo'],
  access: ['access code', 'client id', 'department', 'department code', 'account', 'codigo de acceso'],
};

/** What the columns of a file are, going by their names. */
export function guessInvoice(columns: string[]): InvoiceMapping {
  const folded = columns.map((name) =>
    fold(name)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  );
  const taken = new Set<string>();
  const found: InvoiceMapping = {};
  for (const field of invoiceFields) {
    const column = names[field].map((name) => columns[folded.indexOf(name)]).find((one) => one !== undefined && !taken.has(one));
    if (column === undefined) continue;
    taken.add(column);
    found[field] = column;
  }
  return found;
}

/** A mapping as a browser sends it, with nothing in it but what a mapping has. */
export function readInvoiceMapping(given: unknown): InvoiceMapping {
  const values = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  return Object.fromEntries(
    invoiceFields.flatMap((field) => {
      const name = values[field];
      return typeof name === 'string' && name !== '' ? [[field, name.slice(0, 120)]] : [];
    }),
  );
}

type InvoiceRow = Record<string, string | number | null>;
type WrongRow = { line: number; why: 'day' | 'time' | 'minutes' | 'amount'; value: string };

/** Reads every line under a mapping. What cannot be read is told by its line; a line without a day is a sum, and none of ours. */
export function readInvoice(table: CsvTable, mapping: InvoiceMapping): { rows: InvoiceRow[]; wrong: WrongRow[] } {
  const rows: InvoiceRow[] = [];
  const wrong: WrongRow[] = [];
  for (const [index, { line, cells }] of table.records.entries()) {
    const of = (field: InvoiceField): string => {
      const column = mapping[field];
      return column === undefined ? '' : (cells[table.columns.indexOf(column)] ?? '').trim();
    };
    if (of('date') === '' && of('language') === '') continue;
    const day = readLedgerDay(of('date'));
    const time = timeOf(mapping.time ? of('time') : of('date').replace(/^\S+[T ]*/, ''));
    const minutes = minutesOf(of('minutes'));
    const rate = of('rate') === '' ? null : dollarsOf(of('rate'));
    const billed =
      of('cost') === '' && typeof rate === 'number' && minutes !== undefined
        ? Math.round(rate * minutes * 100)
        : readLedgerCents(of('cost'));
    const say = (why: WrongRow['why'], value: string) => wrong.push({ line, why, value: value.slice(0, 60) });
    if (day === undefined) say('day', of('date'));
    else if (time === undefined) say('time', of('time') || of('date'));
    else if (minutes === undefined) say('minutes', of('minutes'));
    else if (billed === undefined || billed < 0 || rate === undefined) say('amount', of('cost') || of('rate'));
    else
      rows.push({
        // Counted by lines that bill something, so that a line of names or sums that comes or goes moves none of them.
        line: index + 1,
        occurred_local: `${day}T${time}`,
        language: of('language'),
        interpreter: of('interpreter'),
        confirmation: of('confirmation'),
        minutes,
        // A rate of fractions of a cent ($0.695) is kept rounded; the amount is the vendor's.
        rate_cents: rate === null ? null : Math.round(rate * 100),
        cost_cents: billed,
        access: of('access'),
      });
  }
  return { rows, wrong };
}

/** '14:05', '2:05 PM', '02:05:30 pm' as 'HH:MM:SS', a zone behind it left out; undefined when it is no time. */
const timeOf = (text: string): string | undefined =>
  readTime(text.replace(/\s*\b(C[SD]T|CT|E[SD]T|ET|M[SD]T|MT|P[SD]T|PT)\b.*$/i, '').replace(/(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/, ''));

/** '$0.695' in dollars: a rate has fractions of a cent. */
function dollarsOf(text: string): number | undefined {
  const typed = text.replace(/[$\s,]|USD/gi, '');
  return /^\d{1,5}(\.\d{1,6})?$/.test(typed) ? Number(typed) : undefined;
}

/** '12', '12.5', '12 min', '0:12:30' in minutes. */
function minutesOf(text: string): number | undefined {
  const clock = /^(\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
  if (clock) return Math.round((Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3]) / 60) * 100) / 100;
  const plain = /^(\d{1,4}(?:\.\d+)?)\s*(?:m|min|mins|minutes)?\.?$/i.exec(text.trim());
  return plain ? Math.round(Number(plain[1]) * 100) / 100 : undefined;
}
