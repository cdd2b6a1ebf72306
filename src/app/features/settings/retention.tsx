import { Form, Input, InputNumber } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { recordKinds } from './record-kinds.ts';
import { RecordTable } from './record-table.tsx';
import { text, textOrNull } from './values.ts';

type RetentionRow = SettingsRow & { record_kind: string; years: number | null; reason: string; confirmed_by: string | null };

/** How long each kind of record is kept, why, and who confirmed it. */
export function RetentionSettings() {
  const { t, tn } = useWords();
  const nameOf = ({ record_kind }: RetentionRow) => {
    const kind = recordKinds[record_kind];
    return kind ? t(kind.name) : record_kind;
  };
  return (
    <RecordTable<RetentionRow>
      resource="retention_rules"
      title={t('settings.retention')}
      lead={`${t('settings.retention_lead')} ${t('settings.retention_note')}`}
      reason="admin"
      saved={t('settings.retention_saved')}
      empty={t('settings.retention_empty')}
      nameOf={nameOf}
      sorters={[{ field: 'sort_order', order: 'asc' }]}
      columns={[
        {
          key: 'kind',
          title: t('settings.kind'),
          rowScope: 'row',
          render: (_value, row) => (
            <NameCell
              name={nameOf(row)}
              facts={[
                row.reason,
                t(`retention.goes_${recordKinds[row.record_kind]?.goes ?? 'hand'}`),
                row.confirmed_by ? t('settings.confirmed', { name: row.confirmed_by }) : t('settings.not_confirmed'),
              ]}
            />
          ),
        },
        {
          key: 'years',
          title: t('settings.kept'),
          render: (_value, row) => (row.years === null ? t('settings.for_ever') : tn('settings.years', row.years)),
        },
      ]}
      fields={() => (
        <>
          <Form.Item name="years" label={t('settings.years_label')} extra={t('settings.years_hint')}>
            <InputNumber autoFocus className="wide" precision={0} />
          </Form.Item>
          <Form.Item name="reason" label={t('settings.why')}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
          <Form.Item name="confirmed_by" label={t('settings.confirmed_by')} extra={t('settings.retention_confirmed_hint')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </>
      )}
      toValues={(row) => row ?? {}}
      toRow={(values) => ({ years: values.years ?? null, reason: text(values.reason), confirmed_by: textOrNull(values.confirmed_by) })}
    />
  );
}
