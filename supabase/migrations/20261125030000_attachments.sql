-- Attachments: files on a record. The bytes lie in the file store, under a name of ours; here is what they are, whose
-- they are and who may have them. A file that is removed stays until the office's retention says otherwise.

create table public.attachments (
  id uuid primary key default gen_random_uuid(),
  -- One column for each noun that can have files, so that the database itself knows that the record is there.
  inquiry_id uuid references public.inquiries (id) on delete restrict,
  resident_id uuid references public.residents (id) on delete restrict,
  -- No path, no control characters, none that turn the direction of writing around ("gpj.exe" read as "exe.jpg").
  name text not null constraint attachments_name_form
    check (btrim(name) <> '' and length(name) <= 160 and name !~ U&'[\0001-\001F\007F-\009F\200E\200F\202A-\202E\2066-\2069/\005C\005C]'),
  media_type text not null constraint attachments_media_type_form check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$' and length(media_type) <= 120),
  bytes integer not null constraint attachments_bytes_range check (bytes between 1 and 26214400),
  sha256 text not null constraint attachments_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  width integer constraint attachments_width_range check (width between 1 and 100000),
  height integer constraint attachments_height_range check (height between 1 and 100000),
  -- A small JPEG in base64, for the list: so that a record with ten photos does not fetch ten photos.
  thumbnail text constraint attachments_thumbnail_form check (thumbnail ~ '^[A-Za-z0-9+/]+={0,2}$' and length(thumbnail) <= 8000),
  path text not null unique constraint attachments_path_form check (path ~ '^files/[0-9]{4}/[0-9a-f-]{36}$'),
  is_public boolean not null default false,
  created_by uuid references public.staff (id) on delete set null,
  removed_at timestamptz,
  removed_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint attachments_one_record check (num_nonnulls(inquiry_id, resident_id) = 1),
  constraint attachments_image_size_whole check ((width is null) = (height is null)),
  constraint attachments_removed_whole check (removed_by is null or removed_at is not null)
);
-- "The files of this record, in order."
create index attachments_inquiry on public.attachments (inquiry_id, created_at) where inquiry_id is not null;
create index attachments_resident on public.attachments (resident_id, created_at) where resident_id is not null;
create index attachments_created_by on public.attachments (created_by) where created_by is not null;
create index attachments_removed_by on public.attachments (removed_by) where removed_by is not null;

-- Who had which file. A log of readings, kept by open_attachment; it is not audited itself.
create table public.attachment_downloads (
  id bigint generated always as identity primary key,
  attachment_id uuid not null references public.attachments (id) on delete restrict,
  staff_id uuid references public.staff (id) on delete set null,
  purpose text not null constraint attachment_downloads_purpose_known check (purpose in ('preview', 'download')),
  created_at timestamptz not null default now()
);
-- "Who had this file?", "What did this person take?"
create index attachment_downloads_attachment on public.attachment_downloads (attachment_id, id);
create index attachment_downloads_staff on public.attachment_downloads (staff_id, id) where staff_id is not null;
alter table public.attachment_downloads enable row level security;
revoke all on table public.attachment_downloads from public, anon, authenticated;
grant all on table public.attachment_downloads to service_role;

-- What the server measured of a file that it has stored, until the person who sent it adds it to the record. Only the server
-- writes a ticket, so nobody can claim bytes that are not there; only the person redeems it, so the log names them.
create table private.attachment_tickets (
  id uuid primary key default gen_random_uuid(),
  file jsonb not null,
  created_at timestamptz not null default now()
);
alter table private.attachment_tickets enable row level security;
-- Deliberately no policy and no grant: only the two functions below touch it.

-- ---------------------------------------------------------------- any record
-- A record by its table and id, for what can lie on several nouns: refused when there is none. It stays there until the end
-- of the transaction.
create function private.check_record(p_table text, p_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if p_table = 'inquiries' then
    perform from public.inquiries where id = p_id for key share;
  elsif p_table = 'residents' then
    perform from public.residents where id = p_id for key share;
  else
    raise sqlstate 'PT422' using message = 'Files and tasks belong to inquiries and residents.', hint = 'record';
  end if;
  if not found then
    raise sqlstate 'PT404' using message = 'This record is not there any more.', hint = 'missing';
  end if;
end $$;

-- ---------------------------------------------------------------- verbs
-- Asked before the first byte is taken.
create function public.may_attach(p_table text, p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  perform private.check_record(p_table, p_id);
  if (select count(*) from (select from public.attachments
    where removed_at is null and case p_table when 'inquiries' then inquiry_id = p_id else resident_id = p_id end limit 200) there) = 200 then
    raise sqlstate 'PT422' using message = 'This record has 200 files already. Remove what is not needed, then try again.', hint = 'file';
  end if;
end $$;

-- p_file: {table, id, name, media_type, bytes, sha256, width, height, thumbnail, path}. Answers the ticket.
create function public.prepare_attachment(p_file jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_id uuid;
begin
  delete from private.attachment_tickets where created_at < now() - interval '1 day';
  insert into private.attachment_tickets (file) values (p_file) returning id into v_id;
  return v_id;
end $$;

-- Adds a stored file to its record, as the person who sent it; answers {id, path}. The same bytes on the same record are one
-- file: who sends them again, because the answer was lost on the way, gets the one that is there.
create function public.add_attachment(p_ticket uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_file jsonb;
  v_table text;
  v_record uuid;
  v_row public.attachments;
begin
  perform private.at_least('staff');
  delete from private.attachment_tickets where id = p_ticket returning file into v_file;
  if v_file is null then
    raise sqlstate 'PT404' using message = 'This upload is not known any more. Send the file again.', hint = 'missing';
  end if;
  v_table := v_file ->> 'table';
  v_record := (v_file ->> 'id')::uuid;
  perform private.check_record(v_table, v_record);
  perform pg_advisory_xact_lock(hashtextextended('attachments ' || v_record, 0));
  select * into v_row from public.attachments where sha256 = v_file ->> 'sha256' and removed_at is null
    and case v_table when 'inquiries' then inquiry_id = v_record else resident_id = v_record end limit 1;
  if v_row.id is null then
    insert into public.attachments (inquiry_id, resident_id, name, media_type, bytes, sha256, width, height, thumbnail, path, created_by)
    select case when v_table = 'inquiries' then v_record end, case when v_table = 'residents' then v_record end,
      f.name, f.media_type, f.bytes, f.sha256, f.width, f.height, f.thumbnail, f.path, private.current_staff_id()
    from jsonb_populate_record(null::public.attachments, v_file - 'id') f returning * into v_row;
  end if;
  return jsonb_build_object('id', v_row.id, 'path', v_row.path);
end $$;

-- Hands out where a file lies, and remembers who asked; null when there is none.
create function public.open_attachment(p_id uuid, p_purpose text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_row public.attachments;
begin
  perform private.at_least('viewer');
  select * into v_row from public.attachments where id = p_id;
  if v_row.id is null then return null; end if;
  if v_row.removed_at is not null then
    raise sqlstate 'PT404' using message = 'This file was removed. Put it back to open it.', hint = 'removed';
  end if;
  insert into public.attachment_downloads (attachment_id, staff_id, purpose) values (p_id, private.current_staff_id(), p_purpose);
  return jsonb_build_object('name', v_row.name, 'media_type', v_row.media_type, 'bytes', v_row.bytes, 'path', v_row.path);
end $$;

-- Who added a file takes it away and puts it back; a manager may with any.
create function private.change_attachment(p_id uuid, p_remove boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_row public.attachments;
begin
  perform private.at_least('staff');
  select * into v_row from public.attachments where id = p_id for update;
  if v_row.id is null then
    raise sqlstate 'PT404' using message = 'This file is not there any more.', hint = 'missing';
  end if;
  if v_row.created_by is distinct from private.current_staff_id() then perform private.at_least('manager'); end if;
  if p_remove = (v_row.removed_at is not null) then return; end if;
  update public.attachments set removed_at = case when p_remove then now() end,
    removed_by = case when p_remove then private.current_staff_id() end where id = p_id;
end $$;
create function public.remove_attachment(p_id uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select private.change_attachment(p_id, true) $$;
create function public.restore_attachment(p_id uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select private.change_attachment(p_id, false) $$;

-- ---------------------------------------------------------------- who may
call private.protect('public.attachments');
grant select on table public.attachments, public.attachment_downloads to authenticated;
create policy attachments_select_viewer on public.attachments for select to authenticated using ((select private.at_least('viewer')));
create policy attachment_downloads_select_manager on public.attachment_downloads for select to authenticated using ((select private.at_least('manager')));
-- Deliberately not granted: direct writes. A row without its bytes would be a promise that nobody can keep; rows come from
-- add_attachment, after the bytes. Nor can anybody make a file public yet: there is no place where the public would read it.
revoke all on function public.may_attach(text, uuid), public.prepare_attachment(jsonb), public.add_attachment(uuid), public.open_attachment(uuid, text),
  public.remove_attachment(uuid), public.restore_attachment(uuid) from public, anon, authenticated;
grant execute on function public.may_attach(text, uuid), public.add_attachment(uuid), public.open_attachment(uuid, text), public.remove_attachment(uuid),
  public.restore_attachment(uuid), private.change_attachment(uuid, boolean) to authenticated;
grant execute on function public.prepare_attachment(jsonb) to service_role;
comment on table public.attachments is 'Files on records. Bytes lie in the file store under path.';
comment on column public.attachments.media_type is 'What the content is, not what the name says.';
comment on column public.attachments.removed_at is 'When somebody took it off the record; the bytes stay until retention.';
comment on table public.attachment_downloads is 'Who opened or took which file, and when.';
