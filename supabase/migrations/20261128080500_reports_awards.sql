-- The report learns of grants, told under section 6: how many awards of the Department of Justice are in force and what they come to,
-- what was filed in time and what was late, what is due next, what is passed on, and in how many languages people asked. Counted by
-- the days of each award and each entry, so that a month says the same whenever it is compiled; what is still owed is as of the reading.

-- What was owed between two days (the second not included), and what became of it.
create function private.award_reports_between(p_from date, p_to date) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  select jsonb_build_object('due', count(*), 'on_time', count(*) filter (where r.filed_on <= r.due_on), 'late', count(*) filter (where r.filed_on > r.due_on),
    'open', count(*) filter (where r.filed_on is null))
  from public.award_reports r where r.due_on >= p_from and r.due_on < p_to and r.waived_on is null and r.kind <> 'retention'
$$;

-- p_month: the first day of the month; p_fiscal: the first day of the fiscal year; p_today: the day of the reading.
create function private.report_award_facts(p_month date, p_fiscal date, p_today date) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  with days as materialized (
    select p_month as starts, (p_month + interval '1 month')::date as next, (p_month + interval '1 month')::date - 1 as ends),
  money as materialized (
    select e.award_id, sum(e.amount_cents) filter (where e.kind = 'expenditure') as spent, sum(e.amount_cents) filter (where e.kind = 'drawdown') as drawn,
      sum(e.amount_cents) filter (where e.kind = 'expenditure' and e.entry_on >= d.starts) as spent_month, sum(e.amount_cents) filter (where e.kind = 'drawdown' and e.entry_on >= d.starts) as drawn_month
    from days d join public.award_entries e on e.entry_on <= d.ends and e.share = 'federal' and e.kind in ('expenditure', 'drawdown') group by 1),
  stood as materialized (
    select a.id, a.title, a.award_number, a.federal_cents, a.legislation_id, coalesce(m.spent, 0) as spent, coalesce(m.drawn, 0) as drawn,
      case when a.accepted_on <= d.ends and a.performance_ends_on >= d.ends then 'in_force'
        when a.accepted_on <= d.ends and (a.closed_on is null or a.closed_on > d.ends) then 'closeout'
        when (a.accepted_on is null or a.accepted_on > d.ends) and coalesce(a.federal_award_on, private.local_date(a.created_at)) <= d.ends and a.closed_on is null then 'offered' end as state
    from days d, public.awards a left join money m on m.award_id = a.id
    where a.status not in ('applied', 'declined') and a.starts_on is not null),
  states as (
    select jsonb_agg(jsonb_build_object('key', n.key, 'awards', n.awards, 'federal_cents', n.federal, 'spent_cents', n.spent, 'drawn_cents', n.drawn) order by n.place) as list
    from (select s.state as key, array_position(array['in_force', 'closeout', 'offered'], s.state) as place, count(*) as awards, sum(s.federal_cents) as federal, sum(s.spent) as spent, sum(s.drawn) as drawn
      from stood s where s.state is not null group by 1) n),
  owed as materialized (
    select r.id, r.kind, r.is_final, r.title, r.due_on, r.award_id, a.title as award, o.name as recipient
    from days d, public.award_reports r left join public.awards a on a.id = r.award_id left join public.subawards w on w.id = r.subaward_id left join public.organizations o on o.id = w.organization_id
    where r.due_on <= d.ends + 60 and r.filed_on is null and r.waived_on is null and r.kind <> 'retention' and a.status is distinct from 'closed'),
  subs as (
    select count(*) as active, coalesce(sum((select sum(c.amount_cents) from public.subaward_actions c, days d where c.subaward_id = s.id and c.action_on <= d.ends)), 0) as cents,
      count(*) filter (where k.level = 'low') as low, count(*) filter (where k.level = 'medium') as medium, count(*) filter (where k.level = 'high') as high
    from public.subawards s
    left join lateral (select level from public.subaward_risks where subaward_id = s.id order by assessed_on desc, created_at desc, id limit 1) k on true
    where s.status in ('active', 'suspended', 'closeout') and s.determination is distinct from 'contract'),
  spoken as (
    select count(*) as inquiries, count(distinct i.language) as languages from days d, public.inquiries i
    where i.opened_at >= private.day_start(d.starts) and i.opened_at < private.day_start(d.next) and i.language <> 'en')
  select jsonb_build_object(
    'as_of', p_today, 'horizon', d.ends + 60,
    'states', coalesce((select list from states), '[]'),
    'month', (select jsonb_build_object('spent_cents', coalesce(sum(m.spent_month), 0), 'drawn_cents', coalesce(sum(m.drawn_month), 0)) from money m),
    'accepted', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'title', a.title, 'federal_cents', a.federal_cents) order by a.accepted_on, a.title, a.id), '[]')
      from public.awards a where a.accepted_on >= d.starts and a.accepted_on <= d.ends and a.status <> 'declined'),
    'ended', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'title', a.title, 'on', a.performance_ends_on, 'is_terminated', a.terminated_on is not null) order by a.performance_ends_on, a.title, a.id), '[]')
      from public.awards a where a.performance_ends_on >= d.starts and a.performance_ends_on <= d.ends and a.accepted_on is not null),
    'offered', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'title', s.title, 'number', s.award_number, 'federal_cents', s.federal_cents, 'has_ordinance', s.legislation_id is not null)
      order by s.title, s.id), '[]') from stood s where s.state = 'offered'),
    'reports', jsonb_build_object('month', private.award_reports_between(d.starts, d.next), 'previous_month', private.award_reports_between((d.starts - interval '1 month')::date, d.starts),
      'same_month_last_year', private.award_reports_between((d.starts - interval '1 year')::date, (d.starts - interval '11 months')::date), 'fiscal_year_to_date', private.award_reports_between(p_fiscal, d.next)),
    'late', (select count(*) from owed where due_on < p_today), 'due', (select count(*) from owed where due_on >= p_today),
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.kind, 'is_final', x.is_final, 'title', x.title, 'due_on', x.due_on, 'is_late', x.due_on < p_today,
        'award_id', x.award_id, 'award', x.award, 'recipient', x.recipient) order by x.due_on, x.award nulls first, x.kind, x.id), '[]')
      from (select * from owed order by due_on, award nulls first, kind, id limit 40) x),
    'subawards', (select jsonb_build_object('active', s.active, 'obligated_cents', s.cents, 'low', s.low, 'medium', s.medium, 'high', s.high) from subs s),
    'languages', (select jsonb_build_object('inquiries', s.inquiries, 'languages', s.languages) from spoken s))
  from days d
$$;
revoke all on function private.award_reports_between(date, date), private.report_award_facts(date, date, date) from public, anon, authenticated;

create or replace function public.report_facts(p_month date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_facts jsonb := private.report_inquiry_facts(p_month);
  v_month date := (v_facts ->> 'month')::date;
  v_fiscal date := (v_facts #>> '{periods,fiscal_year_to_date,from}')::date;
begin
  return v_facts || jsonb_build_object('events', private.event_facts(v_month, v_fiscal), 'campaigns', private.campaign_facts(v_month, v_fiscal), 'answers', private.answer_facts(v_month),
    'awards', private.report_award_facts(v_month, v_fiscal, private.local_date(now())));
end $$;
