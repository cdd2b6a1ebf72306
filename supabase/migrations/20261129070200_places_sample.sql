-- The sample office on the map: invented shapes of districts and neighborhoods, and points for its events and partners, so that the map
-- shows what it shows of a real city. For the service alone, and for a sample office alone.

create function public.load_sample_places(p_districts jsonb, p_neighborhoods jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not (select is_sample from public.settings) then
    raise sqlstate 'PT422' using message = 'Sample places are for a sample office.', hint = 'sample';
  end if;
  -- The events were planned with their places: nobody changed them since.
  perform set_config('rotunda.refreshing', 'on', true);
  insert into public.area_shapes (district_id, geometry, square_km, source)
  select d.id, s -> 'geometry', private.square_km(s -> 'geometry'), 'Invented' from jsonb_array_elements(p_districts) s join public.districts d on d.code = s ->> 'code' on conflict do nothing;
  insert into public.neighborhoods (code, name, people, people_source)
  select s ->> 'code', s ->> 'name', (s ->> 'people')::integer, 'Invented' from jsonb_array_elements(p_neighborhoods) s on conflict (code) do nothing;
  insert into public.area_shapes (neighborhood_id, geometry, square_km, source)
  select n.id, s -> 'geometry', private.square_km(s -> 'geometry'), 'Invented' from jsonb_array_elements(p_neighborhoods) s join public.neighborhoods n on n.code = s ->> 'code' on conflict do nothing;
  -- Somewhere in the middle of its district: the same title is always at the same place.
  with boxes as (
    select s.district_id, box(r.ring) as b from public.area_shapes s join private.area_rings r on r.shape_id = s.id where s.district_id is not null),
  spots as (
    select e.id, ((b.b)[1])[1] + (((b.b)[0])[1] - ((b.b)[1])[1]) * (0.2 + 0.6 * (hashtext(e.title || 'n') & 1023) / 1024.0) as north,
      ((b.b)[1])[0] + (((b.b)[0])[0] - ((b.b)[1])[0]) * (0.2 + 0.6 * (hashtext(e.title || 'e') & 1023) / 1024.0) as east
    from public.events e join boxes b on b.district_id = e.district_id where e.latitude is null and e.place_name <> '')
  update public.events e set latitude = round(s.north::numeric, 6), longitude = round(s.east::numeric, 6), neighborhood = e.neighborhood from spots s where s.id = e.id;
  with boxes as (
    select s.district_id, box(r.ring) as b from public.area_shapes s join private.area_rings r on r.shape_id = s.id where s.district_id is not null),
  spots as (
    select o.id, ((b.b)[1])[1] + (((b.b)[0])[1] - ((b.b)[1])[1]) * (0.2 + 0.6 * (hashtext(o.name || 'n') & 1023) / 1024.0) as north,
      ((b.b)[1])[0] + (((b.b)[0])[0] - ((b.b)[1])[0]) * (0.2 + 0.6 * (hashtext(o.name || 'e') & 1023) / 1024.0) as east
    from public.organizations o join boxes b on b.district_id = o.district_id where o.latitude is null and o.kind <> 'department')
  update public.organizations o set latitude = round(s.north::numeric, 6), longitude = round(s.east::numeric, 6) from spots s where s.id = o.id;
  perform set_config('rotunda.refreshing', '', true);
end $$;
revoke all on function public.load_sample_places(jsonb, jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_places(jsonb, jsonb) to service_role;
