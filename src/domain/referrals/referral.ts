export const referralStatuses = ['draft', 'sent', 'asked', 'accepted', 'declined', 'closed', 'withdrawn'] as const;
export type ReferralStatus = (typeof referralStatuses)[number];
export const deliveries = ['mail', 'service_request', 'in_person'] as const;
export type Delivery = (typeof deliveries)[number];
export const consents = ['spoken', 'written', 'not_needed'] as const;
export type Consent = (typeof consents)[number];
export const declineReasons = ['not_ours', 'not_eligible', 'no_capacity', 'cannot_reach', 'duplicate', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];
export const outcomes = ['served', 'partly_served', 'not_eligible', 'no_capacity', 'not_reached', 'resident_declined', 'other'] as const;
export type Outcome = (typeof outcomes)[number];

/** What could be told of a resident, as far as it is known. */
export const sharedFields = [
  'name',
  'phone',
  'email',
  'address',
  'language',
  'interpreter',
  'accessibility',
  'district',
  'location',
  'subject',
  'question',
  'attachments',
] as const;
export type SharedField = (typeof sharedFields)[number];
export type SharedValue = string | boolean | string[];

/** What could be told of one record, as referral_choices answers it. */
export type ReferralChoices = {
  fields: { field: SharedField; value: SharedValue; is_personal: boolean }[];
  resident: { id: string; name: string; preferred_language: string } | null;
  language: string;
  topic_id: string | null;
  district_id: string | null;
  number: string | null;
  subject: string;
};

type Named = { id: string; name: string };
export type ReferralStep =
  | 'sent'
  | 'sent_again'
  | 'reminded'
  | 'escalated'
  | 'acknowledged'
  | 'asked'
  | 'answered'
  | 'accepted'
  | 'declined'
  | 'progress'
  | 'outcome'
  | 'reopened'
  | 'withdrawn'
  | 'note';
export type ReferralEvent = { id: string; kind: ReferralStep; body: string; receiver: string | null; staff: string | null; at: string };

/** One referral, as referral_facts answers it. */
export type ReferralFacts = {
  id: string;
  referral: {
    number: number;
    status: ReferralStatus;
    version: number;
    delivery: Delivery;
    receiver_email: string | null;
    organization_id: string;
    topic_id: string;
    inquiry_id: string | null;
    event_id: string | null;
    language: string;
    request: string;
    shared_fields: SharedField[];
    shared: Partial<Record<SharedField, SharedValue>>;
    consent_how: Consent | null;
    consented_at: string | null;
    consent_language: string | null;
    sent_at: string | null;
    asked_at: string | null;
    accepted_at: string | null;
    closed_at: string | null;
    accept_due_at: string | null;
    outcome_due_at: string | null;
    escalated_at: string | null;
    acknowledged_at: string | null;
    decline_reason: DeclineReason | null;
    decline_note: string | null;
    responsible_name: string | null;
    outcome: Outcome | null;
    outcome_note: string | null;
    outcome_amount_cents: number | null;
    service_request_number: string | null;
    primary_section: number;
    district_id: string | null;
  };
  organization: Named & { is_311: boolean; phone: string | null; is_active: boolean; escalation: string | null };
  work_group: (Named & { email: string | null }) | null;
  program: Named | null;
  topic: Named;
  district: Named | null;
  inquiry: { id: string; number: string; subject: string; status: string } | null;
  event: { id: string; title: string } | null;
  resident: (Named & { preferred_language: string }) | null;
  sender: Named | null;
  escalated_to: Named | null;
  responsible: Named | null;
  previous: { id: string; number: number; organization: string } | null;
  next: { id: string; number: number; organization: string; status: ReferralStatus } | null;
  events: ReferralEvent[];
  letters: {
    id: string;
    kind: string;
    to: string;
    status: 'waiting' | 'sent' | 'failed' | 'cancelled';
    reason: string | null;
    at: string;
  }[];
  clock: { clock: 'accept' | 'outcome' | 'answer'; due_at: string; is_late: boolean; minutes: number } | null;
  page_is_open: boolean;
};

/** How one receiver, topic, language or district does; `is_hidden`: several small groups, told together. */
export type Score = {
  id: string | null;
  name: string | null;
  sent: number;
  accepted: number;
  declined: number;
  waiting: number;
  closed: number;
  in_time: number;
  timed: number;
  median_minutes: number | null;
  outcomes: Partial<Record<Outcome, number>>;
  is_hidden?: boolean;
  groups?: number;
};
export type Scorecard = { total: Score | null; organizations: Score[]; topics: Score[]; languages: Score[]; districts: Score[] };

/** Whether it is with its receiver. */
export const isWithReceiver = (status: ReferralStatus): boolean => status === 'sent' || status === 'asked' || status === 'accepted';

/** Minutes of work as people say them: days of eight hours, hours, minutes; the two largest. */
export function workParts(minutes: number): { days: number; hours: number; minutes: number } {
  const days = Math.floor(minutes / 480);
  const hours = Math.floor((minutes - days * 480) / 60);
  return { days, hours, minutes: days > 0 ? 0 : minutes - hours * 60 };
}
