-- What a search at Grants.gov found, as a file: new opportunities come in as one act that one undo takes back; what is here already
-- gets its days and amounts corrected and its empty fields filled, and keeps every word that people wrote.

create index imports_opportunities on public.imports (finished_at desc, id) where resource = 'opportunities';

-- How the last file with these columns was read; otherwise the last whose columns are all here. Null: none was like it.
create function public.opportunity_mapping(p_columns text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  return (
    select i.detail -> 'mapping' from public.imports i
    where i.resource = 'opportunities' and i.detail ? 'mapping'
      and not exists (select from jsonb_each_text(i.detail -> 'mapping') c where c.value is not null and c.value <> all (p_columns))
    order by i.detail -> 'columns' = to_jsonb(p_columns) desc, i.finished_at desc, i.id limit 1);
end $$;

-- Whether a row is of the Department of Justice: by its Assistance Listing, by the component in its number, or by its agency's name.
create function private.is_of_justice(p_number text, p_agency text, p_listing text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(p_listing ~ '^16\.', false) or coalesce(p_agency ~* '(department of justice|\yusdoj|\ydoj\y|office of justice programs|community oriented policing|violence against women)', false)
    or exists (select from public.grant_components c where c.code = any (string_to_array(upper(p_number), '-')) or lower(c.name) = lower(btrim(p_agency)))
$$;

create function private.opportunity_component(p_number text, p_agency text, p_listing uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select c.id from public.grant_components c where c.code = any (string_to_array(upper(p_number), '-')) order by c.valid_until nulls first, c.code limit 1),
    (select c.id from public.grant_components c where lower(c.name) = lower(btrim(p_agency)) order by c.valid_until nulls first, c.code limit 1),
    (select l.component_id from public.assistance_listings l where l.id = p_listing))
$$;

-- The rows beside what is here, each with its fate: new, same, changed (with what), over (decided already: it stays as it is), closed
-- (its day is past), other (not of the Department of Justice), or wrong (why).
create function private.stage_opportunities(p_rows jsonb, p_facts jsonb, p_today date) returns void
language plpgsql volatile security definer set search_path = '' set jit = off as $$
begin
  create temporary table found on commit drop as
  select (r ->> 'line')::integer as line, nullif(upper(regexp_replace(btrim(r ->> 'number'), '\s+', ' ', 'g')), '') as number, regexp_replace(btrim(coalesce(r ->> 'title', '')), '\s+', ' ', 'g') as title,
    nullif(left(btrim(r ->> 'agency'), 200), '') as agency, nullif(btrim(r ->> 'listing'), '') as listing, (r ->> 'posted_on')::date as posted_on, (r ->> 'closes_on')::date as closes_on,
    (r ->> 'ceiling_cents')::bigint as ceiling_cents, case when r ->> 'url' ~ '^https://[^\s]+$' and length(r ->> 'url') <= 1000 then r ->> 'url' end as url,
    null::uuid as id, null::uuid as listing_id, null::text as fate, null::text as why, null::jsonb as changes
  from jsonb_array_elements(p_rows) r;
  update pg_temp.found f set listing_id = l.id from public.assistance_listings l where l.number = substring(f.listing from '[0-9]{2}\.[0-9]{3}');
  update pg_temp.found set fate = 'wrong', why = case when title = '' or length(title) > 300 then 'title' when number is null or length(number) > 80 then 'number'
    when ceiling_cents not between 0 and 100000000000000 then 'amount' when closes_on < posted_on then 'days' end
  where title = '' or length(title) > 300 or number is null or length(number) > 80 or ceiling_cents not between 0 and 100000000000000 or closes_on < posted_on;
  -- The same number twice in a file is one.
  update pg_temp.found f set fate = 'same' from (select line, row_number() over (partition by number order by line) as nth from pg_temp.found where fate is null) n
  where n.line = f.line and n.nth > 1;
  update pg_temp.found f set id = o.id, fate = case when o.status in ('won', 'lost', 'declined') then 'over' end
  from public.opportunities o where f.fate is null and upper(o.opportunity_number) = f.number;
  update pg_temp.found f set changes = c.changes, fate = case when c.changes = '[]' then 'same' else 'changed' end
  from (select x.line, (select coalesce(jsonb_agg(jsonb_build_object('field', d.field, 'ours', d.ours, 'theirs', d.theirs) order by d.place), '[]')
      from (values (1, 'grants_gov_due_on', to_jsonb(o.grants_gov_due_on), to_jsonb(x.closes_on), true), (2, 'posted_on', to_jsonb(o.posted_on), to_jsonb(x.posted_on), true),
        (3, 'ceiling_cents', to_jsonb(o.ceiling_cents), to_jsonb(x.ceiling_cents), true), (4, 'agency', to_jsonb(o.agency), to_jsonb(x.agency), false),
        (5, 'url', to_jsonb(o.url), to_jsonb(x.url), false), (6, 'listing_id', to_jsonb(o.listing_id), to_jsonb(x.listing_id), false)) d (place, field, ours, theirs, corrects)
      where d.theirs is not null and d.theirs is distinct from d.ours and (d.corrects or d.ours is null)) as changes
    from pg_temp.found x join public.opportunities o on o.id = x.id where x.fate is null) c
  where c.line = f.line;
  update pg_temp.found set fate = case when not coalesce((p_facts ->> 'all_agencies')::boolean, false) and not private.is_of_justice(number, agency, listing) then 'other'
    when closes_on < p_today then 'closed' else 'new' end
  where fate is null;
end $$;

create function private.tell_opportunities() returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
begin
  return (
    select jsonb_build_object('rows', count(*), 'same', count(*) filter (where fate = 'same'), 'over', count(*) filter (where fate = 'over'), 'closed', count(*) filter (where fate = 'closed'),
      'others', count(*) filter (where fate = 'other'),
      'new', (select coalesce(jsonb_agg(jsonb_build_object('line', n.line, 'number', n.number, 'title', n.title, 'agency', n.agency, 'closes_on', n.closes_on, 'ceiling_cents', n.ceiling_cents) order by n.line), '[]')
        from pg_temp.found n where n.fate = 'new'),
      'changed', (select coalesce(jsonb_agg(jsonb_build_object('line', c.line, 'id', c.id, 'number', c.number, 'title', c.title, 'changes', c.changes) order by c.line), '[]')
        from pg_temp.found c where c.fate = 'changed'),
      'wrong', (select coalesce(jsonb_agg(jsonb_build_object('line', w.line, 'why', w.why, 'value', left(coalesce(nullif(w.title, ''), w.number, ''), 60)) order by w.line), '[]')
        from pg_temp.found w where w.fate = 'wrong'))
    from pg_temp.found);
end $$;

-- Takes what was found in, or says what taking it would do. p_rows: [{line, number, title, agency, listing, posted_on, closes_on,
-- ceiling_cents, url}], read already. p_facts: lines (which of the new to take; none said: all), updates (correct what is here; true
-- unless said), all_agencies, file_name, sha256, columns, mapping, rejected. Answers {rows, same, over, closed, others, new: [], changed:
-- [], wrong: [], taken, corrected, import_id}.
create function public.import_opportunities(p_rows jsonb, p_facts jsonb, p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_answer jsonb;
  v_import uuid;
  v_started timestamptz := clock_timestamp();
  v_lines integer[] := case when jsonb_typeof(p_facts -> 'lines') = 'array' then array(select l::integer from jsonb_array_elements_text(p_facts -> 'lines') l) end;
  v_updates boolean := coalesce((p_facts ->> 'updates')::boolean, true);
  v_taken integer := 0;
  v_corrected integer := 0;
begin
  perform private.at_least('coordinator');
  if jsonb_typeof(p_rows) is distinct from 'array' or jsonb_array_length(p_rows) > 5000 then
    raise sqlstate 'PT422' using message = 'The file has more than 5,000 lines. Narrow the search at Grants.gov.', hint = 'found_large';
  end if;
  perform private.stage_opportunities(p_rows, p_facts, private.local_date(now()));
  v_answer := private.tell_opportunities();
  if not p_dry_run then
    v_taken := (select count(*) from pg_temp.found where fate = 'new' and (v_lines is null or line = any (v_lines)));
    v_corrected := case when v_updates then (select count(*) from pg_temp.found where fate = 'changed') else 0 end;
    if v_taken + v_corrected > 0 then
      perform private.begin_change_set('import', jsonb_build_object('preset', 'opportunities', 'file_name', p_facts ->> 'file_name'));
      insert into public.imports (resource, preset, file_name, sha256, started_at, finished_at, rows_new, rows_changed, rows_unchanged, rows_rejected, staff_id, detail)
      values ('opportunities', 'grants-gov', coalesce(nullif(btrim(p_facts ->> 'file_name'), ''), 'opportunities.csv'), coalesce(p_facts ->> 'sha256', encode(sha256(convert_to(p_rows::text, 'UTF8')), 'hex')), v_started, clock_timestamp(), v_taken, v_corrected,
        (v_answer ->> 'same')::integer, jsonb_array_length(v_answer -> 'wrong') + coalesce((p_facts ->> 'rejected')::integer, 0), private.current_staff_id(),
        jsonb_build_object('columns', p_facts -> 'columns', 'mapping', p_facts -> 'mapping'))
      returning id into v_import;
      insert into public.opportunities (opportunity_number, title, agency, listing_id, component_id, posted_on, grants_gov_due_on, ceiling_cents, url)
      select f.number, f.title, f.agency, f.listing_id, private.opportunity_component(f.number, f.agency, f.listing_id), f.posted_on, f.closes_on, f.ceiling_cents, f.url
      from pg_temp.found f where f.fate = 'new' and (v_lines is null or f.line = any (v_lines)) order by f.line;
      if v_updates then
        update public.opportunities o set posted_on = coalesce(f.posted_on, o.posted_on), grants_gov_due_on = coalesce(f.closes_on, o.grants_gov_due_on),
          -- Grants.gov was extended beyond the day that was typed for JustGrants: that day is not right any more.
          due_on = case when o.due_on < f.closes_on then null else o.due_on end, ceiling_cents = coalesce(f.ceiling_cents, o.ceiling_cents),
          agency = coalesce(o.agency, f.agency), url = coalesce(o.url, f.url), listing_id = coalesce(o.listing_id, f.listing_id)
        from pg_temp.found f where f.id = o.id and f.fate = 'changed';
      end if;
    end if;
  end if;
  drop table pg_temp.found;
  return v_answer || jsonb_build_object('taken', v_taken, 'corrected', v_corrected, 'import_id', v_import);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'opportunity_unread';
end $$;

revoke all on function private.is_of_justice(text, text, text), private.opportunity_component(text, text, uuid), private.stage_opportunities(jsonb, jsonb, date), private.tell_opportunities()
  from public, anon, authenticated;
revoke all on function public.opportunity_mapping(text[]), public.import_opportunities(jsonb, jsonb, boolean) from public, anon;
grant execute on function public.opportunity_mapping(text[]), public.import_opportunities(jsonb, jsonb, boolean) to authenticated;
