-- A class for each kind of record, also for those that go with another. What is disposed of here by two persons: residents, inquiries,
-- who came to events, answers to the screener, to whom letters to many went. Everything else goes with the record that it belongs to, is
-- kept for ever, or waits for a person, as grants do: their time is reckoned from the last financial report, award by award.

insert into public.retention_rules (record_kind, years, reason, sort_order) values
  ('mails', 5, 'Mails about inquiries, both ways: they go with their inquiry.', 31),
  ('records_requests', 5, 'Requests for public records with their days by law: they go with their inquiry.', 32),
  ('tasks', 5, 'Tasks: they go with the record that they are about.', 33),
  ('events', null, 'Events with plan, costs, what was said and how many came: the years are compared in the report.', 51),
  ('registrations', 2, 'Names and contacts of who registered for an event or signed in there: two years after the event; how many they were stays.', 52),
  ('deliveries', 3, 'Letters to one person: to whom, when and what became of them. They go with the inquiry, the event or the referral that they are about.', 53),
  ('service_requests', null, 'Requests to 311 as the city publishes them; nobody is named in them.', 67),
  ('legislation', null, 'Legislation and the answers that rest on it, edition by edition: what was told must be shown later.', 68)
on conflict (record_kind) do nothing;

create function private.disposable_kinds() returns text[]
language sql immutable parallel safe set search_path = '' as $$ select array['residents', 'inquiries', 'registrations', 'screenings', 'campaigns'] $$;
alter table public.disposition_requests drop constraint disposition_requests_kind_known,
  add constraint disposition_requests_kind_known check (record_kind = any (private.disposable_kinds()));

-- Somebody who is held may be among many: then none of them goes.
create function private.holds_anybody(p_residents uuid[]) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.legal_holds h where h.record_table = 'residents' and h.lifted_at is null and h.record_id = any (p_residents))
$$;

-- As due_dispositions, of the kinds that were added.
create function private.due_of_kind(p_kind text, p_before timestamptz) returns table (id uuid, title text, last_on date, is_held boolean)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  if p_kind = 'registrations' then
    return query
      select e.id, e.title, private.local_date(e.ends_at), private.is_held('events', e.id)
        or private.holds_anybody(array(select r.resident_id from public.registrations r where r.event_id = e.id union select a.resident_id from public.attendances a where a.event_id = e.id))
      from public.events e
      where e.ends_at < p_before and (exists (select from public.registrations r where r.event_id = e.id and r.name <> 'Erased')
        or exists (select from public.attendances a where a.event_id = e.id and a.name <> 'Erased'))
      order by e.ends_at, e.id limit 200;
  elsif p_kind = 'screenings' then
    return query
      select s.id, coalesce((select r.name from public.residents r where r.id = s.resident_id), (select i.number || ' ' || i.subject from public.inquiries i where i.id = s.inquiry_id), '–'),
        private.local_date(s.screened_at), private.is_held('residents', s.resident_id) or private.is_held('inquiries', s.inquiry_id)
      from public.screenings s where s.screened_at < p_before order by s.screened_at, s.id limit 200;
  elsif p_kind = 'campaigns' then
    return query
      select c.id, c.name, private.local_date(coalesce(c.finished_at, c.updated_at)), private.is_held('campaigns', c.id)
        or exists (select from public.legal_holds h join public.deliveries d on d.resident_id = h.record_id and d.campaign_id = c.id where h.record_table = 'residents' and h.lifted_at is null)
      from public.campaigns c
      where c.status in ('sent', 'cancelled') and coalesce(c.finished_at, c.updated_at) < p_before
        and exists (select from public.deliveries d where d.campaign_id = c.id and d.to_address <> 'erased@erased.invalid')
      order by coalesce(c.finished_at, c.updated_at), c.id limit 200;
  end if;
end $$;

-- What goes of one record, and that it went is written down. What is counted of it stays.
create function private.dispose_one(p_kind text, p_id uuid, p_why text, p_years smallint, p_confirmed_by uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_rows text[];
  v_letters uuid[];
  v_counts jsonb := '{}';
begin
  if p_kind = 'residents' then
    perform private.erase(p_id, p_why, p_years, p_confirmed_by);
    return;
  elsif p_kind = 'inquiries' then
    perform private.strip_inquiry(p_id, p_why, p_years, p_confirmed_by);
    return;
  elsif p_kind = 'registrations' then
    v_rows := array(select r.id::text from public.registrations r where r.event_id = p_id);
    v_letters := array(select d.id from public.deliveries d where d.registration_id::text = any (v_rows));
    update public.registrations set name = 'Erased', email = null, phone = null, accessibility_need = null, office_note = null, resident_id = null where event_id = p_id;
    perform private.scrub_changes('registrations', v_rows, array['name', 'email', 'phone', 'accessibility_need', 'office_note', 'resident_id']);
    v_counts := jsonb_build_object('registrations', cardinality(v_rows));
    v_rows := array(select a.id::text from public.attendances a where a.event_id = p_id);
    update public.attendances set name = 'Erased', postal_code = null, resident_id = null where event_id = p_id;
    perform private.scrub_changes('attendances', v_rows, array['name', 'postal_code', 'resident_id']);
    v_counts := v_counts || jsonb_build_object('attendances', cardinality(v_rows));
  elsif p_kind = 'screenings' then
    delete from public.screenings where id = p_id;
    perform private.scrub_changes('screenings', array[p_id::text], array['answers', 'results', 'resident_id', 'inquiry_id']);
    v_counts := '{"screenings": 1}';
  elsif p_kind = 'campaigns' then
    v_letters := array(select d.id from public.deliveries d where d.campaign_id = p_id);
    update public.campaign_exclusions set address = null, resident_id = null where campaign_id = p_id;
  else
    raise exception 'Records of this kind are not disposed of here: %', p_kind;
  end if;
  if v_letters is not null then
    update public.deliveries set status = 'cancelled', settled_at = now(), reason = 'erased' where id = any (v_letters) and status = 'waiting';
    update public.deliveries set to_address = 'erased@erased.invalid', payload = '{}', subject = null, resident_id = null, key = 'erased:' || id where id = any (v_letters);
    update public.bounces set address = null, diagnostic = null where delivery_id = any (v_letters);
    update public.incoming_mails set from_address = null where delivery_id = any (v_letters);
    v_counts := v_counts || jsonb_build_object('deliveries', cardinality(v_letters));
  end if;
  insert into public.dispositions (record_kind, record_id, act, rule_years, reason, counts, disposed_by, confirmed_by)
  values (p_kind, p_id, case p_kind when 'screenings' then 'erased' else 'stripped' end, p_years, p_why, v_counts, private.current_staff_id(), p_confirmed_by);
end $$;

-- What else goes with an inquiry: what was told about it, its tasks, the words of a request for records.
create function private.forget_inquiry(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_rows text[];
begin
  v_rows := array(select t.id::text from public.tasks t where t.inquiry_id = p_id);
  update public.tasks set title = 'Disposed of', notes = null, outcome = null where id::text = any (v_rows);
  perform private.scrub_changes('tasks', v_rows, array['title', 'notes', 'outcome']);
  v_rows := array(select r.id::text from public.records_requests r where r.inquiry_id = p_id);
  update public.records_requests set delay_reason = null, delay_place = null, question = null, ended_note = null where id::text = any (v_rows);
  perform private.scrub_changes('records_requests', v_rows, array['delay_reason', 'delay_place', 'question', 'ended_note']);
  v_rows := array(select m.id::text from public.mails m where m.inquiry_id = p_id);
  delete from public.mails where id::text = any (v_rows);
  perform private.scrub_changes('mails', v_rows, array['from_address', 'from_name', 'to_addresses', 'cc_addresses', 'subject', 'body']);
  delete from public.notifications where record_table = 'inquiries' and record_id = p_id;
  delete from public.drafts where record_table = 'inquiries' and record_id = p_id;
  update public.incoming_mails set from_address = null where inquiry_id = p_id;
  update public.deliveries set to_address = 'erased@erased.invalid', payload = '{}', subject = null, key = 'erased:' || id
  where status <> 'waiting' and (inquiry_id = p_id or kind = 'inquiry.closed' and payload ->> 'inquiry_id' = p_id::text);
end $$;
revoke all on function private.disposable_kinds(), private.holds_anybody(uuid[]), private.due_of_kind(text, timestamptz), private.dispose_one(text, uuid, text, smallint, uuid), private.forget_inquiry(uuid)
  from public, anon, authenticated;
