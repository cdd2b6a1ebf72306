-- Home: what now, for whoever asks, in one call: what is theirs and pressing, what is the office's, and what their role sees to.
-- Counts stop at 10,001, which means "more than 10,000".

create function public.home_facts() returns jsonb
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
revoke all on function public.home_facts() from public, anon;
grant execute on function public.home_facts() to authenticated;
