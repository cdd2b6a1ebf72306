-- Many at once: also the department that answers for them, and the inquiry that they are a part of.

create or replace function private.bulk_plan(p_ids uuid[], p_versions integer[], p_as_of timestamp with time zone, p_field text, p_value text) returns TABLE(place bigint, id uuid, number text, subject text, was text, skip text)
language sql stable set search_path = '' as $$
  -- The new whole and all that it is a part of: none of them can become its part.
  with recursive above as (
    select i.id, i.parent_id, 1 as depth from public.inquiries i where i.id = case when p_field = 'parent_id' then p_value::uuid end
    union all select i.id, i.parent_id, a.depth + 1 from above a join public.inquiries i on i.id = a.parent_id where a.depth < 50)
  select a.place, a.id, i.number, i.subject, case when p_field = 'parent_id' then (select p.number from public.inquiries p where p.id = i.parent_id) else w.was end,
    case when i.id is null then 'missing'
      when a.version is not null and a.version <> i.version then 'conflict'
      when a.version is null and i.updated_at > p_as_of then 'conflict'
      when private.is_over(i.status) and p_field in ('status', 'resolution_code') then 'closed'
      when w.was is not distinct from p_value then 'same'
      when p_field = 'parent_id' and a.id in (select b.id from above b) then 'ring'
      when p_field = 'status' and not private.may_follow(i.status, p_value) then 'state' end
  from unnest(p_ids, p_versions) with ordinality a (id, version, place)
  left join public.inquiries i on i.id = a.id
  left join lateral (select case p_field when 'assigned_to' then i.assigned_to::text when 'topic_id' then i.topic_id::text when 'district_id' then i.district_id::text
    when 'department_id' then i.department_id::text when 'parent_id' then i.parent_id::text
    when 'language' then i.language when 'status' then i.status when 'resolution_code' then i.resolution_code end as was) w on true
$$;

-- p_patch names one act: {"assigned_to": id or null}, {"topic_id"}, {"status"}, {"department_id": id or null}, {"district_id": id or
-- null}, {"parent_id": id or null; what it was comes as its number}, {"language"}, or {"resolution_code", "note"} to close. p_dry_run
-- only tells. Answers {total, changing, skipped: [{reason, count}], from: [{was, count}], rows: [the first 200], as_of, change_set}; a
-- row that a rule refuses while it is written comes as "refused" with the rule's sentence, and the others are changed all the same.
create or replace function public.bulk_edit_inquiries(p_target jsonb, p_patch jsonb, p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_field text := (select key from jsonb_object_keys(p_patch) key where key <> 'note' limit 1);
  v_value text := p_patch ->> v_field;
  v_note text := nullif(btrim(p_patch ->> 'note'), '');
  v_type text := case when v_field in ('assigned_to', 'topic_id', 'department_id', 'district_id', 'parent_id') then 'uuid' else 'text' end;
  v_set text;
  v_ids uuid[];
  v_versions integer[];
  v_as_of timestamptz := coalesce((p_target ->> 'as_of')::timestamptz, now());
  v_go uuid[];
  v_id uuid;
  v_refused jsonb := '{}';
  v_answer jsonb;
begin
  perform private.at_least('staff');
  if v_field is null or v_field not in ('assigned_to', 'topic_id', 'status', 'department_id', 'district_id', 'parent_id', 'language', 'resolution_code')
    or (select count(*) from jsonb_object_keys(p_patch) key where key <> 'note') <> 1 then
    raise sqlstate 'PT422' using message = 'Choose one thing to change.', hint = 'patch';
  elsif v_value is null and v_field not in ('assigned_to', 'department_id', 'district_id', 'parent_id') then
    raise sqlstate 'PT422' using message = 'Choose what it shall be.', hint = v_field;
  elsif v_field = 'assigned_to' and v_value is not null and not exists (select from public.staff where id = v_value::uuid and is_active) then
    raise sqlstate 'PT422' using message = 'Assign them to somebody who is active.', hint = 'assigned_to';
  elsif v_field = 'topic_id' and not exists (select from public.topics where id = v_value::uuid and is_active) then
    raise sqlstate 'PT422' using message = 'Choose a topic that is in use.', hint = 'topic_id';
  elsif v_field = 'department_id' and v_value is not null and not exists (select from public.organizations where id = v_value::uuid and kind = 'department' and is_active) then
    raise sqlstate 'PT422' using message = 'Choose a department that is in use.', hint = 'department_id';
  elsif v_field = 'parent_id' and v_value is not null and not exists (select from public.inquiries where id = v_value::uuid and status <> 'duplicate') then
    raise sqlstate 'PT422' using message = 'Choose the inquiry that they are a part of: one that does not repeat another.', hint = 'parent_id';
  elsif v_field = 'status' and v_value not in ('in_progress', 'waiting_resident', 'waiting_other') then
    raise sqlstate 'PT422' using message = 'Choose a state that can be set by hand.', hint = 'status';
  elsif v_field = 'resolution_code' and v_value not in ('answered', 'resolved', 'referred', 'no_response', 'duplicate', 'cancelled') then
    raise sqlstate 'PT422' using message = 'Choose how they ended.', hint = 'resolution_code';
  end if;
  v_set := case when v_field = 'resolution_code' then 'status = ''closed'', resolution_code = $1::text, resolution_note = $3' else format('%I = $1::%s', v_field, v_type) end;
  select t.ids, t.versions into v_ids, v_versions from private.bulk_target(p_target) t;
  if not p_dry_run then
    if v_field = 'parent_id' then perform private.lock_inquiries(v_ids || v_value::uuid); end if;
    perform 1 from public.inquiries where id = any (v_ids) order by id for update;
  end if;
  v_go := array(select p.id from private.bulk_plan(v_ids, v_versions, v_as_of, v_field, v_value) p where p.skip is null order by p.id);
  -- What is told is the plan; what was done to it stands in v_refused.
  select jsonb_build_object('total', cardinality(v_ids), 'changing', count(*) filter (where p.skip is null),
      'skipped', coalesce((select jsonb_agg(jsonb_build_object('reason', s.skip, 'count', s.n) order by s.n desc, s.skip)
        from (select q.skip, count(*) as n from private.bulk_plan(v_ids, v_versions, v_as_of, v_field, v_value) q where q.skip is not null group by 1) s), '[]'),
      'from', coalesce((select jsonb_agg(jsonb_build_object('was', s.was, 'count', s.n) order by s.n desc, s.was)
        from (select q.was, count(*) as n from private.bulk_plan(v_ids, v_versions, v_as_of, v_field, v_value) q where q.skip is null group by 1) s), '[]'),
      'rows', coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'subject', p.subject, 'was', p.was, 'skip', p.skip) order by p.skip is not null, p.place)
        filter (where p.place <= 200), '[]'),
      'as_of', v_as_of, 'change_set', null, 'refused', '[]'::jsonb)
  into v_answer from private.bulk_plan(v_ids, v_versions, v_as_of, v_field, v_value) p;
  if p_dry_run or cardinality(v_go) = 0 then return v_answer; end if;

  perform private.begin_change_set('bulk', jsonb_build_object('field', v_field, 'value', v_value));
  begin
    execute format('update public.inquiries set %s where id = any ($2)', v_set) using v_value, v_go, v_note;
  exception when others then
    -- A rule refused one of them: then each by itself, so that it alone stays behind, with the rule's sentence.
    foreach v_id in array v_go loop
      begin
        execute format('update public.inquiries set %s where id = $2', v_set) using v_value, v_id, v_note;
      exception when others then
        v_refused := v_refused || jsonb_build_object(v_id::text, sqlerrm);
      end;
    end loop;
    v_go := array(select id from unnest(v_go) id where not v_refused ? id::text);
  end;
  if v_note is not null and v_field = 'resolution_code' then
    insert into public.interactions (inquiry_id, kind, body) select id, 'resolution', v_note from unnest(v_go) id;
  end if;
  return v_answer || jsonb_build_object('changing', cardinality(v_go), 'change_set', private.change_set(),
    'refused', coalesce((select jsonb_agg(jsonb_build_object('id', r.key, 'number', i.number, 'message', r.value) order by i.number)
      from jsonb_each_text(v_refused) r join public.inquiries i on i.id = r.key::uuid), '[]'));
end $$;
