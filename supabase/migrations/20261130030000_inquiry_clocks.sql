-- The clocks of an inquiry: when the resident hears from the office for the first time, and when it is done. Both run in the office's
-- business hours by the promise of the topic, and stand while the office waits for the resident, and once it believes the work done.
-- Another system's clock is not ours: what was loaded from one has none.

-- ---------------------------------------------------------------- time at work
-- As before; its plan is kept for the next call now, for a new inquiry asks twice.
create or replace function private.business_periods(p_from date, p_to date, p_organization uuid default null)
returns table (on_day date, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable security definer set search_path = '' set jit = off as $$
#variable_conflict use_column
declare
  v_zone text;
  v_calendar text;
  v_whose uuid := case when p_organization is not null and exists (select from public.business_hours where organization_id = p_organization) then p_organization end;
begin
  select s.time_zone, s.holiday_calendar into v_zone, v_calendar from public.settings s;
  return query
    select d.day, (d.day + t.opens_at) at time zone v_zone, (d.day + t.closes_at) at time zone v_zone
    from (select g::date as day from generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') g) d
    cross join lateral (
      select x.opens_at, x.closes_at from public.business_exceptions x where x.organization_id is not distinct from p_organization and x.on_day = d.day and x.opens_at is not null
      union all
      select h.opens_at, h.closes_at from public.business_hours h
      where h.organization_id is not distinct from v_whose and h.weekday = extract(isodow from d.day)
        and not exists (select from public.business_exceptions x where x.organization_id is not distinct from p_organization and x.on_day = d.day)
        and not exists (select from public.holidays o where o.calendar = v_calendar and o.observed_on = d.day and not o.is_cancelled)
    ) t
    order by 2;
end $$;

-- The instant at which so much time of work has passed since another. Null when nobody works in the three years after it.
create function private.add_business_time(p_from timestamptz, p_time interval, p_organization uuid default null) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_left interval := greatest(p_time, interval '0');
  v_day date := private.local_date(p_from);
  v_end constant date := v_day + 1100;
  -- Most promises end within a week: few days are looked up first, then three weeks at a time.
  v_step integer := 7;
  v_start timestamptz;
  v_span record;
begin
  while v_day < v_end loop
    for v_span in select p.starts_at, p.ends_at from private.business_periods(v_day, v_day + v_step, p_organization) p loop
      v_start := greatest(v_span.starts_at, p_from);
      if v_start >= v_span.ends_at then continue; end if;
      if v_span.ends_at - v_start >= v_left then return v_start + v_left; end if;
      v_left := v_left - (v_span.ends_at - v_start);
    end loop;
    v_day := v_day + v_step + 1;
    v_step := 20;
  end loop;
  return null;
end $$;
create or replace function private.add_business_minutes(p_from timestamptz, p_minutes integer, p_organization uuid default null) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select private.add_business_time(p_from, make_interval(mins => greatest(p_minutes, 0)), p_organization)
$$;

-- The time of work between two instants; none when the second is not later.
create function private.business_time(p_from timestamptz, p_to timestamptz, p_organization uuid default null) returns interval
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  if p_from is null or p_to is null or p_to <= p_from then return interval '0'; end if;
  return (select coalesce(sum(least(p.ends_at, p_to) - greatest(p.starts_at, p_from)), interval '0')
    from private.business_periods(private.local_date(p_from), private.local_date(p_to), p_organization) p where p.ends_at > p_from and p.starts_at < p_to);
end $$;
create or replace function private.business_minutes(p_from timestamptz, p_to timestamptz, p_organization uuid default null) returns integer
language sql stable security definer set search_path = '' as $$
  select floor(extract(epoch from private.business_time(p_from, p_to, p_organization)) / 60)::integer
$$;

-- When the office's work ends on the so-manieth day of work after a day, which itself is not counted. An office that has not said when it
-- works is open until midnight of its calendar's business days.
create function private.end_of_business_day(p_on date, p_days integer) returns timestamptz
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  return coalesce(
    (select max(p.ends_at) from private.business_periods(p_on + 1, p_on + 5 + p_days * 2) p group by p.on_day order by p.on_day offset greatest(p_days, 1) - 1 limit 1),
    private.day_start(private.add_business_days(p_on, p_days, (select holiday_calendar from public.settings)) + 1) - interval '1 second');
end $$;

-- A due instant after the clock stood for a while: later by the time of work that it stood. What was over before stays over.
create function private.due_after_pause(p_due timestamptz, p_from timestamptz, p_to timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare v_stood interval;
begin
  if p_due is null or p_from is null or p_from >= p_due or p_to <= p_from then return p_due; end if;
  v_stood := private.business_time(p_from, p_to);
  -- Nothing to add is nothing to move: the end of a day would otherwise become the next morning.
  return case when v_stood = interval '0' then p_due else coalesce(private.add_business_time(p_due, v_stood), p_due) end;
end $$;
revoke all on function private.add_business_time(timestamptz, interval, uuid), private.business_time(timestamptz, timestamptz, uuid),
  private.end_of_business_day(date, integer), private.due_after_pause(timestamptz, timestamptz, timestamptz) from public, anon, authenticated;

-- ---------------------------------------------------------------- what a topic promises
alter table public.topics
  -- In business minutes. Null: no promise of a first answer; the work is promised in whole business days.
  add column first_response_minutes integer default 540 constraint topics_first_response_range check (first_response_minutes between 1 and 100000),
  add column resolution_minutes integer constraint topics_resolution_range check (resolution_minutes between 1 and 200000);
comment on column public.topics.first_response_minutes is 'Business minutes within which a resident hears from the office; null: not promised.';
comment on column public.topics.resolution_minutes is 'Business minutes within which it is done; null: target_business_days, to the end of the last day.';
grant insert (first_response_minutes, resolution_minutes), update (first_response_minutes, resolution_minutes) on table public.topics to authenticated;

create function private.first_response_due(p_topic uuid, p_opened timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare v_minutes integer := (select t.first_response_minutes from public.topics t where t.id = p_topic);
begin
  return case when v_minutes is not null then private.add_business_time(p_opened, make_interval(mins => v_minutes)) end;
end $$;
create function private.resolution_due(p_topic uuid, p_opened timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare v_topic public.topics;
begin
  select * into v_topic from public.topics t where t.id = p_topic;
  return case when v_topic.resolution_minutes is null then private.end_of_business_day(private.local_date(p_opened), v_topic.target_business_days)
    else private.add_business_time(p_opened, make_interval(mins => v_topic.resolution_minutes)) end;
end $$;
revoke all on function private.first_response_due(uuid, timestamptz), private.resolution_due(uuid, timestamptz) from public, anon, authenticated;

-- ---------------------------------------------------------------- the clocks
alter table public.inquiries
  add column first_response_due_at timestamptz,
  add column first_responded_at timestamptz,
  add column resolution_due_at timestamptz;
comment on column public.inquiries.first_response_due_at is 'By when the resident hears from the office for the first time.';
comment on column public.inquiries.first_responded_at is 'When the resident first heard from the office: its first public entry, or the close.';
comment on column public.inquiries.resolution_due_at is 'By when it is done; as of when the clock last stood, while it stands.';
comment on column public.inquiries.due_on is 'The day of resolution_due_at in the office''s calendar; none while the clock stands.';
-- "What is over due now?" and "Who has not heard from us yet?": of what is open alone.
create index inquiries_resolution_due on public.inquiries (resolution_due_at, id) where closed_at is null and resolution_due_at is not null;
create index inquiries_response_due on public.inquiries (first_response_due_at, id) where closed_at is null and first_responded_at is null and first_response_due_at is not null;

-- When and why the clocks of an inquiry stood. The last one is open while they stand.
create table public.clock_pauses (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null references public.inquiries (id) on delete cascade,
  reason text not null constraint clock_pauses_reason_known check (reason in ('waiting', 'resolved', 'over')),
  started_at timestamptz not null,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint clock_pauses_in_order check (ended_at >= started_at)
);
create index clock_pauses_inquiry on public.clock_pauses (inquiry_id, started_at);
create unique index clock_pauses_one_open on public.clock_pauses (inquiry_id) where ended_at is null;
call private.protect('public.clock_pauses');
call private.show('clock_pauses', 'staff', 'inquiries', 'inquiry_id');
-- Deliberately not granted: writes. The state of the inquiry makes them.
comment on table public.clock_pauses is 'When the clocks of an inquiry stood: waiting for the resident, or believed done.';

-- Why the clocks stand in a state; null when they run.
create function private.clock_stands(p_status text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when p_status = 'waiting_resident' then 'waiting' when p_status = 'resolved' then 'resolved' when private.is_over(p_status) then 'over' end
$$;

create function private.clock_inquiry() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_stands text := private.clock_stands(new.status);
  v_stood text;
  v_since timestamptz;
  v_pause record;
begin
  if new.source_system is not null then return new; end if;
  if tg_op = 'INSERT' or new.topic_id is distinct from old.topic_id or new.opened_at is distinct from old.opened_at then
    new.first_response_due_at := private.first_response_due(new.topic_id, new.opened_at);
    new.resolution_due_at := private.resolution_due(new.topic_id, new.opened_at);
    if tg_op = 'UPDATE' then
      for v_pause in select started_at, ended_at from public.clock_pauses where inquiry_id = new.id and ended_at is not null order by started_at loop
        new.first_response_due_at := private.due_after_pause(new.first_response_due_at, v_pause.started_at, v_pause.ended_at);
        new.resolution_due_at := private.due_after_pause(new.resolution_due_at, v_pause.started_at, v_pause.ended_at);
      end loop;
    end if;
  end if;
  if tg_op = 'UPDATE' then
    v_stood := private.clock_stands(old.status);
    -- From resolved to closed they go on standing.
    if v_stood is not null and v_stands is distinct from v_stood and not (v_stands = 'over' and v_stood = 'resolved') then
      v_since := coalesce((select started_at from public.clock_pauses where inquiry_id = new.id and ended_at is null), old.resolved_at, old.closed_at);
      -- What was given a day before there were clocks goes on from the end of that day.
      new.resolution_due_at := private.due_after_pause(coalesce(new.resolution_due_at, private.day_start(old.due_on + 1) - interval '1 second'), v_since, now());
      if new.first_responded_at is null then new.first_response_due_at := private.due_after_pause(new.first_response_due_at, v_since, now()); end if;
    end if;
  end if;
  -- Whoever closes it with an answer has answered.
  if new.first_responded_at is null and new.closed_at is not null and new.resolution_code in ('answered', 'resolved', 'referred') then
    new.first_responded_at := new.closed_at;
  end if;
  new.due_on := case when v_stands in ('waiting', 'resolved') then null else coalesce(private.local_date(new.resolution_due_at), new.due_on) end;
  return new;
end $$;
-- After the stamp, which settles state and times; before the guard.
create trigger _220_clock_inquiry before insert or update of status, topic_id, opened_at, assigned_to, resolution_code, closed_at on public.inquiries
  for each row execute function private.clock_inquiry();

create function private.pause_clock() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_stands text := private.clock_stands(new.status);
  v_stood text := case when tg_op = 'UPDATE' then private.clock_stands(old.status) end;
begin
  if v_stands is not distinct from v_stood or (v_stood = 'resolved' and v_stands = 'over') then return null; end if;
  if v_stood is not null then
    update public.clock_pauses set ended_at = greatest(now(), started_at) where inquiry_id = new.id and ended_at is null;
    -- That it was over is written down when it is taken up again: most never are.
    if not found and v_stood = 'over' then
      insert into public.clock_pauses (inquiry_id, reason, started_at, ended_at) values (new.id, 'over', least(coalesce(old.resolved_at, old.closed_at), now()), now());
    end if;
  end if;
  if v_stands in ('waiting', 'resolved') then
    insert into public.clock_pauses (inquiry_id, reason, started_at) values (new.id, v_stands, now());
  end if;
  return null;
end $$;
create trigger _520_pause_clock after insert or update of status, assigned_to on public.inquiries for each row
  when (new.source_system is null) execute function private.pause_clock();

-- ---------------------------------------------------------------- the first answer
-- When a resident first heard from the office: the first entry that is public and that a person made. What the program files by itself, a
-- resident's own mail for one, is no answer of ours.
create function private.note_first_response() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_at timestamptz;
  v_one public.inquiries;
  v_before text := current_setting('rotunda.refreshing', true);
begin
  select * into v_one from public.inquiries where id = new.inquiry_id and source_system is null;
  if v_one.id is null then return null; end if;
  -- An entry that is older than the inquiry itself counts from its beginning.
  select case when min(n.occurred_at) is not null then greatest(min(n.occurred_at), v_one.opened_at) end into v_at from public.interactions n
  where n.inquiry_id = v_one.id and n.is_public and n.created_by is not null and n.kind <> 'reopening';
  v_at := coalesce(v_at, case when v_one.resolution_code in ('answered', 'resolved', 'referred') then v_one.closed_at end);
  if v_at is not distinct from v_one.first_responded_at then return null; end if;
  -- No new version: whoever has it open may still save.
  perform set_config('rotunda.refreshing', 'on', true);
  update public.inquiries set first_responded_at = v_at where id = v_one.id;
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  return null;
end $$;
create trigger _520_first_response after insert on public.interactions for each row
  when (new.is_public and new.created_by is not null) execute function private.note_first_response();
create trigger _520_first_response_moved after update of is_public, occurred_at on public.interactions for each row
  when ((new.is_public, new.occurred_at) is distinct from (old.is_public, old.occurred_at)) execute function private.note_first_response();

-- ---------------------------------------------------------------- what was there before
-- What was recorded before there were clocks keeps its day: to the end of work on it. Who was never answered by a public entry was
-- answered, as far as we know, when it was closed. Also for the sample office, which writes its rows at once.
create function private.wind_old_clocks() returns void
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare v_before text := current_setting('rotunda.refreshing', true);
begin
  perform set_config('rotunda.refreshing', 'on', true);
  insert into public.clock_pauses (inquiry_id, reason, started_at)
  select i.id, private.clock_stands(i.status), coalesce(i.resolved_at, i.updated_at) from public.inquiries i
  where i.source_system is null and i.closed_at is null and i.status in ('waiting_resident', 'resolved')
    and not exists (select from public.clock_pauses p where p.inquiry_id = i.id and p.ended_at is null);
  with days as materialized (select distinct i.due_on from public.inquiries i where i.source_system is null and i.resolution_due_at is null and i.due_on is not null),
  ends as materialized (select d.due_on, coalesce((select max(p.ends_at) from private.business_periods(d.due_on, d.due_on) p), private.day_start(d.due_on + 1) - interval '1 second') as at from days d),
  told as (select i.id, e.at, case when i.closed_at is null then private.first_response_due(i.topic_id, i.opened_at) end as response_due,
      coalesce((select case when min(n.occurred_at) is not null then greatest(min(n.occurred_at), i.opened_at) end from public.interactions n where n.inquiry_id = i.id and n.is_public and n.created_by is not null and n.kind <> 'reopening'),
        case when i.resolution_code in ('answered', 'resolved', 'referred') then i.closed_at end) as responded
    from public.inquiries i join ends e on e.due_on = i.due_on where i.source_system is null and i.resolution_due_at is null)
  update public.inquiries i set resolution_due_at = t.at, first_response_due_at = t.response_due, first_responded_at = t.responded,
    due_on = case when i.status in ('waiting_resident', 'resolved') then null else i.due_on end
  from told t where t.id = i.id;
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
end $$;
alter table public.inquiries disable trigger user;
select private.wind_old_clocks();
alter table public.inquiries enable trigger user;
revoke all on function private.clock_stands(text), private.clock_inquiry(), private.pause_clock(), private.note_first_response(), private.wind_old_clocks() from public, anon, authenticated;
