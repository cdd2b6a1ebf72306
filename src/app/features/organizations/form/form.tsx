import '../../../styles/event-form.css';
import '../../../styles/awards.css';
import '../../../styles/organizations.css';
import { Select } from 'antd';
import {
  type LetterLanguage,
  letterLanguages,
  type OrganizationKind,
  organizationKinds,
} from '../../../../domain/organizations/organization.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { OrganizationField } from '../../../shared/fields/organization-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { Check } from './check.tsx';
import { FormContacts, FormFundings, FormGroups, FormHours, FormStandards } from './parts.tsx';
import type { OrganizationValues } from './values.ts';

export type OrganizationFormProps = {
  values: OrganizationValues;
  onChange: (patch: Partial<OrganizationValues>) => void;
  errors: Readonly<Record<string, string>>;
  /** The names of those that are chosen already. */
  parentName?: string | undefined;
  /** The one that is changed; a new one has none. */
  id?: string | undefined;
};

/** An organization: what it is, how to reach it, whom to ask, what it speaks, when it is open, who pays, what it promised. */
export function OrganizationForm(props: OrganizationFormProps) {
  const { values, onChange, errors } = props;
  const { t } = useWords();
  const { languages } = useReferences();
  const text = (field: 'name' | 'alternate_name' | 'email' | 'phone' | 'website' | 'neighborhood' | 'legal_status', maxLength: number) => (
    <TextField
      label={t(`organization.${field}`)}
      maxLength={maxLength}
      value={values[field]}
      onChange={(value) => onChange({ [field]: value })}
      error={errors[field]}
      {...(field === 'website' ? { placeholder: 'https://', inputMode: 'url' as const } : {})}
    />
  );
  return (
    <div className="event-form award-form organization-form">
      {text('name', 160)}
      <KindFields {...props} />
      <TextField
        label={t('organization.description')}
        hint={t('organization.description_hint')}
        rows={4}
        maxLength={10000}
        value={values.description}
        onChange={(description) => onChange({ description })}
        error={errors.description}
      />
      <div className="form-grid">
        {text('alternate_name', 160)}
        {text('phone', 40)}
        {text('email', 254)}
        {text('website', 1000)}
      </div>
      <PlaceFields {...props} />
      <Field label={t('organization.languages')} hint={t('organization.languages_hint')} error={errors.languages}>
        {(control) => (
          <Select
            {...control}
            className="wide"
            mode="multiple"
            optionFilterProp="label"
            value={values.languages}
            options={languages
              .filter((one) => one.is_active || values.languages.includes(one.code))
              .map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(codes: string[]) => onChange({ languages: codes })}
          />
        )}
      </Field>
      <FormContacts {...props} />
      {(values.kind === 'department' || values.work_groups.length > 0) && <FormGroups {...props} />}
      <FormHours {...props} />
      <FormFundings {...props} />
      <ReferralFields {...props} />
      {(values.takes_referrals || values.standards.length > 0) && <FormStandards {...props} />}
    </div>
  );
}

/** What kind it is. Departments are the administrators’. */
function KindFields({ values, onChange, errors, id }: OrganizationFormProps) {
  const { t } = useWords();
  const { me } = useOffice();
  const isAdmin = me.role === 'admin';
  const isLocked = !isAdmin && values.kind === 'department' && id !== undefined;
  return (
    <>
      <Field label={t('organization.kind')} error={errors.kind} hint={isLocked ? t('organization.department_reason') : undefined}>
        {(control) => (
          <Select
            {...control}
            className="wide"
            disabled={isLocked}
            value={values.kind}
            options={organizationKinds
              .filter((kind) => isAdmin || kind !== 'department' || isLocked)
              .map((kind) => ({ value: kind, label: t(`organization.kind.${kind}`) }))}
            onChange={(kind: OrganizationKind) =>
              // Who is not an authority is a nonprofit until somebody says otherwise.
              onChange({ kind, ...(id ? {} : { is_nonprofit: kind === 'community' || kind === 'neighborhood' }) })
            }
          />
        )}
      </Field>
      <Check
        label={t('organization.is_nonprofit')}
        hint={t('organization.nonprofit_hint')}
        error={errors.is_nonprofit}
        value={values.is_nonprofit}
        onChange={(is_nonprofit) => onChange({ is_nonprofit })}
      />
      <Check
        label={t('organization.is_interpreter_vendor')}
        value={values.is_interpreter_vendor}
        onChange={(is_interpreter_vendor) => onChange({ is_interpreter_vendor })}
      />
      {id && !isLocked && (
        <Check
          label={t('organization.is_active')}
          hint={t('organization.active_hint')}
          error={errors.is_active}
          value={values.is_active}
          onChange={(is_active) => onChange({ is_active })}
        />
      )}
    </>
  );
}

function PlaceFields({ values, onChange, errors, parentName, id }: OrganizationFormProps) {
  const { t } = useWords();
  const { districts } = useReferences();
  return (
    <div className="form-grid">
      <TextField
        label={t('organization.address')}
        maxLength={500}
        value={values.address}
        onChange={(address) => onChange({ address })}
        error={errors.address}
      />
      <TextField
        label={t('organization.neighborhood')}
        maxLength={200}
        value={values.neighborhood}
        onChange={(neighborhood) => onChange({ neighborhood })}
        error={errors.neighborhood}
      />
      <ChoiceField
        label={t('organization.district')}
        emptyLabel={t('organization.district_none')}
        value={values.district_id}
        options={districts
          .filter((one) => one.is_active || one.id === values.district_id)
          .map(({ id: district, name }) => ({ value: district, label: name }))}
        onChange={(district_id) => onChange({ district_id })}
        error={errors.organization_district}
      />
      <OrganizationField
        label={t('organization.parent')}
        emptyLabel={t('organization.parent_none')}
        value={values.parent_id}
        chosenName={parentName}
        without={id ? [id] : []}
        onChange={(parent_id) => onChange({ parent_id })}
        error={errors.parent_id}
      />
      <TextField
        label={t('organization.legal_status')}
        maxLength={120}
        value={values.legal_status}
        onChange={(legal_status) => onChange({ legal_status })}
        error={errors.legal_status}
      />
    </div>
  );
}

/** Whether residents are handed over to it, where that goes, and who of the office hears when nobody answers. */
function ReferralFields({ values, onChange, errors }: OrganizationFormProps) {
  const { t } = useWords();
  const { staff } = useReferences();
  const people = (chosen: string | null) =>
    staff.filter(({ id, is_active }) => is_active || id === chosen).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Check
        label={t('organization.takes_referrals')}
        hint={t('organization.takes_hint')}
        value={values.takes_referrals}
        onChange={(takes_referrals) => onChange({ takes_referrals })}
      />
      <div className="form-grid">
        {values.takes_referrals && (
          <TextField
            label={t('organization.referral_email')}
            hint={t('organization.referral_hint')}
            maxLength={254}
            value={values.referral_email}
            onChange={(referral_email) => onChange({ referral_email })}
            error={errors.referral_email}
          />
        )}
        {values.takes_referrals && (
          <ChoiceField
            label={t('organization.letter_language')}
            hint={t('organization.letter_language_hint')}
            value={values.letter_language}
            options={letterLanguages.map((code) => ({ value: code, label: t(`organization.letters_in.${code}`) }))}
            onChange={(code) => onChange({ letter_language: (code ?? 'en') as LetterLanguage })}
            error={errors.letter_language}
          />
        )}
        {values.takes_referrals && (
          <ChoiceField
            label={t('organization.escalation')}
            hint={t('organization.escalation_hint')}
            emptyLabel={t('organization.escalation_none')}
            value={values.escalation_staff_id}
            options={people(values.escalation_staff_id)}
            onChange={(escalation_staff_id) => onChange({ escalation_staff_id })}
          />
        )}
        <ChoiceField
          label={t('organization.relationship')}
          emptyLabel={t('changes.nobody')}
          value={values.relationship_staff_id}
          options={people(values.relationship_staff_id)}
          onChange={(relationship_staff_id) => onChange({ relationship_staff_id })}
          error={errors.organization_staff}
        />
      </div>
    </>
  );
}
