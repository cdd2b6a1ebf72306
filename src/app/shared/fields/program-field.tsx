import { useCustom } from '@refinedev/core';
import { Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import { useSettled } from '../hooks/use-settled.ts';

type Found = { id: string; name: string; organization_id: string; organization_name: string };
type ProgramFieldProps = {
  label: string;
  value: string | null;
  /** What is chosen is called so, before anything was looked for. */
  name?: string | undefined;
  onChange: (id: string | null, found: Found | null) => void;
  /** Filters of the list of programs: `{ organization: [id], open: true }`. */
  filter?: Record<string, unknown>;
  emptyLabel?: string;
  hint?: string | undefined;
  error?: string | undefined;
};

/** A program, found by its name, its need or who gives it, in any language; those that one can have now come first. */
export function ProgramField({ label, value, name, onChange, filter = {}, emptyLabel, hint, error }: ProgramFieldProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const text = useSettled(typed, 200);
  const { query } = useCustom<Found[]>({
    url: 'find_programs',
    method: 'post',
    config: { payload: { p_text: text, p_filter: filter, p_limit: 20 } },
    errorNotification: false,
    queryOptions: { meta: { live: ['programs'] }, placeholderData: (previous) => previous },
  });
  const found = query.data?.data ?? [];
  const options = found.map((one) => ({ value: one.id, label: `${one.name} · ${one.organization_name}` }));
  const chosen = value && name && !found.some(({ id }) => id === value) ? [{ value, label: name }] : [];
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          showSearch
          filterOption={false}
          status={error ? 'error' : ''}
          value={value ?? (emptyLabel ? '' : undefined)}
          placeholder={t('program.field_placeholder')}
          notFoundContent={query.isFetching ? t('program.field_looking') : t('program.field_none')}
          options={[...(emptyLabel ? [{ value: '', label: emptyLabel }] : []), ...chosen, ...options]}
          onSearch={setTyped}
          onChange={(id: string) => onChange(id || null, found.find((one) => one.id === id) ?? null)}
        />
      )}
    </Field>
  );
}
