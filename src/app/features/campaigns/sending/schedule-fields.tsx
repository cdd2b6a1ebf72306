import { Checkbox, Input, Radio } from 'antd';
import { useId } from 'react';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { typedAbove } from '../../../../domain/campaigns/status.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { now } from '../../../shared/clock.ts';
import { Field } from '../../../shared/components/field.tsx';
import type { ScheduleForm } from './use-schedule.ts';
import type { useSendSettings } from './use-sending.ts';

type ScheduleFieldsProps = {
  form: ScheduleForm;
  campaign: CampaignRecord;
  count: number;
  settings: NonNullable<ReturnType<typeof useSendSettings>>['settings'];
};

/** When and how fast; the number of people where it is typed. */
export function ScheduleFields({ form, campaign, count, settings }: ScheduleFieldsProps) {
  const { t, format } = useWords();
  const id = useId();
  const { values, change, errors } = form;
  const errorAt = (field: keyof typeof errors) => {
    const key = errors[field];
    return key && t(key, { count: format.number(count) });
  };
  const zone = format.zoneName(form.at ?? now(), settings.time_zone);
  return (
    <>
      <fieldset className="schedule-when">
        <legend className="field-label" id={`${id}-when`}>
          {t('sending.schedule.when')}
        </legend>
        <Radio.Group
          aria-labelledby={`${id}-when`}
          value={values.isNow ? 'now' : 'later'}
          options={[
            { value: 'later', label: t('sending.schedule.later') },
            { value: 'now', label: t('sending.schedule.now') },
          ]}
          onChange={(event) => change({ isNow: event.target.value === 'now' })}
        />
        {!values.isNow && (
          <div className="schedule-row">
            <Field label={t('sending.schedule.day')} error={errorAt('day')}>
              {(control) => <Input {...control} type="date" value={values.day} onChange={(event) => change({ day: event.target.value })} />}
            </Field>
            <Field label={t('sending.schedule.time', { zone })} error={errorAt('time')}>
              {(control) => (
                <Input {...control} type="time" value={values.time} onChange={(event) => change({ time: event.target.value })} />
              )}
            </Field>
          </div>
        )}
      </fieldset>
      <Checkbox checked={values.inHours} onChange={(event) => change({ inHours: event.target.checked })}>
        {t('sending.schedule.hours', {
          from: format.clock(settings.mail_hours_from.slice(0, 5)),
          until: format.clock(settings.mail_hours_until.slice(0, 5)),
        })}
      </Checkbox>
      <Field
        label={t('sending.schedule.rate')}
        hint={t('sending.schedule.rate_hint', {
          rate: format.number(settings.mail_rate_per_second),
          domain: format.number(settings.mail_domain_rate_per_second),
        })}
        error={errorAt('rate')}
      >
        {(control) => (
          <Input
            {...control}
            className="schedule-number"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={values.rate}
            onChange={(event) => change({ rate: event.target.value })}
          />
        )}
      </Field>
      <p role="status">
        {form.endsAt === null && t('sending.schedule.ends_far')}
        {typeof form.endsAt === 'string' &&
          t(campaign.ab_share === null || campaign.ab_share >= 50 ? 'sending.schedule.ends' : 'sending.schedule.ends_trial', {
            when: format.instant(form.endsAt),
          })}
      </p>
      {count > typedAbove && (
        <Field
          label={t('sending.schedule.confirm', { count: format.number(count) })}
          hint={t('sending.schedule.confirm_hint')}
          error={errorAt('typed')}
        >
          {(control) => (
            <Input
              {...control}
              className="schedule-number"
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              value={values.typed}
              onChange={(event) => change({ typed: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
