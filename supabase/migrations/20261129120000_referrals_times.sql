-- The office's own times for referrals, seen before they are saved.

-- When a referral would be due that is sent now (or at p_from) to a partner without hours and a standard of its own: {accept, outcome}.
-- An instant is null when nobody works so much in the next three years.
create function public.referral_due(p_accept_minutes integer, p_outcome_minutes integer, p_from timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  if p_accept_minutes is null or p_accept_minutes not between 15 and 60000 or p_outcome_minutes is null or p_outcome_minutes not between 15 and 600000 then
    raise sqlstate 'PT422' using message = 'Enter at least 15 minutes; 1,000 hours at most until it is accepted, 10,000 until there is an outcome.', hint = 'referral_minutes';
  end if;
  return jsonb_build_object('accept', private.add_business_minutes(p_from, p_accept_minutes), 'outcome', private.add_business_minutes(p_from, p_outcome_minutes));
end $$;
revoke all on function public.referral_due(integer, integer, timestamptz) from public, anon;
grant execute on function public.referral_due(integer, integer, timestamptz) to authenticated;
comment on function public.referral_due(integer, integer, timestamptz) is 'When a referral that is sent now would be due, by times that are not saved yet.';
