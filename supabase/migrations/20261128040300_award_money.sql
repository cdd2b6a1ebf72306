-- An award's money at a glance: by category, by span of time, burn against the time that has passed, cash on hand and how old it is.

-- The first day of the span that a day lies in: month, quarter (of the calendar, as federal reports count), city_fy (from the
-- office's own month on), federal_fy (from October on).
create function private.span_start(p_day date, p_by text, p_fiscal integer) returns date
language sql immutable parallel safe set search_path = '' as $$
  select case p_by
    when 'month' then date_trunc('month', p_day)::date
    when 'quarter' then date_trunc('quarter', p_day)::date
    else make_date(extract(year from p_day)::integer - case when extract(month from p_day)::integer < m.first then 1 else 0 end, m.first, 1) end
  from (select case p_by when 'federal_fy' then 10 else p_fiscal end as first) m
$$;
create function private.span_end(p_start date, p_by text) returns date
language sql immutable parallel safe set search_path = '' as $$
  select (p_start + case p_by when 'month' then interval '1 month' when 'quarter' then interval '3 months' else interval '1 year' end)::date - 1
$$;

-- Cash on hand, drawdown by drawdown: what was drawn first was spent first, and a drawdown that comes after the spending pays for
-- it at once. What was returned to ASAP counts as used. Of a refund (a negative expenditure) it is taken that the money never left.
create function private.cash_layers(p_today date, p_award uuid default null)
returns table (award_id uuid, entry_id uuid, drawn_on date, amount_cents bigint, left_cents bigint, days integer)
language sql stable security definer set search_path = '' set jit = off as $$
  with cash as materialized (
    select e.award_id, e.id, e.kind, e.entry_on, e.created_at, e.amount_cents from public.award_entries e
    where e.share = 'federal' and e.kind in ('drawdown', 'expenditure') and e.entry_on <= p_today and (p_award is null or e.award_id = p_award)),
  used as (
    select c.award_id, sum(case when c.kind = 'expenditure' then c.amount_cents when c.amount_cents < 0 then -c.amount_cents else 0 end) as cents from cash c group by 1),
  layers as (
    select c.award_id, c.id, c.entry_on, c.amount_cents, sum(c.amount_cents) over (partition by c.award_id order by c.entry_on, c.created_at, c.id) as upto
    from cash c where c.kind = 'drawdown' and c.amount_cents > 0)
  select l.award_id, l.id, l.entry_on, l.amount_cents, greatest(least(l.amount_cents, l.upto - u.cents), 0)::bigint, p_today - l.entry_on
  from layers l join used u on u.award_id = l.award_id
$$;

-- The same for all awards at once: what is on hand, and what of it was drawn more than ten days ago.
create function private.awards_cash(p_today date, p_award uuid default null)
returns table (award_id uuid, on_hand_cents bigint, old_cents bigint, oldest_on date, oldest_days integer)
language sql stable security definer set search_path = '' set jit = off as $$
  select l.award_id, sum(l.left_cents)::bigint, coalesce(sum(l.left_cents) filter (where l.days > 10), 0)::bigint, min(l.drawn_on) filter (where l.left_cents > 0),
    max(l.days) filter (where l.left_cents > 0)
  from private.cash_layers(p_today, p_award) l group by 1
$$;

-- What may still be drawn: the federal amount without what open conditions withhold and what was drawn.
create function private.award_to_draw(p_award public.awards, p_until date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('federal_cents', p_award.federal_cents, 'withheld_cents', w.cents, 'drawn_cents', d.cents, 'available_cents', p_award.federal_cents - w.cents - d.cents)
  from (select coalesce(sum(c.withheld_cents), 0)::bigint as cents from public.award_conditions c where c.award_id = p_award.id and (c.cleared_on is null or c.cleared_on > p_until)) w,
    (select coalesce(sum(e.amount_cents), 0)::bigint as cents from public.award_entries e where e.award_id = p_award.id and e.kind = 'drawdown' and e.entry_on <= p_until) d
$$;

-- Spans of time of an award, without a gap, from its start or first entry to the day (or its end, where nothing came after it).
create function private.award_spans(p_award public.awards, p_by text, p_until date, p_category text default null) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_fiscal integer := (select fiscal_year_start_month from public.settings);
  v_from date;
  v_to date;
begin
  select least(min(e.entry_on), p_award.starts_on), max(e.entry_on) into v_from, v_to from public.award_entries e where e.award_id = p_award.id and e.entry_on <= p_until;
  v_to := greatest(v_to, least(p_until, p_award.performance_ends_on));
  return (
    with spans as (
      select s.day::date as starts, private.span_end(s.day::date, p_by) as ends
      from generate_series(private.span_start(v_from, p_by, v_fiscal), private.span_start(greatest(v_to, v_from), p_by, v_fiscal),
        case p_by when 'month' then interval '1 month' when 'quarter' then interval '3 months' else interval '1 year' end) s (day)),
    sums as (
      select private.span_start(e.entry_on, p_by, v_fiscal) as starts,
        sum(e.amount_cents) filter (where e.kind = 'obligation') as obligated,
        sum(e.amount_cents) filter (where e.kind = 'expenditure' and e.share = 'federal') as federal,
        sum(e.amount_cents) filter (where e.kind = 'expenditure' and e.share = 'match') as match,
        sum(e.amount_cents) filter (where e.kind = 'expenditure' and e.share = 'program_income') as income_spent,
        sum(e.amount_cents) filter (where e.kind = 'program_income') as income_earned,
        sum(e.amount_cents) filter (where e.kind = 'drawdown') as drawn
      from public.award_entries e
      where e.award_id = p_award.id and e.entry_on <= p_until and (p_category is null or e.category = p_category) group by 1)
    select coalesce(jsonb_agg(jsonb_build_object('from', s.starts, 'to', s.ends, 'year', extract(year from s.ends)::integer, 'quarter', extract(quarter from s.starts)::integer,
      'obligated_cents', coalesce(m.obligated, 0)::bigint, 'federal_cents', coalesce(m.federal, 0)::bigint, 'match_cents', coalesce(m.match, 0)::bigint,
      'income_spent_cents', coalesce(m.income_spent, 0)::bigint, 'income_earned_cents', coalesce(m.income_earned, 0)::bigint, 'drawn_cents', coalesce(m.drawn, 0)::bigint) order by s.starts), '[]')
    from spans s left join sums m on m.starts = s.starts);
end $$;

-- Burn: how much of the federal amount is spent beside how much of the period has passed, month end by month end. In basis points,
-- rounded down, so that nothing is told that is not so yet.
create function private.award_burn(p_award public.awards, p_until date) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  with span as (
    select p_award.starts_on as starts, p_award.performance_ends_on as ends, p_award.performance_ends_on - p_award.starts_on + 1 as days
    where p_award.starts_on is not null),
  marks as (
    select distinct least((m.day + interval '1 month')::date - 1, s.ends, p_until) as day
    from span s cross join generate_series(date_trunc('month', s.starts), date_trunc('month', least(s.ends, p_until)), interval '1 month') m (day)
    where p_until >= s.starts),
  points as (
    select m.day, least(greatest((m.day - s.starts + 1) * 10000 / s.days, 0), 10000) as elapsed_bp,
      (select coalesce(sum(e.amount_cents), 0)::bigint from public.award_entries e where e.award_id = p_award.id and e.kind = 'expenditure' and e.share = 'federal' and e.entry_on <= m.day) as spent,
      (select coalesce(sum(e.amount_cents), 0)::bigint from public.award_entries e where e.award_id = p_award.id and e.kind = 'drawdown' and e.entry_on <= m.day) as drawn
    from marks m cross join span s)
  select jsonb_build_object(
    'elapsed_bp', (select least(greatest((p_until - s.starts + 1) * 10000 / s.days, 0), 10000) from span s),
    'days_left', (select s.ends - p_until from span s),
    'spent_bp', (select case when p_award.federal_cents > 0 then floor(x.cents::numeric * 10000 / p_award.federal_cents)::integer end from (
      select coalesce(sum(e.amount_cents), 0) as cents from public.award_entries e where e.award_id = p_award.id and e.kind = 'expenditure' and e.share = 'federal' and e.entry_on <= p_until) x),
    'points', coalesce((select jsonb_agg(jsonb_build_object('on', p.day, 'elapsed_bp', p.elapsed_bp, 'spent_cents', p.spent, 'drawn_cents', p.drawn,
      'spent_bp', case when p_award.federal_cents > 0 then floor(p.spent::numeric * 10000 / p_award.federal_cents)::integer end) order by p.day) from points p), '[]'))
$$;

-- All of it for the page of an award. p_query: by (month, quarter, city_fy, federal_fy), category (of the spans), until (a day; today).
create function public.award_money(p_award uuid, p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_award public.awards;
  v_by text := coalesce(p_query ->> 'by', 'quarter');
  v_until date;
  v_budget public.award_budgets;
begin
  perform private.at_least('viewer');
  begin
    v_until := coalesce((p_query ->> 'until')::date, private.local_date(now()));
  exception when invalid_datetime_format or datetime_field_overflow then
    raise sqlstate 'PT422' using message = 'Enter a day to count up to.', hint = 'until';
  end;
  if v_by not in ('month', 'quarter', 'city_fy', 'federal_fy') then
    raise sqlstate 'PT422' using message = 'Choose months, quarters, city fiscal years or federal fiscal years.', hint = 'by';
  end if;
  select * into v_award from public.awards where id = p_award;
  if v_award.id is null then
    raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing';
  end if;
  select * into v_budget from public.award_budgets where id = private.budget_on(p_award, v_until);
  return jsonb_build_object('until', v_until, 'by', v_by,
    'award', jsonb_build_object('federal_cents', v_award.federal_cents, 'match_cents', v_award.match_cents, 'program_income_cents', v_award.program_income_cents, 'total_cents', v_award.total_cents,
      'starts_on', v_award.starts_on, 'ends_on', v_award.performance_ends_on, 'status', v_award.status, 'program_income_method', v_award.program_income_method,
      'indirect_type', v_award.indirect_type, 'indirect_rate_bp', v_award.indirect_rate_bp),
    'budget', case when v_budget.id is not null then jsonb_build_object('id', v_budget.id, 'version_number', v_budget.version_number, 'status', v_budget.status, 'approved_on', v_budget.approved_on,
      'note', v_budget.note, 'version', v_budget.version,
      'matches', (select (coalesce(sum(l.federal_cents), 0), coalesce(sum(l.match_cents), 0), coalesce(sum(l.program_income_cents), 0)) = (v_award.federal_cents::numeric, v_award.match_cents::numeric, v_award.program_income_cents::numeric)
        from public.award_budget_lines l where l.budget_id = v_budget.id)) end,
    'budgets', (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'version_number', b.version_number, 'status', b.status, 'approved_on', b.approved_on, 'note', b.note, 'version', b.version,
        'lines', (select coalesce(jsonb_agg(jsonb_build_object('category', l.category, 'federal_cents', l.federal_cents, 'match_cents', l.match_cents, 'program_income_cents', l.program_income_cents, 'note', l.note) order by c.sort_order), '[]')
          from public.award_budget_lines l join private.budget_categories() c on c.category = l.category where l.budget_id = b.id))
        order by b.version_number desc nulls first, b.created_at desc), '[]') from public.award_budgets b where b.award_id = p_award),
    'categories', (select jsonb_agg(to_jsonb(b) || jsonb_build_object('class', private.sf424a_class(b.category))) from private.award_balances(p_award, v_until) b),
    'spans', private.award_spans(v_award, v_by, v_until, p_query ->> 'category'),
    'burn', private.award_burn(v_award, v_until),
    'cash', (select jsonb_build_object('on_hand_cents', coalesce(sum(l.left_cents), 0)::bigint, 'old_cents', coalesce(sum(l.left_cents) filter (where l.days > 10), 0)::bigint,
        'layers', coalesce(jsonb_agg(jsonb_build_object('id', l.entry_id, 'drawn_on', l.drawn_on, 'amount_cents', l.amount_cents, 'left_cents', l.left_cents, 'days', l.days) order by l.drawn_on, l.amount_cents)
          filter (where l.left_cents > 0), '[]'))
      from private.cash_layers(v_until, p_award) l),
    'to_draw', private.award_to_draw(v_award, v_until),
    'income', (select jsonb_build_object('earned_cents', coalesce(sum(e.amount_cents) filter (where e.kind = 'program_income'), 0)::bigint,
        'spent_cents', coalesce(sum(e.amount_cents) filter (where e.kind = 'expenditure'), 0)::bigint)
      from public.award_entries e where e.award_id = p_award and e.share = 'program_income' and e.entry_on <= v_until),
    'entries', (select count(*) from public.award_entries e where e.award_id = p_award and e.entry_on <= v_until),
    'later', (select count(*) from public.award_entries e where e.award_id = p_award and e.entry_on > v_until),
    'reports', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'period_start', r.period_start, 'period_end', r.period_end, 'due_on', r.due_on, 'filed_on', r.filed_on, 'waived_on', r.waived_on, 'is_final', r.is_final)
        order by r.period_end), '[]') from public.award_reports r where r.award_id = p_award and r.kind = 'ffr' and r.period_end is not null));
end $$;

revoke all on function private.span_start(date, text, integer), private.span_end(date, text), private.cash_layers(date, uuid), private.awards_cash(date, uuid), private.award_to_draw(public.awards, date),
  private.award_spans(public.awards, text, date, text), private.award_burn(public.awards, date) from public, anon, authenticated;
revoke all on function public.award_money(uuid, jsonb) from public, anon;
grant execute on function public.award_money(uuid, jsonb) to authenticated;
