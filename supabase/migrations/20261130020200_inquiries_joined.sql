-- Inquiries that belong together: one that repeats another, one that is a part of another, two that are linked; merging and splitting.
-- Each is one act and undone as one. Whoever reported what was merged is told when the kept one ends.

-- The gone one becomes a duplicate of the kept one. What hangs on it follows as far as work is left to do: its people, its parts, its
-- own duplicates, and the tasks that are open. What was said and done stays in its story, which the kept one shows.
create function private.join_inquiry(p_keep public.inquiries, p_gone public.inquiries) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_version integer;
begin
  if p_keep.id = p_gone.id then
    raise sqlstate 'PT422' using message = 'An inquiry cannot repeat itself. Choose another one.', hint = 'duplicate_of_id';
  elsif p_keep.status = 'duplicate' then
    raise sqlstate 'PT422' using hint = 'duplicate_of_id', message = format('%s repeats %s itself. Choose that one.', p_keep.number, (select number from public.inquiries where id = p_keep.duplicate_of_id));
  elsif p_gone.status = 'closed' then
    raise sqlstate 'PT422' using message = format('%s is closed. Reopen it first.', p_gone.number), hint = 'status';
  elsif p_gone.status = 'duplicate' then
    raise sqlstate 'PT422' using message = format('%s repeats another inquiry already. Reopen it first.', p_gone.number), hint = 'status';
  end if;
  -- The kept one stands above, wherever the gone one stood.
  if p_keep.parent_id = p_gone.id then
    update public.inquiries set parent_id = p_gone.parent_id where id = p_keep.id;
  end if;
  update public.inquiries set parent_id = p_keep.id where parent_id = p_gone.id and id <> p_keep.id;
  update public.inquiries set duplicate_of_id = p_keep.id where duplicate_of_id = p_gone.id;
  insert into public.inquiry_people (inquiry_id, resident_id, kind, relation, from_inquiry_id)
  select p_keep.id, w.resident_id, w.kind, w.relation, p_gone.id
  from (
    select p_gone.resident_id, 'reporter'::text as kind, null::text as relation where p_gone.resident_id is not null
    union all
    select p.resident_id, p.kind, p.relation from public.inquiry_people p where p.inquiry_id = p_gone.id and p.resident_id is distinct from p_gone.resident_id) w
  where w.resident_id is distinct from p_keep.resident_id
  on conflict (inquiry_id, resident_id) do nothing;
  if not private.is_over(p_keep.status) then
    update public.tasks set inquiry_id = p_keep.id where inquiry_id = p_gone.id and done_at is null;
  end if;
  update public.inquiries set status = 'duplicate', duplicate_of_id = p_keep.id where id = p_gone.id returning version into v_version;
  -- The kept one has ended and residents were told: so are these.
  perform private.tell_closing(p_keep.id);
  return v_version;
end $$;

-- Two rows in one order, so that two people who join the same two do not wait for each other.
create function private.lock_inquiries(p_ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  select id from public.inquiries where id = any (p_ids) order by id for update;
$$;

create function public.mark_duplicate(p_id uuid, p_version integer, p_of uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_keep public.inquiries;
begin
  perform private.at_least('staff');
  perform private.lock_inquiries(array[p_id, p_of]);
  select * into v_keep from public.inquiries where id = p_of;
  if v_keep.id is null then
    raise sqlstate 'PT422' using message = 'Choose the inquiry that this one repeats.', hint = 'duplicate_of_id';
  end if;
  return private.join_inquiry(v_keep, private.lock_inquiry(p_id, p_version));
end $$;

-- p_versions is what the person saw of each: {"<id>": version}. One that is not there is not checked.
create function public.merge_inquiries(p_keep uuid, p_gone uuid, p_versions jsonb default '{}') returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_keep public.inquiries;
  v_gone public.inquiries;
begin
  perform private.at_least('staff');
  perform private.lock_inquiries(array[p_keep, p_gone]);
  v_keep := private.lock_inquiry(p_keep, coalesce((p_versions ->> p_keep::text)::integer, (select version from public.inquiries where id = p_keep)));
  v_gone := private.lock_inquiry(p_gone, coalesce((p_versions ->> p_gone::text)::integer, (select version from public.inquiries where id = p_gone)));
  perform private.join_inquiry(v_keep, v_gone);
  return v_keep.id;
end $$;

-- ---------------------------------------------------------------- parts
create function public.set_parent(p_id uuid, p_version integer, p_parent uuid default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.inquiries;
  v_parent public.inquiries;
begin
  perform private.at_least('staff');
  perform private.lock_inquiries(array[p_id, p_parent]);
  v_row := private.lock_inquiry(p_id, p_version);
  if p_parent is not null then
    select * into v_parent from public.inquiries where id = p_parent;
    if v_parent.id is null then
      raise sqlstate 'PT422' using message = 'Choose the inquiry that this one is a part of.', hint = 'parent_id';
    elsif p_parent = p_id then
      raise sqlstate 'PT422' using message = 'An inquiry cannot be a part of itself. Choose another one.', hint = 'parent_id';
    elsif v_parent.status = 'duplicate' then
      raise sqlstate 'PT422' using hint = 'parent_id', message = format('%s repeats %s. Choose that one.', v_parent.number, (select number from public.inquiries where id = v_parent.duplicate_of_id));
    elsif exists (
      with recursive above as (
        select v_parent.id, v_parent.parent_id, 1 as depth
        union all select i.id, i.parent_id, a.depth + 1 from above a join public.inquiries i on i.id = a.parent_id where a.depth < 50)
      select from above where id = p_id) then
      raise sqlstate 'PT422' using hint = 'parent_id', message = format('%s is a part of this inquiry already. Take it out first.', v_parent.number);
    end if;
  end if;
  update public.inquiries set parent_id = p_parent where id = p_id and parent_id is distinct from p_parent returning version into v_row.version;
  return v_row.version;
end $$;

-- Takes parts out of an inquiry that asked for several things: [{"subject", "body", "topic_id", "department_id", "assigned_to"}]. Each
-- becomes an inquiry of its own and a part of this one, from the same people and from the same moment: what they wait for began then.
create function public.split_inquiry(p_id uuid, p_version integer, p_parts jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.inquiries;
  v_part record;
  v_new public.inquiries;
  v_made jsonb := '[]';
begin
  perform private.at_least('staff');
  v_row := private.lock_inquiry(p_id, p_version);
  if private.is_over(v_row.status) then
    raise sqlstate 'PT422' using message = 'This inquiry is over. Reopen it first.', hint = 'status';
  elsif jsonb_typeof(p_parts) is distinct from 'array' or jsonb_array_length(p_parts) not between 1 and 10 then
    raise sqlstate 'PT422' using message = 'Write 1 to 10 parts.', hint = 'parts';
  end if;
  for v_part in select s.* from jsonb_to_recordset(p_parts) as s (subject text, body text, topic_id uuid, department_id uuid, assigned_to uuid) loop
    if nullif(btrim(v_part.subject), '') is null then
      raise sqlstate 'PT422' using message = 'Say of each part what it is about.', hint = 'subject';
    end if;
    insert into public.inquiries (subject, body, channel, language, topic_id, department_id, resident_id, district_id, neighborhood, location, latitude, longitude, assigned_to, opened_at, parent_id)
    values (btrim(v_part.subject), coalesce(btrim(v_part.body), ''), v_row.channel, v_row.language, coalesce(v_part.topic_id, v_row.topic_id),
      coalesce(v_part.department_id, case when v_part.topic_id is null or v_part.topic_id = v_row.topic_id then v_row.department_id end),
      v_row.resident_id, v_row.district_id, v_row.neighborhood, v_row.location, v_row.latitude, v_row.longitude, v_part.assigned_to, v_row.opened_at, p_id)
    returning * into v_new;
    insert into public.inquiry_people (inquiry_id, resident_id, kind, relation)
    select v_new.id, p.resident_id, p.kind, p.relation from public.inquiry_people p where p.inquiry_id = p_id;
    v_made := v_made || jsonb_build_object('id', v_new.id, 'number', v_new.number, 'subject', v_new.subject);
  end loop;
  return v_made;
end $$;

-- ---------------------------------------------------------------- links
create function public.link_inquiries(p_a uuid, p_b uuid, p_note text default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_id uuid;
begin
  perform private.at_least('staff');
  if p_a = p_b then
    raise sqlstate 'PT422' using message = 'An inquiry cannot be linked to itself. Choose another one.', hint = 'other_id';
  elsif (select count(*) from public.inquiries where id in (p_a, p_b)) < 2 then
    raise sqlstate 'PT422' using message = 'Choose the inquiry to link.', hint = 'other_id';
  elsif length(btrim(p_note)) > 500 then
    raise sqlstate 'PT422' using message = 'Write at most 500 characters.', hint = 'note';
  end if;
  insert into public.inquiry_links (inquiry_id, other_id, note, created_by) values (least(p_a, p_b), greatest(p_a, p_b), nullif(btrim(p_note), ''), private.current_staff_id())
  on conflict (inquiry_id, other_id) do update set note = excluded.note where inquiry_links.note is distinct from excluded.note;
  select id into v_id from public.inquiry_links where inquiry_id = least(p_a, p_b) and other_id = greatest(p_a, p_b);
  return v_id;
end $$;

create function public.unlink_inquiries(p_a uuid, p_b uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  delete from public.inquiry_links where inquiry_id = least(p_a, p_b) and other_id = greatest(p_a, p_b);
  if not found then raise sqlstate 'PT404' using message = 'These two are not linked any more.', hint = 'missing'; end if;
end $$;

-- ---------------------------------------------------------------- people
-- Adds somebody whom an inquiry concerns too, or says anew what they are to it.
create function public.save_inquiry_person(p_inquiry uuid, p_resident uuid, p_kind text default 'reporter', p_relation text default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_row public.inquiries;
begin
  perform private.at_least('staff');
  select * into v_row from public.inquiries where id = p_inquiry;
  if v_row.id is null then raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing'; end if;
  if p_resident is null or not exists (select from public.residents where id = p_resident) then
    raise sqlstate 'PT422' using message = 'Choose a resident.', hint = 'resident_id';
  elsif v_row.resident_id = p_resident then
    raise sqlstate 'PT422' using message = 'This inquiry is from them already.', hint = 'resident_id';
  elsif p_kind is null or p_kind not in ('caller', 'reporter') then
    raise sqlstate 'PT422' using message = 'Say whether they called for somebody else, or reported the same.', hint = 'kind';
  elsif length(btrim(p_relation)) > 120 then
    raise sqlstate 'PT422' using message = 'Write at most 120 characters.', hint = 'relation';
  end if;
  insert into public.inquiry_people (inquiry_id, resident_id, kind, relation) values (p_inquiry, p_resident, p_kind, nullif(btrim(p_relation), ''))
  on conflict (inquiry_id, resident_id) do update set kind = excluded.kind, relation = excluded.relation
  where (inquiry_people.kind, inquiry_people.relation) is distinct from (excluded.kind, excluded.relation);
  select id into v_id from public.inquiry_people where inquiry_id = p_inquiry and resident_id = p_resident;
  -- Told like the others, when it has ended already.
  perform private.tell_closing(p_inquiry);
  return v_id;
end $$;

create function public.remove_inquiry_person(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  delete from public.inquiry_people where id = p_id;
  if not found then raise sqlstate 'PT404' using message = 'They are not with this inquiry any more.', hint = 'missing'; end if;
end $$;

-- ---------------------------------------------------------------- states
-- One verb for every state. p_facts: what the state asks for ("resolution_code", "note", "public", "translations"; "of"; "reason"),
-- and otherwise a "note" that is kept inside.
create function public.move_inquiry(p_id uuid, p_version integer, p_status text, p_facts jsonb default '{}') returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.inquiries;
  v_note text := nullif(btrim(p_facts ->> 'note'), '');
begin
  perform private.at_least('staff');
  if p_status = 'closed' then
    return public.close_inquiry(p_id, p_version, p_facts ->> 'resolution_code', v_note, p_facts ->> 'public', p_facts -> 'translations');
  elsif p_status = 'duplicate' then
    return public.mark_duplicate(p_id, p_version, (p_facts ->> 'of')::uuid);
  end if;
  v_row := private.lock_inquiry(p_id, p_version);
  if private.is_over(v_row.status) and p_status = 'in_progress' then
    return public.reopen_inquiry(p_id, p_version, p_facts ->> 'reason');
  end if;
  update public.inquiries set status = p_status where id = p_id returning version into v_row.version;
  if v_note is not null then
    insert into public.interactions (inquiry_id, kind, body) values (p_id, 'note', v_note);
  end if;
  return v_row.version;
end $$;

-- ---------------------------------------------------------------- reading
create function private.inquiry_in_short(p_row public.inquiries) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', p_row.id, 'number', p_row.number, 'subject', p_row.subject, 'status', p_row.status, 'opened_at', p_row.opened_at, 'closed_at', p_row.closed_at,
    'version', p_row.version, 'resident_name', (select coalesce(preferred_name, name) from public.residents where id = p_row.resident_id))
$$;

-- What belongs to an inquiry, whom it concerns, and who was told of its end.
create function public.inquiry_related(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_row public.inquiries;
begin
  perform private.at_least('viewer');
  select * into v_row from public.inquiries where id = p_id;
  if v_row.id is null then raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing'; end if;
  return jsonb_build_object(
    'parent', (select private.inquiry_in_short(i) from public.inquiries i where i.id = v_row.parent_id),
    'duplicate_of', (select private.inquiry_in_short(i) from public.inquiries i where i.id = v_row.duplicate_of_id),
    'parts', (select coalesce(jsonb_agg(private.inquiry_in_short(i) order by i.opened_at, i.number), '[]') from (select * from public.inquiries where parent_id = p_id order by opened_at, id limit 50) i),
    'duplicates', (select coalesce(jsonb_agg(private.inquiry_in_short(i) order by i.opened_at, i.number), '[]') from (select * from public.inquiries where duplicate_of_id = p_id order by opened_at, id limit 50) i),
    'links', (select coalesce(jsonb_agg(private.inquiry_in_short(i) || jsonb_build_object('note', l.note) order by i.opened_at, i.number), '[]')
      from public.inquiry_links l join public.inquiries i on i.id = case when l.inquiry_id = p_id then l.other_id else l.inquiry_id end where p_id in (l.inquiry_id, l.other_id)),
    'people', (select coalesce(jsonb_agg(jsonb_build_object('id', p.person_id, 'resident_id', p.resident_id, 'name', p.name, 'kind', p.kind, 'relation', p.relation, 'language', p.language,
        'address', p.address, 'from_number', (select number from public.inquiries where id = p.from_inquiry_id)) order by p.person_id is not null, p.since, p.resident_id), '[]')
      from private.closing_people(p_id) p),
    'told', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', (select coalesce(preferred_name, name) from public.residents where id = d.resident_id), 'to_address', d.to_address,
        'language', d.language, 'status', d.status, 'reason', d.reason, 'send_at', d.send_at, 'settled_at', d.settled_at) order by d.created_at, d.id), '[]')
      from public.deliveries d where d.kind = 'inquiry.closed' and d.payload ->> 'inquiry_id' = p_id::text));
end $$;

-- For pickers: by number first, otherwise by words. p_filter as list_inquiries takes it.
create function public.find_inquiries(p_text text, p_limit integer default 10, p_filter jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 10), 1), 50);
  v_found jsonb;
begin
  perform private.may_list();
  if nullif(btrim(p_text), '') is null then
    v_found := public.list_inquiries(jsonb_build_object('filters', '{"is_open": true}'::jsonb || coalesce(p_filter, '{}'), 'limit', v_limit, 'sort', 'updated_at', 'descending', true)) -> 'rows';
    return (select coalesce(jsonb_agg(jsonb_build_object('id', r.value ->> 'id', 'number', r.value ->> 'number', 'subject', r.value ->> 'subject', 'status', r.value ->> 'status',
      'resident_name', r.value ->> 'resident_name', 'opened_at', r.value ->> 'opened_at') order by r.ordinality), '[]') from jsonb_array_elements(v_found) with ordinality r);
  end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'subject', i.subject, 'status', i.status, 'resident_name', s.facts ->> 'resident_name', 'opened_at', i.opened_at)
      order by s.rank, i.opened_at desc, i.id), '[]')
    from (select distinct on (f.id) f.id, f.rank, f.facts from private.search_in_inquiries(p_text, v_limit) f order by f.id, f.rank) s join public.inquiries i on i.id = s.id);
end $$;

revoke all on function private.join_inquiry(public.inquiries, public.inquiries), private.lock_inquiries(uuid[]), private.inquiry_in_short(public.inquiries) from public, anon, authenticated;
revoke all on function public.mark_duplicate(uuid, integer, uuid), public.merge_inquiries(uuid, uuid, jsonb), public.set_parent(uuid, integer, uuid), public.split_inquiry(uuid, integer, jsonb),
  public.link_inquiries(uuid, uuid, text), public.unlink_inquiries(uuid, uuid), public.save_inquiry_person(uuid, uuid, text, text), public.remove_inquiry_person(uuid),
  public.move_inquiry(uuid, integer, text, jsonb), public.inquiry_related(uuid), public.find_inquiries(text, integer, jsonb) from public, anon;
grant execute on function public.mark_duplicate(uuid, integer, uuid), public.merge_inquiries(uuid, uuid, jsonb), public.set_parent(uuid, integer, uuid), public.split_inquiry(uuid, integer, jsonb),
  public.link_inquiries(uuid, uuid, text), public.unlink_inquiries(uuid, uuid), public.save_inquiry_person(uuid, uuid, text, text), public.remove_inquiry_person(uuid),
  public.move_inquiry(uuid, integer, text, jsonb), public.inquiry_related(uuid), public.find_inquiries(text, integer, jsonb) to authenticated;
