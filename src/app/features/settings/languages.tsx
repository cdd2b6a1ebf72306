import { Form, Input } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { OrderField, RetiredField } from './shared-fields.tsx';
import { text } from './values.ts';

type LanguageRow = SettingsRow & { code: string; name: string; endonym: string; sort_order: number; is_active: boolean };

/** The languages that residents speak. */
export function LanguageSettings() {
  const { t } = useWords();
  return (
    <RecordTable<LanguageRow>
      resource="languages"
      title={t('settings.languages')}
      lead={t('settings.languages_lead')}
      reason="admin"
      add={t('settings.language_add')}
      saved={t('settings.language_saved')}
      empty={t('settings.languages_empty')}
      nameOf={(row) => row.name}
      isActive={(row) => row.is_active}
      sorters={[
        { field: 'sort_order', order: 'asc' },
        { field: 'name', order: 'asc' },
      ]}
      columns={[
        {
          key: 'name',
          title: t('field.language'),
          rowScope: 'row',
          render: (_value, row) => <NameCell name={row.name} isActive={row.is_active} />,
        },
        { key: 'endonym', title: t('settings.endonym'), render: (_value, row) => <span lang={row.code}>{row.endonym}</span> },
        { key: 'code', title: t('settings.code'), dataIndex: 'code' },
      ]}
      fields={(row) => (
        <>
          {!row && (
            <Form.Item name="code" label={t('settings.code')} extra={t('settings.language_code_hint')}>
              <Input autoFocus maxLength={35} autoComplete="off" />
            </Form.Item>
          )}
          <Form.Item name="name" label={t('field.name')}>
            <Input autoFocus={row !== null} maxLength={80} autoComplete="off" />
          </Form.Item>
          <Form.Item name="endonym" label={t('settings.endonym')} extra={t('settings.endonym_hint')}>
            <Input maxLength={80} autoComplete="off" />
          </Form.Item>
          <OrderField />
          {row && <RetiredField label={t('settings.language_active')} />}
        </>
      )}
      toValues={(row) => row ?? { code: '', name: '', endonym: '', sort_order: 100 }}
      toRow={(values, isNew) => ({
        ...values,
        name: text(values.name),
        endonym: text(values.endonym),
        ...(isNew ? { code: text(values.code) } : {}),
      })}
    />
  );
}
