-- Tasks: what somebody is to do, on a record or on none, until a day. Made one by one, or by a checklist in one act. A required
-- task keeps its inquiry open.

create table public.tasks (
  id uuid primary key default gen_random_uuid(),
  title text not null constraint tasks_title_filled check (btrim(title) <> '' and length(title) <= 300),
  notes text not null default '' constraint tasks_notes_length check (length(notes) <= 5000),
  inquiry_id uuid references public.inquiries (id) on delete restrict,
  resident_id uuid references public.residents (id) on delete restrict,
  owner_id uuid references public.staff (id) on delete set null,
  -- For whoever has this role, while nobody in particular has taken it.
  owner_role text constraint tasks_owner_role_known check (owner_role in ('staff', 'coordinator', 'manager', 'admin')),
  due_on date,
  done_at timestamptz,
  done_by uuid references public.staff (id) on delete set null,
  -- Not everything is done: some things turn out not to be needed.
  outcome text constraint tasks_outcome_known check (outcome in ('done', 'dropped')),
  checklist_id uuid references public.checklists (id) on delete set null,
  is_required boolean not null default false,
  sort_order smallint not null default 0,
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tasks_one_record_at_most check (num_nonnulls(inquiry_id, resident_id) <= 1),
  constraint tasks_done_whole check ((done_at is null) = (outcome is null) and (done_by is null or done_at is not null)),
  constraint tasks_required_has_record check (not is_required or inquiry_id is not null or resident_id is not null)
);
-- "What is on this record?"
create index tasks_inquiry on public.tasks (inquiry_id, created_at, sort_order) where inquiry_id is not null;
create index tasks_resident on public.tasks (resident_id, created_at, sort_order) where resident_id is not null;
-- "What have I to do, and what is due first?", "What has the office to do?"
create index tasks_open_owner on public.tasks (owner_id, (coalesce(due_on, 'infinity'::date)), id) where done_at is null;
create index tasks_open_due on public.tasks ((coalesce(due_on, 'infinity'::date)), id) where done_at is null;
-- "What was done, latest first?"
create index tasks_done on public.tasks (done_at, id) where done_at is not null;
create index tasks_owner on public.tasks (owner_id) where owner_id is not null;
create index tasks_done_by on public.tasks (done_by) where done_by is not null;
create index tasks_created_by on public.tasks (created_by) where created_by is not null;
create index tasks_checklist on public.tasks (checklist_id) where checklist_id is not null;

-- ---------------------------------------------------------------- rules
create function private.stamp_task() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.title := btrim(new.title);
  new.notes := btrim(new.notes);
  if tg_op = 'INSERT' then new.created_by := coalesce(new.created_by, private.current_staff_id()); end if;
  if new.owner_id is not null and (tg_op = 'INSERT' or new.owner_id is distinct from old.owner_id)
    and not exists (select from public.staff where id = new.owner_id and is_active and private.role_rank(role) >= private.role_rank('staff')) then
    raise sqlstate 'PT422' using message = 'Give the task to somebody who is active and may do more than read.', hint = 'owner_id';
  end if;
  return new;
end $$;
create trigger _200_stamp_task before insert or update of title, notes, owner_id on public.tasks
  for each row execute function private.stamp_task();

-- Whose task it is: the owner's, or its role's while nobody has it; what a person noted for themselves or for others is theirs
-- too. Who applies a checklist does not thereby own what it asks of others. A manager may do with any.
create function private.may_do_task(p_task public.tasks) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select p_task.owner_id = s.id
      or (p_task.created_by = s.id and p_task.checklist_id is null)
      or (p_task.owner_id is null and private.role_rank(s.role) >= private.role_rank(coalesce(p_task.owner_role, 'staff')))
      or private.role_rank(s.role) >= private.role_rank('manager')
    from public.staff s where s.id = private.current_staff_id() and private.role_rank(s.role) >= private.role_rank('staff')), false)
$$;

create function private.lock_task(p_id uuid) returns public.tasks
language plpgsql volatile set search_path = '' as $$
declare v_row public.tasks;
begin
  select * into v_row from public.tasks where id = p_id for update;
  if v_row.id is null then
    raise sqlstate 'PT404' using message = 'This task is not there any more.', hint = 'missing';
  elsif not private.may_do_task(v_row) then
    raise sqlstate '42501' using message = 'This task is somebody else''s. Its owner, or a manager, can do this.', hint = 'not_yours';
  end if;
  return v_row;
end $$;

-- p_outcome: done, or dropped for what is not needed. Ticking what is ticked changes nothing.
create function public.complete_task(p_id uuid, p_outcome text default 'done') returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_row public.tasks;
begin
  perform private.at_least('staff');
  v_row := private.lock_task(p_id);
  if p_outcome = 'dropped' and v_row.is_required then perform private.at_least('manager'); end if;
  if v_row.done_at is null then
    update public.tasks set done_at = now(), done_by = private.current_staff_id(), outcome = p_outcome where id = p_id returning version into v_row.version;
  end if;
  return v_row.version;
end $$;

create function public.reopen_task(p_id uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_row public.tasks;
begin
  perform private.at_least('staff');
  v_row := private.lock_task(p_id);
  if v_row.done_at is not null then
    if v_row.is_required and exists (select from public.inquiries where id = v_row.inquiry_id and status = 'closed' for share) then
      raise sqlstate 'PT422' using message = 'The inquiry is closed, and this task was required for that. Reopen the inquiry first.', hint = 'inquiry_closed';
    end if;
    update public.tasks set done_at = null, done_by = null, outcome = null where id = p_id returning version into v_row.version;
  end if;
  return v_row.version;
end $$;

-- Makes the tasks of a checklist on a record, in one act; answers how many. Due days are business days from today.
create function public.apply_checklist(p_checklist uuid, p_table text, p_id uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_list public.checklists;
  v_calendar text := (select holiday_calendar from public.settings);
  v_today date := private.local_date(now());
  v_status text;
  v_default uuid;
  v_count integer;
begin
  perform private.at_least('staff');
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
  end if;
  if exists (select from public.tasks where checklist_id = p_checklist and done_at is null
    and case p_table when 'inquiries' then inquiry_id = p_id else resident_id = p_id end) then
    raise sqlstate 'PT409' using message = 'This checklist is on the record already, with tasks that are still open.', hint = 'checklist_there';
  end if;
  if v_default is not null and not exists (select from public.staff where id = v_default and is_active) then v_default := null; end if;
  insert into public.tasks (title, inquiry_id, resident_id, owner_id, owner_role, due_on, checklist_id, is_required, sort_order)
  select i.title, case when p_table = 'inquiries' then p_id end, case when p_table = 'residents' then p_id end,
    coalesce(s.id, case when i.owner_role is null then coalesce(v_default, private.current_staff_id()) end), i.owner_role,
    case when i.due_days is not null then private.add_business_days(v_today, i.due_days, v_calendar) end, p_checklist, i.is_required, i.sort_order
  from public.checklist_items i left join public.staff s on s.id = i.owner_id and s.is_active
  where i.checklist_id = p_checklist order by i.sort_order;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- An inquiry is not closed over a required task.
create function private.guard_inquiry_tasks() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_titles text[];
begin
  select array_agg(title order by created_at, sort_order) into v_titles from public.tasks where inquiry_id = new.id and is_required and done_at is null;
  if v_titles is not null then
    raise sqlstate 'PT422' using hint = 'open_tasks', message = format('Before this inquiry can be closed: %s. Tick it first, or ask a manager to say that it is not needed.',
      (select string_agg(format('"%s"', left(title, 80)), ', ') from unnest(v_titles[1:3]) title)
        || case when cardinality(v_titles) > 3 then format(' and %s more', cardinality(v_titles) - 3) else '' end);
  end if;
  return new;
end $$;
create trigger _260_guard_tasks before update of status on public.inquiries
  for each row when (new.status = 'closed' and old.status <> 'closed') execute function private.guard_inquiry_tasks();

-- ---------------------------------------------------------------- the list
-- Filters: mine (true: the reader's own, and those of their role that nobody has taken), owner (list of staff ids; null for
-- nobody), inquiry, resident, is_open, due_before (a day), outcome. search: words of the title.
create function private.task_filters(p_query jsonb) returns text[]
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
    private.filter_any('t.outcome', 'text', f -> 'outcome'),
    case f ->> 'is_open' when 'true' then 't.done_at is null' when 'false' then 't.done_at is not null' end,
    case when f ->> 'due_before' is not null then format('coalesce(t.due_on, ''infinity''::date) < %L::date and t.done_at is null', (f ->> 'due_before')::date) end,
    case when btrim(coalesce(p_query ->> 'search', '')) <> '' then format('private.fold(t.title) like %L', private.like_pattern(private.fold(btrim(p_query ->> 'search')))) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_tasks(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.tasks',
    'page.title, page.notes, page.inquiry_id, page.resident_id, page.owner_id, page.owner_role, s.name as owner_name, page.due_on, page.done_at, page.done_by, page.outcome,
     page.is_required, page.checklist_id, c.name as checklist_name, page.created_by, page.created_at, page.sort_order, page.version,
     i.number as inquiry_number, i.subject as inquiry_subject, coalesce(r.preferred_name, r.name) as resident_name, private.may_do_task(u) as may_do
     from page join public.tasks u using (id) left join public.staff s on s.id = page.owner_id left join public.checklists c on c.id = page.checklist_id
     left join public.inquiries i on i.id = page.inquiry_id left join public.residents r on r.id = page.resident_id',
    private.task_filters(p_query),
    '{"due_on": {"key": "coalesce(t.due_on, ''infinity''::date)", "type": "date"}, "created_at": {"key": "t.created_at", "type": "timestamptz"},
      "done_at": {"key": "coalesce(t.done_at, ''infinity''::timestamptz)", "type": "timestamptz"}}',
    '{"sort": "due_on"}' || p_query);
end $$;
create function public.count_tasks(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.tasks', private.task_filters(p_query));
end $$;

-- ---------------------------------------------------------------- who may
call private.protect('public.tasks');
grant select on table public.tasks to authenticated;
grant insert (title, notes, inquiry_id, resident_id, owner_id, due_on), update (title, notes, owner_id, due_on) on table public.tasks to authenticated;
create policy tasks_select_viewer on public.tasks for select to authenticated using ((select private.at_least('viewer')));
create policy tasks_insert_staff on public.tasks for insert to authenticated with check ((select private.at_least('staff')));
create policy tasks_update_owner on public.tasks for update to authenticated
  using ((select private.at_least('staff')) and private.may_do_task(tasks)) with check ((select private.at_least('staff')));
-- Deliberately not granted: delete (what is not needed is dropped, and says by whom), and the columns that the verbs stamp.
revoke all on function public.complete_task(uuid, text), public.reopen_task(uuid), public.apply_checklist(uuid, text, uuid), public.list_tasks(jsonb), public.count_tasks(jsonb)
  from public, anon;
grant execute on function public.complete_task(uuid, text), public.reopen_task(uuid), public.apply_checklist(uuid, text, uuid), public.list_tasks(jsonb),
  public.count_tasks(jsonb), private.may_do_task(public.tasks) to authenticated;
grant execute on function public.list_tasks(jsonb), public.count_tasks(jsonb) to service_role;
comment on table public.tasks is 'What somebody is to do, on a record or on none.';
comment on column public.tasks.is_required is 'The inquiry cannot be closed while it is open. Comes from a checklist.';
