-- Campaigns and undo: files go out with each letter, so putting one back, or taking one out again, is a change of the wording, too.

create or replace function private.settle_undone_campaigns() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_wrote uuid[] := array(select distinct c.parent_id::uuid from public.changes c
    where c.change_set = new.id and c.changed_at >= new.created_at and c.table_name in ('campaign_messages', 'attachments') and c.parent_table = 'campaigns');
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
drop trigger _500_settle_campaigns on public.change_sets;
create trigger _500_settle_campaigns after update of undone_by on public.change_sets for each row
  when (new.undone_by is not null and new.tables && '{campaigns,campaign_messages,attachments}'::text[]) execute function private.settle_undone_campaigns();
