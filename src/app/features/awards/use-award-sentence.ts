import type { AwardFacts } from '../../../domain/awards/award.ts';
import { daysBetween } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';

/** Where an award stands and what is next, in a sentence. */
export function useAwardSentence({ award }: AwardFacts): string {
  const { t, tn, format } = useWords();
  const today = useToday();
  const day = (date: string | null) => (date ? format.dateWithYear(date) : '');
  const { status, performance_ends_on: end } = award;
  switch (status) {
    case 'applied':
      return t('award.now.applied');
    case 'awarded':
      return award.accepted_on ? t('award.now.accepted', { day: day(award.accepted_on) }) : t('award.now.awarded');
    case 'suspended':
      return t('award.now.suspended', { day: day(award.suspended_on), reason: award.suspended_reason ?? '' });
    case 'terminated':
      return award.appeal_due_on && !award.appealed_on && award.appeal_due_on >= today
        ? t('award.now.terminated_appeal', { day: day(award.terminated_on), appeal: day(award.appeal_due_on) })
        : t('award.now.terminated', { day: day(award.terminated_on) });
    case 'closeout':
      return t('award.now.closeout', { day: day(end) });
    case 'closed':
      return t('award.now.closed', { day: day(award.closed_on) });
    case 'declined':
      return award.outcome_note ? t('award.now.declined_reason', { reason: award.outcome_note }) : t('award.now.declined');
    default: {
      if (!end) return t('award.now.active');
      const left = daysBetween(today, end);
      return left >= 0 ? tn('award.now.active_left', left, { day: day(end) }) : t('award.now.active_over', { day: day(end) });
    }
  }
}
