-- Search: events are found by their words, their place and their day; who registered is found by name or address, and leads to the
-- event. Both join the search of the office by their names.

-- "Who is called so?" among those who registered.
create index registrations_words on public.registrations using gin (private.fold(name || ' ' || coalesce(email, '')) extensions.gin_trgm_ops);

-- The day that a text means, as people type it: 2026-12-01, 12/1, 12/1/26, "dec 1", "1 de diciembre". Without a year it is the one
-- nearest to today. Null for what is no day.
create function private.read_day(p_text text, p_today date) returns date
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  v_month integer;
  v_day integer;
  v_year integer;
  v_match text[];
  v_name text;
begin
  if p_text ~ '^\d{4}-\d{1,2}-\d{1,2}$' then
    v_match := string_to_array(p_text, '-');
    v_year := v_match[1]::integer; v_month := v_match[2]::integer; v_day := v_match[3]::integer;
  elsif p_text ~ '^\d{1,2}/\d{1,2}(/(\d{2}|\d{4}))?$' then
    v_match := string_to_array(p_text, '/');
    v_month := v_match[1]::integer; v_day := v_match[2]::integer; v_year := v_match[3]::integer;
    if v_year < 100 then v_year := 2000 + v_year; end if;
  else
    v_match := coalesce(regexp_match(p_text, '^([a-z]{3,10})\.? (\d{1,2})(?:,? (\d{4}))?$'),
      (select array[m[2], m[1], m[3]] from regexp_match(p_text, '^(\d{1,2})(?: de)? ([a-z]{3,10})(?:(?: de)? (\d{4}))?$') m));
    if v_match is null then return null; end if;
    v_name := v_match[1];
    v_month := (select n from unnest(array['january enero', 'february febrero', 'march marzo', 'april abril', 'may mayo', 'june junio', 'july julio', 'august agosto',
        'september septiembre', 'october octubre', 'november noviembre', 'december diciembre']) with ordinality a (names, n)
      where exists (select from string_to_table(names, ' ') w where starts_with(w, v_name)) order by n limit 1);
    if v_month is null then return null; end if;
    v_day := v_match[2]::integer; v_year := v_match[3]::integer;
  end if;
  if v_year is not null then return make_date(v_year, v_month, v_day); end if;
  return (select d from (select make_date(extract(year from p_today)::integer + y, v_month, v_day) as d from unnest(array[-1, 0, 1]) y) c order by abs(d - p_today) limit 1);
exception when datetime_field_overflow or numeric_value_out_of_range then return null;
end $$;

-- What is to come first, the nearest first; then what was, the latest first.
create function private.search_in_events(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
declare
  v_day date := private.read_day(p_text, private.local_date(now()));
  v_words text := private.filter_words('public.events', 'search', p_text);
begin
  if v_day is null and v_words is null then return; end if;
  return query execute format(
    'select case when %1$s then 0 else 2 end, t.id, t.title, jsonb_build_object(''starts_at'', t.starts_at, ''status'', t.status, ''kind'', t.kind,
       ''place'', coalesce(t.place_name, t.address), ''is_over'', case when t.ends_at < now() then ''yes'' end)
     from public.events t where %2$s
     order by 1, t.ends_at < now(), abs(extract(epoch from t.starts_at - now())), t.id limit %3$s',
    case when v_day is null then 'false' else format('t.starts_on = %L::date', v_day) end,
    -- The day in the clock of the event lies within a day of that in the office's.
    case when v_day is null then v_words
      else format('(t.starts_at >= %L::timestamptz and t.starts_at < %L::timestamptz and t.starts_on = %L::date)', private.day_start(v_day - 1), private.day_start(v_day + 2), v_day) end,
    p_limit);
end $$;

-- Fragments of fewer than three letters would walk the table: they find nobody here.
create function private.search_in_registrations(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
declare v_words text[] := array(select word from regexp_split_to_table(p_text, '\s+') word where length(word) >= 3);
begin
  if cardinality(v_words) = 0 then return; end if;
  return query execute format(
    'select 2, r.id, r.name, jsonb_build_object(''event_id'', e.id, ''event_title'', e.title, ''starts_at'', e.starts_at, ''status'', r.status)
     from public.registrations r join public.events e on e.id = r.event_id where %s
     order by e.ends_at < now(), abs(extract(epoch from e.starts_at - now())), r.id limit %s',
    array_to_string(array(select format('private.fold(r.name || '' '' || coalesce(r.email, '''')) like %L', private.like_pattern(word)) from unnest(v_words) word), ' and '),
    p_limit);
end $$;
