import type { AwardRow } from '../../../../domain/awards/award.ts';
import type { AskingVerb } from '../../../../domain/awards/verbs.ts';
import { addDays } from '../../../../domain/shared/dates.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { type Reading, readDate } from '../form/values.ts';

export type DialogField =
  | 'accepted_on'
  | 'suspended_on'
  | 'resumed_on'
  | 'terminated_on'
  | 'notice_on'
  | 'appeal_due_on'
  | 'appealed_on'
  | 'closed_on'
  | 'held_on'
  | 'reason'
  | 'authority'
  | 'claimable'
  | 'claimable_note';
export type DialogValues = Record<DialogField, string>;

type Read = { args: Record<string, unknown>; wrong: Partial<Record<DialogField, MessageKey>> };
type Dialog = {
  rpc: string;
  fields: DialogField[];
  hints?: Partial<Record<DialogField, MessageKey>>;
  read: (values: DialogValues, reading: Reading) => Read;
};

/** A day and what else is asked, as the function of a verb takes it. */
function simple(day: DialogField | null, param: string, reason: 'needed' | 'free' | null) {
  return (values: DialogValues, reading: Reading): Read => {
    const on = day ? readDate(values[day], reading) : null;
    return {
      args: { ...(day ? { [param]: on } : {}), ...(reason ? { p_reason: values.reason.trim() || null } : {}) },
      wrong: {
        ...(day && !on ? { [day]: 'award.wrong.day_needed' as const } : {}),
        ...(reason === 'needed' && !values.reason.trim() ? { reason: 'award.wrong.reason' as const } : {}),
      },
    };
  };
}

function readTermination(values: DialogValues, reading: Reading): Read {
  const days = (['terminated_on', 'notice_on', 'appeal_due_on', 'appealed_on'] as const).map(
    (field) => [field, readDate(values[field], reading)] as const,
  );
  const day = Object.fromEntries(days);
  const claimable = readCents(values.claimable);
  const unread = days.filter(([, one]) => one === undefined).map(([field]) => [field, 'award.wrong.day' as const]);
  return {
    args: {
      p_facts: {
        terminated_on: day.terminated_on ?? null,
        termination_notice_on: day.notice_on ?? null,
        // Left empty it is worked out from the notice.
        ...(day.appeal_due_on ? { appeal_due_on: day.appeal_due_on } : {}),
        appealed_on: day.appealed_on ?? null,
        authority: values.authority.trim() || null,
        reason: values.reason.trim() || null,
        claimable_cents: claimable ?? null,
        claimable_note: values.claimable_note.trim() || null,
      },
    },
    wrong: {
      ...(day.terminated_on === null ? { terminated_on: 'award.wrong.day_needed' as const } : {}),
      ...Object.fromEntries(unread),
      ...(claimable === undefined ? { claimable: 'award.wrong.amount' as const } : {}),
    },
  };
}

const termination: Dialog = {
  rpc: 'terminate_award',
  fields: ['terminated_on', 'notice_on', 'appeal_due_on', 'appealed_on', 'authority', 'reason', 'claimable', 'claimable_note'],
  hints: { appeal_due_on: 'award.hint.appeal', claimable: 'award.hint.claimable', terminated_on: 'award.hint.terminated' },
  read: readTermination,
};

const dialogs: Record<AskingVerb, Dialog> = {
  accept: {
    rpc: 'accept_award',
    fields: ['accepted_on'],
    hints: { accepted_on: 'award.hint.accepted' },
    read: simple('accepted_on', 'p_accepted_on', null),
  },
  accept_again: { rpc: 'accept_award', fields: ['accepted_on'], read: simple('accepted_on', 'p_accepted_on', null) },
  decline: { rpc: 'decline_award', fields: ['reason'], read: simple(null, '', 'free') },
  suspend: { rpc: 'suspend_award', fields: ['suspended_on', 'reason'], read: simple('suspended_on', 'p_on', 'needed') },
  resume: { rpc: 'resume_award', fields: ['resumed_on'], read: simple('resumed_on', 'p_on', null) },
  terminate: termination,
  terminate_again: termination,
  close: {
    rpc: 'close_award',
    fields: ['closed_on', 'reason'],
    hints: { reason: 'award.hint.close_reason' },
    read: simple('closed_on', 'p_on', 'free'),
  },
  hold: { rpc: 'hold_award', fields: ['held_on', 'reason'], read: simple('held_on', 'p_since', 'needed') },
};

export const dialogOf = (verb: AskingVerb): Dialog => dialogs[verb];

/** What stands in the fields when a dialog opens: today, or what is known. */
export function startValues(verb: AskingVerb, award: AwardRow, today: string): DialogValues {
  const again = verb === 'terminate_again';
  const known = (value: string | null, otherwise = ''): string => value ?? otherwise;
  const over = award.performance_ends_on && award.performance_ends_on >= today ? addDays(award.performance_ends_on, 1) : today;
  return {
    accepted_on: known(award.accepted_on, today),
    suspended_on: today,
    resumed_on: today,
    terminated_on: known(award.terminated_on, again ? '' : today),
    notice_on: known(award.termination_notice_on, again ? '' : today),
    appeal_due_on: known(award.appeal_due_on),
    appealed_on: known(award.appealed_on),
    closed_on: over,
    held_on: today,
    reason: again ? known(award.termination_reason) : '',
    authority: known(award.termination_authority, verb === 'terminate' ? '2 CFR 200.340(a)(4)' : ''),
    claimable: award.claimable_cents === null ? '' : writeCents(award.claimable_cents),
    claimable_note: known(award.claimable_note),
  };
}

/** The field of a dialog at which a refusal of the database stands, by its hint. */
export const fieldOfRefusal: Record<string, DialogField> = {
  accepted_on: 'accepted_on',
  accepted_on_missing: 'accepted_on',
  suspended_on: 'suspended_on',
  suspended_reason: 'reason',
  resumed_on: 'resumed_on',
  terminated_on: 'terminated_on',
  terminated_on_missing: 'terminated_on',
  appeal_due_on: 'appeal_due_on',
  appealed_on: 'appealed_on',
  claimable_cents: 'claimable',
  claimable_note: 'claimable_note',
  termination_authority: 'authority',
  termination_reason: 'reason',
  award_reason: 'reason',
  closed_on: 'closed_on',
  legal_hold_since: 'held_on',
  legal_hold_reason: 'reason',
};
