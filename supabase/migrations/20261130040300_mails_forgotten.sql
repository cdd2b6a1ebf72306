-- Mails of somebody who is erased, or of an inquiry that is disposed of: what names the person goes from the mails as well.

-- As before, but only undo takes an answer back: what law disposes of goes, sent or not.
create or replace function private.take_back_mail() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.direction <> 'out' or old.delivery_id is null then return old; end if;
  update public.deliveries set status = 'cancelled', reason = 'by_hand', settled_at = now()
  where id = old.delivery_id and status = 'waiting' and (leased_until is null or leased_until < now());
  if not found and private.change_reason() = 'undo' and exists (select from public.deliveries where id = old.delivery_id and status in ('waiting', 'sent')) then
    raise sqlstate 'PT409' using message = 'This mail has left already: it cannot be taken back. Write another one.', hint = 'mail_left';
  end if;
  return old;
end $$;

-- Whoever takes the address out of a letter, or out of what the mailbox held, means the mail too, and what the log says of it.
create function private.forget_mails(p_ids text[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.mails set from_address = null, from_name = null, to_addresses = '{}', cc_addresses = '{}' where id::text = any (p_ids);
  perform private.scrub_changes('mails', p_ids, array['from_address', 'from_name', 'to_addresses', 'cc_addresses'], false);
end $$;
create function private.forget_sent_mail() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.forget_mails(array(select id::text from public.mails where delivery_id = new.id));
  return null;
end $$;
create function private.forget_incoming_mail() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.forget_mails(array(select id::text from public.mails where source_key = new.source_key));
  return null;
end $$;
create trigger _700_forget_mail after update of to_address on public.deliveries for each row
  when (new.kind = 'inquiry.reply' and new.to_address like '%@erased.invalid') execute function private.forget_sent_mail();
create trigger _700_forget_mail after update of from_address on public.incoming_mails for each row
  when (old.from_address is not null and new.from_address is null) execute function private.forget_incoming_mail();
create index mails_source_key on public.mails (source_key) where source_key is not null;
revoke all on function private.forget_mails(text[]), private.forget_sent_mail(), private.forget_incoming_mail() from public, anon, authenticated;
