import { useForm } from '@refinedev/antd';
import { type BaseRecord, useInvalidate } from '@refinedev/core';
import { Button, Checkbox, Form, Input } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { whileTyping } from '../../providers/live-touch.ts';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { SettingsPage } from './settings-page.tsx';
import { useSaving } from './use-saving.tsx';
import { text } from './values.ts';

type QualifiedRecord = BaseRecord & {
  id: number;
  version: number;
  qualified_label: string;
  qualified_meaning: string;
  qualified_kinds: string[];
};

const toValues = (row: BaseRecord) => ({
  qualified_label: row.qualified_label ?? '',
  qualified_meaning: row.qualified_meaning ?? '',
  qualified_kinds: row.qualified_kinds ?? [],
});

/** What the office calls help that counts as the ordinance means it, what it means by that, and which help it is. */
export function QualifiedSettings() {
  const { t } = useWords();
  const { done } = useNotify();
  const invalidate = useInvalidate();
  const mayEdit = useAllowed('settings', 'edit');
  const saving = useSaving('settings', toValues);
  const { form, formProps, mutation, query, onFinish } = useForm<QualifiedRecord>({
    resource: 'settings',
    action: 'edit',
    id: 1,
    redirect: false,
    successNotification: false,
    errorNotification: false,
    disableServerSideValidation: true,
    // A refused save would otherwise read the record again, and the form with it.
    invalidates: [],
    queryOptions: { gcTime: 0, ...whileTyping },
    mutationMeta: saving.meta,
  });
  const row = query?.data?.data;
  saving.useOpened(row, form);

  async function save(values: Record<string, unknown>) {
    saving.clear();
    try {
      await onFinish({
        qualified_label: text(values.qualified_label),
        qualified_meaning: text(values.qualified_meaning),
        qualified_kinds: values.qualified_kinds,
      } as never);
      await invalidate({ resource: 'settings', invalidates: ['list', 'detail'], id: 1 });
      done(t('qualified.saved'), { undo: saving.finish() });
    } catch (refused) {
      await saving.refused(refused, form, 1);
    }
  }

  return (
    <SettingsPage title={t('qualified.title')} lead={t('qualified.lead')} reason={mayEdit ? null : t('settings.reason_admin')}>
      {query?.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!row && !query?.error && <RowSkeleton rows={3} />}
      {row && (
        <Form
          {...formProps}
          layout="vertical"
          className="settings-form"
          disabled={!mayEdit}
          initialValues={toValues(row)}
          onFinish={(values) => void save(values as Record<string, unknown>)}
        >
          <Form.Item
            name="qualified_label"
            label={t('qualified.label')}
            extra={t('qualified.label_hint')}
            rules={[{ required: true, whitespace: true, message: t('qualified.label_missing') }]}
          >
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item name="qualified_meaning" label={t('qualified.meaning')} extra={t('qualified.meaning_hint')}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
          <Form.Item name="qualified_kinds" label={t('qualified.kinds')} extra={t('qualified.kinds_hint')}>
            <Checkbox.Group
              options={(['vendor_certified', 'staff_tested'] as const).map((one) => ({
                value: one,
                label: t(`encounter.qualification.${one}`),
              }))}
            />
          </Form.Item>
          {saving.notice}
          {mayEdit && (
            <div className="form-foot">
              <Button type="primary" htmlType="submit" loading={mutation.isPending}>
                {t('settings.save')}
              </Button>
            </div>
          )}
        </Form>
      )}
    </SettingsPage>
  );
}
