import { useCustom } from '@refinedev/core';
import { Select } from 'antd';
import { useState } from 'react';
import type { FoundOrganization } from '../../../domain/organizations/organization.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import { useSettled } from '../hooks/use-settled.ts';

export type NamedOrganization = { id: string; name: string };
type OrganizationsFieldProps = {
  label: string;
  value: NamedOrganization[];
  onChange: (organizations: NamedOrganization[]) => void;
  hint?: string | undefined;
  error?: string | undefined;
};

/** Any number of organizations of the directory, each found by a piece of its name. */
export function OrganizationsField({ label, value, onChange, hint, error }: OrganizationsFieldProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const sought = useSettled(text.trim(), 150);
  const { query } = useCustom<FoundOrganization[]>({
    url: 'find_organizations',
    method: 'post',
    config: { payload: { p_text: sought, p_limit: 20 } },
    errorNotification: false,
    queryOptions: { enabled: isOpen, staleTime: 30_000, meta: { live: ['organizations'] } },
  });
  const found: NamedOrganization[] = Array.isArray(query.data?.data) ? query.data.data : [];
  const known = [...value, ...found.filter(({ id }) => !value.some((one) => one.id === id))];
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          mode="multiple"
          filterOption={false}
          placeholder={t('organization.choose')}
          status={error ? 'error' : ''}
          value={value.map(({ id }) => id)}
          options={known.map(({ id, name }) => ({ value: id, label: name }))}
          onOpenChange={setOpen}
          onSearch={setText}
          notFoundContent={t(query.isFetching ? 'organization.looking' : 'organization.none_found')}
          onChange={(ids: string[]) => {
            setText('');
            onChange(ids.flatMap((id) => known.find((one) => one.id === id) ?? []).map(({ id, name }) => ({ id, name })));
          }}
        />
      )}
    </Field>
  );
}
