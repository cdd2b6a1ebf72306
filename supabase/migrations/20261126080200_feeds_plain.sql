-- Feeds answer as plain text: building binary JSON of 2,000 events and turning it into text again took five times as long.
-- What they say is what they said.

drop function public.calendar_feed(text, text), public.public_events(jsonb, text);

-- What a secret link opens. Null for a link that nobody made; {"gone": true} for one that was revoked or whose person left.
-- `state` is a fingerprint of everything that the feed says: whoever has seen it gets nothing else, and nothing is written down.
create function public.calendar_feed(p_token_hash text, p_seen text default null) returns json
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_feed public.calendar_feeds;
  v_owner public.staff;
  v_events uuid[];
  v_head jsonb;
  v_state text;
  v_changed timestamptz;
  v_days jsonb;
  v_list json;
begin
  select * into v_feed from public.calendar_feeds where token_hash = p_token_hash;
  if v_feed.id is null then return null; end if;
  select * into v_owner from public.staff where id = v_feed.staff_id;
  if v_feed.revoked_at is not null or not v_owner.is_active then return json_build_object('gone', true); end if;
  if v_feed.last_used_at is null or v_feed.last_used_at < now() - interval '10 minutes' then
    perform set_config('rotunda.refreshing', 'on', true);
    update public.calendar_feeds set last_used_at = now() where id = v_feed.id;
    perform set_config('rotunda.refreshing', '', true);
  end if;
  select jsonb_build_object('kind', v_feed.kind, 'office_name', s.office_name, 'person', v_owner.name,
      'district', (select d.name from public.districts d where d.id = v_feed.district_id),
      'language', coalesce((select p.locale from public.preferences p where p.staff_id = v_owner.id), 'en'))
  into v_head from public.settings s;

  -- From ninety days ago on; the first five thousand, which is years of most offices.
  select coalesce(array_agg(e.id), '{}'), md5(coalesce(string_agg(e.id::text || e.version, ',' order by e.starts_at, e.id), '')), max(e.updated_at)
  into v_events, v_state, v_changed
  from (select e.id, e.version, e.starts_at, e.updated_at from private.feed_events e
    where e.starts_at > now() - interval '90 days'
      and case v_feed.kind when 'district' then e.district_id = v_feed.district_id
        when 'person' then exists (select from public.event_staff p where p.event_id = e.id and p.staff_id = v_feed.staff_id) else true end
    order by e.starts_at, e.id limit 5000) e;

  -- Of inquiries only the number: what a resident asked does not go to somebody else's servers.
  select coalesce(jsonb_agg(d.day order by d.day ->> 'on', d.day ->> 'id'), '[]') into v_days from (
    select jsonb_build_object('table', 'tasks', 'id', t.id, 'sequence', t.version, 'updated_at', t.updated_at, 'on', t.due_on, 'title', t.title,
      'inquiry_id', t.inquiry_id, 'resident_id', t.resident_id) as day
    from public.tasks t where v_feed.has_tasks and t.owner_id = v_feed.staff_id and t.done_at is null and t.due_on is not null
    union all
    select jsonb_build_object('table', 'inquiries', 'id', i.id, 'sequence', i.version, 'updated_at', i.updated_at, 'on', i.due_on, 'title', i.number)
    from public.inquiries i where v_feed.has_inquiries and i.assigned_to = v_feed.staff_id and i.closed_at is null and i.due_on is not null) d;

  v_state := md5(v_state || v_head::text || v_days::text);
  v_head := v_head || jsonb_build_object('state', v_state, 'changed_at',
    greatest(v_changed, v_feed.updated_at, (select max((d ->> 'updated_at')::timestamptz) from jsonb_array_elements(v_days) d)));
  if v_state = p_seen then return v_head::json; end if;
  select coalesce(json_agg(x), '[]') into v_list from (
    select e.id, e.uid, e.sequence, e.updated_at, e.title, e.summary, e.kind, e.status, e.starts_at, e.ends_at, e.time_zone,
      e.place_name, e.address, e.room, e.online_url
    from private.feed_events e where e.id = any (v_events) order by e.starts_at, e.id) x;
  return json_build_object('state', v_state, 'changed_at', v_head -> 'changed_at', 'kind', v_head -> 'kind', 'office_name', v_head -> 'office_name',
    'person', v_head -> 'person', 'district', v_head -> 'district', 'language', v_head -> 'language', 'days', v_days, 'events', v_list);
end $$;

-- The published events, for our own pages and programs to give out: nothing of the plan, the roster, or who registered.
-- p_filters: from, to (days of the office, both included), district (its code), language (held or interpreted in it),
-- text (a language for title and summary, where there is a translation), limit, slug (one event alone, whenever it is).
create function public.public_events(p_filters jsonb default '{}', p_seen text default null) returns json
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_from timestamptz := private.day_start(coalesce((p_filters ->> 'from')::date, private.local_date(now())));
  v_to timestamptz := private.day_start((p_filters ->> 'to')::date + 1);
  v_limit integer := least(greatest(coalesce((p_filters ->> 'limit')::integer, 500), 1), 2000);
  v_slug text := p_filters ->> 'slug';
  v_text text := coalesce(p_filters ->> 'text', '');
  v_district uuid;
  v_events uuid[];
  v_head jsonb;
  v_state text;
  v_changed timestamptz;
  v_list json;
begin
  if p_filters ? 'district' then
    select id into v_district from public.districts where code = p_filters ->> 'district';
    if v_district is null then raise sqlstate 'PT422' using message = 'There is no district with that code.', hint = 'district'; end if;
  end if;
  if v_slug is not null then
    select starts_at, starts_at + interval '1 microsecond' into v_from, v_to from public.events where slug = v_slug;
  end if;
  select coalesce(array_agg(e.id order by e.starts_at, e.id), '{}'), max(e.updated_at),
    md5(coalesce(string_agg(e.id::text || e.version, ',' order by e.starts_at, e.id), ''))
  into v_events, v_changed, v_state
  from (select e.id, e.version, e.starts_at, e.updated_at from private.feed_events e
    -- No event is longer than fourteen days, so that both ends lie in one range of the index.
    where e.published_at <= now() and e.starts_at >= v_from - interval '14 days' and e.ends_at > v_from
      and (v_to is null or e.starts_at < v_to) and (v_slug is null or e.slug = v_slug)
      and (v_district is null or e.district_id = v_district)
      and (not p_filters ? 'language' or exists (select from public.event_languages l
        where l.event_id = e.id and l.language = p_filters ->> 'language' and l.mode <> 'materials'))
    order by e.starts_at, e.id limit v_limit + 1) e;
  select jsonb_build_object('office_name', s.office_name, 'city_name', s.city_name, 'time_zone', s.time_zone, 'more', cardinality(v_events) > v_limit)
  into v_head from public.settings s;
  v_events := v_events[1:v_limit];
  v_state := md5(v_state || v_head::text
    || (select coalesce(string_agg(d.code || d.name, ',' order by d.code), '') from public.districts d)
    || (select coalesce(string_agg(l.id::text || l.version, ',' order by l.id), '') from public.event_languages l where l.event_id = any (v_events)));
  v_head := v_head || jsonb_build_object('state', v_state, 'changed_at', v_changed);
  if v_state = p_seen then return v_head::json; end if;
  select coalesce(json_agg(x), '[]') into v_list from (
    select e.id, e.uid, e.sequence, e.updated_at, e.kind, e.status, e.starts_at, e.ends_at, e.time_zone, e.place_name, e.address, e.room, e.slug,
      coalesce(nullif(e.translations #>> array[v_text, 'title'], ''), e.title) as title,
      coalesce(nullif(e.translations #>> array[v_text, 'summary'], ''), e.summary) as summary,
      e.translations, e.neighborhood, d.code as district_code, d.name as district_name,
      -- Where people register, the link is for those who did.
      case when not e.takes_registrations then e.online_url end as online_url, e.online_url is not null as is_online,
      e.accessibility, e.programs, coalesce(l.languages, '[]') as languages, e.takes_registrations, e.registration_closes_at
    from public.events e
    left join public.districts d on d.id = e.district_id
    left join (select l.event_id, json_agg(json_build_object('code', l.language, 'mode', l.mode) order by l.language, l.mode) as languages
      from public.event_languages l where l.event_id = any (v_events) group by 1) l on l.event_id = e.id
    where e.id = any (v_events) order by e.starts_at, e.id) x;
  return json_build_object('state', v_state, 'changed_at', v_changed, 'office_name', v_head -> 'office_name', 'city_name', v_head -> 'city_name',
    'time_zone', v_head -> 'time_zone', 'more', v_head -> 'more', 'events', v_list);
end $$;

revoke all on function public.calendar_feed(text, text), public.public_events(jsonb, text) from public, anon, authenticated;
grant execute on function public.calendar_feed(text, text), public.public_events(jsonb, text) to service_role;
comment on function public.calendar_feed(text, text) is 'The events behind a secret calendar link; only its fingerprint for whoever has seen them.';
comment on function public.public_events(jsonb, text) is 'The published events; only their fingerprint for whoever has seen them.';
