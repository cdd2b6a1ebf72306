-- Erasing a resident, holding records for the law's sake, and letting go of what is past its time. Nothing is ever deleted silently:
-- what goes is written down with when, by what rule, why and by whom, and what is disposed of in number needs a second person. A
-- hold stands above every rule.

-- ---------------------------------------------------------------- legal hold
-- Any record may be held; it is told by its table and id, as tasks and files are.
create table public.legal_holds (
  id uuid primary key default gen_random_uuid(),
  record_table text not null,
  record_id uuid not null,
  reason text not null constraint legal_holds_reason_filled check (btrim(reason) <> '' and length(reason) <= 2000),
  placed_by uuid references public.staff (id) on delete set null,
  lifted_at timestamptz,
  lifted_by uuid references public.staff (id) on delete set null,
  lift_reason text constraint legal_holds_lift_reason_length check (length(lift_reason) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint legal_holds_lifted_whole check ((lifted_at is null) = (lift_reason is null))
);
-- "Is this record held?" One hold at a time.
create unique index legal_holds_standing on public.legal_holds (record_table, record_id) where lifted_at is null;
create index legal_holds_record on public.legal_holds (record_table, record_id, created_at);
create index legal_holds_placed_by on public.legal_holds (placed_by) where placed_by is not null;
create index legal_holds_lifted_by on public.legal_holds (lifted_by) where lifted_by is not null;
call private.protect('public.legal_holds');
call private.show('legal_holds', 'manager');
-- Deliberately not granted: writes. place_hold and lift_hold ask who may.
comment on table public.legal_holds is 'Records that are kept whatever their retention says, why, and until when.';

-- Whoever has an inquiry that is held, or is named on one as somebody whom it concerns, is held with it.
create function private.is_held(p_table text, p_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.legal_holds where record_table = p_table and record_id = p_id and lifted_at is null)
    or p_table = 'residents' and exists (select from public.legal_holds h where h.record_table = 'inquiries' and h.lifted_at is null and h.record_id in (
      select i.id from public.inquiries i where i.resident_id = p_id union all select p.inquiry_id from public.inquiry_people p where p.resident_id = p_id))
$$;

create function public.place_hold(p_table text, p_id uuid, p_reason text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_is_there boolean;
begin
  perform private.at_least('manager');
  if nullif(btrim(p_reason), '') is null or length(p_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'Say why this is held: the case, or who asked for it.', hint = 'hold_reason';
  elsif not exists (select from private.record_kinds where table_name = p_table) then
    raise sqlstate 'PT422' using message = 'Records of this kind are not held.', hint = 'hold_kind';
  end if;
  execute format('select exists (select from public.%I where id = $1)', p_table) into v_is_there using p_id;
  if not v_is_there then raise sqlstate 'PT404' using message = 'This record is not there any more.', hint = 'missing'; end if;
  if exists (select from public.legal_holds where record_table = p_table and record_id = p_id and lifted_at is null) then
    raise sqlstate 'PT409' using message = 'This is held already.', hint = 'hold_twice';
  end if;
  insert into public.legal_holds (record_table, record_id, reason, placed_by) values (p_table, p_id, btrim(p_reason), private.current_staff_id()) returning id into v_id;
  return v_id;
end $$;

create function public.lift_hold(p_id uuid, p_reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_hold public.legal_holds;
begin
  perform private.at_least('manager');
  select * into v_hold from public.legal_holds where id = p_id for update;
  if v_hold.id is null or v_hold.lifted_at is not null then
    raise sqlstate 'PT404' using message = 'This hold was lifted already.', hint = 'hold_lifted';
  elsif nullif(btrim(p_reason), '') is null or length(p_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'Say why the hold ends: the case is over, or who released it.', hint = 'hold_reason';
  end if;
  update public.legal_holds set lifted_at = now(), lifted_by = private.current_staff_id(), lift_reason = btrim(p_reason) where id = p_id;
end $$;

-- Whose row goes in a merge cannot be held: the hold stands on that row.
create or replace function private.guard_merge(p_keep public.residents, p_gone public.residents) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_keep.erased_at is not null or p_gone.erased_at is not null then
    raise sqlstate 'PT422' using message = 'One of the two was erased: nothing of a person is left to be merged.', hint = 'merge_erased';
  elsif exists (select from public.legal_holds where record_table = 'residents' and record_id = p_gone.id and lifted_at is null) then
    raise sqlstate 'PT422' using message = format('%s is under a legal hold. Keep that row, and merge the other one into it.', p_gone.name), hint = 'merge_held';
  end if;
end $$;

-- ---------------------------------------------------------------- the log of what went
create table public.dispositions (
  id bigint generated always as identity primary key,
  -- What: the kind as the retention rules name it, and the record; never a name.
  record_kind text not null,
  record_id uuid not null,
  act text not null constraint dispositions_act_known check (act in ('erased', 'stripped')),
  -- By what rule: how long such records were kept then; null when somebody asked for it.
  rule_years smallint,
  reason text not null constraint dispositions_reason_filled check (btrim(reason) <> '' and length(reason) <= 2000),
  -- How many rows of each table went or were emptied.
  counts jsonb not null default '{}',
  disposed_by uuid references public.staff (id) on delete set null,
  confirmed_by uuid references public.staff (id) on delete set null,
  created_at timestamptz not null default now()
);
create index dispositions_record on public.dispositions (record_kind, record_id);
create index dispositions_created on public.dispositions (created_at, id);
create index dispositions_disposed_by on public.dispositions (disposed_by) where disposed_by is not null;
create index dispositions_confirmed_by on public.dispositions (confirmed_by) where confirmed_by is not null;
-- It is a log itself, so it keeps no history: it is only added to, by the functions below.
alter table public.dispositions enable row level security;
revoke all on table public.dispositions from public, anon, authenticated;
grant select on table public.dispositions to authenticated, service_role;
create policy dispositions_select_viewer on public.dispositions for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes, the service's included.
comment on table public.dispositions is 'What was erased or disposed of, when, by what rule, why and by whom.';

-- Bytes of files whose rows went; the worker takes them away, and this list with them.
create table private.files_to_purge (
  path text primary key,
  created_at timestamptz not null default now()
);
alter table private.files_to_purge enable row level security;

create function public.files_to_purge(p_done text[] default '{}') returns text[]
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from private.files_to_purge where path = any (p_done);
  return array(select path from private.files_to_purge order by created_at, path limit 100);
end $$;

-- ---------------------------------------------------------------- taking personal values out of the log
create function private.blank(p_image jsonb, p_columns text[]) returns jsonb
language sql immutable parallel safe set search_path = '' as $$
  select jsonb_object_agg(key, case when key = any (p_columns) and value not in ('null', '[]', '{}', '""') then '"erased"' else value end) from jsonb_each(p_image)
$$;
-- Of these records, or of the parts of these residents. Acts that lose values by it cannot be undone any more.
create function private.scrub_changes(p_table text, p_ids text[], p_columns text[], p_by_parent boolean default false) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  with scrubbed as (
    update public.changes c set before = private.blank(c.before, p_columns), after = private.blank(c.after, p_columns)
    where c.table_name = p_table and (c.before ?| p_columns or c.after ?| p_columns)
      and case when p_by_parent then c.parent_table = 'residents' and c.parent_id = any (p_ids) else c.record_id = any (p_ids) end
    returning c.change_set)
  update public.change_sets s set detail = coalesce(s.detail, '{}') || '{"erased": true}' where s.id in (select change_set from scrubbed);
end $$;

-- ---------------------------------------------------------------- erasing a resident
-- Everything personal goes: names, contacts, needs, notes, tags, answers, files, letters' addresses, what was told on, and all of it in the
-- log of changes. What stays says nothing of who it was: a row in a district with a language, its inquiries, its visits.
create function private.erase(p_id uuid, p_why text, p_years smallint, p_confirmed_by uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_ids text[] := array(select p_id::text union select gone_id::text from public.resident_merges where keep_id = p_id);
  v_addresses text[];
  v_part text;
  v_rows text[];
  v_counts jsonb := '{}';
  -- By what words they are named, and where to look for them: known as long as they are there.
  v_naming text[] := private.naming(p_id);
  v_about jsonb := private.records_about(p_id);
begin
  if private.is_held('residents', p_id) then
    raise sqlstate 'PT422' using message = 'This resident, or one of their inquiries, is under a legal hold. Nothing is erased until the hold is lifted.', hint = 'erase_held';
  end if;
  perform from public.residents where id = p_id for update;
  -- Mail addresses that are theirs alone; a household keeps what it shares.
  v_addresses := array(select e.address from public.resident_emails e where e.resident_id = p_id
    and not exists (select from public.resident_emails o where o.address = e.address and o.resident_id <> p_id));
  v_counts := v_counts || jsonb_build_object('mails', private.forget_mails_of(p_id, v_addresses));
  perform private.forget_told(array(select i.id from public.inquiries i where i.resident_id = p_id));

  insert into private.files_to_purge (path) select path from public.attachments where resident_id = p_id on conflict do nothing;
  v_rows := array(select id::text from public.attachments where resident_id = p_id);
  delete from public.attachment_downloads where attachment_id::text = any (v_rows);
  delete from public.attachments where id::text = any (v_rows);
  perform private.scrub_changes('attachments', v_rows, array['name', 'path', 'sha256', 'thumbnail']);
  v_counts := v_counts || jsonb_build_object('attachments', cardinality(v_rows));

  v_rows := array(select id::text from public.registrations where resident_id = p_id);
  update public.registrations set name = 'Erased', email = null, phone = null, accessibility_need = null, office_note = null where id::text = any (v_rows);
  perform private.scrub_changes('registrations', v_rows, array['name', 'email', 'phone', 'accessibility_need', 'office_note']);
  v_counts := v_counts || jsonb_build_object('registrations', cardinality(v_rows));

  v_rows := array(select id::text from public.attendances where resident_id = p_id);
  update public.attendances set name = 'Erased', postal_code = null where id::text = any (v_rows);
  perform private.scrub_changes('attendances', v_rows, array['name', 'postal_code']);
  v_counts := v_counts || jsonb_build_object('attendances', cardinality(v_rows));

  v_rows := array(select id::text from public.referrals where resident_id = p_id);
  update public.referrals set shared = '{}' where id::text = any (v_rows) and shared <> '{}';
  perform private.scrub_changes('referrals', v_rows, array['shared']);
  v_counts := v_counts || jsonb_build_object('referrals', cardinality(v_rows));

  v_rows := array(select id::text from public.applications where resident_id = p_id);
  update public.applications set note = null where id::text = any (v_rows) and note is not null;
  perform private.scrub_changes('applications', v_rows, array['note']);
  v_counts := v_counts || jsonb_build_object('applications', cardinality(v_rows));

  v_rows := array(select id::text from public.screenings where resident_id = p_id);
  delete from public.screenings where id::text = any (v_rows);
  perform private.scrub_changes('screenings', v_rows, array['answers', 'results']);
  v_counts := v_counts || jsonb_build_object('screenings', cardinality(v_rows));

  -- Letters: those that wait are not sent; those that went keep their day and their outcome.
  update public.deliveries set status = 'cancelled', settled_at = now(), reason = 'erased' where status = 'waiting' and (resident_id = p_id or to_address = any (v_addresses));
  update public.deliveries set to_address = 'erased@erased.invalid', payload = '{}', subject = null, key = 'erased:' || id
  where resident_id = p_id or to_address = any (v_addresses);
  -- Copies of what was written to others.
  v_rows := array(select id::text from public.mails where cc_addresses <> '{}' and exists (select from unnest(cc_addresses) c where lower(c) = any (v_addresses)));
  update public.deliveries d set payload = jsonb_set(d.payload, '{cc}', (select coalesce(jsonb_agg(c), '[]') from jsonb_array_elements_text(d.payload -> 'cc') c where lower(c) <> all (v_addresses)))
  where d.id in (select delivery_id from public.mails where id::text = any (v_rows)) and jsonb_typeof(d.payload -> 'cc') = 'array';
  update public.mails m set cc_addresses = array(select c from unnest(m.cc_addresses) c where lower(c) <> all (v_addresses)) where m.id::text = any (v_rows);
  perform private.scrub_changes('mails', v_rows, array['cc_addresses']);
  update public.campaign_exclusions set address = null where resident_id = p_id or address = any (v_addresses);
  v_rows := array(select id::text from public.subscribers where address = any (v_addresses));
  delete from public.subscribers where id::text = any (v_rows);
  perform private.scrub_changes('subscribers', v_rows, array['address']);
  update public.consents set address = 'erased:' || p_id, detail = '{}' where address = any (v_addresses);
  update public.incoming_mails set from_address = null where from_address = any (v_addresses);

  v_rows := array(select id::text from public.channel_consents where resident_id = p_id);
  delete from public.channel_consents where id::text = any (v_rows);
  perform private.scrub_changes('channel_consents', v_rows, array['note']);
  update public.consents set detail = '{}' where resident_id = p_id;

  foreach v_part in array array['resident_phones', 'resident_emails', 'resident_addresses'] loop
    execute format('delete from public.%I where resident_id = $1', v_part) using p_id;
    perform private.scrub_changes(v_part, v_ids, array['number', 'address', 'lines', 'postal_code', 'label'], true);
  end loop;
  update public.residents set name = 'Erased resident', preferred_name = null, accessibility_need = null, neighborhood = null, contact_by = 'any', contact_note = null, tags = '{}', erased_at = now()
  where id = p_id;
  perform private.scrub_changes('residents', v_ids, array['name', 'preferred_name', 'accessibility_need', 'neighborhood', 'contact_note', 'tags']);
  delete from private.resident_pairs where p_id in (a_id, b_id);
  v_counts := v_counts || jsonb_build_object('named', private.redact_resident(v_about, v_naming, false));
  insert into public.dispositions (record_kind, record_id, act, rule_years, reason, counts, disposed_by, confirmed_by)
  values ('residents', p_id, 'erased', p_years, p_why, v_counts, private.current_staff_id(), p_confirmed_by);
end $$;

-- Because they ask for it, or the law does. Not undoable: the screen says so before.
create function public.erase_resident(p_id uuid, p_reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.residents;
begin
  perform private.at_least('manager');
  select * into v_one from public.residents where id = p_id;
  if v_one.id is null or v_one.erased_at is not null then
    raise sqlstate 'PT404' using message = 'This resident is not there any more.', hint = 'missing';
  elsif nullif(btrim(p_reason), '') is null or length(p_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'Say why they are erased: who asked for it and when, or which law says so.', hint = 'erase_reason';
  end if;
  perform private.begin_change_set('screen', jsonb_build_object('erased', true));
  perform private.erase(p_id, btrim(p_reason), null, null);
end $$;

-- ---------------------------------------------------------------- what is past its time
-- What was written in an inquiry goes; that there was one stays, with its topic, days and outcome, so that no report changes.
create function private.strip_inquiry(p_id uuid, p_why text, p_years smallint, p_confirmed_by uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_rows text[];
  v_counts jsonb := '{}';
begin
  insert into private.files_to_purge (path) select path from public.attachments where inquiry_id = p_id on conflict do nothing;
  v_rows := array(select id::text from public.attachments where inquiry_id = p_id);
  delete from public.attachment_downloads where attachment_id::text = any (v_rows);
  delete from public.attachments where id::text = any (v_rows);
  perform private.scrub_changes('attachments', v_rows, array['name', 'path', 'sha256', 'thumbnail']);
  v_counts := v_counts || jsonb_build_object('attachments', cardinality(v_rows));
  v_rows := array(select id::text from public.interactions where inquiry_id = p_id);
  delete from public.interactions where id::text = any (v_rows);
  perform private.scrub_changes('interactions', v_rows, array['body']);
  v_counts := v_counts || jsonb_build_object('interactions', cardinality(v_rows));
  perform private.forget_inquiry(p_id);
  update public.inquiry_answers set words = null where inquiry_id = p_id and words is not null;
  delete from public.inquiry_people where inquiry_id = p_id;
  update public.inquiries set subject = 'Disposed of', body = '', location = null, latitude = null, longitude = null, resolution_note = null, resident_id = null where id = p_id;
  perform private.scrub_changes('inquiries', array[p_id::text], array['subject', 'body', 'location', 'latitude', 'longitude', 'resolution_note', 'resident_id']);
  insert into public.dispositions (record_kind, record_id, act, rule_years, reason, counts, disposed_by, confirmed_by)
  values ('inquiries', p_id, 'stripped', p_years, p_why, v_counts, private.current_staff_id(), p_confirmed_by);
end $$;

-- The records of a kind whose time is over on p_on, oldest first: with since when nothing happened, and whether they are held.
create function private.due_dispositions(p_kind text, p_on date) returns table (id uuid, title text, last_on date, is_held boolean)
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_years smallint := (select years from public.retention_rules where record_kind = p_kind);
  v_before timestamptz := (p_on - make_interval(years => v_years::integer)) at time zone private.office_zone();
begin
  if v_years is null then return; end if;
  if p_kind = 'inquiries' then
    return query
      select i.id, i.number || ' ' || i.subject, private.local_date(i.closed_at), private.is_held('inquiries', i.id)
      from public.inquiries i
      where i.closed_at < v_before and not exists (select from public.dispositions d where d.record_kind = 'inquiries' and d.record_id = i.id)
      order by i.closed_at, i.id limit 200;
  elsif p_kind = 'residents' then
    return query
      select r.id, r.name, private.local_date(r.updated_at), private.is_held('residents', r.id)
      from public.residents r
      where r.updated_at < v_before and r.erased_at is null
        and not exists (select from public.inquiries i where i.resident_id = r.id and (i.closed_at is null or i.closed_at >= v_before))
        and not exists (select from public.inquiry_people p where p.resident_id = r.id and p.created_at >= v_before)
        and not exists (select from public.registrations g where g.resident_id = r.id and g.created_at >= v_before)
        and not exists (select from public.attendances a where a.resident_id = r.id and a.created_at >= v_before)
        and not exists (select from public.referrals f where f.resident_id = r.id and f.updated_at >= v_before)
        and not exists (select from public.applications a where a.resident_id = r.id and a.updated_at >= v_before)
        and not exists (select from public.tasks t where t.resident_id = r.id and t.updated_at >= v_before)
      order by r.updated_at, r.id limit 200;
  else
    return query select d.* from private.due_of_kind(p_kind, v_before) d;
  end if;
end $$;

-- Who asked for what to be disposed of. Somebody else confirms it, or it is withdrawn.
create table public.disposition_requests (
  id uuid primary key default gen_random_uuid(),
  record_kind text not null constraint disposition_requests_kind_known check (record_kind in ('residents', 'inquiries')),
  record_ids uuid[] not null constraint disposition_requests_some check (cardinality(record_ids) between 1 and 200),
  reason text not null constraint disposition_requests_reason_filled check (btrim(reason) <> '' and length(reason) <= 2000),
  asked_by uuid references public.staff (id) on delete set null,
  settled_at timestamptz,
  settled_by uuid references public.staff (id) on delete set null,
  outcome text constraint disposition_requests_outcome_known check (outcome in ('confirmed', 'withdrawn')),
  -- How many of them were disposed of; the others were held or used since.
  disposed integer,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint disposition_requests_settled_whole check ((settled_at is null) = (outcome is null))
);
create index disposition_requests_open on public.disposition_requests (created_at, id) where settled_at is null;
create index disposition_requests_asked_by on public.disposition_requests (asked_by) where asked_by is not null;
create index disposition_requests_settled_by on public.disposition_requests (settled_by) where settled_by is not null;
call private.protect('public.disposition_requests');
call private.show('disposition_requests', 'manager');
-- Deliberately not granted: writes. The functions below keep the two persons apart.
comment on table public.disposition_requests is 'What somebody asked to dispose of, and who confirmed it.';

-- What is past its time, by kind; p_on is today unless a rule is tried out.
-- Answers {kinds: [{kind, years, reason, rows: [{id, title, last_on, is_held}]}], requests: [...], log: [...]}.
create function public.list_due_dispositions(p_on date default null) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare v_on date := coalesce(p_on, public.office_today());
begin
  perform private.at_least('manager');
  return jsonb_build_object(
    'kinds', (select coalesce(jsonb_agg(jsonb_build_object('kind', k.record_kind, 'years', k.years, 'reason', k.reason, 'confirmed_by', k.confirmed_by,
        'rows', (select coalesce(jsonb_agg(to_jsonb(d) order by d.last_on, d.id), '[]') from private.due_dispositions(k.record_kind, v_on) d)) order by k.sort_order), '[]')
      from public.retention_rules k where k.record_kind = any (private.disposable_kinds())),
    'requests', (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'kind', q.record_kind, 'count', cardinality(q.record_ids), 'reason', q.reason, 'asked_by', q.asked_by,
        'asked_name', s.name, 'asked_at', q.created_at, 'is_mine', q.asked_by = private.current_staff_id()) order by q.created_at, q.id), '[]')
      from public.disposition_requests q left join public.staff s on s.id = q.asked_by where q.settled_at is null),
    'log', (select coalesce(jsonb_agg(to_jsonb(l) order by l.id desc), '[]') from (
      select d.id, d.record_kind as kind, d.record_id, d.act, d.rule_years, d.reason, d.created_at, s.name as disposed_name, c.name as confirmed_name
      from public.dispositions d left join public.staff s on s.id = d.disposed_by left join public.staff c on c.id = d.confirmed_by order by d.id desc limit 50) l));
end $$;

-- Asks for records of one kind to be disposed of. Nothing goes until somebody else confirms it.
create function public.dispose_records(p_kind text, p_ids uuid[], p_reason text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_wrong integer;
begin
  perform private.at_least('manager');
  if p_kind is null or p_kind <> all (private.disposable_kinds()) then
    raise sqlstate 'PT422' using message = 'Records of this kind are not disposed of here.', hint = 'disposition_kind';
  elsif coalesce(cardinality(p_ids), 0) not between 1 and 200 then
    raise sqlstate 'PT422' using message = 'Choose between one and 200 records.', hint = 'disposition_ids';
  elsif nullif(btrim(p_reason), '') is null or length(p_reason) > 2000 then
    raise sqlstate 'PT422' using message = 'Say by what rule or decision they are disposed of.', hint = 'disposition_reason';
  end if;
  v_wrong := (select count(*) from unnest(p_ids) wanted where not exists (select from private.due_dispositions(p_kind, public.office_today()) d where d.id = wanted and not d.is_held));
  if v_wrong > 0 then
    raise sqlstate 'PT422' using message = format('%s of these are held or not past their time any more. Look at the list again.', v_wrong), hint = 'disposition_not_due';
  end if;
  insert into public.disposition_requests (record_kind, record_ids, reason, asked_by) values (p_kind, array(select distinct unnest(p_ids)), btrim(p_reason), private.current_staff_id())
  returning id into v_id;
  return v_id;
end $$;

-- The second person: p_is_confirmed false withdraws it. Answers how many were disposed of. What is held or was used since is left.
create function public.settle_disposition(p_id uuid, p_is_confirmed boolean) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.disposition_requests;
  v_years smallint;
  v_record uuid;
  v_done integer := 0;
begin
  perform private.at_least('manager');
  select * into v_one from public.disposition_requests where id = p_id for update;
  if v_one.id is null or v_one.settled_at is not null then
    raise sqlstate 'PT409' using message = 'This was settled already.', hint = 'disposition_settled';
  elsif p_is_confirmed and v_one.asked_by = private.current_staff_id() then
    raise sqlstate 'PT422' using message = 'Whoever asked for it does not confirm it. Ask another manager.', hint = 'disposition_second';
  end if;
  if p_is_confirmed then
    perform private.begin_change_set('bulk', jsonb_build_object('erased', true));
    v_years := (select years from public.retention_rules where record_kind = v_one.record_kind);
    for v_record in select d.id from private.due_dispositions(v_one.record_kind, public.office_today()) d where d.id = any (v_one.record_ids) and not d.is_held loop
      perform private.dispose_one(v_one.record_kind, v_record, v_one.reason, v_years, private.current_staff_id());
      v_done := v_done + 1;
    end loop;
    -- Asked by the one, confirmed by the other.
    update public.dispositions set disposed_by = v_one.asked_by where confirmed_by = private.current_staff_id() and record_kind = v_one.record_kind and record_id = any (v_one.record_ids)
      and created_at = now();
  end if;
  update public.disposition_requests set settled_at = now(), settled_by = private.current_staff_id(), outcome = case when p_is_confirmed then 'confirmed' else 'withdrawn' end, disposed = v_done
  where id = p_id;
  return v_done;
end $$;
revoke all on function public.place_hold(text, uuid, text), public.lift_hold(uuid, text), public.files_to_purge(text[]), public.erase_resident(uuid, text), public.list_due_dispositions(date),
  public.dispose_records(text, uuid[], text), public.settle_disposition(uuid, boolean) from public, anon, authenticated;
grant execute on function public.place_hold(text, uuid, text), public.lift_hold(uuid, text), public.erase_resident(uuid, text), public.list_due_dispositions(date),
  public.dispose_records(text, uuid[], text), public.settle_disposition(uuid, boolean) to authenticated;
grant execute on function public.files_to_purge(text[]) to service_role;
revoke all on function private.is_held(text, uuid), private.blank(jsonb, text[]), private.scrub_changes(text, text[], text[], boolean), private.erase(uuid, text, smallint, uuid),
  private.strip_inquiry(uuid, text, smallint, uuid), private.due_dispositions(text, date) from public, anon, authenticated;
