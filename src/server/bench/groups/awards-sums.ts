import type { RawSql } from '../../backend/index.ts';

type Entry = { award_id: string; kind: string; share: string; category: string | null; amount: string };

/** How many sums of the portfolio and of the balances differ from the same entries added up one by one as whole numbers of any size. */
export async function countWrongSums(raw: RawSql): Promise<number> {
  const entries = await raw.query<Entry>(
    `select award_id::text, kind, share, category, amount_cents::text as amount from public.award_entries where entry_on <= private.local_date(now())`,
  );
  const sums = new Map<string, bigint>();
  const add = (key: string, cents: bigint) => sums.set(key, (sums.get(key) ?? 0n) + cents);
  for (const { award_id, kind, share, category, amount } of entries) {
    if (kind === 'drawdown') add(`${award_id} drawn`, BigInt(amount));
    if (kind !== 'expenditure') continue;
    if (share === 'federal') add(`${award_id} spent`, BigInt(amount));
    add(`${award_id} ${share} ${category}`, BigInt(amount));
  }
  const found = await raw.query<{ key: string; cents: string }>(
    `select p.award_id || ' spent' as key, p.spent_cents::text as cents from private.award_stands(private.local_date(now())) p
     union all select p.award_id || ' drawn', p.drawn_cents::text from private.award_stands(private.local_date(now())) p
     union all select a.id || ' ' || x.share || ' ' || b.category, x.cents::text
     from public.awards a cross join lateral private.award_balances(a.id, private.local_date(now())) b
     cross join lateral (values ('federal', b.spent_federal_cents), ('match', b.spent_match_cents), ('program_income', b.spent_income_cents)) x (share, cents)`,
  );
  let wrong = 0;
  for (const { key, cents } of found) {
    if (BigInt(cents) !== (sums.get(key) ?? 0n)) wrong++;
    sums.delete(key);
  }
  // What was added up and is told nowhere is as wrong.
  return wrong + sums.size;
}
