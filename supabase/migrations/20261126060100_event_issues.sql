-- Issues heard: what people said at an event, noted there or afterwards. One act makes inquiries of them, one or many; each
-- issue then shows what became of its own.

-- p_issue: {words, topic_id, voices, attendance_id}; with p_id that one is changed, where what is absent stays.
create function public.note_issue(p_event uuid, p_issue jsonb, p_id uuid default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.event_issues;
  v_id uuid := p_id;
begin
  perform private.at_least('staff');
  perform private.event_at_door(p_event);
  if v_id is not null then
    select * into v_row from public.event_issues where id = v_id and event_id = p_event for update;
    if v_row.id is null then
      raise sqlstate 'PT404' using message = 'This issue is not there any more.', hint = 'missing';
    end if;
  end if;
  v_row := jsonb_populate_record(v_row, p_issue - '{id,event_id,inquiry_id,created_by,version,created_at,updated_at}'::text[]);
  if coalesce(btrim(v_row.words), '') = '' then
    raise sqlstate 'PT422' using message = 'Write what was said, in a sentence.', hint = 'words';
  elsif length(v_row.words) > 4000 then
    raise sqlstate 'PT422' using message = 'Keep it to 4,000 characters; more belongs into the notes of the event.', hint = 'words';
  elsif coalesce(v_row.voices, 1) not between 1 and 10000 then
    raise sqlstate 'PT422' using message = 'Enter how many people said so: from 1 to 10,000.', hint = 'voices';
  elsif v_row.attendance_id is not null and not exists (select from public.attendances where id = v_row.attendance_id and event_id = p_event) then
    raise sqlstate 'PT422' using message = 'Choose somebody who was at this event, or leave it open.', hint = 'attendance_id';
  end if;
  if v_id is null then
    insert into public.event_issues (event_id, words, topic_id, voices, attendance_id, created_by)
    values (p_event, btrim(v_row.words), v_row.topic_id, coalesce(v_row.voices, 1), v_row.attendance_id, private.current_staff_id()) returning id into v_id;
  else
    update public.event_issues set words = btrim(v_row.words), topic_id = v_row.topic_id, voices = coalesce(v_row.voices, 1), attendance_id = v_row.attendance_id where id = v_id;
  end if;
  return v_id;
end $$;

create function public.remove_issue(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_row public.event_issues;
begin
  perform private.at_least('staff');
  select * into v_row from public.event_issues where id = p_id for update;
  if v_row.id is null then return; end if;
  if v_row.inquiry_id is not null then
    raise sqlstate 'PT422' using message = 'This became an inquiry and stays with it. Close the inquiry instead.', hint = 'inquiry_id';
  end if;
  delete from public.event_issues where id = p_id;
end $$;

-- p_inquiry may say subject, body, topic_id, language, district_id, neighborhood, resident_id; what it does not say comes from
-- the issue, from who said it, and from the event. An issue that has its inquiry keeps it.
create function private.make_inquiry_of_issue(p_issue uuid, p_inquiry jsonb) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_issue public.event_issues;
  v_event public.events;
  v_said public.attendances;
  v_topic uuid;
  v_id uuid;
begin
  select * into v_issue from public.event_issues where id = p_issue for update;
  if v_issue.id is null then
    raise sqlstate 'PT404' using message = 'This issue is not there any more.', hint = 'missing';
  elsif v_issue.inquiry_id is not null then
    return v_issue.inquiry_id;
  end if;
  v_topic := coalesce((p_inquiry ->> 'topic_id')::uuid, v_issue.topic_id);
  if v_topic is null then
    raise sqlstate 'PT422' using message = format('Choose a topic for "%s" first: it says who answers, and by when.', left(v_issue.words, 60)), hint = 'topic_id';
  end if;
  select * into v_event from public.events where id = v_issue.event_id;
  select * into v_said from public.attendances where id = v_issue.attendance_id;
  insert into public.inquiries (subject, body, channel, language, topic_id, resident_id, district_id, neighborhood)
  values (
    -- The first sentence, short enough for a list.
    coalesce(nullif(btrim(p_inquiry ->> 'subject'), ''), left(btrim(substring(split_part(v_issue.words, E'\n', 1) from '^.*?(?:[.?!](?=\s)|$)')), 160)),
    coalesce(p_inquiry ->> 'body', concat_ws(E'\n\n', v_issue.words, format('Heard at "%s", %s%s.', v_event.title, v_event.starts_on,
      case when v_issue.voices > 1 then format('; %s people said so', v_issue.voices) else '' end))),
    'event',
    coalesce(p_inquiry ->> 'language', v_said.language,
      (select preferred_language from public.residents where id = v_said.resident_id), 'en'),
    v_topic,
    coalesce((p_inquiry ->> 'resident_id')::uuid, v_said.resident_id, (select resident_id from public.registrations where id = v_said.registration_id)),
    coalesce((p_inquiry ->> 'district_id')::uuid, v_event.district_id),
    coalesce(p_inquiry ->> 'neighborhood', v_event.neighborhood))
  returning id into v_id;
  update public.event_issues set inquiry_id = v_id, topic_id = v_topic where id = p_issue;
  return v_id;
end $$;

create function public.issue_to_inquiry(p_issue uuid, p_inquiry jsonb default '{}') returns uuid
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  return private.make_inquiry_of_issue(p_issue, coalesce(p_inquiry, '{}'));
end $$;

-- Many at once, all or none, in the order in which they were noted; answers [{issue, inquiry}].
create function public.issues_to_inquiries(p_issues uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_issue uuid;
  v_made jsonb := '[]';
begin
  perform private.at_least('staff');
  if cardinality(p_issues) > 200 then
    raise sqlstate 'PT422' using message = 'Make at most 200 inquiries at once.', hint = 'issues';
  end if;
  for v_issue in select id from public.event_issues where id = any (p_issues) order by created_at, id loop
    v_made := v_made || jsonb_build_object('issue', v_issue, 'inquiry', private.make_inquiry_of_issue(v_issue, '{}'));
  end loop;
  return v_made;
end $$;

-- What was noted when it was over: by whoever was there, while others may be editing the plan.
create function public.note_outcome(p_event uuid, p_outcome text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  perform private.event_at_door(p_event);
  if length(p_outcome) > 20000 then
    raise sqlstate 'PT422' using message = 'Keep the notes to 20,000 characters, and add the rest as a file.', hint = 'outcome';
  end if;
  update public.events set outcome = coalesce(p_outcome, '') where id = p_event and outcome <> coalesce(p_outcome, '');
end $$;

-- What came of an event, in one call: who came and how many, by language, ZIP code and age; what was said, with its inquiries.
create function public.event_after(p_event uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_event public.events;
begin
  perform private.at_least('viewer');
  v_event := private.event_at_door(p_event);
  return jsonb_build_object(
    'attendance', public.event_attendance(p_event),
    'tally_counts', v_event.tally_counts, 'expected', v_event.expected_count, 'outcome', v_event.outcome, 'version', v_event.version,
    'registered', (select coalesce(sum(seats), 0) from public.registrations where event_id = p_event and status = 'confirmed'),
    'people', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'key', a.client_key, 'name', a.name, 'people', a.people, 'language', a.language, 'postal_code', a.postal_code,
        'way', a.way, 'at', a.checked_in_at, 'registration_id', a.registration_id, 'resident_id', coalesce(a.resident_id, r.resident_id)) order by private.fold(a.name), a.id)
      from public.attendances a left join public.registrations r on r.id = a.registration_id where a.event_id = p_event and a.undone_at is null), '[]'),
    'tallies', coalesce((select jsonb_agg(jsonb_build_object('key', t.client_key, 'people', t.people, 'age_band', t.age_band, 'language', t.language, 'postal_code', t.postal_code,
        'at', t.counted_at) order by t.counted_at, t.id) from (select * from public.event_tallies where event_id = p_event and undone_at is null order by counted_at, id limit 2000) t), '[]'),
    'by_language', private.after_counts(p_event, 'language'),
    'by_postal_code', private.after_counts(p_event, 'postal_code'),
    'by_age', coalesce((select jsonb_agg(jsonb_build_object('key', t.age_band, 'named', 0, 'tallied', t.people) order by t.age_band)
      from (select age_band, sum(people) as people from public.event_tallies where event_id = p_event and undone_at is null group by 1) t), '[]'),
    'issues', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'words', s.words, 'topic_id', s.topic_id, 'topic', tp.name, 'voices', s.voices, 'attendance_id', s.attendance_id,
        'who', a.name, 'inquiry', case when i.id is not null then jsonb_build_object('id', i.id, 'number', i.number, 'status', i.status, 'resolution_code', i.resolution_code, 'due_on', i.due_on) end)
        order by s.created_at, s.id)
      from public.event_issues s left join public.topics tp on tp.id = s.topic_id left join public.attendances a on a.id = s.attendance_id
        left join public.inquiries i on i.id = s.inquiry_id where s.event_id = p_event), '[]'));
end $$;

-- Named and tallied by one of their facts, the largest first; an empty key is who did not say.
create function private.after_counts(p_event uuid, p_column text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare v_counts jsonb;
begin
  execute format($sql$
    select coalesce(jsonb_agg(jsonb_build_object('key', key, 'named', named, 'tallied', tallied) order by named + tallied desc, key), '[]')
    from (select coalesce(%1$I, '') as key, coalesce(sum(people) filter (where is_named), 0) as named, coalesce(sum(people) filter (where not is_named), 0) as tallied
      from (select true as is_named, %1$I, people from public.attendances where event_id = $1 and undone_at is null
        union all select false, %1$I, people from public.event_tallies where event_id = $1 and undone_at is null) came group by 1) counted $sql$, p_column)
    into v_counts using p_event;
  return v_counts;
end $$;

revoke all on function public.note_issue(uuid, jsonb, uuid), public.remove_issue(uuid), public.issue_to_inquiry(uuid, jsonb), public.issues_to_inquiries(uuid[]),
  public.note_outcome(uuid, text), public.event_after(uuid) from public, anon;
grant execute on function public.note_issue(uuid, jsonb, uuid), public.remove_issue(uuid), public.issue_to_inquiry(uuid, jsonb), public.issues_to_inquiries(uuid[]),
  public.note_outcome(uuid, text), public.event_after(uuid) to authenticated, service_role;
comment on function public.issues_to_inquiries(uuid[]) is 'Makes an inquiry of each issue, all or none; one that has its inquiry keeps it.';
comment on function public.event_after(uuid) is 'What came of an event: attendance in numbers and by name, and what was said with its inquiries.';
