-- Organizations as a list, as one record, and in every field where one is chosen; their agreements and the notes of what was said.

-- Filters: kind, language, district, owner (who keeps the relationship), parent (lists of values); is_active, is_nonprofit,
-- takes_referrals, is_interpreter_vendor; mine; agreements: "ending" (one runs out within 60 days), "ended" (one has run out and was not
-- followed), "none"; agreement_ends {from, to}. p_query.today: the day from which it is counted.
create function private.organization_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_today date := coalesce((p_query ->> 'today')::date, private.local_date(now()));
  v_language text := private.filter_any('l.language', 'text', f -> 'language');
  c_open constant text := 'exists (select from public.organization_agreements a where a.organization_id = t.id and a.ended_on is null';
begin
  return array[
    private.filter_any('t.kind', 'text', f -> 'kind'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.relationship_staff_id', 'uuid', f -> 'owner'),
    private.filter_any('t.parent_id', 'uuid', f -> 'parent'),
    private.filter_any('t.id', 'uuid', f -> 'ids'),
    case when v_language is not null then format('exists (select from public.organization_languages l where l.organization_id = t.id and %s)', v_language) end,
    case f ->> 'is_active' when 'true' then 't.is_active' when 'false' then 'not t.is_active' end,
    case f ->> 'is_nonprofit' when 'true' then 't.is_nonprofit' when 'false' then 'not t.is_nonprofit' end,
    case f ->> 'takes_referrals' when 'true' then 't.takes_referrals' when 'false' then 'not t.takes_referrals' end,
    case when f ->> 'is_interpreter_vendor' = 'true' then 't.is_interpreter_vendor' end,
    case when f ->> 'is_partner' = 'true' then 't.kind <> ''department''' end,
    case when f ->> 'mine' = 'true' then format('t.relationship_staff_id = %L::uuid', private.current_staff_id()) end,
    case f ->> 'agreements'
      when 'ending' then format('%s and a.ends_on between %L::date and %L::date)', c_open, v_today, v_today + 60)
      when 'ended' then format('%s and a.ends_on < %L::date)', c_open, v_today)
      when 'none' then format('not %s and (a.ends_on is null or a.ends_on >= %L::date))', c_open, v_today) end,
    case when f -> 'agreement_ends' is not null then format('%s and a.ends_on between %L::date and %L::date)', c_open, coalesce((f #>> '{agreement_ends,from}')::date, '-infinity'), coalesce((f #>> '{agreement_ends,to}')::date, 'infinity')) end,
    private.filter_words('public.organizations', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function private.organization_filters(jsonb) from public, anon, authenticated;

create function public.list_organizations(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.organizations',
    'page.code, page.name, page.alternate_name, page.kind, page.is_active, page.is_nonprofit, page.takes_referrals, page.is_interpreter_vendor, page.is_language_office, page.is_311, page.phone,
     page.email, page.website, page.address, page.neighborhood, page.created_at, page.updated_at, page.version, d.name as district_name, s.name as relationship_name,
     (select jsonb_agg(l.language order by g.sort_order, g.code) from public.organization_languages l join public.languages g on g.code = l.language where l.organization_id = page.id) as languages,
     (select jsonb_build_object(''id'', a.id, ''kind'', a.kind, ''title'', a.title, ''ends_on'', a.ends_on) from public.organization_agreements a
       where a.organization_id = page.id and a.ended_on is null and a.ends_on is not null order by a.ends_on, a.id limit 1) as next_agreement,
     (select count(*)::integer from public.programs p where p.organization_id = page.id and p.status = ''active'') as program_count,
     (select count(*)::integer from public.referrals r where r.organization_id = page.id and r.status in (''sent'', ''asked'', ''accepted'')) as open_referral_count
     from page left join public.districts d on d.id = page.district_id left join public.staff s on s.id = page.relationship_staff_id',
    private.organization_filters(p_query),
    '{"name": {"key": "lower(t.name)", "type": "text"}, "created_at": {"key": "t.created_at", "type": "timestamptz"},
      "agreement_ends_on": {"key": "coalesce((select min(a.ends_on) from public.organization_agreements a where a.organization_id = t.id and a.ended_on is null), ''infinity''::date)", "type": "date"},
      "spoken_at": {"key": "coalesce((select max(n.occurred_at) from public.organization_notes n where n.organization_id = t.id), ''-infinity''::timestamptz)", "type": "timestamptz"}}',
    '{"sort": "name"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_organizations(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.organizations', private.organization_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- For a field in which one is chosen: by the beginning of its name, then by its words. p_filter as above, but for is_active, which is true
-- unless it is named. An empty text answers the first by name.
create function public.find_organizations(p_text text, p_filter jsonb default '{}', p_limit integer default 10) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_where text := coalesce(nullif(array_to_string(array_remove(private.organization_filters(jsonb_build_object('filters', '{"is_active": true}'::jsonb || coalesce(p_filter, '{}'),
    'search', coalesce(p_text, ''))), null), ' and '), ''), 'true');
  v_found jsonb;
begin
  perform private.may_list();
  execute format(
    'select coalesce(jsonb_agg(to_jsonb(r) - ''rank'' order by r.rank, lower(r.name), r.id), ''[]'') from (
       select t.id, t.code, t.name, t.alternate_name, t.kind, t.is_active, t.is_nonprofit, t.takes_referrals, t.referral_email, t.is_311, t.is_interpreter_vendor, t.neighborhood, t.phone,
         d.name as district_name, (select jsonb_agg(l.language order by l.language) from public.organization_languages l where l.organization_id = t.id) as languages,
         case when private.fold(t.name) like $1 then 0 when private.fold(t.alternate_name) like $1 then 1 else 2 end as rank
       from public.organizations t left join public.districts d on d.id = t.district_id where %s order by rank, lower(t.name), t.id limit %s) r',
    v_where, least(greatest(coalesce(p_limit, 10), 1), 50))
  into v_found using replace(replace(private.fold(btrim(coalesce(p_text, ''))), '%', ''), '_', '') || '%';
  return v_found;
end $$;

-- ---------------------------------------------------------------- one organization
create function public.organization_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.organizations;
begin
  perform private.at_least('viewer');
  select * into v_one from public.organizations where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This organization is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object(
    'id', v_one.id,
    'organization', to_jsonb(v_one) - 'search' - 'hsds',
    'district', (select jsonb_build_object('id', d.id, 'code', d.code, 'name', d.name) from public.districts d where d.id = v_one.district_id),
    'parent', (select jsonb_build_object('id', o.id, 'name', o.name) from public.organizations o where o.id = v_one.parent_id),
    'children', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id), '[]') from public.organizations o where o.parent_id = p_id),
    'relationship', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.relationship_staff_id),
    'escalation', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.escalation_staff_id),
    'work_groups', (select coalesce(jsonb_agg(to_jsonb(w) - 'organization_id' - 'created_at' - 'updated_at' order by w.name, w.id), '[]') from public.work_groups w where w.organization_id = p_id),
    'contacts', (select coalesce(jsonb_agg(to_jsonb(c) - 'organization_id' - 'created_at' - 'updated_at' order by c.sort_order, c.role, c.id), '[]') from public.organization_contacts c where c.organization_id = p_id),
    'languages', (select coalesce(jsonb_agg(jsonb_build_object('language', l.language, 'name', g.name, 'note', l.note) order by g.sort_order, g.code), '[]')
      from public.organization_languages l join public.languages g on g.code = l.language where l.organization_id = p_id),
    'fundings', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'source', f.source, 'level', f.level, 'award_id', f.award_id, 'award_number', a.award_number, 'award_title', a.title) order by f.source, f.id), '[]')
      from public.fundings f left join public.awards a on a.id = f.award_id where f.organization_id = p_id),
    'hours', (select coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens_at', to_char(h.opens_at, 'HH24:MI'), 'closes_at', to_char(h.closes_at, 'HH24:MI')) order by h.weekday, h.opens_at), '[]')
      from public.business_hours h where h.organization_id = p_id),
    'exceptions', (select coalesce(jsonb_agg(jsonb_build_object('on_day', x.on_day, 'opens_at', to_char(x.opens_at, 'HH24:MI'), 'closes_at', to_char(x.closes_at, 'HH24:MI'), 'name', x.name) order by x.on_day, x.opens_at), '[]')
      from public.business_exceptions x where x.organization_id = p_id),
    'standards', (select coalesce(jsonb_agg(jsonb_build_object('topic_id', s.topic_id, 'topic_name', t.name, 'accept_minutes', s.accept_minutes, 'outcome_minutes', s.outcome_minutes,
        'agreed_on', s.agreed_on, 'note', s.note) order by s.topic_id is null desc, t.name, s.id), '[]')
      from public.service_standards s left join public.topics t on t.id = s.topic_id where s.organization_id = p_id),
    'agreements', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'title', a.title, 'starts_on', a.starts_on, 'ends_on', a.ends_on, 'ended_on', a.ended_on, 'note', a.note,
        'owner_id', a.owner_id, 'owner_name', s.name, 'attachment_id', a.attachment_id, 'file_name', f.name, 'version', a.version) order by a.ended_on is not null, a.ends_on, a.title, a.id), '[]')
      from public.organization_agreements a left join public.staff s on s.id = a.owner_id left join public.attachments f on f.id = a.attachment_id and f.removed_at is null where a.organization_id = p_id),
    'counts', jsonb_build_object(
      'people', (select count(*) from public.organization_contacts c where c.organization_id = p_id and c.is_active) + (select count(*) from public.work_groups w where w.organization_id = p_id and w.is_active),
      'agreements', (select count(*) from public.organization_agreements a where a.organization_id = p_id and a.ended_on is null),
      'programs', (select count(*) from public.programs p where p.organization_id = p_id and p.status <> 'defunct'),
      'referrals', (select count(*) from public.referrals r where r.organization_id = p_id and r.status in ('sent', 'asked', 'accepted')),
      'notes', (select count(*) from public.organization_notes n where n.organization_id = p_id),
      'meetings', (select count(*) from public.meeting_organizations m where m.organization_id = p_id),
      'initiatives', (select count(*) from public.initiative_organizations i where i.organization_id = p_id)));
end $$;

-- ---------------------------------------------------------------- agreements
-- Saves what is agreed: {organization_id, kind, title, starts_on, ends_on, owner_id, attachment_id, note}. What is not named stays.
create function public.save_agreement(p_agreement jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_new public.organization_agreements;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_agreement) where key in ('organization_id', 'kind', 'title', 'starts_on', 'ends_on', 'owner_id', 'attachment_id', 'note'));
begin
  perform private.at_least('coordinator');
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.organization_agreements, '{"kind": "mou", "note": ""}'::jsonb || v_given);
    if not v_given ? 'owner_id' then v_new.owner_id := private.current_staff_id(); end if;
  else
    v_new := private.open_agreement(p_id, p_version);
    -- An agreement stays with whom it was made.
    select * into v_new from jsonb_populate_record(v_new, v_given - 'organization_id');
  end if;
  v_new.title := regexp_replace(btrim(v_new.title), '\s+', ' ', 'g');
  v_new.note := coalesce(btrim(v_new.note), '');
  if nullif(v_new.title, '') is null or length(v_new.title) > 300 then
    raise sqlstate 'PT422' using message = 'Say what is agreed, in at most 300 characters.', hint = 'agreement_title';
  elsif coalesce(v_new.kind, '') not in ('mou', 'insurance', 'data_sharing', 'contract', 'license', 'other') then
    raise sqlstate 'PT422' using message = 'Say what kind of agreement it is.', hint = 'agreement_kind';
  elsif v_new.organization_id is null or not exists (select from public.organizations where id = v_new.organization_id) then
    raise sqlstate 'PT422' using message = 'This organization is not there any more. Choose another.', hint = 'organization_id';
  elsif v_new.ends_on < v_new.starts_on then
    raise sqlstate 'PT422' using message = 'It ends before it begins. Check the days.', hint = 'agreement_ends_on';
  elsif least(v_new.starts_on, v_new.ends_on) < date '1950-01-01' or greatest(v_new.starts_on, v_new.ends_on) > date '2150-12-31' then
    raise sqlstate 'PT422' using message = 'Check the year of the days.', hint = 'agreement_ends_on';
  elsif length(v_new.note) > 2000 then
    raise sqlstate 'PT422' using message = 'The note is longer than 2,000 characters. Shorten it.', hint = 'agreement_note';
  elsif v_new.owner_id is not null and not exists (select from public.staff where id = v_new.owner_id) then
    raise sqlstate 'PT422' using message = 'This person is not there any more. Choose another.', hint = 'agreement_owner';
  elsif v_new.attachment_id is not null and not exists (select from public.attachments where id = v_new.attachment_id and organization_id = v_new.organization_id) then
    raise sqlstate 'PT422' using message = 'This file is not there any more. Choose another.', hint = 'agreement_file';
  end if;
  if p_id is null then
    insert into public.organization_agreements (organization_id, kind, title, starts_on, ends_on, owner_id, attachment_id, note)
    values (v_new.organization_id, v_new.kind, v_new.title, v_new.starts_on, v_new.ends_on, v_new.owner_id, v_new.attachment_id, v_new.note) returning id into v_new.id;
  else
    update public.organization_agreements a set kind = v_new.kind, title = v_new.title, starts_on = v_new.starts_on, ends_on = v_new.ends_on, owner_id = v_new.owner_id, attachment_id = v_new.attachment_id,
      note = v_new.note
    where a.id = p_id and (a.kind, a.title, a.starts_on, a.ends_on, a.owner_id, a.attachment_id, a.note)
      is distinct from (v_new.kind, v_new.title, v_new.starts_on, v_new.ends_on, v_new.owner_id, v_new.attachment_id, v_new.note);
  end if;
  return v_new.id;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the days cannot be read. Check them.', hint = 'agreement_ends_on';
end $$;
create function private.open_agreement(p_id uuid, p_version integer) returns public.organization_agreements
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.organization_agreements;
begin
  select * into v_one from public.organization_agreements where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This agreement is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this agreement since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;
-- It holds no more, from a day on: it was given up, or another took its place. Nobody is reminded of it again.
create function public.end_agreement(p_id uuid, p_on date) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.organization_agreements;
begin
  perform private.at_least('coordinator');
  v_one := private.open_agreement(p_id, null);
  if p_on is null or p_on < coalesce(v_one.starts_on, date '1950-01-01') or p_on > date '2150-12-31' then
    raise sqlstate 'PT422' using message = 'Enter the day from which it holds no more; it comes after its beginning.', hint = 'ended_on';
  end if;
  update public.organization_agreements set ended_on = p_on where id = p_id and ended_on is distinct from p_on;
end $$;

-- ---------------------------------------------------------------- notes
-- Writes down what was said: {kind: note, call, email, visit or meeting; body; occurred_at: now unless named}. Returns its id.
create function public.add_organization_note(p_organization uuid, p_note jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_kind text := coalesce(nullif(p_note ->> 'kind', ''), 'note');
  v_at timestamptz := coalesce(nullif(p_note ->> 'occurred_at', '')::timestamptz, now());
begin
  perform private.at_least('staff');
  if not exists (select from public.organizations where id = p_organization) then
    raise sqlstate 'PT404' using message = 'This organization is not there any more.', hint = 'missing';
  elsif nullif(btrim(p_note ->> 'body'), '') is null or length(p_note ->> 'body') > 20000 then
    raise sqlstate 'PT422' using message = 'Write what was said, in at most 20,000 characters.', hint = 'note_body';
  elsif v_kind not in ('note', 'call', 'email', 'visit', 'meeting') then
    raise sqlstate 'PT422' using message = 'Say whether it was a note, a call, an e-mail, a visit or a meeting.', hint = 'note_kind';
  elsif v_at > now() + interval '1 day' or v_at < timestamptz '1990-01-01' then
    raise sqlstate 'PT422' using message = 'This has not happened yet. Check the day.', hint = 'occurred_at';
  end if;
  insert into public.organization_notes (organization_id, kind, body, occurred_at, created_by)
  values (p_organization, v_kind, btrim(p_note ->> 'body'), v_at, private.current_staff_id()) returning id into v_id;
  return v_id;
exception when invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'The day cannot be read. Check it.', hint = 'occurred_at';
end $$;

revoke all on function private.open_agreement(uuid, integer) from public, anon, authenticated;
revoke all on function public.list_organizations(jsonb), public.count_organizations(jsonb), public.find_organizations(text, jsonb, integer), public.organization_facts(uuid),
  public.save_agreement(jsonb, uuid, integer), public.end_agreement(uuid, date), public.add_organization_note(uuid, jsonb) from public, anon;
grant execute on function public.list_organizations(jsonb), public.count_organizations(jsonb), public.find_organizations(text, jsonb, integer), public.organization_facts(uuid) to authenticated, service_role;
grant execute on function public.save_agreement(jsonb, uuid, integer), public.end_agreement(uuid, date), public.add_organization_note(uuid, jsonb) to authenticated;
comment on function public.list_organizations(jsonb) is 'A page of the directory of organizations.';
comment on function public.find_organizations(text, jsonb, integer) is 'Organizations for a field in which one is chosen.';
comment on function public.organization_facts(uuid) is 'One organization as its page shows it.';

-- ---------------------------------------------------------------- references
-- The kind says which of them are the city's departments.
create or replace function public.reference_data() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object(
    'topics', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'primary_section', primary_section, 'sections', sections,
      'department_id', department_id, 'target_business_days', target_business_days, 'is_active', is_active) order by sort_order, name), '[]') from public.topics),
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'is_active', is_active) order by sort_order, code), '[]') from public.districts),
    'languages', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'endonym', endonym, 'is_active', is_active) order by sort_order, name), '[]') from public.languages),
    'organizations', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'kind', kind, 'is_active', is_active) order by name), '[]') from public.organizations),
    'staff', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'is_active', is_active) order by name), '[]') from public.staff),
    'sections', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'section', section, 'title', title, 'duty', duty) order by section), '[]') from public.directives),
    'holidays', (select coalesce(jsonb_agg(jsonb_build_object('name', h.name, 'observed_on', h.observed_on) order by h.observed_on), '[]')
      from public.settings s join public.holidays h on h.calendar = s.holiday_calendar and not h.is_cancelled
      where h.observed_on between public.office_today() - 400 and public.office_today() + 400))
$$;
