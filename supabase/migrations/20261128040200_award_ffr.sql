-- The work sheet of a Federal Financial Report (SF-425): lines 10a to 10o and 11 up to the end of a quarter, cumulative, counted from
-- the ledger, with the entries behind each. When the report is filed the sheet is frozen as it stood; what is entered later for those
-- days counts in the next one.

-- The direct costs on which an indirect rate is counted (2 CFR 200.1, modified total direct costs): without equipment, construction and
-- what exceeds the first part of each subaward. That part is 50,000 dollars by the revision of 2024, 25,000 before.
create function private.indirect_base(p_award public.awards, p_until date) returns bigint
language sql stable security definer set search_path = '' set jit = off as $$
  with costs as (
    select e.category, coalesce(e.subaward_id::text, e.payee, '') as recipient, e.amount_cents
    from public.award_entries e where e.award_id = p_award.id and e.kind = 'expenditure' and (p_until is null or e.entry_on <= p_until))
  select (coalesce((select sum(amount_cents) from costs where category in ('personnel', 'fringe', 'travel', 'supplies', 'procurement', 'other')), 0)
    + coalesce((select sum(least(s.cents, case p_award.uniform_guidance_version when '2024' then 5000000 else 2500000 end))
        from (select sum(amount_cents) as cents from costs where category = 'subawards' group by recipient) s), 0))::bigint
$$;

-- What the award said on a day: a supplement or reduction that was approved later is not in it yet.
create function private.authorized_on(p_award public.awards, p_until date) returns bigint
language sql stable security definer set search_path = '' as $$
  select (p_award.federal_cents - coalesce(sum(m.federal_change_cents), 0))::bigint from public.award_modifications m
  where m.award_id = p_award.id and m.status = 'approved' and m.decided_on > p_until
$$;

-- The sheet. An entry counts up to p_until; in the last report, which reaches to the end of the period of performance, also what was
-- paid after it, since that settles obligations of the period. entry_ids are all that were counted; `groups` which of them belong
-- together, and `behind` which groups make a line.
create function private.ffr_worksheet(p_award uuid, p_until date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_award public.awards;
  v_is_final boolean;
  v_until date;
  v_sum record;
  v_open bigint;
  v_base bigint;
  v_lines jsonb;
  v_earned bigint;
  v_deducted bigint;
  v_added bigint;
  v_groups jsonb;
  v_warnings jsonb;
begin
  select * into v_award from public.awards where id = p_award;
  if v_award.id is null then
    raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing';
  end if;
  v_is_final := coalesce(p_until >= v_award.performance_ends_on, false);
  v_until := case when not v_is_final then p_until end;
  select coalesce(sum(e.amount_cents) filter (where e.kind = 'drawdown'), 0)::bigint as drawn,
    coalesce(sum(e.amount_cents) filter (where e.kind = 'expenditure' and e.share = 'federal'), 0)::bigint as federal,
    coalesce(sum(e.amount_cents) filter (where e.kind = 'expenditure' and e.share = 'match'), 0)::bigint as match,
    coalesce(sum(e.amount_cents) filter (where e.kind = 'expenditure' and e.share = 'program_income'), 0)::bigint as income_spent,
    coalesce(sum(e.amount_cents) filter (where e.kind = 'program_income'), 0)::bigint as income_earned,
    coalesce(sum(e.amount_cents) filter (where e.kind = 'expenditure' and e.category = 'indirect' and e.share in ('federal', 'match')), 0)::bigint as indirect,
    coalesce(sum(e.amount_cents) filter (where e.kind = 'expenditure' and e.category = 'indirect' and e.share = 'federal'), 0)::bigint as indirect_federal
  into v_sum from public.award_entries e where e.award_id = p_award and (v_until is null or e.entry_on <= v_until);
  v_open := (select coalesce(sum(o.open_cents), 0)::bigint from private.open_obligations(p_award, v_until) o where o.share = 'federal');
  v_base := private.indirect_base(v_award, v_until);
  v_earned := v_sum.income_earned;
  v_deducted := case v_award.program_income_method when 'deduction' then v_sum.income_spent else 0 end;
  v_added := case v_award.program_income_method when 'addition' then v_sum.income_spent else 0 end;
  v_lines := jsonb_build_object(
    '10a', v_sum.drawn, '10b', v_sum.federal, '10c', v_sum.drawn - v_sum.federal,
    '10d', private.authorized_on(v_award, p_until), '10e', v_sum.federal, '10f', v_open, '10g', v_sum.federal + v_open,
    '10h', private.authorized_on(v_award, p_until) - v_sum.federal - v_open,
    '10i', v_award.match_cents, '10j', v_sum.match, '10k', v_award.match_cents - v_sum.match,
    '10l', v_earned, '10m', v_deducted, '10n', v_added, '10o', v_earned - v_deducted - v_added,
    '11d', v_base, '11e', v_sum.indirect, '11f', v_sum.indirect_federal);
  select coalesce(jsonb_object_agg(g.name, g.ids), '{}') into v_groups from (
    select n.name, jsonb_agg(e.id order by e.entry_on, e.created_at, e.id) as ids
    from public.award_entries e
    cross join lateral (select case
      when e.kind = 'expenditure' then case e.share when 'federal' then 'federal_spent' when 'match' then 'match_spent' else 'income_spent' end
      when e.kind = 'drawdown' then 'drawn' when e.kind = 'program_income' then 'income_earned'
      when e.share = 'federal' then 'federal_obligations' else 'other_obligations' end as name) n
    where e.award_id = p_award and (v_until is null or e.entry_on <= v_until) group by 1) g;
  select coalesce(jsonb_agg(w.code order by w.n), '[]') into v_warnings from (values
      (1, 'overspent', v_sum.federal + v_open > private.authorized_on(v_award, p_until)),
      (2, 'overdrawn', v_sum.drawn > private.authorized_on(v_award, p_until)),
      (3, 'cash_on_hand', v_is_final and v_sum.drawn > v_sum.federal),
      (4, 'unliquidated', v_is_final and v_open <> 0),
      (5, 'match_short', v_is_final and v_sum.match < v_award.match_cents),
      (6, 'income_left', v_is_final and v_earned > v_deducted + v_added),
      (7, 'income_overspent', v_deducted + v_added > v_earned),
      (8, 'indirect_over', v_award.indirect_rate_bp is not null and v_sum.indirect * 10000 > v_base::numeric * v_award.indirect_rate_bp),
      (9, 'indirect_without_rate', v_award.indirect_rate_bp is null and v_sum.indirect <> 0)) as w (n, code, holds)
  where w.holds;
  return jsonb_build_object('award_id', p_award, 'until', p_until, 'is_final', v_is_final, 'lines', v_lines,
    'indirect', jsonb_build_object('type', v_award.indirect_type, 'rate_bp', v_award.indirect_rate_bp, 'from', v_award.starts_on, 'to', p_until),
    'income_method', v_award.program_income_method, 'warnings', v_warnings, 'groups', v_groups,
    'entry_ids', (select coalesce(jsonb_agg(e.id), '[]') from public.award_entries e where e.award_id = p_award and (v_until is null or e.entry_on <= v_until)));
end $$;

-- Which groups make a line: {"10c": ["drawn", "federal_spent"], …}; lines that the award itself says have none.
create function private.ffr_groups(p_line text) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select case
    when p_line = '10a' then array['drawn']
    when p_line in ('10b', '10e') then array['federal_spent']
    when p_line = '10c' then array['drawn', 'federal_spent']
    when p_line = '10f' then array['federal_obligations']
    when p_line in ('10g', '10h') then array['federal_spent', 'federal_obligations']
    when p_line in ('10j', '10k') then array['match_spent']
    when p_line = '10l' then array['income_earned']
    when p_line in ('10m', '10n') then array['income_spent']
    when p_line = '10o' then array['income_earned', 'income_spent']
    when p_line = '11d' then array['federal_spent', 'match_spent', 'income_spent']
    when p_line = '11e' then array['federal_spent', 'match_spent']
    when p_line = '11f' then array['federal_spent']
    else '{}' end
$$;

-- A sheet as it was frozen, where the report is filed, otherwise as it stands.
create function private.sheet_of(p_report public.award_reports) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when p_report.filed_on is not null and p_report.frozen ? 'lines' then p_report.frozen else private.ffr_worksheet(p_report.award_id, p_report.period_end) end
$$;

-- The entries behind a line of a report. Behind what is unliquidated stand the obligations that were open, and what was paid on them.
create function private.entries_of_line(p_report uuid, p_line text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_report public.award_reports;
  v_sheet jsonb;
  v_ids uuid[];
begin
  select * into v_report from public.award_reports where id = p_report and kind = 'ffr';
  if v_report.id is null then return '{}'; end if;
  v_sheet := private.sheet_of(v_report);
  select array_agg(i.id::uuid) into v_ids from unnest(private.ffr_groups(p_line)) g (name) cross join lateral jsonb_array_elements_text(v_sheet -> 'groups' -> g.name) i (id);
  if p_line in ('11e', '11f') then
    select array_agg(e.id) into v_ids from public.award_entries e where e.id = any (v_ids) and e.category = 'indirect';
  elsif p_line = '11d' then
    select array_agg(e.id) into v_ids from public.award_entries e where e.id = any (v_ids) and e.category not in ('equipment', 'construction', 'indirect');
  elsif p_line = '10f' then
    -- What was paid on them is counted with them.
    select v_ids || array_agg(e.id) into v_ids from public.award_entries e where e.obligation_id = any (v_ids) and v_sheet -> 'entry_ids' ? e.id::text;
  end if;
  return coalesce(v_ids, '{}');
end $$;

-- The sheet of a report for its page: without the long lists, with how many entries stand behind each line, what the quarter itself
-- brought (against the report before), and, where it is filed, in what it differs from the ledger as it stands now.
create function public.ffr_worksheet(p_report uuid) returns jsonb
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
    'behind', (select jsonb_object_agg(l.key, (select coalesce(sum(jsonb_array_length(v_sheet -> 'groups' -> g.name)), 0) from unnest(private.ffr_groups(l.key)) g (name)))
      from jsonb_each(v_sheet -> 'lines') l where cardinality(private.ffr_groups(l.key)) > 0),
    'since', case when v_now is not null then (select coalesce(jsonb_object_agg(n.key, n.value::bigint - (v_sheet -> 'lines' ->> n.key)::bigint), '{}')
      from jsonb_each_text(v_now) n where n.value::bigint <> (v_sheet -> 'lines' ->> n.key)::bigint) else '{}'::jsonb end);
end $$;

revoke all on function private.indirect_base(public.awards, date), private.authorized_on(public.awards, date), private.ffr_worksheet(uuid, date), private.ffr_groups(text),
  private.sheet_of(public.award_reports), private.entries_of_line(uuid, text) from public, anon, authenticated;
revoke all on function public.ffr_worksheet(uuid) from public, anon;
grant execute on function public.ffr_worksheet(uuid) to authenticated;
