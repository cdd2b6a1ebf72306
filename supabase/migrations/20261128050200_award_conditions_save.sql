-- Award Conditions, second chapter: written, met, cleared. What is withheld until then is not available to draw (see award_to_draw).

create function private.open_condition(p_id uuid, p_version integer default null) returns public.award_conditions
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_conditions;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.award_conditions where id = p_id;
  perform private.open_award(v_one.award_id, null, 'coordinator');
  select * into v_one from public.award_conditions where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This condition is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this condition since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

-- Saves a condition; p_id null makes a new one. p_condition: number, text, withheld_cents, due_on, owner_id, evidence, submitted_on.
-- What is not named stays. Returns the id.
create function public.save_condition(p_award uuid, p_condition jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_award public.awards := private.open_award(p_award, null, 'coordinator');
  v_one public.award_conditions;
begin
  if p_id is not null then
    v_one := private.open_condition(p_id, p_version);
    if v_one.award_id <> p_award then raise sqlstate 'PT404' using message = 'This condition is not there any more.', hint = 'missing'; end if;
  end if;
  v_one := jsonb_populate_record(v_one, p_condition - '{id,award_id,cleared_on,cleared_by,sort_order,version,created_at,updated_at}'::text[]);
  v_one.number := nullif(btrim(v_one.number), '');
  v_one.withheld_cents := coalesce(v_one.withheld_cents, 0);
  v_one.evidence := btrim(coalesce(v_one.evidence, ''));
  if v_award.status in ('applied', 'declined') then
    raise sqlstate 'PT422' using message = 'Conditions come with the award. This one is not awarded.', hint = 'award_status';
  elsif nullif(btrim(v_one.text), '') is null or length(v_one.text) > 10000 then
    raise sqlstate 'PT422' using message = 'Enter the condition as the award package has it, in at most 10,000 characters.', hint = 'condition_text';
  elsif length(v_one.number) > 20 then
    raise sqlstate 'PT422' using message = 'Enter the number of the condition, in at most 20 characters.', hint = 'condition_number';
  elsif exists (select from public.award_conditions where award_id = p_award and number = v_one.number and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = 'Another condition of this award has this number.', hint = 'condition_number_taken';
  elsif v_one.withheld_cents < 0 or v_one.withheld_cents > v_award.federal_cents then
    raise sqlstate 'PT422' using message = 'Enter what is withheld: at most what the federal government awarded.', hint = 'withheld_cents';
  elsif length(v_one.evidence) > 5000 then
    raise sqlstate 'PT422' using message = 'Keep the evidence in at most 5,000 characters; attach longer papers as files.', hint = 'evidence';
  elsif v_one.owner_id is not null and not exists (select from public.staff where id = v_one.owner_id) then
    raise sqlstate 'PT422' using message = 'Choose somebody of the office.', hint = 'owner_id';
  end if;
  if p_id is null then
    insert into public.award_conditions (award_id, number, text, withheld_cents, due_on, owner_id, evidence, submitted_on, sort_order)
    values (p_award, v_one.number, btrim(v_one.text), v_one.withheld_cents, v_one.due_on, v_one.owner_id, v_one.evidence, v_one.submitted_on,
      1 + coalesce((select max(sort_order) from public.award_conditions where award_id = p_award), 0)) returning id into v_one.id;
  else
    update public.award_conditions set number = v_one.number, text = btrim(v_one.text), withheld_cents = v_one.withheld_cents, due_on = v_one.due_on, owner_id = v_one.owner_id,
      evidence = v_one.evidence, submitted_on = v_one.submitted_on
    where id = p_id;
  end if;
  return v_one.id;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'award_unread';
end $$;

-- Cleared: what was withheld can be drawn from that day on.
create function public.clear_condition(p_id uuid, p_on date, p_evidence text default null, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.award_conditions := private.open_condition(p_id, p_version);
  v_evidence text := coalesce(nullif(btrim(p_evidence), ''), nullif(v_one.evidence, ''));
  v_version integer;
begin
  if v_one.cleared_on is not null then
    raise sqlstate 'PT422' using message = 'This condition is cleared already.', hint = 'condition_cleared';
  elsif p_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day on which it was cleared.', hint = 'cleared_on';
  elsif v_evidence is null then
    raise sqlstate 'PT422' using message = 'Say what shows that it is met: the letter, the GAM, the mail of the grant manager.', hint = 'evidence_missing';
  elsif length(v_evidence) > 5000 then
    raise sqlstate 'PT422' using message = 'Keep the evidence in at most 5,000 characters; attach longer papers as files.', hint = 'evidence';
  end if;
  update public.award_conditions set cleared_on = p_on, cleared_by = private.current_staff_id(), evidence = v_evidence where id = p_id returning version into v_version;
  return v_version;
end $$;

create function public.reopen_condition(p_id uuid, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.award_conditions := private.open_condition(p_id, p_version);
  v_version integer;
begin
  if v_one.cleared_on is null then
    raise sqlstate 'PT422' using message = 'This condition is open already.', hint = 'condition_open';
  end if;
  update public.award_conditions set cleared_on = null, cleared_by = null where id = p_id returning version into v_version;
  return v_version;
end $$;

create function public.remove_condition(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_conditions := private.open_condition(p_id);
begin
  delete from public.award_conditions where id = v_one.id;
end $$;
revoke all on function private.open_condition(uuid, integer) from public, anon, authenticated;
revoke all on function public.save_condition(uuid, jsonb, uuid, integer), public.clear_condition(uuid, date, text, integer), public.reopen_condition(uuid, integer), public.remove_condition(uuid) from public, anon;
grant execute on function public.save_condition(uuid, jsonb, uuid, integer), public.clear_condition(uuid, date, text, integer), public.reopen_condition(uuid, integer), public.remove_condition(uuid) to authenticated, service_role;

-- ---------------------------------------------------------------- what a screen shows of both
-- {award, watch, lines, moves, modifications, conditions, withheld_cents}. Lines: the watch by category. A modification with the budget
-- that it asks for has its lines, and how the watch would stand against it.
create function public.award_changes(p_award uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_award public.awards;
begin
  perform private.at_least('viewer');
  select * into v_award from public.awards where id = p_award;
  if v_award.id is null then raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing'; end if;
  return jsonb_build_object(
    'award', jsonb_build_object('id', v_award.id, 'status', v_award.status, 'starts_on', v_award.starts_on, 'ends_on', v_award.ends_on, 'federal_cents', v_award.federal_cents,
      'match_cents', v_award.match_cents, 'program_income_cents', v_award.program_income_cents, 'terminated_on', v_award.terminated_on,
      'component', (select code from public.grant_components where id = v_award.component_id)),
    'watch', private.ten_percent(p_award),
    'lines', (select jsonb_agg(to_jsonb(w)) from private.watch_lines(p_award) w),
    'moves', (select coalesce(jsonb_agg(to_jsonb(m) || jsonb_build_object('created_by_name', s.name) order by m.moved_on desc, m.created_at desc), '[]')
      from public.award_budget_moves m join public.award_budgets b on b.id = m.budget_id left join public.staff s on s.id = m.created_by where b.award_id = p_award and b.status = 'approved'),
    'modifications', (select coalesce(jsonb_agg(to_jsonb(m) || jsonb_build_object('budget_version', b.version_number, 'lines', l.lines,
        'watch', case when b.status = 'draft' then private.ten_percent(p_award, l.lines) end) order by coalesce(m.submitted_on, private.local_date(m.created_at)) desc, m.created_at desc), '[]')
      from public.award_modifications m left join public.award_budgets b on b.id = m.budget_id
      cross join lateral (select jsonb_agg(jsonb_build_object('category', x.category, 'federal_cents', x.federal_cents, 'match_cents', x.match_cents, 'program_income_cents', x.program_income_cents)) as lines
        from public.award_budget_lines x where x.budget_id = m.budget_id) l
      where m.award_id = p_award),
    'conditions', (select coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object('owner_name', o.name, 'cleared_by_name', k.name) order by c.cleared_on is not null, c.sort_order, c.created_at), '[]')
      from public.award_conditions c left join public.staff o on o.id = c.owner_id left join public.staff k on k.id = c.cleared_by where c.award_id = p_award),
    'withheld_cents', (select coalesce(sum(withheld_cents), 0) from public.award_conditions where award_id = p_award and cleared_on is null));
end $$;
revoke all on function public.award_changes(uuid) from public, anon;
grant execute on function public.award_changes(uuid) to authenticated, service_role;
comment on function public.award_changes(uuid) is 'Modifications, conditions, budget moves and the ten percent watch of an award.';
