-- Reminders of what awards owe: 60, 30, 14, 7 and 1 days before the day to file by, to whoever has it; to those who lead when nobody
-- has it, when it was not acknowledged a week before, and whenever it is late. They are lines of the inbox like others, and stand in the
-- morning mail; what is late or due within a week stands there every day until it is filed.

alter table public.notifications drop constraint notifications_kind_known,
  add constraint notifications_kind_known check (kind in ('mentioned', 'assigned', 'changed', 'reminded'));
-- "Which reminders of this report has nobody read?", when it is filed.
create index notifications_reminded on public.notifications ((facts ->> 'report')) where kind = 'reminded' and read_at is null;

create or replace function public.save_preferences(p_patch jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_staff uuid := private.current_staff_id();
  v_kind record;
begin
  perform private.at_least('viewer');
  for v_kind in select key, value from jsonb_each_text(coalesce(p_patch -> 'notify', '{}')) loop
    if v_kind.key not in ('mentioned', 'assigned', 'changed', 'reminded') or v_kind.value not in ('app', 'digest', 'none') then
      raise sqlstate 'PT422' using message = 'Choose for each kind: in the office, only in the morning mail, or not at all.', hint = 'notify';
    end if;
  end loop;
  if (p_patch ->> 'locale') not in ('en', 'es') then
    raise sqlstate 'PT422' using message = 'Choose English or Spanish.', hint = 'locale';
  elsif (p_patch -> 'digest_hour') is not null and (p_patch ->> 'digest_hour')::integer not between 0 and 23 then
    raise sqlstate 'PT422' using message = 'Choose an hour of the day.', hint = 'digest_hour';
  end if;
  insert into public.preferences (staff_id) values (v_staff) on conflict (staff_id) do nothing;
  update public.preferences p set
    locale = coalesce(p_patch ->> 'locale', p.locale),
    lists = p.lists || coalesce(p_patch -> 'lists', '{}'),
    notify = p.notify || coalesce(p_patch -> 'notify', '{}'),
    wants_digest = coalesce((p_patch ->> 'wants_digest')::boolean, p.wants_digest),
    digest_hour = coalesce((p_patch ->> 'digest_hour')::smallint, p.digest_hour)
  where p.staff_id = v_staff;
  return public.my_preferences();
end $$;

-- What was reminded of: a report, its day (another day is another reminder), the stage: days before, or negative: days late.
create table private.award_reminders (
  report_id uuid not null references public.award_reports (id) on delete cascade,
  due_on date not null,
  stage smallint not null,
  reminded_on date not null,
  constraint award_reminders_once primary key (report_id, due_on, stage)
);
alter table private.award_reminders enable row level security;
-- Deliberately no policy and no grant: only the function below, and it only for the service.

-- The stage of a report on a day: the smallest of 60, 30, 14, 7 and 1 that has come, counted to the day to file by; late: 1, 7, 14 and
-- then every 30 days. Null: not yet. Whoever was away on the day of a stage is reminded on the next.
create function private.reminder_stage(p_file_by date, p_due date, p_today date) returns integer
language sql immutable set search_path = '' as $$
  select case
    when p_today > p_due then - case when p_today - p_due >= 30 then (p_today - p_due) / 30 * 30 when p_today - p_due >= 14 then 14 when p_today - p_due >= 7 then 7 else 1 end
    else (select min(s) from unnest(array[1, 7, 14, 30, 60]) s where s >= p_file_by - p_today) end
$$;

-- Reminds of everything whose stage has come, once; by the worker, every day. Answers how many people were told. Somebody with more
-- than five at once is told their number, and finds them on the radar.
create function public.remind_award_reports(p_today date) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_new jsonb;
  v_count integer;
begin
  with staged as (
    select w.*, private.reminder_stage(w.file_by, w.due_on, p_today) as stage from private.award_radar(p_today, p_today + 90) w join public.award_reports r on r.id = w.report_id where not r.is_unasked),
  kept as (
    insert into private.award_reminders (report_id, due_on, stage, reminded_on)
    select s.report_id, s.due_on, s.stage, p_today from staged s where s.stage is not null
    on conflict do nothing returning report_id, stage)
  select coalesce(jsonb_agg(jsonb_build_object('report', k.report_id, 'stage', k.stage)), '[]') into v_new from kept k;

  with new_ones as (
    select r.id, r.award_id, r.due_on, n.stage, r.acknowledged_at, o.id as owner_id, o.name as owner_name,
      jsonb_build_object('deed', 'reminder', 'report', r.id, 'kind', r.kind, 'is_final', r.is_final, 'title', r.title, 'period_start', r.period_start, 'period_end', r.period_end, 'due_on', r.due_on,
        'file_by', private.file_by(r.due_on), 'days', r.due_on - p_today, 'subject', a.title, 'number', a.award_number, 'owner', o.name, 'consequence', u.consequence,
        'holds_from', case when u.consequence is not null then private.holds_from(r.due_on, u.consequence_days::integer) end) as facts
    from jsonb_to_recordset(v_new) as n (report uuid, stage integer)
    join public.award_reports r on r.id = n.report
    left join public.awards a on a.id = r.award_id
    left join public.award_report_rules u on u.id = r.rule_id
    left join public.staff o on o.id = r.owner_id and o.is_active),
  leaders as (
    select s.id from public.staff s
    where s.is_active and s.role = case when exists (select from public.staff m where m.is_active and m.role = 'manager') then 'manager' else 'admin' end),
  told as (
    select n.owner_id as staff_id, n.award_id, n.due_on, n.id, n.facts || '{"to": "owner"}'::jsonb as facts from new_ones n where n.owner_id is not null
    union all
    select l.id, n.award_id, n.due_on, n.id, n.facts || '{"to": "lead"}'::jsonb from new_ones n cross join leaders l
    where l.id is distinct from n.owner_id and (n.owner_id is null or n.stage < 0 or (n.stage <= 7 and n.acknowledged_at is null))),
  counted as (select t.*, count(*) over (partition by t.staff_id) as many from told t),
  put as (
    insert into public.notifications (staff_id, kind, record_table, record_id, count, facts, in_app)
    select c.staff_id, 'reminded', 'awards', c.award_id, 1, jsonb_strip_nulls(c.facts), private.reach_of(c.staff_id, 'reminded') = 'app'
    from counted c where c.many <= 5 and private.reach_of(c.staff_id, 'reminded') <> 'none'
    union all
    select c.staff_id, 'reminded', 'awards', null, count(*)::integer, jsonb_build_object('deed', 'reminders', 'late', count(*) filter (where c.due_on < p_today)), private.reach_of(c.staff_id, 'reminded') = 'app'
    from counted c where c.many > 5 and private.reach_of(c.staff_id, 'reminded') <> 'none' group by c.staff_id
    returning staff_id)
  select count(distinct staff_id)::integer into v_count from put;
  return v_count;
end $$;

-- A report that is filed, waived or gone, whose day moved, or that somebody else has now, is nothing to be reminded of any more; who
-- says "I know" has read it.
create function private.settle_reminders() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.notifications n set read_at = now()
  where n.kind = 'reminded' and n.read_at is null and n.facts ->> 'report' = old.id::text
    and (tg_op = 'DELETE' or new.filed_on is not null or new.waived_on is not null or new.due_on <> old.due_on
      or new.owner_id is distinct from old.owner_id and n.staff_id = old.owner_id or new.acknowledged_by = n.staff_id);
  return null;
end $$;
create trigger _510_settle_reminders_update after update on public.award_reports for each row
  when ((new.filed_on, new.waived_on, new.due_on, new.owner_id, new.acknowledged_by) is distinct from (old.filed_on, old.waived_on, old.due_on, old.owner_id, old.acknowledged_by))
  execute function private.settle_reminders();
create trigger _510_settle_reminders_delete after delete on public.award_reports for each row execute function private.settle_reminders();

-- What the morning mail says of reports every day until they are filed: one's own that are late or to be filed within a week; and for
-- those who lead, all that is late.
create function private.digest_award_reports(p_staff uuid, p_day date) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  with owed as (
    select w.*, r.title, r.period_start, r.period_end, r.schedule_key, a.title as award, w.owner_id is not distinct from p_staff as is_own
    from private.award_radar(p_day, p_day + 14) w join public.award_reports r on r.id = w.report_id left join public.awards a on a.id = w.award_id
    where not r.is_unasked and private.reach_of(p_staff, 'reminded') <> 'none'
      and (w.owner_id = p_staff and w.severity >= 2
        or w.state = 'late' and exists (select from public.staff s where s.id = p_staff and private.role_rank(s.role) >= private.role_rank('manager')))),
  numbered as (select o.*, row_number() over (partition by o.is_own order by o.severity desc, o.due_on, private.fold(coalesce(o.award, '')), o.kind, o.schedule_key, o.report_id) as place from owed o)
  select jsonb_build_object('own', jsonb_build_object('count', count(*) filter (where is_own), 'rows', coalesce(jsonb_agg(line order by place) filter (where is_own and place <= 5), '[]')),
    'office', jsonb_build_object('count', count(*) filter (where not is_own), 'rows', coalesce(jsonb_agg(line order by place) filter (where not is_own and place <= 5), '[]')))
  from (
    select n.is_own, n.place, jsonb_build_object('report', n.report_id, 'kind', n.kind, 'is_final', n.is_final, 'title', n.title, 'award', n.award, 'due_on', n.due_on, 'days', n.days_to_due,
      'path', case when n.award_id is null then '/awards/radar' else '/awards/' || n.award_id || '?tab=schedule' end) as line
    from numbered n) x
$$;
create or replace function public.digest_facts(p_staff uuid, p_day date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_role text := (select role from public.staff where id = p_staff);
  v_campaigns jsonb := private.home_campaigns(p_staff, v_role);
begin
  return private.digest_work(p_staff, p_day) || jsonb_build_object('time_zone', private.office_zone(), 'award_reports', private.digest_award_reports(p_staff, p_day), 'campaigns', jsonb_build_object(
    'to_approve', case when private.role_rank(v_role) >= private.role_rank('manager') then (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'path', '/campaigns/' || c.id) order by c.submitted_at), '[]')
      from (select * from public.campaigns where status = 'in_review' and written_by is distinct from p_staff and submitted_by is distinct from p_staff order by submitted_at limit 5) c) else '[]' end,
    'paused', (select coalesce(jsonb_agg(jsonb_build_object('name', e ->> 'name', 'path', '/campaigns/' || (e ->> 'id'))), '[]') from jsonb_array_elements(v_campaigns -> 'paused') e),
    'today', case when private.role_rank(v_role) >= private.role_rank('coordinator') then (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'at', c.scheduled_at, 'path', '/campaigns/' || c.id) order by c.scheduled_at), '[]')
      from public.campaigns c where c.status in ('scheduled', 'sending') and c.kind = 'bulletin' and c.scheduled_at >= private.day_start(p_day) and c.scheduled_at < private.day_start(p_day + 1)) else '[]' end));
end $$;

revoke all on function private.reminder_stage(date, date, date), private.settle_reminders(), private.digest_award_reports(uuid, date) from public, anon, authenticated;
revoke all on function public.remind_award_reports(date) from public, anon, authenticated;
grant execute on function public.remind_award_reports(date) to service_role;
comment on function public.remind_award_reports(date) is 'Tells whoever has a report, and those who lead, that its day comes near or has passed.';
