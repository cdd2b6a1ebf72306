-- Merging residents: two rows that are one person become one, field by field, and everything that points to the one that goes
-- follows, whatever table it lies in: the references themselves say where. The merge is one act, and its undo makes two people
-- of them again, each as they were; what was done since stays with whom it was done on.

create table public.resident_merges (
  id uuid primary key default gen_random_uuid(),
  keep_id uuid not null references public.residents (id) on delete cascade,
  -- Is no reference: whoever it was is not there any more, and old addresses with it lead to the one who is.
  gone_id uuid not null constraint resident_merges_once unique,
  -- Which fields were taken from the one who went.
  taken text[] not null default '{}',
  -- How many rows of each table followed.
  counts jsonb not null default '{}',
  -- Rows of tables that keep no history of their own, so that they can be given back: {"table.column": [ids]}.
  moved jsonb not null default '{}',
  merged_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint resident_merges_two check (keep_id <> gone_id)
);
-- "Who was merged into this resident?"
create index resident_merges_keep on public.resident_merges (keep_id, created_at);
create index resident_merges_merged_by on public.resident_merges (merged_by) where merged_by is not null;
call private.protect('public.resident_merges');
call private.show('resident_merges', 'staff', 'residents', 'keep_id');
-- Deliberately not granted: writes. Merging writes it, and its undo takes it away.
comment on table public.resident_merges is 'Residents that became one: who was kept, and whose row went.';

-- ---------------------------------------------------------------- where residents are referred to
-- Every column outside of `private` that refers to a resident, from the references themselves, with whether its table keeps history.
create function private.resident_references() returns table (table_name text, column_name text, is_logged boolean)
language sql stable security definer set search_path = '' as $$
  select c.relname::text, a.attname::text, exists (select from pg_catalog.pg_trigger g where g.tgrelid = c.oid and g.tgname = '_900_audit_update')
  from pg_catalog.pg_constraint k
  join pg_catalog.pg_class c on c.oid = k.conrelid
  join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  where k.contype = 'f' and k.confrelid = 'public.residents'::regclass and k.conparentid = 0 and cardinality(k.conkey) = 1
    and c.relnamespace = 'public'::regnamespace
  order by c.relname, a.attname
$$;

-- Takes the rows of the one who goes away that the one who stays has already, where a table has such a thing only once.
create function private.drop_twins(p_table text, p_column text, p_keep uuid, p_gone uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_same text;
  v_of text;
begin
  for v_same, v_of in
    select coalesce(string_agg(format('g.%1$I = k.%1$I', a.attname), ' and ') filter (where a.attname <> p_column), 'true'),
      format('(select * from public.%I where %s)', p_table, coalesce(pg_get_expr(i.indpred, i.indrelid), 'true'))
    from pg_catalog.pg_index i cross join lateral unnest(i.indkey) n join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = n
    where i.indrelid = format('public.%I', p_table)::regclass and i.indisunique and i.indexprs is null
    group by i.indexrelid, i.indrelid, i.indpred having bool_or(a.attname = p_column)
  loop
    execute format('delete from public.%1$I t using %4$s g, %4$s k where t.id = g.id and g.%2$I = $2 and k.%2$I = $1 and %3$s', p_table, p_column, v_same, v_of) using p_keep, p_gone;
  end loop;
end $$;

-- Rows without a history of their own go with the merge, and come back with its undo: this is why it stands after the log.
create function private.move_unlogged() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_from uuid := case tg_op when 'DELETE' then old.keep_id else new.gone_id end;
  v_to uuid := case tg_op when 'DELETE' then old.gone_id else new.keep_id end;
  v_moved jsonb := case tg_op when 'DELETE' then old.moved else new.moved end;
  v_where text;
  v_ids jsonb;
begin
  -- The resident to whom they would go back may be going too.
  if not exists (select from public.residents where id = v_to) then return null; end if;
  for v_where, v_ids in select key, value from jsonb_each(v_moved) loop
    execute format('update public.%I set %2$I = $1 where id::text in (select jsonb_array_elements_text($2)) and %2$I = $3',
      split_part(v_where, '.', 1), split_part(v_where, '.', 2)) using v_to, v_ids, v_from;
  end loop;
  return null;
end $$;
create trigger _960_move_unlogged after insert or delete on public.resident_merges for each row execute function private.move_unlogged();

-- A phone or a mail may go from one resident to another now: the lines of both are refreshed.
create or replace function private.refresh_resident_search() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_before text := current_setting('rotunda.refreshing', true);
  v_ids uuid[] := array(select resident_id from changed_rows);
begin
  if tg_op = 'UPDATE' then v_ids := v_ids || array(select resident_id from old_rows); end if;
  perform set_config('rotunda.refreshing', 'on', true);
  update public.residents r set search = private.resident_document(r.id, r.name, r.preferred_name) where r.id = any (v_ids);
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  return null;
end $$;
drop trigger _500_refresh_update on public.resident_phones;
drop trigger _500_refresh_update on public.resident_emails;
create trigger _500_refresh_update after update on public.resident_phones referencing old table as old_rows new table as changed_rows for each statement execute function private.refresh_resident_search();
create trigger _500_refresh_update after update on public.resident_emails referencing old table as old_rows new table as changed_rows for each statement execute function private.refresh_resident_search();

-- ---------------------------------------------------------------- merging
-- p_choices: {field: 'gone'} for each field that is to be as it is with the one who goes; everything else stays as it is with the
-- one who is kept. Phones, mails, addresses and tags are always those of both. p_versions: {keep, gone} as the screen saw them.
create function public.merge_residents(p_keep uuid, p_gone uuid, p_choices jsonb, p_versions jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_keep public.residents;
  v_gone public.residents;
  v_fields constant text[] := array['name', 'preferred_name', 'preferred_language', 'needs_interpreter', 'accessibility_need', 'district_id', 'neighborhood',
    'contact_by', 'contact_note'];
  v_taken text[];
  v_place record;
  v_rows bigint;
  v_counts jsonb := '{}';
  v_moved jsonb := '{}';
  v_ids jsonb;
begin
  perform private.at_least('staff');
  if p_keep = p_gone then
    raise sqlstate 'PT422' using message = 'These are the same resident. Choose another one to merge.', hint = 'merge_same';
  end if;
  -- In one order, so that two who merge the same pair never wait for each other in a ring.
  perform from public.residents where id in (p_keep, p_gone) order by id for update;
  select * into v_keep from public.residents where id = p_keep;
  select * into v_gone from public.residents where id = p_gone;
  if v_keep.id is null or v_gone.id is null then
    raise sqlstate 'PT404' using message = 'One of the two is not there any more: perhaps somebody merged them already.', hint = 'missing';
  elsif v_keep.version is distinct from (p_versions ->> 'keep')::integer or v_gone.version is distinct from (p_versions ->> 'gone')::integer then
    raise sqlstate 'PT409' using message = 'Somebody else saved one of the two since you opened this page. Look at them again, then merge.', hint = 'merge_version';
  end if;
  perform private.guard_merge(v_keep, v_gone);
  if exists (select from jsonb_each_text(coalesce(p_choices, '{}')) c where c.value not in ('keep', 'gone') or c.key <> all (v_fields)) then
    raise sqlstate 'PT422' using message = 'One of the choices cannot be read. Open the page again, and choose again.', hint = 'merge_choices';
  end if;
  v_taken := array(select f from unnest(v_fields) f where p_choices ->> f = 'gone');
  perform private.begin_change_set('merge', jsonb_build_object('keep', p_keep, 'gone', p_gone));

  update public.residents k set (name, preferred_name, preferred_language, needs_interpreter, accessibility_need, district_id, neighborhood, contact_by, contact_note, tags) =
    (select r.name, r.preferred_name, r.preferred_language, r.needs_interpreter, r.accessibility_need, r.district_id, r.neighborhood, r.contact_by, r.contact_note,
       (private.clean_tags(v_keep.tags || v_gone.tags))[1:30]
     from jsonb_populate_record(v_keep, (select coalesce(jsonb_object_agg(f, to_jsonb(v_gone) -> f), '{}') from unnest(v_taken) f)) r)
  where k.id = p_keep;

  delete from public.resident_addresses g using public.resident_addresses k
  where g.resident_id = p_gone and k.resident_id = p_keep and private.fold(g.lines) = private.fold(k.lines) and coalesce(g.postal_code, '') = coalesce(k.postal_code, '');
  -- A pair that was told apart stays told apart, with the smaller id first.
  insert into public.duplicate_dismissals (a_id, b_id, dismissed_by)
  select least(p_keep, o.other), greatest(p_keep, o.other), o.dismissed_by
  from (select case a_id when p_gone then b_id else a_id end as other, dismissed_by from public.duplicate_dismissals where p_gone in (a_id, b_id)) o where o.other <> p_keep
  on conflict (a_id, b_id) do nothing;
  delete from public.duplicate_dismissals where p_gone in (a_id, b_id);
  for v_place in select * from private.resident_references() loop
    if v_place.is_logged then
      perform private.drop_twins(v_place.table_name, v_place.column_name, p_keep, p_gone);
      execute format('update public.%I set %2$I = $1 where %2$I = $2', v_place.table_name, v_place.column_name) using p_keep, p_gone;
      get diagnostics v_rows = row_count;
    else
      execute format('select jsonb_agg(id::text) from public.%I where %I = $1', v_place.table_name, v_place.column_name) into v_ids using p_gone;
      v_rows := coalesce(jsonb_array_length(v_ids), 0);
      if v_rows > 0 then v_moved := v_moved || jsonb_build_object(v_place.table_name || '.' || v_place.column_name, v_ids); end if;
    end if;
    if v_rows > 0 then
      v_counts := v_counts || jsonb_build_object(v_place.table_name, v_rows + coalesce((v_counts ->> v_place.table_name)::bigint, 0));
    end if;
  end loop;
  -- Who called for "somebody else" called for themselves.
  delete from public.inquiry_people p using public.inquiries i where p.inquiry_id = i.id and p.resident_id = p_keep and i.resident_id = p_keep;
  -- A registration that was said not to be the one's is not the other's either; it is nobody's that it was not, but whose it is.
  update public.registrations g set not_residents = array_remove(array(select distinct case when n = p_gone then p_keep else n end from unnest(g.not_residents) n), g.resident_id)
  where g.not_residents <> '{}' and (g.not_residents @> array[p_gone] or g.not_residents @> array[p_keep] and g.resident_id = p_keep);
  insert into public.resident_merges (keep_id, gone_id, taken, counts, moved, merged_by) values (p_keep, p_gone, v_taken, v_counts, v_moved, private.current_staff_id());
  delete from public.residents where id = p_gone;
  return p_keep;
end $$;

-- What keeps two from being merged. Later chapters add to it.
create function private.guard_merge(p_keep public.residents, p_gone public.residents) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_keep.erased_at is not null or p_gone.erased_at is not null then
    raise sqlstate 'PT422' using message = 'One of the two was erased: nothing of a person is left to be merged.', hint = 'merge_erased';
  end if;
end $$;

-- To whom an old address leads: the resident who was kept, or null.
create function public.find_merged_resident(p_id uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (select keep_id from public.resident_merges where gone_id = p_id);
end $$;
revoke all on function public.merge_residents(uuid, uuid, jsonb, jsonb), public.find_merged_resident(uuid) from public, anon;
grant execute on function public.merge_residents(uuid, uuid, jsonb, jsonb), public.find_merged_resident(uuid) to authenticated;
revoke all on function private.resident_references(), private.drop_twins(text, text, uuid, uuid), private.move_unlogged(), private.guard_merge(public.residents, public.residents)
  from public, anon, authenticated;

-- ---------------------------------------------------------------- how to reach somebody
alter table public.residents
  add column contact_by text not null default 'any' constraint residents_contact_by_known check (contact_by in ('any', 'phone', 'email', 'text', 'mail', 'none')),
  -- "after six", "ask for her daughter".
  add column contact_note text constraint residents_contact_note_length check (length(contact_note) <= 500),
  -- When everything personal was taken out of this row; it only counts from then on.
  add column erased_at timestamptz;
comment on column public.residents.contact_by is 'How they want to be reached; none: only when they call.';
comment on column public.residents.erased_at is 'When everything personal was erased; the row only counts from then on.';

-- As before, with how to reach somebody. What does not name it leaves it as it is; who was erased is not filled again.
create or replace function public.save_resident(p_resident jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := p_id;
  v_old public.residents;
  v_tags text[];
begin
  perform private.at_least('staff');
  if nullif(btrim(p_resident ->> 'name'), '') is null then
    raise sqlstate 'PT422' using message = 'Enter a name, or save the inquiry without a resident.', hint = 'name';
  end if;
  if jsonb_typeof(p_resident -> 'tags') = 'array' then
    v_tags := private.clean_tags(array(select jsonb_array_elements_text(p_resident -> 'tags')));
  end if;
  if length(p_resident ->> 'contact_note') > 500 then
    raise sqlstate 'PT422' using message = 'The note on how to reach them has at most 500 letters. Shorten it.', hint = 'contact_note';
  end if;
  if v_id is null then
    insert into public.residents (name, preferred_name, preferred_language, needs_interpreter, accessibility_need, district_id, neighborhood, tags, contact_by, contact_note)
    select btrim(r.name), nullif(btrim(r.preferred_name), ''), coalesce(r.preferred_language, 'en'), coalesce(r.needs_interpreter, false),
      nullif(btrim(r.accessibility_need), ''), r.district_id, nullif(btrim(r.neighborhood), ''), coalesce(v_tags, '{}'), coalesce(r.contact_by, 'any'), nullif(btrim(r.contact_note), '')
    from jsonb_populate_record(null::public.residents, p_resident - array['id', 'tags']) r returning id into v_id;
  else
    select * into v_old from public.residents where id = v_id for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This resident is not there any more.', hint = 'missing';
    elsif v_old.version is distinct from p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this resident since you opened it. Your entries are still here: compare, then save again.', hint = 'conflict';
    elsif v_old.erased_at is not null then
      raise sqlstate 'PT422' using message = 'This resident was erased. Enter whoever calls as a new resident.', hint = 'resident_erased';
    end if;
    update public.residents u set name = btrim(r.name), preferred_name = nullif(btrim(r.preferred_name), ''), preferred_language = coalesce(r.preferred_language, 'en'),
      needs_interpreter = coalesce(r.needs_interpreter, false), accessibility_need = nullif(btrim(r.accessibility_need), ''),
      district_id = r.district_id, neighborhood = nullif(btrim(r.neighborhood), ''), tags = coalesce(v_tags, u.tags), contact_by = coalesce(r.contact_by, u.contact_by),
      contact_note = case when p_resident ? 'contact_note' then nullif(btrim(r.contact_note), '') else u.contact_note end
    from jsonb_populate_record(null::public.residents, p_resident - array['id', 'tags']) r where u.id = v_id;
  end if;

  delete from public.resident_phones p where p.resident_id = v_id
    and p.number not in (select c.number from jsonb_to_recordset(coalesce(p_resident -> 'phones', '[]')) c (number text));
  insert into public.resident_phones (resident_id, number, label)
    select distinct on (c.number) v_id, c.number, nullif(btrim(c.label), '') from jsonb_to_recordset(coalesce(p_resident -> 'phones', '[]')) c (number text, label text)
    on conflict (resident_id, number) do update set label = excluded.label where resident_phones.label is distinct from excluded.label;
  delete from public.resident_emails e where e.resident_id = v_id
    and e.address not in (select lower(btrim(c.address)) from jsonb_to_recordset(coalesce(p_resident -> 'emails', '[]')) c (address text));
  insert into public.resident_emails (resident_id, address, label)
    select distinct on (lower(btrim(c.address))) v_id, lower(btrim(c.address)), nullif(btrim(c.label), '') from jsonb_to_recordset(coalesce(p_resident -> 'emails', '[]')) c (address text, label text)
    on conflict (resident_id, address) do update set label = excluded.label where resident_emails.label is distinct from excluded.label;
  delete from public.resident_addresses a where a.resident_id = v_id
    and (a.lines, coalesce(a.postal_code, '')) not in (select btrim(c.lines), coalesce(btrim(c.postal_code), '') from jsonb_to_recordset(coalesce(p_resident -> 'addresses', '[]')) c (lines text, postal_code text));
  insert into public.resident_addresses (resident_id, lines, postal_code, label)
    select v_id, btrim(c.lines), nullif(btrim(c.postal_code), ''), nullif(btrim(c.label), '')
    from jsonb_to_recordset(coalesce(p_resident -> 'addresses', '[]')) c (lines text, postal_code text, label text)
    where not exists (select from public.resident_addresses a where a.resident_id = v_id and a.lines = btrim(c.lines) and coalesce(a.postal_code, '') = coalesce(btrim(c.postal_code), ''));
  return v_id;
end $$;

-- ---------------------------------------------------------------- undoing a merge
-- A merge is undone also when work went on since: what was changed since is left as it is and told, the rest goes back. Only when
-- the one who was kept is gone too, merged on into somebody else, is it refused: that merge is undone first.
create function private.let_stay(p_set uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_told jsonb;
begin
  if exists (select from private.undo_refused where set_id = p_set and table_name in ('residents', 'resident_merges') and (why <> 'changed' or table_name = 'resident_merges')) then
    return null;
  end if;
  v_told := private.tell_refused(p_set);
  if (v_told ->> 'count')::integer = 0 then return null; end if;
  update private.undo_plan p set before = p.before - r.fields, after = p.after - r.fields
  from private.undo_refused r where r.set_id = p_set and p.set_id = p_set and p.table_name = r.table_name and p.record_id = r.record_id and r.why = 'changed' and r.fields is not null;
  delete from private.undo_plan p using private.undo_refused r
  where r.set_id = p_set and p.set_id = p_set and p.table_name = r.table_name and p.record_id = r.record_id and (r.fields is null or p.before = '{}');
  delete from private.undo_refused where set_id = p_set;
  return v_told;
end $$;
revoke all on function private.let_stay(uuid) from public, anon, authenticated;

-- Why the caller may not undo a set; null when they may. The word is stable, screens say it.
create or replace function private.undo_refusal(p_set public.change_sets) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when p_set.reason in ('reading', 'service') or cardinality(p_set.tables) = 0 then 'nothing'
    when p_set.undone_by is not null then 'undone'
    -- Something in it was erased: see the chapter on erasing.
    when p_set.detail ? 'erased' then 'erased'
    when exists (select from private.audited_tables where table_name = any (p_set.tables) and not is_undoable) then 'frozen'
    when p_set.staff_id is distinct from private.current_staff_id() and (private.my_rank() < 4 or not p_set.tables <@ private.readable_tables()) then 'not_yours'
    when private.my_rank() < (select max(private.undo_rank(name, p_set.role)) from unnest(p_set.tables) name) then 'role' end
$$;

-- Undoes one set. Answers {change_set, undone}, or {refused: {count, rows: [{table, id, why, …}]}} when
-- something is not as the set left it; then nothing was changed. Of a merge, `stayed` tells in the same form what was left as it is now.
create or replace function public.undo_change_set(p_change_set uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_set public.change_sets;
  v_tables text[];
  v_table text;
  v_undo uuid;
  v_had_admin boolean;
  v_undone bigint;
  v_refused jsonb;
  v_stayed jsonb;
  v_at text;
begin
  perform private.at_least('staff');
  select * into v_set from public.change_sets where id = p_change_set for update;
  if v_set.id is null then
    raise sqlstate 'PT404' using message = 'This is too old to be undone here: its month is in the archive.', hint = 'undo_archived';
  end if;
  case private.undo_refusal(v_set)
    when 'undone' then raise sqlstate 'PT409' using message = 'This was undone already.', hint = 'undo_undone';
    when 'not_yours' then raise sqlstate '42501' using message = 'Only the person who did this, or a manager, can undo it.', hint = 'undo_not_yours';
    when 'role' then raise sqlstate '42501' using message = 'To undo this needs the role that may do it. Ask an administrator.', hint = 'undo_role';
    when 'erased' then raise sqlstate 'PT422' using message = 'What was erased does not come back.', hint = 'undo_erased';
    when 'frozen' then raise sqlstate 'PT422' using message = 'What is frozen stays: a compiled report is not undone.', hint = 'undo_frozen';
    when 'nothing' then raise sqlstate 'PT422' using message = 'There is nothing to undo in this.', hint = 'undo_nothing';
    else null;
  end case;
  perform private.plan_undo(v_set);
  v_tables := private.in_reference_order((select array_agg(distinct table_name) from private.undo_plan where set_id = p_change_set and kind <> 'nothing'));
  if cardinality(v_tables) = 0 then
    raise sqlstate 'PT422' using message = 'There is nothing to undo in this.', hint = 'undo_nothing';
  end if;
  -- In the order in which the office writes, so that two never wait for each other in a ring.
  foreach v_table in array v_tables loop execute format('lock table public.%I in share row exclusive mode', v_table); end loop;
  foreach v_table in array v_tables loop perform private.find_refused(p_change_set, v_table); end loop;
  if v_set.reason = 'merge' then v_stayed := private.let_stay(p_change_set); end if;
  v_refused := private.tell_refused(p_change_set);
  if (v_refused ->> 'count')::integer > 0 then return private.end_undo(p_change_set, v_refused); end if;

  v_had_admin := exists (select from public.staff where role = 'admin' and is_active);
  begin
    v_undo := private.begin_change_set('undo', null, p_change_set);
    foreach v_table in array v_tables loop perform private.set_restoring(format('public.%I', v_table)::regclass, true); end loop;
    foreach v_table in array v_tables loop perform private.put_back(p_change_set, v_table, 'restore'); end loop;
    foreach v_table in array v_tables loop perform private.put_back(p_change_set, v_table, 'revert'); end loop;
    for n in reverse cardinality(v_tables) .. 1 loop
      perform private.find_referred(p_change_set, v_tables[n]);
      v_refused := private.tell_refused(p_change_set);
      if (v_refused ->> 'count')::integer > 0 then raise sqlstate 'PT998' using message = 'referred'; end if;
      perform private.put_back(p_change_set, v_tables[n], 'remove');
    end loop;
    foreach v_table in array v_tables loop perform private.set_restoring(format('public.%I', v_table)::regclass, false); end loop;
    if v_had_admin and not exists (select from public.staff where role = 'admin' and is_active) then
      raise sqlstate 'PT422' using message = 'The office would be without an administrator. Give somebody else the role first.', hint = 'undo_last_admin';
    end if;
    update public.change_sets set undone_by = v_undo where id = p_change_set;
  exception
    when sqlstate 'PT998' then
      return private.end_undo(p_change_set, v_refused);
    when foreign_key_violation or unique_violation or exclusion_violation then
      get stacked diagnostics v_at = table_name;
      insert into private.undo_refused (set_id, table_name, record_id, why, last_id)
      select set_id, table_name, record_id, 'taken', last_id from private.undo_plan
      where set_id = p_change_set and table_name = v_at and kind <> 'nothing' order by record_id limit 50;
      return private.end_undo(p_change_set, private.tell_refused(p_change_set));
  end;
  v_undone := (select count(*) from private.undo_plan where set_id = p_change_set and kind <> 'nothing');
  return private.end_undo(p_change_set, null) || jsonb_strip_nulls(jsonb_build_object('change_set', v_undo, 'undone', v_undone, 'stayed', v_stayed));
exception
  when lock_not_available then
    raise sqlstate 'PT409' using message = 'The office is writing a lot just now. Nothing was undone; try again in a moment.', hint = 'undo_busy';
end $$;
