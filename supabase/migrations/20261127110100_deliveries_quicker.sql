-- Freezing half a million quicker, and settling too: each letter is written into every index of the queue when it is frozen, and once
-- more when it is settled, so an index has to have a question that no other one answers. What is left, for letters of campaigns:
--   deliveries_pkey              which letter?
--   deliveries_once              was it made already?
--   deliveries_resident          what was this person written? And: who goes takes their name from it.
--   deliveries_address           what did this address get, and what waits for it?
--   deliveries_campaign_waiting  what goes next?
--   deliveries_results           how many, by state, domain, subject, language, district? What was never tried, of a domain?
--   deliveries_ranked            which of them, what did not arrive first?
-- and few at a time: _campaign_trial (what goes next of the two subjects), _deferred (what is tried again, of a domain), _came_back (what
-- came back), _campaign_settled (how did the last two hundred do, how many went in that hour).

-- No letter asks for those of all campaigns in a language or a district, and neither is ever deleted or given another code: the foreign
-- keys stay, and need no index for what they check when a letter is written.
drop index public.deliveries_language;
drop index public.deliveries_district;
-- As before, with the domains first: the claim goes from domain to domain with it as well, and finds there what was never tried.
drop index public.deliveries_campaign_domain;
drop index public.deliveries_results;
create index deliveries_results on public.deliveries (campaign_id, status, (domain collate "C"), (case when reason is null then 0 else 1 end), variant, language, district_id)
  where campaign_id is not null;
-- As before, by domain: of the few that are tried again, those that are due.
drop index public.deliveries_deferred;
create index deliveries_deferred on public.deliveries (campaign_id, (domain collate "C"), send_at, id) where campaign_id is not null and status = 'waiting' and reason is not null;
-- One for both: what was sent is a part of what was settled.
drop index public.deliveries_sent;
drop index public.deliveries_campaign_settled;
create index deliveries_campaign_settled on public.deliveries (campaign_id, settled_at, status) where campaign_id is not null and status in ('sent', 'failed');

-- What is stamped on a new row are its defaults, and nobody but the program writes letters; when one was made stays as it was.
drop trigger _100_stamp on public.deliveries;
create trigger _100_stamp before update on public.deliveries for each row execute function private.stamp();

-- As before; of a domain by the two indexes above.
create or replace function private.pick_campaign_letters(p_campaign uuid, p_trial boolean, p_limit integer, p_domain_rate integer, p_now timestamptz) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_second bigint := floor(extract(epoch from p_now));
  v_head uuid[];
  v_ids uuid[];
  v_more uuid[];
  v_domain text := '';
  v_left integer;
begin
  if p_trial then
    v_head := array(select d.id from public.deliveries d where d.campaign_id = p_campaign and d.status = 'waiting' and d.variant is not null
      and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now) order by d.send_at, d.id limit p_limit for update skip locked);
  else
    v_head := array(select d.id from public.deliveries d where d.campaign_id = p_campaign and d.status = 'waiting'
      and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now) order by d.send_at, d.id limit p_limit for update skip locked);
  end if;
  v_ids := array(
    select n.id from (select d.id, d.send_at, row_number() over (partition by d.domain order by d.send_at, d.id) + coalesce(p.used, 0) as nth
      from public.deliveries d left join private.mail_pace p on p.key = d.domain and p.second = v_second where d.id = any (v_head)) n
    where n.nth <= p_domain_rate order by n.send_at, n.id);
  -- A domain that has had its share stands at the head of the queue: whoever is elsewhere does not wait behind it. From
  -- domain to domain by the index, as far as there is something left to hand out: first what is tried again, the longest due
  -- before the others, then what was never tried.
  while cardinality(v_head) = p_limit and cardinality(v_ids) < p_limit loop
    select d.domain into v_domain from public.deliveries d
    where d.campaign_id = p_campaign and d.status = 'waiting' and (d.domain collate "C") > v_domain
    order by d.domain collate "C" limit 1;
    exit when v_domain is null;
    v_left := least(p_limit - cardinality(v_ids), p_domain_rate
      - coalesce((select used from private.mail_pace where key = v_domain and second = v_second), 0)
      - (select count(*)::integer from public.deliveries where id = any (v_ids) and domain = v_domain));
    continue when v_left <= 0;
    v_more := array(select d.id from public.deliveries d where d.campaign_id = p_campaign and d.status = 'waiting' and d.reason is not null and (d.domain collate "C") = v_domain
      and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now) and (not p_trial or d.variant is not null) and not d.id = any (v_ids)
      order by d.send_at, d.id limit v_left for update skip locked);
    v_ids := v_ids || v_more;
    v_left := v_left - cardinality(v_more);
    continue when v_left <= 0;
    v_more := array(select d.id from public.deliveries d where d.campaign_id = p_campaign and d.status = 'waiting' and d.reason is null and (d.domain collate "C") = v_domain
      and (case when d.reason is null then 0 else 1 end) = 0
      and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now) and (not p_trial or d.variant is not null) and not d.id = any (v_ids)
      limit v_left for update skip locked);
    v_ids := v_ids || v_more;
  end loop;
  return v_ids;
end $$;

-- As before, by address: so are most of the indexes, and what is written in their order is written to pages that are at hand. An
-- address says nothing of when somebody is written to that the order of residents did not.
create or replace function private.freeze_campaign(p_campaign uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off set work_mem = '128MB' as $$
declare
  v_one public.campaigns;
  v_answer jsonb;
  -- Milliseconds and chance (RFC 9562, version 7); the rest counts.
  v_prefix text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(p_campaign::text || random()), 1, 7);
begin
  select * into v_one from public.campaigns where id = p_campaign for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This campaign is not there any more.', hint = 'missing';
  elsif v_one.frozen_at is not null then
    raise sqlstate 'PT409' using message = 'The audience of this campaign is fixed already.', hint = 'frozen';
  end if;
  execute 'with r as materialized (' || private.audience_sql(private.audience_terms(p_campaign)) || '), got as (select r.*, row_number() over (order by r.address) as place, '
    || case when v_one.ab_share is null then 'null::text' else format($sql$case when row_number() over tried <= least(ceil(count(*) over () * %1$s / 100.0), ceil(count(*) over () / 2.0)) then 'a'
      when row_number() over tried <= least(ceil(count(*) over () * %1$s / 100.0), ceil(count(*) over () / 2.0)) * 2 then 'b' end$sql$, v_one.ab_share) end
    || ' as variant from r where r.reason is null' || case when v_one.ab_share is null then '' else ' window tried as (order by md5(r.address || $1::text))' end || $sql$),
    letters as (
      insert into public.deliveries (id, kind, key, campaign_id, priority, resident_id, to_address, language, variant, district_id, send_at, planned_at)
      select ($3 || lpad(to_hex(got.place), 8, '0'))::uuid, 'campaign.letter', 'campaign:' || $1 || ':' || got.address, $1, 10, got.resident_id, got.address, got.language, got.variant,
        got.district_id, coalesce($2, now()), $2 from got
      returning 1),
    left_out as (
      insert into public.campaign_exclusions (campaign_id, resident_id, address, reason)
      select $1, r.resident_id, r.address, r.reason from r where r.reason is not null returning 1),
    frozen as (update public.campaigns set frozen_at = now() where id = $1)
    select jsonb_build_object('count', (select count(*) from letters), 'excluded', (select count(*) from left_out))
  $sql$ into v_answer using p_campaign, v_one.scheduled_at, v_prefix;
  return v_answer;
end $$;
