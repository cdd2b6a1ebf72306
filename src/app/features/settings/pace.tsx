import { useForm } from '@refinedev/antd';
import { useInvalidate } from '@refinedev/core';
import { Button, Form, Input } from 'antd';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { whileTyping } from '../../providers/live-touch.ts';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import type { SettingsRecord } from './office.tsx';
import { SettingsPage } from './settings-page.tsx';
import { useSaving } from './use-saving.tsx';

type Pace = {
  mail_rate_per_second: string;
  mail_domain_rate_per_second: string;
  mail_hours_from: string;
  mail_hours_until: string;
  mail_cap_letters: string;
  mail_cap_days: string;
};
type Row = Partial<Record<keyof Pace, number | string>>;

const toValues = (row: object): Pace => {
  const { mail_rate_per_second, mail_domain_rate_per_second, mail_hours_from, mail_hours_until, mail_cap_letters, mail_cap_days } =
    row as Row;
  return {
    mail_rate_per_second: String(mail_rate_per_second ?? ''),
    mail_domain_rate_per_second: String(mail_domain_rate_per_second ?? ''),
    mail_hours_from: String(mail_hours_from ?? '').slice(0, 5),
    mail_hours_until: String(mail_hours_until ?? '').slice(0, 5),
    mail_cap_letters: String(mail_cap_letters ?? ''),
    mail_cap_days: String(mail_cap_days ?? ''),
  };
};

/** How fast letters to many go out, in which hours, and how many of them one person gets. */
export function PaceSettings() {
  const { t } = useWords();
  const { done } = useNotify();
  const invalidate = useInvalidate();
  const mayEdit = useAllowed('settings', 'edit');
  const saving = useSaving('settings', toValues);
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

  async function save(values: Pace) {
    saving.clear();
    try {
      await onFinish({
        mail_rate_per_second: Number(values.mail_rate_per_second),
        mail_domain_rate_per_second: Number(values.mail_domain_rate_per_second),
        mail_hours_from: values.mail_hours_from,
        mail_hours_until: values.mail_hours_until,
        mail_cap_letters: Number(values.mail_cap_letters),
        mail_cap_days: Number(values.mail_cap_days),
      } as never);
      done(t('send_settings.saved'), { undo: saving.finish() });
      await invalidate({ resource: 'settings', invalidates: ['list', 'detail'], id: 1 });
    } catch (refused) {
      await saving.refused(refused, form, 1);
    }
  }
  const whole = (least: number, most: number, wrong: MessageKey) => ({
    validator: async (_rule: unknown, value: unknown) => {
      const typed = String(value ?? '').trim();
      if (!/^\d{1,4}$/.test(typed) || Number(typed) < least || Number(typed) > most) throw new Error(t(wrong));
    },
  });
  const isTime = (value: unknown) => /^([01]\d|2[0-3]):[0-5]\d$/.test(String(value ?? ''));
  const time = {
    validator: async (_rule: unknown, value: unknown) => {
      if (!isTime(value)) throw new Error(t('send_settings.wrong_time'));
    },
  };
  const number = <Input className="settings-number" inputMode="numeric" maxLength={4} autoComplete="off" />;
  return (
    <SettingsPage
      table="settings"
      title={t('send_settings.title')}
      lead={t('send_settings.lead')}
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
          initialValues={toValues(row)}
          onFinish={(values) => void save(values as unknown as Pace)}
        >
          <Form.Item
            name="mail_rate_per_second"
            label={t('send_settings.rate')}
            extra={t('send_settings.rate_hint')}
            validateTrigger="onSubmit"
            rules={[whole(1, 5000, 'send_settings.wrong_rate')]}
          >
            {number}
          </Form.Item>
          <Form.Item
            name="mail_domain_rate_per_second"
            label={t('send_settings.domain_rate')}
            extra={t('send_settings.domain_rate_hint')}
            validateTrigger="onSubmit"
            rules={[whole(1, 5000, 'send_settings.wrong_rate')]}
          >
            {number}
          </Form.Item>
          <Form.Item name="mail_hours_from" label={t('send_settings.hours_from')} validateTrigger="onSubmit" rules={[time]}>
            <Input type="time" className="settings-number" />
          </Form.Item>
          <Form.Item
            name="mail_hours_until"
            label={t('send_settings.hours_until')}
            extra={t('send_settings.hours_hint')}
            validateTrigger="onSubmit"
            dependencies={['mail_hours_from']}
            rules={[
              time,
              {
                validator: async (_rule, value) => {
                  const from = form.getFieldValue('mail_hours_from');
                  if (isTime(from) && isTime(value) && value <= from) throw new Error(t('send_settings.wrong_hours'));
                },
              },
            ]}
          >
            <Input type="time" className="settings-number" />
          </Form.Item>
          <Form.Item
            name="mail_cap_letters"
            label={t('send_settings.cap_letters')}
            validateTrigger="onSubmit"
            rules={[whole(1, 100, 'send_settings.wrong_letters')]}
          >
            {number}
          </Form.Item>
          <Form.Item
            name="mail_cap_days"
            label={t('send_settings.cap_days')}
            extra={t('send_settings.cap_hint')}
            validateTrigger="onSubmit"
            rules={[whole(1, 365, 'send_settings.wrong_days')]}
          >
            {number}
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
