-- Holidays: rules say when a day off falls, rows say when it is observed. Rows are generated from the rules, and a
-- person may move, rename, add or cancel one; generating again never touches what a person set.
-- Three calendars differ: the city's offices, the state's (RSMo 9.010) and the federal one (5 USC 6103).

create table public.holiday_rules (
  id uuid primary key default gen_random_uuid(),
  calendar text not null constraint holiday_rules_calendar_known check (calendar in ('city', 'state', 'federal')),
  name text not null,
  month smallint not null constraint holiday_rules_month_range check (month between 1 and 12),
  day smallint constraint holiday_rules_day_range check (day between 1 and 31),
  -- ISO weekday, 1 is Monday; nth counts from the start of the month, -1 is the last.
  weekday smallint constraint holiday_rules_weekday_range check (weekday between 1 and 7),
  nth smallint constraint holiday_rules_nth_range check (nth in (-1, 1, 2, 3, 4, 5)),
  offset_days smallint not null default 0,
  since_year smallint not null default 1900,
  until_year smallint,
  confirmed_by text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint holiday_rules_one_form check ((day is not null and weekday is null and nth is null) or (day is null and weekday is not null and nth is not null)),
  constraint holiday_rules_name unique (calendar, name, since_year)
);

create table public.holidays (
  id uuid primary key default gen_random_uuid(),
  calendar text not null constraint holidays_calendar_known check (calendar in ('city', 'state', 'federal')),
  name text not null constraint holidays_name_filled check (btrim(name) <> ''),
  actual_on date not null,
  observed_on date not null,
  is_cancelled boolean not null default false,
  is_edited boolean not null default false,
  confirmed_by text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint holidays_once unique (calendar, name, actual_on)
);
-- "Is this day a working day?"
create index holidays_observed on public.holidays (calendar, observed_on) where not is_cancelled;

-- The day a rule names in a year. Sunday moves to Monday (statute), Saturday to Friday (practice): New Year's Day of a
-- year can therefore be observed in the year before. A day named by its weekday never moves.
create function private.holiday_on(p_rule public.holiday_rules, p_year integer) returns date
language sql immutable set search_path = '' as $$
  select p_rule.offset_days + case
    when p_rule.day is not null then make_date(p_year, p_rule.month, p_rule.day)
    when p_rule.nth > 0 then first_on + (p_rule.weekday - extract(isodow from first_on)::integer + 7) % 7 + 7 * (p_rule.nth - 1)
    else last_on - (extract(isodow from last_on)::integer - p_rule.weekday + 7) % 7
  end
  from (select make_date(p_year, p_rule.month, 1) as first_on,
    (make_date(p_year, p_rule.month, 1) + interval '1 month - 1 day')::date as last_on) m
$$;

create function private.observed_on(p_on date) returns date
language sql immutable parallel safe set search_path = '' as $$
  select case extract(isodow from p_on) when 6 then p_on - 1 when 7 then p_on + 1 else p_on end
$$;

create function private.generate_holidays(p_from integer, p_to integer) returns integer
language sql volatile security definer set search_path = '' as $$
  with made as (
    insert into public.holidays (calendar, name, actual_on, observed_on, confirmed_by)
    select r.calendar, r.name, d.actual_on,
      case when r.day is null then d.actual_on else private.observed_on(d.actual_on) end, r.confirmed_by
    from public.holiday_rules r
    cross join generate_series(p_from, p_to) as y
    cross join lateral (select private.holiday_on(r, y) as actual_on) d
    where y between r.since_year and coalesce(r.until_year, 9999)
    on conflict (calendar, name, actual_on) do nothing
    returning 1)
  select count(*)::integer from made
$$;

create function private.mark_edited() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.is_edited := true;
  return new;
end $$;
create trigger _300_mark_edited before update on public.holidays for each row execute function private.mark_edited();

create function private.is_business_day(p_on date, p_calendar text) returns boolean
language sql stable security definer set search_path = '' as $$
  select extract(isodow from p_on) < 6
    and not exists (select from public.holidays where calendar = p_calendar and observed_on = p_on and not is_cancelled)
$$;

-- The p_days-th business day after a day. The day itself is not counted, as RSMo 610.023 counts.
create function private.add_business_days(p_on date, p_days integer, p_calendar text) returns date
language sql stable security definer set search_path = '' as $$
  select case when p_days <= 0 then p_on else (
    select d::date from generate_series(p_on + 1, p_on + p_days * 2 + 30, interval '1 day') d
    where extract(isodow from d) < 6
      and not exists (select from public.holidays h where h.calendar = p_calendar and h.observed_on = d::date and not h.is_cancelled)
    order by d offset p_days - 1 limit 1) end
$$;

-- The same two questions, for screens and the worker.
create function public.add_business_days(p_on date, p_days integer, p_calendar text default null) returns date
language plpgsql stable security invoker set search_path = '' as $$
begin
  if p_days < 0 or p_days > 400 then
    raise sqlstate 'PT422' using message = 'Business days must be between 0 and 400.', hint = 'days';
  end if;
  return private.add_business_days(p_on, p_days, coalesce(p_calendar, (select holiday_calendar from public.settings)));
end $$;
create function public.is_business_day(p_on date, p_calendar text default null) returns boolean
language sql stable security invoker set search_path = '' as $$
  select private.is_business_day(p_on, coalesce(p_calendar, (select holiday_calendar from public.settings)))
$$;
revoke all on function public.add_business_days(date, integer, text), public.is_business_day(date, text) from public, anon;
grant execute on function private.is_business_day(date, text), private.add_business_days(date, integer, text),
  public.add_business_days(date, integer, text), public.is_business_day(date, text) to authenticated, service_role;
create function public.generate_holidays(p_from integer, p_to integer) returns integer
language sql volatile security invoker set search_path = '' as $$ select private.generate_holidays(p_from, p_to) $$;
revoke all on function public.generate_holidays(integer, integer) from public, anon, authenticated;
grant execute on function public.generate_holidays(integer, integer), private.generate_holidays(integer, integer) to service_role;

call private.protect('public.holiday_rules');
call private.protect('public.holidays');
grant select on table public.holiday_rules, public.holidays to authenticated;
grant insert (calendar, name, actual_on, observed_on, confirmed_by), update (name, observed_on, is_cancelled, confirmed_by) on table public.holidays to authenticated;
create policy holiday_rules_select_viewer on public.holiday_rules for select to authenticated using ((select private.at_least('viewer')));
create policy holidays_select_viewer on public.holidays for select to authenticated using ((select private.at_least('viewer')));
create policy holidays_insert_admin on public.holidays for insert to authenticated with check ((select private.at_least('admin')));
create policy holidays_update_admin on public.holidays for update to authenticated
  using ((select private.at_least('admin'))) with check ((select private.at_least('admin')));
-- Deliberately not granted: delete. A holiday that does not happen is cancelled, so that generating again does not bring it back.
comment on table public.holidays is 'Days off as observed, per calendar. Generated from holiday_rules; what a person edited stays.';
