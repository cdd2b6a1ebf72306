import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { type ContactWay, contactWays } from '../../../domain/residents/resident.ts';
import { nameAct } from '../../providers/acts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import { normalizePhone } from '../../shared/phone-text.ts';
import { SimilarResidents } from '../../shared/residents/similar-residents.tsx';
import { ContactsField } from './contacts-field.tsx';
import { type ContactKind, type ResidentErrors, type ResidentValues, toSavedResident } from './form-values.ts';
import { TagsField } from './tags-field.tsx';

type ResidentFormProps = {
  start: ResidentValues;
  /** Of the resident who is edited; null makes a new one. */
  saved: { id: string; version: number } | null;
  onSaved: (id: string, act: string) => void;
  onCancel: () => void;
  /** Somebody else saved since it was opened. */
  isMoved?: boolean;
  /** With what is typed, when a save was refused for that or when both versions are to be seen. */
  onCompare?: (values: ResidentValues) => void;
};

const contactKinds: ContactKind[] = ['phones', 'emails', 'addresses'];

/** A resident with all contacts, saved in one act. */
export function ResidentForm({ start, saved, onSaved, onCancel, isMoved = false, onCompare }: ResidentFormProps) {
  const { t } = useWords();
  const { mutateAsync: call, mutation } = useCustomMutation<{ id: string }>();
  const invalidate = useInvalidate();
  const [values, setValues] = useState(start);
  const [errors, setErrors] = useState<ResidentErrors>({});
  const [error, setError] = useState<unknown>(null);
  const options = useOptions(values);
  const change = (patch: Partial<ResidentValues>) => setValues((now) => ({ ...now, ...patch }));

  async function save() {
    setError(null);
    const { resident, problems } = await toSavedResident(values, normalizePhone);
    setErrors(Object.fromEntries(problems.map(({ at, problem }) => [at, t(`residents.wrong_${problem}`)])));
    if (problems.length > 0) return;
    const act = nameAct();
    try {
      const { data } = await call({
        url: 'save_resident',
        method: 'post',
        values: { p_resident: resident, ...(saved ? { p_id: saved.id, p_version: saved.version } : {}) },
        meta: { act },
        successNotification: false,
        errorNotification: false,
      });
      await invalidate({ resource: 'residents', invalidates: ['list', 'detail'], id: String(data) });
      onSaved(String(data), act);
    } catch (refused) {
      if (onCompare && toRefusal(refused).kind === 'conflict') onCompare(values);
      else setError(refused);
    }
  }

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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {isMoved && (
        <div className="notice notice-amber" role="alert">
          <p>{t('residents.moved')}</p>
          <p>
            <button type="button" className="link" onClick={() => onCompare?.(values)}>
              {t('residents.compare')}
            </button>
          </p>
        </div>
      )}
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
      <SimilarResidents
        draft={{
          id: saved?.id,
          name: values.name,
          preferred_name: values.preferred_name,
          phones: values.phones.map(({ value }) => value),
          emails: values.emails.map(({ value }) => value),
          addresses: values.addresses.map(({ value, postal_code }) => ({ lines: value, postal_code: postal_code || null })),
        }}
      />
      <RefusedLine error={error} />
      <div className="form-foot">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={mutation.isPending}>
          {t('residents.save')}
        </Button>
      </div>
    </form>
  );
}
