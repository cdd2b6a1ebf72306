import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type OrganizationKind, organizationKinds } from './organization.ts';

/** The lists: partners outside city hall, departments, the reader's own, agreements that run out or have, everything. */
export const organizationTabs = ['partners', 'departments', 'mine', 'ending', 'ended', 'all'] as const;
export type OrganizationTab = (typeof organizationTabs)[number];

/** One row of list_organizations. */
export type OrganizationListRow = {
  id: string;
  code: string;
  name: string;
  alternate_name: string | null;
  kind: OrganizationKind;
  is_active: boolean;
  is_nonprofit: boolean;
  takes_referrals: boolean;
  is_interpreter_vendor: boolean;
  is_language_office: boolean;
  is_311: boolean;
  phone: string | null;
  email: string | null;
  address: string | null;
  neighborhood: string | null;
  district_name: string | null;
  relationship_name: string | null;
  languages: string[] | null;
  next_agreement: { id: string; kind: string; title: string; ends_on: string } | null;
  program_count: number;
  open_referral_count: number;
};

export const organizationSorts = ['name', 'agreement_ends_on', 'spoken_at', 'created_at'] as const;
export type OrganizationSort = (typeof organizationSorts)[number];

/** The list, as its address says it; districts by their codes. */
export type OrganizationQuery = {
  tab: OrganizationTab;
  search: string;
  kind: string[];
  language: string[];
  district: string[];
  takesReferrals: boolean;
  /** Also those that are there no more. */
  retired: boolean;
  sort: OrganizationSort;
  after: Cursor | null;
  before: Cursor | null;
};

/** Reads the list's address; what cannot be read is left out. */
export function readOrganizationQuery(params: URLSearchParams): OrganizationQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const tab = params.get('tab') as OrganizationTab;
  const sort = params.get('sort') as OrganizationSort;
  return {
    tab: organizationTabs.includes(tab) ? tab : 'partners',
    search: params.get('q') ?? '',
    kind: list('kind').filter((kind) => organizationKinds.includes(kind as OrganizationKind)),
    language: list('language'),
    district: list('district'),
    takesReferrals: params.get('referrals') === 'yes',
    retired: params.get('retired') === 'yes',
    sort: organizationSorts.includes(sort) ? sort : 'name',
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeOrganizationQuery(query: OrganizationQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'partners') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  for (const name of ['kind', 'language', 'district'] as const) if (query[name].length > 0) params.set(name, query[name].join(','));
  if (query.takesReferrals) params.set('referrals', 'yes');
  if (query.retired) params.set('retired', 'yes');
  if (query.sort !== 'name') params.set('sort', query.sort);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

const tabFilters: Record<OrganizationTab, Record<string, unknown>> = {
  partners: { is_partner: true },
  departments: { kind: ['department'] },
  mine: { mine: true },
  ending: { agreements: 'ending' },
  ended: { agreements: 'ended' },
  all: {},
};

/** The argument of list_organizations, but for the size of a page. */
export function toOrganizationRpc(
  query: OrganizationQuery,
  districts: { id: string; code: string }[],
  today: string,
): Record<string, unknown> {
  const district = query.district.map((code) => districts.find((one) => one.code === code)?.id).filter((id) => id !== undefined);
  return {
    today,
    filters: {
      ...tabFilters[query.tab],
      ...(query.kind.length > 0 ? { kind: query.kind } : {}),
      ...(query.language.length > 0 ? { language: query.language } : {}),
      ...(district.length > 0 ? { district } : {}),
      ...(query.takesReferrals ? { takes_referrals: true } : {}),
      ...(query.retired ? {} : { is_active: true }),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    sort: query.sort,
    // Who was spoken with last, and who was entered last, first.
    descending: query.sort === 'created_at' || query.sort === 'spoken_at',
  };
}
