-- More lists as files: the register of legislation, answer cards, requests for public records, who registered for an event, translations,
-- lines of interpreters' invoices, subawards, the ledger of an award, the letters of a campaign, and the log of exports itself. Some of them are not read by a cursor, or not by one argument: a
-- reader of their own makes them so.

-- The ledger counts with its sums; a file only asks how many.
create function private.count_exported_entries(p_query jsonb) returns integer
language sql volatile set search_path = '' as $$ select (public.count_entries(p_query) ->> 'count')::integer $$;

-- Subawards come by position, what lives and lacks most first. `missing`: how many things each lacks.
create function private.list_exported_subawards(p_query jsonb) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  v_from integer := coalesce((p_query #>> '{after,0}')::integer, 0);
  v_page jsonb := public.list_subawards(p_query - 'after' || jsonb_build_object('offset', v_from));
  v_next integer := v_from + jsonb_array_length(v_page -> 'rows');
begin
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(r || jsonb_build_object('missing', jsonb_array_length(r -> 'gaps')) order by n), '[]')
      from jsonb_array_elements(v_page -> 'rows') with ordinality a (r, n)),
    'next', case when v_next < (v_page ->> 'count')::integer and v_next > v_from then jsonb_build_array(v_next) end);
end $$;
create function private.count_exported_subawards(p_query jsonb) returns integer
language sql volatile set search_path = '' as $$ select (public.list_subawards(p_query || '{"limit": 1}') ->> 'count')::integer $$;

-- The letters of the campaign that the query names. `fate`: the gravest of what became of each, as its screen says it.
create function private.list_exported_letters(p_query jsonb) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare v_page jsonb := public.campaign_letters((p_query ->> 'campaign')::uuid, p_query - 'campaign');
begin
  return jsonb_build_object('next', v_page -> 'next', 'rows', (select coalesce(jsonb_agg(r || jsonb_build_object('fate', case
      when r ->> 'status' in ('failed', 'cancelled') then r ->> 'status'
      when r ->> 'complained_at' is not null then 'complained'
      when r ->> 'bounced_at' is not null then 'bounced'
      when r ->> 'status' = 'waiting' then case when r ->> 'reason' is null then 'queued' else 'deferred' end
      when r ->> 'replied_at' is not null then 'replied'
      when r ->> 'unsubscribed_at' is not null then 'unsubscribed'
      else 'sent' end) order by n), '[]')
    from jsonb_array_elements(v_page -> 'rows') with ordinality a (r, n)));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function private.count_exported_letters(p_query jsonb) returns integer
language plpgsql volatile set search_path = '' as $$
begin
  return (public.campaign_letters((p_query ->> 'campaign')::uuid, p_query - 'campaign' || '{"limit": 1}') ->> 'count')::integer;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
-- Who registered for the event that the query names ({event, search, status}), by position.
create function private.list_exported_registrations(p_query jsonb) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  v_from integer := coalesce((p_query #>> '{after,0}')::integer, 0);
  v_page jsonb;
  v_next integer;
begin
  if p_query ->> 'event' is null then return '{"rows": [], "next": null}'::jsonb; end if;
  v_page := public.event_registrations((p_query ->> 'event')::uuid, p_query - 'after' || jsonb_build_object('offset', v_from));
  v_next := v_from + jsonb_array_length(v_page -> 'rows');
  return jsonb_build_object('rows', v_page -> 'rows', 'next', case when v_next < (v_page ->> 'count')::integer and v_next > v_from then jsonb_build_array(v_next) end);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function private.count_exported_registrations(p_query jsonb) returns integer
language plpgsql volatile set search_path = '' as $$
begin
  return case when p_query ->> 'event' is null then 0 else (public.event_registrations((p_query ->> 'event')::uuid, p_query || '{"limit": 1}') ->> 'count')::integer end;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- Requests for public records with their days, the latest first.
create function private.list_exported_records(p_query jsonb) returns jsonb
language plpgsql volatile set search_path = '' as $$
begin
  return private.list_page('public.records_requests',
    'page.inquiry_id, i.number, i.subject, page.custodian, page.received_by_office_on, page.received_by_custodian_on, page.safe_due_on, page.delay_sent_on, page.delay_reason, page.delay_until_on,
     page.fee_cents, page.fee_sent_on, page.fee_paid_on, page.question, page.question_sent_on, page.question_answered_on, page.ended_on, page.ended_as, page.ended_note
     from page cross join lateral (select number, subject from public.inquiries where id = page.inquiry_id offset 0) i',
    array[]::text[], '{"received": {"key": "t.received_by_office_on", "type": "date"}}', p_query || '{"sort": "received", "descending": true}');
end $$;
create function private.count_exported_records(p_query jsonb) returns integer
language sql volatile set search_path = '' as $$ select private.list_count('public.records_requests', array[]::text[]) $$;
revoke all on function private.list_exported_registrations(jsonb), private.count_exported_registrations(jsonb), private.list_exported_records(jsonb), private.count_exported_records(jsonb)
  from public, anon, authenticated;
revoke all on function private.count_exported_entries(jsonb), private.list_exported_subawards(jsonb), private.count_exported_subawards(jsonb), private.list_exported_letters(jsonb),
  private.count_exported_letters(jsonb) from public, anon, authenticated;

-- Which lists there are, the function that reads each and the one that counts it (one argument, the query; with their schema), and the
-- lowest role that may take it away.
create or replace function private.export_lists() returns table (list text, lister text, counter text, lowest text)
language sql immutable set search_path = '' as $$
  values ('inquiries', 'public.list_inquiries', 'public.count_inquiries', 'staff'),
    ('residents', 'public.list_residents', 'public.count_residents', 'staff'),
    ('tasks', 'public.list_tasks', 'public.count_tasks', 'staff'),
    ('legislation', 'public.list_legislation', 'public.count_legislation', 'staff'),
    ('answer_cards', 'public.list_answer_cards', 'public.count_answer_cards', 'staff'),
    ('records_requests', 'private.list_exported_records', 'private.count_exported_records', 'staff'),
    ('events', 'public.list_events', 'public.count_events', 'staff'),
    ('registrations', 'private.list_exported_registrations', 'private.count_exported_registrations', 'staff'),
    ('programs', 'public.list_programs', 'public.count_programs', 'staff'),
    ('organizations', 'public.list_organizations', 'public.count_organizations', 'staff'),
    ('referrals', 'public.list_referrals', 'public.count_referrals', 'staff'),
    ('applications', 'public.list_applications', 'public.count_applications', 'staff'),
    ('language_encounters', 'public.list_encounters', 'public.count_encounters', 'staff'),
    ('translation_requests', 'public.list_translations', 'public.count_translations', 'staff'),
    ('interpreter_invoice_lines', 'public.list_invoice_lines', 'public.count_invoice_lines', 'staff'),
    ('service_requests', 'public.list_service_requests', 'public.count_service_requests', 'staff'),
    ('initiatives', 'public.list_initiatives', 'public.count_initiatives', 'staff'),
    ('meetings', 'public.list_meetings', 'public.count_meetings', 'staff'),
    ('opportunities', 'public.list_opportunities', 'public.count_opportunities', 'staff'),
    ('awards', 'public.list_awards', 'public.count_awards', 'staff'),
    ('subawards', 'private.list_exported_subawards', 'private.count_exported_subawards', 'staff'),
    ('award_entries', 'public.list_entries', 'private.count_exported_entries', 'staff'),
    ('campaigns', 'public.list_campaigns', 'public.count_campaigns', 'staff'),
    -- Addresses in number: as who may change them.
    ('deliveries', 'private.list_exported_letters', 'private.count_exported_letters', 'coordinator'),
    ('subscribers', 'public.list_subscribers', 'public.count_subscribers', 'coordinator'),
    ('suppressions', 'public.list_suppressions', 'public.count_suppressions', 'coordinator'),
    -- Who sees everybody's.
    ('exports', 'public.list_exports', 'public.count_exports', 'manager')
$$;

-- As before, but that each function of a list says its schema.
create or replace function public.start_export(p_export jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_list record;
  v_query jsonb := coalesce(p_export -> 'query', '{}') - 'after' - 'before' - 'limit';
  v_purpose text := btrim(coalesce(p_export ->> 'purpose', ''));
  v_me uuid := private.current_staff_id();
  v_rows integer;
  v_id uuid;
begin
  perform private.at_least('staff');
  select * into v_list from private.export_lists() where list = p_export ->> 'list';
  if v_list.list is null then
    raise sqlstate 'PT404' using message = 'There is no such list to export.', hint = 'export_list';
  end if;
  perform private.at_least(v_list.lowest);
  if length(v_purpose) < 10 then
    raise sqlstate 'PT422' using message = 'Say in a sentence what this file is for: who asked for it, or what it is used in.', hint = 'purpose';
  elsif length(v_purpose) > 1000 then
    raise sqlstate 'PT422' using message = 'Say it shorter: 1,000 characters at most.', hint = 'purpose';
  elsif coalesce(p_export ->> 'format', '') not in ('csv', 'xlsx') then
    raise sqlstate 'PT422' using message = 'Choose CSV or Excel.', hint = 'format';
  elsif length(p_export ->> 'address') > 4000 or jsonb_typeof(v_query) <> 'object' then
    raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
  end if;
  execute format('select %s($1)', v_list.counter) into v_rows using v_query;
  if v_rows > private.export_direct() and (select count(*) from public.exports where asked_by = v_me and state in ('waiting', 'making')) >= 3 then
    raise sqlstate 'PT409' using message = 'Three of your exports are being made. Wait until one of them is ready.', hint = 'export_many';
  end if;
  insert into public.exports (list, format, purpose, address, query, columns, asked_by, state)
  values (v_list.list, p_export ->> 'format', v_purpose, coalesce(p_export ->> 'address', ''), v_query, private.check_export_columns(p_export -> 'columns'), v_me,
    case when v_rows > private.export_direct() then 'waiting' else 'direct' end)
  returning id into v_id;
  return jsonb_build_object('id', v_id, 'rows', v_rows, 'is_later', v_rows > private.export_direct());
end $$;

create or replace function public.export_page(p_id uuid, p_after jsonb default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_export public.exports;
  v_list record;
  v_user uuid;
  v_page jsonb;
begin
  select * into v_export from public.exports where id = p_id and state in ('direct', 'making') and finished_at is null;
  if v_export.id is null then raise sqlstate 'PT404' using message = 'There is no such export.', hint = 'missing'; end if;
  select * into v_list from private.export_lists() where list = v_export.list;
  select user_id into v_user from public.staff where id = v_export.asked_by;
  perform set_config('request.jwt.claim.sub', coalesce(v_user::text, ''), true), set_config('request.jwt.claim.role', 'authenticated', true),
    set_config('request.jwt.claims', jsonb_build_object('sub', v_user, 'role', 'authenticated', 'aal', 'aal2')::text, true);
  perform private.at_least(v_list.lowest);
  execute format('select %s($1)', v_list.lister) into v_page
    using v_export.query || jsonb_build_object('limit', 200) || case when p_after is null then '{}'::jsonb else jsonb_build_object('after', p_after) end;
  return jsonb_build_object('rows', v_page -> 'rows', 'next', v_page -> 'next');
end $$;

-- Which columns of each list somebody leaves out of their files is kept beside how the lists look: there are more of them now.
alter table public.preferences drop constraint preferences_lists_object;
alter table public.preferences add constraint preferences_lists_object check (jsonb_typeof(lists) = 'object' and length(lists::text) <= 40000);
