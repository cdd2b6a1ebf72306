-- What awards owe, on the calendar of the office and in the calendars that people read elsewhere.

-- Open reports of a day; the only one by its kind and its award.
create function private.dated_award_reports(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select jsonb_build_object(''on'', r.due_on, ''count'', count(*), ''title'', case when count(*) = 1 then min(coalesce(a.title, '''')) end,
       ''kind'', case when count(*) = 1 and min(r.title) = '''' then min(r.kind) end, ''number'', case when count(*) = 1 then nullif(min(r.title), '''') end,
       ''id'', case when count(*) = 1 then (array_agg(r.award_id))[1] end)
     from public.award_reports r left join public.awards a on a.id = r.award_id
     where r.filed_on is null and r.waived_on is null and r.kind <> ''retention'' and r.due_on >= %L::date and r.due_on < %L::date
       and (r.award_id is null or a.status in (''awarded'', ''active'', ''suspended'', ''terminated'', ''closeout''))%s group by r.due_on',
    p_from, p_to, coalesce(' and ' || private.filter_any('r.owner_id', 'uuid', p_filters -> 'staff'), ''));
end $$;
revoke all on function private.dated_award_reports(date, date, jsonb) from public, anon, authenticated;

alter table public.calendar_feeds add column has_award_reports boolean not null default false,
  add constraint calendar_feeds_reports_whose check (kind <> 'district' or not has_award_reports);
comment on column public.calendar_feeds.has_award_reports is 'With what awards owe: the person’s own reports, or all of them in the team’s calendar.';

create or replace function public.create_calendar_feed(p_feed jsonb, p_token_hash text) returns uuid
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
  insert into public.calendar_feeds (kind, staff_id, district_id, has_tasks, has_inquiries, has_award_reports, token_hash)
  values (v_kind, v_staff, v_district, v_kind = 'person' and coalesce((p_feed ->> 'has_tasks')::boolean, true),
    v_kind = 'person' and coalesce((p_feed ->> 'has_inquiries')::boolean, false),
    v_kind <> 'district' and coalesce((p_feed ->> 'has_award_reports')::boolean, false), p_token_hash)
  returning id into v_id;
  return v_id;
end $$;

-- As before, with what awards owe: what is late or due within fourteen months, each on its day.
create or replace function public.calendar_feed(p_token_hash text, p_seen text default null) returns json
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
    from public.inquiries i where v_feed.has_inquiries and i.assigned_to = v_feed.staff_id and i.closed_at is null and i.due_on is not null
    union all
    select jsonb_build_object('table', 'award_reports', 'id', w.report_id, 'sequence', r.version, 'updated_at', r.updated_at, 'on', w.due_on, 'title', coalesce(a.title, ''), 'name', r.title,
      'kind', w.kind, 'is_final', w.is_final, 'file_by', nullif(w.file_by, w.due_on), 'award_id', w.award_id)
    from private.award_radar(private.local_date(now()), case when v_feed.has_award_reports then private.local_date(now()) + 426 else '-infinity'::date end) w
    join public.award_reports r on r.id = w.report_id left join public.awards a on a.id = w.award_id
    where v_feed.kind = 'team' or w.owner_id = v_feed.staff_id) d;

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
