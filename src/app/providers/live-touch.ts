/** What a screen is told: rows of a table changed. Without ids any of them may have; the table `*` is all tables. */
export type LiveChange = { table: string; ids?: string[] };

/** A question that a screen asked, as Refine names it, with what the screen said about it. */
export type AskedQuery = { queryKey: readonly unknown[]; meta?: Record<string, unknown> | undefined };

/**
 * For Refine's own forms (`useForm` and its like): they put the record's values back over what a person types whenever the
 * record is read again. A form with this is left alone until it is saved or opened again; saving a record that somebody
 * else has changed is a conflict, which the database tells.
 */
export const whileTyping = { meta: { live: false }, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

/** Tables that a screen of a resource also draws from, beside its own. */
const eventParts = [
  'event_staff',
  'event_organizations',
  'event_languages',
  'event_topics',
  'event_legislation',
  'event_supplies',
  'event_costs',
  'event_issues',
  'registrations',
  'attendances',
  'event_tallies',
] as const;
const drawnFrom: Record<string, readonly string[]> = {
  events: eventParts,
  inquiries: ['residents', 'resident_phones'],
  residents: ['resident_phones', 'resident_emails', 'resident_addresses'],
};

/**
 * Whether an answer may be out of date after a change. `meta.live` of a query says more than its name does: a list of
 * tables that it draws from beside its own, with `meta.liveId` only from one row of them; or false to be left alone.
 */
export function isTouched({ queryKey, meta }: AskedQuery, { table, ids }: LiveChange): boolean {
  if (meta?.live === false) return false;
  if (table === '*') return queryKey[0] === 'data' || Array.isArray(meta?.live);
  if (Array.isArray(meta?.live) && meta.live.includes(table))
    return ids === undefined || typeof meta.liveId !== 'string' || ids.includes(meta.liveId);
  const [kind, , resource, action, what] = queryKey;
  if (kind !== 'data' || typeof resource !== 'string') return false;
  if (resource === 'changes') return isStoryTouched(what, table, ids);
  if (drawnFrom[resource]?.includes(table)) return true;
  if (resource !== table) return false;
  if (ids === undefined) return true;
  if (action === 'one') return ids.includes(String(what));
  if (action === 'many') return Array.isArray(what) && what.some((id) => ids.includes(String(id)));
  return true;
}

/** Tables whose rows are parts of a record: its history tells them too. */
const partsOf: Record<string, readonly string[]> = {
  inquiries: [
    'interactions',
    'tasks',
    'attachments',
    'mails',
    'deliveries',
    'inquiry_answers',
    'inquiry_people',
    'inquiry_links',
    'referrals',
    'referral_events',
    'language_encounters',
    'answer_uses',
    'records_requests',
    'inquiry_escalations',
    'reports',
  ],
  residents: ['resident_phones', 'resident_emails', 'resident_addresses', 'resident_merges', 'channel_consents', 'tasks', 'attachments'],
  events: [...eventParts, 'tasks', 'attachments'],
};

/** The log is not told of itself: it grows by each change of another table. The history of one record hears of that one. */
function isStoryTouched(params: unknown, table: string, ids: string[] | undefined): boolean {
  const { table: about, id } = (params as { query?: { table?: string; id?: string } } | undefined)?.query ?? {};
  if (id === undefined) return about === undefined || about === table;
  if (about !== undefined && partsOf[about]?.includes(table)) return true;
  return about === table && (ids === undefined || ids.includes(id));
}
