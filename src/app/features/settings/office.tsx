import { useForm } from '@refinedev/antd';
import { type BaseRecord, useInvalidate } from '@refinedev/core';
import { Button, Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { formatPhone } from '../../../domain/shared/phone.ts';
import { useWords } from '../../providers/i18n.tsx';
import { whileTyping } from '../../providers/live-touch.ts';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { normalizePhone } from '../../shared/phone-text.ts';
import { LogoField } from './logo-field.tsx';
import { SettingsPage } from './settings-page.tsx';
import { useSaving } from './use-saving.tsx';
import { text, textOrNull } from './values.ts';

export type SettingsRecord = BaseRecord & {
  id: number;
  version: number;
  office_name: string;
  city_name: string;
  state_name: string;
  address: string;
  phone: string | null;
  email: string | null;
  website: string | null;
  logo_path: string | null;
  time_zone: string;
  fiscal_year_start_month: number;
  holiday_calendar: string;
  founding_file_number: string;
  mail_from_name: string | null;
  mail_reply_to: string | null;
};

const toValues = (row: BaseRecord) => ({ ...row, phone: row.phone ? formatPhone(row.phone as string) : '' });

/** Whose office this is. */
export function OfficeSettings() {
  const { t, format } = useWords();
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
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    return [...new Set([...(row ? [row.time_zone] : []), ...known])].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
  }, [row]);
  const months = Array.from({ length: 12 }, (_, index) => ({
    value: index + 1,
    label: format.monthName(`2024-${String(index + 1).padStart(2, '0')}-01`),
  }));

  async function save(values: Record<string, unknown>) {
    saving.clear();
    const phone = text(values.phone) === '' ? null : await normalizePhone(text(values.phone));
    if (phone === null && text(values.phone) !== '') {
      form.setFields([{ name: 'phone', errors: [t('residents.wrong_phone')] }]);
      form.getFieldInstance('phone')?.focus?.();
      return;
    }
    try {
      await onFinish({ ...values, phone, email: textOrNull(values.email), website: textOrNull(values.website) } as never);
      await invalidate({ resource: 'settings', invalidates: ['list', 'detail'], id: 1 });
      done(t('settings.office_saved'), { undo: saving.finish() });
    } catch (refused) {
      await saving.refused(refused, form, 1);
    }
  }

  return (
    <SettingsPage title={t('settings.office')} lead={t('settings.office_lead')} reason={mayEdit ? null : t('settings.reason_admin')}>
      {query?.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!row && !query?.error && <RowSkeleton rows={6} />}
      {row && (
        <>
          <Form
            {...formProps}
            layout="vertical"
            className="settings-form"
            disabled={!mayEdit}
            initialValues={toValues(row)}
            onFinish={(values) => void save(values as Record<string, unknown>)}
          >
            <div className="form-grid">
              <Form.Item name="office_name" label={t('settings.office_name')}>
                <Input maxLength={120} autoComplete="off" />
              </Form.Item>
              <Form.Item name="founding_file_number" label={t('settings.founding')} extra={t('settings.founding_hint')}>
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item name="city_name" label={t('settings.city')}>
                <Input maxLength={80} autoComplete="off" />
              </Form.Item>
              <Form.Item name="state_name" label={t('settings.state')}>
                <Input maxLength={60} autoComplete="off" />
              </Form.Item>
              <Form.Item name="address" label={t('settings.address')} className="form-wide">
                <Input maxLength={300} autoComplete="off" />
              </Form.Item>
              <Form.Item name="phone" label={t('field.phone')}>
                <Input inputMode="tel" maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item name="email" label={t('settings.email')}>
                <Input inputMode="email" maxLength={254} autoComplete="off" />
              </Form.Item>
              <Form.Item name="website" label={t('settings.website')} className="form-wide">
                <Input inputMode="url" maxLength={300} autoComplete="off" />
              </Form.Item>
              <Form.Item name="time_zone" label={t('settings.time_zone')} extra={t('settings.time_zone_hint')}>
                <Select options={zones} optionFilterProp="label" />
              </Form.Item>
              <Form.Item name="fiscal_year_start_month" label={t('settings.fiscal')} extra={t('settings.fiscal_hint')}>
                <Select options={months} optionFilterProp="label" />
              </Form.Item>
              <Form.Item name="holiday_calendar" label={t('settings.calendar')} extra={t('settings.calendar_hint')}>
                <Select
                  optionFilterProp="label"
                  options={(['city', 'state', 'federal'] as const).map((one) => ({ value: one, label: t(`settings.calendar_${one}`) }))}
                />
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
          <LogoField path={row.logo_path} mayEdit={mayEdit} onChanged={() => void query?.refetch()} />
          <RecordHistory table="settings" id="1" />
        </>
      )}
    </SettingsPage>
  );
}
