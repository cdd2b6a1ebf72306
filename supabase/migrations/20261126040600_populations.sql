-- Populations: how many people live in a district, and how many of them speak which language there, as a census or survey counted.
-- With them the office sees whom its outreach reaches, and where it should go next.

create table public.district_populations (
  id uuid primary key default gen_random_uuid(),
  district_id uuid not null references public.districts (id) on delete cascade,
  -- Null: everybody who lives there.
  language text references public.languages (code) on update cascade on delete cascade,
  people integer not null constraint district_populations_people_range check (people between 0 and 20000000),
  source text not null constraint district_populations_source_filled check (btrim(source) <> '' and length(source) <= 200),
  as_of date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- One number for each; the one before is in the history.
  constraint district_populations_once unique nulls not distinct (district_id, language)
);
create index district_populations_language on public.district_populations (language) where language is not null;
call private.protect('public.district_populations');
grant select on table public.district_populations to authenticated;
create policy district_populations_select_viewer on public.district_populations for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. A file is taken as a whole, by import_populations.
insert into private.audited_tables (table_name, undo_role) values ('district_populations', 'coordinator') on conflict (table_name) do update set undo_role = excluded.undo_role;
comment on table public.district_populations is 'How many people live in a district, and speak which language there.';

-- An ISO date; null for what is none.
create function private.read_date(p_text text) returns date
language plpgsql immutable set search_path = '' as $$
begin
  if p_text !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then return null; end if;
  return p_text::date;
exception when datetime_field_overflow then return null;
end $$;

-- Takes the lines of a file, or says what taking them would do. p_rows: [{line, district, language, people, source, as_of}], all of
-- it text as it stands in the file; the language is a code, and empty or "all" for everybody. Answers {added, changed, same, wrong:
-- [{line, why, value}]}; with one wrong line nothing is written.
create function public.import_populations(p_rows jsonb, p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_today date := private.local_date(now());
  v_wrong jsonb;
  v_answer jsonb;
begin
  perform private.at_least('coordinator');
  if jsonb_typeof(p_rows) is distinct from 'array' or jsonb_array_length(p_rows) = 0 then
    raise sqlstate 'PT422' using message = 'The file has no lines below its first. Add one for each district.', hint = 'text';
  elsif jsonb_array_length(p_rows) > 2000 then
    raise sqlstate 'PT422' using message = 'The file has more than 2,000 lines. Keep one for each district and language.', hint = 'text';
  end if;
  create temporary table given_populations on commit drop as
  select g.line, g.code, d.id as district_id, g.tongue, l.code as language, g.amount, g.source, g.day,
    case when g.amount ~ '^[0-9]{1,8}$' then g.amount::integer end as people,
    private.read_date(g.day) as as_of
  from (
    select (r ->> 'line')::integer as line, btrim(coalesce(r ->> 'district', '')) as code, nullif(nullif(lower(btrim(coalesce(r ->> 'language', ''))), ''), 'all') as tongue,
      replace(replace(btrim(coalesce(r ->> 'people', '')), ',', ''), ' ', '') as amount, btrim(coalesce(r ->> 'source', '')) as source, btrim(coalesce(r ->> 'as_of', '')) as day
    from jsonb_array_elements(p_rows) r) g
  left join public.districts d on lower(d.code) = lower(g.code)
  left join public.languages l on lower(l.code) = g.tongue;
  select coalesce(jsonb_agg(jsonb_build_object('line', w.line, 'why', w.why, 'value', left(w.value, 60)) order by w.line), '[]') into v_wrong from (
    select g.line, case
        when g.district_id is null then 'district'
        when g.tongue is not null and g.language is null then 'language'
        when g.people is null or g.people > 20000000 then 'people'
        when g.as_of is null or g.as_of > v_today then 'as_of'
        when g.source = '' or length(g.source) > 200 then 'source'
        when row_number() over (partition by g.district_id, g.language order by g.line) > 1 then 'twice'
        when g.language is not null and g.people > coalesce(
          (select o.people from pg_temp.given_populations o where o.district_id = g.district_id and o.tongue is null order by o.line limit 1),
          (select p.people from public.district_populations p where p.district_id = g.district_id and p.language is null), -1) then
          case when exists (select from pg_temp.given_populations o where o.district_id = g.district_id and o.tongue is null)
            or exists (select from public.district_populations p where p.district_id = g.district_id and p.language is null) then 'more_than_all' else 'no_all' end end as why,
      case when g.district_id is null then g.code when g.tongue is not null and g.language is null then g.tongue when g.people is null then g.amount
        when g.as_of is null then g.day else coalesce(g.tongue, g.code) end as value
    from pg_temp.given_populations g) w where w.why is not null;
  select jsonb_build_object('added', count(*) filter (where p.id is null), 'changed', count(*) filter (where p.id is not null and (p.people, p.source, p.as_of) is distinct from (g.people, g.source, g.as_of)),
    'same', count(*) filter (where (p.people, p.source, p.as_of) is not distinct from (g.people, g.source, g.as_of)), 'wrong', v_wrong) into v_answer
  from pg_temp.given_populations g left join public.district_populations p on p.district_id = g.district_id and p.language is not distinct from g.language
  where g.district_id is not null and g.people is not null;
  if not p_dry_run and v_wrong = '[]' then
    insert into public.district_populations as p (district_id, language, people, source, as_of)
    select g.district_id, g.language, g.people, g.source, g.as_of from pg_temp.given_populations g order by g.line
    on conflict (district_id, language) do update set people = excluded.people, source = excluded.source, as_of = excluded.as_of
    where (p.people, p.source, p.as_of) is distinct from (excluded.people, excluded.source, excluded.as_of);
  end if;
  drop table pg_temp.given_populations;
  return v_answer;
end $$;

-- ---------------------------------------------------------------- whom outreach reaches
-- Small numbers of a language could point at one family: from one to four they are not told (null).
create function private.told_count(p_count bigint) returns bigint
language sql immutable parallel safe set search_path = '' as $$ select case when p_count between 1 and 4 then null else p_count end $$;

-- Events held between two days, with who came, who registered and what was asked: by district, by language, and for the city.
-- People are counted where the event was; those who came by name and those who were tallied are reconciled for each event, never
-- summed twice. `last`: of the latest ten events of a district up to p_to, how many there were, and in how many of them each
-- language was spoken or interpreted.
create function public.outreach_reach(p_from date, p_to date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_from timestamptz := private.day_start(p_from);
  v_to timestamptz := private.day_start(p_to + 1);
begin
  perform private.may_list();
  if p_from is null or p_to is null or p_to < p_from or p_to > p_from + 1830 then
    raise sqlstate 'PT422' using message = 'Choose a first and a last day, at most five years apart.', hint = 'span';
  end if;
  return (
    with held as materialized (
      select e.id, e.district_id, e.tally_counts,
        (select coalesce(sum(a.people), 0) from public.attendances a where a.event_id = e.id and a.undone_at is null) as named,
        (select coalesce(sum(c.people), 0) from public.event_tallies c where c.event_id = e.id and c.undone_at is null) as tallied
      from public.events e where e.status = 'held' and e.starts_at >= v_from and e.starts_at < v_to),
    came as (
      -- Where the tally counted everybody, the larger of the two stands for all.
      select h.id, a.language, a.people from held h join public.attendances a on a.event_id = h.id and a.undone_at is null where h.tally_counts = 'unnamed' or h.named > h.tallied
      union all
      select h.id, c.language, c.people from held h join public.event_tallies c on c.event_id = h.id and c.undone_at is null where h.tally_counts = 'unnamed' or h.named <= h.tallied),
    registered as materialized (
      select e.district_id, r.language, r.seats from public.registrations r join public.events e on e.id = r.event_id
      where r.status <> 'cancelled' and e.status <> 'cancelled' and e.starts_at >= v_from and e.starts_at < v_to),
    asked as materialized (select i.district_id, i.language from public.inquiries i where i.opened_at >= v_from and i.opened_at < v_to),
    by_district as (
      select d.id, d.code, d.name, d.sort_order,
        (select jsonb_build_object('people', p.people, 'source', p.source, 'as_of', p.as_of) from public.district_populations p where p.district_id = d.id and p.language is null) as population,
        (select count(*) from held h where h.district_id = d.id) as events,
        (select coalesce(sum(private.people_at(h.tally_counts, h.named, h.tallied)), 0) from held h where h.district_id = d.id) as attendance,
        (select coalesce(sum(r.seats), 0) from registered r where r.district_id = d.id) as registrations,
        (select count(*) from asked a where a.district_id = d.id) as inquiries,
        (select jsonb_build_object('events', count(*), 'languages', coalesce((
            select jsonb_object_agg(s.language, s.n) from (
              select l.language, count(distinct l.event_id) as n from public.event_languages l
              where l.event_id = any (array_agg(t.id)) and l.mode in ('spoken', 'interpreted', 'signed') group by 1) s), '{}'))
          from (select e.id from public.events e where e.district_id = d.id and e.status = 'held' and e.starts_at < v_to order by e.starts_at desc limit 10) t) as last,
        (select coalesce(jsonb_object_agg(p.language, p.people), '{}') from public.district_populations p where p.district_id = d.id and p.language is not null) as speakers
      from public.districts d where d.is_active),
    by_language as (
      select l.code, l.name,
        (select sum(p.people) from public.district_populations p join public.districts d on d.id = p.district_id and d.is_active where p.language = l.code) as people,
        (select coalesce(sum(c.people), 0) from came c where c.language = l.code) as attendance,
        (select coalesce(sum(r.seats), 0) from registered r where r.language = l.code) as registrations,
        (select count(*) from asked a where a.language = l.code) as inquiries
      from public.languages l)
    select jsonb_build_object('from', p_from, 'to', p_to,
      'districts', (select coalesce(jsonb_agg(to_jsonb(d) - 'sort_order' order by d.sort_order, d.code), '[]') from by_district d),
      'languages', (select coalesce(jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name, 'people', l.people, 'attendance', private.told_count(l.attendance),
          'registrations', private.told_count(l.registrations), 'inquiries', private.told_count(l.inquiries)) order by l.people desc nulls last, l.attendance + l.registrations + l.inquiries desc, l.name), '[]')
        from by_language l where l.people > 0 or l.attendance + l.registrations + l.inquiries > 0),
      'city', jsonb_build_object('events', (select count(*) from held), 'attendance', (select coalesce(sum(private.people_at(tally_counts, named, tallied)), 0) from held),
        'registrations', (select coalesce(sum(seats), 0) from registered), 'inquiries', (select count(*) from asked),
        'attendance_told', (select coalesce(sum(people), 0) from came where language is not null)),
      'elsewhere', jsonb_build_object('events', (select count(*) from held where district_id is null),
        'attendance', (select coalesce(sum(private.people_at(tally_counts, named, tallied)), 0) from held where district_id is null),
        'registrations', (select coalesce(sum(seats), 0) from registered where district_id is null), 'inquiries', (select count(*) from asked where district_id is null))));
end $$;
revoke all on function public.import_populations(jsonb, boolean), public.outreach_reach(date, date) from public, anon;
grant execute on function public.import_populations(jsonb, boolean), public.outreach_reach(date, date) to authenticated;
comment on function public.outreach_reach(date, date) is 'Whom events reached between two days, by district and language, beside who lives there.';
