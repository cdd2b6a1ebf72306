-- Awards have files, tasks and checklists, as inquiries, residents, events and campaigns have: the award package, the letter of the
-- grant manager, "ask the departments for their figures". Days of a checklist count from the day on which it is applied.

create or replace function private.record_column(p_table text) returns text
language plpgsql immutable set search_path = '' as $$
declare v_column text := case p_table when 'inquiries' then 'inquiry_id' when 'residents' then 'resident_id' when 'events' then 'event_id' when 'campaigns' then 'campaign_id'
  when 'awards' then 'award_id' end;
begin
  if v_column is null then
    raise sqlstate 'PT422' using message = 'Files and tasks belong to inquiries, residents, events, campaigns and awards.', hint = 'record';
  end if;
  return v_column;
end $$;

-- ---------------------------------------------------------------- files
alter table public.attachments add column award_id uuid references public.awards (id) on delete restrict;
alter table public.attachments drop constraint attachments_one_record, drop column record_table, drop column record_id;
alter table public.attachments
  add constraint attachments_one_record check (num_nonnulls(inquiry_id, resident_id, event_id, campaign_id, award_id) = 1),
  add column record_table text generated always as (case when inquiry_id is not null then 'inquiries' when resident_id is not null then 'residents'
    when event_id is not null then 'events' when campaign_id is not null then 'campaigns' else 'awards' end) stored,
  add column record_id uuid generated always as (coalesce(inquiry_id, resident_id, event_id, campaign_id, award_id)) stored;
create index attachments_award on public.attachments (award_id, created_at) where award_id is not null;
comment on column public.attachments.record_table is 'Follows from the reference that is set, for the log.';
comment on column public.attachments.award_id is 'The award whose papers it is among.';

create or replace function private.check_record(p_table text, p_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare v_column text := private.record_column(p_table);
begin
  case p_table
    when 'inquiries' then perform from public.inquiries where id = p_id for key share;
    when 'residents' then perform from public.residents where id = p_id for key share;
    when 'events' then perform from public.events where id = p_id for key share;
    when 'campaigns' then perform from public.campaigns where id = p_id for key share;
    when 'awards' then perform from public.awards where id = p_id for key share;
  end case;
  if not found or v_column is null then
    raise sqlstate 'PT404' using message = 'This record is not there any more.', hint = 'missing';
  end if;
end $$;
create or replace function public.add_attachment(p_ticket uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_file jsonb;
  v_column text;
  v_record uuid;
  v_found uuid;
  v_path text;
  v_row public.attachments;
begin
  perform private.at_least('staff');
  delete from private.attachment_tickets where id = p_ticket returning file into v_file;
  if v_file is null then
    raise sqlstate 'PT404' using message = 'This upload is not known any more. Send the file again.', hint = 'missing';
  end if;
  v_column := private.record_column(v_file ->> 'table');
  v_record := (v_file ->> 'id')::uuid;
  perform private.check_record(v_file ->> 'table', v_record);
  perform pg_advisory_xact_lock(hashtextextended('attachments ' || v_record, 0));
  execute format('select id, path from public.attachments where sha256 = $1 and removed_at is null and %I = $2 limit 1', v_column)
    into v_found, v_path using v_file ->> 'sha256', v_record;
  if v_found is not null then return jsonb_build_object('id', v_found, 'path', v_path); end if;
  insert into public.attachments (inquiry_id, resident_id, event_id, campaign_id, award_id, name, media_type, bytes, sha256, width, height, thumbnail, path, created_by)
  select f.inquiry_id, f.resident_id, f.event_id, f.campaign_id, f.award_id, f.name, f.media_type, f.bytes, f.sha256, f.width, f.height, f.thumbnail, f.path, private.current_staff_id()
  from jsonb_populate_record(null::public.attachments, v_file - '{id,inquiry_id,resident_id,event_id,campaign_id,award_id}'::text[] || jsonb_build_object(v_column, v_record)) f returning * into v_row;
  return jsonb_build_object('id', v_row.id, 'path', v_row.path);
end $$;

-- ---------------------------------------------------------------- tasks
alter table public.tasks add column award_id uuid references public.awards (id) on delete restrict;
alter table public.tasks drop constraint tasks_one_record_at_most, drop constraint tasks_required_has_record, drop column record_table, drop column record_id;
alter table public.tasks
  add constraint tasks_one_record_at_most check (num_nonnulls(inquiry_id, resident_id, event_id, campaign_id, award_id) <= 1),
  add constraint tasks_required_has_record check (not is_required or num_nonnulls(inquiry_id, resident_id, event_id, campaign_id, award_id) = 1),
  add column record_table text generated always as (case when inquiry_id is not null then 'inquiries' when resident_id is not null then 'residents'
    when event_id is not null then 'events' when campaign_id is not null then 'campaigns' when award_id is not null then 'awards' end) stored,
  add column record_id uuid generated always as (coalesce(inquiry_id, resident_id, event_id, campaign_id, award_id)) stored;
create index tasks_award on public.tasks (award_id, created_at, sort_order) where award_id is not null;
grant insert (award_id) on table public.tasks to authenticated;
comment on column public.tasks.record_table is 'Follows from the reference that is set, for the log.';
alter table public.checklists drop constraint checklists_record_table_known,
  add constraint checklists_record_table_known check (record_table in ('inquiries', 'residents', 'events', 'campaigns', 'awards'));

-- As before, with awards: what is nobody's is the lead's.
create or replace function public.apply_checklist(p_checklist uuid, p_table text, p_id uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_list public.checklists;
  v_column text;
  v_calendar text := (select holiday_calendar from public.settings);
  v_today date := private.local_date(now());
  v_status text;
  v_default uuid;
  v_day date;
  v_there boolean;
  v_count integer;
begin
  perform private.at_least('staff');
  v_column := private.record_column(p_table);
  select * into v_list from public.checklists where id = p_checklist for share;
  if v_list.id is null then
    raise sqlstate 'PT404' using message = 'This checklist is not there any more.', hint = 'missing';
  elsif not v_list.is_active then
    raise sqlstate 'PT422' using message = 'This checklist is not offered any more. Choose another.', hint = 'checklist';
  elsif v_list.record_table <> p_table then
    raise sqlstate 'PT422' using message = 'This checklist is for another kind of record.', hint = 'checklist';
  end if;
  perform private.check_record(p_table, p_id);
  if p_table = 'inquiries' then
    -- Closing waits for this, and this for closing: a required task never lands on an inquiry that is being closed.
    select status, assigned_to into v_status, v_default from public.inquiries where id = p_id for update;
    if v_status = 'closed' then
      raise sqlstate 'PT422' using message = 'This inquiry is closed. Reopen it first.', hint = 'inquiry_closed';
    end if;
  elsif p_table = 'events' then
    -- Moving waits for this: no task is left behind at the old day. What is nobody's is the lead's.
    select status, starts_on into v_status, v_day from public.events where id = p_id for update;
    if v_status = 'cancelled' then
      raise sqlstate 'PT422' using message = 'This event is cancelled. Plan it again first.', hint = 'event_cancelled';
    end if;
    select staff_id into v_default from public.event_staff where event_id = p_id and task = 'lead' order by created_at limit 1;
  end if;
  if p_table = 'campaigns' then
    if exists (select from public.campaigns where id = p_id and status in ('sent', 'cancelled')) then
      raise sqlstate 'PT422' using message = 'This campaign is over. A checklist belongs to one that is still to go.', hint = 'campaign_over';
    end if;
    select written_by into v_default from public.campaigns where id = p_id;
  elsif p_table = 'awards' then
    if exists (select from public.awards where id = p_id and status in ('closed', 'declined')) then
      raise sqlstate 'PT422' using message = 'This award is over. A checklist belongs to one that is still worked on.', hint = 'award_over';
    end if;
    select lead_id into v_default from public.awards where id = p_id;
  end if;
  execute format('select exists (select from public.tasks where checklist_id = $1 and done_at is null and %I = $2)', v_column) into v_there using p_checklist, p_id;
  if v_there then
    raise sqlstate 'PT409' using message = 'This checklist is on the record already, with tasks that are still open.', hint = 'checklist_there';
  end if;
  if v_default is not null and not exists (select from public.staff where id = v_default and is_active and private.role_rank(role) >= private.role_rank('staff')) then v_default := null; end if;
  insert into public.tasks (title, inquiry_id, resident_id, event_id, campaign_id, award_id, owner_id, owner_role, due_on, due_days, checklist_id, is_required, sort_order)
  select i.title, r.inquiry_id, r.resident_id, r.event_id, r.campaign_id, r.award_id,
    coalesce(s.id, case when i.owner_role is null then coalesce(v_default, private.current_staff_id()) end), i.owner_role,
    case when i.due_days is null then null when v_list.record_table = 'events' then greatest(v_today, private.shift_business_days(v_day, i.due_days, v_calendar))
      else private.add_business_days(v_today, i.due_days, v_calendar) end,
    case when v_list.record_table = 'events' then i.due_days end, p_checklist, i.is_required, i.sort_order
  from public.checklist_items i left join public.staff s on s.id = i.owner_id and s.is_active
  cross join jsonb_populate_record(null::public.tasks, jsonb_build_object(v_column, p_id)) r
  where i.checklist_id = p_checklist order by i.sort_order;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

create or replace function private.task_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_me uuid := private.current_staff_id();
begin
  return array[
    case when f ->> 'mine' = 'true' then format('(t.owner_id = %1$L::uuid or (t.owner_id is null and t.owner_role = (select role from public.staff where id = %1$L::uuid)))', v_me) end,
    private.filter_any('t.owner_id', 'uuid', f -> 'owner'),
    private.filter_any('t.inquiry_id', 'uuid', f -> 'inquiry'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_any('t.event_id', 'uuid', f -> 'event'),
    private.filter_any('t.campaign_id', 'uuid', f -> 'campaign'),
    private.filter_any('t.award_id', 'uuid', f -> 'award'),
    private.filter_any('t.outcome', 'text', f -> 'outcome'),
    case f ->> 'is_open' when 'true' then 't.done_at is null' when 'false' then 't.done_at is not null' end,
    case when f ->> 'due_before' is not null then format('coalesce(t.due_on, ''infinity''::date) < %L::date and t.done_at is null', (f ->> 'due_before')::date) end,
    case when btrim(coalesce(p_query ->> 'search', '')) <> '' then format('private.fold(t.title) like %L', private.like_pattern(private.fold(btrim(p_query ->> 'search')))) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create or replace function public.list_tasks(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.tasks',
    'page.title, page.notes, page.inquiry_id, page.resident_id, page.event_id, page.campaign_id, page.award_id, page.owner_id, page.owner_role, s.name as owner_name, page.due_on, page.due_days, page.done_at,
     page.done_by, page.outcome, page.is_required, page.checklist_id, c.name as checklist_name, page.created_by, page.created_at, page.sort_order, page.version,
     i.number as inquiry_number, i.subject as inquiry_subject, coalesce(r.preferred_name, r.name) as resident_name, e.title as event_title, e.starts_on as event_on, m.name as campaign_name, a.title as award_title,
     private.may_do_task(u) as may_do
     from page join public.tasks u using (id) left join public.staff s on s.id = page.owner_id left join public.checklists c on c.id = page.checklist_id
     left join public.inquiries i on i.id = page.inquiry_id left join public.residents r on r.id = page.resident_id left join public.events e on e.id = page.event_id
     left join public.campaigns m on m.id = page.campaign_id left join public.awards a on a.id = page.award_id',
    private.task_filters(p_query),
    '{"due_on": {"key": "coalesce(t.due_on, ''infinity''::date)", "type": "date"}, "created_at": {"key": "t.created_at", "type": "timestamptz"},
      "done_at": {"key": "coalesce(t.done_at, ''infinity''::timestamptz)", "type": "timestamptz"}}',
    '{"sort": "due_on"}' || p_query);
end $$;

-- As before, with tasks on awards in the morning mail.
create or replace function private.digest_work(p_staff uuid, p_day date) returns jsonb
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
          when event_id is not null then '/events/' || event_id when campaign_id is not null then '/campaigns/' || campaign_id
          when award_id is not null then '/awards/' || award_id else '/' end as path
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
