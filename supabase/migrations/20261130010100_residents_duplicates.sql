-- Likely duplicates: who may be the same person as somebody who is being typed in, and which two residents may be one. Names count
-- without accents, by their sound, in any order, and with the short names that people go by; numbers, mails and addresses as they
-- are. A household shares a number and a family name: that alone makes nobody a duplicate.

-- Short names: Bob may be Robert, Pepe may be José; one may stand for several.
create table public.nicknames (
  id uuid primary key default gen_random_uuid(),
  -- Both folded: lower case, without accents.
  nickname text not null constraint nicknames_nickname_folded check (nickname ~ '^[a-z]{2,40}$'),
  name text not null constraint nicknames_name_folded check (name ~ '^[a-z]{2,40}$'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint nicknames_two check (nickname <> name),
  constraint nicknames_once unique (nickname, name)
);
call private.protect('public.nicknames');
call private.show('nicknames', 'admin');
-- Deliberately not granted: writes. It is reference data that comes with the program.
comment on table public.nicknames is 'Short names and the names that they may stand for.';
insert into public.nicknames (nickname, name) values
  ('abdi', 'abdirahman'), ('abdi', 'abdullahi'), ('abdullah', 'abdullahi'), ('al', 'albert'), ('al', 'alberto'), ('al', 'alexander'),
  ('al', 'alfred'), ('al', 'alfredo'), ('ale', 'alejandra'), ('ale', 'alejandro'), ('alex', 'alejandra'), ('alex', 'alejandro'),
  ('alex', 'alexander'), ('alex', 'alexandra'), ('alf', 'alfred'), ('andy', 'andres'), ('andy', 'andrew'), ('anita', 'ana'), ('annie', 'anna'),
  ('annie', 'anne'), ('ant', 'anthony'), ('barb', 'barbara'), ('barbie', 'barbara'), ('bea', 'beatrice'), ('bea', 'beatriz'), ('becca', 'rebecca'),
  ('becky', 'rebecca'), ('bella', 'isabel'), ('ben', 'benjamin'), ('benja', 'benjamin'), ('benji', 'benjamin'), ('benny', 'benjamin'),
  ('bert', 'albert'), ('bert', 'robert'), ('beth', 'elizabeth'), ('beto', 'alberto'), ('beto', 'roberto'), ('betsy', 'elizabeth'),
  ('betty', 'beatriz'), ('betty', 'elizabeth'), ('bill', 'william'), ('billy', 'william'), ('bob', 'robert'), ('bobby', 'robert'),
  ('cali', 'carlos'), ('carlitos', 'carlos'), ('caro', 'carolina'), ('caro', 'caroline'), ('carrie', 'caroline'), ('carrie', 'carolyn'),
  ('cat', 'catherine'), ('cata', 'catalina'), ('cathy', 'catherine'), ('cayo', 'ricardo'), ('chabela', 'isabel'), ('chago', 'santiago'),
  ('charlie', 'carlos'), ('charlie', 'charles'), ('charo', 'rosario'), ('chas', 'charles'), ('chava', 'salvador'), ('chayo', 'rosario'),
  ('checo', 'sergio'), ('chela', 'graciela'), ('chelo', 'consuelo'), ('chente', 'vicente'), ('chepe', 'jose'), ('chip', 'charles'),
  ('chris', 'christina'), ('chris', 'christine'), ('chris', 'christopher'), ('chrissy', 'christina'), ('chrissy', 'christine'), ('chucho', 'jesus'),
  ('chuck', 'charles'), ('chuy', 'jesus'), ('cisco', 'francisco'), ('concha', 'concepcion'), ('conchita', 'concepcion'), ('coque', 'jorge'),
  ('cris', 'cristina'), ('cris', 'cristobal'), ('curro', 'francisco'), ('dan', 'daniel'), ('dani', 'daniel'), ('danny', 'daniel'), ('dave', 'david'),
  ('davy', 'david'), ('deb', 'deborah'), ('debbie', 'deborah'), ('dick', 'richard'), ('dolly', 'dorothy'), ('dom', 'dominic'), ('don', 'donald'),
  ('donnie', 'donald'), ('dot', 'dorothy'), ('dottie', 'dorothy'), ('doug', 'douglas'), ('drew', 'andrew'), ('ebrahim', 'ibrahim'), ('ed', 'edgar'),
  ('ed', 'eduardo'), ('ed', 'edward'), ('ed', 'edwin'), ('eddie', 'eduardo'), ('eddie', 'edward'), ('eddie', 'edwin'), ('edu', 'eduardo'),
  ('eliza', 'elizabeth'), ('ellie', 'eleanor'), ('ellie', 'elizabeth'), ('faduma', 'fatima'), ('fadumo', 'fatima'), ('fatuma', 'fatima'),
  ('fede', 'federico'), ('feli', 'felipe'), ('fina', 'josefina'), ('flo', 'florence'), ('fran', 'frances'), ('fran', 'francis'),
  ('fran', 'francisca'), ('fran', 'francisco'), ('frank', 'francis'), ('frank', 'francisco'), ('frank', 'franklin'), ('frankie', 'francis'),
  ('frannie', 'frances'), ('fred', 'alfred'), ('fred', 'federico'), ('fred', 'frederick'), ('freddie', 'frederick'), ('freddy', 'frederick'),
  ('fredo', 'alfredo'), ('gabe', 'gabriel'), ('gabi', 'gabriel'), ('gabi', 'gabriela'), ('gaby', 'gabriela'), ('geo', 'george'),
  ('geoff', 'geoffrey'), ('georgie', 'george'), ('gera', 'gerardo'), ('gerry', 'gerald'), ('gina', 'virginia'), ('ginny', 'virginia'),
  ('goyo', 'gregorio'), ('greg', 'gregory'), ('greta', 'margaret'), ('hadija', 'khadija'), ('husein', 'hussein'), ('ibra', 'ibrahim'),
  ('ike', 'isaac'), ('isa', 'isabel'), ('jack', 'john'), ('jake', 'jacob'), ('jamie', 'james'), ('jandra', 'alejandra'), ('jandro', 'alejandro'),
  ('javi', 'javier'), ('jeff', 'geoffrey'), ('jeff', 'jeffrey'), ('jem', 'james'), ('jen', 'jennifer'), ('jenny', 'jennifer'), ('jerry', 'gerald'),
  ('jerry', 'gerardo'), ('jerry', 'jeremy'), ('jerry', 'jerome'), ('jess', 'jessica'), ('jessie', 'jessica'), ('jim', 'james'), ('jimmy', 'james'),
  ('jo', 'joseph'), ('joe', 'jose'), ('joe', 'joseph'), ('joey', 'joseph'), ('johnny', 'john'), ('jon', 'john'), ('jon', 'jonathan'),
  ('jonny', 'jonathan'), ('josefa', 'josefina'), ('joseph', 'yusuf'), ('josh', 'joshua'), ('juanito', 'juan'), ('judy', 'judith'),
  ('kat', 'katherine'), ('kate', 'catherine'), ('kate', 'katherine'), ('kathy', 'katherine'), ('katie', 'catherine'), ('katie', 'katherine'),
  ('ken', 'kenneth'), ('kenny', 'kenneth'), ('khadra', 'khadija'), ('kike', 'enrique'), ('kiko', 'francisco'), ('kim', 'kimberly'),
  ('kit', 'christopher'), ('kitty', 'katherine'), ('lalo', 'eduardo'), ('lalo', 'gerardo'), ('lanza', 'esperanza'), ('larry', 'lawrence'),
  ('laurie', 'lawrence'), ('len', 'leonard'), ('lena', 'elena'), ('lencho', 'lorenzo'), ('lenny', 'leonard'), ('leo', 'leonard'),
  ('leo', 'leonardo'), ('lexi', 'alexandra'), ('liam', 'william'), ('libby', 'elizabeth'), ('lina', 'carolina'), ('lina', 'catalina'),
  ('lindy', 'linda'), ('lisa', 'elizabeth'), ('liz', 'elizabeth'), ('lizzie', 'elizabeth'), ('lola', 'dolores'), ('loli', 'dolores'),
  ('lou', 'louis'), ('louie', 'louis'), ('lucho', 'luis'), ('luisito', 'luis'), ('lupe', 'guadalupe'), ('lupita', 'guadalupe'), ('mae', 'mary'),
  ('maggie', 'margaret'), ('mago', 'margarita'), ('mahamed', 'mohammed'), ('manny', 'emanuel'), ('manny', 'manuel'), ('manolo', 'manuel'),
  ('manu', 'manuel'), ('marga', 'margarita'), ('marge', 'margaret'), ('mari', 'maria'), ('marty', 'martha'), ('matt', 'matthew'),
  ('matty', 'matthew'), ('maxamed', 'mohammed'), ('meche', 'mercedes'), ('meg', 'margaret'), ('memo', 'guillermo'), ('merche', 'mercedes'),
  ('mia', 'maria'), ('mick', 'michael'), ('mickey', 'michael'), ('micky', 'michael'), ('migue', 'miguel'), ('mike', 'michael'), ('mike', 'miguel'),
  ('mikey', 'michael'), ('mingo', 'domingo'), ('mo', 'mohammed'), ('mohamed', 'mohammed'), ('mohammad', 'mohammed'), ('molly', 'mary'),
  ('moncho', 'ramon'), ('muhammad', 'mohammed'), ('mundo', 'raimundo'), ('nacho', 'ignacio'), ('nan', 'anne'), ('nan', 'nancy'),
  ('nardo', 'leonardo'), ('nathan', 'jonathan'), ('ned', 'edward'), ('nell', 'eleanor'), ('nell', 'helen'), ('nena', 'elena'), ('neto', 'ernesto'),
  ('nick', 'dominic'), ('nick', 'nicholas'), ('nick', 'nicolas'), ('nicky', 'nicholas'), ('nico', 'nicolas'), ('nora', 'eleanor'),
  ('paca', 'francisca'), ('paco', 'francisco'), ('paddy', 'patrick'), ('pam', 'pamela'), ('pancha', 'francisca'), ('pancho', 'francisco'),
  ('paqui', 'francisca'), ('pat', 'patricia'), ('pat', 'patrick'), ('patti', 'patricia'), ('patty', 'patricia'), ('paty', 'patricia'),
  ('peggy', 'margaret'), ('pepa', 'josefa'), ('pepa', 'josefina'), ('pepe', 'jose'), ('pepito', 'jose'), ('pera', 'esperanza'), ('perico', 'pedro'),
  ('pete', 'peter'), ('peyo', 'pedro'), ('phil', 'philip'), ('pip', 'philip'), ('pipe', 'felipe'), ('pita', 'guadalupe'), ('polly', 'mary'),
  ('quique', 'enrique'), ('rafa', 'rafael'), ('rafi', 'rafael'), ('ray', 'ramon'), ('ray', 'raymond'), ('rich', 'richard'), ('richi', 'ricardo'),
  ('richie', 'richard'), ('rick', 'patrick'), ('rick', 'ricardo'), ('rick', 'richard'), ('ricky', 'ricardo'), ('ricky', 'richard'),
  ('rita', 'margaret'), ('rita', 'margarita'), ('rob', 'robert'), ('robbie', 'robert'), ('robby', 'robert'), ('rodri', 'rodrigo'), ('ron', 'ronald'),
  ('ronnie', 'ronald'), ('ronnie', 'veronica'), ('rosi', 'rosa'), ('rosita', 'rosa'), ('salva', 'salvador'), ('sam', 'samantha'), ('sam', 'samuel'),
  ('sammy', 'samantha'), ('sammy', 'samuel'), ('sandra', 'alexandra'), ('sandy', 'alexander'), ('sandy', 'alexandra'), ('sandy', 'sandra'),
  ('santi', 'santiago'), ('seba', 'sebastian'), ('sebas', 'sebastian'), ('steph', 'stephanie'), ('steve', 'stephen'), ('steve', 'steven'),
  ('stevie', 'stephen'), ('stevie', 'steven'), ('sue', 'susan'), ('susi', 'susana'), ('susie', 'susan'), ('suzy', 'susan'), ('teban', 'esteban'),
  ('ted', 'edward'), ('ted', 'theodore'), ('teddy', 'edward'), ('teddy', 'theodore'), ('teo', 'mateo'), ('tere', 'teresa'), ('teri', 'teresa'),
  ('terry', 'teresa'), ('terry', 'theresa'), ('tess', 'theresa'), ('theo', 'theodore'), ('tim', 'timothy'), ('timmy', 'timothy'),
  ('tina', 'christina'), ('tina', 'christine'), ('tina', 'cristina'), ('tito', 'hector'), ('tito', 'roberto'), ('tobal', 'cristobal'),
  ('tom', 'thomas'), ('tom', 'tomas'), ('tommy', 'thomas'), ('tommy', 'tomas'), ('tomy', 'tomas'), ('tono', 'antonio'), ('tony', 'anthony'),
  ('tony', 'antonio'), ('topher', 'christopher'), ('tori', 'victoria'), ('tricia', 'patricia'), ('trish', 'patricia'), ('vale', 'valentina'),
  ('vero', 'veronica'), ('vicky', 'victoria'), ('vince', 'vincent'), ('vinny', 'vincent'), ('wally', 'walter'), ('walt', 'walter'),
  ('will', 'william'), ('willie', 'william'), ('willy', 'william'), ('xander', 'alexander'), ('yousef', 'yusuf'), ('yusef', 'yusuf'),
  ('zach', 'zachary'), ('zack', 'zachary');

-- ---------------------------------------------------------------- what is compared
-- How a folded word sounds, roughly: Jonson is Johnson, Pena is Penna, Garcia is Gracia, Xochitl begins as it is written.
create function private.sound(p_word text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select left(w, 1) || left(regexp_replace(regexp_replace(substr(w, 2), '[aeiouyhw]', '', 'g'), '(.)\1+', '\1', 'g'), 6)
  from translate(replace(replace(replace(p_word, 'ph', 'f'), 'ck', 'k'), 'qu', 'k'), 'zvqcj', 'sbkkg') w
$$;

-- The words of a name that tell people apart, folded; what stands before and after names does not.
create function private.name_words(p_name text) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(array_agg(word order by n), '{}') from (
    select word, min(n) as n from regexp_split_to_table(private.fold(regexp_replace(p_name, '[''’`.]', '', 'g')), U&'[^a-z0-9\0080-\+10FFFF]+') with ordinality w (word, n)
    where word <> '' and word <> all ('{mr,mrs,ms,dr,sr,sra,srta,don,dona,jr,ii,iii,de,la,las,los,del,da,dos,van,von,y,and,the}')
    group by word order by 2 limit 5) w
$$;

-- The sounds of a word and of the names that it may be short for.
create function private.word_sounds(p_word text) returns text[]
language sql stable parallel safe security definer set search_path = '' as $$
  select array_agg(distinct private.sound(form)) from (select p_word as form union all select name from public.nicknames where nickname = p_word) f
$$;

-- What an address is looked up by: postal code, house number and the sound of the street. Null where it has no number.
create function private.address_key(p_lines text, p_postal text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select 'a' || left(coalesce(p_postal, ''), 5) || ':' || m[1] || ':' || private.sound(m[2])
  from regexp_match(private.fold(p_lines), '(?:^|[^0-9a-z])([0-9]{1,6})[a-z]?\s+(?:(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?\s+)?([0-9]*[a-z]+)') m
$$;

-- Everything by which one person is found among half a million: each two words of the name by their sounds, numbers, mails, addresses.
create function private.match_keys(p_words text[], p_phones text[], p_emails text[], p_addresses text[]) returns text[]
language sql stable parallel safe security definer set search_path = '' as $$
  with sounds as (select n, s from unnest(p_words) with ordinality w (word, n) cross join lateral unnest(private.word_sounds(w.word)) s)
  select coalesce(array_agg(distinct key), '{}') from (
    select 'n' || least(a.s, b.s) || ' ' || greatest(a.s, b.s) as key from sounds a join sounds b on a.n < b.n
    union all select 'o' || s from sounds where cardinality(p_words) = 1
    union all select 'p' || right(number, 10) from unnest(p_phones) number
    union all select 'm' || lower(address) from unnest(p_emails) address
    union all select key from unnest(p_addresses) key) k
  where key is not null
$$;

-- One row a resident, worked out by triggers: nobody reads it but the search for duplicates.
create table private.resident_keys (
  resident_id uuid primary key references public.residents (id) on delete cascade,
  words text[] not null,
  sounds text[] not null,
  keys text[] not null
);
-- "Who has one of these keys?"
create index resident_keys_keys on private.resident_keys using gin (keys) with (fastupdate = off);
alter table private.resident_keys enable row level security;
-- Deliberately no policy and no grant: only the functions below.

-- Whom the search for pairs has still to look at.
create table private.resident_pairs_due (
  resident_id uuid primary key references public.residents (id) on delete cascade
);
alter table private.resident_pairs_due enable row level security;

-- Pairs that may be one person; worked out in the background, the smaller id first.
create table private.resident_pairs (
  a_id uuid not null references public.residents (id) on delete cascade,
  b_id uuid not null references public.residents (id) on delete cascade,
  score smallint not null,
  reasons text[] not null,
  primary key (a_id, b_id),
  constraint resident_pairs_ordered check (a_id < b_id)
);
create index resident_pairs_b on private.resident_pairs (b_id);
create index resident_pairs_score on private.resident_pairs (score desc, a_id, b_id);
alter table private.resident_pairs enable row level security;
-- Deliberately no policy and no grant: only the functions below.

create function private.refresh_keys(p_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into private.resident_keys (resident_id, words, sounds, keys)
  select r.id, w.words, coalesce((select array_agg(distinct s) from unnest(w.words) word cross join lateral unnest(private.word_sounds(word)) s), '{}'),
    private.match_keys(w.words, array(select number from public.resident_phones where resident_id = r.id), array(select address from public.resident_emails where resident_id = r.id),
      array(select private.address_key(lines, postal_code) from public.resident_addresses where resident_id = r.id))
  from public.residents r cross join lateral (select private.name_words(concat_ws(' ', r.name, r.preferred_name)) as words) w
  where r.id = any (p_ids) and r.erased_at is null
  on conflict (resident_id) do update set words = excluded.words, sounds = excluded.sounds, keys = excluded.keys
  where (resident_keys.words, resident_keys.keys) is distinct from (excluded.words, excluded.keys);
  delete from private.resident_keys where resident_id in (select id from public.residents where id = any (p_ids) and erased_at is not null);
  insert into private.resident_pairs_due select id from public.residents where id = any (p_ids) on conflict do nothing;
end $$;
create function private.refresh_own_keys() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.refresh_keys(array(select distinct id from changed_rows));
  return null;
end $$;
create function private.refresh_resident_keys() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.refresh_keys(array(select distinct resident_id from changed_rows));
  return null;
end $$;
-- A contact that moves from one resident to another is looked for at both.
create function private.refresh_both_keys() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.refresh_keys(array(select resident_id from changed_rows union select resident_id from old_rows));
  return null;
end $$;
create trigger _500_refresh_keys_insert after insert on public.residents referencing new table as changed_rows for each statement execute function private.refresh_own_keys();
create trigger _500_refresh_keys_update after update on public.residents referencing new table as changed_rows for each statement execute function private.refresh_own_keys();
do $$
declare v_table text;
begin
  foreach v_table in array array['resident_phones', 'resident_emails', 'resident_addresses'] loop
    execute format('create trigger _500_refresh_keys_insert after insert on public.%I referencing new table as changed_rows for each statement execute function private.refresh_resident_keys()', v_table);
    execute format('create trigger _500_refresh_keys_update after update on public.%I referencing old table as old_rows new table as changed_rows for each statement execute function private.refresh_both_keys()', v_table);
    execute format('create trigger _500_refresh_keys_delete after delete on public.%I referencing old table as changed_rows for each statement execute function private.refresh_resident_keys()', v_table);
  end loop;
end $$;
select private.refresh_keys(array(select id from public.residents));

-- ---------------------------------------------------------------- comparing
-- Who may be this person, best first. Name counts up to 60, a shared mail 35, a shared number 30, a shared address 15. `strong` says
-- whether it is more than a name or a number that a household shares, or a rare name with nothing against it: what the work list asks.
create function private.match_residents(p_words text[], p_phones text[], p_emails text[], p_addresses text[], p_except uuid, p_limit integer)
returns table (id uuid, score integer, reasons text[], strong boolean)
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_keys text[] := private.match_keys(p_words, p_phones, p_emails, p_addresses);
  v_names text[] := array(select key from unnest(v_keys) key where key ~ '^[no]');
  v_contacts text[] := array(select key from unnest(v_keys) key where key !~ '^[no]');
  v_own integer := cardinality(p_words);
begin
  return query execute format($sql$
    with own as (select w.word, w.n, private.word_sounds(w.word) as sounds,
        -- Where the name of the family stands first, a household has it in common: only a first name that we know as one speaks.
        exists (select from public.nicknames g where w.word in (g.nickname, g.name)) as is_given
      from unnest($1) with ordinality w (word, n)),
    found as (
      select k.resident_id from (select resident_id from private.resident_keys where keys && %1$L::text[] limit 200) k
      union select k.resident_id from (select resident_id from private.resident_keys where keys && %2$L::text[] limit 300) k),
    compared as (
      select k.resident_id, cardinality(k.words) as theirs, (select count(*) from own o where o.sounds && k.sounds)::integer as hits,
        (select count(*) from own o where o.word = any (k.words))::integer as same,
        (select o.is_given and o.sounds && private.word_sounds(k.words[1]) from own o where o.n = 1) as is_first,
        exists (select from unnest(k.keys) key where key like 'p%%' and key = any (%1$L::text[])) as phone,
        exists (select from unnest(k.keys) key where key like 'm%%' and key = any (%1$L::text[])) as email,
        exists (select from unnest(k.keys) key where key like 'a%%' and key = any (%1$L::text[])) as address,
        -- Nothing speaks against it: one of the two has neither number nor mail.
        %3$L::boolean or not exists (select from unnest(k.keys) key where key ~ '^[pm]') as is_bare
      from found f join private.resident_keys k using (resident_id) where k.resident_id is distinct from $2),
    told as (
      select c.*, case when c.hits = 0 or $3 = 0 or c.theirs = 0 then 0
          else (60 * (0.7 * c.hits / least($3, c.theirs) + 0.3 * c.hits / greatest($3, c.theirs)) * case when c.hits = 1 and greatest($3, c.theirs) > 1 then 0.6 else 1 end
            * case when c.same < c.hits then 0.9 else 1 end)::integer end as for_name,
        c.hits > 0 and c.hits >= least($3, c.theirs) as is_whole
      from compared c),
    rated as (
      select t.resident_id, least(100, t.for_name + case when t.email then 35 else 0 end + case when t.phone then 30 else 0 end + case when t.address then 15 else 0 end) as score,
        array_remove(array[
          case when t.is_whole and t.same >= t.hits and greatest($3, t.theirs) = t.hits then 'same_name' when t.is_whole or t.hits >= 2 then 'similar_name' end,
          case when t.email then 'same_email' end, case when t.phone then 'same_phone' end, case when t.address then 'same_address' end], null) as reasons,
        (t.is_whole or coalesce(t.is_first, false)) and (t.email or t.phone or t.is_whole and t.address)
          or t.is_whole and t.hits >= 2 and t.same >= t.hits and t.is_bare and count(*) filter (where t.is_whole and t.same >= t.hits) over () <= 3 as strong,
        t.email or t.phone or t.is_whole and (t.hits >= 2 or greatest($3, t.theirs) = 1) as shown
      from told t)
    select r.resident_id, r.score::integer, r.reasons, r.strong from rated r where r.shown order by r.score desc, r.resident_id limit $4
    $sql$, v_contacts, v_names, cardinality(p_phones) + cardinality(p_emails) = 0) using p_words, p_except, v_own, p_limit;
end $$;

-- While somebody types: p_draft {id, name, preferred_name, phones: [{number}], emails: [{address}], addresses: [{lines, postal_code}]}, as
-- far as it is known. Answers [{id, name, preferred_name, phone, email, district, inquiries, score, reasons}], the likeliest first.
create function public.find_duplicate_residents(p_draft jsonb, p_limit integer default 5) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_id uuid := nullif(p_draft ->> 'id', '')::uuid;
  v_words text[] := private.name_words(concat_ws(' ', left(p_draft ->> 'name', 200), left(p_draft ->> 'preferred_name', 200)));
begin
  perform private.at_least('viewer');
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'preferred_name', r.preferred_name, 'preferred_language', r.preferred_language,
      'district_id', r.district_id, 'district', d.name,
      'phone', (select number from public.resident_phones where resident_id = r.id order by created_at, number limit 1),
      'email', (select address from public.resident_emails where resident_id = r.id order by created_at, address limit 1),
      'score', m.score, 'reasons', m.reasons) order by m.score desc, r.name, r.id), '[]')
    from private.match_residents(v_words,
      array(select number from jsonb_to_recordset(private.list_in(p_draft, 'phones')) c (number text) where number ~ '^\+[1-9][0-9]{6,14}$' limit 20),
      array(select lower(btrim(address)) from jsonb_to_recordset(private.list_in(p_draft, 'emails')) c (address text) where address like '%_@_%' limit 20),
      array(select private.address_key(left(lines, 500), postal_code) from jsonb_to_recordset(private.list_in(p_draft, 'addresses')) c (lines text, postal_code text) limit 20),
      v_id, least(greatest(p_limit, 1), 50)) m
    join public.residents r on r.id = m.id left join public.districts d on d.id = r.district_id
    where v_id is null or not exists (select from public.duplicate_dismissals x where x.a_id = least(v_id, r.id) and x.b_id = greatest(v_id, r.id)));
exception when invalid_text_representation or invalid_parameter_value then
  raise sqlstate 'PT422' using message = 'What was typed cannot be compared. Save, and look at the list of duplicates.', hint = 'draft';
end $$;
create function private.list_in(p_draft jsonb, p_name text) returns jsonb
language sql immutable parallel safe set search_path = '' as $$ select case when jsonb_typeof(p_draft -> p_name) = 'array' then p_draft -> p_name else '[]' end $$;

-- ---------------------------------------------------------------- the work list
-- Two who were looked at and are two.
create table public.duplicate_dismissals (
  id uuid primary key default gen_random_uuid(),
  a_id uuid not null references public.residents (id) on delete cascade,
  b_id uuid not null references public.residents (id) on delete cascade,
  dismissed_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint duplicate_dismissals_ordered check (a_id < b_id),
  constraint duplicate_dismissals_once unique (a_id, b_id)
);
create index duplicate_dismissals_b on public.duplicate_dismissals (b_id);
create index duplicate_dismissals_dismissed_by on public.duplicate_dismissals (dismissed_by) where dismissed_by is not null;
call private.protect('public.duplicate_dismissals');
call private.show('duplicate_dismissals', 'staff', 'residents', 'a_id');
-- Deliberately not granted: writes. dismiss_duplicate keeps a pair in order.
comment on table public.duplicate_dismissals is 'Pairs of residents that somebody looked at: they are two.';

-- Looks at some of those who changed since. Answers how many it looked at; the worker asks again until there are none.
create function public.find_resident_pairs(p_limit integer default 500) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_ids uuid[];
begin
  v_ids := array(select resident_id from private.resident_pairs_due order by resident_id limit least(p_limit, 5000) for update skip locked);
  delete from private.resident_pairs where a_id = any (v_ids) or b_id = any (v_ids);
  insert into private.resident_pairs (a_id, b_id, score, reasons)
  select distinct on (least(k.resident_id, m.id), greatest(k.resident_id, m.id)) least(k.resident_id, m.id), greatest(k.resident_id, m.id), m.score, m.reasons
  from private.resident_keys k
  cross join lateral private.match_residents(k.words, array(select number from public.resident_phones where resident_id = k.resident_id),
    array(select address from public.resident_emails where resident_id = k.resident_id),
    array(select private.address_key(lines, postal_code) from public.resident_addresses where resident_id = k.resident_id), k.resident_id, 20) m
  where k.resident_id = any (v_ids) and m.strong and m.score >= 50
  order by 1, 2, m.score desc
  on conflict (a_id, b_id) do update set score = excluded.score, reasons = excluded.reasons;
  delete from private.resident_pairs_due where resident_id = any (v_ids);
  return cardinality(v_ids);
end $$;

-- Pairs that may be one person, the likeliest first. p_query: {limit, after: {score, a, b}}. Answers {rows: [{a, b, score, reasons}], next, count}.
create function public.list_duplicates(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_limit integer := least(greatest(coalesce((p_query ->> 'limit')::integer, 25), 1), 100);
  v_after jsonb := p_query -> 'after';
  v_rows jsonb;
begin
  perform private.at_least('viewer');
  select coalesce(jsonb_agg(jsonb_build_object('a', private.tell_resident(p.a_id), 'b', private.tell_resident(p.b_id), 'score', p.score, 'reasons', p.reasons) order by p.score desc, p.a_id, p.b_id), '[]')
  into v_rows
  from (select t.* from private.resident_pairs t
    where (v_after is null or (-t.score, t.a_id, t.b_id) > (-(v_after ->> 'score')::integer, (v_after ->> 'a')::uuid, (v_after ->> 'b')::uuid))
      and not exists (select from public.duplicate_dismissals d where d.a_id = t.a_id and d.b_id = t.b_id)
    order by t.score desc, t.a_id, t.b_id limit v_limit + 1) p;
  return jsonb_build_object('rows', (select coalesce(jsonb_agg(e order by n), '[]') from jsonb_array_elements(v_rows) with ordinality x (e, n) where n <= v_limit),
    'next', case when jsonb_array_length(v_rows) > v_limit then jsonb_build_object('score', v_rows #> array[(v_limit - 1)::text, 'score'],
      'a', v_rows #> array[(v_limit - 1)::text, 'a', 'id'], 'b', v_rows #> array[(v_limit - 1)::text, 'b', 'id']) end,
    'count', (select count(*) from (select from private.resident_pairs t
      where not exists (select from public.duplicate_dismissals d where d.a_id = t.a_id and d.b_id = t.b_id) limit 1001) c));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'The place in the list cannot be read. Begin at its top.', hint = 'after';
end $$;
create function private.tell_resident(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', r.id, 'name', r.name, 'preferred_name', r.preferred_name, 'district', (select name from public.districts where id = r.district_id),
    'phones', array(select number from public.resident_phones where resident_id = r.id order by created_at, number),
    'emails', array(select address from public.resident_emails where resident_id = r.id order by created_at, address),
    'inquiries', (select count(*) from public.inquiries where resident_id = r.id))
  from public.residents r where r.id = p_id
$$;

-- Says that two are two. Both are not offered as one again.
create function public.dismiss_duplicate(p_a uuid, p_b uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  if p_a = p_b or (select count(*) from public.residents where id in (p_a, p_b)) <> 2 then
    raise sqlstate 'PT404' using message = 'One of the two is not there any more: perhaps somebody merged them already.', hint = 'missing';
  end if;
  insert into public.duplicate_dismissals (a_id, b_id, dismissed_by) values (least(p_a, p_b), greatest(p_a, p_b), private.current_staff_id())
  on conflict (a_id, b_id) do nothing;
end $$;
revoke all on function public.find_duplicate_residents(jsonb, integer), public.find_resident_pairs(integer), public.list_duplicates(jsonb), public.dismiss_duplicate(uuid, uuid)
  from public, anon, authenticated;
grant execute on function public.find_duplicate_residents(jsonb, integer), public.list_duplicates(jsonb), public.dismiss_duplicate(uuid, uuid) to authenticated;
grant execute on function public.find_resident_pairs(integer) to service_role;
revoke all on function private.sound(text), private.name_words(text), private.word_sounds(text), private.address_key(text, text), private.match_keys(text[], text[], text[], text[]),
  private.refresh_keys(uuid[]), private.refresh_own_keys(), private.refresh_resident_keys(), private.refresh_both_keys(), private.match_residents(text[], text[], text[], text[], uuid, integer), private.list_in(jsonb, text), private.tell_resident(uuid)
  from public, anon, authenticated;
