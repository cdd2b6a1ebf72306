import type { RawSql } from '../../backend/index.ts';

export const AWARDS = 300;
export const ENTRIES = 20_000;
/** How the award number of the n-th award of the bench looks in SQL. */
const number = `'15PBJA-24-GG-' || lpad(n::text, 5, '0') || '-BNCH'`;

/** Awards as a large city has them: three years each, begun at any time of the last three, in one of five departments. */
export function awardsSql(awards: number): string[] {
  return [
    `select setseed(0.4)`,
    `insert into public.organizations (name, kind) select 'Bench department ' || n, 'department' from generate_series(1, 5) n`,
    `insert into public.awards (award_number, title, status, listing_id, component_id, department_id, federal_award_on, accepted_on, starts_on, ends_on, federal_cents, match_cents, total_cents)
     select ${number}, 'Award ' || n, case when n % 20 = 0 then 'closeout' else 'active' end, l.id, l.component_id, d.id, s.starts_on - 20, s.starts_on + 5, s.starts_on,
       (s.starts_on + interval '3 years')::date - 1, 40000000 + n, 10000000, 50000000 + n
     from generate_series(1, ${Math.trunc(awards)}) n
     cross join lateral (select (date_trunc('month', current_date) - make_interval(months => (1 + n * 7 % 36)::integer))::date as starts_on) s
     cross join lateral (select id, component_id from public.assistance_listings order by (n * 13 + ascii(number) * ascii(right(number, 1))) % 17, number limit 1) l
     join lateral (select id from public.organizations where name = 'Bench department ' || (1 + n % 5)) d on true
     where n % 33 <> 0`,
    `insert into public.awards (award_number, title, status, department_id, federal_award_on, accepted_on, starts_on, ends_on, suspended_on, suspended_reason, federal_cents, total_cents)
     select ${number}, 'Award ' || n, 'suspended', (select id from public.organizations where name = 'Bench department 1'), current_date - 400, current_date - 390, current_date - 380, current_date + 700, current_date - 10, 'Bench', 50000000, 50000000
     from generate_series(1, ${Math.trunc(awards)}) n where n % 33 = 0`,
  ];
}

/** Budgets, a ledger, conditions, subawards; most of what was due is filed. Row triggers are set aside, as in `fillSql`. */
export function moneySql(awards: number, entries: number): string[] {
  const tables = [
    'award_budgets',
    'award_budget_lines',
    'award_entries',
    'award_conditions',
    'award_reports',
    'subawards',
    'subaward_checks',
  ];
  return [
    ...tables.map((table) => `alter table public.${table} disable trigger user`),
    `create temporary table bench_awards as select id, row_number() over (order by award_number) as n, starts_on, federal_cents, match_cents from public.awards where award_number like '%-BNCH'`,
    `insert into public.award_budgets (award_id, version_number, status, approved_on) select id, 1, 'approved', starts_on from bench_awards`,
    `insert into public.award_budget_lines (budget_id, category, federal_cents, match_cents)
     select b.id, c.category, case when c.n = 1 then a.federal_cents - 4 * (a.federal_cents / 5) else a.federal_cents / 5 end, case when c.n = 1 then a.match_cents else 0 end
     from public.award_budgets b join bench_awards a on a.id = b.award_id cross join unnest(array['personnel', 'fringe', 'supplies', 'subawards', 'other']) with ordinality c (category, n)`,
    `insert into public.award_entries (award_id, kind, share, category, amount_cents, entry_on, reference)
     select a.id, k.kind, 'federal', case when k.kind <> 'drawdown' then (array['personnel', 'fringe', 'supplies', 'subawards', 'other'])[1 + e / 7 % 5] end,
       case when e % 50 = 0 then -1 else 1 end * (100 + (e * 7919) % 400000), least(a.starts_on + (e * 31 % 900)::integer, current_date - (e % 9)::integer), 'B-' || e
     from generate_series(1, ${Math.trunc(entries)}) e join bench_awards a on a.n = 1 + e % ${Math.trunc(awards)}
     cross join lateral (select case when e % 10 < 6 then 'expenditure' when e % 10 < 8 then 'obligation' else 'drawdown' end as kind) k`,
    `insert into public.award_conditions (award_id, text, withheld_cents, due_on) select id, 'Clearance of the budget', 2500000, current_date + (n % 60)::integer from bench_awards where n % 6 = 0`,
    `update public.award_reports set filed_on = due_on, filed_by = null where due_on < current_date and (('x' || left(md5(award_id::text || schedule_key), 4))::bit(16)::integer % 40) > 0`,
    `insert into public.subawards (award_id, organization_id, title, status, determination, determined_on, determination_reason, starts_on, ends_on)
     select a.id, (select id from public.organizations order by name limit 1), 'Outreach', 'active', 'subaward', a.starts_on, 'Bench', a.starts_on, current_date + 200 from bench_awards a where a.n % 3 = 0`,
    `insert into public.subaward_checks (subaward_id, checked_on, result) select id, current_date - (ascii(id::text) % 60) * 10, 'clear' from public.subawards`,
    ...tables.map((table) => `alter table public.${table} enable trigger user`),
    `drop table bench_awards`,
  ];
}

export async function runAll(raw: RawSql, statements: string[]): Promise<void> {
  await raw.transaction('write', async (query) => {
    for (const statement of statements) await query(statement);
  });
}

/** A file of the city's ledger, `rows` lines of the awards of the bench. */
export function ledgerCsv(rows: number, awards: number): string {
  const kinds = ['Expenditure', 'Expenditure', 'Obligation', 'Drawdown'];
  const categories = ['Personnel', 'Fringe Benefits', 'Supplies', 'Other Costs'];
  const two = (n: number) => String(n).padStart(2, '0');
  const lines = ['Date,Award,Type,Category,Amount,Vendor,Voucher,Description'];
  for (let n = 0; n < rows; n++) {
    const award = `15PBJA24GG${String(1 + (n % awards)).padStart(5, '0')}BNCH`;
    const kind = kinds[n % 4] ?? '';
    const category = kind === 'Drawdown' ? '' : (categories[n % 4] ?? '');
    const cents = 100 + ((n * 7919) % 90_000);
    lines.push(
      `${two(1 + (n % 12))}/${two(1 + (n % 28))}/2026,${award},${kind},${category},${Math.trunc(cents / 100)}.${two(cents % 100)},"Vendor, ${n % 40}",V-${n},Line ${n}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
