-- Subawards, fourth chapter: how they are watched, and the verbs from draft to closed.

-- ---------------------------------------------------------------- visits
-- Saves a review, a visit, an audit of theirs or a call, planned or held: {kind, planned_on, held_on, notes, audit_accepted_on}.
create function public.save_visit(p_subaward uuid, p_visit jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards := private.open_subaward(p_subaward, null, 'coordinator');
  v_old public.subaward_visits;
  v_new public.subaward_visits;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_visit) where key in ('kind', 'notes'));
  v_name text;
begin
  foreach v_name in array array['planned_on', 'held_on', 'audit_accepted_on'] loop
    if p_visit ? v_name then v_given := v_given || jsonb_build_object(v_name, private.subaward_day(p_visit, v_name)); end if;
  end loop;
  if p_id is not null then
    select * into v_old from public.subaward_visits where id = p_id and subaward_id = v_one.id for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This visit is not there any more.', hint = 'missing';
    elsif v_old.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this visit since you opened it.', hint = 'version';
    end if;
  end if;
  select * into v_new from jsonb_populate_record(v_old, v_given);
  v_new.notes := coalesce(btrim(v_new.notes), '');
  if v_new.kind is null or v_new.kind not in ('desk_review', 'site_visit', 'single_audit', 'call') then
    raise sqlstate 'PT422' using message = 'Choose one of the kinds that are offered.', hint = 'kind';
  elsif v_new.planned_on is null and v_new.held_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day for which it is planned, or on which it was held.', hint = 'planned_on';
  elsif v_new.held_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'This day has not come yet. Enter it as planned.', hint = 'held_on';
  elsif v_new.audit_accepted_on is not null and v_new.kind <> 'single_audit' then
    raise sqlstate 'PT422' using message = 'Only an audit is accepted by the clearinghouse.', hint = 'audit_accepted_on';
  elsif length(v_new.notes) > 10000 then
    raise sqlstate 'PT422' using message = 'The notes are longer than 10,000 characters. Shorten them.', hint = 'notes';
  end if;
  v_new.held_by := case when v_new.held_on is null then null when v_old.held_on is null then private.current_staff_id() else v_old.held_by end;
  if p_id is null then
    insert into public.subaward_visits (subaward_id, kind, planned_on, held_on, held_by, notes, audit_accepted_on)
    values (v_one.id, v_new.kind, v_new.planned_on, v_new.held_on, v_new.held_by, v_new.notes, v_new.audit_accepted_on) returning id into v_new.id;
  elsif v_new is distinct from v_old then
    update public.subaward_visits set kind = v_new.kind, planned_on = v_new.planned_on, held_on = v_new.held_on, held_by = v_new.held_by, notes = v_new.notes,
      audit_accepted_on = v_new.audit_accepted_on where id = p_id;
  end if;
  return v_new.id;
end $$;

create function public.remove_visit(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  if exists (select from public.subaward_findings where visit_id = p_id) then
    raise sqlstate 'PT422' using message = 'Findings hang on it. Remove it only after they are attached elsewhere.', hint = 'subaward_visit_findings';
  end if;
  delete from public.subaward_visits where id = p_id and held_on is null;
  if not found then
    raise sqlstate 'PT422' using message = 'What was held stays on record. Only what is planned can be removed.', hint = 'subaward_visit_held';
  end if;
end $$;

-- What the program proposes for a level of risk: [{kind, planned_on}], from a day to the end of the subaward.
create function public.monitoring_proposal(p_subaward uuid, p_level text default null, p_from date default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_one public.subawards;
  v_level text := p_level;
begin
  perform private.at_least('viewer');
  select * into v_one from public.subawards where id = p_subaward;
  if v_level is null then
    select r.level into v_level from public.subaward_risks r where r.subaward_id = p_subaward order by r.assessed_on desc, r.created_at desc, r.id limit 1;
  end if;
  return jsonb_build_object('level', v_level, 'visits', (select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'planned_on', m.planned_on) order by m.planned_on, m.kind), '[]')
    from private.monitoring_proposal(v_level, greatest(coalesce(p_from, private.local_date(now())), v_one.starts_on), v_one.ends_on, coalesce(v_one.expects_audit, false)) m));
end $$;

-- Plans it: the plan in words and the visits [{kind, planned_on}], in place of what was planned and is still to come.
create function public.plan_monitoring(p_subaward uuid, p_plan text, p_visits jsonb, p_version integer default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards := private.open_subaward(p_subaward, p_version, 'coordinator');
  v_today date := private.local_date(now());
  v_visit jsonb;
begin
  if jsonb_typeof(p_visits) is distinct from 'array' or jsonb_array_length(p_visits) > 100 then
    raise sqlstate 'PT422' using message = 'Plan at most 100 visits.', hint = 'visits';
  end if;
  if p_plan is not null and btrim(p_plan) <> v_one.monitoring_plan then
    perform public.save_subaward(jsonb_build_object('monitoring_plan', p_plan), p_subaward, p_version);
  end if;
  delete from public.subaward_visits v where v.subaward_id = p_subaward and v.held_on is null and v.planned_on >= v_today
    and not exists (select from public.subaward_findings f where f.visit_id = v.id)
    and not exists (select from jsonb_array_elements(p_visits) g where g ->> 'kind' = v.kind and g ->> 'planned_on' = v.planned_on::text);
  for v_visit in select value from jsonb_array_elements(p_visits) loop
    if not exists (select from public.subaward_visits v where v.subaward_id = p_subaward and v.kind = v_visit ->> 'kind' and v.planned_on::text = v_visit ->> 'planned_on') then
      perform public.save_visit(p_subaward, v_visit - 'held_on');
    end if;
  end loop;
end $$;

-- ---------------------------------------------------------------- findings
-- Saves what was found and what is done about it: {visit_id, text, corrective_action, action_due_on, action_done_on, questioned_cents}.
create function public.save_finding(p_subaward uuid, p_finding jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards := private.open_subaward(p_subaward, null, 'coordinator');
  v_old public.subaward_findings;
  v_new public.subaward_findings;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_finding) where key in ('visit_id', 'text', 'corrective_action', 'questioned_cents'));
  v_name text;
begin
  foreach v_name in array array['action_due_on', 'action_done_on'] loop
    if p_finding ? v_name then v_given := v_given || jsonb_build_object(v_name, private.subaward_day(p_finding, v_name)); end if;
  end loop;
  if p_id is not null then
    select * into v_old from public.subaward_findings where id = p_id and subaward_id = v_one.id for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This finding is not there any more.', hint = 'missing';
    elsif v_old.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this finding since you opened it.', hint = 'version';
    end if;
  elsif v_given ? 'questioned_cents' and coalesce(v_given ->> 'questioned_cents', '0') !~ '^[0-9]{1,15}$' then
    raise sqlstate 'PT422' using message = 'Enter an amount of zero or more.', hint = 'questioned_cents';
  end if;
  begin
    select * into v_new from jsonb_populate_record(v_old, v_given);
  exception when invalid_text_representation or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'Enter an amount of zero or more.', hint = 'questioned_cents';
  end;
  v_new.text := btrim(v_new.text);
  v_new.corrective_action := coalesce(btrim(v_new.corrective_action), '');
  v_new.questioned_cents := coalesce(v_new.questioned_cents, 0);
  if nullif(v_new.text, '') is null or length(v_new.text) > 5000 then
    raise sqlstate 'PT422' using message = 'Write what was found, in at most 5,000 characters.', hint = 'text';
  elsif length(v_new.corrective_action) > 5000 then
    raise sqlstate 'PT422' using message = 'The corrective action is longer than 5,000 characters. Shorten it.', hint = 'corrective_action';
  elsif v_new.questioned_cents not between 0 and 100000000000000 then
    raise sqlstate 'PT422' using message = 'Enter an amount of zero or more.', hint = 'questioned_cents';
  elsif v_new.action_done_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'This day has not come yet. Enter the day on which it was done.', hint = 'action_done_on';
  elsif v_new.action_done_on is not null and v_new.corrective_action = '' then
    raise sqlstate 'PT422' using message = 'Say what was done about it.', hint = 'corrective_action';
  elsif v_new.visit_id is not null and not exists (select from public.subaward_visits where id = v_new.visit_id and subaward_id = v_one.id) then
    raise sqlstate 'PT422' using message = 'Choose one of the visits to this subaward.', hint = 'visit_id';
  end if;
  if p_id is null then
    insert into public.subaward_findings (subaward_id, visit_id, text, corrective_action, action_due_on, action_done_on, questioned_cents)
    values (v_one.id, v_new.visit_id, v_new.text, v_new.corrective_action, v_new.action_due_on, v_new.action_done_on, v_new.questioned_cents) returning id into v_new.id;
  elsif v_new is distinct from v_old then
    update public.subaward_findings set visit_id = v_new.visit_id, text = v_new.text, corrective_action = v_new.corrective_action, action_due_on = v_new.action_due_on,
      action_done_on = v_new.action_done_on, questioned_cents = v_new.questioned_cents where id = p_id;
  end if;
  return v_new.id;
end $$;

-- The city's management decision on a finding.
create function public.decide_finding(p_id uuid, p_decision text, p_on date, p_note text default null, p_version integer default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_finding public.subaward_findings;
begin
  perform private.at_least('coordinator');
  select * into v_finding from public.subaward_findings where id = p_id for update;
  if v_finding.id is null then
    raise sqlstate 'PT404' using message = 'This finding is not there any more.', hint = 'missing';
  elsif v_finding.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this finding since you opened it.', hint = 'version';
  elsif p_decision is null or p_decision not in ('sustained', 'not_sustained') then
    raise sqlstate 'PT422' using message = 'Say whether the finding is sustained.', hint = 'decision';
  elsif p_on is null or p_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'Enter the day of the decision; it is not in the future.', hint = 'decision_on';
  elsif nullif(btrim(p_note), '') is null or length(p_note) > 5000 then
    raise sqlstate 'PT422' using message = 'Write the reasons and what is expected of them, in at most 5,000 characters (2 CFR 200.521).', hint = 'decision_note';
  end if;
  update public.subaward_findings set decision = p_decision, decision_on = p_on, decision_note = btrim(p_note) where id = p_id;
end $$;

-- ---------------------------------------------------------------- verbs
create function private.gap_sentence(p_code text) returns text
language sql immutable set search_path = '' as $$
  select case p_code
    when 'determination' then 'whether it is a subaward or a contract'
    when 'period' then 'its first and last day'
    when 'amount' then 'an amount that was obligated'
    when 'recipient_uei' then 'the UEI of the recipient'
    when 'recipient_name' then 'the name that belongs to that UEI'
    when 'description' then 'a description of the project'
    when 'indirect_rate' then 'the indirect rate'
    when 'budget_period' then 'the budget period'
    when 'sam_missing' then 'a look at SAM.gov for exclusions'
    when 'sam_excluded' then 'a clear result at SAM.gov: it is excluded'
    when 'sam_old' then 'a look at SAM.gov within the last 30 days'
    when 'risk_missing' then 'a risk assessment'
    else p_code end
$$;

-- Makes a draft active. It names all that is missing at once.
create function public.activate_subaward(p_id uuid, p_version integer default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards := private.open_subaward(p_id, p_version, 'coordinator');
  v_award public.awards;
  v_missing text;
begin
  select * into v_award from public.awards where id = v_one.award_id;
  if v_one.status <> 'draft' then
    raise sqlstate 'PT422' using message = 'Only a draft is activated.', hint = 'subaward_status';
  elsif v_award.status not in ('awarded', 'active', 'suspended') then
    raise sqlstate 'PT422' using message = 'The award itself is not in force: nothing is issued from it now.', hint = 'subaward_award_not_active';
  end if;
  v_missing := (select string_agg(private.gap_sentence(g ->> 'code'), '; ' order by n) from jsonb_array_elements(private.subaward_gaps(v_one, private.local_date(now()))) with ordinality as t (g, n)
    where (g ->> 'needed')::boolean);
  if v_missing is not null then
    raise sqlstate 'PT422' using message = format('It cannot be active yet. Missing: %s.', v_missing), hint = 'subaward_incomplete';
  end if;
  update public.subawards set status = 'active', issued_on = coalesce(issued_on, (select min(action_on) from public.subaward_actions where subaward_id = p_id)) where id = p_id;
end $$;

-- The other verbs: active to suspended and back, terminated (from that day on), closeout, closed, with the day and the reason.
-- Closed is refused while something is open, and says what.
create function public.set_subaward_status(p_id uuid, p_status text, p_on date, p_reason text default null, p_version integer default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards := private.open_subaward(p_id, p_version, 'coordinator');
  v_reason text := nullif(btrim(p_reason), '');
  v_open text;
begin
  if p_status is null or not (case v_one.status
    when 'active' then p_status in ('suspended', 'terminated', 'closeout')
    when 'suspended' then p_status in ('active', 'terminated', 'closeout')
    when 'terminated' then p_status in ('closeout', 'closed')
    when 'closeout' then p_status in ('active', 'closed')
    when 'closed' then p_status = 'closeout'
    else false end) then
    raise sqlstate 'PT422' using message = 'That does not follow from the state it is in.', hint = 'subaward_status';
  elsif p_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day from which it holds.', hint = 'on';
  elsif p_on < v_one.starts_on then
    raise sqlstate 'PT422' using message = 'That is before it starts. Check the day.', hint = 'on';
  elsif p_status in ('suspended', 'terminated') and v_reason is null then
    raise sqlstate 'PT422' using message = 'Write why; the recipient is told it.', hint = 'reason';
  elsif length(v_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'The reason is longer than 2,000 characters. Shorten it.', hint = 'reason';
  elsif p_status = 'terminated' and p_on > v_one.ends_on then
    raise sqlstate 'PT422' using message = 'It ends before that day by itself. Begin closeout instead.', hint = 'on';
  end if;
  if p_status = 'closed' then
    v_open := (select string_agg(word, '; ' order by n) from (
      select 1 as n, 'findings that are not settled' as word where exists (select from public.subaward_findings f left join public.subaward_visits v on v.id = f.visit_id
        where f.subaward_id = p_id and f.decision is distinct from 'not_sustained' and (f.action_done_on is null or (v.audit_accepted_on is not null and f.decision is null)))
      union all select 2, 'its final report' where exists (select from public.award_reports where subaward_id = p_id and kind = 'subaward_final' and filed_on is null and waived_on is null)
      union all select 3, 'the FFATA report' where exists (select from private.ffata_events(p_id)) and not exists (select from public.award_reports where subaward_id = p_id and kind = 'ffata' and (filed_on is not null or waived_on is not null))
      union all select 4, 'payments above what was obligated' where private.subaward_paid(p_id) > private.subaward_total(p_id)) o);
    if v_open is not null then
      raise sqlstate 'PT422' using message = format('It cannot be closed yet. Open: %s.', v_open), hint = 'subaward_open_things';
    end if;
  end if;
  update public.subawards set status = p_status, status_reason = coalesce(v_reason, case when p_status in ('suspended', 'terminated') then null else status_reason end),
    suspended_on = case p_status when 'suspended' then p_on when 'active' then null else suspended_on end,
    terminated_on = case p_status when 'terminated' then p_on else terminated_on end,
    closed_on = case p_status when 'closed' then p_on else null end
  where id = p_id;
end $$;

-- Takes away a draft of which nothing came.
create function public.remove_subaward(p_id uuid, p_version integer default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards := private.open_subaward(p_id, p_version, 'coordinator');
begin
  if v_one.status <> 'draft' or exists (select from public.award_entries where subaward_id = p_id) or exists (select from public.award_reports where subaward_id = p_id and filed_on is not null) then
    raise sqlstate 'PT422' using message = 'Only a draft of which nothing came can be removed.', hint = 'subaward_not_draft';
  end if;
  delete from public.subawards where id = p_id;
end $$;

revoke all on function private.open_subaward(uuid, integer, text), private.subaward_day(jsonb, text), private.determination_questions(), private.check_subaward(public.subawards),
  private.check_subaward_total(public.subawards), private.risk_factors(), private.gap_sentence(text) from public, anon, authenticated;
revoke all on function public.save_subaward(jsonb, uuid, integer), public.act_on_subaward(uuid, jsonb, uuid, integer), public.remove_subaward_action(uuid), public.check_exclusion(uuid, jsonb),
  public.assess_risk(uuid, jsonb), public.save_visit(uuid, jsonb, uuid, integer), public.remove_visit(uuid), public.monitoring_proposal(uuid, text, date), public.plan_monitoring(uuid, text, jsonb, integer),
  public.save_finding(uuid, jsonb, uuid, integer), public.decide_finding(uuid, text, date, text, integer), public.activate_subaward(uuid, integer),
  public.set_subaward_status(uuid, text, date, text, integer), public.remove_subaward(uuid, integer) from public, anon;
grant execute on function public.save_subaward(jsonb, uuid, integer), public.act_on_subaward(uuid, jsonb, uuid, integer), public.remove_subaward_action(uuid), public.check_exclusion(uuid, jsonb),
  public.assess_risk(uuid, jsonb), public.save_visit(uuid, jsonb, uuid, integer), public.remove_visit(uuid), public.monitoring_proposal(uuid, text, date), public.plan_monitoring(uuid, text, jsonb, integer),
  public.save_finding(uuid, jsonb, uuid, integer), public.decide_finding(uuid, text, date, text, integer), public.activate_subaward(uuid, integer),
  public.set_subaward_status(uuid, text, date, text, integer), public.remove_subaward(uuid, integer) to authenticated;
