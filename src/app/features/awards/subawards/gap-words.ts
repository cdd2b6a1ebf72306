import type { Gap } from '../../../../domain/awards/subaward.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** What a subaward lacks, as a sentence in the reader's language. */
export function useGapWords(): (gap: Gap) => string {
  const { t, tn, format } = useWords();
  return ({ code, since, count }) => {
    const day = since ? format.dateWithYear(since) : '';
    return code === 'visit_overdue' || code === 'action_overdue'
      ? tn(`subaward.gap.${code}`, count ?? 1, { day })
      : t(`subaward.gap.${code}`, { day });
  };
}
