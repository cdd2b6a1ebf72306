import type { SubscriptionStatus } from './query.ts';

export type Frequency = 'every' | 'weekly' | 'monthly';
export const frequencies: readonly Frequency[] = ['every', 'weekly', 'monthly'];
export type SuppressionReason = 'hard_bounce' | 'soft_bounces' | 'complaint' | 'by_hand';
type Named = { id: string; name: string };

/** One row of list_subscribers. */
export type SubscriberRow = {
  id: string;
  address: string;
  language: string | null;
  frequency: Frequency;
  paused_until: string | null;
  left_all_at: string | null;
  created_at: string;
  suppressed: SuppressionReason | null;
  residents: Named[] | null;
  lists: { id: string; status: SubscriptionStatus }[] | null;
};

/** A list as it stands for one address. `status` null: nothing was ever said about it. */
export type ListStanding = {
  id: string;
  name: string;
  needs_consent: boolean;
  is_active: boolean;
  status: SubscriptionStatus | null;
  gets: boolean;
};

export const ledgerActs = [
  'asked',
  'confirmed',
  'subscribed',
  'unsubscribed',
  'paused',
  'resumed',
  'language',
  'frequency',
  'suppressed',
  'lifted',
  'agreed',
  'refused',
] as const;
export type LedgerAct = (typeof ledgerActs)[number];
export const ledgerSources = [
  'one_click',
  'mailto',
  'preferences',
  'confirmation',
  'form',
  'staff',
  'call',
  'paper',
  'import',
  'bounce',
  'complaint',
  'undo',
] as const;
export type LedgerSource = (typeof ledgerSources)[number];

/** How somebody is reached beside mail. */
export const consentChannels = ['phone', 'text', 'post'] as const;
export type ConsentChannel = (typeof consentChannels)[number];

/** What channel_record answers: of each channel what was said last, null when nothing was. */
export type ChannelRecord = {
  channels: { channel: ConsentChannel; is_agreed: boolean | null; said_at: string | null }[];
  ledger: LedgerEntry[];
};

export type LedgerEntry = {
  id: number;
  act: LedgerAct;
  source: LedgerSource;
  detail: { to?: unknown; note?: string; words?: string; reason?: string; code?: string; attachment_id?: string };
  created_at: string;
  /** Null: all lists, or not about a list. */
  list_name: string | null;
  staff_name: string | null;
  /** Of what is not mail. */
  channel?: ConsentChannel;
};

export type LetterOfAddress = {
  id: string;
  campaign_id: string;
  name: string;
  status: 'waiting' | 'sent' | 'failed' | 'cancelled';
  at: string;
  bounced_at: string | null;
  complained_at: string | null;
};

/** What consent_record answers. */
export type ConsentRecord = {
  address: string;
  subscriber_id: string | null;
  language: string | null;
  frequency: Frequency;
  paused_until: string | null;
  left_all_at: string | null;
  suppressed: { reason: SuppressionReason; since: string; status_code: string | null } | null;
  residents: Named[];
  lists: ListStanding[];
  ledger: LedgerEntry[];
  ledger_count: number;
  letters: LetterOfAddress[];
};

/** What happened, as the name of a sentence: acts that mean two things, about a list or about all, have two. */
export type LedgerDeed =
  | Exclude<LedgerAct, 'subscribed' | 'unsubscribed' | 'resumed'>
  | `${'subscribed' | 'unsubscribed' | 'resumed'}_${'list' | 'all'}`
  | 'taken_back';

export function deedOf({ act, list_name, detail }: Pick<LedgerEntry, 'act' | 'list_name' | 'detail'>): LedgerDeed {
  if (act !== 'subscribed' && act !== 'unsubscribed' && act !== 'resumed') return act;
  // The row itself is gone: what was said before it is what holds.
  if (list_name !== null && detail.to === null) return 'taken_back';
  return `${act}_${list_name === null ? 'all' : 'list'}`;
}

/** What somebody says to the office about their letters; what is absent stays. */
export type Choice = {
  add?: string[];
  remove?: string[];
  leave_all?: true;
  language?: string | null;
  frequency?: Frequency;
  paused_until?: string | null;
};

/** What differs between how an address stands and how it is meant to stand; null when nothing does. */
export function choiceBetween(
  now: Pick<ConsentRecord, 'lists' | 'language' | 'frequency' | 'paused_until'>,
  meant: { gets: ReadonlySet<string>; language: string | null; frequency: Frequency; paused_until: string | null },
): Choice | null {
  const had = new Set(now.lists.filter(({ gets }) => gets).map(({ id }) => id));
  const add = [...meant.gets].filter((id) => !had.has(id));
  const remove = [...had].filter((id) => !meant.gets.has(id));
  const choice: Choice = {
    ...(add.length > 0 ? { add } : {}),
    ...(remove.length > 0 ? { remove } : {}),
    ...(meant.language !== now.language ? { language: meant.language } : {}),
    ...(meant.frequency !== now.frequency ? { frequency: meant.frequency } : {}),
    ...(meant.paused_until !== now.paused_until ? { paused_until: meant.paused_until } : {}),
  };
  return Object.keys(choice).length > 0 ? choice : null;
}
