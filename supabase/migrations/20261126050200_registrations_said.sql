-- Registrations, set right: a refusal that names who can help, and languages that are still offered.

-- Whoever registers chooses among the languages that the office still offers; one that was retired is not asked for.
create or replace function public.shown_event(p_slug text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.event_shown(e) || jsonb_build_object('choices', (select jsonb_agg(jsonb_build_object('code', code, 'name', name, 'endonym', endonym) order by sort_order)
    from public.languages where code <> 'und' and is_active))
  from public.events e where e.slug = p_slug and e.published_at <= now()
$$;

-- Lets somebody in before others who wait longer, with the reason. More than there are places only a coordinator lets in.
create or replace function public.promote_registration(p_id uuid, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_may boolean := private.at_least('staff');
  v_one public.registrations := private.open_registration(p_id);
  v_event public.events := private.event_of(v_one);
begin
  if v_one.status = 'confirmed' then return private.registration_state(p_id); end if;
  if v_one.status = 'cancelled' then
    raise sqlstate 'PT409' using message = 'This registration is cancelled. Put it back on the list first.', hint = 'registration_changed';
  elsif v_event.status = 'cancelled' then
    raise sqlstate 'PT409' using message = 'This event is cancelled: nobody can register for it.', hint = 'event_cancelled';
  elsif private.one_line(p_reason) is null then
    raise sqlstate 'PT422' using message = 'Say why: others have waited longer.', hint = 'reason';
  elsif length(p_reason) > 500 then
    raise sqlstate 'PT422' using message = 'The reason is longer than 500 letters. Shorten it.', hint = 'reason';
  elsif private.free_seats(v_event) < (case v_one.status when 'offered' then 0 else v_one.seats end) and private.my_rank() < private.role_rank('coordinator') then
    raise sqlstate '42501' using message = 'Every place is taken. A coordinator can let in more people than there are places.', hint = 'registration_over';
  end if;
  update public.registrations set status = 'confirmed', offered_until = null, office_note = private.one_line(p_reason) where id = p_id;
  return private.registration_state(p_id);
end $$;
