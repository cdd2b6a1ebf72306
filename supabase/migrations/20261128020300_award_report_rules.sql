-- The rules that make schedules, as a manager keeps them. What changes from a day on is a new version of the rule: periods that ended
-- before keep the one that held then. A rule is not deleted: reports name it.

-- Saves a rule; p_id null makes a new one, or, with the code of one that is there, its version from valid_from on: the version that
-- held until then ends the day before. All schedules follow at once, in the same act.
create function public.save_report_rule(p_rule jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.award_report_rules;
  v_new public.award_report_rules;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_rule) where key in ('name', 'kind', 'code', 'period_months', 'period_anchor_month', 'opens_days_before_end',
    'due_days', 'due_months_end', 'due_years', 'final_due_days', 'audit_days', 'consequence', 'consequence_days', 'is_in_sequence', 'component_codes', 'listing_numbers', 'federal_from_cents',
    'federal_below_cents', 'threshold_cents', 'needs_confirming', 'valid_from', 'valid_until', 'source', 'is_active'));
  v_next date;
begin
  perform private.at_least('manager');
  -- One at a time: every schedule follows.
  perform pg_advisory_xact_lock(hashtextextended('award_report_rules', 0));
  if p_id is null then
    select * into v_old from public.award_report_rules where code = v_given ->> 'code' order by valid_from desc limit 1;
    v_new := jsonb_populate_record(null::public.award_report_rules, '{"is_in_sequence": false, "needs_confirming": false, "is_active": true}'::jsonb
      || case when v_old.id is null then '{}' else to_jsonb(v_old) - '{id,version,valid_until}'::text[] end || v_given);
    if v_old.id is not null then v_new.kind := v_old.kind; end if;
  else
    select * into v_old from public.award_report_rules where id = p_id for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This rule is not there any more.', hint = 'missing';
    elsif v_old.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this rule since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    end if;
    v_new := jsonb_populate_record(v_old, v_given - '{kind,code}'::text[]);
  end if;
  v_new.name := btrim(v_new.name);
  v_new.source := btrim(v_new.source);
  v_new.component_codes := nullif(v_new.component_codes, '{}');
  v_new.listing_numbers := nullif(v_new.listing_numbers, '{}');
  if v_new.period_months is null then v_new.period_anchor_month := null; else v_new.period_anchor_month := coalesce(v_new.period_anchor_month, 1::smallint); end if;
  if v_new.consequence is null then v_new.consequence_days := null; else v_new.consequence_days := coalesce(v_new.consequence_days, 0::smallint); end if;
  if nullif(v_new.name, '') is null or length(v_new.name) > 200 then
    raise sqlstate 'PT422' using message = 'Give the rule a name of at most 200 characters.', hint = 'name';
  elsif v_new.kind is null or v_new.kind not in ('ffr', 'performance', 'pmt', 'closeout', 'subaward_final', 'ffata', 'single_audit', 'sam_registration', 'retention') then
    raise sqlstate 'PT422' using message = 'Choose one of the kinds that are offered.', hint = 'kind';
  elsif nullif(v_new.source, '') is null or length(v_new.source) > 1000 then
    raise sqlstate 'PT422' using message = 'Say where this rule stands, in at most 1,000 characters.', hint = 'source';
  elsif v_new.valid_from is null then
    raise sqlstate 'PT422' using message = 'Enter the day from which it holds.', hint = 'valid_from';
  elsif v_new.valid_until < v_new.valid_from then
    raise sqlstate 'PT422' using message = 'A rule ends on the day on which it begins or later.', hint = 'valid_until';
  elsif v_new.period_months not in (1, 3, 6, 12) then
    raise sqlstate 'PT422' using message = 'Periods are 1, 3, 6 or 12 months long.', hint = 'period_months';
  elsif v_new.period_anchor_month not between 1 and 12 then
    raise sqlstate 'PT422' using message = 'Choose the month from which periods are counted.', hint = 'period_anchor_month';
  elsif num_nonnulls(v_new.due_days, v_new.due_months_end, v_new.due_years) > 1 then
    raise sqlstate 'PT422' using message = 'Say in one way when it is due: days, months’ ends or years.', hint = 'due_days';
  elsif v_new.due_days not between 0 and 1000 or v_new.final_due_days not between 0 and 1000 then
    raise sqlstate 'PT422' using message = 'Enter 0 to 1,000 days.', hint = case when v_new.due_days not between 0 and 1000 then 'due_days' else 'final_due_days' end;
  elsif v_new.due_months_end not between 0 and 36 or v_new.due_years not between 0 and 50 then
    raise sqlstate 'PT422' using message = 'Enter at most 36 months, or at most 50 years.', hint = case when v_new.due_years is null then 'due_months_end' else 'due_years' end;
  elsif v_new.opens_days_before_end not between 0 and 366 or v_new.audit_days not between 0 and 366 or v_new.consequence_days not between 0 and 366 then
    raise sqlstate 'PT422' using message = 'Enter at most 366 days.', hint = case when v_new.opens_days_before_end not between 0 and 366 then 'opens_days_before_end' when v_new.audit_days not between 0 and 366 then 'audit_days' else 'consequence_days' end;
  elsif v_new.consequence not in ('suspension', 'asap_lock', 'administrative_closeout') then
    raise sqlstate 'PT422' using message = 'Choose one of the consequences that are offered.', hint = 'consequence';
  elsif exists (select from unnest(v_new.listing_numbers) n where n !~ '^[0-9]{2}\.[0-9]{3}$') then
    raise sqlstate 'PT422' using message = 'An Assistance Listing is two digits, a dot and three digits: 16.738.', hint = 'listing_numbers';
  elsif exists (select from unnest(v_new.component_codes) n where not exists (select from public.grant_components where code = n)) then
    raise sqlstate 'PT422' using message = 'Choose components that are in the list.', hint = 'component_codes';
  elsif v_new.federal_below_cents <= coalesce(v_new.federal_from_cents, -1) then
    raise sqlstate 'PT422' using message = 'The amount below which it holds is more than the one from which it holds.', hint = 'federal_below_cents';
  elsif exists (select from public.award_report_rules where code = coalesce(v_new.code, '') and valid_from = v_new.valid_from and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = 'There is a version of this rule from that day already. Change that one, or choose another day.', hint = 'valid_from';
  end if;
  perform set_config('rotunda.rules_at_end', 'on', true);
  if p_id is null then
    if v_new.code is null then
      v_new.code := left(v_new.kind || '_' || btrim(regexp_replace(lower(v_new.name), '[^a-z0-9]+', '_', 'g'), '_'), 34);
      if exists (select from public.award_report_rules where code = v_new.code) then v_new.code := v_new.code || '_' || left(md5(gen_random_uuid()::text), 5); end if;
    end if;
    update public.award_report_rules set valid_until = v_new.valid_from - 1 where code = v_new.code and valid_from < v_new.valid_from and (valid_until is null or valid_until >= v_new.valid_from);
    select min(valid_from) into v_next from public.award_report_rules where code = v_new.code and valid_from > v_new.valid_from;
    v_new.valid_until := least(v_new.valid_until, v_next - 1);
    insert into public.award_report_rules (code, kind, name, period_months, period_anchor_month, opens_days_before_end, due_days, due_months_end, due_years, final_due_days, audit_days, consequence,
      consequence_days, is_in_sequence, component_codes, listing_numbers, federal_from_cents, federal_below_cents, threshold_cents, needs_confirming, valid_from, valid_until, source, is_active)
    values (v_new.code, v_new.kind, v_new.name, v_new.period_months, v_new.period_anchor_month, v_new.opens_days_before_end, v_new.due_days, v_new.due_months_end, v_new.due_years, v_new.final_due_days,
      v_new.audit_days, v_new.consequence, v_new.consequence_days, v_new.is_in_sequence, v_new.component_codes, v_new.listing_numbers, v_new.federal_from_cents, v_new.federal_below_cents,
      v_new.threshold_cents, v_new.needs_confirming, v_new.valid_from, v_new.valid_until, v_new.source, v_new.is_active)
    returning id into v_new.id;
  else
    update public.award_report_rules set name = v_new.name, period_months = v_new.period_months, period_anchor_month = v_new.period_anchor_month, opens_days_before_end = v_new.opens_days_before_end,
      due_days = v_new.due_days, due_months_end = v_new.due_months_end, due_years = v_new.due_years, final_due_days = v_new.final_due_days, audit_days = v_new.audit_days, consequence = v_new.consequence,
      consequence_days = v_new.consequence_days, is_in_sequence = v_new.is_in_sequence, component_codes = v_new.component_codes, listing_numbers = v_new.listing_numbers,
      federal_from_cents = v_new.federal_from_cents, federal_below_cents = v_new.federal_below_cents, threshold_cents = v_new.threshold_cents, needs_confirming = v_new.needs_confirming,
      valid_from = v_new.valid_from, valid_until = v_new.valid_until, source = v_new.source, is_active = v_new.is_active
    where id = p_id;
  end if;
  perform set_config('rotunda.rules_at_end', '', true);
  perform private.regenerate_all_reports();
  return v_new.id;
end $$;

-- Once a day, by the worker: the next fiscal year's audit appears as awards run into it.
create function public.settle_office_reports() returns jsonb
language sql volatile security definer set search_path = '' as $$ select private.regenerate_office_reports() $$;

revoke all on function public.save_report_rule(jsonb, uuid, integer) from public, anon;
grant execute on function public.save_report_rule(jsonb, uuid, integer) to authenticated;
revoke all on function public.settle_office_reports() from public, anon, authenticated;
grant execute on function public.settle_office_reports() to service_role;
