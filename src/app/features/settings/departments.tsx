import { Form, Input } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { RetiredField } from './shared-fields.tsx';
import { text } from './values.ts';

type DepartmentRow = SettingsRow & { name: string; is_active: boolean };

/** The city's departments, which topics go to. */
export function DepartmentSettings() {
  const { t } = useWords();
  const { topics } = useReferences();
  return (
    <RecordTable<DepartmentRow>
      resource="organizations"
      access="departments"
      title={t('settings.departments')}
      lead={t('settings.departments_lead')}
      reason="admin"
      add={t('settings.department_add')}
      saved={t('settings.department_saved')}
      empty={t('settings.departments_empty')}
      nameOf={(row) => row.name}
      isActive={(row) => row.is_active}
      sorters={[{ field: 'name', order: 'asc' }]}
      filters={[{ field: 'kind', operator: 'eq', value: 'department' }]}
      columns={[
        {
          key: 'name',
          title: t('field.department_id'),
          rowScope: 'row',
          render: (_value, row) => (
            <NameCell
              name={row.name}
              isActive={row.is_active}
              facts={topics.filter((one) => one.is_active && one.department_id === row.id).map((one) => one.name)}
            />
          ),
        },
      ]}
      fields={(row) => (
        <>
          <Form.Item name="name" label={t('field.name')}>
            <Input autoFocus maxLength={160} autoComplete="off" />
          </Form.Item>
          {row && <RetiredField label={t('settings.department_active')} />}
        </>
      )}
      toValues={(row) => row ?? { name: '' }}
      toRow={(values, isNew) => ({ ...values, name: text(values.name), ...(isNew ? { kind: 'department' } : {}) })}
    />
  );
}
