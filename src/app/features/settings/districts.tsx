import { Form, Input } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { OrderField, RetiredField } from './shared-fields.tsx';
import { text } from './values.ts';

type DistrictRow = SettingsRow & { code: string; name: string; sort_order: number; is_active: boolean };

/** The council districts that every count is cut by. */
export function DistrictSettings() {
  const { t, format } = useWords();
  return (
    <RecordTable<DistrictRow>
      resource="districts"
      title={t('settings.districts')}
      lead={t('settings.districts_lead')}
      reason="admin"
      add={t('settings.district_add')}
      saved={t('settings.district_saved')}
      empty={t('settings.districts_empty')}
      nameOf={(row) => row.name}
      isActive={(row) => row.is_active}
      sorters={[
        { field: 'sort_order', order: 'asc' },
        { field: 'code', order: 'asc' },
      ]}
      columns={[
        {
          key: 'name',
          title: t('field.district_id'),
          rowScope: 'row',
          render: (_value, row) => <NameCell name={row.name} isActive={row.is_active} />,
        },
        { key: 'code', title: t('settings.code'), dataIndex: 'code' },
        { key: 'order', title: t('settings.order'), render: (_value, row) => format.number(row.sort_order) },
      ]}
      fields={(row) => (
        <>
          {!row && (
            <Form.Item name="code" label={t('settings.code')} extra={t('settings.district_code_hint')}>
              <Input autoFocus maxLength={12} autoComplete="off" />
            </Form.Item>
          )}
          <Form.Item name="name" label={t('field.name')}>
            <Input autoFocus={row !== null} maxLength={80} autoComplete="off" />
          </Form.Item>
          <OrderField />
          {row && <RetiredField label={t('settings.district_active')} />}
        </>
      )}
      toValues={(row) => row ?? { code: '', name: '', sort_order: 100 }}
      toRow={(values, isNew) => ({ ...values, name: text(values.name), ...(isNew ? { code: text(values.code) } : {}) })}
    />
  );
}
