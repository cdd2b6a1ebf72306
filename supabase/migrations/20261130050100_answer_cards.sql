-- Answer cards: what the office answers to a question that comes again, in several languages, with the law that it rests on, the day on
-- which it was checked and the day by which it is checked again. Each edition is kept, and who was given which. When the law is
-- amended, its cards wait to be checked, and are not given meanwhile.

create table public.answer_cards (
  id uuid primary key default gen_random_uuid(),
  title text not null constraint answer_cards_title_filled check (btrim(title) <> '' and length(title) <= 300),
  topic_id uuid references public.topics (id) on delete set null,
  state text not null default 'draft' constraint answer_cards_state_known check (state in ('draft', 'current', 'review', 'retired')),
  -- The edition that is given now; see answer_card_versions.
  edition integer not null default 1,
  owner_id uuid references public.staff (id) on delete set null,
  checked_on date,
  checked_by uuid references public.staff (id) on delete set null,
  review_by date,
  -- Why it waits to be checked, since when, and because of which law.
  review_reason text constraint answer_cards_review_reason_known check (review_reason in ('amended', 'repealed', 'asked')),
  review_note text constraint answer_cards_review_note_length check (length(review_note) <= 2000),
  review_since timestamptz,
  review_law_id uuid references public.legislation (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint answer_cards_current_whole check (state <> 'current' or (checked_on is not null and review_by > checked_on)),
  constraint answer_cards_review_whole check ((state = 'review') = (review_reason is not null) and (review_reason is null) = (review_since is null))
);
-- "What has to be checked, and what first?", "What do we answer to questions of this topic?"
create index answer_cards_review on public.answer_cards (state, review_by, id);
create index answer_cards_topic on public.answer_cards (topic_id) where topic_id is not null;
create index answer_cards_owner on public.answer_cards (owner_id) where owner_id is not null;
create index answer_cards_checked_by on public.answer_cards (checked_by) where checked_by is not null;
create index answer_cards_review_law on public.answer_cards (review_law_id) where review_law_id is not null;

-- The texts of each edition, one a language. An edition has them all: what was not rewritten comes along, and text_from says from which
-- edition its words are, so that a translation older than its original is seen.
create table public.answer_card_versions (
  id uuid primary key default gen_random_uuid(),
  card_id uuid not null references public.answer_cards (id) on delete cascade,
  number integer not null,
  language text not null references public.languages (code) on delete restrict,
  body text not null constraint answer_card_versions_body_filled check (btrim(body) <> '' and length(body) <= 10000),
  text_from integer not null,
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint answer_card_versions_once unique (card_id, number, language)
);
create index answer_card_versions_language on public.answer_card_versions (language);
create index answer_card_versions_created_by on public.answer_card_versions (created_by) where created_by is not null;

create table public.answer_card_citations (
  id uuid primary key default gen_random_uuid(),
  card_id uuid not null references public.answer_cards (id) on delete cascade,
  legislation_id uuid not null references public.legislation (id) on delete restrict,
  section_id uuid references public.legislation_sections (id) on delete set null,
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint answer_card_citations_once unique nulls not distinct (card_id, legislation_id, section_id)
);
-- "Which answers rest on this law, on this section?"
create index answer_card_citations_law on public.answer_card_citations (legislation_id, card_id);
create index answer_card_citations_section on public.answer_card_citations (section_id) where section_id is not null;

-- An edition that was put into an answer. Given it is when the answer was written down as told to the resident.
create table public.answer_uses (
  id uuid primary key default gen_random_uuid(),
  card_id uuid not null references public.answer_cards (id) on delete restrict,
  number integer not null,
  language text not null references public.languages (code) on delete restrict,
  inquiry_id uuid not null references public.inquiries (id) on delete cascade,
  interaction_id uuid references public.interactions (id) on delete set null,
  staff_id uuid references public.staff (id) on delete set null,
  given_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "Who was given this answer, latest first?", "Which answers were given on this inquiry?"
create index answer_uses_card on public.answer_uses (card_id, given_at, id);
create index answer_uses_inquiry on public.answer_uses (inquiry_id, created_at);
create index answer_uses_waiting on public.answer_uses (inquiry_id, staff_id) where interaction_id is null;
create index answer_uses_interaction on public.answer_uses (interaction_id) where interaction_id is not null;
create index answer_uses_staff on public.answer_uses (staff_id) where staff_id is not null;
create index answer_uses_language on public.answer_uses (language);

call private.protect('public.answer_cards');
call private.protect('public.answer_card_versions');
call private.protect('public.answer_card_citations');
call private.protect('public.answer_uses');
call private.show('answer_cards', 'coordinator');
call private.show('answer_card_versions', 'coordinator', 'answer_cards', 'card_id');
call private.show('answer_card_citations', 'coordinator', 'answer_cards', 'card_id');
call private.show('answer_uses', 'staff', 'inquiries', 'inquiry_id');
-- Deliberately not granted: writes. A card is saved whole; a use is written when the answer is taken, and when it is told.
comment on table public.answer_cards is 'Answers to questions that come again, with the law that they rest on.';
comment on table public.answer_card_versions is 'The texts of each edition of an answer card, one a language.';
comment on table public.answer_card_citations is 'The files and sections that an answer card cites.';
comment on table public.answer_uses is 'Which edition of an answer was put into an answer to which inquiry.';

-- ---------------------------------------------------------------- writing
create function private.open_answer_card(p_id uuid, p_version integer) returns public.answer_cards
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.answer_cards;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.answer_cards where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This answer card is not there any more.', hint = 'missing';
  elsif v_one.version is distinct from p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this answer since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

-- Saves a card: {title, topic_id, owner_id, review_by} and the whole lists texts [{language, body}] and citations [{legislation_id,
-- section_id}]. A text that is other than before makes a new edition; a draft that nobody was given is rewritten. Returns the id.
create function public.save_answer_card(p_card jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.answer_cards;
  v_new public.answer_cards;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_card) where key in ('title', 'topic_id', 'owner_id', 'review_by'));
  v_texts jsonb := case when jsonb_typeof(p_card -> 'texts') = 'array' then p_card -> 'texts' end;
  v_cites jsonb := case when jsonb_typeof(p_card -> 'citations') = 'array' then p_card -> 'citations' end;
  v_other boolean := false;
  v_parts boolean := false;
begin
  perform private.at_least('coordinator');
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.answer_cards, '{"state": "draft", "edition": 1}' || v_given);
    if not v_given ? 'owner_id' then v_new.owner_id := private.current_staff_id(); end if;
    v_texts := coalesce(v_texts, '[]');
  else
    v_old := private.open_answer_card(p_id, p_version);
    select * into v_new from jsonb_populate_record(v_old, v_given);
  end if;
  v_new.title := regexp_replace(btrim(v_new.title), '\s+', ' ', 'g');
  if coalesce(v_new.title, '') = '' or length(v_new.title) > 300 then
    raise sqlstate 'PT422' using message = 'Write the question that the card answers, in a line.', hint = 'card_title';
  elsif v_new.topic_id is not null and not exists (select from public.topics where id = v_new.topic_id) then
    raise sqlstate 'PT422' using message = 'This topic is not there any more. Choose another.', hint = 'card_topic';
  elsif v_new.owner_id is not null and not exists (select from public.staff where id = v_new.owner_id) then
    raise sqlstate 'PT422' using message = 'This person is not there any more. Choose another.', hint = 'card_owner';
  elsif v_new.state = 'current' and (v_new.review_by is null or v_new.review_by <= v_new.checked_on) then
    raise sqlstate 'PT422' using message = 'Enter a day after the last check by which it is checked again.', hint = 'card_review_by';
  elsif v_texts is not null and not exists (select from jsonb_array_elements(v_texts) x where btrim(coalesce(x ->> 'body', '')) <> '') then
    raise sqlstate 'PT422' using message = 'Write the answer, in one language at least.', hint = 'card_texts';
  elsif exists (select from jsonb_array_elements(v_texts) x where length(x ->> 'body') > 10000) then
    raise sqlstate 'PT422' using message = 'An answer has at most 10,000 characters.', hint = 'card_texts';
  elsif exists (select from jsonb_array_elements(v_texts) x where not exists (select from public.languages l where l.code = x ->> 'language')) then
    raise sqlstate 'PT422' using message = 'One of the languages is not there. Choose it again.', hint = 'card_texts';
  elsif (select count(distinct x ->> 'language') < count(*) from jsonb_array_elements(v_texts) x) then
    raise sqlstate 'PT422' using message = 'One of the languages stands there twice.', hint = 'card_texts';
  elsif exists (select from jsonb_array_elements(v_cites) x where not exists (select from public.legislation l where l.id::text = x ->> 'legislation_id')
      or (x ->> 'section_id' is not null and not exists (select from public.legislation_sections s where s.id::text = x ->> 'section_id' and s.legislation_id::text = x ->> 'legislation_id'))) then
    raise sqlstate 'PT422' using message = 'One of the cited files or sections is not in the register any more. Choose it again.', hint = 'card_citations';
  end if;

  if p_id is null then
    insert into public.answer_cards (title, topic_id, owner_id, review_by) values (v_new.title, v_new.topic_id, v_new.owner_id, v_new.review_by) returning id into v_new.id;
    insert into public.answer_card_versions (card_id, number, language, body, text_from, created_by)
    select v_new.id, 1, x ->> 'language', btrim(x ->> 'body'), 1, private.current_staff_id() from jsonb_array_elements(v_texts) x where btrim(coalesce(x ->> 'body', '')) <> '';
  else
    v_other := v_texts is not null and (
      exists (select from jsonb_array_elements(v_texts) x where btrim(coalesce(x ->> 'body', '')) <> ''
        and not exists (select from public.answer_card_versions t where t.card_id = p_id and t.number = v_old.edition and t.language = x ->> 'language' and t.body = btrim(x ->> 'body')))
      or exists (select from public.answer_card_versions t where t.card_id = p_id and t.number = v_old.edition
        and not exists (select from jsonb_array_elements(v_texts) x where x ->> 'language' = t.language and btrim(coalesce(x ->> 'body', '')) <> '')));
    if v_other and v_old.state = 'draft' and v_old.edition = 1 and not exists (select from public.answer_uses where card_id = p_id) then
      delete from public.answer_card_versions t where t.card_id = p_id
        and not exists (select from jsonb_array_elements(v_texts) x where x ->> 'language' = t.language and btrim(coalesce(x ->> 'body', '')) <> '');
      update public.answer_card_versions t set body = btrim(x ->> 'body') from jsonb_array_elements(v_texts) x
      where t.card_id = p_id and t.language = x ->> 'language' and btrim(coalesce(x ->> 'body', '')) <> '' and t.body <> btrim(x ->> 'body');
      insert into public.answer_card_versions (card_id, number, language, body, text_from, created_by)
      select p_id, 1, x ->> 'language', btrim(x ->> 'body'), 1, private.current_staff_id() from jsonb_array_elements(v_texts) x
      where btrim(coalesce(x ->> 'body', '')) <> '' and not exists (select from public.answer_card_versions t where t.card_id = p_id and t.language = x ->> 'language');
      v_parts := true;
    elsif v_other then
      v_new.edition := v_old.edition + 1;
      insert into public.answer_card_versions (card_id, number, language, body, text_from, created_by)
      select p_id, v_new.edition, x ->> 'language', btrim(x ->> 'body'), coalesce(t.text_from, v_new.edition), private.current_staff_id()
      from jsonb_array_elements(v_texts) x
      left join public.answer_card_versions t on t.card_id = p_id and t.number = v_old.edition and t.language = x ->> 'language' and t.body = btrim(x ->> 'body')
      where btrim(coalesce(x ->> 'body', '')) <> '';
    end if;
  end if;
  if v_cites is not null then
    delete from public.answer_card_citations c where c.card_id = v_new.id
      and not exists (select from jsonb_array_elements(v_cites) x where x ->> 'legislation_id' = c.legislation_id::text and x ->> 'section_id' is not distinct from c.section_id::text);
    v_parts := v_parts or found;
    insert into public.answer_card_citations (card_id, legislation_id, section_id, sort_order)
    select v_new.id, (x.item ->> 'legislation_id')::uuid, (x.item ->> 'section_id')::uuid, min(x.place)
    from jsonb_array_elements(v_cites) with ordinality x (item, place)
    where not exists (select from public.answer_card_citations c where c.card_id = v_new.id and c.legislation_id::text = x.item ->> 'legislation_id' and c.section_id::text is not distinct from x.item ->> 'section_id')
    group by 2, 3;
    v_parts := v_parts or found;
  end if;
  if p_id is not null and (v_parts or v_new is distinct from v_old) then
    update public.answer_cards set title = v_new.title, topic_id = v_new.topic_id, owner_id = v_new.owner_id, review_by = v_new.review_by, edition = v_new.edition where id = p_id;
  end if;
  return v_new.id;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check the day.', hint = 'card_review_by';
end $$;

-- current: it was checked (p_facts: checked_on, today unless named; review_by). review: somebody doubts it (note). retired: it is not
-- given any more. draft: back to work. Returns the new version.
create function public.move_answer_card(p_id uuid, p_version integer, p_to text, p_facts jsonb default '{}') returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.answer_cards := private.open_answer_card(p_id, p_version);
  v_today constant date := private.local_date(now());
  v_on date := coalesce(nullif(p_facts ->> 'checked_on', '')::date, v_today);
  v_by date := coalesce(nullif(p_facts ->> 'review_by', '')::date, (v_today + interval '1 year')::date);
  v_note text := nullif(btrim(p_facts ->> 'note'), '');
begin
  if not (case v_one.state when 'draft' then p_to in ('current', 'retired') when 'current' then p_to in ('current', 'review', 'retired')
    when 'review' then p_to in ('current', 'retired') when 'retired' then p_to = 'draft' else false end) then
    raise sqlstate 'PT422' using message = 'It cannot go there from where it stands.', hint = 'card_state';
  elsif p_to = 'current' and v_on > v_today then
    raise sqlstate 'PT422' using message = 'The day of the check lies in the future. Enter when it was checked.', hint = 'card_checked_on';
  elsif p_to = 'current' and v_by <= greatest(v_on, v_today) then
    raise sqlstate 'PT422' using message = 'Enter a day to come by which it is checked again.', hint = 'card_review_by';
  elsif p_to = 'review' and v_note is null then
    raise sqlstate 'PT422' using message = 'Say what may be wrong, for whoever checks it.', hint = 'card_note';
  elsif length(v_note) > 2000 then
    raise sqlstate 'PT422' using message = 'The note has at most 2,000 characters.', hint = 'card_note';
  end if;
  update public.answer_cards set state = p_to,
    checked_on = case when p_to = 'current' then v_on else checked_on end,
    checked_by = case when p_to = 'current' then private.current_staff_id() else checked_by end,
    review_by = case when p_to = 'current' then v_by else review_by end,
    review_reason = case when p_to = 'review' then 'asked' end, review_note = case when p_to = 'review' then v_note end,
    review_since = case when p_to = 'review' then now() end, review_law_id = null
  where id = p_id returning version into v_one.version;
  return v_one.version;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'The day cannot be read. Check it.', hint = 'card_review_by';
end $$;

-- Says that a file was amended or repealed: {state, on, by: file number in the register, note, sections: [ids]}. The cards that cite it
-- wait to be checked; with sections named, those alone that cite one of them or the whole. Answers {cards, receivers}.
create function public.amend_legislation(p_id uuid, p_version integer, p_facts jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.legislation := private.open_legislation(p_id, p_version);
  v_state text := coalesce(p_facts ->> 'state', 'amended');
  v_on date := nullif(p_facts ->> 'on', '')::date;
  v_number text := nullif(btrim(p_facts ->> 'by'), '');
  v_by uuid := (select id from public.legislation where file_number = v_number);
  v_note text := nullif(btrim(p_facts ->> 'note'), '');
  v_sections uuid[] := case when jsonb_typeof(p_facts -> 'sections') = 'array' and jsonb_array_length(p_facts -> 'sections') > 0
    then array(select jsonb_array_elements_text(p_facts -> 'sections')::uuid) end;
  v_cards uuid[];
begin
  if v_state not in ('amended', 'repealed') then
    raise sqlstate 'PT422' using message = 'Say whether it was amended or repealed.', hint = 'law_state';
  elsif v_on is null or v_on > private.local_date(now()) + 366 then
    raise sqlstate 'PT422' using message = 'Enter the day from which it is so.', hint = 'law_amended_on';
  elsif v_on < v_one.passed_on then
    raise sqlstate 'PT422' using message = 'It was passed after that day. Check the day.', hint = 'law_amended_on';
  elsif v_number is not null and v_by is null then
    raise sqlstate 'PT422' using message = format('%s is not in the register. Check the number, or enter it there first.', v_number), hint = 'law_amended_by';
  elsif v_by = p_id then
    raise sqlstate 'PT422' using message = 'A file does not amend itself. Enter the number of the one that does.', hint = 'law_amended_by';
  elsif length(v_note) > 2000 then
    raise sqlstate 'PT422' using message = 'The note has at most 2,000 characters.', hint = 'law_amended_note';
  end if;
  update public.legislation set state = v_state, amended_on = v_on, amended_by_id = v_by, amended_note = v_note where id = p_id;
  with told as (
    update public.answer_cards k set state = 'review', review_reason = v_state, review_note = v_note, review_since = now(), review_law_id = p_id
    where k.state = 'current' and exists (select from public.answer_card_citations c where c.card_id = k.id and c.legislation_id = p_id
      and (v_sections is null or c.section_id is null or c.section_id = any (v_sections)))
    returning k.id)
  select coalesce(array_agg(id), '{}') into v_cards from told;
  return jsonb_build_object('cards', cardinality(v_cards),
    'receivers', (select count(distinct inquiry_id) from public.answer_uses where card_id = any (v_cards) and given_at is not null));
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'The day cannot be read. Check it.', hint = 'law_amended_on';
end $$;

-- ---------------------------------------------------------------- giving
-- "Ordinance No. 210140, § 3", as a resident reads it.
create function private.citation_words(p_kind text, p_number text, p_section text, p_language text) returns text
language sql immutable set search_path = '' as $$
  select case when p_language = 'es'
    then case p_kind when 'ordinance' then 'Ordenanza n.º ' when 'resolution' then 'Resolución n.º ' when 'communication' then 'Comunicación n.º ' else 'Expediente n.º ' end || p_number || coalesce(', sección ' || p_section, '')
    else case p_kind when 'ordinance' then 'Ordinance No. ' when 'resolution' then 'Resolution No. ' when 'communication' then 'Communication No. ' else 'File No. ' end || p_number || coalesce(', § ' || p_section, '') end
$$;

create function private.card_citations(p_card uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('legislation_id', g.id, 'file_number', g.file_number, 'kind', g.kind, 'title', g.title, 'state', g.state, 'url', g.url,
    'section_id', s.id, 'section', s.number, 'section_title', s.title) order by c.sort_order, g.file_number, s.sort_order), '[]')
  from public.answer_card_citations c join public.legislation g on g.id = c.legislation_id left join public.legislation_sections s on s.id = c.section_id where c.card_id = p_card
$$;

-- The text of a card in a language; otherwise in English, otherwise in the first there is.
create function private.card_text(p_card uuid, p_number integer, p_language text) returns public.answer_card_versions
language sql stable security definer set search_path = '' as $$
  select t from public.answer_card_versions t where t.card_id = p_card and t.number = p_number
  order by t.language = p_language desc, t.language = 'en' desc, t.language limit 1
$$;

-- Whether the words of a language are from before the English of the same edition.
create function private.is_older_text(p_card uuid, p_number integer, p_language text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select t.text_from < e.text_from from public.answer_card_versions t join public.answer_card_versions e on e.card_id = t.card_id and e.number = t.number and e.language = 'en'
    where t.card_id = p_card and t.number = p_number and t.language = p_language and t.language <> 'en'), false)
$$;

-- Answers for a question: {text, language, topic, limit}. Those of the topic first. What waits to be checked is told, and not to be given.
create function public.find_answer_cards(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_text text := left(btrim(private.fold(coalesce(p_query ->> 'text', ''))), 200);
  v_language text := coalesce(nullif(p_query ->> 'language', ''), 'en');
  v_topic text := p_query ->> 'topic';
  v_found jsonb;
begin
  perform private.at_least('viewer');
  execute format('select coalesce(jsonb_agg(jsonb_build_object(''id'', k.id, ''title'', k.title, ''state'', k.state, ''edition'', k.edition, ''checked_on'', k.checked_on, ''review_by'', k.review_by,
      ''review_reason'', k.review_reason, ''is_due'', k.review_by <= $3, ''language'', (x.t).language, ''body'', (x.t).body, ''is_other_language'', (x.t).language <> $1,
      ''is_older'', private.is_older_text(k.id, k.edition, (x.t).language), ''citations'', private.card_citations(k.id)) order by k.state <> ''current'', k.is_of_topic desc, k.title, k.id), ''[]'')
    from (select c.*, coalesce(c.topic_id::text = $2, false) as is_of_topic from public.answer_cards c where c.state in (''current'', ''review'') and %s
      order by c.state <> ''current'', coalesce(c.topic_id::text = $2, false) desc, c.title, c.id limit %s) k
    cross join lateral (select private.card_text(k.id, k.edition, $1) as t) x',
    case when v_text = '' then 'true' else format('(%s or exists (select from public.answer_card_citations i join public.legislation g on g.id = i.legislation_id where i.card_id = c.id and g.file_number = %L))',
      private.has_words('private.fold(c.title || '' '' || coalesce((select string_agg(v.body, '' '') from public.answer_card_versions v where v.card_id = c.id and v.number = c.edition), ''''))', v_text), v_text) end,
    least(greatest(coalesce((p_query ->> 'limit')::integer, 10), 1), 50)) into v_found using v_language, v_topic, private.local_date(now());
  return v_found;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'The search cannot be read. Type a word of the question.', hint = 'filters';
end $$;

-- Takes the answer for an inquiry and notes that it was taken: {language}. Answers {use, text, body, language, citations}; the text has
-- the law below it. It counts as given when the answer is written down as told to the resident.
create function public.use_answer_card(p_card uuid, p_inquiry uuid, p_facts jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_card public.answer_cards;
  v_text public.answer_card_versions;
  v_cites jsonb := private.card_citations(p_card);
  v_language text := coalesce(nullif(p_facts ->> 'language', ''), (select language from public.inquiries where id = p_inquiry), 'en');
  v_use uuid;
begin
  perform private.at_least('staff');
  select * into v_card from public.answer_cards where id = p_card for share;
  if v_card.id is null then
    raise sqlstate 'PT404' using message = 'This answer card is not there any more.', hint = 'missing';
  elsif not exists (select from public.inquiries where id = p_inquiry) then
    raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing';
  elsif v_card.state = 'review' then
    raise sqlstate 'PT422' using message = 'This answer is being checked and is not given meanwhile. Write your own, or ask whoever keeps the card.', hint = 'card_review';
  elsif v_card.state <> 'current' then
    raise sqlstate 'PT422' using message = 'This answer is not in use. Choose another.', hint = 'card_state';
  end if;
  v_text := private.card_text(p_card, v_card.edition, v_language);
  insert into public.answer_uses (card_id, number, language, inquiry_id, staff_id) values (p_card, v_card.edition, v_text.language, p_inquiry, private.current_staff_id()) returning id into v_use;
  return jsonb_build_object('use', v_use, 'language', v_text.language, 'body', v_text.body, 'citations', v_cites,
    'text', v_text.body || coalesce(E'\n\n(' || (select string_agg(private.citation_words(c ->> 'kind', c ->> 'file_number', c ->> 'section', v_text.language), '; ' order by n)
      from jsonb_array_elements(v_cites) with ordinality a (c, n)) || ')', ''));
end $$;

-- What was taken for an answer is given with it: a note among colleagues gives nothing.
create function private.give_answers() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.answer_uses u set interaction_id = a.id, given_at = case when a.is_public or a.kind <> 'note' then a.occurred_at end
  from added a where u.interaction_id is null and u.inquiry_id = a.inquiry_id and u.staff_id = a.created_by and a.kind in ('note', 'call', 'email', 'visit', 'letter', 'resolution')
    and u.created_at > now() - interval '7 days';
  return null;
end $$;
create trigger _620_give_answers after insert on public.interactions referencing new table as added for each statement execute function private.give_answers();

-- Given before the edition of now; while the law waits to be read again, everything that was given before is doubtful.
create function private.old_answer(p_alias text) returns text
language sql immutable set search_path = '' as $$
  select format('exists (select from public.answer_cards k where k.id = %1$s.card_id and (%1$s.number < k.edition or (k.state = ''review'' and %1$s.given_at < k.review_since)))', p_alias)
$$;

-- Who was given a card, latest first: p_query as of a list, filters {old: true} for those alone whose answer is not what is right now.
create function private.answer_use_filters(p_card uuid, p_query jsonb) returns text[]
language sql stable set search_path = '' as $$
  select array[format('t.card_id = %L::uuid', p_card), 't.given_at is not null',
    case when p_query #>> '{filters,old}' = 'true' then private.old_answer('t') end]
$$;
create function public.answer_receivers(p_card uuid, p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.answer_uses',
    format('page.inquiry_id, i.number as inquiry_number, i.subject, i.status, i.resident_id, coalesce(r.preferred_name, r.name) as resident_name, page.language, page.number, page.given_at, s.name as staff_name,
     %s as is_old from page join public.inquiries i on i.id = page.inquiry_id left join public.residents r on r.id = i.resident_id left join public.staff s on s.id = page.staff_id', private.old_answer('page')),
    private.answer_use_filters(p_card, p_query),
    '{"given_at": {"key": "t.given_at", "type": "timestamptz"}}', '{"sort": "given_at", "descending": true}' || p_query)
    || jsonb_build_object('total', private.list_count('public.answer_uses', private.answer_use_filters(p_card, '{}')),
      'old', private.list_count('public.answer_uses', private.answer_use_filters(p_card, '{"filters": {"old": true}}')));
end $$;

-- ---------------------------------------------------------------- lists and records
-- Filters: state, topic, owner (lists); to_review (true: waits to be checked, or its day has come); mine.
create function private.answer_card_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := left(btrim(private.fold(coalesce(p_query ->> 'search', ''))), 200);
begin
  return array[
    private.filter_any('t.state', 'text', f -> 'state'),
    private.filter_any('t.topic_id', 'uuid', f -> 'topic'),
    private.filter_any('t.owner_id', 'uuid', f -> 'owner'),
    case f ->> 'to_review' when 'true' then format('(t.state = ''review'' or (t.state = ''current'' and t.review_by <= %L::date))', coalesce((p_query ->> 'today')::date, private.local_date(now()))) end,
    case f ->> 'mine' when 'true' then format('t.owner_id = %L::uuid', private.current_staff_id()) end,
    case when v_text <> '' then format('(%s or exists (select from public.answer_card_citations i join public.legislation g on g.id = i.legislation_id where i.card_id = t.id and g.file_number = %L))',
      private.has_words('private.fold(t.title || '' '' || coalesce((select string_agg(v.body, '' '') from public.answer_card_versions v where v.card_id = t.id and v.number = t.edition), ''''))', v_text), v_text) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_answer_cards(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.answer_cards',
    format('page.title, page.state, page.edition, page.topic_id, page.owner_id, o.name as owner_name, page.checked_on, page.review_by, page.review_reason, page.review_since, g.file_number as review_law, page.version,
     (page.state = ''current'' and page.review_by <= %L::date) as is_due, private.card_citations(page.id) as citations,
     (select jsonb_agg(t.language order by t.language) from public.answer_card_versions t where t.card_id = page.id and t.number = page.edition) as languages,
     (select count(*)::integer from public.answer_uses u where u.card_id = page.id and u.given_at is not null and %s) as old
     from page left join public.staff o on o.id = page.owner_id left join public.legislation g on g.id = page.review_law_id', private.local_date(now()), private.old_answer('u')),
    private.answer_card_filters(p_query),
    '{"title": {"key": "lower(t.title)", "type": "text"}, "review_by": {"key": "case when t.state = ''review'' then ''-infinity''::date else coalesce(t.review_by, ''infinity''::date) end", "type": "date"}}',
    '{"sort": "title"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_answer_cards(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.answer_cards', private.answer_card_filters(p_query));
end $$;

create function public.answer_card_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.answer_cards;
begin
  perform private.at_least('viewer');
  select * into v_one from public.answer_cards where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This answer card is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object('id', v_one.id, 'card', to_jsonb(v_one),
    'is_due', v_one.state = 'current' and v_one.review_by <= private.local_date(now()),
    'owner', (select name from public.staff where id = v_one.owner_id), 'checked_by', (select name from public.staff where id = v_one.checked_by),
    'topic', (select name from public.topics where id = v_one.topic_id),
    'review_law', (select jsonb_build_object('id', id, 'file_number', file_number, 'kind', kind, 'amended_on', amended_on, 'amended_note', amended_note) from public.legislation where id = v_one.review_law_id),
    'citations', private.card_citations(p_id),
    'texts', (select coalesce(jsonb_agg(jsonb_build_object('language', t.language, 'body', t.body, 'text_from', t.text_from, 'is_older', private.is_older_text(p_id, t.number, t.language))
      order by t.language <> 'en', t.language), '[]') from public.answer_card_versions t where t.card_id = p_id and t.number = v_one.edition),
    'editions', (select coalesce(jsonb_agg(jsonb_build_object('number', e.number, 'on', e.on_day, 'by', e.author, 'texts', e.texts) order by e.number desc), '[]')
      from (select t.number, min(t.created_at) as on_day, min(s.name) as author, jsonb_agg(jsonb_build_object('language', t.language, 'body', t.body) order by t.language <> 'en', t.language) as texts
        from public.answer_card_versions t left join public.staff s on s.id = t.created_by where t.card_id = p_id and t.number < v_one.edition group by t.number) e));
end $$;

-- One file of the register with its sections and the cards that cite it: by its id, or by its number.
create function public.legislation_facts(p_id uuid default null, p_number text default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.legislation;
begin
  perform private.at_least('viewer');
  select * into v_one from public.legislation where id = p_id or (p_id is null and file_number = p_number);
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This file is not in the register any more.', hint = 'missing';
  end if;
  return jsonb_build_object('id', v_one.id, 'legislation', to_jsonb(v_one),
    'amended_by', (select jsonb_build_object('id', id, 'file_number', file_number, 'kind', kind) from public.legislation where id = v_one.amended_by_id),
    'amends', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'file_number', file_number, 'kind', kind) order by file_number), '[]') from public.legislation where amended_by_id = v_one.id),
    'sections', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'number', s.number, 'title', s.title, 'body', s.body) order by s.sort_order, s.id), '[]') from public.legislation_sections s where s.legislation_id = v_one.id),
    'cards', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'title', k.title, 'state', k.state,
        'sections', (select coalesce(jsonb_agg(s.number order by s.sort_order) filter (where s.id is not null), '[]') from public.answer_card_citations c left join public.legislation_sections s on s.id = c.section_id where c.card_id = k.id and c.legislation_id = v_one.id),
        'given', (select count(distinct u.inquiry_id)::integer from public.answer_uses u where u.card_id = k.id and u.given_at is not null)) order by k.title, k.id), '[]')
      from public.answer_cards k where exists (select from public.answer_card_citations c where c.card_id = k.id and c.legislation_id = v_one.id)));
end $$;

create function private.search_in_answer_cards(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select case when private.fold(t.title) like %1$L then 1 else 2 end, t.id, t.title, jsonb_build_object(''state'', t.state, ''review_by'', t.review_by)
     from public.answer_cards t where t.state <> ''retired'' and %2$s order by 1, t.title, t.id limit %3$s', substr(private.like_pattern(p_text), 2), private.has_words('private.fold(t.title)', p_text), p_limit);
end $$;

revoke all on function private.open_answer_card(uuid, integer), private.citation_words(text, text, text, text), private.card_citations(uuid), private.card_text(uuid, integer, text),
  private.is_older_text(uuid, integer, text), private.give_answers(), private.answer_use_filters(uuid, jsonb), private.old_answer(text), private.answer_card_filters(jsonb),
  private.search_in_answer_cards(text, integer) from public, anon, authenticated;
revoke all on function public.save_answer_card(jsonb, uuid, integer), public.move_answer_card(uuid, integer, text, jsonb), public.amend_legislation(uuid, integer, jsonb), public.find_answer_cards(jsonb),
  public.use_answer_card(uuid, uuid, jsonb), public.answer_receivers(uuid, jsonb), public.list_answer_cards(jsonb), public.count_answer_cards(jsonb), public.answer_card_facts(uuid), public.legislation_facts(uuid, text) from public, anon;
grant execute on function public.save_answer_card(jsonb, uuid, integer), public.move_answer_card(uuid, integer, text, jsonb), public.amend_legislation(uuid, integer, jsonb), public.use_answer_card(uuid, uuid, jsonb) to authenticated;
grant execute on function public.find_answer_cards(jsonb), public.answer_receivers(uuid, jsonb), public.list_answer_cards(jsonb), public.count_answer_cards(jsonb), public.answer_card_facts(uuid),
  public.legislation_facts(uuid, text) to authenticated, service_role;
comment on function public.use_answer_card(uuid, uuid, jsonb) is 'Takes an answer for an inquiry, and notes which edition.';
comment on function public.answer_receivers(uuid, jsonb) is 'Who was given an answer, and whose is not right any more.';
