-- What was sent may stand on the website, for everybody to read again: published by a person, after it went. And links that are
-- counted, where a campaign counts them: how often, never by whom.

-- ---------------------------------------------------------------- publishing
-- p_publish false takes it down; its address stays its own, so that a link in a letter leads there again when it is put back.
create function public.publish_campaign(p_id uuid, p_publish boolean default true) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.campaigns;
  v_slug text;
  v_free text;
  v_n integer := 1;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.campaigns where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This campaign is not there any more.', hint = 'missing';
  elsif not p_publish then
    update public.campaigns set published_at = null where id = p_id and published_at is not null;
    return v_one.slug;
  elsif v_one.kind <> 'bulletin' or v_one.started_at is null or v_one.status = 'cancelled' then
    raise sqlstate 'PT422' using message = 'A letter is put on the website once it has gone out. This one has not.', hint = 'not_sent';
  end if;
  v_slug := coalesce(nullif(trim(both '-' from left(regexp_replace(private.fold(v_one.name), '[^a-z0-9]+', '-', 'g'), 100)), ''), 'letter');
  v_free := coalesce(v_one.slug, v_slug);
  while v_one.slug is null and exists (select from public.campaigns where slug = v_free) loop
    v_n := v_n + 1;
    v_free := format('%s-%s', v_slug, v_n);
  end loop;
  update public.campaigns set published_at = coalesce(published_at, now()), slug = v_free where id = p_id;
  return v_free;
end $$;
revoke all on function public.publish_campaign(uuid, boolean) from public, anon;
grant execute on function public.publish_campaign(uuid, boolean) to authenticated, service_role;
comment on function public.publish_campaign(uuid, boolean) is 'Puts a letter that went out on the website, or takes it down; answers the last part of its address.';

-- ---------------------------------------------------------------- what the pages ask
-- A page of the letters on the website, the newest first: {count, rows: [{slug, sent_at, list: {name, translations}, letters: [{language, subject, preheader}]}]}.
create function public.archive_list(p_page integer default 1, p_size integer default 20) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('count', (select count(*) from public.campaigns where published_at is not null),
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'sent_at', private.instant_text(c.started_at), 'fallback_language', c.fallback_language,
        'list', jsonb_build_object('name', l.name, 'translations', l.translations),
        'letters', (select jsonb_agg(jsonb_build_object('language', m.language, 'subject', case when c.ab_winner = 'b' then coalesce(m.subject_b, m.subject) else m.subject end, 'preheader', m.preheader) order by m.language = c.fallback_language desc, m.language)
          from public.campaign_messages m where m.campaign_id = c.id)) order by c.started_at desc, c.id), '[]')
      from (select * from public.campaigns where published_at is not null order by started_at desc, id
        limit least(greatest(p_size, 1), 100) offset (greatest(p_page, 1) - 1) * least(greatest(p_size, 1), 100)) c
      join public.mailing_lists l on l.id = c.list_id))
$$;

-- Everything that one of them is drawn from, as it was when it went: events are those that were still to come then. Null when nothing
-- of that name is on the website.
create function public.archive_content(p_slug text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.campaigns;
begin
  select * into v_one from public.campaigns where slug = p_slug and published_at is not null;
  if v_one.id is null then return null; end if;
  return public.campaign_content(v_one.id, v_one.started_at) || jsonb_build_object('sent_at', private.instant_text(v_one.started_at), 'winner', v_one.ab_winner, 'counted', '[]'::jsonb,
    'events', (select coalesce(jsonb_agg(private.event_where(e) - 'online_url' || jsonb_build_object('id', e.id, 'slug', e.slug, 'title', e.title, 'translations', e.translations,
        'is_online', e.online_url is not null, 'district_id', e.district_id) order by e.starts_at, e.id), '[]')
      from (select * from public.events e where e.published_at <= v_one.started_at and e.status <> 'cancelled' and e.starts_at > v_one.started_at
        and e.starts_at < v_one.started_at + interval '366 days' order by e.starts_at, e.id limit 300) e));
end $$;
revoke all on function public.archive_list(integer, integer), public.archive_content(text) from public, anon, authenticated;
grant execute on function public.archive_list(integer, integer), public.archive_content(text) to service_role;

-- ---------------------------------------------------------------- counted links
-- Notes the links of a campaign that counts them, once, before its first letter is made: [{language, url}]. Answers all of them. One that does
-- not count has none.
create function public.keep_campaign_links(p_campaign uuid, p_links jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not coalesce((select counts_clicks from public.campaigns where id = p_campaign), false) then return '[]'::jsonb; end if;
  insert into public.campaign_links (campaign_id, language, position, url)
  select p_campaign, x.language, (row_number() over (partition by x.language order by x.n))::smallint, x.url
  from (select r.language, r.url, min(n) as n from rows from (jsonb_to_recordset(p_links) as (language text, url text)) with ordinality r (language, url, n) group by 1, 2) x
  on conflict (campaign_id, language, position) do nothing;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'language', language, 'url', url) order by language, position), '[]') from public.campaign_links where campaign_id = p_campaign);
end $$;

-- Where a counted link leads; p_counts adds one. Null when there is no such link.
create function public.follow_campaign_link(p_id uuid, p_counts boolean default true) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare v_url text;
begin
  if p_counts then
    update public.campaign_links set clicks = clicks + 1 where id = p_id returning url into v_url;
    return v_url;
  end if;
  return (select url from public.campaign_links where id = p_id);
end $$;
revoke all on function public.keep_campaign_links(uuid, jsonb), public.follow_campaign_link(uuid, boolean) from public, anon, authenticated;
grant execute on function public.keep_campaign_links(uuid, jsonb), public.follow_campaign_link(uuid, boolean) to service_role;
