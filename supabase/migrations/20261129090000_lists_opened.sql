-- What a report or the map counted opens as it was counted: the lists of partners take the conditions that their figures were made by.

-- Who pays for a program, told once: where the federal government pays, there.
create function private.program_payer(p_program uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select f.level from public.fundings f where f.program_id = p_program order by array_position(array['federal', 'state', 'local', 'private', 'unknown'], f.level) limit 1), 'unknown')
$$;
revoke all on function private.program_payer(uuid) from public, anon, authenticated;

-- Filters beside those of before: accepted and declined ({from, to} days); is_filed (true: by the channel of 311, false: not); payer (a
-- list of who pays for the program).
create or replace function private.referral_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.organization_id', 'uuid', f -> 'organization'),
    private.filter_any('t.topic_id', 'uuid', f -> 'topic'),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.program_id', 'uuid', f -> 'program'),
    private.filter_any('t.inquiry_id', 'uuid', f -> 'inquiry'),
    private.filter_any('t.event_id', 'uuid', f -> 'event'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_any('t.outcome', 'text', f -> 'outcome'),
    private.filter_any('t.delivery', 'text', f -> 'delivery'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    case when f ->> 'number' is not null then format('t.number = %L::bigint', f ->> 'number') end,
    private.filter_days('t.sent_at', f -> 'sent'),
    private.filter_days('t.closed_at', f -> 'closed'),
    private.filter_days('t.accepted_at', f -> 'accepted'),
    private.filter_days('t.declined_at', f -> 'declined'),
    case f ->> 'is_filed' when 'true' then '(t.delivery = ''service_request'' or t.service_request_number is not null)'
      when 'false' then 't.delivery <> ''service_request'' and t.service_request_number is null' end,
    case when private.filter_any('x', 'text', f -> 'payer') is not null then 't.program_id is not null and ' || private.filter_any('private.program_payer(t.program_id)', 'text', f -> 'payer') end,
    case f ->> 'is_open' when 'true' then '(t.status in (''sent'', ''asked'', ''accepted'') or t.status = ''declined'' and t.next_id is null)'
      when 'false' then '(t.status in (''draft'', ''closed'', ''withdrawn'') or t.status = ''declined'' and t.next_id is not null)' end,
    case when f ->> 'is_late' = 'true' then '(t.asked_at is null and (t.status = ''sent'' and t.accept_due_at < now() or t.status = ''accepted'' and t.outcome_due_at < now()))' end,
    case when f ->> 'waits' = 'true' then 't.status in (''sent'', ''asked'')' end,
    case when f ->> 'has_question' = 'true' then 't.asked_at is not null' end,
    case when f ->> 'is_refused' = 'true' then 't.status = ''declined'' and t.next_id is null' end,
    case when f ->> 'is_sent' = 'true' then 't.sent_at is not null' end,
    case when f ->> 'mine' = 'true' then format('t.created_by = %L::uuid', private.current_staff_id()) end,
    case when btrim(coalesce(p_query ->> 'search', '')) <> '' then private.referral_words(btrim(p_query ->> 'search')) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- Filters beside those of before: payer (a list: who pays first); added and reviewed ({from, to} days); there ({from, to}: in the
-- directory by the last day, and active or referred to in those days).
create or replace function private.program_conditions(p_query jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_today date := coalesce((p_query ->> 'on')::date, private.local_date(now()));
  v_level text := private.filter_any('x.level', 'text', f -> 'level');
  v_award text := private.filter_any('x.award_id', 'uuid', f -> 'award');
begin
  return jsonb_strip_nulls(jsonb_build_object(
    'need', case when jsonb_array_length(private.listed(f -> 'need')) > 0 then
      format('t.id in (select x.program_id from public.program_needs x where x.need_id = any (%L::uuid[]))', private.ids_of('needs', f -> 'need')) end,
    'district', case when jsonb_array_length(private.listed(f -> 'district')) > 0 then
      format('(t.id in (select x.program_id from public.program_districts x where x.district_id = any (%L::uuid[])) or t.id not in (select x.program_id from public.program_districts x))',
        private.ids_of('districts', f -> 'district')) end,
    'language', case when jsonb_array_length(private.listed(f -> 'language')) > 0 then
      't.id in (select x.program_id from public.program_languages x where ' || private.filter_any('x.language', 'text', f -> 'language') || ')' end,
    'organization', case when jsonb_array_length(private.listed(f -> 'organization')) > 0 then
      format('t.organization_id = any (%L::uuid[])', private.ids_of('organizations', f -> 'organization')) end,
    'status', private.filter_any('t.status', 'text', f -> 'status'),
    'free', case f ->> 'free' when 'true' then 't.is_free' when 'false' then 't.is_free is false' end,
    'open', case when f ->> 'open' = 'true' then format('%s', private.program_is_open('t', v_today)) end,
    'stale', case when f ->> 'stale' = 'true' then format('(coalesce(t.review_by, ''-infinity''::date) <= %L::date and t.status <> ''defunct'')', v_today) end,
    'review_from', case when f #>> '{review,from}' is not null then format('t.review_by >= %L::date', (f #>> '{review,from}')::date) end,
    'review_to', case when f #>> '{review,to}' is not null then format('t.review_by <= %L::date', (f #>> '{review,to}')::date) end,
    'closes_from', case when f #>> '{closes,from}' is not null then format('t.closes_on >= %L::date', (f #>> '{closes,from}')::date) end,
    'closes_to', case when f #>> '{closes,to}' is not null then format('t.closes_on <= %L::date', (f #>> '{closes,to}')::date) end,
    'owner', private.filter_any('t.owner_id', 'uuid', f -> 'owner'),
    'mine', case when f ->> 'mine' = 'true' then format('t.owner_id = %L::uuid', private.current_staff_id()) end,
    'level', case when v_level is not null then 't.id in (select x.program_id from public.fundings x where x.program_id is not null and ' || v_level || ')' end,
    'award', case when v_award is not null then 't.id in (select x.program_id from public.fundings x where x.program_id is not null and ' || v_award || ')' end,
    'payer', private.filter_any('private.program_payer(t.id)', 'text', f -> 'payer'),
    'added', private.filter_days('t.created_at', f -> 'added'),
    'reviewed_from', case when f #>> '{reviewed,from}' is not null then format('t.reviewed_on >= %L::date', (f #>> '{reviewed,from}')::date) end,
    'reviewed_to', case when f #>> '{reviewed,to}' is not null then format('t.reviewed_on <= %L::date', (f #>> '{reviewed,to}')::date) end,
    'there', case when f -> 'there' is not null then format('t.created_at < %1$L::timestamptz and (t.status = ''active'' or exists (select from public.referrals r where r.program_id = t.id and r.sent_at >= %2$L::timestamptz and r.sent_at < %1$L::timestamptz))',
      private.day_start((f #>> '{there,to}')::date + 1), private.day_start((f #>> '{there,from}')::date)) end,
    'section', private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    'tenure', private.filter_any('t.tenure', 'text', f -> 'tenure'),
    'words', private.filter_words('public.programs', 'search', p_query ->> 'search')));
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- Filters beside those of before: neighborhood (a list of codes or ids); of what we filed: filed ({from, to} days), is_found (true: the
-- feed knows it), by (a day: what was filed until then, as it stood at its end); of what we filed and of all: done ({from, to} days: 311
-- closed it then and says how long it took; of all, what residents asked for).
create or replace function private.service_request_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := btrim(coalesce(p_query ->> 'search', ''));
  v_words text := private.like_pattern(lower(v_text));
  v_begins text := substr(v_words, 2);
begin
  if coalesce(p_query ->> 'view', 'ours') = 'all' then
    return array[
      private.filter_any('t.issue_type', 'text', f -> 'type'),
      private.filter_any('t.work_group', 'text', f -> 'work_group'),
      private.filter_any('t.district_id', 'uuid', f -> 'district'),
      case when jsonb_array_length(private.listed(f -> 'neighborhood')) > 0 then format('t.neighborhood_id = any (%L::uuid[])', private.ids_of('neighborhoods', f -> 'neighborhood')) end,
      case f ->> 'is_open' when 'true' then 't.is_open' when 'false' then 'not t.is_open' end,
      private.filter_days('t.opened_at', f -> 'opened'),
      private.filter_days('t.closed_at', f -> 'closed'),
      case when f -> 'done' is not null then '(not t.is_open and not t.is_internal and t.days_to_close >= 0 and ' || private.filter_days('t.closed_at', f -> 'done') || ')' end,
      case when v_text = '' then null when v_text ~ '^[0-9A-Za-z-]{4,40}$' and v_text ~ '[0-9]{4}'
        then format('(t.service_request_number = %L or lower(t.address) like %L)', v_text, v_begins) else format('lower(t.address) like %L', v_begins) end];
  end if;
  return array[
    private.filter_any('t.issue_type', 'text', f -> 'type'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    case when jsonb_array_length(private.listed(f -> 'neighborhood')) > 0 then format('t.neighborhood_id = any (%L::uuid[])', private.ids_of('neighborhoods', f -> 'neighborhood')) end,
    private.filter_days('t.filed_at', f -> 'filed'),
    case when f -> 'done' is not null then '(not t.is_open and t.days_to_close >= 0 and ' || private.filter_days('t.closed_at', f -> 'done') || ')' end,
    case when f ->> 'is_found' = 'true' then 't.request_id is not null' end,
    private.filter_days('t.filed_at', jsonb_build_object('to', f -> 'by')),
    case p_query ->> 'view' when 'unmatched' then 't.stand in (''missing'', ''waiting'')' when 'late' then 't.stand = ''late''' when 'to_close' then 't.stand = ''to_close''' end,
    case when v_text <> '' then format('(t.number = %L or lower(t.request) like %L)', v_text, v_words) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create or replace function private.service_request_table(p_query jsonb) returns text
language sql stable set search_path = '' as $$
  select case when coalesce(p_query ->> 'view', 'ours') = 'all' then 'public.service_requests' else format('(select * from private.filed_requests(%L::timestamptz))', coalesce(private.day_start((p_query #>> '{filters,by}')::date + 1), now())) end
$$;
