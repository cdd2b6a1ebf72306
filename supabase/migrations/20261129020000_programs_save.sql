-- Programs, second chapter: how they are written. A program is saved with all that hangs on it (needs, languages, districts, places,
-- times, costs, papers, who pays) in one act, each list as a whole: what a list does not name goes, a list that is absent stays.

alter table public.programs
  -- What it costs a resident: true nothing, false something, null nobody said.
  add column is_free boolean;
-- "Which are free?" is asked of a few thousand rows: no index.
comment on column public.programs.is_free is 'True: it costs a resident nothing; null: nobody said.';

-- What a file of another directory says in tables that have no place here (attributes, taxonomies, metadata), kept whole, so that it
-- goes out again as it came in.
create table public.hsds_rows (
  id uuid primary key default gen_random_uuid(),
  -- The table as HSDS calls it: attribute, taxonomy_term, metadata.
  table_name text not null constraint hsds_rows_table_form check (table_name ~ '^[a-z][a-z0-9_]{0,60}$'),
  hsds_id text not null constraint hsds_rows_hsds_id_filled check (btrim(hsds_id) <> '' and length(hsds_id) <= 300),
  row jsonb not null constraint hsds_rows_row_object check (jsonb_typeof(row) = 'object' and length(row::text) <= 200000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint hsds_rows_once unique (table_name, hsds_id)
);
call private.protect('public.hsds_rows');
call private.show('hsds_rows', 'coordinator');
-- Deliberately not granted: writes. They come with a file.
comment on table public.hsds_rows is 'Rows of an HSDS file for which the office has no table of its own.';

-- ---------------------------------------------------------------- words
-- Found by what it is called in every language, by whom, for which need, and by what is said of it.
create function private.program_words(p_one public.programs) returns tsvector
language sql stable security definer set search_path = '' as $$
  select private.search_document(concat_ws(' ', p_one.name, p_one.alternate_name,
    (select concat_ws(' ', o.name, o.alternate_name) from public.organizations o where o.id = p_one.organization_id),
    (select string_agg(concat_ws(' ', t.value ->> 'name', t.value ->> 'description'), ' ') from jsonb_each(p_one.translations) t),
    (select string_agg(concat_ws(' ', n.name, (select string_agg(w.value ->> 'name', ' ') from jsonb_each(n.translations) w)), ' ')
     from public.program_needs p join public.needs n on n.id = p.need_id where p.program_id = p_one.id),
    p_one.description))
$$;
create function private.stamp_program_search() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search := private.program_words(new);
  return new;
end $$;
create trigger _300_stamp_search before insert or update of name, alternate_name, description, translations, organization_id
  on public.programs for each row execute function private.stamp_program_search();

-- A need or an organization that is called otherwise, and a need that came or went: found under the new words, and no new version.
create function private.refresh_program_search(p_programs uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_before text := current_setting('rotunda.refreshing', true);
begin
  perform set_config('rotunda.refreshing', 'on', true);
  update public.programs p set search = private.program_words(p) where p.id = any (p_programs) and p.search is distinct from private.program_words(p);
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
end $$;
create function private.refresh_program_search_of_needs() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.refresh_program_search(array(select distinct r.program_id from moved r));
  return null;
end $$;
create trigger _500_refresh_search_insert after insert on public.program_needs referencing new table as moved for each statement execute function private.refresh_program_search_of_needs();
create trigger _500_refresh_search_delete after delete on public.program_needs referencing old table as moved for each statement execute function private.refresh_program_search_of_needs();
create function private.refresh_program_search_of_names() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'organizations' then
    perform private.refresh_program_search(array(select p.id from public.programs p where p.organization_id = new.id));
  else
    perform private.refresh_program_search(array(select p.program_id from public.program_needs p where p.need_id = new.id));
  end if;
  return null;
end $$;
create trigger _500_refresh_programs after update of name, alternate_name on public.organizations for each row execute function private.refresh_program_search_of_names();
create trigger _500_refresh_programs after update of name, translations on public.needs for each row execute function private.refresh_program_search_of_names();

-- ---------------------------------------------------------------- rules
-- The program, locked, as the reader saw it. p_version null: whoever does not mind.
create function private.open_program(p_id uuid, p_version integer) returns public.programs
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.programs;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.programs where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This program is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this program since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

create function private.check_program(p_one public.programs) returns void
language plpgsql stable security definer set search_path = '' as $$
declare v_address constant text := '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$';
begin
  if nullif(p_one.name, '') is null or length(p_one.name) > 300 then
    raise sqlstate 'PT422' using message = 'Enter what the program is called, in at most 300 characters.', hint = 'program_name';
  elsif p_one.organization_id is null or not exists (select from public.organizations where id = p_one.organization_id) then
    raise sqlstate 'PT422' using message = 'Choose who gives it.', hint = 'program_organization';
  elsif length(p_one.alternate_name) > 300 then
    raise sqlstate 'PT422' using message = 'The other name has at most 300 characters.', hint = 'program_alternate_name';
  elsif length(p_one.description) > 20000 or length(p_one.application_process) > 10000 or length(p_one.eligibility_description) > 10000 then
    raise sqlstate 'PT422' using message = 'One of the texts is too long. Shorten it.', hint = 'program_description';
  elsif length(p_one.fees_description) > 2000 or length(p_one.interpretation_services) > 2000 or length(p_one.alert) > 2000 then
    raise sqlstate 'PT422' using message = 'One of the texts is too long: this one has at most 2,000 characters.', hint = 'program_texts';
  elsif p_one.url !~ '^https?://[^\s]+$' or length(p_one.url) > 1000 then
    raise sqlstate 'PT422' using message = 'Enter an address that begins with https:// or http://.', hint = 'program_url';
  elsif p_one.email !~ v_address or length(p_one.email) > 254 then
    raise sqlstate 'PT422' using message = 'Enter an e-mail address, such as help@example.org.', hint = 'program_email';
  elsif p_one.phone !~ '^\+[1-9][0-9]{6,14}$' then
    raise sqlstate 'PT422' using message = 'Enter a phone number with its area code.', hint = 'program_phone';
  elsif coalesce(p_one.status, '') not in ('active', 'inactive', 'defunct', 'temporarily closed') then
    raise sqlstate 'PT422' using message = 'Say whether the program is there now.', hint = 'program_status';
  elsif p_one.closes_on < p_one.opens_on then
    raise sqlstate 'PT422' using message = 'The last day to apply is before the first. Check both days.', hint = 'program_closes_on';
  elsif least(p_one.opens_on, p_one.closes_on, p_one.review_by) < date '1990-01-01' or greatest(p_one.opens_on, p_one.closes_on, p_one.review_by) > date '2100-12-31' then
    raise sqlstate 'PT422' using message = 'Check the year of the days.', hint = 'program_year';
  elsif p_one.minimum_age not between 0 and 130 or p_one.maximum_age not between 0 and 130 then
    raise sqlstate 'PT422' using message = 'Enter an age from 0 to 130.', hint = 'program_age';
  elsif p_one.maximum_age < p_one.minimum_age then
    raise sqlstate 'PT422' using message = 'The highest age is below the lowest. Check both.', hint = 'program_maximum_age';
  elsif p_one.income_basis is not null and p_one.income_percent is null then
    raise sqlstate 'PT422' using message = 'Enter up to how many percent of that income one can have it.', hint = 'program_income_percent';
  elsif p_one.income_basis is null and p_one.income_percent is not null then
    raise sqlstate 'PT422' using message = 'Say of what the percentage is: the poverty level or the median income.', hint = 'program_income_basis';
  elsif p_one.income_basis not in ('poverty', 'median') then
    raise sqlstate 'PT422' using message = 'Say of what the percentage is: the poverty level or the median income.', hint = 'program_income_basis';
  elsif p_one.income_percent not between 1 and 1000 then
    raise sqlstate 'PT422' using message = 'Enter a percentage from 1 to 1000.', hint = 'program_income_percent';
  elsif p_one.tenure not in ('renter', 'owner') then
    raise sqlstate 'PT422' using message = 'Say whether it is for renters, for owners or for both.', hint = 'program_tenure';
  elsif p_one.minimum_household not between 1 and 30 then
    raise sqlstate 'PT422' using message = 'Enter a number of people from 1 to 30.', hint = 'program_household';
  elsif p_one.maximum_amount_cents not between 0 and 10000000000000 then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'program_amount';
  elsif p_one.owner_id is not null and not exists (select from public.staff where id = p_one.owner_id) then
    raise sqlstate 'PT422' using message = 'This person is not there any more. Choose another.', hint = 'program_owner';
  elsif not p_one.primary_section = any (p_one.sections) or exists (select from unnest(p_one.sections) s (n) where not exists (select from public.directives d where d.section = s.n)) then
    raise sqlstate 'PT422' using message = 'Choose the sections for which it counts; the first among them.', hint = 'program_sections';
  elsif jsonb_typeof(p_one.translations) <> 'object' or exists (select from jsonb_each(p_one.translations) t
      where jsonb_typeof(t.value) <> 'object' or not exists (select from public.languages l where l.code = t.key)) then
    raise sqlstate 'PT422' using message = 'One of the translations is in a language that is not there any more.', hint = 'program_translations';
  elsif p_one.hsds_id is not null and exists (select from public.programs p where p.hsds_id = p_one.hsds_id and p.id is distinct from p_one.id) then
    raise sqlstate 'PT422' using message = 'Another program has this number of another directory.', hint = 'program_hsds_id';
  end if;
end $$;

-- ---------------------------------------------------------------- lists of values
-- Which rows a list of codes or ids means; refused with the hint where one is not there.
create function private.program_choices(p_table text, p_list jsonb, p_hint text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare v_ids uuid[];
begin
  if jsonb_typeof(p_list) <> 'array' or jsonb_array_length(p_list) > 60 then
    raise sqlstate 'PT422' using message = 'Choose at most 60.', hint = p_hint;
  end if;
  execute format('select coalesce(array_agg(distinct t.id), ''{}'') from jsonb_array_elements_text($1) l (one) join public.%I t on t.code = l.one or t.id::text = l.one', p_table) into v_ids using p_list;
  if cardinality(v_ids) < (select count(distinct one) from jsonb_array_elements_text(p_list) l (one)) then
    raise sqlstate 'PT422' using message = 'One of the choices is not there any more. Choose again.', hint = p_hint;
  end if;
  return v_ids;
end $$;

-- The rows of a table that belong to one record, as the list says: rows with an id are changed, rows without are added, others go.
-- p_columns: those that a row may set; p_defaults: what a new row has where it says nothing. True when a row was written.
create function private.write_list(p_table text, p_owner_column text, p_owner uuid, p_rows jsonb, p_columns text[], p_defaults jsonb, p_hint text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_columns text := (select string_agg(format('%I', c), ', ') from unnest(p_columns) c);
  v_row text := (select string_agg(format('n.%I', c), ', ') from unnest(p_columns) c);
  v_old text := (select string_agg(format('t.%I', c), ', ') from unnest(p_columns) c);
  v_count integer;
  v_all integer := 0;
begin
  if jsonb_typeof(p_rows) <> 'array' or jsonb_array_length(p_rows) > 200 or exists (select from jsonb_array_elements(p_rows) r where jsonb_typeof(r) <> 'object') then
    raise sqlstate 'PT422' using message = 'This list cannot be read.', hint = p_hint;
  end if;
  execute format('delete from public.%I t where t.%I = $1 and not exists (select from jsonb_array_elements($2) r where r ->> ''id'' = t.id::text)', p_table, p_owner_column) using p_owner, p_rows;
  get diagnostics v_count = row_count;
  v_all := v_all + v_count;
  execute format(
    'update public.%1$I t set (%2$s) = row(%3$s) from jsonb_array_elements($2) r join public.%1$I b on b.id::text = r ->> ''id'' and b.%4$I = $1
     cross join lateral jsonb_populate_record(b, (select coalesce(jsonb_object_agg(e.key, e.value), ''{}'') from jsonb_each(r) e where e.key = any ($3))) n
     where t.id = b.id and row(%3$s) is distinct from row(%5$s)',
    p_table, v_columns, v_row, p_owner_column, v_old) using p_owner, p_rows, p_columns;
  get diagnostics v_count = row_count;
  v_all := v_all + v_count;
  execute format(
    'insert into public.%1$I (%4$I, %2$s) select $1, %3$s from jsonb_array_elements($2) with ordinality a (r, nth)
     cross join lateral jsonb_populate_record(null::public.%1$I, $4 || (select coalesce(jsonb_object_agg(e.key, e.value), ''{}'') from jsonb_each(a.r) e where e.key = any ($3) and e.value <> ''null'')) n
     where not exists (select from public.%1$I o where o.id::text = a.r ->> ''id'' and o.%4$I = $1) order by a.nth',
    p_table, v_columns, v_row, p_owner_column) using p_owner, p_rows, p_columns, p_defaults;
  get diagnostics v_count = row_count;
  return v_all + v_count > 0;
end $$;

create function private.write_schedules(p_owner_column text, p_owner uuid, p_rows jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if exists (select from jsonb_array_elements(p_rows) r where jsonb_typeof(p_rows) = 'array'
      and coalesce(r ->> 'byday', '') !~ '^((-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*)?$') then
    raise sqlstate 'PT422' using message = 'Choose the weekdays again.', hint = 'program_schedules';
  end if;
  return private.write_list('schedules', p_owner_column, p_owner, p_rows,
    array['valid_from', 'valid_to', 'freq', 'interval', 'byday', 'bymonthday', 'opens_at', 'closes_at', 'description', 'hsds_id', 'hsds'], '{"description": "", "hsds": {}}', 'program_schedules');
end $$;

-- Where it is given. An entry with an id is a location that is there already; without one it is a new location of the organization. What
-- an entry says of a location is written to it, whoever else is there too. `description` and `schedules` are the program's own there.
-- A location that the program leaves stays with its organization.
create function private.write_program_locations(p_program public.programs, p_rows jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  c_columns constant text[] := array['name', 'location_type', 'address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country', 'latitude', 'longitude', 'transportation', 'accessibility',
    'url', 'district_id', 'neighborhood_id', 'hsds_id', 'hsds'];
  v_row jsonb;
  v_given jsonb;
  v_old public.locations;
  v_new public.locations;
  v_link uuid;
  v_links uuid[] := '{}'::uuid[];
  v_wrote boolean := false;
  v_some boolean;
  v_count integer;
begin
  if jsonb_typeof(p_rows) <> 'array' or jsonb_array_length(p_rows) > 200 then
    raise sqlstate 'PT422' using message = 'This list cannot be read.', hint = 'program_locations';
  end if;
  for v_row in select r from jsonb_array_elements(p_rows) with ordinality a (r, n) order by n loop
    v_given := (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(v_row) e where e.key = any (c_columns));
    v_old := null;
    if nullif(v_row ->> 'id', '') is not null then
      select * into v_old from public.locations l where l.id = (v_row ->> 'id')::uuid for update;
      if v_old.id is null then
        raise sqlstate 'PT422' using message = 'One of the places is not there any more. Choose again.', hint = 'program_locations';
      end if;
      v_new := jsonb_populate_record(v_old, v_given);
    else
      v_new := jsonb_populate_record(null::public.locations, '{"name": "", "location_type": "physical", "address_1": "", "address_2": "", "city": "", "state_province": "", "postal_code": "", "country": "US",
        "transportation": "", "accessibility": "", "hsds": {}}'::jsonb || jsonb_strip_nulls(v_given));
    end if;
    v_new.url := nullif(btrim(v_new.url), '');
    v_new.country := upper(v_new.country);
    if btrim(concat(v_new.name, v_new.address_1, v_new.url)) = '' and v_new.location_type = 'physical' and v_new.latitude is null then
      raise sqlstate 'PT422' using message = 'Enter the address or the name of the place.', hint = 'program_locations';
    elsif v_new.url !~ '^https?://[^\s]+$' then
      raise sqlstate 'PT422' using message = 'The address of a place on the web begins with https:// or http://.', hint = 'program_locations';
    end if;
    -- Coordinates know the area; typed ones stay where no shape holds the point.
    if v_new.latitude is not null and (v_old.id is null or (v_new.latitude, v_new.longitude) is distinct from (v_old.latitude, v_old.longitude)) then
      select coalesce(a.district_id, v_new.district_id), coalesce(a.neighborhood_id, v_new.neighborhood_id) into v_new.district_id, v_new.neighborhood_id
      from private.area_of(v_new.latitude, v_new.longitude) a;
    end if;
    if v_old.id is null then
      insert into public.locations (organization_id, name, location_type, address_1, address_2, city, state_province, postal_code, country, latitude, longitude, transportation, accessibility,
        url, district_id, neighborhood_id, hsds_id, hsds)
      values (p_program.organization_id, btrim(v_new.name), v_new.location_type, btrim(v_new.address_1), btrim(v_new.address_2), btrim(v_new.city), btrim(v_new.state_province), btrim(v_new.postal_code),
        v_new.country, v_new.latitude, v_new.longitude, v_new.transportation, v_new.accessibility, v_new.url, v_new.district_id, v_new.neighborhood_id, v_new.hsds_id, v_new.hsds)
      returning id into v_new.id;
      v_wrote := true;
    elsif to_jsonb(v_new) is distinct from to_jsonb(v_old) then
      update public.locations set name = btrim(v_new.name), location_type = v_new.location_type, address_1 = btrim(v_new.address_1), address_2 = btrim(v_new.address_2), city = btrim(v_new.city),
        state_province = btrim(v_new.state_province), postal_code = btrim(v_new.postal_code), country = v_new.country, latitude = v_new.latitude, longitude = v_new.longitude,
        transportation = v_new.transportation, accessibility = v_new.accessibility, url = v_new.url, district_id = v_new.district_id, neighborhood_id = v_new.neighborhood_id,
        hsds_id = v_new.hsds_id, hsds = v_new.hsds
      where id = v_old.id;
      v_wrote := true;
    end if;
    select l.id into v_link from public.program_locations l where l.program_id = p_program.id and l.location_id = v_new.id;
    if v_link is null then
      insert into public.program_locations (program_id, location_id, description, hsds_id, hsds)
      values (p_program.id, v_new.id, coalesce(v_row ->> 'description', ''), nullif(v_row #>> '{at,hsds_id}', ''), coalesce(nullif(v_row #> '{at,hsds}', 'null'), '{}')) returning id into v_link;
      v_wrote := true;
    elsif v_row ? 'description' or v_row ? 'at' then
      update public.program_locations l set description = coalesce(v_row ->> 'description', l.description), hsds_id = coalesce(nullif(v_row #>> '{at,hsds_id}', ''), l.hsds_id),
        hsds = coalesce(nullif(v_row #> '{at,hsds}', 'null'), l.hsds)
      where l.id = v_link and (l.description, l.hsds_id, l.hsds) is distinct from (coalesce(v_row ->> 'description', l.description), coalesce(nullif(v_row #>> '{at,hsds_id}', ''), l.hsds_id),
        coalesce(nullif(v_row #> '{at,hsds}', 'null'), l.hsds));
      get diagnostics v_count = row_count;
      v_wrote := v_wrote or v_count > 0;
    end if;
    v_links := v_links || v_link;
    if v_row ? 'schedules' then
      v_some := private.write_schedules('program_location_id', v_link, coalesce(nullif(v_row -> 'schedules', 'null'), '[]'));
      v_wrote := v_wrote or v_some;
    end if;
  end loop;
  delete from public.program_locations l where l.program_id = p_program.id and not l.id = any (v_links);
  get diagnostics v_count = row_count;
  return v_wrote or v_count > 0;
end $$;

-- Needs, languages, districts: [codes or ids], languages also [{language, note}].
create function private.write_program_choices(p_id uuid, p_program jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_ids uuid[];
  v_list jsonb;
  v_count integer;
  v_all integer := 0;
begin
  if p_program ? 'needs' then
    v_ids := private.program_choices('needs', coalesce(nullif(p_program -> 'needs', 'null'), '[]'), 'program_needs');
    delete from public.program_needs n where n.program_id = p_id and not n.need_id = any (v_ids);
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
    insert into public.program_needs (program_id, need_id) select p_id, u from unnest(v_ids) u on conflict do nothing;
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
  end if;
  if p_program ? 'districts' then
    v_ids := private.program_choices('districts', coalesce(nullif(p_program -> 'districts', 'null'), '[]'), 'program_districts');
    delete from public.program_districts d where d.program_id = p_id and not d.district_id = any (v_ids);
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
    insert into public.program_districts (program_id, district_id) select p_id, u from unnest(v_ids) u on conflict do nothing;
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
  end if;
  if p_program ? 'languages' then
    v_list := coalesce(nullif(p_program -> 'languages', 'null'), '[]');
    if jsonb_typeof(v_list) <> 'array' or jsonb_array_length(v_list) > 60 or exists (select from jsonb_array_elements(v_list) l
        where not exists (select from public.languages g where g.code = coalesce(l ->> 'language', l #>> '{}'))) then
      raise sqlstate 'PT422' using message = 'One of the languages is not there any more. Choose again.', hint = 'program_languages';
    end if;
    delete from public.program_languages l where l.program_id = p_id and not exists (select from jsonb_array_elements(v_list) x where coalesce(x ->> 'language', x #>> '{}') = l.language);
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
    insert into public.program_languages as l (program_id, language, note)
    select p_id, x.code, coalesce(max(x.note), '') from (select coalesce(e ->> 'language', e #>> '{}') as code, left(e ->> 'note', 300) as note from jsonb_array_elements(v_list) e) x group by x.code
    on conflict (program_id, language) do update set note = excluded.note where l.note <> excluded.note and exists (select from jsonb_array_elements(v_list) y where y ->> 'language' = l.language and y ? 'note');
    get diagnostics v_count = row_count;
    v_all := v_all + v_count;
  end if;
  return v_all > 0;
end $$;

-- ---------------------------------------------------------------- save
-- Saves a program; p_id null makes a new one. p_program: the columns of programs, and the lists needs [codes or ids], languages [codes or
-- {language, note}], districts [codes or ids; none: the whole city], locations [{id?, name, address_1, …, description, schedules}],
-- schedules [{id?, freq, interval, byday, bymonthday, opens_at, closes_at, valid_from, valid_to, description}], costs [{id?, option,
-- amount_cents, amount_description}], documents [{id?, document, uri}], fundings [{id?, source, level, award_id}]. What is not named stays.
-- A new one is looked at again in half a year, unless another day is said. Returns the id.
create function public.save_program(p_program jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.programs;
  v_new public.programs;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_program) where key in ('organization_id', 'name', 'alternate_name', 'description', 'translations', 'url', 'email',
    'phone', 'status', 'application_process', 'fees_description', 'interpretation_services', 'eligibility_description', 'alert', 'opens_on', 'closes_on', 'minimum_age', 'maximum_age', 'income_basis',
    'income_percent', 'tenure', 'minimum_household', 'is_for_veterans', 'is_for_disabled', 'maximum_amount_cents', 'is_free', 'review_by', 'owner_id', 'primary_section', 'sections', 'hsds_id', 'hsds'));
  v_wrote boolean := false;
  v_parts boolean := false;
  v_some boolean;
  v_constraint text;
begin
  perform private.at_least('coordinator');
  if p_id is null then
    v_new := jsonb_populate_record(null::public.programs, '{"description": "", "translations": {}, "status": "active", "application_process": "", "fees_description": "", "interpretation_services": "",
      "eligibility_description": "", "alert": "", "is_for_veterans": false, "is_for_disabled": false, "primary_section": 4, "hsds": {}}'::jsonb || jsonb_strip_nulls(v_given));
    v_new.sections := coalesce(v_new.sections, array[v_new.primary_section]);
    if not v_given ? 'owner_id' then v_new.owner_id := private.current_staff_id(); end if;
    v_new.reviewed_on := private.local_date(now());
    v_new.reviewed_by := private.current_staff_id();
    if not v_given ? 'review_by' then v_new.review_by := (v_new.reviewed_on + interval '6 months')::date; end if;
  else
    v_old := private.open_program(p_id, p_version);
    v_new := jsonb_populate_record(v_old, v_given);
  end if;
  v_new.name := regexp_replace(btrim(v_new.name), '\s+', ' ', 'g');
  v_new.alternate_name := nullif(btrim(v_new.alternate_name), '');
  v_new.url := nullif(btrim(v_new.url), '');
  v_new.email := nullif(btrim(v_new.email), '');
  v_new.phone := nullif(btrim(v_new.phone), '');
  v_new.description := coalesce(v_new.description, '');
  v_new.application_process := coalesce(v_new.application_process, '');
  v_new.eligibility_description := coalesce(v_new.eligibility_description, '');
  v_new.fees_description := coalesce(v_new.fees_description, '');
  v_new.interpretation_services := coalesce(v_new.interpretation_services, '');
  v_new.alert := coalesce(v_new.alert, '');
  v_new.translations := coalesce(v_new.translations, '{}');
  v_new.is_for_veterans := coalesce(v_new.is_for_veterans, false);
  v_new.is_for_disabled := coalesce(v_new.is_for_disabled, false);
  perform private.check_program(v_new);
  if p_id is null then
    insert into public.programs (organization_id, name, alternate_name, description, translations, url, email, phone, status, application_process, fees_description, interpretation_services,
      eligibility_description, alert, opens_on, closes_on, minimum_age, maximum_age, income_basis, income_percent, tenure, minimum_household, is_for_veterans, is_for_disabled, maximum_amount_cents, is_free,
      review_by, reviewed_on, reviewed_by, owner_id, primary_section, sections, hsds_id, hsds)
    values (v_new.organization_id, v_new.name, v_new.alternate_name, v_new.description, v_new.translations, v_new.url, v_new.email, v_new.phone, v_new.status, v_new.application_process,
      v_new.fees_description, v_new.interpretation_services, v_new.eligibility_description, v_new.alert, v_new.opens_on, v_new.closes_on, v_new.minimum_age, v_new.maximum_age, v_new.income_basis,
      v_new.income_percent, v_new.tenure, v_new.minimum_household, v_new.is_for_veterans, v_new.is_for_disabled, v_new.maximum_amount_cents, v_new.is_free, v_new.review_by, v_new.reviewed_on,
      v_new.reviewed_by, v_new.owner_id, v_new.primary_section, v_new.sections, v_new.hsds_id, v_new.hsds)
    returning id into v_new.id;
  elsif to_jsonb(v_new) is distinct from to_jsonb(v_old) then
    update public.programs set organization_id = v_new.organization_id, name = v_new.name, alternate_name = v_new.alternate_name, description = v_new.description, translations = v_new.translations,
      url = v_new.url, email = v_new.email, phone = v_new.phone, status = v_new.status, application_process = v_new.application_process, fees_description = v_new.fees_description,
      interpretation_services = v_new.interpretation_services, eligibility_description = v_new.eligibility_description, alert = v_new.alert, opens_on = v_new.opens_on, closes_on = v_new.closes_on,
      minimum_age = v_new.minimum_age, maximum_age = v_new.maximum_age, income_basis = v_new.income_basis, income_percent = v_new.income_percent, tenure = v_new.tenure,
      minimum_household = v_new.minimum_household, is_for_veterans = v_new.is_for_veterans, is_for_disabled = v_new.is_for_disabled, maximum_amount_cents = v_new.maximum_amount_cents,
      is_free = v_new.is_free, review_by = v_new.review_by, owner_id = v_new.owner_id, primary_section = v_new.primary_section, sections = v_new.sections, hsds_id = v_new.hsds_id, hsds = v_new.hsds
    where id = p_id;
    v_wrote := true;
  end if;
  -- Each on a line of its own: "f() or true" is not called at all.
  v_parts := private.write_program_choices(v_new.id, p_program);
  if p_program ? 'locations' then
    v_some := private.write_program_locations(v_new, coalesce(nullif(p_program -> 'locations', 'null'), '[]'));
    v_parts := v_parts or v_some;
  end if;
  if p_program ? 'schedules' then
    v_some := private.write_schedules('program_id', v_new.id, coalesce(nullif(p_program -> 'schedules', 'null'), '[]'));
    v_parts := v_parts or v_some;
  end if;
  if p_program ? 'costs' then
    v_some := private.write_list('program_costs', 'program_id', v_new.id, coalesce(nullif(p_program -> 'costs', 'null'), '[]'),
      array['option', 'amount_cents', 'amount_description', 'hsds_id', 'hsds'], '{"option": "", "amount_description": "", "hsds": {}}', 'program_costs');
    v_parts := v_parts or v_some;
  end if;
  if p_program ? 'documents' then
    v_some := private.write_list('program_documents', 'program_id', v_new.id,
      (select coalesce(jsonb_agg(d || jsonb_build_object('sort_order', n) order by n), '[]') from jsonb_array_elements(coalesce(nullif(p_program -> 'documents', 'null'), '[]')) with ordinality a (d, n)),
      array['document', 'uri', 'sort_order', 'hsds_id', 'hsds'], '{"hsds": {}}', 'program_documents');
    v_parts := v_parts or v_some;
  end if;
  if p_program ? 'fundings' then
    v_some := private.save_fundings('program', v_new.id, coalesce(nullif(p_program -> 'fundings', 'null'), '[]'));
    v_parts := v_parts or v_some;
  end if;
  -- Also where only a part was written: whoever has it open must hear of it.
  if p_id is not null and v_parts and not v_wrote then update public.programs set status = status where id = p_id; end if;
  return v_new.id;
exception
  when check_violation or not_null_violation or foreign_key_violation or unique_violation then
    -- The first word of the constraint is the list: locations, schedules, program_costs, program_documents.
    get stacked diagnostics v_constraint = constraint_name;
    raise sqlstate 'PT422' using message = 'One of the entries cannot be kept as it is. Check that each line is filled in and not too long.',
      hint = case when v_constraint like 'locations\_%' or v_constraint like 'program\_locations\_%' then 'program_locations' when v_constraint like 'schedules\_%' then 'program_schedules'
        when v_constraint like 'program\_costs\_%' then 'program_costs' when v_constraint like 'program\_documents\_%' or v_constraint = '' then 'program_documents'
        else 'program_unread' end;
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days, times and numbers.', hint = 'program_unread';
end $$;

-- Somebody looked whether it is still right: it is, until another day. Returns the new version.
create function public.review_program(p_id uuid, p_version integer default null, p_review_by date default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_today date := private.local_date(now());
  v_version integer;
begin
  perform private.open_program(p_id, p_version);
  if p_review_by <= v_today or p_review_by > date '2100-12-31' then
    raise sqlstate 'PT422' using message = 'Say until when it is right: a day after today.', hint = 'program_review_by';
  end if;
  update public.programs set reviewed_on = v_today, reviewed_by = private.current_staff_id(), review_by = coalesce(p_review_by, (v_today + interval '6 months')::date)
  where id = p_id returning version into v_version;
  return v_version;
end $$;

revoke all on function private.program_words(public.programs), private.stamp_program_search(), private.refresh_program_search(uuid[]), private.refresh_program_search_of_needs(),
  private.refresh_program_search_of_names(), private.open_program(uuid, integer), private.check_program(public.programs), private.program_choices(text, jsonb, text),
  private.write_list(text, text, uuid, jsonb, text[], jsonb, text), private.write_schedules(text, uuid, jsonb), private.write_program_locations(public.programs, jsonb),
  private.write_program_choices(uuid, jsonb) from public, anon, authenticated;
revoke all on function public.save_program(jsonb, uuid, integer), public.review_program(uuid, integer, date) from public, anon;
grant execute on function public.save_program(jsonb, uuid, integer), public.review_program(uuid, integer, date) to authenticated;
comment on function public.save_program(jsonb, uuid, integer) is 'A program with its needs, languages, districts, places, times, costs, papers and who pays, in one act.';
comment on function public.review_program(uuid, integer, date) is 'A program was looked at and is right, until another day.';
