-- Residents, as somebody means them: tags that the office gives, and conditions joined by and, or and not. A condition is data
-- ({"all": [{"language": ["es"]}, {"not": {"tag": ["press"]}}]}) that comes from outside; here it becomes SQL, and nothing of it
-- goes into that SQL but quoted values.

alter table public.residents
  -- What the office calls them among itself: lower case, each once.
  add column tags text[] not null default '{}' constraint residents_tags_few check (cardinality(tags) <= 30);
-- "Who has one of these tags?"; and, from the few that have any, "which tags are there?"
create index residents_tags on public.residents using gin (tags) with (fastupdate = off);
create index residents_tagged on public.residents (id) include (tags) where tags <> '{}';
-- "Who lives in this neighborhood?", "which are there?"
create index residents_neighborhood on public.residents (neighborhood, name, id) where neighborhood is not null;

create function private.clean_tags(p_tags text[]) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  v_tags text[] := array(select tag from (select btrim(regexp_replace(lower(given), '\s+', ' ', 'g')) as tag, n from unnest(p_tags) with ordinality g (given, n)) c
    where tag <> '' group by tag order by min(n));
begin
  if exists (select from unnest(v_tags) tag where length(tag) > 60 or tag ~ '[[:cntrl:]]') then
    raise sqlstate 'PT422' using message = 'A tag has 60 letters or fewer. Shorten it, or write it into the notes.', hint = 'tags';
  elsif cardinality(v_tags) > 30 then
    raise sqlstate 'PT422' using message = 'A resident has 30 tags or fewer. Take some away.', hint = 'tags';
  end if;
  return v_tags;
end $$;

-- As before, with tags. What does not name tags leaves them as they are.
create or replace function public.save_resident(p_resident jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := p_id;
  v_version integer;
  v_tags text[];
begin
  perform private.at_least('staff');
  if nullif(btrim(p_resident ->> 'name'), '') is null then
    raise sqlstate 'PT422' using message = 'Enter a name, or save the inquiry without a resident.', hint = 'name';
  end if;
  if jsonb_typeof(p_resident -> 'tags') = 'array' then
    v_tags := private.clean_tags(array(select jsonb_array_elements_text(p_resident -> 'tags')));
  end if;
  if v_id is null then
    insert into public.residents (name, preferred_name, preferred_language, needs_interpreter, accessibility_need, district_id, neighborhood, tags)
    select btrim(r.name), nullif(btrim(r.preferred_name), ''), coalesce(r.preferred_language, 'en'), coalesce(r.needs_interpreter, false),
      nullif(btrim(r.accessibility_need), ''), r.district_id, nullif(btrim(r.neighborhood), ''), coalesce(v_tags, '{}')
    from jsonb_populate_record(null::public.residents, p_resident - array['id', 'tags']) r returning id into v_id;
  else
    select version into v_version from public.residents where id = v_id for update;
    if v_version is null then
      raise sqlstate 'PT404' using message = 'This resident is not there any more.', hint = 'missing';
    elsif v_version is distinct from p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this resident since you opened it. Your entries are still here: compare, then save again.', hint = 'conflict';
    end if;
    update public.residents u set name = btrim(r.name), preferred_name = nullif(btrim(r.preferred_name), ''), preferred_language = coalesce(r.preferred_language, 'en'),
      needs_interpreter = coalesce(r.needs_interpreter, false), accessibility_need = nullif(btrim(r.accessibility_need), ''),
      district_id = r.district_id, neighborhood = nullif(btrim(r.neighborhood), ''), tags = coalesce(v_tags, u.tags)
    from jsonb_populate_record(null::public.residents, p_resident - array['id', 'tags']) r where u.id = v_id;
  end if;

  delete from public.resident_phones p where p.resident_id = v_id
    and p.number not in (select c.number from jsonb_to_recordset(coalesce(p_resident -> 'phones', '[]')) c (number text));
  insert into public.resident_phones (resident_id, number, label)
    select distinct on (c.number) v_id, c.number, nullif(btrim(c.label), '') from jsonb_to_recordset(coalesce(p_resident -> 'phones', '[]')) c (number text, label text)
    on conflict (resident_id, number) do update set label = excluded.label where resident_phones.label is distinct from excluded.label;
  delete from public.resident_emails e where e.resident_id = v_id
    and e.address not in (select lower(btrim(c.address)) from jsonb_to_recordset(coalesce(p_resident -> 'emails', '[]')) c (address text));
  insert into public.resident_emails (resident_id, address, label)
    select distinct on (lower(btrim(c.address))) v_id, lower(btrim(c.address)), nullif(btrim(c.label), '') from jsonb_to_recordset(coalesce(p_resident -> 'emails', '[]')) c (address text, label text)
    on conflict (resident_id, address) do update set label = excluded.label where resident_emails.label is distinct from excluded.label;
  delete from public.resident_addresses a where a.resident_id = v_id
    and (a.lines, coalesce(a.postal_code, '')) not in (select btrim(c.lines), coalesce(btrim(c.postal_code), '') from jsonb_to_recordset(coalesce(p_resident -> 'addresses', '[]')) c (lines text, postal_code text));
  insert into public.resident_addresses (resident_id, lines, postal_code, label)
    select v_id, btrim(c.lines), nullif(btrim(c.postal_code), ''), nullif(btrim(c.label), '')
    from jsonb_to_recordset(coalesce(p_resident -> 'addresses', '[]')) c (lines text, postal_code text, label text)
    where not exists (select from public.resident_addresses a where a.resident_id = v_id and a.lines = btrim(c.lines) and coalesce(a.postal_code, '') = coalesce(btrim(c.postal_code), ''));
  return v_id;
end $$;

-- ---------------------------------------------------------------- conditions
-- One node as a condition on t, a resident. Every answer is true or false, never null: "not in district 3" means also who has no
-- district. Rows of other tables are asked by `exists` over one column, which the planner joins by hash, and looks up by index
-- where few are meant. An audience also asks it of subscribers whom no resident is known to be; t.id is then the subscriber's.
create function private.resident_node(p_node jsonb, p_depth integer) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_kind text := (select key from jsonb_object_keys(case when jsonb_typeof(p_node) = 'object' then p_node else '{}' end) key limit 1);
  v_value jsonb := p_node -> v_kind;
  v_texts text[];
  v_list text;
begin
  if v_kind is null or (select count(*) from jsonb_object_keys(p_node)) <> 1 then
    raise sqlstate 'PT422' using message = 'One condition of the audience cannot be read. Take it away, and add it again.', hint = 'where';
  elsif p_depth > 6 then
    raise sqlstate 'PT422' using message = 'The groups of this audience lie too deep in each other: six at most.', hint = 'where';
  end if;
  if v_kind = 'not' then
    return format('(not %s)', private.resident_node(v_value, p_depth + 1));
  elsif v_kind in ('all', 'any') then
    if jsonb_typeof(v_value) <> 'array' then
      raise sqlstate 'PT422' using message = 'One group of the audience cannot be read. Take it away, and add it again.', hint = 'where';
    end if;
    return coalesce((select '(' || string_agg(private.resident_node(part, p_depth + 1), case v_kind when 'all' then ' and ' else ' or ' end order by n) || ')'
      from jsonb_array_elements(v_value) with ordinality e (part, n)), case v_kind when 'all' then 'true' else 'false' end);
  elsif v_kind = 'needs_interpreter' then
    if jsonb_typeof(v_value) <> 'boolean' then
      raise sqlstate 'PT422' using message = 'Say yes or no to whether they need an interpreter.', hint = 'where';
    end if;
    return case v_value when 'true' then 't.needs_interpreter' else '(not t.needs_interpreter)' end;
  elsif v_kind not in ('language', 'district', 'neighborhood', 'tag', 'list', 'attended', 'registered', 'program', 'inquiry_topic') then
    raise sqlstate 'PT422' using message = 'This audience has a condition that is not known here. Take it away, and add another.', hint = 'where';
  end if;
  if jsonb_typeof(v_value) <> 'array' or jsonb_array_length(v_value) not between 1 and 200 or exists (select from jsonb_array_elements(v_value) e
    where not (jsonb_typeof(e) = 'string' and length(e #>> '{}') <= 200 or (jsonb_typeof(e) = 'null' and v_kind = 'district'))) then
    raise sqlstate 'PT422' using message = 'One condition of the audience has no value that can be read. Choose one, or take the condition away.', hint = 'where';
  end if;
  v_texts := array(select e #>> '{}' from jsonb_array_elements(v_value) e where jsonb_typeof(e) = 'string');
  v_list := case when v_kind in ('district', 'list', 'attended', 'registered', 'inquiry_topic') then format('any (%L::uuid[])', v_texts::uuid[]) else format('any (%L::text[])', v_texts) end;
  return case v_kind
    when 'language' then format('(t.preferred_language = %s)', v_list)
    when 'district' then '(' || concat_ws(' or ', case when v_value @> '[null]' then 't.district_id is null' end,
      case when v_texts <> '{}' then format('(t.district_id is not null and t.district_id = %s)', v_list) end) || ')'
    when 'neighborhood' then format('(t.neighborhood is not null and t.neighborhood = %s)', v_list)
    when 'tag' then format('(t.tags && %L::text[])', v_texts)
    else format('exists (select from (%s) x where x.resident_id = t.id)', case v_kind
      when 'list' then format('select e.resident_id from public.subscriptions c join public.subscribers s on s.id = c.subscriber_id
        join public.resident_emails e on e.address = s.address where c.status = ''subscribed'' and c.list_id = %1$s
        union all select c.subscriber_id from public.subscriptions c where c.status = ''subscribed'' and c.list_id = %1$s', v_list)
      when 'registered' then format('select r.resident_id from public.registrations r where r.status <> ''cancelled'' and r.event_id = %s', v_list)
      when 'inquiry_topic' then format('select i.resident_id from public.inquiries i where i.topic_id = %s', v_list)
      -- Who registered and was matched to a resident only later came too: the registration says who it is.
      else format('select a.resident_id from public.attendances a%2$s where a.undone_at is null and %1$s
        union all select r.resident_id from public.attendances a join public.registrations r on r.id = a.registration_id%2$s where a.undone_at is null and %1$s',
        case v_kind when 'attended' then 'a.event_id = ' || v_list else format('v.programs && %L::text[]', v_texts) end,
        case v_kind when 'program' then ' join public.events v on v.id = a.event_id' else '' end) end) end;
end $$;

-- The condition of a whole tree. What cannot be read is refused with a sentence; so is what is too large to be meant.
create function private.resident_where(p_node jsonb) returns text
language plpgsql stable set search_path = '' as $$
begin
  if p_node is null or p_node = 'null' then return null; end if;
  if length(p_node::text) > 20000 or (select count(*) from jsonb_path_query(p_node, 'strict $.**') v where jsonb_typeof(v) = 'object') > 100 then
    raise sqlstate 'PT422' using message = 'This audience has too many conditions to be read: 100 at most. Make it of fewer, or give those who are meant a tag.', hint = 'where';
  end if;
  return private.resident_node(p_node, 1);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One condition of the audience has a value that cannot be read. Take it away, and choose again.', hint = 'where';
end $$;

-- As before, with `where`: a tree of conditions.
-- Filters: language, district, attended, registered (lists of values; the last two of events), where. search: a fragment of a name,
-- number or address; punctuation in numbers does not matter.
create or replace function private.resident_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := btrim(private.fold(p_query ->> 'search'));
  v_digits text := regexp_replace(v_text, '[^0-9]', '', 'g');
  v_wheres text[] := array[
    private.filter_any('t.preferred_language', 'text', f -> 'language'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    -- Who registered and was matched to a resident only later counts too: the registration says who it is.
    't.id in (select a.resident_id from public.attendances a where a.undone_at is null and ' || private.filter_any('a.event_id', 'uuid', f -> 'attended')
      || ' union select r.resident_id from public.attendances a join public.registrations r on r.id = a.registration_id where a.undone_at is null and '
      || private.filter_any('a.event_id', 'uuid', f -> 'attended') || ')',
    't.id in (select r.resident_id from public.registrations r where r.status <> ''cancelled'' and ' || private.filter_any('r.event_id', 'uuid', f -> 'registered') || ')',
    private.resident_where(f -> 'where')];
begin
  -- A number as people type it, "(816) 555-01", is sought by its digits alone.
  if v_text ~ '^[0-9 ().+/-]+$' and length(v_digits) >= 2 then
    return array_append(v_wheres, format('t.search like %L', private.like_pattern(v_digits)));
  elsif v_text <> '' then
    return v_wheres || array(select format('t.search like %L', private.like_pattern(word)) from regexp_split_to_table(v_text, '\s+') word where word <> '');
  end if;
  return v_wheres;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- What conditions can be chosen from, that is not reference data: tags and neighborhoods with how many have them, most first.
create function public.resident_words() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return jsonb_build_object(
    'tags', (select coalesce(jsonb_agg(jsonb_build_object('name', w.tag, 'count', w.n) order by w.n desc, w.tag), '[]')
      from (select tag, count(*) as n from public.residents r, unnest(r.tags) tag where r.tags <> '{}' group by tag order by n desc, tag limit 500) w),
    -- Walks from name to name in the index instead of through everybody.
    'neighborhoods', (with recursive names as (
        (select neighborhood from public.residents where neighborhood is not null order by neighborhood limit 1)
        union all
        select (select r.neighborhood from public.residents r where r.neighborhood > n.neighborhood and r.neighborhood is not null order by r.neighborhood limit 1)
        from names n where n.neighborhood is not null)
      select coalesce(jsonb_agg(w.neighborhood order by w.neighborhood), '[]') from (select neighborhood from names where neighborhood is not null limit 1000) w));
end $$;
revoke all on function public.resident_words() from public, anon;
grant execute on function public.resident_words() to authenticated, service_role;
comment on function public.resident_words() is 'Tags and neighborhoods that residents have.';
revoke all on function private.clean_tags(text[]), private.resident_node(jsonb, integer), private.resident_where(jsonb) from public, anon, authenticated;
