import { useList } from '@refinedev/core';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useOptions } from '../../../shared/fields/use-options.ts';
import type { AwardPartProps } from './part.ts';

type Legislation = { id: string; file_number: string; title: string };

/** The city's side: who accepted it, who does the work, and where its books have it. */
export function FormCity({ values, onChange, errors, ownUei }: AwardPartProps) {
  const { t } = useWords();
  const { staff } = useReferences();
  const { organizations } = useOptions({ department_id: values.department_id });
  const { query } = useList<Legislation>({
    resource: 'legislation',
    meta: { select: 'id,file_number,title' },
    sorters: [{ field: 'file_number', order: 'desc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 10 * 60_000 },
  });
  const ordinances = (query.data?.data ?? []).map(({ id, file_number, title }) => ({ value: id, label: `${file_number} · ${title}` }));
  const people = staff
    .filter(({ id, is_active }) => is_active || id === values.lead_id)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <ChoiceField
        label={t('award.form.legislation')}
        hint={t('award.form.legislation_hint')}
        emptyLabel={t('award.form.legislation_none')}
        value={values.legislation_id}
        options={ordinances}
        onChange={(legislation_id) => onChange({ legislation_id })}
        error={errors.legislation_id}
      />
      <div className="form-grid">
        <ChoiceField
          label={t('award.department')}
          emptyLabel={t('award.form.department_none')}
          value={values.department_id}
          options={organizations}
          onChange={(department_id) => onChange({ department_id })}
          error={errors.department_id}
        />
        <ChoiceField
          label={t('award.lead')}
          emptyLabel={t('award.form.lead_none')}
          value={values.lead_id}
          options={people}
          onChange={(lead_id) => onChange({ lead_id })}
          error={errors.lead_id}
        />
        <TextField
          label={t('award.form.fund_code')}
          maxLength={60}
          value={values.fund_code}
          onChange={(fund_code) => onChange({ fund_code })}
          error={errors.fund_code}
        />
        <TextField
          label={t('award.form.project_code')}
          maxLength={60}
          value={values.project_code}
          onChange={(project_code) => onChange({ project_code })}
          error={errors.project_code}
        />
        <TextField
          label={t('award.form.uei')}
          hint={ownUei ? t('award.form.uei_own', { uei: ownUei }) : t('award.form.uei_hint')}
          maxLength={12}
          value={values.recipient_uei}
          onChange={(recipient_uei) => onChange({ recipient_uei })}
          error={errors.recipient_uei}
        />
      </div>
    </>
  );
}
