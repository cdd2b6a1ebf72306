import { isUnfiled, type OpportunityFacts } from '../../../domain/opportunities/opportunity.ts';
import { daysBetween } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';

/** Where an opportunity stands, in a sentence; and what is in its way. */
export function useOpportunitySentences({ opportunity: one, file_by, departments }: OpportunityFacts): { now: string; notices: string[] } {
  const { t, tn, format } = useWords();
  const today = useToday();
  const day = (date: string | null) => (date ? format.dateWithYear(date) : '');
  const closing = (): string => {
    const deadline = one.deadline_on;
    if (!deadline) return t('opportunity.now.no_deadline');
    const left = daysBetween(today, deadline);
    if (left < 0) return t('opportunity.now.closed', { day: day(deadline) });
    if (left === 0) return t('opportunity.now.today');
    return file_by && file_by < deadline
      ? tn('opportunity.now.closes_by', left, { day: day(deadline), by: day(file_by) })
      : tn('opportunity.now.closes', left, { day: day(deadline) });
  };
  if (!isUnfiled(one.status)) {
    const said = { submitted: day(one.submitted_on), won: day(one.decided_on), lost: day(one.decided_on), declined: day(one.decided_on) };
    return { now: t(`opportunity.now.${one.status as keyof typeof said}`, { day: said[one.status as keyof typeof said] }), notices: [] };
  }
  const notices = [
    one.council_action === 'needed' && t('opportunity.notice.council_needed'),
    one.council_action === 'introduced' && t('opportunity.notice.council_introduced'),
    one.status === 'applying' && one.council_action === 'unknown' && t('opportunity.notice.council_unknown'),
    one.status === 'applying' && departments.length === 0 && t('opportunity.notice.departments'),
    one.status === 'applying' &&
      one.match_needed_cents !== null &&
      one.match_needed_cents > 0 &&
      t('opportunity.notice.match', { amount: format.money(one.match_needed_cents) }),
  ];
  return { now: closing(), notices: notices.filter((notice) => notice !== false) };
}
