-- Awards, second chapter: how they are written. One function saves an award with its roles and shares, so that it can be undone as one
-- act. What happens to an award (accepted, suspended, closed) is written by verbs, in the chapter after this.

alter table public.awards
  -- Why it was declined; or why it was closed although something was missing.
  add column outcome_note text constraint awards_outcome_length check (length(outcome_note) <= 2000),
  -- The day from which a suspension was lifted. The days of a suspension stay after it.
  add column resumed_on date,
  add constraint awards_resumed_after check (resumed_on >= suspended_on);
comment on column public.awards.outcome_note is 'Why it was declined, or closed although something was missing.';
comment on column public.awards.resumed_on is 'The day on which the last suspension was lifted.';

-- ---------------------------------------------------------------- words
create function private.award_words(p_award public.awards) returns tsvector
language sql stable security definer set search_path = '' as $$
  select private.search_document(concat_ws(' ', p_award.title, p_award.award_number, replace(p_award.award_number, '-', ''), p_award.fund_code, p_award.project_code,
    (select concat_ws(' ', l.number, l.title) from public.assistance_listings l where l.id = p_award.listing_id),
    (select c.code from public.grant_components c where c.id = p_award.component_id),
    (select concat_ws(' ', o.code, o.name) from public.organizations o where o.id = p_award.department_id),
    (select g.file_number from public.legislation g where g.id = p_award.legislation_id)))
$$;
revoke all on function private.award_words(public.awards) from public, anon, authenticated;
create function private.stamp_award_search() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search := private.award_words(new);
  return new;
end $$;
revoke all on function private.stamp_award_search() from public, anon, authenticated;
create trigger _300_stamp_search before insert or update of title, award_number, fund_code, project_code, listing_id, component_id, department_id, legislation_id
  on public.awards for each row execute function private.stamp_award_search();

-- ---------------------------------------------------------------- whose deed
-- Terminations, closings and legal holds are a manager's, forwards and back: an undo writes the same columns.
create function private.guard_award_manager() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (select auth.role()) = 'authenticated' then perform private.at_least('manager'); end if;
  return new;
end $$;
revoke all on function private.guard_award_manager() from public, anon, authenticated;
create trigger _200_guard_manager before update on public.awards for each row
  when ((old.status = 'closed') is distinct from (new.status = 'closed')
    or (new.terminated_on, new.termination_notice_on, new.termination_authority, new.termination_reason, new.appeal_due_on, new.appealed_on, new.claimable_cents, new.claimable_note,
        new.legal_hold_since, new.legal_hold_reason)
      is distinct from (old.terminated_on, old.termination_notice_on, old.termination_authority, old.termination_reason, old.appeal_due_on, old.appealed_on, old.claimable_cents,
        old.claimable_note, old.legal_hold_since, old.legal_hold_reason))
  execute function private.guard_award_manager();

-- ---------------------------------------------------------------- rules
-- The award, locked, for whoever has the role and saw it as it is. p_version null: whoever does not mind.
create function private.open_award(p_id uuid, p_version integer, p_role text) returns public.awards
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.awards;
begin
  perform private.at_least(p_role);
  select * into v_one from public.awards where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this award since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

-- What is wrong with an award as it would be saved, said at its field.
create function private.check_award(p_one public.awards) returns void
language plpgsql stable security definer set search_path = '' as $$
declare v_total bigint := p_one.federal_cents + p_one.match_cents + p_one.program_income_cents;
begin
  if nullif(btrim(p_one.title), '') is null or length(btrim(p_one.title)) > 300 then
    raise sqlstate 'PT422' using message = 'Enter the title of the award, in at most 300 characters.', hint = 'award_title';
  elsif p_one.award_number !~ '^[0-9A-Z]+(-[0-9A-Z]+)*$' or length(p_one.award_number) not between 6 and 40 then
    raise sqlstate 'PT422' using message = 'An award number has 6 to 40 letters, digits and dashes.', hint = 'award_number';
  elsif exists (select from public.awards a where a.award_key = replace(p_one.award_number, '-', '') and a.id is distinct from p_one.id) then
    raise sqlstate 'PT422' using message = format('%s is in the register already, as "%s".', p_one.award_number,
      (select a.title from public.awards a where a.award_key = replace(p_one.award_number, '-', ''))), hint = 'award_number_taken';
  elsif p_one.status not in ('applied', 'declined') and p_one.award_number is null then
    raise sqlstate 'PT422' using message = 'Enter the award number: it stands in the award package.', hint = 'award_number_missing';
  elsif p_one.federal_cents not between 0 and 100000000000000 or p_one.federal_cents is null then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'federal_cents';
  elsif p_one.match_cents not between 0 and 100000000000000 or p_one.match_cents is null then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'match_cents';
  elsif p_one.program_income_cents not between 0 and 100000000000000 or p_one.program_income_cents is null then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'program_income_cents';
  elsif p_one.total_cents is distinct from v_total then
    raise sqlstate 'PT422' using message = format('Federal, match and program income come to %s. The total must be the same.', to_char(v_total / 100.0, 'FM999,999,999,999,990.00')), hint = 'total_cents';
  elsif (p_one.starts_on is null) <> (p_one.ends_on is null) then
    raise sqlstate 'PT422' using message = 'Enter both days of the period of performance, or neither.', hint = case when p_one.starts_on is null then 'starts_on' else 'ends_on' end;
  elsif p_one.status not in ('applied', 'declined') and p_one.starts_on is null then
    raise sqlstate 'PT422' using message = 'Enter the period of performance: reports are counted from it.', hint = 'starts_on_missing';
  elsif p_one.ends_on < p_one.starts_on then
    raise sqlstate 'PT422' using message = 'The period of performance ends before it starts.', hint = 'ends_on';
  elsif p_one.starts_on < date '1990-01-01' or p_one.ends_on > date '2100-12-31' then
    raise sqlstate 'PT422' using message = 'Check the year of the period of performance.', hint = case when p_one.starts_on < date '1990-01-01' then 'starts_on_year' else 'ends_on_year' end;
  elsif p_one.terminated_on not between p_one.starts_on and p_one.ends_on then
    raise sqlstate 'PT422' using message = 'It was terminated on a day outside this period.', hint = 'ends_on_terminated';
  elsif p_one.accepted_on < p_one.federal_award_on then
    raise sqlstate 'PT422' using message = 'An award is accepted on the day of the award at the earliest.', hint = 'accepted_on';
  elsif p_one.instrument is null or p_one.instrument not in ('grant', 'cooperative_agreement') then
    raise sqlstate 'PT422' using message = 'Choose grant or cooperative agreement.', hint = 'instrument';
  elsif p_one.uniform_guidance_version is null or p_one.uniform_guidance_version not in ('2020', '2024') then
    raise sqlstate 'PT422' using message = 'Choose the revision of the Uniform Guidance.', hint = 'uniform_guidance_version';
  elsif p_one.recipient_uei !~ '^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$' then
    raise sqlstate 'PT422' using message = 'A Unique Entity Identifier has 12 letters and digits, without I and O.', hint = 'recipient_uei';
  elsif length(p_one.fund_code) > 60 then
    raise sqlstate 'PT422' using message = 'This is longer than 60 characters. Shorten it.', hint = 'fund_code';
  elsif length(p_one.project_code) > 60 then
    raise sqlstate 'PT422' using message = 'This is longer than 60 characters. Shorten it.', hint = 'project_code';
  elsif length(p_one.notes) > 20000 then
    raise sqlstate 'PT422' using message = 'The text is longer than 20,000 characters. Shorten it.', hint = 'award_notes';
  elsif p_one.ten_percent_floor_cents < 0 then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'ten_percent_floor_cents';
  elsif p_one.listing_id is not null and not exists (select from public.assistance_listings where id = p_one.listing_id) then
    raise sqlstate 'PT422' using message = 'This Assistance Listing is not there any more. Choose another.', hint = 'listing_id';
  elsif p_one.component_id is not null and not exists (select from public.grant_components where id = p_one.component_id) then
    raise sqlstate 'PT422' using message = 'This component is not there any more. Choose another.', hint = 'component_id';
  elsif p_one.legislation_id is not null and not exists (select from public.legislation where id = p_one.legislation_id) then
    raise sqlstate 'PT422' using message = 'This ordinance is not in the register any more. Choose another.', hint = 'legislation_id';
  elsif p_one.department_id is not null and not exists (select from public.organizations where id = p_one.department_id) then
    raise sqlstate 'PT422' using message = 'This department is not there any more. Choose another.', hint = 'award_department';
  elsif p_one.lead_id is not null and not exists (select from public.staff where id = p_one.lead_id) then
    raise sqlstate 'PT422' using message = 'This person is not there any more. Choose another.', hint = 'lead_id';
  elsif p_one.performance_rule is not null and not exists (select from public.award_report_rules where code = p_one.performance_rule and kind = 'performance') then
    raise sqlstate 'PT422' using message = 'Choose one of the performance schedules that are offered.', hint = 'performance_rule';
  end if;
  perform private.guard_sections(p_one.primary_section, p_one.sections);
end $$;

create function private.check_award_parts(p_award jsonb, p_total bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_roles jsonb := coalesce(nullif(p_award -> 'roles', 'null'), '[]');
  v_shares jsonb := coalesce(nullif(p_award -> 'shares', 'null'), '[]');
begin
  if jsonb_typeof(v_roles) <> 'array' or jsonb_array_length(v_roles) > 60 then
    raise sqlstate 'PT422' using message = 'An award has at most 60 roles.', hint = 'roles';
  elsif exists (select from jsonb_array_elements(v_roles) r where coalesce(r ->> 'role', '') not in
      ('entity_administrator', 'application_submitter', 'authorized_representative', 'grant_award_administrator', 'alternate_grant_award_administrator', 'financial_manager')) then
    raise sqlstate 'PT422' using message = 'Choose one of the roles of JustGrants.', hint = 'roles_role';
  elsif exists (select from jsonb_array_elements(v_roles) r where nullif(r ->> 'staff_id', '') is null and nullif(btrim(r ->> 'name'), '') is null) then
    raise sqlstate 'PT422' using message = 'Name the person who has each role, or remove the line.', hint = 'roles_name';
  elsif exists (select from jsonb_array_elements(v_roles) r where length(r ->> 'name') > 200) then
    raise sqlstate 'PT422' using message = 'A name has at most 200 characters.', hint = 'roles_name';
  elsif exists (select from jsonb_array_elements(v_roles) r where nullif(btrim(r ->> 'email'), '') is not null
      and (btrim(r ->> 'email') !~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' or length(btrim(r ->> 'email')) > 254)) then
    raise sqlstate 'PT422' using message = 'One of the e-mail addresses is not complete. Check it.', hint = 'roles_email';
  elsif exists (select from jsonb_array_elements(v_roles) r where nullif(r ->> 'staff_id', '') is not null and not exists (select from public.staff s where s.id = (r ->> 'staff_id')::uuid)) then
    raise sqlstate 'PT422' using message = 'One of these people is not there any more. Choose another.', hint = 'roles_name';
  elsif jsonb_typeof(v_shares) <> 'array' or jsonb_array_length(v_shares) > 60 then
    raise sqlstate 'PT422' using message = 'An award has at most 60 shares.', hint = 'shares';
  elsif exists (select from jsonb_array_elements(v_shares) s where not exists (select from public.organizations o where o.id = nullif(s ->> 'organization_id', '')::uuid)) then
    raise sqlstate 'PT422' using message = 'Choose the body that gets each share, or remove the line.', hint = 'shares_organization';
  elsif exists (select from jsonb_array_elements(v_shares) s where (s ->> 'amount_cents')::bigint is null or (s ->> 'amount_cents')::bigint not between 0 and 100000000000000) then
    raise sqlstate 'PT422' using message = 'Enter the amount of each share.', hint = 'shares_amount';
  elsif exists (select from jsonb_array_elements(v_shares) s where length(s ->> 'purpose') > 500 or length(s ->> 'account_string') > 120) then
    raise sqlstate 'PT422' using message = 'A purpose has at most 500 characters, an account string 120.', hint = 'shares_purpose';
  elsif (select coalesce(sum((s ->> 'amount_cents')::bigint), 0) from jsonb_array_elements(v_shares) s) > p_total then
    raise sqlstate 'PT422' using message = 'The shares come to more than the award.', hint = 'shares';
  end if;
end $$;

-- ---------------------------------------------------------------- parts
-- Both lists are the whole: a line that is not named goes. A line is known by its id, else by what it says. True when a row was written.
create function private.write_award_roles(p_id uuid, p_roles jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_given record;
  v_kept uuid[] := '{}'::uuid[];
  v_row uuid;
  v_count integer;
  v_wrote boolean := false;
begin
  for v_given in
    select g.n, nullif(g.one ->> 'id', '')::uuid as id, g.one ->> 'role' as role, nullif(g.one ->> 'staff_id', '')::uuid as staff_id,
      case when nullif(g.one ->> 'staff_id', '') is null then btrim(g.one ->> 'name') else '' end as name, nullif(lower(btrim(g.one ->> 'email')), '') as email
    from jsonb_array_elements(p_roles) with ordinality g (one, n) order by g.n
  loop
    select r.id into v_row from public.award_roles r
    where r.award_id = p_id and not r.id = any (v_kept)
      and (r.id = v_given.id or (v_given.id is null and r.role = v_given.role and r.staff_id is not distinct from v_given.staff_id and r.name = v_given.name))
    order by r.sort_order, r.id limit 1;
    if v_row is null then
      insert into public.award_roles (award_id, role, staff_id, name, email, sort_order)
      values (p_id, v_given.role, v_given.staff_id, v_given.name, v_given.email, v_given.n::smallint) returning id into v_row;
      v_wrote := true;
    else
      update public.award_roles r set role = v_given.role, staff_id = v_given.staff_id, name = v_given.name, email = v_given.email, sort_order = v_given.n::smallint
      where r.id = v_row and (r.role, r.staff_id, r.name, r.email, r.sort_order) is distinct from (v_given.role, v_given.staff_id, v_given.name, v_given.email, v_given.n::smallint);
      v_wrote := v_wrote or found;
    end if;
    v_kept := array_append(v_kept, v_row);
  end loop;
  delete from public.award_roles r where r.award_id = p_id and not r.id = any (v_kept);
  get diagnostics v_count = row_count;
  return v_wrote or v_count > 0;
end $$;

create function private.write_award_shares(p_id uuid, p_shares jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_given record;
  v_kept uuid[] := '{}'::uuid[];
  v_row uuid;
  v_count integer;
  v_wrote boolean := false;
begin
  for v_given in
    select g.n, nullif(g.one ->> 'id', '')::uuid as id, (g.one ->> 'organization_id')::uuid as organization_id, (g.one ->> 'amount_cents')::bigint as amount_cents,
      coalesce(btrim(g.one ->> 'purpose'), '') as purpose, nullif(btrim(g.one ->> 'account_string'), '') as account_string
    from jsonb_array_elements(p_shares) with ordinality g (one, n) order by g.n
  loop
    select s.id into v_row from public.award_shares s
    where s.award_id = p_id and not s.id = any (v_kept)
      and (s.id = v_given.id or (v_given.id is null and s.organization_id = v_given.organization_id and s.purpose = v_given.purpose))
    order by s.sort_order, s.id limit 1;
    if v_row is null then
      insert into public.award_shares (award_id, organization_id, amount_cents, purpose, account_string, sort_order)
      values (p_id, v_given.organization_id, v_given.amount_cents, v_given.purpose, v_given.account_string, v_given.n::smallint) returning id into v_row;
      v_wrote := true;
    else
      update public.award_shares s set organization_id = v_given.organization_id, amount_cents = v_given.amount_cents, purpose = v_given.purpose,
        account_string = v_given.account_string, sort_order = v_given.n::smallint
      where s.id = v_row and (s.organization_id, s.amount_cents, s.purpose, s.account_string, s.sort_order)
        is distinct from (v_given.organization_id, v_given.amount_cents, v_given.purpose, v_given.account_string, v_given.n::smallint);
      v_wrote := v_wrote or found;
    end if;
    v_kept := array_append(v_kept, v_row);
  end loop;
  delete from public.award_shares s where s.award_id = p_id and not s.id = any (v_kept);
  get diagnostics v_count = row_count;
  return v_wrote or v_count > 0;
end $$;

-- ---------------------------------------------------------------- the act
-- Saves an award; p_id null makes a new one. p_award: award_number, title, status (applied or awarded), listing_id, component_id,
-- instrument, federal_award_on, accepted_on, starts_on, ends_on, federal_cents, match_cents, program_income_cents, total_cents (their sum,
-- whether said or not), uniform_guidance_version, legislation_id, fund_code, project_code, department_id, lead_id, recipient_uei,
-- performance_rule, watches_ten_percent, ten_percent_floor_cents, notes, primary_section, sections; and the whole lists roles
-- [{id?, role, staff_id | name, email}] and shares [{id?, organization_id, amount_cents, purpose, account_string}]. What is not named stays.
-- Component, instrument and guidance that nobody names follow from the number and the day of the award. Returns the id.
create function public.save_award(p_award jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.awards;
  v_new public.awards;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_award) where key in ('award_number', 'title', 'status', 'listing_id', 'component_id', 'instrument',
    'federal_award_on', 'accepted_on', 'starts_on', 'ends_on', 'federal_cents', 'match_cents', 'program_income_cents', 'total_cents', 'uniform_guidance_version', 'legislation_id', 'fund_code',
    'project_code', 'department_id', 'lead_id', 'recipient_uei', 'performance_rule', 'watches_ten_percent', 'ten_percent_floor_cents', 'notes', 'primary_section', 'sections'));
  v_read jsonb;
  v_wrote boolean := false;
  v_parts boolean := false;
begin
  perform private.at_least('coordinator');
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.awards, '{"federal_cents": 0, "match_cents": 0, "program_income_cents": 0, "watches_ten_percent": true, "notes": "",
      "primary_section": 6, "sections": []}'::jsonb || v_given);
    if not v_given ? 'lead_id' then v_new.lead_id := private.current_staff_id(); end if;
    if not v_given ? 'recipient_uei' then v_new.recipient_uei := (select s.uei from public.settings s); end if;
  else
    v_old := private.open_award(p_id, p_version, 'coordinator');
    if v_old.status = 'closed' and v_given - '{notes,legislation_id,department_id,lead_id,primary_section,sections}'::text[] <> '{}' then
      raise sqlstate 'PT422' using message = 'This award is closed. Its notes, ordinance, department and lead can still be changed.', hint = 'award_closed';
    end if;
    select * into v_new from jsonb_populate_record(v_old, v_given - 'status');
  end if;
  v_read := private.read_award_number(v_new.award_number);
  v_new.award_number := v_read ->> 'number';
  v_new.title := regexp_replace(btrim(v_new.title), '\s+', ' ', 'g');
  v_new.fund_code := nullif(btrim(v_new.fund_code), '');
  v_new.project_code := nullif(btrim(v_new.project_code), '');
  v_new.recipient_uei := nullif(upper(btrim(v_new.recipient_uei)), '');
  v_new.performance_rule := nullif(btrim(v_new.performance_rule), '');
  v_new.notes := coalesce(v_new.notes, '');
  v_new.watches_ten_percent := coalesce(v_new.watches_ten_percent, true);
  -- ---- what follows from the number and the day of the award
  if nullif(v_given -> 'component_id', 'null') is null and (v_given ? 'component_id' or v_old.award_number is null) then
    v_new.component_id := coalesce((select c.id from public.grant_components c where c.code = v_read ->> 'component'),
      (select l.component_id from public.assistance_listings l where l.id = v_new.listing_id and v_read ->> 'component' is null), v_old.component_id);
  end if;
  if nullif(v_given -> 'instrument', 'null') is null and (v_given ? 'instrument' or v_old.award_number is null) then
    v_new.instrument := coalesce(v_read ->> 'instrument', v_old.instrument, 'grant');
  end if;
  if nullif(v_given -> 'uniform_guidance_version', 'null') is null and (v_given ? 'uniform_guidance_version' or v_old.federal_award_on is null) then
    v_new.uniform_guidance_version := private.uniform_guidance(v_new.federal_award_on, (v_read ->> 'fiscal_year')::integer);
  end if;
  -- ---- where it stands: what has a number and a period was awarded, unless somebody says otherwise
  if p_id is null or v_old.status = 'applied' then
    v_new.status := case when v_given ->> 'status' in ('applied', 'awarded') then v_given ->> 'status'
      when v_new.award_number is not null and v_new.starts_on is not null and v_new.ends_on is not null then 'awarded' else 'applied' end;
  elsif v_old.status = 'awarded' and v_old.accepted_on is null and v_given ->> 'status' = 'applied' then
    v_new.status := 'applied';
  end if;
  if v_new.status in ('applied', 'declined') then v_new.accepted_on := null; end if;
  if v_old.status in ('active', 'suspended', 'terminated', 'closeout', 'closed') and v_new.accepted_on is null then v_new.accepted_on := v_old.accepted_on; end if;
  -- A sum that nobody says is worked out; one that is said must be right.
  if nullif(v_given -> 'total_cents', 'null') is null then v_new.total_cents := v_new.federal_cents + v_new.match_cents + v_new.program_income_cents; end if;
  if p_id is null or v_given ?| array['primary_section', 'sections'] then v_new.sections := private.sections_of(v_new.primary_section, v_new.sections); end if;
  perform private.check_award(v_new);
  perform private.check_award_parts(p_award, v_new.total_cents);
  if p_id is null then
    insert into public.awards (award_number, title, status, listing_id, component_id, instrument, federal_award_on, accepted_on, starts_on, ends_on, federal_cents, match_cents, program_income_cents,
      total_cents, uniform_guidance_version, legislation_id, fund_code, project_code, department_id, lead_id, recipient_uei, performance_rule, watches_ten_percent, ten_percent_floor_cents, notes,
      primary_section, sections, sections_corrected, created_by)
    values (v_new.award_number, v_new.title, v_new.status, v_new.listing_id, v_new.component_id, v_new.instrument, v_new.federal_award_on, v_new.accepted_on, v_new.starts_on, v_new.ends_on,
      v_new.federal_cents, v_new.match_cents, v_new.program_income_cents, v_new.total_cents, v_new.uniform_guidance_version, v_new.legislation_id, v_new.fund_code, v_new.project_code,
      v_new.department_id, v_new.lead_id, v_new.recipient_uei, v_new.performance_rule, v_new.watches_ten_percent, v_new.ten_percent_floor_cents, v_new.notes,
      v_new.primary_section, v_new.sections, v_given ?| array['primary_section', 'sections'], private.current_staff_id())
    returning id into v_new.id;
  elsif to_jsonb(v_new) is distinct from to_jsonb(v_old) then
    update public.awards set award_number = v_new.award_number, title = v_new.title, status = v_new.status, listing_id = v_new.listing_id, component_id = v_new.component_id,
      instrument = v_new.instrument, federal_award_on = v_new.federal_award_on, accepted_on = v_new.accepted_on, starts_on = v_new.starts_on, ends_on = v_new.ends_on,
      federal_cents = v_new.federal_cents, match_cents = v_new.match_cents, program_income_cents = v_new.program_income_cents, total_cents = v_new.total_cents,
      uniform_guidance_version = v_new.uniform_guidance_version, legislation_id = v_new.legislation_id, fund_code = v_new.fund_code, project_code = v_new.project_code,
      department_id = v_new.department_id, lead_id = v_new.lead_id, recipient_uei = v_new.recipient_uei, performance_rule = v_new.performance_rule,
      watches_ten_percent = v_new.watches_ten_percent, ten_percent_floor_cents = v_new.ten_percent_floor_cents, notes = v_new.notes,
      primary_section = v_new.primary_section, sections = v_new.sections,
      sections_corrected = sections_corrected or (v_new.primary_section, v_new.sections) is distinct from (v_old.primary_section, v_old.sections)
    where id = p_id;
    v_wrote := true;
  end if;
  if p_award ? 'roles' then v_parts := private.write_award_roles(v_new.id, coalesce(nullif(p_award -> 'roles', 'null'), '[]')); end if;
  if p_award ? 'shares' then v_parts := private.write_award_shares(v_new.id, coalesce(nullif(p_award -> 'shares', 'null'), '[]')) or v_parts; end if;
  -- Also where only a part was written: whoever has the award open must hear of it.
  if p_id is not null and v_parts and not v_wrote then update public.awards set title = title where id = p_id; end if;
  return v_new.id;
exception
  when unique_violation then
    raise sqlstate 'PT422' using message = format('%s is in the register already.', v_new.award_number), hint = 'award_number_taken';
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'award_unread';
end $$;

-- What a number says while it is typed, and whether the register has it. What screens show as a hint.
create function public.read_award_number(p_text text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_read jsonb;
begin
  perform private.at_least('viewer');
  v_read := private.read_award_number(p_text);
  return v_read || jsonb_build_object('award', (select jsonb_build_object('id', a.id, 'title', a.title) from public.awards a where a.award_key = v_read ->> 'key'));
end $$;

revoke all on function private.open_award(uuid, integer, text), private.check_award(public.awards), private.check_award_parts(jsonb, bigint), private.write_award_roles(uuid, jsonb),
  private.write_award_shares(uuid, jsonb) from public, anon, authenticated;
revoke all on function public.save_award(jsonb, uuid, integer), public.read_award_number(text) from public, anon;
grant execute on function public.save_award(jsonb, uuid, integer), public.read_award_number(text) to authenticated;
comment on function public.save_award(jsonb, uuid, integer) is 'Saves an award with its roles and shares as one act.';
