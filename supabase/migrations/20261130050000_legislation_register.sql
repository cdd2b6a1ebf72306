-- The register of legislation, complete: state, link, the sections that answers cite, and the City's own file of it. What is amended
-- or repealed says by what and when.

alter table public.legislation
  drop constraint legislation_kind_known,
  add constraint legislation_kind_known check (kind in ('ordinance', 'resolution', 'communication', 'other')),
  add column state text not null default 'passed' constraint legislation_state_known
    check (state in ('introduced', 'held', 'passed', 'filed', 'amended', 'repealed', 'failed')),
  add column introduced_on date,
  add column url text constraint legislation_url_form check (url ~ '^https?://[^\s]+$' and length(url) <= 1000),
  -- The number of the matter in the City's system.
  add column legistar_id integer,
  add column amended_on date,
  add column amended_by_id uuid references public.legislation (id) on delete set null,
  add column amended_note text constraint legislation_amended_note_length check (length(amended_note) <= 2000),
  add constraint legislation_amended_whole check (state not in ('amended', 'repealed') or amended_on is not null);
create unique index legislation_legistar on public.legislation (legistar_id) where legistar_id is not null;
-- "What did this ordinance change?"
create index legislation_amended_by on public.legislation (amended_by_id) where amended_by_id is not null;
update private.audited_tables set undo_role = 'coordinator' where table_name = 'legislation';
comment on column public.legislation.state is 'Where it stands; amended and repealed say since when and by what.';

create table public.legislation_sections (
  id uuid primary key default gen_random_uuid(),
  legislation_id uuid not null references public.legislation (id) on delete cascade,
  -- As it is cited: "3", "2-692".
  number text not null constraint legislation_sections_number_filled check (btrim(number) <> '' and length(number) <= 40),
  title text not null default '' constraint legislation_sections_title_length check (length(title) <= 300),
  body text not null default '' constraint legislation_sections_body_length check (length(body) <= 20000),
  sort_order smallint not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint legislation_sections_once unique (legislation_id, number) deferrable
);
create index legislation_sections_order on public.legislation_sections (legislation_id, sort_order, id);
call private.protect('public.legislation_sections');
call private.show('legislation_sections', 'coordinator', 'legislation', 'legislation_id');
-- Deliberately not granted: writes. A file is saved with its sections, by save_legislation.
comment on table public.legislation_sections is 'The sections of an ordinance or resolution, as answers cite them.';

create function private.open_legislation(p_id uuid, p_version integer) returns public.legislation
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.legislation;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.legislation where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This file is not in the register any more.', hint = 'missing';
  elsif v_one.version is distinct from p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this file since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

-- Saves a file of the register: {file_number, kind, title, summary, state, introduced_on, passed_on, url} and the whole list sections
-- [{id, number, title, body}]. What is not named stays. That it is amended or repealed has an act of its own. Returns the id.
create function public.save_legislation(p_legislation jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.legislation;
  v_new public.legislation;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_legislation) where key in ('file_number', 'kind', 'title', 'summary', 'state', 'introduced_on', 'passed_on', 'url'));
  v_sections jsonb := case when jsonb_typeof(p_legislation -> 'sections') = 'array' then p_legislation -> 'sections' end;
  v_wrote boolean := false;
  v_changed integer := 0;
  v_rows integer;
begin
  perform private.at_least('coordinator');
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.legislation, '{"kind": "ordinance", "state": "passed"}' || v_given);
  else
    v_old := private.open_legislation(p_id, p_version);
    select * into v_new from jsonb_populate_record(v_old, v_given);
  end if;
  v_new.file_number := btrim(v_new.file_number);
  v_new.title := regexp_replace(btrim(v_new.title), '\s+', ' ', 'g');
  v_new.summary := nullif(btrim(v_new.summary), '');
  v_new.url := nullif(btrim(v_new.url), '');
  if coalesce(v_new.file_number, '') !~ '^[0-9]{6}$' then
    raise sqlstate 'PT422' using message = 'A file number has six digits: the year, then the number, such as 210140.', hint = 'law_number';
  elsif exists (select from public.legislation where file_number = v_new.file_number and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = format('File %s is in the register already. Look it up and change it there.', v_new.file_number), hint = 'law_number';
  elsif coalesce(v_new.kind, '') not in ('ordinance', 'resolution', 'communication', 'other') then
    raise sqlstate 'PT422' using message = 'Say whether it is an ordinance, a resolution or a communication.', hint = 'law_kind';
  elsif coalesce(v_new.title, '') = '' or length(v_new.title) > 2000 then
    raise sqlstate 'PT422' using message = 'Enter the title, in at most 2,000 characters.', hint = 'law_title';
  elsif length(v_new.summary) > 5000 then
    raise sqlstate 'PT422' using message = 'The summary has at most 5,000 characters.', hint = 'law_summary';
  elsif v_new.url is not null and (v_new.url !~ '^https?://[^\s]+$' or length(v_new.url) > 1000) then
    raise sqlstate 'PT422' using message = 'A link begins with https:// and has no spaces.', hint = 'law_url';
  elsif v_new.state is distinct from v_old.state and (v_new.state in ('amended', 'repealed') or v_old.state in ('amended', 'repealed')) then
    raise sqlstate 'PT422' using message = 'That it is amended or repealed is said by an act of its own, with the day and what did it.', hint = 'law_state';
  elsif coalesce(v_new.state, '') not in ('introduced', 'held', 'passed', 'filed', 'amended', 'repealed', 'failed') then
    raise sqlstate 'PT422' using message = 'Choose where it stands.', hint = 'law_state';
  elsif v_new.passed_on < v_new.introduced_on then
    raise sqlstate 'PT422' using message = 'It was passed after it was introduced. Check the days.', hint = 'law_passed_on';
  end if;
  if v_sections is not null and (jsonb_array_length(v_sections) > 200
    or exists (select from jsonb_array_elements(v_sections) s where coalesce(btrim(s ->> 'number'), '') = '' or length(btrim(s ->> 'number')) > 40 or length(s ->> 'title') > 300 or length(s ->> 'body') > 20000)) then
    raise sqlstate 'PT422' using message = 'Each section needs its number, in at most 40 characters; its text has at most 20,000.', hint = 'law_sections';
  elsif v_sections is not null and (select count(distinct btrim(s ->> 'number')) < count(*) from jsonb_array_elements(v_sections) s) then
    raise sqlstate 'PT422' using message = 'Two sections have the same number.', hint = 'law_sections';
  end if;

  if p_id is null then
    insert into public.legislation (file_number, kind, title, summary, state, introduced_on, passed_on, url)
    values (v_new.file_number, v_new.kind, v_new.title, v_new.summary, v_new.state, v_new.introduced_on, v_new.passed_on, v_new.url) returning id into v_new.id;
  elsif v_new is distinct from v_old then
    update public.legislation set file_number = v_new.file_number, kind = v_new.kind, title = v_new.title, summary = v_new.summary, state = v_new.state,
      introduced_on = v_new.introduced_on, passed_on = v_new.passed_on, url = v_new.url where id = p_id;
    v_wrote := true;
  end if;
  if v_sections is not null then
    delete from public.legislation_sections where legislation_id = v_new.id and id::text not in (select s ->> 'id' from jsonb_array_elements(v_sections) s where s ->> 'id' is not null);
    get diagnostics v_changed = row_count;
    update public.legislation_sections t set number = btrim(s.item ->> 'number'), title = coalesce(btrim(s.item ->> 'title'), ''), body = coalesce(btrim(s.item ->> 'body'), ''), sort_order = s.place
    from jsonb_array_elements(v_sections) with ordinality s (item, place)
    where t.legislation_id = v_new.id and t.id::text = s.item ->> 'id'
      and (t.number, t.title, t.body, t.sort_order) is distinct from (btrim(s.item ->> 'number'), coalesce(btrim(s.item ->> 'title'), ''), coalesce(btrim(s.item ->> 'body'), ''), s.place::smallint);
    get diagnostics v_rows = row_count;
    v_changed := v_changed + v_rows;
    insert into public.legislation_sections (legislation_id, number, title, body, sort_order)
    select v_new.id, btrim(s.item ->> 'number'), coalesce(btrim(s.item ->> 'title'), ''), coalesce(btrim(s.item ->> 'body'), ''), s.place
    from jsonb_array_elements(v_sections) with ordinality s (item, place)
    where not exists (select from public.legislation_sections t where t.legislation_id = v_new.id and t.id::text = s.item ->> 'id');
    get diagnostics v_rows = row_count;
    v_changed := v_changed + v_rows;
    -- Whoever has the file open is told that its sections are others now.
    if v_changed > 0 and p_id is not null and not v_wrote then update public.legislation set title = title where id = p_id; end if;
  end if;
  return v_new.id;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check the days.', hint = 'law_passed_on';
end $$;

-- ---------------------------------------------------------------- the list
-- Filters: kind, state (lists); cited (true: an answer card cites it). search: the number, or words of title and summary.
create function private.legislation_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := left(btrim(private.fold(coalesce(p_query ->> 'search', ''))), 200);
begin
  return array[
    private.filter_any('t.kind', 'text', f -> 'kind'),
    private.filter_any('t.state', 'text', f -> 'state'),
    case f ->> 'cited' when 'true' then 'exists (select from public.answer_card_citations c where c.legislation_id = t.id)' end,
    case when v_text <> '' then format('(t.file_number like %L or (%s) or (%s))', substr(private.like_pattern(v_text), 2),
      private.has_words('private.fold(t.title)', v_text), private.has_words('private.fold(t.summary)', v_text)) end];
end $$;

create function public.list_legislation(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.legislation',
    'page.file_number, page.kind, page.title, page.summary, page.state, page.passed_on, page.amended_on, page.version, a.file_number as amended_by,
     (select count(distinct c.card_id)::integer from public.answer_card_citations c join public.answer_cards k on k.id = c.card_id where c.legislation_id = page.id and k.state <> ''retired'') as cards
     from page left join public.legislation a on a.id = page.amended_by_id',
    private.legislation_filters(p_query),
    '{"file_number": {"key": "t.file_number", "type": "text"}, "passed_on": {"key": "coalesce(t.passed_on, ''-infinity''::date)", "type": "date"}}',
    '{"sort": "file_number", "descending": true}' || p_query);
end $$;
create function public.count_legislation(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.legislation', private.legislation_filters(p_query));
end $$;

-- For fields: {id, file_number, kind, title, sections: [{id, number, title}]}, the number first, then words of the title.
create function public.find_legislation(p_text text default '', p_limit integer default 10) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_where text := array_to_string(array_remove(private.legislation_filters(jsonb_build_object('search', p_text)), null), ' and ');
  v_found jsonb;
begin
  perform private.at_least('viewer');
  execute format('select coalesce(jsonb_agg(jsonb_build_object(''id'', f.id, ''file_number'', f.file_number, ''kind'', f.kind, ''title'', f.title, ''sections'',
      (select coalesce(jsonb_agg(jsonb_build_object(''id'', s.id, ''number'', s.number, ''title'', s.title) order by s.sort_order, s.id), ''[]'') from public.legislation_sections s where s.legislation_id = f.id))
      order by f.file_number desc), ''[]'')
    from (select t.* from public.legislation t%s order by t.file_number desc limit %s) f',
    case when v_where <> '' then ' where ' || v_where else '' end, least(greatest(coalesce(p_limit, 10), 1), 50)) into v_found;
  return v_found;
end $$;

revoke all on function private.open_legislation(uuid, integer), private.legislation_filters(jsonb) from public, anon, authenticated;
revoke all on function public.save_legislation(jsonb, uuid, integer), public.list_legislation(jsonb), public.count_legislation(jsonb), public.find_legislation(text, integer) from public, anon;
grant execute on function public.save_legislation(jsonb, uuid, integer) to authenticated;
grant execute on function public.list_legislation(jsonb), public.count_legislation(jsonb), public.find_legislation(text, integer) to authenticated, service_role;
comment on function public.save_legislation(jsonb, uuid, integer) is 'A file of the register, with its sections.';
