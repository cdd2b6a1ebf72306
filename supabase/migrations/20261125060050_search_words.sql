-- Search: whether there is a word to look for is asked of the document itself; search_query is no more.

create or replace function private.search_in_inquiries(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql volatile set search_path = '' set jit = off as $$
declare
  v_match text[] := regexp_match(p_text, '^(?:([0-9]{4})[- ])?0*([0-9]{1,9})$');
  v_rows jsonb := '[]';
begin
  if v_match is not null then
    return query
      select 0, i.id, i.subject, jsonb_build_object('number', i.number, 'status', i.status, 'due_on', i.due_on, 'closed_at', i.closed_at,
        'resident_name', coalesce(r.preferred_name, r.name))
      from private.inquiry_numbers n
      join public.inquiries i on i.number = private.inquiry_number(n.year, v_match[2]::integer)
      left join public.residents r on r.id = i.resident_id
      where v_match[1] is null or n.year = v_match[1]::integer
      order by n.year desc limit p_limit;
  end if;
  if private.search_document(p_text) = '' then return; end if;
  v_rows := public.list_inquiries(jsonb_build_object('search', p_text, 'limit', p_limit)) -> 'rows';
  return query
    select 2, (e ->> 'id')::uuid, e ->> 'subject', jsonb_build_object('number', e ->> 'number', 'status', e ->> 'status', 'due_on', e ->> 'due_on',
      'closed_at', e ->> 'closed_at', 'resident_name', e ->> 'resident_name')
    from jsonb_array_elements(v_rows) e;
end $$;
