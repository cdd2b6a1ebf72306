import { useForm } from '@refinedev/antd';
import { useInvalidate } from '@refinedev/core';
import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { whileTyping } from '../../providers/live-touch.ts';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import type { SettingsRecord } from './office.tsx';
import { SettingsPage } from './settings-page.tsx';
import { useSaving } from './use-saving.tsx';
import { textOrNull } from './values.ts';

/** How the office signs its letters, and whether they leave. */
export function MailSettings() {
  const { t } = useWords();
  const { done } = useNotify();
  const invalidate = useInvalidate();
  const mayEdit = useAllowed('settings', 'edit');
  const saving = useSaving('settings', (row) => row);
  const { form, formProps, mutation, query, onFinish } = useForm<SettingsRecord>({
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
      await onFinish({ mail_from_name: textOrNull(values.mail_from_name), mail_reply_to: textOrNull(values.mail_reply_to) } as never);
      await invalidate({ resource: 'settings', invalidates: ['list', 'detail'], id: 1 });
      done(t('settings.mail_saved'), { undo: saving.finish() });
    } catch (refused) {
      await saving.refused(refused, form, 1);
    }
  }
  return (
    <SettingsPage
      table="settings"
      title={t('settings.mail')}
      lead={t('settings.mail_lead')}
      reason={mayEdit ? null : t('settings.reason_admin')}
    >
      {query?.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!row && !query?.error && <RowSkeleton rows={3} />}
      {row && (
        <Form
          {...formProps}
          layout="vertical"
          className="settings-form"
          disabled={!mayEdit}
          initialValues={row}
          onFinish={(values) => void save(values as Record<string, unknown>)}
        >
          <Form.Item name="mail_from_name" label={t('settings.from_name')} extra={t('settings.from_name_hint')}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="mail_reply_to" label={t('settings.reply_to')} extra={t('settings.reply_to_hint')}>
            <Input inputMode="email" maxLength={254} autoComplete="off" />
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
      <Delivery mayTest={mayEdit} />
    </SettingsPage>
  );
}

/** Whether letters leave, and a test that tells. */
function Delivery({ mayTest }: { mayTest: boolean }) {
  const { t, locale } = useWords();
  const { connection, me } = useOffice();
  const [status, setStatus] = useState<{ is_configured: boolean; from: string | null } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [sent, setSent] = useState(false);
  const [isWorking, setWorking] = useState(false);
  useEffect(() => {
    askServerJson<{ is_configured: boolean; from: string | null }>(connection, '/office/mail').then(setStatus, setError);
  }, [connection]);

  async function test() {
    setWorking(true);
    setError(null);
    setSent(false);
    try {
      await askServerJson(connection, '/office/mail/test', { language: locale });
      setSent(true);
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  return (
    <section className="settings-section">
      <h2>{t('settings.delivery')}</h2>
      {status && <p>{status.is_configured ? t('settings.delivery_on', { from: status.from ?? '' }) : t('settings.delivery_off')}</p>}
      {status?.is_configured && mayTest && (
        <Button loading={isWorking} onClick={() => void test()}>
          {t('settings.test_letter')}
        </Button>
      )}
      <p role="status">{sent && t('settings.test_sent', { email: me.email })}</p>
      <RefusedLine error={error} />
    </section>
  );
}
