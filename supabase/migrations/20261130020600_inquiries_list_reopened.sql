-- The list says of each inquiry when it was taken up again. Others give this function columns of their own: one is put in, the rest
-- stays as it is.
do $$
declare v_list text := replace(pg_get_functiondef('public.list_inquiries(jsonb)'::regprocedure), 'page.closed_at,', 'page.closed_at, page.reopened_at,');
begin
  if v_list !~ 'page\.reopened_at' then raise exception 'The list of inquiries is not as this migration knows it.'; end if;
  execute v_list;
end $$;
