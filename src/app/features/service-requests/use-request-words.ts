import type { Stand } from '../../../domain/service-requests/request.ts';
import { useWords } from '../../providers/i18n.tsx';

type Times = {
  is_open: boolean | null;
  opened_at: string | null;
  closed_at: string | null;
  days_to_close: number | null;
};

export const standTones: Record<Stand, 'brick' | 'amber' | 'river' | 'green' | 'plain'> = {
  missing: 'brick',
  waiting: 'plain',
  late: 'brick',
  open: 'river',
  to_close: 'amber',
  closed: 'green',
};

/** What the feed says of a request, in one line. */
export function useRequestWords() {
  const { t, tn, format } = useWords();
  return {
    times: ({ is_open, opened_at, closed_at, days_to_close }: Times): string | null => {
      if (!opened_at) return null;
      const opened = t('service_request.opened', { day: format.instant(opened_at) });
      if (is_open) return opened;
      if (!closed_at) return `${opened} ${t('service_request.closed_unknown')}`;
      const closed =
        days_to_close !== null && days_to_close >= 0
          ? tn('service_request.closed_after', days_to_close)
          : t('service_request.closed', { day: format.instant(closed_at) });
      return `${opened} ${closed}`;
    },
  };
}
