-- "You said, we did": thirty days after an event, what people said there and what came of it, for their neighborhood. The
-- program writes a draft from the inquiries; a coordinator corrects and approves it. It names nobody.

create table public.event_follow_ups (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null constraint event_follow_ups_once unique references public.events (id) on delete restrict,
  status text not null default 'draft' constraint event_follow_ups_status_known check (status in ('draft', 'approved', 'dropped')),
  text_en text not null constraint event_follow_ups_en_length check (btrim(text_en) <> '' and length(text_en) <= 20000),
  text_es text not null constraint event_follow_ups_es_length check (btrim(text_es) <> '' and length(text_es) <= 20000),
  settled_by uuid references public.staff (id) on delete set null,
  settled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_follow_ups_settled_whole check ((status = 'draft') = (settled_at is null))
);
-- "Which wait for a coordinator?"
create index event_follow_ups_draft on public.event_follow_ups (created_at, id) where status = 'draft';
create index event_follow_ups_settled_by on public.event_follow_ups (settled_by) where settled_by is not null;
call private.protect('public.event_follow_ups');
grant select on table public.event_follow_ups to authenticated;
create policy event_follow_ups_select_viewer on public.event_follow_ups for select to authenticated using ((select private.at_least('viewer')));
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role) values ('event_follow_ups', 'events', 'event_id', 'coordinator')
on conflict (table_name) do update set parent_table = 'events', parent_column = 'event_id', undo_role = 'coordinator';
-- Deliberately not granted: writes. The program drafts, functions change and settle.

-- Whether the program asks, or a coordinator.
create function private.may_follow_up() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if (select auth.role()) is distinct from 'service_role' then perform private.at_least('coordinator'); end if;
end $$;

-- What the draft is made of. `names` are there to be left out: of who asked, and of who said it.
create function public.follow_up_facts(p_event uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_event public.events;
begin
  perform private.may_follow_up();
  v_event := private.event_at_door(p_event);
  return jsonb_build_object('event', jsonb_build_object('title', v_event.title, 'title_es', v_event.translations #>> '{es,title}', 'starts_on', v_event.starts_on,
      'place', v_event.place_name, 'neighborhood', v_event.neighborhood, 'district', (select name from public.districts where id = v_event.district_id)),
    'people', public.event_attendance(p_event) -> 'people',
    'items', coalesce((select jsonb_agg(jsonb_build_object('subject', i.subject, 'voices', s.voices, 'status', i.status, 'resolution', i.resolution_code, 'note', i.resolution_note,
        'department', d.name, 'topic', t.name, 'names', (select coalesce(jsonb_agg(distinct n.name), '[]') from unnest(array[r.name, r.preferred_name, a.name]) n (name) where btrim(n.name) <> ''))
        order by i.closed_at nulls last, s.created_at, s.id)
      from public.event_issues s join public.inquiries i on i.id = s.inquiry_id left join public.organizations d on d.id = i.department_id
        left join public.topics t on t.id = i.topic_id left join public.residents r on r.id = i.resident_id left join public.attendances a on a.id = s.attendance_id
      where s.event_id = p_event), '[]'));
end $$;

-- Events that were held thirty days ago or more, of which inquiries came, and which have no draft. Older than half a year nobody
-- waits for an answer any more.
create function public.due_follow_ups() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select e.id from public.events e
  where e.status = 'held' and e.ends_at between now() - interval '183 days' and now() - interval '30 days'
    and not exists (select from public.event_follow_ups f where f.event_id = e.id)
    and exists (select from public.event_issues s where s.event_id = e.id and s.inquiry_id is not null)
  order by e.ends_at, e.id limit 100
$$;

-- Keeps a draft; the one that is there stays, so that two programs, or a program and a person, make one. Answers its id.
create function public.draft_follow_up(p_event uuid, p_en text, p_es text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_follow_up();
  perform private.event_at_door(p_event);
  insert into public.event_follow_ups (event_id, text_en, text_es) values (p_event, p_en, p_es) on conflict (event_id) do nothing;
  return (select id from public.event_follow_ups where event_id = p_event);
end $$;

create function private.hold_follow_up(p_id uuid, p_version integer) returns public.event_follow_ups
language plpgsql volatile set search_path = '' as $$
declare v_row public.event_follow_ups;
begin
  select * into v_row from public.event_follow_ups where id = p_id for update;
  if v_row.id is null then
    raise sqlstate 'PT404' using message = 'This text is not there any more.', hint = 'missing';
  elsif v_row.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody changed this text meanwhile. Load it again; what you typed is still here.', hint = 'version';
  end if;
  return v_row;
end $$;

-- A text that is changed is a draft again: what was approved was another one. Answers the version.
create function public.edit_follow_up(p_id uuid, p_en text, p_es text, p_version integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_row public.event_follow_ups;
begin
  perform private.at_least('coordinator');
  v_row := private.hold_follow_up(p_id, p_version);
  if coalesce(btrim(p_en), '') = '' or coalesce(btrim(p_es), '') = '' then
    raise sqlstate 'PT422' using message = 'Leave neither language empty. If nothing is to be said, drop the text.', hint = case when coalesce(btrim(p_en), '') = '' then 'text_en' else 'text_es' end;
  elsif length(p_en) > 20000 or length(p_es) > 20000 then
    raise sqlstate 'PT422' using message = 'Keep each language to 20,000 characters.', hint = case when length(p_en) > 20000 then 'text_en' else 'text_es' end;
  elsif (p_en, p_es) is not distinct from (v_row.text_en, v_row.text_es) then
    return v_row.version;
  end if;
  update public.event_follow_ups set text_en = p_en, text_es = p_es, status = 'draft', settled_at = null, settled_by = null where id = p_id returning * into v_row;
  return v_row.version;
end $$;

create function public.settle_follow_up(p_id uuid, p_status text, p_version integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_row public.event_follow_ups;
begin
  perform private.at_least('coordinator');
  v_row := private.hold_follow_up(p_id, p_version);
  if p_status is null or p_status not in ('draft', 'approved', 'dropped') then
    raise sqlstate 'PT422' using message = 'Approve the text, drop it, or make it a draft again.', hint = 'status';
  end if;
  update public.event_follow_ups set status = p_status, settled_at = case when p_status <> 'draft' then now() end,
    settled_by = case when p_status <> 'draft' then private.current_staff_id() end where id = p_id and status <> p_status returning * into v_row;
  return coalesce(v_row.version, p_version);
end $$;

revoke all on function public.follow_up_facts(uuid), public.due_follow_ups(), public.draft_follow_up(uuid, text, text), public.edit_follow_up(uuid, text, text, integer),
  public.settle_follow_up(uuid, text, integer) from public, anon, authenticated;
grant execute on function public.follow_up_facts(uuid), public.draft_follow_up(uuid, text, text), public.edit_follow_up(uuid, text, text, integer),
  public.settle_follow_up(uuid, text, integer) to authenticated, service_role;
grant execute on function public.due_follow_ups() to service_role;
comment on table public.event_follow_ups is '"You said, we did": a text for those who came to an event, drafted by the program and approved by a coordinator.';
