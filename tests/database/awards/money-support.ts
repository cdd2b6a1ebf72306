import type { Role } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';

export type Refused = { code: string; hint: string; message: string };
export type Entry = Record<string, string | number | null>;

/** The money of awards as each person moves it, on awards of a test's own. */
export function moneyOf(office: TestOffice) {
  let number = 0;
  const call = async (role: Role, name: string, values: Record<string, unknown>): Promise<{ data: unknown; error: Refused | null }> => {
    const { data, error } = await office.as(role).rpc(name as never, values as never);
    return { data, error: error ? { code: error.code, hint: error.hint ?? '', message: error.message } : null };
  };
  const must = async <Answer = unknown>(role: Role, name: string, values: Record<string, unknown>): Promise<Answer> => {
    const { data, error } = await call(role, name, values);
    if (error) throw new Error(`${name} by ${role}: ${error.code} ${error.hint} ${error.message}`);
    return data as Answer;
  };
  const one = async <Row>(sql: string, values: unknown[] = []) => (await office.exec<Row>(sql, values))[0] as Row;
  const entry = (award: string, values: Entry) =>
    must<string>('coordinator', 'save_entry', {
      p_entry: { award_id: award, kind: 'expenditure', category: 'supplies', entry_on: '2024-11-15', ...values },
    });
  /** Entries that are only there to be counted, all at once; answers their ids in the order given. */
  const entries = async (award: string, rows: Entry[]): Promise<string[]> => {
    const ready = rows.map((row) => {
      const one: Entry = { id: crypto.randomUUID(), kind: 'expenditure', share: 'federal', entry_on: '2024-11-15', ...row };
      if (one.category === undefined && (one.kind === 'expenditure' || one.kind === 'obligation')) one.category = 'supplies';
      if (one.kind === 'program_income') one.share = 'program_income';
      return one;
    });
    await office.exec(
      `insert into award_entries (id, award_id, kind, share, category, amount_cents, entry_on, payee, obligation_id)
       select r.id, $1, r.kind, r.share, r.category, r.amount_cents, r.entry_on, r.payee, r.obligation_id
       from jsonb_array_elements($2::jsonb) with ordinality a (v, n) cross join lateral jsonb_populate_record(null::award_entries, a.v) r order by n`,
      [award, JSON.stringify(ready)],
    );
    return ready.map(({ id }) => String(id));
  };
  return {
    call,
    must,
    one,
    entry,
    entries,
    /** An active award, 500,000 dollars and three years unless something else is said. */
    award: async (values: Record<string, string | number | null> = {}) => {
      number += 1;
      const row: Record<string, string | number | null> = {
        award_number: `15PBJA-24-GG-${String(number).padStart(5, '0')}-MNEY`,
        title: `Money ${number}`,
        status: 'active',
        federal_award_on: '2024-09-26',
        accepted_on: '2024-10-20',
        starts_on: '2024-10-01',
        ends_on: '2027-09-30',
        federal_cents: 50_000_000,
        match_cents: 0,
        program_income_cents: 0,
        ...values,
      };
      row.total_cents = Number(row.federal_cents) + Number(row.match_cents) + Number(row.program_income_cents);
      const columns = Object.keys(row);
      const { id } = await one<{ id: string }>(
        `insert into awards (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
        Object.values(row),
      );
      return id;
    },
    refuse: async (role: Role, name: string, values: Record<string, unknown>) => (await call(role, name, values)).error,
    refuseEntry: async (award: string, values: Entry) =>
      (
        await call('coordinator', 'save_entry', {
          p_entry: { award_id: award, kind: 'expenditure', category: 'supplies', entry_on: '2024-11-15', amount_cents: 100, ...values },
        })
      ).error,
    lastSet: async () => (await one<{ id: string }>('select id from change_sets order by place desc limit 1')).id,
    undo: (set: string) => call('coordinator', 'undo_change_set', { p_change_set: set }),
    /** A Federal Financial Report of an award, for a period; filed with its sheet where a day is given. */
    report: async (award: string, [start, end]: [string, string], filedOn: string | null = null) => {
      // A schedule may have made it already.
      const due = await one<{ id: string }>(
        `insert into award_reports (award_id, kind, schedule_key, period_start, period_end, computed_due_on)
         values ($1, 'ffr', 'ffr:' || $2, $2::date, $3::date, $3::date + 30)
         on conflict (award_id, subaward_id, schedule_key) do update set title = award_reports.title returning id`,
        [award, start, end],
      );
      if (filedOn)
        await office.exec(`update award_reports set filed_on = $2, frozen = private.ffr_worksheet(award_id, period_end) where id = $1`, [
          due.id,
          filedOn,
        ]);
      return due.id;
    },
    lines: async (award: string, until: string) =>
      (await one<{ lines: Record<string, number> }>(`select private.ffr_worksheet($1, $2) -> 'lines' as lines`, [award, until])).lines,
    balance: async (award: string, category: string, until: string | null = null) =>
      one<Record<string, string>>(
        `select approved_federal_cents::text as approved, obligated_federal_cents::text as obligated, open_federal_cents::text as open,
          spent_federal_cents::text as spent, left_federal_cents::text as left from private.award_balances($1, $2) where category = $3`,
        [award, until, category],
      ),
  };
}
