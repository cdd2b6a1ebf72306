-- Schedules of many awards are written in one act when a rule changes. The reports of one award are looked up by its index, once, whose a
-- report is is asked once for each kind, and only what differs is written: a statement that writes nothing costs as much as one that does.
-- Before, each step read the reports of all awards. What is written is the same.

-- What of the reports that follow the rules differs from what is expected: those that nothing asks for any more (gone, or unasked where
-- somebody overrode their day), whether others are to be corrected, and whether some are not there yet.
create function private.compare_reports(p_all uuid[], p_open uuid[], p_expected jsonb, p_owners jsonb)
returns table (gone uuid[], unasked uuid[], differs boolean, lacks boolean)
language sql stable security definer set search_path = '' as $$
  with e as materialized (
    select * from jsonb_to_recordset(p_expected) as e (schedule_key text, kind text, rule_id uuid, is_final boolean, period_start date, period_end date, opens_on date, computed_due_on date, due_reason jsonb, subaward_id uuid)),
  r as materialized (select * from public.award_reports r where r.id = any (p_all))
  select
    (select array_agg(r.id) from r where r.id = any (p_open) and r.override_due_on is null
      and not exists (select from e where e.schedule_key = r.schedule_key and e.subaward_id is not distinct from r.subaward_id)),
    (select array_agg(r.id) from r where r.id = any (p_open) and r.override_due_on is not null and not r.is_unasked
      and not exists (select from e where e.schedule_key = r.schedule_key and e.subaward_id is not distinct from r.subaward_id)),
    exists (select from r join e on e.schedule_key = r.schedule_key and e.subaward_id is not distinct from r.subaward_id
      where r.id = any (p_open) and (r.rule_id, r.is_final, r.period_start, r.period_end, r.opens_on, r.computed_due_on, r.due_reason, r.is_unasked, r.owner_id)
        is distinct from (e.rule_id, e.is_final, e.period_start, e.period_end, e.opens_on, e.computed_due_on, e.due_reason, false,
          case when r.is_owner_by_hand or r.award_id is null then r.owner_id else (p_owners ->> r.kind)::uuid end)),
    exists (select from e where not exists (select from r where r.schedule_key = e.schedule_key and r.subaward_id is not distinct from e.subaward_id))
$$;
revoke all on function private.compare_reports(uuid[], uuid[], jsonb, jsonb) from public, anon, authenticated;

create or replace function private.write_reports(p_award public.awards, p_expected jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- All reports of the award (of the city where there is none), and those of them that follow the rules.
  v_all uuid[];
  v_open uuid[];
  v_kept integer;
  v_owners jsonb := '{}';
  v_is record;
  v_added integer := 0;
  v_changed integer := 0;
begin
  if p_award.id is null then
    select array_agg(r.id), array_agg(r.id) filter (where r.filed_on is null and r.waived_on is null and not r.is_by_hand),
      (count(*) filter (where r.filed_on is not null or r.waived_on is not null or r.override_due_on is not null or r.is_by_hand))::integer into v_all, v_open, v_kept
    from public.award_reports r where r.award_id is null;
  else
    select array_agg(r.id), array_agg(r.id) filter (where r.filed_on is null and r.waived_on is null and not r.is_by_hand),
      (count(*) filter (where r.filed_on is not null or r.waived_on is not null or r.override_due_on is not null or r.is_by_hand))::integer into v_all, v_open, v_kept
    from public.award_reports r where r.award_id = p_award.id;
    select coalesce(jsonb_object_agg(k.kind, private.report_owner(p_award, k.kind)), '{}') into v_owners
    from (select distinct e ->> 'kind' as kind from jsonb_array_elements(p_expected) e) k;
  end if;
  select * into v_is from private.compare_reports(v_all, v_open, p_expected, v_owners);

  -- A period that begins on another day and ends on the same is the same report: who has it, and its day if somebody overrode it, stay with it.
  if v_is.lacks and p_award.id is not null and exists (select from public.award_reports r where r.id = any (v_open)
    and not exists (select from jsonb_array_elements(p_expected) o where o ->> 'schedule_key' = r.schedule_key)) then
    update public.award_reports r set schedule_key = e.schedule_key, period_start = e.period_start
    from jsonb_to_recordset(p_expected) as e (schedule_key text, kind text, period_start date, period_end date)
    where r.id = any (v_open) and r.subaward_id is null
      and r.kind = e.kind and r.kind in ('ffr', 'performance', 'pmt') and r.period_end = e.period_end and r.schedule_key <> e.schedule_key
      and not exists (select from public.award_reports o where o.id = any (v_all) and o.subaward_id is null and o.schedule_key = e.schedule_key)
      and not exists (select from jsonb_array_elements(p_expected) o where o ->> 'schedule_key' = r.schedule_key)
      and not exists (select from public.award_reports o where o.id = any (v_open) and o.subaward_id is null and o.kind = r.kind and o.period_end = r.period_end and o.id <> r.id);
    if found then select * into v_is from private.compare_reports(v_all, v_open, p_expected, v_owners); end if;
  end if;

  if v_is.gone is not null then delete from public.award_reports r where r.id = any (v_is.gone); end if;
  if v_is.unasked is not null then update public.award_reports r set is_unasked = true where r.id = any (v_is.unasked); end if;
  if v_is.differs then
    update public.award_reports r set rule_id = e.rule_id, is_final = e.is_final, period_start = e.period_start, period_end = e.period_end, opens_on = e.opens_on,
      computed_due_on = e.computed_due_on, due_reason = e.due_reason, is_unasked = false,
      owner_id = case when r.is_owner_by_hand or r.award_id is null then r.owner_id else (v_owners ->> r.kind)::uuid end,
      -- The day moved: who has it hears of the new one.
      acknowledged_at = case when coalesce(r.override_due_on, e.computed_due_on) = r.due_on then r.acknowledged_at end,
      acknowledged_by = case when coalesce(r.override_due_on, e.computed_due_on) = r.due_on then r.acknowledged_by end
    from jsonb_to_recordset(p_expected) as e (schedule_key text, kind text, rule_id uuid, is_final boolean, period_start date, period_end date, opens_on date, computed_due_on date, due_reason jsonb, subaward_id uuid)
    where r.id = any (v_open) and r.subaward_id is not distinct from e.subaward_id and r.schedule_key = e.schedule_key
      and (r.rule_id, r.is_final, r.period_start, r.period_end, r.opens_on, r.computed_due_on, r.due_reason, r.is_unasked,
          case when r.is_owner_by_hand or r.award_id is null then r.owner_id else (v_owners ->> r.kind)::uuid end)
        is distinct from (e.rule_id, e.is_final, e.period_start, e.period_end, e.opens_on, e.computed_due_on, e.due_reason, false, r.owner_id);
    get diagnostics v_changed = row_count;
  end if;
  if v_is.lacks then
    insert into public.award_reports (award_id, subaward_id, kind, schedule_key, rule_id, is_final, period_start, period_end, opens_on, computed_due_on, due_reason, owner_id)
    select p_award.id, e.subaward_id, e.kind, e.schedule_key, e.rule_id, e.is_final, e.period_start, e.period_end, e.opens_on, e.computed_due_on, e.due_reason, (v_owners ->> e.kind)::uuid
    from jsonb_to_recordset(p_expected) as e (schedule_key text, kind text, rule_id uuid, is_final boolean, period_start date, period_end date, opens_on date, computed_due_on date, due_reason jsonb, subaward_id uuid)
    where not exists (select from public.award_reports r where r.id = any (v_all) and r.subaward_id is not distinct from e.subaward_id and r.schedule_key = e.schedule_key);
    get diagnostics v_added = row_count;
  end if;
  return jsonb_build_object('added', v_added, 'changed', v_changed, 'removed', coalesce(cardinality(v_is.gone), 0), 'kept', v_kept);
end $$;

-- The same for what is expected: what is settled is looked up once, and periods of their own are only looked for where a day was overridden.
create or replace function private.expected_reports(p_award public.awards) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_kept jsonb := private.settled_periods(p_award);
  v_expected jsonb;
  v_missing record;
  v_last date := coalesce(p_award.terminated_on, p_award.ends_on);
  v_cuts jsonb;
  v_done text[];
  v_overridden boolean;
begin
  select coalesce(array_agg(r.schedule_key || ' ' || coalesce(r.subaward_id::text, '')) filter (where r.filed_on is not null or r.waived_on is not null or r.is_by_hand), '{}'),
    coalesce(bool_or(r.override_due_on is not null and r.filed_on is null and r.waived_on is null), false) into v_done, v_overridden
  from public.award_reports r where r.award_id = p_award.id;
  loop
    select coalesce(jsonb_agg(to_jsonb(s)), '[]') into v_expected from private.award_schedule(p_award, v_kept) s
    where not (s.schedule_key || ' ' || coalesce(s.subaward_id::text, '')) = any (v_done);
    exit when not v_overridden;
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
