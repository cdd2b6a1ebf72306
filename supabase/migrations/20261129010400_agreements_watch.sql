-- Agreements that run out: whoever sees to one is told 60, 30 and 7 days before, and once more when it has; they stand on the calendar.

-- What was told: an agreement, its last day (another day is told again), the stage; 0: it has run out.
create table private.agreement_reminders (
  agreement_id uuid not null references public.organization_agreements (id) on delete cascade,
  ends_on date not null,
  stage smallint not null,
  reminded_on date not null,
  constraint agreement_reminders_once primary key (agreement_id, ends_on, stage)
);
alter table private.agreement_reminders enable row level security;
-- Deliberately no policy and no grant: only the function below, and it only for the service.

create index notifications_agreements on public.notifications ((facts ->> 'agreement')) where kind = 'reminded' and read_at is null;

-- Tells of everything whose stage has come, once; by the worker, every day. Whoever was away on the day of a stage is told on the next. An
-- agreement that nobody sees to is told to whoever keeps the relationship, else to those who lead. Answers how many lines were written.
create function public.remind_agreements(p_today date) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_count integer;
begin
  with staged as (
    select a.id, a.ends_on, case when a.ends_on < p_today then 0 else (select min(s) from unnest(array[7, 30, 60]) s where s >= a.ends_on - p_today) end as stage
    from public.organization_agreements a join public.organizations o on o.id = a.organization_id and o.is_active
    -- What ran out before anybody looked is on the list, and not told one by one.
    where a.ended_on is null and a.ends_on between p_today - 30 and p_today + 60),
  kept as (
    insert into private.agreement_reminders (agreement_id, ends_on, stage, reminded_on)
    select s.id, s.ends_on, s.stage, p_today from staged s where s.stage is not null on conflict do nothing returning agreement_id),
  leaders as (
    select s.id from public.staff s
    where s.is_active and s.role = case when exists (select from public.staff m where m.is_active and m.role = 'manager') then 'manager' else 'admin' end),
  told as (
    select a.organization_id, t.staff_id, jsonb_build_object('deed', 'agreement', 'agreement', a.id, 'title', a.title, 'ends_on', a.ends_on, 'subject', o.name) as facts
    from kept k join public.organization_agreements a on a.id = k.agreement_id join public.organizations o on o.id = a.organization_id
    left join public.staff w on w.id = a.owner_id and w.is_active
    left join public.staff r on r.id = o.relationship_staff_id and r.is_active
    cross join lateral (
      select coalesce(w.id, r.id) as staff_id where coalesce(w.id, r.id) is not null
      union all select l.id from leaders l where coalesce(w.id, r.id) is null) t),
  put as (
    insert into public.notifications (staff_id, kind, record_table, record_id, count, facts, in_app)
    select t.staff_id, 'reminded', 'organizations', t.organization_id, 1, t.facts, private.reach_of(t.staff_id, 'reminded') = 'app'
    from told t where private.reach_of(t.staff_id, 'reminded') <> 'none'
    returning staff_id)
  select count(*)::integer into v_count from put;
  return v_count;
end $$;

-- One that is ended, renewed or gone is nothing to be told of any more.
create function private.settle_agreement_reminders() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.notifications n set read_at = now() where n.kind = 'reminded' and n.read_at is null and n.facts ->> 'agreement' = old.id::text;
  return null;
end $$;
create trigger _510_settle_reminders_update after update on public.organization_agreements for each row
  when ((new.ends_on, new.ended_on) is distinct from (old.ends_on, old.ended_on)) execute function private.settle_agreement_reminders();
create trigger _510_settle_reminders_delete after delete on public.organization_agreements for each row execute function private.settle_agreement_reminders();

-- ---------------------------------------------------------------- the calendar
create function private.dated_agreements(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select jsonb_build_object(''on'', x.ends_on, ''count'', count(*), ''title'', case when count(*) = 1 then min(x.title) end, ''id'', case when count(*) = 1 then min(x.id::text) end)
     from (select t.ends_on, concat_ws('': '', o.name, t.title) as title, o.id from public.organization_agreements t join public.organizations o on o.id = t.organization_id
       where t.ended_on is null and t.ends_on >= %L::date and t.ends_on < %L::date%s) x group by x.ends_on order by x.ends_on',
    p_from, p_to, coalesce(' and ' || private.filter_any('t.owner_id', 'uuid', p_filters -> 'staff'), ''));
end $$;

revoke all on function private.settle_agreement_reminders(), private.dated_agreements(date, date, jsonb) from public, anon, authenticated;
revoke all on function public.remind_agreements(date) from public, anon, authenticated;
grant execute on function public.remind_agreements(date) to service_role;
comment on function public.remind_agreements(date) is 'Tells of agreements that run out, 60, 30 and 7 days before and once after.';
