import { useList } from '@refinedev/core';
import { useWords } from '../../../providers/i18n.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useOptions } from '../../../shared/fields/use-options.ts';
import { ManyField } from './many-field.tsx';
import type { FormPartProps } from './part.ts';

type Legislation = { id: string; file_number: string; title: string };

/** What is presented and discussed, for how many. */
export function FormContent({ values, onChange, errors, suggestions }: FormPartProps) {
  const { t } = useWords();
  const { topics } = useOptions();
  const { query } = useList<Legislation>({
    resource: 'legislation',
    meta: { select: 'id,file_number,title' },
    sorters: [{ field: 'file_number', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 10 * 60_000 },
  });
  const legislation = (query.data?.data ?? []).map(({ id, file_number, title }) => ({ value: id, label: `${file_number} · ${title}` }));
  return (
    <div className="form-grid">
      <div className="form-wide">
        <ManyField
          label={t('event.form.programs')}
          hint={t('event.form.programs_hint')}
          free
          value={values.programs}
          options={(suggestions.programs ?? []).map((value) => ({ value, label: value }))}
          onChange={(programs) => onChange({ programs })}
          error={errors.programs}
        />
      </div>
      <ManyField
        label={t('event.form.topics')}
        value={values.topics}
        options={topics}
        onChange={(next) => onChange({ topics: next })}
        error={errors.topics}
      />
      <ManyField
        label={t('event.form.legislation')}
        value={values.legislation}
        options={legislation}
        onChange={(next) => onChange({ legislation: next })}
        error={errors.legislation}
      />
      <TextField
        label={t('event.form.expected')}
        inputMode="numeric"
        value={values.expected_count}
        onChange={(expected_count) => onChange({ expected_count })}
        maxLength={6}
        error={errors.expected_count}
      />
      <div className="form-wide">
        <TextField
          label={t('event.form.plan')}
          hint={t('event.form.plan_hint')}
          rows={4}
          value={values.plan}
          onChange={(plan) => onChange({ plan })}
          maxLength={20_000}
          error={errors.plan}
        />
      </div>
    </div>
  );
}
