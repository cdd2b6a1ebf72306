-- Referrals as a list, as one record, and as a scorecard of who receives them.

-- Filters: status, organization, topic, language, district, program, inquiry, event, resident, outcome, delivery, section (lists of
-- values); number; sent ({from, to} days); is_open (with the receiver, or refused and gone nowhere); is_late (a clock ran out); waits
-- (nobody accepted yet); has_question (the office is asked); is_refused (declined and gone nowhere); mine (sent by the reader).
create function private.referral_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.organization_id', 'uuid', f -> 'organization'),
    private.filter_any('t.topic_id', 'uuid', f -> 'topic'),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.program_id', 'uuid', f -> 'program'),
    private.filter_any('t.inquiry_id', 'uuid', f -> 'inquiry'),
    private.filter_any('t.event_id', 'uuid', f -> 'event'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_any('t.outcome', 'text', f -> 'outcome'),
    private.filter_any('t.delivery', 'text', f -> 'delivery'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    case when f ->> 'number' is not null then format('t.number = %L::bigint', f ->> 'number') end,
    private.filter_days('t.sent_at', f -> 'sent'),
    private.filter_days('t.closed_at', f -> 'closed'),
    case f ->> 'is_open' when 'true' then '(t.status in (''sent'', ''asked'', ''accepted'') or t.status = ''declined'' and t.next_id is null)'
      when 'false' then '(t.status in (''draft'', ''closed'', ''withdrawn'') or t.status = ''declined'' and t.next_id is not null)' end,
    case when f ->> 'is_late' = 'true' then '(t.asked_at is null and (t.status = ''sent'' and t.accept_due_at < now() or t.status = ''accepted'' and t.outcome_due_at < now()))' end,
    case when f ->> 'waits' = 'true' then 't.status in (''sent'', ''asked'')' end,
    case when f ->> 'has_question' = 'true' then 't.asked_at is not null' end,
    case when f ->> 'is_refused' = 'true' then 't.status = ''declined'' and t.next_id is null' end,
    case when f ->> 'is_sent' = 'true' then 't.sent_at is not null' end,
    case when f ->> 'mine' = 'true' then format('t.created_by = %L::uuid', private.current_staff_id()) end,
    case when btrim(coalesce(p_query ->> 'search', '')) <> '' then private.referral_words(btrim(p_query ->> 'search')) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
-- Words: the number of the referral, of 311 or of the inquiry; who gets it, what is asked, who it is for.
create function private.referral_words(p_text text) returns text
language sql stable set search_path = '' as $$
  select format('(t.number::text = %1$L or t.service_request_number = %1$L or t.request ilike %2$L
    or t.organization_id in (select o.id from public.organizations o where o.name ilike %2$L)
    or t.inquiry_id in (select i.id from public.inquiries i where i.number = %1$L)
    or t.resident_id in (select r.id from public.residents r where r.name ilike %2$L))', p_text, '%' || replace(replace(replace(p_text, '\', '\\'), '%', '\%'), '_', '\_') || '%')
$$;

create function public.list_referrals(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.referrals',
    'page.number, page.status, page.delivery, page.request, page.language, page.sent_at, page.accept_due_at, page.outcome_due_at, page.accepted_at, page.declined_at, page.closed_at, page.asked_at,
     page.outcome, page.outcome_amount_cents, page.decline_reason, page.responsible_name, page.service_request_number, page.escalated_at, page.acknowledged_at, page.next_id, page.created_at, page.version,
     page.inquiry_id, page.event_id, page.organization_id, o.name as organization, t.name as topic, d.name as district, i.number as inquiry_number, i.subject as inquiry_subject, e.title as event_title,
     coalesce(r.preferred_name, r.name) as resident, s.name as sender, x.name as responsible,
     (page.asked_at is null and (page.status = ''sent'' and page.accept_due_at < now() or page.status = ''accepted'' and page.outcome_due_at < now())) as is_late,
     case when page.asked_at is not null then null when page.status = ''sent'' then page.accept_due_at when page.status = ''accepted'' then page.outcome_due_at end as due_at
     from page join public.organizations o on o.id = page.organization_id join public.topics t on t.id = page.topic_id left join public.districts d on d.id = page.district_id
     left join public.inquiries i on i.id = page.inquiry_id left join public.events e on e.id = page.event_id left join public.residents r on r.id = page.resident_id
     left join public.staff s on s.id = page.created_by left join public.organizations x on x.id = page.responsible_id',
    private.referral_filters(p_query),
    '{"created_at": {"key": "t.created_at", "type": "timestamptz"}, "sent_at": {"key": "coalesce(t.sent_at, ''infinity''::timestamptz)", "type": "timestamptz"},
      "due_at": {"key": "coalesce(case when t.asked_at is not null then t.asked_at when t.status = ''sent'' then t.accept_due_at when t.status = ''accepted'' then t.outcome_due_at when t.status = ''declined'' and t.next_id is null then t.declined_at end, ''infinity''::timestamptz)", "type": "timestamptz"}}',
    '{"sort": "created_at", "descending": true}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_referrals(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.referrals', private.referral_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- ---------------------------------------------------------------- one referral
-- {referral, organization, work_group, program, topic, district, inquiry, event, resident, sender, responsible, previous, next, events,
-- letters, clock: {clock, due_at, minutes_left (of work; negative: late)}, page_is_open}.
create function public.referral_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.referrals;
begin
  perform private.at_least('viewer');
  select * into v_one from public.referrals where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This referral is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object(
    'id', v_one.id,
    'referral', to_jsonb(v_one),
    'organization', (select jsonb_build_object('id', o.id, 'name', o.name, 'is_311', o.is_311, 'phone', o.phone, 'is_active', o.is_active, 'escalation', s.name)
      from public.organizations o left join public.staff s on s.id = o.escalation_staff_id and s.is_active where o.id = v_one.organization_id),
    'work_group', (select jsonb_build_object('id', g.id, 'name', g.name, 'email', g.email) from public.work_groups g where g.id = v_one.work_group_id),
    'program', (select jsonb_build_object('id', g.id, 'name', g.name) from public.programs g where g.id = v_one.program_id),
    'topic', (select jsonb_build_object('id', t.id, 'name', t.name) from public.topics t where t.id = v_one.topic_id),
    'district', (select jsonb_build_object('id', d.id, 'name', d.name) from public.districts d where d.id = v_one.district_id),
    'inquiry', (select jsonb_build_object('id', i.id, 'number', i.number, 'subject', i.subject, 'status', i.status) from public.inquiries i where i.id = v_one.inquiry_id),
    'event', (select jsonb_build_object('id', e.id, 'title', e.title) from public.events e where e.id = v_one.event_id),
    'resident', (select jsonb_build_object('id', r.id, 'name', coalesce(r.preferred_name, r.name), 'preferred_language', r.preferred_language) from public.residents r where r.id = v_one.resident_id),
    'sender', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.created_by),
    'escalated_to', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.escalated_to),
    'responsible', (select jsonb_build_object('id', o.id, 'name', o.name) from public.organizations o where o.id = v_one.responsible_id),
    'previous', (select jsonb_build_object('id', p.id, 'number', p.number, 'organization', o.name) from public.referrals p join public.organizations o on o.id = p.organization_id
      where p.next_id = p_id order by p.created_at, p.id limit 1),
    'next', (select jsonb_build_object('id', n.id, 'number', n.number, 'organization', o.name, 'status', n.status) from public.referrals n join public.organizations o on o.id = n.organization_id where n.id = v_one.next_id),
    'events', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'body', e.body, 'receiver', e.receiver, 'staff', s.name, 'at', e.occurred_at) order by e.occurred_at, e.created_at, e.id), '[]')
      from public.referral_events e left join public.staff s on s.id = e.staff_id where e.referral_id = p_id),
    'letters', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'to', d.to_address, 'status', d.status, 'reason', d.reason, 'at', coalesce(d.settled_at, d.send_at)) order by d.created_at, d.id), '[]')
      from public.deliveries d where d.referral_id = p_id),
    'standard', (select to_jsonb(m) from private.referral_standard(v_one.organization_id, v_one.topic_id) m),
    'clock', (select jsonb_build_object('clock', c.clock, 'due_at', c.due_at, 'is_late', c.due_at < now(),
      'minutes', case when c.due_at < now() then private.business_minutes(c.due_at, now(), x.whose) else private.business_minutes(now(), c.due_at, x.whose) end)
      from private.referral_clocks c cross join lateral (select case when c.clock <> 'answer' then v_one.organization_id end as whose) x where c.referral_id = p_id),
    'page_is_open', private.referral_link_of(p_id) is not null);
end $$;

-- ---------------------------------------------------------------- the scorecard
-- How receivers do: sent, accepted, declined, closed, late to accept, median minutes of their work to accept, outcomes. p_organization
-- null: each of them, those with most first. p_query: sent ({from, to} days), topic, language, district (lists). Of one there are rows by
-- topic, language and district too. Groups of fewer than five by language are told together, so that nobody is found in them: also the
-- next larger one when only one would be hidden, or it could be worked out.
create function private.scores(p_where text, p_group text) returns jsonb
language plpgsql stable set search_path = '' set jit = off as $$
declare v_rows jsonb;
begin
  execute format($sql$
    select coalesce(jsonb_agg(to_jsonb(g) order by g.sent desc, g.name, g.id), '[]') from (
      select %2$s as id, min(case %4$L when 'organization' then o.name when 'topic' then t.name when 'language' then l.name when 'district' then d.name end) as name,
        count(*)::integer as sent,
        count(*) filter (where r.accepted_at is not null)::integer as accepted,
        count(*) filter (where r.status = 'declined')::integer as declined,
        count(*) filter (where r.status in ('sent', 'asked'))::integer as waiting,
        count(*) filter (where r.status = 'closed')::integer as closed,
        count(*) filter (where r.status = 'withdrawn')::integer as withdrawn,
        count(*) filter (where r.delivery <> 'service_request' and r.accepted_at <= r.accept_due_at)::integer as in_time,
        count(*) filter (where r.delivery <> 'service_request' and r.accepted_at is not null)::integer as timed,
        percentile_disc(0.5) within group (order by private.business_minutes(r.sent_at, r.accepted_at, r.organization_id)) filter (where r.accepted_at is not null and r.delivery <> 'service_request') as median_minutes,
        jsonb_strip_nulls(jsonb_build_object(
          'served', nullif(count(*) filter (where r.outcome = 'served'), 0), 'partly_served', nullif(count(*) filter (where r.outcome = 'partly_served'), 0),
          'not_eligible', nullif(count(*) filter (where r.outcome = 'not_eligible'), 0), 'no_capacity', nullif(count(*) filter (where r.outcome = 'no_capacity'), 0),
          'not_reached', nullif(count(*) filter (where r.outcome = 'not_reached'), 0), 'resident_declined', nullif(count(*) filter (where r.outcome = 'resident_declined'), 0),
          'other', nullif(count(*) filter (where r.outcome = 'other'), 0))) as outcomes
      from public.referrals r join public.organizations o on o.id = r.organization_id join public.topics t on t.id = r.topic_id
      join public.languages l on l.code = r.language left join public.districts d on d.id = r.district_id
      where r.sent_at is not null and %1$s %3$s) g $sql$,
    p_where, case p_group when 'organization' then 'r.organization_id::text' when 'topic' then 'r.topic_id::text' when 'language' then 'r.language' when 'district' then 'r.district_id::text' else 'null::text' end,
    case when p_group = 'all' then '' else 'group by 1' end, p_group) into v_rows;
  return v_rows;
end $$;
create function private.hide_small(p_rows jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  v_small integer := (select count(*) from jsonb_array_elements(p_rows) e where (e ->> 'sent')::integer < 5);
  v_hidden integer;
begin
  if v_small = 0 then return p_rows; end if;
  v_hidden := case when v_small = 1 then 2 else v_small end;
  return (with ranked as (select e, row_number() over (order by (e ->> 'sent')::integer, e ->> 'id') as n, ord from jsonb_array_elements(p_rows) with ordinality x (e, ord))
    select coalesce(jsonb_agg(e order by ord) filter (where n > v_hidden), '[]')
      || jsonb_build_array(jsonb_build_object('id', null, 'name', null, 'is_hidden', true, 'groups', count(*) filter (where n <= v_hidden))) from ranked);
end $$;
create function public.referral_scorecard(p_organization uuid default null, p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_where text;
begin
  perform private.may_list();
  v_where := coalesce(nullif(array_to_string(array_remove(array[
    case when p_organization is not null then format('r.organization_id = %L::uuid', p_organization) end,
    private.filter_days('r.sent_at', p_query -> 'sent'),
    private.filter_any('r.topic_id', 'uuid', p_query -> 'topic'),
    private.filter_any('r.language', 'text', p_query -> 'language'),
    private.filter_any('r.district_id', 'uuid', p_query -> 'district')], null), ' and '), ''), 'true');
  return jsonb_build_object(
    'total', private.scores(v_where, 'all') -> 0,
    'organizations', case when p_organization is null then private.scores(v_where, 'organization') else '[]'::jsonb end,
    'topics', private.scores(v_where, 'topic'),
    'languages', private.hide_small(private.scores(v_where, 'language')),
    'districts', private.scores(v_where, 'district'));
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

revoke all on function private.referral_filters(jsonb), private.referral_words(text), private.scores(text, text), private.hide_small(jsonb) from public, anon, authenticated;
revoke all on function public.list_referrals(jsonb), public.count_referrals(jsonb), public.referral_facts(uuid), public.referral_scorecard(uuid, jsonb) from public, anon;
grant execute on function public.list_referrals(jsonb), public.count_referrals(jsonb), public.referral_facts(uuid), public.referral_scorecard(uuid, jsonb) to authenticated, service_role;
comment on function public.referral_scorecard(uuid, jsonb) is 'How receivers of referrals do: accepted, how soon, with which outcome; by topic, language and district.';
