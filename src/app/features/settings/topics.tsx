import { useSelect } from '@refinedev/antd';
import { Form, Input, InputNumber, Select } from 'antd';
import { readMinutes } from '../../../domain/organizations/standard-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { MinutesItem, minutesText } from './minutes-item.tsx';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { OrderField, RetiredField } from './shared-fields.tsx';
import { text } from './values.ts';

type TopicRow = SettingsRow & {
  name: string;
  primary_section: number;
  sections: number[];
  department_id: string | null;
  target_business_days: number;
  first_response_minutes: number | null;
  resolution_minutes: number | null;
  starting_checklists: string[];
  sort_order: number;
  is_active: boolean;
};

function Promised({ row }: { row: TopicRow }) {
  const { t, tn } = useWords();
  const first = row.first_response_minutes !== null && t('topics.first_response', { work: minutesText(row.first_response_minutes) });
  return (
    <>
      {row.resolution_minutes === null
        ? tn('topics.target', row.target_business_days)
        : t('topics.resolution', { work: minutesText(row.resolution_minutes) })}
      {first && <span className="secondary fact-more">{first}</span>}
    </>
  );
}

/** What inquiries are about, and what each topic brings them. Managers change it. */
export function TopicSettings() {
  const { t } = useWords();
  const { sections, organizations } = useReferences();
  const departments = useSelect({
    resource: 'organizations',
    optionLabel: 'name',
    optionValue: 'id',
    filters: [
      { field: 'kind', operator: 'eq', value: 'department' },
      { field: 'is_active', operator: 'eq', value: true },
    ],
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    meta: { select: 'id, name' },
    errorNotification: false,
  });
  const checklists = useSelect({
    resource: 'checklists',
    optionLabel: 'name',
    optionValue: 'id',
    filters: [
      { field: 'is_active', operator: 'eq', value: true },
      {
        operator: 'or',
        value: [
          { field: 'record_table', operator: 'eq', value: 'inquiries' },
          { field: 'record_table', operator: 'null', value: true },
        ],
      },
    ],
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    meta: { select: 'id, name' },
    errorNotification: false,
  });
  const sectionOptions = sections.map((one) => ({ value: one.section, label: `§ ${one.section} ${one.title}` }));
  return (
    <RecordTable<TopicRow>
      resource="topics"
      title={t('nav.topics')}
      lead={t('settings.topics_lead')}
      reason="manager"
      add={t('settings.topic_add')}
      saved={t('settings.topic_saved')}
      empty={t('settings.topics_empty')}
      nameOf={(row) => row.name}
      isActive={(row) => row.is_active}
      sorters={[
        { field: 'sort_order', order: 'asc' },
        { field: 'name', order: 'asc' },
      ]}
      columns={[
        {
          key: 'name',
          title: t('field.topic_id'),
          rowScope: 'row',
          render: (_value, row) => (
            <NameCell
              name={row.name}
              isActive={row.is_active}
              facts={[
                `§ ${row.primary_section} ${sections.find((one) => one.section === row.primary_section)?.title ?? ''}`,
                row.sections.length > 1 &&
                  t('inquiry.also', {
                    sections: row.sections
                      .filter((one) => one !== row.primary_section)
                      .map((one) => `§ ${one}`)
                      .join(', '),
                  }),
                organizations.find((one) => one.id === row.department_id)?.name,
              ]}
            />
          ),
        },
        { key: 'target', title: t('settings.target'), render: (_value, row) => <Promised row={row} /> },
      ]}
      fields={(row) => (
        <>
          <Form.Item name="name" label={t('field.name')}>
            <Input autoFocus maxLength={120} autoComplete="off" />
          </Form.Item>
          <Form.Item name="target_business_days" label={t('settings.target')} extra={t('settings.target_hint')}>
            <InputNumber className="wide" precision={0} />
          </Form.Item>
          <MinutesItem name="resolution_minutes" label={t('settings.resolution_minutes')} extra={t('settings.resolution_minutes_hint')} />
          <MinutesItem name="first_response_minutes" label={t('settings.first_response')} extra={t('settings.first_response_hint')} />
          <Form.Item name="primary_section" label={t('field.primary_section')}>
            <Select options={sectionOptions} optionFilterProp="label" />
          </Form.Item>
          <Form.Item name="sections" label={t('settings.sections')} extra={t('settings.sections_hint')}>
            <Select mode="multiple" options={sectionOptions} optionFilterProp="label" />
          </Form.Item>
          <Form.Item name="department_id" label={t('field.department_id')}>
            <Select
              options={[
                { value: '', label: t('value.none') },
                ...((departments.selectProps.options ?? []) as { value: string; label: string }[]),
              ]}
              optionFilterProp="label"
            />
          </Form.Item>
          <Form.Item name="starting_checklists" label={t('settings.starting_checklists')} extra={t('settings.starting_checklists_hint')}>
            <Select mode="multiple" options={checklists.selectProps.options ?? []} optionFilterProp="label" />
          </Form.Item>
          <OrderField />
          {row && <RetiredField label={t('settings.topic_active')} />}
        </>
      )}
      toValues={(row) =>
        row
          ? {
              ...row,
              department_id: row.department_id ?? '',
              first_response_minutes: minutesText(row.first_response_minutes),
              resolution_minutes: minutesText(row.resolution_minutes),
            }
          : {
              name: '',
              target_business_days: 5,
              first_response_minutes: minutesText(540),
              resolution_minutes: '',
              starting_checklists: [],
              primary_section: 9,
              sections: [],
              department_id: '',
              sort_order: 100,
            }
      }
      toRow={(values) => ({
        ...values,
        name: text(values.name),
        sections: [...new Set([...((values.sections as number[]) ?? []), values.primary_section])],
        department_id: values.department_id || null,
        first_response_minutes: readMinutes(text(values.first_response_minutes)) ?? null,
        resolution_minutes: readMinutes(text(values.resolution_minutes)) ?? null,
      })}
    />
  );
}
