-- Changes: most acts touch one table. It is named as the set is made, so that remembering such an act is two inserts and no
-- update: an update of a table that is kept by month looks at every month.

create or replace function private.begin_change_set(p_reason text, p_detail jsonb default null, p_undoes uuid default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid := gen_random_uuid();
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

create or replace function private.note_change(p_table text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_set uuid;
  v_noted text;
begin
  perform set_config('rotunda.first_table', ',' || p_table || ',', true);
  v_set := private.change_set();
  perform set_config('rotunda.first_table', '', true);
  v_noted := current_setting('rotunda.change_tables', true);
  if strpos(v_noted, ',' || p_table || ',') = 0 then
    update public.change_sets set tables = tables || p_table
    where id = v_set and created_at > now() - interval '5 minutes' and not p_table = any (tables);
    perform set_config('rotunda.change_tables', v_noted || p_table || ',', true);
  end if;
  return v_set;
end $$;
