-- Topics that people change. Managers and administrators do: a target is a promise of the work, and managers answer for it.
-- A changed topic counts from the next inquiry on; due days that were given stay. A topic is retired, never deleted.

alter table public.topics
  alter column code set default '',
  add constraint topics_name_length check (length(name) <= 120),
  add constraint topics_order_range check (sort_order between 0 and 10000);

create function private.stamp_topic() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.name := btrim(new.name);
  if new.code = '' and new.name <> '' then new.code := private.code_from(new.name, array(select code from public.topics)); end if;
  new.sections := private.sections_of(new.primary_section, new.sections);
  perform private.guard_sections(new.primary_section, new.sections);
  return new;
end $$;
create trigger _150_stamp_topic before insert or update of name, primary_section, sections on public.topics
  for each row execute function private.stamp_topic();

create function private.guard_topic_department() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- People only: the reference data is offered again at each start, and must not be refused for a row that is there already.
  if (select auth.uid()) is not null and not exists (select from public.organizations where id = new.department_id and is_active) then
    raise sqlstate 'PT422' using message = 'This department is retired. Choose another, or bring it back first.', hint = 'department_id';
  end if;
  return new;
end $$;
create trigger _200_guard_department before update of department_id on public.topics
  for each row when (new.department_id is not null and new.department_id is distinct from old.department_id) execute function private.guard_topic_department();
create trigger _200_guard_department_insert before insert on public.topics
  for each row when (new.department_id is not null and new.is_active) execute function private.guard_topic_department();

-- After the statement: an import may retire all that was there and bring its own in one act.
create function private.guard_last_topic() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.topics where is_active) then
    raise sqlstate 'PT422' using message = 'One topic at least must be offered: without any, no inquiry can be taken.', hint = 'last_topic';
  end if;
  return null;
end $$;
create trigger _210_guard_last_topic after update of is_active on public.topics
  for each statement execute function private.guard_last_topic();

grant insert (name, primary_section, sections, department_id, target_business_days, sort_order),
  update (name, primary_section, sections, department_id, target_business_days, sort_order, is_active) on table public.topics to authenticated;
create policy topics_insert_manager on public.topics for insert to authenticated with check ((select private.at_least('manager')));
create policy topics_update_manager on public.topics for update to authenticated
  using ((select private.at_least('manager'))) with check ((select private.at_least('manager')));
-- Deliberately not granted: delete, and a new code.
