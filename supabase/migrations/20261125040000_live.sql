-- Live: open screens hear that something changed, and ask again under their own rights. What is told is the name of a
-- table and the ids of rows, never what is in them. One statement makes one message, however many rows it touched; a
-- transaction that is rolled back tells nothing.

-- More ids than this are "many": a screen then asks for all that it shows. It keeps the message far below the 8,000
-- bytes that PostgreSQL carries.
create function private.tell_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_most constant integer := 20;
  v_ids text[];
  v_message jsonb;
begin
  -- Which transition table there is depends on the verb; the names are the same as for the audit.
  if tg_op = 'DELETE' then
    v_ids := array(select o.id::text from old_rows o limit v_most + 1);
  else
    v_ids := array(select n.id::text from new_rows n limit v_most + 1);
  end if;
  if cardinality(v_ids) = 0 then return null; end if;
  v_message := jsonb_build_object('table', tg_table_name, 'verb', lower(tg_op), 'ids', case when cardinality(v_ids) <= v_most then to_jsonb(v_ids) end);
  perform pg_notify('rotunda_live', v_message::text);
  -- On Supabase the same message goes out through Realtime, on a private channel.
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    execute 'select realtime.send($1, $2, $3, true)' using v_message, 'change', 'rotunda_live';
  end if;
  return null;
end $$;

-- One way for every table: those that are there already, and from now on whatever is protected.
create procedure private.tell(p_table regclass)
language plpgsql set search_path = '' as $$
begin
  execute format('create trigger _950_tell_insert after insert on %s referencing new table as new_rows for each statement execute function private.tell_changes()', p_table);
  execute format('create trigger _950_tell_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function private.tell_changes()', p_table);
  execute format('create trigger _950_tell_delete after delete on %s referencing old table as old_rows for each statement execute function private.tell_changes()', p_table);
end $$;

create or replace procedure private.protect(p_table regclass)
language plpgsql set search_path = '' as $$
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('revoke all on table %s from public, anon, authenticated', p_table);
  execute format('grant all on table %s to service_role', p_table);
  execute format('create trigger _100_stamp before insert or update on %s for each row execute function private.stamp()', p_table);
  execute format('create trigger _900_audit_insert after insert on %s referencing new table as new_rows for each statement execute function private.record_changes()', p_table);
  execute format('create trigger _900_audit_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function private.record_changes()', p_table);
  execute format('create trigger _900_audit_delete after delete on %s referencing old table as old_rows for each statement execute function private.record_changes()', p_table);
  call private.tell(p_table);
end $$;

do $$
declare v_table regclass;
begin
  for v_table in
    select t.tgrelid::regclass from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
    where t.tgname = '_900_audit_update' and c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_catalog.pg_trigger o where o.tgrelid = t.tgrelid and o.tgname = '_950_tell_update')
  loop
    call private.tell(v_table);
  end loop;
end $$;

-- ---------------------------------------------------------------- who may hear it
-- Which of these rows a person may see, asked as that person under row level security; an empty answer where no ids are
-- given. Null means that this table is not for them. Called by the server that carries the messages, which has taken the
-- role `authenticated` for the question; security invoker, so that the policies hold.
create function private.visible_ids(p_user uuid, p_table text, p_ids text[]) returns text[]
language plpgsql volatile security invoker set search_path = '' as $$
declare
  v_type text := (select format_type(a.atttypid, null) from pg_catalog.pg_attribute a
    where a.attrelid = to_regclass(format('public.%I', p_table)) and a.attname = 'id' and not a.attisdropped);
  v_seen text[] := '{}';
begin
  if v_type is null then return null; end if;
  perform set_config('request.jwt.claim.sub', p_user::text, true), set_config('request.jwt.claim.role', 'authenticated', true),
    set_config('request.jwt.claims', jsonb_build_object('sub', p_user, 'role', 'authenticated')::text, true);
  perform private.at_least('viewer');
  if p_ids is null then
    execute format('select 1 from public.%I limit 1', p_table);
  else
    execute format('select array(select id::text from public.%I where id = any ($1::text[]::%s[]))', p_table, v_type) into v_seen using p_ids;
  end if;
  return v_seen;
exception when insufficient_privilege then
  return null;
end $$;
revoke all on function private.visible_ids(uuid, text, text[]) from public, anon;
grant execute on function private.visible_ids(uuid, text, text[]) to authenticated;

-- The same on Supabase: whoever belongs to the office may listen to the one private channel. Realtime asks when somebody
-- joins and whenever their token is renewed.
do $$
begin
  if to_regclass('realtime.messages') is not null then
    execute $policy$create policy rotunda_live_select on realtime.messages for select to authenticated
      using (realtime.topic() = 'rotunda_live' and (select private.current_staff_id()) is not null)$policy$;
  end if;
end $$;
