-- A subscription has no name of its own: the history calls it by its list, and says whose address it is.

alter function private.history_words(jsonb, text[]) rename to history_column_words;

-- As before, and for subscriptions the name of the list, and the address under "subscription_addresses".
create function private.history_words(p_changes jsonb, p_readable text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_words jsonb := private.history_column_words(p_changes, p_readable);
  v_ids uuid[] := array(select distinct (v ->> 'record')::uuid from jsonb_array_elements(p_changes) v where v ->> 'table' = 'subscriptions' and 'subscriptions' = any (p_readable));
begin
  if cardinality(v_ids) = 0 then return v_words; end if;
  return jsonb_set(v_words, '{names}', (v_words -> 'names') || (
    select jsonb_build_object('subscriptions', coalesce(jsonb_object_agg(s.id::text, l.name), '{}'), 'subscription_addresses', coalesce(jsonb_object_agg(s.id::text, b.address), '{}'))
    from public.subscriptions s join public.mailing_lists l on l.id = s.list_id join public.subscribers b on b.id = s.subscriber_id where s.id = any (v_ids)));
end $$;
revoke all on function private.history_words(jsonb, text[]) from public, anon, authenticated;
