-- What happens to an award, a verb each: accepted or declined, begun, suspended and taken up again, terminated, brought to its close,
-- closed, and held for the law's sake. A verb on the wrong state says what state it is in. Each returns the award's new version.

create function private.refuse_award_state(p_award public.awards, p_message text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise sqlstate 'PT422' using message = format('%s It is "%s".', p_message, p_award.status), hint = 'award_state';
end $$;

-- The city signs the award package. On an award that was accepted and not begun it corrects the day.
create function public.accept_award(p_id uuid, p_accepted_on date, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'coordinator');
  v_version integer;
begin
  if v_one.status <> 'awarded' then perform private.refuse_award_state(v_one, 'Only an award that was offered and not begun can be accepted.'); end if;
  if p_accepted_on is null then raise sqlstate 'PT422' using message = 'Enter the day on which it was accepted.', hint = 'accepted_on_missing'; end if;
  v_one.accepted_on := p_accepted_on;
  perform private.check_award(v_one);
  update public.awards set accepted_on = p_accepted_on where id = p_id returning version into v_version;
  return v_version;
end $$;

-- Offered and not taken, or applied for and not given.
create function public.decline_award(p_id uuid, p_reason text default null, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'coordinator');
  v_version integer;
begin
  if v_one.status not in ('applied', 'awarded') then perform private.refuse_award_state(v_one, 'Only what was applied for or offered can be declined.'); end if;
  if v_one.accepted_on is not null then
    raise sqlstate 'PT422' using message = 'It was accepted already. Undo that first.', hint = 'award_accepted';
  elsif length(p_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'The reason is longer than 2,000 characters. Shorten it.', hint = 'award_reason';
  end if;
  update public.awards set status = 'declined', outcome_note = nullif(btrim(p_reason), '') where id = p_id returning version into v_version;
  return v_version;
end $$;

create function public.activate_award(p_id uuid, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'coordinator');
  v_version integer;
begin
  if v_one.status <> 'awarded' then perform private.refuse_award_state(v_one, 'Only an award that was offered and accepted can begin.'); end if;
  if v_one.accepted_on is null then
    raise sqlstate 'PT422' using message = 'Enter first when it was accepted: work begins after it.', hint = 'award_not_accepted';
  end if;
  update public.awards set status = 'active' where id = p_id returning version into v_version;
  return v_version;
end $$;

create function public.suspend_award(p_id uuid, p_on date, p_reason text, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'coordinator');
  v_version integer;
begin
  if v_one.status <> 'active' then perform private.refuse_award_state(v_one, 'Only an active award can be suspended.'); end if;
  if p_on is null or p_on < v_one.starts_on then
    raise sqlstate 'PT422' using message = 'Enter the day from which it is suspended, within its period.', hint = 'suspended_on';
  elsif nullif(btrim(p_reason), '') is null or length(p_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'Say why it is suspended, in at most 2,000 characters: the funds are frozen until that is answered.', hint = 'suspended_reason';
  end if;
  update public.awards set status = 'suspended', suspended_on = p_on, suspended_reason = btrim(p_reason), resumed_on = null where id = p_id returning version into v_version;
  return v_version;
end $$;

create function public.resume_award(p_id uuid, p_on date, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'coordinator');
  v_version integer;
begin
  if v_one.status <> 'suspended' then perform private.refuse_award_state(v_one, 'Only a suspended award can be taken up again.'); end if;
  if p_on is null or p_on < v_one.suspended_on then
    raise sqlstate 'PT422' using message = 'Enter the day on which the suspension was lifted, after it began.', hint = 'resumed_on';
  end if;
  update public.awards set status = 'active', resumed_on = p_on where id = p_id returning version into v_version;
  return v_version;
end $$;

-- p_facts: terminated_on, termination_notice_on, authority, reason, appeal_due_on (30 days after the notice unless it says otherwise),
-- appealed_on, claimable_cents, claimable_note. On a terminated award it corrects them; what is not named stays.
create function public.terminate_award(p_id uuid, p_facts jsonb, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'manager');
  v_was date := v_one.termination_notice_on;
  v_version integer;
begin
  if v_one.status not in ('awarded', 'active', 'suspended', 'terminated') and not (v_one.status = 'closeout' and v_one.terminated_on is not null) then
    perform private.refuse_award_state(v_one, 'Only an award that runs can be terminated.');
  end if;
  if p_facts ? 'terminated_on' then v_one.terminated_on := (p_facts ->> 'terminated_on')::date; end if;
  if p_facts ? 'termination_notice_on' then v_one.termination_notice_on := (p_facts ->> 'termination_notice_on')::date; end if;
  if p_facts ? 'authority' then v_one.termination_authority := nullif(btrim(p_facts ->> 'authority'), ''); end if;
  if p_facts ? 'reason' then v_one.termination_reason := nullif(btrim(p_facts ->> 'reason'), ''); end if;
  if p_facts ? 'appeal_due_on' then v_one.appeal_due_on := (p_facts ->> 'appeal_due_on')::date; end if;
  if p_facts ? 'appealed_on' then v_one.appealed_on := (p_facts ->> 'appealed_on')::date; end if;
  if p_facts ? 'claimable_cents' then v_one.claimable_cents := (p_facts ->> 'claimable_cents')::bigint; end if;
  if p_facts ? 'claimable_note' then v_one.claimable_note := nullif(btrim(p_facts ->> 'claimable_note'), ''); end if;
  -- The appeal is counted from the notice, and counted anew when that is corrected and nobody says another day.
  if v_one.appeal_due_on is null or (not p_facts ? 'appeal_due_on' and v_one.termination_notice_on is distinct from v_was) then v_one.appeal_due_on := v_one.termination_notice_on + 30; end if;
  if v_one.terminated_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day on which the termination takes effect.', hint = 'terminated_on_missing';
  elsif v_one.terminated_on not between v_one.starts_on and v_one.ends_on then
    raise sqlstate 'PT422' using message = 'A termination takes effect within the period of performance.', hint = 'terminated_on';
  elsif v_one.appeal_due_on < v_one.termination_notice_on then
    raise sqlstate 'PT422' using message = 'The last day of an appeal comes after the notice.', hint = 'appeal_due_on';
  elsif v_one.appealed_on < v_one.termination_notice_on then
    raise sqlstate 'PT422' using message = 'An appeal comes after the notice.', hint = 'appealed_on';
  elsif v_one.claimable_cents not between 0 and v_one.federal_cents then
    raise sqlstate 'PT422' using message = 'Enter at most what the federal government awarded.', hint = 'claimable_cents';
  elsif length(v_one.termination_authority) > 300 then
    raise sqlstate 'PT422' using message = 'The authority is longer than 300 characters. Shorten it.', hint = 'termination_authority';
  elsif length(v_one.termination_reason) > 2000 or length(v_one.claimable_note) > 2000 then
    raise sqlstate 'PT422' using message = 'The text is longer than 2,000 characters. Shorten it.', hint = case when length(v_one.claimable_note) > 2000 then 'claimable_note' else 'termination_reason' end;
  end if;
  update public.awards set status = case when v_one.status = 'closeout' then 'closeout' else 'terminated' end, terminated_on = v_one.terminated_on, termination_notice_on = v_one.termination_notice_on,
    termination_authority = v_one.termination_authority, termination_reason = v_one.termination_reason, appeal_due_on = v_one.appeal_due_on, appealed_on = v_one.appealed_on,
    claimable_cents = v_one.claimable_cents, claimable_note = v_one.claimable_note
  where id = p_id returning version into v_version;
  return v_version;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'award_unread';
end $$;

-- An appeal was won, or the notice was withdrawn: the award runs again, to the end that was approved.
create function public.reinstate_award(p_id uuid, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'manager');
  v_version integer;
begin
  if v_one.status <> 'terminated' then perform private.refuse_award_state(v_one, 'Only a terminated award can be reinstated.'); end if;
  update public.awards set status = case when v_one.accepted_on is null then 'awarded' else 'active' end, terminated_on = null where id = p_id returning version into v_version;
  return v_version;
end $$;

create function public.begin_closeout(p_id uuid, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'coordinator');
  v_version integer;
begin
  if v_one.status not in ('active', 'suspended', 'terminated') then perform private.refuse_award_state(v_one, 'Only an award that runs or was terminated can be closed out.'); end if;
  if v_one.accepted_on is null then
    raise sqlstate 'PT422' using message = 'Enter first when it was accepted.', hint = 'award_not_accepted';
  end if;
  update public.awards set status = 'closeout' where id = p_id returning version into v_version;
  return v_version;
end $$;

-- ---------------------------------------------------------------- legal hold
create function public.hold_award(p_id uuid, p_since date, p_reason text, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_version integer;
begin
  perform private.open_award(p_id, p_version, 'manager');
  if p_since is null then
    raise sqlstate 'PT422' using message = 'Enter the day from which its records are held.', hint = 'legal_hold_since';
  elsif nullif(btrim(p_reason), '') is null or length(p_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'Say why its records are held, in at most 2,000 characters.', hint = 'legal_hold_reason';
  end if;
  update public.awards set legal_hold_since = p_since, legal_hold_reason = btrim(p_reason) where id = p_id returning version into v_version;
  return v_version;
end $$;

create function public.release_award(p_id uuid, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.awards := private.open_award(p_id, p_version, 'manager');
  v_version integer;
begin
  if v_one.legal_hold_since is null then
    raise sqlstate 'PT422' using message = 'Its records are not held.', hint = 'award_not_held';
  end if;
  update public.awards set legal_hold_since = null, legal_hold_reason = null where id = p_id returning version into v_version;
  return v_version;
end $$;

revoke all on function private.refuse_award_state(public.awards, text) from public, anon, authenticated;
revoke all on function public.accept_award(uuid, date, integer), public.decline_award(uuid, text, integer), public.activate_award(uuid, integer), public.suspend_award(uuid, date, text, integer),
  public.resume_award(uuid, date, integer), public.terminate_award(uuid, jsonb, integer), public.reinstate_award(uuid, integer), public.begin_closeout(uuid, integer),
  public.hold_award(uuid, date, text, integer), public.release_award(uuid, integer) from public, anon;
grant execute on function public.accept_award(uuid, date, integer), public.decline_award(uuid, text, integer), public.activate_award(uuid, integer), public.suspend_award(uuid, date, text, integer),
  public.resume_award(uuid, date, integer), public.terminate_award(uuid, jsonb, integer), public.reinstate_award(uuid, integer), public.begin_closeout(uuid, integer),
  public.hold_award(uuid, date, text, integer), public.release_award(uuid, integer) to authenticated;
