-- A language encounter counts for a measure as an event or a contact does, and once: not beside the event or the contact of the day that it
-- was for. The functions are as before otherwise.

alter table public.award_credits
  add column encounter_id uuid references public.language_encounters (id) on delete cascade,
  drop constraint award_credits_one_source,
  add constraint award_credits_one_source check (num_nonnulls(event_id, interaction_id, encounter_id) = case when amount is null then 1 else 0 end);
create unique index award_credits_encounter_once on public.award_credits (encounter_id, measure_id) where encounter_id is not null;
comment on column public.award_credits.encounter_id is 'The language encounter that counts.';

create or replace function private.credit_rows(p_award uuid) returns table (id uuid, measure_id uuid, source text, record_id uuid, inquiry_id uuid, credited_on date, amount integer, stands text, first_on date,
  title text, kind text, note text, created_by uuid, created_at timestamptz, version integer)
language sql stable security definer set search_path = '' as $$
  with all_of as (
    select c.id, c.measure_id, m.counts, c.event_id, c.interaction_id, c.encounter_id, c.amount, c.note, c.created_by, c.created_at, c.version, coalesce(i.inquiry_id, x.inquiry_id) as inquiry_id, i.kind as contact, x.mode, coalesce(x.language, q.language) as language, q.number || ' · ' || q.subject as inquiry, (select g.name from public.languages g where g.code = x.language) || case when x.asked_for <> '' then ' · ' || x.asked_for else '' end as encounter,
      coalesce(c.credited_on, e.starts_on, private.local_date(coalesce(i.occurred_at, x.occurred_at))) as on_day, e as event,
      -- A person counts once, whether for a contact or for an encounter.
      case when coalesce(i.id, x.id) is not null and m.counts = 'people' then first_value(private.local_date(coalesce(i.occurred_at, x.occurred_at))) over who end as first_on,
      case when coalesce(i.id, x.id) is not null and m.counts = 'people' then row_number() over who else 1 end as nth
    from public.award_credits c
    join public.award_measures m on m.id = c.measure_id
    left join public.events e on e.id = c.event_id
    left join public.interactions i on i.id = c.interaction_id
    left join public.language_encounters x on x.id = c.encounter_id
    left join public.inquiries q on q.id = coalesce(i.inquiry_id, x.inquiry_id)
    where c.award_id = p_award
    window who as (partition by c.measure_id, coalesce(i.id, x.id) is null, coalesce(x.resident_id, q.resident_id, q.id, x.id) order by coalesce(i.occurred_at, x.occurred_at), c.id)),
  judged as (
    select a.*, case when a.amount is not null then 'counted'
      when a.event_id is not null then case (a.event).status when 'held' then 'counted' when 'cancelled' then 'cancelled' else 'not_held' end
      when a.counts = 'language' and not private.is_other_language(a.language) then 'in_english'
      when a.nth > 1 then 'counted_before' else 'counted' end as stands
    from all_of a)
  select j.id, j.measure_id, case when j.amount is not null then 'hand' when j.event_id is not null then 'events' when j.encounter_id is not null then 'language_encounters' else 'interactions' end, coalesce(j.event_id, j.encounter_id, j.interaction_id), j.inquiry_id, j.on_day,
    case when j.stands <> 'counted' then 0 when j.amount is not null then j.amount when j.event_id is not null then private.event_gives(j.event, j.counts) else 1 end,
    j.stands, case when j.stands = 'counted_before' then j.first_on end, case when j.event_id is not null then (j.event).title when j.encounter_id is not null then j.encounter else j.inquiry end, case when j.event_id is not null then (j.event).kind else coalesce(j.mode, j.contact) end,
    j.note, j.created_by, j.created_at, j.version
  from judged j
$$;

create or replace function private.write_credit(p_award public.awards, p_measure public.award_measures, p_table text, p_id uuid, p_note text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event public.events;
  v_contact public.interactions;
  v_encounter public.language_encounters;
  v_credit uuid;
begin
  if not p_measure.is_active then
    raise sqlstate 'PT422' using message = 'This measure is set aside. Take it up again to count for it.', hint = 'measure_aside';
  elsif p_table = 'events' then
    select * into v_event from public.events where id = p_id for key share;
    if v_event.id is null then
      raise sqlstate 'PT404' using message = 'This event is not there any more.', hint = 'missing';
    elsif v_event.status = 'cancelled' then
      raise sqlstate 'PT422' using message = 'This event was cancelled. It counts for nothing.', hint = 'credit_cancelled';
    end if;
    if exists (select from public.award_credits c join public.language_encounters x on x.id = c.encounter_id where c.measure_id = p_measure.id and x.event_id = v_event.id) then
      raise sqlstate 'PT422' using message = 'A language encounter of it counts for this measure already. What was done counts once.', hint = 'credited_in_part';
    end if;
    perform private.check_credit_day(p_award, v_event.starts_on);
  elsif p_table = 'interactions' then
    select * into v_contact from public.interactions where id = p_id for key share;
    if v_contact.id is null then
      raise sqlstate 'PT404' using message = 'This entry is not there any more.', hint = 'missing';
    elsif not private.is_creditable(v_contact.kind) then
      raise sqlstate 'PT422' using message = 'A call, a mail, a visit, a letter or a note counts; closing and reopening do not.', hint = 'credit_kind';
    elsif p_measure.counts = 'language' and not exists (select from public.inquiries q where q.id = v_contact.inquiry_id and private.is_other_language(q.language)) then
      raise sqlstate 'PT422' using message = 'This measure counts contacts in another language, and this one was in English.', hint = 'credit_language';
    end if;
    if exists (select from public.award_credits c join public.language_encounters x on x.id = c.encounter_id where c.measure_id = p_measure.id and x.inquiry_id = v_contact.inquiry_id and private.local_date(x.occurred_at) = private.local_date(v_contact.occurred_at)) then
      raise sqlstate 'PT422' using message = 'A language encounter of it counts for this measure already. What was done counts once.', hint = 'credited_in_part';
    end if;
    perform private.check_credit_day(p_award, private.local_date(v_contact.occurred_at));
  elsif p_table = 'language_encounters' then
    select * into v_encounter from public.language_encounters where id = p_id for key share;
    if v_encounter.id is null then
      raise sqlstate 'PT404' using message = 'This encounter is not there any more.', hint = 'missing';
    elsif v_encounter.is_test then
      raise sqlstate 'PT422' using message = 'A call to try whether it works counts for nothing.', hint = 'credit_test';
    elsif exists (select from public.award_credits c left join public.interactions i on i.id = c.interaction_id where c.measure_id = p_measure.id
        and (c.event_id = v_encounter.event_id or (i.inquiry_id = v_encounter.inquiry_id and private.local_date(i.occurred_at) = private.local_date(v_encounter.occurred_at)))) then
      raise sqlstate 'PT422' using message = 'What this encounter was for counts for this measure already. What was done counts once.', hint = 'credited_in_whole';
    end if;
    perform private.check_credit_day(p_award, private.local_date(v_encounter.occurred_at));
  else
    raise sqlstate 'PT422' using message = 'Events, the contacts of an inquiry and language encounters can be credited.', hint = 'credit_record';
  end if;
  insert into public.award_credits (measure_id, event_id, interaction_id, encounter_id, note, created_by)
  values (p_measure.id, v_event.id, v_contact.id, v_encounter.id, btrim(coalesce(p_note, '')), private.current_staff_id()) returning id into v_credit;
  return v_credit;
exception
  when unique_violation then
    raise sqlstate 'PT422' using message = 'This counts for the measure already. A record counts once.', hint = 'credited_already';
  when check_violation then
    raise sqlstate 'PT422' using message = 'Keep the note in at most 500 characters.', hint = 'credit_note';
end $$;

create or replace function public.measure_credits(p_measure uuid, p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_award uuid;
  v_from date;
  v_to date;
  v_outside boolean;
begin
  perform private.at_least('viewer');
  v_from := coalesce((p_query ->> 'from')::date, '-infinity');
  v_to := coalesce((p_query ->> 'to')::date, 'infinity');
  v_outside := coalesce((p_query ->> 'outside')::boolean, false);
  select award_id into v_award from public.award_measures where id = p_measure;
  if v_award is null then raise sqlstate 'PT404' using message = 'This measure is not there any more.', hint = 'missing'; end if;
  return (
    with rows as (
      select c.*, s.name as created_by_name, row_number() over (order by c.credited_on desc, c.created_at desc, c.id) as nth,
        (select coalesce(jsonb_agg(distinct o.award_number order by o.award_number), '[]') from public.award_credits x join public.awards o on o.id = x.award_id
          where x.award_id <> v_award and c.source <> 'hand' and (x.event_id = c.record_id or x.interaction_id = c.record_id or x.encounter_id = c.record_id)) as also
      from private.credit_rows(v_award) c left join public.staff s on s.id = c.created_by
      where c.measure_id = p_measure and c.credited_on between v_from and v_to
        and not (v_outside and exists (select from public.award_targets t where t.measure_id = p_measure and c.credited_on between t.period_start and t.period_end)))
    select jsonb_build_object('count', count(*), 'amount', coalesce(sum(r.amount), 0),
      'rows', coalesce(jsonb_agg(to_jsonb(r) - '{nth,created_by,created_at,measure_id}'::text[] order by r.nth) filter (where r.nth <= 500), '[]')) from rows r);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the days cannot be read.', hint = 'filters';
end $$;

create or replace function public.credit_candidates(p_measure uuid, p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_measure public.award_measures;
  v_award public.awards;
  v_from date;
  v_to date;
  v_words text := nullif(lower(btrim(p_query ->> 'search')), '');
  v_rows jsonb;
begin
  perform private.at_least('viewer');
  select * into v_measure from public.award_measures where id = p_measure;
  if v_measure.id is null then raise sqlstate 'PT404' using message = 'This measure is not there any more.', hint = 'missing'; end if;
  select * into v_award from public.awards where id = v_measure.award_id;
  v_from := greatest(v_award.starts_on, (p_query ->> 'from')::date);
  v_to := least(v_award.performance_ends_on, (p_query ->> 'to')::date);
  if coalesce(p_query ->> 'table', 'events') = 'events' then
    with found as (
      select e.id, e.title, e.kind, e.starts_on as credited_on, e as event from public.events e
      where e.status = 'held' and e.starts_on between v_from and v_to and e.starts_at >= private.day_start(v_from) - interval '1 day' and e.starts_at < private.day_start(v_to) + interval '2 days'
        and (v_words is null or strpos(lower(e.title), v_words) > 0)
        and not exists (select from public.award_credits c where c.measure_id = p_measure and c.event_id = e.id))
    select jsonb_build_object('count', (select count(*) from found), 'rows', coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'title', f.title, 'kind', f.kind, 'credited_on', f.credited_on,
        'amount', private.event_gives(f.event, v_measure.counts), 'inquiry_id', null, 'language', null,
        'also', (select coalesce(jsonb_agg(distinct o.award_number order by o.award_number), '[]') from public.award_credits x join public.awards o on o.id = x.award_id where x.event_id = f.id and x.award_id <> v_award.id))
      order by f.credited_on desc, f.title, f.id), '[]')) into v_rows
    from (select * from found order by credited_on desc, title, id limit 200) f;
  elsif p_query ->> 'table' = 'language_encounters' then
    with found as (
      select x.id, x.inquiry_id, x.mode, x.occurred_at, x.language, g.name || case when x.asked_for <> '' then ' · ' || x.asked_for else '' end as title
      from public.language_encounters x join public.languages g on g.code = x.language
      where not x.is_test and x.occurred_at >= private.day_start(v_from) and x.occurred_at < private.day_start(v_to + 1)
        and (v_words is null or strpos(lower(x.asked_for), v_words) > 0 or strpos(lower(g.name), v_words) > 0)
        and not exists (select from public.award_credits c left join public.interactions i on i.id = c.interaction_id where c.measure_id = p_measure
          and (c.encounter_id = x.id or c.event_id = x.event_id or (i.inquiry_id = x.inquiry_id and private.local_date(i.occurred_at) = private.local_date(x.occurred_at)))))
    select jsonb_build_object('count', (select count(*) from found), 'rows', coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'title', f.title, 'kind', f.mode,
        'credited_on', private.local_date(f.occurred_at), 'amount', 1, 'inquiry_id', f.inquiry_id, 'language', f.language,
        'also', (select coalesce(jsonb_agg(distinct o.award_number order by o.award_number), '[]') from public.award_credits x join public.awards o on o.id = x.award_id where x.encounter_id = f.id and x.award_id <> v_award.id))
      order by f.occurred_at desc, f.id), '[]')) into v_rows
    from (select * from found order by occurred_at desc, id limit 200) f;
  else
    with found as (
      select i.id, q.id as inquiry_id, q.number, q.subject, i.kind, i.occurred_at, q.language from public.interactions i join public.inquiries q on q.id = i.inquiry_id
      where i.kind in ('call', 'email', 'visit', 'letter') and i.occurred_at >= private.day_start(v_from) and i.occurred_at < private.day_start(v_to + 1)
        and (v_measure.counts <> 'language' or private.is_other_language(q.language))
        and (v_words is null or strpos(lower(q.subject), v_words) > 0 or strpos(lower(q.number), v_words) > 0)
        and not exists (select from public.award_credits c where c.measure_id = p_measure and c.interaction_id = i.id))
    select jsonb_build_object('count', (select count(*) from found), 'rows', coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'title', f.number || ' · ' || f.subject, 'kind', f.kind,
        'credited_on', private.local_date(f.occurred_at), 'amount', 1, 'inquiry_id', f.inquiry_id, 'language', f.language,
        'also', (select coalesce(jsonb_agg(distinct o.award_number order by o.award_number), '[]') from public.award_credits x join public.awards o on o.id = x.award_id where x.interaction_id = f.id and x.award_id <> v_award.id))
      order by f.occurred_at desc, f.id), '[]')) into v_rows
    from (select * from found order by occurred_at desc, id limit 200) f;
  end if;
  return v_rows;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the days cannot be read.', hint = 'filters';
end $$;

create or replace function public.credits_of(p_table text, p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  if p_table not in ('events', 'inquiries', 'language_encounters') then
    raise sqlstate 'PT422' using message = 'Events, the contacts of an inquiry and language encounters can be credited.', hint = 'credit_record';
  end if;
  return (
    with records as (
      select e.id, e.starts_on as on_day, e.status <> 'cancelled' as is_creditable, true as is_other from public.events e where p_table = 'events' and e.id = p_id
      union all
      select i.id, private.local_date(i.occurred_at), private.is_creditable(i.kind), private.is_other_language(q.language)
      from public.interactions i join public.inquiries q on q.id = i.inquiry_id where p_table = 'inquiries' and i.inquiry_id = p_id
      union all
      select x.id, private.local_date(x.occurred_at), not x.is_test, true from public.language_encounters x where p_table = 'language_encounters' and x.id = p_id),
    credits as (
      select r.id as record_id, c.id, c.measure_id, c.award_id from records r join public.award_credits c on c.event_id = r.id or c.interaction_id = r.id or c.encounter_id = r.id),
    told as (
      select k.record_id, k.id, k.measure_id, w.amount, w.stands, w.first_on, k.award_id
      from (select distinct award_id from credits) a cross join lateral private.credit_rows(a.award_id) w join credits k on k.id = w.id),
    running as (
      select m.id, m.counts, a.starts_on, a.performance_ends_on from public.award_measures m join public.awards a on a.id = m.award_id
      where m.is_active and a.status in ('awarded', 'active', 'suspended', 'terminated', 'closeout')),
    offered as (
      select r.id as record_id, m.id as measure_id from records r join running m on r.on_day between m.starts_on and m.performance_ends_on
      where r.is_creditable and (m.counts <> 'language' or r.is_other) and not exists (select from credits c where c.record_id = r.id and c.measure_id = m.id))
    select jsonb_build_object(
      'measures', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'unit', m.unit, 'counts', m.counts, 'award_id', a.id, 'award_number', a.award_number, 'award_title', a.title,
          'award_status', a.status) order by a.title, a.id, m.sort_order, m.id), '[]')
        from public.award_measures m join public.awards a on a.id = m.award_id where m.id in (select measure_id from credits union select measure_id from offered)),
      'records', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'credited_on', r.on_day,
          'credits', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'measure_id', t.measure_id, 'amount', t.amount, 'stands', t.stands, 'first_on', t.first_on) order by t.id), '[]') from told t where t.record_id = r.id),
          'offered', (select coalesce(jsonb_agg(o.measure_id), '[]') from offered o where o.record_id = r.id)) order by r.on_day, r.id), '[]')
        from records r where r.is_creditable or exists (select from told t where t.record_id = r.id))));
end $$;
