-- All running awards at a glance, for whoever answers for them; and what a department owes, and when.

-- A row for each award: {id, title, number, status, …, how it stands, flags}. The worst first, then what is due next.
create function private.portfolio_rows(p_today date, p_awards uuid[] default null) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'title', a.title, 'award_number', a.award_number, 'status', a.status, 'component', c.code, 'listing', l.number,
      'department_id', a.department_id, 'department_name', o.name, 'lead_name', m.name, 'starts_on', a.starts_on, 'ends_on', a.performance_ends_on,
      'federal_cents', a.federal_cents, 'total_cents', a.total_cents, 'spent_cents', s.spent_cents, 'drawn_cents', s.drawn_cents, 'withheld_cents', s.withheld_cents,
      'available_cents', a.federal_cents - s.withheld_cents - s.drawn_cents, 'elapsed_bp', s.elapsed_bp, 'spent_bp', s.spent_bp, 'late', s.late, 'next_report', s.next_report, 'flags', s.flags)
    order by coalesce((s.flags -> 0 ->> 'severity')::integer, 0) desc, s.late desc, s.next_report ->> 'due_on', lower(a.title), a.award_number, a.id), '[]')
  from private.award_stands(p_today, p_awards) s
  join public.awards a on a.id = s.award_id
  left join public.grant_components c on c.id = a.component_id
  left join public.assistance_listings l on l.id = a.listing_id
  left join public.organizations o on o.id = a.department_id
  left join public.staff m on m.id = a.lead_id
$$;

-- What rows come to. Shares of what is flagged are counted by the worst flag of each award.
create function private.portfolio_totals(p_rows jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('awards', count(*), 'federal_cents', coalesce(sum(r.federal_cents), 0), 'total_cents', coalesce(sum(r.total_cents), 0), 'spent_cents', coalesce(sum(r.spent_cents), 0),
    'drawn_cents', coalesce(sum(r.drawn_cents), 0), 'withheld_cents', coalesce(sum(r.withheld_cents), 0), 'available_cents', coalesce(sum(r.available_cents), 0),
    'late', coalesce(sum(r.late), 0), 'wrong', count(*) filter (where (r.flags -> 0 ->> 'severity')::integer = 3), 'watched', count(*) filter (where (r.flags -> 0 ->> 'severity')::integer = 2))
  from jsonb_to_recordset(p_rows) as r (federal_cents bigint, total_cents bigint, spent_cents bigint, drawn_cents bigint, withheld_cents bigint, available_cents bigint, late bigint, flags jsonb)
$$;

-- The dashboard: {today, rows, totals, departments}. p_query has the filters and the search of list_awards; only what runs is in it.
create function private.award_portfolio(p_query jsonb, p_today date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_where text := array_to_string(array_remove(private.award_filters(p_query), null), ' and ');
  v_awards uuid[];
  v_rows jsonb;
begin
  if v_where <> '' then
    execute 'select coalesce(array_agg(t.id), ''{}'') from public.awards t where ' || v_where into v_awards;
  end if;
  v_rows := private.portfolio_rows(p_today, v_awards);
  return jsonb_build_object('today', p_today, 'rows', v_rows, 'totals', private.portfolio_totals(v_rows),
    'departments', (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'awards', d.n, 'federal_cents', d.federal, 'spent_cents', d.spent, 'late', d.late, 'wrong', d.wrong, 'next_due_on', d.next_due)
        order by d.id is null, lower(d.name), d.id), '[]')
      from (
        select r.department_id as id, r.department_name as name, count(*) as n, sum(r.federal_cents) as federal, sum(r.spent_cents) as spent, sum(r.late) as late,
          count(*) filter (where (r.flags -> 0 ->> 'severity')::integer = 3) as wrong, min((r.next_report ->> 'due_on')::date) as next_due
        from jsonb_to_recordset(v_rows) as r (department_id uuid, department_name text, federal_cents bigint, spent_cents bigint, late bigint, flags jsonb, next_report jsonb)
        group by 1, 2) d));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.award_portfolio(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.at_least('viewer');
  return private.award_portfolio(p_query, private.local_date(now()));
end $$;

-- ---------------------------------------------------------------- a department
-- What a department owes, and when: {department, today, rows (its awards), totals, owes, shares (of awards of other departments)}. Owed is what
-- is late and what comes due within a year: reports of its awards, and conditions with a day. Null: awards that no department has.
create function private.department_awards(p_department uuid, p_today date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_awards uuid[];
  v_rows jsonb;
begin
  select coalesce(array_agg(a.id), '{}') into v_awards from public.awards a
  where a.department_id is not distinct from p_department and a.status in ('awarded', 'active', 'suspended', 'terminated', 'closeout');
  v_rows := private.portfolio_rows(p_today, v_awards);
  return jsonb_build_object('today', p_today, 'rows', v_rows, 'totals', private.portfolio_totals(v_rows),
    'department', (select jsonb_build_object('id', o.id, 'name', o.name) from public.organizations o where o.id = p_department),
    'owes', (
      select coalesce(jsonb_agg(to_jsonb(x) || jsonb_build_object('award_title', a.title, 'award_number', a.award_number, 'owner_name', s.name, 'file_by', d.file_by,
          'state', case when x.due_on < p_today then 'late' when p_today >= d.file_by then 'due' when p_today < x.opens_on then 'upcoming' else 'open' end)
        order by x.due_on, x.what desc, lower(a.title), x.kind, x.period_end, x.id), '[]')
      from (
        select 'report' as what, r.id, r.award_id, r.kind, r.title, r.is_final, r.period_start, r.period_end, r.opens_on, r.due_on, r.owner_id, null::bigint as withheld_cents,
          u.consequence, r.due_on + u.consequence_days::integer as consequence_on
        from public.award_reports r left join public.award_report_rules u on u.id = r.rule_id
        where r.award_id = any (v_awards) and r.filed_on is null and r.waived_on is null and r.kind <> 'retention' and r.due_on <= p_today + 366
        union all
        select 'condition', c.id, c.award_id, null, c.text, null, null, null, null, c.due_on, c.owner_id, c.withheld_cents, null, null
        from public.award_conditions c where c.award_id = any (v_awards) and c.cleared_on is null and c.due_on <= p_today + 366) x
      join public.awards a on a.id = x.award_id
      left join public.staff s on s.id = x.owner_id
      cross join lateral (select private.file_by(x.due_on) as file_by) d),
    'shares', (
      select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'award_id', a.id, 'award_title', a.title, 'award_number', a.award_number, 'amount_cents', h.amount_cents, 'purpose', h.purpose)
        order by lower(a.title), a.award_number, h.sort_order, h.id), '[]')
      from public.award_shares h join public.awards a on a.id = h.award_id
      where h.organization_id = p_department and a.status in ('awarded', 'active', 'suspended', 'terminated', 'closeout')));
end $$;

create function public.department_awards(p_department uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.at_least('viewer');
  if p_department is not null and not exists (select from public.organizations where id = p_department) then
    raise sqlstate 'PT404' using message = 'This department is not there any more.', hint = 'missing';
  end if;
  return private.department_awards(p_department, private.local_date(now()));
end $$;

revoke all on function private.portfolio_rows(date, uuid[]), private.portfolio_totals(jsonb), private.award_portfolio(jsonb, date), private.department_awards(uuid, date) from public, anon, authenticated;
revoke all on function public.award_portfolio(jsonb), public.department_awards(uuid) from public, anon;
grant execute on function public.award_portfolio(jsonb), public.department_awards(uuid) to authenticated, service_role;
comment on function public.award_portfolio(jsonb) is 'All running awards with how each stands, the worst first, what they come to, and by department.';
comment on function public.department_awards(uuid) is 'The awards of a department, what it owes and when, and its shares of other awards.';
