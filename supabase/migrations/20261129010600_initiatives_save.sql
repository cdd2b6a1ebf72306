-- Initiatives: how they are written, and their way from an idea to the file number at the Council.

create function private.open_initiative(p_id uuid, p_version integer) returns public.initiatives
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.initiatives;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.initiatives where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This initiative is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this initiative since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

-- Saves an initiative: {title, kind, capability, problem, proposal, program_id, owner_id, proposed_on, next_step, next_on, primary_section,
-- sections} and the whole list organizations [id]. Its state has an act of its own. What is not named stays. Returns the id.
create function public.save_initiative(p_initiative jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.initiatives;
  v_new public.initiatives;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_initiative) where key in ('title', 'kind', 'capability', 'problem', 'proposal', 'program_id', 'owner_id',
    'proposed_on', 'next_step', 'next_on', 'primary_section', 'sections'));
  v_wrote boolean := false;
  v_parts boolean := false;
begin
  perform private.at_least('coordinator');
  if p_id is null then
    -- What is proposed for the app counts under section 7, a wider program under section 4.
    select * into v_new from jsonb_populate_record(null::public.initiatives, jsonb_build_object('kind', 'program', 'problem', '', 'proposal', '', 'next_step', '', 'status', 'idea',
      'proposed_on', private.local_date(now()), 'primary_section', case p_initiative ->> 'kind' when 'app' then 7 else 4 end) || v_given);
    if not v_given ? 'owner_id' then v_new.owner_id := private.current_staff_id(); end if;
    v_new.sections := coalesce(v_new.sections, array[v_new.primary_section]);
  else
    v_old := private.open_initiative(p_id, p_version);
    select * into v_new from jsonb_populate_record(v_old, v_given);
  end if;
  v_new.title := regexp_replace(btrim(v_new.title), '\s+', ' ', 'g');
  v_new.problem := coalesce(v_new.problem, '');
  v_new.proposal := coalesce(v_new.proposal, '');
  v_new.next_step := coalesce(btrim(v_new.next_step), '');
  if v_new.kind <> 'app' then v_new.capability := null; end if;
  if nullif(v_new.title, '') is null or length(v_new.title) > 300 then
    raise sqlstate 'PT422' using message = 'Say in a line what is proposed.', hint = 'initiative_title';
  elsif coalesce(v_new.kind, '') not in ('program', 'app', 'other') then
    raise sqlstate 'PT422' using message = 'Say whether it is for a program, the city’s app, or something else.', hint = 'initiative_kind';
  elsif v_new.kind = 'app' and coalesce(v_new.capability, '') not in ('bill_payment', 'reporting', 'feedback', 'maps', 'events', 'communications') then
    raise sqlstate 'PT422' using message = 'Say which part of the app it is about.', hint = 'capability';
  elsif length(v_new.problem) > 10000 or length(v_new.proposal) > 20000 then
    raise sqlstate 'PT422' using message = 'The text is too long: 10,000 characters for the problem, 20,000 for the proposal.', hint = 'initiative_proposal';
  elsif length(v_new.next_step) > 500 then
    raise sqlstate 'PT422' using message = 'The next step has at most 500 characters.', hint = 'next_step';
  elsif v_new.proposed_on is null or v_new.proposed_on not between date '1990-01-01' and date '2100-12-31' then
    raise sqlstate 'PT422' using message = 'Enter the day on which it came up.', hint = 'proposed_on';
  elsif v_new.program_id is not null and not exists (select from public.programs where id = v_new.program_id) then
    raise sqlstate 'PT422' using message = 'This program is not in the directory any more. Choose another.', hint = 'initiative_program';
  elsif v_new.owner_id is not null and not exists (select from public.staff where id = v_new.owner_id) then
    raise sqlstate 'PT422' using message = 'This person is not there any more. Choose another.', hint = 'initiative_owner';
  elsif v_new.primary_section is null or not v_new.primary_section = any (coalesce(v_new.sections, '{}')) or exists (select from unnest(v_new.sections) s where not s between 1 and 10) then
    raise sqlstate 'PT422' using message = 'Choose under which sections it counts, and which comes first.', hint = 'sections';
  elsif v_new.kind = 'program' and v_new.status in ('with_council', 'adopted') and v_new.legislation_id is null then
    raise sqlstate 'PT422' using message = 'It is with the Council as something else than a program, without a file number. Take it back first.', hint = 'initiative_kind';
  end if;
  if p_id is null then
    insert into public.initiatives (title, kind, capability, problem, proposal, program_id, owner_id, proposed_on, next_step, next_on, primary_section, sections)
    values (v_new.title, v_new.kind, v_new.capability, v_new.problem, v_new.proposal, v_new.program_id, v_new.owner_id, v_new.proposed_on, v_new.next_step, v_new.next_on, v_new.primary_section, v_new.sections)
    returning id into v_new.id;
  elsif v_new is distinct from v_old then
    update public.initiatives set title = v_new.title, kind = v_new.kind, capability = v_new.capability, problem = v_new.problem, proposal = v_new.proposal, program_id = v_new.program_id,
      owner_id = v_new.owner_id, proposed_on = v_new.proposed_on, next_step = v_new.next_step, next_on = v_new.next_on, primary_section = v_new.primary_section, sections = v_new.sections
    where id = p_id;
    v_wrote := true;
  end if;
  if p_initiative ? 'organizations' then
    v_parts := private.write_bodies('initiative_organizations', 'initiative_id', v_new.id, coalesce(nullif(p_initiative -> 'organizations', 'null'), '[]'));
  end if;
  if p_id is not null and v_parts and not v_wrote then update public.initiatives set title = title where id = p_id; end if;
  return v_new.id;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check the days.', hint = 'proposed_on';
end $$;

-- From where to where it may go.
create function private.initiative_ways(p_from text) returns text[]
language sql immutable set search_path = '' as $$
  select case p_from
    when 'idea' then array['drafting', 'with_department', 'dropped']
    when 'drafting' then array['with_department', 'with_council', 'idea', 'dropped']
    when 'with_department' then array['with_council', 'adopted', 'declined', 'drafting', 'dropped']
    when 'with_council' then array['adopted', 'declined', 'with_department']
    when 'adopted' then array['with_council', 'with_department']
    when 'declined' then array['drafting']
    when 'dropped' then array['idea']
    else array[]::text[] end
$$;

-- Moves it on. p_facts: file_number (of an ordinance or resolution in the register, needed before a program goes to the Council or is
-- adopted), on (the day of a decision; today unless named). A step back takes the day of the decision with it. Returns the new version.
create function public.move_initiative(p_id uuid, p_to text, p_facts jsonb default '{}', p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.initiatives := private.open_initiative(p_id, p_version);
  v_file text := nullif(btrim(p_facts ->> 'file_number'), '');
  v_law uuid := coalesce(nullif(p_facts ->> 'legislation_id', '')::uuid, v_one.legislation_id);
  v_on date := case when p_to in ('adopted', 'declined', 'dropped') then coalesce(nullif(p_facts ->> 'on', '')::date, private.local_date(now())) end;
  v_version integer;
begin
  if not coalesce(p_to, '') = any (private.initiative_ways(v_one.status)) then
    raise sqlstate 'PT422' using message = format('It stands at "%s" and cannot go there from here.', v_one.status), hint = 'initiative_state';
  end if;
  if v_file is not null then
    v_law := (select g.id from public.legislation g where upper(g.file_number) = upper(v_file));
    if v_law is null then
      raise sqlstate 'PT422' using message = format('%s is not in the register of legislation. Check the number, or enter it there first.', v_file), hint = 'file_number';
    end if;
  elsif v_law is not null and not exists (select from public.legislation where id = v_law) then
    raise sqlstate 'PT422' using message = 'This file is not in the register any more. Enter its number.', hint = 'file_number';
  end if;
  if p_to in ('with_council', 'adopted') and v_one.kind = 'program' and v_law is null then
    raise sqlstate 'PT422' using message = 'Enter the file number under which it is with the Council.', hint = 'file_number';
  elsif v_on < v_one.proposed_on then
    raise sqlstate 'PT422' using message = 'It was decided after it came up. Check the day.', hint = 'initiative_decided_on';
  end if;
  update public.initiatives set status = p_to, legislation_id = v_law, decided_on = v_on where id = p_id returning version into v_version;
  return v_version;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'The day cannot be read. Check it.', hint = 'initiative_decided_on';
end $$;

-- Filters: status, kind, capability, owner, organization (lists); is_open (true: not decided; false: decided); mine; due (true: its next
-- step is for today or before).
create function private.initiative_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_organization text := private.filter_any('o.organization_id', 'uuid', f -> 'organization');
  v_words text := nullif(btrim(p_query ->> 'search'), '');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.kind', 'text', f -> 'kind'),
    private.filter_any('t.capability', 'text', f -> 'capability'),
    private.filter_any('t.owner_id', 'uuid', f -> 'owner'),
    case when v_organization is not null then format('exists (select from public.initiative_organizations o where o.initiative_id = t.id and %s)', v_organization) end,
    case f ->> 'is_open' when 'true' then 't.decided_on is null' when 'false' then 't.decided_on is not null' end,
    case when f ->> 'mine' = 'true' then format('t.owner_id = %L::uuid', private.current_staff_id()) end,
    case when f ->> 'due' = 'true' then format('t.decided_on is null and t.next_on <= %L::date', coalesce((p_query ->> 'today')::date, private.local_date(now()))) end,
    case when cardinality(tsvector_to_array(private.search_document(v_words))) > 0 then format('private.search_document(concat_ws('' '', t.title, t.problem, t.proposal)) @@ %L::tsquery', private.words_query(array(select left(word, 60) from unnest(tsvector_to_array(private.search_document(v_words))) word))) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_initiatives(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.initiatives',
    'page.title, page.kind, page.capability, page.status, page.proposed_on, page.decided_on, page.next_step, page.next_on, page.primary_section, page.version, s.name as owner_name, g.file_number, p.name as program_name,
     (select jsonb_agg(o.name order by o.name, o.id) from public.initiative_organizations i join public.organizations o on o.id = i.organization_id where i.initiative_id = page.id) as organizations
     from page left join public.staff s on s.id = page.owner_id left join public.legislation g on g.id = page.legislation_id left join public.programs p on p.id = page.program_id',
    private.initiative_filters(p_query),
    '{"status": {"key": "array_position(array[''idea'',''drafting'',''with_department'',''with_council'',''adopted'',''declined'',''dropped''], t.status)", "type": "integer"},
      "proposed_on": {"key": "t.proposed_on", "type": "date"}, "next_on": {"key": "coalesce(t.next_on, ''infinity''::date)", "type": "date"}, "title": {"key": "lower(t.title)", "type": "text"}}',
    '{"sort": "status"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_initiatives(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.initiatives', private.initiative_filters(p_query));
end $$;

create function public.initiative_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.initiatives;
begin
  perform private.at_least('viewer');
  select * into v_one from public.initiatives where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This initiative is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object('id', v_one.id, 'initiative', to_jsonb(v_one),
    'owner', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.owner_id),
    'program', (select jsonb_build_object('id', p.id, 'name', p.name) from public.programs p where p.id = v_one.program_id),
    'legislation', (select jsonb_build_object('id', g.id, 'file_number', g.file_number, 'title', g.title, 'passed_on', g.passed_on) from public.legislation g where g.id = v_one.legislation_id),
    'organizations', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id), '[]')
      from public.initiative_organizations i join public.organizations o on o.id = i.organization_id where i.initiative_id = p_id),
    'ways', to_jsonb(private.initiative_ways(v_one.status)));
end $$;

revoke all on function private.open_initiative(uuid, integer), private.initiative_ways(text), private.initiative_filters(jsonb) from public, anon, authenticated;
revoke all on function public.save_initiative(jsonb, uuid, integer), public.move_initiative(uuid, text, jsonb, integer), public.list_initiatives(jsonb), public.count_initiatives(jsonb), public.initiative_facts(uuid) from public, anon;
grant execute on function public.save_initiative(jsonb, uuid, integer), public.move_initiative(uuid, text, jsonb, integer) to authenticated;
grant execute on function public.list_initiatives(jsonb), public.count_initiatives(jsonb), public.initiative_facts(uuid) to authenticated, service_role;
comment on function public.save_initiative(jsonb, uuid, integer) is 'What the office proposes, with whom.';
comment on function public.move_initiative(uuid, text, jsonb, integer) is 'An initiative on its way from an idea to the Council''s file number.';
