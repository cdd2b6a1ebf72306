import type { InquiryStatus } from './words.ts';

const waiting: InquiryStatus[] = ['waiting_resident', 'waiting_other'];

/** Nobody works on it any more: it was closed, or it repeats another one. */
export function isOver(status: string): boolean {
  return status === 'closed' || status === 'duplicate';
}

/** Its clock stands: the resident is waited for, or it is believed done. */
export function standsStill(status: InquiryStatus): boolean {
  return status === 'waiting_resident' || status === 'resolved';
}

/**
 * The states that a person may choose next, without the present one. A hint for screens: the database rules
 * (private.may_follow) and refuses the rest. "New" and "assigned" follow from whether somebody is assigned, so neither is
 * chosen by hand; closing, reopening and calling it a duplicate ask for more and have their own verbs.
 */
export function nextStatuses(status: InquiryStatus): InquiryStatus[] {
  if (isOver(status)) return [];
  const chosen: InquiryStatus[] = status === 'resolved' ? ['in_progress', ...waiting] : ['in_progress', ...waiting, 'referred', 'resolved'];
  return chosen.filter((next) => next !== status);
}
