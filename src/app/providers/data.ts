import type {
  BaseRecord,
  CreateParams,
  CrudFilters,
  CrudSorting,
  CustomParams,
  DataProvider,
  GetListParams,
  GetOneParams,
  UpdateParams,
} from '@refinedev/core';
import { PostgrestClient } from '@supabase/postgrest-js';
import { RefusalError, refuse, toRefusal } from '../../data/refusals.ts';
import type { Cursor } from '../../domain/shared/cursor.ts';
import type { Connection } from './connection.ts';

/** Resources that list themselves in SQL, page by page after a row. */
const listFunctions: Record<string, { list: string; count: string }> = {
  inquiries: { list: 'list_inquiries', count: 'count_inquiries' },
  residents: { list: 'list_residents', count: 'count_residents' },
};

/** What our lists ask for beyond Refine's own words. */
export type ListMeta = {
  /** The argument of the list function; its `limit` comes from Refine's page size. */
  query?: Record<string, unknown>;
  /** Count instead of listing: `total` is exact up to 10,000; 10,001 means more. */
  count?: boolean;
  select?: string;
};

/** A page of a list function: a cursor is [value, id], null where the list ends. */
export type ListPage<Row> = { rows: Row[]; next: Cursor | null; previous: Cursor | null };

type Answer = { data: unknown; error: { message: string } | null; status: number };

function unwrap({ data, error, status }: Answer): unknown {
  if (error) throw new RefusalError(toRefusal(error, status));
  return data;
}

/** Refine's door to the office. Every refusal leaves as a RefusalError; a write that touched no row is one. */
export function createDataProvider({ baseUrl, authorizedFetch }: Connection): DataProvider {
  const rest = new PostgrestClient(`${baseUrl}/rest/v1`, { fetch: authorizedFetch, retry: false });
  const call = async (name: string, args: Record<string, unknown>) => unwrap(await rest.rpc(name, args));

  async function listByFunction(resource: string, meta: ListMeta, limit: number) {
    const functions = listFunctions[resource];
    if (!functions) throw refuse('unexpected');
    const query = { ...meta.query, limit };
    if (meta.count) return { data: [], total: (await call(functions.count, { p_query: query })) as number };
    const page = (await call(functions.list, { p_query: query })) as ListPage<BaseRecord>;
    return { data: page.rows, total: page.rows.length, next: page.next, previous: page.previous };
  }

  async function listByTable(resource: string, meta: ListMeta, filters: CrudFilters, sorters: CrudSorting) {
    let query = rest.from(resource).select(meta.select ?? '*');
    for (const filter of filters) {
      if (!('field' in filter)) throw refuse('unexpected');
      if (filter.operator === 'in') query = query.in(filter.field, filter.value as unknown[]);
      else if (filter.operator === 'gte') query = query.gte(filter.field, filter.value);
      else if (filter.operator === 'lte') query = query.lte(filter.field, filter.value);
      else if (filter.operator === 'eq') query = query.eq(filter.field, filter.value);
      else throw refuse('unexpected');
    }
    for (const { field, order } of sorters) query = query.order(field, { ascending: order === 'asc' });
    const rows = unwrap(await query.order('id')) as BaseRecord[];
    return { data: rows, total: rows.length };
  }

  const provider = {
    getApiUrl: () => `${baseUrl}/rest/v1`,

    getList: ({ resource, pagination, filters, sorters, meta }: GetListParams) =>
      listFunctions[resource] && !meta?.select
        ? listByFunction(resource, (meta ?? {}) as ListMeta, pagination?.pageSize ?? 25)
        : listByTable(resource, (meta ?? {}) as ListMeta, filters ?? [], sorters ?? []),

    async getOne({ resource, id, meta }: GetOneParams) {
      const rows = unwrap(
        await rest
          .from(resource)
          .select(meta?.select ?? '*')
          .eq('id', id),
      ) as BaseRecord[];
      if (!rows[0]) throw refuse('missing');
      return { data: rows[0] };
    },

    async create({ resource, variables, meta }: CreateParams<unknown>) {
      const rows = unwrap(
        await rest
          .from(resource)
          .insert(variables as Record<string, unknown>)
          .select(meta?.select ?? 'id'),
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
      const rows = unwrap(await query.select(meta?.select ?? 'id,version')) as BaseRecord[];
      if (rows[0]) return { data: rows[0] };
      const still = unwrap(await rest.from(resource).select('id').eq('id', id)) as BaseRecord[];
      throw refuse(still[0] ? (typeof meta?.version === 'number' ? 'conflict' : 'forbidden') : 'missing');
    },

    // Nothing in this office is deleted: a record is closed, cancelled or made inactive.
    deleteOne: () => Promise.reject(refuse('forbidden')),

    /** `url` is the name of a database function, `payload` its arguments. */
    async custom({ url, payload }: CustomParams<unknown, unknown>) {
      return { data: (await call(url, (payload ?? {}) as Record<string, unknown>)) as BaseRecord };
    },
  };
  // Rows come as the database has them; which type they are, each caller says.
  return provider as unknown as DataProvider;
}
