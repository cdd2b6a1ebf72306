-- "Did they get what they asked for?", by language and by mode; and the figures of a period for the report. Test calls are apart: they
-- are in none of the sums. What was billed counts as the cost; where nothing was billed yet, what was noted.

-- One group of encounters in figures. "Served" is of those who wanted help: who declined it is told, and not counted against anybody.
create function private.encounter_sums(p_rows jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'count', count(*), 'served', count(*) filter (where r.outcome = 'served'), 'partial', count(*) filter (where r.outcome = 'partial'), 'declined', count(*) filter (where r.outcome = 'declined'),
    'failed', count(*) filter (where r.outcome = 'failed'),
    'share', round(count(*) filter (where r.outcome = 'served')::numeric / nullif(count(*) filter (where r.outcome <> 'declined'), 0), 4),
    'qualified', count(*) filter (where r.is_qualified), 'family', count(*) filter (where r.used_family), 'minors', count(*) filter (where r.used_minor),
    'waited', count(*) filter (where r.wait_seconds is not null),
    'median_wait_seconds', percentile_cont(0.5) within group (order by r.wait_seconds) filter (where r.wait_seconds is not null),
    'minutes', coalesce(sum(r.minutes), 0), 'cost_cents', coalesce(sum(r.cost_cents), 0), 'office', count(*) filter (where r.is_office))
  from jsonb_to_recordset(p_rows) as r (outcome text, is_qualified boolean, used_family boolean, used_minor boolean, wait_seconds integer, minutes numeric, cost_cents bigint, is_office boolean)
$$;

-- Filters as list_encounters has them. {all, by_language [{language, …}], by_mode [{mode, …}], cells [{language, mode, …}], reasons [{reason,
-- count}], tests (the same figures of test calls)}. No group is empty.
create function private.ledger_of(p_query jsonb) returns jsonb
language plpgsql stable set search_path = '' set jit = off as $$
declare
  v_where text := array_to_string(array_remove(private.encounter_filters(jsonb_build_object('filters', coalesce(p_query -> 'filters', '{}') - 'is_test', 'search', p_query -> 'search')), null), ' and ');
  v_answer jsonb;
begin
  execute format(
    'with rows as materialized (
       select t.language, t.mode, t.is_test, t.unmet_reason, jsonb_build_object(''outcome'', t.outcome, ''is_qualified'', not t.used_family and t.qualification = any (k.qualified_kinds), ''used_family'', t.used_family,
         ''used_minor'', t.used_minor, ''wait_seconds'', t.wait_seconds, ''minutes'', coalesce(i.minutes, t.duration_minutes), ''cost_cents'', coalesce(i.cost_cents, t.cost_cents), ''is_office'', coalesce(o.is_language_office, false)) as fact
       from public.language_encounters t cross join public.settings k left join public.interpreter_invoice_lines i on i.encounter_id = t.id left join public.organizations o on o.id = t.vendor_id%s),
     real as (select * from rows where not is_test)
     select jsonb_build_object(
       ''all'', (select private.encounter_sums(coalesce(jsonb_agg(fact), ''[]'')) from real),
       ''by_language'', (select coalesce(jsonb_agg(x.sums order by x.n desc, x.name, x.language), ''[]'') from (
          select r.language, l.name, count(*) as n, private.encounter_sums(jsonb_agg(r.fact)) || jsonb_build_object(''language'', r.language) as sums from real r join public.languages l on l.code = r.language group by r.language, l.name) x),
       ''by_mode'', (select coalesce(jsonb_agg(x.sums order by x.n desc, x.mode), ''[]'') from (
          select mode, count(*) as n, private.encounter_sums(jsonb_agg(fact)) || jsonb_build_object(''mode'', mode) as sums from real group by mode) x),
       ''cells'', (select coalesce(jsonb_agg(x.sums order by x.language, x.mode), ''[]'') from (
          select language, mode, private.encounter_sums(jsonb_agg(fact)) || jsonb_build_object(''language'', language, ''mode'', mode) as sums from real group by language, mode) x),
       ''reasons'', (select coalesce(jsonb_agg(jsonb_build_object(''reason'', x.unmet_reason, ''count'', x.n) order by x.n desc, x.unmet_reason), ''[]'') from (
          select unmet_reason, count(*) as n from real where unmet_reason is not null group by unmet_reason) x),
       ''tests'', (select private.encounter_sums(coalesce(jsonb_agg(fact), ''[]'')) from rows where is_test))',
    case when v_where <> '' then ' where ' || v_where else '' end) into v_answer;
  return v_answer;
end $$;

-- Written translations that were done in a span of days: how many, how many words, how many of them vital, what they cost.
create function private.translations_done(p_from date, p_to date) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('documents', count(*), 'vital', count(*) filter (where t.is_vital), 'words', coalesce(sum(coalesce(t.source_words, v.words)), 0), 'cost_cents', coalesce(sum(t.cost_cents), 0),
    'office', count(*) filter (where o.is_language_office))
  from public.translation_requests t left join public.organizations o on o.id = t.vendor_id
  left join lateral (select x.words from public.translation_versions x where x.request_id = t.id order by x.number desc limit 1) v on true
  where t.status = 'done' and t.done_on between coalesce(p_from, '-infinity') and coalesce(p_to, 'infinity')
$$;

create function public.language_ledger(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.ledger_of(p_query) || jsonb_build_object(
    'translations', private.translations_done((p_query #>> '{filters,occurred,from}')::date, (p_query #>> '{filters,occurred,to}')::date),
    'qualified', (select jsonb_build_object('label', s.qualified_label, 'meaning', s.qualified_meaning) from public.settings s));
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- The figures of section 6 for a span of days, both inclusive: the ledger; unmet (in part or not at all); documents and words, those of
-- translations that were done and those translated on the spot (an encounter) added once each; share_office: of encounters and documents
-- together, the part that went through the language office.
create function private.language_facts(p_from date, p_to date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_ledger jsonb := private.ledger_of(jsonb_build_object('filters', jsonb_build_object('occurred', jsonb_build_object('from', p_from, 'to', p_to))));
  v_done jsonb := private.translations_done(p_from, p_to);
  v_spot record;
begin
  select count(*) filter (where e.words is not null) as documents, coalesce(sum(e.words), 0) as words, count(*) filter (where e.words is not null and e.is_vital) as vital into v_spot
  from public.language_encounters e
  where not e.is_test and e.mode = 'translation' and e.occurred_at >= private.day_start(p_from) and e.occurred_at < private.day_start(p_to + 1);
  return v_ledger || jsonb_build_object(
    'unmet', (v_ledger #>> '{all,partial}')::integer + (v_ledger #>> '{all,failed}')::integer,
    'documents', (v_done ->> 'documents')::integer + v_spot.documents, 'vital', (v_done ->> 'vital')::integer + v_spot.vital, 'words', (v_done ->> 'words')::bigint + v_spot.words,
    'translations', v_done,
    'share_office', round(((v_ledger #>> '{all,office}')::numeric + (v_done ->> 'office')::numeric) / nullif((v_ledger #>> '{all,count}')::numeric + (v_done ->> 'documents')::numeric, 0), 4),
    'qualified', (select jsonb_build_object('label', s.qualified_label, 'meaning', s.qualified_meaning) from public.settings s));
end $$;

revoke all on function private.encounter_sums(jsonb), private.ledger_of(jsonb), private.translations_done(date, date), private.language_facts(date, date) from public, anon, authenticated;
revoke all on function public.language_ledger(jsonb) from public, anon;
grant execute on function public.language_ledger(jsonb) to authenticated, service_role;
comment on function public.language_ledger(jsonb) is 'Whether people got what they asked for in their language, by language and mode; test calls apart.';
