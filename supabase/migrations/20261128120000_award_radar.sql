-- The radar: what all awards owe, the worst first. Not only days: what follows when one is late, whether it holds already or how far
-- it is, what waits behind it, and how much money cannot be drawn meanwhile. Each takes the day on which it looks, so that a day can
-- be named.

-- From which day on the consequence of a late report holds: so many days after the day, and never on the day itself.
create function private.holds_from(p_due date, p_days integer) returns date
language sql immutable set search_path = '' as $$ select p_due + greatest(p_days, 1) $$;

-- Reports as a screen tells them on a day, one by one: the state, the day to file by, what follows and from when, what has to be filed
-- first and what waits behind, whether nothing was spent in its time.
create function private.report_lines(p_reports uuid[], p_today date) returns table (report_id uuid, line jsonb)
language sql stable security definer set search_path = '' set jit = off as $$
  with picked as materialized (
    select r.*, u.name as rule_name, u.source as rule_source, u.is_in_sequence, r.filed_on is null and r.waived_on is null as is_open,
      case when not r.is_unasked then u.consequence end as consequence, u.consequence_days::integer as consequence_days
    from public.award_reports r left join public.award_report_rules u on u.id = r.rule_id where r.id = any (p_reports)),
  days as materialized (select d.due_on, private.file_by(d.due_on) as file_by from (select distinct due_on from picked) d),
  money as materialized (
    select a.id, (private.award_to_draw(a, p_today) ->> 'available_cents')::bigint as cents
    from public.awards a where a.id in (select award_id from picked where is_open and consequence is not null))
  select r.id, jsonb_build_object('id', r.id, 'kind', r.kind, 'schedule_key', r.schedule_key, 'title', r.title, 'is_final', r.is_final, 'period_start', r.period_start, 'period_end', r.period_end,
    'opens_on', r.opens_on, 'computed_due_on', r.computed_due_on, 'due_reason', r.due_reason, 'due_on', r.due_on, 'override_due_on', r.override_due_on, 'override_source', r.override_source,
    'look_again', r.override_due_on is not null and r.override_of is distinct from r.computed_due_on, 'file_by', d.file_by, 'owner_id', r.owner_id, 'owner_name', s.name)
  || jsonb_build_object('filed_on', r.filed_on, 'filed_by_name', f.name, 'confirmation', r.confirmation, 'filed_note', r.filed_note, 'is_frozen', r.frozen is not null, 'waived_on', r.waived_on,
    'waived_reason', r.waived_reason, 'acknowledged_at', r.acknowledged_at, 'acknowledged_by_name', k.name, 'is_by_hand', r.is_by_hand, 'is_unasked', r.is_unasked,
    'auditor_reported_on', r.auditor_reported_on, 'version', r.version, 'subaward_id', r.subaward_id, 'subaward_title', w.title, 'subaward_organization', o.name,
    'rule_name', r.rule_name, 'rule_source', r.rule_source, 'filed_days_late', case when r.filed_on > r.due_on then r.filed_on - r.due_on end,
    'state', case when r.filed_on is not null then 'filed' when r.waived_on is not null then 'waived' when p_today > r.due_on then 'late'
      when p_today >= d.file_by then 'due' when p_today < r.opens_on then 'upcoming' else 'open' end)
  || jsonb_build_object('days_to_due', case when r.is_open then r.due_on - p_today end, 'blocked_by', case when r.is_open then (private.report_before(b)).id end,
    'consequence', r.consequence, 'consequence_on', case when r.is_open then r.due_on + r.consequence_days end,
    'holds_from', case when r.is_open and r.consequence is not null then private.holds_from(r.due_on, r.consequence_days) end,
    'is_holding', r.is_open and r.consequence is not null and p_today >= private.holds_from(r.due_on, r.consequence_days),
    'to_draw_cents', case when r.is_open then m.cents end,
    'is_unspent', r.is_open and r.kind = 'ffr' and r.award_id is not null and r.period_end < p_today and not exists (
      select from public.award_entries e where e.award_id = r.award_id and e.kind = 'expenditure' and e.entry_on between r.period_start and r.period_end),
    'behind', case when r.is_open and r.is_in_sequence and not r.is_by_hand then (
      select coalesce(jsonb_agg(n.due_on order by n.due_on), '[]') from (
        select n.due_on from public.award_reports n
        where n.award_id = r.award_id and n.kind = r.kind and n.subaward_id is null and n.filed_on is null and n.waived_on is null and not n.is_by_hand and not n.is_unasked and n.period_end > r.period_end
        order by n.due_on limit 12) n) else '[]' end)
  from picked r
  join public.award_reports b on b.id = r.id
  join days d on d.due_on = r.due_on
  left join money m on m.id = r.award_id
  left join public.staff s on s.id = r.owner_id
  left join public.staff f on f.id = r.filed_by
  left join public.staff k on k.id = r.acknowledged_by
  left join public.subawards w on w.id = r.subaward_id
  left join public.organizations o on o.id = w.organization_id
$$;

create or replace function private.schedule_rows(p_award uuid, p_today date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(x.line order by x.line ->> 'due_on', x.line ->> 'kind', x.line ->> 'period_end', x.line ->> 'schedule_key', x.report_id), '[]')
  from private.report_lines(array(select r.id from public.award_reports r where r.award_id = p_award or p_award is null and r.award_id is null), p_today) x
$$;

-- What awards that run, and the city as a whole, still owe on a day, up to another day (null: all of it). How bad one is:
-- 5 late, and what follows holds; 4 late, and it is ahead; 3 late, and nothing follows by itself; 2 to be filed within a week, by the day
-- to file by; 1 within thirty days; 0 later. What no rule asks for any more is never worse than 1.
create function private.award_radar(p_today date, p_until date default null)
returns table (report_id uuid, award_id uuid, subaward_id uuid, kind text, is_final boolean, owner_id uuid, due_on date, file_by date, consequence text, consequence_on date, holds_from date,
  is_holding boolean, days_to_due integer, days_to_consequence integer, state text, severity integer)
language sql stable security definer set search_path = '' set jit = off as $$
  with owed as materialized (
    select r.id, r.award_id, r.subaward_id, r.kind, r.is_final, r.owner_id, r.opens_on, r.due_on, r.is_unasked, case when not r.is_unasked then u.consequence end as consequence,
      u.consequence_days::integer as consequence_days
    from public.award_reports r
    left join public.awards a on a.id = r.award_id
    left join public.award_report_rules u on u.id = r.rule_id
    where r.filed_on is null and r.waived_on is null and r.kind <> 'retention' and r.due_on <= coalesce(p_until, 'infinity'::date)
      and (r.award_id is null or a.status in ('awarded', 'active', 'suspended', 'terminated', 'closeout'))),
  days as materialized (select d.due_on, private.file_by(d.due_on) as file_by from (select distinct due_on from owed) d),
  told as (
    select o.*, d.file_by, case when o.consequence is not null then private.holds_from(o.due_on, o.consequence_days) end as holds_from
    from owed o join days d on d.due_on = o.due_on)
  select t.id, t.award_id, t.subaward_id, t.kind, t.is_final, t.owner_id, t.due_on, t.file_by, t.consequence, case when t.consequence is not null then t.due_on + t.consequence_days end, t.holds_from,
    coalesce(p_today >= t.holds_from, false), t.due_on - p_today, case when t.consequence is not null then t.due_on + t.consequence_days - p_today end,
    case when p_today > t.due_on then 'late' when p_today >= t.file_by then 'due' when p_today < t.opens_on then 'upcoming' else 'open' end,
    case when t.is_unasked then case when t.due_on <= p_today + 30 then 1 else 0 end
      when p_today >= t.holds_from then 5 when p_today > t.due_on then case when t.holds_from is not null then 4 else 3 end
      when t.file_by <= p_today + 7 then 2 when t.file_by <= p_today + 30 then 1 else 0 end
  from told t
$$;

-- The page: p_query: within (days ahead, 90), filters {department, component, owner, award: lists of ids; null in one: without},
-- limit (200). Answers {today, within, counts, total, rows: the worst first, quiet: awards that owe nothing until then}.
create function private.radar_of(p_query jsonb, p_today date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_within integer := least(greatest(coalesce((p_query ->> 'within')::integer, 90), 1), 1000);
  v_limit integer := least(greatest(coalesce((p_query ->> 'limit')::integer, 200), 1), 1000);
  v_of_award text := coalesce((select string_agg(' and ' || w, '') from unnest(array[
    private.filter_any('a.department_id', 'uuid', f -> 'department'), private.filter_any('a.component_id', 'uuid', f -> 'component'), private.filter_any('a.id', 'uuid', f -> 'award')]) w where w is not null), '');
  v_of_report text := coalesce(' and ' || private.filter_any('d.owner_id', 'uuid', f -> 'owner'), '');
  v_rows jsonb;
  v_counts jsonb;
  v_quiet jsonb := '[]';
begin
  execute format($query$
    with found as materialized (
      select d.*, a.title as award_title, a.award_number, a.status as award_status, a.department_id, a.component_id, r.schedule_key, r.period_end
      from private.award_radar($1, $2) d join public.award_reports r on r.id = d.report_id left join public.awards a on a.id = d.award_id
      where true%1$s%2$s),
    ranked as materialized (
      select f.*, row_number() over (order by f.severity desc, case when f.severity = 4 then f.holds_from else f.due_on end, f.due_on, private.fold(coalesce(f.award_title, '')), f.award_number, f.kind,
        f.period_end, f.schedule_key, f.report_id) as place
      from found f),
    shown as materialized (select * from ranked where place <= $3)
    select coalesce((select jsonb_agg(l.line || jsonb_build_object('award_id', s.award_id, 'award_title', s.award_title, 'award_number', s.award_number, 'award_status', s.award_status,
        'department_name', o.name, 'component', c.code, 'severity', s.severity, 'days_to_consequence', s.days_to_consequence) order by s.place)
      from shown s join private.report_lines(array(select report_id from shown), $1) l on l.report_id = s.report_id
      left join public.organizations o on o.id = s.department_id left join public.grant_components c on c.id = s.component_id), '[]'),
    (select jsonb_build_object('total', count(*), 'late', count(*) filter (where state = 'late'), 'holding', count(*) filter (where is_holding),
      'locked', count(distinct award_id) filter (where is_holding and consequence = 'asap_lock'), 'suspended', count(distinct award_id) filter (where is_holding and consequence = 'suspension'),
      'week', count(*) filter (where severity = 2), 'month', count(*) filter (where severity = 1), 'nobody', count(*) filter (where owner_id is null)) from found)
  $query$, v_of_award, v_of_report) into v_rows, v_counts using p_today, p_today + v_within, v_limit;
  -- Who owes nothing is only told of awards: with an owner chosen it would say nothing.
  if v_of_report = '' then
    execute format($query$
      select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'title', q.title, 'award_number', q.award_number, 'next_on', q.next_on) order by q.next_on nulls last, private.fold(q.title), q.award_number, q.id), '[]')
      from (
        select a.id, a.title, a.award_number, (select min(r.due_on) from public.award_reports r where r.award_id = a.id and r.filed_on is null and r.waived_on is null and r.kind <> 'retention') as next_on
        from public.awards a where a.status in ('awarded', 'active', 'suspended', 'terminated', 'closeout')%1$s) q
      where q.next_on is null or q.next_on > $1$query$, v_of_award) into v_quiet using p_today + v_within;
  end if;
  return jsonb_build_object('today', p_today, 'within', v_within, 'counts', v_counts - 'total', 'total', v_counts -> 'total', 'rows', v_rows, 'quiet', v_quiet);
exception when invalid_text_representation or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.award_radar(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return private.radar_of(coalesce(p_query, '{}'), private.local_date(now()));
end $$;

revoke all on function private.holds_from(date, integer), private.report_lines(uuid[], date), private.award_radar(date, date), private.radar_of(jsonb, date) from public, anon, authenticated;
revoke all on function public.award_radar(jsonb) from public, anon;
grant execute on function public.award_radar(jsonb) to authenticated;
comment on function public.award_radar(jsonb) is 'What all awards and the city still owe, the worst first, with what follows when it is late.';
