-- Files and layouts belong to the wording of a campaign: what somebody approved is what goes out, or it is a draft again.

-- As before, with the files that go out and with what the layout says.
create or replace function private.campaign_wording(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'campaign', jsonb_build_object('list_id', c.list_id, 'audience', c.audience, 'topic_id', c.topic_id, 'skips_open_inquiries', c.skips_open_inquiries,
      'fallback_language', c.fallback_language, 'layout_id', c.layout_id, 'from_name', c.from_name, 'reply_to', c.reply_to, 'ab_share', c.ab_share,
      'counts_clicks', c.counts_clicks,
      'layout', (select md5(y.mjml) from private.layout_of(c.layout_id) y),
      'attachments', (select coalesce(jsonb_agg(a.name || ' ' || left(a.sha256, 8) order by a.created_at, a.id), '[]') from public.attachments a where a.campaign_id = c.id and a.removed_at is null)),
    'messages', (select coalesce(jsonb_object_agg(m.language, jsonb_build_object('subject', m.subject, 'subject_b', m.subject_b, 'preheader', m.preheader,
      'format', m.format, 'blocks', m.blocks, 'mjml', m.mjml, 'text_part', m.text_part)), '{}') from public.campaign_messages m where m.campaign_id = c.id))
  from public.campaigns c where c.id = p_id
$$;

-- A file that came or went was written by whoever did it.
create function private.settle_campaign_attachment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_me uuid := private.current_staff_id();
begin
  update public.campaigns set writers = writers || v_me where id = new.campaign_id and v_me is not null and v_me <> all (writers);
  perform private.settle_campaign(new.campaign_id);
  return null;
end $$;
create trigger _500_settle_campaign after insert on public.attachments for each row when (new.campaign_id is not null) execute function private.settle_campaign_attachment();
create trigger _500_settle_campaign_changed after update of removed_at on public.attachments for each row
  when (new.campaign_id is not null and (new.removed_at is null) is distinct from (old.removed_at is null)) execute function private.settle_campaign_attachment();

-- A layout that changes changes what was read: campaigns that wait for somebody are drafts again, and under one that goes out it stays.
create function private.settle_layouts() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_one record;
begin
  if current_setting('rotunda.changing_layouts', true) = 'on' then return null; end if;
  for v_one in
    select c.id, c.name, c.status, c.approved_content -> 'content' -> 'campaign' ->> 'layout' as agreed, (select md5(y.mjml) from private.layout_of(c.layout_id) y) as now
    from public.campaigns c where c.status in ('in_review', 'approved', 'scheduled', 'sending', 'paused')
  loop
    if v_one.status in ('in_review', 'approved') then
      perform private.settle_campaign(v_one.id);
    elsif v_one.agreed is not null and v_one.agreed is distinct from v_one.now then
      raise sqlstate 'PT422' using message = format('The campaign "%s" goes out with this layout. Save it as a new one instead.', v_one.name), hint = 'layout_used';
    end if;
  end loop;
  return null;
end $$;
create trigger _500_settle after insert or update on public.email_layouts for each statement execute function private.settle_layouts();

revoke all on function private.settle_campaign_attachment(), private.settle_layouts() from public, anon, authenticated;
