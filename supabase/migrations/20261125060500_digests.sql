-- Digests: the morning mail. One row for each person and day, taken before the letter is written and settled after the mail
-- server has it: nobody gets two, and whoever was being written to when the program died is written to again.

create table private.digests (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references public.staff (id) on delete cascade,
  day date not null,
  state text not null default 'taken' constraint digests_state_known check (state in ('taken', 'sent', 'nothing', 'failed')),
  taken_at timestamptz not null default now(),
  settled_at timestamptz,
  constraint digests_once unique (staff_id, day)
);
alter table private.digests enable row level security;
-- Deliberately no policy and no grant: only the functions below, and they only for the service.

-- Takes the next person whose morning mail of this day is to be written at this hour: active, with an account, who wants it.
-- One at a time, so that a failure holds up nobody else. Null when everybody has theirs.
create function public.take_digest(p_day date, p_hour integer) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff uuid;
begin
  loop
    select s.id into v_staff
    from public.staff s left join public.preferences p on p.staff_id = s.id left join private.digests d on d.staff_id = s.id and d.day = p_day
    where s.is_active and s.user_id is not null and coalesce(p.wants_digest, true) and coalesce(p.digest_hour, 8) <= p_hour
      and (d.id is null or (d.state = 'taken' and d.taken_at < now() - interval '10 minutes'))
    order by s.id limit 1;
    if v_staff is null then return null; end if;
    insert into private.digests as d (staff_id, day) values (v_staff, p_day)
    on conflict (staff_id, day) do update set taken_at = now() where d.state = 'taken' and d.taken_at < now() - interval '10 minutes';
    -- Another worker may have been quicker: then on to the next person.
    if found then return v_staff; end if;
  end loop;
end $$;

-- "sent", "nothing" (there was nothing to say), "failed" (this address takes no letters); "again" gives it back.
create function public.settle_digest(p_staff uuid, p_day date, p_state text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_state = 'again' then
    delete from private.digests where staff_id = p_staff and day = p_day and state = 'taken';
  else
    update private.digests set state = p_state, settled_at = now() where staff_id = p_staff and day = p_day and state = 'taken';
  end if;
end $$;

-- Everything that one person's morning mail says, in one answer. Lists have at most five rows and a count beside them.
create function public.digest_facts(p_staff uuid, p_day date) returns jsonb
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
        select title, due_on, case when inquiry_id is not null then '/inquiries/' || inquiry_id when resident_id is not null then '/residents/' || resident_id else '/' end as path
        from public.tasks where owner_id = p_staff and done_at is null and due_on <= p_day order by due_on, title limit 5) t)),
    'notifications', (select coalesce(jsonb_agg(to_jsonb(n) order by n.created_at), '[]') from (
      select n.kind, a.name as actor, n.count, n.facts, n.created_at, case when n.record_id is not null then format('/%s/%s', n.record_table, n.record_id) else '/notifications' end as path
      from public.notifications n left join public.staff a on a.id = n.actor_id
      where n.staff_id = p_staff and n.read_at is null and n.created_at >= v_since order by n.created_at limit 50) n),
    'report', case when v_leads then jsonb_build_object('month', v_month, 'edition', (select max(edition) from public.reports where month = v_month),
      'id', (select id from public.reports where month = v_month order by edition desc limit 1)) end);
end $$;

-- How many open inquiries there are of a kind, and the five most urgent.
create function private.digest_inquiries(p_where text) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare v_answer jsonb;
begin
  execute format('select jsonb_build_object(''count'', (select count(*) from (select from public.inquiries i where i.closed_at is null and %1$s limit 10001) c), ''rows'',
    (select coalesce(jsonb_agg(jsonb_build_object(''number'', r.number, ''subject'', r.subject, ''due_on'', r.due_on, ''path'', ''/inquiries/'' || r.id) order by coalesce(r.due_on, ''infinity''::date), r.id), ''[]'')
     from (select i.* from public.inquiries i where i.closed_at is null and %1$s order by coalesce(i.due_on, ''infinity''::date), i.id limit 5) r))', p_where) into v_answer;
  return v_answer;
end $$;
revoke all on function public.take_digest(date, integer), public.settle_digest(uuid, date, text), public.digest_facts(uuid, date) from public, anon, authenticated;
grant execute on function public.take_digest(date, integer), public.settle_digest(uuid, date, text), public.digest_facts(uuid, date) to service_role;
