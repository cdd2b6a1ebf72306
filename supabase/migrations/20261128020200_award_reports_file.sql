-- What people do with the reports of an award: file them, say another day and where it stands, waive one, take one on. One act, one
-- change set, one undo.

-- ---------------------------------------------------------------- one report
create function private.open_report(p_id uuid, p_role text, p_settled boolean default false) returns public.award_reports
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_reports;
begin
  perform private.at_least(p_role);
  -- The award first, as whoever writes its schedule locks it.
  perform from public.awards a where a.id = (select r.award_id from public.award_reports r where r.id = p_id) for no key update;
  select * into v_one from public.award_reports where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This report is not in the schedule any more.', hint = 'missing';
  elsif exists (select from public.awards where id = v_one.award_id and status = 'closed') then
    raise sqlstate 'PT422' using message = 'This award is closed. What it owed stays as it is.', hint = 'award_closed';
  elsif not p_settled and v_one.filed_on is not null then
    raise sqlstate 'PT422' using message = 'This report is filed. Undo the filing first.', hint = 'report_filed';
  elsif not p_settled and v_one.waived_on is not null then
    raise sqlstate 'PT422' using message = 'This report is waived. Undo that first.', hint = 'report_waived';
  end if;
  return v_one;
end $$;

-- The report that has to be filed before this one, where the rule says one after the other.
create function private.report_before(p_one public.award_reports) returns public.award_reports
language sql stable security definer set search_path = '' as $$
  select b from public.award_reports b
  where b.award_id = p_one.award_id and b.kind = p_one.kind and b.subaward_id is null and b.id <> p_one.id and b.filed_on is null and b.waived_on is null and not b.is_by_hand and not b.is_unasked
    and b.period_end < p_one.period_end and not p_one.is_by_hand and exists (select from public.award_report_rules u where u.id = p_one.rule_id and u.is_in_sequence)
  order by b.period_end, b.id limit 1
$$;

-- ---------------------------------------------------------------- acts
-- Files a report: p_facts: confirmation, note. An FFR takes the figures of its work sheet with it, as they are on this day.
create function public.file_report(p_id uuid, p_filed_on date, p_facts jsonb default '{}') returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.award_reports := private.open_report(p_id, 'coordinator');
  v_before public.award_reports := private.report_before(v_one);
  v_frozen jsonb;
begin
  if p_filed_on is null or p_filed_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'Enter the day on which it was filed; it cannot lie ahead.', hint = 'filed_on';
  elsif p_filed_on < coalesce(v_one.period_start, p_filed_on) then
    raise sqlstate 'PT422' using message = 'It was filed on a day before its period began. Check the day.', hint = 'filed_on';
  elsif v_before.id is not null then
    raise sqlstate 'PT422' using message = format('File the report for %s to %s first: these are filed one after the other.', v_before.period_start, v_before.period_end), hint = 'filing_order';
  elsif length(p_facts ->> 'confirmation') > 200 or length(p_facts ->> 'note') > 2000 then
    raise sqlstate 'PT422' using message = 'A confirmation has at most 200 characters and a note 2,000.', hint = 'confirmation';
  end if;
  if v_one.kind = 'ffr' and v_one.award_id is not null and v_one.period_end is not null then
    v_frozen := private.ffr_worksheet(v_one.award_id, v_one.period_end);
    if v_one.is_final and v_frozen -> 'warnings' ? 'unliquidated' then
      raise sqlstate 'PT422' using message = 'The final report has no unliquidated obligations. Enter what was paid on them, or release them with an entry of the other sign; then file it.', hint = 'unliquidated';
    end if;
  end if;
  update public.award_reports set filed_on = p_filed_on, filed_by = private.current_staff_id(), confirmation = nullif(btrim(p_facts ->> 'confirmation'), ''),
    filed_note = nullif(btrim(p_facts ->> 'note'), ''), frozen = v_frozen, is_unasked = false
  where id = p_id;
  -- How long records stay goes by the final one; and what was filed is not owed by another report.
  if v_one.kind in ('ffr', 'performance', 'pmt') and v_one.award_id is not null then perform private.regenerate_award_reports(v_one.award_id); end if;
end $$;

-- Another day than the rule makes, with where it stands. A regenerated schedule keeps it.
create function public.override_report(p_id uuid, p_due_on date, p_source text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_reports := private.open_report(p_id, 'coordinator');
begin
  if p_due_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day that JustGrants shows.', hint = 'due_on';
  elsif p_due_on < coalesce(v_one.period_end, p_due_on) then
    raise sqlstate 'PT422' using message = 'A report is due when its period is over, not before. Check the day.', hint = 'due_on';
  elsif nullif(btrim(p_source), '') is null or length(btrim(p_source)) > 500 then
    raise sqlstate 'PT422' using message = 'Say where this day stands, such as JustGrants or a mail of the grant manager, in at most 500 characters.', hint = 'source';
  end if;
  update public.award_reports set override_due_on = p_due_on, override_source = btrim(p_source), override_of = computed_due_on,
    acknowledged_at = case when due_on = p_due_on then acknowledged_at end, acknowledged_by = case when due_on = p_due_on then acknowledged_by end
  where id = p_id;
end $$;

-- Back to the day of the rule; a report that no rule asks for any more goes with it.
create function public.clear_override(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_reports := private.open_report(p_id, 'coordinator');
begin
  if v_one.override_due_on is null then return; end if;
  update public.award_reports set override_due_on = null, override_source = null, override_of = null, acknowledged_at = null, acknowledged_by = null where id = p_id;
  if v_one.award_id is null then perform private.regenerate_office_reports(); else perform private.regenerate_award_reports(v_one.award_id); end if;
end $$;

-- Not asked for after all: JustGrants does not show it, or the grant manager said so.
create function public.waive_report(p_id uuid, p_reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_reports := private.open_report(p_id, 'manager');
begin
  if nullif(btrim(p_reason), '') is null or length(btrim(p_reason)) > 500 then
    raise sqlstate 'PT422' using message = 'Say why it is not owed, in at most 500 characters.', hint = 'waive_reason';
  end if;
  update public.award_reports set waived_on = private.local_date(now()), waived_reason = btrim(p_reason) where id = v_one.id;
end $$;

-- A report that no rule makes: p_report: title, due_on, opens_on, period_start, period_end, owner_id, source. p_award null: of the city.
create function public.add_report(p_award uuid, p_report jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid := gen_random_uuid();
  v_new public.award_reports;
begin
  perform private.at_least('coordinator');
  perform from public.awards where id = p_award for no key update;
  if p_award is not null and not found then
    raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing';
  elsif exists (select from public.awards where id = p_award and status = 'closed') then
    raise sqlstate 'PT422' using message = 'This award is closed. What it owed stays as it is.', hint = 'award_closed';
  end if;
  v_new := jsonb_populate_record(null::public.award_reports, (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_report) where key in ('title', 'opens_on', 'period_start', 'period_end', 'owner_id')));
  v_new.computed_due_on := (p_report ->> 'due_on')::date;
  if nullif(btrim(v_new.title), '') is null or length(btrim(v_new.title)) > 200 then
    raise sqlstate 'PT422' using message = 'Say what is owed, in at most 200 characters.', hint = 'report_title';
  elsif v_new.computed_due_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day on which it is due.', hint = 'due_on';
  elsif (v_new.period_start is null) <> (v_new.period_end is null) or v_new.period_end < v_new.period_start then
    raise sqlstate 'PT422' using message = 'A period has its first day and its last, in this order; or leave both empty.', hint = 'period_end';
  elsif v_new.computed_due_on < coalesce(v_new.period_end, v_new.computed_due_on) then
    raise sqlstate 'PT422' using message = 'A report is due when its period is over, not before. Check the day.', hint = 'due_on';
  elsif v_new.owner_id is not null and not exists (select from public.staff where id = v_new.owner_id and is_active) then
    raise sqlstate 'PT422' using message = 'Choose somebody who works here.', hint = 'owner_id';
  end if;
  insert into public.award_reports (id, award_id, kind, schedule_key, title, period_start, period_end, opens_on, computed_due_on, due_reason, owner_id, is_by_hand, is_owner_by_hand)
  values (v_id, p_award, 'other', 'hand:' || v_id, btrim(v_new.title), v_new.period_start, v_new.period_end, v_new.opens_on, v_new.computed_due_on,
    jsonb_strip_nulls(jsonb_build_object('basis', 'hand', 'source', left(nullif(btrim(p_report ->> 'source'), ''), 500))), v_new.owner_id, true, v_new.owner_id is not null);
  return v_id;
end $$;

-- Takes back what was added by hand, or what was overridden and is not asked for any more.
create function public.remove_report(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_reports := private.open_report(p_id, 'coordinator');
begin
  if not v_one.is_by_hand and not v_one.is_unasked then
    raise sqlstate 'PT422' using message = 'A rule asks for this report. It can be waived, with a reason.', hint = 'report_of_rule';
  end if;
  delete from public.award_reports where id = p_id;
end $$;

create function public.set_report_owner(p_id uuid, p_staff uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_reports := private.open_report(p_id, 'coordinator');
begin
  if p_staff is not null and not exists (select from public.staff where id = p_staff and is_active) then
    raise sqlstate 'PT422' using message = 'Choose somebody who works here.', hint = 'owner_id';
  end if;
  update public.award_reports set owner_id = p_staff, is_owner_by_hand = true, acknowledged_at = case when owner_id is not distinct from p_staff then acknowledged_at end,
    acknowledged_by = case when owner_id is not distinct from p_staff then acknowledged_by end
  where id = v_one.id and (owner_id, is_owner_by_hand) is distinct from (p_staff, true);
end $$;

-- "I know": whoever has it saw the reminder. Reminders to the next person up stop.
create function public.acknowledge_report(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_reports := private.open_report(p_id, 'staff');
begin
  update public.award_reports set acknowledged_at = now(), acknowledged_by = private.current_staff_id() where id = v_one.id and acknowledged_at is null;
end $$;

-- The day on which the auditor handed in the report: a single audit may be due earlier by it. Null takes it back.
create function public.note_auditor_report(p_id uuid, p_reported_on date) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_reports := private.open_report(p_id, 'coordinator');
begin
  if v_one.kind <> 'single_audit' then
    raise sqlstate 'PT422' using message = 'Only a single audit has an auditor’s report.', hint = 'reported_on';
  elsif p_reported_on <= v_one.period_end or p_reported_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'The auditor reports after the fiscal year is over, and the day cannot lie ahead.', hint = 'reported_on';
  end if;
  update public.award_reports set auditor_reported_on = p_reported_on where id = v_one.id and auditor_reported_on is distinct from p_reported_on;
  perform private.regenerate_office_reports();
end $$;

-- ---------------------------------------------------------------- what it looks like
-- Reports with all that is said of each on a day: the state, the day to file by, what follows when it is late and when, the report that has to
-- be filed first, the rule. Of an award, or of the city (null).
create function private.schedule_rows(p_award uuid, p_today date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(x) order by x.due_on, x.kind, x.period_end, x.schedule_key, x.id), '[]')
  from (
    select r.id, r.kind, r.schedule_key, r.title, r.is_final, r.period_start, r.period_end, r.opens_on, r.computed_due_on, r.due_reason, r.due_on,
      r.override_due_on, r.override_source, r.override_due_on is not null and r.override_of is distinct from r.computed_due_on as look_again,
      private.file_by(r.due_on) as file_by, r.owner_id, s.name as owner_name, r.filed_on, f.name as filed_by_name, r.confirmation, r.filed_note, r.frozen is not null as is_frozen,
      r.waived_on, r.waived_reason, r.acknowledged_at, k.name as acknowledged_by_name, r.is_by_hand, r.is_unasked, r.auditor_reported_on, r.version,
      r.subaward_id, w.title as subaward_title, o.name as subaward_organization,
      u.name as rule_name, u.source as rule_source, u.consequence, case when r.filed_on is null and r.waived_on is null then r.due_on + u.consequence_days::integer end as consequence_on,
      case when r.filed_on is not null then 'filed' when r.waived_on is not null then 'waived' when p_today > r.due_on then 'late'
        when p_today >= private.file_by(r.due_on) then 'due' when p_today < r.opens_on then 'upcoming' else 'open' end as state,
      case when r.filed_on > r.due_on then r.filed_on - r.due_on end as filed_days_late,
      case when r.filed_on is null and r.waived_on is null then r.due_on - p_today end as days_to_due,
      case when r.filed_on is null and r.waived_on is null then (private.report_before(r)).id end as blocked_by
    from public.award_reports r
    left join public.award_report_rules u on u.id = r.rule_id
    left join public.staff s on s.id = r.owner_id
    left join public.staff f on f.id = r.filed_by
    left join public.staff k on k.id = r.acknowledged_by
    left join public.subawards w on w.id = r.subaward_id
    left join public.organizations o on o.id = w.organization_id
    where r.award_id = p_award or p_award is null and r.award_id is null) x
$$;

create function public.award_schedule_of(p_award uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return private.schedule_rows(p_award, private.local_date(now()));
end $$;

-- What would come of an award as it stands in the form: its days, amounts, listing and component as the columns of awards.
create function public.preview_schedule(p_award jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_award public.awards := jsonb_populate_record(null::public.awards, p_award - 'id');
begin
  perform private.at_least('viewer');
  if v_award.ends_on < v_award.starts_on or v_award.ends_on > v_award.starts_on + 9131 then return '[]'::jsonb; end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'schedule_key', p.schedule_key, 'is_final', p.is_final, 'period_start', p.period_start, 'period_end', p.period_end, 'opens_on', p.opens_on,
      'due_on', p.computed_due_on, 'file_by', private.file_by(p.computed_due_on), 'due_reason', p.due_reason, 'rule_name', u.name) order by p.computed_due_on, p.kind, p.period_end), '[]')
    from private.award_schedule(v_award) p left join public.award_report_rules u on u.id = p.rule_id);
end $$;

revoke all on function private.open_report(uuid, text, boolean), private.report_before(public.award_reports), private.schedule_rows(uuid, date) from public, anon, authenticated;
revoke all on function public.file_report(uuid, date, jsonb), public.override_report(uuid, date, text), public.clear_override(uuid), public.waive_report(uuid, text), public.add_report(uuid, jsonb),
  public.remove_report(uuid), public.set_report_owner(uuid, uuid), public.acknowledge_report(uuid), public.note_auditor_report(uuid, date), public.award_schedule_of(uuid), public.preview_schedule(jsonb) from public, anon;
grant execute on function public.file_report(uuid, date, jsonb), public.override_report(uuid, date, text), public.clear_override(uuid), public.waive_report(uuid, text), public.add_report(uuid, jsonb),
  public.remove_report(uuid), public.set_report_owner(uuid, uuid), public.acknowledge_report(uuid), public.note_auditor_report(uuid, date), public.award_schedule_of(uuid), public.preview_schedule(jsonb) to authenticated;
