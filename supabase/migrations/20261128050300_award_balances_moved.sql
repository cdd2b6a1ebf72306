-- Balances count what was moved between categories since the budget was approved: a category that was given more is not over its budget.
-- What is moved is federal money; as before otherwise.
create or replace function private.award_balances(p_award uuid, p_until date default null)
returns table (category text, approved_federal_cents bigint, approved_match_cents bigint, approved_income_cents bigint,
  obligated_federal_cents bigint, obligated_match_cents bigint, obligated_income_cents bigint,
  open_federal_cents bigint, open_match_cents bigint, open_income_cents bigint,
  spent_federal_cents bigint, spent_match_cents bigint, spent_income_cents bigint,
  left_federal_cents bigint, left_match_cents bigint, left_income_cents bigint)
language sql stable security definer set search_path = '' set jit = off as $$
  with spent as (
    select e.category, sum(e.amount_cents) filter (where e.share = 'federal') as federal, sum(e.amount_cents) filter (where e.share = 'match') as match,
      sum(e.amount_cents) filter (where e.share = 'program_income') as income
    from public.award_entries e where e.award_id = p_award and e.kind = 'expenditure' and (p_until is null or e.entry_on <= p_until) group by 1),
  bound as (
    select o.category, sum(o.amount_cents) filter (where o.share = 'federal') as federal, sum(o.amount_cents) filter (where o.share = 'match') as match,
      sum(o.amount_cents) filter (where o.share = 'program_income') as income,
      sum(o.open_cents) filter (where o.share = 'federal') as open_federal, sum(o.open_cents) filter (where o.share = 'match') as open_match,
      sum(o.open_cents) filter (where o.share = 'program_income') as open_income
    from private.open_obligations(p_award, p_until) o group by 1),
  moved as (
    select x.category, sum(x.cents)::bigint as federal
    from public.award_budget_moves v cross join lateral (values (v.to_category, v.amount_cents), (v.from_category, -v.amount_cents)) x (category, cents)
    where v.budget_id = private.budget_on(p_award, p_until) and (p_until is null or v.moved_on <= p_until) group by 1)
  select c.category, a.federal, a.match, a.income, b.federal, b.match, b.income, b.open_federal, b.open_match, b.open_income, s.federal, s.match, s.income,
    a.federal - s.federal - b.open_federal, a.match - s.match - b.open_match, a.income - s.income - b.open_income
  from private.budget_categories() c
  left join public.award_budget_lines l on l.budget_id = private.budget_on(p_award, p_until) and l.category = c.category
  left join moved m0 on m0.category = c.category
  left join spent s0 on s0.category = c.category
  left join bound b0 on b0.category = c.category
  cross join lateral (select (coalesce(l.federal_cents, 0) + coalesce(m0.federal, 0))::bigint as federal, coalesce(l.match_cents, 0) as match, coalesce(l.program_income_cents, 0) as income) a
  cross join lateral (select coalesce(s0.federal, 0)::bigint as federal, coalesce(s0.match, 0)::bigint as match, coalesce(s0.income, 0)::bigint as income) s
  cross join lateral (select coalesce(b0.federal, 0)::bigint as federal, coalesce(b0.match, 0)::bigint as match, coalesce(b0.income, 0)::bigint as income,
    coalesce(b0.open_federal, 0)::bigint as open_federal, coalesce(b0.open_match, 0)::bigint as open_match, coalesce(b0.open_income, 0)::bigint as open_income) b
  order by c.sort_order
$$;
