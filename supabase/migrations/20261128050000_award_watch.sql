-- The ten percent watch (2 CFR 200.308(f), as the Department of Justice applies it): what was moved between budget categories since the
-- budget was last approved, added up, against a tenth of the whole. Above it, or when money enters a category that had none, a
-- Grant Award Modification is needed first. Moves below it are the city's own to make; each is a row under the budget that holds.

create table public.award_budget_moves (
  id uuid primary key default gen_random_uuid(),
  -- The budget that it moves within: the next that is approved begins without moves.
  budget_id uuid not null references public.award_budgets (id) on delete cascade,
  from_category text not null constraint award_budget_moves_from_known check (from_category in
    ('personnel', 'fringe', 'travel', 'equipment', 'supplies', 'construction', 'subawards', 'procurement', 'other', 'indirect')),
  to_category text not null constraint award_budget_moves_to_known check (to_category in
    ('personnel', 'fringe', 'travel', 'equipment', 'supplies', 'construction', 'subawards', 'procurement', 'other', 'indirect')),
  amount_cents bigint not null constraint award_budget_moves_amount_range check (amount_cents between 1 and 100000000000000),
  moved_on date not null,
  reason text not null constraint award_budget_moves_reason_filled check (btrim(reason) <> '' and length(reason) <= 1000),
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint award_budget_moves_elsewhere check (from_category <> to_category)
);
create index award_budget_moves_budget on public.award_budget_moves (budget_id, moved_on);
create index award_budget_moves_created_by on public.award_budget_moves (created_by) where created_by is not null;
call private.protect('public.award_budget_moves');
grant select on table public.award_budget_moves to authenticated;
create policy award_budget_moves_select_viewer on public.award_budget_moves for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. A move is made by a function, which asks the watch first.
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role) values ('award_budget_moves', 'award_budgets', 'budget_id', 'coordinator')
on conflict (table_name) do update set parent_table = excluded.parent_table, parent_column = excluded.parent_column, undo_role = excluded.undo_role;
comment on table public.award_budget_moves is 'Money moved between categories of the budget that holds, without a modification.';

-- Category by category: what was approved last, what was moved since, what is spent. All three shares together, in cents. p_lines: a
-- proposed budget, which then stands for moves and spending.
create function private.watch_lines(p_award uuid, p_lines jsonb default null, p_until date default null)
returns table (category text, approved_cents bigint, moved_cents bigint, spent_cents bigint, delta_cents bigint)
language sql stable security definer set search_path = '' as $$
  with held as (select private.budget_on(p_award, p_until) as id),
  moved as (
    select m.category, sum(m.cents)::bigint as cents from (
      select to_category as category, amount_cents as cents from public.award_budget_moves, held where budget_id = held.id and (p_until is null or moved_on <= p_until)
      union all
      select from_category, -amount_cents from public.award_budget_moves, held where budget_id = held.id and (p_until is null or moved_on <= p_until)) m
    group by 1),
  spent as (
    select e.category, sum(e.amount_cents)::bigint as cents from public.award_entries e
    where e.award_id = p_award and e.kind = 'expenditure' and (p_until is null or e.entry_on <= p_until) group by 1),
  asked as (
    select l ->> 'category' as category, (coalesce((l ->> 'federal_cents')::bigint, 0) + coalesce((l ->> 'match_cents')::bigint, 0) + coalesce((l ->> 'program_income_cents')::bigint, 0)) as cents
    from jsonb_array_elements(case when jsonb_typeof(p_lines) = 'array' then p_lines else '[]' end) l)
  select c.category, a.cents, coalesce(m.cents, 0), coalesce(s.cents, 0),
    -- What it has, or takes, beyond what was approved. A line that is overspent took the difference from another, said or not.
    case when p_lines is null then greatest(0, greatest(a.cents + coalesce(m.cents, 0), coalesce(s.cents, 0)) - a.cents) else greatest(0, coalesce(q.cents, 0) - a.cents) end
  from private.budget_categories() c
  cross join held
  left join public.award_budget_lines l on l.budget_id = held.id and l.category = c.category
  cross join lateral (select (coalesce(l.federal_cents, 0) + coalesce(l.match_cents, 0) + coalesce(l.program_income_cents, 0))::bigint as cents) a
  left join moved m on m.category = c.category
  left join spent s on s.category = c.category
  left join asked q on q.category = c.category
  order by c.sort_order
$$;

-- {baseline_version, total_cents, moved_cents, limit_cents, share_bp, state, new_categories}. Exactly a tenth is allowed; from nine
-- percent on it is amber. state: ok, amber, needed, not_watched (switched off, or an award up to the floor), no_budget.
create function private.ten_percent(p_award uuid, p_lines jsonb default null, p_until date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('baseline_version', b.version_number, 'total_cents', t.cents, 'moved_cents', w.moved, 'limit_cents', t.cents / 10,
    'share_bp', case when t.cents > 0 then (w.moved * 10000 / t.cents) else 0 end, 'new_categories', to_jsonb(w.fresh),
    'state', case when b.id is null then 'no_budget'
      when not a.watches_ten_percent or t.cents <= a.ten_percent_floor_cents then 'not_watched'
      when cardinality(w.fresh) > 0 or w.moved * 10 > t.cents then 'needed'
      when w.moved > 0 and w.moved * 100 >= 9 * t.cents then 'amber' else 'ok' end)
  from public.awards a
  left join public.award_budgets b on b.id = private.budget_on(p_award, p_until)
  cross join lateral (select coalesce((select sum(l.federal_cents + l.match_cents + l.program_income_cents) from public.award_budget_lines l where l.budget_id = b.id), 0)::numeric as cents) t
  cross join lateral (select coalesce(sum(x.delta_cents), 0)::numeric as moved,
    coalesce(array_agg(x.category) filter (where x.approved_cents = 0 and x.delta_cents > 0), '{}') as fresh from private.watch_lines(p_award, p_lines, p_until) x) w
  where a.id = p_award
$$;
revoke all on function private.watch_lines(uuid, jsonb, date), private.ten_percent(uuid, jsonb, date) from public, anon, authenticated;

-- ---------------------------------------------------------------- moves
-- The award of a budget that may be moved within, locked.
create function private.moving_budget(p_award uuid) returns public.award_budgets
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_award public.awards := private.open_award(p_award, null, 'coordinator');
  v_budget public.award_budgets;
begin
  select * into v_budget from public.award_budgets where award_id = p_award and status = 'approved' for update;
  if v_award.status not in ('awarded', 'active', 'suspended') then
    raise sqlstate 'PT422' using message = 'Money is moved between categories while an award runs. This one does not.', hint = 'award_status';
  elsif v_budget.id is null then
    raise sqlstate 'PT422' using message = 'Enter the approved budget first: a move is counted against it.', hint = 'budget_missing';
  end if;
  return v_budget;
end $$;

-- Moves money between categories of the budget that holds. Refused when it would need a modification; then the same amounts can be
-- proposed as one. Returns {id, watch}. p_move: from_category, to_category, amount_cents, moved_on, reason.
create function public.move_budget(p_award uuid, p_move jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_budget public.award_budgets := private.moving_budget(p_award);
  v_one public.award_budget_moves;
  v_left bigint;
  v_watch jsonb;
begin
  v_one := jsonb_populate_record(null::public.award_budget_moves, p_move - '{id,budget_id,version,created_at,updated_at,created_by}'::text[]);
  if v_one.from_category is null or v_one.to_category is null
    or not exists (select from private.budget_categories() c where c.category = v_one.from_category)
    or not exists (select from private.budget_categories() c where c.category = v_one.to_category) then
    raise sqlstate 'PT422' using message = 'Choose the category that gives and the one that gets.', hint = 'to_category';
  elsif v_one.from_category = v_one.to_category then
    raise sqlstate 'PT422' using message = 'Choose two different categories.', hint = 'to_category_same';
  elsif v_one.amount_cents is null or v_one.amount_cents not between 1 and 100000000000000 then
    raise sqlstate 'PT422' using message = 'Enter the amount that is moved, more than nothing.', hint = 'move_amount';
  elsif v_one.moved_on is null or v_one.moved_on < v_budget.approved_on then
    raise sqlstate 'PT422' using message = format('Enter the day of the move, on or after the approval of the budget (%s).', v_budget.approved_on), hint = 'moved_on';
  elsif nullif(btrim(v_one.reason), '') is null or length(v_one.reason) > 1000 then
    raise sqlstate 'PT422' using message = 'Say why it is moved, in at most 1,000 characters: the file of the award asks for it.', hint = 'move_reason';
  end if;
  select w.approved_cents + w.moved_cents - w.spent_cents into v_left from private.watch_lines(p_award) w where w.category = v_one.from_category;
  if v_one.amount_cents > v_left then
    raise sqlstate 'PT422' using message = format('Only %s of this category is left to move.', private.dollars(greatest(v_left, 0))), hint = 'move_more_than_left';
  end if;
  insert into public.award_budget_moves (budget_id, from_category, to_category, amount_cents, moved_on, reason, created_by)
  values (v_budget.id, v_one.from_category, v_one.to_category, v_one.amount_cents, v_one.moved_on, btrim(v_one.reason), private.current_staff_id()) returning * into v_one;
  v_watch := private.ten_percent(p_award);
  if v_watch ->> 'state' = 'needed' then
    raise sqlstate 'PT422' using message = format('This needs a modification (GAM) first: with it %s would be moved since the budget was approved, of at most %s, or it enters a category that had none. Propose it as a budget modification.',
      private.dollars((v_watch ->> 'moved_cents')::numeric), private.dollars((v_watch ->> 'limit_cents')::numeric)), hint = 'gam_needed';
  end if;
  return jsonb_build_object('id', v_one.id, 'watch', v_watch);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check the day and the amount.', hint = 'award_unread';
end $$;

-- What a move would come to, before it is made. Reads only.
create function public.preview_move(p_award uuid, p_move jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_lines jsonb;
begin
  perform private.at_least('viewer');
  select jsonb_agg(jsonb_build_object('category', w.category, 'federal_cents', greatest(0, w.approved_cents + w.moved_cents
    + case w.category when p_move ->> 'to_category' then 1 when p_move ->> 'from_category' then -1 else 0 end * (p_move ->> 'amount_cents')::bigint))) into v_lines
  from private.watch_lines(p_award) w;
  return private.ten_percent(p_award, v_lines);
exception when invalid_text_representation or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'Enter the amount that is moved, more than nothing.', hint = 'move_amount';
end $$;

create function public.remove_budget_move(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_award uuid := (select b.award_id from public.award_budget_moves m join public.award_budgets b on b.id = m.budget_id where m.id = p_id);
  v_held uuid;
begin
  perform private.at_least('coordinator');
  if v_award is null then raise sqlstate 'PT404' using message = 'This move is not there any more.', hint = 'missing'; end if;
  v_held := (private.moving_budget(v_award)).id;
  delete from public.award_budget_moves where id = p_id and budget_id = v_held;
  if not found then
    raise sqlstate 'PT422' using message = 'This move belongs to a budget that was replaced: it stays as it was.', hint = 'budget_status';
  end if;
end $$;
revoke all on function private.moving_budget(uuid) from public, anon, authenticated;
revoke all on function public.move_budget(uuid, jsonb), public.preview_move(uuid, jsonb), public.remove_budget_move(uuid) from public, anon;
grant execute on function public.move_budget(uuid, jsonb), public.preview_move(uuid, jsonb), public.remove_budget_move(uuid) to authenticated, service_role;
comment on function public.move_budget(uuid, jsonb) is 'Moves money between categories of the budget that holds; refused when that needs a modification.';
