import type { ReferralFacts } from '../../../domain/referrals/referral.ts';
import { readCents } from '../../../domain/shared/money.ts';
import type { Receiver } from '../../shared/referrals/receiver-field.tsx';

/** What is done with a referral that asks for something first. */
export type Asked = 'accept' | 'decline' | 'ask' | 'progress' | 'outcome' | 'note' | 'answer' | 'withdraw' | 'reopen' | 'resend';
export type ActField = 'reason' | 'outcome' | 'responsible' | 'note' | 'amount' | 'receiver' | 'email';
export type ActValues = {
  reason: string | null;
  outcome: string | null;
  responsible: Receiver | null;
  responsible_name: string;
  note: string;
  amount: string;
  receiver: string;
  email: string;
};
export const emptyAct = (facts: ReferralFacts): ActValues => ({
  reason: null,
  outcome: null,
  responsible: null,
  responsible_name: '',
  note: '',
  amount: '',
  receiver: '',
  email: facts.referral.receiver_email ?? '',
});

export const actFields: Record<Asked, ActField[]> = {
  accept: ['receiver', 'note'],
  decline: ['reason', 'responsible', 'note', 'receiver'],
  ask: ['note', 'receiver'],
  progress: ['note', 'receiver'],
  outcome: ['outcome', 'amount', 'note'],
  note: ['note'],
  answer: ['note'],
  withdraw: ['note'],
  reopen: ['note'],
  resend: ['email'],
};

export const actFieldOfHint: Record<string, ActField> = {
  decline_reason: 'reason',
  decline_note: 'note',
  responsible: 'responsible',
  question: 'note',
  progress: 'note',
  referral_outcome: 'outcome',
  referral_outcome_note: 'note',
  outcome_amount: 'amount',
  referral_note: 'note',
  referral_answer: 'note',
  withdraw_reason: 'note',
  reopen_reason: 'note',
  receiver_email: 'email',
};

/** The function that does it, and what it is given. */
export function toCall(act: Asked, facts: ReferralFacts, values: ActValues): { name: string; args: Record<string, unknown> } {
  const p_id = facts.id;
  const p_version = facts.referral.version;
  const note = values.note.trim();
  if (act === 'answer') return { name: 'answer_referral', args: { p_id, p_version, p_body: note } };
  if (act === 'withdraw') return { name: 'withdraw_referral', args: { p_id, p_version, p_reason: note } };
  if (act === 'reopen') return { name: 'reopen_referral', args: { p_id, p_version, p_reason: note } };
  if (act === 'resend') return { name: 'resend_referral', args: { p_id, p_version, p_email: values.email.trim() } };
  const cents = readCents(values.amount);
  if (act === 'outcome') {
    const p_outcome = { outcome: values.outcome, note, ...(typeof cents === 'number' ? { amount_cents: cents } : {}) };
    return { name: 'close_referral', args: { p_id, p_version, p_outcome } };
  }
  const p_facts = {
    note,
    receiver: values.receiver.trim(),
    ...(act === 'decline'
      ? {
          reason: values.reason,
          ...(values.responsible ? { responsible_id: values.responsible.id } : { responsible_name: values.responsible_name.trim() }),
        }
      : {}),
  };
  return { name: 'record_referral', args: { p_id, p_act: act, p_facts, p_version } };
}
