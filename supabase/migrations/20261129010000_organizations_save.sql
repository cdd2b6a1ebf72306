-- Organizations, second chapter: how they are written. One act saves an organization with its parts: work groups, contacts, languages,
-- who pays, hours, standards. A part that is not named stays as it is; one that is named is the whole list.

-- ---------------------------------------------------------------- words
alter table public.organizations add column search tsvector not null default '';
create index organizations_search on public.organizations using gin (search) with (fastupdate = off);
comment on column public.organizations.search is 'Names, address, neighborhood and work groups, to be found by.';

create function private.organization_words(p_one public.organizations) returns tsvector
language sql stable security definer set search_path = '' as $$
  select private.search_document(concat_ws(' ', p_one.name, p_one.alternate_name, p_one.code, p_one.address, p_one.neighborhood, left(p_one.description, 1000),
    (select string_agg(concat_ws(' ', w.name, w.feed_name), ' ') from public.work_groups w where w.organization_id = p_one.id)))
$$;
create function private.stamp_organization_search() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search := private.organization_words(new);
  return new;
end $$;
create trigger _300_stamp_search before insert or update of name, alternate_name, address, neighborhood, description
  on public.organizations for each row execute function private.stamp_organization_search();
create function private.refresh_organization_search() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_before text := current_setting('rotunda.refreshing', true);
begin
  perform set_config('rotunda.refreshing', 'on', true);
  update public.organizations o set search = private.organization_words(o) where o.id in (select organization_id from changed_rows);
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  return null;
end $$;
create trigger _500_refresh_insert after insert on public.work_groups referencing new table as changed_rows for each statement execute function private.refresh_organization_search();
create trigger _500_refresh_update after update on public.work_groups referencing new table as changed_rows for each statement execute function private.refresh_organization_search();
create trigger _500_refresh_delete after delete on public.work_groups referencing old table as changed_rows for each statement execute function private.refresh_organization_search();

-- ---------------------------------------------------------------- who may take it back
-- Coordinators write organizations through functions, administrators departments also in the table: the lower of the two may undo.
insert into private.audited_tables (table_name, undo_role) values ('organizations', 'coordinator') on conflict (table_name) do update set undo_role = excluded.undo_role;
create or replace function private.undo_rank(p_table text, p_role text) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(least(
    (select min(private.role_rank(named[1])) from pg_catalog.pg_policy p
      cross join lateral regexp_matches(concat(pg_get_expr(p.polqual, p.polrelid), ' ', pg_get_expr(p.polwithcheck, p.polrelid)), 'private\.at_least\(''(\w+)''', 'g') named
      where p.polrelid = to_regclass(format('public.%I', p_table)) and p.polcmd in ('a', 'w', 'd', '*')),
    (select private.role_rank(undo_role) from private.audited_tables where table_name = p_table)),
    private.role_rank(p_role), 5)
$$;

-- ---------------------------------------------------------------- rules
create function private.open_organization(p_id uuid, p_version integer, p_role text default 'coordinator') returns public.organizations
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.organizations;
begin
  perform private.at_least(p_role);
  select * into v_one from public.organizations where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This organization is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this organization since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

create function private.is_mail_address(p_text text) returns boolean
language sql immutable set search_path = '' as $$ select p_text ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(p_text) <= 254 $$;

create function private.check_organization(p_one public.organizations) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if nullif(btrim(p_one.name), '') is null or length(p_one.name) > 160 then
    raise sqlstate 'PT422' using message = 'Enter the name of the organization, in at most 160 characters.', hint = 'organization_name';
  elsif p_one.kind is null or p_one.kind not in ('department', 'community', 'agency', 'neighborhood', 'council_office') then
    raise sqlstate 'PT422' using message = 'Say what kind of organization it is.', hint = 'organization_kind';
  elsif exists (select from public.organizations o where o.id is distinct from p_one.id and o.is_active and private.fold(o.name) = private.fold(p_one.name)) then
    raise sqlstate 'PT422' using message = format('%s is in the directory already.', p_one.name), hint = 'organization_taken';
  elsif length(p_one.alternate_name) > 160 then
    raise sqlstate 'PT422' using message = 'The other name has at most 160 characters.', hint = 'alternate_name';
  elsif length(p_one.description) > 10000 then
    raise sqlstate 'PT422' using message = 'The text is longer than 10,000 characters. Shorten it.', hint = 'organization_description';
  elsif not private.is_mail_address(p_one.email) then
    raise sqlstate 'PT422' using message = 'This is no e-mail address. Check it.', hint = 'organization_email';
  elsif p_one.phone !~ '^\+[1-9][0-9]{6,14}$' then
    raise sqlstate 'PT422' using message = 'This is no phone number. Enter it with its area code.', hint = 'organization_phone';
  elsif p_one.website !~ '^https?://[^\s]+$' or length(p_one.website) > 1000 then
    raise sqlstate 'PT422' using message = 'Enter an address that begins with https://.', hint = 'website';
  elsif length(p_one.address) > 500 then
    raise sqlstate 'PT422' using message = 'The address has at most 500 characters.', hint = 'organization_address';
  elsif (p_one.latitude is null) <> (p_one.longitude is null) or p_one.latitude not between -90 and 90 or p_one.longitude not between -180 and 180 then
    raise sqlstate 'PT422' using message = 'Enter both coordinates: latitude from -90 to 90, longitude from -180 to 180.', hint = 'latitude';
  elsif p_one.district_id is not null and not exists (select from public.districts where id = p_one.district_id) then
    raise sqlstate 'PT422' using message = 'This district is not there any more. Choose another.', hint = 'organization_district';
  elsif length(p_one.neighborhood) > 200 then
    raise sqlstate 'PT422' using message = 'The neighborhood has at most 200 characters.', hint = 'neighborhood';
  elsif length(p_one.legal_status) > 120 then
    raise sqlstate 'PT422' using message = 'The legal status has at most 120 characters.', hint = 'legal_status';
  elsif p_one.parent_id is not null and not exists (select from public.organizations where id = p_one.parent_id) then
    raise sqlstate 'PT422' using message = 'The organization above it is not there any more. Choose another.', hint = 'parent_id';
  elsif exists (
    with recursive above (id) as (select p_one.parent_id union select o.parent_id from above a join public.organizations o on o.id = a.id)
    select from above where id = p_one.id) then
    raise sqlstate 'PT422' using message = 'It cannot stand below itself. Choose another organization above it.', hint = 'parent_id';
  elsif not private.is_mail_address(p_one.referral_email) then
    raise sqlstate 'PT422' using message = 'This is no e-mail address. Check it.', hint = 'referral_email';
  elsif p_one.takes_referrals and p_one.referral_email is null and p_one.email is null and not p_one.is_311 then
    raise sqlstate 'PT422' using message = 'Enter the address to which referrals go.', hint = 'referral_email';
  elsif exists (select from unnest(array[p_one.escalation_staff_id, p_one.relationship_staff_id]) s (id) where s.id is not null and not exists (select from public.staff where id = s.id)) then
    raise sqlstate 'PT422' using message = 'This person is not there any more. Choose another.', hint = 'organization_staff';
  elsif jsonb_typeof(coalesce(p_one.hsds, '{}')) <> 'object' then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read.', hint = 'organization_unread';
  elsif p_one.hsds_id is not null and exists (select from public.organizations o where o.hsds_id = p_one.hsds_id and o.id is distinct from p_one.id) then
    raise sqlstate 'PT422' using message = 'Another organization has this number of the other directory.', hint = 'hsds_id';
  end if;
end $$;

-- ---------------------------------------------------------------- parts
-- Each writes the whole list that it is given, by ids where it has them; true when a row was written.
create function private.write_work_groups(p_id uuid, p_rows jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one record;
  v_count integer;
  v_all integer := 0;
begin
  if jsonb_typeof(p_rows) <> 'array' or jsonb_array_length(p_rows) > 200 then
    raise sqlstate 'PT422' using message = 'An organization has at most 200 work groups.', hint = 'work_groups';
  end if;
  delete from public.work_groups w where w.organization_id = p_id and w.id::text not in (select coalesce(r ->> 'id', '') from jsonb_array_elements(p_rows) r)
    and w.name not in (select btrim(r ->> 'name') from jsonb_array_elements(p_rows) r where r ->> 'id' is null);
  get diagnostics v_all = row_count;
  for v_one in
    select nullif(r ->> 'id', '')::uuid as id, btrim(r ->> 'name') as name, nullif(btrim(r ->> 'feed_name'), '') as feed_name, nullif(lower(btrim(r ->> 'email')), '') as email,
      nullif(btrim(r ->> 'phone'), '') as phone, coalesce((r ->> 'is_active')::boolean, true) as is_active
    from jsonb_array_elements(p_rows) with ordinality e (r, n) order by e.n
  loop
    if nullif(v_one.name, '') is null or length(v_one.name) > 160 or length(v_one.feed_name) > 160 then
      raise sqlstate 'PT422' using message = 'Enter the name of each work group, in at most 160 characters.', hint = 'work_groups';
    elsif not private.is_mail_address(v_one.email) or v_one.phone !~ '^\+[1-9][0-9]{6,14}$' then
      raise sqlstate 'PT422' using message = format('Check the e-mail address and the phone number of %s.', v_one.name), hint = 'work_groups';
    elsif exists (select from public.work_groups w where w.feed_name = v_one.feed_name and (w.organization_id <> p_id or w.name <> v_one.name and w.id is distinct from v_one.id)) then
      raise sqlstate 'PT422' using message = format('Another work group is called %s in the 311 feed already.', v_one.feed_name), hint = 'work_groups';
    end if;
    update public.work_groups w set name = v_one.name, feed_name = v_one.feed_name, email = v_one.email, phone = v_one.phone, is_active = v_one.is_active
    where w.organization_id = p_id and (w.id = v_one.id or v_one.id is null and w.name = v_one.name)
      and (w.name, w.feed_name, w.email, w.phone, w.is_active) is distinct from (v_one.name, v_one.feed_name, v_one.email, v_one.phone, v_one.is_active);
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
    if not exists (select from public.work_groups w where w.organization_id = p_id and (w.id = v_one.id or w.name = v_one.name)) then
      insert into public.work_groups (organization_id, name, feed_name, email, phone, is_active) values (p_id, v_one.name, v_one.feed_name, v_one.email, v_one.phone, v_one.is_active);
      v_all := v_all + 1;
    end if;
  end loop;
  return v_all > 0;
exception when unique_violation then
  raise sqlstate 'PT422' using message = 'Two work groups have the same name. Name each once.', hint = 'work_groups';
end $$;

-- At a nonprofit nobody is named (RSMo 105.1500): a role, and how to reach it at work.
create function private.write_organization_contacts(p_id uuid, p_is_nonprofit boolean, p_rows jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one record;
  v_count integer;
  v_all integer := 0;
begin
  if jsonb_typeof(p_rows) <> 'array' or jsonb_array_length(p_rows) > 60 then
    raise sqlstate 'PT422' using message = 'An organization has at most 60 contacts.', hint = 'contacts';
  end if;
  delete from public.organization_contacts c where c.organization_id = p_id and c.id::text not in (select coalesce(r ->> 'id', '') from jsonb_array_elements(p_rows) r);
  get diagnostics v_all = row_count;
  for v_one in
    select e.n::smallint as sort_order, nullif(r ->> 'id', '')::uuid as id, btrim(r ->> 'role') as role, nullif(btrim(r ->> 'name'), '') as name, nullif(lower(btrim(r ->> 'email')), '') as email,
      nullif(btrim(r ->> 'phone'), '') as phone, coalesce(btrim(r ->> 'purpose'), '') as purpose, coalesce((r ->> 'is_active')::boolean, true) as is_active
    from jsonb_array_elements(p_rows) with ordinality e (r, n) order by e.n
  loop
    if nullif(v_one.role, '') is null or length(v_one.role) > 160 then
      raise sqlstate 'PT422' using message = 'Say for each contact what their part is: intake, director, front desk.', hint = 'contacts';
    elsif p_is_nonprofit and v_one.name is not null then
      raise sqlstate 'PT422' using hint = 'contact_name',
        message = 'At a nonprofit a contact is kept by their role and how to reach it at work, without a name (RSMo 105.1500). Take the name away.';
    elsif length(v_one.name) > 200 or length(v_one.purpose) > 500 then
      raise sqlstate 'PT422' using message = 'A name has at most 200 characters, what it is kept for at most 500.', hint = 'contacts';
    elsif not private.is_mail_address(v_one.email) or v_one.phone !~ '^\+[1-9][0-9]{6,14}$' then
      raise sqlstate 'PT422' using message = format('Check the e-mail address and the phone number of “%s”.', v_one.role), hint = 'contacts';
    end if;
    update public.organization_contacts c set role = v_one.role, name = v_one.name, email = v_one.email, phone = v_one.phone, purpose = v_one.purpose, is_active = v_one.is_active,
      is_protected = p_is_nonprofit, sort_order = v_one.sort_order
    where c.organization_id = p_id and c.id = v_one.id and (c.role, c.name, c.email, c.phone, c.purpose, c.is_active, c.is_protected, c.sort_order)
      is distinct from (v_one.role, v_one.name, v_one.email, v_one.phone, v_one.purpose, v_one.is_active, p_is_nonprofit, v_one.sort_order);
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
    if not exists (select from public.organization_contacts c where c.organization_id = p_id and c.id = v_one.id) then
      insert into public.organization_contacts (organization_id, role, name, email, phone, purpose, is_active, is_protected, sort_order)
      values (p_id, v_one.role, v_one.name, v_one.email, v_one.phone, v_one.purpose, v_one.is_active, p_is_nonprofit, v_one.sort_order);
      v_all := v_all + 1;
    end if;
  end loop;
  return v_all > 0;
end $$;

create function private.write_organization_languages(p_id uuid, p_rows jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count integer;
  v_all integer := 0;
begin
  if jsonb_typeof(p_rows) <> 'array' or exists (select from jsonb_array_elements(p_rows) r
    where not exists (select from public.languages l where l.code = r ->> 'language') or length(r ->> 'note') > 300) then
    raise sqlstate 'PT422' using message = 'One of these languages is not there any more, or a note is longer than 300 characters. Choose again.', hint = 'languages';
  end if;
  insert into public.organization_languages as o (organization_id, language, note)
  select p_id, r ->> 'language', coalesce(btrim(max(r ->> 'note')), '') from jsonb_array_elements(p_rows) r group by r ->> 'language'
  on conflict (organization_id, language) do update set note = excluded.note where o.note <> excluded.note;
  get diagnostics v_count = row_count;
  v_all := v_all + v_count;
  delete from public.organization_languages o where o.organization_id = p_id and o.language not in (select r ->> 'language' from jsonb_array_elements(p_rows) r);
  get diagnostics v_count = row_count;
  return v_all + v_count > 0;
end $$;

-- Who pays, of an organization or of a program: p_owner says which. A row without an id is the one with the same source, if there is one.
create function private.save_fundings(p_owner text, p_id uuid, p_fundings jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one record;
  v_there public.fundings;
  v_kept uuid[] := '{}';
  v_count integer;
  v_wrote boolean := false;
begin
  if jsonb_typeof(p_fundings) <> 'array' or jsonb_array_length(p_fundings) > 60 then
    raise sqlstate 'PT422' using message = 'Enter at most 60 sources of money.', hint = 'fundings';
  end if;
  for v_one in
    select nullif(r ->> 'id', '')::uuid as id, btrim(r ->> 'source') as source, coalesce(nullif(r ->> 'level', ''), 'unknown') as level, nullif(r ->> 'award_id', '')::uuid as award_id,
      nullif(r ->> 'hsds_id', '') as hsds_id, nullif(r -> 'hsds', 'null') as hsds
    from jsonb_array_elements(p_fundings) with ordinality e (r, n) order by e.n
  loop
    if nullif(v_one.source, '') is null or length(v_one.source) > 300 then
      raise sqlstate 'PT422' using message = 'Say who pays, in at most 300 characters.', hint = 'fundings';
    elsif v_one.level not in ('federal', 'state', 'local', 'private', 'unknown') then
      raise sqlstate 'PT422' using message = 'Say whether the money is federal, of the state, local or private.', hint = 'fundings';
    elsif v_one.award_id is not null and not exists (select from public.awards where id = v_one.award_id) then
      raise sqlstate 'PT422' using message = 'This award is not in the register any more. Choose another.', hint = 'fundings';
    end if;
    v_there := null;
    select f.* into v_there from public.fundings f
    where case p_owner when 'organization' then f.organization_id else f.program_id end = p_id and f.id <> all (v_kept)
      and (f.id = v_one.id or v_one.id is null and (f.hsds_id = v_one.hsds_id or lower(f.source) = lower(v_one.source)))
    order by f.id = v_one.id desc nulls last, f.hsds_id = v_one.hsds_id desc nulls last, f.created_at, f.id limit 1;
    if v_there.id is null then
      insert into public.fundings (organization_id, program_id, source, level, award_id, hsds_id, hsds)
      values (case when p_owner = 'organization' then p_id end, case when p_owner = 'program' then p_id end, v_one.source, v_one.level, v_one.award_id, v_one.hsds_id, coalesce(v_one.hsds, '{}'))
      returning * into v_there;
      v_wrote := true;
    else
      update public.fundings f set source = v_one.source, level = v_one.level, award_id = v_one.award_id, hsds_id = coalesce(v_one.hsds_id, f.hsds_id), hsds = coalesce(v_one.hsds, f.hsds)
      where f.id = v_there.id and (f.source, f.level, f.award_id, f.hsds_id, f.hsds)
        is distinct from (v_one.source, v_one.level, v_one.award_id, coalesce(v_one.hsds_id, f.hsds_id), coalesce(v_one.hsds, f.hsds));
      get diagnostics v_count = row_count;
      v_wrote := v_wrote or v_count > 0;
    end if;
    v_kept := v_kept || v_there.id;
  end loop;
  delete from public.fundings f where case p_owner when 'organization' then f.organization_id else f.program_id end = p_id and f.id <> all (v_kept);
  get diagnostics v_count = row_count;
  return v_wrote or v_count > 0;
end $$;

create function private.write_service_standards(p_id uuid, p_rows jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count integer;
  v_all integer := 0;
begin
  if jsonb_typeof(p_rows) <> 'array' or exists (select from jsonb_array_elements(p_rows) r where nullif(r ->> 'topic_id', '') is not null
    and not exists (select from public.topics t where t.id = (r ->> 'topic_id')::uuid)) then
    raise sqlstate 'PT422' using message = 'One of these topics is not there any more. Choose again.', hint = 'standards';
  elsif exists (select from jsonb_array_elements(p_rows) r group by nullif(r ->> 'topic_id', '') having count(*) > 1) then
    raise sqlstate 'PT422' using message = 'A topic has one standard, and so have all that have none of their own. Take the second away.', hint = 'standards';
  elsif exists (select from jsonb_array_elements(p_rows) r where coalesce((r ->> 'accept_minutes')::integer not between 15 and 60000, true)
    or coalesce((r ->> 'outcome_minutes')::integer not between 15 and 600000, true) or (r ->> 'outcome_minutes')::integer < (r ->> 'accept_minutes')::integer or length(r ->> 'note') > 1000) then
    raise sqlstate 'PT422' using message = 'Enter how soon they accept, a quarter of an hour at least, and how soon there is an outcome, which comes after it.', hint = 'standards';
  end if;
  insert into public.service_standards as s (organization_id, topic_id, accept_minutes, outcome_minutes, agreed_on, note)
  select p_id, nullif(r ->> 'topic_id', '')::uuid, (r ->> 'accept_minutes')::integer, (r ->> 'outcome_minutes')::integer, nullif(r ->> 'agreed_on', '')::date, coalesce(btrim(r ->> 'note'), '')
  from jsonb_array_elements(p_rows) r
  on conflict (organization_id, topic_id) do update set accept_minutes = excluded.accept_minutes, outcome_minutes = excluded.outcome_minutes, agreed_on = excluded.agreed_on, note = excluded.note
  where (s.accept_minutes, s.outcome_minutes, s.agreed_on, s.note) is distinct from (excluded.accept_minutes, excluded.outcome_minutes, excluded.agreed_on, excluded.note);
  get diagnostics v_count = row_count;
  v_all := v_all + v_count;
  delete from public.service_standards s where s.organization_id = p_id
    and not exists (select from jsonb_array_elements(p_rows) r where nullif(r ->> 'topic_id', '')::uuid is not distinct from s.topic_id);
  get diagnostics v_count = row_count;
  return v_all + v_count > 0;
end $$;

-- ---------------------------------------------------------------- hours
-- A week: [{weekday, opens_at, closes_at}], and days that differ: [{on_day, opens_at, closes_at, name}]. Null leaves as it is. p_id null: the
-- office's own.
create function private.write_business_hours(p_id uuid, p_hours jsonb, p_exceptions jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count integer;
  v_all integer := 0;
begin
  if p_hours is not null and p_hours <> 'null' then
    if jsonb_typeof(p_hours) <> 'array' or jsonb_array_length(p_hours) > 42
      or exists (select from jsonb_to_recordset(p_hours) h (weekday integer, opens_at time, closes_at time) where coalesce(h.weekday not between 1 and 7, true) or coalesce(h.closes_at <= h.opens_at, true)) then
      raise sqlstate 'PT422' using message = 'Enter for each day when it opens and when it closes, which is later.', hint = 'hours';
    elsif exists (select from rows from (jsonb_to_recordset(p_hours) as (weekday integer, opens_at time, closes_at time)) with ordinality a (weekday, opens_at, closes_at, n)
      join rows from (jsonb_to_recordset(p_hours) as (weekday integer, opens_at time, closes_at time)) with ordinality b (weekday, opens_at, closes_at, n) on b.weekday = a.weekday and b.n > a.n and b.opens_at < a.closes_at and a.opens_at < b.closes_at) then
      raise sqlstate 'PT422' using message = 'Two spans of one day overlap. Check the times.', hint = 'hours';
    elsif p_id is null and jsonb_array_length(p_hours) = 0 then
      raise sqlstate 'PT422' using message = 'The office works at least on one day: clocks run in its hours.', hint = 'hours';
    end if;
    delete from public.business_hours b where b.organization_id is not distinct from p_id
      and not exists (select from jsonb_to_recordset(p_hours) h (weekday integer, opens_at time) where h.weekday = b.weekday and h.opens_at = b.opens_at);
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
    insert into public.business_hours as b (organization_id, weekday, opens_at, closes_at)
    select p_id, h.weekday, h.opens_at, h.closes_at from jsonb_to_recordset(p_hours) h (weekday smallint, opens_at time, closes_at time)
    on conflict (organization_id, weekday, opens_at) do update set closes_at = excluded.closes_at where b.closes_at <> excluded.closes_at;
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
  end if;
  if p_exceptions is not null and p_exceptions <> 'null' then
    if jsonb_typeof(p_exceptions) <> 'array' or jsonb_array_length(p_exceptions) > 200
      or exists (select from jsonb_to_recordset(p_exceptions) x (on_day date, opens_at time, closes_at time, name text) where x.on_day is null or nullif(btrim(x.name), '') is null or length(x.name) > 120
        or (x.opens_at is null) <> (x.closes_at is null) or x.closes_at <= x.opens_at) then
      raise sqlstate 'PT422' using message = 'Name each day that differs, and enter both times, or neither where it is closed.', hint = 'exceptions';
    elsif exists (select from rows from (jsonb_to_recordset(p_exceptions) as (on_day date, opens_at time, closes_at time, name text)) with ordinality a (on_day, opens_at, closes_at, name, n)
      join rows from (jsonb_to_recordset(p_exceptions) as (on_day date, opens_at time, closes_at time, name text)) with ordinality b (on_day, opens_at, closes_at, name, n) on b.on_day = a.on_day and b.n > a.n
        and coalesce(b.opens_at < a.closes_at and a.opens_at < b.closes_at, true)) then
      raise sqlstate 'PT422' using message = 'A day that differs stands twice. Take one away, or enter spans that do not overlap.', hint = 'exceptions';
    end if;
    delete from public.business_exceptions b where b.organization_id is not distinct from p_id
      and not exists (select from jsonb_to_recordset(p_exceptions) x (on_day date, opens_at time) where x.on_day = b.on_day and x.opens_at is not distinct from b.opens_at);
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
    insert into public.business_exceptions as b (organization_id, on_day, opens_at, closes_at, name)
    select p_id, x.on_day, x.opens_at, x.closes_at, btrim(x.name) from jsonb_to_recordset(p_exceptions) x (on_day date, opens_at time, closes_at time, name text)
    on conflict (organization_id, on_day, opens_at) do update set closes_at = excluded.closes_at, name = excluded.name
    where (b.closes_at, b.name) is distinct from (excluded.closes_at, excluded.name);
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
  end if;
  return v_all > 0;
end $$;

create function public.save_business_hours(p_organization uuid, p_hours jsonb default null, p_exceptions jsonb default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least(case when p_organization is null then 'admin' else 'coordinator' end);
  if p_organization is not null then perform private.open_organization(p_organization, null); end if;
  if private.write_business_hours(p_organization, p_hours, p_exceptions) and p_organization is not null then
    update public.organizations set name = name where id = p_organization;
  end if;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the times or days cannot be read. Check them.', hint = 'hours';
end $$;

-- ---------------------------------------------------------------- save
-- Saves an organization; p_id null makes a new one. p_organization: the columns of the directory, and the whole lists work_groups [{id,
-- name, feed_name, email, phone, is_active}], contacts [{id, role, name, email, phone, purpose, is_active}], languages [{language, note}],
-- fundings [{id, source, level, award_id}], hours [{weekday, opens_at, closes_at}], exceptions [{on_day, opens_at, closes_at, name}],
-- standards [{topic_id, accept_minutes, outcome_minutes, agreed_on, note}]. What is not named stays. Returns the id.
create function public.save_organization(p_organization jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.organizations;
  v_new public.organizations;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_organization) where key in ('name', 'kind', 'is_active', 'alternate_name', 'description', 'email', 'phone',
    'website', 'address', 'latitude', 'longitude', 'district_id', 'neighborhood', 'parent_id', 'legal_status', 'is_nonprofit', 'is_interpreter_vendor', 'is_language_office', 'is_311',
    'takes_referrals', 'referral_email', 'letter_language', 'escalation_staff_id', 'relationship_staff_id', 'hsds_id', 'hsds'));
  v_wrote boolean := false;
  v_parts boolean := false;
begin
  perform private.at_least('coordinator');
  if p_id is null then
    -- Who is not an authority is a nonprofit until somebody says otherwise: the law protects the people there.
    select * into v_new from jsonb_populate_record(null::public.organizations, jsonb_build_object('is_active', true, 'description', '',
      'is_nonprofit', coalesce(p_organization ->> 'kind', '') in ('community', 'neighborhood'), 'is_interpreter_vendor', false, 'is_language_office', false, 'is_311', false,
      'takes_referrals', false, 'hsds', '{}'::jsonb) || v_given);
  else
    v_old := private.open_organization(p_id, p_version);
    select * into v_new from jsonb_populate_record(v_old, v_given);
  end if;
  v_new.name := regexp_replace(btrim(v_new.name), '\s+', ' ', 'g');
  v_new.alternate_name := nullif(btrim(v_new.alternate_name), '');
  v_new.description := coalesce(btrim(v_new.description), '');
  v_new.email := nullif(lower(btrim(v_new.email)), '');
  v_new.phone := nullif(btrim(v_new.phone), '');
  v_new.website := nullif(btrim(v_new.website), '');
  v_new.address := nullif(btrim(v_new.address), '');
  v_new.neighborhood := nullif(btrim(v_new.neighborhood), '');
  v_new.legal_status := nullif(btrim(v_new.legal_status), '');
  v_new.referral_email := nullif(lower(btrim(v_new.referral_email)), '');
  v_new.is_active := coalesce(v_new.is_active, true);
  v_new.is_nonprofit := coalesce(v_new.is_nonprofit, false);
  v_new.is_interpreter_vendor := coalesce(v_new.is_interpreter_vendor, false);
  v_new.is_language_office := coalesce(v_new.is_language_office, false);
  v_new.is_311 := coalesce(v_new.is_311, false);
  v_new.takes_referrals := coalesce(v_new.takes_referrals, false);
  v_new.letter_language := coalesce(v_new.letter_language, 'en');
  v_new.hsds := coalesce(v_new.hsds, '{}');
  -- The city's own house is the administrator's: topics and old inquiries go by it.
  if private.my_rank() < private.role_rank('admin') and (select auth.uid()) is not null
    and (p_id is null and v_new.kind = 'department' or (v_old.kind = 'department' or v_new.kind = 'department') and p_id is not null
        and (v_new.name, v_new.kind, v_new.is_active) is distinct from (v_old.name, v_old.kind, v_old.is_active)
      or (v_new.is_311, v_new.is_language_office) is distinct from (coalesce(v_old.is_311, false), coalesce(v_old.is_language_office, false))) then
    raise sqlstate '42501' using message = 'Departments are named, opened and closed by administrators.', hint = 'department_admin';
  end if;
  perform private.check_organization(v_new);
  if v_new.is_nonprofit and not p_organization ? 'contacts' and exists (select from public.organization_contacts c where c.organization_id = p_id and c.name is not null) then
    raise sqlstate 'PT422' using hint = 'is_nonprofit',
      message = 'People are named among its contacts, which is not done at a nonprofit (RSMo 105.1500). Take their names away first.';
  end if;
  if p_id is null then
    insert into public.organizations (name, kind, is_active, alternate_name, description, email, phone, website, address, latitude, longitude, district_id, neighborhood, parent_id, legal_status,
      is_nonprofit, is_interpreter_vendor, is_language_office, is_311, takes_referrals, referral_email, letter_language, escalation_staff_id, relationship_staff_id, hsds_id, hsds)
    values (v_new.name, v_new.kind, v_new.is_active, v_new.alternate_name, v_new.description, v_new.email, v_new.phone, v_new.website, v_new.address, v_new.latitude, v_new.longitude, v_new.district_id,
      v_new.neighborhood, v_new.parent_id, v_new.legal_status, v_new.is_nonprofit, v_new.is_interpreter_vendor, v_new.is_language_office, v_new.is_311, v_new.takes_referrals, v_new.referral_email,
      v_new.letter_language, v_new.escalation_staff_id, v_new.relationship_staff_id, v_new.hsds_id, v_new.hsds)
    returning id into v_new.id;
  elsif v_new is distinct from v_old then
    update public.organizations set name = v_new.name, kind = v_new.kind, is_active = v_new.is_active, alternate_name = v_new.alternate_name, description = v_new.description, email = v_new.email,
      phone = v_new.phone, website = v_new.website, address = v_new.address, latitude = v_new.latitude, longitude = v_new.longitude, district_id = v_new.district_id,
      neighborhood = v_new.neighborhood, parent_id = v_new.parent_id, legal_status = v_new.legal_status, is_nonprofit = v_new.is_nonprofit, is_interpreter_vendor = v_new.is_interpreter_vendor,
      is_language_office = v_new.is_language_office, is_311 = v_new.is_311, takes_referrals = v_new.takes_referrals, referral_email = v_new.referral_email,
      letter_language = v_new.letter_language, escalation_staff_id = v_new.escalation_staff_id, relationship_staff_id = v_new.relationship_staff_id, hsds_id = v_new.hsds_id, hsds = v_new.hsds
    where id = p_id;
    v_wrote := true;
  end if;
  if p_organization ? 'work_groups' then v_parts := private.write_work_groups(v_new.id, coalesce(nullif(p_organization -> 'work_groups', 'null'), '[]')); end if;
  if p_organization ? 'contacts' then
    v_parts := private.write_organization_contacts(v_new.id, v_new.is_nonprofit, coalesce(nullif(p_organization -> 'contacts', 'null'), '[]')) or v_parts;
  elsif v_new.is_nonprofit is distinct from v_old.is_nonprofit and p_id is not null then
    update public.organization_contacts set is_protected = v_new.is_nonprofit where organization_id = p_id;
  end if;
  if p_organization ? 'languages' then v_parts := private.write_organization_languages(v_new.id, coalesce(nullif(p_organization -> 'languages', 'null'), '[]')) or v_parts; end if;
  if p_organization ? 'fundings' then v_parts := private.save_fundings('organization', v_new.id, coalesce(nullif(p_organization -> 'fundings', 'null'), '[]')) or v_parts; end if;
  if p_organization ? 'standards' then v_parts := private.write_service_standards(v_new.id, coalesce(nullif(p_organization -> 'standards', 'null'), '[]')) or v_parts; end if;
  v_parts := private.write_business_hours(v_new.id, p_organization -> 'hours', p_organization -> 'exceptions') or v_parts;
  -- Also where only a part was written: whoever has it open must hear of it.
  if p_id is not null and v_parts and not v_wrote then update public.organizations set name = name where id = p_id; end if;
  return v_new.id;
exception
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days, times and numbers.', hint = 'organization_unread';
end $$;

revoke all on function private.organization_words(public.organizations), private.stamp_organization_search(), private.refresh_organization_search(), private.open_organization(uuid, integer, text),
  private.is_mail_address(text), private.check_organization(public.organizations), private.write_work_groups(uuid, jsonb), private.write_organization_contacts(uuid, boolean, jsonb),
  private.write_organization_languages(uuid, jsonb), private.save_fundings(text, uuid, jsonb), private.write_service_standards(uuid, jsonb), private.write_business_hours(uuid, jsonb, jsonb)
  from public, anon, authenticated;
revoke all on function public.save_organization(jsonb, uuid, integer), public.save_business_hours(uuid, jsonb, jsonb) from public, anon;
grant execute on function public.save_organization(jsonb, uuid, integer), public.save_business_hours(uuid, jsonb, jsonb) to authenticated;
comment on function public.save_organization(jsonb, uuid, integer) is 'An organization with its parts, in one act.';
comment on function public.save_business_hours(uuid, jsonb, jsonb) is 'When the office, or an organization, works.';
