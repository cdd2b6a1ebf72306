import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type DayRange, readRange, writeRange } from '../shared/day-range.ts';
import { type Delivery, type Outcome, outcomes, type ReferralStatus } from './referral.ts';

/** The lists: what the office has to do now, what is with receivers, drafts, what is over, everything. */
export const referralTabs = ['open', 'late', 'asked', 'refused', 'mine', 'drafts', 'over', 'all'] as const;
export type ReferralTab = (typeof referralTabs)[number];

/** One row of list_referrals. */
export type ReferralRow = {
  id: string;
  number: number;
  status: ReferralStatus;
  delivery: Delivery;
  request: string;
  language: string;
  sent_at: string | null;
  closed_at: string | null;
  asked_at: string | null;
  outcome: Outcome | null;
  responsible_name: string | null;
  responsible: string | null;
  service_request_number: string | null;
  next_id: string | null;
  inquiry_id: string | null;
  event_id: string | null;
  organization: string;
  topic: string;
  district: string | null;
  inquiry_number: string | null;
  inquiry_subject: string | null;
  event_title: string | null;
  resident: string | null;
  sender: string | null;
  is_late: boolean;
  due_at: string | null;
  created_at: string;
};

const payers = ['federal', 'state', 'local', 'private', 'unknown'];
/** Days on which something happened to a referral. */
export const referralDays = ['sent', 'accepted', 'declined', 'closed'] as const;

export type ReferralQuery = {
  tab: ReferralTab;
  search: string;
  organization: string | null;
  topic: string[];
  language: string[];
  /** Codes; 'none' is where none is known. */
  district: string[];
  outcome: Outcome[];
  section: number[];
  /** Whose money pays for the program. */
  payer: string[];
  /** Through 311's own channel, or not. */
  filed: boolean | null;
  after: Cursor | null;
  before: Cursor | null;
} & Record<(typeof referralDays)[number], DayRange | null>;
type Area = { id: string; code: string | null };

/** Reads the list's address; what cannot be read is left out. */
export function readReferralQuery(params: URLSearchParams): ReferralQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const tab = params.get('tab') as ReferralTab;
  return {
    tab: referralTabs.includes(tab) ? tab : 'open',
    search: params.get('q') ?? '',
    organization: params.get('organization'),
    topic: list('topic'),
    language: list('language'),
    district: list('district'),
    outcome: list('outcome').filter((one): one is Outcome => outcomes.includes(one as Outcome)),
    section: list('section')
      .map(Number)
      .filter((one) => Number.isInteger(one) && one >= 1 && one <= 10),
    payer: list('payer').filter((one) => payers.includes(one)),
    filed: { yes: true, no: false }[params.get('filed') ?? ''] ?? null,
    sent: readRange(params.get('sent')),
    accepted: readRange(params.get('accepted')),
    declined: readRange(params.get('declined')),
    closed: readRange(params.get('closed')),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeReferralQuery(query: ReferralQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'open') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  if (query.organization) params.set('organization', query.organization);
  for (const name of ['topic', 'language', 'district', 'outcome', 'section', 'payer'] as const)
    if (query[name].length > 0) params.set(name, query[name].join(','));
  if (query.filed !== null) params.set('filed', query.filed ? 'yes' : 'no');
  for (const name of referralDays) {
    const range = writeRange(query[name]);
    if (range) params.set(name, range);
  }
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

const tabFilters: Record<ReferralTab, Record<string, unknown>> = {
  open: { is_open: true },
  late: { is_late: true },
  asked: { has_question: true },
  refused: { is_refused: true },
  mine: { mine: true, is_open: true },
  drafts: { status: ['draft'] },
  over: { status: ['closed', 'withdrawn'] },
  all: {},
};
/** What is open is told by what is due first; the rest newest first. */
const byDue: ReferralTab[] = ['open', 'late', 'asked', 'refused', 'mine'];

/** The query as list_referrals takes it. Topics and districts by their codes. */
export function toReferralRpc(query: ReferralQuery, { topics, districts }: { topics: Area[]; districts: Area[] }): Record<string, unknown> {
  const topic = topics.filter(({ code }) => code && query.topic.includes(code)).map(({ id }) => id);
  const district: (string | null)[] = districts.filter(({ code }) => code && query.district.includes(code)).map(({ id }) => id);
  if (query.district.includes('none')) district.push(null);
  return {
    ...(byDue.includes(query.tab) ? { sort: 'due_at', descending: false } : { sort: 'created_at', descending: true }),
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    filters: {
      ...tabFilters[query.tab],
      ...(query.organization ? { organization: [query.organization] } : {}),
      ...(topic.length > 0 ? { topic } : {}),
      ...(query.language.length > 0 ? { language: query.language } : {}),
      ...(district.length > 0 ? { district } : {}),
      ...(query.outcome.length > 0 ? { outcome: query.outcome } : {}),
      ...(query.section.length > 0 ? { section: query.section } : {}),
      ...(query.payer.length > 0 ? { payer: query.payer } : {}),
      ...(query.filed === null ? {} : { is_filed: query.filed }),
      ...Object.fromEntries(referralDays.flatMap((name) => (query[name] ? [[name, query[name]]] : []))),
    },
  };
}
