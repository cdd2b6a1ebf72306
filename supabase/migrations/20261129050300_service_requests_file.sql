-- Filing with 311: a person does it through the official channel and writes down here the number that 311 gave. It is a referral like
-- every other, so it has a clock, an outcome and a place in the report; from then on the feed says how it stands.

-- {number, request (what 311 was told), consent {how, language}, shared_fields (what it was told of the resident)}. Returns the referral.
create function public.file_service_request(p_inquiry uuid, p_filing jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_organization uuid := (select o.id from public.organizations o where o.is_311 and o.is_active order by o.name, o.id limit 1);
  v_number text := upper(regexp_replace(coalesce(p_filing ->> 'number', ''), '[\s#]', '', 'g'));
  v_id uuid;
begin
  perform private.at_least('staff');
  if v_organization is null then
    raise sqlstate 'PT422' using message = 'No active partner is marked as the city''s 311. A coordinator does that under Partners.', hint = 'no_311';
  elsif v_number !~ '^[0-9A-Z-]{4,40}$' then
    raise sqlstate 'PT422' using message = 'Enter the number that 311 gave, such as 3391823.', hint = 'service_request_number';
  end if;
  v_id := public.save_referral(jsonb_build_object('inquiry_id', p_inquiry, 'organization_id', v_organization, 'delivery', 'service_request', 'request', p_filing ->> 'request',
    'service_request_number', v_number, 'shared_fields', coalesce(p_filing -> 'shared_fields', '[]')));
  perform public.send_referral(v_id, (select r.version from public.referrals r where r.id = v_id), coalesce(p_filing -> 'consent', '{"how": "not_needed"}'));
  return v_id;
end $$;
revoke all on function public.file_service_request(uuid, jsonb) from public, anon;
grant execute on function public.file_service_request(uuid, jsonb) to authenticated, service_role;
comment on function public.file_service_request(uuid, jsonb) is 'Keeps what was filed with 311 through its own channel, with its number, as a referral.';
