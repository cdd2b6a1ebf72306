import { useList } from '@refinedev/core';
import { Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import { useSettled } from '../hooks/use-settled.ts';

type Found = { id: string; number?: string; subject?: string; title?: string; starts_on?: string };
const asked = {
  inquiries: { sort: 'opened_at', descending: true },
  events: { sort: 'starts_at', descending: true },
} as const;

type RecordFieldProps = {
  table: keyof typeof asked;
  label: string;
  value: string | null;
  /** What is chosen is called so, before anything was looked for. */
  name?: string | null | undefined;
  onChange: (id: string | null) => void;
  emptyLabel: string;
  placeholder: string;
  error?: string | undefined;
};

/** An inquiry or an event, found by its number or words of its title; the latest are offered first. */
export function RecordField({ table, label, value, name, onChange, emptyLabel, placeholder, error }: RecordFieldProps) {
  const { t, format } = useWords();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState<{ value: string; label: string } | null>(null);
  const search = useSettled(typed.trim(), 200);
  const { query } = useList<Found>({
    resource: table,
    pagination: { pageSize: 20 },
    meta: { query: { ...asked[table], ...(search ? { search } : {}) } },
    errorNotification: false,
    queryOptions: { enabled: isOpen, staleTime: 30_000, placeholderData: (previous: unknown) => previous as never },
  });
  const found = (query.data?.data ?? []).map((one) => ({
    value: one.id,
    label:
      table === 'inquiries'
        ? `${one.number ?? ''} ${one.subject ?? ''}`
        : [one.title, one.starts_on && format.dateWithYear(one.starts_on)].filter(Boolean).join(' · '),
  }));
  const known = picked?.value === value ? picked : value && name ? { value, label: name } : null;
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          showSearch
          filterOption={false}
          status={error ? 'error' : ''}
          value={value ?? ''}
          placeholder={placeholder}
          notFoundContent={t(query.isFetching ? 'organization.looking' : 'where.nothing_found')}
          options={[
            ...(search ? [] : [{ value: '', label: emptyLabel }]),
            ...(known && !found.some((one) => one.value === known.value) ? [known] : []),
            ...found,
          ]}
          onOpenChange={setOpen}
          onSearch={setTyped}
          onChange={(id: string) => {
            setTyped('');
            setPicked(found.find((one) => one.value === id) ?? null);
            onChange(id || null);
          }}
        />
      )}
    </Field>
  );
}
