-- Taking an inquiry is one act: who calls, for whom, what about, the first note, and its end where it was answered at once. All of it
-- is there, or nothing is.

alter table public.inquiries add column needs_interpreter boolean not null default false;
comment on column public.inquiries.needs_interpreter is 'Whether an interpreter is needed for this inquiry, whoever asks.';
grant update (needs_interpreter) on table public.inquiries to authenticated;

-- Somebody by their id, or made from what was said of them; null for nobody.
create function private.take_resident(p_who jsonb, p_inquiry jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_id uuid := (p_who ->> 'id')::uuid;
begin
  if p_who is null or p_who = 'null' then return null; end if;
  if v_id is null then
    return public.save_resident(jsonb_build_object('preferred_language', coalesce(p_inquiry ->> 'language', 'en'), 'needs_interpreter', coalesce((p_inquiry ->> 'needs_interpreter')::boolean, false),
      'district_id', p_inquiry -> 'district_id') || (p_who - 'id'));
  elsif not exists (select from public.residents where id = v_id) then
    raise sqlstate 'PT422' using message = 'This resident is not there any more. Choose again.', hint = 'resident_id';
  end if;
  return v_id;
end $$;

-- p_inquiry: the columns of an inquiry; "resident" and "caller" ({"id"} or {"name", "phones", …}), "relation" of the caller to the
-- resident, "needs_interpreter", "note" (kept inside), "close" ({"resolution_code", "note", "public", "translations"}). A caller without
-- a resident is the resident.
create function public.take_inquiry(p_inquiry jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_caller uuid;
  v_resident uuid;
  v_new public.inquiries;
  v_close jsonb := nullif(p_inquiry -> 'close', 'null');
  v_note text := nullif(btrim(p_inquiry ->> 'note'), '');
  v_interpreter boolean := coalesce((p_inquiry ->> 'needs_interpreter')::boolean, false);
  v_for jsonb := nullif(p_inquiry -> 'resident', 'null');
  v_by jsonb := nullif(p_inquiry -> 'caller', 'null');
begin
  perform private.at_least('staff');
  if nullif(btrim(p_inquiry ->> 'subject'), '') is null then
    raise sqlstate 'PT422' using message = 'Say in one line what it is about.', hint = 'subject';
  elsif not exists (select from public.topics where id = (p_inquiry ->> 'topic_id')::uuid) then
    raise sqlstate 'PT422' using message = 'Choose a topic: it gives the due day and the section of the report.', hint = 'topic_id';
  elsif length(btrim(p_inquiry ->> 'relation')) > 120 then
    raise sqlstate 'PT422' using message = 'Write at most 120 characters.', hint = 'relation';
  end if;
  if v_for is null then
    v_resident := private.take_resident(v_by, p_inquiry);
  else
    v_resident := private.take_resident(v_for, p_inquiry);
    -- Who calls for somebody else need not speak their language.
    v_caller := private.take_resident(v_by, '{}');
  end if;
  if v_interpreter then
    update public.residents set needs_interpreter = true where id = v_resident and not needs_interpreter;
  end if;
  insert into public.inquiries (subject, body, channel, language, topic_id, department_id, resident_id, district_id, neighborhood, location, latitude, longitude, assigned_to, opened_at, needs_interpreter)
  values (p_inquiry ->> 'subject', coalesce(btrim(p_inquiry ->> 'body'), ''), coalesce(p_inquiry ->> 'channel', 'phone'), coalesce(p_inquiry ->> 'language', 'en'), (p_inquiry ->> 'topic_id')::uuid,
    (p_inquiry ->> 'department_id')::uuid, v_resident, (p_inquiry ->> 'district_id')::uuid, nullif(btrim(p_inquiry ->> 'neighborhood'), ''), nullif(btrim(p_inquiry ->> 'location'), ''),
    (p_inquiry ->> 'latitude')::double precision, (p_inquiry ->> 'longitude')::double precision, (p_inquiry ->> 'assigned_to')::uuid, coalesce((p_inquiry ->> 'opened_at')::timestamptz, now()), v_interpreter)
  returning * into v_new;
  if v_caller is distinct from v_resident and v_caller is not null then
    insert into public.inquiry_people (inquiry_id, resident_id, kind, relation) values (v_new.id, v_caller, 'caller', nullif(btrim(p_inquiry ->> 'relation'), ''));
  end if;
  if v_note is not null then
    insert into public.interactions (inquiry_id, kind, body) values (v_new.id, 'note', v_note);
  end if;
  if v_close is not null then
    perform public.close_inquiry(v_new.id, v_new.version, v_close ->> 'resolution_code', v_close ->> 'note', v_close ->> 'public', v_close -> 'translations');
  end if;
  return (select jsonb_build_object('id', i.id, 'number', i.number, 'version', i.version, 'resident_id', i.resident_id, 'caller_id', v_caller, 'is_closed', i.status = 'closed')
    from public.inquiries i where i.id = v_new.id);
end $$;
revoke all on function private.take_resident(jsonb, jsonb) from public, anon, authenticated;
revoke all on function public.take_inquiry(jsonb) from public, anon;
grant execute on function public.take_inquiry(jsonb) to authenticated;
