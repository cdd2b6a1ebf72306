-- Opportunities, second chapter: how they are written, what happens to each, and how one that is won becomes an award.

alter table public.opportunities
  -- Grants.gov closes first, JustGrants some days after; the earlier is the one not to miss.
  add column deadline_on date generated always as (least(grants_gov_due_on, due_on)) stored,
  -- What the city has to bring, where nobody typed it: its share of the whole project, from what is asked for (of the federal share).
  add column match_needed_cents bigint generated always as (coalesce(match_cents, case when match_percent > 0 and match_percent < 100
    then ceil(coalesce(request_cents, ceiling_cents) * match_percent / (100 - match_percent))::bigint when match_percent = 0 then 0 end)) stored;
-- "What closes next?"
create index opportunities_deadline on public.opportunities (coalesce(deadline_on, 'infinity'::date), id);
-- One opportunity once, however its number is typed.
create unique index opportunities_number_once_folded on public.opportunities (upper(opportunity_number)) where opportunity_number is not null;
comment on column public.opportunities.deadline_on is 'The earlier of the two days on which Grants.gov and JustGrants close.';
comment on column public.opportunities.match_needed_cents is 'The match as typed, else as it follows from the percentage and what is asked for.';

-- ---------------------------------------------------------------- words
create function private.opportunity_words(p_one public.opportunities) returns tsvector
language sql stable security definer set search_path = '' as $$
  select private.search_document(concat_ws(' ', p_one.title, p_one.opportunity_number, p_one.agency,
    (select concat_ws(' ', l.number, l.title) from public.assistance_listings l where l.id = p_one.listing_id),
    (select c.code from public.grant_components c where c.id = p_one.component_id),
    (select g.file_number from public.legislation g where g.id = p_one.legislation_id)))
$$;
create function private.stamp_opportunity_search() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search := private.opportunity_words(new);
  return new;
end $$;
create trigger _300_stamp_search before insert or update of title, opportunity_number, agency, listing_id, component_id, legislation_id
  on public.opportunities for each row execute function private.stamp_opportunity_search();

-- ---------------------------------------------------------------- rules
-- The opportunity, locked, as the reader saw it. p_version null: whoever does not mind.
create function private.open_opportunity(p_id uuid, p_version integer) returns public.opportunities
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.opportunities;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.opportunities where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This opportunity is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this opportunity since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

create function private.check_opportunity(p_one public.opportunities) returns void
language plpgsql stable security definer set search_path = '' as $$
declare v_most constant bigint := 100000000000000;
begin
  if nullif(btrim(p_one.title), '') is null or length(p_one.title) > 300 then
    raise sqlstate 'PT422' using message = 'Enter the title of the opportunity, in at most 300 characters.', hint = 'opportunity_title';
  elsif length(p_one.opportunity_number) > 80 then
    raise sqlstate 'PT422' using message = 'The number has at most 80 characters.', hint = 'opportunity_number';
  elsif exists (select from public.opportunities o where upper(o.opportunity_number) = upper(p_one.opportunity_number) and o.id is distinct from p_one.id) then
    raise sqlstate 'PT422' using message = format('%s is on the list already.', p_one.opportunity_number), hint = 'opportunity_taken';
  elsif length(p_one.agency) > 200 then
    raise sqlstate 'PT422' using message = 'The agency has at most 200 characters.', hint = 'agency';
  elsif p_one.due_on < p_one.grants_gov_due_on then
    raise sqlstate 'PT422' using message = 'JustGrants closes on the day of Grants.gov or after it. Check both days.', hint = 'due_on';
  elsif p_one.deadline_on < p_one.posted_on or least(p_one.grants_gov_due_on, p_one.due_on) < p_one.posted_on then
    raise sqlstate 'PT422' using message = 'It closes before it was posted. Check the days.', hint = 'posted_on';
  elsif least(p_one.posted_on, p_one.grants_gov_due_on, p_one.due_on) < date '1990-01-01' or greatest(p_one.posted_on, p_one.grants_gov_due_on, p_one.due_on) > date '2100-12-31' then
    raise sqlstate 'PT422' using message = 'Check the year of the days.', hint = 'opportunity_year';
  elsif p_one.ceiling_cents not between 0 and v_most then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'ceiling_cents';
  elsif p_one.request_cents not between 0 and v_most then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'request_cents';
  elsif p_one.match_cents not between 0 and v_most then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'opportunity_match_cents';
  elsif p_one.match_percent < 0 or p_one.match_percent >= 100 then
    raise sqlstate 'PT422' using message = 'Enter the city’s share of the whole project, from 0 to 99 percent.', hint = 'match_percent';
  elsif p_one.council_action not in ('unknown', 'not_needed', 'needed', 'introduced', 'passed') then
    raise sqlstate 'PT422' using message = 'Say whether Council has to act.', hint = 'council_action';
  elsif p_one.url !~ '^https://[^\s]+$' or length(p_one.url) > 1000 then
    raise sqlstate 'PT422' using message = 'Enter an address that begins with https://.', hint = 'opportunity_url';
  elsif length(p_one.notes) > 20000 then
    raise sqlstate 'PT422' using message = 'The text is longer than 20,000 characters. Shorten it.', hint = 'opportunity_notes';
  elsif p_one.listing_id is not null and not exists (select from public.assistance_listings where id = p_one.listing_id) then
    raise sqlstate 'PT422' using message = 'This Assistance Listing is not there any more. Choose another.', hint = 'listing_id';
  elsif p_one.component_id is not null and not exists (select from public.grant_components where id = p_one.component_id) then
    raise sqlstate 'PT422' using message = 'This component is not there any more. Choose another.', hint = 'component_id';
  elsif p_one.legislation_id is not null and not exists (select from public.legislation where id = p_one.legislation_id) then
    raise sqlstate 'PT422' using message = 'This ordinance is not in the register any more. Choose another.', hint = 'legislation_id';
  elsif p_one.owner_id is not null and not exists (select from public.staff where id = p_one.owner_id) then
    raise sqlstate 'PT422' using message = 'This person is not there any more. Choose another.', hint = 'opportunity_owner';
  end if;
end $$;

-- The departments are the whole list: one that is not named goes. True when a row was written.
create function private.write_opportunity_departments(p_id uuid, p_departments jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count integer;
  v_all integer := 0;
begin
  if jsonb_typeof(p_departments) <> 'array' or jsonb_array_length(p_departments) > 60 then
    raise sqlstate 'PT422' using message = 'An opportunity has at most 60 departments.', hint = 'departments';
  elsif exists (select from jsonb_array_elements(p_departments) d where not exists (select from public.organizations o where o.id = nullif(d ->> 'organization_id', '')::uuid)) then
    raise sqlstate 'PT422' using message = 'One of these departments is not there any more. Choose again.', hint = 'departments';
  elsif exists (select from jsonb_array_elements(p_departments) d where length(d ->> 'part') > 200) then
    raise sqlstate 'PT422' using message = 'Say in at most 200 characters what a department would do.', hint = 'departments';
  end if;
  insert into public.opportunity_departments as o (opportunity_id, organization_id, part)
  select p_id, (d.one ->> 'organization_id')::uuid, coalesce(btrim((array_agg(d.one ->> 'part' order by d.n))[1]), '')
  from jsonb_array_elements(p_departments) with ordinality d (one, n) group by d.one ->> 'organization_id' order by min(d.n)
  on conflict (opportunity_id, organization_id) do update set part = excluded.part where o.part <> excluded.part;
  get diagnostics v_count = row_count;
  v_all := v_all + v_count;
  delete from public.opportunity_departments o where o.opportunity_id = p_id and not exists (
    select from jsonb_array_elements(p_departments) d where (d ->> 'organization_id')::uuid = o.organization_id);
  get diagnostics v_count = row_count;
  return v_all + v_count > 0;
end $$;

-- ---------------------------------------------------------------- save
-- Saves an opportunity; p_id null makes a new one. p_opportunity: opportunity_number, title, listing_id, component_id, agency, posted_on,
-- grants_gov_due_on, due_on (of JustGrants), ceiling_cents, request_cents, match_percent, match_cents, council_action, legislation_id,
-- url, notes, owner_id; and the whole list departments [{organization_id, part}]. What is not named stays. Returns the id.
create function public.save_opportunity(p_opportunity jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.opportunities;
  v_new public.opportunities;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_opportunity) where key in ('opportunity_number', 'title', 'listing_id', 'component_id', 'agency',
    'posted_on', 'grants_gov_due_on', 'due_on', 'ceiling_cents', 'request_cents', 'match_percent', 'match_cents', 'council_action', 'legislation_id', 'url', 'notes', 'owner_id'));
  v_wrote boolean := false;
  v_parts boolean := false;
begin
  perform private.at_least('coordinator');
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.opportunities, '{"council_action": "unknown", "notes": ""}'::jsonb || v_given);
    if not v_given ? 'owner_id' then v_new.owner_id := private.current_staff_id(); end if;
  else
    v_old := private.open_opportunity(p_id, p_version);
    select * into v_new from jsonb_populate_record(v_old, v_given);
  end if;
  v_new.opportunity_number := nullif(upper(regexp_replace(btrim(v_new.opportunity_number), '\s+', ' ', 'g')), '');
  v_new.title := regexp_replace(btrim(v_new.title), '\s+', ' ', 'g');
  v_new.agency := nullif(btrim(v_new.agency), '');
  v_new.url := nullif(btrim(v_new.url), '');
  v_new.notes := coalesce(v_new.notes, '');
  v_new.council_action := coalesce(v_new.council_action, 'unknown');
  v_new.deadline_on := null;
  -- A listing names its component, and an ordinance says what Council did.
  if v_new.component_id is null and v_new.listing_id is distinct from v_old.listing_id then
    v_new.component_id := (select l.component_id from public.assistance_listings l where l.id = v_new.listing_id);
  end if;
  if v_new.legislation_id is not null and v_new.legislation_id is distinct from v_old.legislation_id and not v_given ? 'council_action' then
    v_new.council_action := case when exists (select from public.legislation g where g.id = v_new.legislation_id and g.passed_on is not null) then 'passed' else 'introduced' end;
  end if;
  perform private.check_opportunity(v_new);
  if p_id is null then
    insert into public.opportunities (opportunity_number, title, listing_id, component_id, agency, posted_on, grants_gov_due_on, due_on, ceiling_cents, request_cents, match_percent, match_cents,
      council_action, legislation_id, url, notes, owner_id)
    values (v_new.opportunity_number, v_new.title, v_new.listing_id, v_new.component_id, v_new.agency, v_new.posted_on, v_new.grants_gov_due_on, v_new.due_on, v_new.ceiling_cents,
      v_new.request_cents, v_new.match_percent, v_new.match_cents, v_new.council_action, v_new.legislation_id, v_new.url, v_new.notes, v_new.owner_id)
    returning id into v_new.id;
  elsif to_jsonb(v_new) - 'deadline_on' is distinct from to_jsonb(v_old) - 'deadline_on' then
    update public.opportunities set opportunity_number = v_new.opportunity_number, title = v_new.title, listing_id = v_new.listing_id, component_id = v_new.component_id, agency = v_new.agency,
      posted_on = v_new.posted_on, grants_gov_due_on = v_new.grants_gov_due_on, due_on = v_new.due_on, ceiling_cents = v_new.ceiling_cents, request_cents = v_new.request_cents,
      match_percent = v_new.match_percent, match_cents = v_new.match_cents, council_action = v_new.council_action, legislation_id = v_new.legislation_id, url = v_new.url, notes = v_new.notes,
      owner_id = v_new.owner_id
    where id = p_id;
    v_wrote := true;
  end if;
  if p_opportunity ? 'departments' then v_parts := private.write_opportunity_departments(v_new.id, coalesce(nullif(p_opportunity -> 'departments', 'null'), '[]')); end if;
  -- Also where only a department was written: whoever has it open must hear of it.
  if p_id is not null and v_parts and not v_wrote then update public.opportunities set title = title where id = p_id; end if;
  return v_new.id;
exception
  when unique_violation then
    raise sqlstate 'PT422' using message = 'This number is on the list already.', hint = 'opportunity_taken';
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'opportunity_unread';
end $$;

-- ---------------------------------------------------------------- what happens to it
-- From where to where it may go, but for won, which is an act of its own.
create function private.opportunity_ways(p_from text) returns text[]
language sql immutable set search_path = '' as $$
  select case p_from
    when 'found' then array['deciding', 'applying', 'declined']
    when 'deciding' then array['applying', 'declined']
    when 'applying' then array['submitted', 'deciding', 'declined']
    when 'submitted' then array['lost', 'declined', 'applying']
    when 'lost' then array['submitted']
    when 'declined' then array['deciding']
    else array[]::text[] end
$$;

-- Moves it on: to deciding, applying, submitted ({on, request_cents}), lost ({on, reason}) or declined ({reason}: not applied for, or
-- withdrawn). A step back takes the day of what it takes back with it. Returns the new version.
create function public.move_opportunity(p_id uuid, p_to text, p_facts jsonb default '{}', p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.opportunities := private.open_opportunity(p_id, p_version);
  v_on date := nullif(p_facts ->> 'on', '')::date;
  v_reason text := nullif(btrim(p_facts ->> 'reason'), '');
  v_request bigint := coalesce((p_facts ->> 'request_cents')::bigint, v_one.request_cents);
  v_version integer;
begin
  if not coalesce(p_to, '') = any (private.opportunity_ways(v_one.status)) then
    raise sqlstate 'PT422' using message = format('From "%s" it does not go there.', v_one.status), hint = 'opportunity_state';
  elsif length(v_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'The reason is longer than 2,000 characters. Shorten it.', hint = 'opportunity_reason';
  elsif p_to = 'declined' and v_reason is null then
    raise sqlstate 'PT422' using message = 'Say why the city does not apply: next year somebody will ask.', hint = 'opportunity_reason_missing';
  elsif p_to = 'submitted' and v_one.status = 'applying' and v_on is null then
    raise sqlstate 'PT422' using message = 'Enter the day on which the application was submitted.', hint = 'applied_on_missing';
  elsif p_to = 'submitted' and v_on > private.local_date(now()) then
    raise sqlstate 'PT422' using message = 'This day has not come yet. Enter the day on which it was submitted.', hint = 'applied_on_future';
  elsif p_to = 'submitted' and v_request not between 0 and 100000000000000 then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'request_cents';
  elsif p_to = 'lost' and v_on < v_one.submitted_on then
    raise sqlstate 'PT422' using message = 'The answer comes after the application.', hint = 'answered_on';
  end if;
  update public.opportunities set status = p_to,
    submitted_on = case p_to when 'submitted' then coalesce(v_on, submitted_on) when 'lost' then submitted_on when 'declined' then submitted_on end,
    request_cents = case p_to when 'submitted' then v_request else request_cents end,
    decided_on = case when p_to in ('lost', 'declined') then coalesce(v_on, private.local_date(now())) end,
    decision_reason = case when p_to in ('lost', 'declined') then v_reason when p_to in ('applying', 'deciding') then coalesce(v_reason, decision_reason) else decision_reason end
  where id = p_id returning version into v_version;
  return v_version;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'opportunity_unread';
end $$;

-- It was won: the award is registered in the same act, with what is known from here, or the one that is in the register already is
-- named. p_facts: on (the day of the answer), and either award_id, or award: what save_award takes, before what is known from here.
-- Without number or period the award is "applied" until they are entered. Returns the award's id.
create function public.win_opportunity(p_id uuid, p_facts jsonb, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.opportunities := private.open_opportunity(p_id, p_version);
  v_on date := coalesce(nullif(p_facts ->> 'on', '')::date, private.local_date(now()));
  v_award uuid := nullif(p_facts ->> 'award_id', '')::uuid;
  v_other text;
begin
  if v_one.status <> 'submitted' then
    raise sqlstate 'PT422' using message = format('Only what was applied for can be won. It is "%s".', v_one.status), hint = 'opportunity_state';
  elsif v_on < v_one.submitted_on then
    raise sqlstate 'PT422' using message = 'The answer comes after the application.', hint = 'answered_on';
  end if;
  if v_award is not null then
    if not exists (select from public.awards where id = v_award for share) then
      raise sqlstate 'PT422' using message = 'This award is not in the register any more. Choose another.', hint = 'award_id';
    end if;
    select o.title into v_other from public.opportunities o where o.award_id = v_award and o.id <> p_id order by o.created_at, o.id limit 1;
    if v_other is not null then
      raise sqlstate 'PT422' using message = format('This award came of another opportunity already: "%s".', v_other), hint = 'award_of_another';
    end if;
  else
    v_award := public.save_award(jsonb_strip_nulls(jsonb_build_object('title', v_one.title, 'listing_id', v_one.listing_id, 'component_id', v_one.component_id, 'federal_cents', v_one.request_cents,
      'match_cents', v_one.match_needed_cents, 'legislation_id', v_one.legislation_id, 'lead_id', v_one.owner_id,
      -- The one that does the work; where several do, a person says which.
      'department_id', (select case when count(*) = 1 then min(d.organization_id::text) end from public.opportunity_departments d where d.opportunity_id = p_id)))
      || coalesce(nullif(p_facts -> 'award', 'null'), '{}'));
  end if;
  update public.opportunities set status = 'won', decided_on = v_on, award_id = v_award where id = p_id;
  return v_award;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'opportunity_unread';
end $$;

revoke all on function private.opportunity_words(public.opportunities), private.stamp_opportunity_search(), private.open_opportunity(uuid, integer),
  private.check_opportunity(public.opportunities), private.write_opportunity_departments(uuid, jsonb), private.opportunity_ways(text) from public, anon, authenticated;
revoke all on function public.save_opportunity(jsonb, uuid, integer), public.move_opportunity(uuid, text, jsonb, integer), public.win_opportunity(uuid, jsonb, integer) from public, anon;
grant execute on function public.save_opportunity(jsonb, uuid, integer), public.move_opportunity(uuid, text, jsonb, integer), public.win_opportunity(uuid, jsonb, integer) to authenticated;
comment on function public.win_opportunity(uuid, jsonb, integer) is 'An opportunity that was won, and the award that it became, in one act.';
