-- Consent, how it was said: on the phone, or on a paper sheet whose photo lies among the files of the resident. Where somebody is
-- reached otherwise than by mail (calls, texts, letters by post), they agree or refuse too, and the same ledger keeps it.

alter table public.consents
  drop constraint consents_source_known,
  add constraint consents_source_known
    check (source in ('one_click', 'mailto', 'preferences', 'confirmation', 'form', 'staff', 'call', 'paper', 'import', 'bounce', 'complaint', 'undo')),
  -- Whose number or door it is about; of mail the address says it.
  add column resident_id uuid references public.residents (id) on delete set null;
create index consents_resident on public.consents (resident_id, id) where resident_id is not null;
alter table public.consents drop constraint consents_act_known,
  add constraint consents_act_known check (act in ('asked', 'confirmed', 'subscribed', 'unsubscribed', 'paused', 'resumed', 'language', 'frequency', 'suppressed', 'lifted', 'agreed', 'refused'));

-- A photo of the sheet: p_attachment, a file of a resident who has this address. It is asked for where the source is paper.
drop function public.record_choice(text, jsonb, text, text);
create function public.record_choice(p_address text, p_choice jsonb, p_source text, p_note text, p_attachment uuid default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_note text := nullif(btrim(p_note), '');
begin
  perform private.at_least('coordinator');
  perform private.check_source(p_source, v_note, p_attachment);
  if p_attachment is not null and not exists (select from public.attachments a join public.resident_emails e on e.resident_id = a.resident_id
    where a.id = p_attachment and a.removed_at is null and e.address = lower(btrim(p_address))) then
    raise sqlstate 'PT422' using message = 'This photo belongs to somebody else. Add it to the files of the resident first.', hint = 'consent_photo';
  end if;
  v_id := public.ensure_subscriber(p_address);
  perform private.say_consent(p_source, null, jsonb_strip_nulls(jsonb_build_object('note', v_note, 'attachment_id', p_attachment)));
  perform private.apply_choice(v_id, p_choice, false);
  perform private.say_consent(null);
  return v_id;
end $$;

create function private.check_source(p_source text, p_note text, p_attachment uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_source is null or p_source not in ('staff', 'form', 'call', 'paper') then
    raise sqlstate 'PT422' using message = 'Choose how it was said.', hint = 'source';
  elsif p_source = 'paper' and p_attachment is null then
    raise sqlstate 'PT422' using message = 'Add a photo of the sheet: it is what the office can show later.', hint = 'consent_photo';
  elsif p_note is null then
    raise sqlstate 'PT422' using message = 'Write where this comes from: who said it, or where the paper is.', hint = 'note';
  elsif length(p_note) > 500 then
    raise sqlstate 'PT422' using message = 'This is too long. Shorten it to 500 letters.', hint = 'note';
  end if;
end $$;

-- ---------------------------------------------------------------- calls, texts and post
create table public.channel_consents (
  id uuid primary key default gen_random_uuid(),
  resident_id uuid not null references public.residents (id) on delete cascade,
  channel text not null constraint channel_consents_channel_known check (channel in ('phone', 'text', 'post')),
  is_agreed boolean not null,
  source text not null constraint channel_consents_source_known check (source in ('staff', 'form', 'call', 'paper')),
  note text not null constraint channel_consents_note_filled check (btrim(note) <> '' and length(note) <= 500),
  attachment_id uuid references public.attachments (id) on delete set null,
  said_at timestamptz not null default now(),
  said_to uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint channel_consents_once unique (resident_id, channel)
);
create index channel_consents_attachment on public.channel_consents (attachment_id) where attachment_id is not null;
create index channel_consents_said_to on public.channel_consents (said_to) where said_to is not null;
call private.protect('public.channel_consents');
call private.show('channel_consents', 'staff', 'residents', 'resident_id');
-- Deliberately not granted: writes. record_channel asks where it comes from.
comment on table public.channel_consents is 'Whether somebody agreed to be called, texted or written to by post, and how they said it.';

-- The ledger is added to whenever it changes, by an undo too.
create function private.note_channel() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_one public.channel_consents := case tg_op when 'DELETE' then old else new end;
begin
  -- What two had said goes on as what one said.
  if private.change_reason() = 'merge' then return null; end if;
  if tg_op = 'UPDATE' and (new.is_agreed, new.source, new.note, new.said_at) is not distinct from (old.is_agreed, old.source, old.note, old.said_at) then return null; end if;
  insert into public.consents (address, channel, act, source, detail, staff_id, resident_id)
  select '', v_one.channel, case when tg_op <> 'DELETE' and v_one.is_agreed then 'agreed' else 'refused' end,
    case when tg_op = 'DELETE' or private.change_reason() = 'undo' then 'undo' else v_one.source end,
    jsonb_strip_nulls(jsonb_build_object('note', v_one.note, 'attachment_id', v_one.attachment_id)), private.current_staff_id(), r.id
  from public.residents r where r.id = v_one.resident_id;
  return null;
end $$;
create trigger _910_ledger after insert or update or delete on public.channel_consents for each row execute function private.note_channel();

create function public.record_channel(p_resident uuid, p_channel text, p_is_agreed boolean, p_source text, p_note text, p_attachment uuid default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_note text := nullif(btrim(p_note), '');
begin
  perform private.at_least('staff');
  if not exists (select from public.residents where id = p_resident and erased_at is null) then
    raise sqlstate 'PT404' using message = 'This resident is not there any more.', hint = 'missing';
  elsif p_channel is null or p_channel not in ('phone', 'text', 'post') or p_is_agreed is null then
    raise sqlstate 'PT422' using message = 'Say whether it is about calls, texts or letters by post, and what they said.', hint = 'consent_channel';
  end if;
  perform private.check_source(p_source, v_note, p_attachment);
  if p_attachment is not null and not exists (select from public.attachments where id = p_attachment and resident_id = p_resident and removed_at is null) then
    raise sqlstate 'PT422' using message = 'This photo belongs to somebody else. Add it to the files of the resident first.', hint = 'consent_photo';
  end if;
  insert into public.channel_consents (resident_id, channel, is_agreed, source, note, attachment_id, said_to)
  values (p_resident, p_channel, p_is_agreed, p_source, v_note, p_attachment, private.current_staff_id())
  on conflict (resident_id, channel) do update set is_agreed = excluded.is_agreed, source = excluded.source, note = excluded.note, attachment_id = excluded.attachment_id,
    said_at = now(), said_to = excluded.said_to
  returning id into v_id;
  return v_id;
end $$;

-- How somebody may be reached beside mail, and how that came.
create function public.channel_record(p_resident uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return jsonb_build_object(
    'channels', (select coalesce(jsonb_agg(jsonb_build_object('channel', k.channel, 'is_agreed', c.is_agreed, 'said_at', c.said_at) order by k.n), '[]')
      from unnest(array['phone', 'text', 'post']) with ordinality k (channel, n) left join public.channel_consents c on c.resident_id = p_resident and c.channel = k.channel),
    'ledger', (select coalesce(jsonb_agg(to_jsonb(e) order by e.id desc), '[]') from (
      select k.id, k.act, k.channel, k.source, k.detail, k.created_at, null::text as list_name, t.name as staff_name
      from public.consents k left join public.staff t on t.id = k.staff_id where k.resident_id = p_resident order by k.id desc limit 20) e));
end $$;
revoke all on function public.record_choice(text, jsonb, text, text, uuid), public.record_channel(uuid, text, boolean, text, text, uuid), public.channel_record(uuid) from public, anon;
grant execute on function public.record_choice(text, jsonb, text, text, uuid) to authenticated, service_role;
grant execute on function public.record_channel(uuid, text, boolean, text, text, uuid), public.channel_record(uuid) to authenticated;
revoke all on function private.check_source(text, text, uuid), private.note_channel() from public, anon, authenticated;
