-- Bulk: one act on many inquiries, looked at before it is done. The same plan makes the preview and the act: which rows
-- change, from what, and which are left out and why. All of it is one change set, so that it can be undone as one.

-- What one act would do to each row. p_versions stand beside p_ids where a person saw the rows; otherwise p_as_of says when
-- the list was looked at, and what was saved since then is left alone. skip: null, or why a row stays as it is.
create function private.bulk_plan(p_ids uuid[], p_versions integer[], p_as_of timestamptz, p_field text, p_value text)
returns table (place bigint, id uuid, number text, subject text, was text, skip text)
language sql stable set search_path = '' as $$
  select a.place, a.id, i.number, i.subject, w.was,
    case when i.id is null then 'missing'
      when a.version is not null and a.version <> i.version then 'conflict'
      when a.version is null and i.updated_at > p_as_of then 'conflict'
      when i.status = 'closed' and p_field in ('status', 'resolution_code') then 'closed'
      when w.was is not distinct from p_value then 'same'
      when p_field = 'status' and not private.may_follow(i.status, p_value) then 'state' end
  from unnest(p_ids, p_versions) with ordinality a (id, version, place)
  left join public.inquiries i on i.id = a.id
  left join lateral (select case p_field when 'assigned_to' then i.assigned_to::text when 'topic_id' then i.topic_id::text when 'district_id' then i.district_id::text
    when 'language' then i.language when 'status' then i.status when 'resolution_code' then i.resolution_code end as was) w on true
$$;

-- The rows that are meant: {"rows": [{"id", "version"}]}, as ticked, or {"query": the argument of the list}, all that match.
create function private.bulk_target(p_target jsonb, out ids uuid[], out versions integer[])
language plpgsql stable set search_path = '' set jit = off as $$
declare v_where text;
begin
  if jsonb_typeof(p_target -> 'query') = 'object' then
    v_where := array_to_string(array_remove(private.inquiry_filters(p_target -> 'query'), null), ' and ');
    execute format('select array_agg(m.id), array_agg(null::integer) from (select t.id from public.inquiries t%s limit 10001) m',
      case when v_where <> '' then ' where ' || v_where else '' end) into ids, versions;
  else
    select array_agg((e ->> 'id')::uuid order by n), array_agg((e ->> 'version')::integer order by n) into ids, versions
    from jsonb_array_elements(coalesce(p_target -> 'rows', '[]')) with ordinality a (e, n);
  end if;
  if ids is null then
    raise sqlstate 'PT422' using message = 'No inquiry is chosen any more. Choose some, then try again.', hint = 'target';
  elsif cardinality(ids) > 10000 then
    raise sqlstate 'PT422' using message = 'More than 10,000 inquiries match. Narrow the filters, then change them in parts.', hint = 'target';
  end if;
end $$;

-- p_patch names one act: {"assigned_to": id or null}, {"topic_id"}, {"status"}, {"district_id": id or null}, {"language"}, or
-- {"resolution_code", "note"} to close. p_dry_run only tells. Answers {total, changing, skipped: [{reason, count}],
-- from: [{was, count}], rows: [the first 200], as_of, change_set}; a row that a rule refuses while it is written comes as
-- "refused" with the rule's sentence, and the others are changed all the same.
create function public.bulk_edit_inquiries(p_target jsonb, p_patch jsonb, p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_field text := (select key from jsonb_object_keys(p_patch) key where key <> 'note' limit 1);
  v_value text := p_patch ->> v_field;
  v_note text := nullif(btrim(p_patch ->> 'note'), '');
  v_type text := case when v_field in ('assigned_to', 'topic_id', 'district_id') then 'uuid' else 'text' end;
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
  if v_field is null or v_field not in ('assigned_to', 'topic_id', 'status', 'district_id', 'language', 'resolution_code')
    or (select count(*) from jsonb_object_keys(p_patch) key where key <> 'note') <> 1 then
    raise sqlstate 'PT422' using message = 'Choose one thing to change.', hint = 'patch';
  elsif v_value is null and v_field not in ('assigned_to', 'district_id') then
    raise sqlstate 'PT422' using message = 'Choose what it shall be.', hint = v_field;
  elsif v_field = 'assigned_to' and v_value is not null and not exists (select from public.staff where id = v_value::uuid and is_active) then
    raise sqlstate 'PT422' using message = 'Assign them to somebody who is active.', hint = 'assigned_to';
  elsif v_field = 'topic_id' and not exists (select from public.topics where id = v_value::uuid and is_active) then
    raise sqlstate 'PT422' using message = 'Choose a topic that is in use.', hint = 'topic_id';
  elsif v_field = 'status' and v_value not in ('in_progress', 'waiting_resident', 'waiting_other') then
    raise sqlstate 'PT422' using message = 'Choose a state that can be set by hand.', hint = 'status';
  elsif v_field = 'resolution_code' and v_value not in ('answered', 'resolved', 'referred', 'no_response', 'duplicate', 'cancelled') then
    raise sqlstate 'PT422' using message = 'Choose how they ended.', hint = 'resolution_code';
  end if;
  v_set := case when v_field = 'resolution_code' then 'status = ''closed'', resolution_code = $1::text, resolution_note = $3' else format('%I = $1::%s', v_field, v_type) end;
  select t.ids, t.versions into v_ids, v_versions from private.bulk_target(p_target) t;
  if not p_dry_run then
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
revoke all on function public.bulk_edit_inquiries(jsonb, jsonb, boolean) from public, anon;
grant execute on function public.bulk_edit_inquiries(jsonb, jsonb, boolean) to authenticated;
comment on function public.bulk_edit_inquiries(jsonb, jsonb, boolean) is 'Changes one thing of many inquiries as one change set; first tells what it would do.';
