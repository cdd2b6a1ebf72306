import type { InquiryStatus } from './words.ts';

const waiting: InquiryStatus[] = ['waiting_resident', 'waiting_other'];

/**
 * The states that a person may choose next, without the present one. A hint for screens: the database rules
 * (private.may_follow) and refuses the rest. "New" and "assigned" follow from whether somebody is assigned, so neither is
 * chosen by hand; closing and reopening ask for more and have their own verbs.
 */
export function nextStatuses(status: InquiryStatus): InquiryStatus[] {
  if (status === 'closed') return [];
  return (['in_progress', ...waiting] as InquiryStatus[]).filter((next) => next !== status);
}
