import type {
  BaseRecord,
  CreateParams,
  CustomParams,
  DataProvider,
  GetListParams,
  GetManyParams,
  GetOneParams,
  UpdateParams,
} from '@refinedev/core';
import { PostgrestClient } from '@supabase/postgrest-js';
import { RefusalError, refuse, toRefusal } from '../../data/refusals.ts';
import type { Cursor } from '../../domain/shared/cursor.ts';
import type { Connection } from './connection.ts';
import { applyFilters, checkField } from './filters.ts';

/** Resources that list themselves in SQL, page by page after a row. */
const listFunctions: Record<string, { list: string; count?: string }> = {
  answer_cards: { list: 'list_answer_cards', count: 'count_answer_cards' },
  applications: { list: 'list_applications', count: 'count_applications' },
  awards: { list: 'list_awards', count: 'count_awards' },
  campaigns: { list: 'list_campaigns', count: 'count_campaigns' },
  changes: { list: 'list_history' },
  exports: { list: 'list_exports', count: 'count_exports' },
  events: { list: 'list_events', count: 'count_events' },
  initiatives: { list: 'list_initiatives', count: 'count_initiatives' },
  meetings: { list: 'list_meetings', count: 'count_meetings' },
  inquiries: { list: 'list_inquiries', count: 'count_inquiries' },
  interpreter_invoice_lines: { list: 'list_invoice_lines', count: 'count_invoice_lines' },
  language_encounters: { list: 'list_encounters', count: 'count_encounters' },
  legislation: { list: 'list_legislation', count: 'count_legislation' },
  opportunities: { list: 'list_opportunities', count: 'count_opportunities' },
  programs: { list: 'list_programs', count: 'count_programs' },
  organizations: { list: 'list_organizations', count: 'count_organizations' },
  referrals: { list: 'list_referrals', count: 'count_referrals' },
  residents: { list: 'list_residents', count: 'count_residents' },
  service_requests: { list: 'list_service_requests', count: 'count_service_requests' },
  subscribers: { list: 'list_subscribers', count: 'count_subscribers' },
  suppressions: { list: 'list_suppressions', count: 'count_suppressions' },
  tasks: { list: 'list_tasks', count: 'count_tasks' },
  translation_requests: { list: 'list_translations', count: 'count_translations' },
};

/** What our lists ask for beyond Refine's own words. */
export type ListMeta = {
  /** The argument of the list function; its `limit` comes from Refine's page size. */
  query?: Record<string, unknown>;
  /** Count instead of listing: `total` is exact up to 10,000; 10,001 means more. */
  count?: boolean;
  /** Several counts in one call, by name: the answer has them as `counts`. */
  counts?: Record<string, Record<string, unknown>>;
  select?: string;
  /** A page of a table, by Refine's page and size, with the count of all; without it a table is answered whole. */
  paged?: boolean;
};

/** As many rows as the API answers at once. */
const MOST_ROWS = 1000;

/** A page of a list function: a cursor is [value, id], null where the list ends. */
export type ListPage<Row> = { rows: Row[]; next: Cursor | null; previous: Cursor | null };

type Answer = { data: unknown; error: { message: string; code?: string } | null; status: number };

/** The same request; `meta.act` names the act that a write belongs to (see acts.ts), by which it can be undone. */
function named<Request extends { setHeader: (name: string, value: string) => Request }>(
  request: Request,
  meta: Record<string, unknown> | undefined,
): Request {
  return typeof meta?.act === 'string' ? request.setHeader('X-Change-Set', meta.act) : request;
}

function unwrap({ data, error, status }: Answer): unknown {
  if (error) throw new RefusalError(toRefusal(error, status));
  return data;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** An address that somebody cut or mistyped names nothing: no value of theirs is wrong, there is no such record. */
const namesNothing = ({ error }: Answer, id: unknown): boolean => error?.code === '22P02' && typeof id === 'string' && !UUID.test(id);

/** Refine's door to the office. Every refusal leaves as a RefusalError; a write that touched no row is one. */
export function createDataProvider({ baseUrl, authorizedFetch }: Connection): DataProvider {
  const rest = new PostgrestClient(`${baseUrl}/rest/v1`, { fetch: authorizedFetch, retry: false });
  const call = async (name: string, args: Record<string, unknown>, meta?: Record<string, unknown>) => {
    const answer = await named(rest.rpc(name, args), meta);
    if (namesNothing(answer, args.p_id)) throw refuse('missing');
    return unwrap(answer);
  };

  async function listByFunction(resource: string, meta: ListMeta, limit: number) {
    const functions = listFunctions[resource];
    if (!functions) throw refuse('unexpected');
    if (meta.counts) return { data: [], total: 0, counts: await call('count_views', { p_resource: resource, p_queries: meta.counts }) };
    const query = { ...meta.query, limit };
    if (meta.count && functions.count) return { data: [], total: (await call(functions.count, { p_query: query })) as number };
    const { rows, ...page } = (await call(functions.list, { p_query: query })) as ListPage<BaseRecord>;
    return { data: rows, total: rows.length, ...page };
  }

  /** Rows of a table, all of them, or a page with the count of all when `meta.paged` says so. */
  async function listByTable({ resource, filters, sorters, pagination, meta }: GetListParams) {
    const ask = () => {
      const { select, paged } = (meta ?? {}) as ListMeta;
      let query = applyFilters(rest.from(resource).select(select ?? '*', paged ? { count: 'exact' } : {}), filters ?? []);
      for (const { field, order } of sorters ?? []) {
        // "resident.name" sorts by a column of the embedded row.
        query = query.order(checkField(field).replace(/^(\w+)\.(\w+)$/, '$1($2)'), { ascending: order === 'asc' });
      }
      // One order, so that no row is on two pages.
      return query.order('id');
    };
    if ((meta as ListMeta | undefined)?.paged) {
      const size = pagination?.pageSize ?? 25;
      const from = ((pagination?.currentPage ?? 1) - 1) * size;
      const answer = await ask().range(from, from + size - 1);
      // A page past the end is empty, not wrong: rows may have gone since its address was made.
      if (answer.error?.code === 'PGRST103') return { data: [], total: Number(/(\d+) rows/.exec(answer.error.details ?? '')?.[1] ?? 0) };
      const rows = unwrap(answer) as BaseRecord[];
      return { data: rows, total: answer.count ?? rows.length };
    }
    const rows: BaseRecord[] = [];
    for (;;) {
      const next = unwrap(await ask().range(rows.length, rows.length + MOST_ROWS - 1)) as BaseRecord[];
      rows.push(...next);
      if (next.length < MOST_ROWS) return { data: rows, total: rows.length };
      // What is longer than this needs a list function of its own, and a page.
      if (rows.length >= 10 * MOST_ROWS) throw refuse('unexpected');
    }
  }

  const provider = {
    getApiUrl: () => `${baseUrl}/rest/v1`,

    getList: (asked: GetListParams) =>
      listFunctions[asked.resource] && !asked.meta?.select
        ? listByFunction(asked.resource, (asked.meta ?? {}) as ListMeta, asked.pagination?.pageSize ?? 25)
        : listByTable(asked),

    getMany: ({ resource, ids, meta }: GetManyParams) =>
      listByTable({ resource, filters: [{ field: 'id', operator: 'in', value: ids }], ...(meta ? { meta } : {}) }),

    async getOne({ resource, id, meta }: GetOneParams) {
      const answer = await rest
        .from(resource)
        .select(meta?.select ?? '*')
        .eq('id', id);
      if (namesNothing(answer, id)) throw refuse('missing');
      const rows = unwrap(answer) as BaseRecord[];
      if (!rows[0]) throw refuse('missing');
      return { data: rows[0] };
    },

    async create({ resource, variables, meta }: CreateParams<unknown>) {
      const rows = unwrap(
        await named(
          rest
            .from(resource)
            .insert(variables as Record<string, unknown>)
            .select(meta?.select ?? 'id'),
          meta,
        ),
      ) as BaseRecord[];
      if (!rows[0]) throw refuse('forbidden');
      return { data: rows[0] };
    },

    /** `meta.version`: the version that the person saw; when it is not the present one, nothing is written. */
    async update({ resource, id, variables, meta }: UpdateParams<unknown>) {
      let query = rest
        .from(resource)
        .update(variables as Record<string, unknown>)
        .eq('id', id);
      if (typeof meta?.version === 'number') query = query.eq('version', meta.version);
      const rows = unwrap(await named(query.select(meta?.select ?? 'id,version'), meta)) as BaseRecord[];
      if (rows[0]) return { data: rows[0] };
      const still = unwrap(await rest.from(resource).select('id').eq('id', id)) as BaseRecord[];
      throw refuse(still[0] ? (typeof meta?.version === 'number' ? 'conflict' : 'forbidden') : 'missing');
    },

    // Nothing in this office is deleted: a record is closed, cancelled or made inactive.
    deleteOne: () => Promise.reject(refuse('forbidden')),

    /** `url` is the name of a database function, `payload` its arguments. */
    async custom({ url, payload, meta }: CustomParams<unknown, unknown>) {
      return { data: (await call(url, (payload ?? {}) as Record<string, unknown>, meta)) as BaseRecord };
    },
  };
  // Rows come as the database has them; which type they are, each caller says.
  return provider as unknown as DataProvider;
}
