import { type Cursor, readCursor } from '../../../../domain/shared/cursor.ts';

/** What of a ledger is shown, as the address of the page says it. */
export type EntryQuery = {
  search: string;
  kind: string | null;
  share: string | null;
  category: string | null;
  from: string | null;
  to: string | null;
  /** What stands behind a line of a report: `<report>.<line>`. */
  behind: string | null;
  after: Cursor | null;
  before: Cursor | null;
};

export const emptyEntryQuery: EntryQuery = {
  search: '',
  kind: null,
  share: null,
  category: null,
  from: null,
  to: null,
  behind: null,
  after: null,
  before: null,
};

const PAGE = 25;
const texts = ['kind', 'share', 'category', 'from', 'to', 'behind'] as const;

export function readEntryQuery(params: URLSearchParams): EntryQuery {
  return {
    ...emptyEntryQuery,
    search: params.get('search') ?? '',
    ...Object.fromEntries(texts.map((name) => [name, params.get(name) || null])),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** The address of the ledger that shows it. */
export function writeEntryQuery(query: Partial<EntryQuery>): string {
  const params = new URLSearchParams({ tab: 'money', part: 'ledger' });
  if (query.search) params.set('search', query.search);
  for (const name of texts) if (query[name]) params.set(name, query[name]);
  for (const name of ['after', 'before'] as const) if (query[name]) params.set(name, JSON.stringify(query[name]));
  return `?${params}`;
}

export function toEntryRpc(award: string, { search, kind, share, category, from, to, behind, after, before }: EntryQuery) {
  const [report, line] = behind?.split('.') ?? [];
  return {
    limit: PAGE,
    search,
    filters: {
      award: [award],
      ...(kind ? { kind: [kind] } : {}),
      ...(share ? { share: [share] } : {}),
      ...(category ? { category: [category] } : {}),
      ...(from || to ? { dated: { from, to } } : {}),
      ...(report && line ? { line: { report, line } } : {}),
    },
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
  };
}
