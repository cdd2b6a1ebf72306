-- Residents out of a file. A line is somebody who is here when the name is theirs and a number or a mail is; or, without either, when
-- all that it says is. What the comparison of duplicates takes for one person is asked about, line by line or for all. Everything is
-- worked out for all lines at once: a hundred thousand are no more statements than ten.

-- Several lines that are one: what the earliest says counts, of lists all that any of them has.
create function private.together(p_lines jsonb) returns jsonb
language sql immutable parallel safe set search_path = '' as $$
  select coalesce((select jsonb_object_agg(e.key, e.value order by l.n desc)
      from jsonb_array_elements(p_lines) with ordinality l (data, n) cross join jsonb_each(l.data) e where jsonb_typeof(e.value) <> 'array'), '{}')
    || coalesce((select jsonb_object_agg(d.key, d.items) from (
      select u.key, jsonb_agg(u.item order by u.first) as items from (
        select e.key, i.item, min(l.n * 1000 + i.k) as first
        from jsonb_array_elements(p_lines) with ordinality l (data, n) cross join jsonb_each(l.data) e cross join jsonb_array_elements(e.value) with ordinality i (item, k)
        where jsonb_typeof(e.value) = 'array' group by 1, 2) u
      group by u.key) d), '{}')
$$;

-- Fills in what each pair of a line and a resident would change. A name that differs by accents alone is not taken from a file that has none.
create function private.differ_residents() returns void
language plpgsql volatile security definer set search_path = '' set jit = off as $$
begin
  analyze pg_temp.import_pairs;
  update pg_temp.import_pairs x set version = r.version, changes = coalesce(d.changes, '[]')
  from public.residents r, pg_temp.import_pairs y left join (
    select c.line, c.resident_id, jsonb_agg(jsonb_build_object('field', c.field, 'before', c.before, 'after', c.after) order by c.n, c.after) as changes
    from (
      select p.line, p.resident_id, v.n, v.field, v.before, v.after
      from pg_temp.import_pairs p join pg_temp.import_people i on i.line = p.line join public.residents r on r.id = p.resident_id
      cross join lateral (values
        (1, 'name', to_jsonb(r.name), case when private.fold(r.name) <> i.folded then i.data -> 'name' end),
        (2, 'preferred_name', to_jsonb(r.preferred_name), i.data -> 'preferred_name'),
        (3, 'preferred_language', to_jsonb(r.preferred_language), i.data -> 'preferred_language'),
        (4, 'needs_interpreter', to_jsonb(r.needs_interpreter), i.data -> 'needs_interpreter'),
        (5, 'accessibility_need', to_jsonb(r.accessibility_need), i.data -> 'accessibility_need'),
        (9, 'district_id', to_jsonb(r.district_id), i.data -> 'district_id'),
        (10, 'neighborhood', to_jsonb(r.neighborhood), i.data -> 'neighborhood'),
        (11, 'contact_by', to_jsonb(r.contact_by), i.data -> 'contact_by'),
        (12, 'contact_note', to_jsonb(r.contact_note), i.data -> 'contact_note')) v (n, field, before, after)
      where p.changes is null and v.after is not null and v.after is distinct from v.before
      union all
      select p.line, p.resident_id, 6, 'phones', null, to_jsonb(c.number)
      from pg_temp.import_pairs p join pg_temp.import_people i on i.line = p.line cross join jsonb_to_recordset(i.data -> 'phones') c (number text)
      where p.changes is null and i.data ? 'phones' and not exists (select from public.resident_phones h where h.resident_id = p.resident_id and h.number = c.number)
      union all
      select p.line, p.resident_id, 7, 'emails', null, to_jsonb(c.address)
      from pg_temp.import_pairs p join pg_temp.import_people i on i.line = p.line cross join jsonb_to_recordset(i.data -> 'emails') c (address text)
      where p.changes is null and i.data ? 'emails' and not exists (select from public.resident_emails h where h.resident_id = p.resident_id and h.address = c.address)
      union all
      select p.line, p.resident_id, 8, 'addresses', null, c.value
      from pg_temp.import_pairs p join pg_temp.import_people i on i.line = p.line cross join jsonb_array_elements(i.data -> 'addresses') c (value)
      where p.changes is null and i.data ? 'addresses' and not exists (select from public.resident_addresses h where h.resident_id = p.resident_id
        and private.fold(h.lines) = private.fold(c.value ->> 'lines') and coalesce(h.postal_code, '') = coalesce(c.value ->> 'postal_code', h.postal_code, ''))
      union all
      select p.line, p.resident_id, 13, 'tags', null, t.value
      from pg_temp.import_pairs p join pg_temp.import_people i on i.line = p.line join public.residents r on r.id = p.resident_id cross join jsonb_array_elements(i.data -> 'tags') t (value)
      where p.changes is null and i.data ? 'tags' and not r.tags @> array[t.value #>> '{}']) c
    group by c.line, c.resident_id) d on d.line = y.line and d.resident_id = y.resident_id
  where y.line = x.line and y.resident_id = x.resident_id and r.id = x.resident_id and x.changes is null;
end $$;

-- Who of those who are here may be the person of a line: as match_residents rates it for one who is typed in, for all lines at once.
create function private.find_import_twins() returns void
language plpgsql volatile security definer set search_path = '' set jit = off set work_mem = '96MB' as $$
begin
  -- As name_words and word_sounds find them: a call for each line costs more than all the rest.
  create temporary table import_names on commit drop as
  select r.line, r.n, r.word from (
    select w.line, w.word, row_number() over (partition by w.line order by min(w.n)) as n
    from (select i.line, s.word, s.n from pg_temp.import_people i
      cross join regexp_split_to_table(private.fold(regexp_replace(concat_ws(' ', i.name, i.data ->> 'preferred_name'), '[''’`.]', '', 'g')), U&'[^a-z0-9\0080-\+10FFFF]+') with ordinality s (word, n)
      where i.known is null and i.of_line is null) w
    where w.word <> '' and w.word <> all ('{mr,mrs,ms,dr,sr,sra,srta,don,dona,jr,ii,iii,de,la,las,los,del,da,dos,van,von,y,and,the}')
    group by w.line, w.word) r
  where r.n <= 5;
  create temporary table import_words on commit drop as
  select f.word, array_agg(distinct private.sound(f.form)) as sounds, bool_or(f.is_given) as is_given from (
    select d.word, d.word as form, false as is_given from (select distinct word from pg_temp.import_names) d
    union all select g.nickname, g.name, true from public.nicknames g where g.nickname in (select word from pg_temp.import_names)
    union all select g.name, g.name, true from public.nicknames g where g.name in (select word from pg_temp.import_names)) f
  group by f.word;
  create temporary table import_left on commit drop as
  select i.line, array_agg(n.word order by n.n) as words, not exists (select from pg_temp.import_contacts c where c.line = i.line) as is_bare
  from pg_temp.import_people i left join pg_temp.import_names n on n.line = i.line where i.known is null and i.of_line is null group by i.line;
  -- Each pair looks up its few words: without this it would read all of them, which grows with the square of the file.
  create index on pg_temp.import_words (word);
  analyze pg_temp.import_names;
  analyze pg_temp.import_words;
  analyze pg_temp.import_left;
  create temporary table import_keys on commit drop as
  select c.line, case c.kind when 'p' then 'p' || right(c.value, 10) else 'm' || c.value end as key, false as is_bare
  from pg_temp.import_contacts c join pg_temp.import_left l on l.line = c.line
  union
  select i.line, private.address_key(a.lines, a.postal_code), false
  from pg_temp.import_people i join pg_temp.import_left l on l.line = i.line cross join jsonb_to_recordset(i.data -> 'addresses') a (lines text, postal_code text) where i.data ? 'addresses'
  union
  select a.line, 'n' || least(x.s, y.s) || ' ' || greatest(x.s, y.s), l.is_bare
  from pg_temp.import_names a join pg_temp.import_names b on b.line = a.line and b.n > a.n join pg_temp.import_left l on l.line = a.line
  join pg_temp.import_words v on v.word = a.word cross join unnest(v.sounds) x (s) join pg_temp.import_words w on w.word = b.word cross join unnest(w.sounds) y (s);
  delete from pg_temp.import_keys where key is null;
  analyze pg_temp.import_keys;
  -- A name speaks only where one of the two has neither number nor mail; one that many share does not then either.
  create temporary table import_shared on commit drop as
  select k.resident_id, u.key, not exists (select from unnest(k.keys) o (key) where left(o.key, 1) in ('p', 'm')) as is_bare
  from private.resident_keys k cross join unnest(k.keys) u (key)
  where u.key in (select key from pg_temp.import_keys where key not like 'n%' or is_bare)
    or u.key like 'n%' and u.key in (select key from pg_temp.import_keys) and not exists (select from unnest(k.keys) o (key) where left(o.key, 1) in ('p', 'm'));
  delete from pg_temp.import_shared s using (select key from pg_temp.import_shared where key like 'n%' group by key having count(*) > 60) c where c.key = s.key;
  analyze pg_temp.import_shared;
  insert into pg_temp.import_pairs (line, resident_id, score, reasons)
  with found as (
    select k.line, s.resident_id, bool_or(k.key like 'p%') as phone, bool_or(k.key like 'm%') as email, bool_or(k.key like 'a%') as address
    from pg_temp.import_keys k join pg_temp.import_shared s on s.key = k.key
    where k.key not like 'n%' or k.is_bare or s.is_bare group by k.line, s.resident_id),
  -- Worked out once: written into what follows, each count would be made many times over.
  compared as materialized (
    select f.*, coalesce(cardinality(l.words), 0) as own, cardinality(k.words) as theirs,
      (select count(*) from unnest(l.words) o (word) join pg_temp.import_words w on w.word = o.word where w.sounds && k.sounds)::integer as hits,
      (select count(*) from unnest(l.words) o (word) where o.word = any (k.words))::integer as same,
      (f.phone or f.email) and exists (select from pg_temp.import_words w where w.word = l.words[1] and w.is_given and w.sounds && private.word_sounds(k.words[1])) as is_first,
      l.is_bare or not exists (select from unnest(k.keys) key where key ~ '^[pm]') as is_bare
    from found f join pg_temp.import_left l on l.line = f.line join private.resident_keys k on k.resident_id = f.resident_id),
  told as materialized (
    select c.*, case when c.hits = 0 or c.own = 0 or c.theirs = 0 then 0
        else (60 * (0.7 * c.hits / least(c.own, c.theirs) + 0.3 * c.hits / greatest(c.own, c.theirs)) * case when c.hits = 1 and greatest(c.own, c.theirs) > 1 then 0.6 else 1 end
          * case when c.same < c.hits then 0.9 else 1 end)::integer end as for_name,
      c.hits > 0 and c.hits >= least(c.own, c.theirs) as is_whole
    from compared c),
  rated as (
    select t.line, t.resident_id, least(100, t.for_name + case when t.email then 35 else 0 end + case when t.phone then 30 else 0 end + case when t.address then 15 else 0 end) as score,
      array_remove(array[
        case when t.is_whole and t.same >= t.hits and greatest(t.own, t.theirs) = t.hits then 'same_name' when t.is_whole or t.hits >= 2 then 'similar_name' end,
        case when t.email then 'same_email' end, case when t.phone then 'same_phone' end, case when t.address then 'same_address' end], null) as reasons,
      (t.is_whole or t.is_first) and (t.email or t.phone or t.is_whole and t.address)
        or t.is_whole and t.hits >= 2 and t.same >= t.hits and t.is_bare and count(*) filter (where t.is_whole and t.same >= t.hits) over (partition by t.line) <= 3 as strong
    from told t)
  select distinct on (r.line) r.line, r.resident_id, r.score::smallint, r.reasons
  from rated r join public.residents p on p.id = r.resident_id and p.erased_at is null
  where r.strong and r.score >= 50 order by r.line, r.score desc, r.resident_id;
  drop table pg_temp.import_names, pg_temp.import_words, pg_temp.import_left, pg_temp.import_keys, pg_temp.import_shared;
end $$;

-- Puts the lines of a file beside the residents who are here, and gives each its kind.
create function private.compare_residents(p_import uuid) returns void
language plpgsql volatile security definer set search_path = '' set jit = off set work_mem = '64MB' as $$
begin
  create temporary table import_people on commit drop as
  select l.line, l.data ->> 'name' as name, private.fold(l.data ->> 'name') as folded, l.data, null::uuid as known, null::integer as of_line
  from private.file_import_lines l where l.import_id = p_import and l.kind = 'read';
  create temporary table import_contacts on commit drop as
  select p.line, 'p' as kind, c.number as value from pg_temp.import_people p cross join jsonb_to_recordset(p.data -> 'phones') c (number text) where p.data ? 'phones'
  union all select p.line, 'm', c.address from pg_temp.import_people p cross join jsonb_to_recordset(p.data -> 'emails') c (address text) where p.data ? 'emails';
  create temporary table import_pairs (line integer, resident_id uuid, version integer, changes jsonb, score smallint, reasons text[]) on commit drop;
  analyze pg_temp.import_people;
  analyze pg_temp.import_contacts;

  -- ---- who is here: by name and a number or a mail
  update pg_temp.import_people p set known = k.id
  from (select distinct on (c.line) c.line, r.id
    from (select o.line, h.resident_id from pg_temp.import_contacts o join public.resident_phones h on h.number = o.value where o.kind = 'p'
      union select o.line, h.resident_id from pg_temp.import_contacts o join public.resident_emails h on h.address = o.value where o.kind = 'm') c
    join public.residents r on r.id = c.resident_id and r.erased_at is null
    join pg_temp.import_people i on i.line = c.line and i.folded = private.fold(r.name)
    order by c.line, r.created_at, r.id) k
  where k.line = p.line;

  -- ---- lines that are one person become one
  create temporary table import_tokens on commit drop as
  select line, 'r' || known as token from pg_temp.import_people where known is not null
  union all select c.line, i.folded || '|' || c.kind || c.value from pg_temp.import_contacts c join pg_temp.import_people i on i.line = c.line
  union all select i.line, md5(i.data::text) from pg_temp.import_people i where not exists (select from pg_temp.import_contacts c where c.line = i.line);
  analyze pg_temp.import_tokens;
  update pg_temp.import_people p set of_line = f.first
  from (select t.line, min(m.first) as first from pg_temp.import_tokens t
    join (select token, min(line) as first from pg_temp.import_tokens group by token having count(*) > 1) m on m.token = t.token group by t.line) f
  where f.line = p.line and f.first < p.line;
  loop
    update pg_temp.import_people p set of_line = o.of_line from pg_temp.import_people o where o.line = p.of_line and o.of_line is not null;
    exit when not found;
  end loop;
  update pg_temp.import_people p set data = m.data, known = m.known
  from (select coalesce(i.of_line, i.line) as root, private.together(jsonb_agg(i.data order by i.line)) as data, (array_agg(i.known order by i.line) filter (where i.known is not null))[1] as known
    from pg_temp.import_people i group by 1 having count(*) > 1) m
  where p.line = m.root;
  update pg_temp.import_contacts c set line = i.of_line from pg_temp.import_people i where i.line = c.line and i.of_line is not null;

  -- ---- what they would change; without number and mail, who is called the same and would not change at all is here
  insert into pg_temp.import_pairs (line, resident_id) select line, known from pg_temp.import_people where known is not null and of_line is null;
  insert into pg_temp.import_pairs (line, resident_id)
  select i.line, r.id from pg_temp.import_people i join public.residents r on r.name = i.name and r.erased_at is null
  where i.known is null and i.of_line is null and not exists (select from pg_temp.import_contacts c where c.line = i.line);
  perform private.differ_residents();
  update pg_temp.import_people i set known = s.resident_id
  from (select distinct on (line) line, resident_id from pg_temp.import_pairs where changes = '[]' order by line, resident_id) s
  where s.line = i.line and i.known is null;
  delete from pg_temp.import_pairs p using pg_temp.import_people i where i.line = p.line and p.resident_id is distinct from i.known;

  -- ---- who may be here
  perform private.find_import_twins();
  perform private.differ_residents();
  update private.file_import_lines l set data = i.data, of_line = i.of_line, record_id = coalesce(p.resident_id, gen_random_uuid()), version = p.version, changes = p.changes,
    score = p.score, reasons = p.reasons,
    kind = case when i.of_line is not null then 'repeated' when p.line is null then 'new' when i.known is null then 'duplicate' when p.changes = '[]' then 'same' else 'changed' end,
    choice = case when i.of_line is not null or p.line is null or p.changes = '[]' and i.known is not null then null when i.known is null then 'skip' else 'update' end
  from pg_temp.import_people i left join pg_temp.import_pairs p on p.line = i.line
  where l.import_id = p_import and l.line = i.line;
  drop table pg_temp.import_people, pg_temp.import_contacts, pg_temp.import_pairs, pg_temp.import_tokens;
end $$;

-- Compares what was put there with what is here. Answers the counts. For the service, which has read the file for a person.
create function public.compare_file_import(p_import uuid, p_sha256 text) returns jsonb
language plpgsql volatile security definer set search_path = '' set statement_timeout = '10min' as $$
declare v_resource text;
begin
  update private.file_imports set compared_at = clock_timestamp(), sha256 = p_sha256 where id = p_import and compared_at is null returning resource into v_resource;
  if v_resource is null then
    raise sqlstate 'PT404' using message = 'This import was given up. Choose the file again.', hint = 'import_gone';
  end if;
  analyze private.file_import_lines;
  perform private.compare_residents(p_import);
  return private.count_file_import(p_import);
end $$;

-- ---------------------------------------------------------------- taking it in
-- Writes the residents of an import. Stamps and guards of single writing are set aside meanwhile, what they would do is done here for all
-- at once; the keys by which duplicates are found are written in the background.
create function private.apply_residents(p_import uuid) returns void
language plpgsql volatile security definer set search_path = '' set jit = off set work_mem = '64MB' as $$
declare
  v_tables constant regclass[] := array['public.residents', 'public.resident_phones', 'public.resident_emails', 'public.resident_addresses'];
  v_table regclass;
  v_before text := current_setting('rotunda.refreshing', true);
begin
  foreach v_table in array v_tables loop perform private.set_single_writing(v_table, false); end loop;
  create temporary table import_adds on commit drop as
  select l.line, case when l.kind = 'new' then l.record_id else gen_random_uuid() end as id, l.data from private.file_import_lines l
  where l.import_id = p_import and (l.kind = 'new' or l.kind = 'duplicate' and l.choice = 'add');
  create temporary table import_sets on commit drop as
  select l.record_id as id, c.n, l.line, c.change ->> 'field' as field, c.change -> 'after' as value
  from private.file_import_lines l cross join jsonb_array_elements(l.changes) with ordinality c (change, n)
  where l.import_id = p_import and l.kind in ('changed', 'duplicate') and l.choice = 'update';
  analyze pg_temp.import_adds;
  analyze pg_temp.import_sets;

  insert into public.residents (id, name, preferred_name, preferred_language, needs_interpreter, accessibility_need, district_id, neighborhood, contact_by, contact_note, tags, search)
  select a.id, a.data ->> 'name', a.data ->> 'preferred_name', coalesce(a.data ->> 'preferred_language', 'en'), coalesce((a.data ->> 'needs_interpreter')::boolean, false),
    a.data ->> 'accessibility_need', (a.data ->> 'district_id')::uuid, a.data ->> 'neighborhood', coalesce(a.data ->> 'contact_by', 'any'), a.data ->> 'contact_note',
    coalesce((select array_agg(t order by n) from jsonb_array_elements_text(a.data -> 'tags') with ordinality x (t, n)), '{}'),
    private.fold(concat_ws(' ', a.data ->> 'name', a.data ->> 'preferred_name',
      (select string_agg(p.number, ' ') from jsonb_to_recordset(a.data -> 'phones') p (number text)), (select string_agg(e.address, ' ') from jsonb_to_recordset(a.data -> 'emails') e (address text))))
  from pg_temp.import_adds a order by a.line;
  update public.residents r set (name, preferred_name, preferred_language, needs_interpreter, accessibility_need, district_id, neighborhood, contact_by, contact_note, tags, version, updated_at) =
    (select n.name, n.preferred_name, n.preferred_language, n.needs_interpreter, n.accessibility_need, n.district_id, n.neighborhood, n.contact_by, n.contact_note,
      r.tags || coalesce(s.tags, '{}'), r.version + 1, now() from jsonb_populate_record(r, coalesce(s.patch, '{}')) n)
  from (select id, jsonb_object_agg(field, value order by line desc) filter (where field not in ('phones', 'emails', 'addresses', 'tags')) as patch,
      array_agg(distinct value #>> '{}') filter (where field = 'tags') as tags
    from pg_temp.import_sets where field not in ('phones', 'emails', 'addresses') group by id) s
  where s.id = r.id;

  insert into public.resident_phones (resident_id, number)
  select a.id, c.number from pg_temp.import_adds a cross join jsonb_to_recordset(a.data -> 'phones') c (number text) where a.data ? 'phones'
  union select id, value #>> '{}' from pg_temp.import_sets where field = 'phones'
  on conflict (resident_id, number) do nothing;
  insert into public.resident_emails (resident_id, address)
  select a.id, c.address from pg_temp.import_adds a cross join jsonb_to_recordset(a.data -> 'emails') c (address text) where a.data ? 'emails'
  union select id, value #>> '{}' from pg_temp.import_sets where field = 'emails'
  on conflict (resident_id, address) do nothing;
  insert into public.resident_addresses (resident_id, lines, postal_code)
  select a.id, c.lines, c.postal_code from pg_temp.import_adds a cross join jsonb_to_recordset(a.data -> 'addresses') c (lines text, postal_code text) where a.data ? 'addresses'
  union select id, value ->> 'lines', value ->> 'postal_code' from pg_temp.import_sets where field = 'addresses';

  perform set_config('rotunda.refreshing', 'on', true);
  update public.residents r set search = private.fold(concat_ws(' ', r.name, r.preferred_name, p.line, e.line))
  from (select distinct id from pg_temp.import_sets where field in ('name', 'preferred_name', 'phones', 'emails')) s
  left join lateral (select string_agg(number, ' ') as line from public.resident_phones where resident_id = s.id) p on true
  left join lateral (select string_agg(address, ' ') as line from public.resident_emails where resident_id = s.id) e on true
  where r.id = s.id;
  update public.inquiries i set search = private.inquiry_document(i.number, i.subject, i.body, r.name)
  from public.residents r where i.resident_id = r.id and r.id in (select id from pg_temp.import_sets where field = 'name');
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  insert into private.resident_pairs_due select id from pg_temp.import_adds union select id from pg_temp.import_sets on conflict do nothing;
  drop table pg_temp.import_adds, pg_temp.import_sets;
  foreach v_table in array v_tables loop perform private.set_single_writing(v_table, true); end loop;
end $$;

-- Takes a file in as it was compared and chosen, all of it as one act, or nothing. Answers the counts and the id in the list of imports.
create function public.apply_file_import(p_import uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' set statement_timeout = '10min' as $$
declare
  v_import private.file_imports := private.own_file_import(p_import);
  v_counts jsonb := private.count_file_import(p_import);
  v_id uuid;
begin
  if v_import.compared_at is null then
    raise sqlstate 'PT409' using message = 'The file is still being read.', hint = 'import_reading';
  elsif (v_counts ->> 'add')::integer + (v_counts ->> 'update')::integer = 0 then
    raise sqlstate 'PT422' using message = 'There is nothing to take in.', hint = 'file';
  end if;
  -- Writers wait from here on, so that what is looked at now is what is written to.
  lock table public.residents, public.resident_phones, public.resident_emails, public.resident_addresses in share row exclusive mode;
  if exists (select from private.file_import_lines l left join public.residents r on r.id = l.record_id
      where l.import_id = p_import and l.choice = 'update' and r.version is distinct from l.version)
    or exists (select from public.imports where resource = v_import.resource and finished_at > v_import.compared_at) then
    raise sqlstate 'PT409' using message = 'Somebody changed some of these since the file was compared. Nothing was taken in: compare it again.', hint = 'import_stale';
  end if;
  perform private.begin_change_set('import', jsonb_build_object('preset', coalesce(v_import.facts ->> 'preset', 'plain'), 'file_name', v_import.facts ->> 'file_name'));
  perform private.apply_residents(p_import);
  insert into public.imports (resource, preset, file_name, sha256, started_at, finished_at, rows_new, rows_changed, rows_unchanged, rows_rejected, staff_id, detail)
  values (v_import.resource, coalesce(v_import.facts ->> 'preset', 'plain'), left(v_import.facts ->> 'file_name', 200), v_import.sha256, v_import.started_at, clock_timestamp(), (v_counts ->> 'add')::integer,
    (v_counts ->> 'update')::integer, (v_counts ->> 'lines')::integer - (v_counts ->> 'add')::integer - (v_counts ->> 'update')::integer - (v_counts ->> 'rejected')::integer,
    (v_counts ->> 'rejected')::integer, v_import.staff_id, jsonb_build_object('columns', v_import.facts -> 'columns', 'mapping', v_import.facts -> 'mapping'))
  returning id into v_id;
  perform private.forget_file_imports(array[p_import]);
  return v_counts || jsonb_build_object('import_id', v_id);
end $$;

revoke all on function public.compare_file_import(uuid, text), public.apply_file_import(uuid) from public, anon, authenticated;
grant execute on function public.compare_file_import(uuid, text) to service_role;
grant execute on function public.apply_file_import(uuid) to authenticated;
revoke all on function private.together(jsonb), private.differ_residents(), private.find_import_twins(), private.compare_residents(uuid), private.apply_residents(uuid) from public, anon, authenticated;
