-- More of the story of an inquiry: copies for the public, which left the office and which no undo brings back; and whom a clock that
-- ran out was brought to, step by step, with whoever said that they are on it.

-- One entry of the story as a screen tells it.
create or replace function private.tell_story_entry(p_source text, p_id text, p_at timestamptz, p_inquiry uuid, p_readable text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_told jsonb;
begin
  case p_source
  when 'opened' then
    select jsonb_build_object('who', i.created_by, 'channel', i.channel, 'source_system', i.source_system, 'source_key', i.source_key) into v_told
    from public.inquiries i where i.id = p_id::uuid;
  when 'said' then
    select jsonb_build_object('who', n.created_by, 'said', n.kind, 'body', n.body, 'is_public', n.is_public,
      'mail', (select private.tell_mail(m) from public.mails m where m.interaction_id = n.id order by m.id limit 1),
      'cards', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'number', u.number, 'language', u.language) order by u.created_at, u.id), '[]')
        from public.answer_uses u join public.answer_cards c on c.id = u.card_id where u.interaction_id = n.id)) into v_told
    from public.interactions n where n.id = p_id::uuid;
  when 'mail' then
    select jsonb_build_object('who', m.created_by, 'mail', private.tell_mail(m)) into v_told from public.mails m where m.id = p_id::uuid;
  when 'act' then
    select jsonb_build_object('who', s.staff_id, 'act', private.tell_change_set(s, 'inquiries', p_inquiry::text, p_readable)) into v_told
    from public.change_sets s where s.id = p_id::uuid and s.created_at between p_at - interval '3 minutes' and p_at;
  when 'answer' then
    -- What opened it again stands in the story with the same words already, unless it was written in one moment with the answer.
    select jsonb_build_object('who', null, 'answer', a.answer, 'words', case when not exists (
        select from public.interactions n where n.inquiry_id = a.inquiry_id and n.kind = 'reopening' and strpos(n.body, a.words) > 0
          and not (n.created_by is null and a.answer = 'no' and n.occurred_at = a.updated_at)) then a.words end,
      'person', (select coalesce(r.preferred_name, r.name) from public.inquiry_people p join public.residents r on r.id = p.resident_id where p.id = a.person_id)) into v_told
    from public.inquiry_answers a where a.id = p_id::uuid;
  when 'file' then
    select jsonb_build_object('who', f.created_by, 'name', f.name) into v_told from public.attachments f where f.id = p_id::uuid;
  when 'task' then
    select jsonb_build_object('who', k.created_by, 'name', k.title, 'done_at', k.done_at) into v_told from public.tasks k where k.id = p_id::uuid;
  when 'referral' then
    select jsonb_build_object('who', e.staff_id, 'step', e.kind, 'body', e.body, 'receiver', e.receiver, 'referral_id', r.id, 'number', r.number, 'organization', o.name) into v_told
    from public.referral_events e join public.referrals r on r.id = e.referral_id join public.organizations o on o.id = r.organization_id where e.id = p_id::uuid;
  when 'encounter' then
    select jsonb_build_object('who', e.staff_id, 'language', e.language, 'dialect', e.dialect, 'mode', e.mode, 'outcome', e.outcome, 'unmet_reason', e.unmet_reason, 'minutes', e.duration_minutes) into v_told
    from public.language_encounters e where e.id = p_id::uuid;
  when 'letter' then
    select jsonb_build_object('who', null, 'letter', d.kind, 'to', coalesce((select coalesce(r.preferred_name, r.name) from public.residents r where r.id = d.resident_id), d.to_address),
      'delivery', jsonb_build_object('status', d.status, 'reason', d.reason, 'send_at', d.send_at, 'settled_at', d.settled_at, 'bounced_at', d.bounced_at)) into v_told
    from public.deliveries d where d.id = p_id::uuid;
  when 'request' then
    select jsonb_build_object('who', null, 'number', q.service_request_number, 'status', q.status_text, 'issue', q.issue_type, 'is_open', q.is_open) into v_told
    from public.service_requests q where q.id = p_id::bigint;
  when 'escalation' then
    select jsonb_build_object('who', null, 'clock', e.clock, 'due_at', e.due_at, 'after_minutes', e.after_minutes, 'told_to', to_jsonb(e.told_to),
      'acknowledged_by', e.acknowledged_by, 'acknowledged_at', e.acknowledged_at) into v_told
    from public.inquiry_escalations e where e.id = p_id::uuid;
  when 'packet' then
    select jsonb_build_object('who', p.made_by, 'number', p.number, 'profile', p.profile_name, 'places', p.places) into v_told from public.packets p where p.id = p_id::uuid;
  else
    select jsonb_build_object('who', t.compiled_by, 'report_id', t.id, 'month', t.month, 'edition', t.edition,
      'counted', array(select c.how from public.inquiries i cross join lateral (values ('opened', i.opened_at), ('closed', i.closed_at)) c (how, at)
        where i.id = p_inquiry and c.at <= t.data_as_of and private.month_of(c.at) = t.month)) into v_told
    from public.reports t where t.id = p_id::uuid;
  end case;
  return v_told;
end $$;

-- As before, with both. p_query: {kinds: [note, call, visit, mail, letter, state, referral, encounter, file, task, request, report, packet;
-- all without it}, {after} is the cursor of the page before, {limit} at most 200. Answers {rows, next, names, references}.
create or replace function public.inquiry_timeline(p_id uuid, p_query jsonb default '{}') returns jsonb
-- Compiling it would cost PostgreSQL more than running it.
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_limit integer := least(greatest(coalesce((p_query ->> 'limit')::integer, 30), 1), 200);
  v_kinds text[] := case when jsonb_typeof(p_query -> 'kinds') = 'array' then array(select jsonb_array_elements_text(p_query -> 'kinds')) end;
  v_at timestamptz := coalesce((p_query #>> '{after,0}')::timestamptz, 'infinity');
  v_key text := coalesce(p_query #>> '{after,1}', '');
  v_readable text[];
  v_page jsonb;
  v_rows jsonb;
begin
  perform private.at_least('viewer');
  if not exists (select from public.inquiries where id = p_id) then
    raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing';
  end if;
  -- Keys begin with a rank: of one moment, the opening is the earliest, then what was answered, what followed from it, and what was said.
  with story as (
    select p_id as id, true as is_own
    union all select i.id, false from public.inquiries i where i.duplicate_of_id = p_id),
  entries as (
    (select i.opened_at as at, '0' || i.id as key, 'opened' as source, i.id::text as id, s.id as inquiry
      from story s join public.inquiries i on i.id = s.id where v_kinds is null or 'state' = any (v_kinds))
    union all
    (select n.occurred_at, '4' || n.id, 'said', n.id::text, s.id
      from story s cross join lateral (
        select x.id, x.occurred_at from public.interactions x
        where x.inquiry_id = s.id and x.occurred_at <= v_at and (x.occurred_at < v_at or '4' || x.id < v_key)
          and (v_kinds is null or (case x.kind when 'email' then 'mail' when 'resolution' then 'state' when 'reopening' then 'state' else x.kind end) = any (v_kinds))
          -- A "no" opens it again and leaves an entry with the same words at the same moment: the answer tells both.
          and not (x.kind = 'reopening' and x.created_by is null and exists (
            select from public.inquiry_answers a where a.inquiry_id = x.inquiry_id and a.answer = 'no' and a.updated_at = x.occurred_at))
        order by x.occurred_at desc, x.id desc limit v_limit + 1) n)
    union all
    (select m.sent_at, '4' || m.id, 'mail', m.id::text, s.id
      from story s cross join lateral (
        select x.id, x.sent_at from public.mails x
        where x.inquiry_id = s.id and x.interaction_id is null and x.sent_at <= v_at and (x.sent_at < v_at or '4' || x.id < v_key)
        order by x.sent_at desc, x.id desc limit v_limit + 1) m where v_kinds is null or 'mail' = any (v_kinds))
    union all
    -- What people did to it and its parts, an act each. What was added and tells itself is no act of its own.
    (select c.at, '2' || c.change_set, 'act', c.change_set::text, p_id
      from (
        select d.change_set, min(d.changed_at) as at, array_agg(d.kind) as kinds
        from (
          select x.change_set, x.changed_at, 'state' as kind from public.changes x
          where x.table_name = 'inquiries' and x.record_id = p_id::text and x.action = 'update'
            and x.after ?| array['status', 'assigned_to', 'subject', 'body', 'topic_id', 'department_id', 'primary_section', 'sections', 'resident_id', 'district_id', 'neighborhood',
              'location', 'channel', 'language', 'due_on']
          union all
          select x.change_set, x.changed_at,
            case x.table_name when 'interactions' then 'note' when 'mails' then 'mail' when 'tasks' then 'task' when 'attachments' then 'file' else 'state' end
          from public.changes x
          where x.parent_table = 'inquiries' and x.parent_id = p_id::text and x.table_name not in ('inquiry_answers', 'answer_uses', 'clock_pauses', 'packets')
            and not (x.action = 'insert' and (x.reason = 'service' or x.table_name in ('interactions', 'mails')))
            -- Of the ladder only that somebody is on it: whom it was brought to tells itself.
            and (x.table_name <> 'inquiry_escalations' or x.action = 'update' and x.after ? 'acknowledged_at')) d
        group by d.change_set) c
      where c.at <= v_at and (c.at < v_at or '2' || c.change_set < v_key) and (v_kinds is null or c.kinds && v_kinds)
      order by c.at desc, c.change_set desc limit v_limit + 1)
    union all
    (select a.updated_at, '1' || a.id, 'answer', a.id::text, s.id
      from story s join public.inquiry_answers a on a.inquiry_id = s.id where v_kinds is null or 'state' = any (v_kinds))
    union all
    (select e.told_at, '3' || e.id, 'escalation', e.id::text, s.id
      from story s join public.inquiry_escalations e on e.inquiry_id = s.id where v_kinds is null or 'state' = any (v_kinds))
    union all
    -- A mail as it came is at its entry.
    (select f.created_at, '3' || f.id, 'file', f.id::text, s.id
      from story s cross join lateral (
        select x.id, x.created_at from public.attachments x
        where x.inquiry_id = s.id and x.removed_at is null and x.created_at <= v_at and (x.created_at < v_at or '3' || x.id < v_key)
          and not exists (select from public.mails m where m.attachment_id = x.id) and not (s.is_own and private.is_told_by_act('attachments', x.id))
        order by x.created_at desc, x.id desc limit v_limit + 1) f where v_kinds is null or 'file' = any (v_kinds))
    union all
    (select k.created_at, '3' || k.id, 'task', k.id::text, s.id
      from story s cross join lateral (
        select x.id, x.created_at from public.tasks x
        where x.inquiry_id = s.id and x.created_at <= v_at and (x.created_at < v_at or '3' || x.id < v_key) and not (s.is_own and private.is_told_by_act('tasks', x.id))
        order by x.created_at desc, x.id desc limit v_limit + 1) k where v_kinds is null or 'task' = any (v_kinds))
    union all
    (select e.occurred_at, '3' || e.id, 'referral', e.id::text, s.id
      from story s join public.referrals r on r.inquiry_id = s.id join public.referral_events e on e.referral_id = r.id where v_kinds is null or 'referral' = any (v_kinds))
    union all
    (select e.occurred_at, '3' || e.id, 'encounter', e.id::text, s.id
      from story s cross join lateral (
        select x.id, x.occurred_at from public.language_encounters x
        where x.inquiry_id = s.id and x.occurred_at <= v_at and (x.occurred_at < v_at or '3' || x.id < v_key)
        order by x.occurred_at desc, x.id desc limit v_limit + 1) e where v_kinds is null or 'encounter' = any (v_kinds))
    union all
    (select d.created_at, '3' || d.id, 'letter', d.id::text, s.id
      from story s join public.deliveries d on d.kind = 'inquiry.closed' and d.payload ->> 'inquiry_id' = s.id::text where v_kinds is null or 'letter' = any (v_kinds))
    union all
    (select d.created_at, '3' || d.id, 'letter', d.id::text, s.id
      from story s join public.deliveries d on d.inquiry_id = s.id where (v_kinds is null or 'letter' = any (v_kinds)) and not exists (select from public.mails m where m.delivery_id = d.id))
    union all
    (select coalesce(q.closed_at, q.opened_at), '3' || q.id, 'request', q.id::text, s.id
      from story s join public.referrals r on r.inquiry_id = s.id join public.service_requests q on q.service_request_number = r.service_request_number
      where v_kinds is null or 'request' = any (v_kinds))
    union all
    (select c.created_at, '3' || c.id, 'packet', c.id::text, p_id from public.packets c where c.inquiry_id = p_id and (v_kinds is null or 'packet' = any (v_kinds)))
    union all
    (select t.created_at, '3' || t.id, 'report', t.id::text, p_id
      from public.inquiries i cross join lateral (
        select distinct x.id, x.created_at from (values (i.opened_at), (i.closed_at)) c (at) join public.reports x on x.month = private.month_of(c.at) and x.data_as_of >= c.at) t
      where i.id = p_id and (v_kinds is null or 'report' = any (v_kinds)))),
  page as (
    select e.at, e.key, e.source, e.id, e.inquiry from entries e
    where (e.at, e.key collate "C") < (v_at, v_key collate "C")
    order by e.at desc, e.key collate "C" desc limit v_limit + 1)
  select coalesce(jsonb_agg(jsonb_build_object('at', p.at, 'key', p.key, 'source', p.source, 'id', p.id, 'inquiry', p.inquiry) order by p.at desc, p.key collate "C" desc), '[]') into v_page from page p;
  -- What one may read is asked only where the log is told.
  v_readable := case when v_page @> '[{"source": "act"}]' then private.readable_tables() else '{}' end;
  select coalesce(jsonb_agg(jsonb_build_object('kind', p.e ->> 'source', 'key', p.e ->> 'key', 'id', p.e ->> 'id', 'at', p.e -> 'at',
      'on', case when (p.e ->> 'inquiry')::uuid <> p_id then (select jsonb_build_object('id', i.id, 'number', i.number) from public.inquiries i where i.id = (p.e ->> 'inquiry')::uuid) end)
      || private.tell_story_entry(p.e ->> 'source', p.e ->> 'id', (p.e ->> 'at')::timestamptz, (p.e ->> 'inquiry')::uuid, v_readable) order by p.n), '[]') into v_rows
  from jsonb_array_elements(v_page) with ordinality p (e, n) where p.n <= v_limit;
  return jsonb_build_object('names', '{}'::jsonb, 'references', '{}'::jsonb, 'rows', v_rows, 'next', case when jsonb_array_length(v_page) > v_limit
      then jsonb_build_array(v_page -> (v_limit - 1) -> 'at', v_page -> (v_limit - 1) -> 'key') end)
    || case when cardinality(v_readable) > 0
      then private.history_words((select coalesce(jsonb_agg(c.value), '[]') from jsonb_array_elements(v_rows) r, jsonb_array_elements(r.value #> '{act,changes}') c), v_readable) else '{}' end;
end $$;
