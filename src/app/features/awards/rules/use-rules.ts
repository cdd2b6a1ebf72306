import { useList } from '@refinedev/core';
import type { ReportRule } from '../../../../domain/awards/report.ts';

/** Every rule with its versions, those of one code together, the latest first; null while they are not known. */
export function useReportRules() {
  const { query } = useList<ReportRule>({
    resource: 'award_report_rules',
    pagination: { mode: 'off' },
    sorters: [
      { field: 'kind', order: 'asc' },
      { field: 'code', order: 'asc' },
      { field: 'valid_from', order: 'desc' },
    ],
    errorNotification: false,
    queryOptions: { meta: { live: ['award_report_rules'] } },
  });
  return { rules: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
