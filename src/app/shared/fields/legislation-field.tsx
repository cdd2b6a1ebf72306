import { useCustom } from '@refinedev/core';
import { Select } from 'antd';
import { useState } from 'react';
import type { LegislationFound } from '../../../domain/legislation/legislation.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useLawWords } from '../answers/use-law-words.ts';
import { Field } from '../components/field.tsx';
import { useSettled } from '../hooks/use-settled.ts';

type LegislationFieldProps = {
  label: string;
  value: string | null;
  /** What is chosen is called so, before anything was looked for. */
  name?: string | undefined;
  onChange: (id: string | null, found: LegislationFound | null) => void;
  error?: string | undefined;
};

/** A file of the register, found by its number or words of its title. */
export function LegislationField({ label, value, name, onChange, error }: LegislationFieldProps) {
  const { t } = useWords();
  const words = useLawWords();
  const [typed, setTyped] = useState('');
  const text = useSettled(typed, 200);
  const { query } = useCustom<LegislationFound[]>({
    url: 'find_legislation',
    method: 'post',
    config: { payload: { p_text: text, p_limit: 20 } },
    errorNotification: false,
    queryOptions: { meta: { live: ['legislation', 'legislation_sections'] }, placeholderData: (previous) => previous },
  });
  const found = query.data?.data ?? [];
  const options = found.map((one) => ({ value: one.id, label: `${words.law(one)} · ${one.title}` }));
  const chosen = value && name && !found.some(({ id }) => id === value) ? [{ value, label: name }] : [];
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          showSearch
          filterOption={false}
          status={error ? 'error' : ''}
          value={value ?? undefined}
          placeholder={t('law.field_placeholder')}
          notFoundContent={t(query.isFetching ? 'law.field_looking' : 'law.field_none')}
          options={[...chosen, ...options]}
          onSearch={setTyped}
          onChange={(id: string) => onChange(id || null, found.find((one) => one.id === id) ?? null)}
        />
      )}
    </Field>
  );
}
