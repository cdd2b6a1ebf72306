-- A budget that does not come to what the award says is refused by words of its own: the columns of an award's form have the same
-- names, and screens say another sentence by those.
create or replace function private.check_budget_lines(p_award public.awards, p_lines jsonb, p_federal_change bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
declare v_sum record;
begin
  if jsonb_typeof(p_lines) is distinct from 'array' or jsonb_array_length(p_lines) = 0 then
    raise sqlstate 'PT422' using message = 'Enter an amount in at least one category.', hint = 'budget_lines';
  elsif exists (select from jsonb_array_elements(p_lines) l where not exists (select from private.budget_categories() c where c.category = l ->> 'category')) then
    raise sqlstate 'PT422' using message = 'Choose one of the budget categories that are offered.', hint = 'budget_category';
  elsif (select count(distinct l ->> 'category') from jsonb_array_elements(p_lines) l) < jsonb_array_length(p_lines) then
    raise sqlstate 'PT422' using message = 'Each category has one line in a budget.', hint = 'budget_category';
  elsif exists (select from jsonb_array_elements(p_lines) l, unnest(array['federal_cents', 'match_cents', 'program_income_cents']) f
    where jsonb_typeof(l -> f) not in ('null', 'number') or coalesce(l ->> f, '0') !~ '^[0-9]{1,15}$' or coalesce(l ->> f, '0')::bigint > 100000000000000) then
    raise sqlstate 'PT422' using message = 'An amount in a budget is zero or more, in whole cents.', hint = 'budget_lines';
  elsif exists (select from jsonb_array_elements(p_lines) l where length(l ->> 'note') > 500) then
    raise sqlstate 'PT422' using message = 'Keep a note in at most 500 characters.', hint = 'budget_lines';
  end if;
  select sum(coalesce((l ->> 'federal_cents')::bigint, 0)) as federal, sum(coalesce((l ->> 'match_cents')::bigint, 0)) as match, sum(coalesce((l ->> 'program_income_cents')::bigint, 0)) as income
  into v_sum from jsonb_array_elements(p_lines) l;
  if v_sum.federal <> p_award.federal_cents + p_federal_change then
    raise sqlstate 'PT422' using message = format('The federal column comes to %s; the award says %s.', private.dollars(v_sum.federal), private.dollars(p_award.federal_cents + p_federal_change)), hint = 'budget_federal';
  elsif v_sum.match <> p_award.match_cents then
    raise sqlstate 'PT422' using message = format('The match column comes to %s; the award says %s.', private.dollars(v_sum.match), private.dollars(p_award.match_cents)), hint = 'budget_match';
  elsif v_sum.income <> p_award.program_income_cents then
    raise sqlstate 'PT422' using message = format('The program income column comes to %s; the award says %s.', private.dollars(v_sum.income), private.dollars(p_award.program_income_cents)), hint = 'budget_income';
  end if;
end $$;
