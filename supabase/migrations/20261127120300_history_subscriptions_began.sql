-- A row of a subscription may begin as a leaving: who clicks once in a letter that nobody had to ask for leaves a list that they were never
-- put on. As before, and with the state in which a subscription began: what its first change says it was, or else what it is.
create or replace function private.history_words(p_changes jsonb, p_readable text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_words jsonb := private.history_column_words(p_changes, p_readable);
  v_ids uuid[] := array(select distinct (v ->> 'record')::uuid from jsonb_array_elements(p_changes) v where v ->> 'table' = 'subscriptions' and 'subscriptions' = any (p_readable));
begin
  if cardinality(v_ids) = 0 then return v_words; end if;
  return jsonb_set(v_words, '{names}', (v_words -> 'names') || (
    select jsonb_build_object('subscriptions', coalesce(jsonb_object_agg(s.id::text, l.name), '{}'), 'subscription_addresses', coalesce(jsonb_object_agg(s.id::text, b.address), '{}'),
      'subscription_beginnings', coalesce(jsonb_object_agg(s.id::text, coalesce(c.status, s.status)), '{}'))
    from public.subscriptions s join public.mailing_lists l on l.id = s.list_id join public.subscribers b on b.id = s.subscriber_id
      left join lateral (select x.before ->> 'status' as status from public.changes x
        where x.table_name = 'subscriptions' and x.record_id = s.id::text and x.action = 'update' and x.before ? 'status' order by x.id limit 1) c on true
    where s.id = any (v_ids)));
end $$;
