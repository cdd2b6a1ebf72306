-- Referrals, second chapter: what may be told of a resident, how one is written, agreed to and sent, and whose clock runs.

alter table public.referrals
  -- The receiver asked, and nobody answered yet: their clock stands still.
  add column asked_at timestamptz;
-- What an organization without a standard of its own is held to.
alter table public.settings
  add column referral_accept_minutes integer not null default 480 constraint settings_referral_accept_range check (referral_accept_minutes between 15 and 60000),
  add column referral_outcome_minutes integer not null default 4800 constraint settings_referral_outcome_range check (referral_outcome_minutes between 15 and 600000),
  add constraint settings_referral_in_order check (referral_outcome_minutes >= referral_accept_minutes);
grant update (referral_accept_minutes, referral_outcome_minutes) on table public.settings to authenticated;
comment on column public.settings.referral_accept_minutes is 'Minutes of work in which a referral is accepted, where no standard was agreed.';
comment on column public.settings.referral_outcome_minutes is 'Minutes of work in which a referral has an outcome, where no standard was agreed.';

-- ---------------------------------------------------------------- what may be told
-- The order in which it is asked and shown.
create function private.referral_fields() returns text[]
language sql immutable set search_path = '' as $$
  select array['name', 'phone', 'email', 'address', 'language', 'interpreter', 'accessibility', 'district', 'location', 'subject', 'question', 'attachments']
$$;
-- Those that say who it is, or what only they told: without their consent none of it leaves the office.
create function private.referral_personal(p_fields text[]) returns boolean
language sql immutable set search_path = '' as $$
  select p_fields && array['name', 'phone', 'email', 'address', 'accessibility', 'location', 'subject', 'question', 'attachments']
$$;
-- What stands in each of them now: text, true, or a list of names. What is not known is not there.
create function private.referral_values(p_inquiry uuid, p_event uuid, p_resident uuid, p_language text, p_district uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'name', coalesce(r.preferred_name, r.name),
    'phone', (select p.number from public.resident_phones p where p.resident_id = r.id order by p.created_at, p.id limit 1),
    'email', (select e.address from public.resident_emails e where e.resident_id = r.id order by e.created_at, e.id limit 1),
    'address', (select concat_ws(' ', a.lines, a.postal_code) from public.resident_addresses a where a.resident_id = r.id order by a.created_at, a.id limit 1),
    'language', coalesce(p_language, i.language, r.preferred_language),
    'interpreter', case when r.needs_interpreter then true end,
    'accessibility', nullif(btrim(r.accessibility_need), ''),
    'district', (select d.name from public.districts d where d.id = coalesce(p_district, i.district_id, r.district_id)),
    'location', nullif(btrim(i.location), ''),
    'subject', coalesce(i.subject, e.title),
    'question', nullif(btrim(i.body), ''),
    'attachments', (select jsonb_agg(a.name order by a.created_at, a.id) from public.attachments a where a.inquiry_id = i.id and a.removed_at is null)))
  from (select) one left join public.inquiries i on i.id = p_inquiry left join public.events e on e.id = p_event
  left join public.residents r on r.id = p_resident
$$;

-- What could be told of a record: {fields: [{field, value, is_personal}], resident, language, topic_id, district_id, subject}.
create function public.referral_choices(p_table text, p_record uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_inquiry public.inquiries;
  v_event public.events;
  v_referral public.referrals;
  v_resident uuid;
  v_language text;
  v_district uuid;
  v_values jsonb;
begin
  perform private.at_least('viewer');
  if p_table = 'referrals' then
    select * into v_referral from public.referrals where id = p_record;
    select * into v_inquiry from public.inquiries where id = v_referral.inquiry_id;
    select * into v_event from public.events where id = v_referral.event_id;
  elsif p_table = 'inquiries' then
    select * into v_inquiry from public.inquiries where id = p_record;
  elsif p_table = 'events' then
    select * into v_event from public.events where id = p_record;
  end if;
  if num_nonnulls(v_inquiry.id, v_event.id) = 0 then
    raise sqlstate 'PT404' using message = 'This record is not there any more.', hint = 'missing';
  end if;
  v_resident := coalesce(v_referral.resident_id, v_inquiry.resident_id);
  v_language := coalesce(v_referral.language, v_inquiry.language);
  v_district := coalesce(v_referral.district_id, v_inquiry.district_id, v_event.district_id);
  v_values := private.referral_values(v_inquiry.id, v_event.id, v_resident, v_language, v_district);
  return jsonb_build_object(
    'fields', (select coalesce(jsonb_agg(jsonb_build_object('field', f.name, 'value', v_values -> f.name, 'is_personal', private.referral_personal(array[f.name])) order by f.n), '[]')
      from unnest(private.referral_fields()) with ordinality f (name, n) where v_values ? f.name),
    'resident', (select jsonb_build_object('id', r.id, 'name', coalesce(r.preferred_name, r.name), 'preferred_language', r.preferred_language) from public.residents r where r.id = v_resident),
    'language', coalesce(v_language, 'en'),
    'topic_id', coalesce(v_referral.topic_id, v_inquiry.topic_id, (select t.topic_id from public.event_topics t join public.topics o on o.id = t.topic_id where t.event_id = v_event.id order by o.sort_order, o.id limit 1)),
    'district_id', v_district,
    'number', v_inquiry.number,
    'subject', coalesce(v_inquiry.subject, v_event.title));
end $$;

-- ---------------------------------------------------------------- how soon
-- What is agreed with an organization: by topic, for all, or what holds for everybody.
create function private.referral_standard(p_organization uuid, p_topic uuid, out accept_minutes integer, out outcome_minutes integer)
language sql stable security definer set search_path = '' as $$
  select coalesce(s.accept_minutes, d.referral_accept_minutes), coalesce(s.outcome_minutes, d.referral_outcome_minutes)
  from public.settings d left join lateral (
    select x.accept_minutes, x.outcome_minutes from public.service_standards x
    where x.organization_id = p_organization and (x.topic_id = p_topic or x.topic_id is null)
    order by x.topic_id is null limit 1) s on true
$$;
-- When somebody is to be told next: of the first clock that runs, at three quarters and when it is over; once more when nobody reacted
-- for as long again. What was told is told once.
create table private.referral_clocks (
  referral_id uuid primary key references public.referrals (id) on delete cascade,
  -- accept and outcome run on the receiver; answer runs on the office, which was asked.
  clock text not null constraint referral_clocks_known check (clock in ('accept', 'outcome', 'answer')),
  due_at timestamptz not null,
  near_at timestamptz,
  late_at timestamptz,
  -- near, due, late: the next to come; null when all was told.
  stage text constraint referral_clocks_stage_known check (stage in ('near', 'due', 'late')),
  look_at timestamptz
);
alter table private.referral_clocks enable row level security;
-- Deliberately no policy and no grant: only functions touch it. Deliberately not kept in the change log: it follows from the referral.
create index referral_clocks_look on private.referral_clocks (look_at) where look_at is not null;

-- Winds the clock that runs now. Also when an undo puts a referral back.
create function private.wind_referral_clock() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_clock text;
  v_from timestamptz;
  v_minutes integer;
  v_due timestamptz;
  v_near timestamptz;
  v_late timestamptz;
  v_whose uuid := new.organization_id;
begin
  if new.status in ('sent', 'asked') and new.asked_at is null then
    v_clock := 'accept'; v_due := new.accept_due_at; v_minutes := new.accept_minutes; v_from := new.sent_at;
  elsif new.status = 'accepted' and new.asked_at is null then
    v_clock := 'outcome'; v_due := new.outcome_due_at; v_minutes := new.outcome_minutes; v_from := coalesce(new.accepted_at, new.sent_at);
  elsif new.status in ('sent', 'asked', 'accepted') then
    v_clock := 'answer'; v_minutes := new.accept_minutes; v_from := new.asked_at; v_whose := null;
    v_due := private.add_business_minutes(v_from, v_minutes, null);
  end if;
  if v_due is null then
    delete from private.referral_clocks where referral_id = new.id;
    return null;
  end if;
  if exists (select from private.referral_clocks c where c.referral_id = new.id and c.clock = v_clock and c.due_at = v_due) then return null; end if;
  -- The office is not reminded by mail of what it was asked: its people hear when it is due.
  if v_clock <> 'answer' then
    v_near := private.add_business_minutes(v_from, private.business_minutes(v_from, v_due, v_whose) * 3 / 4, v_whose);
    if v_near >= v_due then v_near := null; end if;
  end if;
  v_late := private.add_business_minutes(v_due, greatest(least(v_minutes, 960), 60), v_whose);
  insert into private.referral_clocks as c (referral_id, clock, due_at, near_at, late_at, stage, look_at)
  values (new.id, v_clock, v_due, v_near, v_late, case when v_near is null then 'due' else 'near' end, coalesce(v_near, v_due))
  on conflict (referral_id) do update set clock = excluded.clock, due_at = excluded.due_at, near_at = excluded.near_at, late_at = excluded.late_at, stage = excluded.stage, look_at = excluded.look_at;
  return null;
end $$;
create trigger _910_wind_clock after insert or update of status, asked_at, accept_due_at, outcome_due_at on public.referrals
  for each row execute function private.wind_referral_clock();

-- ---------------------------------------------------------------- rules
-- A referral, locked, as the reader saw it. p_version null: whoever does not mind.
create function private.open_referral(p_id uuid, p_version integer, p_states text[] default null) returns public.referrals
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.referrals;
begin
  perform private.at_least('staff');
  select * into v_one from public.referrals where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This referral is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else, or the receiver, changed this referral since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  elsif not v_one.status = any (p_states) then
    raise sqlstate 'PT422' using message = format('This cannot be done with a referral that is "%s".', v_one.status), hint = 'referral_state';
  end if;
  return v_one;
end $$;

-- A line of what happened. Who did it: the person who acts, or the receiver by their role.
create function private.say_referral(p_referral uuid, p_kind text, p_body text default '', p_receiver text default null, p_at timestamptz default now()) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.referral_events (referral_id, kind, body, receiver, staff_id, occurred_at)
  values (p_referral, p_kind, coalesce(left(btrim(p_body), 5000), ''), left(p_receiver, 200), private.current_staff_id(), p_at)
$$;

create function private.check_referral(p_one public.referrals) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_one.organization_id is null or not exists (select from public.organizations o where o.id = p_one.organization_id) then
    raise sqlstate 'PT422' using message = 'Choose who gets it.', hint = 'referral_organization';
  elsif p_one.topic_id is null or not exists (select from public.topics t where t.id = p_one.topic_id) then
    raise sqlstate 'PT422' using message = 'Choose what it is about.', hint = 'referral_topic';
  elsif nullif(btrim(p_one.request), '') is null or length(p_one.request) > 5000 then
    raise sqlstate 'PT422' using message = 'Say what is asked of them, in at most 5,000 characters.', hint = 'referral_request';
  elsif p_one.work_group_id is not null and not exists (select from public.work_groups g where g.id = p_one.work_group_id and g.organization_id = p_one.organization_id) then
    raise sqlstate 'PT422' using message = 'This work group belongs to somebody else. Choose again.', hint = 'referral_work_group';
  elsif p_one.program_id is not null and not exists (select from public.programs g where g.id = p_one.program_id and g.organization_id = p_one.organization_id) then
    raise sqlstate 'PT422' using message = 'This program belongs to another organization. Choose again.', hint = 'referral_program';
  elsif p_one.receiver_email is not null and (p_one.receiver_email !~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' or length(p_one.receiver_email) > 254) then
    raise sqlstate 'PT422' using message = 'Enter the address as in intake@partner.org.', hint = 'receiver_email';
  elsif p_one.delivery not in ('mail', 'service_request', 'in_person') then
    raise sqlstate 'PT422' using message = 'Choose how they are told.', hint = 'referral_delivery';
  elsif p_one.service_request_number is not null and p_one.service_request_number !~ '^[0-9A-Za-z-]{4,40}$' then
    raise sqlstate 'PT422' using message = 'Enter the 311 number with its digits alone.', hint = 'service_request_number';
  elsif exists (select from public.referrals r where r.service_request_number = p_one.service_request_number and r.id is distinct from p_one.id) then
    raise sqlstate 'PT422' using message = format('311 number %s is on another referral already.', p_one.service_request_number), hint = 'service_request_taken';
  elsif not exists (select from public.languages l where l.code = p_one.language) then
    raise sqlstate 'PT422' using message = 'Choose a language from the list.', hint = 'referral_language';
  end if;
end $$;

-- ---------------------------------------------------------------- save
-- Saves a draft; p_id null begins one. p_referral: inquiry_id or event_id, resident_id, organization_id, work_group_id, program_id,
-- topic_id, language, district_id, delivery, receiver_email, request, shared_fields, service_request_number, primary_section, sections;
-- previous_id: the refused referral that goes on as this one. What is not named follows from the record and the organization. Of one
-- that was sent only the 311 number and the sections change. Returns the id.
create function public.save_referral(p_referral jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.referrals;
  v_new public.referrals;
  v_last public.referrals;
  v_inquiry public.inquiries;
  v_event public.events;
  v_organization public.organizations;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_referral) where key in ('inquiry_id', 'event_id', 'resident_id', 'organization_id', 'work_group_id',
    'program_id', 'topic_id', 'language', 'district_id', 'delivery', 'receiver_email', 'request', 'shared_fields', 'service_request_number', 'primary_section', 'sections'));
begin
  perform private.at_least('staff');
  if p_id is null then
    if nullif(p_referral ->> 'previous_id', '') is not null then
      v_last := private.open_referral((p_referral ->> 'previous_id')::uuid, null, array['declined']);
      if v_last.next_id is not null then
        raise sqlstate 'PT422' using message = format('This one went on already, as referral %s.', (select r.number from public.referrals r where r.id = v_last.next_id)), hint = 'referral_went_on';
      end if;
      v_given := jsonb_build_object('inquiry_id', v_last.inquiry_id, 'event_id', v_last.event_id, 'resident_id', v_last.resident_id, 'topic_id', v_last.topic_id, 'language', v_last.language,
        'district_id', v_last.district_id, 'request', v_last.request, 'shared_fields', to_jsonb(v_last.shared_fields), 'organization_id', v_last.responsible_id) || v_given;
    end if;
    select * into v_new from jsonb_populate_record(null::public.referrals, '{"shared_fields": ["language", "interpreter"]}'::jsonb || v_given);
    if num_nonnulls(v_new.inquiry_id, v_new.event_id) <> 1 then
      raise sqlstate 'PT422' using message = 'A referral comes from one inquiry or one event.', hint = 'referral_source';
    end if;
    select * into v_inquiry from public.inquiries where id = v_new.inquiry_id;
    select * into v_event from public.events where id = v_new.event_id;
    if num_nonnulls(v_inquiry.id, v_event.id) <> 1 then
      raise sqlstate 'PT404' using message = 'The record that it comes from is not there any more.', hint = 'missing';
    end if;
    if v_inquiry.id is not null and not v_given ? 'resident_id' then v_new.resident_id := v_inquiry.resident_id; end if;
    v_new.topic_id := coalesce(v_new.topic_id, v_inquiry.topic_id,
      (select t.topic_id from public.event_topics t join public.topics o on o.id = t.topic_id where t.event_id = v_event.id order by o.sort_order, o.id limit 1));
    v_new.language := coalesce(v_new.language, v_inquiry.language, (select r.preferred_language from public.residents r where r.id = v_new.resident_id), 'en');
    if not v_given ? 'district_id' then
      v_new.district_id := coalesce(v_inquiry.district_id, v_event.district_id, (select r.district_id from public.residents r where r.id = v_new.resident_id));
    end if;
    v_new.status := 'draft';
  else
    v_old := private.open_referral(p_id, p_version);
    if v_old.status <> 'draft' then
      if exists (select from jsonb_object_keys(v_given) k where k not in ('service_request_number', 'primary_section', 'sections')) then
        raise sqlstate 'PT422' using message = 'It was sent: what it says stays as the receiver has it. Withdraw it and begin another, or write to the receiver.', hint = 'referral_sent';
      end if;
    end if;
    select * into v_new from jsonb_populate_record(v_old, v_given - 'inquiry_id' - 'event_id');
  end if;
  select * into v_organization from public.organizations where id = v_new.organization_id;
  v_new.request := btrim(coalesce(v_new.request, ''));
  v_new.service_request_number := nullif(btrim(v_new.service_request_number), '');
  if not v_new.shared_fields <@ private.referral_fields() then
    raise sqlstate 'PT422' using message = 'One of these cannot be told to anybody. Choose again.', hint = 'shared_fields';
  end if;
  v_new.shared_fields := array(select f from unnest(private.referral_fields()) with ordinality x (f, n) where f = any (v_new.shared_fields) order by n);
  if v_new.status = 'draft' then
    -- Another receiver has another address, and another way.
    if v_new.organization_id is distinct from v_old.organization_id then
      if not v_given ? 'work_group_id' then v_new.work_group_id := null; end if;
      if not v_given ? 'program_id' then v_new.program_id := null; end if;
    end if;
    if not v_given ? 'receiver_email' and (v_new.organization_id, v_new.work_group_id) is distinct from (v_old.organization_id, v_old.work_group_id) then
      v_new.receiver_email := coalesce((select g.email from public.work_groups g where g.id = v_new.work_group_id), v_organization.referral_email, v_organization.email);
    end if;
    v_new.receiver_email := nullif(lower(btrim(v_new.receiver_email)), '');
    if not v_given ? 'delivery' and v_new.organization_id is distinct from v_old.organization_id then
      v_new.delivery := case when v_organization.is_311 then 'service_request' when v_new.receiver_email is null then 'in_person' else 'mail' end;
    end if;
  end if;
  -- Help by the city's 311 is section 9; every other hand-off is access to a service.
  if v_given ? 'primary_section' or v_given ? 'sections' then
    v_new.sections := private.sections_of(v_new.primary_section, v_new.sections);
    perform private.guard_sections(v_new.primary_section, v_new.sections);
    v_new.sections_corrected := true;
  elsif not coalesce(v_new.sections_corrected, false) then
    v_new.primary_section := case when v_new.delivery = 'service_request' then 9 else 5 end;
    v_new.sections := array[v_new.primary_section];
  end if;
  perform private.check_referral(v_new);
  if p_id is null then
    insert into public.referrals (inquiry_id, event_id, resident_id, organization_id, work_group_id, program_id, topic_id, language, district_id, delivery, receiver_email, request,
      shared_fields, service_request_number, primary_section, sections, sections_corrected, created_by)
    values (v_new.inquiry_id, v_new.event_id, v_new.resident_id, v_new.organization_id, v_new.work_group_id, v_new.program_id, v_new.topic_id, v_new.language, v_new.district_id, v_new.delivery,
      v_new.receiver_email, v_new.request, v_new.shared_fields, v_new.service_request_number, v_new.primary_section, v_new.sections, coalesce(v_new.sections_corrected, false), private.current_staff_id())
    returning id into v_new.id;
    if v_last.id is not null then update public.referrals set next_id = v_new.id where id = v_last.id; end if;
  elsif to_jsonb(v_new) is distinct from to_jsonb(v_old) then
    update public.referrals set resident_id = v_new.resident_id, organization_id = v_new.organization_id, work_group_id = v_new.work_group_id, program_id = v_new.program_id,
      topic_id = v_new.topic_id, language = v_new.language, district_id = v_new.district_id, delivery = v_new.delivery, receiver_email = v_new.receiver_email, request = v_new.request,
      shared_fields = v_new.shared_fields, service_request_number = v_new.service_request_number, primary_section = v_new.primary_section, sections = v_new.sections,
      sections_corrected = v_new.sections_corrected
    where id = p_id;
  end if;
  return v_new.id;
exception
  when unique_violation then
    raise sqlstate 'PT422' using message = 'This 311 number is on another referral already.', hint = 'service_request_taken';
  when invalid_text_representation or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Choose again.', hint = 'referral_unread';
end $$;

revoke all on function private.referral_fields(), private.referral_personal(text[]), private.referral_values(uuid, uuid, uuid, text, uuid), private.referral_standard(uuid, uuid),
  private.wind_referral_clock(), private.open_referral(uuid, integer, text[]), private.say_referral(uuid, text, text, text, timestamptz), private.check_referral(public.referrals)
  from public, anon, authenticated;
revoke all on function public.referral_choices(text, uuid), public.save_referral(jsonb, uuid, integer) from public, anon;
grant execute on function public.referral_choices(text, uuid), public.save_referral(jsonb, uuid, integer) to authenticated;
comment on function public.referral_choices(text, uuid) is 'What could be told of a resident whose matter is referred, field by field, with what stands there now.';
