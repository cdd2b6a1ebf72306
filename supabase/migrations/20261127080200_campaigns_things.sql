-- Campaigns have tasks and checklists, as inquiries, residents and events have: "ask the interpreter to read the Somali version". Days of a checklist count from the day on which it is applied.

alter table public.tasks add column campaign_id uuid references public.campaigns (id) on delete restrict;
alter table public.tasks drop constraint tasks_one_record_at_most, drop constraint tasks_required_has_record, drop column record_table, drop column record_id;
alter table public.tasks
  add constraint tasks_one_record_at_most check (num_nonnulls(inquiry_id, resident_id, event_id, campaign_id) <= 1),
  add constraint tasks_required_has_record check (not is_required or num_nonnulls(inquiry_id, resident_id, event_id, campaign_id) = 1),
  add column record_table text generated always as (case when inquiry_id is not null then 'inquiries' when resident_id is not null then 'residents'
    when event_id is not null then 'events' when campaign_id is not null then 'campaigns' end) stored,
  add column record_id uuid generated always as (coalesce(inquiry_id, resident_id, event_id, campaign_id)) stored;
create index tasks_campaign on public.tasks (campaign_id, created_at, sort_order) where campaign_id is not null;
grant insert (campaign_id) on table public.tasks to authenticated;
comment on column public.tasks.record_table is 'Follows from the reference that is set, for the log.';
alter table public.checklists drop constraint checklists_record_table_known,
  add constraint checklists_record_table_known check (record_table in ('inquiries', 'residents', 'events', 'campaigns'));

-- As before, with campaigns.
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
  end if;
  execute format('select exists (select from public.tasks where checklist_id = $1 and done_at is null and %I = $2)', v_column) into v_there using p_checklist, p_id;
  if v_there then
    raise sqlstate 'PT409' using message = 'This checklist is on the record already, with tasks that are still open.', hint = 'checklist_there';
  end if;
  if v_default is not null and not exists (select from public.staff where id = v_default and is_active and private.role_rank(role) >= private.role_rank('staff')) then v_default := null; end if;
  insert into public.tasks (title, inquiry_id, resident_id, event_id, campaign_id, owner_id, owner_role, due_on, due_days, checklist_id, is_required, sort_order)
  select i.title, r.inquiry_id, r.resident_id, r.event_id, r.campaign_id,
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
    'page.title, page.notes, page.inquiry_id, page.resident_id, page.event_id, page.campaign_id, page.owner_id, page.owner_role, s.name as owner_name, page.due_on, page.due_days, page.done_at,
     page.done_by, page.outcome, page.is_required, page.checklist_id, c.name as checklist_name, page.created_by, page.created_at, page.sort_order, page.version,
     i.number as inquiry_number, i.subject as inquiry_subject, coalesce(r.preferred_name, r.name) as resident_name, e.title as event_title, e.starts_on as event_on, m.name as campaign_name,
     private.may_do_task(u) as may_do
     from page join public.tasks u using (id) left join public.staff s on s.id = page.owner_id left join public.checklists c on c.id = page.checklist_id
     left join public.inquiries i on i.id = page.inquiry_id left join public.residents r on r.id = page.resident_id left join public.events e on e.id = page.event_id
     left join public.campaigns m on m.id = page.campaign_id',
    private.task_filters(p_query),
    '{"due_on": {"key": "coalesce(t.due_on, ''infinity''::date)", "type": "date"}, "created_at": {"key": "t.created_at", "type": "timestamptz"},
      "done_at": {"key": "coalesce(t.done_at, ''infinity''::timestamptz)", "type": "timestamptz"}}',
    '{"sort": "due_on"}' || p_query);
end $$;
