import { useList } from '@refinedev/core';
import { Checkbox, Form, Input, Select } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { isValidOn, type Valid, ValidityFields, validityOf } from './validity.tsx';
import { text } from './values.ts';

type ListingRow = SettingsRow & Valid & { number: string; title: string; component_id: string | null; is_formula: boolean };

/** The Assistance Listings that awards are made under. Their numbers are text. */
export function ListingSettings() {
  const { t, format } = useWords();
  const today = useToday();
  const { query } = useList<{ id: string; code: string; name: string }>({
    resource: 'grant_components',
    pagination: { mode: 'off' },
    sorters: [{ field: 'code', order: 'asc' }],
    errorNotification: false,
  });
  const components = query.data?.data ?? [];
  const codeOf = (id: string | null) => components.find((one) => one.id === id)?.code;
  return (
    <RecordTable<ListingRow>
      resource="assistance_listings"
      title={t('grants.listings')}
      lead={t('grants.listings_lead')}
      reason="admin"
      add={t('grants.listing_add')}
      saved={t('grants.listing_saved')}
      empty={t('grants.listings_empty')}
      nameOf={(row) => row.number}
      isActive={(row) => isValidOn(row, today)}
      sorters={[{ field: 'number', order: 'asc' }]}
      columns={[
        {
          key: 'name',
          title: t('award.listing'),
          rowScope: 'row',
          render: (_value, row) => (
            <NameCell
              name={`${row.number} ${row.title}`}
              isActive={isValidOn(row, today)}
              facts={[
                row.is_formula && t('grants.is_formula'),
                row.valid_from && t('grants.from', { day: format.dateWithYear(row.valid_from) }),
                row.valid_until && t('grants.until', { day: format.dateWithYear(row.valid_until) }),
              ]}
            />
          ),
        },
        { key: 'component', title: t('grants.component'), render: (_value, row) => codeOf(row.component_id) },
      ]}
      fields={(row) => (
        <>
          {!row && (
            <Form.Item name="number" label={t('grants.listing_number')} extra={t('grants.listing_number_hint')}>
              <Input autoFocus maxLength={6} autoComplete="off" />
            </Form.Item>
          )}
          <Form.Item name="title" label={t('grants.listing_title')}>
            <Input autoFocus={row !== null} maxLength={300} autoComplete="off" />
          </Form.Item>
          <Form.Item name="component_id" label={t('grants.component')}>
            <Select
              allowClear
              showSearch
              optionFilterProp="label"
              options={components.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
            />
          </Form.Item>
          <Form.Item name="is_formula" valuePropName="checked">
            <Checkbox>{t('grants.is_formula')}</Checkbox>
          </Form.Item>
          <ValidityFields />
        </>
      )}
      toValues={(row) => row ?? { number: '', title: '', component_id: null, is_formula: false, valid_from: '', valid_until: '' }}
      toRow={(values, isNew) => ({
        title: text(values.title),
        component_id: values.component_id ?? null,
        is_formula: values.is_formula === true,
        ...validityOf(values),
        ...(isNew ? { number: text(values.number) } : {}),
      })}
    />
  );
}
