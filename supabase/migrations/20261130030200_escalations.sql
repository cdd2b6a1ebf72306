-- The ladder: who hears when a clock of an inquiry has run out, and who next when nobody said "I am on it". Managers set the steps. A step
-- counts for what runs out after it was set: switching the ladder on does not shout about everything that was late before.

create table public.escalation_steps (
  id uuid primary key default gen_random_uuid(),
  clock text not null constraint escalation_steps_clock_known check (clock in ('first', 'resolution')),
  -- Business minutes after the clock ran out.
  after_minutes integer not null constraint escalation_steps_after_range check (after_minutes between 0 and 100000),
  -- assigned: who has it, and those who lead where nobody has; leaders: those who lead; staff: one person.
  tells text not null constraint escalation_steps_tells_known check (tells in ('assigned', 'leaders', 'staff')),
  staff_id uuid references public.staff (id) on delete cascade,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint escalation_steps_whole check ((tells = 'staff') = (staff_id is not null)),
  constraint escalation_steps_once unique (clock, after_minutes)
);
create index escalation_steps_staff on public.escalation_steps (staff_id) where staff_id is not null;
call private.protect('public.escalation_steps');
call private.show('escalation_steps', 'manager');
-- Deliberately not granted: writes. The ladder is saved whole, by a function.
comment on table public.escalation_steps is 'Who hears when a clock of an inquiry has run out, and how long after.';
insert into public.escalation_steps (clock, after_minutes, tells)
values ('first', 0, 'assigned'), ('first', 240, 'leaders'), ('resolution', 0, 'assigned'), ('resolution', 240, 'leaders');

create table public.inquiry_escalations (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null references public.inquiries (id) on delete cascade,
  clock text not null constraint inquiry_escalations_clock_known check (clock in ('first', 'resolution')),
  due_at timestamptz not null,
  after_minutes integer not null,
  told_at timestamptz not null,
  told_to uuid[] not null,
  -- When the next step comes, unless somebody says that they are on it.
  next_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint inquiry_escalations_once unique (inquiry_id, clock, due_at, after_minutes)
);
create index inquiry_escalations_next on public.inquiry_escalations (next_at) where next_at is not null;
create index inquiry_escalations_told on public.inquiry_escalations using gin (told_to) where acknowledged_at is null;
create index inquiry_escalations_acknowledged_by on public.inquiry_escalations (acknowledged_by) where acknowledged_by is not null;
call private.protect('public.inquiry_escalations');
call private.show('inquiry_escalations', 'staff', 'inquiries', 'inquiry_id');
-- Deliberately not granted: writes. The worker tells, acknowledge_escalation answers.
comment on table public.inquiry_escalations is 'Who was told that a clock ran out, and who said that they are on it.';

-- The whole ladder: [{id, clock, after_minutes, tells, staff_id}]. What is not named goes.
create function public.save_escalation_steps(p_steps jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_count integer;
begin
  perform private.at_least('manager');
  if exists (select from jsonb_to_recordset(p_steps) s (clock text, after_minutes integer) where s.after_minutes is null or s.after_minutes not between 0 and 100000) then
    raise sqlstate 'PT422' using message = 'Say how long after, in hours or minutes of work: 0 for at once.', hint = 'escalation_after';
  elsif exists (select from jsonb_to_recordset(p_steps) s (clock text, after_minutes integer) group by s.clock, s.after_minutes having count(*) > 1) then
    raise sqlstate 'PT422' using message = 'Two steps of one clock come at the same time. Change one of them.', hint = 'escalation_twice';
  elsif exists (select from jsonb_to_recordset(p_steps) s (tells text, staff_id uuid) where s.tells = 'staff' and not exists (select from public.staff p where p.id = s.staff_id and p.is_active)) then
    raise sqlstate 'PT422' using message = 'Choose somebody who is active.', hint = 'escalation_staff';
  end if;
  delete from public.escalation_steps e where not exists (select from jsonb_to_recordset(p_steps) s (id uuid) where s.id = e.id);
  update public.escalation_steps e set clock = s.clock, after_minutes = s.after_minutes, tells = s.tells, staff_id = case when s.tells = 'staff' then s.staff_id end
  from jsonb_to_recordset(p_steps) s (id uuid, clock text, after_minutes integer, tells text, staff_id uuid)
  where s.id = e.id and (e.clock, e.after_minutes, e.tells, e.staff_id) is distinct from (s.clock, s.after_minutes, s.tells, case when s.tells = 'staff' then s.staff_id end);
  insert into public.escalation_steps (clock, after_minutes, tells, staff_id)
  select s.clock, s.after_minutes, s.tells, case when s.tells = 'staff' then s.staff_id end
  from jsonb_to_recordset(p_steps) s (id uuid, clock text, after_minutes integer, tells text, staff_id uuid)
  where s.id is null or not exists (select from public.escalation_steps e where e.id = s.id);
  select count(*) into v_count from public.escalation_steps;
  return v_count;
end $$;

-- Tells the people of one step, and notes when the next one comes.
create function private.tell_escalation(p_step public.escalation_steps, p_inquiry public.inquiries, p_due timestamptz, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_to uuid[];
  v_next integer := (select min(s.after_minutes) from public.escalation_steps s where s.clock = p_step.clock and s.after_minutes > p_step.after_minutes);
begin
  v_to := array(select s.id from public.staff s where s.is_active and s.id = case p_step.tells when 'staff' then p_step.staff_id when 'assigned' then p_inquiry.assigned_to end);
  if v_to = '{}' then v_to := array(select private.leaders()); end if;
  insert into public.inquiry_escalations (inquiry_id, clock, due_at, after_minutes, told_at, told_to, next_at)
  values (p_inquiry.id, p_step.clock, p_due, p_step.after_minutes, p_now, v_to, private.add_business_minutes(p_due, v_next));
  insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
  select s.id, 'reminded', 'inquiries', p_inquiry.id, jsonb_build_object('deed', 'clock_' || p_step.clock, 'number', p_inquiry.number, 'subject', p_inquiry.subject, 'due_at', p_due),
    private.reach_of(s.id, 'reminded') = 'app'
  from public.staff s where s.id = any (v_to) and s.is_active and private.reach_of(s.id, 'reminded') <> 'none';
end $$;

-- Everything whose step has come, once. Answers how many were told of. By the worker.
create function public.escalate_inquiries(p_now timestamptz) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_step public.escalation_steps;
  v_one public.inquiries;
  v_row record;
  v_count integer := 0;
begin
  -- Where the ladder ends because the clock stands otherwise now, nothing comes next.
  update public.inquiry_escalations e set next_at = null from public.inquiries i
  where e.next_at <= p_now and i.id = e.inquiry_id
    and (i.closed_at is not null or e.due_at is distinct from case e.clock when 'first' then i.first_response_due_at else i.resolution_due_at end or (e.clock = 'first' and i.first_responded_at is not null));
  for v_row in
    select e.id, e.inquiry_id, e.clock, e.due_at, e.after_minutes from public.inquiry_escalations e join public.inquiries i on i.id = e.inquiry_id
    where e.next_at <= p_now and e.acknowledged_at is null and i.status not in ('waiting_resident', 'resolved') order by e.next_at, e.id limit 200 for update of e skip locked
  loop
    update public.inquiry_escalations set next_at = null where id = v_row.id;
    select * into v_step from public.escalation_steps s where s.clock = v_row.clock and s.after_minutes > v_row.after_minutes order by s.after_minutes limit 1;
    if v_step.id is not null then
      select * into v_one from public.inquiries where id = v_row.inquiry_id;
      perform private.tell_escalation(v_step, v_one, v_row.due_at, p_now);
      v_count := v_count + 1;
    end if;
  end loop;
  for v_step in select distinct on (s.clock) s.* from public.escalation_steps s order by s.clock, s.after_minutes loop
    for v_one in
      select i.* from public.inquiries i
      where v_step.clock = 'resolution' and i.closed_at is null and i.resolution_due_at is not null and i.status not in ('waiting_resident', 'resolved')
        and i.resolution_due_at >= v_step.created_at and i.resolution_due_at <= p_now - make_interval(mins => v_step.after_minutes)
        and not exists (select from public.inquiry_escalations e where e.inquiry_id = i.id and e.clock = 'resolution' and e.due_at = i.resolution_due_at)
      order by i.resolution_due_at, i.id limit 200
    loop
      if private.add_business_minutes(v_one.resolution_due_at, v_step.after_minutes) <= p_now or v_step.after_minutes = 0 then
        perform private.tell_escalation(v_step, v_one, v_one.resolution_due_at, p_now);
        v_count := v_count + 1;
      end if;
    end loop;
    for v_one in
      select i.* from public.inquiries i
      where v_step.clock = 'first' and i.closed_at is null and i.first_responded_at is null and i.first_response_due_at is not null and i.status not in ('waiting_resident', 'resolved')
        and i.first_response_due_at >= v_step.created_at and i.first_response_due_at <= p_now - make_interval(mins => v_step.after_minutes)
        and not exists (select from public.inquiry_escalations e where e.inquiry_id = i.id and e.clock = 'first' and e.due_at = i.first_response_due_at)
      order by i.first_response_due_at, i.id limit 200
    loop
      if private.add_business_minutes(v_one.first_response_due_at, v_step.after_minutes) <= p_now or v_step.after_minutes = 0 then
        perform private.tell_escalation(v_step, v_one, v_one.first_response_due_at, p_now);
        v_count := v_count + 1;
      end if;
    end loop;
  end loop;
  return v_count;
end $$;

-- "I am on it": nobody else is told. Answers how many steps that answered.
create function public.acknowledge_escalation(p_inquiry uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_count integer;
begin
  perform private.at_least('staff');
  update public.inquiry_escalations set acknowledged_at = now(), acknowledged_by = private.current_staff_id(), next_at = null where inquiry_id = p_inquiry and acknowledged_at is null;
  get diagnostics v_count = row_count;
  if v_count = 0 then
    raise sqlstate 'PT409' using message = 'Somebody said already that they are on it.', hint = 'conflict';
  end if;
  update public.notifications n set read_at = now() where n.record_table = 'inquiries' and n.record_id = p_inquiry and n.kind = 'reminded' and n.read_at is null and n.facts ->> 'deed' like 'clock\_%';
  return v_count;
end $$;

-- What was brought to somebody is settled when the clock that ran out stands.
create function private.settle_escalations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.notifications n set read_at = now() where n.record_table = 'inquiries' and n.record_id = new.id and n.kind = 'reminded' and n.read_at is null and n.facts ->> 'deed' like 'clock\_%';
  return null;
end $$;
create trigger _530_settle_escalations after update of status on public.inquiries for each row
  when (old.closed_at is null and new.closed_at is not null) execute function private.settle_escalations();

revoke all on function private.tell_escalation(public.escalation_steps, public.inquiries, timestamptz, timestamptz), private.settle_escalations() from public, anon, authenticated;
revoke all on function public.save_escalation_steps(jsonb), public.escalate_inquiries(timestamptz), public.acknowledge_escalation(uuid) from public, anon, authenticated;
grant execute on function public.save_escalation_steps(jsonb), public.acknowledge_escalation(uuid) to authenticated;
grant execute on function public.escalate_inquiries(timestamptz) to service_role;

-- The list has two more: escalated, brought to somebody and nobody is on it; records, an open request for public records.
create or replace function private.clock_filter(p_clocks jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select '(' || string_agg(case c
    when 'overdue' then format('(t.closed_at is null and coalesce(t.due_on, ''infinity''::date) <= %L::date and t.resolution_due_at < now())', public.office_today())
    when 'today' then format('(t.closed_at is null and coalesce(t.due_on, ''infinity''::date) = %L::date and coalesce(t.resolution_due_at >= now(), true))', public.office_today())
    when 'unanswered' then '(t.closed_at is null and t.first_responded_at is null and t.first_response_due_at < now() and t.status not in (''waiting_resident'', ''resolved''))'
    when 'escalated' then '(t.closed_at is null and t.id in (select e.inquiry_id from public.inquiry_escalations e where e.acknowledged_at is null))'
    when 'records' then '(t.id in (select r.inquiry_id from public.records_requests r where r.ended_on is null))'
    else 'false' end, ' or ') || ')'
  from jsonb_array_elements_text(case when jsonb_typeof(p_clocks) = 'array' and jsonb_array_length(p_clocks) > 0 then p_clocks end) c
$$;

-- In the morning mail: what somebody was told of and did not answer. Others add lines of their own to this function.
do $$
declare v_digest text := pg_get_functiondef('private.digest_work(uuid, date)'::regprocedure);
begin
  v_digest := replace(v_digest, '''due_today'', private.digest_inquiries(', '''to_acknowledge'', private.digest_inquiries(format(''exists (select from public.inquiry_escalations e where e.inquiry_id = i.id and e.acknowledged_at is null and array[%L::uuid] <@ e.told_to)'', p_staff)),
    ''due_today'', private.digest_inquiries(');
  if v_digest !~ 'to_acknowledge' then raise exception 'The morning mail is not as this migration knows it.'; end if;
  execute v_digest;
end $$;

-- The sample office has its clocks too, and calls and letters that its people were answered by.
do $$
declare v_load text := pg_get_functiondef('public.load_sample_office(jsonb)'::regprocedure);
begin
  v_load := replace(v_load, '(inquiry_id, kind, body, occurred_at,', '(inquiry_id, kind, body, is_public, occurred_at,');
  v_load := replace(v_load, 'n.kind, n.body, n.at_local at time zone v_zone, s.id,', 'n.kind, n.body, n.kind in (''call'', ''email'', ''letter''), n.at_local at time zone v_zone, s.id,');
  v_load := replace(v_load, 'foreach v_table in array v_tables loop perform private.set_single_writing(v_table, true)', E'perform private.wind_old_clocks();\n  foreach v_table in array v_tables loop perform private.set_single_writing(v_table, true)');
  if v_load !~ 'wind_old_clocks' or v_load !~ 'body, is_public' then raise exception 'The sample office is not as this migration knows it.'; end if;
  execute v_load;
end $$;
