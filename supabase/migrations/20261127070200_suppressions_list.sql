-- Suppressed addresses and reports as screens show them: found by a piece of the address, page by page, with the letter they came from.

-- "Whose address has … in it?"
create index suppressions_search on public.suppressions using gin (address extensions.gin_trgm_ops) with (fastupdate = off);

-- Filters: reason (a list of values), is_lifted (false: in force). search: a piece of the address.
create function private.suppression_filters(p_query jsonb) returns text[]
language plpgsql immutable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := lower(btrim(p_query ->> 'search'));
begin
  return array[
    private.filter_any('t.reason', 'text', f -> 'reason'),
    case f ->> 'is_lifted' when 'true' then 't.lifted_at is not null' when 'false' then 't.lifted_at is null' end,
    case when v_text <> '' then format('t.address like %L', private.like_pattern(v_text)) end];
end $$;

create function public.list_suppressions(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.suppressions',
    'page.address, page.reason, page.status_code, page.detail, page.created_at, page.lifted_at, page.lifted_reason,
     (select s.name from public.staff s where s.id = page.created_by) as created_by, (select s.name from public.staff s where s.id = page.lifted_by) as lifted_by,
     (select jsonb_build_object(''campaign_id'', c.id, ''campaign'', c.name, ''subject'', d.subject, ''kind'', d.kind, ''at'', d.settled_at)
       from public.deliveries d left join public.campaigns c on c.id = d.campaign_id where d.id = page.delivery_id) as letter,
     (select jsonb_agg(jsonb_build_object(''id'', r.id, ''name'', r.name) order by r.created_at, r.id) from (
       select r.id, r.name, r.created_at from public.resident_emails e join public.residents r on r.id = e.resident_id where e.address = page.address order by r.created_at, r.id limit 3) r) as residents
     from page',
    private.suppression_filters(p_query),
    '{"created_at": {"key": "t.created_at", "type": "timestamptz"}, "address": {"key": "t.address", "type": "text"}}',
    '{"sort": "created_at", "descending": true}' || p_query);
end $$;
create function public.count_suppressions(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.suppressions', private.suppression_filters(p_query));
end $$;

-- What came back, the newest first. Filters: campaign, delivery, kind, outcome (lists of values; a null stands for none).
create function public.list_bounces(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  perform private.may_list();
  return private.list_page('public.bounces',
    'page.kind, page.status_code, page.diagnostic, page.address, page.outcome, page.source, page.received_at, page.delivery_id,
     (select jsonb_build_object(''id'', c.id, ''name'', c.name) from public.campaigns c where c.id = page.campaign_id) as campaign
     from page',
    array[private.filter_any('t.campaign_id', 'uuid', f -> 'campaign'), private.filter_any('t.delivery_id', 'uuid', f -> 'delivery'),
      private.filter_any('t.kind', 'text', f -> 'kind'), private.filter_any('t.outcome', 'text', f -> 'outcome')],
    '{"received_at": {"key": "t.received_at", "type": "timestamptz"}}',
    '{"sort": "received_at", "descending": true}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

revoke all on function private.suppression_filters(jsonb) from public, anon, authenticated;
revoke all on function public.list_suppressions(jsonb), public.count_suppressions(jsonb), public.list_bounces(jsonb) from public, anon;
grant execute on function public.list_suppressions(jsonb), public.count_suppressions(jsonb), public.list_bounces(jsonb) to authenticated, service_role;
