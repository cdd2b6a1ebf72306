import { useCustom } from '@refinedev/core';
import type { PreviewRow, ScheduleRow } from '../../../../domain/awards/report.ts';

/** What an award owes, in the order of its days; null while it is not known. No award: what the city owes as a whole. */
export function useSchedule(award: string | null) {
  const { query } = useCustom<ScheduleRow[]>({
    url: 'award_schedule_of',
    method: 'post',
    config: { payload: { p_award: award } },
    errorNotification: false,
    meta: { live: ['award_reports', 'award_report_rules', 'awards', 'subawards'] },
    queryOptions: { meta: { live: ['award_reports', 'award_report_rules', 'awards', 'subawards'] } },
  });
  return { rows: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** What would come of an award as it is typed; null while there is no period of performance, or it is not known yet. */
export function useSchedulePreview(award: Record<string, unknown>): PreviewRow[] | null {
  const { starts_on, ends_on } = award;
  const isWhole = typeof starts_on === 'string' && typeof ends_on === 'string' && starts_on !== '' && ends_on >= starts_on;
  const { query } = useCustom<PreviewRow[]>({
    url: 'preview_schedule',
    method: 'post',
    config: { payload: { p_award: award } },
    errorNotification: false,
    queryOptions: { enabled: isWhole, placeholderData: (before) => before },
  });
  return isWhole ? (query.data?.data ?? null) : null;
}
