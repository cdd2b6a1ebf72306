-- Campaigns and undo. Letters are not in the change log, and an approval is somebody's word about one wording: an undo puts rows back
-- and knows of neither. So what it did to a campaign is judged when all its rows are in place, by the mark that it leaves on the act.

-- p_before: the campaign as the undo found it. p_wrote: whether the undo touched what it says.
create function private.settle_undone_campaign(p_before public.campaigns, p_wrote boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now public.campaigns;
  v_me uuid := private.current_staff_id();
  v_wording jsonb := private.campaign_wording(p_before.id);
  v_queued constant text[] := '{scheduled,sending,paused,sent}';
begin
  select * into v_now from public.campaigns where id = p_before.id;
  -- ---- letters
  if v_now.kind <> 'journey' and p_before.status = 'cancelled' and v_now.status <> 'cancelled' and v_now.frozen_at is not null then
    raise sqlstate 'PT422' using message = 'A campaign that was cancelled stays cancelled: its letters were taken out. Make a new one from it.', hint = 'undo_campaign_cancelled';
  elsif v_now.kind <> 'journey' and v_now.status = any (v_queued) and not p_before.status = any (v_queued) then
    raise sqlstate 'PT422' using message = 'Schedule it anew instead: who gets it is worked out each time.', hint = 'undo_campaign_schedule';
  elsif v_now.kind <> 'journey' and p_before.status = any (v_queued) and not v_now.status = any (v_queued) then
    -- To undo scheduling is to take it back, and possible as long.
    perform private.thaw_campaign(v_now.id);
  elsif p_before.status = 'paused' and v_now.status in ('scheduled', 'sending') then
    perform private.at_least('manager');
  end if;
  if p_before.ab_winner is not null and v_now.ab_winner is null and exists (select from public.deliveries where campaign_id = v_now.id) then
    raise sqlstate 'PT422' using message = 'The rest is going out with the subject that was chosen. Pause or cancel it instead.', hint = 'undo_campaign_subject';
  end if;
  -- ---- the wording
  if v_now.status = any (v_queued || 'cancelled'::text) then
    if p_wrote then raise sqlstate 'PT422' using message = 'What goes out is fixed once it is scheduled. Take it back first.', hint = 'campaign_locked'; end if;
    return;
  end if;
  -- An approval that fell by a change is right again when the change is undone. One that was taken back is given again by whoever gave it.
  if v_now.status = 'approved' and p_before.status in ('draft', 'in_review') and p_before.fallen_for is null then
    perform private.at_least('manager');
    if v_now.approved_by is distinct from v_me then
      raise sqlstate '42501' using message = 'An approval that was taken back is given again by the person who gave it.', hint = 'undo_campaign_approval';
    end if;
  end if;
  if p_wrote and not (v_now.status = 'approved' and v_wording is not distinct from v_now.approved_content -> 'content')
    and not (v_now.status = 'in_review' and v_wording is not distinct from v_now.submitted_content) then
    -- Whoever wrote since, and whoever puts an older text back, wrote what stands there now.
    update public.campaigns set writers = array(select distinct w from unnest(writers || p_before.writers || v_me) w where w is not null)
    where id = v_now.id and not writers @> array_remove(p_before.writers || v_me, null);
  end if;
  perform private.settle_campaign(v_now.id);
end $$;

create function private.settle_undone_campaigns() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_wrote uuid[] := array(select distinct c.parent_id::uuid from public.changes c
    where c.change_set = new.id and c.changed_at >= new.created_at and c.table_name = 'campaign_messages');
  v_one record;
begin
  for v_one in
    select c as now, coalesce(p.after, '{}') as after
    from public.campaigns c
    left join private.undo_plan p on p.set_id = new.id and p.table_name = 'campaigns' and p.record_id = c.id::text
    where c.id = any (v_wrote) or p.set_id is not null
  loop
    perform private.settle_undone_campaign(jsonb_populate_record(v_one.now, v_one.after), (v_one.now).id = any (v_wrote)
      or v_one.after ?| '{list_id,audience,topic_id,skips_open_inquiries,fallback_language,layout_id,from_name,reply_to,ab_share,counts_clicks}'::text[]);
  end loop;
  return null;
end $$;
create trigger _500_settle_campaigns after update of undone_by on public.change_sets for each row
  when (new.undone_by is not null and new.tables && '{campaigns,campaign_messages}'::text[]) execute function private.settle_undone_campaigns();
revoke all on function private.settle_undone_campaign(public.campaigns, boolean), private.settle_undone_campaigns() from public, anon, authenticated;
