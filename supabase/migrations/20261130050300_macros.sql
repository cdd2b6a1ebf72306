-- Macros: several steps that are often done together, as one act, on one inquiry or on many: fields set, a person assigned, a note, a
-- checklist, a reply by template in the resident's language, the end. What would happen is shown first, row by row; all of it is undone at once.

create table public.macros (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint macros_name_filled check (btrim(name) <> '' and length(name) <= 120),
  description text not null default '' constraint macros_description_length check (length(description) <= 500),
  -- Null: as it is.
  set_status text constraint macros_set_status_known check (set_status in ('in_progress', 'waiting_resident', 'waiting_other', 'resolved')),
  set_topic_id uuid references public.topics (id) on delete restrict,
  assign text constraint macros_assign_known check (assign in ('me', 'nobody', 'person')),
  assign_to uuid references public.staff (id) on delete restrict,
  note text constraint macros_note_length check (length(note) <= 5000),
  checklist_id uuid references public.checklists (id) on delete restrict,
  -- Its sister of the same name in the resident's language is taken where there is one.
  reply_template_id uuid references public.reply_templates (id) on delete restrict,
  close_code text constraint macros_close_code_known check (close_code in ('answered', 'resolved', 'referred', 'no_response', 'cancelled')),
  close_note text constraint macros_close_note_length check (length(close_note) <= 5000),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint macros_assign_whole check ((coalesce(assign, '') = 'person') = (assign_to is not null)),
  constraint macros_ends_once check (close_code is null or set_status is null)
);
create unique index macros_name on public.macros (lower(name));
create index macros_topic on public.macros (set_topic_id) where set_topic_id is not null;
create index macros_assign_to on public.macros (assign_to) where assign_to is not null;
create index macros_checklist on public.macros (checklist_id) where checklist_id is not null;
create index macros_reply_template on public.macros (reply_template_id) where reply_template_id is not null;
call private.protect('public.macros');
call private.show('macros', 'coordinator');
-- Deliberately not granted: writes, which save_macro checks, and delete: it is not offered any more instead.
comment on table public.macros is 'Steps that are done together on inquiries, as one act.';

-- Saves a macro: {name, description, set_status, set_topic_id, assign, assign_to, note, checklist_id, reply_template_id, close_code,
-- close_note, is_active}. What is not named stays. Returns the id.
create function public.save_macro(p_macro jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.macros;
  v_new public.macros;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, nullif(value, '""'::jsonb)), '{}') from jsonb_each(p_macro) where key in ('name', 'description', 'set_status', 'set_topic_id', 'assign', 'assign_to',
    'note', 'checklist_id', 'reply_template_id', 'close_code', 'close_note', 'is_active'));
begin
  perform private.at_least('coordinator');
  if p_id is not null then
    select * into v_old from public.macros where id = p_id for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This macro is not there any more.', hint = 'missing';
    elsif v_old.version is distinct from p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this macro since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    end if;
    select * into v_new from jsonb_populate_record(v_old, v_given);
  else
    select * into v_new from jsonb_populate_record(null::public.macros, '{"is_active": true}' || v_given);
  end if;
  v_new.name := regexp_replace(btrim(v_new.name), '\s+', ' ', 'g');
  v_new.description := coalesce(btrim(v_new.description), '');
  v_new.note := nullif(btrim(v_new.note), '');
  v_new.close_note := case when v_new.close_code is not null then nullif(btrim(v_new.close_note), '') end;
  if v_new.assign is distinct from 'person' then v_new.assign_to := null; end if;
  if coalesce(v_new.name, '') = '' or length(v_new.name) > 120 then
    raise sqlstate 'PT422' using message = 'Give the macro a name, in at most 120 characters.', hint = 'macro_name';
  elsif exists (select from public.macros where lower(name) = lower(v_new.name) and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = 'There is a macro of this name already. Choose another name.', hint = 'macro_name';
  elsif num_nonnulls(v_new.set_status, v_new.set_topic_id, v_new.assign, v_new.note, v_new.checklist_id, v_new.reply_template_id, v_new.close_code) = 0 then
    raise sqlstate 'PT422' using message = 'Choose one thing at least that it does.', hint = 'macro_steps';
  elsif v_new.set_status is not null and v_new.close_code is not null then
    raise sqlstate 'PT422' using message = 'It sets a state or closes, not both.', hint = 'macro_steps';
  elsif v_new.assign = 'person' and not exists (select from public.staff where id = v_new.assign_to and is_active) then
    raise sqlstate 'PT422' using message = 'Choose somebody who is active.', hint = 'macro_assign';
  elsif v_new.set_topic_id is not null and not exists (select from public.topics where id = v_new.set_topic_id and is_active) then
    raise sqlstate 'PT422' using message = 'Choose a topic that is in use.', hint = 'macro_topic';
  elsif v_new.checklist_id is not null and not exists (select from public.checklists where id = v_new.checklist_id and is_active and coalesce(record_table, 'inquiries') = 'inquiries') then
    raise sqlstate 'PT422' using message = 'Choose a checklist for inquiries that is in use.', hint = 'macro_checklist';
  elsif v_new.reply_template_id is not null and not exists (select from public.reply_templates where id = v_new.reply_template_id and is_active) then
    raise sqlstate 'PT422' using message = 'Choose a reply template that is in use.', hint = 'macro_reply';
  elsif length(v_new.note) > 5000 or length(v_new.close_note) > 5000 or length(v_new.description) > 500 then
    raise sqlstate 'PT422' using message = 'The text is too long: 5,000 characters for a note, 500 for what it is for.', hint = 'macro_note';
  end if;
  if p_id is null then
    insert into public.macros (name, description, set_status, set_topic_id, assign, assign_to, note, checklist_id, reply_template_id, close_code, close_note, is_active)
    values (v_new.name, v_new.description, v_new.set_status, v_new.set_topic_id, v_new.assign, v_new.assign_to, v_new.note, v_new.checklist_id, v_new.reply_template_id, v_new.close_code, v_new.close_note, v_new.is_active)
    returning id into v_new.id;
  elsif v_new is distinct from v_old then
    update public.macros set name = v_new.name, description = v_new.description, set_status = v_new.set_status, set_topic_id = v_new.set_topic_id, assign = v_new.assign, assign_to = v_new.assign_to,
      note = v_new.note, checklist_id = v_new.checklist_id, reply_template_id = v_new.reply_template_id, close_code = v_new.close_code, close_note = v_new.close_note, is_active = v_new.is_active
    where id = p_id;
  end if;
  return v_new.id;
exception when invalid_text_representation or check_violation then
  raise sqlstate 'PT422' using message = 'One of the choices is not there any more. Choose again.', hint = 'macro_steps';
end $$;

-- The template that a macro answers an inquiry with: of the same name, in the resident's language where there is one.
create function private.macro_template(p_template uuid, p_inquiry public.inquiries) returns uuid
language sql stable security definer set search_path = '' as $$
  select o.id from public.reply_templates t join public.reply_templates o on lower(o.name) = lower(t.name) and o.is_active and (o.topic_id is null or o.topic_id = p_inquiry.topic_id)
  where t.id = p_template
  order by o.language = coalesce((select r.preferred_language from public.residents r where r.id = p_inquiry.resident_id), p_inquiry.language) desc, o.id = t.id desc, o.language = 'en' desc, o.id limit 1
$$;

-- What a macro would do to one inquiry: {id, number, subject, skip, changes: [{field, was, to}], reply: {to, subject, body}}.
create function private.plan_macro(p_macro public.macros, p_id uuid, p_version integer, p_as_of timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_row public.inquiries;
  v_to uuid := case p_macro.assign when 'me' then private.current_staff_id() when 'person' then p_macro.assign_to end;
  v_status text := case when p_macro.close_code is not null then 'closed' else p_macro.set_status end;
  v_reply jsonb;
  v_skip text;
begin
  select * into v_row from public.inquiries where id = p_id;
  if p_macro.reply_template_id is not null and v_row.id is not null then
    v_reply := public.reply_preview(p_id, jsonb_build_object('template_id', private.macro_template(p_macro.reply_template_id, v_row)));
  end if;
  v_skip := case when v_row.id is null then 'missing'
    when p_version is not null and p_version <> v_row.version then 'conflict'
    when p_version is null and v_row.updated_at > p_as_of then 'conflict'
    when private.is_over(v_row.status) then 'closed'
    when v_status is not null and not private.may_follow(v_row.status, v_status) then 'state'
    when v_reply is not null and v_reply ->> 'to' is null then 'no_address'
    when v_reply is not null and v_reply ->> 'refused' is not null then 'blocked'
    when jsonb_array_length(v_reply -> 'missing') > 0 then 'unfilled' end;
  return jsonb_build_object('id', p_id, 'number', v_row.number, 'subject', v_row.subject, 'skip', v_skip,
    'changes', (select coalesce(jsonb_agg(jsonb_build_object('field', c.field, 'was', c.was, 'to', c.becomes) order by c.n), '[]')
      from (values (1, 'status', v_row.status, v_status), (2, 'topic_id', v_row.topic_id::text, p_macro.set_topic_id::text), (3, 'assigned_to', v_row.assigned_to::text, v_to::text)) c (n, field, was, becomes)
      where c.was is distinct from c.becomes and (c.becomes is not null or (c.field = 'assigned_to' and p_macro.assign is not null))),
    'reply', case when v_reply is not null then jsonb_build_object('to', v_reply ->> 'to', 'subject', v_reply ->> 'subject', 'body', v_reply ->> 'body') end);
end $$;

-- Runs a macro on what is meant as in bulk_edit_inquiries; p_dry_run only tells. Answers {total, changing, skipped: [{reason, count}],
-- rows: [the first 200, see plan_macro], note, checklist, as_of, change_set, refused}.
create function public.run_macro(p_macro uuid, p_target jsonb, p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' set statement_timeout = '60s' as $$
declare
  v_macro public.macros;
  v_ids uuid[];
  v_versions integer[];
  v_as_of timestamptz := coalesce((p_target ->> 'as_of')::timestamptz, now());
  v_plan jsonb;
  v_answer jsonb;
  v_one jsonb;
  v_id uuid;
  v_row public.inquiries;
  v_done integer := 0;
  v_refused jsonb := '[]';
begin
  perform private.at_least('staff');
  select * into v_macro from public.macros where id = p_macro;
  if v_macro.id is null then
    raise sqlstate 'PT404' using message = 'This macro is not there any more.', hint = 'missing';
  elsif not v_macro.is_active then
    raise sqlstate 'PT422' using message = 'This macro is not offered any more. Choose another.', hint = 'macro';
  end if;
  select t.ids, t.versions into v_ids, v_versions from private.bulk_target(p_target) t;
  if cardinality(v_ids) > 1000 or (v_macro.reply_template_id is not null and cardinality(v_ids) > 100) then
    raise sqlstate 'PT422' using message = 'A macro goes over 1,000 inquiries at most, over 100 when it writes to people. Narrow the filters.', hint = 'macro_many';
  end if;
  if not p_dry_run then perform 1 from public.inquiries where id = any (v_ids) order by id for update; end if;
  v_plan := (select coalesce(jsonb_agg(private.plan_macro(v_macro, a.id, a.version, v_as_of) order by a.place), '[]') from unnest(v_ids, v_versions) with ordinality a (id, version, place));
  v_answer := jsonb_build_object('total', cardinality(v_ids), 'changing', (select count(*) from jsonb_array_elements(v_plan) p where p ->> 'skip' is null),
    'skipped', (select coalesce(jsonb_agg(jsonb_build_object('reason', s.skip, 'count', s.n) order by s.n desc, s.skip), '[]')
      from (select p ->> 'skip' as skip, count(*) as n from jsonb_array_elements(v_plan) p where p ->> 'skip' is not null group by 1) s),
    'rows', (select coalesce(jsonb_agg(r.p order by r.p ->> 'skip' is not null, r.n), '[]') from (select p, n from jsonb_array_elements(v_plan) with ordinality a (p, n) order by n limit 200) r),
    'note', v_macro.note, 'checklist', (select name from public.checklists where id = v_macro.checklist_id),
    'as_of', v_as_of, 'change_set', null, 'refused', '[]'::jsonb);
  if p_dry_run or (v_answer ->> 'changing')::integer = 0 then return v_answer; end if;

  perform private.begin_change_set('bulk', jsonb_build_object('macro', v_macro.name));
  for v_one in select p from jsonb_array_elements(v_plan) p where p ->> 'skip' is null loop
    v_id := (v_one ->> 'id')::uuid;
    begin
      if v_macro.set_status is not null or v_macro.set_topic_id is not null or v_macro.assign is not null then
        update public.inquiries set topic_id = coalesce(v_macro.set_topic_id, topic_id), status = coalesce(v_macro.set_status, status),
          assigned_to = case v_macro.assign when 'me' then private.current_staff_id() when 'person' then v_macro.assign_to when 'nobody' then null else assigned_to end
        where id = v_id;
      end if;
      if v_macro.note is not null then
        insert into public.interactions (inquiry_id, kind, body) values (v_id, 'note', v_macro.note);
      end if;
      if v_macro.checklist_id is not null and not exists (select from public.tasks where inquiry_id = v_id and checklist_id = v_macro.checklist_id and done_at is null) then
        perform public.apply_checklist(v_macro.checklist_id, 'inquiries', v_id);
      end if;
      if v_macro.reply_template_id is not null then
        select * into v_row from public.inquiries where id = v_id;
        perform public.reply_to_inquiry(v_id, v_row.version, jsonb_build_object('key', format('macro %s %s', private.change_set(), v_id), 'template_id', private.macro_template(v_macro.reply_template_id, v_row)));
      end if;
      if v_macro.close_code is not null then
        update public.inquiries set status = 'closed', resolution_code = v_macro.close_code, resolution_note = v_macro.close_note where id = v_id;
        if v_macro.close_note is not null then
          insert into public.interactions (inquiry_id, kind, body) values (v_id, 'resolution', v_macro.close_note);
        end if;
      end if;
      v_done := v_done + 1;
    exception when others then
      -- Nothing of it is done to this one, and the rule's sentence is told; the others go on.
      v_refused := v_refused || jsonb_build_object('id', v_id, 'number', v_one ->> 'number', 'message', sqlerrm);
    end;
  end loop;
  return v_answer || jsonb_build_object('changing', v_done, 'change_set', case when v_done > 0 then private.change_set() end, 'refused', v_refused);
end $$;
revoke all on function private.macro_template(uuid, public.inquiries), private.plan_macro(public.macros, uuid, integer, timestamptz) from public, anon, authenticated;
revoke all on function public.save_macro(jsonb, uuid, integer), public.run_macro(uuid, jsonb, boolean) from public, anon;
grant execute on function public.save_macro(jsonb, uuid, integer), public.run_macro(uuid, jsonb, boolean) to authenticated;
comment on function public.run_macro(uuid, jsonb, boolean) is 'Does the steps of a macro on inquiries as one change set; first tells what it would do.';
