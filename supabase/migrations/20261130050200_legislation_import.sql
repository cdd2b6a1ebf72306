-- The City's own register, taken in from a file of Legistar: what is new, what is different there, what cannot be read; then all of it
-- as one act that can be undone. What the office itself said stays: that a file is amended or repealed, a link that was typed.

-- p_rows [{line, file_number, kind, title, state, introduced_on, passed_on, legistar_id, url}]. p_facts {file_name, sha256, rejected}.
-- Answers {rows, new, changed: [{id, file_number, title, changes: [{field, ours, theirs}]}], same, wrong: [{line, why, value}], doubtful,
-- taken, corrected, import_id}; of new and changed the first 200.
create function public.import_legislation(p_rows jsonb, p_facts jsonb default '{}', p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_started constant timestamptz := clock_timestamp();
  v_answer jsonb;
  v_import uuid;
  v_taken integer := 0;
  v_corrected integer := 0;
begin
  perform private.at_least('coordinator');
  if jsonb_typeof(p_rows) is distinct from 'array' or jsonb_array_length(p_rows) > 5000 then
    raise sqlstate 'PT422' using message = 'The file has more than 5,000 matters. Take it in in parts.', hint = 'law_file_large';
  end if;
  create temporary table found on commit drop as
  select (r ->> 'line')::integer as line, btrim(r ->> 'file_number') as file_number, coalesce(r ->> 'kind', 'other') as kind, regexp_replace(btrim(coalesce(r ->> 'title', '')), '\s+', ' ', 'g') as title,
    r ->> 'state' as state, (r ->> 'introduced_on')::date as introduced_on, (r ->> 'passed_on')::date as passed_on, (r ->> 'legistar_id')::integer as legistar_id,
    case when r ->> 'url' ~ '^https?://[^\s]+$' and length(r ->> 'url') <= 1000 then r ->> 'url' end as url, null::uuid as id, null::text as fate, null::text as why, null::jsonb as changes
  from jsonb_array_elements(p_rows) r;
  update pg_temp.found set fate = 'wrong', why = case when coalesce(file_number, '') !~ '^[0-9]{6}$' then 'number' when title = '' or length(title) > 2000 then 'title' else 'days' end
  where coalesce(file_number, '') !~ '^[0-9]{6}$' or title = '' or length(title) > 2000 or passed_on < introduced_on;
  -- Of the same number twice in a file, the last is right.
  update pg_temp.found f set fate = 'same' from (select line, row_number() over (partition by file_number order by line desc) as nth from pg_temp.found where fate is null) n where n.line = f.line and n.nth > 1;
  update pg_temp.found f set id = g.id from public.legislation g where f.fate is null and g.file_number = f.file_number;
  update pg_temp.found f set fate = 'wrong', why = 'taken' where f.fate is null and f.legistar_id is not null
    and exists (select from public.legislation g where g.legistar_id = f.legistar_id and g.file_number <> f.file_number);
  update pg_temp.found f set changes = c.changes, fate = case when c.changes = '[]' then 'same' else 'changed' end
  from (select x.line, (select coalesce(jsonb_agg(jsonb_build_object('field', d.field, 'ours', d.ours, 'theirs', d.theirs) order by d.place), '[]')
      from (values (1, 'title', to_jsonb(g.title), to_jsonb(x.title), true),
        (2, 'state', to_jsonb(g.state), to_jsonb(x.state), g.state not in ('amended', 'repealed')),
        (3, 'kind', to_jsonb(g.kind), to_jsonb(nullif(x.kind, 'other')), true),
        (4, 'introduced_on', to_jsonb(g.introduced_on), to_jsonb(x.introduced_on), true), (5, 'passed_on', to_jsonb(g.passed_on), to_jsonb(x.passed_on), true),
        (6, 'url', to_jsonb(g.url), to_jsonb(x.url), g.url is null), (7, 'legistar_id', to_jsonb(g.legistar_id), to_jsonb(x.legistar_id), true)) d (place, field, ours, theirs, corrects)
      where d.theirs is not null and d.theirs is distinct from d.ours and d.corrects) as changes
    from pg_temp.found x join public.legislation g on g.id = x.id where x.fate is null) c
  where c.line = f.line;
  update pg_temp.found set fate = 'new' where fate is null;
  select jsonb_build_object('rows', count(*), 'new_count', count(*) filter (where fate = 'new'), 'changed_count', count(*) filter (where fate = 'changed'), 'same', count(*) filter (where fate = 'same'),
    'new', coalesce((select jsonb_agg(jsonb_build_object('file_number', n.file_number, 'kind', n.kind, 'title', n.title, 'state', n.state) order by n.line) from (select * from pg_temp.found where fate = 'new' order by line limit 200) n), '[]'),
    'changed', coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'file_number', n.file_number, 'title', n.title, 'changes', n.changes) order by n.line) from (select * from pg_temp.found where fate = 'changed' order by line limit 200) n), '[]'),
    'wrong', coalesce(jsonb_agg(jsonb_build_object('line', line, 'why', why, 'value', left(coalesce(nullif(file_number, ''), title), 60)) order by line) filter (where fate = 'wrong'), '[]'),
    -- In Kansas City the counting part rarely passes 1,100 in a year: beyond 1,500 it is more likely a slip.
    'doubtful', coalesce(jsonb_agg(file_number order by file_number) filter (where fate = 'new' and right(file_number, 4)::integer > 1500), '[]'))
  into v_answer from pg_temp.found;
  if not p_dry_run then
    v_taken := (v_answer ->> 'new_count')::integer;
    v_corrected := (v_answer ->> 'changed_count')::integer;
    if v_taken + v_corrected > 0 then
      perform private.begin_change_set('import', jsonb_build_object('preset', 'legistar', 'file_name', p_facts ->> 'file_name'));
      insert into public.imports (resource, preset, file_name, sha256, started_at, finished_at, rows_new, rows_changed, rows_unchanged, rows_rejected, staff_id)
      values ('legislation', 'legistar', coalesce(nullif(btrim(p_facts ->> 'file_name'), ''), 'matters.json'), coalesce(p_facts ->> 'sha256', encode(sha256(convert_to(p_rows::text, 'UTF8')), 'hex')),
        v_started, clock_timestamp(), v_taken, v_corrected, (v_answer ->> 'same')::integer, jsonb_array_length(v_answer -> 'wrong') + coalesce((p_facts ->> 'rejected')::integer, 0), private.current_staff_id())
      returning id into v_import;
      insert into public.legislation (file_number, kind, title, state, introduced_on, passed_on, legistar_id, url)
      select f.file_number, f.kind, f.title, coalesce(f.state, 'introduced'), f.introduced_on, f.passed_on, f.legistar_id, f.url from pg_temp.found f where f.fate = 'new' order by f.line;
      update public.legislation g set title = f.title, state = case when g.state in ('amended', 'repealed') then g.state else coalesce(f.state, g.state) end,
        kind = coalesce(nullif(f.kind, 'other'), g.kind), introduced_on = coalesce(f.introduced_on, g.introduced_on), passed_on = coalesce(f.passed_on, g.passed_on),
        url = coalesce(g.url, f.url), legistar_id = coalesce(f.legistar_id, g.legistar_id)
      from pg_temp.found f where f.id = g.id and f.fate = 'changed';
    end if;
  end if;
  drop table pg_temp.found;
  return v_answer || jsonb_build_object('taken', v_taken, 'corrected', v_corrected, 'import_id', v_import);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check the file.', hint = 'law_file_unread';
end $$;
revoke all on function public.import_legislation(jsonb, jsonb, boolean) from public, anon;
grant execute on function public.import_legislation(jsonb, jsonb, boolean) to authenticated;
comment on function public.import_legislation(jsonb, jsonb, boolean) is 'Takes matters of Legistar into the register; first tells what it would do.';
