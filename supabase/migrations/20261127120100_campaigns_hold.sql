-- A campaign of which no letter can be written any more (its layout was changed to something that is none, a file is gone) is paused with
-- the reason, like one whose letters come back: trying every letter ten times would spend their tries and tell nobody.

-- Pauses what is under way and tells whoever leads or wrote it. Not by private.notify: that tells of what a person did.
create function private.stop_campaign(p_campaign uuid, p_why text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.campaigns;
begin
  update public.campaigns set status = 'paused', pause_reason = left(p_why, 500) where id = p_campaign and status = 'sending' and p_why is not null returning * into v_one;
  if v_one.id is null then return false; end if;
  insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
  select s.id, 'changed', 'campaigns', v_one.id, jsonb_build_object('subject', v_one.name, 'deed', 'stopped', 'excerpt', left(p_why, 200)), private.reach_of(s.id, 'changed') = 'app'
  from public.staff s
  where s.is_active and (private.role_rank(s.role) >= private.role_rank('manager') or s.id in (v_one.written_by, v_one.submitted_by)) and private.reach_of(s.id, 'changed') <> 'none';
  return true;
end $$;
revoke all on function private.stop_campaign(uuid, text) from public, anon, authenticated;

create or replace function private.stop_troubled_campaign(p_campaign uuid) returns boolean
language sql volatile security definer set search_path = '' as $$
  select private.stop_campaign(p_campaign, private.campaign_trouble(p_campaign))
$$;

-- For the worker. Answers whether it was under way.
create function public.hold_campaign(p_id uuid, p_reason text) returns boolean
language sql volatile security definer set search_path = '' as $$
  select private.stop_campaign(p_id, p_reason)
$$;
revoke all on function public.hold_campaign(uuid, text) from public, anon, authenticated;
grant execute on function public.hold_campaign(uuid, text) to service_role;
comment on function public.hold_campaign(uuid, text) is 'Pauses a campaign of which no letter can be written any more.';
