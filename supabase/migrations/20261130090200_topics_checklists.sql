-- Checklists of a topic: those that are put on an inquiry by themselves when it begins, and several at once.

alter table public.topics
  add column starting_checklists uuid[] not null default '{}' constraint topics_starting_checklists_length check (cardinality(starting_checklists) <= 10);
comment on column public.topics.starting_checklists is 'The checklists that an inquiry of this topic begins with.';
grant insert (starting_checklists), update (starting_checklists) on table public.topics to authenticated;

-- A checklist is never deleted: what was checked here stays true, but for its being in use.
create function private.check_starting_checklists() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.starting_checklists := array(select g.id from unnest(new.starting_checklists) with ordinality g (id, n) group by g.id order by min(g.n));
  if exists (select from unnest(new.starting_checklists) g (id) where not exists (
    select from public.checklists c where c.id = g.id and (c.is_active or g.id = any (coalesce(old.starting_checklists, '{}'))) and coalesce(c.record_table, 'inquiries') = 'inquiries')) then
    raise sqlstate 'PT422' using message = 'Choose checklists for inquiries that are in use.', hint = 'starting_checklists';
  end if;
  return new;
end $$;
create trigger _300_check_starting_checklists before insert or update of starting_checklists on public.topics
  for each row when (new.starting_checklists <> '{}') execute function private.check_starting_checklists();

-- Makes the tasks of a checklist on a record, in one act; answers how many. Due days are business days from today, or from the day of
-- an event. The record is held meanwhile: closing waits for this, and this for closing, and no task is left behind at an old day.
create function private.put_checklist(p_checklist uuid, p_table text, p_id uuid) returns integer
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

create or replace function public.apply_checklist(p_checklist uuid, p_table text, p_id uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  return private.put_checklist(p_checklist, p_table, p_id);
end $$;

-- Several in one act, all or none; answers how many tasks were made.
create function public.apply_checklists(p_checklists uuid[], p_table text, p_id uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_checklist uuid;
  v_count integer := 0;
begin
  perform private.at_least('staff');
  if coalesce(cardinality(p_checklists), 0) not between 1 and 10 then
    raise sqlstate 'PT422' using message = 'Choose 1 to 10 checklists.', hint = 'checklist';
  end if;
  foreach v_checklist in array p_checklists loop
    v_count := v_count + private.put_checklist(v_checklist, p_table, p_id);
  end loop;
  return v_count;
end $$;

-- What begins here begins with the checklists of its topic; what another system sends is worked on there.
create function private.begin_with_checklists() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_checklist uuid;
begin
  for v_checklist in select c.id from public.topics t cross join unnest(t.starting_checklists) with ordinality s (id, n) join public.checklists c on c.id = s.id
    where t.id = new.topic_id and c.is_active and coalesce(c.record_table, 'inquiries') = 'inquiries' order by s.n loop
    perform private.put_checklist(v_checklist, 'inquiries', new.id);
  end loop;
  return null;
end $$;
create trigger _600_begin_with_checklists after insert on public.inquiries
  for each row when (new.source_system is null and new.status not in ('closed', 'duplicate')) execute function private.begin_with_checklists();

revoke all on function private.put_checklist(uuid, text, uuid), private.check_starting_checklists(), private.begin_with_checklists() from public, anon, authenticated;
revoke all on function public.apply_checklists(uuid[], text, uuid) from public, anon;
grant execute on function public.apply_checklists(uuid[], text, uuid) to authenticated;
comment on function public.apply_checklists(uuid[], text, uuid) is 'Puts several checklists on a record in one act.';
