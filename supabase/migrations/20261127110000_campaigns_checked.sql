-- Nobody hands in what was not checked. The checks of a letter (does it compile, is every picture described, does every link lead
-- somewhere …) are made by the server, which notes here the wording that passed; what was changed since, has not. What is approved is
-- what was handed in, so nothing is approved either that did not pass.

create table private.campaign_checks (
  campaign_id uuid primary key references public.campaigns (id) on delete cascade,
  -- Of the wording that passed last.
  fingerprint text not null,
  checked_at timestamptz not null default now()
);
alter table private.campaign_checks enable row level security;
-- Deliberately no policy and no grant: only the functions below.

-- Of all that the checks look at: the wording, where the office is, and whether the letter is on the website.
create function private.campaign_fingerprint(p_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select md5(jsonb_build_array(private.campaign_wording(c.id), s.address, s.website, c.published_at is not null)::text)
  from public.campaigns c cross join public.settings s where c.id = p_id
$$;

-- As before, with the fingerprint: read together with the facts, so that what is noted is what was looked at.
create or replace function public.campaign_content(p_id uuid, p_now timestamptz default now()) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', c.id, 'name', c.name, 'kind', c.kind, 'status', c.status, 'version', c.version, 'fingerprint', private.campaign_fingerprint(c.id), 'fallback_language', c.fallback_language,
    'counts_clicks', c.counts_clicks, 'from_name', c.from_name, 'reply_to', c.reply_to, 'slug', case when c.published_at is not null then c.slug end,
    'list', jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name, 'translations', l.translations, 'needs_consent', l.needs_consent),
    'layout', (select jsonb_build_object('id', y.id, 'name', y.name, 'mjml', y.mjml) from private.layout_of(c.layout_id) y where y.id is not null),
    'office', jsonb_build_object('name', s.office_name, 'city', s.city_name, 'address', s.address, 'phone', s.phone, 'email', coalesce(c.reply_to, s.mail_reply_to, s.email),
      'website', s.website, 'time_zone', s.time_zone, 'logo_path', s.logo_path),
    'messages', (select coalesce(jsonb_agg(jsonb_build_object('language', m.language, 'subject', m.subject, 'subject_b', m.subject_b, 'preheader', m.preheader, 'format', m.format,
      'blocks', m.blocks, 'mjml', m.mjml, 'text_part', m.text_part) order by m.language), '[]') from public.campaign_messages m where m.campaign_id = c.id),
    'now', private.instant_text(t.at),
    'events', (select coalesce(jsonb_agg(private.event_where(e) - 'online_url' || jsonb_build_object('id', e.id, 'slug', e.slug, 'title', e.title, 'translations', e.translations,
      'is_online', e.online_url is not null, 'district_id', e.district_id) order by e.starts_at, e.id), '[]')
      from (select * from public.events e where e.published_at <= p_now and e.status in ('planned', 'confirmed') and e.starts_at > t.at and e.starts_at < t.at + interval '366 days'
        order by e.starts_at, e.id limit 300) e),
    'attachments', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'media_type', a.media_type, 'bytes', a.bytes, 'path', a.path) order by a.created_at, a.id), '[]')
      from public.attachments a where a.campaign_id = c.id and a.removed_at is null),
    'counted', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'language', k.language, 'url', k.url) order by k.language, k.position), '[]')
      from public.campaign_links k where k.campaign_id = c.id and c.counts_clicks))
  from public.campaigns c join public.mailing_lists l on l.id = c.list_id cross join public.settings s
  cross join lateral (select greatest(p_now, c.scheduled_at) as at) t
  where c.id = p_id
$$;

-- The checks passed for what has this fingerprint.
create function public.note_campaign_checked(p_id uuid, p_fingerprint text) returns void
language sql volatile security definer set search_path = '' as $$
  insert into private.campaign_checks as k (campaign_id, fingerprint) values (p_id, p_fingerprint)
  on conflict (campaign_id) do update set fingerprint = excluded.fingerprint, checked_at = excluded.checked_at
$$;

-- As before, and only what passed.
create or replace function public.submit_campaign(p_id uuid, p_version integer default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.campaigns := private.open_campaign(p_id, p_version, 'coordinator');
begin
  if v_one.status = 'in_review' then
    raise sqlstate 'PT409' using message = 'It is in review already.', hint = 'campaign_in_review';
  elsif v_one.status <> 'draft' then
    raise sqlstate 'PT422' using message = 'Only a draft is submitted for review.', hint = 'campaign_not_draft';
  end if;
  perform private.check_campaign_whole(v_one);
  if not exists (select from private.campaign_checks k where k.campaign_id = p_id and k.fingerprint = private.campaign_fingerprint(p_id)) then
    raise sqlstate 'PT422' using message = 'What it says now has not been through the checks. Ask for approval from the campaign''s page: it is checked there first.', hint = 'campaign_unchecked';
  end if;
  update public.campaigns set status = 'in_review', submitted_by = private.current_staff_id(), submitted_at = now(), submitted_content = private.campaign_wording(p_id),
    review_note = null, fallen_for = null, approved_by = null, approved_at = null
  where id = p_id;
end $$;

revoke all on function private.campaign_fingerprint(uuid), public.note_campaign_checked(uuid, text) from public, anon, authenticated;
grant execute on function public.note_campaign_checked(uuid, text) to service_role;
comment on function public.note_campaign_checked(uuid, text) is 'Notes which wording of a campaign passed the checks of its letters. By the server only.';
