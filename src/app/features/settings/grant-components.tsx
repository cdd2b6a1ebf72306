import { Form, Input } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { isValidOn, type Valid, ValidityFields, validityOf } from './validity.tsx';
import { text, textOrNull } from './values.ts';

type ComponentRow = SettingsRow & Valid & { code: string; name: string; entity: string; award_prefix: string | null };

/** The grant-making components of the Department of Justice, which award numbers name. */
export function ComponentSettings() {
  const { t, format } = useWords();
  const today = useToday();
  return (
    <RecordTable<ComponentRow>
      resource="grant_components"
      title={t('grants.components')}
      lead={t('grants.components_lead')}
      reason="admin"
      add={t('grants.component_add')}
      saved={t('grants.component_saved')}
      empty={t('grants.components_empty')}
      nameOf={(row) => row.code}
      isActive={(row) => isValidOn(row, today)}
      sorters={[{ field: 'code', order: 'asc' }]}
      columns={[
        {
          key: 'name',
          title: t('grants.component'),
          rowScope: 'row',
          render: (_value, row) => (
            <NameCell
              name={row.code}
              isActive={isValidOn(row, today)}
              facts={[
                row.name,
                row.valid_from && t('grants.from', { day: format.dateWithYear(row.valid_from) }),
                row.valid_until && t('grants.until', { day: format.dateWithYear(row.valid_until) }),
              ]}
            />
          ),
        },
        { key: 'entity', title: t('grants.entity'), dataIndex: 'entity' },
        {
          key: 'prefix',
          title: t('grants.prefix'),
          render: (_value, row) => row.award_prefix && t('grants.prefix_is', { prefix: row.award_prefix }),
        },
      ]}
      fields={(row) => (
        <>
          {!row && (
            <Form.Item name="code" label={t('grants.component_code')} extra={t('grants.component_code_hint')}>
              <Input autoFocus maxLength={10} autoComplete="off" />
            </Form.Item>
          )}
          <Form.Item name="name" label={t('field.name')}>
            <Input autoFocus={row !== null} maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name="entity" label={t('grants.entity')} extra={t('grants.entity_hint')}>
            <Input maxLength={10} autoComplete="off" />
          </Form.Item>
          <Form.Item name="award_prefix" label={t('grants.prefix')} extra={t('grants.prefix_hint')}>
            <Input maxLength={6} autoComplete="off" />
          </Form.Item>
          <ValidityFields />
        </>
      )}
      toValues={(row) => row ?? { code: '', name: '', entity: '', award_prefix: '', valid_from: '', valid_until: '' }}
      toRow={(values, isNew) => ({
        name: text(values.name),
        entity: text(values.entity).toUpperCase(),
        award_prefix: textOrNull(values.award_prefix)?.toUpperCase() ?? null,
        ...validityOf(values),
        ...(isNew ? { code: text(values.code).toUpperCase() } : {}),
      })}
    />
  );
}
