import type { Role } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';

export type Json = Record<string, unknown>;
export type Refused = { code: string; hint: string; message: string };

/** Programs as people of the office write and read them. */
export function programsOf(office: TestOffice) {
  const call = async (role: Role, name: string, values: Json): Promise<{ data: unknown; error: Refused | null }> => {
    const { data, error } = await office.as(role).rpc(name as never, values as never);
    return { data, error: error ? { code: error.code, hint: error.hint ?? '', message: error.message } : null };
  };
  const must = async <Answer>(role: Role, name: string, values: Json): Promise<Answer> => {
    const { data, error } = await call(role, name, values);
    if (error) throw new Error(`${name} by ${role}: ${error.code} ${error.hint} ${error.message}`);
    return data as Answer;
  };
  const one = async <Row = Json>(sql: string, values: unknown[] = []) => (await office.exec<Row>(sql, values))[0] as Row;
  return {
    call,
    must,
    one,
    organization: async (name: string) =>
      (await one<{ id: string }>(`insert into organizations (name, kind) values ($1, 'community') returning id`, [name])).id,
    save: (p_program: Json, more: Json = {}) => call('coordinator', 'save_program', { p_program, ...more }),
    make: (p_program: Json) => must<string>('coordinator', 'save_program', { p_program }),
    facts: (p_id: string, p_language = 'en') => must<Json & { program: Json }>('viewer', 'program_facts', { p_id, p_language }),
    names: async (p_query: Json): Promise<string[]> =>
      (await must<{ rows: { name: string }[] }>('viewer', 'list_programs', { p_query })).rows.map(({ name }) => name),
    facets: (p_query: Json) => must<Record<string, unknown>>('viewer', 'program_facets', { p_query }),
    lastSet: async () =>
      (await one<{ change_set: string }>(`select change_set from changes where table_name like 'program%' order by id desc limit 1`))
        .change_set,
  };
}
