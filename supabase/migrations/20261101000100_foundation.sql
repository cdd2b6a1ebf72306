-- Foundation: the schemas, and the few functions that every chapter after this one uses.
-- `public` is what the API shows. `private` holds helpers: authenticated people may call what is granted
-- below from inside policies and public functions, but the API never exposes the schema.

create schema if not exists private;
create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;

-- Nothing is open by default: not tables, not functions. Each chapter grants what it means to grant.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke execute on functions from anon, authenticated;
revoke all on schema private from public;
grant usage on schema private, extensions to authenticated, service_role;
grant usage on schema public to anon, authenticated, service_role;

-- ---------------------------------------------------------------- text that can be found
-- Letters without accents and in lower case, typographic quotes and dashes as blanks: "Peña" is found as "pena".
-- Plain ASCII, most of what is ever written here, takes the short way. A million rows are loaded through these two,
-- so their form is what was fastest: PL/pgSQL with one expression each, a regular expression instead of translate().
create function private.fold(p_text text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if octet_length(p_text) = length(p_text) then return lower(p_text); end if;
  return lower(replace(replace(
    regexp_replace(translate(normalize(coalesce(p_text, ''), nfd), '“”‘’«»–—…', '         '), U&'[\0300-\036F]', '', 'g'),
    'đ', 'd'), 'Đ', 'd'));
end $$;

-- The words of a text, between blanks and signs, as a document for @@. Positions are not kept: nobody searches phrases
-- here. PostgreSQL takes words of up to 2,046 bytes, which only a long text can hold.
create function private.search_document(p_text text) returns tsvector
language plpgsql immutable parallel safe set search_path = '' as $$
declare v_words text[] := array_remove(string_to_array(regexp_replace(private.fold(p_text), U&'[^a-z0-9\0080-\+10FFFF ]', ' ', 'g'), ' '), '');
begin
  if octet_length(p_text) > 2000 then v_words := array(select left(word, 60) from unnest(v_words) word); end if;
  return array_to_tsvector(v_words);
end $$;

-- What a person typed as a query: every word must begin a word of the record. Null when nothing is left to look for.
create function private.search_query(p_text text) returns tsquery
language sql immutable parallel safe set search_path = '' as $$
  select string_agg('''' || left(word, 60) || ''':*', ' & ')::tsquery from unnest(tsvector_to_array(private.search_document(p_text))) word
$$;

-- A typed fragment as a LIKE pattern, with its own % and _ taken literally.
create function private.like_pattern(p_text text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select '%' || replace(replace(replace(p_text, '\', '\\'), '%', '\%'), '_', '\_') || '%'
$$;

-- ---------------------------------------------------------------- stamps
-- Counts the version that a second writer is told about. Derived columns (search) may be refreshed without a new version.
create function private.stamp() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    new.updated_at := coalesce(new.updated_at, now());
  elsif current_setting('rotunda.refreshing', true) is distinct from 'on' then
    new.created_at := old.created_at;
    new.updated_at := now();
    new.version := old.version + 1;
  end if;
  return new;
end $$;

-- Every table of the product is kept the same way: row level security on, nothing granted by default,
-- stamped before a write and remembered after it.
create procedure private.protect(p_table regclass)
language plpgsql set search_path = '' as $$
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('revoke all on table %s from public, anon, authenticated', p_table);
  execute format('grant all on table %s to service_role', p_table);
  execute format('create trigger _100_stamp before insert or update on %s for each row execute function private.stamp()', p_table);
  execute format('create trigger _900_audit_insert after insert on %s referencing new table as new_rows for each statement execute function private.record_changes()', p_table);
  execute format('create trigger _900_audit_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function private.record_changes()', p_table);
  execute format('create trigger _900_audit_delete after delete on %s referencing old table as old_rows for each statement execute function private.record_changes()', p_table);
end $$;

-- Which reference data was loaded, by the hash of seed.sql: unchanged data is not loaded at every start.
create table private.seeds (
  hash text primary key,
  loaded_at timestamptz not null default now()
);
alter table private.seeds enable row level security;
-- Deliberately no policy and no grant: only the program's start touches it.
