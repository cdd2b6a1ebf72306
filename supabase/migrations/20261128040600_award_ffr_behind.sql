-- A number that opens entries is their number: behind the lines of indirect costs stand fewer than in their groups, behind what is
-- unliquidated also the payments. And the two facts of an award that only its Federal Financial Report needs are saved here.

-- Behind what is unliquidated stand the obligations, and what was paid on them.
create function private.entries_behind(p_sheet jsonb, p_line text) returns uuid[]
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare v_ids uuid[];
begin
  select array_agg(i.id::uuid) into v_ids from unnest(private.ffr_groups(p_line)) g (name) cross join lateral jsonb_array_elements_text(p_sheet -> 'groups' -> g.name) i (id);
  if p_line in ('11e', '11f') then
    select array_agg(e.id) into v_ids from public.award_entries e where e.id = any (v_ids) and e.category = 'indirect';
  elsif p_line = '11d' then
    select array_agg(e.id) into v_ids from public.award_entries e where e.id = any (v_ids) and e.category not in ('equipment', 'construction', 'indirect');
  elsif p_line = '10f' then
    select v_ids || array_agg(e.id) into v_ids from public.award_entries e
    where e.obligation_id = any (v_ids) and e.id in (select c.id::uuid from jsonb_array_elements_text(p_sheet -> 'entry_ids') c (id));
  end if;
  return coalesce(v_ids, '{}');
end $$;

create or replace function private.entries_of_line(p_report uuid, p_line text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare v_report public.award_reports;
begin
  select * into v_report from public.award_reports where id = p_report and kind = 'ffr';
  if v_report.id is null then return '{}'::uuid[]; end if;
  return private.entries_behind(private.sheet_of(v_report), p_line);
end $$;

create or replace function public.ffr_worksheet(p_report uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_report public.award_reports;
  v_sheet jsonb;
  v_now jsonb;
  v_before jsonb;
begin
  perform private.at_least('viewer');
  select * into v_report from public.award_reports where id = p_report;
  if v_report.id is null then
    raise sqlstate 'PT404' using message = 'This report is not there any more.', hint = 'missing';
  elsif v_report.kind <> 'ffr' or v_report.period_end is null then
    raise sqlstate 'PT422' using message = 'Only a Federal Financial Report has a work sheet.', hint = 'kind';
  end if;
  v_sheet := private.sheet_of(v_report);
  if v_report.filed_on is not null then v_now := private.ffr_worksheet(v_report.award_id, v_report.period_end) -> 'lines'; end if;
  if v_report.period_start is not null then v_before := private.ffr_worksheet(v_report.award_id, v_report.period_start - 1) -> 'lines'; end if;
  return (v_sheet - '{groups,entry_ids}'::text[]) || jsonb_build_object(
    'report', jsonb_build_object('id', v_report.id, 'period_start', v_report.period_start, 'period_end', v_report.period_end, 'due_on', v_report.due_on, 'is_final', v_report.is_final,
      'filed_on', v_report.filed_on, 'confirmation', v_report.confirmation),
    'is_frozen', v_report.filed_on is not null and coalesce(v_report.frozen ? 'lines', false),
    'entries', jsonb_array_length(v_sheet -> 'entry_ids'),
    'in_period', (select jsonb_object_agg(l.key, l.value::bigint - coalesce((v_before ->> l.key)::bigint, 0)) from jsonb_each_text(v_sheet -> 'lines') l),
    'behind', (select jsonb_object_agg(l.key, cardinality(private.entries_behind(v_sheet, l.key))) from jsonb_each(v_sheet -> 'lines') l where cardinality(private.ffr_groups(l.key)) > 0),
    'since', case when v_now is not null then (select coalesce(jsonb_object_agg(n.key, n.value::bigint - (v_sheet -> 'lines' ->> n.key)::bigint), '{}')
      from jsonb_each_text(v_now) n where n.value::bigint <> (v_sheet -> 'lines' ->> n.key)::bigint) else '{}'::jsonb end);
end $$;

-- How an award charges indirect costs and spends its income. p_facts: indirect_type and indirect_rate_bp (both or neither),
-- program_income_method. What is not named stays.
create function public.save_award_rates(p_award uuid, p_facts jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.awards;
  v_new public.awards;
begin
  perform private.at_least('coordinator');
  select * into v_old from public.awards where id = p_award for update;
  if v_old.id is null then
    raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing';
  end if;
  begin
    select * into v_new from jsonb_populate_record(v_old, (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_facts) where key in ('indirect_type', 'indirect_rate_bp', 'program_income_method')));
  exception when invalid_text_representation or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'Enter the rate in percent, such as 15.', hint = 'indirect_rate';
  end;
  if v_new.indirect_type not in ('de_minimis', 'provisional', 'predetermined', 'final', 'fixed') then
    raise sqlstate 'PT422' using message = 'Choose one of the types that are offered.', hint = 'indirect_type';
  elsif (v_new.indirect_type is null) <> (v_new.indirect_rate_bp is null) or v_new.indirect_rate_bp not between 0 and 20000 then
    raise sqlstate 'PT422' using message = 'Enter the type of the rate and the rate in percent, from 0 to 200, or neither.', hint = 'indirect_rate';
  elsif v_new.program_income_method is null or v_new.program_income_method not in ('addition', 'deduction') then
    raise sqlstate 'PT422' using message = 'Choose how program income is spent.', hint = 'program_income_method';
  end if;
  update public.awards set indirect_type = v_new.indirect_type, indirect_rate_bp = v_new.indirect_rate_bp, program_income_method = v_new.program_income_method
  where id = p_award and (indirect_type, indirect_rate_bp, program_income_method) is distinct from (v_new.indirect_type, v_new.indirect_rate_bp, v_new.program_income_method);
end $$;

revoke all on function private.entries_behind(jsonb, text) from public, anon, authenticated;
revoke all on function public.save_award_rates(uuid, jsonb) from public, anon;
grant execute on function public.save_award_rates(uuid, jsonb) to authenticated;
