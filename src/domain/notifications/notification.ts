import { recordPage } from '../shared/record.ts';

/** What somebody did that a person wants to know, or what the program reminds of. */
export const notificationKinds = ['mentioned', 'assigned', 'changed', 'reminded'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** How a kind reaches a person: in the office (and in the morning mail), in the morning mail only, or not at all. */
export type Reach = 'app' | 'digest' | 'none';
export const reaches: Reach[] = ['app', 'digest', 'none'];

/** What a reminder is about: a report of an award, its day, and whether its owner is reminded or who leads. */
export type Reminder = {
  report: string;
  kind: string;
  is_final: boolean;
  title: string;
  due_on: string;
  file_by: string;
  to: 'owner' | 'lead';
  owner: string;
  /** Of an agreement instead: its last day. */
  ends_on: string;
};

/** One line of the inbox. */
export type Notification = {
  id: string;
  kind: NotificationKind;
  record_table: string;
  /** Null when it is about several. */
  record_id: string | null;
  count: number;
  facts: {
    number?: string;
    subject?: string;
    status?: string;
    entry?: string;
    excerpt?: string;
    deed?: string;
    list?: string;
  } & Partial<Reminder>;
  read_at: string | null;
  created_at: string;
  /** Who did it; null when they are not of the office any more. */
  actor: string | null;
};

/** An inbox as my_notifications answers it. */
export type Inbox = { unread: number; rows: Notification[] };

/** 311 has closed the request of a referral: its outcome is to be written down. */
export const closedDeed = 'closed_311';

/** What became of a file that the worker made. */
export const exportDeeds = ['export_ready', 'export_failed'] as const;

/** What somebody is asked who reads translations. */
export const translationDeeds = ['review_asked', 'review_waits'] as const;

/** What the receiver of a referral did. */
export const receiverDeeds = ['accept', 'decline', 'ask', 'progress', 'outcome'] as const;
/** Which clock of a referral ran out. */
export const referralClocks = ['accept', 'outcome', 'answer'] as const;

/** Which clock of an inquiry, or which day of a request for records, ran out. */
export const inquiryClockDeeds = ['clock_first', 'clock_resolution', 'records_due', 'records_lapse'] as const;

/** Where a notification leads: its record, or for several the list of one's own. */
export function addressOf({ record_table, record_id }: Pick<Notification, 'record_table' | 'record_id'>): string {
  if (record_table === 'awards') return record_id ? `/awards/${record_id}?tab=schedule` : '/awards/radar';
  if (record_table === 'organizations') return record_id ? `/organizations/${record_id}?tab=agreements` : '/organizations';
  if (record_table === 'exports') return '/settings/exports';
  if (!record_id && record_table === 'campaigns') return '/campaigns';
  if (!record_id && record_table === 'events') return '/events/list?tab=mine';
  return record_id ? recordPage(record_table, record_id) : `/${record_table}?assigned=me&open=yes&sort=-updated_at`;
}
