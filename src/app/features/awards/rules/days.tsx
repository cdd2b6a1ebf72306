import { Checkbox } from 'antd';
import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import type { RuleFieldProps } from './dialog.tsx';
import { consequences, type numbers, type RuleValues } from './values.ts';

/** How often, when it opens, when it is due, and what follows when it is late. Only what its kind knows is asked. */
export function RuleDays({ values, set, wrong }: RuleFieldProps) {
  const { t, format } = useWords();
  const { kind } = values;
  const isPeriodic = kind === 'ffr' || kind === 'performance' || kind === 'pmt';
  const number = (name: (typeof numbers)[number]) => (
    <TextField
      label={t(`rules.field.${name}`)}
      inputMode="numeric"
      maxLength={4}
      value={values[name]}
      onChange={(text) => set({ [name]: text } as Partial<RuleValues>)}
      error={wrong(name)}
    />
  );
  return (
    <div className="rule-fields">
      {isPeriodic && (
        <>
          <ChoiceField
            label={t('rules.period')}
            value={values.period_months || null}
            emptyLabel={t('rules.period.none')}
            options={(['1', '3', '6', '12'] as const).map((months) => ({ value: months, label: t(`rules.period.${months}`) }))}
            onChange={(months) => set({ period_months: months ?? '' })}
            error={wrong('period_months')}
          />
          {values.period_months !== '' && values.period_months !== '1' && (
            <ChoiceField
              label={t('rules.anchor')}
              value={values.period_anchor_month}
              options={Array.from({ length: 12 }, (_, n) => ({
                value: String(n + 1),
                label: format.monthName(`2001-${String(n + 1).padStart(2, '0')}-01`),
              }))}
              onChange={(month) => set({ period_anchor_month: month ?? '1' })}
            />
          )}
        </>
      )}
      {(isPeriodic || kind === 'sam_registration') && number('due_days')}
      {isPeriodic && number('opens_days_before_end')}
      {(isPeriodic || kind === 'closeout' || kind === 'subaward_final') && number('final_due_days')}
      {(kind === 'ffata' || kind === 'single_audit') && number('due_months_end')}
      {kind === 'single_audit' && number('audit_days')}
      {kind === 'retention' && number('due_years')}
      {(isPeriodic || kind === 'closeout') && (
        <>
          <ChoiceField
            label={t('rules.consequence')}
            value={values.consequence}
            emptyLabel={t('rules.consequence.none')}
            options={consequences.map((one) => ({ value: one, label: t(`rules.consequence.${one}`) }))}
            onChange={(one) => set({ consequence: one as RuleValues['consequence'] })}
          />
          {values.consequence && number('consequence_days')}
        </>
      )}
      {isPeriodic && (
        <Checkbox checked={values.is_in_sequence} onChange={({ target }) => set({ is_in_sequence: target.checked })}>
          {t('rules.in_sequence_label')}
        </Checkbox>
      )}
    </div>
  );
}
