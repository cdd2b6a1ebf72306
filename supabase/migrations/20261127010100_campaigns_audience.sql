-- The audience of a campaign: who is meant, at which address, in which language; and who is left out, and why. One statement says
-- it, whether it is looked at while somebody builds the audience or frozen when the campaign is scheduled, so both always agree.

-- An address is compared with those that left and bounced, so it is written in one way.
update public.resident_emails set address = lower(address) where address <> lower(address);
alter table public.resident_emails add constraint resident_emails_lower check (address = lower(address));

-- What the statement needs to know of a campaign; what is being built and not saved yet comes in p_draft, in the words of the columns
-- (audience, list_id, topic_id, skips_open_inquiries, scheduled_at, fallback_language, languages).
create function private.audience_terms(p_campaign uuid, p_draft jsonb default '{}') returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_one public.campaigns;
  v_terms jsonb;
begin
  select * into v_one from public.campaigns where id = p_campaign;
  if p_campaign is not null and v_one.id is null then
    raise sqlstate 'PT404' using message = 'This campaign is not there any more.', hint = 'missing';
  end if;
  v_terms := jsonb_build_object('id', p_campaign, 'audience', coalesce(v_one.audience, '{}'), 'list_id', v_one.list_id, 'topic_id', v_one.topic_id,
    'skips_open_inquiries', coalesce(v_one.skips_open_inquiries, false), 'scheduled_at', v_one.scheduled_at, 'fallback_language', coalesce(v_one.fallback_language, 'en'),
    'languages', coalesce((select jsonb_agg(m.language) from public.campaign_messages m where m.campaign_id = p_campaign), '[]'))
    || jsonb_strip_nulls(coalesce(p_draft, '{}'));
  if not exists (select from public.mailing_lists l where l.id = (v_terms ->> 'list_id')::uuid) then
    raise sqlstate 'PT422' using message = 'Choose the mailing list that this goes by: people leave a list, not a letter.', hint = 'list_id';
  end if;
  return v_terms;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'The audience has a value that cannot be read. Choose again.', hint = 'audience';
end $$;

-- The statement: person (the resident, or the subscriber of the list whom no resident is known to be), resident_id, address, language,
-- district_id, reason. Built with its values in it, so that the planner sees which index answers. The rules:
--   One letter a person: to the address that asked for the list, otherwise to the oldest that may be written to.
--   Who left the list by one address is not written to at another, unless that one asked for it; nor after a complaint.
--   One address once: of several people who have it and would be written to, the one who is known longest.
--   Days are the office's. What is waiting counts for how often somebody is written to, as what was sent does.
create function private.audience_sql(p_terms jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_list public.mailing_lists;
  v_cap record;
  v_on date := private.local_date(greatest(coalesce((p_terms ->> 'scheduled_at')::timestamptz, now()), now()));
  v_where text := array_to_string(array_remove(private.resident_filters(p_terms -> 'audience'), null), ' and ');
  v_lately uuid[];
begin
  select * into v_list from public.mailing_lists where id = (p_terms ->> 'list_id')::uuid;
  select mail_cap_letters as letters, mail_cap_days as days into v_cap from public.settings;
  -- Other campaigns that can have letters in the days that count; their letters are found by their index.
  v_lately := array(select c.id from public.campaigns c where c.id is distinct from (p_terms ->> 'id')::uuid
    and (c.kind = 'journey' or (c.frozen_at is not null and coalesce(c.finished_at, 'infinity') >= private.day_start(v_on - greatest(v_cap.days, 28)))));
  if v_where = '' then v_where := 'true'; end if;
  return format($sql$
    with lately as (
      select d.to_address, count(*) filter (where d.at >= %1$L::timestamptz and d.at < %2$L::timestamptz) >= %3$s as is_capped,
        bool_or(d.at >= %4$L::timestamptz and d.at < %5$L::timestamptz) as this_week, bool_or(d.at >= %6$L::timestamptz and d.at < %7$L::timestamptz) as this_month
      from (select to_address, coalesce(settled_at, send_at) as at from public.deliveries where campaign_id = any (%8$L::uuid[]) and status in ('waiting', 'sent')) d
      group by d.to_address),
    -- Most people have one address, which nobody else has: only the others are sorted, so that half a million are joined by hash.
    pick as (
      select distinct on (e.resident_id) e.resident_id, e.address,
        bool_or(c.status = 'unsubscribed' or x.reason = 'complaint') over person as has_left, max(s.paused_until) over person as paused_until
      from (select o.resident_id from public.resident_emails o group by o.resident_id having count(*) > 1) o
      join public.resident_emails e on e.resident_id = o.resident_id
      left join public.subscribers s on s.address = e.address
      left join public.subscriptions c on c.subscriber_id = s.id and c.list_id = %11$L::uuid
      left join public.suppressions x on x.address = e.address and x.lifted_at is null
      window person as (partition by e.resident_id)
      order by e.resident_id, (c.status = 'subscribed' and x.reason is null) is true desc, x.reason is null desc, e.created_at, e.address),
    meant as (
      select t.id as person, t.id as resident_id, t.preferred_language, t.district_id, t.created_at, coalesce(p.address, e.address) as address,
        p.has_left, p.paused_until
      from public.residents t left join pick p on p.resident_id = t.id
      left join public.resident_emails e on e.resident_id = t.id and p.resident_id is null
      where %9$s
      union all
      select t.id, null, t.preferred_language, null, t.created_at, t.search, null, null from (
        select s.id, coalesce(s.language, %10$L) as preferred_language, null::uuid as district_id, null::text as neighborhood, '{}'::text[] as tags,
          false as needs_interpreter, s.address as search, s.created_at
        from public.subscriptions c join public.subscribers s on s.id = c.subscriber_id
        where c.list_id = %11$L::uuid and c.status = 'subscribed' and not exists (select from public.resident_emails e where e.address = s.address)) t where %9$s),
    judged as materialized (
      select m.person, m.resident_id, m.address, m.district_id, m.created_at, coalesce(s.language, m.preferred_language) as language, case
        when m.address is null then 'no_address'
        when c.status = 'unsubscribed' then 'unsubscribed'
        when x.reason is not null then 'suppressed'
        when m.has_left and c.status is distinct from 'subscribed' then 'unsubscribed'
        when %12$L::boolean and c.status is distinct from 'subscribed' then 'no_consent'
        when greatest(m.paused_until, s.paused_until) > %13$L::date then 'paused'
        when l.is_capped or (s.frequency = 'weekly' and l.this_week) or (s.frequency = 'monthly' and l.this_month) then 'frequency'
        when i.resident_id is not null then 'open_inquiry' end as reason
      from meant m
      left join public.subscribers s on s.address = m.address
      left join public.subscriptions c on c.subscriber_id = s.id and c.list_id = %11$L::uuid
      left join public.suppressions x on x.address = m.address and x.lifted_at is null
      left join lately l on l.to_address = m.address
      left join (select distinct i.resident_id from public.inquiries i where i.topic_id = %14$L::uuid and i.closed_at is null and i.resident_id is not null) i
        on i.resident_id = m.resident_id),
    firsts as (
      select distinct on (j.address) j.address, j.person from judged j
      join (select e.address from public.resident_emails e group by e.address having count(*) > 1) shared on shared.address = j.address
      where j.reason is null order by j.address, j.created_at, j.person)
    select j.person, j.resident_id, j.address, case when j.language = any (%15$L::text[]) then j.language else %10$L end as language, j.district_id,
      case when j.reason is null and f.person <> j.person then 'same_address' else j.reason end as reason
    from judged j left join firsts f on f.address = j.address
  $sql$, private.day_start(v_on - v_cap.days + 1), private.day_start(v_on + v_cap.days), v_cap.letters, private.day_start(v_on - 6), private.day_start(v_on + 7),
    private.day_start(v_on - 27), private.day_start(v_on + 28), v_lately, v_where, p_terms ->> 'fallback_language', v_list.id, v_list.needs_consent, v_on,
    case when (p_terms ->> 'skips_open_inquiries')::boolean then p_terms ->> 'topic_id' end,
    array(select jsonb_array_elements_text(p_terms -> 'languages')));
end $$;

-- Everybody meant by a campaign, with the reason why not, or null.
create function private.campaign_recipients(p_campaign uuid) returns table (resident_id uuid, address text, language text, district_id uuid, reason text)
language plpgsql stable set search_path = '' set jit = off as $$
begin
  return query execute 'select r.resident_id, r.address, r.language, r.district_id, r.reason from (' || private.audience_sql(private.audience_terms(p_campaign)) || ') r';
end $$;

-- What an audience is, while it is built: {total, count, others, reasons: {reason: n}, languages: {code: n}, districts: [{id, name, count}],
-- domains: [{domain, count}, the ten that most get it at], sample: [the first 20 who get it], left_out: {reason: [the first 10]}}, people as
-- {resident_id, name, address, language, reason}. others are subscribers of the list whom no resident is known to be. p_campaign may
-- be null; p_draft has what else is not saved yet (topic_id, skips_open_inquiries, scheduled_at, fallback_language, languages).
create function public.preview_audience(p_campaign uuid default null, p_audience jsonb default null, p_list uuid default null, p_draft jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off set work_mem = '64MB' as $$
declare
  v_terms jsonb;
  v_answer jsonb;
begin
  if (select auth.role()) is distinct from 'service_role' then perform private.at_least('coordinator'); end if;
  v_terms := private.audience_terms(p_campaign, coalesce(p_draft, '{}') || jsonb_strip_nulls(jsonb_build_object('list_id', p_list)) || coalesce(jsonb_build_object('audience', p_audience), '{}'));
  execute 'with r as materialized (' || private.audience_sql(v_terms) || $sql$),
    counted as materialized (select r.reason, r.language, r.district_id, split_part(r.address, '@', 2) as domain, r.resident_id is null as is_other, count(*) as n from r group by 1, 2, 3, 4, 5),
    shown as (
      select * from (select * from r where r.reason is null order by r.person limit 20) got
      union all
      select l.* from (select distinct reason from counted where reason is not null) q cross join lateral (select * from r where r.reason = q.reason order by r.person limit 10) l),
    people as (
      select s.reason, s.person, jsonb_build_object('resident_id', s.resident_id, 'name', coalesce(t.preferred_name, t.name), 'address', s.address, 'language', s.language, 'reason', s.reason) as one
      from shown s left join public.residents t on t.id = s.resident_id)
    select jsonb_build_object(
      'total', (select coalesce(sum(n), 0) from counted),
      'count', (select coalesce(sum(n), 0) from counted where reason is null),
      'others', (select coalesce(sum(n), 0) from counted where reason is null and is_other),
      'reasons', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select reason, sum(n) as n from counted where reason is not null group by 1) c),
      'languages', (select coalesce(jsonb_object_agg(language, n), '{}') from (select language, sum(n) as n from counted where reason is null group by 1) c),
      'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', c.district_id, 'name', d.name, 'count', c.n) order by d.sort_order, d.name), '[]')
        from (select district_id, sum(n) as n from counted where reason is null group by 1) c left join public.districts d on d.id = c.district_id),
      'domains', (select coalesce(jsonb_agg(jsonb_build_object('domain', domain, 'count', n) order by n desc, domain), '[]')
        from (select domain, sum(n) as n from counted where reason is null group by 1 order by 2 desc, 1 limit 10) c),
      'sample', (select coalesce(jsonb_agg(one order by person), '[]') from people where reason is null),
      'left_out', (select coalesce(jsonb_object_agg(reason, ones), '{}') from (select reason, jsonb_agg(one order by person) as ones from people where reason is not null group by 1) l))
  $sql$ into v_answer;
  return v_answer;
end $$;
revoke all on function public.preview_audience(uuid, jsonb, uuid, jsonb) from public, anon;
grant execute on function public.preview_audience(uuid, jsonb, uuid, jsonb) to authenticated, service_role;
comment on function public.preview_audience(uuid, jsonb, uuid, jsonb) is 'Who an audience is, and who is left out and why, before anything is written.';

-- Freezes the audience: one statement makes a letter for each who gets it, and writes down who was left out. With a share for trying
-- two subjects, exactly that share gets the first, as many the second, and the rest waits for the choice. Answers {count, excluded}.
create function private.freeze_campaign(p_campaign uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off set work_mem = '64MB' as $$
declare
  v_one public.campaigns;
  v_answer jsonb;
begin
  select * into v_one from public.campaigns where id = p_campaign for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This campaign is not there any more.', hint = 'missing';
  elsif v_one.frozen_at is not null then
    raise sqlstate 'PT409' using message = 'The audience of this campaign is fixed already.', hint = 'frozen';
  end if;
  execute 'with r as materialized (' || private.audience_sql(private.audience_terms(p_campaign)) || '), got as (select r.*, '
    || case when v_one.ab_share is null then 'null::text' else format($sql$case when row_number() over tried <= least(ceil(count(*) over () * %1$s / 100.0), ceil(count(*) over () / 2.0)) then 'a'
      when row_number() over tried <= least(ceil(count(*) over () * %1$s / 100.0), ceil(count(*) over () / 2.0)) * 2 then 'b' end$sql$, v_one.ab_share) end
    || ' as variant from r where r.reason is null' || case when v_one.ab_share is null then '' else ' window tried as (order by md5(r.address || $1::text))' end || $sql$),
    letters as (
      insert into public.deliveries (kind, key, campaign_id, priority, resident_id, to_address, language, variant, district_id, send_at, planned_at)
      select 'campaign.letter', 'campaign:' || $1 || ':' || got.address, $1, 10, got.resident_id, got.address, got.language, got.variant, got.district_id, coalesce($2, now()), $2 from got
      returning 1),
    left_out as (
      insert into public.campaign_exclusions (campaign_id, resident_id, address, reason)
      select $1, r.resident_id, r.address, r.reason from r where r.reason is not null returning 1),
    frozen as (update public.campaigns set frozen_at = now() where id = $1)
    select jsonb_build_object('count', (select count(*) from letters), 'excluded', (select count(*) from left_out))
  $sql$ into v_answer using p_campaign, v_one.scheduled_at;
  return v_answer;
end $$;
revoke all on function private.audience_terms(uuid, jsonb), private.audience_sql(jsonb), private.campaign_recipients(uuid), private.freeze_campaign(uuid) from public, anon, authenticated;
