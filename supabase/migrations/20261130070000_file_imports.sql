-- Files of a person's own: a spreadsheet of residents or inquiries is read by the server, put here line by line where nobody
-- else sees it, compared with what is there, and taken in by one act that one undo takes back. What was not taken in within a
-- day is cleared away: it is other people's data.

create table private.file_imports (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references public.staff (id) on delete cascade,
  resource text not null constraint file_imports_resource_known check (resource in ('residents', 'inquiries')),
  -- file_name, preset, columns, mapping and how else the file is read.
  facts jsonb not null constraint file_imports_facts_object check (jsonb_typeof(facts) = 'object'),
  sha256 text,
  started_at timestamptz not null default now(),
  -- When its lines were put beside what is here; null while they come.
  compared_at timestamptz
);
create index file_imports_staff on private.file_imports (staff_id);
alter table private.file_imports enable row level security;

-- Not logged: what a crash of the server empties is read from the file again.
create unlogged table private.file_import_lines (
  import_id uuid not null,
  line integer not null,
  -- rejected: could not be read. repeated: is the same as an earlier line, and was taken together with it.
  kind text not null constraint file_import_lines_kind_known check (kind in ('read', 'rejected', 'repeated', 'new', 'changed', 'same', 'duplicate')),
  data jsonb,
  -- Of a rejected line: its cells as they stood in the file, and what is wrong: [{field, why, value}].
  cells jsonb,
  problems jsonb,
  -- The record that it becomes or belongs to, as it was when it was compared.
  record_id uuid,
  version integer,
  of_line integer,
  -- What it would change: [{field, before, after}].
  changes jsonb,
  score smallint,
  reasons text[],
  choice text constraint file_import_lines_choice_known check (choice in ('update', 'add', 'skip')),
  primary key (import_id, line)
);
-- "The first of those that …", by line.
create index file_import_lines_kind on private.file_import_lines (import_id, kind, line);
alter table private.file_import_lines enable row level security;
-- Deliberately no policy and no grant: only the functions below.

-- The import of the caller, or a sentence. Nobody takes in what somebody else chose.
create function private.own_file_import(p_import uuid) returns private.file_imports
language plpgsql stable security definer set search_path = '' as $$
declare v_import private.file_imports;
begin
  perform private.at_least('coordinator');
  select * into v_import from private.file_imports where id = p_import and staff_id = private.current_staff_id();
  if v_import.id is null then
    raise sqlstate 'PT404' using message = 'This import was given up. Choose the file again.', hint = 'import_gone';
  end if;
  return v_import;
end $$;

create function private.forget_file_imports(p_ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  delete from private.file_import_lines where import_id = any (p_ids);
  delete from private.file_imports where id = any (p_ids)
$$;

-- Begins with a file. p_import: {resource, file_name, preset, columns, mapping, …}. Answers its id; earlier files of the same person are let go.
create function public.begin_file_import(p_import jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_id uuid;
begin
  perform private.at_least('coordinator');
  if coalesce(p_import ->> 'resource', '') not in ('residents', 'inquiries') then
    raise sqlstate 'PT422' using message = 'Say what the file holds: residents or inquiries.', hint = 'file';
  elsif nullif(btrim(p_import ->> 'file_name'), '') is null or jsonb_typeof(p_import -> 'mapping') is distinct from 'object' then
    raise sqlstate 'PT422' using message = 'Choose a file first.', hint = 'file';
  end if;
  perform private.forget_file_imports(array(select id from private.file_imports
    where staff_id = private.current_staff_id() and resource = p_import ->> 'resource' or started_at < now() - interval '1 day'));
  insert into private.file_imports (staff_id, resource, facts) values (private.current_staff_id(), p_import ->> 'resource', p_import) returning id into v_id;
  return v_id;
end $$;

create function public.discard_file_import(p_import uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  perform private.forget_file_imports(array(select id from private.file_imports where id = p_import and staff_id = private.current_staff_id()));
end $$;

-- What the server needs to read the file: for the service alone, which has asked the person first.
create function public.file_import_facts(p_import uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select facts || jsonb_build_object('resource', resource, 'staff_id', staff_id, 'time_zone', private.office_zone(), 'today', private.local_date(now()))
  from private.file_imports where id = p_import and compared_at is null
$$;

-- Puts lines beside each other. p_lines: [{line, data}] or [{line, cells, problems}].
create function public.stage_file_import(p_import uuid, p_lines jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not exists (select from private.file_imports where id = p_import and compared_at is null) then
    raise sqlstate 'PT404' using message = 'This import was given up. Choose the file again.', hint = 'import_gone';
  end if;
  insert into private.file_import_lines (import_id, line, kind, data, cells, problems)
  select p_import, l.line, case when l.problems is null then 'read' else 'rejected' end, l.data, l.cells, l.problems
  from jsonb_to_recordset(p_lines) l (line integer, data jsonb, cells jsonb, problems jsonb);
end $$;

-- How the last file with these columns was read; otherwise the last whose columns are all here. Null: none was like it.
create function public.file_import_mapping(p_resource text, p_columns text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  return (
    select jsonb_build_object('mapping', i.detail -> 'mapping', 'preset', i.preset) from public.imports i
    where i.resource = p_resource and i.detail ? 'mapping'
      and not exists (select from jsonb_each_text(i.detail -> 'mapping') c where c.value is not null and c.value <> all (p_columns))
    order by i.detail -> 'columns' = to_jsonb(p_columns) desc, i.finished_at desc, i.id limit 1);
end $$;

-- ---------------------------------------------------------------- what it would do
create function private.count_file_import(p_import uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('lines', count(*), 'new', count(*) filter (where kind = 'new'), 'changed', count(*) filter (where kind = 'changed'),
    'same', count(*) filter (where kind = 'same'), 'duplicate', count(*) filter (where kind = 'duplicate'), 'repeated', count(*) filter (where kind = 'repeated'),
    'rejected', count(*) filter (where kind = 'rejected'),
    'add', count(*) filter (where kind = 'new' or kind = 'duplicate' and choice = 'add'),
    'update', count(*) filter (where choice = 'update' and jsonb_array_length(changes) > 0),
    'choices', jsonb_build_object('update', count(*) filter (where kind = 'duplicate' and choice = 'update'), 'add', count(*) filter (where kind = 'duplicate' and choice = 'add'),
      'skip', count(*) filter (where kind = 'duplicate' and choice = 'skip')))
  from private.file_import_lines where import_id = p_import
$$;

-- Lines of one kind, in their order. p_query: {kind, after: line, limit}. Answers {rows, next}: next is the line to ask on from.
create function public.list_file_import(p_import uuid, p_query jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_import private.file_imports := private.own_file_import(p_import);
  v_limit integer := least(greatest(coalesce((p_query ->> 'limit')::integer, 25), 1), 1000);
begin
  return (
    with page as (
      select l.* from private.file_import_lines l
      where l.import_id = v_import.id and l.kind = p_query ->> 'kind' and l.line > coalesce((p_query ->> 'after')::integer, 0)
      order by l.line limit v_limit + 1),
    told as (
      select s.line, jsonb_strip_nulls(jsonb_build_object('line', s.line, 'data', s.data, 'cells', s.cells, 'problems', s.problems, 'record_id', s.record_id, 'of_line', s.of_line,
        'changes', s.changes, 'reasons', s.reasons, 'choice', s.choice, 'record', case when s.kind in ('changed', 'duplicate') then
          case v_import.resource when 'residents' then (select r.name from public.residents r where r.id = s.record_id) else (select i.number from public.inquiries i where i.id = s.record_id) end end)) as row
      from page s order by s.line limit v_limit)
    select jsonb_build_object('rows', coalesce(jsonb_agg(t.row order by t.line), '[]'), 'next', case when (select count(*) from page) > v_limit then max(t.line) end) from told t);
end $$;

-- What becomes of lines: p_lines null means all of the kind. p_choice: update, add (duplicates alone) or skip. Answers the counts.
create function public.choose_file_import(p_import uuid, p_kind text, p_choice text, p_lines integer[] default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_import private.file_imports := private.own_file_import(p_import);
begin
  if p_kind not in ('changed', 'duplicate') or p_choice not in ('update', 'skip') and not (p_choice = 'add' and p_kind = 'duplicate') then
    raise sqlstate 'PT422' using message = 'That cannot be chosen for these lines.', hint = 'choice';
  end if;
  update private.file_import_lines set choice = p_choice
  where import_id = v_import.id and kind = p_kind and (p_lines is null or line = any (p_lines)) and choice is distinct from p_choice;
  return private.count_file_import(v_import.id);
end $$;

revoke all on function public.begin_file_import(jsonb), public.discard_file_import(uuid), public.file_import_facts(uuid), public.stage_file_import(uuid, jsonb),
  public.file_import_mapping(text, text[]), public.list_file_import(uuid, jsonb), public.choose_file_import(uuid, text, text, integer[]) from public, anon, authenticated;
grant execute on function public.begin_file_import(jsonb), public.discard_file_import(uuid), public.file_import_mapping(text, text[]), public.list_file_import(uuid, jsonb),
  public.choose_file_import(uuid, text, text, integer[]) to authenticated;
grant execute on function public.file_import_facts(uuid), public.stage_file_import(uuid, jsonb) to service_role;
revoke all on function private.own_file_import(uuid), private.forget_file_imports(uuid[]), private.count_file_import(uuid) from public, anon, authenticated;
