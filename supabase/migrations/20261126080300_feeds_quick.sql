-- The published events for a feed of two thousand, quickly: what the fingerprint needs is added up instead of written out, the
-- JSON leaves here as the text that goes out, and a calendar is told only what a calendar says.

drop function public.public_events(jsonb, text);

-- The published events, for our own pages and programs to give out: nothing of the plan, the roster, or who registered.
-- p_filters: from, to (days of the office, both included), district (its code), language (held or interpreted in it),
-- text (a language for title and summary, where there is a translation), limit, slug (one event alone, whenever it is).
-- p_seen: a fingerprint; whoever has it gets the head alone. p_address: what pages of events begin with; without it the
-- events are as a calendar needs them, else as the JSON feed has them.
-- The answer is two lines: the head, with the fingerprint of everything that is said, and the events.
create function public.public_events(p_filters jsonb default '{}', p_seen text default null, p_address text default null) returns text
language plpgsql stable security definer set search_path = '' set jit = off set timezone = 'UTC' as $$
declare
  v_from timestamptz := private.day_start(coalesce((p_filters ->> 'from')::date, private.local_date(now())));
  v_to timestamptz := private.day_start((p_filters ->> 'to')::date + 1);
  v_limit integer := least(greatest(coalesce((p_filters ->> 'limit')::integer, 500), 1), 2000);
  v_slug text := p_filters ->> 'slug';
  v_text text := coalesce(p_filters ->> 'text', '');
  v_page text := p_address || '/e/';
  v_district uuid;
  v_events uuid[];
  v_head jsonb;
  v_state text;
  v_changed timestamptz;
  v_list text;
begin
  if p_filters ? 'district' then
    select id into v_district from public.districts where code = p_filters ->> 'district';
    if v_district is null then raise sqlstate 'PT422' using message = 'There is no district with that code.', hint = 'district'; end if;
  end if;
  if v_slug is not null then
    select starts_at, starts_at + interval '1 microsecond' into v_from, v_to from public.events where slug = v_slug;
  end if;
  -- Each event with its version, in whatever order: one that was withdrawn is missing from the sum.
  select coalesce(array_agg(e.id order by e.starts_at, e.id), '{}'), max(e.updated_at), sum(uuid_hash_extended(e.id, e.version))::text
  into v_events, v_changed, v_state
  from (select e.id, e.version, e.starts_at, e.updated_at from private.feed_events e
    -- No event is longer than fourteen days, so that both ends lie in one range of the index.
    where e.published_at <= now() and e.starts_at >= v_from - interval '14 days' and e.ends_at > v_from
      and (v_to is null or e.starts_at < v_to) and (v_slug is null or e.slug = v_slug)
      and (v_district is null or e.district_id = v_district)
      and (not p_filters ? 'language' or exists (select from public.event_languages l
        where l.event_id = e.id and l.language = p_filters ->> 'language' and l.mode <> 'materials'))
    order by e.starts_at, e.id limit v_limit + 1) e;
  select jsonb_build_object('office_name', s.office_name, 'city_name', s.city_name, 'time_zone', s.time_zone,
    'more', cardinality(v_events) > v_limit, 'count', least(cardinality(v_events), v_limit))
  into v_head from public.settings s;
  v_events := v_events[1:v_limit];
  v_state := concat(v_state, v_head);
  if p_address is not null then
    v_state := concat(v_state, (select string_agg(d.code || d.name, ',' order by d.code) from public.districts d),
      (select sum(uuid_hash_extended(l.id, l.version)) from public.event_languages l where l.event_id = any (v_events)));
  end if;
  v_state := md5(v_state);
  v_head := v_head || jsonb_build_object('state', v_state, 'changed_at', v_changed);
  if v_state = p_seen then return v_head::text; end if;

  if p_address is null then
    select json_agg(x)::text into v_list from (
      select e.uid, e.sequence, e.updated_at, e.kind, e.status, e.starts_at, e.ends_at, e.time_zone, e.place_name, e.address, e.room, e.slug,
        coalesce(nullif(e.translations #>> array[v_text, 'title'], ''), e.title) as title,
        coalesce(nullif(e.translations #>> array[v_text, 'summary'], ''), e.summary) as summary,
        case when not e.takes_registrations then e.online_url end as online_url
      from public.events e where e.id = any (v_events) order by e.starts_at, e.id) x;
  else
    select json_agg(x)::text into v_list from (
      select e.id,
        coalesce(nullif(e.translations #>> array[v_text, 'title'], ''), e.title) as title,
        coalesce(nullif(e.translations #>> array[v_text, 'summary'], ''), e.summary) as summary,
        e.translations, e.kind, e.status, e.starts_at::timestamptz(0) as starts_at, e.ends_at::timestamptz(0) as ends_at, e.time_zone,
        json_build_object('name', e.place_name, 'room', e.room, 'address', e.address, 'neighborhood', e.neighborhood, 'district', d.district) as place,
        -- Where people register, the link is for those who did.
        e.online_url is not null as is_online, case when not e.takes_registrations then e.online_url end as online_url,
        array(select row_to_json(l) from (select l.language as code, l.mode from public.event_languages l
          where l.event_id = e.id order by l.language, l.mode) l) as languages,
        e.accessibility, e.programs,
        case when e.takes_registrations then json_build_object('url', v_page || e.slug, 'closes_at', e.registration_closes_at::timestamptz(0)) end as registration,
        v_page || e.slug as url, v_page || e.slug || '.ics' as ics_url,
        e.uid, e.sequence, e.updated_at::timestamptz(0) as updated_at
      from public.events e
      left join (select id, json_build_object('code', code, 'name', name) as district from public.districts) d on d.id = e.district_id
      where e.id = any (v_events) order by e.starts_at, e.id) x;
  end if;
  return v_head::text || E'\n' || coalesce(v_list, '[]');
end $$;

revoke all on function public.public_events(jsonb, text, text) from public, anon, authenticated;
grant execute on function public.public_events(jsonb, text, text) to service_role;
comment on function public.public_events(jsonb, text, text) is 'The published events; only their fingerprint for whoever has seen them.';
