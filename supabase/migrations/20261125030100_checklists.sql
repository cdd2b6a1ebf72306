-- Checklists: templates of tasks. Applied to a record in one act, each item becomes a task with its own owner and due day.

create table public.checklists (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint checklists_name_filled check (btrim(name) <> '' and length(name) <= 120),
  description text not null default '' constraint checklists_description_length check (length(description) <= 500),
  -- Null: for any record.
  record_table text constraint checklists_record_table_known check (record_table in ('inquiries', 'residents')),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index checklists_name on public.checklists (lower(name));

create table public.checklist_items (
  id uuid primary key default gen_random_uuid(),
  checklist_id uuid not null references public.checklists (id) on delete cascade,
  title text not null constraint checklist_items_title_filled check (btrim(title) <> '' and length(title) <= 300),
  -- Business days after the day on which the checklist is applied; null: no due day.
  due_days smallint constraint checklist_items_due_days_range check (due_days between 0 and 250),
  -- A person, or a role; neither: whoever the record is assigned to, otherwise whoever applies it.
  owner_id uuid references public.staff (id) on delete set null,
  owner_role text constraint checklist_items_owner_role_known check (owner_role in ('staff', 'coordinator', 'manager', 'admin')),
  is_required boolean not null default false,
  sort_order smallint not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint checklist_items_one_owner check (num_nonnulls(owner_id, owner_role) <= 1)
);
-- "The items of this checklist, in order."
create index checklist_items_checklist on public.checklist_items (checklist_id, sort_order);
create index checklist_items_owner on public.checklist_items (owner_id) where owner_id is not null;

-- The checklist that inquiries of a topic are offered first.
alter table public.topics add column checklist_id uuid references public.checklists (id) on delete set null;
create index topics_checklist on public.topics (checklist_id) where checklist_id is not null;

-- Saves a checklist with its items and topics in one act; p_id null makes a new one. Items not named any more go; tasks made of
-- them stay as they are. p_checklist: {name, description, record_table, is_active, topics: [id], items: [{id, title, due_days,
-- owner_id, owner_role, is_required}]}. Returns the id.
create function public.save_checklist(p_checklist jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid := p_id;
  v_version integer;
  v_topics uuid[] := array(select jsonb_array_elements_text(coalesce(p_checklist -> 'topics', '[]'))::uuid);
begin
  perform private.at_least('manager');
  if nullif(btrim(p_checklist ->> 'name'), '') is null then
    raise sqlstate 'PT422' using message = 'Give the checklist a name.', hint = 'name';
  elsif exists (select from public.checklists where lower(name) = lower(btrim(p_checklist ->> 'name')) and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = 'There is a checklist of this name already. Choose another name.', hint = 'name';
  elsif coalesce(jsonb_array_length(p_checklist -> 'items'), 0) = 0 then
    raise sqlstate 'PT422' using message = 'A checklist needs at least one item.', hint = 'items';
  elsif jsonb_array_length(p_checklist -> 'items') > 50 then
    raise sqlstate 'PT422' using message = 'A checklist has at most 50 items. Make two of it.', hint = 'items';
  elsif exists (select from jsonb_array_elements(p_checklist -> 'items') i where nullif(btrim(i ->> 'title'), '') is null) then
    raise sqlstate 'PT422' using message = 'One of the items says nothing. Write what is to be done, or remove it.', hint = 'items';
  end if;
  if v_id is null then
    insert into public.checklists (name) values (btrim(p_checklist ->> 'name')) returning id into v_id;
  else
    select version into v_version from public.checklists where id = v_id for update;
    if v_version is null then
      raise sqlstate 'PT404' using message = 'This checklist is not there any more.', hint = 'missing';
    elsif v_version is distinct from p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this checklist since you opened it. Your entries are still here: compare, then save again.', hint = 'conflict';
    end if;
  end if;
  update public.checklists set name = btrim(p_checklist ->> 'name'), description = coalesce(btrim(p_checklist ->> 'description'), ''),
    record_table = p_checklist ->> 'record_table', is_active = coalesce((p_checklist ->> 'is_active')::boolean, true) where id = v_id;

  delete from public.checklist_items where checklist_id = v_id
    and id::text not in (select i ->> 'id' from jsonb_array_elements(p_checklist -> 'items') i where i ->> 'id' is not null);
  with given as (
    select i.*, n from jsonb_array_elements(p_checklist -> 'items') with ordinality e (item, n)
    cross join lateral jsonb_to_record(e.item) i (id uuid, title text, due_days smallint, owner_id uuid, owner_role text, is_required boolean)),
  changed as (
    update public.checklist_items c set title = btrim(g.title), due_days = g.due_days, owner_id = g.owner_id, owner_role = g.owner_role,
      is_required = coalesce(g.is_required, false), sort_order = g.n
    from given g where c.id = g.id and c.checklist_id = v_id
      and (c.title, c.due_days, c.owner_id, c.owner_role, c.is_required, c.sort_order)
        is distinct from (btrim(g.title), g.due_days, g.owner_id, g.owner_role, coalesce(g.is_required, false), g.n::smallint))
  insert into public.checklist_items (checklist_id, title, due_days, owner_id, owner_role, is_required, sort_order)
  select v_id, btrim(g.title), g.due_days, g.owner_id, g.owner_role, coalesce(g.is_required, false), g.n
  from given g where not exists (select from public.checklist_items c where c.id = g.id and c.checklist_id = v_id);

  update public.topics set checklist_id = null where checklist_id = v_id and not id = any (v_topics);
  update public.topics set checklist_id = v_id where id = any (v_topics) and checklist_id is distinct from v_id;
  return v_id;
end $$;

call private.protect('public.checklists');
call private.protect('public.checklist_items');
grant select on table public.checklists, public.checklist_items to authenticated;
create policy checklists_select_viewer on public.checklists for select to authenticated using ((select private.at_least('viewer')));
create policy checklist_items_select_viewer on public.checklist_items for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: direct writes (a checklist and its items are saved together, by save_checklist), and delete of a
-- checklist: it is not offered any more instead, because tasks remember where they come from.
revoke all on function public.save_checklist(jsonb, uuid, integer) from public, anon;
grant execute on function public.save_checklist(jsonb, uuid, integer) to authenticated;
comment on table public.checklists is 'Templates of tasks, applied to a record in one act.';
comment on table public.checklist_items is 'What a checklist asks for, in order.';
comment on column public.topics.checklist_id is 'The checklist that inquiries of this topic are offered first.';
