import { useForm } from '@refinedev/antd';
import { type BaseRecord, useInvalidate } from '@refinedev/core';
import { Button, Form, Input } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { whileTyping } from '../../providers/live-touch.ts';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { SettingsPage } from './settings-page.tsx';
import { useSaving } from './use-saving.tsx';
import { textOrNull } from './values.ts';

type GrantRecord = BaseRecord & { id: number; version: number; uei: string | null; sam_expires_on: string | null };

const toValues = (row: BaseRecord) => ({ uei: row.uei ?? '', sam_expires_on: row.sam_expires_on ?? '' });

/** The city as SAM.gov knows it: its identifier, and until when its registration holds. */
export function GrantSettings() {
  const { t } = useWords();
  const { done } = useNotify();
  const invalidate = useInvalidate();
  const mayEdit = useAllowed('settings', 'edit');
  const saving = useSaving('settings', toValues);
  const { form, formProps, mutation, query, onFinish } = useForm<GrantRecord>({
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
        uei: textOrNull(values.uei)?.replace(/\s/g, '').toUpperCase() ?? null,
        sam_expires_on: textOrNull(values.sam_expires_on),
      } as never);
      await invalidate({ resource: 'settings', invalidates: ['list', 'detail'], id: 1 });
      done(t('grants.saved'), { undo: saving.finish() });
    } catch (refused) {
      await saving.refused(refused, form, 1);
    }
  }

  return (
    <SettingsPage title={t('grants.settings')} lead={t('grants.settings_lead')} reason={mayEdit ? null : t('settings.reason_admin')}>
      {query?.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!row && !query?.error && <RowSkeleton rows={2} />}
      {row && (
        <Form
          {...formProps}
          layout="vertical"
          className="settings-form"
          disabled={!mayEdit}
          initialValues={toValues(row)}
          onFinish={(values) => void save(values as Record<string, unknown>)}
        >
          <div className="form-grid">
            <Form.Item name="uei" label={t('grants.uei')} extra={t('grants.uei_hint')}>
              <Input maxLength={20} autoComplete="off" />
            </Form.Item>
            <Form.Item name="sam_expires_on" label={t('grants.sam')} extra={t('grants.sam_hint')}>
              <input type="date" className="native wide" disabled={!mayEdit} />
            </Form.Item>
          </div>
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
