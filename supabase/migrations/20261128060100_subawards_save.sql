-- Subawards, third chapter: how they are written. One function an act: save, an amount, a look at SAM.gov, a risk assessment, a
-- visit, a finding and what is decided about it, and the verbs that carry it from draft to closed.

-- The subaward, locked, for whoever has the role and saw it as it is. p_version null: whoever does not mind.
create function private.open_subaward(p_id uuid, p_version integer, p_role text) returns public.subawards
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.subawards;
begin
  perform private.at_least(p_role);
  select * into v_one from public.subawards where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This subaward is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this subaward since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

-- A date that somebody typed, or a sentence about it.
create function private.subaward_day(p_values jsonb, p_name text) returns date
language plpgsql immutable set search_path = '' as $$
begin
  return nullif(p_values ->> p_name, '')::date;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'Enter a day of the calendar.', hint = p_name;
end $$;

-- ---------------------------------------------------------------- rules of its own columns
create function private.determination_questions() returns text[]
language sql immutable set search_path = '' as $$
  -- Five that speak for a subaward, five that speak for a contract (2 CFR 200.331).
  select array['eligibility', 'objectives', 'decisions', 'compliance', 'purpose', 'usual_business', 'many_buyers', 'competition', 'ancillary', 'not_bound']
$$;

create function private.check_subaward(p_one public.subawards) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_pay jsonb := p_one.executive_pay;
begin
  if nullif(btrim(p_one.title), '') is null or length(btrim(p_one.title)) > 300 then
    raise sqlstate 'PT422' using message = 'Say in at most 300 characters what it is for.', hint = 'title';
  elsif p_one.organization_id is null or not exists (select from public.organizations where id = p_one.organization_id) then
    raise sqlstate 'PT422' using message = 'Choose the organization that gets it.', hint = 'organization_id';
  elsif length(p_one.subaward_number) > 60 then
    raise sqlstate 'PT422' using message = 'The number is longer than 60 characters. Shorten it.', hint = 'subaward_number';
  elsif p_one.subaward_number is not null and exists (select from public.subawards s where s.award_id = p_one.award_id and s.subaward_number = p_one.subaward_number and s.id is distinct from p_one.id) then
    raise sqlstate 'PT422' using message = 'Another subaward of this award has this number. Give it its own.', hint = 'subaward_number';
  elsif p_one.recipient_uei !~ '^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$' then
    raise sqlstate 'PT422' using message = 'A UEI has 12 letters and digits, without I and O, and does not begin with 0. Copy it from SAM.gov.', hint = 'recipient_uei';
  elsif p_one.ends_on < p_one.starts_on then
    raise sqlstate 'PT422' using message = 'It ends before it starts. Check both days.', hint = 'ends_on';
  elsif p_one.budget_ends_on < p_one.budget_starts_on then
    raise sqlstate 'PT422' using message = 'The budget period ends before it starts. Check both days.', hint = 'budget_ends_on';
  elsif length(p_one.recipient_name) > 300 then
    raise sqlstate 'PT422' using message = 'The name is longer than 300 characters. Shorten it.', hint = 'recipient_name';
  elsif length(p_one.description) > 4000 then
    raise sqlstate 'PT422' using message = 'The description is longer than 4,000 characters. Shorten it.', hint = 'description';
  elsif length(p_one.contact_name) > 200 then
    raise sqlstate 'PT422' using message = 'The name is longer than 200 characters. Shorten it.', hint = 'contact_name';
  elsif p_one.contact_email !~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' or length(p_one.contact_email) > 254 then
    raise sqlstate 'PT422' using message = 'Enter one whole e-mail address.', hint = 'contact_email';
  elsif p_one.indirect_rate_bp not between 0 and 20000 then
    raise sqlstate 'PT422' using message = 'Enter an indirect rate between 0 and 200 percent.', hint = 'indirect_rate_bp';
  elsif p_one.match_cents is null or p_one.match_cents not between 0 and 100000000000000 then
    raise sqlstate 'PT422' using message = 'Enter an amount of zero or more.', hint = 'match_cents';
  elsif p_one.committed_cents not between 0 and 100000000000000 then
    raise sqlstate 'PT422' using message = 'Enter an amount of zero or more.', hint = 'committed_cents';
  elsif length(p_one.authorization_source) > 300 then
    raise sqlstate 'PT422' using message = 'This is longer than 300 characters. Shorten it.', hint = 'authorization_source';
  elsif length(p_one.monitoring_plan) > 10000 then
    raise sqlstate 'PT422' using message = 'The plan is longer than 10,000 characters. Shorten it.', hint = 'monitoring_plan';
  elsif length(p_one.terms) > 10000 then
    raise sqlstate 'PT422' using message = 'The terms are longer than 10,000 characters. Shorten them.', hint = 'terms';
  end if;
  -- ---- subaward or contract: no single answer decides, but each is given, and the reason stands in words.
  if p_one.determination not in ('subaward', 'contract') then
    raise sqlstate 'PT422' using message = 'Choose subaward or contract.', hint = 'determination';
  elsif exists (select from jsonb_each(p_one.determination_answers) a where not a.key = any (private.determination_questions())
    or jsonb_typeof(a.value) <> 'object' or coalesce(a.value ->> 'answer', '') not in ('yes', 'no') or length(a.value ->> 'note') > 1000) then
    raise sqlstate 'PT422' using message = 'Answer each question with yes or no, and a note of at most 1,000 characters.', hint = 'determination_answers';
  elsif p_one.determination is not null and exists (select from unnest(private.determination_questions()) q where not p_one.determination_answers ? q) then
    raise sqlstate 'PT422' using message = 'Answer all ten questions first: what it is follows from its substance.', hint = 'determination_answers';
  elsif p_one.determination is not null and (nullif(btrim(p_one.determination_reason), '') is null or length(p_one.determination_reason) > 5000) then
    raise sqlstate 'PT422' using message = 'Write why, in at most 5,000 characters. An auditor reads it.', hint = 'determination_reason';
  end if;
  -- ---- executives' pay
  if v_pay is not null and (coalesce(v_pay ->> 'gross_cents', '') !~ '^[0-9]{1,15}$' or coalesce(v_pay ->> 'federal_cents', '') !~ '^[0-9]{1,15}$') then
    raise sqlstate 'PT422' using message = 'Enter last year’s gross revenue, and how much of it was federal.', hint = 'executive_pay';
  elsif (v_pay ->> 'federal_cents')::bigint > (v_pay ->> 'gross_cents')::bigint then
    raise sqlstate 'PT422' using message = 'The federal revenue is more than all revenue. Check both.', hint = 'executive_pay';
  elsif v_pay is not null and (coalesce(jsonb_typeof(v_pay -> 'executives'), 'array') <> 'array' or jsonb_array_length(coalesce(v_pay -> 'executives', '[]')) > 5
    or exists (select from jsonb_array_elements(coalesce(v_pay -> 'executives', '[]')) e where nullif(btrim(e ->> 'name'), '') is null or length(e ->> 'name') > 200
      or coalesce(e ->> 'cents', '') !~ '^[0-9]{1,13}$')) then
    raise sqlstate 'PT422' using message = 'Enter up to five executives, each with name and total pay.', hint = 'executives';
  end if;
end $$;

-- ---------------------------------------------------------------- save
-- Saves a subaward; p_id null makes a new one. p_subaward: award_id (of a new one), organization_id, subaward_number, title,
-- recipient_uei, recipient_name, starts_on, ends_on, budget_starts_on, budget_ends_on, description, contact_name, contact_email,
-- is_research, indirect_rate_bp, match_cents, committed_cents, authorized_on, authorization_source, expects_audit, executive_pay,
-- monitoring_plan, terms, determination with determination_answers, determination_reason and determined_on; of a new one also
-- first_action {action_on, amount_cents, note, legislation_id}. What is not named stays. Returns the id.
create function public.save_subaward(p_subaward jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.subawards;
  v_new public.subawards;
  v_award public.awards;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_subaward) where key in ('organization_id', 'subaward_number', 'title', 'recipient_uei', 'recipient_name',
    'starts_on', 'ends_on', 'budget_starts_on', 'budget_ends_on', 'description', 'contact_name', 'contact_email', 'is_research', 'indirect_rate_bp', 'match_cents', 'committed_cents',
    'authorized_on', 'authorization_source', 'expects_audit', 'executive_pay', 'monitoring_plan', 'terms', 'determination', 'determination_answers', 'determination_reason', 'determined_on'));
  v_name text;
begin
  perform private.at_least('coordinator');
  foreach v_name in array array['starts_on', 'ends_on', 'budget_starts_on', 'budget_ends_on', 'authorized_on', 'determined_on'] loop
    if v_given ? v_name then v_given := v_given || jsonb_build_object(v_name, private.subaward_day(v_given, v_name)); end if;
  end loop;
  begin
    if p_id is null then
      select * into v_new from jsonb_populate_record(null::public.subawards, '{"status": "draft", "determination_answers": {}, "description": "", "is_research": false, "match_cents": 0,
        "monitoring_plan": "", "terms": ""}'::jsonb || v_given);
      v_new.award_id := (p_subaward ->> 'award_id')::uuid;
    else
      v_old := private.open_subaward(p_id, p_version, 'coordinator');
      select * into v_new from jsonb_populate_record(v_old, v_given);
    end if;
  exception when invalid_text_representation or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'subaward_unreadable';
  end;
  select * into v_award from public.awards where id = v_new.award_id for share;
  if v_award.id is null then
    raise sqlstate 'PT422' using message = 'Choose the award that it is part of.', hint = 'award_id';
  elsif p_id is null and v_award.status in ('closed', 'declined') then
    raise sqlstate 'PT422' using message = 'This award is over: nothing more is passed on from it.', hint = 'subaward_award_over';
  end if;
  v_new.title := btrim(v_new.title);
  v_new.subaward_number := nullif(btrim(v_new.subaward_number), '');
  v_new.recipient_uei := nullif(upper(btrim(v_new.recipient_uei)), '');
  v_new.recipient_name := nullif(btrim(v_new.recipient_name), '');
  v_new.contact_name := nullif(btrim(v_new.contact_name), '');
  v_new.contact_email := nullif(btrim(v_new.contact_email), '');
  v_new.authorization_source := nullif(btrim(v_new.authorization_source), '');
  v_new.description := coalesce(btrim(v_new.description), '');
  v_new.monitoring_plan := coalesce(btrim(v_new.monitoring_plan), '');
  v_new.terms := coalesce(btrim(v_new.terms), '');
  v_new.is_research := coalesce(v_new.is_research, false);
  v_new.determination_answers := coalesce(nullif(v_new.determination_answers, 'null'), '{}');
  v_new.executive_pay := nullif(v_new.executive_pay, 'null');
  if jsonb_typeof(v_new.determination_answers) <> 'object' or (v_new.executive_pay is not null and jsonb_typeof(v_new.executive_pay) <> 'object') then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'subaward_unreadable';
  end if;
  -- Mostly the budget period is the whole period.
  if v_new.budget_starts_on is null and v_new.budget_ends_on is null then
    v_new.budget_starts_on := v_new.starts_on;
    v_new.budget_ends_on := v_new.ends_on;
  end if;
  if v_new.determination is not null and v_new.determined_on is null then v_new.determined_on := private.local_date(now()); end if;
  if (v_new.determination, v_new.determination_answers, v_new.determination_reason) is distinct from (v_old.determination, v_old.determination_answers, v_old.determination_reason)
    and v_new.determination is not null then
    v_new.determined_by := private.current_staff_id();
    if not v_given ? 'determined_on' then v_new.determined_on := private.local_date(now()); end if;
  end if;
  perform private.check_subaward(v_new);
  v_new.needs_executive_pay := private.needs_executive_pay(v_new.executive_pay);
  if p_id is null then
    insert into public.subawards (award_id, organization_id, subaward_number, title, recipient_uei, recipient_name, starts_on, ends_on, budget_starts_on, budget_ends_on, description, contact_name,
      contact_email, is_research, indirect_rate_bp, match_cents, committed_cents, authorized_on, authorization_source, expects_audit, executive_pay, needs_executive_pay, monitoring_plan, terms,
      determination, determination_answers, determination_reason, determined_on, determined_by)
    values (v_new.award_id, v_new.organization_id, v_new.subaward_number, v_new.title, v_new.recipient_uei, v_new.recipient_name, v_new.starts_on, v_new.ends_on, v_new.budget_starts_on,
      v_new.budget_ends_on, v_new.description, v_new.contact_name, v_new.contact_email, v_new.is_research, v_new.indirect_rate_bp, v_new.match_cents, v_new.committed_cents, v_new.authorized_on,
      v_new.authorization_source, v_new.expects_audit, v_new.executive_pay, v_new.needs_executive_pay, v_new.monitoring_plan, v_new.terms, v_new.determination, v_new.determination_answers,
      v_new.determination_reason, v_new.determined_on, v_new.determined_by)
    returning id into v_new.id;
    if jsonb_typeof(p_subaward -> 'first_action') = 'object' then perform public.act_on_subaward(v_new.id, p_subaward -> 'first_action'); end if;
  elsif v_new is distinct from v_old then
    update public.subawards set organization_id = v_new.organization_id, subaward_number = v_new.subaward_number, title = v_new.title, recipient_uei = v_new.recipient_uei,
      recipient_name = v_new.recipient_name, starts_on = v_new.starts_on, ends_on = v_new.ends_on, budget_starts_on = v_new.budget_starts_on, budget_ends_on = v_new.budget_ends_on,
      description = v_new.description, contact_name = v_new.contact_name, contact_email = v_new.contact_email, is_research = v_new.is_research, indirect_rate_bp = v_new.indirect_rate_bp,
      match_cents = v_new.match_cents, committed_cents = v_new.committed_cents, authorized_on = v_new.authorized_on, authorization_source = v_new.authorization_source,
      expects_audit = v_new.expects_audit, executive_pay = v_new.executive_pay, needs_executive_pay = v_new.needs_executive_pay, monitoring_plan = v_new.monitoring_plan, terms = v_new.terms,
      determination = v_new.determination, determination_answers = v_new.determination_answers, determination_reason = v_new.determination_reason, determined_on = v_new.determined_on,
      determined_by = v_new.determined_by
    where id = p_id;
  end if;
  return v_new.id;
end $$;

-- ---------------------------------------------------------------- amounts
-- Records an action that obligates or takes back federal money: {action_on, amount_cents, note, legislation_id}. p_id: one that was
-- recorded wrongly. Never below nothing, and all subawards together never above the federal amount of the award.
create function public.act_on_subaward(p_subaward uuid, p_action jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards := private.open_subaward(p_subaward, null, 'coordinator');
  v_award public.awards;
  v_old public.subaward_actions;
  v_on date := private.subaward_day(p_action, 'action_on');
  v_cents bigint;
  v_id uuid := p_id;
  v_all bigint;
begin
  select * into v_award from public.awards where id = v_one.award_id for update;
  if v_award.status in ('closed', 'declined') then
    raise sqlstate 'PT422' using message = 'This award is over: nothing more is passed on from it.', hint = 'subaward_award_over';
  elsif coalesce(p_action ->> 'amount_cents', '') !~ '^-?[0-9]{1,15}$' or (p_action ->> 'amount_cents')::bigint = 0 then
    raise sqlstate 'PT422' using message = 'Enter an amount: above zero what is obligated, below zero what is taken back.', hint = 'amount_cents';
  elsif v_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day on which it was issued or modified.', hint = 'action_on';
  elsif length(p_action ->> 'note') > 500 then
    raise sqlstate 'PT422' using message = 'The note is longer than 500 characters. Shorten it.', hint = 'note';
  end if;
  v_cents := (p_action ->> 'amount_cents')::bigint;
  if p_id is not null then
    select * into v_old from public.subaward_actions where id = p_id and subaward_id = p_subaward for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This action is not there any more.', hint = 'missing';
    elsif v_old.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this action since you opened it.', hint = 'version';
    end if;
    update public.subaward_actions set action_on = v_on, amount_cents = v_cents, note = coalesce(btrim(p_action ->> 'note'), note),
      legislation_id = case when p_action ? 'legislation_id' then (p_action ->> 'legislation_id')::uuid else legislation_id end
    where id = p_id;
  else
    insert into public.subaward_actions (subaward_id, action_on, amount_cents, note, legislation_id)
    values (p_subaward, v_on, v_cents, coalesce(btrim(p_action ->> 'note'), ''), (p_action ->> 'legislation_id')::uuid)
    returning id into v_id;
  end if;
  perform private.check_subaward_total(v_one);
  v_all := (select coalesce(sum(a.amount_cents), 0) from public.subaward_actions a join public.subawards s on s.id = a.subaward_id where s.award_id = v_one.award_id);
  if v_all > v_award.federal_cents then
    raise sqlstate 'PT422' using message = format('All subawards together would come to %s, more than the federal amount of the award, %s.', to_char(v_all::numeric / 100, 'FM$999,999,999,999,990.00'), to_char(v_award.federal_cents::numeric / 100, 'FM$999,999,999,999,990.00')),
      hint = 'amount_cents';
  end if;
  return v_id;
end $$;

-- At no day may more be taken back than was obligated until then.
create function private.check_subaward_total(p_one public.subawards) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if exists (select from (select sum(sum(a.amount_cents)) over (order by a.action_on) as total from public.subaward_actions a where a.subaward_id = p_one.id group by a.action_on) d where d.total < 0) then
    raise sqlstate 'PT422' using message = 'That takes back more than was obligated until that day. Check amount and day.', hint = 'amount_cents';
  end if;
end $$;

create function public.remove_subaward_action(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards;
  v_subaward uuid := (select subaward_id from public.subaward_actions where id = p_id);
begin
  perform private.at_least('coordinator');
  if v_subaward is null then raise sqlstate 'PT404' using message = 'This action is not there any more.', hint = 'missing'; end if;
  v_one := private.open_subaward(v_subaward, null, 'coordinator');
  if v_one.status <> 'draft' and (select count(*) from public.subaward_actions where subaward_id = v_subaward) = 1 then
    raise sqlstate 'PT422' using message = 'This action issued the subaward. Correct it instead of removing it.', hint = 'subaward_first_action';
  end if;
  delete from public.subaward_actions where id = p_id;
  perform private.check_subaward_total(v_one);
end $$;

-- ---------------------------------------------------------------- SAM.gov
-- That somebody looked whether it is excluded: {checked_on, result: clear | excluded, note}.
create function public.check_exclusion(p_subaward uuid, p_check jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards := private.open_subaward(p_subaward, null, 'coordinator');
  v_on date := coalesce(private.subaward_day(p_check, 'checked_on'), private.local_date(now()));
  v_id uuid;
begin
  if coalesce(p_check ->> 'result', '') not in ('clear', 'excluded') then
    raise sqlstate 'PT422' using message = 'Say what SAM.gov showed: no exclusion, or excluded.', hint = 'result';
  elsif v_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'This day has not come yet. Enter the day on which somebody looked.', hint = 'checked_on';
  elsif length(p_check ->> 'note') > 1000 then
    raise sqlstate 'PT422' using message = 'The note is longer than 1,000 characters. Shorten it.', hint = 'note';
  end if;
  insert into public.subaward_checks (subaward_id, checked_on, checked_by, result, note)
  values (v_one.id, v_on, private.current_staff_id(), p_check ->> 'result', coalesce(btrim(p_check ->> 'note'), '')) returning id into v_id;
  return v_id;
end $$;

-- ---------------------------------------------------------------- risk
create function private.risk_factors() returns text[]
language sql immutable set search_path = '' as $$
  -- As 2 CFR 200.332(c) names them, and how much hangs on it.
  select array['experience', 'audits', 'changes', 'federal_monitoring', 'size']
$$;

-- Assesses it: {assessed_on, factors: {factor: {level: 1 to 3, note}}, level, reason}; level: what the factors come to, unless said.
create function public.assess_risk(p_subaward uuid, p_risk jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subawards := private.open_subaward(p_subaward, null, 'coordinator');
  v_on date := coalesce(private.subaward_day(p_risk, 'assessed_on'), private.local_date(now()));
  v_factors jsonb := coalesce(nullif(p_risk -> 'factors', 'null'), '{}');
  v_level text;
  v_id uuid;
begin
  if jsonb_typeof(v_factors) <> 'object' or exists (select from jsonb_each(v_factors) f where not f.key = any (private.risk_factors()) or jsonb_typeof(f.value) <> 'object'
    or coalesce(f.value ->> 'level', '') not in ('1', '2', '3') or length(f.value ->> 'note') > 1000) then
    raise sqlstate 'PT422' using message = 'Weigh each factor low, medium or high.', hint = 'factors';
  elsif exists (select from unnest(private.risk_factors()) f where not v_factors ? f) then
    raise sqlstate 'PT422' using message = 'Weigh all five factors: the level follows from them.', hint = 'factors';
  end if;
  v_level := coalesce(nullif(p_risk ->> 'level', ''), private.risk_level(v_factors));
  if v_level not in ('low', 'medium', 'high') then
    raise sqlstate 'PT422' using message = 'Choose low, medium or high.', hint = 'level';
  elsif nullif(btrim(p_risk ->> 'reason'), '') is null or length(p_risk ->> 'reason') > 5000 then
    raise sqlstate 'PT422' using message = 'Write why, in at most 5,000 characters. An auditor reads it.', hint = 'reason';
  elsif v_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'This day has not come yet. Enter the day on which it was assessed.', hint = 'assessed_on';
  end if;
  insert into public.subaward_risks (subaward_id, assessed_on, assessed_by, factors, level, reason)
  values (v_one.id, v_on, private.current_staff_id(), v_factors, v_level, btrim(p_risk ->> 'reason')) returning id into v_id;
  return v_id;
end $$;
