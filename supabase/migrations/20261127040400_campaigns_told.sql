-- Who hears of a campaign: whoever may approve it when it is submitted, whoever wrote it when it is approved or given back, whoever
-- approved it when that approval falls, and those who lead when the program itself stops one.

create function private.tell_campaigns() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := private.current_staff_id();
  v_facts jsonb := jsonb_build_object('subject', new.name);
  v_deed text;
  v_staff uuid;
begin
  if v_me is null then
    if new.status = 'paused' then
      -- The program did it: there is no actor, and it is told all the same, since letters have stopped.
      insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
      select s.id, 'changed', 'campaigns', new.id, v_facts || jsonb_build_object('deed', 'stopped', 'excerpt', left(new.pause_reason, 200)), private.reach_of(s.id, 'changed') = 'app'
      from public.staff s
      where s.is_active and (private.role_rank(s.role) >= private.role_rank('manager') or s.id in (new.written_by, new.submitted_by)) and private.reach_of(s.id, 'changed') <> 'none';
    end if;
    return null;
  end if;
  v_deed := case
    when new.status = 'in_review' then 'submitted'
    when new.status = 'approved' and old.status = 'in_review' then 'approved'
    when new.status = 'draft' then case when new.fallen_for is null then 'returned' else 'fallen' end
    when new.status = 'paused' then 'paused'
    when new.status = 'cancelled' and old.status in ('scheduled', 'sending', 'paused') then 'cancelled' end;
  if v_deed is null then return null; end if;
  v_facts := v_facts || jsonb_build_object('deed', v_deed);
  if v_deed = 'returned' then v_facts := v_facts || jsonb_build_object('excerpt', left(new.review_note, 200)); end if;
  if v_deed = 'submitted' then
    for v_staff in select s.id from public.staff s where s.is_active and private.role_rank(s.role) >= private.role_rank('manager') and private.own_campaign(new, s.id) is null loop
      perform private.notify(v_staff, 'assigned', 'campaigns', new.id, v_facts);
    end loop;
    return null;
  end if;
  for v_staff in select distinct s from unnest(case when v_deed = 'fallen' then array[old.approved_by] else array[new.written_by, old.submitted_by, case when v_deed in ('paused', 'cancelled') then new.approved_by end] end) s
    where s is not null
  loop
    perform private.notify(v_staff, 'changed', 'campaigns', new.id, v_facts);
  end loop;
  return null;
end $$;
create trigger _500_tell_update after update of status on public.campaigns for each row when (new.status <> old.status) execute function private.tell_campaigns();
revoke all on function private.tell_campaigns() from public, anon, authenticated;
