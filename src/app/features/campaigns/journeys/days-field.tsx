import { Input, Radio } from 'antd';
import type { JourneyKind } from '../../../../domain/campaigns/journeys.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';

/** Days as they are typed, and, around an event, on which side of it. */
export type TypedDays = { text: string; isBefore: boolean };
export const typedDays = (days: number): TypedDays => ({ text: String(Math.abs(days)), isBefore: days < 0 });
export const readDays = ({ text, isBefore }: TypedDays): number | null => {
  if (!/^\d{1,3}$/.test(text.trim())) return null;
  return isBefore ? -Number(text) : Number(text);
};

type DaysFieldProps = { kind: JourneyKind; value: TypedDays; error: string | undefined; onChange: (value: TypedDays) => void };

/** When a letter goes, in days from what begins it. */
export function DaysField({ kind, value, error, onChange }: DaysFieldProps) {
  const { t } = useWords();
  return (
    <>
      {kind === 'event_sequence' && (
        <fieldset className="journey-side">
          <legend className="field-label">{t('journeys.side')}</legend>
          <Radio.Group
            value={value.isBefore}
            onChange={({ target }) => onChange({ ...value, isBefore: target.value as boolean })}
            options={[
              { value: true, label: t('journeys.side_before') },
              { value: false, label: t('journeys.side_after') },
            ]}
          />
        </fieldset>
      )}
      <Field label={t(`journeys.days_label.${kind}`)} hint={t(`journeys.days_hint.${kind}`)} error={error}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            className="journey-days"
            value={value.text}
            onChange={({ target }) => onChange({ ...value, text: target.value })}
          />
        )}
      </Field>
    </>
  );
}
