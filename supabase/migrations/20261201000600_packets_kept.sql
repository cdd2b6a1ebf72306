-- How long copies for the public are kept. What left the office goes with its inquiry; that it left, when, by whom, what was withheld, on
-- which ground, who fetched it and the hash of what it was stay: without that nobody could show later what a requester was refused, and why.
-- None of it says what stood there.

insert into public.retention_rules (record_kind, years, reason, sort_order) values
  ('packets', 5, 'Copies of inquiries for the public: what they said goes with the inquiry, or with the resident who is erased. What was withheld, on which ground, and who fetched them stays.', 34)
on conflict (record_kind) do nothing;

-- Takes out what copies said. The reasons that a person wrote beside the log go too, for they may tell it; the grounds stay.
create function private.strip_packets(p_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_before text := current_setting('rotunda.refreshing', true);
begin
  perform set_config('rotunda.refreshing', 'on', true);
  update public.packets set content = '{}', note = null, stripped_at = now() where id = any (p_ids) and stripped_at is null;
  update public.packet_redactions set reason = 'erased' where packet_id = any (p_ids) and reason is not null;
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
end $$;
revoke all on function private.strip_packets(uuid[]) from public, anon, authenticated;

-- What else goes with an inquiry: what was told about it, its tasks, the words of a request for records, what copies for the public said.
create or replace function private.forget_inquiry(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_rows text[];
begin
  v_rows := array(select t.id::text from public.tasks t where t.inquiry_id = p_id);
  update public.tasks set title = 'Disposed of', notes = null, outcome = null where id::text = any (v_rows);
  perform private.scrub_changes('tasks', v_rows, array['title', 'notes', 'outcome']);
  v_rows := array(select r.id::text from public.records_requests r where r.inquiry_id = p_id);
  update public.records_requests set delay_reason = null, delay_place = null, question = null, ended_note = null where id::text = any (v_rows);
  perform private.scrub_changes('records_requests', v_rows, array['delay_reason', 'delay_place', 'question', 'ended_note']);
  v_rows := array(select m.id::text from public.mails m where m.inquiry_id = p_id);
  delete from public.mails where id::text = any (v_rows);
  perform private.scrub_changes('mails', v_rows, array['from_address', 'from_name', 'to_addresses', 'cc_addresses', 'subject', 'body']);
  perform private.strip_packets(array(select p.id from public.packets p where p.inquiry_id = p_id));
  delete from public.notifications where record_table = 'inquiries' and record_id = p_id;
  delete from public.drafts where record_table = 'inquiries' and record_id = p_id;
  update public.incoming_mails set from_address = null where inquiry_id = p_id;
  update public.deliveries set to_address = 'erased@erased.invalid', payload = '{}', subject = null, key = 'erased:' || id
  where status <> 'waiting' and (inquiry_id = p_id or kind = 'inquiry.closed' and payload ->> 'inquiry_id' = p_id::text);
end $$;

-- What colleagues were told of it with words of its own, letters about it, and copies of it.
create or replace function private.forget_told(p_inquiries uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.notifications set facts = facts - 'excerpt' where record_table = 'inquiries' and record_id = any (p_inquiries) and facts ? 'excerpt';
  update public.deliveries set payload = payload - '{subject,body}'::text[], subject = null where inquiry_id = any (p_inquiries) and status <> 'waiting' and (payload ?| '{subject,body}' or subject is not null);
  perform private.strip_packets(array(select p.id from public.packets p where p.inquiry_id = any (p_inquiries)));
end $$;

-- What is chosen for a copy is kept until it is made, as what is being written is.
alter table public.drafts drop constraint drafts_kind_known, add constraint drafts_kind_known check (kind in ('note', 'reply', 'packet'));
comment on table public.drafts is 'Notes and answers that somebody began and did not send, and copies for the public that they did not make; each person’s own.';
