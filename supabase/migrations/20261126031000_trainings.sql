-- Trainings (section 8): what is taught, in which edition, with which datasets and materials; what people said of themselves before and
-- after; and, a month later, whether they used it. What was held keeps the edition that was held, whatever becomes of the curriculum.

-- ---------------------------------------------------------------- what is taught
create table public.curricula (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint curricula_name_filled check (btrim(name) <> '' and length(name) <= 200),
  -- As people tell editions apart: "2", "spring 2026".
  edition text not null default '1' constraint curricula_edition_filled check (btrim(edition) <> '' and length(edition) <= 40),
  description text not null default '' constraint curricula_description_length check (length(description) <= 4000),
  hours numeric(4, 2) constraint curricula_hours_range check (hours between 0.25 and 80),
  -- Open data that it works with, as the city's catalogue names it.
  datasets text[] not null default '{}' constraint curricula_datasets_few check (cardinality(datasets) <= 30),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint curricula_once unique (name, edition)
);
call private.protect('public.curricula');

create table public.curriculum_materials (
  id uuid primary key default gen_random_uuid(),
  curriculum_id uuid not null references public.curricula (id) on delete cascade,
  language text not null references public.languages (code) on update cascade on delete cascade,
  title text not null constraint curriculum_materials_title_filled check (btrim(title) <> '' and length(title) <= 200),
  url text not null constraint curriculum_materials_url_form check (url ~ '^https://[^\s]+$' and length(url) <= 1000),
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index curriculum_materials_curriculum on public.curriculum_materials (curriculum_id, sort_order);
create index curriculum_materials_language on public.curriculum_materials (language);
call private.protect('public.curriculum_materials');

-- ---------------------------------------------------------------- what was held
create table public.event_trainings (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null constraint event_trainings_once unique references public.events (id) on delete cascade,
  curriculum_id uuid not null references public.curricula (id) on delete restrict,
  -- Name, edition, hours and datasets as they were when this event got them.
  name text not null,
  edition text not null,
  hours numeric(4, 2),
  datasets text[] not null default '{}' constraint event_trainings_datasets_few check (cardinality(datasets) <= 30),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index event_trainings_curriculum on public.event_trainings (curriculum_id);
call private.protect('public.event_trainings');

-- How well somebody knew it before and after, 1 to 5. By a link of their own (a registration or an attendance), or from a sheet of paper.
create table public.training_ratings (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete restrict,
  registration_id uuid constraint training_ratings_registration_once unique references public.registrations (id) on delete restrict,
  before smallint not null constraint training_ratings_before_range check (before between 1 and 5),
  after smallint not null constraint training_ratings_after_range check (after between 1 and 5),
  language text references public.languages (code) on update cascade on delete restrict,
  comment text not null default '' constraint training_ratings_comment_length check (length(comment) <= 2000),
  way text not null default 'paper' constraint training_ratings_way_known check (way in ('link', 'paper')),
  -- The sender's own key: the same sheet sent twice is there once.
  client_key uuid constraint training_ratings_once unique,
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint training_ratings_way_whole check (way = 'paper' or registration_id is not null)
);
create index training_ratings_event on public.training_ratings (event_id, created_at, id);
create index training_ratings_language on public.training_ratings (language);
create index training_ratings_created_by on public.training_ratings (created_by) where created_by is not null;
call private.protect('public.training_ratings');

-- "Did you use it?", a month later.
create table public.training_follow_ups (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete restrict,
  registration_id uuid not null constraint training_follow_ups_once unique references public.registrations (id) on delete restrict,
  has_used boolean not null,
  words text not null default '' constraint training_follow_ups_words_length check (length(words) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index training_follow_ups_event on public.training_follow_ups (event_id, created_at, id);
call private.protect('public.training_follow_ups');

do $$
declare v_table text;
begin
  foreach v_table in array array['curricula', 'curriculum_materials', 'event_trainings', 'training_ratings', 'training_follow_ups'] loop
    execute format('grant select on table public.%I to authenticated', v_table);
    -- What one person said of themselves is for managers; everybody else reads what all said together, by training_outcome.
    execute format('create policy %I on public.%I for select to authenticated using ((select private.at_least(%L)))',
      v_table || case when v_table in ('training_ratings', 'training_follow_ups') then '_select_manager' else '_select_viewer' end, v_table,
      case when v_table in ('training_ratings', 'training_follow_ups') then 'manager' else 'viewer' end);
  end loop;
end $$;
-- Deliberately not granted: writes, on any of them. Functions write, each of which asks who it is.
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role) values
  ('curricula', null, null, 'coordinator'), ('curriculum_materials', 'curricula', 'curriculum_id', 'coordinator'),
  ('event_trainings', 'events', 'event_id', 'coordinator'), ('training_ratings', 'events', 'event_id', 'staff'), ('training_follow_ups', 'events', 'event_id', 'staff')
on conflict (table_name) do update set parent_table = excluded.parent_table, parent_column = excluded.parent_column, undo_role = excluded.undo_role;
comment on table public.curricula is 'What the office teaches, an edition a row.';
comment on table public.curriculum_materials is 'Materials of a curriculum, a language version a row.';
comment on table public.event_trainings is 'What an event taught, as it was held.';
comment on table public.training_ratings is 'How well people knew it before and after, 1 to 5.';
comment on table public.training_follow_ups is 'Whether people used what they learned, a month later.';

-- ---------------------------------------------------------------- writing
-- Saves a curriculum with its materials; p_id null makes a new one. p_curriculum: columns, and materials [{id?, language, title, url}];
-- what is not named stays, an empty list empties. Returns the id.
create function public.save_curriculum(p_curriculum jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.curricula;
  v_line record;
  v_kept uuid[] := '{}';
  v_id uuid;
begin
  perform private.at_least('coordinator');
  if p_id is not null then
    select * into v_row from public.curricula where id = p_id for update;
    if v_row.id is null then
      raise sqlstate 'PT404' using message = 'This curriculum is not there any more.', hint = 'missing';
    elsif v_row.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    end if;
  end if;
  select * into v_row from jsonb_populate_record(
    coalesce(v_row, jsonb_populate_record(null::public.curricula, '{"edition": "1", "description": "", "datasets": [], "is_active": true}')),
    p_curriculum - '{id,version,created_at,updated_at}'::text[]);
  v_row.name := btrim(coalesce(v_row.name, ''));
  v_row.edition := btrim(coalesce(v_row.edition, ''));
  if v_row.name = '' or length(v_row.name) > 200 then
    raise sqlstate 'PT422' using message = 'Give the curriculum a name, such as “Open Data 101”.', hint = 'name';
  elsif v_row.edition = '' or length(v_row.edition) > 40 then
    raise sqlstate 'PT422' using message = 'Say which edition it is, such as 1 or spring 2026.', hint = 'edition';
  elsif exists (select from public.curricula where name = v_row.name and edition = v_row.edition and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = 'There is such an edition already. Give this one another.', hint = 'edition';
  elsif exists (select from jsonb_array_elements(p_curriculum -> 'materials') m where nullif(btrim(m ->> 'title'), '') is null or coalesce(m ->> 'url', '') !~ '^https://[^\s]+$'
    or not exists (select from public.languages where code = m ->> 'language')) then
    raise sqlstate 'PT422' using message = 'Each material has a language, a title and a whole link, beginning with https://.', hint = 'materials';
  end if;
  if p_id is null then
    insert into public.curricula (name, edition, description, hours, datasets, is_active)
    values (v_row.name, v_row.edition, btrim(v_row.description), v_row.hours, v_row.datasets, v_row.is_active) returning id into v_row.id;
  else
    update public.curricula set name = v_row.name, edition = v_row.edition, description = btrim(v_row.description), hours = v_row.hours, datasets = v_row.datasets,
      is_active = v_row.is_active where id = p_id;
  end if;
  if p_curriculum ? 'materials' then
    for v_line in select l.*, n::smallint as n from jsonb_array_elements(p_curriculum -> 'materials') with ordinality e (line, n)
      cross join lateral jsonb_to_record(e.line) l (id uuid, language text, title text, url text)
    loop
      v_id := (select id from public.curriculum_materials where id = v_line.id and curriculum_id = v_row.id);
      if v_id is null then
        insert into public.curriculum_materials (curriculum_id, language, title, url, sort_order)
        values (v_row.id, v_line.language, btrim(v_line.title), v_line.url, v_line.n) returning id into v_id;
      else
        update public.curriculum_materials set language = v_line.language, title = btrim(v_line.title), url = v_line.url, sort_order = v_line.n
        where id = v_id and (language, title, url, sort_order) is distinct from (v_line.language, btrim(v_line.title), v_line.url, v_line.n);
      end if;
      v_kept := v_kept || v_id;
    end loop;
    delete from public.curriculum_materials where curriculum_id = v_row.id and id <> all (v_kept);
  end if;
  return v_row.id;
end $$;

-- Says what an event teaches: name, edition, hours and datasets are taken over as they are now. p_curriculum null: nothing. p_datasets: others
-- than the curriculum's.
create function public.set_training(p_event uuid, p_curriculum uuid, p_datasets text[] default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event public.events := private.open_event(p_event, null);
  v_row public.curricula;
begin
  if v_event.kind <> 'training' then
    raise sqlstate 'PT422' using message = 'Only a training has a curriculum. Change the kind of the event first.', hint = 'kind';
  end if;
  if p_curriculum is null then
    delete from public.event_trainings where event_id = p_event;
    return;
  end if;
  select * into v_row from public.curricula where id = p_curriculum;
  if v_row.id is null then
    raise sqlstate 'PT422' using message = 'This curriculum is not there any more. Choose another.', hint = 'curriculum_id';
  end if;
  insert into public.event_trainings (event_id, curriculum_id, name, edition, hours, datasets)
  values (p_event, v_row.id, v_row.name, v_row.edition, v_row.hours, coalesce(p_datasets, v_row.datasets))
  on conflict (event_id) do update set curriculum_id = excluded.curriculum_id, name = excluded.name, edition = excluded.edition, hours = excluded.hours, datasets = excluded.datasets
  where (event_trainings.curriculum_id, event_trainings.edition, event_trainings.datasets) is distinct from (excluded.curriculum_id, excluded.edition, excluded.datasets);
end $$;

-- ---------------------------------------------------------------- ratings
create function private.check_rating(p_rating jsonb) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(p_rating ->> 'before', '') !~ '^[1-5]$' then
    raise sqlstate 'PT422' using message = 'Choose a number from 1 to 5 for before.', hint = 'before';
  elsif coalesce(p_rating ->> 'after', '') !~ '^[1-5]$' then
    raise sqlstate 'PT422' using message = 'Choose a number from 1 to 5 for after.', hint = 'after';
  elsif length(p_rating ->> 'comment') > 2000 then
    raise sqlstate 'PT422' using message = 'The text is longer than 2,000 characters. Shorten it.', hint = 'comment';
  end if;
end $$;

-- A sheet of paper as staff type it in: {before, after, language?, comment?, client_key}. The same key again is the same sheet. Returns the id.
create function public.note_rating(p_event uuid, p_rating jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_id uuid;
begin
  perform private.at_least('staff');
  perform private.check_rating(p_rating);
  if not exists (select from public.events where id = p_event and kind = 'training' and starts_at <= now()) then
    raise sqlstate 'PT422' using message = 'A training is rated when it has begun.', hint = 'event';
  end if;
  insert into public.training_ratings (event_id, before, after, language, comment, way, client_key, created_by)
  values (p_event, (p_rating ->> 'before')::smallint, (p_rating ->> 'after')::smallint, nullif(p_rating ->> 'language', ''), btrim(coalesce(p_rating ->> 'comment', '')),
    'paper', (p_rating ->> 'client_key')::uuid, private.current_staff_id())
  on conflict (client_key) do nothing returning id into v_id;
  return coalesce(v_id, (select id from public.training_ratings where client_key = (p_rating ->> 'client_key')::uuid));
end $$;

-- What the page behind a link shows: {title, name, edition, language, is_rated, is_answered, has_begun, is_cancelled}; null for what is no registration for a training.
create function public.rating_page(p_registration uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('title', coalesce(e.translations #>> array[r.language, 'title'], e.title), 'name', t.name, 'edition', t.edition, 'language', r.language,
    'is_rated', exists (select from public.training_ratings where registration_id = r.id), 'is_answered', exists (select from public.training_follow_ups where registration_id = r.id),
    'has_begun', e.starts_at <= now(), 'is_cancelled', e.status = 'cancelled' or r.status = 'cancelled')
  from public.registrations r join public.events e on e.id = r.event_id left join public.event_trainings t on t.event_id = e.id
  where r.id = p_registration and e.kind = 'training'
$$;

-- Once only: whoever comes again is told so ('done'). Answers 'rated', 'done', or null for a link that rates nothing.
create function public.rate_training(p_registration uuid, p_rating jsonb) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare v_page jsonb := public.rating_page(p_registration);
begin
  if v_page is null or (v_page ->> 'is_cancelled')::boolean or not (v_page ->> 'has_begun')::boolean then return null; end if;
  perform private.check_rating(p_rating);
  insert into public.training_ratings (event_id, registration_id, before, after, language, comment, way)
  select event_id, id, (p_rating ->> 'before')::smallint, (p_rating ->> 'after')::smallint, language, btrim(coalesce(p_rating ->> 'comment', '')), 'link'
  from public.registrations where id = p_registration
  on conflict (registration_id) do nothing;
  return case when found then 'rated' else 'done' end;
end $$;

create function public.answer_follow_up(p_registration uuid, p_has_used boolean, p_words text default '') returns text
language plpgsql volatile security definer set search_path = '' as $$
declare v_page jsonb := public.rating_page(p_registration);
begin
  if v_page is null or (v_page ->> 'is_cancelled')::boolean or not (v_page ->> 'has_begun')::boolean then return null; end if;
  if p_has_used is null then
    raise sqlstate 'PT422' using message = 'Choose yes or no.', hint = 'has_used';
  elsif length(p_words) > 2000 then
    raise sqlstate 'PT422' using message = 'The text is longer than 2,000 characters. Shorten it.', hint = 'words';
  end if;
  insert into public.training_follow_ups (event_id, registration_id, has_used, words)
  select event_id, id, p_has_used, btrim(coalesce(p_words, '')) from public.registrations where id = p_registration
  on conflict (registration_id) do nothing;
  return case when found then 'answered' else 'done' end;
end $$;

-- What a training came to: {ratings, before, after, change, better, used, not_used, comments}. Medians and shares are told from five answers on; of
-- fewer only how many there are, so that nobody is found out.
create function public.training_outcome(p_event uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_ratings integer;
  v_answers integer;
begin
  perform private.at_least('viewer');
  select count(*) into v_ratings from public.training_ratings where event_id = p_event;
  select count(*) into v_answers from public.training_follow_ups where event_id = p_event;
  return jsonb_build_object('ratings', v_ratings, 'answers', v_answers)
    || case when v_ratings < 5 then '{}'::jsonb else (
      select jsonb_build_object('before', percentile_cont(0.5) within group (order by before), 'after', percentile_cont(0.5) within group (order by after),
        'change', percentile_cont(0.5) within group (order by after - before), 'better', count(*) filter (where after > before),
        'comments', coalesce(jsonb_agg(comment order by md5(id::text)) filter (where comment <> ''), '[]'))
      from public.training_ratings where event_id = p_event) end
    || case when v_answers < 5 then '{}'::jsonb else (
      select jsonb_build_object('used', count(*) filter (where has_used), 'words', coalesce(jsonb_agg(words order by md5(id::text)) filter (where words <> ''), '[]'))
      from public.training_follow_ups where event_id = p_event) end;
end $$;

revoke all on function public.save_curriculum(jsonb, uuid, integer), public.set_training(uuid, uuid, text[]), public.note_rating(uuid, jsonb), public.rating_page(uuid),
  public.rate_training(uuid, jsonb), public.answer_follow_up(uuid, boolean, text), public.training_outcome(uuid) from public, anon, authenticated;
grant execute on function public.save_curriculum(jsonb, uuid, integer), public.set_training(uuid, uuid, text[]), public.note_rating(uuid, jsonb),
  public.training_outcome(uuid) to authenticated;
grant execute on function public.rating_page(uuid), public.rate_training(uuid, jsonb), public.answer_follow_up(uuid, boolean, text) to service_role;
comment on function public.training_outcome(uuid) is 'What a training came to: ratings before and after, and who used it; told from five answers on.';
