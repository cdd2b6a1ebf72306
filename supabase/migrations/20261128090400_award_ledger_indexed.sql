-- A file that comes to a ledger which is long already: each of its lines read all that was here once, twenty thousand times twenty thousand.
-- What is here is found by its award, and whose a line is by equal keys. What is taken in is the same.
create or replace function private.stage_ledger(p_rows jsonb, p_facts jsonb) returns void
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
    from pg_temp.ledger_awards k
    where coalesce(k.number, '') = coalesce(l.number, '') and coalesce(k.project, '') = coalesce(l.project, '') and coalesce(k.account, '') = coalesce(l.account, '');
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
  create index on pg_temp.ledger_here (award_id);
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
