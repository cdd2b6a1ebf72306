-- Programs exchanged with other directories, as Open Referral HSDS 3. What a file is made of and how its columns are read is the
-- program's; here is what the office has, whole, and how a file is taken in: as one act, or tried and taken back, with what it changed.

-- All that an export is made of, and what a file is compared with: {organizations, locations, programs (with their parts), rows}.
create function public.hsds_directory() returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.at_least('coordinator');
  return jsonb_build_object(
    'organizations', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'hsds_id', o.hsds_id, 'hsds', o.hsds, 'name', o.name, 'kind', o.kind, 'alternate_name', o.alternate_name, 'description', o.description,
        'email', o.email, 'phone', o.phone, 'website', o.website, 'legal_status', o.legal_status, 'is_nonprofit', o.is_nonprofit, 'parent_id', o.parent_id,
        'has_programs', exists (select from public.programs p where p.organization_id = o.id),
        'fundings', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'hsds_id', f.hsds_id, 'hsds', f.hsds, 'source', f.source, 'level', f.level) order by f.created_at, f.id), '[]')
          from public.fundings f where f.organization_id = o.id)) order by o.name, o.id), '[]')
      from public.organizations o),
    'locations', (select coalesce(jsonb_agg(to_jsonb(l) - '{created_at,updated_at,version}'::text[] || jsonb_build_object('schedules',
        (select coalesce(jsonb_agg(to_jsonb(s) - '{created_at,updated_at,version}'::text[] order by s.created_at, s.id), '[]') from public.schedules s where s.location_id = l.id)) order by l.name, l.id), '[]')
      from public.locations l),
    'programs', (select coalesce(jsonb_agg(to_jsonb(p) - '{search,updated_at,version}'::text[] || jsonb_build_object(
        'needs', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'need_id', n.id, 'code', n.code, 'name', n.name) order by n.sort_order, n.code), '[]')
          from public.program_needs x join public.needs n on n.id = x.need_id where x.program_id = p.id),
        'languages', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'language', g.code, 'name', g.name, 'note', x.note) order by g.sort_order, g.code), '[]')
          from public.program_languages x join public.languages g on g.code = x.language where x.program_id = p.id),
        'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'code', d.code, 'name', d.name) order by d.sort_order, d.code), '[]')
          from public.program_districts x join public.districts d on d.id = x.district_id where x.program_id = p.id),
        'locations', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'location_id', x.location_id, 'description', x.description, 'hsds_id', x.hsds_id, 'hsds', x.hsds, 'schedules',
            (select coalesce(jsonb_agg(to_jsonb(s) - '{created_at,updated_at,version}'::text[] order by s.created_at, s.id), '[]') from public.schedules s where s.program_location_id = x.id)) order by x.created_at, x.id), '[]')
          from public.program_locations x where x.program_id = p.id),
        'schedules', (select coalesce(jsonb_agg(to_jsonb(s) - '{created_at,updated_at,version}'::text[] order by s.created_at, s.id), '[]') from public.schedules s where s.program_id = p.id),
        'costs', (select coalesce(jsonb_agg(to_jsonb(s) - '{created_at,updated_at,version}'::text[] order by s.created_at, s.id), '[]') from public.program_costs s where s.program_id = p.id),
        'documents', (select coalesce(jsonb_agg(to_jsonb(s) - '{created_at,updated_at,version}'::text[] order by s.sort_order, s.id), '[]') from public.program_documents s where s.program_id = p.id),
        'fundings', (select coalesce(jsonb_agg(to_jsonb(s) - '{created_at,updated_at,version}'::text[] order by s.created_at, s.id), '[]') from public.fundings s where s.program_id = p.id)) order by p.name, p.id), '[]')
      from public.programs p),
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('table', r.table_name, 'id', r.hsds_id, 'row', r.row) order by r.table_name, r.hsds_id), '[]') from public.hsds_rows r));
end $$;

-- A place as a file says it: a new one, or what changed of one that is there. Answers its id.
create function private.import_location(p_id uuid, p_organization uuid, p_columns jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.locations;
  v_new public.locations;
begin
  if p_id is null then
    v_new := jsonb_populate_record(null::public.locations, '{"name": "", "location_type": "physical", "address_1": "", "address_2": "", "city": "", "state_province": "", "postal_code": "", "country": "US",
      "transportation": "", "accessibility": "", "hsds": {}}'::jsonb || jsonb_strip_nulls(p_columns));
  else
    select * into v_old from public.locations where id = p_id for update;
    v_new := jsonb_populate_record(v_old, p_columns);
  end if;
  if v_new.latitude is not null and (v_new.latitude, v_new.longitude) is distinct from (v_old.latitude, v_old.longitude) then
    select coalesce(a.district_id, v_new.district_id), coalesce(a.neighborhood_id, v_new.neighborhood_id) into v_new.district_id, v_new.neighborhood_id from private.area_of(v_new.latitude, v_new.longitude) a;
  end if;
  if p_id is null then
    insert into public.locations (organization_id, name, location_type, address_1, address_2, city, state_province, postal_code, country, latitude, longitude, transportation, accessibility, url,
      district_id, neighborhood_id, hsds_id, hsds)
    values (p_organization, v_new.name, v_new.location_type, v_new.address_1, v_new.address_2, v_new.city, v_new.state_province, v_new.postal_code, v_new.country, v_new.latitude, v_new.longitude,
      v_new.transportation, v_new.accessibility, v_new.url, v_new.district_id, v_new.neighborhood_id, v_new.hsds_id, v_new.hsds)
    returning id into v_new.id;
  elsif to_jsonb(v_new) is distinct from to_jsonb(v_old) then
    update public.locations set name = v_new.name, location_type = v_new.location_type, address_1 = v_new.address_1, address_2 = v_new.address_2, city = v_new.city, state_province = v_new.state_province,
      postal_code = v_new.postal_code, country = v_new.country, latitude = v_new.latitude, longitude = v_new.longitude, transportation = v_new.transportation, accessibility = v_new.accessibility,
      url = v_new.url, district_id = v_new.district_id, neighborhood_id = v_new.neighborhood_id, hsds_id = v_new.hsds_id, hsds = v_new.hsds
    where id = p_id;
  end if;
  return v_new.id;
end $$;

-- Takes a directory in, as it was read: p_import {organizations: [{key, id, columns}], locations: [{key, id, organization, columns, schedules}],
-- programs: [{key, id, organization, columns, locations: [{location, …}]}], rows: [{table, id, row}]}; a key stands for what has no id yet.
-- What the rules refuse is left out and named. Answers {refused: [{table, key, hint, message}], counts: {table: {insert, update, delete}},
-- changes: the first 500: [{table, action, name, before, after}]}. p_dry_run: all of it is taken back again.
create function public.import_hsds(p_import jsonb, p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' set statement_timeout = '5min' as $$
declare
  v_set uuid := private.change_set();
  v_before bigint := (select coalesce(max(id), 0) from public.changes);
  v_one record;
  v_id uuid;
  v_keys jsonb := '{}';
  v_refused jsonb := '[]';
  v_answer jsonb;
  v_hint text;
  v_places jsonb;
  v_kind text;
begin
  perform private.at_least('coordinator');
  begin
    for v_one in select o.key, o.id, o.columns from jsonb_to_recordset(p_import -> 'organizations') o (key text, id uuid, columns jsonb) loop
      begin
        select o.kind into v_kind from public.organizations o where o.id = v_one.id;
        if v_one.id is not null and v_kind = 'department' then
          -- The city's own departments are named by administrators; only where the file knows them from is kept.
          update public.organizations set hsds_id = coalesce(v_one.columns ->> 'hsds_id', hsds_id), hsds = coalesce(v_one.columns -> 'hsds', hsds)
          where id = v_one.id and (hsds_id, hsds) is distinct from (coalesce(v_one.columns ->> 'hsds_id', hsds_id), coalesce(v_one.columns -> 'hsds', hsds));
          v_id := v_one.id;
        elsif v_one.id is not null and v_one.columns = '{}' then
          v_id := v_one.id;
        else
          v_id := public.save_organization(v_one.columns, v_one.id);
        end if;
        v_keys := v_keys || jsonb_build_object('organization:' || v_one.key, v_id);
      exception when sqlstate 'PT422' or sqlstate 'PT403' or sqlstate '42501' or integrity_constraint_violation then
        get stacked diagnostics v_hint = pg_exception_hint;
        v_refused := v_refused || jsonb_build_object('table', 'organization', 'key', v_one.key, 'hint', v_hint, 'message', sqlerrm);
      end;
    end loop;
    for v_one in select l.key, l.id, l.organization, l.columns, l.schedules from jsonb_to_recordset(p_import -> 'locations') l (key text, id uuid, organization text, columns jsonb, schedules jsonb) loop
      begin
        v_id := private.import_location(v_one.id, (v_keys ->> ('organization:' || v_one.organization))::uuid, v_one.columns);
        if v_one.schedules is not null then perform private.write_schedules('location_id', v_id, v_one.schedules); end if;
        v_keys := v_keys || jsonb_build_object('location:' || v_one.key, v_id);
      exception when sqlstate 'PT422' or integrity_constraint_violation or data_exception then
        get stacked diagnostics v_hint = pg_exception_hint;
        v_refused := v_refused || jsonb_build_object('table', 'location', 'key', v_one.key, 'hint', v_hint, 'message', sqlerrm);
      end;
    end loop;
    for v_one in select p.key, p.id, p.organization, p.columns, p.locations from jsonb_to_recordset(p_import -> 'programs') p (key text, id uuid, organization text, columns jsonb, locations jsonb) loop
      begin
        v_places := (select coalesce(jsonb_agg(l.one - 'location' || jsonb_build_object('id', coalesce(v_keys ->> ('location:' || (l.one ->> 'location')), l.one ->> 'id')) order by l.n), '[]')
          from jsonb_array_elements(v_one.locations) with ordinality l (one, n) where v_keys ? ('location:' || (l.one ->> 'location')) or l.one ? 'id');
        -- Nobody was sure of it on a day to come.
        v_id := public.save_program(v_one.columns || case when (v_one.columns ->> 'reviewed_on')::date > private.local_date(now()) then '{"reviewed_on": null}'::jsonb else '{}'::jsonb end || case when v_one.organization is null then '{}'::jsonb else jsonb_build_object('organization_id', v_keys ->> ('organization:' || v_one.organization)) end
          || case when v_one.locations is null then '{}'::jsonb else jsonb_build_object('locations', v_places) end, v_one.id);
        v_keys := v_keys || jsonb_build_object('service:' || v_one.key, v_id);
      exception when sqlstate 'PT422' then
        get stacked diagnostics v_hint = pg_exception_hint;
        v_refused := v_refused || jsonb_build_object('table', 'service', 'key', v_one.key, 'hint', v_hint, 'message', sqlerrm);
      end;
    end loop;
    insert into public.hsds_rows as h (table_name, hsds_id, row)
    select r."table", r.id, r.row from jsonb_to_recordset(p_import -> 'rows') r ("table" text, id text, row jsonb)
    on conflict (table_name, hsds_id) do update set row = excluded.row where h.row <> excluded.row;

    v_answer := jsonb_build_object('refused', v_refused,
      'counts', (select coalesce(jsonb_object_agg(t.table_name, t.counts), '{}') from (
        select c.table_name, jsonb_object_agg(c.action, c.count) as counts
        from (select x.table_name, x.action, count(*) from public.changes x where x.change_set = v_set and x.id > v_before group by 1, 2) c group by 1) t),
      'changes', (select coalesce(jsonb_agg(jsonb_build_object('table', c.table_name, 'action', c.action, 'name', c.name, 'before', c.before, 'after', c.after) order by c.id), '[]') from (
        select x.id, x.table_name, x.action, x.before - '{hsds,hsds_id}'::text[] as before, x.after - '{hsds,hsds_id}'::text[] as after,
          case when x.table_name = 'organizations' then (select o.name from public.organizations o where o.id::text = x.record_id)
            else (select p.name from public.programs p where p.id::text = case when x.table_name = 'programs' then x.record_id else x.parent_id end) end as name
        from public.changes x
        where x.change_set = v_set and x.id > v_before and x.table_name in ('organizations', 'programs') and (x.action <> 'update' or x.after - '{hsds,hsds_id}'::text[] <> '{}') order by x.id limit 500) c));
    if p_dry_run then raise sqlstate 'PT000' using message = 'dry run'; end if;
  exception when sqlstate 'PT000' then null;
  end;
  return v_answer;
end $$;

revoke all on function private.import_location(uuid, uuid, jsonb) from public, anon, authenticated;
revoke all on function public.hsds_directory(), public.import_hsds(jsonb, boolean) from public, anon;
grant execute on function public.hsds_directory(), public.import_hsds(jsonb, boolean) to authenticated;
comment on function public.hsds_directory() is 'Organizations, places and programs with their parts, for an exchange with another directory.';
comment on function public.import_hsds(jsonb, boolean) is 'Takes the directory of somebody else in as one act, or says what it would change.';
