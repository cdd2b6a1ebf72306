import { daysBetween } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';

/** "Liability insurance runs out Jun 3, 2027, in 12 days", or since when it has. */
export function useAgreementWords(): (one: { title: string; ends_on: string }) => string {
  const { t, tn, format } = useWords();
  const today = useToday();
  return ({ title, ends_on }) => {
    const left = daysBetween(today, ends_on);
    const day = format.dateWithYear(ends_on);
    if (left < 0) return t('organization.agreement_over', { title, day });
    return left === 0 ? t('organization.agreement_today', { title }) : tn('organization.agreement_ends', left, { title, day });
  };
}
