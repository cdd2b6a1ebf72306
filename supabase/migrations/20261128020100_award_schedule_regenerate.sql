-- The schedule of an award is written again whenever what it is made from changes. What was done stays as it was done: filed, waived
-- and added reports are not touched, a day that somebody overrode stays with its source. Reports that are still open follow the rules.

-- Whose report it is unless somebody says otherwise: the Financial Manager files FFRs, the Grant Award Administrator the performance
-- reports, where they are staff of the office; the rest is the lead's.
create function private.report_owner(p_award public.awards, p_kind text) returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce((select r.staff_id from public.award_roles r
    where r.award_id = p_award.id and r.staff_id is not null and r.role = case when p_kind = 'ffr' then 'financial_manager' when p_kind in ('performance', 'pmt') then 'grant_award_administrator' end
    order by r.sort_order, r.id limit 1), p_award.lead_id)
$$;

-- What is settled of an award, by kind, as award_periods takes it.
create function private.settled_periods(p_award public.awards) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(k.kind, k.settled), '{}')
  from (
    select r.kind, jsonb_build_object('kept', range_agg(daterange(r.period_start, r.period_end, '[]'))::text,
      'has_final', bool_or(r.is_final and r.period_end >= coalesce(p_award.terminated_on, p_award.ends_on))) as settled
    from public.award_reports r
    where r.award_id = p_award.id and r.subaward_id is null and not r.is_by_hand and (r.filed_on is not null or r.waived_on is not null) and r.period_start is not null
      and r.kind in ('ffr', 'performance', 'pmt')
    group by r.kind) k
$$;

-- The schedule as it has to be now, without what is settled: award_schedule, with a period of its own for each open report whose day was
-- overridden and that the rules alone would not make any more.
create function private.expected_reports(p_award public.awards) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_kept jsonb := private.settled_periods(p_award);
  v_expected jsonb;
  v_missing record;
  v_last date := coalesce(p_award.terminated_on, p_award.ends_on);
  v_cuts jsonb;
begin
  loop
    select coalesce(jsonb_agg(to_jsonb(s)), '[]') into v_expected from private.award_schedule(p_award, v_kept) s
    where not exists (select from public.award_reports r where r.award_id = p_award.id and r.subaward_id is not distinct from s.subaward_id and r.schedule_key = s.schedule_key
      and (r.filed_on is not null or r.waived_on is not null or r.is_by_hand));
    select r.kind, r.period_start, r.period_end into v_missing
    from public.award_reports r
    where r.award_id = p_award.id and r.subaward_id is null and r.override_due_on is not null and r.filed_on is null and r.waived_on is null and not r.is_by_hand
      and r.kind in ('ffr', 'performance', 'pmt') and r.period_start > p_award.starts_on and r.period_start <= v_last
      and not r.period_start <@ coalesce((v_kept -> r.kind ->> 'kept')::datemultirange, '{}')
      and not coalesce(v_kept -> r.kind -> 'cuts', '[]') ? r.period_start::text
      and not exists (select from jsonb_array_elements(v_expected) e where e ->> 'kind' = r.kind and e ->> 'period_start' = r.period_start::text)
    order by r.kind, r.period_start, r.id limit 1;
    exit when not found;
    v_cuts := coalesce(v_kept -> v_missing.kind -> 'cuts', '[]') || to_jsonb(v_missing.period_start)
      || case when v_missing.period_end < v_last then to_jsonb(v_missing.period_end + 1) else '[]'::jsonb end;
    v_kept := v_kept || jsonb_build_object(v_missing.kind, coalesce(v_kept -> v_missing.kind, '{}') || jsonb_build_object('cuts', v_cuts));
  end loop;
  return v_expected;
end $$;

-- Writes a schedule that is expected over the open reports of an award (null: of the city). Answers what it did, counted.
create function private.write_reports(p_award public.awards, p_expected jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_added integer;
  v_changed integer;
  v_removed integer;
  v_kept integer;
begin
  -- A period that begins on another day and ends on the same is the same report: who has it, and its day if somebody overrode it, stay with it.
  update public.award_reports r set schedule_key = e.schedule_key, period_start = e.period_start
  from jsonb_to_recordset(p_expected) as e (schedule_key text, kind text, period_start date, period_end date)
  where r.award_id = p_award.id and r.subaward_id is null and r.filed_on is null and r.waived_on is null and not r.is_by_hand
    and r.kind = e.kind and r.kind in ('ffr', 'performance', 'pmt') and r.period_end = e.period_end and r.schedule_key <> e.schedule_key
    and not exists (select from public.award_reports o where o.award_id = p_award.id and o.subaward_id is null and o.schedule_key = e.schedule_key)
    and not exists (select from jsonb_array_elements(p_expected) o where o ->> 'schedule_key' = r.schedule_key)
    and not exists (select from public.award_reports o where o.award_id = p_award.id and o.subaward_id is null and o.kind = r.kind and o.period_end = r.period_end and o.id <> r.id
      and o.filed_on is null and o.waived_on is null and not o.is_by_hand);

  delete from public.award_reports r
  where (r.award_id = p_award.id or p_award.id is null and r.award_id is null) and r.filed_on is null and r.waived_on is null and r.override_due_on is null and not r.is_by_hand
    and not exists (select from jsonb_to_recordset(p_expected) as e (schedule_key text, subaward_id uuid) where e.schedule_key = r.schedule_key and e.subaward_id is not distinct from r.subaward_id);
  get diagnostics v_removed = row_count;

  update public.award_reports r set is_unasked = true
  where (r.award_id = p_award.id or p_award.id is null and r.award_id is null) and r.filed_on is null and r.waived_on is null and not r.is_by_hand and not r.is_unasked
    and not exists (select from jsonb_to_recordset(p_expected) as e (schedule_key text, subaward_id uuid) where e.schedule_key = r.schedule_key and e.subaward_id is not distinct from r.subaward_id);

  update public.award_reports r set rule_id = e.rule_id, is_final = e.is_final, period_start = e.period_start, period_end = e.period_end, opens_on = e.opens_on,
    computed_due_on = e.computed_due_on, due_reason = e.due_reason, is_unasked = false,
    owner_id = case when r.is_owner_by_hand or r.award_id is null then r.owner_id else private.report_owner(p_award, r.kind) end,
    -- The day moved: who has it hears of the new one.
    acknowledged_at = case when coalesce(r.override_due_on, e.computed_due_on) = r.due_on then r.acknowledged_at end,
    acknowledged_by = case when coalesce(r.override_due_on, e.computed_due_on) = r.due_on then r.acknowledged_by end
  from jsonb_to_recordset(p_expected) as e (schedule_key text, kind text, rule_id uuid, is_final boolean, period_start date, period_end date, opens_on date, computed_due_on date, due_reason jsonb, subaward_id uuid)
  where (r.award_id = p_award.id or p_award.id is null and r.award_id is null) and r.subaward_id is not distinct from e.subaward_id and r.schedule_key = e.schedule_key
    and r.filed_on is null and r.waived_on is null and not r.is_by_hand
    and (r.rule_id, r.is_final, r.period_start, r.period_end, r.opens_on, r.computed_due_on, r.due_reason, r.is_unasked,
        case when r.is_owner_by_hand or r.award_id is null then r.owner_id else private.report_owner(p_award, r.kind) end)
      is distinct from (e.rule_id, e.is_final, e.period_start, e.period_end, e.opens_on, e.computed_due_on, e.due_reason, false, r.owner_id);
  get diagnostics v_changed = row_count;

  insert into public.award_reports (award_id, subaward_id, kind, schedule_key, rule_id, is_final, period_start, period_end, opens_on, computed_due_on, due_reason, owner_id)
  select p_award.id, e.subaward_id, e.kind, e.schedule_key, e.rule_id, e.is_final, e.period_start, e.period_end, e.opens_on, e.computed_due_on, e.due_reason,
    case when p_award.id is not null then private.report_owner(p_award, e.kind) end
  from jsonb_to_recordset(p_expected) as e (schedule_key text, kind text, rule_id uuid, is_final boolean, period_start date, period_end date, opens_on date, computed_due_on date, due_reason jsonb, subaward_id uuid)
  where not exists (select from public.award_reports r where (r.award_id = p_award.id or p_award.id is null and r.award_id is null) and r.subaward_id is not distinct from e.subaward_id and r.schedule_key = e.schedule_key);
  get diagnostics v_added = row_count;
  select count(*)::integer into v_kept from public.award_reports r where (r.award_id = p_award.id or p_award.id is null and r.award_id is null) and (r.filed_on is not null or r.waived_on is not null or r.override_due_on is not null or r.is_by_hand);
  return jsonb_build_object('added', v_added, 'changed', v_changed, 'removed', v_removed, 'kept', v_kept);
end $$;

-- Writes the schedule of an award again: {added, changed, removed, kept}. Twice is as good as once. An award that is closed keeps what
-- it has; one that was only applied for, or declined, owes nothing.
create function private.regenerate_award_reports(p_award uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_award public.awards;
begin
  select * into v_award from public.awards where id = p_award for no key update;
  if v_award.id is null or v_award.status = 'closed' then return '{"added": 0, "changed": 0, "removed": 0, "kept": 0}'::jsonb; end if;
  return private.write_reports(v_award, case when v_award.status in ('applied', 'declined') then '[]'::jsonb else private.expected_reports(v_award) end);
end $$;

-- The same for what the city owes as a whole: single audits from the fiscal year in which the first award was entered here to the last in
-- which an award runs, and the renewal at SAM.gov.
create function private.regenerate_office_reports() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_from date;
  v_to date;
  v_expected jsonb := '[]';
begin
  perform pg_advisory_xact_lock(hashtextextended('regenerate_office_reports', 0));
  select private.local_date(min(created_at)), max(performance_ends_on) filter (where status <> 'closed') into v_from, v_to from public.awards where status not in ('applied', 'declined');
  select coalesce(jsonb_agg(to_jsonb(s)), '[]') into v_expected
  from private.office_schedule(coalesce(v_from, '2000-01-01'), greatest(v_from, v_to)) s where v_from is not null or s.kind = 'sam_registration';
  v_expected := (select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(v_expected) e where not exists (
    select from public.award_reports r where r.award_id is null and r.subaward_id is null and r.schedule_key = e ->> 'schedule_key' and (r.filed_on is not null or r.waived_on is not null or r.is_by_hand)));
  return private.write_reports(null::public.awards, v_expected);
end $$;

-- All of it, after a rule changed.
create function private.regenerate_all_reports() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.regenerate_award_reports(a.id) from (select id from public.awards where status not in ('closed', 'applied', 'declined') order by id) a;
  perform private.regenerate_office_reports();
end $$;

-- ---------------------------------------------------------------- when
create function private.award_changes_schedule() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.regenerate_award_reports(new.id);
  return null;
end $$;
create trigger _600_schedule_insert after insert on public.awards for each row when (new.starts_on is not null) execute function private.award_changes_schedule();
create trigger _600_schedule_update after update on public.awards for each row
  when ((new.status, new.starts_on, new.ends_on, new.terminated_on, new.accepted_on, new.listing_id, new.component_id, new.federal_cents, new.performance_rule, new.lead_id)
    is distinct from (old.status, old.starts_on, old.ends_on, old.terminated_on, old.accepted_on, old.listing_id, old.component_id, old.federal_cents, old.performance_rule, old.lead_id))
  execute function private.award_changes_schedule();

create function private.award_part_changes_schedule() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_row jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  perform private.regenerate_award_reports(case when tg_table_name = 'subaward_actions'
    then (select s.award_id from public.subawards s where s.id = (v_row ->> 'subaward_id')::uuid) else (v_row ->> 'award_id')::uuid end);
  return null;
end $$;
create trigger _600_schedule after insert or update or delete on public.award_roles for each row execute function private.award_part_changes_schedule();
create trigger _600_schedule_insert after insert or delete on public.subawards for each row execute function private.award_part_changes_schedule();
create trigger _600_schedule_update after update on public.subawards for each row
  when ((new.status, new.starts_on, new.ends_on, new.terminated_on, new.determination) is distinct from (old.status, old.starts_on, old.ends_on, old.terminated_on, old.determination))
  execute function private.award_part_changes_schedule();
create trigger _600_schedule after insert or update or delete on public.subaward_actions for each row execute function private.award_part_changes_schedule();

-- A rule, statement by statement; a function that writes several of them asks for it once, at its end.
create function private.rule_changes_schedules() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if current_setting('rotunda.rules_at_end', true) is distinct from 'on' then perform private.regenerate_all_reports(); end if;
  return null;
end $$;
create trigger _600_schedule after insert or update or delete on public.award_report_rules for each statement execute function private.rule_changes_schedules();

create function private.settings_change_schedule() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.regenerate_office_reports();
  return null;
end $$;
create trigger _600_schedule after update on public.settings for each row
  when ((new.sam_expires_on, new.fiscal_year_start_month) is distinct from (old.sam_expires_on, old.fiscal_year_start_month)) execute function private.settings_change_schedule();

revoke all on function private.report_owner(public.awards, text), private.settled_periods(public.awards), private.expected_reports(public.awards), private.write_reports(public.awards, jsonb),
  private.regenerate_award_reports(uuid), private.regenerate_office_reports(), private.regenerate_all_reports(), private.award_changes_schedule(), private.award_part_changes_schedule(),
  private.rule_changes_schedules(), private.settings_change_schedule() from public, anon, authenticated;
