-- Awards in the sample office. They are written by the functions that people write with, act by act, as the person who did it: so the
-- sample keeps every rule, and its schedules, work sheets and histories are real ones. Loaded once, into a sample that has none.

-- What "@key" means in an act: a name that an earlier act was given, or org:code, listing:number, staff:address, law:file number,
-- report:award:kind:last day of its period.
create function private.sample_reference(p_key text, p_names jsonb) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_rest text := substring(p_key from position(':' in p_key) + 1);
  v_id text := case split_part(p_key, ':', 1)
    when 'org' then (select o.id::text from public.organizations o where o.code = v_rest)
    when 'listing' then (select l.id::text from public.assistance_listings l where l.number = v_rest)
    when 'staff' then (select s.id::text from public.staff s where s.email = v_rest)
    when 'law' then (select g.id::text from public.legislation g where g.file_number = v_rest)
    when 'report' then (select r.id::text from public.award_reports r where r.award_id = (p_names ->> split_part(p_key, ':', 2))::uuid
      and r.kind = split_part(p_key, ':', 3) and r.period_end = split_part(p_key, ':', 4)::date)
    else p_names ->> p_key end;
begin
  if v_id is null then raise exception 'The sample names "%", which is not there.', p_key; end if;
  return v_id;
end $$;

-- One act: a function that people call, with its arguments by name. Answers what it returned.
create function private.run_sample_act(p_call text, p_args jsonb, p_names jsonb) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_text text := p_args::text;
  v_key text;
  v_list text;
  v_result text;
begin
  if not p_call = any (array['save_award', 'accept_award', 'activate_award', 'begin_closeout', 'terminate_award', 'save_budget', 'save_entry', 'save_modification', 'submit_modification',
    'decide_modification', 'move_budget', 'save_condition', 'clear_condition', 'save_subaward', 'act_on_subaward', 'check_exclusion', 'assess_risk', 'plan_monitoring', 'save_visit', 'save_finding',
    'decide_finding', 'activate_subaward', 'override_report', 'acknowledge_report', 'file_report']) then
    raise exception 'The sample does not do "%".', p_call;
  end if;
  loop
    v_key := substring(v_text from '"@([^"]+)"');
    exit when v_key is null;
    v_text := replace(v_text, '"@' || v_key || '"', to_json(private.sample_reference(v_key, p_names))::text);
  end loop;
  select string_agg(format('%I => %L', a.key, a.value #>> '{}'), ', ') into v_list from jsonb_each(v_text::jsonb) a;
  execute format('select public.%I(%s)::text', p_call, v_list) into v_result;
  return v_result;
end $$;

-- Files what an award owed before a day, each report some days before it was due: p_args {award, kinds, before, late: {"kind:last day of
-- the period": days after it was due}, except: ["kind:last day"]}.
create function private.sample_reports(p_args jsonb, p_names jsonb) returns table (id uuid, filed_on date)
language sql stable security definer set search_path = '' as $$
  select x.id, x.filed_on from (
    select r.id, r.period_end, r.kind, case when p_args -> 'late' ? k.key then r.due_on + (p_args -> 'late' ->> k.key)::integer
        else private.file_by(r.due_on - 3 - (extract(month from r.due_on)::integer * 3 + extract(year from r.due_on)::integer) % 8) end as filed_on
    from public.award_reports r cross join lateral (select concat_ws(':', r.kind, r.period_end) as key) k
    where r.award_id = (p_names ->> (p_args ->> 'award'))::uuid and p_args -> 'kinds' ? r.kind and r.filed_on is null and not coalesce(p_args -> 'except' ? k.key, false)) x
  where x.filed_on < (p_args ->> 'before')::date
  order by x.filed_on, x.kind, x.period_end, x.id
$$;

-- p_plan: {uei, sam_expires_on, legislation: [{file_number, title, passed_on}], organizations: [{code, name, kind}], tasks: [{award, title,
-- owner, due_on}], acts: [{as: an address, on: a day, call, args, keep: a name for what it returns, with: acts that follow each other with
-- the same are one}]}. Besides the functions, call may be file_reports (see sample_reports).
create function public.load_sample_awards(p_plan jsonb) returns void
language plpgsql volatile security definer set search_path = '' set statement_timeout = '5min' as $$
declare
  v_zone text := private.office_zone();
  v_act record;
  v_report record;
  v_names jsonb := '{}';
  v_result text;
  v_with text;
  v_table text;
  v_before text := current_setting('request.jwt.claims', true);
begin
  if not (select is_sample from public.settings) or exists (select from public.awards) then
    raise sqlstate 'PT409' using message = 'Sample awards are loaded once, into a sample office only.', hint = 'not_empty';
  end if;
  update public.settings set uei = p_plan ->> 'uei', sam_expires_on = (p_plan ->> 'sam_expires_on')::date;
  insert into public.legislation (file_number, kind, title, passed_on)
  select l.file_number, 'ordinance', l.title, l.passed_on from jsonb_to_recordset(p_plan -> 'legislation') l (file_number text, title text, passed_on date) on conflict (file_number) do nothing;
  insert into public.organizations (code, name, kind)
  select o.code, o.name, o.kind from jsonb_to_recordset(p_plan -> 'organizations') o (code text, name text, kind text) on conflict (code) do nothing;

  create temporary table sample_acts (id uuid primary key, at timestamptz not null) on commit drop;
  for v_act in
    select a.n, a.one ->> 'as' as email, (a.one ->> 'on')::date as on_day, a.one ->> 'call' as call, a.one -> 'args' as args, a.one ->> 'keep' as keep, a.one ->> 'with' as with_acts
    from jsonb_array_elements(p_plan -> 'acts') with ordinality a (one, n) order by a.n
  loop
    perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.role', 'authenticated', true),
      set_config('request.jwt.claim.sub', (select s.user_id::text from public.staff s where s.email = v_act.email), true);
    if v_act.with_acts is null or v_act.with_acts is distinct from v_with then
      perform set_config('rotunda.change_set', '', true), set_config('rotunda.reason', '', true);
    end if;
    v_with := v_act.with_acts;
    if v_act.call = 'file_reports' then
      for v_report in select r.id, r.filed_on from private.sample_reports(v_act.args, v_names) r loop
        perform set_config('rotunda.change_set', '', true), set_config('rotunda.reason', '', true);
        perform public.file_report(v_report.id, v_report.filed_on, '{}');
        insert into pg_temp.sample_acts values (private.change_set(), (v_report.filed_on + time '10:40') at time zone v_zone + make_interval(secs => v_act.n / 1000.0)) on conflict (id) do nothing;
      end loop;
    else
      v_result := private.run_sample_act(v_act.call, v_act.args, v_names);
      if v_act.keep is not null then v_names := v_names || jsonb_build_object(v_act.keep, v_result); end if;
      insert into pg_temp.sample_acts values (private.change_set(), (v_act.on_day + time '10:40') at time zone v_zone + make_interval(secs => v_act.n / 1000.0)) on conflict (id) do nothing;
    end if;
  end loop;
  perform set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claim.role', 'service_role', true), set_config('request.jwt.claims', coalesce(v_before, ''), true),
    set_config('rotunda.change_set', '', true), set_config('rotunda.reason', '', true);
  insert into public.tasks (title, award_id, owner_id, due_on, created_by)
  select t.title, (v_names ->> t.award)::uuid, o.id, t.due_on, o.id from jsonb_to_recordset(p_plan -> 'tasks') t (title text, award text, owner text, due_on date) left join public.staff o on o.email = t.owner;

  -- As if each act had been done on its day: in the rows, and in what is remembered of them.
  update public.changes c set changed_at = a.at from pg_temp.sample_acts a where c.change_set = a.id;
  update public.change_sets s set created_at = a.at from pg_temp.sample_acts a where s.id = a.id;
  perform set_config('rotunda.refreshing', 'on', true);
  foreach v_table in array array['awards', 'award_roles', 'award_shares', 'award_budgets', 'award_entries', 'award_modifications', 'award_conditions', 'award_reports', 'subawards', 'subaward_actions',
    'subaward_checks', 'subaward_risks', 'subaward_visits', 'subaward_findings', 'opportunities', 'opportunity_departments']
  loop
    perform private.set_single_writing(format('public.%I', v_table)::regclass, false);
    execute format('update public.%1$I t set created_at = c.changed_at, updated_at = c.changed_at
      from public.changes c where c.table_name = %1$L and c.action = ''insert'' and c.record_id = t.id::text', v_table);
    execute format('update public.%1$I t set updated_at = u.at from (select c.record_id, max(c.changed_at) as at from public.changes c where c.table_name = %1$L group by 1) u
      where u.record_id = t.id::text', v_table);
    perform private.set_single_writing(format('public.%I', v_table)::regclass, true);
  end loop;
  perform set_config('rotunda.refreshing', '', true);
  -- What the city owes as a whole begins with the first award that was entered.
  perform private.regenerate_office_reports();
  perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.role', 'authenticated', true),
    set_config('request.jwt.claim.sub', (select s.user_id::text from public.staff s where s.email = p_plan #>> '{acts,0,as}'), true);
  for v_report in select r.id, private.file_by(r.due_on - 20) as filed_on from public.award_reports r where r.award_id is null and r.due_on < private.local_date(now()) order by r.due_on loop
    perform public.file_report(v_report.id, v_report.filed_on, '{}');
  end loop;
  perform set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claim.role', 'service_role', true), set_config('request.jwt.claims', coalesce(v_before, ''), true);
end $$;

revoke all on function private.sample_reference(text, jsonb), private.run_sample_act(text, jsonb, jsonb), private.sample_reports(jsonb, jsonb) from public, anon, authenticated;
revoke all on function public.load_sample_awards(jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_awards(jsonb) to service_role;
comment on function public.load_sample_awards(jsonb) is 'Writes the awards of the sample office, act by act, as the people who did them.';
