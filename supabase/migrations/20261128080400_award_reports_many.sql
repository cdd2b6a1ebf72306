-- Many reports of the past at once, as whoever enters an award that has run for years needs; and the schedule asks the chapter of
-- subawards, which is there by now, by its name.

-- All that an award owes, worked out from its row, its subawards and the rules. p_kept: {kind: as award_periods has it}.
create or replace function private.award_schedule(p_award public.awards, p_kept jsonb default '{}')
returns table (schedule_key text, kind text, rule_id uuid, is_final boolean, period_start date, period_end date, opens_on date, computed_due_on date, due_reason jsonb, subaward_id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_last date := coalesce(p_award.terminated_on, p_award.ends_on);
  v_kind text;
  v_rule public.award_report_rules;
  v_rules public.award_report_rules[];
  v_part record;
  v_event record;
begin
  if p_award.starts_on is null or v_last is null then return; end if;
  foreach v_kind in array array['ffr', 'performance', 'pmt'] loop
    return query select p.schedule_key, v_kind, p.rule_id, p.is_final, p.period_start, p.period_end, p.opens_on, p.computed_due_on, p.due_reason, null::uuid
      from private.award_periods(p_award, v_kind, p_kept -> v_kind) p;
  end loop;
  v_rule := private.rule_on(private.fitting_rules(p_award, 'closeout'), v_last);
  if v_rule.final_due_days is not null then
    return query select 'closeout'::text, 'closeout'::text, v_rule.id, false, null::date, null::date, v_last + 1, v_last + v_rule.final_due_days,
      jsonb_build_object('rule', v_rule.code, 'basis', 'performance_end', 'from', v_last, 'days', v_rule.final_due_days), null::uuid;
  end if;
  if p_award.id is null then return; end if;

  v_rules := private.fitting_rules(p_award, 'subaward_final');
  for v_part in
    select s.id, coalesce(s.terminated_on, s.ends_on) as last_on from public.subawards s
    where s.award_id = p_award.id and s.determination is distinct from 'contract' and s.status <> 'draft' and coalesce(s.terminated_on, s.ends_on) is not null order by s.created_at, s.id
  loop
    v_rule := private.rule_on(v_rules, v_part.last_on);
    continue when v_rule.final_due_days is null;
    return query select 'subaward_final'::text, 'subaward_final'::text, v_rule.id, true, null::date, null::date, v_part.last_on + 1, v_part.last_on + v_rule.final_due_days,
      jsonb_build_object('rule', v_rule.code, 'basis', 'subaward_end', 'from', v_part.last_on, 'days', v_rule.final_due_days), v_part.id;
  end loop;

  v_rules := private.fitting_rules(p_award, 'ffata');
  for v_event in
    select s.id, e.reportable_on, e.total_cents from public.subawards s cross join lateral private.ffata_events(s.id) e where s.award_id = p_award.id order by s.created_at, s.id, e.reportable_on
  loop
    v_rule := private.rule_on(v_rules, v_event.reportable_on);
    continue when v_rule.due_months_end is null;
    return query select 'ffata:' || to_char(v_event.reportable_on, 'YYYY-MM'), 'ffata'::text, v_rule.id, false, null::date, null::date, v_event.reportable_on,
      private.plus_months_end(v_event.reportable_on, v_rule.due_months_end),
      jsonb_build_object('rule', v_rule.code, 'basis', 'action', 'from', v_event.reportable_on, 'months_end', v_rule.due_months_end, 'cents', v_event.total_cents), v_event.id;
  end loop;

  -- Records stay for some years from the final financial report as it was filed; before that nobody knows until when.
  select r.filed_on into v_part from public.award_reports r
  where r.award_id = p_award.id and r.kind = 'ffr' and r.is_final and r.filed_on is not null and r.period_end >= v_last order by r.filed_on desc limit 1;
  if found then
    v_rule := private.rule_on(private.fitting_rules(p_award, 'retention'), v_part.filed_on);
    if v_rule.due_years is not null then
      return query select 'retention'::text, 'retention'::text, v_rule.id, false, null::date, null::date, null::date, (v_part.filed_on + make_interval(years => v_rule.due_years))::date,
        jsonb_build_object('rule', v_rule.code, 'basis', 'final_ffr', 'from', v_part.filed_on, 'years', v_rule.due_years), null::uuid;
    end if;
  end if;
end $$;

-- ---------------------------------------------------------------- many at once
-- Files reports that are named with their days, in the order in which they have to be filed, as one act: p_reports [{id, filed_on}].
-- All or none: a refusal says of which report it is (detail: its id). Answers how many.
create function public.file_reports(p_reports jsonb) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one record;
  v_count integer := 0;
  v_message text;
  v_hint text;
begin
  perform private.at_least('coordinator');
  if jsonb_typeof(p_reports) is distinct from 'array' or jsonb_array_length(p_reports) not between 1 and 200 then
    raise sqlstate 'PT422' using message = 'Choose at least one report and at most 200.', hint = 'reports_chosen';
  end if;
  for v_one in
    select g.id, g.filed_on, r.period_start, r.period_end from jsonb_to_recordset(p_reports) g (id uuid, filed_on date) left join public.award_reports r on r.id = g.id
    order by r.award_id, r.kind, r.period_end, r.due_on, g.id
  loop
    begin
      perform public.file_report(v_one.id, v_one.filed_on, '{}');
    exception when sqlstate 'PT422' then
      get stacked diagnostics v_message = message_text, v_hint = pg_exception_hint;
      raise sqlstate 'PT422' using message = case when v_one.period_end is null then v_message else format('%s to %s: %s', v_one.period_start, v_one.period_end, v_message) end,
        hint = v_hint, detail = v_one.id::text;
    end;
    v_count := v_count + 1;
  end loop;
  return v_count;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the days cannot be read.', hint = 'filed_on';
end $$;
revoke all on function public.file_reports(jsonb) from public, anon;
grant execute on function public.file_reports(jsonb) to authenticated;
comment on function public.file_reports(jsonb) is 'Files several reports of the past, each with its day, as one act.';
