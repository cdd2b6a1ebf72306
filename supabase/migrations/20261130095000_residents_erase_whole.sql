-- What still named somebody after they were erased: their name in a note, their number in a task, the mails that they sent, what
-- colleagues were told. Where such words may stand is not a list that somebody keeps: the references to residents say it, as they do
-- for merging, so that a table that comes later is looked through as well.

-- ---------------------------------------------------------------- what names them
create function private.literal_pattern(p text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when p ~ '^[A-Za-z0-9]' then '\m' else '' end || regexp_replace(regexp_replace(p, '([\\.^$*+?()\[\]{}|-])', '\\\1', 'g'), '\s+', '\\s+', 'g')
    || case when p ~ '[A-Za-z0-9]$' then '\M' else '' end
$$;
-- As people write a number: with its country or without, with signs between or without.
create function private.phone_pattern(p text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when p ~ '^\+1\d{10}$' then format('(\+?1[-. ]*)?\(?%s\)?[-. ]*%s[-. ]*%s(?!\d)', substr(p, 3, 3), substr(p, 6, 3), substr(p, 9)) else private.literal_pattern(p) end
$$;

-- Two patterns: words that count as they are written, because alone they may be words of the language, and what is theirs however it is
-- written. What they were called before counts too, also in rows that were merged into theirs; what a household shares does not.
create function private.naming(p_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  with theirs as materialized (select p_id::text as id union select m.gone_id::text from public.resident_merges m where m.keep_id = p_id),
  images as materialized (
    select c.table_name, i.image from public.changes c cross join lateral (values (c.before), (c.after)) i (image)
    where i.image is not null and (c.table_name = 'residents' and c.record_id in (select id from theirs)
      or c.table_name in ('resident_emails', 'resident_phones', 'resident_addresses') and c.parent_table = 'residents' and c.parent_id in (select id from theirs))),
  names as (
    select btrim(n) as said from public.residents r cross join lateral unnest(array[r.name, r.preferred_name]) n where r.id = p_id
    union select btrim(n) from images cross join lateral unnest(array[image ->> 'name', image ->> 'preferred_name']) n where table_name = 'residents'),
  contacts as (
    select private.literal_pattern(a) as said from (
      select address as a from public.resident_emails where resident_id = p_id union select image ->> 'address' from images where table_name = 'resident_emails') e
    where a is not null and not exists (select from public.resident_emails o where o.address = e.a and o.resident_id <> p_id)
    union all
    select private.phone_pattern(n) from (
      select number as n from public.resident_phones where resident_id = p_id union select image ->> 'number' from images where table_name = 'resident_phones') p
    where n is not null and not exists (select from public.resident_phones o where o.number = p.n and o.resident_id <> p_id)
    union all
    select private.literal_pattern(l) from (
      select btrim(lines) as l from public.resident_addresses where resident_id = p_id union select btrim(image ->> 'lines') from images where table_name = 'resident_addresses') a
    where length(l) >= 8 and not exists (select from public.resident_addresses o where btrim(o.lines) = a.l and o.resident_id <> p_id))
  select array[
    (select string_agg(private.literal_pattern(said), '|' order by length(said) desc, said) from names where length(said) >= 3 and said !~ '\s' and said <> 'erased'),
    (select string_agg(said, '|' order by length(said) desc, said) from (
      select private.literal_pattern(said) as said from names where said ~ '\s' and said <> 'Erased resident' union select said from contacts) a)]
$$;

create function private.redacted(p text, p_naming text[]) returns text
language sql immutable parallel safe set search_path = '' as $$
  select regexp_replace(regexp_replace(p, coalesce(p_naming[2], '(?!)'), '[erased]', 'gi'), coalesce(p_naming[1], '(?!)'), '[erased]', 'g')
$$;
create function private.redacted(p jsonb, p_naming text[]) returns jsonb
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case jsonb_typeof(p)
    when 'string' then to_jsonb(private.redacted(p #>> '{}', p_naming))
    when 'array' then (select coalesce(jsonb_agg(private.redacted(value, p_naming) order by n), '[]') from jsonb_array_elements(p) with ordinality x (value, n))
    when 'object' then (select coalesce(jsonb_object_agg(key, private.redacted(value, p_naming)), '{}') from jsonb_each(p))
    else p end;
end $$;
create function private.redacted(p text[], p_naming text[]) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select case when p is not null then array(select private.redacted(a, p_naming) from unnest(p) with ordinality x (a, n) order by n) end
$$;

-- Puts "[erased]" for those words in the rows of a table, all of them where p_ids is null. Answers how many rows; p_is_dry only counts.
create function private.redact_rows(p_table text, p_ids text[], p_naming text[], p_is_dry boolean) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_columns text[];
  v_said text;
  v_count integer;
begin
  -- Texts that say something: no reference, nothing that is computed, and not what the log has of them.
  select array_agg(a.attname::text order by a.attnum), string_agg(format('t.%I::text', a.attname), ', ' order by a.attnum) into v_columns, v_said
  from pg_catalog.pg_attribute a where a.attrelid = format('public.%I', p_table)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'text[]'::regtype) and a.attname <> 'search'
    and not exists (select from pg_catalog.pg_constraint k where k.conrelid = a.attrelid and k.contype in ('f', 'p') and a.attnum = any (k.conkey));
  if v_columns is null then return 0; end if;
  v_said := format('where ($1 is null or t.id::text = any ($1)) and (concat_ws(E''\n'', %1$s) ~* coalesce($2[2], ''(?!)'') or concat_ws(E''\n'', %1$s) ~ coalesce($2[1], ''(?!)''))', v_said);
  if p_is_dry then
    execute format('select count(*)::integer from public.%I t %s', p_table, v_said) into v_count using p_ids, p_naming;
  else
    execute format('update public.%I t set %s %s', p_table, (select string_agg(format('%1$I = private.redacted(t.%1$I, $2)', c), ', ') from unnest(v_columns) c), v_said) using p_ids, p_naming;
    get diagnostics v_count = row_count;
  end if;
  return v_count;
end $$;

-- ---------------------------------------------------------------- where to look
-- The records that are about somebody: what refers to them, what refers to that, the inquiries that concern them with all that was
-- written there. {table: [ids]}
create function private.records_about(p_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_about jsonb := '{}';
  v_next jsonb;
  v_place record;
  v_ids text[];
begin
  for v_place in select r.table_name, r.column_name from private.resident_references() r where r.table_name not in ('resident_merges', 'duplicate_dismissals') loop
    execute format('select array_agg(id::text) from public.%I where %I = $1', v_place.table_name, v_place.column_name) into v_ids using p_id;
    if v_ids is not null then v_about := jsonb_set(v_about, array[v_place.table_name], coalesce(v_about -> v_place.table_name, '[]') || to_jsonb(v_ids)); end if;
  end loop;
  -- Who called for somebody else is told of there.
  v_ids := array(select i.id::text from public.inquiries i where i.resident_id = p_id union select p.inquiry_id::text from public.inquiry_people p where p.resident_id = p_id);
  v_about := v_about || jsonb_build_object('inquiries', v_ids);
  for v_step in 1..2 loop
    v_next := v_about;
    for v_place in
      select distinct c.relname::text as table_name, a.attname::text as column_name, t.relname::text as to_table, format_type(ta.atttypid, null) as type
      from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_class t on t.oid = k.confrelid
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1] join pg_catalog.pg_attribute ta on ta.attrelid = t.oid and ta.attnum = k.confkey[1]
      where k.contype = 'f' and cardinality(k.conkey) = 1 and ta.attname = 'id' and c.relnamespace = 'public'::regnamespace and v_about ? t.relname::text
        and exists (select from pg_catalog.pg_attribute i where i.attrelid = c.oid and i.attname = 'id')
        -- Who else an inquiry is joined to is somebody else's.
        and c.relname not in ('inquiries', 'residents', 'change_sets', 'changes')
    loop
      execute format('select array_agg(id::text) from public.%I where %I = any (array(select i::%s from jsonb_array_elements_text($1) i))', v_place.table_name, v_place.column_name, v_place.type)
      into v_ids using v_about -> v_place.to_table;
      if v_ids is not null then
        v_next := jsonb_set(v_next, array[v_place.table_name], (select jsonb_agg(distinct x) from jsonb_array_elements(coalesce(v_next -> v_place.table_name, '[]') || to_jsonb(v_ids)) x));
      end if;
    end loop;
    v_about := v_next;
  end loop;
  return v_about;
end $$;

-- Records that may tell of anybody without referring to them: what colleagues were told, how a list was searched, files that were loaded.
-- The log of exports is not among them: what was taken away stays as it was asked for.
create function private.tells_of_anybody() returns text[]
language sql stable security definer set search_path = '' as $$
  select array_agg(t) from unnest(array['notifications', 'saved_views', 'imports', 'drafts', 'legal_holds', 'disposition_requests']) t where to_regclass('public.' || t) is not null
$$;

-- Answers {table: how many rows}.
create function private.redact_resident(p_about jsonb, p_naming text[], p_is_dry boolean) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text;
  v_ids text[];
  v_rows integer;
  v_counts jsonb := '{}';
  v_before text := current_setting('rotunda.refreshing', true);
begin
  if p_naming[1] is null and p_naming[2] is null then return '{}'::jsonb; end if;
  -- The log does not say once more what goes out of it here.
  perform set_config('rotunda.refreshing', 'on', true);
  for v_table, v_ids in
    select key, array(select jsonb_array_elements_text(value)) from jsonb_each(p_about) where key not like 'resident%'
    union all select t, null from unnest(private.tells_of_anybody()) t
  loop
    v_rows := private.redact_rows(v_table, v_ids, p_naming, p_is_dry);
    if v_rows > 0 then v_counts := v_counts || jsonb_build_object(v_table, v_rows); end if;
    if not p_is_dry and v_ids is not null then
      with gone as (
        update public.changes c set before = private.redacted(c.before, p_naming), after = private.redacted(c.after, p_naming)
        where (c.table_name = v_table and c.record_id = any (v_ids) or c.parent_table = v_table and c.parent_id = any (v_ids))
          and (concat_ws(E'\n', c.before::text, c.after::text) ~* coalesce(p_naming[2], '(?!)') or concat_ws(E'\n', c.before::text, c.after::text) ~ coalesce(p_naming[1], '(?!)'))
        returning c.change_set)
      update public.change_sets s set detail = coalesce(s.detail, '{}') || '{"erased": true}' where s.id in (select change_set from gone);
    end if;
  end loop;
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  return v_counts;
end $$;

-- ---------------------------------------------------------------- mails
-- Mails that they sent or got: from whom and to whom, the mail as it came, the whole text. What is new in each stays as an entry of the
-- story, like a note. It does not matter whether the mailbox had it or somebody added it as a file.
create function private.forget_mails_of(p_id uuid, p_addresses text[]) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_ids text[] := array(select m.id::text from public.mails m where m.inquiry_id in (select i.id from public.inquiries i where i.resident_id = p_id)
    or lower(m.from_address) = any (p_addresses) or exists (select from unnest(m.to_addresses) a where lower(a) = any (p_addresses)));
  v_files text[] := array(select attachment_id::text from public.mails where id::text = any (v_ids) and attachment_id is not null);
begin
  perform private.forget_mails(v_ids);
  update public.mails set body = '' where id::text = any (v_ids) and body <> '';
  perform private.scrub_changes('mails', v_ids, array['body']);
  update public.incoming_mails set from_address = null where from_address is not null and source_key in (select source_key from public.mails where id::text = any (v_ids));
  insert into private.files_to_purge (path) select path from public.attachments where id::text = any (v_files) on conflict do nothing;
  delete from public.attachment_downloads where attachment_id::text = any (v_files);
  delete from public.attachments where id::text = any (v_files);
  perform private.scrub_changes('attachments', v_files, array['name', 'path', 'sha256', 'thumbnail']);
  return cardinality(v_ids);
end $$;

-- What colleagues were told of it with words of its own, and letters about it.
create function private.forget_told(p_inquiries uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.notifications set facts = facts - 'excerpt' where record_table = 'inquiries' and record_id = any (p_inquiries) and facts ? 'excerpt';
  update public.deliveries set payload = payload - '{subject,body}'::text[], subject = null where inquiry_id = any (p_inquiries) and status <> 'waiting' and (payload ?| '{subject,body}' or subject is not null);
end $$;

-- ---------------------------------------------------------------- said before
-- What erasing somebody would do, and what it leaves to be read by a person: {named: rows in which their name, number or address stands
-- and is taken out, mails, inquiries: [{id, number, subject, entries, files}], more: further inquiries}.
create function public.erasure_preview(p_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_about jsonb;
begin
  perform private.at_least('manager');
  if not exists (select from public.residents where id = p_id and erased_at is null) then
    raise sqlstate 'PT404' using message = 'This resident is not there any more.', hint = 'missing';
  end if;
  v_about := private.records_about(p_id);
  return jsonb_build_object(
    'named', (select coalesce(sum(value::integer), 0) from jsonb_each_text(private.redact_resident(v_about, private.naming(p_id), true))),
    'mails', (select count(*) from public.mails m join public.inquiries i on i.id = m.inquiry_id where i.resident_id = p_id),
    'more', greatest(jsonb_array_length(v_about -> 'inquiries') - 20, 0),
    'inquiries', (select coalesce(jsonb_agg(to_jsonb(x) order by x.opened_at desc, x.id), '[]') from (
      select i.id, i.number, i.subject, i.opened_at, (select count(*) from public.interactions n where n.inquiry_id = i.id) as entries,
        (select count(*) from public.attachments a where a.inquiry_id = i.id and a.removed_at is null) as files
      from public.inquiries i where i.id in (select n::uuid from jsonb_array_elements_text(v_about -> 'inquiries') n) order by i.opened_at desc, i.id limit 20) x));
end $$;
revoke all on function private.literal_pattern(text), private.phone_pattern(text), private.naming(uuid), private.redacted(text, text[]), private.redacted(jsonb, text[]), private.redacted(text[], text[]),
  private.redact_rows(text, text[], text[], boolean), private.records_about(uuid), private.tells_of_anybody(), private.redact_resident(jsonb, text[], boolean),
  private.forget_mails_of(uuid, text[]), private.forget_told(uuid[]) from public, anon, authenticated;
revoke all on function public.erasure_preview(uuid) from public, anon, authenticated;
grant execute on function public.erasure_preview(uuid) to authenticated;
