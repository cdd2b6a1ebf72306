-- Settings: one row that says whose office this is. Another city changes data here, never code.

create table public.settings (
  id smallint primary key default 1 constraint settings_one_row check (id = 1),
  office_name text not null constraint settings_office_name_filled check (btrim(office_name) <> ''),
  city_name text not null constraint settings_city_name_filled check (btrim(city_name) <> ''),
  state_name text not null,
  address text not null,
  phone text constraint settings_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  email text constraint settings_email_form check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
  time_zone text not null,
  fiscal_year_start_month smallint not null constraint settings_fiscal_month check (fiscal_year_start_month between 1 and 12),
  holiday_calendar text not null default 'city' constraint settings_holiday_calendar_known check (holiday_calendar in ('city', 'state', 'federal')),
  founding_file_number text not null,
  is_sample boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create function private.guard_settings() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from pg_catalog.pg_timezone_names where name = new.time_zone) then
    raise sqlstate 'PT422' using message = format('"%s" is not a time zone. Use a name such as America/Chicago.', new.time_zone), hint = 'time_zone';
  end if;
  return new;
end $$;
create trigger _200_guard_time_zone before insert or update of time_zone on public.settings
  for each row execute function private.guard_settings();

-- Months and days are cut at midnight here, never in UTC.
create function private.office_zone() returns text
language sql stable security definer set search_path = '' as $$
  select time_zone from public.settings
$$;

-- The office's calendar day of an instant.
create function private.local_date(p_at timestamptz) returns date
language sql stable set search_path = '' as $$
  select (p_at at time zone private.office_zone())::date
$$;

-- The instant at which a calendar day of the office begins.
create function private.day_start(p_on date) returns timestamptz
language sql stable set search_path = '' as $$
  select p_on::timestamp at time zone private.office_zone()
$$;
grant execute on function private.office_zone(), private.local_date(timestamptz), private.day_start(date) to authenticated, service_role;

comment on table public.settings is 'Whose office this is: name, address, time zone, fiscal year.';
comment on column public.settings.founding_file_number is 'File number of the ordinance that created the office and asks for the monthly report.';

-- Today, where the office is.
create function public.office_today() returns date
language sql stable set search_path = '' as $$ select private.local_date(now()) $$;
revoke all on function public.office_today() from public, anon;
grant execute on function public.office_today() to authenticated, service_role;
