-- Search: one question for the whole office, answered in one call. A noun joins by a function of its own,
-- private.search_in_<noun>(text, limit), which answers its best rows; nothing else has to be changed for it to be found.
-- Rank 0 is the very record that was named (its number), 1 begins with the words, 2 has them somewhere.

-- "Whose name begins with …?" A trigram index needs three letters; this one answers from the first, in order.
create index residents_search_start on public.residents ((left(search, 60) collate "C"), id);
-- "Which ordinance has these words in its title?"
create index legislation_title on public.legislation using gin (private.fold(title) extensions.gin_trgm_ops);

-- Every function here plans its statements anew with the typed words in them: which index answers depends on how rare
-- they are. Each takes the text folded already and never empty.
create function private.search_in_residents(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
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
     found as (select b.id, 1 as rank from begins b union all select h.id, 2 from has h where h.id not in (select b.id from begins b))
     select f.rank, r.id, r.name, jsonb_build_object(''preferred_name'', r.preferred_name, ''district_name'', d.name,
       ''phone'', (select p.number from public.resident_phones p where p.resident_id = r.id order by p.number like %2$L desc, p.created_at limit 1),
       ''email'', (select e.address from public.resident_emails e where e.resident_id = r.id order by e.address like %2$L desc, e.created_at limit 1))
     from found f join public.residents r on r.id = f.id left join public.districts d on d.id = r.district_id
     order by f.rank, r.name, r.id limit %4$s',
    substr(private.like_pattern(v_text), 2), private.like_pattern(v_text),
    case when cardinality(v_words) > 0 and not (v_is_number and length(v_text) < 3)
      then array_to_string(array(select format('t.search like %L', private.like_pattern(word)) from unnest(v_words) word), ' and ') else 'false' end,
    p_limit, v_is_number);
end $$;

-- A number counts whole ("2026-004211"), without its zeros ("2026-4211") and by its second half alone ("4211"), of the latest
-- year first; then the words, newest first.
create function private.search_in_inquiries(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql volatile set search_path = '' set jit = off as $$
declare
  v_match text[] := regexp_match(p_text, '^(?:([0-9]{4})[- ])?0*([0-9]{1,9})$');
  v_rows jsonb := '[]';
begin
  if v_match is not null then
    return query
      select 0, i.id, i.subject, jsonb_build_object('number', i.number, 'status', i.status, 'due_on', i.due_on, 'closed_at', i.closed_at,
        'resident_name', coalesce(r.preferred_name, r.name))
      from private.inquiry_numbers n
      join public.inquiries i on i.number = private.inquiry_number(n.year, v_match[2]::integer)
      left join public.residents r on r.id = i.resident_id
      where v_match[1] is null or n.year = v_match[1]::integer
      order by n.year desc limit p_limit;
  end if;
  if private.search_query(p_text) is null then return; end if;
  v_rows := public.list_inquiries(jsonb_build_object('search', p_text, 'limit', p_limit)) -> 'rows';
  return query
    select 2, (e ->> 'id')::uuid, e ->> 'subject', jsonb_build_object('number', e ->> 'number', 'status', e ->> 'status', 'due_on', e ->> 'due_on',
      'closed_at', e ->> 'closed_at', 'resident_name', e ->> 'resident_name')
    from jsonb_array_elements(v_rows) e;
end $$;

create function private.search_in_legislation(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select case when t.file_number = %1$L then 0 when t.file_number like %2$L then 1 else 2 end, t.id, t.title,
       jsonb_build_object(''file_number'', t.file_number, ''kind'', t.kind, ''passed_on'', t.passed_on)
     from public.legislation t where t.file_number like %2$L or (%4$s)
     order by 1, t.passed_on desc nulls last, t.file_number desc limit %3$s',
    p_text, substr(private.like_pattern(p_text), 2), p_limit,
    array_to_string(array(select format('private.fold(t.title) like %L', private.like_pattern(word)) from regexp_split_to_table(p_text, '\s+') word), ' and '));
end $$;

-- Answers [{noun, rank, id, title, …facts}], the best first and nouns kept together. p_limit is for each noun.
-- Runs as the owner, like the lists and for the same reason; a noun that not everybody may read checks that in its own function.
create function public.search_office(p_text text, p_limit integer default 5) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_text text := left(btrim(private.fold(p_text)), 200);
  v_noun text;
  v_found jsonb;
  v_all jsonb := '[]';
begin
  perform private.may_list();
  if v_text = '' then return v_all; end if;
  for v_noun in
    select substr(p.proname, 11) from pg_catalog.pg_proc p
    where p.pronamespace = 'private'::regnamespace and p.proname like 'search\_in\_%' order by 1
  loop
    -- A row that was named by its number may have its words as well: it comes once, in its best place.
    execute format('select coalesce(jsonb_agg(jsonb_build_object(''noun'', %L, ''rank'', f.rank, ''id'', f.id, ''title'', f.title) || f.facts order by f.rank, f.place), ''[]'')
      from (select distinct on (g.id) g.* from (select s.*, row_number() over () as place from private.%I($1, $2) s) g order by g.id, g.rank, g.place) f', v_noun, 'search_in_' || v_noun)
      into v_found using v_text, least(greatest(coalesce(p_limit, 5), 1), 50);
    v_all := v_all || v_found;
  end loop;
  return v_all;
end $$;
revoke all on function public.search_office(text, integer) from public, anon;
grant execute on function public.search_office(text, integer) to authenticated;
comment on function public.search_office(text, integer) is 'Finds residents, inquiries, legislation and every noun that has a private.search_in_<noun>.';
