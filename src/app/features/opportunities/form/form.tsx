import '../../../styles/event-form.css';
import '../../../styles/awards.css';
import { useList } from '@refinedev/core';
import { Input, Select } from 'antd';
import { type CouncilAction, councilActions } from '../../../../domain/opportunities/opportunity.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useComponents, useListings } from '../../../shared/grants/use-grant-references.ts';
import type { OpportunityValues } from './values.ts';

type OpportunityFormProps = {
  values: OpportunityValues;
  onChange: (patch: Partial<OpportunityValues>) => void;
  errors: Readonly<Record<string, string>>;
};

/** An opportunity: which and by when; how much, and what the city brings; who would do it, and what Council has to do. */
export function OpportunityForm({ values, onChange, errors }: OpportunityFormProps) {
  const { t } = useWords();
  const components = useComponents() ?? [];
  const listings = useListings() ?? [];
  return (
    <div className="event-form award-form">
      <TextField
        label={t('opportunity.number')}
        hint={t('opportunity.number_hint')}
        maxLength={80}
        value={values.opportunity_number}
        onChange={(opportunity_number) => onChange({ opportunity_number })}
        error={errors.opportunity_number}
      />
      <TextField
        label={t('opportunity.title')}
        maxLength={300}
        value={values.title}
        onChange={(title) => onChange({ title })}
        error={errors.title}
      />
      <div className="form-grid">
        {(['grants_gov_due_on', 'due_on', 'posted_on'] as const).map((field) => (
          <DayField
            key={field}
            label={t(`opportunity.${field}`)}
            hint={field === 'due_on' ? t('opportunity.due_hint') : undefined}
            value={values[field]}
            onChange={(day) => onChange({ [field]: day })}
            error={errors[field]}
          />
        ))}
        <ChoiceField
          label={t('award.listing')}
          emptyLabel={t('award.form.listing_none')}
          value={values.listing_id}
          options={listings.map((one) => ({ value: one.id, label: `${one.number} · ${one.title}` }))}
          onChange={(listing_id) => onChange({ listing_id })}
          error={errors.listing_id}
        />
        <ChoiceField
          label={t('award.component')}
          emptyLabel={t('opportunity.component_none')}
          value={values.component_id}
          options={components.map((one) => ({ value: one.id, label: `${one.code} · ${one.name}` }))}
          onChange={(component_id) => onChange({ component_id })}
          error={errors.component_id}
        />
        <TextField
          label={t('opportunity.agency')}
          maxLength={200}
          value={values.agency}
          onChange={(agency) => onChange({ agency })}
          error={errors.agency}
        />
      </div>
      <MoneyFields values={values} onChange={onChange} errors={errors} />
      <CityFields values={values} onChange={onChange} errors={errors} />
      <TextField
        label={t('opportunity.url')}
        inputMode="url"
        maxLength={1000}
        placeholder="https://"
        value={values.url}
        onChange={(url) => onChange({ url })}
        error={errors.url}
      />
      <TextField
        label={t('award.form.notes')}
        rows={4}
        maxLength={20000}
        value={values.notes}
        onChange={(notes) => onChange({ notes })}
        error={errors.notes}
      />
    </div>
  );
}

function MoneyFields({ values, onChange, errors }: OpportunityFormProps) {
  const { t } = useWords();
  return (
    <div className="award-amounts">
      {(['ceiling', 'request', 'match_percent', 'match'] as const).map((field) => (
        <Field
          key={field}
          label={t(`opportunity.${field}`)}
          hint={field === 'match_percent' ? t('opportunity.percent_hint') : field === 'match' ? t('opportunity.match_hint') : undefined}
          error={errors[field]}
        >
          {(control) => (
            <Input
              {...control}
              {...(field === 'match_percent' ? { suffix: '%' } : { prefix: '$' })}
              inputMode="decimal"
              autoComplete="off"
              maxLength={24}
              value={values[field]}
              onChange={(event) => onChange({ [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

type Legislation = { id: string; file_number: string; title: string };

function CityFields({ values, onChange, errors }: OpportunityFormProps) {
  const { t } = useWords();
  const { staff, organizations } = useReferences();
  const { query } = useList<Legislation>({
    resource: 'legislation',
    meta: { select: 'id,file_number,title' },
    sorters: [{ field: 'file_number', order: 'desc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 10 * 60_000 },
  });
  const people = staff
    .filter(({ id, is_active }) => is_active || id === values.owner_id)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="form-grid">
      <Field label={t('opportunity.departments')} hint={t('opportunity.departments_hint')} error={errors.departments}>
        {(control) => (
          <Select
            {...control}
            className="wide"
            mode="multiple"
            optionFilterProp="label"
            value={values.departments}
            options={organizations
              .filter(({ id, kind }) => kind === 'department' || values.departments.includes(id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(departments: string[]) => onChange({ departments })}
          />
        )}
      </Field>
      <ChoiceField
        label={t('opportunity.owner')}
        emptyLabel={t('changes.nobody')}
        value={values.owner_id}
        options={people}
        onChange={(owner_id) => onChange({ owner_id })}
        error={errors.owner_id}
      />
      <ChoiceField
        label={t('opportunity.council_action')}
        value={values.council_action}
        options={councilActions.map((action) => ({ value: action, label: t(`opportunity.council.${action}`) }))}
        onChange={(action) => onChange({ council_action: (action ?? 'unknown') as CouncilAction })}
        error={errors.council_action}
      />
      <ChoiceField
        label={t('opportunity.legislation')}
        emptyLabel={t('award.form.legislation_none')}
        value={values.legislation_id}
        options={(query.data?.data ?? []).map(({ id, file_number, title }) => ({ value: id, label: `${file_number} · ${title}` }))}
        onChange={(legislation_id) => onChange({ legislation_id })}
        error={errors.legislation_id}
      />
    </div>
  );
}
