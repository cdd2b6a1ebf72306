import { useForm } from '@refinedev/antd';
import { useCustom, useInvalidate } from '@refinedev/core';
import { Button, Form, Input } from 'antd';
import { checkReferralTimes, readWorkTime, writeWorkTime } from '../../../domain/referrals/work-time.ts';
import { dateOfInstant } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { whileTyping } from '../../providers/live-touch.ts';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useSettled } from '../../shared/hooks/use-settled.ts';
import type { SettingsRecord } from './office.tsx';
import { SettingsPage } from './settings-page.tsx';
import { useSaving } from './use-saving.tsx';

const clocks = ['accept', 'outcome'] as const;
type Clock = (typeof clocks)[number];
type Times = Record<`${Clock}_${'hours' | 'minutes'}`, string>;

const toValues = (row: object): Times => {
  const { referral_accept_minutes, referral_outcome_minutes } = row as Partial<Record<string, number>>;
  const [accept, outcome] = [writeWorkTime(referral_accept_minutes ?? 0), writeWorkTime(referral_outcome_minutes ?? 0)];
  return {
    accept_hours: accept.hours,
    accept_minutes: accept.minutes,
    outcome_hours: outcome.hours,
    outcome_minutes: outcome.minutes,
  };
};
const minutesOf = (values: Partial<Times>, clock: Clock): number | undefined =>
  readWorkTime({ hours: values[`${clock}_hours`] ?? '', minutes: values[`${clock}_minutes`] ?? '' });

/** How soon a referral is accepted, and has an outcome, where nothing is agreed with who gets it. */
export function ReferralTimes() {
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
  const typed: Partial<Times> | undefined = Form.useWatch([], form);

  async function save(values: Times) {
    saving.clear();
    try {
      await onFinish({
        referral_accept_minutes: minutesOf(values, 'accept'),
        referral_outcome_minutes: minutesOf(values, 'outcome'),
      } as never);
      done(t('referral_times.saved'), { undo: saving.finish() });
      await invalidate({ resource: 'settings', invalidates: ['list', 'detail'], id: 1 });
    } catch (refused) {
      await saving.refused(refused, form, 1);
    }
  }
  /** Said below the minutes, of the whole time. */
  const rule = (clock: Clock) => ({
    validator: async () => {
      const values = form.getFieldsValue() as unknown as Times;
      const wrong = checkReferralTimes(minutesOf(values, 'accept'), minutesOf(values, 'outcome'));
      if (wrong.includes(clock)) throw new Error(t(`referral_times.wrong_${clock}`));
      if (clock === 'outcome' && wrong.includes('order')) throw new Error(t('referral_times.wrong_order'));
    },
  });
  return (
    <SettingsPage
      table="settings"
      title={t('referral_times.title')}
      lead={t('referral_times.lead')}
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
          onFinish={(values) => void save(values as unknown as Times)}
        >
          {clocks.map((clock) => (
            <fieldset key={clock} className="work-time">
              <legend>{t(`referral_times.${clock}`)}</legend>
              <Form.Item name={`${clock}_hours`} label={t('referral_times.hours')}>
                <Input className="settings-number" inputMode="numeric" maxLength={5} autoComplete="off" />
              </Form.Item>
              <Form.Item name={`${clock}_minutes`} label={t('referral_times.minutes')} validateTrigger="onSubmit" rules={[rule(clock)]}>
                <Input className="settings-number" inputMode="numeric" maxLength={2} autoComplete="off" />
              </Form.Item>
            </fieldset>
          ))}
          <DueNow
            accept={minutesOf(typed ?? toValues(row), 'accept')}
            outcome={minutesOf(typed ?? toValues(row), 'outcome')}
            zone={row.time_zone}
          />
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

/** What it would mean for a referral that is sent now. */
function DueNow({ accept, outcome, zone }: { accept: number | undefined; outcome: number | undefined; zone: string }) {
  const { t, format } = useWords();
  const isRight = checkReferralTimes(accept, outcome).length === 0;
  const payload = useSettled(JSON.stringify(isRight ? { p_accept_minutes: accept, p_outcome_minutes: outcome } : null), 200);
  const { query } = useCustom<Record<Clock, string | null>>({
    url: 'referral_due',
    method: 'post',
    config: { payload: JSON.parse(payload) ?? {} },
    errorNotification: false,
    queryOptions: { enabled: payload !== 'null', meta: { live: ['settings', 'business_hours', 'business_exceptions', 'holidays'] } },
  });
  const due = isRight ? query.data?.data : undefined;
  const said = (instant: string | null) =>
    instant ? `${format.longDate(dateOfInstant(instant, zone))}, ${format.time(instant)}` : t('referral_times.never');
  return (
    <p className="secondary" aria-live="polite">
      {due ? t('referral_times.due', { accept: said(due.accept), outcome: said(due.outcome) }) : '\u00a0'}
    </p>
  );
}
