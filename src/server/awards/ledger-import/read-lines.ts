import { type EntryKind, isCost } from '../../../domain/awards/budget-categories.ts';
import {
  type LedgerAnswer,
  type LedgerField,
  type LedgerMapping,
  type WordField,
  type WrongLine,
  wordFields,
} from '../../../domain/awards/ledger-file.ts';
import type { LedgerFile, LedgerRecord } from './read-file.ts';
import { readLedgerCents, readLedgerDay, readWord } from './read-values.ts';

/** A line as import_ledger takes it: see there. */
type StagedLine = (string | number | null)[];

export type ReadLines = { lines: StagedLine[]; wrong: WrongLine[]; unknown: LedgerAnswer['unknown'] };

/** Reads every line under a mapping. What cannot be read is told by its line; a word that nobody knows, once with its count. */
export function readLines(file: LedgerFile, mapping: LedgerMapping): ReadLines {
  const place = new Map(file.columns.map((name, index) => [name, index]));
  const cellOf = (record: LedgerRecord, field: LedgerField): string => {
    const column = mapping.columns[field];
    return column === undefined ? '' : (record.cells[place.get(column) ?? -1] ?? '');
  };
  const lines: StagedLine[] = [];
  const wrong: WrongLine[] = [];
  const unknown = new Map<string, { field: WordField; value: string; count: number }>();

  for (const record of file.records) {
    const of = (field: LedgerField) => cellOf(record, field);
    const meant = {} as Record<WordField, string | null>;
    let isKnown = true;
    for (const field of wordFields) {
      const cell = of(field);
      const word = cell === '' ? mapping.defaults[field] : readWord(field, cell, mapping.words[field]);
      // A drawdown is of no category and always federal: what stands there does not matter.
      const matters = field === 'kind' || (meant.kind !== null && isCost(meant.kind as EntryKind));
      if (word === undefined && matters) {
        isKnown = false;
        const key = `${field}:${cell}`;
        const seen = unknown.get(key) ?? { field, value: cell, count: 0 };
        seen.count += 1;
        unknown.set(key, seen);
      }
      meant[field] = word ?? null;
    }
    const day = readLedgerDay(of('date'));
    const cents = amountOf(of, mapping);
    if (!isKnown) wrong.push({ line: record.line, why: 'word', value: wordFields.map(of).filter(Boolean).join(' · ') });
    else if (day === undefined) wrong.push({ line: record.line, why: 'day', value: of('date') });
    else if (cents === undefined) wrong.push({ line: record.line, why: 'amount', value: of('amount') || `${of('debit')} ${of('credit')}` });
    // A line of nothing moves nothing: many ledgers print them.
    else if (cents !== 0) {
      const isReceipt = meant.kind === 'drawdown' || meant.kind === 'program_income';
      const signed = mapping.flips_receipts && isReceipt ? -cents : cents;
      lines.push([
        record.line,
        of('award'),
        of('project'),
        of('account'),
        meant.kind,
        meant.share,
        meant.category,
        String(signed),
        day,
        of('description').slice(0, 500),
        of('payee').slice(0, 200),
        of('reference'),
        of('subaward'),
        of('obligation'),
      ]);
    }
  }
  return { lines, wrong, unknown: [...unknown.values()].sort((a, b) => b.count - a.count || a.value.localeCompare(b.value)) };
}

/** One signed amount, or what was debited less what was credited. */
function amountOf(of: (field: LedgerField) => string, { columns }: LedgerMapping): number | undefined {
  if (columns.amount) return readLedgerCents(of('amount'));
  const [debit, credit] = [of('debit'), of('credit')].map((cell) => (cell === '' ? 0 : readLedgerCents(cell)));
  return debit === undefined || credit === undefined ? undefined : debit - credit;
}
