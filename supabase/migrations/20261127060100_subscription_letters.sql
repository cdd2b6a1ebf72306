-- Letters that belong to no event: what they say, as facts. Whoever typed an address gets one of them.

create function private.subscription_facts(p_delivery public.deliveries) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'office', (select jsonb_build_object('name', office_name, 'city', city_name, 'address', address, 'email', coalesce(mail_reply_to, email), 'phone', phone) from public.settings),
    'lists', (select coalesce(jsonb_agg(private.list_shown(l) order by l.sort_order, l.name, l.id), '[]') from public.mailing_lists l
      where l.id in (select value::uuid from jsonb_array_elements_text(coalesce(p_delivery.payload -> 'lists', '[]')))))
  where p_delivery.kind like 'subscription.%'
$$;
revoke all on function private.subscription_facts(public.deliveries) from public, anon, authenticated;

-- What the letter with this number says; null when it is not to be sent any more.
create or replace function public.delivery_facts(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(private.letter_facts(d.kind, d.event_id, d.registration_id), private.subscription_facts(d))
    || jsonb_build_object('id', d.id, 'kind', d.kind, 'language', d.language, 'payload', d.payload)
  from public.deliveries d where d.id = p_id and d.status = 'waiting'
$$;

-- "What was this address written?" For whoever types one, and for the record of a resident.
create index deliveries_subscription on public.deliveries (to_address, created_at) where kind like 'subscription.%';

-- What the public pages offer to whoever comes without a link.
create function public.offered_lists() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.list_shown(l) order by l.sort_order, l.name, l.id), '[]') from public.mailing_lists l where l.is_public and l.is_active
$$;
revoke all on function public.offered_lists() from public, anon, authenticated;
grant execute on function public.offered_lists() to service_role;
