-- The end of an award: what has to be done before it is closed, and until when its records are kept afterwards.

-- ---------------------------------------------------------------- what is left to do
-- The closeout checklist: each line with how many or how much is still open; nothing is ticked by hand, so nothing is ticked wrongly.
-- A line that an award has nothing of is not asked. Codes: period (its period is over), final_ffr, final_performance, reports (others),
-- drawdown (what was spent and not drawn), refund (what was drawn and not spent), obligations (not liquidated), subawards (not closed),
-- modifications (not decided), conditions (not cleared), closeout (the package itself).
create function private.award_closeout_lines(p_award public.awards, p_today date) returns table (code text, sort_order integer, open_count bigint, open_cents bigint, due_on date)
language sql stable security definer set search_path = '' as $$
  with
    r as (select * from public.award_reports where award_id = p_award.id and kind not in ('retention', 'single_audit', 'sam_registration') and waived_on is null),
    -- A condition is met and an order is paid off by rows of their own; sums are counted from entries, never kept.
    e as (
      select coalesce(sum(x.amount_cents) filter (where x.kind = 'expenditure' and x.share = 'federal'), 0) as spent,
        coalesce(sum(x.amount_cents) filter (where x.kind = 'drawdown'), 0) as drawn
      from public.award_entries x where x.award_id = p_award.id),
    o as (
      select coalesce(sum(x.amount_cents), 0) - coalesce((select sum(p.amount_cents) from public.award_entries p join public.award_entries b on b.id = p.obligation_id
          where p.award_id = p_award.id and p.kind = 'expenditure' and b.kind = 'obligation'), 0) as cents
      from public.award_entries x where x.award_id = p_award.id and x.kind = 'obligation')
  select 'period', 1, case when p_award.performance_ends_on < p_today then 0 else 1 end::bigint, 0::bigint, p_award.performance_ends_on
  union all
  select 'final_ffr', 2, count(*) filter (where filed_on is null), 0::bigint, max(r.due_on) from r where kind = 'ffr' and is_final having count(*) > 0
  union all
  select 'final_performance', 3, count(*) filter (where filed_on is null), 0::bigint, max(r.due_on) from r where kind in ('performance', 'pmt') and is_final having count(*) > 0
  union all
  select 'reports', 4, count(*) filter (where filed_on is null), 0::bigint, min(r.due_on) filter (where filed_on is null)
  from r where kind <> 'closeout' and not (is_final and kind in ('ffr', 'performance', 'pmt')) having count(*) > 0
  union all
  select 'obligations', 5, (o.cents > 0)::integer::bigint, greatest(o.cents, 0)::bigint, null::date from o where exists (select from public.award_entries x where x.award_id = p_award.id and x.kind = 'obligation')
  union all
  select 'drawdown', 6, (e.spent > e.drawn)::integer::bigint, greatest(e.spent - e.drawn, 0)::bigint, null::date from e where e.spent <> 0 or e.drawn <> 0
  union all
  select 'refund', 7, 1::bigint, (e.drawn - e.spent)::bigint, null::date from e where e.drawn > e.spent
  union all
  select 'subawards', 8, count(*) filter (where s.status not in ('closed', 'terminated')), 0::bigint, null::date from public.subawards s where s.award_id = p_award.id and s.status <> 'draft' having count(*) > 0
  union all
  select 'modifications', 9, count(*) filter (where m.status not in ('approved', 'denied', 'withdrawn')), 0::bigint, null::date from public.award_modifications m where m.award_id = p_award.id having count(*) > 0
  union all
  select 'conditions', 10, count(*) filter (where c.cleared_on is null), coalesce(sum(c.withheld_cents) filter (where c.cleared_on is null), 0)::bigint, null::date
  from public.award_conditions c where c.award_id = p_award.id having count(*) > 0
  union all
  select 'closeout', 11, count(*) filter (where filed_on is null), 0::bigint, max(r.due_on) from r where kind = 'closeout' having count(*) > 0
$$;

-- The day on which the closeout is due: as the schedule has it, else as the rule counts it from the end.
create function private.award_closeout_due(p_award public.awards) returns date
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select r.due_on from public.award_reports r where r.award_id = p_award.id and r.kind = 'closeout' and r.subaward_id is null and r.waived_on is null order by r.due_on desc limit 1),
    p_award.performance_ends_on + coalesce(
      (select coalesce(u.final_due_days, u.due_days)::integer from public.award_report_rules u where u.kind = 'closeout' and u.is_active and p_award.performance_ends_on >= u.valid_from
        and (u.valid_until is null or p_award.performance_ends_on <= u.valid_until) order by u.valid_from desc, u.code limit 1), 120))
$$;

-- ---------------------------------------------------------------- until when the records are kept
-- Years are counted from the day on which the final financial report was filed, by the rule that held on that day (three years when
-- there is none). A legal hold keeps them until it is released. {filed_on, years, until, held_since}; until is null while it cannot be known.
create function private.award_retention(p_award public.awards) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_filed date := (select r.filed_on from public.award_reports r where r.award_id = p_award.id and r.kind = 'ffr' and r.is_final and r.filed_on is not null order by r.filed_on desc limit 1);
  v_years integer := coalesce((select u.due_years::integer from public.award_report_rules u where u.kind = 'retention' and u.is_active and u.due_years is not null
    and coalesce(v_filed, p_award.performance_ends_on, date '2026-01-01') >= u.valid_from and (u.valid_until is null or coalesce(v_filed, p_award.performance_ends_on, date '2026-01-01') <= u.valid_until)
    order by u.valid_from desc, u.code limit 1), 3);
  v_until date := coalesce(
    (select r.due_on from public.award_reports r where r.award_id = p_award.id and r.kind = 'retention' and v_filed is not null order by r.due_on desc limit 1),
    (v_filed + make_interval(years => v_years))::date);
begin
  return jsonb_build_object('filed_on', v_filed, 'years', v_years, 'until', v_until, 'held_since', p_award.legal_hold_since);
end $$;

-- ---------------------------------------------------------------- for the screen, and the last verb
-- {due_on, automatic_on: the day on which it is closed without the city, lines: [{code, open_count, open_cents, due_on}], is_ready, retention}.
create function private.award_closeout(p_award public.awards, p_today date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('due_on', d.due_on, 'automatic_on', d.due_on + 1, 'days_left', d.due_on - p_today,
    'lines', coalesce(l.lines, '[]'), 'is_ready', coalesce(l.is_ready, true), 'retention', private.award_retention(p_award))
  from (select private.award_closeout_due(p_award) as due_on) d
  cross join (select jsonb_agg(jsonb_build_object('code', c.code, 'open_count', c.open_count, 'open_cents', c.open_cents, 'due_on', c.due_on) order by c.sort_order) as lines,
    bool_and(c.open_count = 0) as is_ready from private.award_closeout_lines(p_award, p_today) c) l
$$;

create function public.award_closeout(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.awards;
begin
  perform private.at_least('viewer');
  select * into v_one from public.awards where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing';
  end if;
  return private.award_closeout(v_one, private.local_date(now()));
end $$;

-- Closes an award when nothing is left to do, as of p_on. The Department of Justice closes awards without the city, too: with a reason it
-- is closed although something is missing.
create function public.close_award(p_id uuid, p_on date, p_reason text default null, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'manager');
  v_reason text := nullif(btrim(p_reason), '');
  v_missing text;
  v_version integer;
begin
  if v_one.status <> 'closeout' then perform private.refuse_award_state(v_one, 'Begin the closeout first.'); end if;
  if p_on is null or p_on <= v_one.performance_ends_on then
    raise sqlstate 'PT422' using message = 'An award is closed on a day after the end of its period of performance.', hint = 'closed_on';
  elsif length(v_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'The reason is longer than 2,000 characters. Shorten it.', hint = 'award_reason';
  end if;
  if v_reason is null then
    select string_agg(case c.code
        when 'period' then 'its period of performance is not over'
        when 'final_ffr' then 'the final Federal Financial Report is not filed'
        when 'final_performance' then 'the final performance report is not filed'
        when 'reports' then format('%s other reports are not filed', c.open_count)
        when 'obligations' then format('$%s are obligated and not paid', to_char(c.open_cents / 100.0, 'FM999,999,999,999,990.00'))
        when 'drawdown' then format('$%s are spent and not drawn', to_char(c.open_cents / 100.0, 'FM999,999,999,999,990.00'))
        when 'refund' then format('$%s are drawn and not spent', to_char(c.open_cents / 100.0, 'FM999,999,999,999,990.00'))
        when 'subawards' then format('%s subawards are not closed', c.open_count)
        when 'modifications' then format('%s modifications are not decided', c.open_count)
        when 'conditions' then format('%s conditions are not cleared', c.open_count)
        when 'closeout' then 'the closeout package is not filed' end, '; ' order by c.sort_order)
    into v_missing from private.award_closeout_lines(v_one, p_on) c where c.open_count > 0;
    if v_missing is not null then
      raise sqlstate 'PT422' using message = format('It cannot be closed yet: %s.', v_missing), hint = 'award_not_ready';
    end if;
  end if;
  update public.awards set status = 'closed', closed_on = p_on, outcome_note = v_reason where id = p_id returning version into v_version;
  return v_version;
end $$;

revoke all on function private.award_closeout_lines(public.awards, date), private.award_closeout_due(public.awards), private.award_retention(public.awards), private.award_closeout(public.awards, date)
  from public, anon, authenticated;
revoke all on function public.award_closeout(uuid), public.close_award(uuid, date, text, integer) from public, anon;
grant execute on function public.award_closeout(uuid), public.close_award(uuid, date, text, integer) to authenticated;
comment on function public.award_closeout(uuid) is 'What is left to do before an award is closed, and until when its records are kept.';
