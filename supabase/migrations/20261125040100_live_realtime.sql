-- Live on Supabase: Realtime carries one message to everybody of the office, and asks for nobody which rows they may see.
-- So it is told the name of the table alone; screens then ask for all that they show of it, under their own rights.

create or replace function private.tell_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_most constant integer := 20;
  v_ids text[];
begin
  -- Which transition table there is depends on the verb; the names are the same as for the audit.
  if tg_op = 'DELETE' then
    v_ids := array(select o.id::text from old_rows o limit v_most + 1);
  else
    v_ids := array(select n.id::text from new_rows n limit v_most + 1);
  end if;
  if cardinality(v_ids) = 0 then return null; end if;
  perform pg_notify('rotunda_live', jsonb_build_object('table', tg_table_name, 'verb', lower(tg_op),
    'ids', case when cardinality(v_ids) <= v_most then to_jsonb(v_ids) end)::text);
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    execute 'select realtime.send($1, $2, $3, true)' using jsonb_build_object('table', tg_table_name), 'change', 'rotunda_live';
  end if;
  return null;
end $$;
