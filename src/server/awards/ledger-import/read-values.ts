import { budgetCategories, entryKinds, moneyShares } from '../../../domain/awards/budget-categories.ts';
import type { WordField } from '../../../domain/awards/ledger-file.ts';
import { addDays } from '../../../domain/shared/dates.ts';
import { fold } from '../../../domain/shared/fold.ts';

/**
 * An amount as a ledger prints it, in whole cents: '1,234.56', '$-12', '(40.00)', '12.50-', '7.5'. Undefined for what is none, and for
 * fractions of a cent: no digit is guessed or dropped.
 */
export function readLedgerCents(text: string): number | undefined {
  const typed = text.replace(/[$\s]/g, '').replace(/USD$/i, '');
  const match = /^([-+(]?)(\d{1,3}(?:,\d{3})+|\d{1,12})?(?:\.(\d{1,2})0*)?([-)]?)$/.exec(typed);
  if (!match) return undefined;
  const [, before = '', dollars = '', cents = '', after = ''] = match;
  if (dollars === '' && cents === '') return undefined;
  if ((before === '(') !== (after === ')') || (before !== '' && after === '-')) return undefined;
  const amount = Number(dollars.replaceAll(',', '') || '0') * 100 + Number(cents.padEnd(2, '0') || '0');
  const isNegative = before === '-' || before === '(' || after === '-';
  return isNegative && amount !== 0 ? -amount : amount;
}

/** A day as a ledger prints it, as ISO text: '2026-11-24', '11/24/2026', '11/24/26', '20261124', with a time or without. */
export function readLedgerDay(text: string): string | undefined {
  const [typed = ''] = text.trim().split(/[T ]/);
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(typed);
  const american = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/.exec(typed);
  const [year, month, day] = iso ? iso.slice(1) : american ? [fullYear(american[3] ?? ''), american[1], american[2]] : [];
  if (!year || !month || !day) return undefined;
  try {
    return addDays(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, 0);
  } catch {
    return undefined;
  }
}

const fullYear = (year: string): string => (year.length === 4 ? year : `20${year}`);

/** Words for ours, folded: JustGrants', SF-424A's, those of finance systems, English and Spanish. */
const words: Record<WordField, Record<string, string>> = {
  kind: {
    ...own(entryKinds),
    encumbrance: 'obligation',
    'purchase order': 'obligation',
    po: 'obligation',
    enc: 'obligation',
    obligacion: 'obligation',
    actual: 'expenditure',
    actuals: 'expenditure',
    expense: 'expenditure',
    exp: 'expenditure',
    payment: 'expenditure',
    payroll: 'expenditure',
    gasto: 'expenditure',
    draw: 'drawdown',
    'asap draw': 'drawdown',
    'federal receipt': 'drawdown',
    retiro: 'drawdown',
    income: 'program_income',
    ingreso: 'program_income',
  },
  category: {
    ...own(budgetCategories),
    salaries: 'personnel',
    wages: 'personnel',
    personal: 'personnel',
    'fringe benefits': 'fringe',
    benefits: 'fringe',
    prestaciones: 'fringe',
    viajes: 'travel',
    equipo: 'equipment',
    suministros: 'supplies',
    construccion: 'construction',
    subaward: 'subawards',
    'subawards (subgrants)': 'subawards',
    subgrants: 'subawards',
    'procurement contracts': 'procurement',
    // SF-424A does not tell the two apart; what goes to a subrecipient is marked by its subaward.
    contractual: 'procurement',
    contracts: 'procurement',
    'other costs': 'other',
    otros: 'other',
    'indirect costs': 'indirect',
    'indirect charges': 'indirect',
    indirectos: 'indirect',
  },
  share: {
    ...own(moneyShares),
    grant: 'federal',
    'non federal': 'match',
    'cost share': 'match',
    local: 'match',
    city: 'match',
    contrapartida: 'match',
    income: 'program_income',
  },
};

function own(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    values.flatMap((value) => [
      [value, value],
      [value.replaceAll('_', ' '), value],
      [value.replace(/s$/, ''), value],
      [`${value}s`, value],
    ]),
  );
}

/** What a cell means; undefined where nobody has said. What the office said of its own words goes before ours. */
export function readWord(field: WordField, cell: string, said: Record<string, string> = {}): string | undefined {
  const known = words[field];
  const meant = Object.hasOwn(said, cell) ? said[cell] : undefined;
  if (meant) return Object.values(known).includes(meant) ? meant : undefined;
  const folded = fold(cell).replace(/[_-]+/g, ' ').trim();
  if (Object.hasOwn(known, folded)) return known[folded];
  const letter = /^[a-j]\. ?(.+)$/.exec(folded)?.[1];
  return letter && Object.hasOwn(known, letter) ? known[letter] : undefined;
}
