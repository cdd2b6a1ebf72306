-- Subawards, fifth chapter: how they are read. A list over all awards or of one, each with what it lacks, and one subaward whole.

-- What a list shows of one, on a day.
create function private.subaward_row(p_one public.subawards, p_today date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', p_one.id, 'version', p_one.version, 'award_id', p_one.award_id, 'award_number', a.award_number, 'award_title', a.title,
    'organization_id', p_one.organization_id, 'organization_name', o.name, 'title', p_one.title, 'subaward_number', p_one.subaward_number, 'status', p_one.status,
    'determination', p_one.determination, 'starts_on', p_one.starts_on, 'ends_on', coalesce(p_one.terminated_on, p_one.ends_on),
    'total_cents', private.subaward_total(p_one.id), 'paid_cents', private.subaward_paid(p_one.id),
    'risk', (select r.level from public.subaward_risks r where r.subaward_id = p_one.id order by r.assessed_on desc, r.created_at desc, r.id limit 1),
    'checked_on', (select c.checked_on from public.subaward_checks c where c.subaward_id = p_one.id order by c.checked_on desc, c.created_at desc, c.id limit 1),
    'next_visit_on', (select min(v.planned_on) from public.subaward_visits v where v.subaward_id = p_one.id and v.held_on is null),
    'open_findings', (select count(*) from public.subaward_findings f where f.subaward_id = p_one.id and f.action_done_on is null and f.decision is distinct from 'not_sustained'),
    'gaps', private.subaward_gaps(p_one, p_today))
  from public.awards a, public.organizations o where a.id = p_one.award_id and o.id = p_one.organization_id
$$;

-- p_query: award (an id), filters {status, risk, determination: lists of values; gap: a code, or "any"}, search (words), limit,
-- offset. Answers {rows, count, totals: {obligated_cents, paid_cents}}: what lives first, most that is missing first.
create function public.list_subawards(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  f constant jsonb := coalesce(p_query -> 'filters', '{}');
  v_today constant date := private.local_date(now());
  v_words tsquery;
  v_answer jsonb;
begin
  perform private.at_least('viewer');
  if btrim(p_query ->> 'search') <> '' then
    v_words := private.words_query(array(select left(word, 60) from unnest(tsvector_to_array(private.search_document(p_query ->> 'search'))) word));
  end if;
  with found as (
    select private.subaward_row(s, v_today) as one, s.status
    from public.subawards s join public.organizations o on o.id = s.organization_id join public.awards a on a.id = s.award_id
    where (p_query ->> 'award' is null or s.award_id = (p_query ->> 'award')::uuid)
      and (coalesce(jsonb_array_length(f -> 'status'), 0) = 0 or f -> 'status' ? s.status)
      and (coalesce(jsonb_array_length(f -> 'determination'), 0) = 0 or f -> 'determination' ? coalesce(s.determination, 'none'))
      and (v_words is null or private.search_document(concat_ws(' ', s.title, s.subaward_number, s.recipient_name, s.recipient_uei, o.name, a.award_number, a.award_key, a.title)) @@ v_words)),
  narrowed as (
    select one, status, jsonb_array_length(one -> 'gaps') as gaps from found
    where (coalesce(jsonb_array_length(f -> 'risk'), 0) = 0 or f -> 'risk' ? coalesce(one ->> 'risk', 'none'))
      and (f ->> 'gap' is null or (f ->> 'gap' = 'any' and one -> 'gaps' <> '[]') or one -> 'gaps' @> jsonb_build_array(jsonb_build_object('code', f ->> 'gap')))),
  page as (
    select one, row_number() over (order by status in ('closed', 'terminated'), gaps desc, lower(one ->> 'organization_name'), lower(one ->> 'title'), one ->> 'id') as n from narrowed)
  select jsonb_build_object(
    'rows', coalesce((select jsonb_agg(p.one order by p.n) from page p where p.n > coalesce((p_query ->> 'offset')::integer, 0)
      and p.n <= coalesce((p_query ->> 'offset')::integer, 0) + least(greatest(coalesce((p_query ->> 'limit')::integer, 50), 1), 200)), '[]'),
    'count', (select count(*) from narrowed),
    'totals', (select jsonb_build_object('obligated_cents', coalesce(sum((one ->> 'total_cents')::bigint), 0), 'paid_cents', coalesce(sum((one ->> 'paid_cents')::bigint), 0)) from narrowed))
  into v_answer;
  return v_answer;
exception when invalid_text_representation or numeric_value_out_of_range or invalid_parameter_value then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- One subaward with all that belongs to it, for its screen and for the sheet that its recipient gets.
create function public.subaward_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_one public.subawards;
  v_today date := private.local_date(now());
begin
  perform private.at_least('viewer');
  select * into v_one from public.subawards where id = p_id;
  if v_one.id is null then raise sqlstate 'PT404' using message = 'This subaward is not there any more.', hint = 'missing'; end if;
  return (to_jsonb(v_one) || private.subaward_row(v_one, v_today)) || jsonb_build_object(
    'ends_on', v_one.ends_on, 'today', v_today,
    'determined_by_name', (select s.name from public.staff s where s.id = v_one.determined_by),
    'award', (select jsonb_build_object('award_number', a.award_number, 'title', a.title, 'status', a.status, 'federal_award_on', a.federal_award_on, 'federal_cents', a.federal_cents,
        'starts_on', a.starts_on, 'ends_on', a.performance_ends_on, 'guidance', a.uniform_guidance_version, 'listing_number', l.number, 'listing_title', l.title,
        'component_code', c.code, 'component_name', c.name, 'lead_name', t.name, 'lead_email', t.email,
        'subawarded_cents', (select coalesce(sum(x.amount_cents), 0) from public.subaward_actions x join public.subawards y on y.id = x.subaward_id where y.award_id = a.id))
      from public.awards a left join public.assistance_listings l on l.id = a.listing_id left join public.grant_components c on c.id = a.component_id
        left join public.staff t on t.id = a.lead_id where a.id = v_one.award_id),
    'passer', (select jsonb_build_object('office_name', g.office_name, 'city_name', g.city_name, 'address', g.address, 'uei', g.uei) from public.settings g limit 1),
    'actions', (select coalesce(jsonb_agg(to_jsonb(x) || jsonb_build_object('running_cents', x.running, 'file_number', x.file_number) order by x.action_on, x.created_at, x.id), '[]') from (
      select a.id, a.version, a.action_on, a.amount_cents, a.note, a.legislation_id, a.created_at, g.file_number, sum(a.amount_cents) over (order by a.action_on, a.created_at, a.id) as running
      from public.subaward_actions a left join public.legislation g on g.id = a.legislation_id where a.subaward_id = p_id) x),
    'checks', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'checked_on', c.checked_on, 'result', c.result, 'note', c.note, 'by', s.name) order by c.checked_on desc, c.created_at desc, c.id), '[]')
      from public.subaward_checks c left join public.staff s on s.id = c.checked_by where c.subaward_id = p_id),
    'risks', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'assessed_on', r.assessed_on, 'level', r.level, 'proposed', private.risk_level(r.factors), 'factors', r.factors, 'reason', r.reason, 'by', s.name)
        order by r.assessed_on desc, r.created_at desc, r.id), '[]')
      from public.subaward_risks r left join public.staff s on s.id = r.assessed_by where r.subaward_id = p_id),
    'visits', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'version', v.version, 'kind', v.kind, 'planned_on', v.planned_on, 'held_on', v.held_on, 'notes', v.notes, 'by', s.name,
          'audit_accepted_on', v.audit_accepted_on, 'decision_due_on', private.management_decision_due_on(v.audit_accepted_on))
        order by coalesce(v.held_on, v.planned_on), v.kind, v.created_at, v.id), '[]')
      from public.subaward_visits v left join public.staff s on s.id = v.held_by where v.subaward_id = p_id),
    'findings', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'version', n.version, 'visit_id', n.visit_id, 'text', n.text, 'corrective_action', n.corrective_action,
          'action_due_on', n.action_due_on, 'action_done_on', n.action_done_on, 'decision', n.decision, 'decision_on', n.decision_on, 'decision_note', n.decision_note,
          'questioned_cents', n.questioned_cents, 'decision_due_on', case when n.decision is null then private.management_decision_due_on(v.audit_accepted_on) end)
        order by n.created_at, n.id), '[]')
      from public.subaward_findings n left join public.subaward_visits v on v.id = n.visit_id where n.subaward_id = p_id),
    'payments', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'entry_on', e.entry_on, 'share', e.share, 'amount_cents', e.amount_cents, 'description', e.description, 'reference', e.reference)
        order by e.entry_on, e.created_at, e.id), '[]')
      from public.award_entries e where e.subaward_id = p_id and e.kind = 'expenditure'),
    'reports', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'due_on', r.due_on, 'filed_on', r.filed_on, 'waived_on', r.waived_on) order by r.due_on, r.kind, r.id), '[]')
      from public.award_reports r where r.subaward_id = p_id),
    'ffata', (select jsonb_build_object('action_id', e.action_id, 'reportable_on', e.reportable_on, 'total_cents', e.total_cents, 'due_on', coalesce(r.due_on, private.ffata_due_on(e.reportable_on)),
        'filed_on', r.filed_on, 'waived_on', r.waived_on)
      from private.ffata_events(p_id) e left join lateral (select w.due_on, w.filed_on, w.waived_on from public.award_reports w where w.subaward_id = p_id and w.kind = 'ffata'
        order by w.filed_on nulls last, w.due_on, w.id limit 1) r on true),
    'ffata_from_cents', private.ffata_threshold(v_today));
end $$;

revoke all on function private.subaward_row(public.subawards, date) from public, anon, authenticated;
revoke all on function public.list_subawards(jsonb), public.subaward_facts(uuid) from public, anon;
grant execute on function public.list_subawards(jsonb), public.subaward_facts(uuid) to authenticated;
