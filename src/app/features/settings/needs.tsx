import { Form, Input } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { OrderField, RetiredField } from './shared-fields.tsx';
import { text } from './values.ts';

type Translations = Record<string, { name?: string } | undefined>;
type NeedRow = SettingsRow & { code: string; name: string; translations: Translations; sort_order: number; is_active: boolean };

/** What residents need: the words by which programs are found and the screener asks. */
export function NeedSettings() {
  const { t, format } = useWords();
  const { languages } = useReferences();
  const others = languages.filter(({ code }) => code !== 'en');
  return (
    <RecordTable<NeedRow>
      resource="needs"
      title={t('needs.title')}
      lead={t('needs.lead')}
      reason="admin"
      add={t('needs.add')}
      saved={t('needs.saved')}
      empty={t('needs.empty')}
      nameOf={(row) => row.name}
      isActive={(row) => row.is_active}
      sorters={[
        { field: 'sort_order', order: 'asc' },
        { field: 'name', order: 'asc' },
      ]}
      columns={[
        {
          key: 'name',
          title: t('needs.need'),
          rowScope: 'row',
          render: (_value, row) => <NameCell name={row.name} isActive={row.is_active} facts={[row.translations.es?.name]} />,
        },
        { key: 'code', title: t('settings.code'), dataIndex: 'code' },
        { key: 'order', title: t('settings.order'), render: (_value, row) => format.number(row.sort_order) },
      ]}
      fields={(row) => (
        <>
          {!row && (
            <Form.Item name="code" label={t('settings.code')} extra={t('needs.code_hint')}>
              <Input autoFocus maxLength={41} autoComplete="off" />
            </Form.Item>
          )}
          <Form.Item name="name" label={t('field.name')}>
            <Input autoFocus={row !== null} maxLength={120} autoComplete="off" />
          </Form.Item>
          <details className="settings-more">
            <summary>{t('needs.languages')}</summary>
            {others.map(({ code, name, endonym }) => (
              <Form.Item key={code} name={['translations', code, 'name']} label={name === endonym ? name : `${name} · ${endonym}`}>
                <Input maxLength={120} autoComplete="off" lang={code} dir="auto" />
              </Form.Item>
            ))}
          </details>
          <OrderField />
          {row && <RetiredField label={t('needs.active')} />}
        </>
      )}
      toValues={(row) => row ?? { code: '', name: '', translations: {}, sort_order: 100 }}
      toRow={(values, isNew) => ({
        ...values,
        name: text(values.name),
        translations: Object.fromEntries(
          Object.entries((values.translations ?? {}) as Translations)
            .map(([code, one]) => [code, { name: text(one?.name) }] as const)
            .filter(([, one]) => one.name !== ''),
        ),
        ...(isNew ? { code: text(values.code).toLowerCase() } : {}),
      })}
    />
  );
}
