-- Journeys: a letter that was taken back and is right as it is goes on; what an undo means for letters that wait; and how the letters of
-- journeys do, for their page.

-- Lets an approved letter go out again while its journey is on: one that was taken back, and then was not changed after all.
create function public.begin_journey_letter(p_campaign uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('manager');
  update public.campaigns c set status = 'sending', started_at = coalesce(c.started_at, now())
  where c.id = p_campaign and c.status = 'approved' and exists (select from public.journey_steps s join public.journeys j on j.id = s.journey_id where s.campaign_id = c.id and j.is_on);
  if not found then
    raise sqlstate 'PT422' using message = 'A letter goes out when it is approved and its journey is on.', hint = 'journey_letter_not_ready';
  end if;
end $$;

-- Letters are not in the change log. So after an undo those that wait are held against what holds now: where a journey is off, or a letter
-- is none of it any more, nothing waits; where the act that took letters back is undone, they wait again until they have become too late.
create function private.settle_undone_journeys() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_campaigns uuid[] := array(select distinct coalesce(p.record_id, '')::uuid from private.undo_plan p where p.set_id = new.id and p.table_name = 'campaigns');
begin
  update public.campaigns c set status = 'approved', pause_reason = null
  from public.journey_steps s join public.journeys j on j.id = s.journey_id
  where s.campaign_id = c.id and not j.is_on and c.status in ('sending', 'paused');
  update public.deliveries d set status = 'cancelled', reason = 'journey_off', settled_at = now()
  from public.campaigns c
  where c.id = any (v_campaigns) and c.kind = 'journey' and d.campaign_id = c.id and d.status = 'waiting'
    and not exists (select from public.journey_steps s join public.journeys j on j.id = s.journey_id where s.campaign_id = c.id and j.is_on);
  update public.deliveries d set status = 'waiting', reason = null, settled_at = null
  from public.campaigns c join public.journey_steps s on s.campaign_id = c.id join public.journeys j on j.id = s.journey_id
  where c.id = any (v_campaigns) and j.is_on and c.status in ('sending', 'paused') and d.campaign_id = c.id and d.status = 'cancelled' and d.reason = 'journey_off'
    and d.settled_at >= new.created_at and d.expires_at > now();
  return null;
end $$;
create trigger _520_settle_journeys after update of undone_by on public.change_sets for each row
  when (new.undone_by is not null and new.tables && '{journeys,journey_steps}'::text[]) execute function private.settle_undone_journeys();

-- What their page says of journeys: {letters: {campaign: {sent, waiting, left_out}}, answers: {yes, no, not_yet} of the last ninety days}.
create function public.journey_counts() returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.at_least('viewer');
  return jsonb_build_object(
    'letters', (select coalesce(jsonb_object_agg(n.campaign_id, jsonb_build_object('sent', n.sent, 'waiting', n.waiting, 'left_out', n.left_out)), '{}') from (
      select s.campaign_id, count(*) filter (where d.status = 'sent') as sent, count(*) filter (where d.status = 'waiting') as waiting,
        count(*) filter (where d.status = 'cancelled' and d.reason = 'frequency') as left_out
      from public.journey_steps s left join public.deliveries d on d.campaign_id = s.campaign_id group by s.campaign_id) n),
    'answers', (select jsonb_build_object('yes', count(*) filter (where a.answer = 'yes'), 'no', count(*) filter (where a.answer = 'no'), 'not_yet', count(*) filter (where a.answer = 'not_yet'))
      from public.inquiry_answers a where a.created_at >= now() - interval '90 days'));
end $$;

revoke all on function private.settle_undone_journeys() from public, anon, authenticated;
revoke all on function public.begin_journey_letter(uuid), public.journey_counts() from public, anon;
grant execute on function public.begin_journey_letter(uuid), public.journey_counts() to authenticated;
