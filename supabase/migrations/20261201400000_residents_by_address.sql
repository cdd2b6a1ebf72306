-- Residents: found by where they live. "1207 E 27th" is an address: a number and a word. A word alone is not sought in addresses:
-- streets are called Washington and Holmes like people, and whoever is on the phone would stand behind a whole street.

-- "Who lives at …?" Any fragment of three characters or more.
create index resident_addresses_place on public.resident_addresses using gin (private.fold(lines || coalesce(' ' || postal_code, '')) extensions.gin_trgm_ops)
  with (fastupdate = on, gin_pending_list_limit = 256);

-- Who lives where every word of a text is found, folded already; nobody where the text is no address. Found by its words of three
-- characters or more: shorter ones have no index. So many that a street is meant and no house are not looked through to their end.
create function private.residents_at(p_text text) returns uuid[]
language plpgsql stable set search_path = '' set jit = off as $$
declare
  v_words text[] := array(select word from regexp_split_to_table(p_text, '[\s,]+') word where word <> '');
  v_ids uuid[];
begin
  if p_text !~ '[0-9]' or p_text !~ '[^0-9 ().+/,#-]' or p_text ~ '@' or not exists (select from unnest(v_words) word where length(word) >= 3) then
    return '{}'::uuid[];
  end if;
  execute format('select array(select distinct a.resident_id from (
      select x.resident_id, private.fold(x.lines || coalesce('' '' || x.postal_code, '''')) as place from public.resident_addresses x where %s limit 5000) a
    where %s limit 500)',
    (select string_agg(format('private.fold(x.lines || coalesce('' '' || x.postal_code, '''')) like %L', private.like_pattern(word)), ' and ') from unnest(v_words) word where length(word) >= 3),
    coalesce((select string_agg(format('a.place like %L', private.like_pattern(word)), ' and ') from unnest(v_words) word where length(word) < 3), 'true')) into v_ids;
  return v_ids;
end $$;
revoke all on function private.residents_at(text) from public, anon, authenticated;

-- How often a name comes is estimated before a list is read: with a hundred samples, one in fifty was taken for one in ten thousand.
alter table public.residents alter column search set statistics 1000;

-- As before, and a text with a number and a word is sought in addresses as well.
create or replace function private.resident_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := btrim(private.fold(p_query ->> 'search'));
  v_digits text := regexp_replace(v_text, '[^0-9]', '', 'g');
  v_at uuid[] := private.residents_at(v_text);
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
  elsif cardinality(v_at) > 0 then
    return array_append(v_wheres, format('(%s or t.id = any (%L::uuid[]))',
      (select string_agg(format('t.search like %L', private.like_pattern(word)), ' and ') from regexp_split_to_table(v_text, '\s+') word where word <> ''), v_at));
  elsif v_text <> '' then
    return v_wheres || array(select format('t.search like %L', private.like_pattern(word)) from regexp_split_to_table(v_text, '\s+') word where word <> '');
  end if;
  return v_wheres;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- As before, and whoever lives at an address comes after those who are called so.
create or replace function private.search_in_residents(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
declare
  v_digits text := regexp_replace(p_text, '[^0-9]', '', 'g');
  v_is_number boolean := p_text ~ '^[0-9 ().+/-]+$';
  v_text text := case when p_text ~ '^[0-9 ().+/-]+$' then v_digits else p_text end;
  -- Fragments of one or two letters would walk the table: those only find who is called so from the first letter on.
  v_words text[] := array(select word from regexp_split_to_table(v_text, '\s+') word where length(word) >= 3);
begin
  if v_text = '' then return; end if;
  return query execute format(
    'with begins as materialized (
       select t.id from public.residents t where not %5$L::boolean and (left(t.search, 60) collate "C") like %1$L order by left(t.search, 60) collate "C", t.id limit %4$s),
     has as materialized (select t.id from public.residents t where %3$s limit %4$s),
     lives as materialized (select a.id from unnest(%6$L::uuid[]) a (id) limit %4$s),
     found as (select b.id, 1 as rank from begins b union all select h.id, 2 from (select id from has union select id from lives) h where h.id not in (select b.id from begins b))
     select f.rank, r.id, r.name, jsonb_build_object(''preferred_name'', r.preferred_name, ''district_name'', d.name,
       ''phone'', (select p.number from public.resident_phones p where p.resident_id = r.id order by p.number like %2$L desc, p.created_at limit 1),
       ''email'', (select e.address from public.resident_emails e where e.resident_id = r.id order by e.address like %2$L desc, e.created_at limit 1))
     from found f join public.residents r on r.id = f.id left join public.districts d on d.id = r.district_id
     order by f.rank, r.name, r.id limit %4$s',
    substr(private.like_pattern(v_text), 2), private.like_pattern(v_text),
    case when cardinality(v_words) > 0 and not (v_is_number and length(v_text) < 3)
      then array_to_string(array(select format('t.search like %L', private.like_pattern(word)) from unnest(v_words) word), ' and ') else 'false' end,
    p_limit, v_is_number, private.residents_at(p_text));
end $$;
