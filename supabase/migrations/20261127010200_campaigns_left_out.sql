-- Who was left out of a campaign when it was scheduled, page by page; the same for a reason of one's choice.

-- {counts: {reason: n}, rows: [{id, resident_id, name, address, reason}], next: the id to go on after, or null}. p_query: {reason, after, limit}.
create function public.campaign_left_out(p_id uuid, p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_limit integer := least(greatest(coalesce((p_query ->> 'limit')::integer, 25), 1), 200);
  v_after bigint := coalesce((p_query ->> 'after')::bigint, 0);
  v_reason text := p_query ->> 'reason';
  v_rows jsonb;
begin
  perform private.may_list();
  -- One reason after the other, each by its index, so that no page sorts the whole.
  select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]') into v_rows from (
    select p.id, p.resident_id, coalesce(t.preferred_name, t.name) as name, p.address, p.reason
    from (select * from (values ('no_address'), ('same_address'), ('unsubscribed'), ('suppressed'), ('no_consent'), ('paused'), ('frequency'), ('open_inquiry'), ('protected')) reasons (reason)
      cross join lateral (select x.id, x.resident_id, x.address from public.campaign_exclusions x
        where x.campaign_id = p_id and x.reason = reasons.reason and x.id > v_after order by x.id limit v_limit + 1) one
      where v_reason is null or reasons.reason = v_reason
      order by one.id limit v_limit + 1) p
    left join public.residents t on t.id = p.resident_id) r;
  return jsonb_build_object(
    'counts', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select reason, count(*) as n from public.campaign_exclusions where campaign_id = p_id group by reason) c),
    'rows', case when jsonb_array_length(v_rows) > v_limit then v_rows - v_limit else v_rows end,
    'next', case when jsonb_array_length(v_rows) > v_limit then v_rows -> (v_limit - 1) -> 'id' end);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'This page of the list cannot be found. Go back to its beginning.', hint = 'after';
end $$;
revoke all on function public.campaign_left_out(uuid, jsonb) from public, anon;
grant execute on function public.campaign_left_out(uuid, jsonb) to authenticated, service_role;
comment on function public.campaign_left_out(uuid, jsonb) is 'Who was left out of a campaign when it was scheduled, and why.';
