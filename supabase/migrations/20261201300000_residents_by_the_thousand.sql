-- Residents by the hundred thousand, quicker and without standing in each other's way.

-- Letters of three of each new line went into the index one by one, which took nine tenths of an import. Now some hundreds go in
-- together; what waits is read along with every search and kept so short that this costs less than half a millisecond.
alter index public.residents_search set (fastupdate = on, gin_pending_list_limit = 256);

-- Writes the residents of an import, each row once. Stamps and guards of single writing are set aside meanwhile, what they would do is done here for all
-- at once; the keys by which duplicates are found are written in the background.
create or replace function private.apply_residents(p_import uuid) returns void
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

  -- Who was here: what the file says, and the line that they are found by, together.
  update public.residents r set (name, preferred_name, preferred_language, needs_interpreter, accessibility_need, district_id, neighborhood, contact_by, contact_note, tags, search, version, updated_at) =
    (select n.name, n.preferred_name, n.preferred_language, n.needs_interpreter, n.accessibility_need, n.district_id, n.neighborhood, n.contact_by, n.contact_note,
      r.tags || coalesce(s.tags, '{}'),
      case when s.is_found_otherwise then private.fold(concat_ws(' ', n.name, n.preferred_name,
        (select string_agg(number, ' ') from public.resident_phones where resident_id = r.id), (select string_agg(address, ' ') from public.resident_emails where resident_id = r.id))) else r.search end,
      r.version + case when s.is_changed then 1 else 0 end, case when s.is_changed then now() else r.updated_at end
      from jsonb_populate_record(r, coalesce(s.patch, '{}')) n)
  from (select id, jsonb_object_agg(field, value order by line desc) filter (where field not in ('phones', 'emails', 'addresses', 'tags')) as patch,
      array_agg(distinct value #>> '{}') filter (where field = 'tags') as tags, bool_or(field in ('name', 'preferred_name', 'phones', 'emails')) as is_found_otherwise,
      bool_or(field not in ('phones', 'emails', 'addresses')) as is_changed
    from pg_temp.import_sets group by id) s
  where s.id = r.id and (s.is_changed or s.is_found_otherwise);
  perform set_config('rotunda.refreshing', 'on', true);
  update public.inquiries i set search = private.inquiry_document(i.number, i.subject, i.body, r.name)
  from public.residents r where i.resident_id = r.id and r.id in (select id from pg_temp.import_sets where field = 'name');
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  insert into private.resident_pairs_due select id from pg_temp.import_adds union select id from pg_temp.import_sets on conflict do nothing;
  drop table pg_temp.import_adds, pg_temp.import_sets;
  foreach v_table in array v_tables loop perform private.set_single_writing(v_table, true); end loop;
end $$;

-- As before, but it steps aside while a file is taken in or taken back: the two write to the same residents in another order, and
-- one of them had to be broken off. It is asked again.
create or replace function public.find_resident_pairs(p_limit integer default 500) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_ids uuid[];
begin
  begin
    lock table public.residents in row exclusive mode nowait;
  exception when lock_not_available then
    return 0;
  end;
  v_ids := array(select resident_id from private.resident_pairs_due order by resident_id limit least(p_limit, 5000) for update skip locked);
  if v_ids = '{}' then return 0; end if;
  perform private.write_keys(v_ids);
  delete from private.resident_pairs where a_id = any (v_ids) or b_id = any (v_ids);
  insert into private.resident_pairs (a_id, b_id, score, reasons)
  select distinct on (least(k.resident_id, m.id), greatest(k.resident_id, m.id)) least(k.resident_id, m.id), greatest(k.resident_id, m.id), m.score, m.reasons
  from private.resident_keys k
  cross join lateral private.match_residents(k.words, array(select number from public.resident_phones where resident_id = k.resident_id),
    array(select address from public.resident_emails where resident_id = k.resident_id),
    array(select private.address_key(lines, postal_code) from public.resident_addresses where resident_id = k.resident_id), k.resident_id, 20) m
  where k.resident_id = any (v_ids) and m.strong and m.score >= 50
  order by 1, 2, m.score desc
  on conflict (a_id, b_id) do update set score = excluded.score, reasons = excluded.reasons;
  delete from private.resident_pairs_due where resident_id = any (v_ids);
  return cardinality(v_ids);
end $$;

-- Where requests are ended after some seconds, taking back a large file may take longer, as taking it in may.
alter function public.undo_change_set(uuid) set statement_timeout = '10min';
