-- Residents who came to an event, or registered for it, as a filter of their list: the audience of a follow-up is a saved view.
-- Filters: language, district, attended, registered (lists of values; the last two of events). search: a fragment of a name,
-- number or address; punctuation in numbers does not matter.

create or replace function private.resident_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := btrim(private.fold(p_query ->> 'search'));
  v_digits text := regexp_replace(v_text, '[^0-9]', '', 'g');
  v_wheres text[] := array[
    private.filter_any('t.preferred_language', 'text', f -> 'language'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    -- Who registered and was matched to a resident only later counts too: the registration says who it is.
    't.id in (select a.resident_id from public.attendances a where a.undone_at is null and ' || private.filter_any('a.event_id', 'uuid', f -> 'attended')
      || ' union select r.resident_id from public.attendances a join public.registrations r on r.id = a.registration_id where a.undone_at is null and '
      || private.filter_any('a.event_id', 'uuid', f -> 'attended') || ')',
    't.id in (select r.resident_id from public.registrations r where r.status <> ''cancelled'' and ' || private.filter_any('r.event_id', 'uuid', f -> 'registered') || ')'];
begin
  -- A number as people type it, "(816) 555-01", is sought by its digits alone.
  if v_text ~ '^[0-9 ().+/-]+$' and length(v_digits) >= 2 then
    return array_append(v_wheres, format('t.search like %L', private.like_pattern(v_digits)));
  elsif v_text <> '' then
    return v_wheres || array(select format('t.search like %L', private.like_pattern(word)) from regexp_split_to_table(v_text, '\s+') word where word <> '');
  end if;
  return v_wheres;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
