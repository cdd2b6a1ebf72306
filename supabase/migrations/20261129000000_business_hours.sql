-- Business hours: when the office, a department or a partner works, to the minute. Clocks run on them: "accept within two hours"
-- told on a Friday at half past four ends on Monday morning. An organization without hours of its own keeps the office's.

-- What a noun's chapter ends with: whoever is in the office reads it, functions alone write it, its history hangs on its parent.
create procedure private.show(p_table text, p_undo_role text, p_parent text default null, p_parent_column text default null)
language plpgsql set search_path = '' as $$
begin
  execute format('grant select on table public.%I to authenticated', p_table);
  execute format('create policy %I on public.%I for select to authenticated using ((select private.at_least(''viewer'')))', p_table || '_select_viewer', p_table);
  insert into private.audited_tables (table_name, parent_table, parent_column, undo_role) values (p_table, p_parent, p_parent_column, p_undo_role)
  on conflict (table_name) do update set parent_table = excluded.parent_table, parent_column = excluded.parent_column, undo_role = excluded.undo_role;
end $$;
revoke all on procedure private.show(text, text, text, text) from public, anon, authenticated;

create table public.business_hours (
  id uuid primary key default gen_random_uuid(),
  -- Null: the office's own.
  organization_id uuid references public.organizations (id) on delete cascade,
  -- ISO: 1 is Monday.
  weekday smallint not null constraint business_hours_weekday_range check (weekday between 1 and 7),
  opens_at time not null,
  closes_at time not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint business_hours_in_order check (closes_at > opens_at),
  constraint business_hours_once unique nulls not distinct (organization_id, weekday, opens_at)
);
-- Days that are not as their weekday: closed, or open at other hours. Holidays of the office's calendar need none.
create table public.business_exceptions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid references public.organizations (id) on delete cascade,
  on_day date not null,
  -- Both null: closed.
  opens_at time,
  closes_at time,
  name text not null constraint business_exceptions_name_filled check (btrim(name) <> '' and length(name) <= 120),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint business_exceptions_whole check ((opens_at is null) = (closes_at is null)),
  constraint business_exceptions_in_order check (closes_at > opens_at),
  constraint business_exceptions_once unique nulls not distinct (organization_id, on_day, opens_at)
);
call private.protect('public.business_hours');
call private.protect('public.business_exceptions');
call private.show('business_hours', 'coordinator');
call private.show('business_exceptions', 'coordinator');
-- Deliberately not granted: writes. A week is saved whole, by a function.
comment on table public.business_hours is 'When the office or an organization works, by weekday.';
comment on table public.business_exceptions is 'Days on which the office or an organization works otherwise than its weekday says.';

-- The spans of work of some days, in order. A day with exceptions has those alone; a holiday of the office's calendar has none;
-- every other day has the hours of its weekday. Times are the office's, so a day of a clock change is an hour longer or shorter.
create function private.business_periods(p_from date, p_to date, p_organization uuid default null)
returns table (on_day date, starts_at timestamptz, ends_at timestamptz)
-- Compiling it costs PostgreSQL 150 ms a call; running it, less than one.
language sql stable security definer set search_path = '' set jit = off as $$
  with s as (select time_zone, holiday_calendar from public.settings),
  whose as (select case when exists (select from public.business_hours where organization_id = p_organization) then p_organization end as id)
  select d.on_day, (d.on_day + t.opens_at) at time zone s.time_zone, (d.on_day + t.closes_at) at time zone s.time_zone
  from (select g::date as on_day from generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') g) d cross join s cross join whose
  cross join lateral (
    select x.opens_at, x.closes_at from public.business_exceptions x where x.organization_id is not distinct from p_organization and x.on_day = d.on_day and x.opens_at is not null
    union all
    select h.opens_at, h.closes_at from public.business_hours h
    where h.organization_id is not distinct from whose.id and h.weekday = extract(isodow from d.on_day)
      and not exists (select from public.business_exceptions x where x.organization_id is not distinct from p_organization and x.on_day = d.on_day)
      and not exists (select from public.holidays o where o.calendar = s.holiday_calendar and o.observed_on = d.on_day and not o.is_cancelled)
  ) t
  order by 2
$$;

-- The instant at which so many minutes of work have passed since another. Null when nobody works in the three years after it.
create function private.add_business_minutes(p_from timestamptz, p_minutes integer, p_organization uuid default null) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_left interval := make_interval(mins => greatest(p_minutes, 0));
  v_day date := private.local_date(p_from);
  v_end constant date := v_day + 1100;
  v_start timestamptz;
  v_span record;
begin
  while v_day < v_end loop
    for v_span in select p.starts_at, p.ends_at from private.business_periods(v_day, v_day + 20, p_organization) p loop
      v_start := greatest(v_span.starts_at, p_from);
      if v_start >= v_span.ends_at then continue; end if;
      if v_span.ends_at - v_start >= v_left then return v_start + v_left; end if;
      v_left := v_left - (v_span.ends_at - v_start);
    end loop;
    v_day := v_day + 21;
  end loop;
  return null;
end $$;

-- Whole minutes of work between two instants; none when the second is not later.
create function private.business_minutes(p_from timestamptz, p_to timestamptz, p_organization uuid default null) returns integer
language sql stable security definer set search_path = '' set jit = off as $$
  select coalesce(floor(extract(epoch from sum(least(p.ends_at, p_to) - greatest(p.starts_at, p_from))) / 60), 0)::integer
  from private.business_periods(private.local_date(p_from), private.local_date(p_to), p_organization) p
  where p_to > p_from and p.ends_at > p_from and p.starts_at < p_to
$$;
revoke all on function private.business_periods(date, date, uuid), private.add_business_minutes(timestamptz, integer, uuid),
  private.business_minutes(timestamptz, timestamptz, uuid) from public, anon, authenticated;
