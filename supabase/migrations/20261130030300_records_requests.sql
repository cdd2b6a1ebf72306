-- Requests for public records (RSMo 610.023 and 610.026): an inquiry may be one, and then has a clock of its own that nobody here may stop.
-- It begins when the custodian has the request, ends with the third business day after, and a day of delay has to be explained in writing.
-- A fee that is not paid, or a question that is not answered, ends the request after 90 days, after 150 where the fee is over $1,000.

create table public.records_requests (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null unique references public.inquiries (id) on delete cascade,
  custodian text constraint records_requests_custodian_length check (length(custodian) <= 200),
  received_by_office_on date not null,
  received_by_custodian_on date,
  due_on date,
  -- What counts as a business day is not in the statute: the day by the calendar with fewer days off, where that is earlier.
  safe_due_on date,
  delay_sent_on date,
  delay_reason text constraint records_requests_reason_length check (length(delay_reason) <= 2000),
  delay_until_on date,
  delay_place text constraint records_requests_place_length check (length(delay_place) <= 300),
  fee_cents bigint constraint records_requests_fee_positive check (fee_cents > 0),
  fee_sent_on date,
  fee_paid_on date,
  fee_lapses_on date,
  question text constraint records_requests_question_length check (length(question) <= 2000),
  question_sent_on date,
  question_answered_on date,
  question_lapses_on date,
  ended_on date,
  ended_as text constraint records_requests_end_known check (ended_as in ('completed', 'denied', 'withdrawn', 'lapsed')),
  -- Of a denial: the law that closes the record.
  ended_note text constraint records_requests_note_length check (length(ended_note) <= 2000),
  reminded_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint records_requests_end_whole check ((ended_on is null) = (ended_as is null)),
  constraint records_requests_custodian_after check (received_by_custodian_on >= received_by_office_on)
);
-- "Which are due next?"
create index records_requests_open on public.records_requests ((coalesce(delay_until_on, due_on, 'infinity'::date)), id) where ended_on is null;
call private.protect('public.records_requests');
call private.show('records_requests', 'staff', 'inquiries', 'inquiry_id');
-- Deliberately not granted: writes. save_records_request rules what may stand in it.
comment on table public.records_requests is 'Inquiries that are requests for public records, with their days by law.';

-- The last day to answer: the third business day after the custodian received it, which itself is not counted.
create function private.records_due(p_received date, p_calendar text) returns date
language sql stable security definer set search_path = '' as $$ select private.add_business_days(p_received, 3, p_calendar) $$;
-- The last day before a request counts as withdrawn.
create function private.records_lapse(p_sent date, p_fee_cents bigint) returns date
language sql immutable parallel safe set search_path = '' as $$ select p_sent + case when p_fee_cents > 100000 then 150 else 90 end $$;

create function private.stamp_records_request() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_calendar text := (select holiday_calendar from public.settings);
begin
  new.due_on := private.records_due(new.received_by_custodian_on, v_calendar);
  new.safe_due_on := least(new.due_on, private.records_due(new.received_by_custodian_on, 'city'), private.records_due(new.received_by_custodian_on, 'state'));
  new.fee_lapses_on := case when new.fee_paid_on is null then private.records_lapse(new.fee_sent_on, new.fee_cents) end;
  new.question_lapses_on := case when new.question_answered_on is null then private.records_lapse(new.question_sent_on, new.fee_cents) end;
  return new;
end $$;
create trigger _300_stamp_days before insert or update on public.records_requests for each row execute function private.stamp_records_request();

-- Saves what an inquiry's request says: the columns above by name; what is not named stays. Null for p_version when it is new.
create function public.save_records_request(p_inquiry uuid, p_request jsonb, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.records_requests;
  v_new public.records_requests;
  v_field text;
  v_today date := public.office_today();
begin
  perform private.at_least('staff');
  if not exists (select from public.inquiries where id = p_inquiry) then
    raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing';
  end if;
  select * into v_old from public.records_requests where inquiry_id = p_inquiry for update;
  if v_old.id is not null and v_old.version is distinct from p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this request since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  v_new := jsonb_populate_record(v_old, p_request - array['id', 'inquiry_id', 'version', 'created_at', 'updated_at', 'due_on', 'safe_due_on', 'fee_lapses_on', 'question_lapses_on', 'reminded_on']);
  v_new.custodian := nullif(btrim(v_new.custodian), '');
  v_new.delay_reason := nullif(btrim(v_new.delay_reason), '');
  v_new.delay_place := nullif(btrim(v_new.delay_place), '');
  v_new.question := nullif(btrim(v_new.question), '');
  v_new.ended_note := nullif(btrim(v_new.ended_note), '');
  foreach v_field in array array['received_by_office_on', 'received_by_custodian_on', 'delay_sent_on', 'fee_sent_on', 'fee_paid_on', 'question_sent_on', 'question_answered_on', 'ended_on'] loop
    if (to_jsonb(v_new) ->> v_field)::date > v_today then
      raise sqlstate 'PT422' using message = 'This day lies in the future. Enter when it happened.', hint = case v_field when 'ended_on' then 'records_ended_on' else v_field end;
    end if;
  end loop;
  if v_new.received_by_office_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day on which the office received the request.', hint = 'received_by_office_on';
  elsif v_new.received_by_custodian_on < v_new.received_by_office_on then
    raise sqlstate 'PT422' using message = 'The custodian cannot have it before the office did. Change one of the days.', hint = 'received_by_custodian_on';
  elsif v_new.received_by_custodian_on is not null and v_new.custodian is null then
    raise sqlstate 'PT422' using message = 'Name the custodian who received it: the clerk, or the department''s own.', hint = 'custodian';
  elsif (v_new.delay_sent_on is not null or v_new.delay_until_on is not null) and v_new.delay_reason is null then
    raise sqlstate 'PT422' using message = 'A delay has to be explained. Write why.', hint = 'delay_reason';
  elsif v_new.delay_sent_on is not null and v_new.delay_until_on is null then
    raise sqlstate 'PT422' using message = 'Enter the earliest day on which the records will be there.', hint = 'delay_until_on';
  elsif v_new.fee_sent_on is not null and v_new.fee_cents is null then
    raise sqlstate 'PT422' using message = 'Enter the fee that was asked.', hint = 'fee_cents';
  elsif v_new.fee_paid_on < v_new.fee_sent_on then
    raise sqlstate 'PT422' using message = 'It was paid before it was asked. Change one of the days.', hint = 'fee_paid_on';
  elsif v_new.question_sent_on is not null and v_new.question is null then
    raise sqlstate 'PT422' using message = 'Write what was asked back.', hint = 'records_question';
  elsif v_new.question_answered_on < v_new.question_sent_on then
    raise sqlstate 'PT422' using message = 'It was answered before it was asked. Change one of the days.', hint = 'question_answered_on';
  elsif v_new.ended_as is not null and v_new.ended_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day on which it ended.', hint = 'records_ended_on';
  elsif v_new.ended_as = 'denied' and v_new.ended_note is null then
    raise sqlstate 'PT422' using message = 'A denial cites the law that closes the record. Enter it.', hint = 'ended_note';
  elsif v_new.ended_as = 'lapsed' and coalesce(v_new.ended_on > least(
      case when v_new.fee_paid_on is null then private.records_lapse(v_new.fee_sent_on, v_new.fee_cents) end,
      case when v_new.question_answered_on is null then private.records_lapse(v_new.question_sent_on, v_new.fee_cents) end), false) is not true then
    raise sqlstate 'PT422' using message = 'Nothing has lapsed on that day: the fee or the question has its 90 or 150 days.', hint = 'ended_as';
  end if;
  if v_new.ended_as is null then v_new.ended_on := null; end if;
  if v_old.id is null then
    v_new.id := gen_random_uuid();
    v_new.inquiry_id := p_inquiry;
    v_new.version := 1;
    v_new.created_at := now();
    v_new.updated_at := now();
    insert into public.records_requests select (v_new).*;
  else
    update public.records_requests r set custodian = v_new.custodian, received_by_office_on = v_new.received_by_office_on, received_by_custodian_on = v_new.received_by_custodian_on,
      delay_sent_on = v_new.delay_sent_on, delay_reason = v_new.delay_reason, delay_until_on = v_new.delay_until_on, delay_place = v_new.delay_place, fee_cents = v_new.fee_cents,
      fee_sent_on = v_new.fee_sent_on, fee_paid_on = v_new.fee_paid_on, question = v_new.question, question_sent_on = v_new.question_sent_on, question_answered_on = v_new.question_answered_on,
      ended_on = v_new.ended_on, ended_as = v_new.ended_as, ended_note = v_new.ended_note
    where r.id = v_old.id;
  end if;
  return v_new.id;
end $$;

-- Once a day: what is due on it or the next business day, late, or lapsing within a week. Whoever has the inquiry, else those who lead.
create function public.remind_records_requests(p_day date) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row record;
  v_to uuid[];
  v_count integer := 0;
  v_before text := current_setting('rotunda.refreshing', true);
  v_soon date := private.add_business_days(p_day, 1, (select holiday_calendar from public.settings));
begin
  for v_row in
    select r.id, r.inquiry_id, i.number, i.subject, i.assigned_to, least(coalesce(r.delay_until_on, r.safe_due_on), r.fee_lapses_on + 1, r.question_lapses_on + 1) as on_day,
      case when coalesce(r.delay_until_on, r.safe_due_on) <= v_soon then 'records_due' else 'records_lapse' end as deed
    from public.records_requests r join public.inquiries i on i.id = r.inquiry_id
    where r.ended_on is null and r.reminded_on is distinct from p_day
      and (coalesce(r.delay_until_on, r.safe_due_on) <= v_soon or r.fee_lapses_on <= p_day + 7 or r.question_lapses_on <= p_day + 7)
    order by r.id for update of r skip locked
  loop
    v_to := array(select s.id from public.staff s where s.is_active and s.id = v_row.assigned_to);
    if v_to = '{}' then v_to := array(select private.leaders()); end if;
    perform set_config('rotunda.refreshing', 'on', true);
    update public.records_requests set reminded_on = p_day where id = v_row.id;
    perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
    insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
    select s.id, 'reminded', 'inquiries', v_row.inquiry_id, jsonb_build_object('deed', v_row.deed, 'number', v_row.number, 'subject', v_row.subject, 'on', v_row.on_day),
      private.reach_of(s.id, 'reminded') = 'app'
    from public.staff s where s.id = any (v_to) and private.reach_of(s.id, 'reminded') <> 'none';
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

revoke all on function private.records_due(date, text), private.records_lapse(date, bigint), private.stamp_records_request() from public, anon, authenticated;
revoke all on function public.save_records_request(uuid, jsonb, integer), public.remind_records_requests(date) from public, anon, authenticated;
grant execute on function public.save_records_request(uuid, jsonb, integer) to authenticated;
grant execute on function public.remind_records_requests(date) to service_role;
