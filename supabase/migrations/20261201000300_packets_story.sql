-- The story of an inquiry as a copy tells it: the inquiry itself, then each entry, the oldest first, in parts of which each may be withheld by
-- itself. It is the record as it stands: what was written differently before a correction is in the change log.

-- A part is [name, kind that withholds it whole (or null), text] and, where the text is a code that the copy says in words, true; one
-- without text is left out. Functions of SQL are called once for each part and entry, so there are none here.

-- The inquiry itself: what anybody may know of it as facts, everything else as parts with their kinds.
create function private.packet_inquiry(p_inquiry public.inquiries, p_language text) returns table (facts jsonb, parts jsonb)
language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object('number', p_inquiry.number, 'status', p_inquiry.status, 'channel', p_inquiry.channel, 'opened_at', p_inquiry.opened_at,
      'closed_at', p_inquiry.closed_at, 'resolution', p_inquiry.resolution_code,
      'topic', (select name from public.topics where id = p_inquiry.topic_id), 'department', (select name from public.organizations where id = p_inquiry.department_id),
      'district', (select name from public.districts where id = p_inquiry.district_id),
      'repeats', (select jsonb_agg(d.number order by d.number) from public.inquiries d where d.duplicate_of_id = p_inquiry.id))),
    jsonb_build_array(
      jsonb_build_array('subject', 'question', p_inquiry.subject),
      jsonb_build_array('body', 'question', p_inquiry.body),
      jsonb_build_array('name', 'name', case when lower(r.preferred_name) <> lower(r.name) then format('%s (%s)', r.name, r.preferred_name) else r.name end),
      jsonb_build_array('phones', 'contact', (select string_agg(concat_ws(' ', number, '(' || nullif(label, '') || ')'), ', ' order by created_at, id) from public.resident_phones where resident_id = r.id)),
      jsonb_build_array('emails', 'contact', (select string_agg(address, ', ' order by created_at, id) from public.resident_emails where resident_id = r.id)),
      jsonb_build_array('addresses', 'contact', (select string_agg(concat_ws(' ', lines, postal_code), '; ' order by created_at, id) from public.resident_addresses where resident_id = r.id)),
      jsonb_build_array('contact_note', 'contact', r.contact_note),
      jsonb_build_array('language', 'personal', p_inquiry.language, true),
      jsonb_build_array('interpreter', 'personal', case when p_inquiry.needs_interpreter or r.needs_interpreter then 'yes' end, true),
      jsonb_build_array('accessibility', 'personal', r.accessibility_need),
      jsonb_build_array('others', 'others', (select string_agg(concat_ws(' ', o.name, '(' || nullif(p.relation, '') || ')'), ', ' order by p.created_at, p.id)
        from public.inquiry_people p join public.residents o on o.id = p.resident_id where p.inquiry_id = p_inquiry.id)),
      jsonb_build_array('location', 'location', p_inquiry.location),
      jsonb_build_array('neighborhood', 'location', p_inquiry.neighborhood),
      jsonb_build_array('assigned', 'staff', (select name from public.staff where id = p_inquiry.assigned_to)),
      jsonb_build_array('closing', 'closing', coalesce(nullif(p_inquiry.public_translations ->> p_language, ''), p_inquiry.public_sentence)),
      jsonb_build_array('closing_note', 'closing_note', p_inquiry.resolution_note))
  from (select 1) one left join public.residents r on r.id = p_inquiry.resident_id
$$;

-- Its entries. What tells the same twice is told once: an internal closing note is the inquiry's own.
create function private.packet_entries(p_inquiry public.inquiries) returns table (key text, at timestamptz, kind text, facts jsonb, parts jsonb)
language sql stable security definer set search_path = '' as $$
  select 'said:' || n.id, n.occurred_at,
    case when n.kind = 'email' then case m.direction when 'in' then 'mails_in' else 'mails_out' end
      when n.is_public then 'told' when n.kind in ('resolution', 'reopening') then 'closing_note' else n.kind || 's' end,
    jsonb_strip_nulls(jsonb_build_object('said', n.kind, 'public', case when n.is_public then true end)),
    jsonb_build_array(
      case when m.direction is distinct from 'in' then jsonb_build_array('who', 'staff', s.name) end,
      case when m.direction = 'in' then jsonb_build_array('from', case when m.from_name <> '' then 'name' end, coalesce(nullif(m.from_name, ''), m.from_address)) end,
      case when m.direction = 'in' and m.from_name <> '' then jsonb_build_array('from_address', null, m.from_address) end,
      jsonb_build_array('to', null, array_to_string(m.to_addresses, ', ')), jsonb_build_array('cc', null, array_to_string(m.cc_addresses, ', ')),
      jsonb_build_array('mail_subject', null, m.subject),
      jsonb_build_array('text', null, coalesce(nullif(btrim(m.body), ''), n.body)))
  from public.interactions n left join public.staff s on s.id = n.created_by
    left join lateral (select x.* from public.mails x where x.interaction_id = n.id order by x.id limit 1) m on true
  where n.inquiry_id = p_inquiry.id and not (n.kind = 'resolution' and not n.is_public and n.body = coalesce(p_inquiry.resolution_note, ''))
  union all
  select 'mail:' || m.id, m.sent_at, case m.direction when 'in' then 'mails_in' else 'mails_out' end, '{}',
    jsonb_build_array(
      case when m.direction = 'out' then jsonb_build_array('who', 'staff', s.name) end,
      case when m.direction = 'in' then jsonb_build_array('from', case when m.from_name <> '' then 'name' end, coalesce(nullif(m.from_name, ''), m.from_address)) end,
      case when m.direction = 'in' and m.from_name <> '' then jsonb_build_array('from_address', null, m.from_address) end,
      jsonb_build_array('to', null, array_to_string(m.to_addresses, ', ')), jsonb_build_array('cc', null, array_to_string(m.cc_addresses, ', ')),
      jsonb_build_array('mail_subject', null, m.subject), jsonb_build_array('text', null, m.body))
  from public.mails m left join public.staff s on s.id = m.created_by where m.inquiry_id = p_inquiry.id and m.interaction_id is null
  union all
  select 'answer:' || a.id, a.updated_at, 'answers', jsonb_build_object('answer', a.answer),
    jsonb_build_array(jsonb_build_array('person', case when a.person_id is null then 'name' else 'others' end,
        coalesce((select r.name from public.inquiry_people p join public.residents r on r.id = p.resident_id where p.id = a.person_id),
          (select r.name from public.residents r where r.id = p_inquiry.resident_id and a.person_id is null))),
      jsonb_build_array('text', null, a.words))
  from public.inquiry_answers a where a.inquiry_id = p_inquiry.id
  union all
  select 'file:' || f.id, f.created_at, 'files', jsonb_build_object('bytes', f.bytes, 'media_type', f.media_type),
    jsonb_build_array(jsonb_build_array('who', 'staff', s.name), jsonb_build_array('text', null, f.name))
  from public.attachments f left join public.staff s on s.id = f.created_by
  where f.inquiry_id = p_inquiry.id and f.removed_at is null and not exists (select from public.mails m where m.attachment_id = f.id)
  union all
  select 'task:' || k.id, k.created_at, 'tasks', jsonb_strip_nulls(jsonb_build_object('due_on', k.due_on, 'done_at', k.done_at)),
    jsonb_build_array(jsonb_build_array('who', 'staff', s.name), jsonb_build_array('owner', 'staff', o.name), jsonb_build_array('text', null, k.title),
      jsonb_build_array('notes', null, k.notes), jsonb_build_array('outcome', null, k.outcome))
  from public.tasks k left join public.staff s on s.id = k.created_by left join public.staff o on o.id = k.owner_id where k.inquiry_id = p_inquiry.id
  union all
  select 'referral:' || r.id, coalesce(r.sent_at, r.created_at), 'referrals', jsonb_strip_nulls(jsonb_build_object('number', r.number, 'organization', g.name, 'step', 'request')),
    jsonb_build_array(jsonb_build_array('who', 'staff', s.name), jsonb_build_array('text', null, r.request), jsonb_build_array('outcome', null, r.outcome_note))
  from public.referrals r join public.organizations g on g.id = r.organization_id left join public.staff s on s.id = r.created_by where r.inquiry_id = p_inquiry.id
  union all
  select 'step:' || e.id, e.occurred_at, 'referrals', jsonb_build_object('number', r.number, 'organization', g.name, 'step', e.kind),
    jsonb_build_array(jsonb_build_array('who', 'staff', s.name), jsonb_build_array('receiver', 'others', e.receiver), jsonb_build_array('text', null, e.body))
  from public.referrals r join public.referral_events e on e.referral_id = r.id join public.organizations g on g.id = r.organization_id left join public.staff s on s.id = e.staff_id
  where r.inquiry_id = p_inquiry.id
  union all
  select 'encounter:' || e.id, e.occurred_at, 'encounters', jsonb_strip_nulls(jsonb_build_object('mode', e.mode, 'outcome', e.outcome, 'minutes', e.duration_minutes)),
    jsonb_build_array(jsonb_build_array('who', 'staff', s.name), jsonb_build_array('language', 'personal', e.language, true), jsonb_build_array('text', null, e.asked_for),
      jsonb_build_array('unmet', null, e.unmet_note))
  from public.language_encounters e left join public.staff s on s.id = e.staff_id where e.inquiry_id = p_inquiry.id
  union all
  select 'letter:' || d.id, d.created_at, 'letters', jsonb_build_object('letter', d.kind, 'fate', d.status),
    jsonb_build_array(jsonb_build_array('to', null, d.to_address), jsonb_build_array('mail_subject', null, d.subject))
  from public.deliveries d
  where d.id in (select x.id from public.deliveries x where x.inquiry_id = p_inquiry.id
      union select x.id from public.deliveries x where x.kind = 'inquiry.closed' and x.payload ->> 'inquiry_id' = p_inquiry.id::text)
    and not exists (select from public.mails m where m.delivery_id = d.id)
  union all
  select 'request:' || q.id, coalesce(q.closed_at, q.opened_at), 'requests', jsonb_strip_nulls(jsonb_build_object('number', q.service_request_number, 'issue', q.issue_type,
    'state', q.status_text, 'open', q.is_open)), '[]'
  from public.referrals r join public.service_requests q on q.service_request_number = r.service_request_number where r.inquiry_id = p_inquiry.id
  union all
  select 'state:' || c.id, c.changed_at, 'states', jsonb_strip_nulls(jsonb_build_object('status', c.after ->> 'status', 'freed', case when c.after -> 'assigned_to' = 'null' then true end)),
    jsonb_build_array(jsonb_build_array('who', 'staff', s.name), jsonb_build_array('assigned', 'staff', a.name))
  from public.changes c left join public.staff s on s.id = c.staff_id left join public.staff a on a.id::text = c.after ->> 'assigned_to'
  where c.table_name = 'inquiries' and c.record_id = p_inquiry.id::text and c.action = 'update' and c.after ?| array['status', 'assigned_to']
$$;

revoke all on function private.packet_inquiry(public.inquiries, text), private.packet_entries(public.inquiries) from public, anon, authenticated;
