-- Clocks that a file brought go on as any: they stand while the resident is waited for, are told, are brought to somebody when they run out,
-- and go when the file is taken back.

create or replace function private.clock_inquiry() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_stands text := private.clock_stands(new.status);
  v_stood text;
  v_since timestamptz;
  v_pause record;
begin
  -- What a file brought has the clocks that it came in with, or none.
  if new.source_system is not null and (tg_op = 'INSERT' or old.resolution_due_at is null) then return new; end if;
  if tg_op = 'INSERT' or new.topic_id is distinct from old.topic_id or new.opened_at is distinct from old.opened_at then
    if new.source_system is null or old.first_response_due_at is not null then new.first_response_due_at := private.first_response_due(new.topic_id, new.opened_at); end if;
    new.resolution_due_at := private.resolution_due(new.topic_id, new.opened_at);
    if tg_op = 'UPDATE' then
      for v_pause in select started_at, ended_at from public.clock_pauses where inquiry_id = new.id and ended_at is not null order by started_at loop
        new.first_response_due_at := private.due_after_pause(new.first_response_due_at, v_pause.started_at, v_pause.ended_at);
        new.resolution_due_at := private.due_after_pause(new.resolution_due_at, v_pause.started_at, v_pause.ended_at);
      end loop;
    end if;
  end if;
  if tg_op = 'UPDATE' then
    v_stood := private.clock_stands(old.status);
    -- From resolved to closed they go on standing.
    if v_stood is not null and v_stands is distinct from v_stood and not (v_stands = 'over' and v_stood = 'resolved') then
      v_since := coalesce((select started_at from public.clock_pauses where inquiry_id = new.id and ended_at is null), old.resolved_at, old.closed_at);
      -- What was given a day before there were clocks goes on from the end of that day.
      new.resolution_due_at := private.due_after_pause(coalesce(new.resolution_due_at, private.day_start(old.due_on + 1) - interval '1 second'), v_since, now());
      if new.first_responded_at is null then new.first_response_due_at := private.due_after_pause(new.first_response_due_at, v_since, now()); end if;
    end if;
  end if;
  -- Whoever closes it with an answer has answered.
  if new.first_responded_at is null and new.closed_at is not null and new.resolution_code in ('answered', 'resolved', 'referred') then
    new.first_responded_at := new.closed_at;
  end if;
  new.due_on := case when v_stands in ('waiting', 'resolved') then null else coalesce(private.local_date(new.resolution_due_at), new.due_on) end;
  return new;
end $$;

drop trigger _520_pause_clock on public.inquiries;
create trigger _520_pause_clock after insert or update of status, assigned_to on public.inquiries for each row
  when (new.source_system is null or new.resolution_due_at is not null) execute function private.pause_clock();

create or replace function private.note_first_response() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_at timestamptz;
  v_one public.inquiries;
  v_before text := current_setting('rotunda.refreshing', true);
begin
  select * into v_one from public.inquiries where id = new.inquiry_id and (source_system is null or resolution_due_at is not null);
  if v_one.id is null then return null; end if;
  -- An entry that is older than the inquiry itself counts from its beginning.
  select case when min(n.occurred_at) is not null then greatest(min(n.occurred_at), v_one.opened_at) end into v_at from public.interactions n
  where n.inquiry_id = v_one.id and n.is_public and n.created_by is not null and n.kind <> 'reopening';
  v_at := coalesce(v_at, case when v_one.resolution_code in ('answered', 'resolved', 'referred') then v_one.closed_at end);
  if v_at is not distinct from v_one.first_responded_at then return null; end if;
  -- No new version: whoever has it open may still save.
  perform set_config('rotunda.refreshing', 'on', true);
  update public.inquiries set first_responded_at = v_at where id = v_one.id;
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  return null;
end $$;

-- As before, also for what a file brought with clocks.
create or replace function public.inquiry_clock(p_id uuid, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_one public.inquiries;
  v_topic public.topics;
  v_stands text;
  v_due timestamptz;
  v_first timestamptz;
  v_resolution timestamptz;
  v_pause record;
  v_since timestamptz;
begin
  perform private.at_least('viewer');
  select * into v_one from public.inquiries where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing';
  end if;
  select * into v_topic from public.topics where id = v_one.topic_id;
  v_stands := private.clock_stands(v_one.status);
  -- What is older than the clocks has a day alone.
  v_due := coalesce(v_one.resolution_due_at, private.day_start(v_one.due_on + 1) - interval '1 second');
  if v_one.source_system is null or v_one.resolution_due_at is not null then
    v_first := private.first_response_due(v_one.topic_id, v_one.opened_at);
    v_resolution := private.resolution_due(v_one.topic_id, v_one.opened_at);
    for v_pause in select started_at, ended_at from public.clock_pauses where inquiry_id = p_id order by started_at loop
      if v_pause.ended_at is null then
        v_since := v_pause.started_at;
      else
        v_resolution := private.due_after_pause(v_resolution, v_pause.started_at, v_pause.ended_at);
        if v_one.first_responded_at is null or v_one.first_responded_at > v_pause.started_at then v_first := private.due_after_pause(v_first, v_pause.started_at, v_pause.ended_at); end if;
      end if;
    end loop;
  end if;
  return jsonb_build_object(
    'opened_at', v_one.opened_at, 'topic', v_topic.name, 'stands', v_stands, 'since', coalesce(v_since, v_one.resolved_at, v_one.closed_at),
    'first', private.clock_told(v_one.first_response_due_at, v_first, v_one.first_responded_at, case when v_stands = 'over' then v_one.closed_at else v_since end,
      v_topic.first_response_minutes, null, p_now),
    'resolution', private.clock_told(v_due, v_resolution, coalesce(v_one.resolved_at, v_one.closed_at), v_since, v_topic.resolution_minutes,
      case when v_topic.resolution_minutes is null then v_topic.target_business_days end, p_now),
    'pauses', (select coalesce(jsonb_agg(jsonb_build_object('reason', p.reason, 'from', p.started_at, 'to', p.ended_at, 'business_minutes', private.business_minutes(p.started_at, coalesce(p.ended_at, p_now))) order by p.started_at), '[]')
      from public.clock_pauses p where p.inquiry_id = p_id),
    'hours', (select coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens_at', left(h.opens_at::text, 5), 'closes_at', left(h.closes_at::text, 5)) order by h.weekday, h.opens_at), '[]')
      from public.business_hours h where h.organization_id is null),
    -- Days between opening and due on which the office would have worked, and did not, or did otherwise.
    'days_off', (select coalesce(jsonb_agg(jsonb_build_object('on', d.day, 'name', d.name, 'opens_at', d.opens_at, 'closes_at', d.closes_at) order by d.day, d.opens_at), '[]') from (
      select x.on_day as day, x.name, left(x.opens_at::text, 5) as opens_at, left(x.closes_at::text, 5) as closes_at from public.business_exceptions x where x.organization_id is null
      union all
      select o.observed_on, min(o.name), null, null from public.holidays o where o.calendar = (select holiday_calendar from public.settings) and not o.is_cancelled
        and not exists (select from public.business_exceptions x where x.organization_id is null and x.on_day = o.observed_on)
        and exists (select from public.business_hours h where h.organization_id is null and h.weekday = extract(isodow from o.observed_on)) group by 1) d
      where d.day between private.local_date(v_one.opened_at) and private.local_date(greatest(v_due, v_one.first_response_due_at))));
end $$;

-- As before; of what a file brought only what runs out after it came in.
create or replace function public.escalate_inquiries(p_now timestamptz) returns integer
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
        and i.resolution_due_at >= v_step.created_at and (i.source_system is null or i.resolution_due_at >= i.created_at) and i.resolution_due_at <= p_now - make_interval(mins => v_step.after_minutes)
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
        and i.first_response_due_at >= v_step.created_at and (i.source_system is null or i.first_response_due_at >= i.created_at) and i.first_response_due_at <= p_now - make_interval(mins => v_step.after_minutes)
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

-- ---------------------------------------------------------------- taking the file back
-- That somebody was told is no work on an inquiry, unless they said that they are on it: it goes with the inquiry.
create function private.forget_imported_escalations(p_set uuid) returns void
language sql volatile security definer set search_path = '' as $$
  delete from public.inquiry_escalations e using private.undo_plan p
  where p.set_id = p_set and p.table_name = 'inquiries' and p.kind = 'remove' and p.record_id = e.inquiry_id::text and e.acknowledged_at is null
$$;
revoke all on function private.forget_imported_escalations(uuid) from public, anon, authenticated;

create or replace function private.find_pointed_at(p_set uuid, p_table text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := format('public.%I', p_table)::regclass;
  v_id text := (select format_type(atttypid, atttypmod) from pg_catalog.pg_attribute where attrelid = v_table and attname = 'id');
  v_key record;
begin
  for v_key in
    select k.conrelid::regclass as referrer, c.relname as name, a.attname as column_name,
      n.nspname = 'public' and exists (select from pg_catalog.pg_attribute i where i.attrelid = k.conrelid and i.attname = 'id' and not i.attisdropped) as is_public
    from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = v_table and k.conparentid = 0 and cardinality(k.conkey) = 1 and (n.nspname = 'public' or k.confdeltype <> 'c')
  loop
    execute format($sql$
      insert into private.undo_refused
      select distinct p.set_id, p.table_name, p.record_id, 'referred', array[%4$L], p.last_id
      from %3$s r join private.undo_plan p on p.set_id = $1 and p.table_name = %6$L and p.kind = 'remove' and p.record_id::%2$s = r.%5$I
      where r.%5$I is not null %7$s $sql$,
      v_table, v_id, v_key.referrer, v_key.name, v_key.column_name, p_table,
      case when v_key.name = 'inquiry_escalations' then 'and r.acknowledged_at is not null ' else '' end || case when v_key.is_public then format('and not exists (select from private.undo_plan o where o.set_id = $1 and o.table_name = %L and o.kind = ''remove'' and o.record_id = r.id::text)', v_key.name) else '' end) using p_set;
  end loop;
end $$;

create or replace function private.let_imported_stay(p_set uuid, p_tables text[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_told jsonb;
  v_table text;
  v_parent private.audited_tables;
begin
  if exists (select from private.undo_refused where set_id = p_set and table_name = 'imports') then return null; end if;
  foreach v_table in array p_tables loop perform private.find_pointed_at(p_set, v_table); end loop;
  v_told := private.tell_refused(p_set);
  if (v_told ->> 'count')::integer = 0 then
    perform private.forget_imported_escalations(p_set);
    return null;
  end if;
  -- Values that were changed since stay; the others of the row go back.
  update private.undo_plan p set before = p.before - r.fields, after = p.after - r.fields
  from private.undo_refused r where r.set_id = p_set and p.set_id = p_set and p.table_name = r.table_name and p.record_id = r.record_id and r.why = 'changed' and r.fields is not null and p.kind = 'revert';
  delete from private.undo_plan p using private.undo_refused r
  where r.set_id = p_set and p.set_id = p_set and p.table_name = r.table_name and p.record_id = r.record_id and (p.kind <> 'revert' or r.fields is null or p.before = '{}') and r.why <> 'gone';
  delete from private.undo_plan p using private.undo_refused r
  where r.set_id = p_set and p.set_id = p_set and p.table_name = r.table_name and p.record_id = r.record_id and r.why = 'gone';
  -- Parts and wholes: one level, as imports bring them.
  for v_parent in select * from private.audited_tables where table_name = any (p_tables) and parent_table = any (p_tables) and parent_column is not null loop
    execute format($sql$
      delete from private.undo_plan w using private.undo_refused r join public.%1$I t on t.id::text = r.record_id
      where r.set_id = $1 and r.table_name = %2$L and r.why <> 'gone' and w.set_id = $1 and w.table_name = %3$L and w.kind = 'remove' and w.record_id = t.%4$I::text $sql$,
      v_parent.table_name, v_parent.table_name, v_parent.parent_table, v_parent.parent_column) using p_set;
  end loop;
  for v_parent in select * from private.audited_tables where table_name = any (p_tables) and parent_table = any (p_tables) and parent_column is not null loop
    execute format($sql$
      delete from private.undo_plan p using public.%1$I t
      where p.set_id = $1 and p.table_name = %2$L and p.kind = 'remove' and t.id::text = p.record_id
        and exists (select from public.changes c where c.change_set = $1 and c.table_name = %3$L and c.record_id = t.%4$I::text and c.action = 'insert')
        and not exists (select from private.undo_plan w where w.set_id = $1 and w.table_name = %3$L and w.record_id = t.%4$I::text) $sql$,
      v_parent.table_name, v_parent.table_name, v_parent.parent_table, v_parent.parent_column) using p_set;
  end loop;
  delete from private.undo_refused where set_id = p_set;
  perform private.forget_imported_escalations(p_set);
  return v_told;
end $$;
