-- Modifications, second chapter: written, handed in at JustGrants, decided there. What an approval changes changes with it, in the
-- same act: an extension moves the end of the period of performance and so the schedule; a budget modification approves the budget
-- that it asked for; a supplement or a reduction changes what the award says.

alter table public.award_modifications add column withdrawn_on date;

create function private.open_modification(p_id uuid, p_version integer default null) returns public.award_modifications
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_modifications;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.award_modifications where id = p_id;
  -- The award first, as every act on it does.
  perform private.open_award(v_one.award_id, null, 'coordinator');
  select * into v_one from public.award_modifications where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This modification is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this modification since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

-- Saves a modification that is not decided; p_id null makes a new one. p_modification: subtype, gam_number, reason, new_ends_on,
-- federal_change_cents, lines (the budget that it asks for, see save_budget). What is not named stays. Returns the id.
create function public.save_modification(p_award uuid, p_modification jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_award public.awards := private.open_award(p_award, null, 'coordinator');
  v_one public.award_modifications;
  v_budget public.award_budgets;
  v_component text := (select code from public.grant_components where id = v_award.component_id);
begin
  if p_id is not null then
    v_one := private.open_modification(p_id, p_version);
    if v_one.award_id <> p_award then raise sqlstate 'PT404' using message = 'This modification is not there any more.', hint = 'missing'; end if;
    if v_one.status not in ('draft', 'submitted', 'change_requested') then
      raise sqlstate 'PT422' using message = 'What was decided stays as it was. Write another modification.', hint = 'modification_decided';
    end if;
  elsif v_award.status in ('applied', 'declined', 'closed') then
    raise sqlstate 'PT422' using message = 'A modification is asked for while an award runs. This one does not.', hint = 'award_status';
  end if;
  v_one := jsonb_populate_record(v_one, p_modification - '{id,award_id,kind,status,submitted_on,decided_on,decision_note,former_ends_on,budget_id,version,created_at,updated_at,withdrawn_on}'::text[]);
  v_one.gam_number := nullif(upper(btrim(v_one.gam_number)), '');
  v_one.reason := btrim(coalesce(v_one.reason, ''));
  v_one.federal_change_cents := coalesce(v_one.federal_change_cents, 0);
  v_one.kind := case when v_one.subtype in ('cost_change', 'scope_change') then 'programmatic' when v_one.subtype = 'period_extension' then 'extension' else 'financial' end;
  if v_one.subtype is null or v_one.subtype not in ('cost_change', 'scope_change', 'budget_modification', 'budget_reduction', 'sole_source', 'period_extension') then
    raise sqlstate 'PT422' using message = 'Choose what the modification is about.', hint = 'subtype';
  elsif v_one.gam_number !~ '^[A-Z0-9-]{3,40}$' then
    raise sqlstate 'PT422' using message = 'Enter the number as JustGrants shows it, such as GAM-123456, or leave it empty.', hint = 'gam_number';
  elsif exists (select from public.award_modifications where award_id = p_award and gam_number = v_one.gam_number and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = 'Another modification of this award has this number.', hint = 'gam_number_taken';
  elsif length(v_one.reason) > 5000 then
    raise sqlstate 'PT422' using message = 'Keep the reason in at most 5,000 characters.', hint = 'modification_reason';
  elsif v_one.kind = 'extension' and v_award.terminated_on is not null then
    raise sqlstate 'PT422' using message = 'The award was terminated: its period cannot be extended.', hint = 'extension_terminated';
  elsif v_one.kind = 'extension' and (v_one.new_ends_on is null or v_one.new_ends_on <= v_award.ends_on) then
    raise sqlstate 'PT422' using message = format('Enter the new end of the period, after %s.', v_award.ends_on), hint = 'new_ends_on';
  elsif v_one.kind = 'extension' and v_one.new_ends_on > v_award.ends_on + 3660 then
    raise sqlstate 'PT422' using message = 'The new end is more than ten years after the present one. Check the year.', hint = 'new_ends_on_far';
  elsif v_one.subtype = 'budget_reduction' and v_component is distinct from 'COPS' then
    raise sqlstate 'PT422' using message = 'JustGrants has budget reductions for awards of the COPS Office only. Choose a budget modification.', hint = 'reduction_cops';
  elsif v_one.federal_change_cents <> 0 and v_one.subtype not in ('budget_modification', 'budget_reduction') then
    raise sqlstate 'PT422' using message = 'Only a budget modification or reduction changes what the award comes to.', hint = 'federal_change_cents';
  elsif v_one.subtype = 'budget_reduction' and v_one.federal_change_cents >= 0 then
    raise sqlstate 'PT422' using message = 'Enter by how much the award is reduced.', hint = 'federal_change_missing';
  elsif v_award.federal_cents + v_one.federal_change_cents not between 0 and 100000000000000 then
    raise sqlstate 'PT422' using message = 'An award cannot be reduced by more than it is.', hint = 'federal_change_cents';
  end if;
  if v_one.kind <> 'extension' then v_one.new_ends_on := null; end if;
  -- ---- the budget that it asks for
  if v_one.subtype in ('budget_modification', 'budget_reduction') and jsonb_typeof(p_modification -> 'lines') = 'array' then
    if v_one.budget_id is not null then select * into v_budget from public.award_budgets where id = v_one.budget_id; end if;
    v_one.budget_id := public.save_budget(p_award, p_modification -> 'lines', jsonb_strip_nulls(jsonb_build_object('draft', true, 'id', v_budget.id, 'version', v_budget.version,
      'federal_change_cents', v_one.federal_change_cents)));
  elsif v_one.subtype not in ('budget_modification', 'budget_reduction') then
    v_one.budget_id := null;
  end if;
  if p_id is null then
    insert into public.award_modifications (award_id, kind, subtype, gam_number, reason, new_ends_on, budget_id, federal_change_cents)
    values (p_award, v_one.kind, v_one.subtype, v_one.gam_number, v_one.reason, v_one.new_ends_on, v_one.budget_id, v_one.federal_change_cents) returning id into v_one.id;
  else
    update public.award_modifications set kind = v_one.kind, subtype = v_one.subtype, gam_number = v_one.gam_number, reason = v_one.reason, new_ends_on = v_one.new_ends_on,
      budget_id = v_one.budget_id, federal_change_cents = v_one.federal_change_cents
    where id = p_id;
  end if;
  return v_one.id;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'award_unread';
end $$;

-- Handed in at JustGrants, or handed in again after changes were asked for.
create function public.submit_modification(p_id uuid, p_on date, p_number text default null, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.award_modifications := private.open_modification(p_id, p_version);
  v_number text := coalesce(nullif(upper(btrim(p_number)), ''), v_one.gam_number);
  v_version integer;
begin
  if v_one.status not in ('draft', 'change_requested') then
    raise sqlstate 'PT422' using message = 'Only a draft, or one that came back with questions, can be handed in.', hint = 'modification_state';
  elsif p_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day on which it was handed in.', hint = 'submitted_on';
  elsif v_number !~ '^[A-Z0-9-]{3,40}$' then
    raise sqlstate 'PT422' using message = 'Enter the number as JustGrants shows it, such as GAM-123456, or leave it empty.', hint = 'gam_number';
  elsif exists (select from public.award_modifications where award_id = v_one.award_id and gam_number = v_number and id <> p_id) then
    raise sqlstate 'PT422' using message = 'Another modification of this award has this number.', hint = 'gam_number_taken';
  elsif v_one.reason = '' then
    raise sqlstate 'PT422' using message = 'Write why it is asked for: JustGrants wants it, and so will whoever reads the file.', hint = 'modification_reason_missing';
  elsif v_one.subtype in ('budget_modification', 'budget_reduction') and v_one.budget_id is null then
    raise sqlstate 'PT422' using message = 'Enter the budget that it asks for.', hint = 'modification_budget';
  end if;
  update public.award_modifications set status = 'submitted', submitted_on = p_on, gam_number = v_number where id = p_id returning version into v_version;
  return v_version;
end $$;

-- What JustGrants decided: approved, denied, change_requested. Returns the new version.
create function public.decide_modification(p_id uuid, p_decision text, p_on date, p_note text default null, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.award_modifications := private.open_modification(p_id, p_version);
  v_award public.awards;
  v_former date;
  v_version integer;
begin
  select * into v_award from public.awards where id = v_one.award_id;
  if p_decision is null or p_decision not in ('approved', 'denied', 'change_requested') then
    raise sqlstate 'PT422' using message = 'Choose what was decided.', hint = 'decision';
  elsif v_one.status <> 'submitted' then
    raise sqlstate 'PT422' using message = 'It has to be handed in before it is decided.', hint = 'modification_state';
  elsif p_on is null or p_on < v_one.submitted_on then
    raise sqlstate 'PT422' using message = format('Enter the day of the decision, on or after %s.', v_one.submitted_on), hint = 'decided_on';
  elsif length(p_note) > 2000 then
    raise sqlstate 'PT422' using message = 'Keep the note in at most 2,000 characters.', hint = 'decision_note';
  end if;
  if p_decision = 'approved' and v_one.kind = 'extension' then
    if v_award.terminated_on is not null then
      raise sqlstate 'PT422' using message = 'The award was terminated: its period cannot be extended.', hint = 'extension_terminated';
    elsif v_one.new_ends_on <= v_award.ends_on then
      raise sqlstate 'PT422' using message = format('The period ends on %s by now. Correct the new end first.', v_award.ends_on), hint = 'new_ends_on_passed';
    end if;
    v_former := v_award.ends_on;
    update public.awards set ends_on = v_one.new_ends_on where id = v_award.id;
  end if;
  if p_decision = 'approved' and v_one.federal_change_cents <> 0 then
    update public.awards set federal_cents = federal_cents + v_one.federal_change_cents, total_cents = total_cents + v_one.federal_change_cents where id = v_award.id;
  end if;
  if p_decision = 'approved' and v_one.budget_id is not null then
    perform private.approve_budget(v_one.budget_id, p_on);
  elsif p_decision = 'denied' and v_one.budget_id is not null then
    update public.award_budgets set status = 'rejected' where id = v_one.budget_id and status = 'draft';
  end if;
  update public.award_modifications set status = p_decision, decided_on = case when p_decision <> 'change_requested' then p_on end, former_ends_on = v_former,
    decision_note = nullif(btrim(p_note), '')
  where id = p_id returning version into v_version;
  return v_version;
end $$;

-- Taken back by the city before it was decided.
create function public.withdraw_modification(p_id uuid, p_on date, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.award_modifications := private.open_modification(p_id, p_version);
  v_version integer;
begin
  if v_one.status not in ('draft', 'submitted', 'change_requested') then
    raise sqlstate 'PT422' using message = 'What was decided cannot be withdrawn.', hint = 'modification_decided';
  end if;
  update public.award_budgets set status = 'rejected' where id = v_one.budget_id and status = 'draft';
  update public.award_modifications set status = 'withdrawn', withdrawn_on = p_on where id = p_id returning version into v_version;
  return v_version;
end $$;
revoke all on function private.open_modification(uuid, integer) from public, anon, authenticated;
revoke all on function public.save_modification(uuid, jsonb, uuid, integer), public.submit_modification(uuid, date, text, integer), public.decide_modification(uuid, text, date, text, integer),
  public.withdraw_modification(uuid, date, integer) from public, anon;
grant execute on function public.save_modification(uuid, jsonb, uuid, integer), public.submit_modification(uuid, date, text, integer), public.decide_modification(uuid, text, date, text, integer),
  public.withdraw_modification(uuid, date, integer) to authenticated, service_role;
comment on function public.decide_modification(uuid, text, date, text, integer) is 'Takes in what JustGrants decided about a modification, with all that follows from it, as one act.';
