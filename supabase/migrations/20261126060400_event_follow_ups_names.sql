-- "You said, we did" leaves out everybody of the event by name, also those whom nobody noted as having said something.

-- What the draft is made of. `names` are there to be left out: at each item of who asked and who said it, and of everybody who came
-- or registered, because somebody may stand in another one's sentence.
create or replace function public.follow_up_facts(p_event uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_event public.events;
begin
  perform private.may_follow_up();
  v_event := private.event_at_door(p_event);
  return jsonb_build_object('event', jsonb_build_object('title', v_event.title, 'title_es', v_event.translations #>> '{es,title}', 'starts_on', v_event.starts_on,
      'place', v_event.place_name, 'neighborhood', v_event.neighborhood, 'district', (select name from public.districts where id = v_event.district_id)),
    'people', public.event_attendance(p_event) -> 'people',
    'names', (select coalesce(jsonb_agg(name), '[]') from (select name from public.attendances where event_id = p_event union select name from public.registrations where event_id = p_event) n),
    'items', coalesce((select jsonb_agg(jsonb_build_object('subject', i.subject, 'voices', s.voices, 'status', i.status, 'resolution', i.resolution_code, 'note', i.resolution_note,
        'department', d.name, 'topic', t.name, 'names', (select coalesce(jsonb_agg(distinct n.name), '[]') from unnest(array[r.name, r.preferred_name, a.name]) n (name) where btrim(n.name) <> ''))
        order by i.closed_at nulls last, s.created_at, s.id)
      from public.event_issues s join public.inquiries i on i.id = s.inquiry_id left join public.organizations d on d.id = i.department_id
        left join public.topics t on t.id = i.topic_id left join public.residents r on r.id = i.resident_id left join public.attendances a on a.id = s.attendance_id
      where s.event_id = p_event), '[]'));
end $$;
