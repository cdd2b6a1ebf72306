-- Templates of events: what is the same each time, with everything but the day. A form begins with one; the event keeps no tie to it.

create table public.event_templates (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint event_templates_name_filled check (btrim(name) <> '' and length(name) <= 120),
  -- As save_event takes it, without times; `starts_time` and `duration_minutes` instead.
  content jsonb not null constraint event_templates_content_object check (jsonb_typeof(content) = 'object' and length(content::text) <= 60000
    and jsonb_typeof(content -> 'title') = 'string' and jsonb_typeof(content -> 'kind') = 'string' and jsonb_typeof(content -> 'duration_minutes') = 'number'),
  is_active boolean not null default true,
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index event_templates_name on public.event_templates (lower(name));
create index event_templates_created_by on public.event_templates (created_by) where created_by is not null;
call private.protect('public.event_templates');
grant select on table public.event_templates to authenticated;
create policy event_templates_select_viewer on public.event_templates for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. A template is made of an event; and nothing is deleted, it is not offered any more instead.
comment on table public.event_templates is 'What is the same each time an event of its kind is planned.';
insert into private.audited_tables (table_name, undo_role) values ('event_templates', 'coordinator')
on conflict (table_name) do update set undo_role = excluded.undo_role;

-- What of an event is the same the next time: interpreters have to be booked and supplies packed anew.
create function private.event_content(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select j.event - '{starts_at,ends_at,registration_closes_at}'::text[]
    || jsonb_build_object(
      'starts_time', to_char(e.starts_at at time zone e.time_zone, 'HH24:MI'),
      'duration_minutes', (extract(epoch from e.ends_at - e.starts_at) / 60)::integer,
      'languages', coalesce((select jsonb_agg(case when l ->> 'mode' in ('interpreted', 'signed') then l || '{"booking": "wanted"}' else l end order by n) from jsonb_array_elements(j.event -> 'languages') with ordinality a (l, n)), '[]'),
      'supplies', coalesce((select jsonb_agg(s || '{"is_packed": false}' order by n) from jsonb_array_elements(j.event -> 'supplies') with ordinality a (s, n)), '[]'))
  from public.events e cross join lateral (select private.event_as_json(e.id) as event) j where e.id = p_id
$$;

-- The same, for a form that copies an event.
create function public.event_content(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return private.event_content(p_id);
end $$;

create function private.check_template_name(p_name text, p_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if nullif(btrim(p_name), '') is null or length(btrim(p_name)) > 120 then
    raise sqlstate 'PT422' using message = 'Give the template a name of at most 120 characters.', hint = 'template_name';
  elsif exists (select from public.event_templates where lower(name) = lower(btrim(p_name)) and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = 'There is a template of this name already. Choose another name.', hint = 'template_taken';
  end if;
end $$;

-- Keeps an event as a template. p_id: an older template that this one takes the place of.
create function public.save_event_template(p_event uuid, p_name text, p_id uuid default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_content jsonb;
  v_id uuid;
begin
  perform private.at_least('coordinator');
  v_content := private.event_content(p_event);
  if v_content is null then
    raise sqlstate 'PT404' using message = 'This event is not there any more.', hint = 'missing';
  end if;
  perform private.check_template_name(p_name, p_id);
  if p_id is null then
    insert into public.event_templates (name, content, created_by) values (btrim(p_name), v_content, private.current_staff_id()) returning id into v_id;
  else
    update public.event_templates set name = btrim(p_name), content = v_content, is_active = true where id = p_id returning id into v_id;
    if v_id is null then
      raise sqlstate 'PT404' using message = 'This template is not there any more.', hint = 'missing';
    end if;
  end if;
  return v_id;
end $$;

-- Renames a template, or says whether it is offered.
create function public.change_event_template(p_id uuid, p_name text, p_is_active boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  perform private.check_template_name(p_name, p_id);
  update public.event_templates set name = btrim(p_name), is_active = p_is_active
  where id = p_id and (name, is_active) is distinct from (btrim(p_name), p_is_active);
  if not exists (select from public.event_templates where id = p_id) then
    raise sqlstate 'PT404' using message = 'This template is not there any more.', hint = 'missing';
  end if;
end $$;

-- Names that were used before, most used first: programs, equipment, interpreters, places, rooms, funds.
create function public.event_suggestions() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (
    with used as (
      select 'programs' as what, p as name from public.events, unnest(programs) p
      union all select 'equipment', q from public.events, unnest(equipment) q
      union all select 'places', place_name from public.events where place_name is not null
      union all select 'rooms', room from public.events where room is not null
      union all select 'interpreters', interpreter from public.event_languages where interpreter is not null
      union all select 'funds', fund from public.event_costs where fund is not null
      union all select 'supplies', item from public.event_supplies),
    counted as (select what, name, count(*) as n from used group by what, name),
    ranked as (select *, row_number() over (partition by what order by n desc, name) as rank from counted),
    -- Where a known place is, as it was said last.
    addresses as (select distinct on (place_name) place_name, jsonb_build_object('address', address, 'district_id', district_id, 'neighborhood', neighborhood) as at
      from public.events where place_name is not null and (address is not null or district_id is not null) order by place_name, starts_at desc)
    select coalesce((select jsonb_object_agg(what, names) from (select what, jsonb_agg(name order by rank) as names from ranked where rank <= 100 group by what) w), '{}')
      || jsonb_build_object('addresses', coalesce((select jsonb_object_agg(a.place_name, a.at) from addresses a
        where a.place_name in (select name from ranked where what = 'places' and rank <= 100)), '{}')));
end $$;

revoke all on function public.event_content(uuid), public.save_event_template(uuid, text, uuid), public.change_event_template(uuid, text, boolean), public.event_suggestions()
  from public, anon;
grant execute on function public.event_content(uuid), public.save_event_template(uuid, text, uuid), public.change_event_template(uuid, text, boolean), public.event_suggestions()
  to authenticated;
