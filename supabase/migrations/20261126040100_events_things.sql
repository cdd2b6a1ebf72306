-- Events have files and tasks, as inquiries and residents have. With the third noun, what names each of them becomes one
-- function (the column that points to a record of a table); the log looks at record_table and record_id alone.

create function private.record_column(p_table text) returns text
language plpgsql immutable set search_path = '' as $$
declare v_column text := case p_table when 'inquiries' then 'inquiry_id' when 'residents' then 'resident_id' when 'events' then 'event_id' end;
begin
  if v_column is null then
    raise sqlstate 'PT422' using message = 'Files and tasks belong to inquiries, residents and events.', hint = 'record';
  end if;
  return v_column;
end $$;

alter table public.attachments add column event_id uuid references public.events (id) on delete restrict;
alter table public.attachments drop constraint attachments_one_record, drop column record_table, drop column record_id;
alter table public.attachments
  add constraint attachments_one_record check (num_nonnulls(inquiry_id, resident_id, event_id) = 1),
  add column record_table text generated always as (case when inquiry_id is not null then 'inquiries' when resident_id is not null then 'residents' else 'events' end) stored,
  add column record_id uuid generated always as (coalesce(inquiry_id, resident_id, event_id)) stored;
create index attachments_event on public.attachments (event_id, created_at) where event_id is not null;

-- due_days: business days from the day of the event, before it when negative; the task moves with the event.
alter table public.tasks
  add column event_id uuid references public.events (id) on delete restrict,
  add column due_days smallint constraint tasks_due_days_range check (due_days between -250 and 250);
alter table public.tasks drop constraint tasks_one_record_at_most, drop constraint tasks_required_has_record, drop column record_table, drop column record_id;
alter table public.tasks
  add constraint tasks_one_record_at_most check (num_nonnulls(inquiry_id, resident_id, event_id) <= 1),
  add constraint tasks_required_has_record check (not is_required or num_nonnulls(inquiry_id, resident_id, event_id) = 1),
  add constraint tasks_due_days_of_event check (due_days is null or (event_id is not null and due_on is not null)),
  add column record_table text generated always as (case when inquiry_id is not null then 'inquiries' when resident_id is not null then 'residents' when event_id is not null then 'events' end) stored,
  add column record_id uuid generated always as (coalesce(inquiry_id, resident_id, event_id)) stored;
create index tasks_event on public.tasks (event_id, created_at, sort_order) where event_id is not null;
grant insert (event_id) on table public.tasks to authenticated;
comment on column public.tasks.record_table is 'Follows from the reference that is set, for the log.';
comment on column public.tasks.due_days is 'Business days from the day of the event, before it when negative. Null once somebody chose a day.';
comment on column public.attachments.record_table is 'Follows from the reference that is set, for the log.';

-- Whose part a row is: one way to say it is enough.
create or replace function private.parent_of(p_table private.audited_tables, p_row jsonb, out parent_table text, out parent_id text)
language sql immutable set search_path = '' as $$
  select case when p_row ->> p_table.parent_column is not null then coalesce(p_table.parent_table, p_row ->> p_table.parent_table_column) end, p_row ->> p_table.parent_column
$$;
alter table private.audited_tables drop column other_parent_table, drop column other_parent_column;

-- ---------------------------------------------------------------- any record
create or replace function private.check_record(p_table text, p_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare v_column text := private.record_column(p_table);
begin
  case p_table
    when 'inquiries' then perform from public.inquiries where id = p_id for key share;
    when 'residents' then perform from public.residents where id = p_id for key share;
    when 'events' then perform from public.events where id = p_id for key share;
  end case;
  if not found then
    raise sqlstate 'PT404' using message = 'This record is not there any more.', hint = 'missing';
  end if;
end $$;

create or replace function public.may_attach(p_table text, p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_count integer;
begin
  perform private.at_least('staff');
  perform private.check_record(p_table, p_id);
  execute format('select count(*) from (select from public.attachments where removed_at is null and %I = $1 limit 200) there', private.record_column(p_table))
    into v_count using p_id;
  if v_count = 200 then
    raise sqlstate 'PT422' using message = 'This record has 200 files already. Remove what is not needed, then try again.', hint = 'file';
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
  insert into public.attachments (inquiry_id, resident_id, event_id, name, media_type, bytes, sha256, width, height, thumbnail, path, created_by)
  select f.inquiry_id, f.resident_id, f.event_id, f.name, f.media_type, f.bytes, f.sha256, f.width, f.height, f.thumbnail, f.path, private.current_staff_id()
  from jsonb_populate_record(null::public.attachments, v_file - '{id,inquiry_id,resident_id,event_id}'::text[] || jsonb_build_object(v_column, v_record)) f returning * into v_row;
  return jsonb_build_object('id', v_row.id, 'path', v_row.path);
end $$;

-- ---------------------------------------------------------------- checklists for events
-- Their days count from the day of the event: "10 business days before: book the interpreter".
alter table public.checklists drop constraint checklists_record_table_known,
  add constraint checklists_record_table_known check (record_table in ('inquiries', 'residents', 'events'));
alter table public.checklist_items drop constraint checklist_items_due_days_range,
  add constraint checklist_items_due_days_range check (due_days between -250 and 250);
comment on column public.checklist_items.due_days is 'Business days after the checklist is applied; on events from their day, before it when negative.';

create function private.guard_checklist_days() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_checklist uuid := case tg_table_name when 'checklists' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'checklist_id' end;
begin
  if exists (select from public.checklists c join public.checklist_items i on i.checklist_id = c.id
    where c.id = v_checklist and c.record_table is distinct from 'events' and i.due_days < 0) then
    raise sqlstate 'PT422' using message = 'Only on events can something be due days before. Choose events, or days from 0 on.', hint = 'items';
  end if;
  return null;
end $$;
-- At the end of the act: the form saves the list before its items.
create constraint trigger _510_guard_days after insert or update of due_days on public.checklist_items deferrable initially deferred
  for each row when (new.due_days < 0) execute function private.guard_checklist_days();
create constraint trigger _510_guard_days after update of record_table on public.checklists deferrable initially deferred
  for each row execute function private.guard_checklist_days();

-- The p_days-th business day after a day, or before it.
create function private.shift_business_days(p_on date, p_days integer, p_calendar text) returns date
language sql stable security definer set search_path = '' as $$
  select case when p_days >= 0 then private.add_business_days(p_on, p_days, p_calendar) else (
    select d::date from generate_series(p_on - 1, p_on + p_days * 2 - 30, interval '-1 day') d
    where extract(isodow from d) < 6
      and not exists (select from public.holidays h where h.calendar = p_calendar and h.observed_on = d::date and not h.is_cancelled)
    order by d desc offset -p_days - 1 limit 1) end
$$;

-- Makes the tasks of a checklist on a record, in one act; answers how many. Due days are business days from today; a checklist
-- for events counts from the day of the event, and what would be due before today is due today.
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
  execute format('select exists (select from public.tasks where checklist_id = $1 and done_at is null and %I = $2)', v_column) into v_there using p_checklist, p_id;
  if v_there then
    raise sqlstate 'PT409' using message = 'This checklist is on the record already, with tasks that are still open.', hint = 'checklist_there';
  end if;
  if v_default is not null and not exists (select from public.staff where id = v_default and is_active and private.role_rank(role) >= private.role_rank('staff')) then v_default := null; end if;
  insert into public.tasks (title, inquiry_id, resident_id, event_id, owner_id, owner_role, due_on, due_days, checklist_id, is_required, sort_order)
  select i.title, r.inquiry_id, r.resident_id, r.event_id,
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

-- An event that moves takes its open tasks along; a day that somebody chose stays. Deliberately nothing here refuses to mark an
-- event as held over a required task: it was held, whoever ticked what, and the log must not say otherwise. The page of the event
-- tells what is open instead.
create function private.move_event_tasks() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_calendar text := (select holiday_calendar from public.settings);
  v_today date := private.local_date(now());
begin
  perform set_config('rotunda.moving_tasks', 'on', true);
  update public.tasks set due_on = greatest(v_today, private.shift_business_days(new.starts_on, due_days, v_calendar))
  where event_id = new.id and due_days is not null and done_at is null
    and due_on is distinct from greatest(v_today, private.shift_business_days(new.starts_on, due_days, v_calendar));
  perform set_config('rotunda.moving_tasks', '', true);
  return null;
end $$;
create trigger _500_move_tasks after update on public.events for each row when (new.starts_on <> old.starts_on) execute function private.move_event_tasks();

create function private.keep_chosen_day() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_setting('rotunda.moving_tasks', true) is distinct from 'on' then new.due_days := null; end if;
  return new;
end $$;
create trigger _210_keep_chosen_day before update of due_on on public.tasks
  for each row when (new.due_on is distinct from old.due_on and new.due_days is not null) execute function private.keep_chosen_day();

-- ---------------------------------------------------------------- the list
-- As before, with `event` among the filters.
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
    'page.title, page.notes, page.inquiry_id, page.resident_id, page.event_id, page.owner_id, page.owner_role, s.name as owner_name, page.due_on, page.due_days, page.done_at,
     page.done_by, page.outcome, page.is_required, page.checklist_id, c.name as checklist_name, page.created_by, page.created_at, page.sort_order, page.version,
     i.number as inquiry_number, i.subject as inquiry_subject, coalesce(r.preferred_name, r.name) as resident_name, e.title as event_title, e.starts_on as event_on,
     private.may_do_task(u) as may_do
     from page join public.tasks u using (id) left join public.staff s on s.id = page.owner_id left join public.checklists c on c.id = page.checklist_id
     left join public.inquiries i on i.id = page.inquiry_id left join public.residents r on r.id = page.resident_id left join public.events e on e.id = page.event_id',
    private.task_filters(p_query),
    '{"due_on": {"key": "coalesce(t.due_on, ''infinity''::date)", "type": "date"}, "created_at": {"key": "t.created_at", "type": "timestamptz"},
      "done_at": {"key": "coalesce(t.done_at, ''infinity''::timestamptz)", "type": "timestamptz"}}',
    '{"sort": "due_on"}' || p_query);
end $$;
