import { type Consequence, type ReportRule, reportKinds } from '../../../../domain/awards/report.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';

export const ruleKinds = reportKinds.filter((kind): kind is ReportRule['kind'] => kind !== 'other');
export const consequences: Consequence[] = ['asap_lock', 'suspension', 'administrative_closeout'];

/** Numbers as they are typed. */
export const numbers = [
  'opens_days_before_end',
  'due_days',
  'due_months_end',
  'due_years',
  'final_due_days',
  'audit_days',
  'consequence_days',
] as const;
export const amounts = ['federal_from_cents', 'federal_below_cents', 'threshold_cents'] as const;
type Typed = Record<(typeof numbers)[number] | (typeof amounts)[number], string>;

export type RuleValues = Typed & {
  name: string;
  kind: ReportRule['kind'];
  period_months: string;
  period_anchor_month: string;
  consequence: Consequence | null;
  is_in_sequence: boolean;
  needs_confirming: boolean;
  is_active: boolean;
  listing_numbers: string;
  component_codes: string;
  valid_from: string;
  valid_until: string;
  source: string;
};

const asText = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
/** A rule as its form shows it; of a new version the day is asked for. */
export function toValues(rule: ReportRule | null, isVersion: boolean): RuleValues {
  return {
    name: rule?.name ?? '',
    kind: rule?.kind ?? 'performance',
    period_months: asText(rule ? rule.period_months : 3),
    period_anchor_month: asText(rule?.period_anchor_month ?? 1),
    consequence: rule?.consequence ?? null,
    is_in_sequence: rule?.is_in_sequence ?? false,
    needs_confirming: rule?.needs_confirming ?? false,
    is_active: rule?.is_active ?? true,
    listing_numbers: rule?.listing_numbers?.join(', ') ?? '',
    component_codes: rule?.component_codes?.join(', ') ?? '',
    valid_from: isVersion ? '' : (rule?.valid_from ?? ''),
    valid_until: isVersion ? '' : (rule?.valid_until ?? ''),
    source: isVersion ? '' : (rule?.source ?? ''),
    ...(Object.fromEntries([
      ...numbers.map((name) => [name, asText(rule?.[name])]),
      ...amounts.map((name) => [name, writeCents(rule?.[name] ?? null)]),
    ]) as Typed),
  };
}

const list = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((one) => one.trim().toUpperCase())
    .filter(Boolean);

/** What is typed as the database takes it, with the fields that cannot be read. */
export function toRule(values: RuleValues): { rule: Record<string, unknown>; unread: string[] } {
  const unread: string[] = [];
  const rule: Record<string, unknown> = { ...values };
  for (const name of [...numbers, 'period_months', 'period_anchor_month'] as const) {
    const text = values[name].trim();
    if (text !== '' && !/^\d{1,4}$/.test(text)) unread.push(name);
    rule[name] = text === '' ? null : Number(text);
  }
  for (const name of amounts) {
    const cents = readCents(values[name]);
    if (cents === undefined) unread.push(name);
    rule[name] = cents ?? null;
  }
  rule.listing_numbers = list(values.listing_numbers);
  rule.component_codes = list(values.component_codes);
  rule.valid_from = values.valid_from || null;
  rule.valid_until = values.valid_until || null;
  return { rule, unread };
}
