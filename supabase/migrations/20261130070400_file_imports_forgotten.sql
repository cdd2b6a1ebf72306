-- Files that were compared and not taken in: their lines go a day later, also where nobody begins another import.

-- As before; the worker asks this often, so it is also when such lines are cleared away.
create or replace function public.files_to_purge(p_done text[] default '{}') returns text[]
language plpgsql volatile security definer set search_path = '' as $$
declare v_old uuid[] := array(select id from private.file_imports where started_at < now() - interval '1 day');
begin
  if v_old <> '{}' then perform private.forget_file_imports(v_old); end if;
  delete from private.files_to_purge where path = any (p_done);
  return array(select path from private.files_to_purge order by created_at, path limit 100);
end $$;
