-- Event series, fourth chapter: what a change of several events says about one of them. When registration closes is told for the event in
-- hand; for the others it is as long before their own start, by the clock. An address is the event's own.

create function private.patch_series_times(p_event uuid, p_ids uuid[], p_patch jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event public.events := (select e from public.events e where e.id = p_event);
  v_before interval;
begin
  if p_patch ? 'registration_closes_at' then
    v_before := (p_patch ->> 'registration_closes_at')::timestamptz at time zone v_event.time_zone - v_event.starts_at at time zone v_event.time_zone;
    if (p_patch ->> 'registration_closes_at')::timestamptz > v_event.ends_at then
      raise sqlstate 'PT422' using message = 'Registration closes after the event is over. Choose an earlier time.', hint = 'registration_closes_at';
    end if;
    update public.events e set registration_closes_at = c.closes
    from (select id, (starts_at at time zone time_zone + v_before) at time zone time_zone as closes from public.events where id = any (p_ids)) c
    where c.id = e.id and e.registration_closes_at is distinct from c.closes;
  end if;
  if p_patch ? 'slug' then perform private.write_event(jsonb_build_object('slug', p_patch -> 'slug'), p_event); end if;
end $$;

create or replace function public.change_series(p_event uuid, p_scope text, p_patch jsonb, p_series jsonb default null, p_occurrences jsonb default null, p_version integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event public.events := private.open_event(p_event, p_version);
  v_old public.event_series := private.open_series(v_event);
  v_new public.event_series;
  v_is_cut boolean := p_scope = 'following' and exists (select from public.events where series_id = v_event.series_id and occurrence_at < v_event.occurrence_at);
  v_over uuid[];
  v_targets uuid[];
  v_people uuid[] := '{}';
  v_answer jsonb := jsonb_build_object('moved', 0, 'added', 0, 'removed', 0, 'cancelled', 0);
begin
  if p_scope is null or p_scope not in ('following', 'all') then
    raise sqlstate 'PT422' using message = 'Choose whether the change holds for those that follow or for all.', hint = 'scope';
  elsif v_is_cut and p_series is null then
    raise sqlstate 'PT422' using message = 'Say by which rule those that follow recur.', hint = 'rule';
  end if;
  select coalesce(array_agg(id order by id <> p_event, occurrence_at) filter (where id = p_event or not is_over), '{}'), coalesce(array_agg(id) filter (where id <> p_event and is_over), '{}')
  into v_targets, v_over
  from (select id, occurrence_at, status = 'held' or starts_at <= now() as is_over from public.events
    where series_id = v_old.id and (p_scope = 'all' or occurrence_at >= v_event.occurrence_at)) e;
  perform private.patch_events(v_targets, coalesce(p_patch, '{}'));
  v_new := private.read_series(p_series, (select title from public.events where id = p_event), v_old.id);
  if v_is_cut then
    v_new.id := gen_random_uuid();
    update public.event_series set rule = private.rule_until(rule, v_event.occurrence_at) where id = v_old.id;
    insert into public.event_series (id, title, rule, starts_local, time_zone, duration_minutes, skips_holidays, left_out)
    values (v_new.id, v_new.title, v_new.rule, v_new.starts_local, v_new.time_zone, v_new.duration_minutes, v_new.skips_holidays, v_new.left_out);
    update public.events set series_id = v_new.id where id = any (v_targets);
  else
    update public.event_series s set title = v_new.title, rule = v_new.rule, starts_local = v_new.starts_local, time_zone = v_new.time_zone,
      duration_minutes = v_new.duration_minutes, skips_holidays = v_new.skips_holidays, left_out = v_new.left_out
    where s.id = v_old.id and (s.title, s.rule, s.starts_local, s.time_zone, s.duration_minutes, s.skips_holidays, s.left_out)
      is distinct from (v_new.title, v_new.rule, v_new.starts_local, v_new.time_zone, v_new.duration_minutes, v_new.skips_holidays, v_new.left_out);
  end if;
  if p_occurrences is not null then
    v_people := private.events_with_people(v_targets);
    v_answer := private.move_series(v_event, v_old, v_new, p_occurrences, v_targets, v_over, v_people);
  end if;
  -- Last, when each is where it is to be; those that were added are as the one in hand, those that have no date any more are gone.
  perform private.patch_series_times(p_event, array(select id from public.events where series_id = v_new.id and id <> all (v_over)), coalesce(p_patch, '{}'));
  return v_answer || jsonb_build_object('series_id', v_new.id, 'changed', cardinality(v_targets), 'over', cardinality(v_over), 'people', cardinality(v_people), 'change_set', private.change_set());
end $$;
