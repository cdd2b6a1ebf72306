import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useOptions } from '../../../shared/fields/use-options.ts';
import type { FormPartProps } from './part.ts';

/** Where it is, more exactly, and where it can be followed from afar. */
export function FormPlace({ values, onChange, errors }: FormPartProps) {
  const { t } = useWords();
  const { districts } = useOptions(values);
  return (
    <div className="form-grid">
      <div className="form-wide">
        <TextField
          label={t('event.form.address')}
          value={values.address}
          onChange={(address) => onChange({ address })}
          maxLength={500}
          error={errors.address}
        />
      </div>
      <ChoiceField
        label={t('field.district_id')}
        value={values.district_id}
        options={districts}
        emptyLabel={t('value.none')}
        onChange={(district_id) => onChange({ district_id })}
        error={errors.district_id}
      />
      <TextField
        label={t('field.neighborhood')}
        value={values.neighborhood}
        onChange={(neighborhood) => onChange({ neighborhood })}
        maxLength={200}
        error={errors.neighborhood}
      />
      <div className="form-wide">
        <TextField
          label={t('event.form.online')}
          hint={t('event.form.online_hint')}
          inputMode="url"
          value={values.online_url}
          onChange={(online_url) => onChange({ online_url })}
          maxLength={1000}
          error={errors.online_url}
        />
      </div>
    </div>
  );
}
