-- Letters to many in the sample office: lists with people who asked for them, months of campaigns with what became of each letter,
-- and what is being written. Loaded once, into a sample that has none. Its addresses are invented and are never written to.

-- p_writing: {residents: [{key, name, created_local}], lists, subscribers: [{address, subscriptions}], campaigns: [{…, messages, letters, left_out}]},
-- with codes, addresses and keys in place of ids and local times in place of instants.
create function public.load_sample_campaigns(p_writing jsonb) returns void
language plpgsql volatile security definer set search_path = '' set statement_timeout = '5min' as $$
declare v_zone text := private.office_zone();
begin
  if not (select is_sample from public.settings) or exists (select from public.campaigns) then
    raise sqlstate 'PT409' using message = 'Sample campaigns are loaded once, into a sample office only.', hint = 'not_empty';
  end if;
  create temporary table sample_meant on commit drop as
  select distinct on (p.key) p.key, r.id, r.district_id
  from jsonb_to_recordset(p_writing -> 'residents') p (key integer, name text, created_local timestamp)
  join public.residents r on r.name = p.name and r.created_at = p.created_local at time zone v_zone;
  insert into public.mailing_lists (code, name, description, translations, needs_consent, is_public, sort_order, created_at, updated_at)
  select l.*, x.at, x.at from jsonb_to_recordset(p_writing -> 'lists') l (code text, name text, description text, translations jsonb, needs_consent boolean, is_public boolean, sort_order smallint)
  cross join (select min(created_at) as at from public.residents) x
  on conflict (code) do nothing;

  create temporary table sample_subscriptions on commit drop as
  select s.address, l.id as list_id, p.status, p.source, p.at_local at time zone v_zone as at
  from jsonb_to_recordset(p_writing -> 'subscribers') s (address text, subscriptions jsonb)
  cross join jsonb_to_recordset(s.subscriptions) p (list text, status text, source text, at_local timestamp) join public.mailing_lists l on l.code = p.list;
  insert into public.subscribers (address, created_at, updated_at) select address, min(at), min(at) from pg_temp.sample_subscriptions group by 1;

  create temporary table sample_campaigns on commit drop as
  select gen_random_uuid() as id, c.* from jsonb_to_recordset(p_writing -> 'campaigns') c (name text, status text, list text, audience jsonb, fallback_language text, written_by text,
    created_local timestamp, submitted_local timestamp, approved_by text, approved_local timestamp, scheduled_local timestamp, started_local timestamp, finished_local timestamp,
    published_local timestamp, slug text, section smallint, messages jsonb, letters jsonb, left_out jsonb);
  insert into public.campaigns (id, name, status, list_id, audience, fallback_language, written_by, submitted_by, submitted_at, approved_by, approved_at, scheduled_at, frozen_at,
    started_at, finished_at, published_at, slug, primary_section, sections, created_at, updated_at)
  select c.id, c.name, c.status, l.id, jsonb_build_object('filters', jsonb_strip_nulls(jsonb_build_object('language', c.audience -> 'language', 'district',
      (select jsonb_agg(d.id) from public.districts d where c.audience -> 'district' ? d.code)))),
    c.fallback_language, w.id, case when c.submitted_local is not null then w.id end, c.submitted_local at time zone v_zone, a.id, c.approved_local at time zone v_zone,
    c.scheduled_local at time zone v_zone, case when c.scheduled_local is not null then (c.approved_local + interval '20 minutes') at time zone v_zone end,
    c.started_local at time zone v_zone, c.finished_local at time zone v_zone, c.published_local at time zone v_zone, c.slug, c.section, array[c.section],
    c.created_local at time zone v_zone, coalesce(c.finished_local, c.approved_local, c.submitted_local, c.created_local) at time zone v_zone
  from pg_temp.sample_campaigns c join public.mailing_lists l on l.code = c.list left join public.staff w on w.email = c.written_by left join public.staff a on a.email = c.approved_by
  order by c.created_local;
  -- What was sent is locked; here it is written after it went.
  perform private.set_single_writing('public.campaign_messages'::regclass, false);
  perform private.set_single_writing('public.campaigns'::regclass, false);
  insert into public.campaign_messages (campaign_id, language, subject, preheader, blocks, created_at, updated_at)
  select c.id, m.language, m.subject, m.preheader, m.blocks, c.created_local at time zone v_zone, c.created_local at time zone v_zone
  from pg_temp.sample_campaigns c cross join jsonb_to_recordset(c.messages) m (language text, subject text, preheader text, blocks jsonb);
  update public.campaigns set submitted_content = case when submitted_at is not null then private.campaign_wording(id) end,
    approved_content = case when approved_at is not null then jsonb_build_object('content', private.campaign_wording(id), 'by', approved_by, 'at', approved_at) end;
  perform private.set_single_writing('public.campaigns'::regclass, true);
  perform private.set_single_writing('public.campaign_messages'::regclass, true);

  create temporary table sample_letters on commit drop as
  select gen_random_uuid() as id, c.id as campaign_id, l.id as list_id, m.subject, r.id as resident_id, r.district_id, p.address, p.language, p.status, p.reason, p.bounce, p.reply,
    (c.scheduled_local at time zone v_zone) as send_at, (c.approved_local + interval '20 minutes') at time zone v_zone as written_at, p.sent_local at time zone v_zone as sent_at,
    p.bounced_local at time zone v_zone as bounced_at, p.complained_local at time zone v_zone as complained_at, p.unsubscribed_local at time zone v_zone as unsubscribed_at,
    p.replied_local at time zone v_zone as replied_at
  from pg_temp.sample_campaigns c
  cross join jsonb_to_recordset(c.letters) p (resident integer, address text, language text, status text, reason text, bounce jsonb, reply jsonb, sent_local timestamp,
    bounced_local timestamp, complained_local timestamp, unsubscribed_local timestamp, replied_local timestamp)
  join pg_temp.sample_meant r on r.key = p.resident join public.mailing_lists l on l.code = c.list
  join lateral (select subject from jsonb_to_recordset(c.messages) s (language text, subject text) where s.language = p.language) m on true;
  insert into public.deliveries (id, kind, key, campaign_id, priority, resident_id, district_id, to_address, language, status, reason, subject, send_at, planned_at, settled_at, attempts,
    message_id, bounced_at, complained_at, unsubscribed_at, replied_at, created_at, updated_at)
  select p.id, 'campaign.letter', format('campaign:%s:%s', p.campaign_id, p.address), p.campaign_id, 10, p.resident_id, p.district_id, p.address, p.language, p.status, p.reason,
    case when p.status = 'sent' then p.subject end, p.send_at, p.send_at, p.sent_at, case when p.sent_at is null then 0 else 1 end, case when p.sent_at is not null then format('<%s@rotunda.example>', p.id) end,
    p.bounced_at, p.complained_at, p.unsubscribed_at, p.replied_at, p.written_at, coalesce(p.sent_at, p.written_at)
  from pg_temp.sample_letters p;
  insert into public.campaign_exclusions (campaign_id, resident_id, address, reason)
  select c.id, r.id, x.address, x.reason from pg_temp.sample_campaigns c
  cross join jsonb_to_recordset(c.left_out) x (resident integer, address text, reason text) join pg_temp.sample_meant r on r.key = x.resident;

  -- What came back, and what followed.
  insert into public.bounces (source_key, source, kind, status_code, diagnostic, address, delivery_id, campaign_id, outcome, received_at, created_at)
  select 'sample:' || p.id, 'mailbox', p.bounce ->> 'kind', p.bounce ->> 'status_code', p.bounce ->> 'diagnostic', p.address, p.id, p.campaign_id,
    case p.bounce ->> 'kind' when 'hard' then 'suppressed' else 'counted' end, p.bounced_at, p.bounced_at
  from pg_temp.sample_letters p where p.bounced_at is not null and p.bounce <> 'null'
  union all
  select 'sample:complaint:' || p.id, 'mailbox', 'complaint', null, null, p.address, p.id, p.campaign_id, 'suppressed', p.complained_at, p.complained_at
  from pg_temp.sample_letters p where p.complained_at is not null;
  insert into public.suppressions (address, reason, status_code, detail, delivery_id, created_at, updated_at)
  select distinct on (b.address) b.address, case b.kind when 'complaint' then 'complaint' else 'hard_bounce' end, b.status_code, b.diagnostic, b.delivery_id, b.received_at, b.received_at
  from public.bounces b where b.outcome = 'suppressed' order by b.address, b.received_at;
  create temporary table sample_left on commit drop as
  select distinct on (p.address, p.list_id) p.address, p.list_id, p.id, coalesce(p.unsubscribed_at, p.complained_at) as at, p.unsubscribed_at is null as complained
  from pg_temp.sample_letters p where coalesce(p.unsubscribed_at, p.complained_at) is not null order by p.address, p.list_id, at;
  insert into public.subscriptions (subscriber_id, list_id, status, created_at, updated_at)
  select s.id, p.list_id, case when l.id is not null then 'unsubscribed' else p.status end, p.at, coalesce(l.at, p.at)
  from pg_temp.sample_subscriptions p join public.subscribers s on s.address = p.address left join pg_temp.sample_left l on l.address = p.address and l.list_id = p.list_id;

  -- The ledger, in the order of time, instead of what triggers wrote of today.
  delete from public.consents;
  insert into public.consents (address, list_id, act, source, delivery_id, created_at)
  select * from (
    select p.address, p.list_id, case p.status when 'pending' then 'asked' else 'subscribed' end as act, p.source, null::uuid as delivery_id, p.at from pg_temp.sample_subscriptions p
    union all select l.address, l.list_id, 'unsubscribed', case when l.complained then 'complaint' else 'one_click' end, l.id, l.at from pg_temp.sample_left l
    union all select s.address, null, 'suppressed', case s.reason when 'complaint' then 'complaint' else 'bounce' end, s.delivery_id, s.created_at from public.suppressions s) x
  order by x.at, x.address;

  -- Replies that became inquiries, answered on the next day.
  insert into public.inquiries (subject, body, status, channel, language, topic_id, resident_id, district_id, opened_at, closed_at, resolution_code, resolution_note, campaign_id, assigned_to,
    created_at, updated_at)
  select p.reply ->> 'subject', p.reply ->> 'body', x.status, 'email', p.language, t.id, p.resident_id, p.district_id, p.replied_at, x.closed_at,
    case when x.status = 'closed' then 'answered' end, case when x.status = 'closed' then p.reply ->> 'note' end, p.campaign_id, s.id,
    p.replied_at, coalesce(x.closed_at, p.replied_at)
  from pg_temp.sample_letters p join public.topics t on t.code = p.reply ->> 'topic' left join public.staff s on s.email = 'staff@rotunda.example'
  cross join lateral (select case when y.at < now() then 'closed' else 'assigned' end as status, case when y.at < now() then y.at end as closed_at
    from (select (private.add_business_days(private.local_date(p.replied_at), 1, 'city') + time '10:20') at time zone v_zone as at) y) x
  where p.replied_at is not null and p.reply <> 'null' order by p.replied_at;
end $$;
revoke all on function public.load_sample_campaigns(jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_campaigns(jsonb) to service_role;
