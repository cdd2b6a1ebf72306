import { type Cursor, readCursor } from '../shared/cursor.ts';

/** The orders that the list of residents offers. */
export const residentSorts = ['name', 'updated_at', 'created_at'] as const;
export type ResidentSort = (typeof residentSorts)[number];

/** What the list of residents shows, as its address says it. */
export type ResidentQuery = {
  search: string;
  language: string[];
  /** Codes of districts; `none` for no district. */
  district: string[];
  /** Ids of events: who came to one of them, who registered for one. */
  attended: string[];
  registered: string[];
  sort: ResidentSort;
  descending: boolean;
  after: Cursor | null;
  before: Cursor | null;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the list's address; what cannot be read is left out. */
export function readResidentQuery(params: URLSearchParams): ResidentQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const ids = (name: string) => list(name).filter((one) => uuid.test(one));
  const sort = params.get('sort') ?? '';
  const column = sort.replace(/^-/, '') as ResidentSort;
  const known = residentSorts.includes(column);
  return {
    search: params.get('q') ?? '',
    language: list('language'),
    district: list('district'),
    attended: ids('attended'),
    registered: ids('registered'),
    sort: known ? column : 'name',
    descending: known && sort.startsWith('-'),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeResidentQuery(query: ResidentQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search.trim()) params.set('q', query.search.trim());
  if (query.language.length > 0) params.set('language', query.language.join(','));
  if (query.district.length > 0) params.set('district', query.district.join(','));
  if (query.attended.length > 0) params.set('attended', query.attended.join(','));
  if (query.registered.length > 0) params.set('registered', query.registered.join(','));
  if (query.sort !== 'name' || query.descending) params.set('sort', `${query.descending ? '-' : ''}${query.sort}`);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}
