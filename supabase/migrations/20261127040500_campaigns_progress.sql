-- Campaigns: how one that goes out does, for whoever watches it; and the choice of a subject without a word to each letter.

-- Where it stands now: {total, sent, failed, waiting, deferred, cancelled, largest_domain: the most that wait for one domain, per_minute:
-- over the last five minutes, last_at, now, trial: [{variant: a | b | null for whoever waits for the choice, letters, sent, replied,
-- unsubscribed}]}. Deferred: tried, and tried again later.
create function public.campaign_progress(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_one public.campaigns;
  v_last timestamptz;
  v_since timestamptz;
  v_lately bigint;
begin
  perform private.at_least('viewer');
  select * into v_one from public.campaigns where id = p_id;
  if v_one.id is null then raise sqlstate 'PT404' using message = 'This campaign is not there any more.', hint = 'missing'; end if;
  v_last := (select max(settled_at) from public.deliveries where campaign_id = p_id and status = 'sent');
  v_since := greatest(now() - interval '5 minutes', v_one.started_at);
  v_lately := (select count(*) from public.deliveries where campaign_id = p_id and status = 'sent' and settled_at > v_since);
  return (
    with groups as materialized (select status, domain, variant, count(*) as n from public.deliveries where campaign_id = p_id group by 1, 2, 3)
    select jsonb_build_object('total', coalesce(sum(n), 0), 'sent', coalesce(sum(n) filter (where status = 'sent'), 0), 'failed', coalesce(sum(n) filter (where status = 'failed'), 0),
      'waiting', coalesce(sum(n) filter (where status = 'waiting'), 0), 'cancelled', coalesce(sum(n) filter (where status = 'cancelled'), 0),
      'deferred', (select count(*) from public.deliveries where campaign_id = p_id and status = 'waiting' and reason is not null),
      'largest_domain', (select coalesce(max(d.n), 0) from (select sum(n) as n from groups where status = 'waiting' group by domain) d),
      'per_minute', round(v_lately * 60 / greatest(extract(epoch from now() - v_since), 10), 1), 'last_at', v_last, 'now', now(),
      'trial', case when v_one.ab_share is null then '[]'::jsonb else (
        select coalesce(jsonb_agg(jsonb_build_object('variant', t.variant, 'letters', t.letters, 'sent', t.sent, 'replied', coalesce(m.replied, 0), 'unsubscribed', coalesce(m.unsubscribed, 0))
          order by t.variant), '[]')
        from (select variant, sum(n) as letters, coalesce(sum(n) filter (where status = 'sent'), 0) as sent from groups group by variant) t
        left join (select variant, count(replied_at) as replied, count(unsubscribed_at) as unsubscribed from public.deliveries
          where campaign_id = p_id and (bounced_at is not null or complained_at is not null or unsubscribed_at is not null or replied_at is not null) group by variant) m
          on m.variant is not distinct from t.variant) end)
    from groups);
end $$;

-- As before; the letters that wait take the subject when they are claimed, so that half a million rows are not written twice.
create or replace function public.choose_subject(p_id uuid, p_variant text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.campaigns := private.open_campaign(p_id, null, 'coordinator');
begin
  if v_one.ab_share is null then
    raise sqlstate 'PT422' using message = 'This campaign has one subject.', hint = 'campaign_one_subject';
  elsif p_variant is null or p_variant not in ('a', 'b') then
    raise sqlstate 'PT422' using message = 'Choose one of the two subjects.', hint = 'ab_winner';
  elsif v_one.ab_winner is not null then
    raise sqlstate 'PT409' using message = 'The subject was chosen already, and the rest goes out with it.', hint = 'campaign_chosen';
  elsif v_one.status not in ('sending', 'paused') or v_one.started_at is null then
    raise sqlstate 'PT422' using message = 'Nobody has got either of them yet. Choose when the first letters are out.', hint = 'campaign_not_begun';
  end if;
  update public.campaigns set ab_winner = p_variant where id = p_id;
  return private.campaign_counts(p_id);
end $$;
revoke all on function public.campaign_progress(uuid) from public, anon;
grant execute on function public.campaign_progress(uuid) to authenticated;
