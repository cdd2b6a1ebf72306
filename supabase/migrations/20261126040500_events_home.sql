-- Events at the start of the day: on Home, in the morning mail, and told when somebody is put on a roster or an event of theirs is
-- moved or cancelled.

-- What the office held between two days, and how many people came: {held, people}.
create function private.outreach_so_far(p_from date, p_to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('held', count(*), 'people', coalesce(sum(private.people_at(e.tally_counts, n.named, n.tallied)), 0))
  from public.events e
  cross join lateral (
    select (select coalesce(sum(a.people), 0) from public.attendances a where a.event_id = e.id and a.undone_at is null) as named,
      (select coalesce(sum(c.people), 0) from public.event_tallies c where c.event_id = e.id and c.undone_at is null) as tallied) n
  where e.status = 'held' and e.starts_at >= private.day_start(p_from) and e.starts_at < private.day_start(p_to + 1)
$$;

-- As before, with the events: `needing` for who plans them, `mine_today` for everybody.
create or replace function public.home_facts() returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_me uuid := private.own_staff_id();
  v_role text := (select role from public.staff where id = v_me);
  v_today date := private.local_date(now());
  v_month date := (date_trunc('month', v_today) - interval '1 month')::date;
  v_late text := format('coalesce(t.due_on, ''infinity''::date) < %L::date', v_today);
  v_due text := format('coalesce(t.due_on, ''infinity''::date) = %L::date', v_today);
  v_mine text := format('t.assigned_to = %L::uuid', v_me);
  v_open constant text := 't.closed_at is null';
  v_leads boolean := private.role_rank(v_role) >= private.role_rank('manager');
  v_plans boolean := private.role_rank(v_role) >= private.role_rank('coordinator');
  v_settings public.settings;
begin
  select * into v_settings from public.settings;
  return jsonb_build_object(
    'today', v_today,
    'mine', case when private.role_rank(v_role) >= private.role_rank('staff') then jsonb_build_object(
      'overdue', private.list_count('public.inquiries', array[v_open, v_mine, v_late]),
      'due_today', private.list_count('public.inquiries', array[v_open, v_mine, v_due]),
      'open', private.list_count('public.inquiries', array[v_open, v_mine]),
      'tasks', (select count(*) from public.tasks where owner_id = v_me and done_at is null and due_on <= v_today)) end,
    'team', jsonb_build_object(
      'overdue', private.list_count('public.inquiries', array[v_open, v_late]),
      'due_today', private.list_count('public.inquiries', array[v_open, v_due]),
      'unassigned', private.list_count('public.inquiries', array[v_open, 't.assigned_to is null']),
      'open', private.list_count('public.inquiries', array[v_open])),
    'events', jsonb_build_object(
      'mine_today', (select count(*) from public.events e join public.event_staff s on s.event_id = e.id and s.staff_id = v_me
        where e.starts_at >= private.day_start(v_today) and e.starts_at < private.day_start(v_today + 1) and e.status <> 'cancelled'),
      'needing', case when v_plans then private.list_count('public.events', private.event_filters('{"filters": {"needs_attention": "true"}}')) end,
      'month', private.outreach_so_far(date_trunc('month', v_today)::date, v_today),
      'before', private.outreach_so_far((date_trunc('month', v_today) - interval '1 month')::date, (date_trunc('month', v_today) - interval '1 day')::date)),
    'unread', (select count(*) from (select from public.notifications where staff_id = v_me and read_at is null and in_app limit 1000) n),
    -- An office that began this month has nothing to report of the last one.
    'report', case when v_leads and v_month >= date_trunc('month', private.local_date(v_settings.created_at)) then
      jsonb_build_object('month', v_month, 'edition', (select max(edition) from public.reports where month = v_month)) end,
    'office', case when v_role = 'admin' then jsonb_build_object(
      'invited', (select count(*) from public.staff where is_active and user_id is null),
      'members', (select count(*) from public.staff where is_active),
      'jobs_failing', (select count(distinct name) from private.jobs where error is not null and finished_at is null),
      'backup_on', (select private.local_date(max(finished_at)) from private.jobs where name = 'office.backup' and error is null),
      'has_contact', v_settings.phone is not null and v_settings.email is not null) end);
end $$;

-- As before, with the reader's own events of today and tomorrow, and with tasks on events.
create or replace function public.digest_facts(p_staff uuid, p_day date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_staff public.staff;
  v_locale text;
  v_since timestamptz;
  v_takes boolean;
  v_leads boolean;
  v_month date := (date_trunc('month', p_day) - interval '1 month')::date;
begin
  select * into v_staff from public.staff where id = p_staff;
  v_locale := coalesce((select locale from public.preferences where staff_id = p_staff), 'en');
  -- Since the last morning mail; without one, since the beginning of yesterday.
  v_since := coalesce((select max(settled_at) from private.digests where staff_id = p_staff and day < p_day and state in ('sent', 'nothing')), private.day_start(p_day - 1));
  v_takes := private.role_rank(v_staff.role) >= private.role_rank('staff');
  v_leads := private.role_rank(v_staff.role) >= private.role_rank('manager');
  return jsonb_build_object(
    'name', v_staff.name, 'email', v_staff.email, 'locale', v_locale, 'day', p_day,
    'office', (select office_name from public.settings),
    'overdue', private.digest_inquiries(format('i.assigned_to = %L and i.due_on < %L', p_staff, p_day)),
    'due_today', private.digest_inquiries(format('i.assigned_to = %L and i.due_on = %L', p_staff, p_day)),
    'unassigned', case when v_takes then private.digest_inquiries('i.assigned_to is null') end,
    'team_overdue', case when v_leads then private.digest_inquiries(format('i.due_on < %L', p_day)) end,
    'tasks', jsonb_build_object(
      'count', (select count(*) from public.tasks where owner_id = p_staff and done_at is null and due_on <= p_day),
      'rows', (select coalesce(jsonb_agg(jsonb_build_object('title', t.title, 'due_on', t.due_on, 'path', t.path) order by t.due_on, t.title), '[]') from (
        select title, due_on, case when inquiry_id is not null then '/inquiries/' || inquiry_id when resident_id is not null then '/residents/' || resident_id
          when event_id is not null then '/events/' || event_id else '/' end as path
        from public.tasks where owner_id = p_staff and done_at is null and due_on <= p_day order by due_on, title limit 5) t)),
    'events', (select coalesce(jsonb_agg(jsonb_build_object('title', e.title, 'on', e.starts_on, 'starts_at', e.starts_at, 'time_zone', e.time_zone,
        'place', coalesce(e.place_name, e.address), 'path', '/events/' || e.id) order by e.starts_at, e.id), '[]')
      from public.events e join public.event_staff s on s.event_id = e.id and s.staff_id = p_staff
      where e.starts_at >= private.day_start(p_day) and e.starts_at < private.day_start(p_day + 2) and e.status in ('planned', 'confirmed')),
    'notifications', (select coalesce(jsonb_agg(to_jsonb(n) order by n.created_at), '[]') from (
      select n.kind, a.name as actor, n.count, n.record_table, n.facts, n.created_at, case when n.record_id is not null then format('/%s/%s', n.record_table, n.record_id) else '/notifications' end as path
      from public.notifications n left join public.staff a on a.id = n.actor_id
      where n.staff_id = p_staff and n.read_at is null and n.created_at >= v_since order by n.created_at limit 50) n),
    'report', case when v_leads then jsonb_build_object('month', v_month, 'edition', (select max(edition) from public.reports where month = v_month),
      'id', (select id from public.reports where month = v_month order by edition desc limit 1)) end);
end $$;

-- ---------------------------------------------------------------- told
-- One statement tells a person once, however many events of a series it touched.
create function private.tell_roster() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_one record;
begin
  if private.current_staff_id() is null then return null; end if;
  for v_one in
    select n.staff_id, count(*)::integer as n, (array_agg(e.id order by e.starts_at))[1] as id, (array_agg(e.title order by e.starts_at))[1] as title, min(e.starts_at) as starts_at
    from new_rows n join public.events e on e.id = n.event_id where e.ends_at > now() group by 1
  loop
    perform private.notify(v_one.staff_id, 'assigned', 'events', case when v_one.n = 1 then v_one.id end,
      jsonb_build_object('subject', v_one.title, 'starts_at', v_one.starts_at), v_one.n);
  end loop;
  return null;
end $$;
create trigger _500_tell_insert after insert on public.event_staff referencing new table as new_rows for each statement execute function private.tell_roster();

create function private.tell_events() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_one record;
begin
  if private.current_staff_id() is null then return null; end if;
  for v_one in
    select s.staff_id, t.deed, count(*)::integer as n, (array_agg(t.id order by t.starts_at))[1] as id, (array_agg(t.title order by t.starts_at))[1] as title, min(t.starts_at) as starts_at
    from (
      select n.id, n.title, n.starts_at, case when n.status = 'cancelled' then 'cancelled' when o.status = 'cancelled' then 'planned' else 'moved' end as deed
      from new_rows n join old_rows o on o.id = n.id
      where greatest(n.ends_at, o.ends_at) > now() and ((n.status = 'cancelled') <> (o.status = 'cancelled') or (n.status <> 'cancelled' and n.starts_at <> o.starts_at))) t
    join public.event_staff s on s.event_id = t.id
    group by 1, 2
  loop
    perform private.notify(v_one.staff_id, 'changed', 'events', case when v_one.n = 1 then v_one.id end,
      jsonb_build_object('subject', v_one.title, 'deed', v_one.deed, 'starts_at', v_one.starts_at), v_one.n);
  end loop;
  return null;
end $$;
create trigger _500_tell_update after update on public.events referencing old table as old_rows new table as new_rows for each statement execute function private.tell_events();
