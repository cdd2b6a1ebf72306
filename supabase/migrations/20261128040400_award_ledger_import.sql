-- The city's own ledger, as a file: taken in whole, as one act that one undo takes back. A line is known again by its reference, or,
-- where it has none, by all that it says; so a file that comes twice, or grows from month to month, counts each line once. What is here
-- with other figures stays as it is and is told: the ledger is corrected by people.

-- What an import was told about its file: names of columns and how they were read. The next file that looks like it is read the same way.
alter table public.imports add column detail jsonb not null default '{}' constraint imports_detail_object check (jsonb_typeof(detail) = 'object');
alter table public.imports drop constraint imports_resource_known,
  add constraint imports_resource_known check (resource ~ '^[a-z][a-z_]{2,30}$');
create index imports_ledger on public.imports (finished_at desc, id) where resource = 'ledger';
-- Whoever may take a file in may take it back.
insert into private.audited_tables (table_name, undo_role) values ('imports', 'coordinator') on conflict (table_name) do update set undo_role = excluded.undo_role;

-- How the last file with these columns was read; otherwise the last whose columns are all here. Null: none was like it.
create function public.ledger_mapping(p_columns text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  return (
    select i.detail -> 'mapping' from public.imports i
    where i.resource = 'ledger' and i.detail ? 'mapping'
      and not exists (select from jsonb_each_text(i.detail #> '{mapping,columns}') c where c.value is not null and c.value <> all (p_columns))
    order by i.detail -> 'columns' = to_jsonb(p_columns) desc, i.finished_at desc, i.id limit 1);
end $$;

-- Takes the lines of a ledger in, or says what taking them would do. p_rows: arrays of [line, award number, project code, account, kind,
-- share, category, cents, day, description, payee, reference, subaward number, reference of the obligation], all text or null, read and
-- understood already as to amount, day and words. p_facts: award_id (of all lines), skips_others (lines of no award are left out),
-- leaves_out_wrong (takes the others in), file_name, sha256, columns, mapping, rejected (lines that could not be read).
-- Answers {rows, new, same, different, others, wrong, awards, import_id}: what is wrong or different with its first 50 lines.
create function public.import_ledger(p_rows jsonb, p_facts jsonb, p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off set work_mem = '64MB' as $$
declare
  v_answer jsonb;
  v_import uuid;
  v_started timestamptz := clock_timestamp();
begin
  perform private.at_least('coordinator');
  if jsonb_typeof(p_rows) is distinct from 'array' or jsonb_array_length(p_rows) > 100000 then
    raise sqlstate 'PT422' using message = 'The file has more than 100,000 lines. Take it in year by year.', hint = 'file';
  end if;
  perform private.stage_ledger(p_rows, p_facts);
  v_answer := private.tell_ledger();
  if not p_dry_run and (v_answer #>> '{wrong,count}')::integer + coalesce((p_facts ->> 'rejected')::integer, 0) > 0 and not coalesce((p_facts ->> 'leaves_out_wrong')::boolean, false) then
    raise sqlstate 'PT422' using message = 'Some lines of the file are wrong. Correct them, or leave them out.', hint = 'file';
  end if;
  if not p_dry_run and (v_answer ->> 'new')::integer > 0 then
    perform private.begin_change_set('import', jsonb_build_object('preset', 'ledger', 'file_name', p_facts ->> 'file_name'));
    insert into public.imports (resource, preset, file_name, sha256, started_at, finished_at, rows_new, rows_changed, rows_unchanged, rows_rejected, staff_id, detail)
    values ('ledger', 'ledger', coalesce(nullif(btrim(p_facts ->> 'file_name'), ''), 'ledger.csv'), p_facts ->> 'sha256', v_started, clock_timestamp(), (v_answer ->> 'new')::integer, 0,
      (v_answer ->> 'same')::integer, (v_answer #>> '{wrong,count}')::integer + coalesce((p_facts ->> 'rejected')::integer, 0), private.current_staff_id(),
      jsonb_build_object('columns', p_facts -> 'columns', 'mapping', p_facts -> 'mapping'))
    returning id into v_import;
    insert into public.award_entries (id, award_id, kind, share, category, amount_cents, entry_on, description, payee, reference, account_string, obligation_id, subaward_id, import_id, created_by)
    select g.id, g.award_id, g.kind, g.share, g.category, g.amount_cents, g.entry_on, g.description, g.payee, g.reference, g.account, g.obligation_id, g.subaward_id, v_import, private.current_staff_id()
    from pg_temp.ledger g where g.fate = 'new' order by g.line;
  end if;
  drop table pg_temp.ledger;
  return v_answer || jsonb_build_object('import_id', v_import);
end $$;

-- Puts the lines beside what is here and gives each its fate: new, same, different, other (of no award), or what is wrong with it.
create function private.stage_ledger(p_rows jsonb, p_facts jsonb) returns void
language plpgsql volatile security definer set search_path = '' set jit = off set work_mem = '64MB' as $$
declare
  v_award uuid := (p_facts ->> 'award_id')::uuid;
begin
  create temporary table ledger on commit drop as
  select gen_random_uuid() as id, (r ->> 0)::integer as line, nullif(btrim(r ->> 1), '') as number, nullif(btrim(r ->> 2), '') as project, nullif(btrim(r ->> 3), '') as account,
    r ->> 4 as kind, r ->> 5 as share, case when r ->> 4 in ('obligation', 'expenditure') then r ->> 6 end as category, (r ->> 7)::bigint as amount_cents, (r ->> 8)::date as entry_on,
    btrim(coalesce(r ->> 9, '')) as description, nullif(btrim(r ->> 10), '') as payee, nullif(btrim(r ->> 11), '') as base, nullif(btrim(r ->> 12), '') as sub, nullif(btrim(r ->> 13), '') as pays,
    null::uuid as award_id, null::uuid as subaward_id, null::uuid as obligation_id, null::text as reference, null::text as fate, null::text as value
  from jsonb_array_elements(p_rows) r;

  -- ---- whose line it is: by the award's number in any form, by its project code, or by a project code within the account.
  if v_award is not null then
    update pg_temp.ledger set award_id = v_award;
  else
    create temporary table ledger_awards on commit drop as
    select k.number, k.project, k.account, (array_agg(distinct a.id))[1] as award_id, count(distinct a.id) as n
    from (select distinct number, project, account from pg_temp.ledger) k
    join public.awards a on case
      when k.number is not null then a.award_key = regexp_replace(upper(k.number), '[^0-9A-Z]', '', 'g')
      when k.project is not null then lower(a.project_code) = lower(k.project)
      else lower(a.project_code) = any (regexp_split_to_array(lower(k.account), '[-. ]')) end
    where a.status not in ('applied', 'declined')
    group by 1, 2, 3;
    update pg_temp.ledger l set award_id = case when k.n = 1 then k.award_id end, fate = case when k.n > 1 then 'award_many' end, value = case when k.n > 1 then coalesce(l.number, l.project, l.account) end
    from pg_temp.ledger_awards k where (k.number, k.project, k.account) is not distinct from (l.number, l.project, l.account);
    drop table pg_temp.ledger_awards;
  end if;
  update pg_temp.ledger set fate = case when coalesce((p_facts ->> 'skips_others')::boolean, false) then 'other' else 'award' end, value = coalesce(number, project, account, '')
  where award_id is null and fate is null;
  update pg_temp.ledger l set fate = 'award_status', value = coalesce(a.award_number, a.title) from public.awards a where a.id = l.award_id and l.fate is null and a.status in ('applied', 'declined', 'closed');

  -- ---- what a line must be
  update pg_temp.ledger l set fate = w.why, value = w.value
  from (select line, case
      when kind is null or kind not in ('obligation', 'expenditure', 'drawdown', 'program_income') then 'kind'
      when kind in ('obligation', 'expenditure') and category is null then 'category'
      when amount_cents is null or amount_cents = 0 or amount_cents not between -100000000000000 and 100000000000000 then 'amount'
      when entry_on is null or entry_on not between date '1990-01-01' and date '2099-12-31' then 'day'
      when length(description) > 500 then 'description' when length(payee) > 200 then 'payee' when length(base) > 110 then 'reference' when length(account) > 120 then 'account' end as why,
      left(coalesce(description, ''), 60) as value
    from pg_temp.ledger) w
  where w.line = l.line and w.why is not null and l.fate is null;
  update pg_temp.ledger set share = case kind when 'drawdown' then 'federal' when 'program_income' then 'program_income' else coalesce(share, 'federal') end;
  update pg_temp.ledger l set subaward_id = s.id from public.subawards s where s.award_id = l.award_id and s.subaward_number = l.sub and l.kind in ('obligation', 'expenditure');
  update pg_temp.ledger set fate = 'subaward', value = sub where fate is null and sub is not null and kind in ('obligation', 'expenditure') and subaward_id is null;

  -- ---- which are here. A voucher may have several lines: each is one, told apart by what it books.
  create temporary table ledger_here on commit drop as
  select e.id, e.award_id, e.reference, regexp_replace(e.reference, '/[0-9]+$', '') as base, e.kind, e.share, coalesce(e.category, '') as category, e.amount_cents, e.entry_on
  from public.award_entries e where e.award_id in (select distinct l.award_id from pg_temp.ledger l where l.award_id is not null) and e.reference is not null;
  analyze pg_temp.ledger;
  analyze pg_temp.ledger_here;
  -- Without a reference: all that the line says, and how often it says it.
  update pg_temp.ledger l set base = 'line:' || n.hash, reference = 'line:' || n.hash || case when n.nth > 1 then '/' || n.nth else '' end
  from (select x.line, x.hash, row_number() over (partition by x.award_id, x.hash order by x.line) as nth from (
    select line, award_id, md5(concat_ws('|', kind, share, category, amount_cents, entry_on, description, payee, account)) as hash from pg_temp.ledger where base is null and fate is null) x) n
  where n.line = l.line;
  update pg_temp.ledger l set fate = 'same' from pg_temp.ledger_here h where l.fate is null and l.reference is not null and h.award_id = l.award_id and h.reference = l.reference;
  update pg_temp.ledger set fate = 'new' where fate is null and reference is not null;
  -- With one: the same line twice in a file is one line.
  update pg_temp.ledger l set fate = 'same'
  from (select line, row_number() over (partition by award_id, base, kind, share, category, amount_cents, entry_on order by line) as nth from pg_temp.ledger where fate is null) n
  where n.line = l.line and n.nth > 1;
  update pg_temp.ledger l set fate = 'same', reference = h.reference from pg_temp.ledger_here h
  where l.fate is null and h.award_id = l.award_id and (h.reference = l.base or h.base = l.base)
    and (h.kind, h.share, h.category, h.amount_cents, h.entry_on) = (l.kind, l.share, coalesce(l.category, ''), l.amount_cents, l.entry_on);
  -- One is here under this reference that the file says nothing of: the line could be what it became. A person decides.
  update pg_temp.ledger l set fate = 'different', value = l.base
  where l.fate is null and exists (select from pg_temp.ledger_here h where h.award_id = l.award_id and (h.reference = l.base or h.base = l.base)
    and not exists (select from pg_temp.ledger s where s.fate = 'same' and s.award_id = h.award_id and s.reference = h.reference));
  update pg_temp.ledger l set fate = 'new', reference = l.base || case when n.nth > 1 then '/' || n.nth else '' end
  from (select x.line, row_number() over (partition by x.award_id, x.base order by x.kind, x.share, x.category, x.entry_on, x.amount_cents, x.line)
      + (select count(*) from pg_temp.ledger_here h where h.award_id = x.award_id and (h.reference = x.base or h.base = x.base)) as nth
    from pg_temp.ledger x where x.fate is null) n
  where n.line = l.line;

  -- ---- the obligation that a payment names, here or in the same file
  update pg_temp.ledger l set obligation_id = h.id from pg_temp.ledger_here h
  where l.fate = 'new' and l.kind = 'expenditure' and l.pays is not null and h.award_id = l.award_id and h.reference = l.pays and h.kind = 'obligation' and h.share = l.share;
  update pg_temp.ledger l set obligation_id = o.id from pg_temp.ledger o
  where l.fate = 'new' and l.kind = 'expenditure' and l.pays is not null and l.obligation_id is null
    and o.award_id = l.award_id and o.reference = l.pays and o.kind = 'obligation' and o.share = l.share and o.fate = 'new';
  update pg_temp.ledger set fate = 'obligation', value = pays where fate = 'new' and kind = 'expenditure' and pays is not null and obligation_id is null;
  drop table pg_temp.ledger_here;
end $$;

create function private.tell_ledger() returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
begin
  return (
    select jsonb_build_object('rows', count(*), 'new', count(*) filter (where fate = 'new'), 'same', count(*) filter (where fate = 'same'), 'others', count(*) filter (where fate = 'other'),
      'different', jsonb_build_object('count', count(*) filter (where fate = 'different'), 'rows', (
        select coalesce(jsonb_agg(jsonb_build_object('line', d.line, 'reference', d.base, 'amount_cents', d.amount_cents, 'entry_on', d.entry_on, 'here', (
            select jsonb_agg(jsonb_build_object('amount_cents', e.amount_cents, 'entry_on', e.entry_on, 'category', e.category) order by e.reference) from public.award_entries e
            where e.award_id = d.award_id and (e.reference = d.base or regexp_replace(e.reference, '/[0-9]+$', '') = d.base))) order by d.line), '[]')
        from (select * from pg_temp.ledger where fate = 'different' order by line limit 50) d)),
      'wrong', jsonb_build_object('count', count(*) filter (where fate not in ('new', 'same', 'different', 'other')), 'rows', (
        select coalesce(jsonb_agg(jsonb_build_object('line', w.line, 'why', w.fate, 'value', left(w.value, 60)) order by w.line), '[]')
        from (select * from pg_temp.ledger where fate not in ('new', 'same', 'different', 'other') order by line limit 50) w)),
      'awards', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'award_number', a.award_number, 'title', a.title, 'new', n.new, 'obligated_cents', n.obligated, 'spent_cents', n.spent,
          'drawn_cents', n.drawn, 'income_cents', n.income) order by n.new desc, a.award_number), '[]')
        from (select award_id, count(*) as new, coalesce(sum(amount_cents) filter (where kind = 'obligation'), 0)::bigint as obligated, coalesce(sum(amount_cents) filter (where kind = 'expenditure'), 0)::bigint as spent,
            coalesce(sum(amount_cents) filter (where kind = 'drawdown'), 0)::bigint as drawn, coalesce(sum(amount_cents) filter (where kind = 'program_income'), 0)::bigint as income
          from pg_temp.ledger where fate = 'new' group by 1) n join public.awards a on a.id = n.award_id))
    from pg_temp.ledger);
end $$;

revoke all on function private.stage_ledger(jsonb, jsonb), private.tell_ledger() from public, anon, authenticated;
revoke all on function public.ledger_mapping(text[]), public.import_ledger(jsonb, jsonb, boolean) from public, anon;
grant execute on function public.ledger_mapping(text[]), public.import_ledger(jsonb, jsonb, boolean) to authenticated;
