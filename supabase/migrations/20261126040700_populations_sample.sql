-- Populations of the sample office, so that there is something to look at.

-- p_rows: [{district, language, people}], loaded once, into a sample that has none.
create function public.load_sample_populations(p_rows jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not (select is_sample from public.settings) or exists (select from public.district_populations) then
    raise sqlstate 'PT409' using message = 'Sample populations are loaded once, into a sample office only.', hint = 'not_empty';
  end if;
  insert into public.district_populations (district_id, language, people, source, as_of)
  select d.id, p.language, p.people, 'Invented for the sample', '2024-12-31'
  from jsonb_to_recordset(p_rows) p (district text, language text, people integer) join public.districts d on d.code = p.district;
end $$;
revoke all on function public.load_sample_populations(jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_populations(jsonb) to service_role;
