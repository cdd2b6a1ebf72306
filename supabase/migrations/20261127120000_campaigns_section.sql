-- The list of campaigns by section of the ordinance, as the lists of inquiries and events have it.

-- Filters: status, kind, list, written_by, section (lists of values); language (there is a version in it); scheduled ({from, to}
-- days); is_open (not sent, not cancelled); to_approve (asked for, and not written or submitted by the reader); mine (written by
-- the reader).
create or replace function private.campaign_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_language text := private.filter_any('m.language', 'text', f -> 'language');
  v_me uuid := private.current_staff_id();
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.kind', 'text', f -> 'kind'),
    private.filter_any('t.list_id', 'uuid', f -> 'list'),
    private.filter_any('t.written_by', 'uuid', f -> 'written_by'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    case when v_language is not null then format('exists (select from public.campaign_messages m where m.campaign_id = t.id and %s)', v_language) end,
    private.filter_days('t.scheduled_at', f -> 'scheduled'),
    case f ->> 'is_open' when 'true' then 't.status not in (''sent'', ''cancelled'')' when 'false' then 't.status in (''sent'', ''cancelled'')' end,
    case when f ->> 'to_approve' = 'true' then format('t.status = ''in_review'' and t.written_by is distinct from %1$L::uuid and t.submitted_by is distinct from %1$L::uuid', v_me) end,
    case when f ->> 'mine' = 'true' then format('t.written_by = %L::uuid', v_me) end,
    private.filter_words('public.campaigns', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
