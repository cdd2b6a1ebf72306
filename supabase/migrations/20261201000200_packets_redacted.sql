-- What of an inquiry goes out, and what stands in its place: worked out here, so that nothing that is withheld leaves the database. A text is
-- covered sign by sign by what is looked for in it (numbers, names, places) and by what a person chose; the rest of it is told as runs.

-- ---------------------------------------------------------------- what is looked for
-- A name however people write it: with or without accents, in capitals; alone in small letters it may be a word of the language, so one
-- that stands by itself has to begin with a capital.
create function private.name_pattern(p_name text, p_any_case boolean) returns text
language sql immutable parallel safe set search_path = '' as $$
  select '(?<![A-Za-z\u00C0-\u024F])' || string_agg(case
      when c ~ '[a-z]' and n = 1 and not p_any_case then '[' || upper(c) || '\u00C0-\u00DE\u0100-\u024F]'
      when c ~ '[aeioucnsyzdlrtg]' then '[' || c || upper(c) || '\u00C0-\u024F][\u0300-\u036F]?'
      when c ~ '[a-z]' then '[' || c || upper(c) || ']'
      when c ~ '\s' then '[\s.,]+' when c = '-' then '[-\s]' when c ~ '[0-9]' then c
      when ascii(c) < 128 then '\' || c else c end, '' order by n) || '(?![A-Za-z\u00C0-\u024F])'
  from regexp_split_to_table(regexp_replace(btrim(private.fold(p_name)), '\s+', ' ', 'g'), '') with ordinality x (c, n)
$$;

-- The words of names by which somebody is called: three letters at least, and no "de la".
create function private.name_words(p_names text[]) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(array_agg(distinct w), '{}') from unnest(p_names) n cross join lateral regexp_split_to_table(private.fold(n), '[^[:alpha:]'']+') w
  where length(w) >= 3 and w not in ('the', 'and', 'del', 'los', 'las', 'von', 'van', 'der', 'mrs', 'miss', 'the', 'jr', 'sra', 'anonymous')
$$;

-- Everything by which somebody of these can be reached, as people write it.
create function private.contact_pattern(p_residents uuid[]) returns text
language sql stable security definer set search_path = '' as $$
  select '(?i)' || string_agg(c, '|' order by length(c) desc, c) from (
    select private.phone_pattern(number) as c from public.resident_phones where resident_id = any (p_residents)
    union select private.literal_pattern(address) from public.resident_emails where resident_id = any (p_residents)
    union select private.literal_pattern(btrim(lines)) from public.resident_addresses where resident_id = any (p_residents) and length(btrim(lines)) >= 6) a
$$;

-- The names of these people: in full, and by their words, without those in p_but.
create function private.names_pattern(p_names text[], p_but text[] default '{}') returns text
language sql immutable parallel safe set search_path = '' as $$
  select string_agg(p, '|' order by length(p) desc, p) from (
    select private.name_pattern(n, true) as p from unnest(p_names) n where length(btrim(n)) >= 3 and btrim(n) ~ '\s'
    union select private.name_pattern(w, false) from unnest(private.name_words(p_names)) w where w <> all (p_but)) a
$$;

-- What is looked for in the texts of an inquiry, the stronger later: it covers what came before. Without a kind: it is told as it is (the
-- office's own number, what the person concerned may read of themselves). p_withheld: {kind: key of a ground}.
create function private.packet_patterns(p_inquiry public.inquiries, p_withheld jsonb) returns table (n integer, kind text, pattern text)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_own uuid[] := array_remove(array[p_inquiry.resident_id], null);
  v_others uuid[] := array(select p.resident_id from public.inquiry_people p where p.inquiry_id = p_inquiry.id and p.resident_id is distinct from p_inquiry.resident_id);
  v_own_names text[] := array(select x from public.residents r cross join lateral unnest(array[r.name, r.preferred_name]) x where r.id = any (v_own) and x is not null);
  v_other_names text[] := array(select x from public.residents r cross join lateral unnest(array[r.name, r.preferred_name]) x where r.id = any (v_others) and x is not null);
  -- Who wrote in and is nobody in the register yet: by the whole name, for its words may be those of an organization.
  v_writers text[] := array(select distinct m.from_name from public.mails m where m.inquiry_id = p_inquiry.id and m.direction = 'in' and length(btrim(m.from_name)) >= 3 and m.from_name !~ '@');
  v_office public.settings;
begin
  select * into v_office from public.settings;
  return query select x.n, x.kind, x.pattern from (values
    (1, 'phones', '(?<![\d.])(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)|(?<!\d)[2-9]\d{9}(?!\d)|\+\d[\d ().-]{7,16}\d|(?<![\d-])[2-9]\d{2}-\d{4}(?![\d-])'),
    (2, 'mail_addresses', '[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}'),
    (3, 'birth', '(?i)(?:\mdob\M|\md\.o\.b|\mborn\M|\mbirth\w*|\mnacid[oa]\M|\mnacimiento\M|\mnací)[^\d\n]{0,24}(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:[a-z]{3,10}\.? )?\d{1,2},? (?:(?:de )?[a-z]{3,10}\.?,? (?:de )?)?(?:19|20)\d{2}|(?:19|20)\d{2})'),
    (4, 'location', case when length(btrim(p_inquiry.location)) >= 6 then '(?i)' || private.literal_pattern(btrim(p_inquiry.location)) end),
    (10, null, (select '(?i)' || string_agg(p, '|' order by length(p) desc, p) from (
      select private.literal_pattern(btrim(a)) as p from unnest(array[v_office.email, v_office.mail_reply_to, v_office.address] || array(select s.email from public.staff s)) a where length(btrim(a)) >= 5
      union select private.phone_pattern(v_office.phone) where v_office.phone is not null) o)),
    (11, case when p_withheld ? 'contact' then 'contact' end, private.contact_pattern(v_own)),
    (13, 'staff', (select string_agg(private.name_pattern(s.name, true), '|') from public.staff s where s.name ~ '\s' and p_withheld ? 'staff')),
    (14, 'name', (select string_agg(private.name_pattern(w, true), '|') from unnest(v_writers) w)),
    (15, 'others', private.names_pattern(v_other_names, private.name_words(v_own_names))),
    (16, 'others', private.contact_pattern(v_others)),
    (17, 'name', private.names_pattern(v_own_names)),
    (20, 'cards', '(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}(?!\d)|(?<!\d)3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?!\d)'),
    (21, 'ssn', '(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])|(?<!\d)\d{9}(?!\d)')) x (n, kind, pattern)
  where x.pattern is not null and (x.kind is null or p_withheld ? x.kind)
  order by x.n;
end $$;

-- A text as runs: {t: what is told, a: where it stands} or {g: the ground, k: the kind, h: by hand, a, n: how long, was}. p_cuts are words that
-- a person chose: [{a, n, g}]. Places are counted in characters of Unicode, from 0.
create function private.packet_runs(p_text text, p_patterns text[], p_kinds text[], p_grounds text[], p_shown text[], p_cuts jsonb) returns jsonb
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  -- One sign for each of the text: "." is told, the others say what covers it.
  v_mask text;
  v_at integer;
  v_to integer;
  v_len integer;
  v_sign text;
  v_code integer;
  v_runs jsonb := '[]';
begin
  for i in 1 .. coalesce(cardinality(p_patterns), 0) loop
    continue when p_kinds[i] = any (p_shown);
    v_at := regexp_instr(p_text, p_patterns[i]);
    while v_at > 0 loop
      v_mask := coalesce(v_mask, repeat('.', length(p_text)));
      v_to := regexp_instr(p_text, p_patterns[i], v_at, 1, 1);
      exit when v_to <= v_at;
      v_mask := overlay(v_mask placing repeat(case when p_grounds[i] is null then '.' else chr(256 + i) end, v_to - v_at) from v_at for v_to - v_at);
      v_at := regexp_instr(p_text, p_patterns[i], v_to);
    end loop;
  end loop;
  for i in 0 .. jsonb_array_length(p_cuts) - 1 loop
    v_at := greatest((p_cuts -> i ->> 'a')::integer, 0);
    v_len := least((p_cuts -> i ->> 'n')::integer, length(p_text) - v_at);
    continue when v_len < 1;
    v_mask := coalesce(v_mask, repeat('.', length(p_text)));
    v_mask := overlay(v_mask placing repeat(chr(2048 + i), v_len) from v_at + 1 for v_len);
  end loop;
  if v_mask is null or ltrim(v_mask, '.') = '' then
    return jsonb_build_array(jsonb_build_object('t', p_text, 'a', 0));
  end if;
  v_at := 1;
  while v_at <= length(p_text) loop
    v_sign := substr(v_mask, v_at, 1);
    v_len := length(v_mask) - v_at + 1 - length(ltrim(substr(v_mask, v_at), v_sign));
    v_code := ascii(v_sign);
    v_runs := v_runs || case
      when v_code = 46 then jsonb_build_object('t', substr(p_text, v_at, v_len), 'a', v_at - 1)
      when v_code < 2048 then jsonb_build_object('g', p_grounds[v_code - 256], 'k', p_kinds[v_code - 256], 'a', v_at - 1, 'n', v_len, 'was', substr(p_text, v_at, v_len))
      else jsonb_build_object('g', p_cuts -> (v_code - 2048) ->> 'g', 'k', 'chosen', 'h', true, 'a', v_at - 1, 'n', v_len, 'was', substr(p_text, v_at, v_len)) end;
    v_at := v_at + v_len;
  end loop;
  return v_runs;
end $$;

-- The words of a ground in a language.
create function private.ground_words(p_ground jsonb, p_language text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(nullif(p_ground #>> array['words', p_language], ''), p_ground #>> '{words,en}')
$$;

revoke all on function private.name_pattern(text, boolean), private.name_words(text[]), private.contact_pattern(uuid[]), private.names_pattern(text[], text[]),
  private.packet_patterns(public.inquiries, jsonb), private.packet_runs(text, text[], text[], text[], text[], jsonb), private.ground_words(jsonb, text)
  from public, anon, authenticated;
