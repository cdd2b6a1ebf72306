-- Before an inquiry is there, whom its end could be told by letter: the residents as closing_people shows them later.
create function public.residents_reached(p_residents uuid[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  return (select coalesce(jsonb_agg(jsonb_build_object('name', coalesce(r.preferred_name, r.name), 'language', coalesce(r.preferred_language, 'en'), 'address', m.address)
      order by array_position(p_residents, r.id)), '[]')
    from public.residents r left join lateral (select e.address from public.resident_emails e where e.resident_id = r.id and private.may_write_to(e.address) is null
      order by e.created_at, e.address limit 1) m on true
    where r.id = any (p_residents[1:10]));
end $$;
revoke all on function public.residents_reached(uuid[]) from public, anon;
grant execute on function public.residents_reached(uuid[]) to authenticated;
