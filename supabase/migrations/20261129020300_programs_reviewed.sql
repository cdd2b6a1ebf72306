-- When a program was looked at is said of what comes from somebody else, or was entered earlier: it was not looked at here and now.

-- Saves a program; p_id null makes a new one. p_program: the columns of programs, and the lists needs [codes or ids], languages [codes or
-- {language, note}], districts [codes or ids; none: the whole city], locations [{id?, name, address_1, …, description, schedules}],
-- schedules [{id?, freq, interval, byday, bymonthday, opens_at, closes_at, valid_from, valid_to, description}], costs [{id?, option,
-- amount_cents, amount_description}], documents [{id?, document, uri}], fundings [{id?, source, level, award_id}]. What is not named stays.
-- A new one was looked at by whoever enters it, and is again in half a year, unless reviewed_on and review_by say otherwise: what comes
-- from somebody else was not looked at here. Returns the id.
create or replace function public.save_program(p_program jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.programs;
  v_new public.programs;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_program) where key in ('organization_id', 'name', 'alternate_name', 'description', 'translations', 'url', 'email',
    'phone', 'status', 'application_process', 'fees_description', 'interpretation_services', 'eligibility_description', 'alert', 'opens_on', 'closes_on', 'minimum_age', 'maximum_age', 'income_basis',
    'income_percent', 'tenure', 'minimum_household', 'is_for_veterans', 'is_for_disabled', 'maximum_amount_cents', 'is_free', 'review_by', 'owner_id', 'primary_section', 'sections', 'hsds_id', 'hsds'));
  v_wrote boolean := false;
  v_parts boolean := false;
  v_some boolean;
  v_constraint text;
begin
  perform private.at_least('coordinator');
  if p_id is null then
    v_new := jsonb_populate_record(null::public.programs, '{"description": "", "translations": {}, "status": "active", "application_process": "", "fees_description": "", "interpretation_services": "",
      "eligibility_description": "", "alert": "", "is_for_veterans": false, "is_for_disabled": false, "primary_section": 4, "hsds": {}}'::jsonb || jsonb_strip_nulls(v_given));
    v_new.sections := coalesce(v_new.sections, array[v_new.primary_section]);
    if not v_given ? 'owner_id' then v_new.owner_id := private.current_staff_id(); end if;
    if p_program ? 'reviewed_on' then
      v_new.reviewed_on := nullif(p_program ->> 'reviewed_on', '')::date;
      if v_new.reviewed_on > private.local_date(now()) then
        raise sqlstate 'PT422' using message = 'It cannot have been looked at on a day to come.', hint = 'program_reviewed_on';
      end if;
    else
      v_new.reviewed_on := private.local_date(now());
      v_new.reviewed_by := private.current_staff_id();
    end if;
    if not v_given ? 'review_by' then v_new.review_by := (v_new.reviewed_on + interval '6 months')::date; end if;
  else
    v_old := private.open_program(p_id, p_version);
    v_new := jsonb_populate_record(v_old, v_given);
  end if;
  v_new.name := regexp_replace(btrim(v_new.name), '\s+', ' ', 'g');
  v_new.alternate_name := nullif(btrim(v_new.alternate_name), '');
  v_new.url := nullif(btrim(v_new.url), '');
  v_new.email := nullif(btrim(v_new.email), '');
  v_new.phone := nullif(btrim(v_new.phone), '');
  v_new.description := coalesce(v_new.description, '');
  v_new.application_process := coalesce(v_new.application_process, '');
  v_new.eligibility_description := coalesce(v_new.eligibility_description, '');
  v_new.fees_description := coalesce(v_new.fees_description, '');
  v_new.interpretation_services := coalesce(v_new.interpretation_services, '');
  v_new.alert := coalesce(v_new.alert, '');
  v_new.translations := coalesce(v_new.translations, '{}');
  v_new.is_for_veterans := coalesce(v_new.is_for_veterans, false);
  v_new.is_for_disabled := coalesce(v_new.is_for_disabled, false);
  perform private.check_program(v_new);
  if p_id is null then
    insert into public.programs (organization_id, name, alternate_name, description, translations, url, email, phone, status, application_process, fees_description, interpretation_services,
      eligibility_description, alert, opens_on, closes_on, minimum_age, maximum_age, income_basis, income_percent, tenure, minimum_household, is_for_veterans, is_for_disabled, maximum_amount_cents, is_free,
      review_by, reviewed_on, reviewed_by, owner_id, primary_section, sections, hsds_id, hsds)
    values (v_new.organization_id, v_new.name, v_new.alternate_name, v_new.description, v_new.translations, v_new.url, v_new.email, v_new.phone, v_new.status, v_new.application_process,
      v_new.fees_description, v_new.interpretation_services, v_new.eligibility_description, v_new.alert, v_new.opens_on, v_new.closes_on, v_new.minimum_age, v_new.maximum_age, v_new.income_basis,
      v_new.income_percent, v_new.tenure, v_new.minimum_household, v_new.is_for_veterans, v_new.is_for_disabled, v_new.maximum_amount_cents, v_new.is_free, v_new.review_by, v_new.reviewed_on,
      v_new.reviewed_by, v_new.owner_id, v_new.primary_section, v_new.sections, v_new.hsds_id, v_new.hsds)
    returning id into v_new.id;
  elsif to_jsonb(v_new) is distinct from to_jsonb(v_old) then
    update public.programs set organization_id = v_new.organization_id, name = v_new.name, alternate_name = v_new.alternate_name, description = v_new.description, translations = v_new.translations,
      url = v_new.url, email = v_new.email, phone = v_new.phone, status = v_new.status, application_process = v_new.application_process, fees_description = v_new.fees_description,
      interpretation_services = v_new.interpretation_services, eligibility_description = v_new.eligibility_description, alert = v_new.alert, opens_on = v_new.opens_on, closes_on = v_new.closes_on,
      minimum_age = v_new.minimum_age, maximum_age = v_new.maximum_age, income_basis = v_new.income_basis, income_percent = v_new.income_percent, tenure = v_new.tenure,
      minimum_household = v_new.minimum_household, is_for_veterans = v_new.is_for_veterans, is_for_disabled = v_new.is_for_disabled, maximum_amount_cents = v_new.maximum_amount_cents,
      is_free = v_new.is_free, review_by = v_new.review_by, owner_id = v_new.owner_id, primary_section = v_new.primary_section, sections = v_new.sections, hsds_id = v_new.hsds_id, hsds = v_new.hsds
    where id = p_id;
    v_wrote := true;
  end if;
  -- Each on a line of its own: "f() or true" is not called at all.
  v_parts := private.write_program_choices(v_new.id, p_program);
  if p_program ? 'locations' then
    v_some := private.write_program_locations(v_new, coalesce(nullif(p_program -> 'locations', 'null'), '[]'));
    v_parts := v_parts or v_some;
  end if;
  if p_program ? 'schedules' then
    v_some := private.write_schedules('program_id', v_new.id, coalesce(nullif(p_program -> 'schedules', 'null'), '[]'));
    v_parts := v_parts or v_some;
  end if;
  if p_program ? 'costs' then
    v_some := private.write_list('program_costs', 'program_id', v_new.id, coalesce(nullif(p_program -> 'costs', 'null'), '[]'),
      array['option', 'amount_cents', 'amount_description', 'hsds_id', 'hsds'], '{"option": "", "amount_description": "", "hsds": {}}', 'program_costs');
    v_parts := v_parts or v_some;
  end if;
  if p_program ? 'documents' then
    v_some := private.write_list('program_documents', 'program_id', v_new.id,
      (select coalesce(jsonb_agg(d || jsonb_build_object('sort_order', n) order by n), '[]') from jsonb_array_elements(coalesce(nullif(p_program -> 'documents', 'null'), '[]')) with ordinality a (d, n)),
      array['document', 'uri', 'sort_order', 'hsds_id', 'hsds'], '{"hsds": {}}', 'program_documents');
    v_parts := v_parts or v_some;
  end if;
  if p_program ? 'fundings' then
    v_some := private.save_fundings('program', v_new.id, coalesce(nullif(p_program -> 'fundings', 'null'), '[]'));
    v_parts := v_parts or v_some;
  end if;
  -- Also where only a part was written: whoever has it open must hear of it.
  if p_id is not null and v_parts and not v_wrote then update public.programs set status = status where id = p_id; end if;
  return v_new.id;
exception
  when check_violation or not_null_violation or foreign_key_violation or unique_violation then
    -- The first word of the constraint is the list: locations, schedules, program_costs, program_documents.
    get stacked diagnostics v_constraint = constraint_name;
    raise sqlstate 'PT422' using message = 'One of the entries cannot be kept as it is. Check that each line is filled in and not too long.',
      hint = case when v_constraint like 'locations\_%' or v_constraint like 'program\_locations\_%' then 'program_locations' when v_constraint like 'schedules\_%' then 'program_schedules'
        when v_constraint like 'program\_costs\_%' then 'program_costs' when v_constraint like 'program\_documents\_%' or v_constraint = '' then 'program_documents'
        else 'program_unread' end;
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days, times and numbers.', hint = 'program_unread';
end $$;
