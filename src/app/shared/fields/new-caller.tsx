import { Input } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import { SimilarResidents } from '../residents/similar-residents.tsx';
import type { Caller } from './caller-field.tsx';

type NewCallerProps = {
  value: Extract<Caller, { kind: 'new' }>;
  onChange: (caller: Caller) => void;
  errors?: { name?: string | undefined; phone?: string | undefined; email?: string | undefined } | undefined;
};

/** What makes a new resident: a name, and how they are reached if they say so. */
export function NewCaller({ value, onChange, errors }: NewCallerProps) {
  const { t } = useWords();
  return (
    <fieldset className="new-caller">
      <legend className="field-label">{t('caller.new')}</legend>
      <Field label={t('field.name')} error={errors?.name}>
        {(control) => (
          <Input
            {...control}
            autoFocus={!value.name}
            autoComplete="off"
            maxLength={200}
            value={value.name}
            onChange={(event) => onChange({ ...value, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('field.phone')} error={errors?.phone}>
        {(control) => (
          <Input
            {...control}
            type="tel"
            autoFocus={Boolean(value.name)}
            autoComplete="off"
            value={value.phone}
            onChange={(event) => onChange({ ...value, phone: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('caller.email')} error={errors?.email}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            maxLength={254}
            value={value.email}
            onChange={(event) => onChange({ ...value, email: event.target.value })}
          />
        )}
      </Field>
      <SimilarResidents
        draft={{ name: value.name, phones: [value.phone], emails: [value.email], addresses: [] }}
        onTake={(row) =>
          onChange({ kind: 'known', id: row.id, name: row.name, language: row.preferred_language, districtId: row.district_id })
        }
      />
      <button type="button" className="link" onClick={() => onChange({ kind: 'unknown', text: value.phone || value.email || value.name })}>
        {t('caller.back')}
      </button>
    </fieldset>
  );
}
