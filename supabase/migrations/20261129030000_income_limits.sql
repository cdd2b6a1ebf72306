-- What the screener measures incomes by: 100 percent of the federal poverty level and of the area's median income, by household
-- size, each with its year and where it was read. A year is a table, typed off a notice and saved whole. And needs, which are an
-- office's own words: an administrator adds, renames and retires them.

create table public.income_limits (
  id uuid primary key default gen_random_uuid(),
  basis text not null constraint income_limits_basis_known check (basis in ('poverty', 'median')),
  year smallint not null constraint income_limits_year_range check (year between 2000 and 2100),
  household_size smallint not null constraint income_limits_size_range check (household_size between 1 and 20),
  -- A year's income before taxes.
  amount_cents bigint not null constraint income_limits_amount_range check (amount_cents between 1 and 100000000000),
  source text not null constraint income_limits_source_filled check (btrim(source) <> '' and length(source) <= 300),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- "The last year there is of this basis, by size."
  constraint income_limits_once unique (basis, year, household_size)
);
call private.protect('public.income_limits');
call private.show('income_limits', 'admin');
-- Deliberately not granted: writes. A year is saved whole, by a function.
comment on table public.income_limits is 'A year''s income that is 100 percent of the poverty level or of the area''s median, by household size.';

-- Saves a year of one basis whole: {basis, year, source, amounts: [cents for one person, for two, …]}. No amounts: the year goes.
create function public.save_income_limits(p_limits jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_basis text := p_limits ->> 'basis';
  v_year integer;
  v_source text := nullif(regexp_replace(btrim(p_limits ->> 'source'), '\s+', ' ', 'g'), '');
  v_amounts bigint[];
begin
  perform private.at_least('admin');
  v_year := (p_limits ->> 'year')::integer;
  v_amounts := array(select value::bigint from jsonb_array_elements_text(coalesce(nullif(p_limits -> 'amounts', 'null'), '[]')) with ordinality a (value, n) order by n);
  if v_basis is null or v_basis not in ('poverty', 'median') then
    raise sqlstate 'PT422' using message = 'Say whether these are shares of the poverty level or of the median income.', hint = 'income_basis';
  elsif v_year is null or v_year not between 2000 and extract(year from private.local_date(now()))::integer + 1 then
    raise sqlstate 'PT422' using message = 'Enter the year of the notice, at the latest next year.', hint = 'income_year';
  end if;
  if cardinality(v_amounts) > 0 then
    if v_source is null or length(v_source) > 300 then
      raise sqlstate 'PT422' using message = 'Say where the amounts were read, in at most 300 characters: somebody will check them next year.', hint = 'income_source';
    elsif cardinality(v_amounts) not between 2 and 20 or exists (select from unnest(v_amounts) a where a is null) then
      raise sqlstate 'PT422' using message = 'Enter an amount for each household size from one person on, for two sizes at least.', hint = 'income_amounts';
    elsif exists (select from unnest(v_amounts) a where a not between 100 and 100000000000) then
      raise sqlstate 'PT422' using message = 'Enter amounts of a year, in dollars.', hint = 'income_amounts';
    elsif exists (select from generate_subscripts(v_amounts, 1) n where v_amounts[n] <= v_amounts[n - 1]) then
      raise sqlstate 'PT422' using message = 'A larger household has a larger amount. Check the amounts.', hint = 'income_order';
    end if;
  end if;
  delete from public.income_limits where basis = v_basis and year = v_year and household_size > cardinality(v_amounts);
  insert into public.income_limits as l (basis, year, household_size, amount_cents, source)
  select v_basis, v_year, n, v_amounts[n], v_source from generate_subscripts(v_amounts, 1) n
  on conflict (basis, year, household_size) do update set amount_cents = excluded.amount_cents, source = excluded.source
    where l.amount_cents <> excluded.amount_cents or l.source <> excluded.source;
exception when invalid_text_representation or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the amounts cannot be read. Enter dollars.', hint = 'income_amounts';
end $$;
revoke all on function public.save_income_limits(jsonb) from public, anon;
grant execute on function public.save_income_limits(jsonb) to authenticated;
comment on function public.save_income_limits(jsonb) is 'A year of income limits, whole.';

-- 100 percent for a household of this size on a day: of the last year that had begun by then. A household beyond the table adds
-- for each person what the last line adds to the one before it, as the notices say to.
create function private.income_base(p_basis text, p_size integer, p_on date) returns table (year integer, amount_cents bigint, source text)
language sql stable security definer set search_path = '' as $$
  with y as (select max(l.year) as year from public.income_limits l where l.basis = p_basis and l.year <= extract(year from p_on)),
  rows as (select l.household_size, l.amount_cents, l.source, lag(l.amount_cents) over (order by l.household_size) as before
    from public.income_limits l join y on y.year = l.year where l.basis = p_basis),
  top as (select * from rows order by household_size desc limit 1)
  select y.year::integer,
    coalesce((select r.amount_cents from rows r where r.household_size = p_size),
      case when p_size > t.household_size then t.amount_cents + (p_size - t.household_size) * (t.amount_cents - t.before) end), t.source
  from y cross join top t
$$;
revoke all on function private.income_base(text, integer, date) from public, anon, authenticated;

-- ---------------------------------------------------------------- needs
grant insert (code, name, translations, sort_order), update (name, translations, sort_order, is_active) on table public.needs to authenticated;
create policy needs_insert_admin on public.needs for insert to authenticated with check ((select private.at_least('admin')));
create policy needs_update_admin on public.needs for update to authenticated using ((select private.at_least('admin'))) with check ((select private.at_least('admin')));
-- Deliberately not granted: a change of the code, by which files and screenings name a need, and deleting: a need is retired.
-- Two needs of one name could not be told apart.
create unique index needs_name_once on public.needs (lower(name)) where is_active;
