import { useState } from 'react';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { estimateEnd, type Hours } from '../../../../domain/campaigns/pace.ts';
import { readCount, typedAbove } from '../../../../domain/campaigns/status.ts';
import { localExists, localToInstant, toZoned } from '../../../../domain/shared/zoned.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { now } from '../../../shared/clock.ts';
import type { Done } from '../../../shared/hooks/use-acts.ts';
import { useCampaignActs } from '../actions.ts';

export type ScheduleValues = { isNow: boolean; day: string; time: string; inHours: boolean; rate: string; typed: string };
export type ScheduleErrors = Partial<Record<'day' | 'time' | 'rate' | 'typed', MessageKey>>;
export type Scheduled = { count: number; scheduled_at: string; ends_at: string | null };

/** When it goes out and how fast, as it is typed: what is wrong with it, what it comes to, and the act. */
export function useSchedule(campaign: CampaignRecord, count: number, hours: Hours, secondsAt: (rate: number | null) => number) {
  const acts = useCampaignActs();
  const [values, setValues] = useState<ScheduleValues>(() => {
    const tomorrow = toZoned(new Date(Date.parse(now()) + 86_400_000).toISOString(), hours.zone);
    return {
      isNow: false,
      day: tomorrow.date,
      time: '09:00',
      inHours: campaign.in_business_hours,
      rate: campaign.rate_per_second === null ? '' : String(campaign.rate_per_second),
      typed: '',
    };
  });
  const [isTried, setTried] = useState(false);

  const local = /^\d{4}-\d\d-\d\d$/.test(values.day) && /^\d\d:\d\d$/.test(values.time) ? `${values.day}T${values.time}:00` : null;
  const isGap = local !== null && !localExists(local, hours.zone);
  const at = values.isNow ? now() : local && !isGap ? localToInstant(local, hours.zone) : null;
  const rate = values.rate.trim() === '' ? null : Number(values.rate.trim());
  const isRate = rate === null || (/^\d{1,4}$/.test(values.rate.trim()) && rate >= 1 && rate <= 5000);

  const errors: ScheduleErrors = {};
  if (!values.isNow && !/^\d{4}-\d\d-\d\d$/.test(values.day)) errors.day = 'sending.wrong.day';
  if (!values.isNow && !/^\d\d:\d\d$/.test(values.time)) errors.time = 'sending.wrong.time';
  if (!values.isNow && isGap) errors.time = 'sending.wrong.gap';
  if (!values.isNow && at && Date.parse(at) < Date.parse(now()) - 60_000) errors.time = 'sending.wrong.past';
  if (!isRate) errors.rate = 'sending.wrong.rate';
  if (count > typedAbove && readCount(values.typed) !== count) errors.typed = 'sending.wrong.confirm';

  const endsAt = at && isRate && !errors.time ? estimateEnd(at, secondsAt(rate), values.inHours ? hours : null) : undefined;

  return {
    values,
    change: (patch: Partial<ScheduleValues>) => setValues((old) => ({ ...old, ...patch })),
    /** What is wrong is said once somebody tried; a gap of the clock at once, as nobody would look for it. */
    errors: isTried ? errors : isGap && !values.isNow ? { time: errors.time } : {},
    /** When the last letter leaves: null when that is further than a year, undefined while it cannot be told. */
    endsAt,
    /** The instant it begins, for the name of the zone then. */
    at,
    error: acts.error,
    isWorking: acts.isWorking,
    /** True when it is done; `onRefused` when the database would not: what was shown may not be so any more. */
    submit: async (onDone: (done: Done<Scheduled>) => void, onRefused: () => void): Promise<boolean> => {
      setTried(true);
      if (Object.keys(errors).length > 0) return false;
      const saved = await acts.rpc<Scheduled>(
        'schedule_campaign',
        {
          p_id: campaign.id,
          p_at: values.isNow ? null : at,
          p_confirm: count > typedAbove ? readCount(values.typed) : null,
          p_options: { rate_per_second: rate, in_business_hours: values.inHours },
        },
        onDone,
      );
      if (!saved) onRefused();
      return saved !== null;
    },
  };
}

export type ScheduleForm = ReturnType<typeof useSchedule>;
