-- Awards where everything is looked for, and how long they are kept.

-- A number counts whole, in every way in which it is written: with dashes, without, as the key of USAspending. Then the words: title,
-- listing, component, department, fund, ordinance; what is not over first, what ends next before what ends later.
create function private.search_in_awards(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
declare
  v_key text := private.read_award_number(p_text) ->> 'key';
  v_words text := private.filter_words('public.awards', 'search', p_text);
  c_facts constant text := 'jsonb_strip_nulls(jsonb_build_object(''number'', t.award_number, ''status'', t.status, ''ends_on'', t.performance_ends_on, ''department'', o.name))';
begin
  if v_key is not null then
    return query execute format('select 0, t.id, t.title, %s from public.awards t left join public.organizations o on o.id = t.department_id where t.award_key = $1', c_facts) using v_key;
  end if;
  if v_words is null then return; end if;
  return query execute format(
    'select 2, t.id, t.title, %s from public.awards t left join public.organizations o on o.id = t.department_id where %s
     order by t.status in (''closed'', ''declined''), t.performance_ends_on, t.title, t.id limit %s', c_facts, v_words, p_limit);
end $$;
revoke all on function private.search_in_awards(text, integer) from public, anon, authenticated;

-- 2 CFR 200.334; the page of an award says until when it is kept itself.
insert into public.retention_rules (record_kind, years, reason, sort_order) values
  ('awards', 3, 'Federal awards with their entries, reports, subawards and papers: three years after the final financial report was filed (2 CFR 200.334), longer under litigation, claim or audit.', 57)
on conflict (record_kind) do nothing;
