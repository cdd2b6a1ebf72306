-- What interpreters bill: an invoice comes in as a file, each line is laid beside the encounter that it bills, and what stays over is a
-- list. The same file again changes nothing; what was logged since is matched then.

-- A number as it is compared: 'CONF-00 12' and 'conf0012' are one.
create function private.bare_number(p_text text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select nullif(regexp_replace(upper(coalesce(p_text, '')), '[^A-Z0-9]', '', 'g'), '')
$$;
-- The language that a vendor names: by its code, its name here or its own, with or without what stands behind it ("Spanish (Mexico)").
create function private.language_named(p_text text) returns text
language sql stable security definer set search_path = '' as $$
  select l.code from public.languages l
  cross join (select lower(btrim(p_text)) as whole, lower(btrim(regexp_replace(p_text, '[\(\[/,–-].*$', ''))) as first) w
  where w.whole in (lower(l.code), lower(l.name), lower(l.endonym)) or w.first in (lower(l.name), lower(l.endonym))
    or (l.code = 'ase' and w.whole in ('asl', 'sign language')) or (l.code = 'zh' and w.first in ('mandarin', 'cantonese')) or (l.code = 'prs' and w.first in ('dari', 'farsi dari'))
    or (l.code = 'ht' and w.first in ('haitian', 'creole'))
  order by w.whole in (lower(l.code), lower(l.name), lower(l.endonym)) desc, l.sort_order, l.code limit 1
$$;

-- ---------------------------------------------------------------- matching
-- Lays each open line of an invoice beside its encounter: by the confirmation number; else within 15 minutes, in the same language, with
-- the same interpreter. The nearest first; a line bills one encounter, an encounter has one line. Returns how many were found.
create function private.match_invoice_lines(p_invoice uuid) returns integer
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_pair record;
  v_lines uuid[] := '{}'::uuid[];
  v_taken uuid[] := '{}'::uuid[];
begin
  for v_pair in
    select l.id as line_id, e.id as encounter_id
    from public.interpreter_invoice_lines l
    join public.interpreter_invoices i on i.id = l.invoice_id
    join public.language_encounters e on e.occurred_at between l.occurred_at - interval '7 days' and l.occurred_at + interval '7 days'
    cross join lateral (select private.bare_number(l.confirmation_number) as billed, private.bare_number(e.confirmation_number) as noted, abs(extract(epoch from e.occurred_at - l.occurred_at)) as apart) n
    where l.invoice_id = p_invoice and l.encounter_id is null and l.unmatched_note is null
      and e.mode <> 'bilingual_staff' and coalesce(e.vendor_id, i.vendor_id) = i.vendor_id
      and not exists (select from public.interpreter_invoice_lines x where x.encounter_id = e.id)
      and (n.billed = n.noted
        or (n.apart <= 900 and e.language = l.language and private.bare_number(e.interpreter_number) = private.bare_number(l.interpreter_number) and (n.billed is null or n.noted is null)))
    order by (n.billed = n.noted) desc nulls last, n.apart, l.line_number, e.id
  loop
    if v_pair.line_id = any (v_lines) or v_pair.encounter_id = any (v_taken) then continue; end if;
    update public.interpreter_invoice_lines set encounter_id = v_pair.encounter_id where id = v_pair.line_id;
    v_lines := array_append(v_lines, v_pair.line_id);
    v_taken := array_append(v_taken, v_pair.encounter_id);
  end loop;
  return cardinality(v_lines);
end $$;

-- One line as screens show it, with the encounter that it bills.
create function private.invoice_line_facts(p_line public.interpreter_invoice_lines) returns jsonb
language sql stable security definer set search_path = '' as $$
  select to_jsonb(p_line) || jsonb_build_object('encounter', (select jsonb_build_object('id', e.id, 'occurred_at', e.occurred_at, 'language', e.language, 'mode', e.mode, 'duration_minutes', e.duration_minutes,
    'cost_cents', e.cost_cents, 'staff_name', s.name, 'is_test', e.is_test) from public.language_encounters e left join public.staff s on s.id = e.staff_id where e.id = p_line.encounter_id))
$$;

-- ---------------------------------------------------------------- the file
-- How the last file with these columns was read; otherwise the last whose columns are all here. Null: none was like it.
create function public.invoice_mapping(p_columns text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  return (
    select i.detail -> 'mapping' from public.imports i
    where i.resource = 'interpreter_invoices' and i.detail ? 'mapping'
      and not exists (select from jsonb_each_text(i.detail -> 'mapping') c where c.value is not null and c.value <> all (p_columns))
    order by i.detail -> 'columns' = to_jsonb(p_columns) desc, i.finished_at desc, i.id limit 1);
end $$;

-- Takes an invoice in, or says what taking it would do. p_rows: [{line, occurred_local, language, interpreter, confirmation, minutes,
-- rate_cents, cost_cents, access}], read already. p_facts: vendor_id, invoice_number, invoiced_on, file_name, sha256, columns, mapping.
-- Answers {new, same, changed, removed, matched (all), found (matched by this), unmatched, cost_cents, noted_cents, languages (names that
-- are no language here), lines, invoice_id}.
create function public.import_interpreter_invoice(p_rows jsonb, p_facts jsonb, p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_vendor uuid := nullif(p_facts ->> 'vendor_id', '')::uuid;
  v_number text := regexp_replace(btrim(coalesce(p_facts ->> 'invoice_number', '')), '\s+', ' ', 'g');
  v_on date := nullif(p_facts ->> 'invoiced_on', '')::date;
  v_zone text := private.office_zone();
  v_invoice uuid;
  v_started timestamptz := clock_timestamp();
  v_new integer; v_changed integer; v_same integer; v_removed integer; v_found integer;
  v_answer jsonb;
begin
  perform private.at_least('coordinator');
  if jsonb_typeof(p_rows) is distinct from 'array' or jsonb_array_length(p_rows) not between 1 and 5000 then
    raise sqlstate 'PT422' using message = 'An invoice has between 1 and 5,000 lines. Split the file.', hint = 'invoice_large';
  elsif v_vendor is null or not exists (select from public.organizations o where o.id = v_vendor and (o.is_interpreter_vendor or o.is_language_office)) then
    raise sqlstate 'PT422' using message = 'Choose the vendor whose invoice this is.', hint = 'invoice_vendor';
  elsif v_number = '' or length(v_number) > 60 then
    raise sqlstate 'PT422' using message = 'Enter the number of the invoice, in at most 60 characters.', hint = 'invoice_number';
  elsif v_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'This day has not come yet. Enter the day of the invoice.', hint = 'invoiced_on';
  end if;
  create temporary table billed on commit drop as
  select (r ->> 'line')::integer as line_number, (r ->> 'occurred_local')::timestamp at time zone v_zone as occurred_at, left(btrim(coalesce(r ->> 'language', '')), 120) as language_text,
    private.language_named(r ->> 'language') as language, nullif(left(btrim(r ->> 'interpreter'), 60), '') as interpreter_number, nullif(left(btrim(r ->> 'confirmation'), 60), '') as confirmation_number,
    (r ->> 'minutes')::numeric(8, 2) as minutes, (r ->> 'rate_cents')::bigint as rate_cents, (r ->> 'cost_cents')::bigint as cost_cents, nullif(left(btrim(r ->> 'access'), 60), '') as access_code
  from jsonb_array_elements(p_rows) r;
  -- What a dry run tells is what happened, taken back.
  begin
    select i.id into v_invoice from public.interpreter_invoices i where i.vendor_id = v_vendor and upper(i.invoice_number) = upper(v_number) for update;
    select count(*) filter (where l.id is null), count(*) filter (where l.id is not null and (l.occurred_at, l.language_text, l.interpreter_number, l.confirmation_number, l.minutes, l.rate_cents, l.cost_cents, l.access_code)
        is distinct from (b.occurred_at, b.language_text, b.interpreter_number, b.confirmation_number, b.minutes, b.rate_cents, b.cost_cents, b.access_code))
      into v_new, v_changed
    from pg_temp.billed b left join public.interpreter_invoice_lines l on l.invoice_id = v_invoice and l.line_number = b.line_number;
    v_same := jsonb_array_length(p_rows) - v_new - v_changed;
    select count(*) into v_removed from public.interpreter_invoice_lines l where l.invoice_id = v_invoice and not exists (select from pg_temp.billed b where b.line_number = l.line_number);
    if not p_dry_run and v_new + v_changed + v_removed > 0 then
      perform private.begin_change_set('import', jsonb_build_object('preset', 'interpreter_invoices', 'file_name', p_facts ->> 'file_name'));
    end if;
    if v_invoice is null then
      insert into public.interpreter_invoices (vendor_id, invoice_number, invoiced_on, file_name) values (v_vendor, v_number, v_on, left(nullif(btrim(p_facts ->> 'file_name'), ''), 300)) returning id into v_invoice;
    elsif v_on is not null then
      update public.interpreter_invoices set invoiced_on = v_on where id = v_invoice and invoiced_on is distinct from v_on;
    end if;
    delete from public.interpreter_invoice_lines l where l.invoice_id = v_invoice and not exists (select from pg_temp.billed b where b.line_number = l.line_number);
    insert into public.interpreter_invoice_lines as l (invoice_id, line_number, occurred_at, language, language_text, interpreter_number, confirmation_number, minutes, rate_cents, cost_cents, access_code)
    select v_invoice, b.line_number, b.occurred_at, b.language, b.language_text, b.interpreter_number, b.confirmation_number, b.minutes, b.rate_cents, b.cost_cents, b.access_code from pg_temp.billed b order by b.line_number
    on conflict (invoice_id, line_number) do update set occurred_at = excluded.occurred_at, language = excluded.language, language_text = excluded.language_text, interpreter_number = excluded.interpreter_number,
      confirmation_number = excluded.confirmation_number, minutes = excluded.minutes, rate_cents = excluded.rate_cents, cost_cents = excluded.cost_cents, access_code = excluded.access_code
    where (l.occurred_at, l.language_text, l.interpreter_number, l.confirmation_number, l.minutes, l.rate_cents, l.cost_cents, l.access_code, l.language)
      is distinct from (excluded.occurred_at, excluded.language_text, excluded.interpreter_number, excluded.confirmation_number, excluded.minutes, excluded.rate_cents, excluded.cost_cents, excluded.access_code, excluded.language);
    v_found := private.match_invoice_lines(v_invoice);
    if not p_dry_run and v_new + v_changed + v_removed > 0 then
      insert into public.imports (resource, preset, file_name, sha256, started_at, finished_at, rows_new, rows_changed, rows_unchanged, rows_rejected, staff_id, detail)
      values ('interpreter_invoices', 'interpreter-invoice', coalesce(nullif(btrim(p_facts ->> 'file_name'), ''), 'invoice.csv'), coalesce(p_facts ->> 'sha256', encode(sha256(convert_to(p_rows::text, 'UTF8')), 'hex')),
        v_started, clock_timestamp(), v_new, v_changed, v_same, coalesce((p_facts ->> 'rejected')::integer, 0), private.current_staff_id(),
        jsonb_build_object('columns', p_facts -> 'columns', 'mapping', p_facts -> 'mapping'));
    end if;
    select jsonb_build_object('new', v_new, 'same', v_same, 'changed', v_changed, 'removed', v_removed, 'found', v_found,
        'matched', count(*) filter (where l.encounter_id is not null), 'unmatched', count(*) filter (where l.encounter_id is null and l.unmatched_note is null),
        'cost_cents', coalesce(sum(l.cost_cents), 0), 'noted_cents', coalesce(sum(e.cost_cents), 0),
        'languages', (select coalesce(jsonb_agg(distinct b.language_text), '[]') from pg_temp.billed b where b.language is null and b.language_text <> ''),
        'lines', coalesce(jsonb_agg(private.invoice_line_facts(l) order by l.line_number) filter (where l.line_number is not null), '[]'), 'invoice_id', v_invoice)
      into v_answer
    from public.interpreter_invoice_lines l left join public.language_encounters e on e.id = l.encounter_id where l.invoice_id = v_invoice;
    if p_dry_run then raise sqlstate 'DRYRU'; end if;
  exception when sqlstate 'DRYRU' then v_answer := v_answer || jsonb_build_object('invoice_id', null);
  end;
  drop table pg_temp.billed;
  return v_answer;
exception
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range or not_null_violation or check_violation then
    raise sqlstate 'PT422' using message = 'One of the lines cannot be read. Check times, minutes and amounts.', hint = 'invoice_unread';
end $$;

-- ---------------------------------------------------------------- by hand
create function private.open_invoice_line(p_line uuid) returns public.interpreter_invoice_lines
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.interpreter_invoice_lines;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.interpreter_invoice_lines where id = p_line for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This line is not there any more.', hint = 'missing';
  end if;
  return v_one;
end $$;

-- Lays a line beside an encounter; null takes it away again.
create function public.match_invoice_line(p_line uuid, p_encounter uuid default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_line public.interpreter_invoice_lines := private.open_invoice_line(p_line);
  v_encounter public.language_encounters;
begin
  if p_encounter is not null then
    select * into v_encounter from public.language_encounters where id = p_encounter for update;
    if v_encounter.id is null then
      raise sqlstate 'PT404' using message = 'This encounter is not there any more.', hint = 'missing';
    elsif v_encounter.mode = 'bilingual_staff' then
      raise sqlstate 'PT422' using message = 'Staff interpreted there: nobody bills it.', hint = 'line_of_staff';
    elsif exists (select from public.interpreter_invoice_lines x where x.encounter_id = p_encounter and x.id <> p_line) then
      raise sqlstate 'PT422' using message = 'Another line bills this encounter already. Ask the vendor whether it is billed twice.', hint = 'line_twice';
    end if;
  end if;
  update public.interpreter_invoice_lines set encounter_id = p_encounter, unmatched_note = case when p_encounter is null then unmatched_note end
  where id = v_line.id and (encounter_id is distinct from p_encounter or (p_encounter is not null and unmatched_note is not null));
end $$;

-- Says why a line will have no encounter; an empty note opens it again.
create function public.dismiss_invoice_line(p_line uuid, p_note text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_line public.interpreter_invoice_lines := private.open_invoice_line(p_line);
  v_note text := nullif(btrim(p_note), '');
begin
  if length(v_note) > 500 then
    raise sqlstate 'PT422' using message = 'The note is longer than 500 characters. Shorten it.', hint = 'line_note';
  elsif v_note is not null and v_line.encounter_id is not null then
    raise sqlstate 'PT422' using message = 'This line bills an encounter. Take it away first.', hint = 'line_matched';
  end if;
  update public.interpreter_invoice_lines set unmatched_note = v_note where id = v_line.id and unmatched_note is distinct from v_note;
end $$;

-- ---------------------------------------------------------------- lists
-- Filters: state (unmatched, matched, dismissed), invoice, vendor (lists of values).
create function private.invoice_line_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    case f ->> 'state' when 'unmatched' then 't.encounter_id is null and t.unmatched_note is null' when 'matched' then 't.encounter_id is not null' when 'dismissed' then 't.encounter_id is null and t.unmatched_note is not null' end,
    private.filter_any('t.invoice_id', 'uuid', f -> 'invoice'),
    case when private.filter_any('i.vendor_id', 'uuid', f -> 'vendor') is not null then format('exists (select from public.interpreter_invoices i where i.id = t.invoice_id and %s)', private.filter_any('i.vendor_id', 'uuid', f -> 'vendor')) end];
end $$;
create function public.list_invoice_lines(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.interpreter_invoice_lines',
    'page.invoice_id, page.line_number, page.occurred_at, page.language, page.language_text, page.interpreter_number, page.confirmation_number, page.minutes, page.rate_cents, page.cost_cents, page.access_code,
     page.unmatched_note, page.version, i.invoice_number, i.vendor_id, o.name as vendor_name, page.encounter_id, e.occurred_at as encounter_at, e.language as encounter_language, e.mode as encounter_mode,
     e.duration_minutes as encounter_minutes, e.cost_cents as encounter_cents
     from page join public.interpreter_invoices i on i.id = page.invoice_id join public.organizations o on o.id = i.vendor_id left join public.language_encounters e on e.id = page.encounter_id',
    private.invoice_line_filters(p_query), '{"occurred_at": {"key": "t.occurred_at", "type": "timestamptz"}}', '{"sort": "occurred_at", "descending": true}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_invoice_lines(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.interpreter_invoice_lines', private.invoice_line_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- Invoices, the latest first, at most 200: {id, vendor, invoice_number, invoiced_on, lines, unmatched, dismissed, cost_cents}.
create function public.interpreter_invoice_sums() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (select coalesce(jsonb_agg(to_jsonb(x) - 'created_at' order by x.invoiced_on desc nulls last, x.created_at desc, x.id), '[]') from (
    select i.id, i.invoice_number, i.invoiced_on, i.created_at, o.name as vendor_name, i.vendor_id, count(l.id) as lines, count(l.id) filter (where l.encounter_id is null and l.unmatched_note is null) as unmatched,
      count(l.id) filter (where l.encounter_id is null and l.unmatched_note is not null) as dismissed, coalesce(sum(l.cost_cents), 0) as cost_cents
    from public.interpreter_invoices i join public.organizations o on o.id = i.vendor_id left join public.interpreter_invoice_lines l on l.invoice_id = i.id
    group by i.id, o.id order by i.invoiced_on desc nulls last, i.created_at desc, i.id limit 200) x);
end $$;

-- Encounters that a line could bill: of its vendor or of none, not billed yet, within two days; the same language and the nearest first.
create function public.invoice_line_choices(p_line uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (select coalesce(jsonb_agg(to_jsonb(x) - 'nth' order by x.nth), '[]') from (
    select e.id, e.occurred_at, e.language, e.mode, e.duration_minutes, e.interpreter_number, e.confirmation_number, e.asked_for, s.name as staff_name,
      row_number() over (order by (e.language = l.language) desc nulls last, abs(extract(epoch from e.occurred_at - l.occurred_at)), e.id) as nth
    from public.interpreter_invoice_lines l join public.interpreter_invoices i on i.id = l.invoice_id
    join public.language_encounters e on e.occurred_at between l.occurred_at - interval '2 days' and l.occurred_at + interval '2 days'
    left join public.staff s on s.id = e.staff_id
    where l.id = p_line and e.mode <> 'bilingual_staff' and coalesce(e.vendor_id, i.vendor_id) = i.vendor_id
      and not exists (select from public.interpreter_invoice_lines y where y.encounter_id = e.id)
    order by nth limit 20) x);
end $$;

revoke all on function private.bare_number(text), private.language_named(text), private.match_invoice_lines(uuid), private.invoice_line_facts(public.interpreter_invoice_lines), private.open_invoice_line(uuid),
  private.invoice_line_filters(jsonb) from public, anon, authenticated;
revoke all on function public.invoice_mapping(text[]), public.import_interpreter_invoice(jsonb, jsonb, boolean), public.match_invoice_line(uuid, uuid), public.dismiss_invoice_line(uuid, text),
  public.list_invoice_lines(jsonb), public.count_invoice_lines(jsonb), public.interpreter_invoice_sums(), public.invoice_line_choices(uuid) from public, anon;
grant execute on function public.invoice_mapping(text[]), public.import_interpreter_invoice(jsonb, jsonb, boolean), public.match_invoice_line(uuid, uuid), public.dismiss_invoice_line(uuid, text),
  public.list_invoice_lines(jsonb), public.count_invoice_lines(jsonb), public.interpreter_invoice_sums(), public.invoice_line_choices(uuid) to authenticated, service_role;
comment on function public.import_interpreter_invoice(jsonb, jsonb, boolean) is 'Takes an interpreters’ invoice in and lays its lines beside the encounters that they bill, or says what that would do.';
