-- Initiatives that a report tells of open as they were told: filters beside those of before are section (a list) and told ({from, to}:
-- proposed or decided in those days).
create or replace function private.initiative_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_organization text := private.filter_any('o.organization_id', 'uuid', f -> 'organization');
  v_words text := nullif(btrim(p_query ->> 'search'), '');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.kind', 'text', f -> 'kind'),
    private.filter_any('t.capability', 'text', f -> 'capability'),
    private.filter_any('t.owner_id', 'uuid', f -> 'owner'),
    case when v_organization is not null then format('exists (select from public.initiative_organizations o where o.initiative_id = t.id and %s)', v_organization) end,
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    case when f -> 'told' is not null then format('(t.proposed_on between %1$L::date and %2$L::date or t.decided_on between %1$L::date and %2$L::date)', (f #>> '{told,from}')::date, (f #>> '{told,to}')::date) end,
    case f ->> 'is_open' when 'true' then 't.decided_on is null' when 'false' then 't.decided_on is not null' end,
    case when f ->> 'mine' = 'true' then format('t.owner_id = %L::uuid', private.current_staff_id()) end,
    case when f ->> 'due' = 'true' then format('t.decided_on is null and t.next_on <= %L::date', coalesce((p_query ->> 'today')::date, private.local_date(now()))) end,
    case when cardinality(tsvector_to_array(private.search_document(v_words))) > 0 then format('private.search_document(concat_ws('' '', t.title, t.problem, t.proposal)) @@ %L::tsquery', private.words_query(array(select left(word, 60) from unnest(tsvector_to_array(private.search_document(v_words))) word))) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
