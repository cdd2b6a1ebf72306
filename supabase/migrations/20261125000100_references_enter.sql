-- Entering: who the reader is and the reference tables, in one answer. The browser asks it while the program still loads:
-- asked one after the other, each answer kept the first list waiting.

create function public.enter() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object('me', public.whoami(), 'references', public.reference_data())
$$;
revoke all on function public.enter() from public, anon;
grant execute on function public.enter() to authenticated;
