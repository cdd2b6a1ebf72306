-- What a sample office is made of where functions write it: acts, each by a person and on a day, through the functions that people call.

-- p_acts: [{as: an address, on: a day, call: a function that people may call, args: by name, keep: a name for what it returns, with: acts
-- that follow each other with the same are one}]. "@key" in args means what an earlier act was given as, or org:code, staff:address,
-- need:code, topic:code, district:code, program:name, award:number; p_names: names of acts before. Answers all names. Only in a sample.
create function public.load_sample_acts(p_acts jsonb, p_names jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' set statement_timeout = '5min' as $$
declare
  v_zone text := private.office_zone();
  v_names jsonb := coalesce(p_names, '{}');
  v_before text := current_setting('request.jwt.claims', true);
  v_act record;
  v_text text;
  v_key text;
  v_list text;
  v_result text;
  v_with text;
  v_table text;
begin
  if not (select is_sample from public.settings) then
    raise sqlstate 'PT409' using message = 'Invented work is loaded into a sample office only.', hint = 'not_empty';
  end if;
  create temporary table sample_times (id uuid primary key, at timestamptz not null) on commit drop;
  for v_act in
    select a.n, a.one ->> 'as' as email, (a.one ->> 'on')::date as on_day, a.one ->> 'call' as call, coalesce(a.one -> 'args', '{}') as args, a.one ->> 'keep' as keep, a.one ->> 'with' as with_acts
    from jsonb_array_elements(p_acts) with ordinality a (one, n) order by a.n
  loop
    if not exists (select from pg_catalog.pg_proc f where f.pronamespace = 'public'::regnamespace and f.proname = v_act.call and has_function_privilege('authenticated', f.oid, 'execute')) then
      raise exception 'Nobody can do "%".', v_act.call;
    end if;
    perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.role', 'authenticated', true),
      set_config('request.jwt.claim.sub', (select s.user_id::text from public.staff s where s.email = v_act.email), true);
    if v_act.with_acts is null or v_act.with_acts is distinct from v_with then
      perform set_config('rotunda.change_set', '', true), set_config('rotunda.reason', '', true);
    end if;
    v_with := v_act.with_acts;
    v_text := v_act.args::text;
    loop
      v_key := substring(v_text from '"@([^"]+)"');
      exit when v_key is null;
      v_text := replace(v_text, '"@' || v_key || '"', to_json(private.sample_name(v_key, v_names))::text);
    end loop;
    select string_agg(format('%I => %L', a.key, a.value #>> '{}'), ', ') into v_list from jsonb_each(v_text::jsonb) a;
    execute format('select public.%I(%s)::text', v_act.call, v_list) into v_result;
    if v_act.keep is not null then v_names := v_names || jsonb_build_object(v_act.keep, v_result); end if;
    insert into pg_temp.sample_times values (private.change_set(), (v_act.on_day + time '10:20') at time zone v_zone + make_interval(secs => v_act.n)) on conflict (id) do nothing;
  end loop;
  perform set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claim.role', 'service_role', true), set_config('request.jwt.claims', coalesce(v_before, ''), true),
    set_config('rotunda.change_set', '', true), set_config('rotunda.reason', '', true);
  -- As if each act had been done on its day: in the rows, and in what is remembered of them.
  update public.changes c set changed_at = a.at from pg_temp.sample_times a where c.change_set = a.id;
  update public.change_sets s set created_at = a.at from pg_temp.sample_times a where s.id = a.id;
  perform set_config('rotunda.refreshing', 'on', true);
  for v_table in select distinct c.table_name from public.changes c join pg_temp.sample_times a on a.id = c.change_set order by 1 loop
    perform private.set_single_writing(format('public.%I', v_table)::regclass, false);
    execute format('update public.%1$I t set created_at = c.changed_at, updated_at = c.changed_at
      from public.changes c join pg_temp.sample_times a on a.id = c.change_set where c.table_name = %1$L and c.action = ''insert'' and c.record_id = t.id::text', v_table);
    execute format('update public.%1$I t set updated_at = u.at from (select c.record_id, max(c.changed_at) as at from public.changes c join pg_temp.sample_times a on a.id = c.change_set where c.table_name = %1$L group by 1) u
      where u.record_id = t.id::text', v_table);
    perform private.set_single_writing(format('public.%I', v_table)::regclass, true);
  end loop;
  perform set_config('rotunda.refreshing', '', true);
  drop table pg_temp.sample_times;
  return v_names;
end $$;

create function private.sample_name(p_key text, p_names jsonb) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_rest text := substring(p_key from position(':' in p_key) + 1);
  v_id text := case split_part(p_key, ':', 1)
    when 'org' then (select o.id::text from public.organizations o where o.code = v_rest)
    when 'staff' then (select s.id::text from public.staff s where s.email = v_rest)
    when 'need' then (select n.id::text from public.needs n where n.code = v_rest)
    when 'topic' then (select t.id::text from public.topics t where t.code = v_rest)
    when 'district' then (select d.id::text from public.districts d where d.code = v_rest)
    when 'program' then (select p.id::text from public.programs p where p.name = v_rest order by p.id limit 1)
    when 'award' then (select a.id::text from public.awards a where a.award_number = v_rest)
    when 'law' then (select g.id::text from public.legislation g where g.file_number = v_rest)
    else p_names ->> p_key end;
begin
  if v_id is null then raise exception 'The sample names "%", which is not there.', p_key; end if;
  return v_id;
end $$;
revoke all on function private.sample_name(text, jsonb) from public, anon, authenticated;
revoke all on function public.load_sample_acts(jsonb, jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_acts(jsonb, jsonb) to service_role;
comment on function public.load_sample_acts(jsonb, jsonb) is 'Writes invented work into a sample office, act by act, as the people who did it.';
