import { Input } from 'antd';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import type { RuleFieldProps } from './dialog.tsx';

/** For which awards a rule is, from how much on, and between which days it holds. */
export function RuleScope({ values, set, wrong, isVersion }: RuleFieldProps & { isVersion: boolean }) {
  const { t } = useWords();
  const { kind } = values;
  const ofAwards = kind !== 'single_audit' && kind !== 'sam_registration';
  const day = (name: 'valid_from' | 'valid_until') => (
    <Field label={t(`rules.field.${name}`)} hint={name === 'valid_until' ? t('rules.valid_until_hint') : undefined} error={wrong(name)}>
      {(control) => (
        <Input
          {...control}
          type="date"
          value={values[name]}
          onChange={({ target }) => set(name === 'valid_from' ? { valid_from: target.value } : { valid_until: target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="rule-fields">
      {ofAwards && (
        <>
          <TextField
            label={t('rules.field.listing_numbers')}
            hint={t('rules.listings_hint')}
            maxLength={400}
            value={values.listing_numbers}
            onChange={(text) => set({ listing_numbers: text })}
            error={wrong('listing_numbers')}
          />
          <TextField
            label={t('rules.field.component_codes')}
            hint={t('rules.components_hint')}
            maxLength={200}
            value={values.component_codes}
            onChange={(text) => set({ component_codes: text })}
            error={wrong('component_codes')}
          />
          <TextField
            label={t('rules.field.federal_from_cents')}
            inputMode="decimal"
            maxLength={20}
            value={values.federal_from_cents}
            onChange={(text) => set({ federal_from_cents: text })}
            error={wrong('federal_from_cents')}
          />
          <TextField
            label={t('rules.field.federal_below_cents')}
            inputMode="decimal"
            maxLength={20}
            value={values.federal_below_cents}
            onChange={(text) => set({ federal_below_cents: text })}
            error={wrong('federal_below_cents')}
          />
        </>
      )}
      {(kind === 'ffata' || kind === 'single_audit') && (
        <TextField
          label={t('rules.field.threshold_cents')}
          inputMode="decimal"
          maxLength={20}
          value={values.threshold_cents}
          onChange={(text) => set({ threshold_cents: text })}
          error={wrong('threshold_cents')}
        />
      )}
      {day('valid_from')}
      {!isVersion && day('valid_until')}
    </div>
  );
}
