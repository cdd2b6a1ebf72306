import { useList } from '@refinedev/core';
import { useWords } from '../../providers/i18n.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';

export type WorkGroup = { id: string; name: string; email: string | null };

type WorkGroupFieldProps = {
  organization: string;
  value: WorkGroup | null;
  onChange: (group: WorkGroup | null) => void;
  error?: string | undefined;
};

/** Who of an organization gets it: its own work groups, and nothing at all where it has none. */
export function WorkGroupField({ organization, value, onChange, error }: WorkGroupFieldProps) {
  const { t } = useWords();
  const { query } = useList<WorkGroup & { is_active: boolean }>({
    resource: 'work_groups',
    filters: [{ field: 'organization_id', operator: 'eq', value: organization }],
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    meta: { select: 'id, name, email, is_active' },
    errorNotification: false,
  });
  const groups = (query.data?.data ?? []).filter(({ id, is_active }) => is_active || id === value?.id);
  // What was chosen is there before the others are known.
  const shown = value && !groups.some(({ id }) => id === value.id) ? [value, ...groups] : groups;
  if (shown.length === 0) return null;
  return (
    <ChoiceField
      label={t('referral.work_group')}
      emptyLabel={t('referral.work_group_none')}
      value={value?.id ?? null}
      options={shown.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => {
        const group = shown.find((one) => one.id === id);
        onChange(group ? { id: group.id, name: group.name, email: group.email } : null);
      }}
      error={error}
    />
  );
}
