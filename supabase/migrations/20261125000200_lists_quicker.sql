-- Lists that stay quick as the office grows: a search for several words begins with the rarest, and a month in another
-- order is sorted inside an index.

-- "This month's, by due day": the due day rides along, so only the page itself is fetched from the table. The same for "what
-- was closed this month, in the order of opening".
create index inquiries_opened_due on public.inquiries (opened_at, id, closed_at) include (due_on);
drop index public.inquiries_opened;
alter index public.inquiries_opened_due rename to inquiries_opened;
create index inquiries_closed_opened on public.inquiries (closed_at, id) include (opened_at);
drop index public.inquiries_closed;
alter index public.inquiries_closed_opened rename to inquiries_closed;

-- Every word must begin a word of the record.
create function private.words_query(p_words text[]) returns tsquery
language sql immutable parallel safe set search_path = '' as $$
  select string_agg('''' || word || ''':*', ' & ')::tsquery from unnest(p_words) word
$$;

-- The condition that every word of a text begins a word of the record. An index that must find all records of a common word
-- only to keep those of a rare one takes longer with each year; so when some words are rare, only those ask the index, and the
-- common ones are looked for in what was found (the empty document beside the column keeps the index out of it). Which words are
-- common is what the table's statistics know; a word that is in none of them is rare.
create function private.filter_words(p_table regclass, p_column name, p_text text) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_words text[] := array(select left(word, 60) from unnest(tsvector_to_array(private.search_document(p_text))) word);
  v_common text[] := '{}'::text[];
begin
  if cardinality(v_words) = 0 then return null; end if;
  if cardinality(v_words) > 1 then
    select coalesce(array_agg(w.word), '{}') into v_common from (
      select w.word
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = p_column
      cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (word, share)
      join unnest(v_words) w (word) on starts_with(e.word, w.word)
      where c.oid = p_table
      group by w.word having sum(e.share) >= 0.003) w;
  end if;
  if cardinality(v_common) in (0, cardinality(v_words)) then
    return format('t.%I @@ %L::tsquery', p_column, private.words_query(v_words));
  end if;
  return format('t.%1$I @@ %2$L::tsquery and (t.%1$I || '''') @@ %3$L::tsquery', p_column,
    private.words_query(array(select unnest(v_words) except select unnest(v_common))), private.words_query(v_common));
end $$;

create or replace function private.inquiry_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    -- States other than closed are open: saying so lets the small partial indexes answer.
    case when jsonb_typeof(f -> 'status') = 'array' and jsonb_array_length(f -> 'status') > 0 and not f -> 'status' ? 'closed' then 't.closed_at is null' end,
    private.filter_any('t.channel', 'text', f -> 'channel'),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.topic_id', 'uuid', f -> 'topic'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.department_id', 'uuid', f -> 'department'),
    private.filter_any('t.assigned_to', 'uuid', f -> 'assigned_to'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    private.filter_any('t.resolution_code', 'text', f -> 'resolution'),
    case f ->> 'is_open' when 'true' then 't.closed_at is null' when 'false' then 't.closed_at is not null' end,
    private.filter_days('t.opened_at', f -> 'opened'),
    private.filter_days('t.closed_at', f -> 'closed'),
    case when f ->> 'due_before' is not null then format('coalesce(t.due_on, ''infinity''::date) < %L::date and t.closed_at is null', (f ->> 'due_before')::date) end,
    case when f ->> 'open_on' is not null then format('t.opened_at < %1$L::timestamptz and (t.closed_at is null or t.closed_at >= %1$L::timestamptz)', private.day_start((f ->> 'open_on')::date + 1)) end,
    private.filter_words('public.inquiries', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
drop function private.search_query(text);
