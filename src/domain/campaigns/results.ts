import { type Cursor, readCursor } from '../shared/cursor.ts';

/** What of a letter is counted. `queued` was never tried, `deferred` is tried again; what came back is a part of `sent`. */
export const letterStates = [
  'queued',
  'deferred',
  'sent',
  'failed',
  'cancelled',
  'bounced',
  'complained',
  'unsubscribed',
  'replied',
] as const;
export type LetterState = (typeof letterStates)[number];
export type LetterCounts = Record<LetterState | 'letters', number>;
export type LetterCut = LetterCounts & { key: string | null; code?: string | null; label: string | null };

export type CoursePoint = { at: string; sent: number; failed: number; bounced: number; unsubscribed: number; replied: number };
export type CourseUnit = 'ten_minutes' | 'hour' | 'day' | 'month';

export const bounceKinds = ['hard', 'disabled', 'full', 'soft', 'delayed', 'message', 'policy', 'complaint', 'unknown'] as const;
export type BounceKind = (typeof bounceKinds)[number];

/** What campaign_results answers. */
export type CampaignResults = {
  total: LetterCounts;
  left_out: { count: number; reasons: Record<string, number> };
  languages: LetterCut[];
  districts: LetterCut[];
  domains: LetterCut[];
  other_domains: (LetterCounts & { domains: number }) | null;
  variants: (LetterCounts & { key: 'a' | 'b' })[];
  bounces: { kind: BounceKind; count: number }[];
  links: { id: string; language: string; url: string; clicks: number }[];
  course: { unit: CourseUnit; points: CoursePoint[] };
};

/** A row of campaign_letters. */
export type LetterRow = {
  id: string;
  to_address: string;
  resident_id: string | null;
  resident_name: string | null;
  language: string;
  variant: 'a' | 'b' | null;
  status: 'waiting' | 'sent' | 'failed' | 'cancelled';
  reason: string | null;
  attempts: number;
  send_at: string;
  settled_at: string | null;
  bounced_at: string | null;
  complained_at: string | null;
  unsubscribed_at: string | null;
  replied_at: string | null;
  bounce: { kind: BounceKind; status_code: string | null; diagnostic: string | null } | null;
};

/** What stands at a letter: the gravest of what became of it. */
export function fateOf(
  row: Pick<LetterRow, 'status' | 'reason' | 'bounced_at' | 'complained_at' | 'unsubscribed_at' | 'replied_at'>,
): LetterState {
  if (row.status === 'failed' || row.status === 'cancelled') return row.status;
  if (row.complained_at) return 'complained';
  if (row.bounced_at) return 'bounced';
  if (row.status === 'waiting') return row.reason === null ? 'queued' : 'deferred';
  if (row.replied_at) return 'replied';
  return row.unsubscribed_at ? 'unsubscribed' : 'sent';
}

/** The parts of the sentence at the head, in the order of telling; what is nothing is not told, but for what was sent. */
export function tellResults(total: LetterCounts): { state: LetterState; count: number }[] {
  const order: LetterState[] = ['sent', 'queued', 'deferred', 'failed', 'bounced', 'complained', 'unsubscribed', 'replied', 'cancelled'];
  return order.map((state) => ({ state, count: total[state] })).filter(({ state, count }) => count > 0 || state === 'sent');
}

/** Which letters are looked at, as the address says it. A district of null is that of people whose district is not known. */
export type LetterQuery = {
  state: LetterState | null;
  language: string | null;
  district: string | null;
  domain: string | null;
  variant: 'a' | 'b' | null;
  search: string;
  after: Cursor | null;
  before: Cursor | null;
};
export const NO_DISTRICT = 'none';

export function readLetterQuery(params: URLSearchParams): LetterQuery {
  const state = params.get('state') as LetterState;
  const variant = params.get('subject');
  return {
    state: letterStates.includes(state) ? state : null,
    language: params.get('language'),
    district: params.get('district'),
    domain: params.get('domain'),
    variant: variant === 'a' || variant === 'b' ? variant : null,
    search: params.get('q') ?? '',
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** The address of the letters, on the tab of the results. */
export function writeLetterQuery(query: Partial<LetterQuery>): URLSearchParams {
  const params = new URLSearchParams({ tab: 'results' });
  for (const name of ['state', 'language', 'district', 'domain'] as const) if (query[name]) params.set(name, query[name]);
  if (query.variant) params.set('subject', query.variant);
  if (query.search?.trim()) params.set('q', query.search.trim());
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

/** The argument of campaign_letters. */
export function toLetterRpc({ state, language, district, domain, variant, search, after, before }: LetterQuery, limit: number) {
  return {
    filters: {
      ...(state ? { state: [state] } : {}),
      ...(language ? { language: [language] } : {}),
      ...(district ? { district: [district === NO_DISTRICT ? null : district] } : {}),
      ...(domain ? { domain: [domain] } : {}),
      ...(variant ? { variant: [variant] } : {}),
    },
    ...(search.trim() ? { search: search.trim() } : {}),
    limit,
    ...(after ? { after } : before ? { before } : {}),
  };
}

/** Lines for an axis: the smallest of 1, 2, 5, 10, … that needs at most four steps, and where the axis ends. */
export function axisOf(highest: number): { step: number; end: number } {
  let step = 1;
  while (highest / step > 4) step *= String(step).startsWith('2') ? 2.5 : 2;
  return { step, end: Math.max(step, Math.ceil(highest / step) * step) };
}
