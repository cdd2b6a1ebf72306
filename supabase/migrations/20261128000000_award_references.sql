-- What grants of the US Department of Justice are named by: its grant-making components and the Assistance Listings. Both change
-- (offices are folded into others, listings come and go), so each row says from when until when it holds.

-- ---------------------------------------------------------------- components
create table public.grant_components (
  id uuid primary key default gen_random_uuid(),
  -- As people say it: BJA, OVC, COPS.
  code text not null unique constraint grant_components_code_form check (code ~ '^[A-Z][A-Z0-9]{1,9}$'),
  name text not null constraint grant_components_name_filled check (btrim(name) <> '' and length(name) <= 200),
  -- The grant-making entity above it: OJP, OVW, COPS.
  entity text not null constraint grant_components_entity_form check (entity ~ '^[A-Z][A-Z0-9]{1,9}$'),
  -- What follows "15" in an award number: PBJA, JCOPS.
  award_prefix text unique constraint grant_components_prefix_form check (award_prefix ~ '^[A-Z]{3,6}$'),
  valid_from date,
  valid_until date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint grant_components_valid_in_order check (valid_until >= valid_from)
);
call private.protect('public.grant_components');

-- ---------------------------------------------------------------- Assistance Listings
create table public.assistance_listings (
  id uuid primary key default gen_random_uuid(),
  -- Text, never a number: 16.710 is not 16.71.
  number text not null unique constraint assistance_listings_number_form check (number ~ '^[0-9]{2}\.[0-9]{3}$'),
  title text not null constraint assistance_listings_title_filled check (btrim(title) <> '' and length(title) <= 300),
  component_id uuid references public.grant_components (id) on delete set null,
  -- JAG and other formula awards have schedules of their own.
  is_formula boolean not null default false,
  valid_from date,
  valid_until date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint assistance_listings_valid_in_order check (valid_until >= valid_from)
);
create index assistance_listings_component on public.assistance_listings (component_id) where component_id is not null;
call private.protect('public.assistance_listings');

grant select on table public.grant_components, public.assistance_listings to authenticated;
create policy grant_components_select_viewer on public.grant_components for select to authenticated using ((select private.at_least('viewer')));
create policy assistance_listings_select_viewer on public.assistance_listings for select to authenticated using ((select private.at_least('viewer')));
-- Administrators keep both, as they keep districts and languages. Nothing is deleted: awards refer to them.
grant insert (code, name, entity, award_prefix, valid_from, valid_until), update (name, entity, award_prefix, valid_from, valid_until) on table public.grant_components to authenticated;
grant insert (number, title, component_id, is_formula, valid_from, valid_until), update (title, component_id, is_formula, valid_from, valid_until) on table public.assistance_listings to authenticated;
create policy grant_components_insert_admin on public.grant_components for insert to authenticated with check ((select private.at_least('admin')));
create policy grant_components_update_admin on public.grant_components for update to authenticated using ((select private.at_least('admin'))) with check ((select private.at_least('admin')));
create policy assistance_listings_insert_admin on public.assistance_listings for insert to authenticated with check ((select private.at_least('admin')));
create policy assistance_listings_update_admin on public.assistance_listings for update to authenticated using ((select private.at_least('admin'))) with check ((select private.at_least('admin')));
comment on table public.grant_components is 'Grant-making components of the Department of Justice, with the prefix of their award numbers.';
comment on table public.assistance_listings is 'Assistance Listings (formerly CFDA numbers) that a city meets.';
insert into private.audited_tables (table_name, undo_role) values ('grant_components', 'admin'), ('assistance_listings', 'admin')
on conflict (table_name) do update set undo_role = excluded.undo_role;

-- The city as a recipient: its Unique Entity Identifier at SAM.gov, and until when its registration holds.
alter table public.settings
  add column uei text constraint settings_uei_form check (uei ~ '^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$'),
  add column sam_expires_on date;
comment on column public.settings.uei is 'Unique Entity Identifier of the city at SAM.gov: 12 letters and digits, without I and O.';
comment on column public.settings.sam_expires_on is 'The day on which the registration at SAM.gov has to be renewed.';
grant update (uei, sam_expires_on) on table public.settings to authenticated;
