-- Campaigns where everything is looked for: in the history (a language version by its language, a subscription by its list), in the
-- search of the office, on the calendar, on Home and in the morning mail.

create or replace function private.names_parts(p_table text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select p_table in ('event_staff', 'event_organizations', 'event_languages', 'event_topics', 'event_legislation', 'event_supplies', 'event_tallies', 'event_issues', 'campaign_messages', 'subscriptions')
$$;

create or replace function private.part_name(p_table text, p_row jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select case p_table
    when 'event_staff' then (select name from public.staff where id = (p_row ->> 'staff_id')::uuid)
    when 'event_organizations' then (select name from public.organizations where id = (p_row ->> 'organization_id')::uuid)
    when 'event_languages' then (select name from public.languages where code = p_row ->> 'language')
    when 'event_topics' then (select name from public.topics where id = (p_row ->> 'topic_id')::uuid)
    when 'event_legislation' then (select coalesce(file_number, title) from public.legislation where id = (p_row ->> 'legislation_id')::uuid)
    when 'event_supplies' then p_row ->> 'item'
    when 'event_tallies' then p_row ->> 'people'
    when 'event_issues' then left(p_row ->> 'words', 80)
    when 'campaign_messages' then (select name from public.languages where code = p_row ->> 'language')
    when 'subscriptions' then (select name from public.mailing_lists where id = (p_row ->> 'list_id')::uuid) end
$$;

-- ---------------------------------------------------------------- search
-- What is under way first, then what went out, the latest first.
create function private.search_in_campaigns(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
declare v_words text := private.filter_words('public.campaigns', 'search', p_text);
begin
  if v_words is null then return; end if;
  return query execute format(
    'select 2, t.id, t.name, jsonb_strip_nulls(jsonb_build_object(''status'', t.status, ''kind'', t.kind, ''at'', coalesce(t.finished_at, t.scheduled_at), ''list'', l.name))
     from public.campaigns t join public.mailing_lists l on l.id = t.list_id where %s
     order by t.status in (''sent'', ''cancelled''), coalesce(t.finished_at, t.scheduled_at, t.created_at) desc, t.id limit %s', v_words, p_limit);
end $$;

-- Lists are few: by name, code and what they are called in other languages.
create function private.search_in_mailing_lists(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language sql stable set search_path = '' as $$
  select case when private.fold(l.name) = private.fold(p_text) then 0 else 2 end, l.id, l.name, jsonb_build_object('code', l.code, 'is_active', l.is_active)
  from public.mailing_lists l
  where (select bool_and(private.fold(concat_ws(' ', l.name, l.code, l.translations::text)) like private.like_pattern(private.fold(word)))
    from regexp_split_to_table(btrim(p_text), '\s+') word where length(word) >= 2)
  order by 1, not l.is_active, l.sort_order, l.name limit p_limit
$$;
revoke all on function private.search_in_campaigns(text, integer), private.search_in_mailing_lists(text, integer) from public, anon, authenticated;

-- ---------------------------------------------------------------- the calendar
-- The day on which a campaign goes out or went out. One that has no day yet, or was cancelled, is on none.
create function private.dated_campaigns(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select jsonb_build_object(''on'', x.on_day, ''count'', count(*), ''title'', case when count(*) = 1 then min(x.name) end, ''id'', case when count(*) = 1 then min(x.id::text) end)
     from (select private.local_date(t.scheduled_at) as on_day, t.name, t.id from public.campaigns t
       where t.scheduled_at >= %L::timestamptz and t.scheduled_at < %L::timestamptz and t.status in (''approved'', ''scheduled'', ''sending'', ''paused'', ''sent'')%s) x group by x.on_day',
    private.day_start(p_from), private.day_start(p_to), coalesce(' and ' || private.filter_any('t.written_by', 'uuid', p_filters -> 'staff'), ''));
end $$;
revoke all on function private.dated_campaigns(date, date, jsonb) from public, anon, authenticated;

-- ---------------------------------------------------------------- home
-- What waits for the reader: campaigns to approve, those that stopped, what they were given back, and what goes out in a week.
create function private.home_campaigns(p_me uuid, p_role text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'to_approve', case when private.role_rank(p_role) >= private.role_rank('manager') then (select count(*) from public.campaigns c
      where c.status = 'in_review' and c.written_by is distinct from p_me and c.submitted_by is distinct from p_me) end,
    'returned', (select count(*) from public.campaigns c where c.status = 'draft' and c.review_note is not null and p_me in (c.written_by, c.submitted_by)),
    'to_schedule', case when private.role_rank(p_role) >= private.role_rank('manager') then (select count(*) from public.campaigns c where c.status = 'approved' and c.kind = 'bulletin') end,
    'paused', case when private.role_rank(p_role) >= private.role_rank('coordinator') then (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'reason', c.pause_reason) order by c.updated_at desc), '[]')
      from (select * from public.campaigns where status = 'paused' order by updated_at desc limit 5) c) else '[]' end,
    'next', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'status', c.status, 'at', c.scheduled_at) order by c.scheduled_at), '[]')
      from (select * from public.campaigns where status in ('scheduled', 'sending') and kind = 'bulletin' and scheduled_at < now() + interval '7 days' order by scheduled_at limit 5) c))
$$;
revoke all on function private.home_campaigns(uuid, text) from public, anon, authenticated;

-- What was there before stays as it is, and goes into the same answer.
alter function public.home_facts() rename to home_work;
alter function public.home_work() set schema private;
revoke all on function private.home_work() from public, anon, authenticated, service_role;
create function public.home_facts() returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare v_me uuid := private.own_staff_id();
begin
  return private.home_work() || jsonb_build_object('campaigns', private.home_campaigns(v_me, (select role from public.staff where id = v_me)));
end $$;
revoke all on function public.home_facts() from public, anon;
grant execute on function public.home_facts() to authenticated;
comment on function public.home_facts() is 'What the reader has to do today, and how the office stands.';

-- ---------------------------------------------------------------- the morning mail
-- As before, with tasks on campaigns.
create or replace function public.digest_facts(p_staff uuid, p_day date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_staff public.staff;
  v_locale text;
  v_since timestamptz;
  v_takes boolean;
  v_leads boolean;
  v_month date := (date_trunc('month', p_day) - interval '1 month')::date;
begin
  select * into v_staff from public.staff where id = p_staff;
  v_locale := coalesce((select locale from public.preferences where staff_id = p_staff), 'en');
  -- Since the last morning mail; without one, since the beginning of yesterday.
  v_since := coalesce((select max(settled_at) from private.digests where staff_id = p_staff and day < p_day and state in ('sent', 'nothing')), private.day_start(p_day - 1));
  v_takes := private.role_rank(v_staff.role) >= private.role_rank('staff');
  v_leads := private.role_rank(v_staff.role) >= private.role_rank('manager');
  return jsonb_build_object(
    'name', v_staff.name, 'email', v_staff.email, 'locale', v_locale, 'day', p_day,
    'office', (select office_name from public.settings),
    'overdue', private.digest_inquiries(format('i.assigned_to = %L and i.due_on < %L', p_staff, p_day)),
    'due_today', private.digest_inquiries(format('i.assigned_to = %L and i.due_on = %L', p_staff, p_day)),
    'unassigned', case when v_takes then private.digest_inquiries('i.assigned_to is null') end,
    'team_overdue', case when v_leads then private.digest_inquiries(format('i.due_on < %L', p_day)) end,
    'tasks', jsonb_build_object(
      'count', (select count(*) from public.tasks where owner_id = p_staff and done_at is null and due_on <= p_day),
      'rows', (select coalesce(jsonb_agg(jsonb_build_object('title', t.title, 'due_on', t.due_on, 'path', t.path) order by t.due_on, t.title), '[]') from (
        select title, due_on, case when inquiry_id is not null then '/inquiries/' || inquiry_id when resident_id is not null then '/residents/' || resident_id
          when event_id is not null then '/events/' || event_id when campaign_id is not null then '/campaigns/' || campaign_id else '/' end as path
        from public.tasks where owner_id = p_staff and done_at is null and due_on <= p_day order by due_on, title limit 5) t)),
    'events', (select coalesce(jsonb_agg(jsonb_build_object('title', e.title, 'on', e.starts_on, 'starts_at', e.starts_at, 'time_zone', e.time_zone,
        'place', coalesce(e.place_name, e.address), 'path', '/events/' || e.id) order by e.starts_at, e.id), '[]')
      from public.events e join public.event_staff s on s.event_id = e.id and s.staff_id = p_staff
      where e.starts_at >= private.day_start(p_day) and e.starts_at < private.day_start(p_day + 2) and e.status in ('planned', 'confirmed')),
    'notifications', (select coalesce(jsonb_agg(to_jsonb(n) order by n.created_at), '[]') from (
      select n.kind, a.name as actor, n.count, n.record_table, n.facts, n.created_at, case when n.record_id is not null then format('/%s/%s', n.record_table, n.record_id) else '/notifications' end as path
      from public.notifications n left join public.staff a on a.id = n.actor_id
      where n.staff_id = p_staff and n.read_at is null and n.created_at >= v_since order by n.created_at limit 50) n),
    'report', case when v_leads then jsonb_build_object('month', v_month, 'edition', (select max(edition) from public.reports where month = v_month),
      'id', (select id from public.reports where month = v_month order by edition desc limit 1)) end);
end $$;
alter function public.digest_facts(uuid, date) rename to digest_work;
alter function public.digest_work(uuid, date) set schema private;
revoke all on function private.digest_work(uuid, date) from public, anon, authenticated, service_role;
create function public.digest_facts(p_staff uuid, p_day date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_role text := (select role from public.staff where id = p_staff);
  v_campaigns jsonb := private.home_campaigns(p_staff, v_role);
begin
  return private.digest_work(p_staff, p_day) || jsonb_build_object('time_zone', private.office_zone(), 'campaigns', jsonb_build_object(
    'to_approve', case when private.role_rank(v_role) >= private.role_rank('manager') then (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'path', '/campaigns/' || c.id) order by c.submitted_at), '[]')
      from (select * from public.campaigns where status = 'in_review' and written_by is distinct from p_staff and submitted_by is distinct from p_staff order by submitted_at limit 5) c) else '[]' end,
    'paused', (select coalesce(jsonb_agg(jsonb_build_object('name', e ->> 'name', 'path', '/campaigns/' || (e ->> 'id'))), '[]') from jsonb_array_elements(v_campaigns -> 'paused') e),
    'today', case when private.role_rank(v_role) >= private.role_rank('coordinator') then (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'at', c.scheduled_at, 'path', '/campaigns/' || c.id) order by c.scheduled_at), '[]')
      from public.campaigns c where c.status in ('scheduled', 'sending') and c.kind = 'bulletin' and c.scheduled_at >= private.day_start(p_day) and c.scheduled_at < private.day_start(p_day + 1)) else '[]' end));
end $$;
revoke all on function public.digest_facts(uuid, date) from public, anon, authenticated;
grant execute on function public.digest_facts(uuid, date) to service_role;
comment on function public.digest_facts(uuid, date) is 'What stands in the morning mail of one person.';

-- ---------------------------------------------------------------- how long it is kept
insert into public.retention_rules (record_kind, years, reason, sort_order) values
  ('campaigns', 3, 'Letters to many with who got them and what became of them: correspondence of a general kind. To be confirmed by the records officer.', 55),
  ('consents', 3, 'Who agreed to letters and who left: kept as long as the letters that rest on it.', 56)
on conflict (record_kind) do nothing;
