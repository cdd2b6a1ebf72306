-- The inquiries of a resident: their own, those they called about for somebody else, and those that they reported too.
do $$
declare v_filters text := pg_get_functiondef('private.inquiry_filters(jsonb)'::regprocedure);
begin
  v_filters := replace(v_filters, 'private.filter_any(''t.resident_id'', ''uuid'', f -> ''resident''),', $line$private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    case when jsonb_typeof(f -> 'concerns') = 'array' and jsonb_array_length(f -> 'concerns') > 0 then
      format('t.id = any (array(select o.id from public.inquiries o where o.resident_id = any (%1$L::uuid[]) union all select p.inquiry_id from public.inquiry_people p where p.resident_id = any (%1$L::uuid[])))',
        array(select c::uuid from jsonb_array_elements_text(f -> 'concerns') c)) end,$line$);
  if v_filters !~ 'concerns' then raise exception 'The filters of inquiries are not as this migration knows them.'; end if;
  execute v_filters;
end $$;

-- "Which registrations were said not to be theirs?"
create index registrations_not_residents on public.registrations using gin (not_residents) where not_residents <> '{}';
