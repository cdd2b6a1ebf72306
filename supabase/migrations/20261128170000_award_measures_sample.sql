-- Measures in the sample office: promised by half-years, and events and contacts of the sample credited to them by the functions that
-- people write with, before its performance reports are filed: so those have taken their figures with them.

-- p_args: award, measure (as save_measure takes it), per_month. Each half-year promises in proportion to its days.
create function private.sample_measure(p_args jsonb) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare v_award public.awards;
begin
  select * into v_award from public.awards where id = (p_args ->> 'award')::uuid;
  return public.save_measure(v_award.id, p_args -> 'measure' || jsonb_build_object('targets', (
    select jsonb_agg(jsonb_build_object('period_start', t.period_start, 'period_end', t.period_end,
      'target', ceil((p_args ->> 'per_month')::numeric * (t.period_end - t.period_start + 1) / 30.4)) order by t.period_start)
    from private.target_periods(v_award, 'half') t)))::text;
end $$;

-- p_args: measure, table, kinds, every. Credits each so many of what could be credited, counted from the first.
create function private.sample_credits(p_args jsonb) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_measure public.award_measures;
  v_award public.awards;
  v_chosen jsonb;
begin
  select * into v_measure from public.award_measures where id = (p_args ->> 'measure')::uuid;
  select * into v_award from public.awards where id = v_measure.award_id;
  select jsonb_agg(jsonb_build_object('table', p_args ->> 'table', 'id', x.id)) into v_chosen from (
    select f.id, row_number() over (order by f.at, f.id) as n from (
      select e.id, e.starts_at as at from public.events e
      where p_args ->> 'table' = 'events' and e.status = 'held' and e.starts_on between v_award.starts_on and v_award.performance_ends_on and p_args -> 'kinds' ? e.kind
      union all
      select i.id, i.occurred_at from public.interactions i join public.inquiries q on q.id = i.inquiry_id
      where p_args ->> 'table' = 'interactions' and p_args -> 'kinds' ? i.kind and private.is_other_language(q.language)
        and private.local_date(i.occurred_at) between v_award.starts_on and v_award.performance_ends_on) f) x
  where x.n % (p_args ->> 'every')::integer = 1 % (p_args ->> 'every')::integer and x.n <= 400 * (p_args ->> 'every')::integer;
  return case when v_chosen is null then '0' else public.credit_records(v_measure.id, v_chosen)::text end;
end $$;

create or replace function private.run_sample_act(p_call text, p_args jsonb, p_names jsonb) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_text text := p_args::text;
  v_key text;
  v_list text;
  v_result text;
begin
  if not p_call = any (array['save_award', 'accept_award', 'activate_award', 'begin_closeout', 'terminate_award', 'save_budget', 'save_entry', 'save_modification', 'submit_modification',
    'decide_modification', 'move_budget', 'save_condition', 'clear_condition', 'save_subaward', 'act_on_subaward', 'check_exclusion', 'assess_risk', 'plan_monitoring', 'save_visit', 'save_finding',
    'decide_finding', 'activate_subaward', 'override_report', 'acknowledge_report', 'file_report', 'save_credit', 'sample_measure', 'sample_credits',
    'save_opportunity', 'move_opportunity']) then
    raise exception 'The sample does not do "%".', p_call;
  end if;
  loop
    v_key := substring(v_text from '"@([^"]+)"');
    exit when v_key is null;
    v_text := replace(v_text, '"@' || v_key || '"', to_json(private.sample_reference(v_key, p_names))::text);
  end loop;
  if p_call = 'sample_measure' then return private.sample_measure(v_text::jsonb);
  elsif p_call = 'sample_credits' then return private.sample_credits(v_text::jsonb);
  end if;
  select string_agg(format('%I => %L', a.key, a.value #>> '{}'), ', ') into v_list from jsonb_each(v_text::jsonb) a;
  execute format('select public.%I(%s)::text', p_call, v_list) into v_result;
  return v_result;
end $$;
revoke all on function private.sample_measure(jsonb), private.sample_credits(jsonb), private.run_sample_act(text, jsonb, jsonb) from public, anon, authenticated;
