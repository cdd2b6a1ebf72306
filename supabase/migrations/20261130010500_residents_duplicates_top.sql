-- The list of likely duplicates begins at its top when a screen says "after nothing" as well as when it says nothing.

-- Pairs that may be one person, the likeliest first. p_query: {limit, after: {score, a, b}}. Answers {rows: [{a, b, score, reasons}], next, count}.
create or replace function public.list_duplicates(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_limit integer := least(greatest(coalesce((p_query ->> 'limit')::integer, 25), 1), 100);
  v_after jsonb := nullif(p_query -> 'after', 'null');
  v_rows jsonb;
begin
  perform private.at_least('viewer');
  select coalesce(jsonb_agg(jsonb_build_object('a', private.tell_resident(p.a_id), 'b', private.tell_resident(p.b_id), 'score', p.score, 'reasons', p.reasons) order by p.score desc, p.a_id, p.b_id), '[]')
  into v_rows
  from (select t.* from private.resident_pairs t
    where (v_after is null or (-t.score, t.a_id, t.b_id) > (-(v_after ->> 'score')::integer, (v_after ->> 'a')::uuid, (v_after ->> 'b')::uuid))
      and not exists (select from public.duplicate_dismissals d where d.a_id = t.a_id and d.b_id = t.b_id)
    order by t.score desc, t.a_id, t.b_id limit v_limit + 1) p;
  return jsonb_build_object('rows', (select coalesce(jsonb_agg(e order by n), '[]') from jsonb_array_elements(v_rows) with ordinality x (e, n) where n <= v_limit),
    'next', case when jsonb_array_length(v_rows) > v_limit then jsonb_build_object('score', v_rows #> array[(v_limit - 1)::text, 'score'],
      'a', v_rows #> array[(v_limit - 1)::text, 'a', 'id'], 'b', v_rows #> array[(v_limit - 1)::text, 'b', 'id']) end,
    'count', (select count(*) from (select from private.resident_pairs t
      where not exists (select from public.duplicate_dismissals d where d.a_id = t.a_id and d.b_id = t.b_id) limit 1001) c));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'The place in the list cannot be read. Begin at its top.', hint = 'after';
end $$;
