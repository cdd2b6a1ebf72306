-- Residents: the line that a resident is found by names phones and mails in one order. Two residents with the same contacts
-- have the same line, whichever contact came first, and a contact that is put back leaves no trace in it.

create or replace function private.resident_document(p_id uuid, p_name text, p_preferred text) returns text
language sql stable security definer set search_path = '' as $$
  select private.fold(concat_ws(' ', p_name, p_preferred,
    (select string_agg(number, ' ' order by number) from public.resident_phones where resident_id = p_id),
    (select string_agg(address, ' ' order by address) from public.resident_emails where resident_id = p_id)))
$$;
select set_config('rotunda.refreshing', 'on', true);
update public.residents set search = private.resident_document(id, name, preferred_name)
where search <> private.resident_document(id, name, preferred_name);
select set_config('rotunda.refreshing', '', true);
