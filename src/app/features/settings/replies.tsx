import { Form, Input, Select } from 'antd';
import { type InquiryStatus, statuses } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { RetiredField } from './shared-fields.tsx';
import { text, textOrNull } from './values.ts';

type TemplateRow = SettingsRow & {
  name: string;
  topic_id: string | null;
  status: InquiryStatus | null;
  language: string;
  subject: string;
  body: string;
  is_active: boolean;
};

/** In which state an answer is written: what is over is reopened first. */
const answeredIn = statuses.filter((one) => one !== 'closed' && one !== 'duplicate');
const words = ['name', 'number', 'subject', 'topic', 'status', 'opened', 'due', 'staff', 'office', 'office_phone'];

/** What the office often answers by mail, by topic, state and language. */
export function ReplySettings() {
  const { t } = useWords();
  const { languages, topics } = useReferences();
  const options = useOptions();
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  return (
    <RecordTable<TemplateRow>
      resource="reply_templates"
      title={t('reply_settings.title')}
      lead={t('reply_settings.lead')}
      reason="manager"
      add={t('reply_settings.add')}
      saved={t('reply_settings.saved')}
      empty={t('reply_settings.empty')}
      nameOf={(row) => `${row.name}, ${nameOf(row.language)}`}
      isActive={(row) => row.is_active}
      sorters={[
        { field: 'name', order: 'asc' },
        { field: 'language', order: 'asc' },
        { field: 'id', order: 'asc' },
      ]}
      columns={[
        {
          key: 'name',
          title: t('field.name'),
          rowScope: 'row',
          render: (_value, row) => <NameCell name={row.name} isActive={row.is_active} facts={[row.subject]} />,
        },
        { key: 'language', title: t('reply.language'), render: (_value, row) => nameOf(row.language) },
        {
          key: 'topic',
          title: t('field.topic_id'),
          render: (_value, row) => topics.find((one) => one.id === row.topic_id)?.name ?? t('reply_settings.any_topic'),
        },
        {
          key: 'status',
          title: t('field.status'),
          render: (_value, row) => (row.status ? t(`status.${row.status}`) : t('reply_settings.any_status')),
        },
      ]}
      fields={(row) => (
        <>
          <Form.Item name="name" label={t('field.name')} extra={t('reply_settings.name_hint')}>
            <Input autoFocus maxLength={120} autoComplete="off" />
          </Form.Item>
          <Form.Item name="language" label={t('reply.language')}>
            <Select optionFilterProp="label" options={options.languages} />
          </Form.Item>
          <Form.Item name="topic_id" label={t('field.topic_id')}>
            <Select optionFilterProp="label" options={[{ value: '', label: t('reply_settings.any_topic') }, ...options.topics]} />
          </Form.Item>
          <Form.Item name="status" label={t('field.status')}>
            <Select
              showSearch={false}
              options={[
                { value: '', label: t('reply_settings.any_status') },
                ...answeredIn.map((value) => ({ value, label: t(`status.${value}`) })),
              ]}
            />
          </Form.Item>
          <Form.Item name="subject" label={t('reply.subject')} extra={t('reply_settings.subject_hint')}>
            <Input maxLength={200} autoComplete="off" dir="auto" />
          </Form.Item>
          <Form.Item
            name="body"
            label={t('reply.body')}
            extra={t('reply.body_hint', { words: words.map((word) => `{${word}}`).join(', ') })}
          >
            <Input.TextArea rows={8} maxLength={10_000} dir="auto" />
          </Form.Item>
          {row && <RetiredField label={t('reply_settings.active')} />}
        </>
      )}
      toValues={(row) => ({
        ...(row ?? { name: '', language: 'en', subject: '', body: '' }),
        topic_id: row?.topic_id ?? '',
        status: row?.status ?? '',
      })}
      toRow={(values) => ({
        ...values,
        name: text(values.name),
        subject: text(values.subject),
        body: text(values.body),
        topic_id: textOrNull(values.topic_id),
        status: textOrNull(values.status),
      })}
    />
  );
}
