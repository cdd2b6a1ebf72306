import { isUnfiled, type OpportunityStatus } from '../../../domain/opportunities/opportunity.ts';
import { daysBetween } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';

type Dated = { status: OpportunityStatus; deadline_on: string | null; submitted_on: string | null; decided_on: string | null };

/** When it closes, or what became of it, in a few words; `isLate`: it closed while nothing was filed. `isSoon`: within two weeks. */
export function useDeadlineWords(): (one: Dated) => { words: string; isLate: boolean; isSoon: boolean } {
  const { t, tn, format } = useWords();
  const today = useToday();
  return ({ status, deadline_on: deadline, submitted_on, decided_on }) => {
    const plain = (words: string) => ({ words, isLate: false, isSoon: false });
    if (status === 'submitted') return plain(t('opportunity.submitted_on_day', { day: format.dateWithYear(submitted_on ?? today) }));
    if (!isUnfiled(status)) return plain(decided_on ? t('opportunity.decided_on_day', { day: format.dateWithYear(decided_on) }) : '');
    if (!deadline) return plain(t('opportunity.no_deadline'));
    const left = daysBetween(today, deadline);
    const day = format.dateWithYear(deadline);
    if (left < 0) return { words: t('opportunity.closed_day', { day }), isLate: true, isSoon: false };
    return {
      words: left === 0 ? t('opportunity.closes_today') : tn('opportunity.closes_in', left, { day }),
      isLate: false,
      isSoon: left <= 14,
    };
  };
}
