-- What USAspending.gov says of the city's awards and subawards, laid beside the register. Its rows are matched by award number and
-- Unique Entity Identifier, never by a name: "Kansas City" is also a city in Kansas, its schools and its police. Every difference is
-- shown first; a person says which are taken, and one undo takes all of them back.

-- Whether the server may ask USAspending.gov itself. Off: a saved answer is taken in as a file.
alter table public.settings add column fetches_usaspending boolean not null default false;
comment on column public.settings.fetches_usaspending is 'Whether the server may ask USAspending.gov for the city''s awards. Nothing is sent but the city''s UEI.';
grant update (fetches_usaspending) on table public.settings to authenticated;
comment on column public.awards.usaspending is 'What USAspending said when it last said something new, as it came.';
create index imports_usaspending on public.imports (finished_at desc, id) where resource = 'usaspending';

-- Both lists beside what is here. Fates of an award: new, matched, agency (ours, but not of the Department of Justice), conflict (our
-- number, another recipient), other (not ours), wrong (no number). Of a subaward: new, matched, other.
create function private.stage_usaspending(p_document jsonb) returns void
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare v_uei text := (select s.uei from public.settings s);
begin
  create temporary table spending on commit drop as
  select n.n, n.r as said, k.read ->> 'key' as key, k.read ->> 'number' as number, nullif(n.r ->> 'uei', '') as uei, nullif(btrim(n.r ->> 'title'), '') as title, nullif(n.r ->> 'recipient', '') as recipient,
    (n.r ->> 'federal_cents')::bigint as federal_cents, (n.r ->> 'starts_on')::date as starts_on, (n.r ->> 'ends_on')::date as ends_on, (n.r ->> 'federal_award_on')::date as federal_award_on,
    substring(n.r ->> 'listing' from '[0-9]{2}\.[0-9]{3}') as listing, null::uuid as listing_id, null::uuid as award_id, null::text as fate,
    k.read ->> 'format' <> 'unknown' or coalesce(n.r ->> 'agency' ~* 'department of justice', false) as is_justice
  from jsonb_array_elements(coalesce(p_document -> 'awards', '[]')) with ordinality n (r, n) cross join lateral (select private.read_award_number(n.r ->> 'number') as read) k;
  update pg_temp.spending s set listing_id = l.id from public.assistance_listings l where l.number = s.listing;
  update pg_temp.spending s set award_id = a.id, fate = case when s.uei <> coalesce(a.recipient_uei, v_uei) then 'conflict' else 'matched' end
  from public.awards a where a.award_key = s.key;
  update pg_temp.spending set fate = case when key is null or number !~ '^[0-9A-Z]+(-[0-9A-Z]+)*$' or length(number) not between 6 and 40 then 'wrong' when uei is distinct from v_uei or v_uei is null then 'other'
    when not is_justice then 'agency' else 'new' end
  where fate is null;

  -- ---- subawards: several rows of one number are its actions; the same row twice is one.
  create temporary table passed_on on commit drop as
  select min(x.n) as n, x.prime_key, x.number, min(x.prime_uei) as prime_uei, min(x.uei) as uei, (array_agg(x.recipient order by x.n))[1] as recipient, (array_agg(x.description order by x.n) filter (where x.description is not null))[1] as description,
    sum(x.cents)::bigint as total_cents, jsonb_agg(jsonb_build_object('action_on', x.action_on, 'amount_cents', x.cents) order by x.action_on, x.cents desc) as actions,
    null::uuid as award_id, null::uuid as subaward_id, null::uuid as organization_id, null::text as fate
  from (select min(d.n) as n, private.read_award_number(d.r ->> 'prime') ->> 'key' as prime_key, upper(btrim(d.r ->> 'number')) as number, min(nullif(d.r ->> 'prime_uei', '')) as prime_uei,
      min(nullif(d.r ->> 'uei', '')) as uei, min(nullif(btrim(d.r ->> 'recipient'), '')) as recipient, min(nullif(btrim(d.r ->> 'description'), '')) as description,
      (d.r ->> 'action_on')::date as action_on, (d.r ->> 'amount_cents')::bigint as cents
    from jsonb_array_elements(coalesce(p_document -> 'subawards', '[]')) with ordinality d (r, n)
    group by private.read_award_number(d.r ->> 'prime') ->> 'key', upper(btrim(d.r ->> 'number')), d.r ->> 'action_on', d.r ->> 'amount_cents', nullif(d.r ->> 'uei', '')) x
  group by x.prime_key, x.number;
  update pg_temp.passed_on p set award_id = a.id from public.awards a where a.award_key = p.prime_key and (p.prime_uei is null or coalesce(a.recipient_uei, v_uei) is null or p.prime_uei = coalesce(a.recipient_uei, v_uei));
  update pg_temp.passed_on set fate = 'other' where award_id is null or number is null or number = '' or length(number) > 60;
  update pg_temp.passed_on p set subaward_id = s.id, fate = 'matched' from public.subawards s where p.fate is null and s.award_id = p.award_id and upper(s.subaward_number) = p.number;
  -- One of ours without a number, for the same recipient, is it.
  update pg_temp.passed_on p set subaward_id = x.id, fate = 'matched'
  from (select s.award_id, s.recipient_uei, min(s.id::text)::uuid as id from public.subawards s where s.subaward_number is null and s.recipient_uei is not null group by 1, 2 having count(*) = 1) x
  where p.fate is null and x.award_id = p.award_id and x.recipient_uei = p.uei
    and not exists (select from pg_temp.passed_on q where q.award_id = p.award_id and q.uei = p.uei and q.n <> p.n);
  update pg_temp.passed_on set fate = 'new' where fate is null;
  -- Whose it is: the body that has this UEI on another subaward, or is called so.
  update pg_temp.passed_on p set organization_id = coalesce(
    (select s.organization_id from public.subawards s where s.recipient_uei = p.uei order by s.created_at, s.id limit 1),
    (select o.id from public.organizations o where private.fold(o.name) = private.fold(p.recipient) order by o.is_active desc, o.name, o.id limit 1))
  where p.fate = 'new';
end $$;

-- What differs between a staged award and ours: [{field, ours, theirs}]; a listing by its number.
create function private.spending_differences(p_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  return (
  select coalesce(jsonb_agg(jsonb_build_object('field', d.field, 'ours', d.ours, 'theirs', d.theirs) order by d.place), '[]')
  from pg_temp.spending s join public.awards a on a.id = s.award_id left join public.assistance_listings l on l.id = a.listing_id
  cross join lateral (values (1, 'federal_cents', to_jsonb(nullif(a.federal_cents, 0)), to_jsonb(s.federal_cents)), (2, 'starts_on', to_jsonb(a.starts_on), to_jsonb(s.starts_on)),
    (3, 'ends_on', to_jsonb(a.ends_on), to_jsonb(s.ends_on)), (4, 'federal_award_on', to_jsonb(a.federal_award_on), to_jsonb(s.federal_award_on)),
    (5, 'listing_id', to_jsonb(l.number), case when s.listing_id is not null then to_jsonb(s.listing) end), (6, 'recipient_uei', to_jsonb(a.recipient_uei), to_jsonb(s.uei))) d (place, field, ours, theirs)
  where s.key = p_key and s.fate = 'matched' and d.theirs is not null and d.theirs is distinct from d.ours);
end $$;
create function private.passed_on_differences(p_n bigint) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  return (
  select coalesce(jsonb_agg(jsonb_build_object('field', d.field, 'ours', d.ours, 'theirs', d.theirs) order by d.place), '[]')
  from pg_temp.passed_on p join public.subawards s on s.id = p.subaward_id
  cross join lateral (values (1, 'total_cents', to_jsonb(private.subaward_total(s.id)), to_jsonb(p.total_cents)), (2, 'subaward_number', to_jsonb(s.subaward_number), case when s.subaward_number is null then to_jsonb(p.number) end),
    (3, 'recipient_uei', to_jsonb(s.recipient_uei), to_jsonb(p.uei)), (4, 'recipient_name', to_jsonb(s.recipient_name), case when s.recipient_name is null then to_jsonb(p.recipient) end),
    (5, 'description', to_jsonb(nullif(s.description, '')), case when s.description = '' then to_jsonb(p.description) end)) d (place, field, ours, theirs)
  where p.n = p_n and d.theirs is not null and d.theirs is distinct from d.ours);
end $$;

create function private.tell_usaspending() returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
begin
  return jsonb_build_object('uei', (select s.uei from public.settings s),
    'awards', jsonb_build_object(
      'new', (select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'number', s.number, 'title', s.title, 'federal_cents', s.federal_cents, 'starts_on', s.starts_on, 'ends_on', s.ends_on,
          'federal_award_on', s.federal_award_on, 'listing', s.listing) order by s.n), '[]') from pg_temp.spending s where s.fate = 'new'),
      'changed', (select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'id', a.id, 'number', a.award_number, 'title', a.title, 'is_closed', a.status = 'closed', 'differences', private.spending_differences(s.key)) order by s.n), '[]')
        from pg_temp.spending s join public.awards a on a.id = s.award_id where s.fate = 'matched' and private.spending_differences(s.key) <> '[]'),
      'same', (select count(*) from pg_temp.spending s where s.fate = 'matched' and private.spending_differences(s.key) = '[]'),
      'conflicts', (select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'id', s.award_id, 'number', s.number, 'recipient', s.recipient, 'uei', s.uei) order by s.n), '[]') from pg_temp.spending s where s.fate = 'conflict'),
      'others', (select count(*) from pg_temp.spending s where s.fate = 'other'), 'agency', (select count(*) from pg_temp.spending s where s.fate = 'agency'),
      'wrong', (select count(*) from pg_temp.spending s where s.fate = 'wrong')),
    'subawards', jsonb_build_object(
      'new', (select coalesce(jsonb_agg(jsonb_build_object('key', p.prime_key || '/' || p.number, 'award_id', a.id, 'award', coalesce(a.award_number, a.title), 'is_closed', a.status in ('closed', 'declined'), 'number', p.number, 'recipient', p.recipient,
          'uei', p.uei, 'total_cents', p.total_cents, 'actions', jsonb_array_length(p.actions), 'organization_id', p.organization_id) order by p.n), '[]')
        from pg_temp.passed_on p join public.awards a on a.id = p.award_id where p.fate = 'new'),
      'changed', (select coalesce(jsonb_agg(jsonb_build_object('key', p.prime_key || '/' || p.number, 'id', s.id, 'award_id', s.award_id, 'number', coalesce(s.subaward_number, p.number), 'title', s.title,
          'differences', private.passed_on_differences(p.n)) order by p.n), '[]')
        from pg_temp.passed_on p join public.subawards s on s.id = p.subaward_id where p.fate = 'matched' and private.passed_on_differences(p.n) <> '[]'),
      'same', (select count(*) from pg_temp.passed_on p where p.fate = 'matched' and private.passed_on_differences(p.n) = '[]'),
      'others', (select count(*) from pg_temp.passed_on p where p.fate = 'other')));
end $$;

-- A choice that is refused says of which line.
create function private.refuse_spending(p_line text, p_message text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise sqlstate 'PT422' using message = format('%s: %s Nothing was taken in.', p_line, p_message), hint = 'usaspending_line';
end $$;

-- Lays what USAspending says beside the register, or takes what was chosen. p_document: {awards: [{number, uei, recipient, title,
-- federal_cents, starts_on, ends_on, federal_award_on, listing, agency}], subawards: [{prime, prime_uei, number, uei, recipient,
-- action_on, amount_cents, description}]}. p_choices: {awards: [key], fields: ["key|field"], subawards: [{key, organization_id}],
-- subaward_fields: ["key|field"], file_name, sha256}. What a subaward comes to is only told: its actions are corrected by people.
create function public.import_usaspending(p_document jsonb, p_choices jsonb default '{}', p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_answer jsonb;
  v_import uuid;
  v_started timestamptz := clock_timestamp();
  v_one record;
  v_action jsonb;
  v_patch jsonb;
  v_id uuid;
  v_taken integer := 0;
  v_changed integer := 0;
begin
  perform private.at_least('coordinator');
  if jsonb_typeof(p_document) is distinct from 'object' or jsonb_array_length(coalesce(p_document -> 'awards', '[]')) + jsonb_array_length(coalesce(p_document -> 'subawards', '[]')) > 5000 then
    raise sqlstate 'PT422' using message = 'The file has more than 5,000 rows. Narrow the search at USAspending.gov.', hint = 'usaspending_large';
  end if;
  perform private.stage_usaspending(p_document);
  v_answer := private.tell_usaspending();
  if not p_dry_run then
    perform private.begin_change_set('import', jsonb_build_object('preset', 'usaspending', 'file_name', p_choices ->> 'file_name'));
    -- ---- awards that the register did not have
    for v_one in select s.* from pg_temp.spending s where s.fate = 'new' and coalesce(p_choices -> 'awards', '[]') ? s.key order by s.n loop
      begin
        v_id := public.save_award(jsonb_strip_nulls(jsonb_build_object('award_number', v_one.number, 'title', left(coalesce(v_one.title, v_one.number), 300), 'federal_cents', v_one.federal_cents,
          'listing_id', v_one.listing_id, 'federal_award_on', v_one.federal_award_on, 'recipient_uei', v_one.uei,
          -- One day alone is no period.
          'starts_on', case when v_one.ends_on is not null then v_one.starts_on end, 'ends_on', case when v_one.starts_on is not null then v_one.ends_on end)));
      exception when sqlstate 'PT422' then perform private.refuse_spending(v_one.number, sqlerrm);
      end;
      update public.awards set usaspending = v_one.said, usaspending_seen_at = now() where id = v_id;
      v_taken := v_taken + 1;
    end loop;
    -- ---- fields of those that it has
    for v_one in select s.key, s.number, s.said, a.* from pg_temp.spending s join public.awards a on a.id = s.award_id where s.fate = 'matched' order by s.n loop
      select coalesce(jsonb_object_agg(d ->> 'field', case d ->> 'field' when 'listing_id' then to_jsonb((select s.listing_id from pg_temp.spending s where s.key = v_one.key limit 1)) else d -> 'theirs' end), '{}') into v_patch
      from jsonb_array_elements(private.spending_differences(v_one.key)) d where coalesce(p_choices -> 'fields', '[]') ? (v_one.key || '|' || (d ->> 'field'));
      if v_patch <> '{}' then
        begin
          perform public.save_award(v_patch, v_one.id);
        exception when sqlstate 'PT422' then perform private.refuse_spending(v_one.award_number, sqlerrm);
        end;
        v_changed := v_changed + 1;
      end if;
      update public.awards set usaspending = v_one.said, usaspending_seen_at = now() where id = v_one.id and usaspending is distinct from v_one.said;
    end loop;
    -- ---- subawards that we did not have: drafts, for what 2 CFR 200.332 asks is not in there
    for v_one in
      select p.*, nullif(c ->> 'organization_id', '')::uuid as chosen from pg_temp.passed_on p join jsonb_array_elements(coalesce(p_choices -> 'subawards', '[]')) c on c ->> 'key' = p.prime_key || '/' || p.number
      where p.fate = 'new' order by p.n
    loop
      if coalesce(v_one.chosen, v_one.organization_id) is null then perform private.refuse_spending(v_one.number, 'Choose the organization that gets it.'); end if;
      begin
        v_id := public.save_subaward(jsonb_strip_nulls(jsonb_build_object('award_id', v_one.award_id, 'organization_id', coalesce(v_one.chosen, v_one.organization_id), 'subaward_number', v_one.number,
          'title', left(coalesce(v_one.description, v_one.recipient, v_one.number), 300), 'recipient_uei', v_one.uei, 'recipient_name', left(v_one.recipient, 300), 'description', left(v_one.description, 4000))));
        for v_action in select a from jsonb_array_elements(v_one.actions) a where a ->> 'action_on' is not null and coalesce((a ->> 'amount_cents')::bigint, 0) <> 0 loop
          perform public.act_on_subaward(v_id, v_action);
        end loop;
      exception when sqlstate 'PT422' then perform private.refuse_spending(v_one.number, sqlerrm);
      end;
      v_taken := v_taken + 1;
    end loop;
    for v_one in select p.*, s.id as own_id from pg_temp.passed_on p join public.subawards s on s.id = p.subaward_id where p.fate = 'matched' order by p.n loop
      select coalesce(jsonb_object_agg(d ->> 'field', d -> 'theirs'), '{}') into v_patch from jsonb_array_elements(private.passed_on_differences(v_one.n)) d
      where d ->> 'field' <> 'total_cents' and coalesce(p_choices -> 'subaward_fields', '[]') ? (v_one.prime_key || '/' || v_one.number || '|' || (d ->> 'field'));
      if v_patch <> '{}' then
        begin
          perform public.save_subaward(v_patch, v_one.own_id);
        exception when sqlstate 'PT422' then perform private.refuse_spending(v_one.number, sqlerrm);
        end;
        v_changed := v_changed + 1;
      end if;
    end loop;
    insert into public.imports (resource, preset, file_name, sha256, started_at, finished_at, rows_new, rows_changed, rows_unchanged, rows_rejected, staff_id)
    values ('usaspending', 'usaspending', coalesce(nullif(btrim(p_choices ->> 'file_name'), ''), 'usaspending.json'), coalesce(p_choices ->> 'sha256', encode(sha256(convert_to(p_document::text, 'UTF8')), 'hex')), v_started, clock_timestamp(), v_taken, v_changed,
      (v_answer #>> '{awards,same}')::integer + (v_answer #>> '{subawards,same}')::integer, (v_answer #>> '{awards,wrong}')::integer, private.current_staff_id())
    returning id into v_import;
  end if;
  drop table pg_temp.spending, pg_temp.passed_on;
  return v_answer || jsonb_build_object('taken', v_taken, 'changed', v_changed, 'import_id', v_import);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'The file has a day or an amount that cannot be read.', hint = 'usaspending_unread';
end $$;

revoke all on function private.stage_usaspending(jsonb), private.spending_differences(text), private.passed_on_differences(bigint), private.tell_usaspending(), private.refuse_spending(text, text)
  from public, anon, authenticated;
revoke all on function public.import_usaspending(jsonb, jsonb, boolean) from public, anon;
grant execute on function public.import_usaspending(jsonb, jsonb, boolean) to authenticated;
comment on function public.import_usaspending(jsonb, jsonb, boolean) is 'Lays what USAspending says of awards and subawards beside the register, and takes what was chosen.';
