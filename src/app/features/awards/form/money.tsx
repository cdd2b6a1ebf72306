import { Input } from 'antd';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { sumOf } from './checks.ts';
import type { AwardPartProps } from './part.ts';

/** Federal, match and program income, and what they come to. A total that is typed in has to be their sum. */
export function FormMoney({ values, onChange, errors }: AwardPartProps) {
  const { t, format } = useWords();
  const sum = sumOf(values);
  const fields = ['federal', 'match', 'program_income'] as const;
  return (
    <div className="award-amounts">
      {fields.map((field) => (
        <Field key={field} label={t(`award.form.${field}`)} error={errors[field]}>
          {(control) => (
            <Input
              {...control}
              prefix="$"
              inputMode="decimal"
              autoComplete="off"
              maxLength={24}
              value={values[field]}
              onChange={(event) => onChange({ [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field
        label={t('award.form.total')}
        hint={sum === null ? t('award.form.total_hint') : t('award.form.total_sum', { sum: format.money(sum) })}
        error={errors.total}
      >
        {(control) => (
          <Input
            {...control}
            prefix="$"
            inputMode="decimal"
            autoComplete="off"
            maxLength={24}
            value={values.total}
            onChange={(event) => onChange({ total: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
