import { Input, Radio } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import type { SaidHow } from './use-consent-record.ts';

type SourceFieldsProps = {
  how: SaidHow;
  note: string;
  onChange: (patch: { how?: SaidHow; note?: string }) => void;
  error?: string | undefined;
};

/** How somebody said it, and where that can be found again: the ledger keeps both. */
export function SourceFields({ how, note, onChange, error }: SourceFieldsProps) {
  const { t } = useWords();
  return (
    <>
      <fieldset className="choice-group">
        <legend className="field-label">{t('consent.how')}</legend>
        <Radio.Group
          value={how}
          onChange={({ target }) => onChange({ how: target.value as SaidHow })}
          options={[
            { value: 'staff', label: t('consent.how_staff') },
            { value: 'form', label: t('consent.how_form') },
          ]}
        />
      </fieldset>
      <Field label={t('consent.note')} hint={t('consent.note_hint')} error={error}>
        {(control) => (
          <Input {...control} autoComplete="off" maxLength={500} value={note} onChange={({ target }) => onChange({ note: target.value })} />
        )}
      </Field>
    </>
  );
}
