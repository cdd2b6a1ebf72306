-- Retention rules: how many years each kind of record is kept, why, and who confirmed it. They say what the office has
-- decided; nothing is deleted by them yet.

create table public.retention_rules (
  id uuid primary key default gen_random_uuid(),
  record_kind text not null unique constraint retention_rules_kind_form check (record_kind ~ '^[a-z][a-z_]{1,40}$'),
  -- Null keeps for ever.
  years smallint constraint retention_rules_years_range check (years between 1 and 100),
  reason text not null constraint retention_rules_reason_filled check (btrim(reason) <> '' and length(reason) <= 1000),
  confirmed_by text constraint retention_rules_confirmed_length check (length(confirmed_by) <= 200),
  sort_order smallint not null default 100,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.protect('public.retention_rules');
grant select on table public.retention_rules to authenticated;
grant update (years, reason, confirmed_by) on table public.retention_rules to authenticated;
create policy retention_rules_select_viewer on public.retention_rules for select to authenticated using ((select private.at_least('viewer')));
create policy retention_rules_update_admin on public.retention_rules for update to authenticated
  using ((select private.at_least('admin'))) with check ((select private.at_least('admin')));
-- Deliberately not granted: insert and delete. A kind of record comes with the chapter that keeps it.
comment on table public.retention_rules is 'How long each kind of record is kept, and why.';
comment on column public.retention_rules.years is 'Whole years after the record was finished; null keeps it for ever.';
