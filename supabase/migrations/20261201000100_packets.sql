-- Copies of an inquiry for the public, as they left the office. Like an edition of the report one is never changed: a later one is
-- number 2. Beside each stands what was withheld, on which ground and by whom, and who fetched which file of it.

create table public.packets (
  id uuid primary key default gen_random_uuid(),
  -- An inquiry that something was given out of does not go.
  inquiry_id uuid not null references public.inquiries (id) on delete restrict,
  number integer not null constraint packets_number_positive check (number > 0),
  -- The request for public records that it answers, where one was open.
  records_request_id uuid references public.records_requests (id) on delete set null,
  profile_id uuid references public.redaction_profiles (id) on delete set null,
  profile_name text not null,
  -- The profile as it was then: {version, confirmed_by, grounds, rules}.
  profile jsonb not null,
  language text not null constraint packets_language_known check (language in ('en', 'es')),
  -- To whoever gets it; it stands on the first page.
  note text constraint packets_note_length check (length(note) <= 2000),
  -- Exactly what left, without what was withheld: {office, by, inquiry, entries, grounds}; empty once it was disposed of.
  content jsonb not null,
  content_hash text not null constraint packets_hash_form check (content_hash ~ '^[0-9a-f]{64}$'),
  entries integer not null,
  entries_out integer not null,
  places integer not null,
  grounds integer not null,
  made_by uuid references public.staff (id) on delete set null,
  stripped_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint packets_number_once unique (inquiry_id, number),
  constraint packets_counts_fit check (entries >= entries_out and entries_out >= 0 and places >= 0 and grounds >= 0)
);
create index packets_records_request on public.packets (records_request_id) where records_request_id is not null;
create index packets_profile on public.packets (profile_id) where profile_id is not null;
create index packets_made_by on public.packets (made_by) where made_by is not null;

create table public.packet_redactions (
  id uuid primary key default gen_random_uuid(),
  packet_id uuid not null references public.packets (id) on delete cascade,
  sort_order integer not null,
  -- Which entry of the copy, counted from 1; null is the inquiry itself. entry_kind and entry_at name it without its content.
  entry integer,
  entry_kind text not null,
  entry_at timestamptz not null,
  -- What it was, as the rules of profiles name it; "chosen" are words that a person chose.
  what text not null,
  -- whole: an entry or a field. part: words in one. shown: it went out although the profile withholds it, because of `reason`.
  how text not null constraint packet_redactions_how_known check (how in ('whole', 'part', 'shown')),
  places integer not null constraint packet_redactions_places_positive check (places > 0),
  ground text,
  cite text,
  reason text constraint packet_redactions_reason_length check (length(reason) <= 1000),
  by_hand boolean not null default false,
  staff_id uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint packet_redactions_once unique (packet_id, sort_order),
  constraint packet_redactions_said check (case how when 'shown' then reason is not null else ground is not null and cite is not null end)
);
create index packet_redactions_staff on public.packet_redactions (staff_id) where staff_id is not null;

create table public.packet_downloads (
  id bigint generated always as identity primary key,
  packet_id uuid not null references public.packets (id) on delete restrict,
  staff_id uuid references public.staff (id) on delete set null,
  format text not null constraint packet_downloads_format_known check (format in ('pdf', 'csv', 'log')),
  created_at timestamptz not null default now()
);
-- "Who had this copy?", "What did this person take?"
create index packet_downloads_packet on public.packet_downloads (packet_id, id);
create index packet_downloads_staff on public.packet_downloads (staff_id, id) where staff_id is not null;

call private.protect('public.packets');
call private.protect('public.packet_redactions');
alter table public.packet_downloads enable row level security;
revoke all on table public.packet_downloads from public, anon, authenticated;
grant all on table public.packet_downloads to service_role;
grant select on table public.packets, public.packet_redactions, public.packet_downloads to authenticated;
create policy packets_select_staff on public.packets for select to authenticated using ((select private.at_least('staff')));
create policy packet_redactions_select_staff on public.packet_redactions for select to authenticated using ((select private.at_least('staff')));
create policy packet_downloads_select_manager on public.packet_downloads for select to authenticated using ((select private.at_least('manager')));
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role, is_undoable)
values ('packets', 'inquiries', 'inquiry_id', 'admin', false), ('packet_redactions', 'packets', 'packet_id', 'admin', false);
-- Deliberately not granted: writes. make_packet makes them whole; the log of fetching is kept by open_packet and is not audited itself.
comment on table public.packets is 'Copies of inquiries for the public, as they left the office.';
comment on column public.packets.content_hash is 'SHA-256 of the content as it left; it stays when the content goes.';
comment on table public.packet_redactions is 'What was withheld from a copy for the public, on which ground and by whom; and what went out although the profile withholds it.';
comment on table public.packet_downloads is 'Who fetched which file of a copy for the public, and when.';

-- What left stays as it left. Two things reach it: taking a person out of it who is erased, and letting go of its content; neither
-- touches what was withheld, on which ground, or the hash.
create function private.keep_packet() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    raise sqlstate 'PT409' using message = 'A copy for the public that was made stays in the log.', hint = 'packet_frozen';
  elsif coalesce(current_setting('rotunda.refreshing', true), '') = 'on' then
    new.content_hash := old.content_hash;
  elsif (old.inquiry_id, old.number, old.profile_name, old.profile, old.language, old.note, old.content, old.content_hash, old.entries, old.entries_out, old.places, old.grounds, old.stripped_at)
      is distinct from (new.inquiry_id, new.number, new.profile_name, new.profile, new.language, new.note, new.content, new.content_hash, new.entries, new.entries_out, new.places, new.grounds, new.stripped_at)
    or (new.records_request_id is distinct from old.records_request_id and new.records_request_id is not null)
    or (new.made_by is distinct from old.made_by and new.made_by is not null) then
    raise sqlstate 'PT409' using message = 'A copy for the public is as it left. Make another one: it gets the next number.', hint = 'packet_frozen';
  end if;
  return new;
end $$;
create trigger _200_keep before update or delete on public.packets for each row execute function private.keep_packet();

create function private.keep_packet_redaction() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' or (coalesce(current_setting('rotunda.refreshing', true), '') <> 'on' and (
      (old.packet_id, old.sort_order, old.entry, old.entry_kind, old.entry_at, old.what, old.how, old.places, old.ground, old.cite, old.reason, old.by_hand)
      is distinct from (new.packet_id, new.sort_order, new.entry, new.entry_kind, new.entry_at, new.what, new.how, new.places, new.ground, new.cite, new.reason, new.by_hand)
      or (new.staff_id is distinct from old.staff_id and new.staff_id is not null))) then
    raise sqlstate 'PT409' using message = 'The log of what was withheld is kept as it is.', hint = 'packet_frozen';
  end if;
  new.entry_kind := old.entry_kind;
  new.what := old.what;
  new.how := old.how;
  return new;
end $$;
create trigger _200_keep before update or delete on public.packet_redactions for each row execute function private.keep_packet_redaction();
revoke all on function private.keep_packet(), private.keep_packet_redaction() from public, anon, authenticated;
