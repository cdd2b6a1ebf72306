-- The screener: a few answers, and which programs they lead to, each with its reasons. It keeps nothing. What a program asks stands
-- in its columns; here each is held against the answers: said yes, said no, or still to be asked. A program fits when nothing
-- speaks against it and nothing is left to ask; it may fit while something is; it does not when one thing speaks against it.

-- Answers: needs (codes), household_size, income_from_cents (more than) and income_to_cents (at most) of a year, or income_cents,
-- tenure (renter, owner, other), age, is_veteran, is_disabled, district_id, language. Whatever is not there was not asked.
create function private.check_answers(p_answers jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_answers is null or jsonb_typeof(p_answers) <> 'object' or length(p_answers::text) > 5000 then
    raise sqlstate 'PT422' using message = 'The answers cannot be read. Begin the questions again.', hint = 'screener_answers';
  elsif (p_answers ->> 'household_size')::numeric not between 1 and 30 then
    raise sqlstate 'PT422' using message = 'Enter how many people live in the household, from 1 to 30.', hint = 'screener_household_size';
  elsif (p_answers ->> 'age')::numeric not between 0 and 130 then
    raise sqlstate 'PT422' using message = 'Enter an age in years, from 0 to 130.', hint = 'screener_age';
  elsif least((p_answers ->> 'income_cents')::bigint, (p_answers ->> 'income_from_cents')::bigint, (p_answers ->> 'income_to_cents')::bigint) < 0
    or greatest((p_answers ->> 'income_cents')::bigint, (p_answers ->> 'income_from_cents')::bigint, (p_answers ->> 'income_to_cents')::bigint) > 10000000000000
    or (p_answers ->> 'income_from_cents')::bigint > (p_answers ->> 'income_to_cents')::bigint then
    raise sqlstate 'PT422' using message = 'Enter an income of at least 0.', hint = 'screener_income';
  elsif p_answers ->> 'tenure' not in ('renter', 'owner', 'other') then
    raise sqlstate 'PT422' using message = 'Say whether they rent, own, or live otherwise.', hint = 'screener_tenure';
  elsif nullif(p_answers -> 'needs', 'null') is not null and (jsonb_typeof(p_answers -> 'needs') <> 'array' or exists (
      select from jsonb_array_elements_text(p_answers -> 'needs') a where not exists (select from public.needs n where n.code = a))) then
    raise sqlstate 'PT422' using message = 'One of the needs is not on the list any more. Choose again.', hint = 'screener_needs';
  elsif nullif(p_answers ->> 'district_id', '') is not null and not exists (select from public.districts d where d.id = (p_answers ->> 'district_id')::uuid) then
    raise sqlstate 'PT422' using message = 'This district is not there any more. Choose another.', hint = 'screener_district_id';
  end if;
exception when invalid_text_representation or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the answers cannot be read. Check numbers.', hint = 'screener_answers';
end $$;

-- The answers held against the programs: those of the needs, or those that are named. {as_of, counts {fits, may_fit, does_not_fit},
-- limits [{basis, year, source}], programs [{id, name, …, verdict, reasons [{code, sign, values}]}]} in the order of the ranking:
-- p_most that fit or may, and a fifth as many of those that do not, the nearest first. A reason's sign: yes, ask, no, or note.
create function private.screened(p_answers jsonb, p_language text, p_on date, p_programs uuid[], p_most integer) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_needs constant uuid[] := array(select n.id from public.needs n where n.code in (select jsonb_array_elements_text(coalesce(nullif(p_answers -> 'needs', 'null'), '[]'))));
  v_size constant integer := (p_answers ->> 'household_size')::integer;
  v_from constant bigint := coalesce((p_answers ->> 'income_cents')::bigint - 1, (p_answers ->> 'income_from_cents')::bigint);
  v_to constant bigint := coalesce((p_answers ->> 'income_cents')::bigint, (p_answers ->> 'income_to_cents')::bigint);
  v_age constant integer := (p_answers ->> 'age')::integer;
  v_tenure constant text := p_answers ->> 'tenure';
  v_veteran constant boolean := (p_answers ->> 'is_veteran')::boolean;
  v_disabled constant boolean := (p_answers ->> 'is_disabled')::boolean;
  v_district constant uuid := nullif(p_answers ->> 'district_id', '')::uuid;
  v_speaks constant text := nullif(p_answers ->> 'language', '');
  v_poverty record;
  v_median record;
  v_answer jsonb;
begin
  select (max(b.year)) as year, max(b.amount_cents) as amount_cents, max(b.source) as source into v_poverty from private.income_base('poverty', v_size, p_on) b;
  select (max(b.year)) as year, max(b.amount_cents) as amount_cents, max(b.source) as source into v_median from private.income_base('median', v_size, p_on) b;
  with met as materialized (
    select r.program_id, count(*)::integer as needs from public.program_needs r where r.need_id = any (v_needs) group by r.program_id),
  areas as materialized (
    select r.program_id, coalesce(bool_or(r.district_id = v_district), false) as is_here from public.program_districts r group by r.program_id),
  spoken as materialized (
    select r.program_id from public.program_languages r where r.language = v_speaks),
  judged as materialized (
    select p.id, p.name, p.closes_on, coalesce(m.needs, 0) as met, s.program_id is not null as is_spoken, b.cap,
      case when p.minimum_age is null and p.maximum_age is null then 9 when v_age is null then 0
        when v_age < p.minimum_age or v_age > p.maximum_age then -1 else 1 end as age,
      case when p.income_basis is null then 9 when b.cap is null or (v_from is null and v_to is null) then 0
        when v_from >= b.cap then -1 when v_to <= b.cap then 1 else 0 end as income,
      case when p.tenure is null then 9 when v_tenure is null then 0 when v_tenure <> p.tenure then -1 else 1 end as tenure,
      case when coalesce(p.minimum_household, 1) <= 1 then 9 when v_size is null then 0 when v_size < p.minimum_household then -1 else 1 end as household,
      case when not p.is_for_veterans then 9 when v_veteran is null then 0 when v_veteran then 1 else -1 end as veteran,
      case when not p.is_for_disabled then 9 when v_disabled is null then 0 when v_disabled then 1 else -1 end as disabled,
      case when a.program_id is null then 9 when v_district is null then 0 when a.is_here then 1 else -1 end as area,
      case when p.status = 'temporarily closed' or p.closes_on < p_on then -1 when p.opens_on > p_on then 0 else 9 end as open
    from public.programs p join public.organizations o on o.id = p.organization_id
    left join met m on m.program_id = p.id left join areas a on a.program_id = p.id left join spoken s on s.program_id = p.id
    cross join lateral (select case p.income_basis when 'poverty' then v_poverty.amount_cents when 'median' then v_median.amount_cents end * p.income_percent / 100 as cap) b
    where p.status in ('active', 'temporarily closed') and o.is_active and case when p_programs is not null then p.id = any (p_programs) else cardinality(v_needs) = 0 or m.program_id is not null end),
  -- Added up by hand: an array for each of thousands of programs takes longer than all the rest.
  summed as (
    select j.*,
      (age = -1)::integer + (income = -1)::integer + (tenure = -1)::integer + (household = -1)::integer + (veteran = -1)::integer + (disabled = -1)::integer + (area = -1)::integer + (open = -1)::integer as noes,
      (age = 0)::integer + (income = 0)::integer + (tenure = 0)::integer + (household = 0)::integer + (veteran = 0)::integer + (disabled = 0)::integer + (area = 0)::integer + (open = 0)::integer as asks,
      (age = 1)::integer + (income = 1)::integer + (tenure = 1)::integer + (household = 1)::integer + (veteran = 1)::integer + (disabled = 1)::integer + (area = 1)::integer as yeses
    from judged j),
  ranked as materialized (
    select s.*, case when s.noes > 0 then 3 when s.asks > 0 then 2 else 1 end as class,
      row_number() over (partition by s.noes > 0
        order by case when s.noes > 0 then 3 when s.asks > 0 then 2 else 1 end, s.noes, s.met desc, s.is_spoken desc, s.asks, s.yeses desc, s.closes_on nulls last, lower(s.name), s.id) as place
    from summed s),
  shown as materialized (
    select * from ranked r where r.place <= case when r.class = 3 then greatest(p_most / 5, 1) else p_most end or p_programs is not null),
  told as (
    select r.class, r.place, jsonb_build_object(
      'id', p.id, 'verdict', (array['fits', 'may_fit', 'does_not_fit'])[r.class],
      'name', coalesce(nullif(btrim(p.translations #>> array[p_language, 'name']), ''), p.name),
      'description', left(coalesce(nullif(btrim(p.translations #>> array[p_language, 'description']), ''), p.description), 600),
      'text_language', case when nullif(btrim(p.translations #>> array[p_language, 'description']), '') is not null or p.description = '' then p_language else 'en' end,
      'organization_id', o.id, 'organization', o.name, 'phone', coalesce(p.phone, o.phone), 'url', coalesce(p.url, o.website), 'email', p.email,
      'opens_on', p.opens_on, 'closes_on', p.closes_on, 'maximum_amount_cents', p.maximum_amount_cents, 'fees', p.fees_description,
      'languages', (select coalesce(jsonb_agg(l.language order by n.sort_order, l.language), '[]') from public.program_languages l join public.languages n on n.code = l.language where l.program_id = p.id),
      'reasons', (select coalesce(jsonb_agg(jsonb_build_object('code', w.code, 'sign', w.sign, 'values', jsonb_strip_nulls(w.said)) order by w.n), '[]') from (values
        (1, case when p.status = 'temporarily closed' then 'closed_for_now' when p.closes_on < p_on then 'closed' end, 'no', jsonb_build_object('on', p.closes_on)),
        (2, case when r.area <> 9 then 'district' end, private.sign(r.area), jsonb_build_object('districts',
          case when r.area <> 9 then (select jsonb_agg(d.name order by d.sort_order, d.code) from public.program_districts x join public.districts d on d.id = x.district_id where x.program_id = p.id) end)),
        (3, case when r.tenure <> 9 then 'tenure' end, private.sign(r.tenure), jsonb_build_object('tenure', p.tenure)),
        (4, case when r.income <> 9 then case when r.cap is null and v_size is not null then 'income_unknown' else 'income' end end, private.sign(r.income),
          jsonb_build_object('basis', p.income_basis, 'percent', p.income_percent, 'limit_cents', r.cap, 'household_size', v_size,
            'year', case p.income_basis when 'poverty' then v_poverty.year else v_median.year end)),
        (5, case when r.age <> 9 then 'age' end, private.sign(r.age), jsonb_build_object('minimum', p.minimum_age, 'maximum', p.maximum_age)),
        (6, case when r.household <> 9 then 'household' end, private.sign(r.household), jsonb_build_object('minimum', p.minimum_household)),
        (7, case when r.veteran <> 9 then 'veteran' end, private.sign(r.veteran), '{}'),
        (8, case when r.disabled <> 9 then 'disabled' end, private.sign(r.disabled), '{}'),
        (9, case when p.opens_on > p_on then 'opens' end, 'ask', jsonb_build_object('on', p.opens_on)),
        (10, case when p.closes_on >= p_on then 'closes' end, 'note', jsonb_build_object('on', p.closes_on, 'days', p.closes_on - p_on)),
        (11, case when r.met > 0 then 'need' end, 'yes', jsonb_build_object('needs',
          (select jsonb_agg(coalesce(nullif(btrim(n.translations #>> array[p_language, 'name']), ''), n.name) order by n.sort_order, n.name, n.id)
            from public.program_needs x join public.needs n on n.id = x.need_id where x.program_id = p.id and x.need_id = any (v_needs)))),
        (12, case when r.noes = 0 and r.asks = 0 and r.yeses = 0 and p.eligibility_description = '' then 'anybody' end, 'yes', '{}'),
        (13, case when v_speaks is null or (v_speaks = 'en' and not r.is_spoken) then null when r.is_spoken then 'spoken' else 'not_spoken' end,
          case when r.is_spoken then 'yes' else 'note' end, jsonb_build_object('language', v_speaks, 'note', nullif(p.interpretation_services, ''))),
        (14, case when p.eligibility_description <> '' then 'also' end, 'note', jsonb_build_object('text', left(p.eligibility_description, 1000))),
        (15, case when p.alert <> '' then 'alert' end, 'note', jsonb_build_object('text', p.alert)),
        (16, case when p.review_by < p_on then 'stale' end, 'note', jsonb_build_object('on', p.review_by))
      ) w (n, code, sign, said) where w.code is not null)) as one
    from shown r join public.programs p on p.id = r.id join public.organizations o on o.id = p.organization_id)
  select jsonb_build_object(
    'as_of', p_on,
    'counts', (select jsonb_build_object('fits', count(*) filter (where class = 1), 'may_fit', count(*) filter (where class = 2), 'does_not_fit', count(*) filter (where class = 3)) from ranked),
    'limits', (select coalesce(jsonb_agg(l.one order by l.n), '[]') from (values
      (1, v_poverty.year, jsonb_build_object('basis', 'poverty', 'year', v_poverty.year, 'source', v_poverty.source)),
      (2, v_median.year, jsonb_build_object('basis', 'median', 'year', v_median.year, 'source', v_median.source))) l (n, year, one) where l.year is not null),
    'programs', (select coalesce(jsonb_agg(t.one order by t.class, t.place), '[]') from told t))
  into v_answer;
  return v_answer;
end $$;
create function private.sign(p_state integer) returns text
language sql immutable parallel safe set search_path = '' as $$ select (array['no', 'ask', 'yes'])[p_state + 2] $$;

-- Which programs these answers lead to. It stores nothing. p_language: of the names; p_on: the day, today when it is null.
create function public.screen_programs(p_answers jsonb, p_language text default 'en', p_on date default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  perform private.check_answers(p_answers);
  return private.screened(p_answers, p_language, coalesce(p_on, private.local_date(now())), null, 50);
end $$;

-- Incomes to choose from, cut where the programs of these needs have their limits for a household of this size: [{from_cents,
-- to_cents}], more than the one and at most the other; the last is open. Nine cuts at most; empty when no program asks.
create function public.screener_bands(p_answers jsonb, p_on date default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_size integer;
  v_on date := coalesce(p_on, private.local_date(now()));
  v_bands jsonb;
begin
  perform private.at_least('viewer');
  perform private.check_answers(p_answers);
  v_size := (p_answers ->> 'household_size')::integer;
  with base as (
    select 'poverty' as basis, b.amount_cents from private.income_base('poverty', v_size, v_on) b
    union all select 'median', b.amount_cents from private.income_base('median', v_size, v_on) b),
  caps as (
    select distinct b.amount_cents * p.income_percent / 100 as cap from public.programs p join base b on b.basis = p.income_basis
    where p.status = 'active' and b.amount_cents is not null and (jsonb_array_length(coalesce(nullif(p_answers -> 'needs', 'null'), '[]')) = 0 or exists (
      select from public.program_needs r join public.needs n on n.id = r.need_id where r.program_id = p.id and n.code in (select jsonb_array_elements_text(p_answers -> 'needs'))))),
  cuts as (select max(t.cap) as cap from (select c.cap, ntile(9) over (order by c.cap) as tile from caps c) t group by t.tile)
  select coalesce(jsonb_agg(jsonb_build_object('from_cents', b.low, 'to_cents', b.high) order by b.low), '[]') into v_bands from (
    select coalesce(lag(c.cap) over (order by c.cap), 0) as low, c.cap as high from cuts c
    union all select max(c.cap), null from cuts c having count(*) > 0) b;
  return v_bands;
end $$;

-- What a resident takes home of the programs that were chosen, in the order given: all that one needs to apply, with the reasons.
create function private.screener_sheet(p_answers jsonb, p_programs uuid[], p_language text, p_on date) returns jsonb
language sql stable security definer set search_path = '' as $$
  with s as (select private.screened(p_answers, p_language, p_on, p_programs, cardinality(p_programs)) as answer)
  select jsonb_build_object(
    'as_of', p_on, 'language', p_language,
    'office', (select jsonb_build_object('name', office_name, 'city', city_name, 'address', address, 'email', coalesce(mail_reply_to, email), 'phone', phone) from public.settings),
    'programs', (select coalesce(jsonb_agg(g.one || jsonb_build_object(
        'application_process', coalesce(nullif(btrim(p.translations #>> array[p_language, 'application_process']), ''), p.application_process),
        'interpretation', p.interpretation_services,
        'documents', (select coalesce(jsonb_agg(d.document order by d.sort_order, d.document, d.id), '[]') from public.program_documents d where d.program_id = p.id),
        'costs', (select coalesce(jsonb_agg(jsonb_build_object('option', c.option, 'amount_cents', c.amount_cents, 'description', c.amount_description) order by c.created_at, c.id), '[]') from public.program_costs c where c.program_id = p.id),
        'places', (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'address', concat_ws(', ', nullif(l.address_1, ''), nullif(l.address_2, ''), nullif(l.city, ''),
            nullif(concat_ws(' ', nullif(l.state_province, ''), nullif(l.postal_code, '')), '')), 'transportation', l.transportation, 'accessibility', l.accessibility) order by l.name, l.id), '[]')
          from public.program_locations x join public.locations l on l.id = x.location_id where x.program_id = p.id and l.location_type = 'physical'),
        'hours', (select coalesce(jsonb_agg(jsonb_build_object('byday', h.byday, 'opens_at', to_char(h.opens_at, 'HH24:MI'), 'closes_at', to_char(h.closes_at, 'HH24:MI'), 'description', h.description)
            order by h.created_at, h.id), '[]')
          from public.schedules h where (h.program_id = p.id or h.program_location_id in (select x.id from public.program_locations x where x.program_id = p.id))
            and coalesce(h.valid_from, p_on) <= p_on and coalesce(h.valid_to, p_on) >= p_on))
      order by array_position(p_programs, p.id)), '[]')
      from s cross join lateral jsonb_array_elements(s.answer -> 'programs') g (one) join public.programs p on p.id = (g.one ->> 'id')::uuid))
$$;
create function public.screener_sheet(p_answers jsonb, p_programs uuid[], p_language text default 'en', p_on date default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  perform private.check_answers(p_answers);
  perform private.check_chosen(p_programs);
  return private.screener_sheet(p_answers, p_programs, p_language, coalesce(p_on, private.local_date(now())));
end $$;
create function private.check_chosen(p_programs uuid[]) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(cardinality(p_programs), 0) not between 1 and 20 then
    raise sqlstate 'PT422' using message = 'Choose between 1 and 20 programs for the sheet.', hint = 'sheet_programs';
  end if;
end $$;
revoke all on function private.check_answers(jsonb), private.screened(jsonb, text, date, uuid[], integer), private.sign(integer), private.screener_sheet(jsonb, uuid[], text, date),
  private.check_chosen(uuid[]) from public, anon, authenticated;
revoke all on function public.screen_programs(jsonb, text, date), public.screener_bands(jsonb, date), public.screener_sheet(jsonb, uuid[], text, date) from public, anon;
grant execute on function public.screen_programs(jsonb, text, date), public.screener_bands(jsonb, date), public.screener_sheet(jsonb, uuid[], text, date) to authenticated;
comment on function public.screen_programs(jsonb, text, date) is 'Programs in the order in which they suit some answers, each with its reasons. Nothing is stored.';
