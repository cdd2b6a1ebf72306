/** What a budget is divided into: JustGrants' ten categories, and SF-424A's object classes, which follow from them. */

export const budgetCategories = [
  'personnel',
  'fringe',
  'travel',
  'equipment',
  'supplies',
  'construction',
  'subawards',
  'procurement',
  'other',
  'indirect',
] as const;
export type BudgetCategory = (typeof budgetCategories)[number];

/** Section B of SF-424A in its own order: lines a to h, then the direct charges and the indirect ones. */
export const objectClasses = [
  'personnel',
  'fringe',
  'travel',
  'equipment',
  'supplies',
  'contractual',
  'construction',
  'other',
  'indirect',
] as const;
export type ObjectClass = (typeof objectClasses)[number];

/** SF-424A has one class for what JustGrants tells apart: Contractual is subawards and procurement contracts. */
export const objectClassOf = (category: BudgetCategory): ObjectClass =>
  category === 'subawards' || category === 'procurement' ? 'contractual' : category;

export const isBudgetCategory = (text: string): text is BudgetCategory => (budgetCategories as readonly string[]).includes(text);

export const entryKinds = ['obligation', 'expenditure', 'drawdown', 'program_income'] as const;
export type EntryKind = (typeof entryKinds)[number];
export const moneyShares = ['federal', 'match', 'program_income'] as const;
export type MoneyShare = (typeof moneyShares)[number];
/** An obligation or expenditure is a cost of a category; a drawdown or income is of none. */
export const isCost = (kind: EntryKind): boolean => kind === 'obligation' || kind === 'expenditure';
