-- Other governments are in the directory too: the county, a neighboring city that shares an award.

create or replace function private.check_organization(p_one public.organizations) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if nullif(btrim(p_one.name), '') is null or length(p_one.name) > 160 then
    raise sqlstate 'PT422' using message = 'Enter the name of the organization, in at most 160 characters.', hint = 'organization_name';
  elsif p_one.kind is null or p_one.kind not in ('department', 'community', 'agency', 'neighborhood', 'council_office', 'government') then
    raise sqlstate 'PT422' using message = 'Say what kind of organization it is.', hint = 'organization_kind';
  elsif exists (select from public.organizations o where o.id is distinct from p_one.id and o.is_active and private.fold(o.name) = private.fold(p_one.name)) then
    raise sqlstate 'PT422' using message = format('%s is in the directory already.', p_one.name), hint = 'organization_taken';
  elsif length(p_one.alternate_name) > 160 then
    raise sqlstate 'PT422' using message = 'The other name has at most 160 characters.', hint = 'alternate_name';
  elsif length(p_one.description) > 10000 then
    raise sqlstate 'PT422' using message = 'The text is longer than 10,000 characters. Shorten it.', hint = 'organization_description';
  elsif not private.is_mail_address(p_one.email) then
    raise sqlstate 'PT422' using message = 'This is no e-mail address. Check it.', hint = 'organization_email';
  elsif p_one.phone !~ '^\+[1-9][0-9]{6,14}$' then
    raise sqlstate 'PT422' using message = 'This is no phone number. Enter it with its area code.', hint = 'organization_phone';
  elsif p_one.website !~ '^https?://[^\s]+$' or length(p_one.website) > 1000 then
    raise sqlstate 'PT422' using message = 'Enter an address that begins with https://.', hint = 'website';
  elsif length(p_one.address) > 500 then
    raise sqlstate 'PT422' using message = 'The address has at most 500 characters.', hint = 'organization_address';
  elsif (p_one.latitude is null) <> (p_one.longitude is null) or p_one.latitude not between -90 and 90 or p_one.longitude not between -180 and 180 then
    raise sqlstate 'PT422' using message = 'Enter both coordinates: latitude from -90 to 90, longitude from -180 to 180.', hint = 'latitude';
  elsif p_one.district_id is not null and not exists (select from public.districts where id = p_one.district_id) then
    raise sqlstate 'PT422' using message = 'This district is not there any more. Choose another.', hint = 'organization_district';
  elsif length(p_one.neighborhood) > 200 then
    raise sqlstate 'PT422' using message = 'The neighborhood has at most 200 characters.', hint = 'neighborhood';
  elsif length(p_one.legal_status) > 120 then
    raise sqlstate 'PT422' using message = 'The legal status has at most 120 characters.', hint = 'legal_status';
  elsif p_one.parent_id is not null and not exists (select from public.organizations where id = p_one.parent_id) then
    raise sqlstate 'PT422' using message = 'The organization above it is not there any more. Choose another.', hint = 'parent_id';
  elsif exists (
    with recursive above (id) as (select p_one.parent_id union select o.parent_id from above a join public.organizations o on o.id = a.id)
    select from above where id = p_one.id) then
    raise sqlstate 'PT422' using message = 'It cannot stand below itself. Choose another organization above it.', hint = 'parent_id';
  elsif not private.is_mail_address(p_one.referral_email) then
    raise sqlstate 'PT422' using message = 'This is no e-mail address. Check it.', hint = 'referral_email';
  elsif p_one.takes_referrals and p_one.referral_email is null and p_one.email is null and not p_one.is_311 then
    raise sqlstate 'PT422' using message = 'Enter the address to which referrals go.', hint = 'referral_email';
  elsif p_one.letter_language not in ('en', 'es') then
    raise sqlstate 'PT422' using message = 'Letters are written in English or in Spanish. Choose one of them.', hint = 'letter_language';
  elsif exists (select from unnest(array[p_one.escalation_staff_id, p_one.relationship_staff_id]) s (id) where s.id is not null and not exists (select from public.staff where id = s.id)) then
    raise sqlstate 'PT422' using message = 'This person is not there any more. Choose another.', hint = 'organization_staff';
  elsif jsonb_typeof(coalesce(p_one.hsds, '{}')) <> 'object' then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read.', hint = 'organization_unread';
  elsif p_one.hsds_id is not null and exists (select from public.organizations o where o.hsds_id = p_one.hsds_id and o.id is distinct from p_one.id) then
    raise sqlstate 'PT422' using message = 'Another organization has this number of the other directory.', hint = 'hsds_id';
  end if;
end $$;
