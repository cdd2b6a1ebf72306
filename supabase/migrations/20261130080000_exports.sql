-- Lists as files. Whoever takes one away says what for; that is written down with who, when, which list, which filters and how many
-- rows, and cannot be changed. The rows are read through the list's own function, as the person who asked, page after page: a file
-- holds what its screen shows, and nothing that its person may not see.

-- Which lists there are, how each is read and counted, and the lowest role that may take it away. A function and no table: it belongs to
-- the program, not to an office's data. A noun that adds itself makes it anew.
create function private.export_lists() returns table (list text, lister text, counter text, lowest text)
language sql immutable set search_path = '' as $$
  values ('inquiries', 'list_inquiries', 'count_inquiries', 'staff'),
    ('residents', 'list_residents', 'count_residents', 'staff'),
    ('tasks', 'list_tasks', 'count_tasks', 'staff'),
    ('events', 'list_events', 'count_events', 'staff'),
    ('programs', 'list_programs', 'count_programs', 'staff'),
    ('organizations', 'list_organizations', 'count_organizations', 'staff'),
    ('referrals', 'list_referrals', 'count_referrals', 'staff'),
    ('applications', 'list_applications', 'count_applications', 'staff'),
    ('language_encounters', 'list_encounters', 'count_encounters', 'staff'),
    ('service_requests', 'list_service_requests', 'count_service_requests', 'staff'),
    ('initiatives', 'list_initiatives', 'count_initiatives', 'staff'),
    ('meetings', 'list_meetings', 'count_meetings', 'staff'),
    ('opportunities', 'list_opportunities', 'count_opportunities', 'staff'),
    ('awards', 'list_awards', 'count_awards', 'staff'),
    ('campaigns', 'list_campaigns', 'count_campaigns', 'staff'),
    -- Addresses in number: as who may change them.
    ('subscribers', 'list_subscribers', 'count_subscribers', 'coordinator'),
    ('suppressions', 'list_suppressions', 'count_suppressions', 'coordinator')
$$;
revoke all on function private.export_lists() from public, anon, authenticated;

create table public.exports (
  id uuid primary key default gen_random_uuid(),
  list text not null,
  format text not null constraint exports_format_known check (format in ('csv', 'xlsx')),
  purpose text not null constraint exports_purpose_said check (length(btrim(purpose)) between 10 and 1000),
  -- The list as its address says it, so that the log opens what was taken; and as the database was asked.
  address text not null constraint exports_address_length check (length(address) <= 4000),
  query jsonb not null,
  -- [{"key", "kind", "heading", "words"}]: in the language of who asked.
  columns jsonb not null,
  asked_by uuid references public.staff (id) on delete set null,
  -- direct: into the browser at once. waiting, making, ready, gone: by the worker, kept for some days. failed: neither.
  state text not null constraint exports_state_known check (state in ('direct', 'waiting', 'making', 'ready', 'gone', 'failed')),
  rows integer not null default 0,
  path text,
  bytes bigint,
  leased_until timestamptz,
  tries integer not null default 0,
  finished_at timestamptz,
  keep_until timestamptz,
  -- How often the finished file was fetched, and when last.
  fetches integer not null default 0,
  fetched_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "What was taken, the latest first?", "what of mine?", "what is to be made?", "what is over?"
create index exports_created on public.exports (created_at, id);
create index exports_asked_by on public.exports (asked_by, created_at, id) where asked_by is not null;
create index exports_due on public.exports (created_at) where state in ('waiting', 'making');
create index exports_kept on public.exports (keep_until) where state = 'ready';

alter table public.exports enable row level security;
revoke all on table public.exports from public, anon, authenticated, service_role;
grant select on table public.exports to authenticated, service_role;
create trigger _100_stamp before insert or update on public.exports for each row execute function private.stamp();
call private.tell('public.exports');
create function private.sees_all_exports() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.staff where id = private.current_staff_id() and role in ('manager', 'admin'))
$$;
revoke all on function private.sees_all_exports() from public, anon;
grant execute on function private.sees_all_exports() to authenticated;
create policy exports_select_own on public.exports for select to authenticated
  using (asked_by = (select private.own_staff_id()) or (select private.sees_all_exports()));
-- Deliberately not granted, not even to the program's own key: writes. It is a log, kept by the functions below; it is not audited itself.
comment on table public.exports is 'Who took which list away, when, how filtered, what for. One''s own are seen, by managers everybody''s.';

-- What was said when it was asked for stays as it was said.
create function private.keep_export() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    raise sqlstate 'PT403' using message = 'The log of exports is kept: nothing is taken out of it.', hint = 'export_kept';
  elsif (new.list, new.format, new.purpose, new.address, new.query, new.columns) is distinct from (old.list, old.format, old.purpose, old.address, old.query, old.columns)
    or new.asked_by is distinct from old.asked_by and new.asked_by is not null then
    raise sqlstate 'PT403' using message = 'The log of exports cannot be changed.', hint = 'export_kept';
  end if;
  return new;
end $$;
create trigger _200_keep before update or delete on public.exports for each row execute function private.keep_export();

-- ---------------------------------------------------------------- asking
-- Up to so many rows the browser waits for the file; above, the worker makes it.
create function private.export_direct() returns integer language sql immutable set search_path = '' as $$ select 10000 $$;
-- For so many days a file that the worker made is there to be fetched.
create function private.export_days() returns integer language sql immutable set search_path = '' as $$ select 7 $$;

create function private.check_export_columns(p_columns jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(jsonb_typeof(p_columns), '') <> 'array' or jsonb_array_length(p_columns) not between 1 and 60 or length(p_columns::text) > 40000
    or exists (select from jsonb_array_elements(p_columns) c where coalesce(c ->> 'key', '') !~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$'
      or coalesce(c ->> 'heading', '') = '' or length(c ->> 'heading') > 100
      or coalesce(c ->> 'kind', '') not in ('text', 'word', 'day', 'instant', 'number', 'cents', 'phone')) then
    raise sqlstate 'PT422' using message = 'The columns of this list cannot be read. Load the page again.', hint = 'export_columns';
  end if;
  return p_columns;
end $$;

-- {list, format, purpose, address, query, columns} → {id, rows, is_later}. rows: as far as lists count, 10,001 for more.
create function public.start_export(p_export jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_list record;
  v_query jsonb := coalesce(p_export -> 'query', '{}') - 'after' - 'before' - 'limit';
  v_purpose text := btrim(coalesce(p_export ->> 'purpose', ''));
  v_me uuid := private.current_staff_id();
  v_rows integer;
  v_id uuid;
begin
  perform private.at_least('staff');
  select * into v_list from private.export_lists() where list = p_export ->> 'list';
  if v_list.list is null then
    raise sqlstate 'PT404' using message = 'There is no such list to export.', hint = 'export_list';
  end if;
  perform private.at_least(v_list.lowest);
  if length(v_purpose) < 10 then
    raise sqlstate 'PT422' using message = 'Say in a sentence what this file is for: who asked for it, or what it is used in.', hint = 'purpose';
  elsif length(v_purpose) > 1000 then
    raise sqlstate 'PT422' using message = 'Say it shorter: 1,000 characters at most.', hint = 'purpose';
  elsif coalesce(p_export ->> 'format', '') not in ('csv', 'xlsx') then
    raise sqlstate 'PT422' using message = 'Choose CSV or Excel.', hint = 'format';
  elsif length(p_export ->> 'address') > 4000 or jsonb_typeof(v_query) <> 'object' then
    raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
  end if;
  execute format('select public.%I($1)', v_list.counter) into v_rows using v_query;
  if v_rows > private.export_direct() and (select count(*) from public.exports where asked_by = v_me and state in ('waiting', 'making')) >= 3 then
    raise sqlstate 'PT409' using message = 'Three of your exports are being made. Wait until one of them is ready.', hint = 'export_many';
  end if;
  insert into public.exports (list, format, purpose, address, query, columns, asked_by, state)
  values (v_list.list, p_export ->> 'format', v_purpose, coalesce(p_export ->> 'address', ''), v_query, private.check_export_columns(p_export -> 'columns'), v_me,
    case when v_rows > private.export_direct() then 'waiting' else 'direct' end)
  returning id into v_id;
  return jsonb_build_object('id', v_id, 'rows', v_rows, 'is_later', v_rows > private.export_direct());
end $$;

-- ---------------------------------------------------------------- making
-- A page of the rows, read as the person who asked: who has left or lost the role since gets nothing. Where the worker makes the file,
-- each page says that it is alive.
create function public.export_page(p_id uuid, p_after jsonb default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_export public.exports;
  v_list record;
  v_user uuid;
  v_page jsonb;
begin
  select * into v_export from public.exports where id = p_id and state in ('direct', 'making') and finished_at is null;
  if v_export.id is null then raise sqlstate 'PT404' using message = 'There is no such export.', hint = 'missing'; end if;
  select * into v_list from private.export_lists() where list = v_export.list;
  select user_id into v_user from public.staff where id = v_export.asked_by;
  perform set_config('request.jwt.claim.sub', coalesce(v_user::text, ''), true), set_config('request.jwt.claim.role', 'authenticated', true),
    set_config('request.jwt.claims', jsonb_build_object('sub', v_user, 'role', 'authenticated', 'aal', 'aal2')::text, true);
  perform private.at_least(v_list.lowest);
  execute format('select public.%I($1)', v_list.lister) into v_page
    using v_export.query || jsonb_build_object('limit', 200) || case when p_after is null then '{}'::jsonb else jsonb_build_object('after', p_after) end;
  return jsonb_build_object('rows', v_page -> 'rows', 'next', v_page -> 'next');
end $$;

-- How far the worker is, from time to time.
create function public.beat_export(p_id uuid, p_rows integer) returns void
language sql volatile security definer set search_path = '' as $$
  update public.exports set rows = p_rows, leased_until = now() + interval '5 minutes' where id = p_id and state = 'making'
$$;

-- The next to be made; what a worker left half done is begun anew, three times at most. Null when there is none.
create function public.claim_export() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_row public.exports;
begin
  update public.exports set state = 'failed', finished_at = now(), leased_until = null where state = 'making' and leased_until < now() and tries >= 3;
  update public.exports e set state = 'making', rows = 0, tries = e.tries + 1, leased_until = now() + interval '5 minutes'
  where e.id = (select w.id from public.exports w where w.state = 'waiting' or (w.state = 'making' and w.leased_until < now()) order by w.created_at, w.id limit 1 for update skip locked)
  returning * into v_row;
  return case when v_row.id is not null then jsonb_build_object('id', v_row.id, 'format', v_row.format, 'columns', v_row.columns, 'list', v_row.list) end;
end $$;

-- {rows} of what went straight into the browser; {rows, path, bytes} of what the worker made; {failed: true}. Who asked is told by the inbox.
create function public.finish_export(p_id uuid, p_facts jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.exports;
  v_failed boolean := coalesce((p_facts ->> 'failed')::boolean, false);
begin
  select * into v_old from public.exports where id = p_id and finished_at is null for update;
  if v_old.id is null then return; end if;
  update public.exports set rows = coalesce((p_facts ->> 'rows')::integer, rows), bytes = (p_facts ->> 'bytes')::bigint, path = p_facts ->> 'path', finished_at = now(), leased_until = null,
    state = case when v_failed then 'failed' when v_old.state = 'direct' then 'direct' else 'ready' end,
    keep_until = case when not v_failed and v_old.state <> 'direct' then now() + make_interval(days => private.export_days()) end
  where id = p_id;
  if v_old.state <> 'direct' and v_old.asked_by is not null and private.reach_of(v_old.asked_by, 'changed') <> 'none' then
    insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
    values (v_old.asked_by, 'changed', 'exports', p_id, jsonb_build_object('deed', case when v_failed then 'export_failed' else 'export_ready' end, 'list', v_old.list),
      private.reach_of(v_old.asked_by, 'changed') = 'app');
  end if;
end $$;

-- Files whose days are over go; the line of the log stays. p_paths of the answer are taken away by files_to_purge.
create function public.purge_exports(p_now timestamptz default now()) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_count integer;
begin
  with over as (select id, path from public.exports where state = 'ready' and keep_until <= p_now for update),
    purged as (insert into private.files_to_purge (path) select path from over where path is not null on conflict do nothing),
    gone as (update public.exports e set state = 'gone', path = null from over where e.id = over.id returning e.id)
  select count(*) into v_count from gone;
  return v_count;
end $$;

-- The file, for who asked for it, as long as they may take that list away. One that comes at once is made now, and has no path. Each
-- fetching of one that is kept is counted.
create function public.open_export(p_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_export public.exports;
begin
  perform private.at_least('staff');
  select * into v_export from public.exports where id = p_id and asked_by = private.current_staff_id();
  if v_export.id is null then
    raise sqlstate 'PT404' using message = 'There is no such file of yours. Whoever asked for a file fetches it; ask for one of your own.', hint = 'export_not_yours';
  end if;
  perform private.at_least((select lowest from private.export_lists() where list = v_export.list));
  if v_export.state = 'direct' and v_export.finished_at is null and v_export.created_at > now() - interval '1 hour' then
    return jsonb_build_object('format', v_export.format, 'list', v_export.list, 'on', private.local_date(v_export.created_at), 'columns', v_export.columns);
  elsif v_export.state in ('direct', 'gone') or v_export.keep_until <= now() then
    raise sqlstate 'PT410' using message = 'This file is not kept any more. Export the list again.', hint = 'export_gone';
  elsif v_export.state <> 'ready' then
    raise sqlstate 'PT409' using message = 'This file is not ready.', hint = 'export_not_ready';
  end if;
  update public.exports set fetches = fetches + 1, fetched_at = now() where id = p_id;
  return jsonb_build_object('path', v_export.path, 'bytes', v_export.bytes, 'format', v_export.format, 'list', v_export.list, 'on', private.local_date(v_export.created_at));
end $$;

-- ---------------------------------------------------------------- the log
-- Own ones; for managers everybody's. filters: list, format, asked_by (lists of values), asked ({from, to} days). search: words of the purpose.
create function private.export_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := btrim(coalesce(p_query ->> 'search', ''));
begin
  return array[
    case when not private.sees_all_exports() then format('t.asked_by = %L::uuid', private.current_staff_id()) end,
    private.filter_any('t.list', 'text', f -> 'list'),
    private.filter_any('t.format', 'text', f -> 'format'),
    private.filter_any('t.asked_by', 'uuid', f -> 'asked_by'),
    private.filter_days('t.created_at', f -> 'asked'),
    case when v_text <> '' then format('strpos(lower(t.purpose), lower(%L)) > 0', v_text) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_exports(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return private.list_page('public.exports',
    format('page.list, page.format, page.purpose, page.address, page.state, page.rows, page.bytes, page.created_at, page.finished_at, page.keep_until, page.fetches, page.fetched_at, s.name as asked_name,
     page.asked_by = %L::uuid as is_mine, (select jsonb_agg(c ->> ''heading'') from jsonb_array_elements(page.columns) c) as headings
     from page left join public.staff s on s.id = page.asked_by', private.current_staff_id()),
    private.export_filters(p_query),
    '{"created_at": {"key": "t.created_at", "type": "timestamptz"}, "rows": {"key": "t.rows", "type": "integer"}}',
    '{"sort": "created_at", "descending": true}' || p_query);
end $$;
create function public.count_exports(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return private.list_count('public.exports', private.export_filters(p_query));
end $$;

revoke all on function public.start_export(jsonb), public.export_page(uuid, jsonb), public.beat_export(uuid, integer), public.claim_export(), public.finish_export(uuid, jsonb),
  public.purge_exports(timestamptz), public.open_export(uuid), public.list_exports(jsonb), public.count_exports(jsonb) from public, anon, authenticated;
grant execute on function public.start_export(jsonb), public.open_export(uuid), public.list_exports(jsonb), public.count_exports(jsonb) to authenticated, service_role;
grant execute on function public.export_page(uuid, jsonb), public.beat_export(uuid, integer), public.claim_export(), public.finish_export(uuid, jsonb), public.purge_exports(timestamptz) to service_role;
revoke all on function private.keep_export(), private.export_direct(), private.export_days(), private.check_export_columns(jsonb), private.export_filters(jsonb) from public, anon, authenticated;
comment on function public.start_export(jsonb) is 'Writes down that a list is taken away and what for; says whether the file comes at once or is made by the worker.';
comment on function public.export_page(uuid, jsonb) is 'A page of the rows of an export, read as the person who asked for it. For the program alone.';
comment on function public.open_export(uuid) is 'Where the finished file of an export is, for the person who asked for it; counted.';
comment on function public.list_exports(jsonb) is 'A page of the log of exports: one''s own, for managers everybody''s.';
