-- A copy for the public: seen before, as it would go out, and made as it was seen. Whoever makes it chooses a profile, withholds more by hand
-- on a ground, or shows what the profile withholds and says why; all of that is in the log of the copy.

-- ---------------------------------------------------------------- choices
-- {grounds: [{key, cite, words}] written by hand, entries: {key of an entry: {whole: key of a ground, show: {kind: why},
-- cuts: [{p: part, a: from, n: how many characters, m: mark of the text, g: ground}]}}}. Refused when something in it cannot be meant.
create function private.check_packet_choices(p_choices jsonb, p_keys text[]) returns void
language plpgsql stable set search_path = '' as $$
declare v_own text[];
begin
  if jsonb_typeof(p_choices) <> 'object' or octet_length(p_choices::text) > 200000 or coalesce(jsonb_typeof(p_choices -> 'entries'), 'object') <> 'object'
    or coalesce(jsonb_typeof(p_choices -> 'grounds'), 'array') <> 'array' then
    raise sqlstate 'PT422' using message = 'What was chosen cannot be read. Load the page again.', hint = 'packet_choices';
  end if;
  v_own := array(select g ->> 'key' from jsonb_array_elements(coalesce(p_choices -> 'grounds', '[]')) g);
  if cardinality(v_own) > 30 or exists (select from jsonb_array_elements(coalesce(p_choices -> 'grounds', '[]')) g where coalesce(g ->> 'key', '') !~ '^own_[a-z0-9_]{1,36}$'
      or length(btrim(coalesce(g ->> 'cite', ''))) not between 1 and 200 or length(btrim(coalesce(g ->> 'words', ''))) not between 1 and 500) then
    raise sqlstate 'PT422' using message = 'A ground says in words why, and which law. Enter both.', hint = 'packet_ground';
  end if;
  p_keys := p_keys || v_own;
  if exists (select from jsonb_each(coalesce(p_choices -> 'entries', '{}')) e where
      (e.value ? 'whole' and coalesce(e.value ->> 'whole', '') <> all (p_keys))
      or exists (select from jsonb_array_elements(coalesce(e.value -> 'cuts', '[]')) c where coalesce(c ->> 'g', '') <> all (p_keys))) then
    raise sqlstate 'PT422' using message = 'What is withheld needs a ground: choose one that is there.', hint = 'packet_ground';
  elsif exists (select from jsonb_each(coalesce(p_choices -> 'entries', '{}')) e cross join lateral jsonb_each_text(coalesce(e.value -> 'show', '{}')) s
      where length(btrim(s.value)) not between 5 and 1000) then
    raise sqlstate 'PT422' using message = 'Say why this goes out although the profile withholds it, in a sentence.', hint = 'packet_show';
  elsif exists (select from jsonb_each(coalesce(p_choices -> 'entries', '{}')) e cross join lateral jsonb_array_elements(coalesce(e.value -> 'cuts', '[]')) c
      where coalesce((c ->> 'n')::integer, 0) < 1 or coalesce((c ->> 'a')::integer, -1) < 0 or c ->> 'p' is null) then
    raise sqlstate 'PT422' using message = 'What was chosen cannot be read. Load the page again.', hint = 'packet_choices';
  end if;
exception when invalid_text_representation or invalid_parameter_value or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'What was chosen cannot be read. Load the page again.', hint = 'packet_choices';
end $$;

-- ---------------------------------------------------------------- worked out
-- One entry with its parts as runs: {key, at, kind, facts, parts: [{n, m, c, r: runs}], whole: {g, k, h}, show: {kind: why}, stale}.
create function private.packet_entry(p_key text, p_at timestamptz, p_kind text, p_facts jsonb, p_parts jsonb, p_choice jsonb, p_withheld jsonb, p_patterns text[], p_kinds text[], p_grounds text[]) returns jsonb
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  v_shown text[] := case when p_choice ? 'show' then array(select jsonb_object_keys(p_choice -> 'show')) else '{}' end;
  v_whole jsonb := case when p_key = 'inquiry' then null
    when p_choice ? 'whole' then jsonb_build_object('g', p_choice ->> 'whole', 'k', 'chosen', 'h', true)
    when p_withheld ? p_kind and p_kind <> all (v_shown) then jsonb_build_object('g', p_withheld ->> p_kind, 'k', p_kind) end;
  v_parts jsonb := '[]';
  v_name text;
  v_kind text;
  v_text text;
  v_mark text;
  v_cuts jsonb := '[]';
  v_cuts_seen integer := 0;
begin
  for i in 0 .. jsonb_array_length(p_parts) - 1 loop
    v_name := p_parts -> i ->> 0;
    v_kind := p_parts -> i ->> 1;
    v_text := p_parts -> i ->> 2;
    continue when btrim(coalesce(v_text, '')) = '';
    v_mark := left(md5(v_text), 8);
    if p_choice ? 'cuts' then
      v_cuts := (select coalesce(jsonb_agg(c), '[]') from jsonb_array_elements(p_choice -> 'cuts') c where c ->> 'p' = v_name and c ->> 'm' = v_mark);
      v_cuts_seen := v_cuts_seen + jsonb_array_length(v_cuts);
    end if;
    v_parts := v_parts || (jsonb_build_object('n', v_name, 'm', v_mark, 'r', case
        when v_whole is not null then jsonb_build_array(v_whole || jsonb_build_object('a', 0, 'n', length(v_text), 'was', v_text))
        when p_withheld ? v_kind and v_kind <> all (v_shown)
          then jsonb_build_array(jsonb_build_object('g', p_withheld ->> v_kind, 'k', v_kind, 'a', 0, 'n', length(v_text), 'was', v_text))
        when p_parts -> i -> 3 is not null then jsonb_build_array(jsonb_build_object('t', v_text, 'a', 0))
        else private.packet_runs(v_text, p_patterns, p_kinds, p_grounds, v_shown, v_cuts) end)
      || case when p_parts -> i -> 3 is not null then '{"c": true}'::jsonb else '{}' end);
  end loop;
  return jsonb_build_object('key', p_key, 'at', p_at, 'kind', p_kind, 'facts', p_facts, 'parts', v_parts)
    || case when v_whole is not null then jsonb_build_object('whole', v_whole) else '{}' end
    || case when cardinality(v_shown) > 0 then jsonb_build_object('show', p_choice -> 'show') else '{}' end
    -- Words that were chosen in a text that was changed since.
    || case when v_cuts_seen < jsonb_array_length(coalesce(p_choice -> 'cuts', '[]')) then '{"stale": true}'::jsonb else '{}' end;
end $$;

-- {kind: key of its ground} of what a profile withholds. A kind that came after the profile was written is withheld until somebody says.
create function private.packet_withheld(p_profile public.redaction_profiles) returns jsonb
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(jsonb_object_agg(k, coalesce(p_profile.rules #>> array[k, 'ground'], p_profile.grounds #>> '{0,key}')), '{}')
  from unnest(private.packet_kinds()) k where coalesce(p_profile.rules #>> array[k, 'act'], 'withhold') = 'withhold'
$$;

-- Everything, in the form in which it is looked through: {inquiry, entries, stale}.
create function private.build_packet(p_inquiry public.inquiries, p_profile public.redaction_profiles, p_choices jsonb, p_language text) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_withheld jsonb := private.packet_withheld(p_profile);
  v_patterns text[];
  v_kinds text[];
  v_grounds text[];
  v_chosen jsonb := coalesce(p_choices -> 'entries', '{}');
  v_inquiry jsonb;
  v_entries jsonb;
  v_files text := p_profile.rules #>> '{files,act}';
begin
  select array_agg(p.pattern order by p.n), array_agg(p.kind order by p.n), array_agg(v_withheld ->> p.kind order by p.n) into v_patterns, v_kinds, v_grounds
  from private.packet_patterns(p_inquiry, v_withheld) p;
  select private.packet_entry('inquiry', p_inquiry.opened_at, 'inquiry', i.facts, i.parts, coalesce(v_chosen -> 'inquiry', '{}'), v_withheld, v_patterns, v_kinds, v_grounds) into v_inquiry
  from private.packet_inquiry(p_inquiry, p_language) i;
  select coalesce(jsonb_agg(private.packet_entry(e.key, e.at, e.kind,
      e.facts || case when e.kind = 'files' then jsonb_build_object('goes', v_files = 'release' or coalesce(v_chosen -> e.key -> 'show' ? 'files', false)) else '{}' end,
      e.parts, coalesce(v_chosen -> e.key, '{}'), v_withheld, v_patterns, v_kinds, v_grounds) order by e.at, e.key collate "C"), '[]') into v_entries
  from private.packet_entries(p_inquiry) e;
  return jsonb_build_object('inquiry', v_inquiry, 'entries', v_entries, 'stale', (select coalesce(jsonb_agg(k), '[]') from (
    select e ->> 'key' as k from jsonb_array_elements(jsonb_build_array(v_inquiry) || v_entries) e where e ? 'stale'
    union select c from jsonb_object_keys(v_chosen) c where c <> 'inquiry' and not exists (select from jsonb_array_elements(v_entries) e where e ->> 'key' = c)) s));
end $$;

-- What was withheld, and what is shown although the profile withholds it: a line for each entry, kind and ground.
create function private.packet_log(p_built jsonb) returns table (sort_order integer, entry integer, entry_kind text, entry_at timestamptz, what text, how text, places integer, ground text, reason text, by_hand boolean)
language sql stable set search_path = '' as $$
  with entries as (
    select case when n > 1 then (n - 1)::integer end as entry, e from jsonb_array_elements(jsonb_build_array(p_built -> 'inquiry') || (p_built -> 'entries')) with ordinality x (e, n)),
  lines as (
    select entry, e, e #>> '{whole,k}' as what, 'whole' as how, 1 as places, e #>> '{whole,g}' as ground, null as reason, e -> 'whole' ? 'h' as by_hand, 0 as place
    from entries where e ? 'whole'
    union all
    -- A field is withheld whole where nothing else of it is told; of an entry that is withheld whole, nothing more is said.
    select entry, e, r ->> 'k', case when jsonb_array_length(p -> 'r') = 1 then 'whole' else 'part' end, count(*)::integer, r ->> 'g', null, r ? 'h', min(pn)::integer
    from entries cross join lateral jsonb_array_elements(e -> 'parts') with ordinality x (p, pn) cross join lateral jsonb_array_elements(p -> 'r') r
    where r ? 'g' and not e ? 'whole'
    group by entry, e, r ->> 'k', jsonb_array_length(p -> 'r') = 1, r ->> 'g', r ? 'h'
    union all
    select entry, e, s.key, 'shown', 1, null, s.value, true, 1000 from entries cross join lateral jsonb_each_text(coalesce(e -> 'show', '{}')) s)
  select (row_number() over (order by entry nulls first, place, what, ground))::integer, entry, e ->> 'kind', (e ->> 'at')::timestamptz, what, how, places, ground, btrim(reason), by_hand from lines
$$;

-- The grounds that are used, in the order of the profile, then those written by hand: [{key, cite, words}], words in the copy's language.
create function private.packet_grounds(p_profile public.redaction_profiles, p_choices jsonb, p_language text, p_used jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('key', key, 'cite', cite, 'words', words) order by n), '[]') from (
    select g ->> 'key' as key, g ->> 'cite' as cite, private.ground_words(g, p_language) as words, n from jsonb_array_elements(p_profile.grounds) with ordinality x (g, n)
    union all
    select g ->> 'key', btrim(g ->> 'cite'), btrim(g ->> 'words'), 1000 + n from jsonb_array_elements(coalesce(p_choices -> 'grounds', '[]')) with ordinality x (g, n)) a
  where p_used ? key
$$;

-- What is counted of it, and the keys of the grounds that are used: {entries, out, places, grounds, used}.
create function private.packet_counts(p_built jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('entries', jsonb_array_length(p_built -> 'entries'),
    'out', (select count(*) from jsonb_array_elements(p_built -> 'entries') e where not e ? 'whole'),
    'places', coalesce(sum(l.places) filter (where l.how <> 'shown'), 0), 'grounds', count(distinct l.ground),
    'used', coalesce(jsonb_agg(distinct l.ground) filter (where l.ground is not null), '[]'))
  from private.packet_log(p_built) l
$$;

create function private.packet_profile(p_id uuid) returns public.redaction_profiles
language plpgsql stable security definer set search_path = '' as $$
declare v_profile public.redaction_profiles;
begin
  select * into v_profile from public.redaction_profiles where id = p_id and archived_at is null;
  if v_profile.id is null then
    raise sqlstate 'PT404' using message = 'This profile is not used any more. Choose another.', hint = 'packet_profile';
  end if;
  return v_profile;
end $$;

-- ---------------------------------------------------------------- seen before
-- How the copy would be: {inquiry, entries, grounds, counts, stale, digest, profile: {id, name, version, confirmed_by, grounds}}. Runs that are withheld
-- say what stands under them, for whoever looks it through and may read the inquiry anyhow.
create function public.preview_packet(p_inquiry uuid, p_profile uuid, p_choices jsonb default '{}', p_language text default 'en') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_inquiry public.inquiries;
  v_profile public.redaction_profiles;
  v_built jsonb;
  v_counts jsonb;
begin
  perform private.at_least('coordinator');
  select * into v_inquiry from public.inquiries where id = p_inquiry;
  if v_inquiry.id is null then raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing'; end if;
  v_profile := private.packet_profile(p_profile);
  perform private.check_packet_choices(p_choices, array(select g ->> 'key' from jsonb_array_elements(v_profile.grounds) g));
  v_built := private.build_packet(v_inquiry, v_profile, p_choices, p_language);
  v_counts := private.packet_counts(v_built);
  return v_built || jsonb_build_object('counts', v_counts - 'used', 'digest', md5(v_built::text),
    'grounds', private.packet_grounds(v_profile, p_choices, p_language, v_counts -> 'used'),
    'profile', jsonb_build_object('id', v_profile.id, 'name', v_profile.name, 'version', v_profile.version, 'confirmed_by', v_profile.confirmed_by, 'withheld', private.packet_withheld(v_profile),
      'grounds', (select coalesce(jsonb_agg(jsonb_build_object('key', g ->> 'key', 'cite', g ->> 'cite', 'words', private.ground_words(g, p_language)) order by n), '[]')
        from jsonb_array_elements(v_profile.grounds) with ordinality x (g, n))));
end $$;

-- ---------------------------------------------------------------- made
-- As it leaves: of what is withheld nothing but its ground.
create function private.packet_kept(p_entry jsonb) returns jsonb
language sql immutable parallel safe set search_path = '' as $$
  select jsonb_build_object('key', p_entry -> 'key', 'kind', p_entry -> 'kind', 'at', p_entry -> 'at')
    || case when p_entry ? 'whole' then jsonb_build_object('whole', p_entry #> '{whole,g}')
      else jsonb_build_object('facts', p_entry -> 'facts', 'parts', (select coalesce(jsonb_agg(jsonb_build_object('n', p -> 'n', 'r', (
          select jsonb_agg(case when r ? 'g' then jsonb_build_object('g', r -> 'g') else jsonb_build_object('t', r -> 't') end order by rn) from jsonb_array_elements(p -> 'r') with ordinality y (r, rn)))
        || case when p ? 'c' then '{"c": true}'::jsonb else '{}' end order by pn), '[]') from jsonb_array_elements(p_entry -> 'parts') with ordinality x (p, pn))) end
$$;

-- p_packet: {profile, language, choices, note, digest: of what was looked through, is_known: that nothing, or everything, is withheld}.
-- Answers {id, number}. What is given out is not undone: a better copy is the next number.
create function public.make_packet(p_inquiry uuid, p_packet jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_inquiry public.inquiries;
  v_profile public.redaction_profiles;
  v_choices jsonb := coalesce(p_packet -> 'choices', '{}');
  v_language text := coalesce(p_packet ->> 'language', 'en');
  v_note text := nullif(btrim(p_packet ->> 'note'), '');
  v_me uuid := private.current_staff_id();
  v_built jsonb;
  v_counts jsonb;
  v_content jsonb;
  v_grounds jsonb;
  v_number integer;
  v_id uuid := gen_random_uuid();
begin
  perform private.at_least('coordinator');
  select * into v_inquiry from public.inquiries where id = p_inquiry for update;
  if v_inquiry.id is null then raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing'; end if;
  v_profile := private.packet_profile((p_packet ->> 'profile')::uuid);
  perform private.check_packet_choices(v_choices, array(select g ->> 'key' from jsonb_array_elements(v_profile.grounds) g));
  if v_language not in ('en', 'es') then
    raise sqlstate 'PT422' using message = 'Copies are made in English or in Spanish. Choose one.', hint = 'packet_language';
  elsif length(v_note) > 2000 then
    raise sqlstate 'PT422' using message = 'The note is longer than 2,000 characters. Shorten it.', hint = 'packet_note';
  end if;
  v_built := private.build_packet(v_inquiry, v_profile, v_choices, v_language);
  if jsonb_array_length(v_built -> 'stale') > 0 or md5(v_built::text) is distinct from p_packet ->> 'digest' then
    raise sqlstate 'PT409' using message = 'The inquiry, or the profile, changed since you looked through this copy. Look at it again, then make it.', hint = 'packet_stale';
  end if;
  v_counts := private.packet_counts(v_built);
  if (v_counts ->> 'places')::integer = 0 and not coalesce((p_packet ->> 'is_known')::boolean, false) then
    raise sqlstate 'PT422' using message = 'Nothing is withheld: everything that stands here goes out. Say that you know.', hint = 'packet_nothing';
  elsif (v_counts ->> 'out')::integer = 0 and (v_counts ->> 'entries')::integer > 0 and not coalesce((p_packet ->> 'is_known')::boolean, false) then
    raise sqlstate 'PT422' using message = 'Every entry is withheld. The law asks for what can be given; say that you know.', hint = 'packet_all';
  end if;
  v_grounds := private.packet_grounds(v_profile, v_choices, v_language, v_counts -> 'used');
  v_content := jsonb_build_object(
    'office', (select jsonb_build_object('name', s.office_name, 'city', s.city_name, 'address', s.address, 'phone', s.phone, 'email', s.email, 'time_zone', s.time_zone) from public.settings s),
    'by', case when not private.packet_withheld(v_profile) ? 'staff' then (select name from public.staff where id = v_me) end,
    'inquiry', private.packet_kept(v_built -> 'inquiry'),
    'entries', (select coalesce(jsonb_agg(private.packet_kept(e) order by n), '[]') from jsonb_array_elements(v_built -> 'entries') with ordinality x (e, n)),
    'grounds', v_grounds);
  v_number := (select coalesce(max(number), 0) + 1 from public.packets where inquiry_id = p_inquiry);
  insert into public.packets (id, inquiry_id, number, records_request_id, profile_id, profile_name, profile, language, note, content, content_hash, entries, entries_out, places, grounds, made_by)
  values (v_id, p_inquiry, v_number, (select r.id from public.records_requests r where r.inquiry_id = p_inquiry and r.ended_on is null), v_profile.id, v_profile.name,
    jsonb_build_object('version', v_profile.version, 'confirmed_by', v_profile.confirmed_by, 'grounds', v_profile.grounds, 'rules', v_profile.rules), v_language, v_note, v_content,
    encode(sha256(convert_to(v_content::text, 'UTF8')), 'hex'), (v_counts ->> 'entries')::integer, (v_counts ->> 'out')::integer, (v_counts ->> 'places')::integer, (v_counts ->> 'grounds')::integer, v_me);
  insert into public.packet_redactions (packet_id, sort_order, entry, entry_kind, entry_at, what, how, places, ground, cite, reason, by_hand, staff_id)
  select v_id, l.sort_order, l.entry, l.entry_kind, l.entry_at, l.what, l.how, l.places, g ->> 'words', g ->> 'cite', l.reason, l.by_hand, case when l.by_hand then v_me end
  from private.packet_log(v_built) l left join jsonb_array_elements(v_grounds) g on g ->> 'key' = l.ground;
  delete from public.drafts where record_table = 'inquiries' and record_id = p_inquiry and kind = 'packet' and staff_id = v_me;
  return jsonb_build_object('id', v_id, 'number', v_number);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'What was chosen cannot be read. Load the page again.', hint = 'packet_choices';
end $$;

-- ---------------------------------------------------------------- fetched
-- A copy for one of its files, and that it was fetched: {inquiry, number, made_at, by, language, profile_name, confirmed_by, note, content, content_hash, counts, log}.
create function public.open_packet(p_inquiry uuid, p_id uuid, p_format text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_packet public.packets;
begin
  perform private.at_least('staff');
  select * into v_packet from public.packets where id = p_id and inquiry_id = p_inquiry;
  if v_packet.id is null then
    raise sqlstate 'PT404' using message = 'There is no such copy.', hint = 'missing';
  elsif coalesce(p_format, '') not in ('pdf', 'csv', 'log') then
    raise sqlstate 'PT422' using message = 'Choose PDF, CSV or the log.', hint = 'packet_format';
  elsif v_packet.stripped_at is not null and p_format <> 'log' then
    raise sqlstate 'PT410' using message = 'The content of this copy was disposed of. What was withheld, and on which ground, is kept.', hint = 'packet_gone';
  end if;
  insert into public.packet_downloads (packet_id, staff_id, format) values (p_id, private.current_staff_id(), p_format);
  return jsonb_build_object('inquiry_id', v_packet.inquiry_id, 'inquiry', (select number from public.inquiries where id = v_packet.inquiry_id), 'number', v_packet.number, 'made_at', v_packet.created_at,
    'language', v_packet.language, 'profile_name', v_packet.profile_name, 'note', v_packet.note, 'content', v_packet.content, 'content_hash', v_packet.content_hash,
    'time_zone', private.office_zone(),
    'counts', jsonb_build_object('entries', v_packet.entries, 'out', v_packet.entries_out, 'places', v_packet.places, 'grounds', v_packet.grounds),
    'log', (select coalesce(jsonb_agg(jsonb_build_object('entry', l.entry, 'entry_kind', l.entry_kind, 'entry_at', l.entry_at, 'what', l.what, 'how', l.how, 'places', l.places,
        'ground', l.ground, 'cite', l.cite, 'by_hand', l.by_hand) order by l.sort_order), '[]') from public.packet_redactions l where l.packet_id = p_id and l.how <> 'shown'));
end $$;

revoke all on function private.check_packet_choices(jsonb, text[]), private.packet_entry(text, timestamptz, text, jsonb, jsonb, jsonb, jsonb, text[], text[], text[]),
  private.packet_withheld(public.redaction_profiles), private.build_packet(public.inquiries, public.redaction_profiles, jsonb, text), private.packet_log(jsonb),
  private.packet_grounds(public.redaction_profiles, jsonb, text, jsonb), private.packet_counts(jsonb), private.packet_profile(uuid), private.packet_kept(jsonb) from public, anon, authenticated;
revoke all on function public.preview_packet(uuid, uuid, jsonb, text), public.make_packet(uuid, jsonb), public.open_packet(uuid, uuid, text) from public, anon, authenticated;
grant execute on function public.preview_packet(uuid, uuid, jsonb, text), public.make_packet(uuid, jsonb), public.open_packet(uuid, uuid, text) to authenticated;
comment on function public.preview_packet(uuid, uuid, jsonb, text) is 'How a copy of an inquiry for the public would be by a profile and what was chosen by hand.';
comment on function public.make_packet(uuid, jsonb) is 'Makes a copy of an inquiry for the public as it was looked through, with the log of what is withheld.';
comment on function public.open_packet(uuid, uuid, text) is 'A copy for the public for one of its files; that it was fetched is written down.';
