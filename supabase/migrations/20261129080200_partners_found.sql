-- Partners, programs, referrals, initiatives, meetings, encounters and 311 numbers where everything is looked for; the views that
-- people keep of their lists; and how long all this is kept.

-- "Which initiative, which meeting has these words in its title?"
create index initiatives_title on public.initiatives using gin (private.fold(title) extensions.gin_trgm_ops);
create index meetings_title on public.meetings using gin (private.fold(title) extensions.gin_trgm_ops);

-- Each word somewhere in an expression, the rarest left to the index.
create function private.has_words(p_expression text, p_text text) returns text
language sql immutable set search_path = '' as $$
  select coalesce(string_agg(format('%s like %L', p_expression, private.like_pattern(word)), ' and '), 'false') from regexp_split_to_table(btrim(p_text), '\s+') word where word <> ''
$$;

create function private.search_in_organizations(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
declare v_words text := private.filter_words('public.organizations', 'search', p_text);
begin
  if v_words is null then return; end if;
  return query execute format(
    'select case when private.fold(t.name) like %1$L then 1 else 2 end, t.id, t.name, jsonb_build_object(''kind'', t.kind, ''is_active'', t.is_active, ''phone'', t.phone)
     from public.organizations t where %2$s order by not t.is_active, 1, t.name, t.id limit %3$s', substr(private.like_pattern(p_text), 2), v_words, p_limit);
end $$;

create function private.search_in_programs(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
declare v_words text := private.filter_words('public.programs', 'search', p_text);
begin
  if v_words is null then return; end if;
  return query execute format(
    'select case when private.fold(t.name) like %1$L then 1 else 2 end, t.id, t.name, jsonb_build_object(''organization'', o.name, ''status'', t.status, ''closes_on'', t.closes_on)
     from public.programs t join public.organizations o on o.id = t.organization_id where %2$s order by t.status <> ''active'', 1, t.name, t.id limit %3$s',
    substr(private.like_pattern(p_text), 2), v_words, p_limit);
end $$;

-- "1042", "#1042", and the 311 number under which it was filed.
create function private.search_in_referrals(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
declare v_number text := (regexp_match(p_text, '^(?:[a-z]+ )?#?([0-9]{1,18})$'))[1];
begin
  return query
    select 0, t.id, o.name, jsonb_build_object('number', t.number, 'status', t.status, 'on', coalesce(t.sent_at, t.created_at), 'filed', t.service_request_number)
    from public.referrals t join public.organizations o on o.id = t.organization_id
    where t.number = v_number::bigint or t.service_request_number = upper(btrim(p_text)) order by t.id limit p_limit;
end $$;

-- The number of 311 counts whole. What the city says of it is read on its own page.
create function private.search_in_service_requests(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language sql stable set search_path = '' as $$
  select 0, md5(t.service_request_number)::uuid, case when t.issue_type = '' then t.service_request_number else t.issue_type end,
    jsonb_build_object('number', t.service_request_number, 'status', t.status_text, 'opened_at', t.opened_at, 'address', t.address)
  from public.service_requests t where t.service_request_number = btrim(p_text) limit p_limit
$$;

create function private.search_in_initiatives(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
begin
  return query execute format(
    'select case when private.fold(t.title) like %1$L then 1 else 2 end, t.id, t.title, jsonb_build_object(''status'', t.status, ''file_number'', l.file_number)
     from public.initiatives t left join public.legislation l on l.id = t.legislation_id where %2$s
     order by t.status in (''adopted'', ''declined'', ''dropped''), 1, t.proposed_on desc, t.id limit %3$s', substr(private.like_pattern(p_text), 2), private.has_words('private.fold(t.title)', p_text), p_limit);
end $$;

create function private.search_in_meetings(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
begin
  return query execute format(
    'select case when private.fold(t.title) like %1$L then 1 else 2 end, t.id, t.title, jsonb_build_object(''held_on'', t.held_on)
     from public.meetings t where %2$s order by 1, t.held_on desc, t.id limit %3$s', substr(private.like_pattern(p_text), 2), private.has_words('private.fold(t.title)', p_text), p_limit);
end $$;

-- By the confirmation number of the call, as it stands on the invoice.
create function private.search_in_language_encounters(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language sql stable set search_path = '' as $$
  select 0, t.id, l.name, jsonb_build_object('number', t.confirmation_number, 'at', t.occurred_at, 'outcome', t.outcome)
  from public.language_encounters t join public.languages l on l.code = t.language
  where upper(t.confirmation_number) = upper(btrim(p_text)) order by t.occurred_at desc, t.id limit p_limit
$$;
revoke all on function private.has_words(text, text), private.search_in_organizations(text, integer), private.search_in_programs(text, integer), private.search_in_referrals(text, integer),
  private.search_in_service_requests(text, integer), private.search_in_initiatives(text, integer), private.search_in_meetings(text, integer), private.search_in_language_encounters(text, integer)
  from public, anon, authenticated;

-- ---------------------------------------------------------------- views
alter table public.saved_views drop constraint saved_views_resource_known,
  add constraint saved_views_resource_known check (resource in ('inquiries', 'residents', 'events', 'campaigns', 'subscribers', 'awards', 'opportunities', 'organizations', 'programs', 'referrals', 'applications', 'language_encounters',
    'meetings', 'initiatives', 'service_requests'));
-- A list says what its filters mean by a function of its own, private.<noun>_filters(query): that is all that a count needs.
create or replace function public.count_views(p_resource text, p_queries jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_filters constant text := case p_resource when 'inquiries' then 'inquiry' when 'residents' then 'resident' when 'events' then 'event' when 'campaigns' then 'campaign'
    when 'subscribers' then 'subscriber' when 'awards' then 'award' when 'opportunities' then 'opportunity' when 'organizations' then 'organization' when 'programs' then 'program'
    when 'referrals' then 'referral' when 'applications' then 'application'
    when 'language_encounters' then 'encounter' when 'meetings' then 'meeting' when 'initiatives' then 'initiative' when 'service_requests' then 'service_request' end || '_filters';
  v_one record;
  v_count integer;
  v_all jsonb := '{}';
begin
  perform private.may_list();
  if v_filters is null then return v_all; end if;
  for v_one in select key, value from jsonb_each(p_queries) limit 40 loop
    begin
      -- What the office filed with 311 is a list of its own, beside the feed's.
      execute format('select private.list_count(%L, private.%I($1))',
        case p_resource when 'service_requests' then private.service_request_table(v_one.value) else 'public.' || p_resource end, v_filters) into v_count using v_one.value;
    exception when sqlstate 'PT422' or data_exception then v_count := null;
    end;
    v_all := v_all || jsonb_build_object(v_one.key, v_count);
  end loop;
  return v_all;
end $$;

-- ---------------------------------------------------------------- how long
insert into public.retention_rules (record_kind, years, reason, sort_order) values
  ('organizations', 5, 'Organizations with their contacts, agreements and notes: five years after the office last worked with them, agreements three years after they ended.', 59),
  ('programs', 3, 'Entries of the program directory: three years after the program was last given.', 60),
  ('referrals', 3, 'Referrals, what was told with consent and their course: three years after the outcome, like the inquiry that they come from.', 61),
  ('applications', 3, 'Applications with which the office helped: three years after they were decided.', 62),
  ('screenings', 1, 'Answers to the screener that residents agreed to have kept: one year.', 63),
  ('language_encounters', 3, 'Encounters in other languages, interpreters'' invoices and translations: three years, for the audit of what was paid.', 64),
  ('initiatives', null, 'Proposals to the Council and what became of them: kept, like the legislation that they led to.', 65),
  ('meetings', 3, 'Notes of meetings with departments and partners: three years.', 66)
on conflict (record_kind) do nothing;
