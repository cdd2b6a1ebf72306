-- Changes, second chapter: what one act did is one change set, with who, when, why and, where rows alone do not tell it,
-- what it was. Sets and changes are kept by month, so that ten million of them do not slow a write and an old month can be
-- archived whole. Reading personal data in bulk is a set of its own. Still written by the functions here and nobody else.

-- ---------------------------------------------------------------- tables
alter table public.changes rename to changes_before;
alter table public.changes_before rename constraint changes_pkey to changes_before_pkey;
drop index public.changes_record, public.changes_change_set;
alter sequence public.changes_id_seq rename to changes_before_id_seq;

-- staff_id and role are kept as they were at the act, without a reference: history outlives its people.
create table public.change_sets (
  id uuid not null,
  created_at timestamptz not null default now(),
  staff_id uuid,
  role text not null,
  reason text not null constraint change_sets_reason_known check (reason in ('screen', 'bulk', 'import', 'merge', 'service', 'undo', 'reading')),
  -- The tables that it touched, in the order of touching.
  tables text[] not null default '{}',
  detail jsonb,
  undoes uuid,
  undone_by uuid,
  primary key (id, created_at)
) partition by range (created_at);
alter table public.change_sets enable row level security;
-- "What was done lately?", by the office, by one person.
create index change_sets_created on public.change_sets (created_at, id);
create index change_sets_staff on public.change_sets (staff_id, created_at, id);

-- parent_*: the record in whose history a part of it is told, such as the resident of a phone number.
create table public.changes (
  id bigint generated always as identity,
  changed_at timestamptz not null default now(),
  change_set uuid not null,
  staff_id uuid,
  table_name text not null,
  record_id text not null,
  parent_table text,
  parent_id text,
  action text not null constraint changes_action_known check (action in ('insert', 'update', 'delete')),
  reason text not null constraint changes_reason_known check (reason in ('screen', 'bulk', 'import', 'merge', 'service', 'undo')),
  before jsonb,
  after jsonb,
  primary key (id, changed_at)
) partition by range (changed_at);
alter table public.changes enable row level security;
-- "What happened to this record?", "… to its parts?"
create index changes_record on public.changes (table_name, record_id, id);
create index changes_parent on public.changes (parent_table, parent_id, id) where parent_id is not null;
-- "What did this act change?"
create index changes_change_set on public.changes (change_set, id);

-- ---------------------------------------------------------------- months
-- Months are cut in UTC: they only bundle. Partitions lie in `private`, where the API does not reach them by name; what has
-- no month yet falls into the rest, and is moved when its month is made.
create table private.changes_rest partition of public.changes default;
create table private.change_sets_rest partition of public.change_sets default;
alter table private.changes_rest enable row level security;
alter table private.change_sets_rest enable row level security;
-- Deliberately no policy and no grant, here and on every month: they are read through the tables above.

create function private.make_change_month(p_month date) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_from timestamptz := p_month::timestamp at time zone 'UTC';
  v_to timestamptz := (p_month + interval '1 month')::timestamp at time zone 'UTC';
  v_table text;
  v_column text;
  v_name text;
begin
  perform pg_advisory_xact_lock(hashtext('rotunda change months'));
  if to_regclass('private.changes_' || to_char(p_month, 'YYYY_MM')) is not null then return false; end if;
  for v_table, v_column in select * from (values ('change_sets', 'created_at'), ('changes', 'changed_at')) kept loop
    v_name := v_table || '_' || to_char(p_month, 'YYYY_MM');
    execute format('create table private.%I (like public.%I including defaults including constraints)', v_name, v_table);
    execute format('with moved as (delete from private.%I where %I >= %L and %I < %L returning *) insert into private.%I select * from moved',
      v_table || '_rest', v_column, v_from, v_column, v_to, v_name);
    execute format('alter table public.%I attach partition private.%I for values from (%L) to (%L)', v_table, v_name, v_from, v_to);
    execute format('alter table private.%I enable row level security', v_name);
  end loop;
  return true;
end $$;

-- This month and those ahead. The worker asks for it; without a worker the rest catches what comes. Answers how many are new.
create function public.make_change_months(p_ahead integer default 3) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_made integer := 0;
begin
  for n in 0 .. least(p_ahead, 24) loop
    if private.make_change_month((date_trunc('month', now() at time zone 'UTC') + make_interval(months => n))::date) then v_made := v_made + 1; end if;
  end loop;
  return v_made;
end $$;

-- The months that are kept here, oldest first, with what they hold.
create function public.list_change_months() returns table (month date, bytes bigint)
language sql stable security definer set search_path = '' as $$
  select to_date(right(c.relname, 7), 'YYYY_MM'), sum(pg_total_relation_size(c.oid))::bigint
  from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
  where i.inhparent in ('public.changes'::regclass, 'public.change_sets'::regclass) and c.relname ~ '_[0-9]{4}_[0-9]{2}$'
  group by 1 order by 1
$$;

-- A month as it goes into its archive, some rows at a time: sets first (p_kind 'change_sets'), then changes.
create function public.read_change_month(p_month date, p_kind text, p_after text default '', p_limit integer default 1000) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_rows jsonb;
begin
  if p_kind not in ('change_sets', 'changes') then
    raise sqlstate 'PT422' using message = 'An archive holds change_sets and changes.', hint = 'kind';
  end if;
  execute format('select jsonb_agg(to_jsonb(t) order by t.id) from (select * from private.%I where id > $1::%s order by id limit $2) t',
    p_kind || '_' || to_char(p_month, 'YYYY_MM'), case p_kind when 'changes' then 'bigint' else 'uuid' end)
    into v_rows using coalesce(nullif(p_after, ''), case p_kind when 'changes' then '0' else '00000000-0000-0000-0000-000000000000' end), p_limit;
  return coalesce(v_rows, '[]');
end $$;

-- Removes a month that is archived. p_rows: how many rows the archive holds; when the month has others, nothing is removed.
create function public.drop_change_month(p_month date, p_rows bigint) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_suffix text := '_' || to_char(p_month, 'YYYY_MM');
  v_rows bigint;
begin
  if p_month > (date_trunc('month', now() at time zone 'UTC') - interval '3 months')::date then
    raise sqlstate 'PT422' using message = 'The last three months stay: what was done lately must be there to be undone.', hint = 'month';
  end if;
  execute format('lock table private.%I, private.%I in share mode', 'changes' || v_suffix, 'change_sets' || v_suffix);
  execute format('select (select count(*) from private.%I) + (select count(*) from private.%I)', 'changes' || v_suffix, 'change_sets' || v_suffix) into v_rows;
  if v_rows <> p_rows then
    raise sqlstate 'PT409' using message = format('The month has %s rows and its archive %s. Nothing was removed; archive it again.', v_rows, p_rows), hint = 'conflict';
  end if;
  execute format('drop table private.%I, private.%I', 'changes' || v_suffix, 'change_sets' || v_suffix);
end $$;
revoke all on function public.make_change_months(integer), public.list_change_months(), public.read_change_month(date, text, text, integer), public.drop_change_month(date, bigint)
  from public, anon, authenticated;
grant execute on function public.make_change_months(integer), public.list_change_months(), public.read_change_month(date, text, text, integer), public.drop_change_month(date, bigint)
  to service_role;

-- What was remembered so far comes along.
select private.make_change_month(m::date)
from (select date_trunc('month', least(min(changed_at), now()) at time zone 'UTC') as first from public.changes_before) f,
  generate_series(f.first, date_trunc('month', now() at time zone 'UTC') + interval '3 months', interval '1 month') m;
insert into public.change_sets (id, created_at, staff_id, role, reason, tables)
select c.change_set, min(c.changed_at), (array_agg(c.staff_id))[1], coalesce((select s.role from public.staff s where s.id = (array_agg(c.staff_id))[1]), 'service'),
  (array_agg(c.reason order by c.id))[1], array_agg(distinct c.table_name)
from public.changes_before c group by c.change_set;
insert into public.changes (id, changed_at, change_set, staff_id, table_name, record_id, action, reason, before, after)
overriding system value
select id, changed_at, change_set, staff_id, table_name, record_id, action, reason, before, after from public.changes_before;
select setval(pg_get_serial_sequence('public.changes', 'id'), greatest((select max(id) from public.changes_before), 1));
drop table public.changes_before;

-- ---------------------------------------------------------------- what is known of a table
-- Found out at its first change, from its references: whose part its rows are. undo_role: the least role that may undo
-- where no policy says who writes, because a function of its chapter does. A later chapter adds a row of its own.
create table private.audited_tables (
  table_name text primary key,
  parent_table text,
  -- The column that names the parent's table, where one table keeps parts of many (record_table, record_id).
  parent_table_column text,
  parent_column text,
  undo_role text constraint audited_tables_role_known check (undo_role is null or private.role_rank(undo_role) is not null),
  is_undoable boolean not null default true
);
alter table private.audited_tables enable row level security;
-- Deliberately no policy and no grant: only the functions here read it.

create function private.audited_table(p_table text) returns private.audited_tables
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row private.audited_tables;
  v_relation regclass := format('public.%I', p_table)::regclass;
begin
  select * into v_row from private.audited_tables where table_name = p_table;
  if v_row.table_name is not null then return v_row; end if;
  v_row.table_name := p_table;
  v_row.is_undoable := true;
  -- A part cannot be without its whole and goes with it.
  select f.relname, a.attname into v_row.parent_table, v_row.parent_column
  from pg_catalog.pg_constraint k
  join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  join pg_catalog.pg_class f on f.oid = k.confrelid and f.relnamespace = 'public'::regnamespace
  where k.conrelid = v_relation and k.contype = 'f' and cardinality(k.conkey) = 1 and k.confdeltype = 'c' and a.attnotnull
  order by a.attnum limit 1;
  if v_row.parent_column is null and 2 = (select count(*) from pg_catalog.pg_attribute
    where attrelid = v_relation and attname in ('record_table', 'record_id') and not attisdropped) then
    v_row.parent_table_column := 'record_table';
    v_row.parent_column := 'record_id';
  end if;
  insert into private.audited_tables select (v_row).* on conflict do nothing;
  return v_row;
end $$;

-- ---------------------------------------------------------------- acts
-- Begins an act that has a reason or a detail of its own: an import, a merge, a bulk edit, an undo. What the transaction
-- writes from here on belongs to it.
create function private.begin_change_set(p_reason text, p_detail jsonb default null, p_undoes uuid default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid := gen_random_uuid();
  v_asked text := case when (select auth.uid()) is not null then nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-change-set' end;
  v_staff public.staff;
begin
  -- The caller names the act, so that they can undo it. A name that is taken is not theirs to give.
  if v_asked ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' and not exists (select from public.change_sets where id = v_asked::uuid) then
    v_id := v_asked::uuid;
  end if;
  select * into v_staff from public.staff where user_id = (select auth.uid()) and is_active;
  insert into public.change_sets (id, staff_id, role, reason, detail, undoes)
  values (v_id, v_staff.id, coalesce(v_staff.role, 'service'), p_reason, p_detail, p_undoes);
  perform set_config('rotunda.change_set', v_id::text, true), set_config('rotunda.change_tables', ',', true), set_config('rotunda.reason', p_reason, true);
  return v_id;
end $$;

-- The set of this transaction. Several requests of one act (a new resident, then their inquiry) carry the same name in the
-- header X-Change-Set and are one set, when they come from one person within two minutes.
create or replace function private.change_set() returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_set uuid := nullif(current_setting('rotunda.change_set', true), '')::uuid;
  v_asked text;
  v_reason text := private.change_reason();
begin
  if v_set is not null then return v_set; end if;
  v_asked := case when (select auth.uid()) is not null then nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-change-set' end;
  if v_asked ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    perform pg_advisory_xact_lock(hashtextextended(v_asked, 0));
    select id into v_set from public.change_sets
    where id = v_asked::uuid and created_at > now() - interval '2 minutes' and staff_id = private.current_staff_id()
      and undone_by is null and undoes is null and reason = v_reason;
    if v_set is not null then
      perform set_config('rotunda.change_set', v_set::text, true), set_config('rotunda.change_tables', ',', true);
      return v_set;
    end if;
  end if;
  return private.begin_change_set(v_reason);
end $$;

-- The set, with this table noted in it.
create function private.note_change(p_table text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_set uuid := private.change_set();
  v_noted text := current_setting('rotunda.change_tables', true);
begin
  if strpos(v_noted, ',' || p_table || ',') = 0 then
    update public.change_sets set tables = tables || p_table
    where id = v_set and created_at > now() - interval '5 minutes' and not p_table = any (tables);
    perform set_config('rotunda.change_tables', v_noted || p_table || ',', true);
  end if;
  return v_set;
end $$;

-- Updates keep only the columns that changed, deletes the whole row; an insert is told by the row itself. What is derived
-- (search) and what only counts (version, updated_at) is no change.
create or replace function private.record_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_staff uuid;
  v_set uuid;
  v_reason text;
  v_table private.audited_tables;
begin
  if tg_op = 'INSERT' then
    if not exists (select from new_rows) then return null; end if;
  elsif tg_op = 'DELETE' then
    if not exists (select from old_rows) then return null; end if;
  elsif current_setting('rotunda.refreshing', true) = 'on' or not exists (
    select from new_rows n join old_rows o on o.id = n.id
    where to_jsonb(n) - '{updated_at,version,search}'::text[] <> to_jsonb(o) - '{updated_at,version,search}'::text[]) then
    return null;
  end if;
  v_staff := private.current_staff_id();
  v_set := private.note_change(tg_table_name);
  v_reason := private.change_reason();
  v_table := private.audited_table(tg_table_name);
  if tg_op = 'INSERT' and v_table.parent_column is null then
    insert into public.changes (change_set, staff_id, table_name, record_id, action, reason)
    select v_set, v_staff, tg_table_name, n.id::text, 'insert', v_reason from new_rows n;
  elsif tg_op = 'INSERT' then
    insert into public.changes (change_set, staff_id, table_name, record_id, parent_table, parent_id, action, reason)
    select v_set, v_staff, tg_table_name, n.id, coalesce(v_table.parent_table, n.image ->> v_table.parent_table_column), n.image ->> v_table.parent_column, 'insert', v_reason
    from (select id::text, to_jsonb(r) as image from new_rows r) n;
  elsif tg_op = 'DELETE' then
    insert into public.changes (change_set, staff_id, table_name, record_id, parent_table, parent_id, action, reason, before)
    select v_set, v_staff, tg_table_name, o.id, coalesce(v_table.parent_table, o.image ->> v_table.parent_table_column), o.image ->> v_table.parent_column, 'delete', v_reason, o.image - 'search'
    from (select id::text, to_jsonb(r) as image from old_rows r) o;
  else
    insert into public.changes (change_set, staff_id, table_name, record_id, parent_table, parent_id, action, reason, before, after)
    select v_set, v_staff, tg_table_name, x.id, coalesce(v_table.parent_table, x.image ->> v_table.parent_table_column), x.image ->> v_table.parent_column, 'update', v_reason, d.before, d.after
    from (select n.id::text, to_jsonb(n) as image, to_jsonb(o) as old_image from new_rows n join old_rows o on o.id = n.id offset 0) x
    cross join lateral (
      select jsonb_object_agg(f.key, x.old_image -> f.key) as before, jsonb_object_agg(f.key, f.value) as after
      from jsonb_each(x.image) f where f.value is distinct from x.old_image -> f.key and f.key not in ('updated_at', 'version', 'search')) d
    where d.after is not null;
  end if;
  return null;
end $$;

-- Personal data was read in bulk: an export, the packet of a report. p_purpose: what the person said it is for; p_what: the
-- kind of thing read; p_filters: which of it; p_rows: how many. A set of its own, which nothing undoes.
create function private.record_reading(p_purpose text, p_what text, p_filters jsonb, p_rows integer) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid := gen_random_uuid();
  v_staff public.staff;
begin
  select * into v_staff from public.staff where user_id = (select auth.uid()) and is_active;
  insert into public.change_sets (id, staff_id, role, reason, detail)
  values (v_id, v_staff.id, coalesce(v_staff.role, 'service'), 'reading',
    jsonb_build_object('purpose', p_purpose, 'what', p_what, 'filters', coalesce(p_filters, '{}'), 'rows', p_rows));
  return v_id;
end $$;

-- ---------------------------------------------------------------- who may read it
-- The rank of the caller, 0 for nobody of the office.
create function private.my_rank() returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce((select private.role_rank(role) from public.staff where user_id = (select auth.uid()) and is_active), 0)
$$;

-- The history of a table is read by whoever may read all of the table: told by its policies, so that no list can be
-- forgotten. What only its owner reads, or some columns of, has no history for others.
create function private.readable_tables() returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct c.relname::text), '{}')
  from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid
  where c.relnamespace = 'public'::regnamespace and p.polcmd in ('r', '*') and has_table_privilege('authenticated', c.oid, 'select')
    and private.role_rank(substring(pg_get_expr(p.polqual, p.polrelid) from '^\( SELECT private\.at_least\(''(\w+)''::text\) AS at_least\)$')) <= private.my_rank()
$$;
grant execute on function private.my_rank(), private.readable_tables() to authenticated, service_role;

revoke all on table public.changes, public.change_sets from public, anon, authenticated, service_role;
grant select on table public.changes, public.change_sets to authenticated, service_role;
create policy changes_select_viewer on public.changes for select to authenticated
  using ((select private.at_least('viewer')) and table_name = any ((select private.readable_tables())::text[]));
-- Who read what in bulk is for managers, and for the person who did.
create policy change_sets_select_viewer on public.change_sets for select to authenticated
  using ((select private.at_least('viewer')) and (reason <> 'reading' or staff_id = (select private.current_staff_id()) or (select private.my_rank()) >= 4));
comment on table public.change_sets is 'Acts: who did what when and why; one set for all that belongs together. Kept by functions.';
comment on table public.changes is 'The audit log: one row for each record that an act changed. Kept by triggers.';
