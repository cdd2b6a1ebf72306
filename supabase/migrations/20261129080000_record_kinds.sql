-- Which nouns have files, tasks and checklists is said in one place. A noun adds itself with one call, and brings what is its own:
-- how a record of it is called, whose it is, when it is over. Until now each noun made the same functions and checks anew.

create table private.record_kinds (
  table_name text primary key,
  -- The column of `tasks` and `attachments` that points to it.
  column_name text not null unique,
  sort_order smallint not null unique,
  -- Expressions over a row `t` of the table: what it is called; whose what is nobody's becomes; the day that a checklist counts from
  -- (null: today); whether it is over, so that a checklist comes too late, and what is said then.
  title text not null,
  owner text not null default 'null::uuid',
  counts_from text not null default 'null::date',
  is_over text not null default 'false',
  over_message text not null default '',
  over_hint text not null default 'over'
);
alter table private.record_kinds enable row level security;
-- Deliberately no policy and no grant: migrations write it, functions read it.

insert into private.record_kinds (table_name, column_name, sort_order, title, owner, counts_from, is_over, over_message, over_hint) values
  ('inquiries', 'inquiry_id', 10, 't.number || '' '' || t.subject', 't.assigned_to', 'null::date', 't.status = ''closed''',
    'This inquiry is closed. Reopen it first.', 'inquiry_closed'),
  ('residents', 'resident_id', 20, 'coalesce(t.preferred_name, t.name)', 'null::uuid', 'null::date', 'false', '', 'over'),
  ('events', 'event_id', 30, 't.title', '(select s.staff_id from public.event_staff s where s.event_id = t.id and s.task = ''lead'' order by s.created_at limit 1)',
    't.starts_on', 't.status = ''cancelled''', 'This event is cancelled. Plan it again first.', 'event_cancelled'),
  ('campaigns', 'campaign_id', 40, 't.name', 't.written_by', 'null::date', 't.status in (''sent'', ''cancelled'')',
    'This campaign is over. A checklist belongs to one that is still to go.', 'campaign_over'),
  ('awards', 'award_id', 50, 't.title', 't.lead_id', 'null::date', 't.status in (''closed'', ''declined'')',
    'This award is over. A checklist belongs to one that is still worked on.', 'award_over');

create or replace function private.record_column(p_table text) returns text
language plpgsql stable set search_path = '' as $$
declare v_column text := (select column_name from private.record_kinds where table_name = p_table);
begin
  if v_column is null then
    raise sqlstate 'PT422' using message = 'Records of this kind have no files and no tasks.', hint = 'record';
  end if;
  return v_column;
end $$;

-- "case when inquiry_id is not null then 'inquiries' … end" and the like, from the kinds that there are.
create function private.record_parts(p_pattern text, p_separator text) returns text
language sql stable set search_path = '' as $$
  select string_agg(format(p_pattern, column_name, table_name), p_separator order by sort_order) from private.record_kinds
$$;

-- A noun's way in. Columns, checks, the two columns that follow from them, indexes and grants: all of it follows from the kinds.
create procedure private.has_things(p_table text, p_column text, p_title text, p_owner text default 'null::uuid', p_is_over text default 'false', p_over_message text default '')
language plpgsql set search_path = '' as $$
declare
  v_columns text;
  v_table text;
begin
  insert into private.record_kinds (table_name, column_name, sort_order, title, owner, is_over, over_message)
  values (p_table, p_column, (select max(sort_order) + 10 from private.record_kinds), p_title, p_owner, p_is_over, p_over_message);
  v_columns := private.record_parts('%1$I', ', ');
  foreach v_table in array array['attachments', 'tasks'] loop
    execute format('alter table public.%I add column %I uuid references public.%I (id) on delete restrict', v_table, p_column, p_table);
    execute format('alter table public.%1$I drop constraint %2$I, drop column record_table, drop column record_id', v_table,
      case v_table when 'tasks' then 'tasks_one_record_at_most' else 'attachments_one_record' end);
    execute format('alter table public.%I add column record_table text generated always as (case %s end) stored, add column record_id uuid generated always as (coalesce(%s)) stored',
      v_table, private.record_parts('when %1$I is not null then %2$L', ' '), v_columns);
    execute format('comment on column public.%I.record_table is %L', v_table, 'Follows from the reference that is set, for the log.');
  end loop;
  execute format('alter table public.attachments add constraint attachments_one_record check (num_nonnulls(%s) = 1)', v_columns);
  execute format('alter table public.tasks drop constraint tasks_required_has_record,
    add constraint tasks_one_record_at_most check (num_nonnulls(%1$s) <= 1),
    add constraint tasks_required_has_record check (not is_required or num_nonnulls(%1$s) = 1)', v_columns);
  execute format('create index %I on public.attachments (%I, created_at) where %2$I is not null', 'attachments_' || replace(p_column, '_id', ''), p_column);
  execute format('create index %I on public.tasks (%I, created_at, sort_order) where %2$I is not null', 'tasks_' || replace(p_column, '_id', ''), p_column);
  execute format('grant insert (%I) on table public.tasks to authenticated', p_column);
  execute format('alter table public.checklists drop constraint checklists_record_table_known, add constraint checklists_record_table_known check (record_table in (%s))',
    private.record_parts('%2$L', ', '));
end $$;
revoke all on procedure private.has_things(text, text, text, text, text, text) from public, anon, authenticated;
revoke all on function private.record_parts(text, text) from public, anon, authenticated;

-- ---------------------------------------------------------------- what holds for every kind
create or replace function private.check_record(p_table text, p_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_column text := private.record_column(p_table);
  v_there boolean;
begin
  execute format('select true from public.%I where id = $1 for key share', p_table) into v_there using p_id;
  if v_there is null or v_column is null then
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
  if v_found is null then
    execute format('insert into public.attachments (%I, name, media_type, bytes, sha256, width, height, thumbnail, path, created_by)
      select $1, f.name, f.media_type, f.bytes, f.sha256, f.width, f.height, f.thumbnail, f.path, $3 from jsonb_populate_record(null::public.attachments, $2) f
      returning id, path', v_column)
      into v_found, v_path using v_record, v_file - 'id', private.current_staff_id();
  end if;
  return jsonb_build_object('id', v_found, 'path', v_path);
end $$;

-- Makes the tasks of a checklist on a record, in one act; answers how many. Due days are business days from today, or from the day of
-- an event. The record is held meanwhile: closing waits for this, and this for closing, and no task is left behind at an old day.
create or replace function public.apply_checklist(p_checklist uuid, p_table text, p_id uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_list public.checklists;
  v_kind private.record_kinds;
  v_calendar text := (select holiday_calendar from public.settings);
  v_today date := private.local_date(now());
  v_default uuid;
  v_day date;
  v_over boolean;
  v_there boolean;
  v_count integer;
begin
  perform private.at_least('staff');
  perform private.record_column(p_table);
  select * into v_kind from private.record_kinds where table_name = p_table;
  select * into v_list from public.checklists where id = p_checklist for share;
  if v_list.id is null then
    raise sqlstate 'PT404' using message = 'This checklist is not there any more.', hint = 'missing';
  elsif not v_list.is_active then
    raise sqlstate 'PT422' using message = 'This checklist is not offered any more. Choose another.', hint = 'checklist';
  elsif v_list.record_table <> p_table then
    raise sqlstate 'PT422' using message = 'This checklist is for another kind of record.', hint = 'checklist';
  end if;
  perform private.check_record(p_table, p_id);
  execute format('select %s, %s, %s from public.%I t where t.id = $1 for update of t', v_kind.owner, v_kind.counts_from, v_kind.is_over, p_table)
    into v_default, v_day, v_over using p_id;
  if v_over then
    raise sqlstate 'PT422' using message = v_kind.over_message, hint = v_kind.over_hint;
  end if;
  execute format('select exists (select from public.tasks where checklist_id = $1 and done_at is null and %I = $2)', v_kind.column_name) into v_there using p_checklist, p_id;
  if v_there then
    raise sqlstate 'PT409' using message = 'This checklist is on the record already, with tasks that are still open.', hint = 'checklist_there';
  end if;
  if v_default is not null and not exists (select from public.staff where id = v_default and is_active and private.role_rank(role) >= private.role_rank('staff')) then v_default := null; end if;
  execute format('insert into public.tasks (%I, title, owner_id, owner_role, due_on, due_days, checklist_id, is_required, sort_order)
    select $1, i.title, coalesce(s.id, case when i.owner_role is null then coalesce($2, private.current_staff_id()) end), i.owner_role,
      case when i.due_days is null then null when $3 then greatest($4, private.shift_business_days($5, i.due_days, $6)) else private.add_business_days($4, i.due_days, $6) end,
      case when $3 then i.due_days end, $7, i.is_required, i.sort_order
    from public.checklist_items i left join public.staff s on s.id = i.owner_id and s.is_active where i.checklist_id = $7 order by i.sort_order', v_kind.column_name)
    using p_id, v_default, coalesce(v_list.record_table = 'events', false), v_today, v_day, v_calendar, p_checklist;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- Filters: mine (true: the reader's own, and those of their role that nobody has taken), owner (list of staff ids; null for nobody),
-- inquiry, resident and so on by the name of each kind's column, is_open, due_before (a day), outcome. search: words of the title.
create or replace function private.task_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_me uuid := private.current_staff_id();
begin
  return array[
    case when f ->> 'mine' = 'true' then format('(t.owner_id = %1$L::uuid or (t.owner_id is null and t.owner_role = (select role from public.staff where id = %1$L::uuid)))', v_me) end,
    private.filter_any('t.owner_id', 'uuid', f -> 'owner'),
    private.filter_any('t.outcome', 'text', f -> 'outcome'),
    case f ->> 'is_open' when 'true' then 't.done_at is null' when 'false' then 't.done_at is not null' end,
    case when f ->> 'due_before' is not null then format('coalesce(t.due_on, ''infinity''::date) < %L::date and t.done_at is null', (f ->> 'due_before')::date) end,
    case when btrim(coalesce(p_query ->> 'search', '')) <> '' then format('private.fold(t.title) like %L', private.like_pattern(private.fold(btrim(p_query ->> 'search')))) end]
    || array(select private.filter_any('t.' || k.column_name, 'uuid', f -> replace(k.column_name, '_id', '')) from private.record_kinds k order by k.sort_order);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create or replace function public.list_tasks(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_columns text := private.record_parts('page.%1$I', ', ');
  v_titles text := (select string_agg(format('when %L then (select %s from public.%I t where t.id = page.%I)', table_name, title, table_name, column_name), ' ' order by sort_order) from private.record_kinds);
begin
  perform private.may_list();
  return private.list_page('public.tasks',
    format('page.title, page.notes, %s, page.record_table, page.record_id, case page.record_table %s end as record_title, (select e.starts_on from public.events e where e.id = page.event_id) as event_on,
     page.owner_id, page.owner_role, s.name as owner_name, page.due_on, page.due_days, page.done_at,
     page.done_by, page.outcome, page.is_required, page.checklist_id, c.name as checklist_name, page.created_by, page.created_at, page.sort_order, page.version,
     private.may_do_task(u) as may_do
     from page join public.tasks u using (id) left join public.staff s on s.id = page.owner_id left join public.checklists c on c.id = page.checklist_id', v_columns, v_titles),
    private.task_filters(p_query),
    '{"due_on": {"key": "coalesce(t.due_on, ''infinity''::date)", "type": "date"}, "created_at": {"key": "t.created_at", "type": "timestamptz"},
      "done_at": {"key": "coalesce(t.done_at, ''infinity''::timestamptz)", "type": "timestamptz"}}',
    '{"sort": "due_on"}' || p_query);
end $$;

-- Where the page of a record is: by its table, but for those that are a part of something.
create function private.page_of(p_table text, p_id uuid) returns text
language sql immutable set search_path = '' as $$
  select format('/%s/%s', case p_table when 'translation_requests' then 'language-encounters/translations' else replace(p_table, '_', '-') end, p_id)
$$;
revoke all on function private.page_of(text, uuid) from public, anon, authenticated;

-- The tasks of somebody's day, with the way to what each is on.
create function private.digest_tasks(p_staff uuid, p_day date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'count', (select count(*) from public.tasks where owner_id = p_staff and done_at is null and due_on <= p_day),
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('title', t.title, 'due_on', t.due_on, 'path', case when t.record_id is null then '/' else private.page_of(t.record_table, t.record_id) end) order by t.due_on, t.title), '[]')
      from (select title, due_on, record_table, record_id from public.tasks where owner_id = p_staff and done_at is null and due_on <= p_day order by due_on, title limit 5) t))
$$;
revoke all on function private.digest_tasks(uuid, date) from public, anon, authenticated;
