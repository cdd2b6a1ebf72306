import { type Cursor, readCursor } from '../shared/cursor.ts';

export const suppressionReasons = ['hard_bounce', 'soft_bounces', 'complaint', 'by_hand'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** An address that is not written to, as list_suppressions answers it. */
export type SuppressionRow = {
  id: string;
  address: string;
  reason: SuppressionReason;
  status_code: string | null;
  /** What the mail server said, or the person who entered it. */
  detail: string | null;
  created_at: string;
  created_by: string | null;
  lifted_at: string | null;
  lifted_by: string | null;
  lifted_reason: string | null;
  letter: { campaign_id: string | null; campaign: string | null; subject: string | null; kind: string; at: string | null } | null;
  residents: { id: string; name: string }[] | null;
};

/** What the list shows, as its address says it. */
export type SuppressionQuery = {
  search: string;
  reason: SuppressionReason[];
  /** Those that may be written to again. */
  isLifted: boolean;
  after: Cursor | null;
  before: Cursor | null;
};

export function readSuppressionQuery(params: URLSearchParams): SuppressionQuery {
  const reasons = (params.get('reason') ?? '').split(',');
  return {
    search: params.get('q') ?? '',
    reason: suppressionReasons.filter((one) => reasons.includes(one)),
    isLifted: params.get('lifted') === 'yes',
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

export function writeSuppressionQuery(query: SuppressionQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search.trim()) params.set('q', query.search.trim());
  if (query.reason.length > 0) params.set('reason', query.reason.join(','));
  if (query.isLifted) params.set('lifted', 'yes');
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

/** The same as the database is asked, without a page. */
export function toSuppressionRpc({ search, reason, isLifted }: SuppressionQuery): Record<string, unknown> {
  return {
    filters: { is_lifted: isLifted, ...(reason.length > 0 ? { reason } : {}) },
    ...(search.trim() ? { search: search.trim() } : {}),
  };
}

/** What a code of RFC 3463 says, as far as words are kept for it. */
export type CodeMeaning = 'no_mailbox' | 'no_domain' | 'malformed' | 'moved' | 'no_mail' | 'disabled' | 'full' | 'other';

export function meaningOf(code: string): CodeMeaning {
  switch (code) {
    case '5.1.1':
      return 'no_mailbox';
    case '5.1.2':
      return 'no_domain';
    case '5.1.3':
      return 'malformed';
    case '5.1.6':
      return 'moved';
    case '5.1.10':
      return 'no_mail';
    case '5.2.1':
      return 'disabled';
    case '4.2.2':
    case '5.2.2':
      return 'full';
    default:
      return 'other';
  }
}
