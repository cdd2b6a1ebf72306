-- The sample office: invented people and work for a trial. One call writes all of it or nothing, and only into an office
-- that has nobody in it yet, so that a sample can never mix with real records.

-- p_office: {staff: [{email, name, role}], residents: [{key, …, phones, emails, addresses}], inquiries: [{…, interactions}]},
-- with codes in place of ids and local times in place of instants. What the triggers of single
-- writing would stamp row by row is given at once, from the same functions.
create function public.load_sample_office(p_office jsonb) returns void
language plpgsql volatile security definer set search_path = '' set statement_timeout = '5min' as $$
declare
  v_zone text := private.office_zone();
  v_calendar text := (select holiday_calendar from public.settings);
  v_table regclass;
  v_tables regclass[] := array['public.residents', 'public.resident_phones', 'public.resident_emails', 'public.inquiries']::regclass[];
begin
  lock table public.staff in share row exclusive mode;
  if exists (select from public.staff) or exists (select from public.inquiries) then
    raise sqlstate 'PT409' using message = 'This office has people or inquiries in it. A sample is loaded into an empty office only.', hint = 'not_empty';
  end if;
  update public.settings set is_sample = true;
  foreach v_table in array v_tables loop perform private.set_single_writing(v_table, false); end loop;
  insert into public.staff (email, name, role)
  select s.email, s.name, s.role from jsonb_to_recordset(p_office -> 'staff') s (email text, name text, role text);

  create temporary table sample_residents on commit drop as
  select gen_random_uuid() as id, r.*
  from jsonb_to_recordset(p_office -> 'residents') r (key integer, name text, preferred_name text, preferred_language text, needs_interpreter boolean,
    accessibility_need text, district text, neighborhood text, created_local timestamp, phones jsonb, emails jsonb, addresses jsonb);
  insert into public.residents (id, name, preferred_name, preferred_language, needs_interpreter, accessibility_need, district_id, neighborhood, created_at, updated_at)
  select r.id, r.name, r.preferred_name, r.preferred_language, r.needs_interpreter, r.accessibility_need, d.id, r.neighborhood,
    r.created_local at time zone v_zone, r.created_local at time zone v_zone
  from pg_temp.sample_residents r left join public.districts d on d.code = r.district order by r.key;
  insert into public.resident_phones (resident_id, number, label)
  select r.id, c.number, c.label from pg_temp.sample_residents r, jsonb_to_recordset(r.phones) c (number text, label text);
  insert into public.resident_emails (resident_id, address, label)
  select r.id, c.address, c.label from pg_temp.sample_residents r, jsonb_to_recordset(r.emails) c (address text, label text);
  insert into public.resident_addresses (resident_id, lines, postal_code, label)
  select r.id, c.lines, c.postal_code, c.label from pg_temp.sample_residents r, jsonb_to_recordset(r.addresses) c (lines text, postal_code text, label text);
  update public.residents set search = private.resident_document(id, name, preferred_name);

  create temporary table sample_inquiries on commit drop as
  select gen_random_uuid() as id, i.*
  from jsonb_to_recordset(p_office -> 'inquiries') i (subject text, body text, status text, channel text, language text, topic text, resident integer,
    district text, neighborhood text, location text, assigned_to text, created_by text, opened_local timestamp, closed_local timestamp,
    updated_local timestamp, resolution_code text, resolution_note text, interactions jsonb);
  with years as materialized (
    select y.year, private.reserve_inquiry_numbers(y.year, y.n) as first
    from (select extract(year from opened_local)::integer as year, count(*)::integer as n from pg_temp.sample_inquiries group by 1) y),
  dues as materialized (
    select d.opened_on, d.target, private.add_business_days(d.opened_on, d.target, v_calendar) as due_on
    from (select distinct i.opened_local::date as opened_on, t.target_business_days as target
      from pg_temp.sample_inquiries i join public.topics t on t.code = i.topic) d),
  numbered as (
    select i.*, private.inquiry_number(y.year, y.first - 1 + (row_number() over (partition by y.year order by i.opened_local))::integer) as number
    from pg_temp.sample_inquiries i join years y on y.year = extract(year from i.opened_local)::integer)
  insert into public.inquiries (id, number, subject, body, status, channel, language, topic_id, department_id, resident_id, district_id, neighborhood, location,
    assigned_to, created_by, opened_at, due_on, closed_at, resolution_code, resolution_note, primary_section, sections, search, created_at, updated_at)
  select i.id, i.number, i.subject, i.body, i.status, i.channel, i.language, t.id, t.department_id, r.id, d.id, i.neighborhood, i.location, a.id, c.id,
    i.opened_local at time zone v_zone, u.due_on, i.closed_local at time zone v_zone, i.resolution_code, i.resolution_note,
    t.primary_section, private.sections_of(t.primary_section, t.sections), private.inquiry_document(i.number, i.subject, i.body, r.name),
    i.opened_local at time zone v_zone, i.updated_local at time zone v_zone
  from numbered i
  join public.topics t on t.code = i.topic
  join dues u on u.opened_on = i.opened_local::date and u.target = t.target_business_days
  left join pg_temp.sample_residents r on r.key = i.resident
  left join public.districts d on d.code = i.district
  left join public.staff a on a.email = i.assigned_to
  left join public.staff c on c.email = i.created_by
  order by i.opened_local;
  insert into public.interactions (inquiry_id, kind, body, occurred_at, created_by, created_at, updated_at)
  select i.id, n.kind, n.body, n.at_local at time zone v_zone, s.id, n.at_local at time zone v_zone, n.at_local at time zone v_zone
  from pg_temp.sample_inquiries i
  cross join jsonb_to_recordset(i.interactions) n (kind text, body text, at_local timestamp, created_by text)
  left join public.staff s on s.email = n.created_by
  order by n.at_local;
  foreach v_table in array v_tables loop perform private.set_single_writing(v_table, true); end loop;
end $$;
revoke all on function public.load_sample_office(jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_office(jsonb) to service_role;
