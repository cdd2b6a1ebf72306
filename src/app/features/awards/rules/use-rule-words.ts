import type { ReportRule } from '../../../../domain/awards/report.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** What a rule says, in sentences: how often, when, and what follows. */
export function useRuleWords() {
  const { t, tn, format } = useWords();
  return {
    says: (rule: ReportRule): string => {
      const { period_months: months, period_anchor_month: anchor } = rule;
      const parts = [
        months && anchor ? tn('rules.every', months, { month: format.monthName(`2001-${String(anchor).padStart(2, '0')}-01`) }) : '',
        rule.due_days === 0 ? t('rules.due_same') : rule.due_days !== null ? tn('rules.due_days', rule.due_days) : '',
        rule.due_months_end !== null ? tn('rules.due_months', rule.due_months_end) : '',
        rule.due_years !== null ? tn('rules.due_years', rule.due_years) : '',
        rule.audit_days !== null ? tn('rules.audit_days', rule.audit_days) : '',
        rule.final_due_days !== null ? tn('rules.final_days', rule.final_due_days) : '',
        rule.threshold_cents !== null ? t('rules.threshold', { amount: format.money(rule.threshold_cents) }) : '',
        rule.consequence && rule.consequence_days === 0 ? t(`rules.now.${rule.consequence}`) : '',
        rule.consequence && rule.consequence_days ? tn(`rules.then.${rule.consequence}`, rule.consequence_days) : '',
        rule.is_in_sequence ? t('rules.in_sequence') : '',
        rule.needs_confirming ? t('rules.confirm') : '',
      ];
      return parts.filter(Boolean).join(' ') || t('rules.nothing');
    },
    /** For which awards it is; nothing where it is for every one. */
    holdsFor: ({ listing_numbers, component_codes, federal_from_cents: from, federal_below_cents: below }: ReportRule): string =>
      [
        listing_numbers?.join(', '),
        component_codes?.join(', '),
        from !== null ? t('rules.from_amount', { amount: format.money(from) }) : '',
        below !== null ? t('rules.below_amount', { amount: format.money(below) }) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    validity: ({ valid_from, valid_until }: ReportRule): string =>
      valid_until
        ? t('rules.valid_between', { from: format.dateWithYear(valid_from), to: format.dateWithYear(valid_until) })
        : t('rules.valid_from', { from: format.dateWithYear(valid_from) }),
  };
}
