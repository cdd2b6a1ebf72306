-- Presence is told by the live line, so that whoever is at a record sees within a second who comes and goes; each still says every half minute
-- that they are there, for whoever's browser only died. What is told is "presence.<table>" and the id of the record, never who it is.

-- Says on the live line that somebody came to a record, went, or began to write. Hosted, only that it was somewhere in the table.
create function private.tell_presence(p_table text, p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_name constant text := 'presence.' || p_table;
begin
  -- As an insert: whoever may not see the record is told nothing at all.
  perform pg_notify('rotunda_live', jsonb_build_object('table', v_name, 'verb', 'insert', 'ids', jsonb_build_array(p_id))::text);
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    execute 'select realtime.send($1, $2, $3, true)' using jsonb_build_object('table', v_name), 'change', 'rotunda_live';
  end if;
end $$;
revoke all on function private.tell_presence(text, uuid) from public, anon, authenticated;

-- As before; and of "presence.<table>" those ids whose record they may see.
create or replace function private.visible_ids(p_user uuid, p_table text, p_ids text[]) returns text[]
language plpgsql volatile security invoker set search_path = '' as $$
declare
  v_table text := case when p_table like 'presence.%' then split_part(p_table, '.', 2) else p_table end;
  v_type text := (select format_type(a.atttypid, null) from pg_catalog.pg_attribute a
    where a.attrelid = to_regclass(format('public.%I', v_table)) and a.attname = 'id' and not a.attisdropped);
  v_seen text[] := '{}';
begin
  if v_type is null then return null; end if;
  perform set_config('request.jwt.claim.sub', p_user::text, true), set_config('request.jwt.claim.role', 'authenticated', true),
    set_config('request.jwt.claims', jsonb_build_object('sub', p_user, 'role', 'authenticated')::text, true);
  perform private.at_least('viewer');
  if p_ids is null then
    execute format('select 1 from public.%I limit 1', v_table);
  else
    execute format('select array(select id::text from public.%I where id = any ($1::text[]::%s[]))', v_table, v_type) into v_seen using p_ids;
  end if;
  return v_seen;
exception when insufficient_privilege then
  return null;
end $$;

-- As before, and the others at the record are told when somebody comes, goes or begins something else; not that somebody is still there.
create or replace function public.touch_presence(p_table text, p_id uuid, p_doing text default 'here') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_staff uuid := private.own_staff_id();
  v_before text;
begin
  perform private.at_least('viewer');
  if not exists (select from private.record_kinds where table_name = p_table) then
    raise sqlstate 'PT422' using message = 'Somebody can be at a record only.', hint = 'record';
  end if;
  if p_doing = 'gone' then
    delete from private.presence where record_table = p_table and record_id = p_id and staff_id = v_staff;
    if found then perform private.tell_presence(p_table, p_id); end if;
    return '[]'::jsonb;
  end if;
  -- Whoever said nothing for so long was not shown any more: they come anew.
  select doing into v_before from private.presence
  where record_table = p_table and record_id = p_id and staff_id = v_staff and seen_at > clock_timestamp() - interval '75 seconds';
  insert into private.presence as p (record_table, record_id, staff_id, doing, seen_at) values (p_table, p_id, v_staff, p_doing, clock_timestamp())
  on conflict (record_table, record_id, staff_id) do update set doing = excluded.doing, seen_at = excluded.seen_at
    where p.seen_at < excluded.seen_at - interval '30 seconds' or (p.doing = 'here' and excluded.doing <> 'here');
  if found then
    delete from private.presence where seen_at < clock_timestamp() - interval '10 minutes';
    if v_before is distinct from p_doing then perform private.tell_presence(p_table, p_id); end if;
  end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'doing', p.doing) order by p.doing = 'here', s.name, s.id), '[]')
    from private.presence p join public.staff s on s.id = p.staff_id
    where p.record_table = p_table and p.record_id = p_id and p.staff_id <> v_staff and p.seen_at > clock_timestamp() - interval '75 seconds');
end $$;
