import type { Json } from '../../../src/data/database.types.ts';
import type { Role } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';

export type Report = {
  id: string;
  award_id: string | null;
  subaward_id: string | null;
  kind: string;
  schedule_key: string;
  is_final: boolean;
  period_start: string | null;
  period_end: string | null;
  opens_on: string | null;
  due_on: string;
  computed_due_on: string;
  due_reason: Record<string, unknown>;
  override_due_on: string | null;
  override_source: string | null;
  is_unasked: boolean;
  owner_id: string | null;
  filed_on: string | null;
};
export type Refused = { code: string; hint: string; message: string };

/** Awards as they are written by other chapters, and the acts of the schedule as people call them. */
export function schedulesOf(office: TestOffice) {
  const one = async <Row>(sql: string, values: unknown[] = []) => (await office.exec<Row>(sql, values))[0] as Row;
  let made = 0;
  const call = async (role: Role, name: string, values: Record<string, unknown>): Promise<{ data: unknown; error: Refused | null }> => {
    const { data, error } = await office.as(role).rpc(name as never, values as never);
    return { data, error: error ? { code: error.code, hint: error.hint ?? '', message: error.message } : null };
  };
  const must = async (role: Role, name: string, values: Record<string, unknown>): Promise<unknown> => {
    const { data, error } = await call(role, name, values);
    if (error) throw new Error(`${name} by ${role}: ${error.code} ${error.hint} ${error.message}`);
    return data;
  };
  return {
    one,
    call,
    must,
    /** What the rules make of an award that is written nowhere: kind, first and last day, due. */
    preview: async (award: Json) =>
      (await must('viewer', 'preview_schedule', { p_award: award })) as {
        kind: string;
        is_final: boolean;
        period_start: string | null;
        period_end: string | null;
        opens_on: string | null;
        due_on: string;
        file_by: string;
        due_reason: Record<string, unknown>;
      }[],
    listing: async (number: string) => (await one<{ id: string }>('select id from assistance_listings where number = $1', [number])).id,
    award: async (values: Record<string, unknown>) => {
      made += 1;
      const row = {
        title: 'Award',
        status: 'active',
        award_number: `15PBJA-24-GG-${String(made).padStart(5, '0')}-BSCI`,
        federal_award_on: '2024-09-30',
        accepted_on: '2024-10-15',
        starts_on: '2024-10-01',
        ends_on: '2027-09-30',
        federal_cents: 50000000,
        total_cents: 50000000,
        ...values,
      };
      const names = Object.keys(row);
      const { id } = await one<{ id: string }>(
        `insert into awards (${names.join(', ')}) select ${names.join(', ')} from jsonb_populate_record(null::awards, $1) returning id`,
        [row],
      );
      return id;
    },
    /** One change of an award by the database’s owner: what its own verbs write. */
    change: (id: string, values: Record<string, unknown>) =>
      office.exec(
        `update awards a set (${Object.keys(values).join(', ')}) = row(${Object.keys(values)
          .map((name) => `n.${name}`)
          .join(', ')}) from jsonb_populate_record((select b from awards b where b.id = $1), $2) n where a.id = $1`,
        [id, values],
      ),
    reports: (award: string, kind?: string) =>
      office.exec<Report>(
        `select to_jsonb(r) ->> 'id' as id, r.award_id, r.subaward_id, r.kind, r.schedule_key, r.is_final, r.period_start::text, r.period_end::text, r.opens_on::text, r.due_on::text,
           r.computed_due_on::text, r.due_reason, r.override_due_on::text, r.override_source, r.is_unasked, r.owner_id, r.filed_on::text
         from award_reports r where r.award_id = $1 and ($2::text is null or r.kind = $2) order by r.kind, r.period_start, r.schedule_key`,
        [award, kind ?? null],
      ),
    lastSet: async () => (await one<{ id: string }>('select id from change_sets order by place desc limit 1')).id,
  };
}
