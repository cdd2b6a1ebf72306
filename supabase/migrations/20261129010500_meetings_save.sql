-- Meetings with departments and partners: who was there, what was said and decided, and the tasks that come of it.

create function private.write_bodies(p_table text, p_column text, p_id uuid, p_ids jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count integer;
  v_all integer;
begin
  if jsonb_typeof(p_ids) <> 'array' or jsonb_array_length(p_ids) > 60
    or exists (select from jsonb_array_elements_text(p_ids) i where not exists (select from public.organizations o where o.id::text = i)) then
    raise sqlstate 'PT422' using message = 'One of these organizations is not there any more. Choose again.', hint = 'organizations';
  end if;
  execute format('insert into public.%1$I (%2$I, organization_id) select $1, i::uuid from jsonb_array_elements_text($2) i group by i on conflict do nothing', p_table, p_column) using p_id, p_ids;
  get diagnostics v_all = row_count;
  execute format('delete from public.%1$I t where t.%2$I = $1 and not $2 ? t.organization_id::text', p_table, p_column) using p_id, p_ids;
  get diagnostics v_count = row_count;
  return v_all + v_count > 0;
end $$;

-- Saves a meeting: {title, held_on, notes, decisions}, the whole list organizations [id], and actions [{title, owner_id, due_on}]: tasks
-- that are made with it; those that are there already are changed as tasks. What is not named stays. Returns the id.
create function public.save_meeting(p_meeting jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.meetings;
  v_new public.meetings;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_meeting) where key in ('title', 'held_on', 'notes', 'decisions'));
  v_wrote boolean := false;
  v_parts boolean := false;
begin
  perform private.at_least('staff');
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.meetings, '{"notes": "", "decisions": ""}'::jsonb || v_given);
  else
    select * into v_old from public.meetings where id = p_id for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This meeting is not there any more.', hint = 'missing';
    elsif v_old.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this meeting since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    end if;
    select * into v_new from jsonb_populate_record(v_old, v_given);
  end if;
  v_new.title := regexp_replace(btrim(v_new.title), '\s+', ' ', 'g');
  v_new.notes := coalesce(v_new.notes, '');
  v_new.decisions := coalesce(v_new.decisions, '');
  if nullif(v_new.title, '') is null or length(v_new.title) > 300 then
    raise sqlstate 'PT422' using message = 'Say in a line what the meeting is about.', hint = 'meeting_title';
  elsif v_new.held_on is null or v_new.held_on not between date '1990-01-01' and date '2100-12-31' then
    raise sqlstate 'PT422' using message = 'Enter the day of the meeting.', hint = 'held_on';
  elsif length(v_new.notes) > 50000 then
    raise sqlstate 'PT422' using message = 'The notes are longer than 50,000 characters. Shorten them.', hint = 'meeting_notes';
  elsif length(v_new.decisions) > 20000 then
    raise sqlstate 'PT422' using message = 'The decisions are longer than 20,000 characters. Shorten them.', hint = 'meeting_decisions';
  elsif exists (select from jsonb_array_elements(p_meeting -> 'actions') a where nullif(btrim(a ->> 'title'), '') is null or length(a ->> 'title') > 300) then
    raise sqlstate 'PT422' using message = 'Say for each action what is to be done, in at most 300 characters.', hint = 'actions';
  elsif exists (select from jsonb_array_elements(p_meeting -> 'actions') a where nullif(a ->> 'owner_id', '') is not null and not exists (select from public.staff s where s.id::text = a ->> 'owner_id')) then
    raise sqlstate 'PT422' using message = 'Whoever is to do one of the actions is not there any more. Choose another.', hint = 'actions';
  end if;
  if p_id is null then
    insert into public.meetings (title, held_on, notes, decisions, created_by)
    values (v_new.title, v_new.held_on, v_new.notes, v_new.decisions, private.current_staff_id()) returning id into v_new.id;
  elsif v_new is distinct from v_old then
    update public.meetings set title = v_new.title, held_on = v_new.held_on, notes = v_new.notes, decisions = v_new.decisions where id = p_id;
    v_wrote := true;
  end if;
  if p_meeting ? 'organizations' then
    v_parts := private.write_bodies('meeting_organizations', 'meeting_id', v_new.id, coalesce(nullif(p_meeting -> 'organizations', 'null'), '[]'));
  end if;
  insert into public.tasks (title, owner_id, due_on, meeting_id, created_by)
  select btrim(a.one ->> 'title'), nullif(a.one ->> 'owner_id', '')::uuid, nullif(a.one ->> 'due_on', '')::date, v_new.id, private.current_staff_id()
  from jsonb_array_elements(coalesce(nullif(p_meeting -> 'actions', 'null'), '[]')) with ordinality a (one, n) order by a.n;
  if p_id is not null and v_parts and not v_wrote then update public.meetings set title = title where id = p_id; end if;
  return v_new.id;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the days cannot be read. Check them.', hint = 'held_on';
end $$;

-- Filters: organization (a list), held ({from, to} days), open (true: something that came of it is still to be done).
create function private.meeting_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_organization text := private.filter_any('o.organization_id', 'uuid', f -> 'organization');
  v_words text := nullif(btrim(p_query ->> 'search'), '');
begin
  return array[
    case when v_organization is not null then format('exists (select from public.meeting_organizations o where o.meeting_id = t.id and %s)', v_organization) end,
    case when f #>> '{held,from}' is not null then format('t.held_on >= %L::date', (f #>> '{held,from}')::date) end,
    case when f #>> '{held,to}' is not null then format('t.held_on <= %L::date', (f #>> '{held,to}')::date) end,
    case when f ->> 'open' = 'true' then 'exists (select from public.tasks k where k.meeting_id = t.id and k.done_at is null)' end,
    case when cardinality(tsvector_to_array(private.search_document(v_words))) > 0 then format('private.search_document(concat_ws('' '', t.title, t.notes, t.decisions)) @@ %L::tsquery', private.words_query(array(select left(word, 60) from unnest(tsvector_to_array(private.search_document(v_words))) word))) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_meetings(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.meetings',
    'page.title, page.held_on, page.version, left(page.decisions, 300) as decisions,
     (select jsonb_agg(jsonb_build_object(''id'', o.id, ''name'', o.name) order by o.name, o.id) from public.meeting_organizations m join public.organizations o on o.id = m.organization_id where m.meeting_id = page.id) as organizations,
     (select count(*)::integer from public.tasks k where k.meeting_id = page.id and k.done_at is null) as open_actions,
     (select count(*)::integer from public.tasks k where k.meeting_id = page.id) as actions
     from page',
    private.meeting_filters(p_query), '{"held_on": {"key": "t.held_on", "type": "date"}, "title": {"key": "lower(t.title)", "type": "text"}}', '{"sort": "held_on", "descending": true}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_meetings(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.meetings', private.meeting_filters(p_query));
end $$;

create function public.meeting_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.meetings;
begin
  perform private.at_least('viewer');
  select * into v_one from public.meetings where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This meeting is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object('id', v_one.id, 'meeting', to_jsonb(v_one),
    'created_by', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.created_by),
    'organizations', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id), '[]')
      from public.meeting_organizations m join public.organizations o on o.id = m.organization_id where m.meeting_id = p_id));
end $$;

revoke all on function private.write_bodies(text, text, uuid, jsonb), private.meeting_filters(jsonb) from public, anon, authenticated;
revoke all on function public.save_meeting(jsonb, uuid, integer), public.list_meetings(jsonb), public.count_meetings(jsonb), public.meeting_facts(uuid) from public, anon;
grant execute on function public.save_meeting(jsonb, uuid, integer) to authenticated;
grant execute on function public.list_meetings(jsonb), public.count_meetings(jsonb), public.meeting_facts(uuid) to authenticated, service_role;
comment on function public.save_meeting(jsonb, uuid, integer) is 'A meeting with who was there and the tasks that come of it, in one act.';
