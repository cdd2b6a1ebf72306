-- The question after an inquiry, in numbers: how many were asked whether they got what they needed, how many answered, and what. The report
-- tells it under the section of the inquiry; whoever answered "no" disputes the closing. Behind each number are its inquiries.

-- The inquiries about which a question went out between two days, both included; an inquiry once, however often it was closed.
create function private.inquiries_asked(p_from date, p_to date) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct (d.payload #>> '{inquiry,id}')::uuid
  from public.campaigns c join public.deliveries d on d.campaign_id = c.id
  where c.kind = 'journey' and d.status = 'sent' and d.payload ? 'inquiry' and d.settled_at >= private.day_start(p_from) and d.settled_at < private.day_start(p_to + 1)
$$;

-- Those that were answered for the first time between two days, with what was said of the last closing among them. No day: no bound.
create function private.inquiries_answered(p_from date, p_to date) returns table (inquiry_id uuid, answer text)
language sql stable security definer set search_path = '' as $$
  select distinct on (a.inquiry_id) a.inquiry_id, a.answer from public.inquiry_answers a
  where a.created_at >= coalesce(private.day_start(p_from), '-infinity') and a.created_at < coalesce(private.day_start(p_to + 1), 'infinity')
  order by a.inquiry_id, a.closed_at desc
$$;

-- As before, and: answer [yes, no, not_yet]; asked and answered {from, to}, days, both included.
create or replace function private.inquiry_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    -- States other than closed are open: saying so lets the small partial indexes answer.
    case when jsonb_typeof(f -> 'status') = 'array' and jsonb_array_length(f -> 'status') > 0 and not f -> 'status' ? 'closed' then 't.closed_at is null' end,
    private.filter_any('t.channel', 'text', f -> 'channel'),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.topic_id', 'uuid', f -> 'topic'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.department_id', 'uuid', f -> 'department'),
    private.filter_any('t.assigned_to', 'uuid', f -> 'assigned_to'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    private.filter_any('t.resolution_code', 'text', f -> 'resolution'),
    case f ->> 'is_open' when 'true' then 't.closed_at is null' when 'false' then 't.closed_at is not null' end,
    private.filter_days('t.opened_at', f -> 'opened'),
    private.filter_days('t.closed_at', f -> 'closed'),
    case when f #>> '{due,from}' is not null and f #>> '{due,to}' is not null then
      format('coalesce(t.due_on, ''infinity''::date) >= %L::date and coalesce(t.due_on, ''infinity''::date) <= %L::date and t.closed_at is null',
        (f #>> '{due,from}')::date, (f #>> '{due,to}')::date) end,
    case when f ->> 'due_before' is not null then format('coalesce(t.due_on, ''infinity''::date) < %L::date and t.closed_at is null', (f ->> 'due_before')::date) end,
    case when f ->> 'open_on' is not null then format('t.opened_at < %1$L::timestamptz and (t.closed_at is null or t.closed_at >= %1$L::timestamptz)', private.day_start((f ->> 'open_on')::date + 1)) end,
    case when f #>> '{asked,from}' is not null and f #>> '{asked,to}' is not null then
      format('t.id in (select a from private.inquiries_asked(%L, %L) a)', (f #>> '{asked,from}')::date, (f #>> '{asked,to}')::date) end,
    case when f ? 'answer' or f ? 'answered' then
      format('t.id in (select a.inquiry_id from private.inquiries_answered(%L, %L) a where %s)', (f #>> '{answered,from}')::date, (f #>> '{answered,to}')::date,
        coalesce(private.filter_any('a.answer', 'text', f -> 'answer'), 'true')) end,
    private.filter_words('public.inquiries', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- One entry for each section with something to say.
create function private.answer_facts(p_month date) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  with days as materialized (select p_month as starts, (p_month + interval '1 month')::date - 1 as ends),
  told as (
    select i.primary_section as section, 1 as asked, null::text as answer from days d cross join lateral private.inquiries_asked(d.starts, d.ends) a join public.inquiries i on i.id = a
    union all
    select i.primary_section, 0, a.answer from days d cross join lateral private.inquiries_answered(d.starts, d.ends) a join public.inquiries i on i.id = a.inquiry_id),
  counts as (
    select section, sum(asked) as asked, count(answer) as answered, count(*) filter (where answer = 'yes') as yes, count(*) filter (where answer = 'not_yet') as not_yet,
      count(*) filter (where answer = 'no') as no from told group by 1)
  select coalesce(jsonb_agg(jsonb_build_object('key', section::text, 'asked', asked, 'answered', answered, 'yes', yes, 'not_yet', not_yet, 'no', no) order by section), '[]') from counts
$$;
revoke all on function private.inquiries_asked(date, date), private.inquiries_answered(date, date), private.answer_facts(date) from public, anon, authenticated;

create or replace function public.report_facts(p_month date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_facts jsonb := private.report_inquiry_facts(p_month);
  v_month date := (v_facts ->> 'month')::date;
  v_fiscal date := (v_facts #>> '{periods,fiscal_year_to_date,from}')::date;
begin
  return v_facts || jsonb_build_object('events', private.event_facts(v_month, v_fiscal), 'campaigns', private.campaign_facts(v_month, v_fiscal), 'answers', private.answer_facts(v_month));
end $$;

-- ---------------------------------------------------------------- the sample office
-- The question after an inquiry in the sample: a letter that went out for half a year and was switched off again, and what was answered.
-- p_messages as save_campaign takes them. Its addresses are invented and are never written to.
create function public.load_sample_answers(p_name text, p_messages jsonb) returns void
language plpgsql volatile security definer set search_path = '' set statement_timeout = '5min' as $$
declare
  v_begins timestamptz := private.day_start((date_trunc('month', public.office_today()) - interval '6 months')::date);
  v_ends timestamptz := private.day_start(public.office_today() - 1);
  v_journey uuid := (select id from public.journeys where kind = 'inquiry_closed');
  v_list uuid;
  v_campaign uuid;
  v_step uuid;
begin
  if not (select is_sample from public.settings) or exists (select from public.journey_steps) then
    raise sqlstate 'PT409' using message = 'Sample answers are loaded once, into a sample office only.', hint = 'not_empty';
  end if;
  insert into public.mailing_lists (code, name, description, translations, needs_consent, is_public, created_at, updated_at)
  values ('after-an-inquiry', 'After your inquiry', 'One question after an inquiry was closed: did you get what you needed?',
    '{"es": {"name": "Después de su consulta", "description": "Una pregunta después de cerrar una consulta: ¿recibió lo que necesitaba?"}}', false, false, v_begins, v_begins)
  returning id into v_list;
  insert into public.campaigns (name, kind, list_id, written_by, created_at, updated_at)
  values (p_name, 'journey', v_list, (select id from public.staff where email = 'coordinator@rotunda.example'), v_begins, v_begins) returning id into v_campaign;
  insert into public.campaign_messages (campaign_id, language, subject, preheader, blocks, created_at, updated_at)
  select v_campaign, m.language, m.subject, coalesce(m.preheader, ''), m.blocks, v_begins, v_begins from jsonb_to_recordset(p_messages) m (language text, subject text, preheader text, blocks jsonb);
  -- Written by one person and approved by another, as ever; here that was long ago.
  perform private.set_single_writing('public.campaigns'::regclass, false);
  update public.campaigns set status = 'approved', submitted_by = written_by, submitted_at = v_begins, submitted_content = private.campaign_wording(campaigns.id), approved_by = s.id, approved_at = v_begins,
    approved_content = jsonb_build_object('content', private.campaign_wording(campaigns.id), 'by', s.id, 'at', v_begins), started_at = v_begins
  from public.staff s where s.email = 'manager@rotunda.example' and campaigns.id = v_campaign;
  perform private.set_single_writing('public.campaigns'::regclass, true);
  insert into public.journey_steps (journey_id, campaign_id, days, created_at, updated_at) values (v_journey, v_campaign, 2, v_begins, v_begins) returning id into v_step;
  update public.journeys set turned_on_at = v_begins where id = v_journey;

  create temporary table sample_asked on commit drop as
  select i.id, i.number, i.subject, i.primary_section, i.opened_at, i.resident_id, i.language, i.district_id, e.address, x.turn, x.disputes,
    -- Whoever said "no" had been told before that it was done; what is closed now was closed for the second time.
    case when x.disputes then i.closed_at - interval '4 days' else i.closed_at end as closed_at
  from public.inquiries i join lateral (select address from public.resident_emails where resident_id = i.resident_id order by created_at, address limit 1) e on true
  cross join lateral (select t.turn, t.turn between 3 and 7 and i.closed_at > i.opened_at + interval '5 days' as disputes from (select abs(hashtext(i.number)) % 40 as turn) t) x
  where not exists (select from public.suppressions s where s.address = e.address) and i.closed_at >= v_begins and i.closed_at < v_ends - interval '3 days' and i.resolution_code not in ('duplicate', 'cancelled');
  insert into public.deliveries (kind, key, campaign_id, priority, resident_id, district_id, to_address, language, payload, subject, send_at, planned_at, expires_at, status, settled_at, attempts,
    message_id, created_at, updated_at)
  select 'campaign.letter', format('journey:%s:inquiry:%s:%s:%s', v_step, a.id, extract(epoch from a.closed_at)::bigint, a.address), v_campaign, 5, a.resident_id, a.district_id, a.address, m.language,
    jsonb_build_object('inquiry', jsonb_build_object('id', a.id, 'number', a.number, 'subject', a.subject)), m.subject, t.at, t.at, t.at + interval '10 days', 'sent', t.at + interval '40 seconds', 1,
    format('<%s@rotunda.example>', gen_random_uuid()), t.at, t.at + interval '40 seconds'
  from pg_temp.sample_asked a cross join lateral (select a.closed_at + interval '2 days' as at) t
  join public.campaign_messages m on m.campaign_id = v_campaign and m.language = case when a.language = 'es' then 'es' else 'en' end;
  -- About one in four answers; of those most got what they needed.
  insert into public.inquiry_answers (inquiry_id, closed_at, answer, language, created_at, updated_at)
  select a.id, a.closed_at, case when a.disputes then 'no' when a.turn = 8 then 'not_yet' else 'yes' end, case when a.language = 'es' then 'es' else 'en' end, t.at, t.at
  from pg_temp.sample_asked a cross join lateral (select a.closed_at + interval '2 days' + make_interval(hours => 1 + abs(hashtext(a.number)) % 30) as at) t
  where a.turn between 0 and 8 and t.at < now() order by t.at;
end $$;
revoke all on function public.load_sample_answers(text, jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_answers(text, jsonb) to service_role;
