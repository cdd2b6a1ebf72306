-- The budget of an award, by JustGrants' categories. The first is approved with the award; what comes later is proposed, and approved
-- with its modification. Approved or proposed, its columns come to what the award says: a budget that does not is refused.

-- SF-424A has one object class for what JustGrants tells apart: Contractual is subawards and procurement contracts.
create function private.sf424a_class(p_category text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when p_category in ('subawards', 'procurement') then 'contractual' else p_category end
$$;

-- The categories in JustGrants' order.
create function private.budget_categories() returns table (category text, sort_order smallint)
language sql immutable parallel safe set search_path = '' as $$
  select c.name, c.n::smallint from unnest(array['personnel', 'fringe', 'travel', 'equipment', 'supplies', 'construction', 'subawards', 'procurement', 'other', 'indirect']) with ordinality c (name, n)
$$;

-- What lines come to has to be what the award says, with what a modification is about to change of it.
create function private.check_budget_lines(p_award public.awards, p_lines jsonb, p_federal_change bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
declare v_sum record;
begin
  if jsonb_typeof(p_lines) is distinct from 'array' or jsonb_array_length(p_lines) = 0 then
    raise sqlstate 'PT422' using message = 'Enter an amount in at least one category.', hint = 'lines';
  elsif exists (select from jsonb_array_elements(p_lines) l where not exists (select from private.budget_categories() c where c.category = l ->> 'category')) then
    raise sqlstate 'PT422' using message = 'Choose one of the budget categories that are offered.', hint = 'category';
  elsif (select count(distinct l ->> 'category') from jsonb_array_elements(p_lines) l) < jsonb_array_length(p_lines) then
    raise sqlstate 'PT422' using message = 'Each category has one line in a budget.', hint = 'category';
  elsif exists (select from jsonb_array_elements(p_lines) l, unnest(array['federal_cents', 'match_cents', 'program_income_cents']) f
    where jsonb_typeof(l -> f) not in ('null', 'number') or coalesce(l ->> f, '0') !~ '^[0-9]{1,15}$' or coalesce(l ->> f, '0')::bigint > 100000000000000) then
    raise sqlstate 'PT422' using message = 'An amount in a budget is zero or more, in whole cents.', hint = 'lines';
  elsif exists (select from jsonb_array_elements(p_lines) l where length(l ->> 'note') > 500) then
    raise sqlstate 'PT422' using message = 'Keep a note in at most 500 characters.', hint = 'lines';
  end if;
  select sum(coalesce((l ->> 'federal_cents')::bigint, 0)) as federal, sum(coalesce((l ->> 'match_cents')::bigint, 0)) as match, sum(coalesce((l ->> 'program_income_cents')::bigint, 0)) as income
  into v_sum from jsonb_array_elements(p_lines) l;
  if v_sum.federal <> p_award.federal_cents + p_federal_change then
    raise sqlstate 'PT422' using message = format('The federal column comes to %s; the award says %s.', private.dollars(v_sum.federal), private.dollars(p_award.federal_cents + p_federal_change)), hint = 'federal_cents';
  elsif v_sum.match <> p_award.match_cents then
    raise sqlstate 'PT422' using message = format('The match column comes to %s; the award says %s.', private.dollars(v_sum.match), private.dollars(p_award.match_cents)), hint = 'match_cents';
  elsif v_sum.income <> p_award.program_income_cents then
    raise sqlstate 'PT422' using message = format('The program income column comes to %s; the award says %s.', private.dollars(v_sum.income), private.dollars(p_award.program_income_cents)), hint = 'program_income_cents';
  end if;
end $$;

-- 125050 as a person reads it: $1,250.50.
create function private.dollars(p_cents numeric) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when p_cents < 0 then '-' else '' end || '$' || ltrim(to_char(div(abs(p_cents), 100), '999,999,999,999,999')) || '.' || lpad((abs(p_cents) % 100)::text, 2, '0')
$$;

-- Writes the lines, each only where it differs. The list is the whole: a category that it does not name goes, and so does one that
-- has nothing and says nothing.
create function private.write_budget_lines(p_budget uuid, p_lines jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  create temporary table given_lines on commit drop as
  select l ->> 'category' as category, coalesce((l ->> 'federal_cents')::bigint, 0) as federal_cents, coalesce((l ->> 'match_cents')::bigint, 0) as match_cents,
    coalesce((l ->> 'program_income_cents')::bigint, 0) as program_income_cents, btrim(coalesce(l ->> 'note', '')) as note
  from jsonb_array_elements(p_lines) l;
  delete from pg_temp.given_lines where federal_cents = 0 and match_cents = 0 and program_income_cents = 0 and note = '';
  delete from public.award_budget_lines b where b.budget_id = p_budget and b.category not in (select g.category from pg_temp.given_lines g);
  update public.award_budget_lines b set federal_cents = g.federal_cents, match_cents = g.match_cents, program_income_cents = g.program_income_cents, note = g.note
  from pg_temp.given_lines g
  where b.budget_id = p_budget and b.category = g.category
    and (b.federal_cents, b.match_cents, b.program_income_cents, b.note) is distinct from (g.federal_cents, g.match_cents, g.program_income_cents, g.note);
  insert into public.award_budget_lines (budget_id, category, federal_cents, match_cents, program_income_cents, note)
  select p_budget, g.category, g.federal_cents, g.match_cents, g.program_income_cents, g.note
  from pg_temp.given_lines g join private.budget_categories() c on c.category = g.category
  where not exists (select from public.award_budget_lines b where b.budget_id = p_budget and b.category = g.category) order by c.sort_order;
  drop table pg_temp.given_lines;
end $$;

-- Saves a budget. p_lines: [{category, federal_cents, match_cents, program_income_cents, note}]. p_facts: id and version (of one that
-- is there: a draft, or the approved one whose typing is corrected), note, approved_on, draft (stays proposed), federal_change_cents
-- (what its modification changes of the award). The first budget of an award that is made is approved with it; after that a new one
-- is proposed. Returns the id.
create function public.save_budget(p_award uuid, p_lines jsonb, p_facts jsonb default '{}') returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_award public.awards;
  v_old public.award_budgets;
  v_id uuid;
  v_is_draft boolean;
  v_day date;
begin
  perform private.at_least('coordinator');
  select * into v_award from public.awards where id = p_award for update;
  if v_award.id is null then
    raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing';
  elsif v_award.status in ('declined', 'closed') then
    raise sqlstate 'PT422' using message = 'This award is over: its budget stays as it is.', hint = 'award_status';
  elsif length(p_facts ->> 'note') > 2000 then
    raise sqlstate 'PT422' using message = 'Keep the note in at most 2,000 characters.', hint = 'note';
  end if;
  perform private.check_budget_lines(v_award, p_lines, coalesce((p_facts ->> 'federal_change_cents')::bigint, 0));
  if p_facts ->> 'id' is not null then
    select * into v_old from public.award_budgets where id = (p_facts ->> 'id')::uuid and award_id = p_award for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This budget is not there any more.', hint = 'missing';
    elsif v_old.version <> (p_facts ->> 'version')::integer then
      raise sqlstate 'PT409' using message = 'Somebody else saved this budget since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    elsif v_old.status not in ('draft', 'approved') then
      raise sqlstate 'PT422' using message = 'This budget was replaced or turned down: it stays as it was.', hint = 'budget_status';
    end if;
    v_id := v_old.id;
    -- Also where only a line was written: whoever has it open must hear of it.
    update public.award_budgets set note = case when p_facts ? 'note' then btrim(coalesce(p_facts ->> 'note', '')) else note end,
      approved_on = case when status = 'approved' then coalesce((p_facts ->> 'approved_on')::date, approved_on) end
    where id = v_id;
  else
    v_is_draft := coalesce((p_facts ->> 'draft')::boolean, false) or v_award.status = 'applied'
      or exists (select from public.award_budgets where award_id = p_award and status in ('approved', 'replaced'));
    v_day := coalesce((p_facts ->> 'approved_on')::date, v_award.federal_award_on, v_award.accepted_on, private.local_date(now()));
    insert into public.award_budgets (award_id, version_number, status, approved_on, note)
    values (p_award, case when not v_is_draft then 1 end, case when v_is_draft then 'draft' else 'approved' end, case when not v_is_draft then v_day end, btrim(coalesce(p_facts ->> 'note', '')))
    returning id into v_id;
  end if;
  perform private.write_budget_lines(v_id, p_lines);
  return v_id;
end $$;

-- A proposed budget becomes the one that holds, as the next version; the one before is replaced. Its columns are compared with what
-- the award says by then. Answers the version's number.
create function private.approve_budget(p_budget uuid, p_on date) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.award_budgets;
  v_award public.awards;
  v_before date;
  v_next smallint;
begin
  select b.* into v_one from public.award_budgets b where b.id = p_budget for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This budget is not there any more.', hint = 'missing';
  elsif v_one.status <> 'draft' then
    raise sqlstate 'PT422' using message = 'Only a proposed budget can be approved.', hint = 'budget_status';
  elsif p_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day on which the budget was approved.', hint = 'approved_on';
  end if;
  select * into v_award from public.awards where id = v_one.award_id for update;
  select approved_on into v_before from public.award_budgets where award_id = v_one.award_id and status = 'approved';
  if p_on < v_before then
    raise sqlstate 'PT422' using message = format('The budget that holds was approved on %s. The next cannot be older.', v_before), hint = 'approved_on';
  end if;
  perform private.check_budget_lines(v_award, coalesce((select jsonb_agg(to_jsonb(l)) from public.award_budget_lines l where l.budget_id = p_budget), '[]'), 0);
  update public.award_budgets set status = 'replaced' where award_id = v_one.award_id and status = 'approved';
  v_next := 1 + coalesce((select max(version_number) from public.award_budgets where award_id = v_one.award_id), 0);
  update public.award_budgets set status = 'approved', version_number = v_next, approved_on = p_on where id = p_budget;
  return v_next;
end $$;
create function public.approve_budget(p_budget uuid, p_on date) returns integer
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  return private.approve_budget(p_budget, p_on);
end $$;

-- ---------------------------------------------------------------- balances
-- The budget that held on a day; before the first was approved, the first. p_until null: the one that holds.
create function private.budget_on(p_award uuid, p_until date) returns uuid
language sql stable security definer set search_path = '' as $$
  select id from public.award_budgets where award_id = p_award and version_number is not null
  order by p_until is null or approved_on <= p_until desc, case when p_until is null or approved_on <= p_until then -version_number else version_number end limit 1
$$;

-- The obligations of an award up to a day, each with what its payments have left open: never less than nothing. One that takes back
-- (negative) counts in full: it lessens what is open.
create function private.open_obligations(p_award uuid, p_until date default null)
returns table (id uuid, share text, category text, amount_cents bigint, paid_cents bigint, open_cents bigint)
language sql stable security definer set search_path = '' set jit = off as $$
  with paid as (
    select e.obligation_id, sum(e.amount_cents)::bigint as cents from public.award_entries e
    where e.award_id = p_award and e.obligation_id is not null and (p_until is null or e.entry_on <= p_until) group by 1)
  select o.id, o.share, o.category, o.amount_cents, coalesce(p.cents, 0),
    case when o.amount_cents < 0 then o.amount_cents else greatest(o.amount_cents - greatest(coalesce(p.cents, 0), 0), 0) end
  from public.award_entries o left join paid p on p.obligation_id = o.id
  where o.award_id = p_award and o.kind = 'obligation' and (p_until is null or o.entry_on <= p_until)
$$;

-- Each category of an award with what is approved, bound and spent, counted from the entries up to a day (null: all of them). What is
-- bound is obligations; of it, open is what their payments have not paid off yet. The remaining part is open to be spent.
create function private.award_balances(p_award uuid, p_until date default null)
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
    from private.open_obligations(p_award, p_until) o group by 1)
  select c.category, a.federal, a.match, a.income, b.federal, b.match, b.income, b.open_federal, b.open_match, b.open_income, s.federal, s.match, s.income,
    a.federal - s.federal - b.open_federal, a.match - s.match - b.open_match, a.income - s.income - b.open_income
  from private.budget_categories() c
  left join public.award_budget_lines l on l.budget_id = private.budget_on(p_award, p_until) and l.category = c.category
  left join spent s0 on s0.category = c.category
  left join bound b0 on b0.category = c.category
  cross join lateral (select coalesce(l.federal_cents, 0) as federal, coalesce(l.match_cents, 0) as match, coalesce(l.program_income_cents, 0) as income) a
  cross join lateral (select coalesce(s0.federal, 0)::bigint as federal, coalesce(s0.match, 0)::bigint as match, coalesce(s0.income, 0)::bigint as income) s
  cross join lateral (select coalesce(b0.federal, 0)::bigint as federal, coalesce(b0.match, 0)::bigint as match, coalesce(b0.income, 0)::bigint as income,
    coalesce(b0.open_federal, 0)::bigint as open_federal, coalesce(b0.open_match, 0)::bigint as open_match, coalesce(b0.open_income, 0)::bigint as open_income) b
  order by c.sort_order
$$;

revoke all on function private.sf424a_class(text), private.budget_categories(), private.check_budget_lines(public.awards, jsonb, bigint), private.dollars(numeric), private.write_budget_lines(uuid, jsonb),
  private.approve_budget(uuid, date), private.budget_on(uuid, date), private.open_obligations(uuid, date), private.award_balances(uuid, date) from public, anon, authenticated;
revoke all on function public.save_budget(uuid, jsonb, jsonb), public.approve_budget(uuid, date) from public, anon;
grant execute on function public.save_budget(uuid, jsonb, jsonb), public.approve_budget(uuid, date) to authenticated;
