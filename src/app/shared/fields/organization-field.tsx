import { useCustom } from '@refinedev/core';
import { Select } from 'antd';
import { useState } from 'react';
import type { FoundOrganization } from '../../../domain/organizations/organization.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import { useSettled } from '../hooks/use-settled.ts';

type OrganizationFieldProps = {
  label: string;
  value: string | null;
  onChange: (id: string | null, organization: FoundOrganization | null) => void;
  /** The name of the one that is chosen already, which nobody has looked for here. */
  chosenName?: string | null | undefined;
  /** As find_organizations takes it: {kind, language, takes_referrals, is_interpreter_vendor, …}. */
  filter?: Record<string, unknown>;
  emptyLabel?: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Those that are chosen elsewhere and are not offered again. */
  without?: readonly string[];
};

/** An organization of the directory, found by a piece of its name; what it is and what it speaks stands below the name. */
export function OrganizationField({ label, hint, error, ...rest }: OrganizationFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <OrganizationSelect {...control} {...rest} status={error ? 'error' : ''} />}
    </Field>
  );
}

type OrganizationSelectProps = Omit<OrganizationFieldProps, 'label' | 'hint' | 'error'> & {
  id?: string;
  autoFocus?: boolean;
  status?: 'error' | '';
  'aria-label'?: string;
};

/** The same without its label, for a line of several fields. */
export function OrganizationSelect(props: OrganizationSelectProps) {
  const { value, onChange, chosenName, filter = {}, emptyLabel, without = [], ...control } = props;
  const { t } = useWords();
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<FoundOrganization | null>(null);
  const [isOpen, setOpen] = useState(false);
  const sought = useSettled(text.trim(), 150);
  const { query } = useCustom<FoundOrganization[]>({
    url: 'find_organizations',
    method: 'post',
    config: { payload: { p_text: sought, p_filter: filter, p_limit: 20 } },
    errorNotification: false,
    queryOptions: { enabled: isOpen, staleTime: 30_000, meta: { live: ['organizations'] } },
  });
  const answered = Array.isArray(query.data?.data) ? query.data.data : [];
  const found = answered.filter(({ id }) => id === value || !without.includes(id));
  const name = picked?.id === value ? picked.name : chosenName;
  const isThere = value === null || found.some(({ id }) => id === value);
  const options = [
    ...(emptyLabel && sought === '' ? [{ value: '', label: emptyLabel, second: '' }] : []),
    ...(isThere || value === null ? [] : [{ value, label: name ?? t('value.gone'), second: '' }]),
    ...found.map((one) => ({
      value: one.id,
      label: one.name,
      second: [t(`organization.kind.${one.kind}`), one.neighborhood ?? one.district_name].filter(Boolean).join(' · '),
    })),
  ];
  return (
    <Select
      {...control}
      className="wide"
      showSearch
      filterOption={false}
      placeholder={t('organization.choose')}
      value={value ?? (emptyLabel ? '' : undefined)}
      options={options}
      onOpenChange={setOpen}
      onSearch={setText}
      notFoundContent={query.isFetching ? t('organization.looking') : t('organization.none_found')}
      optionRender={({ data }) => (
        <span className="option-split">
          <span>
            <span className="option-main">{data.label}</span>
            {data.second && <span className="secondary">{data.second}</span>}
          </span>
        </span>
      )}
      onChange={(next: string) => {
        const one = found.find(({ id }) => id === next) ?? null;
        setText('');
        setPicked(one);
        onChange(next || null, one);
      }}
    />
  );
}
