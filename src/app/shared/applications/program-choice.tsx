import { useList } from '@refinedev/core';
import { Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import { useSettled } from '../hooks/use-settled.ts';

export type ChosenProgram = { id: string; name: string };
type Found = { id: string; name: string; organization: { name: string } | null };

type ProgramChoiceProps = {
  value: ChosenProgram | null;
  onChange: (program: ChosenProgram | null) => void;
  error?: string | undefined;
};

/** The program that is applied to, found by a piece of its name. */
export function ProgramChoice({ value, onChange, error }: ProgramChoiceProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const sought = useSettled(text.trim(), 150);
  const { query } = useList<Found>({
    resource: 'programs',
    filters: [
      { field: 'status', operator: 'in', value: ['active', 'temporarily closed'] },
      { field: 'name', operator: 'contains', value: sought },
    ],
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { currentPage: 1, pageSize: 20 },
    meta: { select: 'id,name,organization:organizations!programs_organization_id_fkey(name)', paged: true },
    errorNotification: false,
    queryOptions: { enabled: sought.length >= 2 },
  });
  const found = sought.length >= 2 ? (query.data?.data ?? []) : [];
  const options = found.map(({ id, name, organization }) => ({ value: id, label: organization ? `${name} · ${organization.name}` : name }));
  const hasValue = value && !options.some((one) => one.value === value.id);
  return (
    <Field label={t('application.program')} error={error} hint={t('application.program_hint')}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          showSearch
          filterOption={false}
          status={error ? 'error' : ''}
          value={value?.id}
          options={hasValue ? [{ value: value.id, label: value.name }, ...options] : options}
          notFoundContent={t(
            sought.length < 2 ? 'application.program_type' : query.isFetching ? 'application.program_looking' : 'application.program_none',
          )}
          onSearch={setText}
          onChange={(id: string) => {
            const one = found.find((program) => program.id === id);
            onChange(one ? { id: one.id, name: one.name } : value);
          }}
        />
      )}
    </Field>
  );
}
