-- The parts of what is made with partners are told by what they are about: a need by its name, a contact by its role, an encounter by
-- its language. Names with several parts have them between bars; words, days and hours among them are said by the screen.

create or replace function private.names_parts(p_table text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select p_table in ('event_staff', 'event_organizations', 'event_languages', 'event_topics', 'event_legislation', 'event_supplies', 'event_tallies', 'event_issues', 'campaign_messages', 'subscriptions',
    'award_roles', 'award_shares', 'award_reports', 'award_budgets', 'award_budget_lines', 'award_budget_moves', 'award_entries', 'award_modifications', 'award_conditions',
    'award_targets', 'award_credits', 'subaward_actions', 'subaward_checks', 'subaward_risks', 'subaward_visits', 'subaward_findings', 'opportunity_departments',
    'organization_contacts', 'organization_languages', 'organization_notes', 'service_standards', 'business_hours', 'program_needs', 'program_languages', 'program_districts', 'locations', 'program_locations', 'schedules', 'program_costs', 'program_documents', 'fundings', 'applications', 'referral_events', 'staff_languages', 'language_encounters', 'interpreter_invoice_lines', 'meeting_organizations', 'initiative_organizations')
$$;

create or replace function private.part_name(p_table text, p_row jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select case p_table
    when 'event_staff' then (select name from public.staff where id = (p_row ->> 'staff_id')::uuid)
    when 'event_organizations' then (select name from public.organizations where id = (p_row ->> 'organization_id')::uuid)
    when 'event_languages' then (select name from public.languages where code = p_row ->> 'language')
    when 'event_topics' then (select name from public.topics where id = (p_row ->> 'topic_id')::uuid)
    when 'event_legislation' then (select coalesce(file_number, title) from public.legislation where id = (p_row ->> 'legislation_id')::uuid)
    when 'event_supplies' then p_row ->> 'item'
    when 'event_tallies' then p_row ->> 'people'
    when 'event_issues' then left(p_row ->> 'words', 80)
    when 'campaign_messages' then (select name from public.languages where code = p_row ->> 'language')
    when 'subscriptions' then (select name from public.mailing_lists where id = (p_row ->> 'list_id')::uuid)
    when 'award_roles' then format('%s|%s', p_row ->> 'role', coalesce((select name from public.staff where id = (p_row ->> 'staff_id')::uuid), p_row ->> 'name'))
    when 'award_shares' then (select name from public.organizations where id = (p_row ->> 'organization_id')::uuid)
    when 'award_reports' then format('%s|%s|%s', p_row ->> 'kind', p_row ->> 'period_end', p_row ->> 'title')
    when 'award_budgets' then coalesce(p_row ->> 'version_number', '')
    when 'award_budget_lines' then p_row ->> 'category'
    when 'award_budget_moves' then format('%s|%s|%s', p_row ->> 'amount_cents', p_row ->> 'from_category', p_row ->> 'to_category')
    when 'award_entries' then format('%s|%s|%s', p_row ->> 'kind', p_row ->> 'amount_cents', coalesce(nullif(p_row ->> 'payee', ''), p_row ->> 'reference', left(p_row ->> 'description', 80)))
    when 'award_modifications' then format('%s|%s', p_row ->> 'subtype', p_row ->> 'gam_number')
    when 'award_conditions' then coalesce(p_row ->> 'number', left(p_row ->> 'text', 80))
    when 'award_targets' then (select name from public.award_measures where id = (p_row ->> 'measure_id')::uuid)
    when 'award_credits' then (select name from public.award_measures where id = (p_row ->> 'measure_id')::uuid)
    when 'subaward_actions' then format('%s|%s|%s', p_row ->> 'amount_cents', p_row ->> 'action_on', private.subaward_called(p_row))
    when 'subaward_checks' then format('%s|%s|%s', p_row ->> 'result', p_row ->> 'checked_on', private.subaward_called(p_row))
    when 'subaward_risks' then format('%s|%s|%s', p_row ->> 'level', p_row ->> 'assessed_on', private.subaward_called(p_row))
    when 'subaward_visits' then format('%s|%s|%s', p_row ->> 'kind', coalesce(p_row ->> 'held_on', p_row ->> 'planned_on'), private.subaward_called(p_row))
    when 'subaward_findings' then left(p_row ->> 'text', 80)
    when 'opportunity_departments' then (select name from public.organizations where id = (p_row ->> 'organization_id')::uuid)
    when 'organization_contacts' then coalesce(p_row ->> 'name', p_row ->> 'role')
    when 'organization_languages' then (select name from public.languages where code = p_row ->> 'language')
    when 'organization_notes' then left(p_row ->> 'body', 80)
    when 'service_standards' then (select name from public.topics where id = (p_row ->> 'topic_id')::uuid)
    when 'business_hours' then format('%s|%s|%s', p_row ->> 'weekday', left(p_row ->> 'opens_at', 5), left(p_row ->> 'closes_at', 5))
    when 'program_needs' then (select name from public.needs where id = (p_row ->> 'need_id')::uuid)
    when 'program_languages' then (select name from public.languages where code = p_row ->> 'language')
    when 'program_districts' then (select name from public.districts where id = (p_row ->> 'district_id')::uuid)
    when 'locations' then coalesce(nullif(p_row ->> 'name', ''), p_row ->> 'address_1')
    when 'program_locations' then (select coalesce(nullif(name, ''), address_1) from public.locations where id = (p_row ->> 'location_id')::uuid)
    when 'schedules' then left(coalesce(nullif(p_row ->> 'description', ''), p_row ->> 'byday'), 80)
    when 'program_costs' then coalesce(nullif(p_row ->> 'option', ''), left(p_row ->> 'amount_description', 80))
    when 'program_documents' then p_row ->> 'document'
    when 'fundings' then p_row ->> 'source'
    when 'applications' then (select name from public.programs where id = (p_row ->> 'program_id')::uuid)
    when 'referral_events' then format('%s|%s', p_row ->> 'kind', left(p_row ->> 'body', 80))
    when 'staff_languages' then (select name from public.languages where code = p_row ->> 'language')
    when 'language_encounters' then (select name from public.languages where code = p_row ->> 'language')
    when 'interpreter_invoice_lines' then coalesce(p_row ->> 'confirmation_number', p_row ->> 'line_number')
    when 'meeting_organizations' then (select name from public.organizations where id = (p_row ->> 'organization_id')::uuid)
    when 'initiative_organizations' then (select name from public.organizations where id = (p_row ->> 'organization_id')::uuid) end
$$;
