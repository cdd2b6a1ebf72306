import { type Cursor, readCursor } from '../shared/cursor.ts';

export const subscriptionStatuses = ['subscribed', 'pending', 'unsubscribed'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];
export const subscriberSorts = ['address', 'created_at'] as const;
export type SubscriberSort = (typeof subscriberSorts)[number];
/** What may be special about an address. */
export const subscriberMarks = ['paused', 'suppressed', 'left_all'] as const;
export type SubscriberMark = (typeof subscriberMarks)[number];

/** What the list of subscribers shows, as its address says it. */
export type SubscriberQuery = {
  /** A piece of the address. */
  search: string;
  /** Ids of mailing lists. */
  list: string[];
  status: SubscriptionStatus[];
  mark: SubscriberMark | null;
  sort: SubscriberSort;
  after: Cursor | null;
  before: Cursor | null;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the list's address; what cannot be read is left out. */
export function readSubscriberQuery(params: URLSearchParams): SubscriberQuery {
  const many = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  return {
    search: params.get('q') ?? '',
    list: many('list').filter((one) => uuid.test(one)),
    status: subscriptionStatuses.filter((one) => many('status').includes(one)),
    mark: subscriberMarks.find((one) => one === params.get('mark')) ?? null,
    sort: subscriberSorts.find((one) => one === params.get('sort')) ?? 'address',
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeSubscriberQuery(query: SubscriberQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search.trim()) params.set('q', query.search.trim());
  if (query.list.length > 0) params.set('list', query.list.join(','));
  if (query.status.length > 0) params.set('status', query.status.join(','));
  if (query.mark) params.set('mark', query.mark);
  if (query.sort !== 'address') params.set('sort', query.sort);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

/** The same as the database is asked, without a page. */
export function toSubscriberRpc(query: SubscriberQuery): Record<string, unknown> {
  return {
    filters: {
      ...(query.list.length > 0 ? { list: query.list } : {}),
      ...(query.status.length > 0 ? { status: query.status } : {}),
      ...(query.mark ? { [query.mark]: true } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
  };
}
