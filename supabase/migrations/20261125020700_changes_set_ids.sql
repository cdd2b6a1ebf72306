-- Changes: the name of a set begins with its time (RFC 9562, version 7), as the browser names its acts too. New entries of the
-- indexes then lie together at their end, whatever the size of the log, instead of anywhere in it.

create function private.new_set_id() returns uuid
language sql volatile set search_path = '' as $$
  select (left(n.time, 8) || '-' || right(n.time, 4) || '-7' || substr(n.chance, 16, 3) || substr(n.chance, 19))::uuid
  from (select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') as time, gen_random_uuid()::text as chance) n
$$;

create or replace function private.begin_change_set(p_reason text, p_detail jsonb default null, p_undoes uuid default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid := private.new_set_id();
  v_asked text := case when (select auth.uid()) is not null then nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-change-set' end;
  v_staff public.staff;
  -- The table that makes the set necessary, as note_change leaves it: ',topics,'; just ',' when none has.
  v_first text := coalesce(nullif(current_setting('rotunda.first_table', true), ''), ',');
begin
  -- The caller names the act, so that they can undo it. A name that is taken is not theirs to give.
  if v_asked ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' and not exists (select from public.change_sets where id = v_asked::uuid) then
    v_id := v_asked::uuid;
  end if;
  select * into v_staff from public.staff where user_id = (select auth.uid()) and is_active;
  insert into public.change_sets (id, staff_id, role, reason, tables, detail, undoes)
  values (v_id, v_staff.id, coalesce(v_staff.role, 'service'), p_reason, string_to_array(trim(v_first, ','), ','), p_detail, p_undoes);
  perform set_config('rotunda.change_set', v_id::text, true), set_config('rotunda.change_tables', v_first, true), set_config('rotunda.reason', p_reason, true);
  return v_id;
end $$;
