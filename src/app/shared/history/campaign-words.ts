import { type FieldChange, type HistoryChange, type HistoryNames, listFieldChanges } from '../../../domain/shared/history.ts';
import type { MessageKey, Values } from '../../i18n/translate.ts';

/** Columns that follow from what was done, and say it once more in the words of the database. */
const following = [
  'published_at',
  'slug',
  'submitted_content',
  'approved_content',
  'submitted_by',
  'approved_by',
  'submitted_at',
  'approved_at',
  'fallen_for',
  'frozen_at',
  'writers',
];

/** The website as a deed; `left` are the other columns that changed. What was approved is told by its state, not by its whole wording. */
export function tellCampaign(
  change: HistoryChange,
  t: (key: MessageKey, values?: Values) => string,
): { told: string[]; left: FieldChange[] } {
  const { after } = change;
  const told =
    after && 'published_at' in after ? [t(after.published_at === null ? 'deed.campaign_unpublished' : 'deed.campaign_published')] : [];
  // The note of an approval that fell is the program's own, and says the same as what was changed.
  const falls = [change.before, after].some((image) => Array.isArray(image?.fallen_for));
  return {
    told,
    left: listFieldChanges(change).filter(({ field }) => !following.includes(field) && !(falls && field === 'review_note')),
  };
}

/** What became of a subscription, by its list and its address; null for what is told like any other change. */
export function tellSubscription(
  { table, record, action, before, after }: HistoryChange,
  { names }: HistoryNames,
  t: (key: MessageKey, values?: Values) => string,
): string | null {
  if (table !== 'subscriptions' || (action === 'update' && !(after && 'status' in after))) return null;
  const list = names.subscriptions?.[record] ?? names.mailing_lists?.[String(before?.list_id)];
  const address = names.subscription_addresses?.[record] ?? names.subscribers?.[String(before?.subscriber_id)];
  if (!list || !address) return null;
  const began = names.subscription_beginnings?.[record] ?? 'subscribed';
  const deed = action === 'insert' ? began : action === 'delete' ? 'gone' : String(after?.status);
  return t(`deed.subscription_${deed as 'subscribed' | 'gone' | 'unsubscribed' | 'pending'}`, { list, address });
}
