import {
  type BudgetCategory,
  type EntryKind,
  entryKinds,
  isBudgetCategory,
  type MoneyShare,
  moneyShares,
} from '../../../domain/awards/budget-categories.ts';
import { emptyMapping, type LedgerMapping, ledgerFields, wordFields } from '../../../domain/awards/ledger-file.ts';

const MOST_WORDS = 2_000;

/** A mapping as a browser sends it, with nothing in it but what a mapping has. */
export function readMapping(given: unknown): LedgerMapping {
  const { columns, words, defaults, flips_receipts } = asObject(given);
  const { kind, share, category } = asObject(defaults);
  return {
    columns: Object.fromEntries(
      ledgerFields.flatMap((field) => {
        const name = asObject(columns)[field];
        return typeof name === 'string' && name !== '' ? [[field, name.slice(0, 120)]] : [];
      }),
    ),
    words: Object.fromEntries(
      wordFields.map((field) => [
        field,
        Object.fromEntries(
          Object.entries(asObject(asObject(words)[field]))
            .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
            .slice(0, MOST_WORDS),
        ),
      ]),
    ),
    defaults: {
      kind: oneOf<EntryKind>(entryKinds, kind) ?? emptyMapping.defaults.kind,
      share: oneOf<MoneyShare>(moneyShares, share) ?? emptyMapping.defaults.share,
      category: typeof category === 'string' && isBudgetCategory(category) ? (category as BudgetCategory) : null,
    },
    flips_receipts: flips_receipts === true,
  };
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const oneOf = <One extends string>(values: readonly One[], value: unknown): One | undefined => values.find((one) => one === value);
