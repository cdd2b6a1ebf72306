-- Feeds: calendars by secret link for whoever works here, and the published events for everybody. A link carries no sign-in,
-- because calendar programs have none: whoever holds it reads, until it is revoked or its person leaves the office. Only the
-- hash of a link is kept. Nobody's registration is ever in a feed.

create table public.calendar_feeds (
  id uuid primary key default gen_random_uuid(),
  -- What is in it: where this person is on the roster and what is theirs to do; every event; those of one district.
  kind text not null constraint calendar_feeds_kind_known check (kind in ('person', 'team', 'district')),
  -- Whose link it is.
  staff_id uuid not null references public.staff (id) on delete cascade,
  district_id uuid references public.districts (id) on delete cascade,
  has_tasks boolean not null default true,
  has_inquiries boolean not null default false,
  token_hash text not null constraint calendar_feeds_token_once unique constraint calendar_feeds_token_form check (token_hash ~ '^[0-9a-f]{64}$'),
  -- To the nearest ten minutes: a calendar asks often.
  last_used_at timestamptz,
  revoked_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint calendar_feeds_district_whole check ((kind = 'district') = (district_id is not null)),
  constraint calendar_feeds_own_things check (kind = 'person' or not has_inquiries)
);
-- "Which links have I given out?"
create index calendar_feeds_staff on public.calendar_feeds (staff_id, created_at) where revoked_at is null;
create index calendar_feeds_staff_all on public.calendar_feeds (staff_id);
create index calendar_feeds_district on public.calendar_feeds (district_id) where district_id is not null;

-- Kept as every table is, but for the change log: a link is its own record, and what is revoked is not brought back by an undo.
alter table public.calendar_feeds enable row level security;
revoke all on table public.calendar_feeds from public, anon, authenticated;
grant all on table public.calendar_feeds to service_role;
create trigger _100_stamp before insert or update on public.calendar_feeds for each row execute function private.stamp();
grant select on table public.calendar_feeds to authenticated;
create function private.sees_all_feeds() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.staff where id = private.current_staff_id() and role = 'admin')
$$;
grant execute on function private.sees_all_feeds() to authenticated;
create policy calendar_feeds_select_own on public.calendar_feeds for select to authenticated
  using (staff_id = (select private.own_staff_id()) or (select private.sees_all_feeds()));
-- Deliberately not granted: writes. A link is made and revoked by the two functions below.
comment on table public.calendar_feeds is 'Secret links by which a calendar program reads events.';

-- Makes a link of the caller's. The program made its secret and shows it once; here comes the hash.
create function public.create_calendar_feed(p_feed jsonb, p_token_hash text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_staff uuid := private.own_staff_id();
  v_kind text := p_feed ->> 'kind';
  v_district uuid;
  v_id uuid;
begin
  if v_kind is null or v_kind not in ('person', 'team', 'district') then
    raise sqlstate 'PT422' using message = 'Choose whose events the calendar shows.', hint = 'kind';
  end if;
  if v_kind = 'district' then
    select id into v_district from public.districts where id::text = p_feed ->> 'district_id' and is_active;
    if v_district is null then raise sqlstate 'PT422' using message = 'Choose a district.', hint = 'district_id'; end if;
  end if;
  perform pg_advisory_xact_lock(hashtext('calendar feeds'), hashtext(v_staff::text));
  if (select count(*) from public.calendar_feeds where staff_id = v_staff and revoked_at is null) >= 20 then
    raise sqlstate 'PT409' using message = 'You have 20 calendar links already. Revoke one that you do not use.', hint = 'feeds';
  end if;
  insert into public.calendar_feeds (kind, staff_id, district_id, has_tasks, has_inquiries, token_hash)
  values (v_kind, v_staff, v_district, v_kind = 'person' and coalesce((p_feed ->> 'has_tasks')::boolean, true),
    v_kind = 'person' and coalesce((p_feed ->> 'has_inquiries')::boolean, false), p_token_hash)
  returning id into v_id;
  return v_id;
end $$;

-- From the next request on the link opens nothing. One's own, and for administrators everybody's.
create function public.revoke_calendar_feed(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff uuid := private.own_staff_id();
begin
  update public.calendar_feeds f set revoked_at = now()
  where f.id = p_id and f.revoked_at is null
    and (f.staff_id = v_staff or private.sees_all_feeds());
  if not found then raise sqlstate 'PT404' using message = 'This calendar link is not there any more.', hint = 'feeds'; end if;
end $$;

-- ---------------------------------------------------------------- what a feed says
-- An event as a calendar is told of it. A cancelled one stays for sixty days, so that each calendar hears of it.
create view private.feed_events with (security_invoker = true) as
  select id, uid, sequence, updated_at, title, summary, kind, status, starts_at, ends_at, time_zone, place_name, address, room, online_url, slug,
    version, district_id, published_at
  from public.events where status <> 'cancelled' or updated_at > now() - interval '60 days';

-- What a secret link opens. Null for a link that nobody made; {"gone": true} for one that was revoked or whose person left.
-- `state` is a fingerprint of everything that the feed says: whoever has seen it gets nothing else, and nothing is written down.
create function public.calendar_feed(p_token_hash text, p_seen text default null) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_feed public.calendar_feeds;
  v_owner public.staff;
  v_events uuid[];
  v_head jsonb;
  v_state text;
  v_changed timestamptz;
  v_days jsonb;
begin
  select * into v_feed from public.calendar_feeds where token_hash = p_token_hash;
  if v_feed.id is null then return null; end if;
  select * into v_owner from public.staff where id = v_feed.staff_id;
  if v_feed.revoked_at is not null or not v_owner.is_active then return jsonb_build_object('gone', true); end if;
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
  if v_state = p_seen then return v_head; end if;
  return v_head || jsonb_build_object('days', v_days, 'events', (
    select coalesce(jsonb_agg(to_jsonb(e) - array['version', 'district_id', 'published_at'] order by e.starts_at, e.id), '[]')
    from private.feed_events e where e.id = any (v_events)));
end $$;

-- ---------------------------------------------------------------- what everybody may read
-- The published events, for our own pages and programs to give out: nothing of the plan, the roster, or who registered.
-- p_filters: from, to (days of the office, both included), district (its code), language (held or interpreted in it),
-- text (a language for title and summary, where there is a translation), limit, slug (one event alone, whenever it is).
create function public.public_events(p_filters jsonb default '{}', p_seen text default null) returns jsonb
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
  if v_state = p_seen then return v_head; end if;
  return v_head || jsonb_build_object('events', (
    select coalesce(jsonb_agg(to_jsonb(f) - array['version', 'district_id', 'published_at'] || jsonb_build_object(
        'title', coalesce(nullif(e.translations #>> array[v_text, 'title'], ''), e.title),
        'summary', coalesce(nullif(e.translations #>> array[v_text, 'summary'], ''), e.summary),
        'translations', e.translations, 'neighborhood', e.neighborhood, 'district_code', d.code, 'district_name', d.name,
        -- Where people register, the link is for those who did.
        'online_url', case when not e.takes_registrations then e.online_url end, 'is_online', e.online_url is not null,
        'accessibility', e.accessibility, 'programs', e.programs, 'languages', coalesce(l.languages, '[]'),
        'takes_registrations', e.takes_registrations, 'registration_closes_at', e.registration_closes_at) order by e.starts_at, e.id), '[]')
    from private.feed_events f
    join public.events e on e.id = f.id
    left join public.districts d on d.id = e.district_id
    left join (select l.event_id, jsonb_agg(jsonb_build_object('code', l.language, 'mode', l.mode) order by l.language, l.mode) as languages
      from public.event_languages l where l.event_id = any (v_events) group by 1) l on l.event_id = e.id
    where f.id = any (v_events)));
end $$;

revoke all on function public.create_calendar_feed(jsonb, text), public.revoke_calendar_feed(uuid) from public, anon;
grant execute on function public.create_calendar_feed(jsonb, text), public.revoke_calendar_feed(uuid) to authenticated, service_role;
revoke all on function public.calendar_feed(text, text), public.public_events(jsonb, text) from public, anon, authenticated;
grant execute on function public.calendar_feed(text, text), public.public_events(jsonb, text) to service_role;
comment on function public.calendar_feed(text, text) is 'The events behind a secret calendar link; only its fingerprint for whoever has seen them.';
comment on function public.public_events(jsonb, text) is 'The published events; only their fingerprint for whoever has seen them.';
