-- First steps: what a new office still has to do before it can work, for its administrators. Each step is counted from what is
-- there; nobody ticks it. Whether letters leave is the server's to say, not the database's.

create function public.first_steps() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_settings public.settings;
  v_today date := private.local_date(now());
begin
  perform private.at_least('admin');
  select * into v_settings from public.settings;
  return jsonb_build_object(
    'identity', coalesce(btrim(v_settings.address), '') <> '' and v_settings.phone is not null and v_settings.email is not null,
    'districts', exists (select from public.districts where is_active),
    -- Due days reach into the next year before it begins.
    'holidays', exists (select from public.holidays where calendar = v_settings.holiday_calendar and observed_on > v_today + 180),
    'people', (select count(*) > 1 from (select from public.staff where is_active limit 2) s),
    'work', exists (select from public.inquiries));
end $$;
revoke all on function public.first_steps() from public, anon;
grant execute on function public.first_steps() to authenticated;
comment on function public.first_steps() is 'What a new office has set up already, step by step.';
