-- Campaigns: a letter to many, written once, in the languages of those who get it, by one person and approved by another. Its
-- audience is a query over residents, as a saved view has it; when it is scheduled, one statement turns it into deliveries and
-- into the list of those who were left out, each with the reason. Nothing is counted but rows.

-- ---------------------------------------------------------------- layouts
create table public.email_layouts (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint email_layouts_name_once unique constraint email_layouts_name_filled check (btrim(name) <> '' and length(name) <= 120),
  -- MJML with the places {{ content }}, {{ footer }} and the merge fields of the office.
  mjml text not null constraint email_layouts_mjml_length check (length(mjml) between 1 and 100000),
  is_default boolean not null default false,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index email_layouts_default on public.email_layouts (is_default) where is_default;
call private.protect('public.email_layouts');
grant select on table public.email_layouts to authenticated;
create policy email_layouts_select_viewer on public.email_layouts for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. The program checks that a layout compiles before a function keeps it.
comment on table public.email_layouts is 'What letters of campaigns look like: MJML around the content. Without a row the program has its own.';

-- ---------------------------------------------------------------- campaigns
create table public.campaigns (
  id uuid primary key default gen_random_uuid(),
  -- What the office calls it; those who get it see its subject.
  name text not null constraint campaigns_name_filled check (btrim(name) <> '' and length(name) <= 200),
  -- A bulletin goes to an audience once; a journey's letter goes to each person when their time has come.
  kind text not null default 'bulletin' constraint campaigns_kind_known check (kind in ('bulletin', 'journey')),
  status text not null default 'draft' constraint campaigns_status_known
    check (status in ('draft', 'in_review', 'approved', 'scheduled', 'sending', 'paused', 'sent', 'cancelled')),
  list_id uuid not null references public.mailing_lists (id) on delete restrict,
  -- ---- who gets it: the query of the list of residents, {"search": …, "filters": {…}}; the saved view that it was taken from.
  audience jsonb not null default '{}' constraint campaigns_audience_object check (jsonb_typeof(audience) = 'object' and length(audience::text) <= 50000),
  view_id uuid references public.saved_views (id) on delete set null,
  -- What it is about: whoever has an open inquiry of this topic is left out, if that is wished.
  topic_id uuid references public.topics (id) on delete set null,
  skips_open_inquiries boolean not null default false,
  -- ---- what it says is in campaign_messages; a reader without their language gets this one.
  fallback_language text not null default 'en' references public.languages (code) on update cascade on delete restrict,
  layout_id uuid references public.email_layouts (id) on delete set null,
  from_name text constraint campaigns_from_name_form check (length(from_name) <= 120 and from_name !~ '[[:cntrl:]]'),
  reply_to text constraint campaigns_reply_to_form check (reply_to ~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' and length(reply_to) <= 254),
  -- ---- how it is sent
  scheduled_at timestamptz,
  -- Letters a second for this campaign; the office's setting when empty.
  rate_per_second smallint constraint campaigns_rate_range check (rate_per_second between 1 and 1000),
  in_business_hours boolean not null default false,
  -- The share of the audience, in percent, that tries each of two subjects; the rest waits for the choice.
  ab_share smallint constraint campaigns_ab_share_range check (ab_share between 5 and 50),
  ab_winner text constraint campaigns_ab_winner_known check (ab_winner in ('a', 'b')),
  counts_clicks boolean not null default false,
  -- ---- two people
  written_by uuid references public.staff (id) on delete set null,
  submitted_by uuid references public.staff (id) on delete set null,
  submitted_at timestamptz,
  approved_by uuid references public.staff (id) on delete set null,
  approved_at timestamptz,
  -- What was approved, whole: a change afterwards shows the difference.
  approved_content jsonb,
  -- Why it was given back, or why its approval fell.
  review_note text constraint campaigns_review_note_length check (length(review_note) <= 2000),
  -- ---- what happened
  frozen_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  pause_reason text constraint campaigns_pause_reason_length check (length(pause_reason) <= 500),
  -- ---- the public archive
  published_at timestamptz,
  slug text unique constraint campaigns_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  primary_section smallint not null default 4 references public.directives (section) on delete restrict,
  sections smallint[] not null default '{4}',
  sections_corrected boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaigns_published_has_address check (published_at is null or slug is not null),
  constraint campaigns_primary_among_sections check (primary_section = any (sections)),
  constraint campaigns_scheduled_whole check (status not in ('scheduled', 'sending', 'sent') or kind = 'journey' or frozen_at is not null)
);
create index campaigns_created on public.campaigns (created_at, id);
create index campaigns_status on public.campaigns (status, created_at, id);
create index campaigns_list on public.campaigns (list_id, created_at);
-- "What goes out, or went out, between these days?" For the calendar and the report.
create index campaigns_scheduled on public.campaigns (scheduled_at, id) where scheduled_at is not null;
create index campaigns_finished on public.campaigns (finished_at, id) where finished_at is not null;
create index campaigns_published on public.campaigns (published_at, id) where published_at is not null;
create index campaigns_view on public.campaigns (view_id) where view_id is not null;
create index campaigns_topic on public.campaigns (topic_id) where topic_id is not null;
create index campaigns_layout on public.campaigns (layout_id) where layout_id is not null;
create index campaigns_language on public.campaigns (fallback_language);
create index campaigns_section on public.campaigns (primary_section, created_at, id);
create index campaigns_written_by on public.campaigns (written_by) where written_by is not null;
create index campaigns_submitted_by on public.campaigns (submitted_by) where submitted_by is not null;
create index campaigns_approved_by on public.campaigns (approved_by) where approved_by is not null;

-- What it says, a language a row.
create table public.campaign_messages (
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references public.campaigns (id) on delete cascade,
  language text not null references public.languages (code) on update cascade on delete restrict,
  subject text not null default '' constraint campaign_messages_subject_length check (length(subject) <= 300),
  -- The other subject, where two are tried.
  subject_b text constraint campaign_messages_subject_b_length check (length(subject_b) <= 300),
  -- The line that mail programs show after the subject.
  preheader text not null default '' constraint campaign_messages_preheader_length check (length(preheader) <= 300),
  format text not null default 'blocks' constraint campaign_messages_format_known check (format in ('blocks', 'mjml')),
  blocks jsonb not null default '[]' constraint campaign_messages_blocks_array check (jsonb_typeof(blocks) = 'array' and length(blocks::text) <= 200000),
  mjml text not null default '' constraint campaign_messages_mjml_length check (length(mjml) <= 200000),
  -- The text part as somebody wrote it; null: made from the HTML.
  text_part text constraint campaign_messages_text_length check (length(text_part) <= 100000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_messages_once unique (campaign_id, language)
);
create index campaign_messages_language on public.campaign_messages (language);

call private.protect('public.campaigns');
call private.protect('public.campaign_messages');
grant select on table public.campaigns, public.campaign_messages to authenticated;
create policy campaigns_select_viewer on public.campaigns for select to authenticated using ((select private.at_least('viewer')));
create policy campaign_messages_select_viewer on public.campaign_messages for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. A campaign is saved with what it says, by one function; so is each verb.
comment on table public.campaigns is 'Letters to many: who gets them, who wrote and who approved, how they are sent.';
comment on table public.campaign_messages is 'What a campaign says, a language a row.';

-- ---------------------------------------------------------------- who was left out
create table public.campaign_exclusions (
  id bigint generated always as identity primary key,
  campaign_id uuid not null references public.campaigns (id) on delete cascade,
  resident_id uuid references public.residents (id) on delete set null,
  address text,
  reason text not null constraint campaign_exclusions_reason_known
    check (reason in ('no_address', 'same_address', 'unsubscribed', 'suppressed', 'no_consent', 'paused', 'frequency', 'open_inquiry', 'protected'))
);
create index campaign_exclusions_campaign on public.campaign_exclusions (campaign_id, reason, id);
create index campaign_exclusions_resident on public.campaign_exclusions (resident_id) where resident_id is not null;
alter table public.campaign_exclusions enable row level security;
revoke all on table public.campaign_exclusions from public, anon, authenticated;
grant all on table public.campaign_exclusions to service_role;
grant select on table public.campaign_exclusions to authenticated;
create policy campaign_exclusions_select_viewer on public.campaign_exclusions for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes, and no change log: it is written once, with the deliveries, and says what was true then.
comment on table public.campaign_exclusions is 'Who was meant by a campaign''s audience and is not written to, and why.';

-- ---------------------------------------------------------------- its deliveries
alter table public.deliveries
  add column campaign_id uuid references public.campaigns (id) on delete restrict,
  -- What goes first when much waits: a letter that somebody waits for is 0, a campaign 10.
  add column priority smallint not null default 0,
  -- Which subject, where two are tried; null while the choice is awaited.
  add column variant text constraint deliveries_variant_known check (variant in ('a', 'b')),
  -- Where the person lived when it was written, for the numbers.
  add column district_id uuid references public.districts (id) on delete set null,
  add column domain text generated always as (lower(split_part(to_address, '@', 2))) stored,
  add column bounced_at timestamptz,
  add column complained_at timestamptz,
  add column unsubscribed_at timestamptz,
  add column replied_at timestamptz;
comment on column public.deliveries.campaign_id is 'The campaign whose letter it is; null for letters to one person.';
-- The queue of letters that somebody waits for, and the queues of campaigns, each for itself.
drop index public.deliveries_waiting;
create index deliveries_waiting on public.deliveries (send_at, id) where status = 'waiting' and campaign_id is null;
create index deliveries_campaign_waiting on public.deliveries (campaign_id, send_at, id) where status = 'waiting' and campaign_id is not null;
-- "How does this campaign do?"
create index deliveries_campaign on public.deliveries (campaign_id, status, id) where campaign_id is not null;
create index deliveries_district on public.deliveries (district_id) where district_id is not null;
-- "What did this address get lately?" For the cap over all campaigns.
create index deliveries_address on public.deliveries (to_address, settled_at) where campaign_id is not null;

-- ---------------------------------------------------------------- what came back
create table public.bounces (
  id uuid primary key default gen_random_uuid(),
  -- What makes it once: the same report read twice is one.
  source_key text not null constraint bounces_once unique,
  source text not null constraint bounces_source_known check (source in ('mailbox', 'hook', 'smtp')),
  kind text not null constraint bounces_kind_known check (kind in ('hard', 'disabled', 'full', 'soft', 'delayed', 'message', 'policy', 'complaint', 'unknown')),
  status_code text,
  diagnostic text constraint bounces_diagnostic_length check (length(diagnostic) <= 2000),
  address text,
  delivery_id uuid references public.deliveries (id) on delete set null,
  campaign_id uuid references public.campaigns (id) on delete set null,
  -- What it led to.
  outcome text not null constraint bounces_outcome_known check (outcome in ('suppressed', 'counted', 'alerted', 'ignored')),
  received_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index bounces_campaign on public.bounces (campaign_id, received_at) where campaign_id is not null;
create index bounces_delivery on public.bounces (delivery_id) where delivery_id is not null;
create index bounces_address on public.bounces (address, received_at) where address is not null;
create index bounces_received on public.bounces (received_at, id);
alter table public.bounces enable row level security;
revoke all on table public.bounces from public, anon, authenticated;
grant all on table public.bounces to service_role;
call private.tell('public.bounces');
grant select on table public.bounces to authenticated;
create policy bounces_select_viewer on public.bounces for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes, and no change log: what came back is its own record.
comment on table public.bounces is 'Reports of letters that did not arrive (RFC 3464) and complaints (RFC 5965).';

-- ---------------------------------------------------------------- clicks, in aggregate
create table public.campaign_links (
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references public.campaigns (id) on delete cascade,
  language text not null references public.languages (code) on update cascade on delete restrict,
  position smallint not null,
  url text not null constraint campaign_links_form check (url ~ '^https?://[^\s]+$' and length(url) <= 2000),
  -- How often it was opened, by anybody: never by whom.
  clicks integer not null default 0,
  created_at timestamptz not null default now(),
  constraint campaign_links_once unique (campaign_id, language, position)
);
create index campaign_links_language on public.campaign_links (language);
alter table public.campaign_links enable row level security;
revoke all on table public.campaign_links from public, anon, authenticated;
grant all on table public.campaign_links to service_role;
grant select on table public.campaign_links to authenticated;
create policy campaign_links_select_viewer on public.campaign_links for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes, and no change log: counts, not acts.
comment on table public.campaign_links is 'Links in letters of a campaign that counts clicks, with how often each was opened by anybody.';

-- ---------------------------------------------------------------- the office's own settings for letters to many
alter table public.settings
  add column mail_rate_per_second smallint not null default 10 constraint settings_mail_rate_range check (mail_rate_per_second between 1 and 1000),
  -- The most to one receiving domain a second.
  add column mail_domain_rate_per_second smallint not null default 5 constraint settings_mail_domain_rate_range check (mail_domain_rate_per_second between 1 and 1000),
  -- Nobody gets more letters of campaigns than so many in so many days, however many campaigns there are.
  add column mail_cap_letters smallint not null default 4 constraint settings_mail_cap_letters_range check (mail_cap_letters between 1 and 100),
  add column mail_cap_days smallint not null default 7 constraint settings_mail_cap_days_range check (mail_cap_days between 1 and 365);
grant update (mail_rate_per_second, mail_domain_rate_per_second, mail_cap_letters, mail_cap_days) on table public.settings to authenticated;
