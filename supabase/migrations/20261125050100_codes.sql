-- Codes from names: what people name, files and addresses call by a code. A person names a topic or a department; the
-- code is made here once and stays, because addresses, files and reports refer to it.

create function private.code_from(p_name text, p_taken text[]) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_stem text := btrim(left(btrim(regexp_replace(private.fold(p_name), '[^a-z0-9]+', '-', 'g'), '-'), 50), '-');
  v_code text;
  v_n integer := 1;
begin
  -- A name in another script, or of one letter, has no code of its own.
  if length(v_stem) < 2 then v_stem := 'n-' || left(md5(p_name), 8); end if;
  v_code := v_stem;
  while v_code = any (p_taken) loop
    v_n := v_n + 1;
    v_code := v_stem || '-' || v_n;
  end loop;
  return v_code;
end $$;

-- ---------------------------------------------------------------- departments
alter table public.organizations
  alter column code set default '',
  add constraint organizations_name_length check (length(name) <= 160);

create function private.stamp_organization() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.name := btrim(new.name);
  if new.code = '' and new.name <> '' then new.code := private.code_from(new.name, array(select code from public.organizations)); end if;
  return new;
end $$;
create trigger _150_stamp_code before insert or update of name on public.organizations for each row execute function private.stamp_organization();

create function private.guard_organization() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_topics text;
begin
  select string_agg(name, ', ' order by name) into v_topics from public.topics where department_id = new.id and is_active;
  if v_topics is not null then
    raise sqlstate 'PT422' using hint = 'is_active',
      message = format('Topics still go to this department: %s. Give them to another one first.', v_topics);
  end if;
  return new;
end $$;
create trigger _200_guard_retired before update of is_active on public.organizations
  for each row when (old.is_active and not new.is_active) execute function private.guard_organization();

grant insert (name, kind), update (name, is_active) on table public.organizations to authenticated;
create policy organizations_insert_admin on public.organizations for insert to authenticated with check ((select private.at_least('admin')));
create policy organizations_update_admin on public.organizations for update to authenticated
  using ((select private.at_least('admin'))) with check ((select private.at_least('admin')));
-- Deliberately not granted: delete (old inquiries name their department) and a new code.
