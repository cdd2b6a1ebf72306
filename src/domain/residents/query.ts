import { type Cursor, readCursor } from '../shared/cursor.ts';
import { prunedWhere, readWhere, valuesNode, type Where, writeWhere } from './where.ts';

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
  /** Conditions joined by and, or and not. */
  where: Where | null;
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
    where: readWhere(params.get('where')),
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
  if (query.where) params.set('where', writeWhere(query.where));
  if (query.sort !== 'name' || query.descending) params.set('sort', `${query.descending ? '-' : ''}${query.sort}`);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

type Named = { id: string; code: string };

/** What the database is asked: the query of a list, or the audience of a campaign. */
export type ResidentRpcQuery = { search?: string; filters?: Record<string, unknown> };

/** Districts of an address, by their codes, as the database knows them. */
function districtIds(codes: string[], districts: Named[]): (string | null)[] {
  return codes.map((code) => (code === 'none' ? null : (districts.find((one) => one.code === code)?.id ?? ''))).filter((id) => id !== '');
}

/** The filters of an address as the database is asked. */
export function toResidentRpcQuery(query: ResidentQuery, districts: Named[]): Record<string, unknown> {
  const district = districtIds(query.district, districts);
  return {
    filters: {
      ...(query.language.length > 0 ? { language: query.language } : {}),
      ...(district.length > 0 ? { district } : {}),
      ...(query.attended.length > 0 ? { attended: query.attended } : {}),
      ...(query.registered.length > 0 ? { registered: query.registered } : {}),
      ...(query.where ? { where: query.where } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
  };
}

/** The whole of an audience as one tree: what a list has as filters of its own becomes conditions. */
export function whereOfAudience({ filters = {} }: ResidentRpcQuery): Where | null {
  const kinds = ['language', 'district', 'attended', 'registered'] as const;
  const listed = kinds.flatMap((kind) => {
    const values = filters[kind];
    return Array.isArray(values) && values.length > 0 ? [valuesNode(kind, values as string[])] : [];
  });
  const where = (filters.where as Where | null | undefined) ?? null;
  if (listed.length === 0) return where;
  return prunedWhere({ all: [...listed, ...(where ? ('all' in where ? where.all : [where]) : [])] });
}

/** An audience as a campaign keeps it: words to find, and one tree. Everybody is said too: nothing at all means "not chosen yet". */
export function toAudience(search: string, where: Where | null): ResidentRpcQuery {
  return { ...(search.trim() ? { search: search.trim() } : {}), filters: where ? { where } : {} };
}

/** The address, as a view keeps it, of the residents that an audience means. */
export function writeAudience({ search = '', ...audience }: ResidentRpcQuery): string {
  return writeResidentQuery({ ...readResidentQuery(new URLSearchParams()), search, where: whereOfAudience(audience) }).toString();
}
