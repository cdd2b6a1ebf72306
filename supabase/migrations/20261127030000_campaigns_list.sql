-- Campaigns as a list: found by what the office calls them and by their subjects, narrowed, counted, kept as views.

-- Words of the name and of every subject. Derived, so refreshing it makes no new version and no line in the log.
alter table public.campaigns add column search tsvector not null default '';
create index campaigns_search on public.campaigns using gin (search) with (fastupdate = off);

create function private.campaign_words(p_id uuid, p_name text) returns tsvector
language sql stable security definer set search_path = '' as $$
  select private.search_document(concat_ws(' ', p_name,
    (select string_agg(concat_ws(' ', m.subject, m.subject_b), ' ' order by m.language) from public.campaign_messages m where m.campaign_id = p_id)))
$$;
revoke all on function private.campaign_words(uuid, text) from public, anon, authenticated;

create function private.stamp_campaign_search() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search := private.campaign_words(new.id, new.name);
  return new;
end $$;
create trigger _300_stamp_search before insert or update of name on public.campaigns for each row execute function private.stamp_campaign_search();

create function private.refresh_campaign_search() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_campaign uuid := case when tg_op = 'DELETE' then old.campaign_id else new.campaign_id end;
  v_before text := current_setting('rotunda.refreshing', true);
begin
  perform set_config('rotunda.refreshing', 'on', true);
  update public.campaigns c set search = private.campaign_words(c.id, c.name)
  where c.id = v_campaign and c.search is distinct from private.campaign_words(c.id, c.name);
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  return null;
end $$;
create trigger _800_refresh_search after insert or update of subject, subject_b or delete on public.campaign_messages
  for each row execute function private.refresh_campaign_search();

-- Filters: status, kind, list, written_by (lists of values); language (there is a version in it); scheduled ({from, to} days);
-- is_open (not sent, not cancelled); to_approve (asked for, and not written or submitted by the reader); mine (written by the reader).
create function private.campaign_filters(p_query jsonb) returns text[]
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
    case when v_language is not null then format('exists (select from public.campaign_messages m where m.campaign_id = t.id and %s)', v_language) end,
    private.filter_days('t.scheduled_at', f -> 'scheduled'),
    case f ->> 'is_open' when 'true' then 't.status not in (''sent'', ''cancelled'')' when 'false' then 't.status in (''sent'', ''cancelled'')' end,
    case when f ->> 'to_approve' = 'true' then format('t.status = ''in_review'' and t.written_by is distinct from %1$L::uuid and t.submitted_by is distinct from %1$L::uuid', v_me) end,
    case when f ->> 'mine' = 'true' then format('t.written_by = %L::uuid', v_me) end,
    private.filter_words('public.campaigns', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- A row's subject is the one that whoever has no language of their own reads. Recipients are letters, counted to 10,001; null before
-- the audience is frozen.
create function public.list_campaigns(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.campaigns',
    'page.name, page.kind, page.status, page.list_id, l.name as list_name, page.fallback_language, page.scheduled_at, page.started_at, page.finished_at, page.frozen_at,
     page.pause_reason, page.written_by, page.ab_share, page.published_at, page.created_at, page.updated_at, page.version,
     (select m.subject from public.campaign_messages m where m.campaign_id = page.id order by m.language = page.fallback_language desc, m.subject = '''', m.created_at limit 1) as subject,
     (select jsonb_agg(m.language order by m.language = page.fallback_language desc, m.created_at) from public.campaign_messages m where m.campaign_id = page.id) as languages,
     case when page.frozen_at is not null then (select count(*) from (select from public.deliveries d where d.campaign_id = page.id limit 10001) c) end as recipients
     from page join public.mailing_lists l on l.id = page.list_id',
    private.campaign_filters(p_query),
    '{"created_at": {"key": "t.created_at", "type": "timestamptz"}, "updated_at": {"key": "t.updated_at", "type": "timestamptz"}, "name": {"key": "lower(t.name)", "type": "text"},
      "dated": {"key": "coalesce(t.finished_at, t.scheduled_at, t.created_at)", "type": "timestamptz"}}',
    '{"sort": "created_at", "descending": true}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_campaigns(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.campaigns', private.campaign_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function public.list_campaigns(jsonb), public.count_campaigns(jsonb) from public, anon;
grant execute on function public.list_campaigns(jsonb), public.count_campaigns(jsonb) to authenticated, service_role;
comment on function public.list_campaigns(jsonb) is 'A page of campaigns, with subject, languages, list and how many letters.';

-- ---------------------------------------------------------------- views
alter table public.saved_views drop constraint saved_views_resource_known,
  add constraint saved_views_resource_known check (resource in ('inquiries', 'residents', 'events', 'campaigns'));

create or replace function public.count_views(p_resource text, p_queries jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_one record;
  v_count integer;
  v_all jsonb := '{}';
begin
  perform private.may_list();
  for v_one in select key, value from jsonb_each(p_queries) limit 40 loop
    begin
      v_count := case p_resource
        when 'inquiries' then private.list_count('public.inquiries', private.inquiry_filters(v_one.value))
        when 'residents' then private.list_count('public.residents', private.resident_filters(v_one.value))
        when 'events' then private.list_count('public.events', private.event_filters(v_one.value))
        when 'campaigns' then private.list_count('public.campaigns', private.campaign_filters(v_one.value)) end;
    exception when sqlstate 'PT422' or data_exception then v_count := null;
    end;
    v_all := v_all || jsonb_build_object(v_one.key, v_count);
  end loop;
  return v_all;
end $$;
