-- The counts beside the list of programs, quicker.

-- How many there are of each choice, under all filters but that choice's own: {need: [{id, code, name, translations, count}], district:
-- [{id, code, name, count}] (those that are limited to none count in each), language: [{code, name, endonym, count}], organization: [{id,
-- name, count}], status: [{code, count}], free, open: counts of yes; total}. Programs are walked once, with a mark for each facet. A mark
-- is a boolean: the planner takes half of the rows to have it, and adds them up by hashing; of sums it expects a handful, and sorts all.
create or replace function public.program_facets(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  c jsonb := private.program_conditions(p_query);
  v_today date := coalesce((p_query ->> 'on')::date, private.local_date(now()));
  v_names constant text[] := array['need', 'district', 'language', 'organization', 'status', 'free', 'open'];
  v_where text := (select string_agg(e.value, ' and ') from jsonb_each_text(c) e where e.key <> all (v_names));
  -- Whether a program meets each condition, asked once; then for each facet all but its own.
  v_meets text := (select coalesce(string_agg(format(', coalesce(%s, false) as meets_%s', c ->> n, n), ''), '') from unnest(v_names) n where c ? n);
  v_marks text := (select string_agg(format('%s as for_%s', coalesce((select string_agg('m.meets_' || o, ' and ') from unnest(v_names) o where o <> n and c ? o), 'true'), n), ', ')
    from unnest(v_names || 'all'::text) n);
  v_answer jsonb;
begin
  perform private.may_list();
  execute format(
    'with met as materialized (select t.id, t.organization_id, t.status, t.is_free, %1$s as is_open, exists (select from public.program_districts x where x.program_id = t.id) as is_limited%4$s
       from public.programs t%3$s),
     base as materialized (select m.id, m.organization_id, m.status, m.is_free, m.is_open, m.is_limited, %2$s from met m)
     select jsonb_build_object(
       ''need'', (select coalesce(jsonb_agg(jsonb_build_object(''id'', n.id, ''code'', n.code, ''name'', n.name, ''translations'', n.translations, ''count'', f.count) order by n.sort_order, n.code), ''[]'')
         from (select x.need_id, count(*) from base b join public.program_needs x on x.program_id = b.id where b.for_need group by 1) f join public.needs n on n.id = f.need_id),
       ''district'', (select coalesce(jsonb_agg(jsonb_build_object(''id'', d.id, ''code'', d.code, ''name'', d.name, ''count'', coalesce(f.count, 0) + e.count) order by d.sort_order, d.code), ''[]'')
         from public.districts d cross join (select count(*) from base b where b.for_district and not b.is_limited) e
         left join (select x.district_id, count(*) from base b join public.program_districts x on x.program_id = b.id where b.for_district group by 1) f on f.district_id = d.id
         where d.is_active and coalesce(f.count, 0) + e.count > 0),
       ''language'', (select coalesce(jsonb_agg(jsonb_build_object(''code'', g.code, ''name'', g.name, ''endonym'', g.endonym, ''count'', f.count) order by g.sort_order, g.code), ''[]'')
         from (select x.language, count(*) from base b join public.program_languages x on x.program_id = b.id where b.for_language group by 1) f join public.languages g on g.code = f.language),
       ''organization'', (select coalesce(jsonb_agg(jsonb_build_object(''id'', o.id, ''name'', o.name, ''count'', f.count) order by f.count desc, o.name, o.id), ''[]'')
         from (select b.organization_id, count(*) from base b where b.for_organization group by 1) f join public.organizations o on o.id = f.organization_id),
       ''status'', (select coalesce(jsonb_agg(jsonb_build_object(''code'', f.status, ''count'', f.count) order by f.status), ''[]'') from (select b.status, count(*) from base b where b.for_status group by 1) f),
       ''free'', (select count(*) from base b where b.for_free and b.is_free),
       ''open'', (select count(*) from base b where b.for_open and b.is_open),
       ''total'', (select count(*) from base b where b.for_all))',
    private.program_is_open('t', v_today), v_marks, coalesce(' where ' || v_where, ''), v_meets) into v_answer;
  return v_answer;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
