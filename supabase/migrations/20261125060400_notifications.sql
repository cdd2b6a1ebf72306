-- Notifications: what somebody else did that a person wants to know: they were mentioned, something was assigned to them,
-- something of theirs was changed. Made by triggers, so that no screen can forget one. A mention gives no access: it is a
-- line in an inbox, and the record behind it is read under the reader's own rights.

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references public.staff (id) on delete cascade,
  kind text not null constraint notifications_kind_known check (kind in ('mentioned', 'assigned', 'changed')),
  actor_id uuid references public.staff (id) on delete set null,
  -- What it is about: a table and a row of it, or several rows at once (then there is no id, and count says how many).
  record_table text not null,
  record_id uuid,
  count integer not null default 1 constraint notifications_count_positive check (count > 0),
  -- The parts of the sentence that is told: {"number", "subject", "status", "excerpt" …}.
  facts jsonb not null default '{}',
  -- False where the person wants this kind in the morning mail only.
  in_app boolean not null default true,
  read_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "What is new for me?" and "all of mine, newest first".
create index notifications_unread on public.notifications (staff_id, created_at desc) where read_at is null;
create index notifications_staff on public.notifications (staff_id, created_at desc, id);
create index notifications_actor on public.notifications (actor_id);
alter table public.notifications enable row level security;
revoke all on table public.notifications from public, anon, authenticated;
grant all on table public.notifications to service_role;
grant select on table public.notifications to authenticated;
create policy notifications_select_own on public.notifications for select to authenticated
  using (staff_id = (select private.own_staff_id()));
create trigger _100_stamp before insert or update on public.notifications for each row execute function private.stamp();
call private.tell('public.notifications');
-- Deliberately not kept in the change log: what it tells is there already, and who read what when is nobody's business.
-- Deliberately not granted: writes. Triggers make notifications, read_notifications marks them.
comment on table public.notifications is 'What somebody else did that a person wants to know. Only their own are seen.';

-- How a person wants to hear of a kind: "app", "digest" or "none".
create function private.reach_of(p_staff uuid, p_kind text) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select notify ->> p_kind from public.preferences where staff_id = p_staff), 'app')
$$;

-- Tells one person of one thing; silently not when it is their own doing, when they left, or when they do not want it.
-- Later nouns call this from their own triggers.
create function private.notify(p_staff uuid, p_kind text, p_table text, p_record uuid, p_facts jsonb, p_count integer default 1) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_actor uuid := private.current_staff_id();
  v_reach text := private.reach_of(p_staff, p_kind);
begin
  -- What the program does by itself (an import, a sample, a schedule) tells nobody.
  if v_actor is null or p_staff is null or p_staff = v_actor or v_reach = 'none'
    or coalesce(current_setting('rotunda.reason', true), '') in ('import', 'undo') then return; end if;
  insert into public.notifications (staff_id, kind, actor_id, record_table, record_id, count, facts, in_app)
  select s.id, p_kind, v_actor, p_table, p_record, p_count, p_facts, v_reach = 'app' from public.staff s where s.id = p_staff and s.is_active;
end $$;

-- ---------------------------------------------------------------- mentions
-- "@Ana Morales" in an entry mentions her. The text stays as it was typed; who is meant is kept beside it, so that it
-- stays right when she is renamed.
alter table public.interactions add column mentions uuid[] not null default '{}';
comment on column public.interactions.mentions is 'The staff who are named with @ in the text; kept by a trigger.';

create function private.mentions_in(p_text text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_text text := private.fold(p_text);
  v_one record;
  v_found uuid[] := '{}';
begin
  if p_text !~ '@' then return v_found; end if;
  -- Longer names first and then taken out of the text: "@Ana Morales" is not also a mention of an "Ana". Two people of the
  -- same name are both meant.
  for v_one in select private.fold(s.name) as name, array_agg(s.id) as ids from public.staff s where s.is_active group by 1 order by length(private.fold(s.name)) desc, 1 loop
    if v_text ~ ('@' || regexp_replace(v_one.name, '([^a-z0-9 ])', '\\\1', 'g') || '(?![[:alnum:]])') then
      v_found := v_found || v_one.ids;
      v_text := replace(v_text, '@' || v_one.name, ' ');
    end if;
  end loop;
  return v_found;
end $$;
create function private.stamp_mentions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.mentions := private.mentions_in(new.body);
  return new;
end $$;
create trigger _310_stamp_mentions before insert or update of body on public.interactions for each row execute function private.stamp_mentions();

-- An entry tells whom it mentions, and whoever has the inquiry.
create function private.tell_interaction() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_inquiry public.inquiries;
  v_new uuid[];
  v_facts jsonb;
  v_staff uuid;
begin
  if private.current_staff_id() is null or coalesce(current_setting('rotunda.reason', true), '') in ('import', 'undo', 'bulk') then return null; end if;
  select * into v_inquiry from public.inquiries where id = new.inquiry_id;
  v_facts := jsonb_build_object('number', v_inquiry.number, 'subject', v_inquiry.subject, 'entry', new.kind, 'excerpt', left(new.body, 200));
  v_new := array(select m from unnest(new.mentions) m where tg_op = 'INSERT' or not m = any (old.mentions));
  foreach v_staff in array v_new loop
    perform private.notify(v_staff, 'mentioned', 'inquiries', new.inquiry_id, v_facts);
  end loop;
  -- Closing and reopening tell themselves below, as a change of state.
  if tg_op = 'INSERT' and new.kind not in ('resolution', 'reopening') and not v_inquiry.assigned_to = any (new.mentions) then
    perform private.notify(v_inquiry.assigned_to, 'changed', 'inquiries', new.inquiry_id, v_facts);
  end if;
  return null;
end $$;
create trigger _500_tell_insert after insert on public.interactions for each row execute function private.tell_interaction();
create trigger _500_tell_update after update of body on public.interactions for each row execute function private.tell_interaction();

-- ---------------------------------------------------------------- assignments and changes
-- One statement tells a person once, however many of their inquiries it touched.
create function private.tell_inquiries() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_one record;
begin
  if private.current_staff_id() is null or coalesce(current_setting('rotunda.reason', true), '') in ('import', 'undo')
    or coalesce(current_setting('rotunda.refreshing', true), '') = 'on' then return null; end if;
  if tg_op = 'INSERT' then
    for v_one in select n.assigned_to, count(*)::integer as n, (array_agg(n.id))[1] as id, (array_agg(n.number))[1] as number, (array_agg(n.subject))[1] as subject
      from new_rows n where n.assigned_to is not null group by 1
    loop
      perform private.notify(v_one.assigned_to, 'assigned', 'inquiries', case when v_one.n = 1 then v_one.id end,
        case when v_one.n = 1 then jsonb_build_object('number', v_one.number, 'subject', v_one.subject) else '{}'::jsonb end, v_one.n);
    end loop;
    return null;
  end if;
  for v_one in
    select t.staff, t.kind, count(*)::integer as n, (array_agg(t.id))[1] as id, (array_agg(t.number))[1] as number, (array_agg(t.subject))[1] as subject, (array_agg(t.status))[1] as status,
      count(distinct t.status) = 1 as is_one_status
    from (
      select n.assigned_to as staff, 'assigned' as kind, n.id, n.number, n.subject, null as status from new_rows n join old_rows o on o.id = n.id
        where n.assigned_to is not null and n.assigned_to is distinct from o.assigned_to
      union all
      select n.assigned_to, 'changed', n.id, n.number, n.subject, n.status from new_rows n join old_rows o on o.id = n.id
        where n.assigned_to is not null and n.assigned_to is not distinct from o.assigned_to and n.status <> o.status) t
    group by t.staff, t.kind
  loop
    perform private.notify(v_one.staff, v_one.kind, 'inquiries', case when v_one.n = 1 then v_one.id end,
      (case when v_one.n = 1 then jsonb_build_object('number', v_one.number, 'subject', v_one.subject) else '{}'::jsonb end)
        || case when v_one.kind = 'changed' and v_one.is_one_status then jsonb_build_object('status', v_one.status) else '{}'::jsonb end, v_one.n);
  end loop;
  return null;
end $$;
create trigger _500_tell_insert after insert on public.inquiries referencing new table as new_rows for each statement execute function private.tell_inquiries();
create trigger _500_tell_update after update on public.inquiries referencing old table as old_rows new table as new_rows for each statement execute function private.tell_inquiries();

-- ---------------------------------------------------------------- the inbox
-- The inbox in one call: {unread, rows: newest first}. p_before pages by the hour and id of the last row that was shown.
create function public.my_notifications(p_unread_only boolean default false, p_limit integer default 25, p_before jsonb default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_me uuid := private.current_staff_id();
begin
  perform private.at_least('viewer');
  return jsonb_build_object(
    'unread', (select count(*) from (select from public.notifications where staff_id = v_me and read_at is null and in_app limit 1000) u),
    'rows', (select coalesce(jsonb_agg(to_jsonb(r) order by r.created_at desc, r.id desc), '[]') from (
      select n.id, n.kind, n.record_table, n.record_id, n.count, n.facts, n.read_at, n.created_at, s.name as actor
      from public.notifications n left join public.staff s on s.id = n.actor_id
      where n.staff_id = v_me and n.in_app and (not p_unread_only or n.read_at is null)
        and (p_before is null or (n.created_at, n.id) < ((p_before ->> 0)::timestamptz, (p_before ->> 1)::uuid))
      order by n.created_at desc, n.id desc limit least(greatest(coalesce(p_limit, 25), 0), 100)) r));
end $$;

-- Marks some of the caller's own as read, or as not read any more; all of them when no ids are given. Answers how many.
create function public.read_notifications(p_ids uuid[] default null, p_is_read boolean default true) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_count integer;
begin
  perform private.at_least('viewer');
  update public.notifications set read_at = case when p_is_read then now() end
  where staff_id = private.current_staff_id() and (p_ids is null or id = any (p_ids)) and (read_at is null) = p_is_read;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
revoke all on function public.my_notifications(boolean, integer, jsonb), public.read_notifications(uuid[], boolean) from public, anon;
grant execute on function public.my_notifications(boolean, integer, jsonb), public.read_notifications(uuid[], boolean) to authenticated;
