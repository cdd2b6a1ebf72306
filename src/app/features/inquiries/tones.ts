import type { Deadline } from '../../../domain/inquiries/deadline.ts';
import type { InquiryStatus } from '../../../domain/inquiries/words.ts';
import type { Tone } from '../../shared/components/tag.tsx';

export const statusTones: Record<InquiryStatus, Tone> = {
  new: 'river',
  assigned: 'river',
  in_progress: 'river',
  waiting_resident: 'amber',
  waiting_other: 'amber',
  referred: 'amber',
  resolved: 'green',
  closed: 'green',
  duplicate: 'plain',
};

/** The class of a deadline's words. */
export function deadlineClass(deadline: Deadline): string {
  if (deadline.kind === 'overdue') return 'late';
  return deadline.kind === 'today' || deadline.kind === 'soon' ? 'soon' : '';
}
