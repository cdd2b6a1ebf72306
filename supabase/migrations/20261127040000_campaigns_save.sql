-- Campaigns, second chapter: how they are written. A campaign is saved with what it says in one act, so that it can be undone as
-- one. What somebody approves is its wording: one document of all that a reader could notice, made here and nowhere else. A wording
-- that is not the one that was submitted or approved any more is a draft again.

alter table public.campaigns
  -- Who wrote in it since it was last approved: none of them can be the second person.
  add column writers uuid[] not null default '{}',
  -- The wording that was handed in for review.
  add column submitted_content jsonb,
  -- What was changed when a submission or an approval fell: "audience", "en.subject" …; screens say it in the reader's language.
  add column fallen_for text[];
comment on column public.campaigns.writers is 'The staff who wrote in it since it was last approved; none of them approves it.';
comment on column public.campaigns.submitted_content is 'The wording as it was handed in for review.';
comment on column public.campaigns.fallen_for is 'What was changed when its submission or approval fell.';
comment on column public.campaigns.approved_content is 'What was approved last: {content, by, at}; stays when the approval falls, for the difference.';

-- Functions write here, each of which asks who it is: an undo asks for the same.
insert into private.audited_tables (table_name, undo_role) values ('campaigns', 'coordinator')
on conflict (table_name) do update set undo_role = excluded.undo_role;
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role) values ('campaign_messages', 'campaigns', 'campaign_id', 'coordinator')
on conflict (table_name) do update set parent_table = excluded.parent_table, parent_column = excluded.parent_column, undo_role = excluded.undo_role;

-- ---------------------------------------------------------------- the wording
-- All of a campaign that is approved: who gets it, from whom, on which list, what it says in each language. Not when and how fast
-- it goes, and not what the office calls it.
create function private.campaign_wording(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'campaign', jsonb_build_object('list_id', c.list_id, 'audience', c.audience, 'topic_id', c.topic_id, 'skips_open_inquiries', c.skips_open_inquiries,
      'fallback_language', c.fallback_language, 'layout_id', c.layout_id, 'from_name', c.from_name, 'reply_to', c.reply_to, 'ab_share', c.ab_share,
      'counts_clicks', c.counts_clicks),
    'messages', (select coalesce(jsonb_object_agg(m.language, jsonb_build_object('subject', m.subject, 'subject_b', m.subject_b, 'preheader', m.preheader,
      'format', m.format, 'blocks', m.blocks, 'mjml', m.mjml, 'text_part', m.text_part)), '{}') from public.campaign_messages m where m.campaign_id = c.id))
  from public.campaigns c where c.id = p_id
$$;

-- In what two wordings differ: {field, language: null for what holds for all, before, after}. A language that came or went is one
-- row, "message", with the whole on one side.
create function private.wording_differences(p_before jsonb, p_after jsonb) returns table (language text, field text, before jsonb, after jsonb)
language sql immutable set search_path = '' as $$
  select null::text, k.key, p_before -> 'campaign' -> k.key, p_after -> 'campaign' -> k.key
  from (select jsonb_object_keys(p_before -> 'campaign') as key union select jsonb_object_keys(p_after -> 'campaign')) k
  where p_before -> 'campaign' -> k.key is distinct from p_after -> 'campaign' -> k.key
  union all
  select l.code, f.key, f.before, f.after
  from (select jsonb_object_keys(p_before -> 'messages') as code union select jsonb_object_keys(p_after -> 'messages')) l
  cross join lateral (select p_before -> 'messages' -> l.code as b, p_after -> 'messages' -> l.code as a) m
  cross join lateral (
    select 'message' as key, m.b as before, m.a as after where m.b is null or m.a is null
    union all
    select k.key, m.b -> k.key, m.a -> k.key from jsonb_object_keys(m.b) k (key)
    where m.a is not null and m.b -> k.key is distinct from m.a -> k.key) f
$$;

-- A wording that is not the one which was submitted or approved is a draft again. Whatever writes a campaign ends with this.
create function private.settle_campaign(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.campaigns;
  v_agreed jsonb;
  v_fields text[];
begin
  select * into v_one from public.campaigns where id = p_id for update;
  if v_one.status not in ('in_review', 'approved') then return; end if;
  v_agreed := case v_one.status when 'approved' then v_one.approved_content -> 'content' else v_one.submitted_content end;
  v_fields := array(select concat_ws('.', d.language, d.field) from private.wording_differences(v_agreed, private.campaign_wording(p_id)) d order by d.language nulls first, d.field);
  if cardinality(v_fields) = 0 then return; end if;
  update public.campaigns set status = 'draft', submitted_by = null, submitted_at = null, approved_by = null, approved_at = null, fallen_for = v_fields,
    review_note = left(format('Changed after it was %s: %s.', case v_one.status when 'approved' then 'approved' else 'submitted' end, array_to_string(v_fields, ', ')), 2000)
  where id = p_id;
end $$;

-- Once it is scheduled its wording is locked, whoever writes.
create function private.guard_campaign_wording() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_status text := old.status;
begin
  if v_status in ('scheduled', 'sending', 'paused', 'sent', 'cancelled') then
    raise sqlstate 'PT422' using message = 'What goes out is fixed once it is scheduled. Take it back first.', hint = 'campaign_locked';
  end if;
  return new;
end $$;
create trigger _200_guard_wording before update on public.campaigns for each row
  when ((new.list_id, new.audience, new.topic_id, new.skips_open_inquiries, new.fallback_language, new.layout_id, new.from_name, new.reply_to, new.ab_share, new.counts_clicks)
    is distinct from (old.list_id, old.audience, old.topic_id, old.skips_open_inquiries, old.fallback_language, old.layout_id, old.from_name, old.reply_to, old.ab_share, old.counts_clicks)
    -- A reference that is emptied because its row goes is no act of a writer.
    and (new.topic_id is not null or old.topic_id is null) and (new.layout_id is not null or old.layout_id is null))
  execute function private.guard_campaign_wording();

create function private.guard_campaign_message() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := case tg_op when 'DELETE' then old.campaign_id else new.campaign_id end;
begin
  if exists (select from public.campaigns where id = v_id and status in ('scheduled', 'sending', 'paused', 'sent', 'cancelled')) then
    raise sqlstate 'PT422' using message = 'What goes out is fixed once it is scheduled. Take it back first.', hint = 'campaign_locked';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger _200_guard_wording before insert or update or delete on public.campaign_messages for each row
  when (pg_trigger_depth() = 0) execute function private.guard_campaign_message();

-- ---------------------------------------------------------------- rules
-- What is wrong with a campaign as it would be saved. A draft may be unfinished: what it needs to be sent is asked when it is submitted.
create function private.check_campaign(p_one public.campaigns) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if nullif(btrim(p_one.name), '') is null or length(btrim(p_one.name)) > 200 then
    raise sqlstate 'PT422' using message = 'Give the campaign a name of at most 200 characters. Only the office sees it.', hint = 'campaign_name';
  elsif p_one.kind is null or p_one.kind not in ('bulletin', 'journey') then
    raise sqlstate 'PT422' using message = 'Choose one of the kinds that are offered.', hint = 'campaign_kind';
  elsif p_one.list_id is null or not exists (select from public.mailing_lists where id = p_one.list_id) then
    raise sqlstate 'PT422' using message = 'Choose the mailing list that it goes to: it decides who can leave it, and how.', hint = 'campaign_list';
  elsif p_one.audience is null or jsonb_typeof(p_one.audience) <> 'object' or length(p_one.audience::text) > 50000 then
    raise sqlstate 'PT422' using message = 'The audience has more conditions than can be kept. Make it simpler.', hint = 'campaign_audience';
  elsif p_one.fallback_language is null or not exists (select from public.languages where code = p_one.fallback_language) then
    raise sqlstate 'PT422' using message = 'Choose the language for readers whose own is not among the versions.', hint = 'campaign_language';
  elsif length(p_one.from_name) > 120 or p_one.from_name ~ '[[:cntrl:]]' then
    raise sqlstate 'PT422' using message = 'Enter a sender of at most 120 characters, on one line.', hint = 'from_name';
  elsif p_one.reply_to !~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' or length(p_one.reply_to) > 254 then
    raise sqlstate 'PT422' using message = 'Enter one whole address for replies, such as engage@city.gov.', hint = 'reply_to';
  elsif p_one.rate_per_second not between 1 and 1000 then
    raise sqlstate 'PT422' using message = 'Enter 1 to 1,000 letters a second, or leave it empty for the office’s own.', hint = 'rate_per_second';
  elsif p_one.ab_share not between 5 and 50 then
    raise sqlstate 'PT422' using message = 'Each of two subjects is tried on 5 to 50 percent of the audience.', hint = 'ab_share';
  end if;
  perform private.guard_sections(p_one.primary_section, p_one.sections);
end $$;

create function private.check_campaign_messages(p_messages jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if jsonb_typeof(p_messages) <> 'array' or jsonb_array_length(p_messages) > 60 then
    raise sqlstate 'PT422' using message = 'A campaign has at most one version in each language.', hint = 'campaign_messages';
  elsif exists (select from jsonb_array_elements(p_messages) m where not exists (select from public.languages where code = m ->> 'language')) then
    raise sqlstate 'PT422' using message = 'Choose a language for each version.', hint = 'campaign_messages';
  elsif (select count(distinct m ->> 'language') from jsonb_array_elements(p_messages) m) < jsonb_array_length(p_messages) then
    raise sqlstate 'PT422' using message = 'A campaign has at most one version in each language.', hint = 'campaign_messages';
  elsif exists (select from jsonb_array_elements(p_messages) m, unnest(array['subject', 'subject_b', 'preheader']) f
    where length(m ->> f) > 300 or (m ->> f) ~ '[[:cntrl:]]') then
    raise sqlstate 'PT422' using message = 'A subject, and the line after it, has one line of at most 300 characters.', hint = 'campaign_subject';
  elsif exists (select from jsonb_array_elements(p_messages) m where m ->> 'format' not in ('blocks', 'mjml')) then
    raise sqlstate 'PT422' using message = 'A version is written in blocks or in MJML.', hint = 'campaign_messages';
  elsif exists (select from jsonb_array_elements(p_messages) m where jsonb_typeof(m -> 'blocks') <> 'array' or length((m -> 'blocks')::text) > 200000
    or length(m ->> 'mjml') > 200000 or length(m ->> 'text_part') > 100000) then
    raise sqlstate 'PT422' using message = 'This version is longer than a letter can be. Shorten it, or link to a page.', hint = 'campaign_long';
  end if;
end $$;

-- Writes the versions, each only where it differs. The list is the whole: a language that it does not name goes. Within one, what
-- is not named stays.
create function private.write_campaign_messages(p_id uuid, p_messages jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_given jsonb;
  v_new public.campaign_messages;
begin
  delete from public.campaign_messages m where m.campaign_id = p_id and m.language not in (select g ->> 'language' from jsonb_array_elements(p_messages) g);
  for v_given in select value from jsonb_array_elements(p_messages) loop
    select * into v_new from public.campaign_messages where campaign_id = p_id and language = v_given ->> 'language';
    if v_new.id is null then
      insert into public.campaign_messages (campaign_id, language, subject, subject_b, preheader, format, blocks, mjml, text_part)
      values (p_id, v_given ->> 'language', coalesce(btrim(v_given ->> 'subject'), ''), nullif(btrim(v_given ->> 'subject_b'), ''), coalesce(btrim(v_given ->> 'preheader'), ''),
        coalesce(v_given ->> 'format', 'blocks'), coalesce(nullif(v_given -> 'blocks', 'null'), '[]'), coalesce(v_given ->> 'mjml', ''), nullif(v_given ->> 'text_part', ''));
    else
      update public.campaign_messages m set subject = n.subject, subject_b = n.subject_b, preheader = n.preheader, format = n.format, blocks = n.blocks, mjml = n.mjml, text_part = n.text_part
      from (select
        case when v_given ? 'subject' then coalesce(btrim(v_given ->> 'subject'), '') else v_new.subject end as subject,
        case when v_given ? 'subject_b' then nullif(btrim(v_given ->> 'subject_b'), '') else v_new.subject_b end as subject_b,
        case when v_given ? 'preheader' then coalesce(btrim(v_given ->> 'preheader'), '') else v_new.preheader end as preheader,
        coalesce(v_given ->> 'format', v_new.format) as format, coalesce(nullif(v_given -> 'blocks', 'null'), v_new.blocks) as blocks, coalesce(v_given ->> 'mjml', v_new.mjml) as mjml,
        case when v_given ? 'text_part' then nullif(v_given ->> 'text_part', '') else v_new.text_part end as text_part) n
      where m.id = v_new.id and (m.subject, m.subject_b, m.preheader, m.format, m.blocks, m.mjml, m.text_part)
        is distinct from (n.subject, n.subject_b, n.preheader, n.format, n.blocks, n.mjml, n.text_part);
    end if;
  end loop;
end $$;

-- ---------------------------------------------------------------- the act
-- The campaign, locked, for whoever has the role and saw it as it is. p_version null: whoever does not mind.
create function private.open_campaign(p_id uuid, p_version integer, p_role text) returns public.campaigns
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.campaigns;
begin
  perform private.at_least(p_role);
  select * into v_one from public.campaigns where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This campaign is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this campaign since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

-- Saves a campaign; p_id null makes a new one. p_campaign: name, kind (of a new one), list_id, audience, view_id, topic_id,
-- skips_open_inquiries, fallback_language, layout_id, from_name, reply_to, rate_per_second, in_business_hours, ab_share, counts_clicks,
-- primary_section, sections, and messages [{language, subject, subject_b, preheader, format, blocks, mjml, text_part}]: all its
-- versions. What is not named stays. A change of the wording after it was submitted or approved makes it a draft again. Returns the id.
create function public.save_campaign(p_campaign jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.campaigns;
  v_new public.campaigns;
  v_me uuid := private.current_staff_id();
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_campaign) where key in ('name', 'kind', 'list_id', 'audience', 'view_id', 'topic_id', 'skips_open_inquiries',
    'fallback_language', 'layout_id', 'from_name', 'reply_to', 'rate_per_second', 'in_business_hours', 'ab_share', 'counts_clicks', 'primary_section', 'sections'));
  v_before jsonb;
begin
  perform private.at_least('coordinator');
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.campaigns, '{"kind": "bulletin", "audience": {}, "fallback_language": "en", "skips_open_inquiries": false, "in_business_hours": false,
      "counts_clicks": false, "primary_section": 4, "sections": []}'::jsonb || v_given);
  else
    v_old := private.open_campaign(p_id, p_version, 'coordinator');
    if v_old.status in ('sent', 'cancelled') and v_given - '{name,primary_section,sections}'::text[] <> '{}' then
      raise sqlstate 'PT422' using message = 'This campaign is over. Make a new one from it.', hint = 'campaign_over';
    end if;
    v_before := private.campaign_wording(p_id);
    select * into v_new from jsonb_populate_record(v_old, v_given - 'kind');
  end if;
  v_new.name := btrim(v_new.name);
  v_new.from_name := nullif(btrim(v_new.from_name), '');
  v_new.reply_to := nullif(btrim(v_new.reply_to), '');
  v_new.skips_open_inquiries := coalesce(v_new.skips_open_inquiries, false);
  v_new.in_business_hours := coalesce(v_new.in_business_hours, false);
  v_new.counts_clicks := coalesce(v_new.counts_clicks, false);
  if p_id is null or v_given ?| array['primary_section', 'sections'] then v_new.sections := private.sections_of(v_new.primary_section, v_new.sections); end if;
  perform private.check_campaign(v_new);
  if p_campaign ? 'messages' then perform private.check_campaign_messages(p_campaign -> 'messages'); end if;
  if p_id is null then
    insert into public.campaigns (name, kind, list_id, audience, view_id, topic_id, skips_open_inquiries, fallback_language, layout_id, from_name, reply_to, rate_per_second,
      in_business_hours, ab_share, counts_clicks, primary_section, sections, sections_corrected, written_by, writers)
    values (v_new.name, v_new.kind, v_new.list_id, v_new.audience, v_new.view_id, v_new.topic_id, v_new.skips_open_inquiries, v_new.fallback_language, v_new.layout_id, v_new.from_name,
      v_new.reply_to, v_new.rate_per_second, v_new.in_business_hours, v_new.ab_share, v_new.counts_clicks, v_new.primary_section, v_new.sections,
      v_given ?| array['primary_section', 'sections'], v_me, array_remove(array[v_me], null))
    returning id into v_new.id;
  elsif (v_new.name, v_new.list_id, v_new.audience, v_new.view_id, v_new.topic_id, v_new.skips_open_inquiries, v_new.fallback_language, v_new.layout_id, v_new.from_name, v_new.reply_to,
      v_new.rate_per_second, v_new.in_business_hours, v_new.ab_share, v_new.counts_clicks, v_new.primary_section, v_new.sections)
    is distinct from (v_old.name, v_old.list_id, v_old.audience, v_old.view_id, v_old.topic_id, v_old.skips_open_inquiries, v_old.fallback_language, v_old.layout_id, v_old.from_name, v_old.reply_to,
      v_old.rate_per_second, v_old.in_business_hours, v_old.ab_share, v_old.counts_clicks, v_old.primary_section, v_old.sections) then
    update public.campaigns set name = v_new.name, list_id = v_new.list_id, audience = v_new.audience, view_id = v_new.view_id, topic_id = v_new.topic_id,
      skips_open_inquiries = v_new.skips_open_inquiries, fallback_language = v_new.fallback_language, layout_id = v_new.layout_id, from_name = v_new.from_name, reply_to = v_new.reply_to,
      rate_per_second = v_new.rate_per_second, in_business_hours = v_new.in_business_hours, ab_share = v_new.ab_share, counts_clicks = v_new.counts_clicks,
      primary_section = v_new.primary_section, sections = v_new.sections,
      sections_corrected = sections_corrected or (v_new.primary_section, v_new.sections) is distinct from (v_old.primary_section, v_old.sections)
    where id = p_id;
  end if;
  if p_campaign ? 'messages' then perform private.write_campaign_messages(v_new.id, p_campaign -> 'messages'); end if;
  if p_id is not null and v_before is distinct from private.campaign_wording(p_id) then
    -- Also where only a version was written: whoever has the campaign open must hear of it.
    update public.campaigns set writers = case when v_me = any (writers) then writers else writers || v_me end where id = p_id;
    perform private.settle_campaign(p_id);
  end if;
  return v_new.id;
end $$;

revoke all on function private.campaign_wording(uuid), private.wording_differences(jsonb, jsonb), private.settle_campaign(uuid), private.guard_campaign_wording(), private.guard_campaign_message(),
  private.check_campaign(public.campaigns), private.check_campaign_messages(jsonb), private.write_campaign_messages(uuid, jsonb), private.open_campaign(uuid, integer, text)
  from public, anon, authenticated;
revoke all on function public.save_campaign(jsonb, uuid, integer) from public, anon;
grant execute on function public.save_campaign(jsonb, uuid, integer) to authenticated;
