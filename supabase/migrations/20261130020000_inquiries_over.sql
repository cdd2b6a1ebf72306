-- What is over: whoever asked whether an inquiry was closed now asks whether it is over, so that a duplicate is not worked on, not
-- reopened by half, and not shown among what is open. And the filters of the list that the new states bring.

create or replace function public.reopen_inquiry(p_id uuid, p_version integer, p_reason text) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_row public.inquiries;
begin
  perform private.at_least('staff');
  v_row := private.lock_inquiry(p_id, p_version);
  if not private.is_over(v_row.status) then
    raise sqlstate 'PT409' using message = 'This inquiry is open already.', hint = 'conflict';
  elsif nullif(btrim(p_reason), '') is null then
    raise sqlstate 'PT422' using message = 'Say why it is reopened; the resident may ask.', hint = 'reason';
  end if;
  -- What repeated another stands for itself again: whoever came to the other by it is told of this one.
  if v_row.status = 'duplicate' then
    delete from public.inquiry_people where inquiry_id = v_row.duplicate_of_id and from_inquiry_id = p_id;
  end if;
  update public.inquiries set status = 'in_progress' where id = p_id returning version into v_row.version;
  insert into public.interactions (inquiry_id, kind, body) values (p_id, 'reopening', btrim(p_reason));
  return v_row.version;
end $$;

create or replace function public.reopen_task(p_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_row public.tasks;
begin
  perform private.at_least('staff');
  v_row := private.lock_task(p_id);
  if v_row.done_at is not null then
    if v_row.is_required and exists (select from public.inquiries where id = v_row.inquiry_id and private.is_over(status) for share) then
      raise sqlstate 'PT422' using message = 'The inquiry is closed, and this task was required for that. Reopen the inquiry first.', hint = 'inquiry_closed';
    end if;
    update public.tasks set done_at = null, done_by = null, outcome = null where id = p_id returning version into v_row.version;
  end if;
  return v_row.version;
end $$;

create or replace function private.bulk_plan(p_ids uuid[], p_versions integer[], p_as_of timestamp with time zone, p_field text, p_value text) returns TABLE(place bigint, id uuid, number text, subject text, was text, skip text)
language sql stable set search_path = '' as $$
  select a.place, a.id, i.number, i.subject, w.was,
    case when i.id is null then 'missing'
      when a.version is not null and a.version <> i.version then 'conflict'
      when a.version is null and i.updated_at > p_as_of then 'conflict'
      when private.is_over(i.status) and p_field in ('status', 'resolution_code') then 'closed'
      when w.was is not distinct from p_value then 'same'
      when p_field = 'status' and not private.may_follow(i.status, p_value) then 'state' end
  from unnest(p_ids, p_versions) with ordinality a (id, version, place)
  left join public.inquiries i on i.id = a.id
  left join lateral (select case p_field when 'assigned_to' then i.assigned_to::text when 'topic_id' then i.topic_id::text when 'district_id' then i.district_id::text
    when 'language' then i.language when 'status' then i.status when 'resolution_code' then i.resolution_code end as was) w on true
$$;

create or replace function private.take_reply(p jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_letter public.deliveries;
  v_campaign public.campaigns;
  v_resident public.residents;
  v_inquiry public.inquiries;
  v_at timestamptz := least(coalesce((p ->> 'received_at')::timestamptz, now()), now());
  v_subject text := nullif(btrim(p ->> 'subject'), '');
  v_body text := coalesce(nullif(btrim(p ->> 'body'), ''), v_subject, '–');
begin
  select * into v_letter from public.deliveries where id = (p ->> 'delivery_id')::uuid for update;
  if v_letter.id is null then raise sqlstate 'PT404' using message = 'There is no such letter.', hint = 'delivery_id'; end if;
  update public.deliveries set replied_at = coalesce(replied_at, v_at) where id = v_letter.id;
  select * into v_campaign from public.campaigns where id = v_letter.campaign_id;
  select i.* into v_inquiry from public.incoming_mails m join public.inquiries i on i.id = m.inquiry_id
  where m.delivery_id = v_letter.id order by m.created_at desc limit 1;

  -- An answer about what repeats another belongs to the other.
  if v_inquiry.status = 'duplicate' then select * into v_inquiry from public.inquiries where id = v_inquiry.duplicate_of_id; end if;
  if v_inquiry.id is null or private.is_over(v_inquiry.status) then
    -- Whoever has the address now, when the letter was not written to anybody by name.
    select r.* into v_resident from public.residents r
    where r.id = coalesce(v_letter.resident_id, (select e.resident_id from public.resident_emails e where lower(e.address) = lower(v_letter.to_address) order by e.created_at limit 1));
    insert into public.inquiries (subject, body, channel, language, topic_id, resident_id, district_id, neighborhood, campaign_id, opened_at)
    values (left(coalesce(v_subject, v_campaign.name, v_letter.subject, left(v_body, 100)), 300), left(v_body, 20000), 'email', v_letter.language,
      -- What the campaign is about; otherwise the last of the office's topics, where what fits nowhere else stands.
      coalesce(v_campaign.topic_id, (select id from public.topics where is_active order by sort_order desc, name desc limit 1)),
      v_resident.id, coalesce(v_letter.district_id, v_resident.district_id), v_resident.neighborhood, v_campaign.id, v_at)
    returning * into v_inquiry;
  else
    -- Whoever has it is told; nobody did this who could be left out of it.
    insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
    select s.id, 'changed', 'inquiries', v_inquiry.id,
      jsonb_build_object('number', v_inquiry.number, 'subject', v_inquiry.subject, 'entry', 'email', 'excerpt', left(v_body, 200)), private.reach_of(s.id, 'changed') = 'app'
    from public.staff s where s.id = v_inquiry.assigned_to and s.is_active and private.reach_of(s.id, 'changed') <> 'none';
  end if;
  -- The mail as it came, what it quotes included.
  insert into public.interactions (inquiry_id, kind, body, occurred_at)
  values (v_inquiry.id, 'email', left(concat_ws(E'\n\n', nullif(p ->> 'from_address', ''), coalesce(nullif(btrim(p ->> 'whole'), ''), v_body)), 20000), v_at);
  insert into public.attachments (inquiry_id, name, media_type, bytes, sha256, width, height, path)
  select v_inquiry.id, f.name, f.media_type, f.bytes, f.sha256, f.width, f.height, f.path
  from jsonb_populate_recordset(null::public.attachments, coalesce(nullif(p -> 'files', 'null'), '[]')) f;
  return v_inquiry.id;
end $$;

create or replace function private.import_changed_inquiries(p_import uuid) returns void
language sql security definer set search_path = '' as $$
  update public.inquiries i set subject = (p.row_data).subject, body = (p.row_data).body, channel = (p.row_data).channel,
    status = case
      -- What the office found out by itself stays: the file does not know what repeats what.
      when i.status = 'duplicate' then 'duplicate'
      when (p.row_data).status = 'closed' then 'closed'
      when (p.row_data).status = 'waiting_other' then 'waiting_other'
      when i.status in ('closed', 'waiting_other') or (i.status = 'new' and (p.row_data).status = 'in_progress') then 'in_progress'
      else i.status end,
    resolution_code = case when i.status = 'duplicate' then i.resolution_code else (p.row_data).resolution_code end, opened_at = p.opened_at,
    closed_at = case when i.status = 'duplicate' then greatest(i.closed_at, p.opened_at) else p.closed_at end,
    district_id = (select d.id from public.districts d where d.code = (p.row_data).district),
    neighborhood = (p.row_data).neighborhood, location = (p.row_data).location, latitude = (p.row_data).latitude, longitude = (p.row_data).longitude, source_fingerprint = p.fingerprint
  from private.import_plan p where p.stage_id = p_import and p.kind = 'changed' and i.id = p.inquiry_id;
$$;

-- A duplicate is as much an end as closing is: what had to be done first is done, or goes to the inquiry that it repeats.
drop trigger _260_guard_tasks on public.inquiries;
create trigger _260_guard_tasks before update of status on public.inquiries
  for each row when (new.status in ('closed', 'duplicate') and old.status not in ('closed', 'duplicate')) execute function private.guard_inquiry_tasks();

-- ---------------------------------------------------------------- the list
-- "Which were taken up again in these days?" One row each, however often; an undone reopening takes its entry along.
create index interactions_reopened on public.interactions (occurred_at, inquiry_id) where kind = 'reopening';
create function private.inquiries_reopened(p_from date, p_to date) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct n.inquiry_id from public.interactions n
  where n.kind = 'reopening' and n.occurred_at >= coalesce(private.day_start(p_from), '-infinity') and n.occurred_at < coalesce(private.day_start(p_to + 1), 'infinity')
$$;
-- "Whose last closing did not help?" Somebody said no to it, and it was not closed since.
create index inquiry_answers_no on public.inquiry_answers (inquiry_id, closed_at) where answer = 'no';
create function private.inquiries_disputed() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct a.inquiry_id from public.inquiry_answers a join public.inquiries i on i.id = a.inquiry_id
  where a.answer = 'no' and (i.closed_at is null or i.closed_at <= a.closed_at)
    and not exists (select from public.inquiry_answers later where later.inquiry_id = a.inquiry_id and later.closed_at > a.closed_at)
$$;
revoke all on function private.inquiries_reopened(date, date), private.inquiries_disputed() from public, anon, authenticated;
-- list_inquiries and count_inquiries run as their owner and ask for these by name.

create or replace function private.inquiry_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    -- States that are not over are open: saying so lets the small partial indexes answer.
    case when jsonb_typeof(f -> 'status') = 'array' and jsonb_array_length(f -> 'status') > 0 and not f -> 'status' ?| '{closed,duplicate}' then 't.closed_at is null' end,
    private.filter_any('t.channel', 'text', f -> 'channel'),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.topic_id', 'uuid', f -> 'topic'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.department_id', 'uuid', f -> 'department'),
    private.filter_any('t.assigned_to', 'uuid', f -> 'assigned_to'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    private.filter_any('t.resolution_code', 'text', f -> 'resolution'),
    case f ->> 'is_open' when 'true' then 't.closed_at is null' when 'false' then 't.closed_at is not null' end,
    private.filter_days('t.opened_at', f -> 'opened'),
    private.filter_days('t.closed_at', f -> 'closed'),
    case when f #>> '{due,from}' is not null and f #>> '{due,to}' is not null then
      format('coalesce(t.due_on, ''infinity''::date) >= %L::date and coalesce(t.due_on, ''infinity''::date) <= %L::date and t.closed_at is null',
        (f #>> '{due,from}')::date, (f #>> '{due,to}')::date) end,
    case when f ->> 'due_before' is not null then format('coalesce(t.due_on, ''infinity''::date) < %L::date and t.closed_at is null', (f ->> 'due_before')::date) end,
    case when f ->> 'open_on' is not null then format('t.opened_at < %1$L::timestamptz and (t.closed_at is null or t.closed_at >= %1$L::timestamptz)', private.day_start((f ->> 'open_on')::date + 1)) end,
    case when f #>> '{asked,from}' is not null and f #>> '{asked,to}' is not null then
      format('t.id in (select a from private.inquiries_asked(%L, %L) a)', (f #>> '{asked,from}')::date, (f #>> '{asked,to}')::date) end,
    case when f ? 'answer' or f ? 'answered' then
      format('t.id in (select a.inquiry_id from private.inquiries_answered(%L, %L) a where %s)', (f #>> '{answered,from}')::date, (f #>> '{answered,to}')::date,
        coalesce(private.filter_any('a.answer', 'text', f -> 'answer'), 'true')) end,
    private.filter_any('t.parent_id', 'uuid', f -> 'parent'),
    private.filter_any('t.duplicate_of_id', 'uuid', f -> 'duplicate_of'),
    case f ->> 'is_part' when 'true' then 't.parent_id is not null' when 'false' then 't.parent_id is null' end,
    case f ->> 'is_duplicate' when 'true' then 't.duplicate_of_id is not null' when 'false' then 't.duplicate_of_id is null' end,
    case f ->> 'is_reopened' when 'true' then 't.reopened_at is not null' when 'false' then 't.reopened_at is null' end,
    case when f ->> 'is_disputed' = 'true' then 't.id in (select private.inquiries_disputed())' end,
    case when f #>> '{reopened,from}' is not null and f #>> '{reopened,to}' is not null then
      format('t.id in (select private.inquiries_reopened(%L, %L))', (f #>> '{reopened,from}')::date, (f #>> '{reopened,to}')::date) end,
    private.filter_words('public.inquiries', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
-- "Which were reopened?", newest first.
create index inquiries_reopened on public.inquiries (reopened_at, id) where reopened_at is not null;
