-- The ledger of an award: an entry is what happened with money on a day. What a filed report counted is not rewritten; it is
-- corrected by an entry of its own with the other sign.

-- How an award spends the income that its activities earn (2 CFR 200.307), and at what rate it charges indirect costs: two lines of
-- the Federal Financial Report need them.
alter table public.awards
  add column program_income_method text not null default 'addition' constraint awards_income_method_known check (program_income_method in ('addition', 'deduction')),
  add column indirect_type text constraint awards_indirect_type_known check (indirect_type in ('de_minimis', 'provisional', 'predetermined', 'final', 'fixed')),
  -- In basis points: 1500 is 15 %.
  add column indirect_rate_bp integer constraint awards_indirect_rate_range check (indirect_rate_bp between 0 and 20000),
  add constraint awards_indirect_whole check ((indirect_type is null) = (indirect_rate_bp is null));
comment on column public.awards.program_income_method is 'Income that is earned adds to the award, or lessens what the federal side pays.';
comment on column public.awards.indirect_rate_bp is 'Indirect cost rate in basis points.';

-- The award, for whoever may write in its ledger. Money moves only on an award that was made and is not closed.
create function private.ledger_award(p_award uuid) returns public.awards
language plpgsql volatile security definer set search_path = '' as $$
declare v_award public.awards;
begin
  perform private.at_least('coordinator');
  select * into v_award from public.awards where id = p_award for share;
  if v_award.id is null then
    raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing';
  elsif v_award.status in ('applied', 'declined') then
    raise sqlstate 'PT422' using message = 'Nothing is spent or drawn before the award is made. Record the award first.', hint = 'award_status';
  elsif v_award.status = 'closed' then
    raise sqlstate 'PT422' using message = 'This award is closed: its ledger stays as it is.', hint = 'award_status';
  end if;
  return v_award;
end $$;

-- What is wrong with an entry as it would be saved.
create function private.check_entry(p_one public.award_entries) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_obligation public.award_entries;
  v_double public.award_entries;
begin
  if p_one.kind is null or p_one.kind not in ('obligation', 'expenditure', 'drawdown', 'program_income') then
    raise sqlstate 'PT422' using message = 'Choose whether it is an obligation, an expenditure, a drawdown or program income.', hint = 'kind';
  elsif p_one.share not in ('federal', 'match', 'program_income') then
    raise sqlstate 'PT422' using message = 'Choose whose money it is: federal, match or program income.', hint = 'share';
  elsif p_one.kind = 'drawdown' and p_one.share <> 'federal' then
    raise sqlstate 'PT422' using message = 'A drawdown is always federal money.', hint = 'share';
  elsif p_one.kind in ('obligation', 'expenditure') and p_one.category is null then
    raise sqlstate 'PT422' using message = 'Choose the budget category that this is a cost of.', hint = 'category';
  elsif p_one.category not in ('personnel', 'fringe', 'travel', 'equipment', 'supplies', 'construction', 'subawards', 'procurement', 'other', 'indirect') then
    raise sqlstate 'PT422' using message = 'Choose one of the budget categories that are offered.', hint = 'category';
  elsif p_one.amount_cents is null or p_one.amount_cents = 0 then
    raise sqlstate 'PT422' using message = 'Enter an amount. What takes money back is entered with a minus.', hint = 'amount_cents';
  elsif p_one.amount_cents not between -100000000000000 and 100000000000000 then
    raise sqlstate 'PT422' using message = 'This amount is larger than a trillion dollars. Enter it again.', hint = 'amount_cents';
  elsif p_one.entry_on is null or p_one.entry_on not between date '1990-01-01' and date '2099-12-31' then
    raise sqlstate 'PT422' using message = 'Enter the day on which it happened.', hint = 'entry_on';
  elsif length(p_one.description) > 500 then
    raise sqlstate 'PT422' using message = 'Say in at most 500 characters what it was for.', hint = 'description';
  elsif length(p_one.payee) > 200 then
    raise sqlstate 'PT422' using message = 'Enter the payee in at most 200 characters.', hint = 'payee';
  elsif length(p_one.reference) > 120 then
    raise sqlstate 'PT422' using message = 'Enter the reference in at most 120 characters.', hint = 'reference';
  elsif length(p_one.account_string) > 120 then
    raise sqlstate 'PT422' using message = 'Enter the account in at most 120 characters.', hint = 'account_string';
  end if;
  if p_one.reference is not null then
    select * into v_double from public.award_entries where award_id = p_one.award_id and reference = p_one.reference and id is distinct from p_one.id;
    if v_double.id is not null then
      raise sqlstate 'PT422' using message = format('The ledger of this award has %s already, of %s. Each reference counts once.', p_one.reference, v_double.entry_on), hint = 'reference';
    end if;
  end if;
  if p_one.obligation_id is not null then
    select * into v_obligation from public.award_entries where id = p_one.obligation_id;
    if p_one.kind <> 'expenditure' then
      raise sqlstate 'PT422' using message = 'Only an expenditure pays off an obligation.', hint = 'obligation_id';
    elsif v_obligation.id is null or v_obligation.award_id <> p_one.award_id or v_obligation.kind <> 'obligation' then
      raise sqlstate 'PT422' using message = 'Choose an obligation of this award.', hint = 'obligation_id';
    elsif v_obligation.share <> p_one.share then
      raise sqlstate 'PT422' using message = 'The obligation binds other money than this pays with. Choose the same share for both.', hint = 'obligation_id';
    end if;
  end if;
  if p_one.subaward_id is not null then
    if p_one.kind not in ('obligation', 'expenditure') or not exists (select from public.subawards where id = p_one.subaward_id and award_id = p_one.award_id) then
      raise sqlstate 'PT422' using message = 'Choose a subaward of this award, for an obligation or a payment.', hint = 'subaward_id';
    end if;
  end if;
end $$;

-- The day to which a filed Federal Financial Report has counted an entry; null where none has.
create function private.entry_filed_until(p_one public.award_entries) returns date
language sql stable security definer set search_path = '' as $$
  select max(r.period_end) from public.award_reports r
  where r.award_id = p_one.award_id and r.kind = 'ffr' and r.filed_on is not null and r.frozen -> 'entry_ids' ? p_one.id::text
$$;

-- Saves an entry; p_id null makes a new one. p_entry: award_id (of a new one), kind, share, category, amount_cents, entry_on,
-- description, payee, reference, account_string, obligation_id, subaward_id. What is not named stays. Returns the id.
create function public.save_entry(p_entry jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.award_entries;
  v_new public.award_entries;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_entry) where key in ('award_id', 'kind', 'share', 'category', 'amount_cents', 'entry_on',
    'description', 'payee', 'reference', 'account_string', 'obligation_id', 'subaward_id'));
begin
  perform private.at_least('coordinator');
  begin
    if p_id is null then
      select * into v_new from jsonb_populate_record(null::public.award_entries, '{"share": "federal", "description": ""}'::jsonb || jsonb_strip_nulls(v_given));
    else
      select * into v_old from public.award_entries where id = p_id for update;
      if v_old.id is null then
        raise sqlstate 'PT404' using message = 'This entry is not there any more.', hint = 'missing';
      elsif v_old.version <> p_version then
        raise sqlstate 'PT409' using message = 'Somebody else saved this entry since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
      end if;
      select * into v_new from jsonb_populate_record(v_old, v_given - 'award_id');
    end if;
  exception when invalid_text_representation or numeric_value_out_of_range or invalid_datetime_format or datetime_field_overflow then
    raise sqlstate 'PT422' using message = 'One of the values cannot be read. An amount is whole cents, a day is YYYY-MM-DD.', hint = 'amount_cents';
  end;
  perform private.ledger_award(v_new.award_id);
  v_new.description := btrim(coalesce(v_new.description, ''));
  v_new.payee := nullif(btrim(v_new.payee), '');
  v_new.reference := nullif(btrim(v_new.reference), '');
  v_new.account_string := nullif(btrim(v_new.account_string), '');
  v_new.share := case when v_new.kind = 'program_income' then 'program_income' else coalesce(v_new.share, 'federal') end;
  if v_new.kind in ('drawdown', 'program_income') then v_new.category := null; end if;
  perform private.check_entry(v_new);
  if p_id is null then
    insert into public.award_entries (award_id, kind, share, category, amount_cents, entry_on, description, payee, reference, account_string, obligation_id, subaward_id, created_by)
    values (v_new.award_id, v_new.kind, v_new.share, v_new.category, v_new.amount_cents, v_new.entry_on, v_new.description, v_new.payee, v_new.reference, v_new.account_string,
      v_new.obligation_id, v_new.subaward_id, private.current_staff_id())
    returning id into v_new.id;
  elsif (v_new.kind, v_new.share, v_new.category, v_new.amount_cents, v_new.entry_on, v_new.description, v_new.payee, v_new.reference, v_new.account_string, v_new.obligation_id, v_new.subaward_id)
    is distinct from (v_old.kind, v_old.share, v_old.category, v_old.amount_cents, v_old.entry_on, v_old.description, v_old.payee, v_old.reference, v_old.account_string, v_old.obligation_id, v_old.subaward_id) then
    if (v_new.kind, v_new.share) is distinct from (v_old.kind, v_old.share) and exists (select from public.award_entries where obligation_id = p_id) then
      raise sqlstate 'PT422' using message = 'Payments are entered against this obligation. It stays an obligation of the same money.', hint = 'kind';
    end if;
    update public.award_entries set kind = v_new.kind, share = v_new.share, category = v_new.category, amount_cents = v_new.amount_cents, entry_on = v_new.entry_on, description = v_new.description,
      payee = v_new.payee, reference = v_new.reference, account_string = v_new.account_string, obligation_id = v_new.obligation_id, subaward_id = v_new.subaward_id
    where id = p_id;
  end if;
  return v_new.id;
end $$;

create function public.remove_entry(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.award_entries;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.award_entries where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This entry is not there any more.', hint = 'missing';
  end if;
  perform private.ledger_award(v_one.award_id);
  if exists (select from public.award_entries where obligation_id = p_id) then
    raise sqlstate 'PT422' using message = 'Payments are entered against this obligation. Take them off it first.', hint = 'entry_paid';
  end if;
  delete from public.award_entries where id = p_id;
end $$;

-- Whatever rewrites the ledger, an undo included: what a filed report counted stays. A statement at a time, so that the undo of an
-- import asks once. The name keeps it working while an undo puts rows back.
create function private.guard_filed_entries() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_until date;
begin
  select max(f.period_end) into v_until from (
    select r.award_id, r.period_end, e.value::uuid as entry_id
    from public.award_reports r cross join lateral jsonb_array_elements_text(r.frozen -> 'entry_ids') e
    where r.kind = 'ffr' and r.filed_on is not null and jsonb_typeof(r.frozen -> 'entry_ids') = 'array' and r.award_id in (select o.award_id from old_rows o)) f
  join old_rows o on o.id = f.entry_id
  where tg_op = 'DELETE' or exists (select from public.award_entries n where n.id = o.id
    and (n.kind, n.share, n.category, n.amount_cents, n.entry_on, n.obligation_id) is distinct from (o.kind, o.share, o.category, o.amount_cents, o.entry_on, o.obligation_id));
  if v_until is not null then
    raise sqlstate 'PT422' using message = format('The report to %s is filed with these figures. Enter a correction with the other sign; it counts in the next report.', v_until), hint = 'entry_filed';
  end if;
  return null;
end $$;
create trigger _950_guard_filed_update after update on public.award_entries referencing old table as old_rows for each statement execute function private.guard_filed_entries();
create trigger _950_guard_filed_delete after delete on public.award_entries referencing old table as old_rows for each statement execute function private.guard_filed_entries();

-- ---------------------------------------------------------------- the ledger as a list
-- Filters: award, kind, share, category, subaward, import, obligation (lists of values); dated ({from, to} days); line ({report, line}:
-- what stands behind a line of a Federal Financial Report). search: words of description, payee, reference or account.
create function private.entry_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_words text[] := regexp_split_to_array(btrim(private.fold(coalesce(p_query ->> 'search', ''))), '\s+');
begin
  return array[
    private.filter_any('t.award_id', 'uuid', f -> 'award'),
    private.filter_any('t.kind', 'text', f -> 'kind'),
    private.filter_any('t.share', 'text', f -> 'share'),
    private.filter_any('t.category', 'text', f -> 'category'),
    private.filter_any('t.subaward_id', 'uuid', f -> 'subaward'),
    private.filter_any('t.import_id', 'uuid', f -> 'import'),
    private.filter_any('t.obligation_id', 'uuid', f -> 'obligation'),
    case when f #>> '{dated,from}' is not null then format('t.entry_on >= %L::date', (f #>> '{dated,from}')::date) end,
    case when f #>> '{dated,to}' is not null then format('t.entry_on <= %L::date', (f #>> '{dated,to}')::date) end,
    case when f #>> '{line,report}' is not null then
      format('t.id = any (private.entries_of_line(%L::uuid, %L))', (f #>> '{line,report}')::uuid, f #>> '{line,line}') end]
    || array(select format('private.fold(concat_ws('' '', t.description, t.payee, t.reference, t.account_string)) like %L', private.like_pattern(word)) from unnest(v_words) word where word <> '');
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_entries(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.award_entries',
    'page.award_id, page.kind, page.share, page.category, page.amount_cents, page.entry_on, page.description, page.payee, page.reference, page.account_string,
     page.obligation_id, page.subaward_id, page.import_id, page.created_by, page.created_at, page.updated_at, page.version,
     (select o.reference from public.award_entries o where o.id = page.obligation_id) as obligation_reference,
     (select concat_ws('' · '', s.subaward_number, g.name) from public.subawards s join public.organizations g on g.id = s.organization_id where s.id = page.subaward_id) as subaward_name,
     case when page.kind = ''obligation'' then (select coalesce(sum(e.amount_cents), 0) from public.award_entries e where e.obligation_id = page.id) end as paid_cents,
     private.entry_filed_until((select e from public.award_entries e where e.id = page.id)) as filed_until
     from page',
    private.entry_filters(p_query),
    -- Of one day: in the order in which they were entered; of one file, by reference.
    '{"entry_on": {"key": "to_char(t.entry_on, ''YYYYMMDD'') || to_char(t.created_at at time zone ''UTC'', ''YYYYMMDDHH24MISSUS'') || coalesce(t.reference, '''')", "type": "text"}, "amount_cents": {"key": "t.amount_cents", "type": "bigint"}}',
    '{"sort": "entry_on", "descending": true}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- How many entries match, and what they come to by kind and share: exact, however many there are.
create function public.count_entries(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_where text := array_to_string(array_remove(private.entry_filters(p_query), null), ' and ');
  v_answer jsonb;
begin
  perform private.may_list();
  execute format('select jsonb_build_object(''count'', coalesce(sum(s.n), 0), ''sums'', coalesce(jsonb_agg(to_jsonb(s) order by s.kind, s.share), ''[]'')) from (
      select t.kind, t.share, count(*) as n, sum(t.amount_cents)::bigint as cents from public.award_entries t%s group by 1, 2) s',
    case when v_where <> '' then ' where ' || v_where else '' end) into v_answer;
  return v_answer;
end $$;

revoke all on function private.ledger_award(uuid), private.check_entry(public.award_entries), private.entry_filed_until(public.award_entries), private.guard_filed_entries(), private.entry_filters(jsonb)
  from public, anon, authenticated;
revoke all on function public.save_entry(jsonb, uuid, integer), public.remove_entry(uuid), public.list_entries(jsonb), public.count_entries(jsonb) from public, anon;
grant execute on function public.save_entry(jsonb, uuid, integer), public.remove_entry(uuid) to authenticated;
grant execute on function public.list_entries(jsonb), public.count_entries(jsonb) to authenticated, service_role;
comment on function public.list_entries(jsonb) is 'A page of the ledger, the latest first.';
