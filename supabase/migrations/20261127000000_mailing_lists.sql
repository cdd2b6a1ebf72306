-- Mailing lists: what people may ask the office to write about. A subscriber is an e-mail address, because that is what can be
-- proven and what leaves a list (RFC 8058); which residents have it is looked up. What anybody chose, when and where, is in the
-- ledger of consents, kept by triggers. An address that must not be written to at all is suppressed; that is another matter than
-- having left a list, and another person lifts it.

-- ---------------------------------------------------------------- lists
create table public.mailing_lists (
  id uuid primary key default gen_random_uuid(),
  -- The label of its List-Id (RFC 2919): stays as it is once letters have gone out under it.
  code text not null constraint mailing_lists_code_once unique constraint mailing_lists_code_form check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  name text not null constraint mailing_lists_name_filled check (btrim(name) <> '' and length(name) <= 120),
  description text not null default '' constraint mailing_lists_description_length check (length(description) <= 1000),
  -- The same in other languages: {"es": {"name": "…", "description": "…"}}.
  translations jsonb not null default '{}' constraint mailing_lists_translations_object check (jsonb_typeof(translations) = 'object' and length(translations::text) <= 20000),
  -- Whether somebody must have asked for it. Otherwise it goes to whoever is meant and has not left it: notices of the city.
  needs_consent boolean not null default true,
  -- Whether the preference page offers it.
  is_public boolean not null default true,
  is_active boolean not null default true,
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.protect('public.mailing_lists');
grant select on table public.mailing_lists to authenticated;
create policy mailing_lists_select_viewer on public.mailing_lists for select to authenticated using ((select private.at_least('viewer')));
grant insert (code, name, description, translations, needs_consent, is_public, is_active, sort_order),
  update (code, name, description, translations, needs_consent, is_public, is_active, sort_order) on table public.mailing_lists to authenticated;
create policy mailing_lists_insert_manager on public.mailing_lists for insert to authenticated with check ((select private.at_least('manager')));
create policy mailing_lists_update_manager on public.mailing_lists for update to authenticated using ((select private.at_least('manager'))) with check ((select private.at_least('manager')));
-- Deliberately not granted: delete. A list that ends is set inactive; its letters and consents stay.
comment on table public.mailing_lists is 'What people may ask the office to write about; the label of a List-Id (RFC 2919).';

-- ---------------------------------------------------------------- subscribers
create table public.subscribers (
  id uuid primary key default gen_random_uuid(),
  address text not null constraint subscribers_address_once unique
    constraint subscribers_address_form check (address ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(address) <= 254 and address = lower(address)),
  -- What they chose for letters; otherwise the language of the resident.
  language text references public.languages (code) on update cascade on delete set null,
  -- At most one letter in so long a time, over all lists.
  frequency text not null default 'every' constraint subscribers_frequency_known check (frequency in ('every', 'weekly', 'monthly')),
  -- Nothing before this day.
  paused_until date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index subscribers_language on public.subscribers (language);

create table public.subscriptions (
  id uuid primary key default gen_random_uuid(),
  subscriber_id uuid not null references public.subscribers (id) on delete cascade,
  list_id uuid not null references public.mailing_lists (id) on delete cascade,
  -- Pending: somebody typed the address, and whoever reads its mail has not confirmed.
  status text not null constraint subscriptions_status_known check (status in ('pending', 'subscribed', 'unsubscribed')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint subscriptions_once unique (subscriber_id, list_id)
);
-- "Who has this list?"
create index subscriptions_list on public.subscriptions (list_id, status, subscriber_id);

call private.protect('public.subscribers');
call private.protect('public.subscriptions');
grant select on table public.subscribers, public.subscriptions to authenticated;
create policy subscribers_select_viewer on public.subscribers for select to authenticated using ((select private.at_least('viewer')));
create policy subscriptions_select_viewer on public.subscriptions for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. A choice is made by functions that say how it was made.
comment on table public.subscribers is 'E-mail addresses that chose what they get: language, how often, paused until.';
comment on table public.subscriptions is 'Which list an address asked for or left.';

-- ---------------------------------------------------------------- the ledger
create table public.consents (
  id bigint generated always as identity primary key,
  address text not null,
  channel text not null default 'email' constraint consents_channel_known check (channel in ('email', 'phone', 'text', 'post')),
  -- Null: all lists.
  list_id uuid references public.mailing_lists (id) on delete set null,
  act text not null constraint consents_act_known
    check (act in ('asked', 'confirmed', 'subscribed', 'unsubscribed', 'paused', 'resumed', 'language', 'frequency', 'suppressed', 'lifted')),
  -- How it was said: the button of a mail program, a letter, a page, a form, the office, an import, a bounce, a complaint.
  source text not null constraint consents_source_known
    check (source in ('one_click', 'mailto', 'preferences', 'confirmation', 'form', 'staff', 'import', 'bounce', 'complaint', 'undo')),
  detail jsonb not null default '{}',
  -- The letter whose link or bounce it was.
  delivery_id uuid references public.deliveries (id) on delete set null,
  staff_id uuid references public.staff (id) on delete set null,
  created_at timestamptz not null default now()
);
create index consents_address on public.consents (address, id);
create index consents_list on public.consents (list_id, created_at) where list_id is not null;
create index consents_delivery on public.consents (delivery_id) where delivery_id is not null;
create index consents_staff on public.consents (staff_id) where staff_id is not null;
create index consents_created on public.consents (created_at, id);
alter table public.consents enable row level security;
revoke all on table public.consents from public, anon, authenticated;
grant all on table public.consents to service_role;
grant select on table public.consents to authenticated;
create policy consents_select_viewer on public.consents for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. A ledger is only added to, by triggers; it is its own record, so it has no change log.
comment on table public.consents is 'The ledger: who agreed to what, or left it, when and how.';

-- ---------------------------------------------------------------- suppressed addresses
create table public.suppressions (
  id uuid primary key default gen_random_uuid(),
  address text not null constraint suppressions_address_form check (address ~ '^[^@\s]+@[^@\s]+$' and length(address) <= 254 and address = lower(address)),
  reason text not null constraint suppressions_reason_known check (reason in ('hard_bounce', 'soft_bounces', 'complaint', 'by_hand')),
  -- RFC 3463, such as 5.1.1.
  status_code text constraint suppressions_code_form check (status_code ~ '^[245]\.[0-9]{1,3}\.[0-9]{1,3}$'),
  detail text constraint suppressions_detail_length check (length(detail) <= 1000),
  delivery_id uuid references public.deliveries (id) on delete set null,
  created_by uuid references public.staff (id) on delete set null,
  lifted_at timestamptz,
  lifted_by uuid references public.staff (id) on delete set null,
  lifted_reason text constraint suppressions_lifted_length check (length(lifted_reason) <= 1000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint suppressions_lifted_whole check ((lifted_at is null) = (lifted_reason is null))
);
-- "May this address be written to?" One row in force for each.
create unique index suppressions_in_force on public.suppressions (address) where lifted_at is null;
create index suppressions_address on public.suppressions (address, created_at);
create index suppressions_created on public.suppressions (created_at, id);
create index suppressions_delivery on public.suppressions (delivery_id) where delivery_id is not null;
create index suppressions_created_by on public.suppressions (created_by) where created_by is not null;
create index suppressions_lifted_by on public.suppressions (lifted_by) where lifted_by is not null;
call private.protect('public.suppressions');
grant select on table public.suppressions to authenticated;
create policy suppressions_select_viewer on public.suppressions for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. Functions suppress and lift, and say why.
comment on table public.suppressions is 'Addresses that are not written to at all: they bounced, complained, or were named by hand.';

-- As before for the sample office, and now for everybody: what is suppressed is not written to.
create or replace function private.may_write_to(p_address text) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when exists (select from public.suppressions where address = lower(p_address) and lifted_at is null) then 'suppressed'
    when p_address ~* '@(example\.(org|net|com)|([^@]+\.)?example)$' and (select is_sample from public.settings) then 'sample' end
$$;
