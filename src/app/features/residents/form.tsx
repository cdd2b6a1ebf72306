import { Input } from 'antd';
import { type ContactWay, contactWays } from '../../../domain/residents/resident.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../../shared/components/field.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import { useMedia } from '../../shared/hooks/use-media.ts';
import { SimilarResidents } from '../../shared/residents/similar-residents.tsx';
import { ContactsField } from './contacts-field.tsx';
import type { ContactKind, ResidentErrors, ResidentValues } from './form-values.ts';
import { TagsField } from './tags-field.tsx';

type ResidentFormProps = {
  values: ResidentValues;
  onChange: (patch: Partial<ResidentValues>) => void;
  errors: ResidentErrors;
  /** Of the resident who is edited; without it a new one is made. */
  id?: string;
};

const contactKinds: ContactKind[] = ['phones', 'emails', 'addresses'];

/** What is known of a resident, with all contacts, and who may be the same person. */
export function ResidentForm({ values, onChange: change, errors, id }: ResidentFormProps) {
  const { t } = useWords();
  const options = useOptions(values);
  // As wide as the style sheet says that there is room beside the form.
  const hasRoom = useMedia('(min-width: 1320px)');
  const text = (field: 'preferred_name' | 'neighborhood' | 'name' | 'contact_note', longest = 200) => (
    <Field label={t(`field.${field}`)} error={errors[field]}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          maxLength={longest}
          value={values[field]}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className="form-grid">
        {text('name')}
        {text('preferred_name')}
        <ChoiceField
          label={t('field.preferred_language')}
          value={values.preferred_language}
          options={options.languages}
          onChange={(preferred_language) => preferred_language && change({ preferred_language })}
        />
        <label className="check check-field">
          <input
            type="checkbox"
            checked={values.needs_interpreter}
            onChange={(event) => change({ needs_interpreter: event.target.checked })}
          />
          <span>{t('field.needs_interpreter')}</span>
        </label>
        <ChoiceField
          label={t('field.district_id')}
          value={values.district_id}
          options={options.districts}
          emptyLabel={t('value.unknown')}
          onChange={(district_id) => change({ district_id })}
        />
        {text('neighborhood')}
        <ChoiceField
          label={t('field.contact_by')}
          value={values.contact_by}
          options={contactWays.map((value) => ({ value, label: t(`contact_by.${value}`) }))}
          onChange={(contact_by) => contact_by && change({ contact_by: contact_by as ContactWay })}
        />
        {text('contact_note', 500)}
        <div className="form-wide">
          <TagsField value={values.tags} error={errors.tags} onChange={(tags) => change({ tags })} />
        </div>
        {contactKinds.map((kind) => (
          <div className="form-wide" key={kind}>
            <ContactsField kind={kind} rows={values[kind]} onChange={(rows) => change({ [kind]: rows })} errors={errors} />
          </div>
        ))}
        <div className="form-wide">
          <Field label={t('field.accessibility_need')}>
            {(control) => (
              <Input.TextArea
                {...control}
                rows={2}
                maxLength={2000}
                value={values.accessibility_need}
                onChange={(event) => change({ accessibility_need: event.target.value })}
              />
            )}
          </Field>
        </div>
      </div>
      <div className="form-aside">
        <SimilarResidents
          isFolded={!hasRoom}
          draft={{
            id,
            name: values.name,
            preferred_name: values.preferred_name,
            phones: values.phones.map(({ value }) => value),
            emails: values.emails.map(({ value }) => value),
            addresses: values.addresses.map(({ value, postal_code }) => ({ lines: value, postal_code: postal_code || null })),
          }}
        />
      </div>
    </>
  );
}
