-- Campaigns: one person writes, another approves. What is approved is the wording as it stands at that moment; to approve, a person
-- says which version they read, so that nothing slips in between.

-- Why somebody may not be the second person for a campaign; null when they may.
create function private.own_campaign(p_one public.campaigns, p_staff uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when p_staff is null or p_staff = p_one.written_by or p_staff = any (p_one.writers) then 'wrote'
    when p_staff = p_one.submitted_by then 'submitted' end
$$;

create function private.guard_second_person(p_one public.campaigns) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  case private.own_campaign(p_one, private.current_staff_id())
    when 'wrote' then raise sqlstate '42501' using message = 'You wrote in this campaign. Another manager reads and approves it.', hint = 'campaign_wrote';
    when 'submitted' then raise sqlstate '42501' using message = 'You submitted this campaign. Another manager reads and approves it.', hint = 'campaign_submitted';
    else null;
  end case;
end $$;

-- What a campaign needs before somebody else reads it.
create function private.check_campaign_whole(p_one public.campaigns) returns void
language plpgsql stable security definer set search_path = '' as $$
declare v_short text;
begin
  if not exists (select from public.campaign_messages where campaign_id = p_one.id) then
    raise sqlstate 'PT422' using message = 'There is nothing to read yet. Write it in at least one language.', hint = 'campaign_empty';
  elsif not exists (select from public.campaign_messages where campaign_id = p_one.id and language = p_one.fallback_language) then
    raise sqlstate 'PT422' using message = 'There is no version in the language for readers whose own is missing. Write it, or choose another language for them.', hint = 'campaign_no_fallback';
  end if;
  select language into v_short from public.campaign_messages
  where campaign_id = p_one.id and (btrim(subject) = '' or case format when 'mjml' then btrim(mjml) = '' else jsonb_array_length(blocks) = 0 end) order by language limit 1;
  if v_short is not null then
    raise sqlstate 'PT422' using message = format('The version in "%s" has no subject or says nothing. Finish it, or remove it.', v_short), hint = 'campaign_unfinished';
  elsif p_one.ab_share is not null and exists (select from public.campaign_messages where campaign_id = p_one.id and nullif(btrim(subject_b), '') is null) then
    raise sqlstate 'PT422' using message = 'Two subjects are to be tried, and a version has only one. Write the other, or try none.', hint = 'campaign_subject_b';
  elsif not exists (select from public.mailing_lists where id = p_one.list_id and is_active) then
    raise sqlstate 'PT422' using message = 'Its mailing list is not in use any more. Choose another.', hint = 'campaign_list_ended';
  end if;
end $$;

-- Hands a draft in for review.
create function public.submit_campaign(p_id uuid, p_version integer default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.campaigns := private.open_campaign(p_id, p_version, 'coordinator');
begin
  if v_one.status = 'in_review' then
    raise sqlstate 'PT409' using message = 'It is in review already.', hint = 'campaign_in_review';
  elsif v_one.status <> 'draft' then
    raise sqlstate 'PT422' using message = 'Only a draft is submitted for review.', hint = 'campaign_not_draft';
  end if;
  perform private.check_campaign_whole(v_one);
  update public.campaigns set status = 'in_review', submitted_by = private.current_staff_id(), submitted_at = now(), submitted_content = private.campaign_wording(p_id),
    review_note = null, fallen_for = null, approved_by = null, approved_at = null
  where id = p_id;
end $$;

-- Gives it back with a note: what was handed in, or, by a manager, what was approved and is not scheduled. The one who submitted
-- it may take it back, too.
create function public.return_campaign(p_id uuid, p_note text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.campaigns := private.open_campaign(p_id, null, 'coordinator');
begin
  if v_one.status not in ('in_review', 'approved') then
    raise sqlstate 'PT422' using message = case when v_one.status = 'draft' then 'It is a draft already.' else 'It is scheduled. Take it back first.' end, hint = 'campaign_not_in_review';
  end if;
  if v_one.submitted_by is distinct from private.current_staff_id() or v_one.status = 'approved' then
    perform private.at_least('manager');
  end if;
  if nullif(btrim(p_note), '') is null or length(btrim(p_note)) > 2000 then
    raise sqlstate 'PT422' using message = 'Write what should be different, in at most 2,000 characters: whoever wrote it reads this first.', hint = 'review_note';
  end if;
  update public.campaigns set status = 'draft', review_note = btrim(p_note), fallen_for = null, submitted_by = null, submitted_at = null, approved_by = null, approved_at = null where id = p_id;
end $$;

-- Approves what is in review. p_version: the version that was read.
create function public.approve_campaign(p_id uuid, p_version integer default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.campaigns := private.open_campaign(p_id, p_version, 'manager');
  v_wording jsonb := private.campaign_wording(p_id);
begin
  if v_one.status <> 'in_review' then
    raise sqlstate 'PT422' using message = case v_one.status when 'draft' then 'It has not been submitted for review.' when 'approved' then 'It is approved already.'
      else 'It is past review.' end, hint = 'campaign_not_in_review';
  end if;
  perform private.guard_second_person(v_one);
  perform private.check_campaign_whole(v_one);
  if v_wording is distinct from v_one.submitted_content then
    raise sqlstate 'PT409' using message = 'It was changed after it was submitted. It has to be submitted again.', hint = 'campaign_changed';
  end if;
  update public.campaigns set status = 'approved', approved_by = private.current_staff_id(), approved_at = now(), writers = '{}', review_note = null, fallen_for = null,
    approved_content = jsonb_build_object('content', v_wording, 'by', private.current_staff_id(), 'at', now())
  where id = p_id;
end $$;

-- The wording as it was approved last, against now; before any approval, as it was submitted. Answers {base: 'approved' | 'submitted'
-- | null, by, at, rows: [{language, field, before, after}], names: {id: name}}.
create function public.campaign_difference(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_one public.campaigns;
  v_base jsonb;
  v_now jsonb := private.campaign_wording(p_id);
begin
  perform private.at_least('viewer');
  select * into v_one from public.campaigns where id = p_id;
  if v_one.id is null then raise sqlstate 'PT404' using message = 'This campaign is not there any more.', hint = 'missing'; end if;
  v_base := coalesce(v_one.approved_content -> 'content', v_one.submitted_content);
  return jsonb_build_object(
    'base', case when v_one.approved_content is not null then 'approved' when v_one.submitted_content is not null then 'submitted' end,
    'by', (select name from public.staff where id::text = v_one.approved_content ->> 'by'),
    'at', v_one.approved_content ->> 'at',
    'rows', case when v_base is null then '[]'::jsonb else (select coalesce(jsonb_agg(jsonb_build_object('language', d.language, 'field', d.field, 'before', d.before, 'after', d.after)
      order by d.language nulls first, d.field), '[]') from private.wording_differences(v_base, v_now) d) end,
    'names', (select coalesce(jsonb_object_agg(n.id, n.name), '{}') from (
      select id::text, name from public.mailing_lists where id::text in (v_base -> 'campaign' ->> 'list_id', v_now -> 'campaign' ->> 'list_id')
      union all select id::text, name from public.topics where id::text in (v_base -> 'campaign' ->> 'topic_id', v_now -> 'campaign' ->> 'topic_id')
      union all select id::text, name from public.email_layouts where id::text in (v_base -> 'campaign' ->> 'layout_id', v_now -> 'campaign' ->> 'layout_id')) n));
end $$;

revoke all on function private.own_campaign(public.campaigns, uuid), private.guard_second_person(public.campaigns), private.check_campaign_whole(public.campaigns) from public, anon, authenticated;
revoke all on function public.submit_campaign(uuid, integer), public.return_campaign(uuid, text), public.approve_campaign(uuid, integer), public.campaign_difference(uuid) from public, anon;
grant execute on function public.submit_campaign(uuid, integer), public.return_campaign(uuid, text), public.approve_campaign(uuid, integer), public.campaign_difference(uuid) to authenticated;
