-- What an award promised to do, second chapter: measures with their targets, and what counts for them. A figure is typed in, or it is
-- an event or a contact that is credited: then day and figure follow from the record and move with it. A record counts once for a
-- measure, and a resident once, however often somebody spoke with them.

-- The history of an award tells of its targets and credits too: they know whose they are.
alter table public.award_targets add column award_id uuid references public.awards (id) on delete cascade;
alter table public.award_credits add column award_id uuid references public.awards (id) on delete cascade;
create function private.stamp_measure_part() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select m.award_id into new.award_id from public.award_measures m where m.id = new.measure_id;
  return new;
end $$;
create trigger _300_stamp_award before insert or update of measure_id on public.award_targets for each row execute function private.stamp_measure_part();
create trigger _300_stamp_award before insert or update of measure_id on public.award_credits for each row execute function private.stamp_measure_part();
update public.award_targets t set award_id = m.award_id from public.award_measures m where m.id = t.measure_id;
update public.award_credits c set award_id = m.award_id from public.award_measures m where m.id = c.measure_id;
update private.audited_tables set parent_table = 'awards', parent_column = 'award_id' where table_name in ('award_targets', 'award_credits');
-- "What counts for this award", "what was promised for it".
create index award_credits_award on public.award_credits (award_id);
create index award_targets_award on public.award_targets (award_id);
comment on column public.award_targets.award_id is 'Follows from the measure, for the log.';
comment on column public.award_credits.award_id is 'Follows from the measure, for the log.';

-- A third way to count: only people and contacts in another language than English. That is a language encounter here.
alter table public.award_measures drop constraint award_measures_counts_known,
  add constraint award_measures_counts_known check (counts in ('occurrences', 'people', 'language'));
comment on column public.award_measures.counts is 'What a credited record gives: itself, the people, or the people in another language than English.';
-- "Which contacts of this quarter count for the measure?"
create index interactions_contacts on public.interactions (occurred_at, id) where kind in ('call', 'email', 'visit', 'letter');

-- ---------------------------------------------------------------- what counts
-- Whether the program wrote it by itself, or a person did something.
create function private.is_creditable(p_kind text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select p_kind in ('note', 'call', 'email', 'visit', 'letter')
$$;
create function private.is_other_language(p_language text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(p_language <> 'en', false)
$$;
-- What an event gives to a measure: one, its people, or its people in another language.
create function private.event_gives(p_event public.events, p_counts text) returns integer
language sql stable security definer set search_path = '' as $$
  select case when p_counts = 'occurrences' then 1
    else private.people_at(p_event.tally_counts,
      (select coalesce(sum(a.people), 0) from public.attendances a where a.event_id = p_event.id and a.undone_at is null and (p_counts = 'people' or private.is_other_language(a.language))),
      (select coalesce(sum(y.people), 0) from public.event_tallies y where y.event_id = p_event.id and y.undone_at is null and (p_counts = 'people' or private.is_other_language(y.language)))) end::integer
$$;

-- Everything that counts for the measures of an award, with its day and its figure. stands says why a figure is what it is: counted;
-- not_held (an event that is still to come), cancelled, counted_before (a resident who counts already, first_on says since when),
-- in_english (a contact that is no language encounter).
create function private.credit_rows(p_award uuid) returns table (id uuid, measure_id uuid, source text, record_id uuid, inquiry_id uuid, credited_on date, amount integer, stands text, first_on date,
  title text, kind text, note text, created_by uuid, created_at timestamptz, version integer)
language sql stable security definer set search_path = '' as $$
  with all_of as (
    select c.id, c.measure_id, m.counts, c.event_id, c.interaction_id, c.amount, c.note, c.created_by, c.created_at, c.version, i.inquiry_id, i.kind as contact, i.occurred_at, q.language, q.number || ' · ' || q.subject as inquiry,
      coalesce(c.credited_on, e.starts_on, private.local_date(i.occurred_at)) as on_day, e as event,
      case when i.id is not null and m.counts = 'people' then first_value(private.local_date(i.occurred_at))
        over (partition by c.measure_id, i.id is null, coalesce(q.resident_id, q.id) order by i.occurred_at, c.id) end as first_on,
      case when i.id is not null and m.counts = 'people' then row_number() over (partition by c.measure_id, i.id is null, coalesce(q.resident_id, q.id) order by i.occurred_at, c.id) else 1 end as nth
    from public.award_credits c
    join public.award_measures m on m.id = c.measure_id
    left join public.events e on e.id = c.event_id
    left join public.interactions i on i.id = c.interaction_id
    left join public.inquiries q on q.id = i.inquiry_id
    where c.award_id = p_award),
  judged as (
    select a.*, case when a.amount is not null then 'counted'
      when a.event_id is not null then case (a.event).status when 'held' then 'counted' when 'cancelled' then 'cancelled' else 'not_held' end
      when a.counts = 'language' and not private.is_other_language(a.language) then 'in_english'
      when a.nth > 1 then 'counted_before' else 'counted' end as stands
    from all_of a)
  select j.id, j.measure_id, case when j.amount is not null then 'hand' when j.event_id is not null then 'events' else 'interactions' end, coalesce(j.event_id, j.interaction_id), j.inquiry_id, j.on_day,
    case when j.stands <> 'counted' then 0 when j.amount is not null then j.amount when j.event_id is not null then private.event_gives(j.event, j.counts) else 1 end,
    j.stands, case when j.stands = 'counted_before' then j.first_on end, case when j.event_id is not null then (j.event).title else j.inquiry end, case when j.event_id is not null then (j.event).kind else j.contact end,
    j.note, j.created_by, j.created_at, j.version
  from judged j
$$;

-- ---------------------------------------------------------------- the award, opened to write
create function private.open_measured(p_award uuid) returns public.awards
language plpgsql volatile security definer set search_path = '' as $$
declare v_award public.awards := private.open_award(p_award, null, 'coordinator');
begin
  if v_award.status in ('applied', 'declined') then
    raise sqlstate 'PT422' using message = 'Measures come with the award. This one is not awarded.', hint = 'measures_not_awarded';
  elsif v_award.status = 'closed' then
    raise sqlstate 'PT422' using message = 'This award is closed. What was reported stays as it is.', hint = 'measures_closed';
  end if;
  return v_award;
end $$;

create function private.open_measure(p_id uuid) returns public.award_measures
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_measures;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.award_measures where id = p_id;
  if v_one.id is not null then perform private.open_measured(v_one.award_id); end if;
  select * into v_one from public.award_measures where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This measure is not there any more.', hint = 'missing';
  end if;
  return v_one;
end $$;

-- What is done counts for an award from its first day to its last.
create function private.check_credit_day(p_award public.awards, p_on date) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_on < p_award.starts_on or p_on > p_award.performance_ends_on then
    raise sqlstate 'PT422' using message = format('This day is outside the period of performance, %s to %s.', p_award.starts_on, p_award.performance_ends_on), hint = 'credit_period';
  end if;
end $$;

-- ---------------------------------------------------------------- measures and their targets
-- Writes all targets of a measure: whole numbers, periods within the award and apart from each other.
create function private.write_targets(p_award public.awards, p_measure uuid, p_targets jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_wrong record;
begin
  if jsonb_typeof(p_targets) <> 'array' or jsonb_array_length(p_targets) > 200 then
    raise sqlstate 'PT422' using message = 'A measure has at most 200 targets.', hint = 'targets_many';
  end if;
  select x.* into v_wrong from jsonb_to_recordset(p_targets) as x (period_start date, period_end date, target numeric)
  where x.period_start is null or x.period_end is null or x.period_end < x.period_start or x.target is null or x.target <> trunc(x.target) or x.target not between 0 and 1000000000
  order by x.period_start limit 1;
  if found then
    if v_wrong.target is null or v_wrong.target <> trunc(v_wrong.target) or v_wrong.target not between 0 and 1000000000 then
      raise sqlstate 'PT422' using message = 'A target is a whole number from 0 to 1,000,000,000.', hint = 'targets_whole';
    end if;
    raise sqlstate 'PT422' using message = 'The period of a target has its first day and its last, in this order.', hint = 'targets_order';
  end if;
  select x.* into v_wrong from (
    select t.*, max(t.period_end) over (order by t.period_start, t.period_end rows between unbounded preceding and 1 preceding) as before
    from jsonb_to_recordset(p_targets) as t (period_start date, period_end date, target integer)) x
  where x.before >= x.period_start order by x.period_start limit 1;
  if found then
    raise sqlstate 'PT422' using message = format('The period from %s overlaps the one before it: what is done there would count for both.', v_wrong.period_start), hint = 'targets_overlap';
  end if;
  select x.* into v_wrong from jsonb_to_recordset(p_targets) as x (period_start date, period_end date)
  where x.period_end < p_award.starts_on or x.period_start > p_award.ends_on order by x.period_start limit 1;
  if found then
    raise sqlstate 'PT422' using message = format('The period from %s is outside the award, %s to %s.', v_wrong.period_start, p_award.starts_on, p_award.ends_on), hint = 'targets_outside';
  end if;
  delete from public.award_targets t
  where t.measure_id = p_measure and not exists (select from jsonb_to_recordset(p_targets) as x (period_start date) where x.period_start = t.period_start);
  update public.award_targets t set period_end = x.period_end, target = x.target
  from jsonb_to_recordset(p_targets) as x (period_start date, period_end date, target integer)
  where t.measure_id = p_measure and t.period_start = x.period_start and (t.period_end, t.target) is distinct from (x.period_end, x.target);
  insert into public.award_targets (measure_id, period_start, period_end, target)
  select p_measure, x.period_start, x.period_end, x.target from jsonb_to_recordset(p_targets) as x (period_start date, period_end date, target integer)
  where not exists (select from public.award_targets t where t.measure_id = p_measure and t.period_start = x.period_start);
end $$;

-- Saves a measure; p_id null makes a new one. p_measure: code, name, unit, counts, is_active, targets: [{period_start, period_end, target}].
-- What is not named stays; targets that are named are all there are. Returns the id.
create function public.save_measure(p_award uuid, p_measure jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_award public.awards := private.open_measured(p_award);
  v_one public.award_measures;
  v_id uuid := p_id;
begin
  if p_id is not null then
    v_one := private.open_measure(p_id);
    if v_one.award_id <> p_award then
      raise sqlstate 'PT404' using message = 'This measure is not there any more.', hint = 'missing';
    elsif v_one.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this measure since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    end if;
  end if;
  v_one := jsonb_populate_record(v_one, (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_measure) where key in ('code', 'name', 'unit', 'counts', 'is_active')));
  v_one.code := nullif(btrim(v_one.code), '');
  v_one.name := regexp_replace(btrim(coalesce(v_one.name, '')), '\s+', ' ', 'g');
  v_one.unit := btrim(coalesce(v_one.unit, ''));
  v_one.counts := coalesce(v_one.counts, 'occurrences');
  v_one.is_active := coalesce(v_one.is_active, true);
  if v_one.name = '' or length(v_one.name) > 300 then
    raise sqlstate 'PT422' using message = 'Enter what is measured, as the award has it, in at most 300 characters.', hint = 'measure_name';
  elsif exists (select from public.award_measures where award_id = p_award and lower(name) = lower(v_one.name) and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = 'This award has a measure of this name already.', hint = 'measure_taken';
  elsif length(v_one.code) > 40 then
    raise sqlstate 'PT422' using message = 'Enter the number of the measure, in at most 40 characters.', hint = 'measure_code';
  elsif length(v_one.unit) > 60 then
    raise sqlstate 'PT422' using message = 'Say what is counted in at most 60 characters, such as people or trainings.', hint = 'measure_unit';
  elsif v_one.counts not in ('occurrences', 'people', 'language') then
    raise sqlstate 'PT422' using message = 'Choose what a credited record counts.', hint = 'measure_counts_way';
  end if;
  if p_id is null then
    insert into public.award_measures (award_id, code, name, unit, counts, is_active, sort_order)
    values (p_award, v_one.code, v_one.name, v_one.unit, v_one.counts, v_one.is_active, 1 + coalesce((select max(sort_order) from public.award_measures where award_id = p_award), 0))
    returning id into v_id;
  else
    update public.award_measures set code = v_one.code, name = v_one.name, unit = v_one.unit, counts = v_one.counts, is_active = v_one.is_active
    where id = p_id and (code, name, unit, counts, is_active) is distinct from (v_one.code, v_one.name, v_one.unit, v_one.counts, v_one.is_active);
  end if;
  if p_measure ? 'targets' then perform private.write_targets(v_award, v_id, p_measure -> 'targets'); end if;
  return v_id;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and numbers.', hint = 'measure_unread';
end $$;

-- Takes a measure away with its targets. What was counted for it stays: then it can only be set aside.
create function public.remove_measure(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_measures := private.open_measure(p_id);
begin
  if exists (select from public.award_credits where measure_id = p_id) then
    raise sqlstate 'PT422' using message = 'Something counts for this measure. Set it aside instead: its figures stay, and nothing more is credited to it.', hint = 'measure_counts';
  end if;
  delete from public.award_measures where id = v_one.id;
end $$;

-- ---------------------------------------------------------------- by hand
-- Saves a figure that no record of the office tells: {measure_id, amount, credited_on, note}. Returns the id.
create function public.save_credit(p_credit jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.award_credits;
  v_new public.award_credits;
  v_measure public.award_measures;
  v_award public.awards;
begin
  perform private.at_least('coordinator');
  if p_id is not null then
    select * into v_old from public.award_credits where id = p_id;
    if v_old.id is null then raise sqlstate 'PT404' using message = 'This figure is not there any more.', hint = 'missing'; end if;
  end if;
  v_measure := private.open_measure(coalesce(v_old.measure_id, (p_credit ->> 'measure_id')::uuid));
  select * into v_award from public.awards where id = v_measure.award_id;
  if p_id is not null then
    select * into v_old from public.award_credits where id = p_id for update;
    if v_old.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this figure since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    elsif v_old.amount is null then
      raise sqlstate 'PT422' using message = 'This figure follows from a record. Correct it there.', hint = 'credit_of_record';
    end if;
  elsif not v_measure.is_active then
    raise sqlstate 'PT422' using message = 'This measure is set aside. Take it up again to count for it.', hint = 'measure_aside';
  end if;
  v_new := jsonb_populate_record(v_old, (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_credit) where key in ('amount', 'credited_on', 'note')));
  v_new.note := btrim(coalesce(v_new.note, ''));
  if v_new.amount is null or v_new.amount not between 0 and 1000000000 then
    raise sqlstate 'PT422' using message = 'Enter how many: a whole number from 0 to 1,000,000,000.', hint = 'credit_amount';
  elsif v_new.credited_on is null or v_new.credited_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'Enter the day it counts for; it cannot lie ahead.', hint = 'credit_day';
  elsif length(v_new.note) > 500 then
    raise sqlstate 'PT422' using message = 'Say where the figure comes from in at most 500 characters.', hint = 'credit_note';
  end if;
  perform private.check_credit_day(v_award, v_new.credited_on);
  if p_id is null then
    insert into public.award_credits (measure_id, amount, credited_on, note, created_by)
    values (v_measure.id, v_new.amount, v_new.credited_on, v_new.note, private.current_staff_id()) returning id into v_new.id;
  else
    update public.award_credits set amount = v_new.amount, credited_on = v_new.credited_on, note = v_new.note
    where id = p_id and (amount, credited_on, note) is distinct from (v_new.amount, v_new.credited_on, v_new.note);
  end if;
  return v_new.id;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check the day and the number.', hint = 'measure_unread';
end $$;

-- ---------------------------------------------------------------- records
-- One record, credited to a measure that is open and locked. What is not held yet counts from the day on which it is.
create function private.write_credit(p_award public.awards, p_measure public.award_measures, p_table text, p_id uuid, p_note text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event public.events;
  v_contact public.interactions;
  v_credit uuid;
begin
  if not p_measure.is_active then
    raise sqlstate 'PT422' using message = 'This measure is set aside. Take it up again to count for it.', hint = 'measure_aside';
  elsif p_table = 'events' then
    select * into v_event from public.events where id = p_id for key share;
    if v_event.id is null then
      raise sqlstate 'PT404' using message = 'This event is not there any more.', hint = 'missing';
    elsif v_event.status = 'cancelled' then
      raise sqlstate 'PT422' using message = 'This event was cancelled. It counts for nothing.', hint = 'credit_cancelled';
    end if;
    perform private.check_credit_day(p_award, v_event.starts_on);
  elsif p_table = 'interactions' then
    select * into v_contact from public.interactions where id = p_id for key share;
    if v_contact.id is null then
      raise sqlstate 'PT404' using message = 'This entry is not there any more.', hint = 'missing';
    elsif not private.is_creditable(v_contact.kind) then
      raise sqlstate 'PT422' using message = 'A call, a mail, a visit, a letter or a note counts; closing and reopening do not.', hint = 'credit_kind';
    elsif p_measure.counts = 'language' and not exists (select from public.inquiries q where q.id = v_contact.inquiry_id and private.is_other_language(q.language)) then
      raise sqlstate 'PT422' using message = 'This measure counts contacts in another language, and this one was in English.', hint = 'credit_language';
    end if;
    perform private.check_credit_day(p_award, private.local_date(v_contact.occurred_at));
  else
    raise sqlstate 'PT422' using message = 'Events and the contacts of an inquiry can be credited.', hint = 'credit_record';
  end if;
  insert into public.award_credits (measure_id, event_id, interaction_id, note, created_by)
  values (p_measure.id, v_event.id, v_contact.id, btrim(coalesce(p_note, '')), private.current_staff_id()) returning id into v_credit;
  return v_credit;
exception
  when unique_violation then
    raise sqlstate 'PT422' using message = 'This counts for the measure already. A record counts once.', hint = 'credited_already';
  when check_violation then
    raise sqlstate 'PT422' using message = 'Keep the note in at most 500 characters.', hint = 'credit_note';
end $$;

-- Credits an event or a contact to a measure. Returns the id of the credit.
create function public.credit_record(p_measure uuid, p_table text, p_id uuid, p_note text default '') returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_measure public.award_measures := private.open_measure(p_measure);
  v_award public.awards;
begin
  select * into v_award from public.awards where id = v_measure.award_id;
  return private.write_credit(v_award, v_measure, p_table, p_id, p_note);
end $$;

-- Several at once, all or none: p_records: [{table, id}]. Returns how many.
create function public.credit_records(p_measure uuid, p_records jsonb) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_measure public.award_measures := private.open_measure(p_measure);
  v_award public.awards;
  v_one record;
  v_count integer := 0;
begin
  if jsonb_typeof(p_records) is distinct from 'array' or jsonb_array_length(p_records) not between 1 and 500 then
    raise sqlstate 'PT422' using message = 'Choose what counts: between 1 and 500 records at a time.', hint = 'credit_record';
  end if;
  select * into v_award from public.awards where id = v_measure.award_id;
  for v_one in select distinct x."table" as name, x.id from jsonb_to_recordset(p_records) as x ("table" text, id uuid) order by 1, 2 loop
    perform private.write_credit(v_award, v_measure, v_one.name, v_one.id, '');
    v_count := v_count + 1;
  end loop;
  return v_count;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'Events and the contacts of an inquiry can be credited.', hint = 'credit_record';
end $$;

-- Takes back what counted: a figure, or that a record is credited. The record itself stays.
create function public.uncredit(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_credits;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.award_credits where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This does not count any more.', hint = 'missing';
  end if;
  perform private.open_measure(v_one.measure_id);
  delete from public.award_credits where id = p_id;
end $$;

revoke all on function private.stamp_measure_part(), private.is_creditable(text), private.is_other_language(text), private.event_gives(public.events, text), private.credit_rows(uuid), private.open_measured(uuid),
  private.open_measure(uuid), private.check_credit_day(public.awards, date), private.write_targets(public.awards, uuid, jsonb),
  private.write_credit(public.awards, public.award_measures, text, uuid, text) from public, anon, authenticated;
revoke all on function public.save_measure(uuid, jsonb, uuid, integer), public.remove_measure(uuid), public.save_credit(jsonb, uuid, integer), public.credit_record(uuid, text, uuid, text),
  public.credit_records(uuid, jsonb), public.uncredit(uuid) from public, anon;
grant execute on function public.save_measure(uuid, jsonb, uuid, integer), public.remove_measure(uuid), public.save_credit(jsonb, uuid, integer), public.credit_record(uuid, text, uuid, text),
  public.credit_records(uuid, jsonb), public.uncredit(uuid) to authenticated, service_role;
comment on function public.save_measure(uuid, jsonb, uuid, integer) is 'Saves a performance measure with its targets as one act.';
comment on function public.credit_record(uuid, text, uuid, text) is 'Credits an event or a contact to a measure of an award: once.';
