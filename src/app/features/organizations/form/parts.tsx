import { useList } from '@refinedev/core';
import { Input, Select } from 'antd';
import { type FundingLevel, fundingLevels } from '../../../../domain/organizations/organization.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Lines } from '../../../shared/fields/lines.tsx';
import { WeekField } from '../../../shared/fields/week-field.tsx';
import type { OrganizationFormProps } from './form.tsx';
import { emptyContact, emptyFunding, emptyGroup, emptyStandard } from './values.ts';

/** Whom to ask. At a nonprofit there is no field for a name: the law protects the people there. */
export function FormContacts({ values, onChange, errors }: OrganizationFormProps) {
  const { t } = useWords();
  return (
    <Lines
      legend={t('organization.contacts')}
      hint={t(values.is_nonprofit ? 'organization.protected_reason' : 'organization.contacts_hint')}
      rows={values.contacts}
      onChange={(contacts) => onChange({ contacts })}
      empty={emptyContact}
      add={t('organization.add_contact')}
      className="line-contact"
      errors={errors}
      error={errors.contacts}
    >
      {(row, patch, number) =>
        (['role', ...(values.is_nonprofit ? [] : (['name'] as const)), 'email', 'phone', 'purpose'] as const).map((field) => (
          <Input
            key={field}
            aria-label={t(`organization.contact_${field}_of`, { number })}
            placeholder={t(`organization.contact_${field}`)}
            maxLength={field === 'purpose' ? 500 : 200}
            value={row[field]}
            onChange={(event) => patch({ [field]: event.target.value })}
          />
        ))
      }
    </Lines>
  );
}

/** Parts of a department, with the name under which the 311 feed knows each. */
export function FormGroups({ values, onChange, errors }: OrganizationFormProps) {
  const { t } = useWords();
  return (
    <Lines
      legend={t('organization.work_groups')}
      hint={t('organization.work_groups_hint')}
      rows={values.work_groups}
      onChange={(work_groups) => onChange({ work_groups })}
      empty={emptyGroup}
      add={t('organization.add_work_group')}
      className="line-contact"
      errors={errors}
      error={errors.work_groups}
    >
      {(row, patch, number) => (
        <>
          {(['name', 'feed_name', 'email', 'phone'] as const).map((field) => (
            <Input
              key={field}
              aria-label={t(`organization.group_${field}_of`, { number })}
              placeholder={t(`organization.group_${field}`)}
              maxLength={field === 'email' ? 254 : 160}
              value={row[field]}
              onChange={(event) => patch({ [field]: event.target.value })}
            />
          ))}
          <label className="check">
            <input
              type="checkbox"
              aria-label={t('organization.group_active_of', { number })}
              checked={row.is_active}
              onChange={({ target }) => patch({ is_active: target.checked })}
            />
            {t('organization.group_active')}
          </label>
        </>
      )}
    </Lines>
  );
}

/** When it is open; without a line its clocks run in the office’s hours. */
export function FormHours({ values, onChange, errors }: OrganizationFormProps) {
  const { t } = useWords();
  return (
    <WeekField
      hint={t('organization.hours_hint')}
      rows={values.hours}
      onChange={(hours) => onChange({ hours })}
      errors={errors}
      error={errors.hours}
    />
  );
}

type AwardRow = { id: string; award_number: string | null; title: string };

/** Who pays; money of an award that the city coordinates is named by it. */
export function FormFundings({ values, onChange, errors }: OrganizationFormProps) {
  const { t } = useWords();
  const { query } = useList<AwardRow>({
    resource: 'awards',
    meta: { select: 'id, award_number, title' },
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { enabled: values.fundings.length > 0, staleTime: 60_000 },
  });
  const awards = (query.data?.data ?? []).map(({ id, award_number, title }) => ({
    value: id,
    label: `${award_number ?? ''} ${title}`.trim(),
  }));
  return (
    <Lines
      legend={t('organization.fundings')}
      rows={values.fundings}
      onChange={(fundings) => onChange({ fundings })}
      empty={emptyFunding}
      add={t('organization.add_funding')}
      className="line-funding"
      errors={errors}
      error={errors.fundings}
    >
      {(row, patch, number) => (
        <>
          <Input
            aria-label={t('organization.funding_source_of', { number })}
            placeholder={t('organization.funding_source')}
            maxLength={300}
            value={row.source}
            onChange={(event) => patch({ source: event.target.value })}
          />
          <Select
            aria-label={t('organization.funding_level_of', { number })}
            value={row.level}
            options={fundingLevels.map((level) => ({ value: level, label: t(`organization.level.${level}`) }))}
            onChange={(level: FundingLevel) => patch({ level })}
          />
          <Select
            aria-label={t('organization.funding_award_of', { number })}
            showSearch
            optionFilterProp="label"
            value={row.award_id ?? ''}
            options={[{ value: '', label: t('organization.funding_no_award') }, ...awards]}
            onChange={(award: string) => patch({ award_id: award || null })}
          />
        </>
      )}
    </Lines>
  );
}

/** How soon they accept and tell the outcome; a topic of its own, or all others. */
export function FormStandards({ values, onChange, errors }: OrganizationFormProps) {
  const { t } = useWords();
  const { topics } = useReferences();
  return (
    <Lines
      legend={t('organization.standards')}
      hint={t('organization.standards_hint')}
      rows={values.standards}
      onChange={(standards) => onChange({ standards })}
      empty={emptyStandard}
      add={t('organization.add_standard')}
      className="line-standard"
      errors={errors}
      error={errors.standards}
    >
      {(row, patch, number) => (
        <>
          <Select
            aria-label={t('organization.standard_topic_of', { number })}
            showSearch
            optionFilterProp="label"
            value={row.topic_id ?? ''}
            options={[
              { value: '', label: t('organization.standard_all') },
              ...topics.filter((one) => one.is_active || one.id === row.topic_id).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(topic: string) => patch({ topic_id: topic || null })}
          />
          {(['accept', 'outcome'] as const).map((field) => (
            <Input
              key={field}
              aria-label={t(`organization.standard_${field}_of`, { number })}
              prefix={t(`organization.standard_${field}`)}
              maxLength={20}
              value={row[field]}
              onChange={(event) => patch({ [field]: event.target.value })}
            />
          ))}
          <Input
            aria-label={t('organization.standard_note_of', { number })}
            placeholder={t('organization.standard_note')}
            maxLength={1000}
            value={row.note}
            onChange={(event) => patch({ note: event.target.value })}
          />
        </>
      )}
    </Lines>
  );
}
