-- Lists and subscribers as screens show them: found by a piece of an address, counted, one by one with all that was ever said.

-- "Whose address has … in it?", "the newest".
create index subscribers_search on public.subscribers using gin (address extensions.gin_trgm_ops) with (fastupdate = off);
create index subscribers_created on public.subscribers (created_at, id);
create index subscribers_paused on public.subscribers (paused_until) where paused_until is not null;

-- The label of a list is in every letter that went out under it.
create function private.guard_list_code() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.deliveries d join public.campaigns c on c.id = d.campaign_id where c.list_id = new.id and d.status = 'sent') then
    raise sqlstate 'PT422' using message = 'Letters went out under this label. It stays, so that mail programs know them as one list.', hint = 'code';
  end if;
  return new;
end $$;
create trigger _200_guard_code before update of code on public.mailing_lists
  for each row when (new.code is distinct from old.code) execute function private.guard_list_code();

-- Each list with how many have it, asked for it, left it; for a list to everybody only who left is told, the others are whoever is meant.
create function public.mailing_list_counts() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return (select coalesce(jsonb_object_agg(l.id, jsonb_build_object('subscribed', coalesce(c.subscribed, 0), 'pending', coalesce(c.pending, 0), 'unsubscribed', coalesce(c.unsubscribed, 0),
      'campaigns', (select count(*) from public.campaigns p where p.list_id = l.id),
      'has_gone', exists (select from public.campaigns p where p.list_id = l.id and exists (select from public.deliveries d where d.campaign_id = p.id and d.status = 'sent')))), '{}')
    from public.mailing_lists l
    left join (select list_id, count(*) filter (where status = 'subscribed') as subscribed, count(*) filter (where status = 'pending') as pending, count(*) filter (where status = 'unsubscribed') as unsubscribed
      from public.subscriptions group by list_id) c on c.list_id = l.id);
end $$;

-- The order in which lists are shown, as one act.
create function public.order_mailing_lists(p_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('manager');
  update public.mailing_lists l set sort_order = o.place from (select id, place::smallint from unnest(p_ids) with ordinality a (id, place)) o
  where o.id = l.id and l.sort_order <> o.place;
end $$;

-- Filters: list and status (lists of values; a status without a list is one of any list), language, frequency (lists of values),
-- paused, suppressed, left_all (true). search: a fragment of the address.
create function private.subscriber_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_subscription text := nullif(concat_ws(' and ', private.filter_any('c.list_id', 'uuid', f -> 'list'), private.filter_any('c.status', 'text', f -> 'status')), '');
  v_text text := lower(btrim(p_query ->> 'search'));
begin
  return array[
    case when v_subscription is not null then format('exists (select from public.subscriptions c where c.subscriber_id = t.id and %s)', v_subscription) end,
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.frequency', 'text', f -> 'frequency'),
    case when f ->> 'paused' = 'true' then format('t.paused_until > %L::date', public.office_today()) end,
    case when f ->> 'suppressed' = 'true' then 'exists (select from public.suppressions s where s.address = t.address and s.lifted_at is null)' end,
    case when f ->> 'left_all' = 'true' then 't.left_all_at is not null' end,
    case when v_text <> '' then format('t.address like %L', private.like_pattern(v_text)) end];
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_subscribers(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.subscribers',
    'page.address, page.language, page.frequency, case when page.paused_until > public.office_today() then page.paused_until end as paused_until, page.left_all_at, page.created_at,
     (select s.reason from public.suppressions s where s.address = page.address and s.lifted_at is null) as suppressed,
     (select jsonb_agg(jsonb_build_object(''id'', r.id, ''name'', r.name) order by r.created_at, r.id) from (
       select r.id, r.name, r.created_at from public.resident_emails e join public.residents r on r.id = e.resident_id where e.address = page.address order by r.created_at, r.id limit 3) r) as residents,
     (select jsonb_agg(jsonb_build_object(''id'', c.list_id, ''status'', c.status) order by l.sort_order, l.name, l.id)
       from public.subscriptions c join public.mailing_lists l on l.id = c.list_id where c.subscriber_id = page.id) as lists
     from page',
    private.subscriber_filters(p_query),
    '{"address": {"key": "t.address", "type": "text"}, "created_at": {"key": "t.created_at", "type": "timestamptz"}}',
    '{"sort": "address"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_subscribers(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.subscribers', private.subscriber_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
comment on function public.list_subscribers(jsonb) is 'A page of subscribers, with what each gets and whose address it is.';

-- All that the office knows of what an address gets and how that came: its lists, choices, the ledger newest first, the last
-- letters of campaigns. The same for an address that never chose anything.
create function public.consent_record(p_address text, p_limit integer default 30) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_address text := lower(btrim(p_address));
begin
  perform private.at_least('viewer');
  return (select jsonb_build_object('address', v_address, 'subscriber_id', s.id, 'language', s.language, 'frequency', coalesce(s.frequency, 'every'),
    'paused_until', case when s.paused_until > public.office_today() then s.paused_until end, 'left_all_at', s.left_all_at,
    'suppressed', (select jsonb_build_object('reason', p.reason, 'since', p.created_at, 'status_code', p.status_code) from public.suppressions p where p.address = v_address and p.lifted_at is null),
    'residents', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.created_at, r.id), '[]')
      from (select r.id, r.name, r.created_at from public.resident_emails e join public.residents r on r.id = e.resident_id where e.address = v_address order by r.created_at, r.id limit 10) r),
    'lists', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'needs_consent', l.needs_consent, 'is_active', l.is_active, 'status', c.status,
        'gets', l.is_active and coalesce(c.status = 'subscribed', c.status is null and not l.needs_consent)) order by l.sort_order, l.name, l.id), '[]')
      from public.mailing_lists l left join public.subscriptions c on c.list_id = l.id and c.subscriber_id = s.id where l.is_active or c.id is not null),
    'ledger', (select coalesce(jsonb_agg(to_jsonb(e) order by e.id desc), '[]') from (
      select k.id, k.act, k.source, k.detail, k.created_at, l.name as list_name, t.name as staff_name
      from public.consents k left join public.mailing_lists l on l.id = k.list_id left join public.staff t on t.id = k.staff_id
      where k.address = v_address order by k.id desc limit least(greatest(p_limit, 1), 500)) e),
    'ledger_count', (select count(*) from public.consents k where k.address = v_address),
    'letters', (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from (
      select d.id, d.campaign_id, c.name, d.status, d.reason, coalesce(d.settled_at, d.send_at) as at, d.bounced_at, d.complained_at
      from public.deliveries d join public.campaigns c on c.id = d.campaign_id
      where d.campaign_id is not null and d.to_address = v_address order by d.settled_at desc nulls first, d.id limit 10) m))
  from (select v_address as address) a left join public.subscribers s on s.address = a.address);
end $$;

revoke all on function private.guard_list_code(), private.subscriber_filters(jsonb) from public, anon, authenticated;
revoke all on function public.mailing_list_counts(), public.order_mailing_lists(uuid[]), public.list_subscribers(jsonb), public.count_subscribers(jsonb), public.consent_record(text, integer) from public, anon;
grant execute on function public.mailing_list_counts(), public.order_mailing_lists(uuid[]), public.list_subscribers(jsonb), public.count_subscribers(jsonb), public.consent_record(text, integer) to authenticated, service_role;

-- ---------------------------------------------------------------- views
alter table public.saved_views drop constraint saved_views_resource_known,
  add constraint saved_views_resource_known check (resource in ('inquiries', 'residents', 'events', 'campaigns', 'subscribers'));

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
        when 'campaigns' then private.list_count('public.campaigns', private.campaign_filters(v_one.value))
        when 'subscribers' then private.list_count('public.subscribers', private.subscriber_filters(v_one.value)) end;
    exception when sqlstate 'PT422' or data_exception then v_count := null;
    end;
    v_all := v_all || jsonb_build_object(v_one.key, v_count);
  end loop;
  return v_all;
end $$;
