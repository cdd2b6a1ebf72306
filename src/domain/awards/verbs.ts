import type { AwardRow } from './award.ts';

export type AwardVerb =
  | 'accept'
  | 'accept_again'
  | 'decline'
  | 'activate'
  | 'suspend'
  | 'resume'
  | 'terminate'
  | 'terminate_again'
  | 'reinstate'
  | 'begin_closeout'
  | 'close'
  | 'hold'
  | 'release';

/** Those that are done without a question. */
export const plainVerbs = ['activate', 'begin_closeout', 'reinstate', 'release'] as const;
export type PlainVerb = (typeof plainVerbs)[number];
export type AskingVerb = Exclude<AwardVerb, PlainVerb>;

export type OfferedVerb = { verb: AwardVerb; isManagers?: true; isGrave?: true };

type Standing = Pick<AwardRow, 'status' | 'accepted_on' | 'terminated_on' | 'performance_ends_on' | 'legal_hold_since'>;

/** What can be done with an award as it stands. The database decides; this is what is offered. */
export function verbsOf({ status, accepted_on, terminated_on, legal_hold_since }: Standing): OfferedVerb[] {
  const hold: OfferedVerb = legal_hold_since ? { verb: 'release', isManagers: true } : { verb: 'hold', isManagers: true };
  const terminate: OfferedVerb = { verb: 'terminate', isManagers: true, isGrave: true };
  switch (status) {
    case 'applied':
      return [{ verb: 'decline', isGrave: true }];
    case 'awarded':
      return accepted_on
        ? [{ verb: 'activate' }, { verb: 'accept_again' }, terminate, hold]
        : [{ verb: 'accept' }, { verb: 'decline', isGrave: true }];
    case 'active':
      return [{ verb: 'begin_closeout' }, { verb: 'suspend' }, terminate, hold];
    case 'suspended':
      return [{ verb: 'resume' }, { verb: 'begin_closeout' }, terminate, hold];
    case 'terminated':
      return [{ verb: 'begin_closeout' }, { verb: 'terminate_again', isManagers: true }, { verb: 'reinstate', isManagers: true }, hold];
    case 'closeout':
      return [
        { verb: 'close', isManagers: true },
        ...(terminated_on ? [{ verb: 'terminate_again', isManagers: true } as const] : []),
        hold,
      ];
    case 'closed':
      return [hold];
    default:
      return [];
  }
}

/** The likely next step; null where none is likely. */
export function mainVerb({ status, accepted_on, performance_ends_on }: Standing, today: string): AwardVerb | null {
  const isOver = performance_ends_on !== null && performance_ends_on < today;
  switch (status) {
    case 'awarded':
      return accepted_on ? 'activate' : 'accept';
    case 'suspended':
      return 'resume';
    case 'active':
      return isOver ? 'begin_closeout' : null;
    case 'terminated':
      return 'begin_closeout';
    case 'closeout':
      return 'close';
    default:
      return null;
  }
}
