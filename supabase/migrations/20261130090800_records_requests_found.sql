-- Requests for public records among what is found, and among the due days of the calendar.

-- Requests are few beside inquiries: each looks up its own ("offset 0"), and no table of inquiries is walked for them.
create function private.search_in_records_requests(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select case when private.fold(i.number) = %1$L then 0 when private.fold(i.subject) like %2$L then 1 else 2 end, r.id, i.subject,
       jsonb_build_object(''inquiry_id'', r.inquiry_id, ''number'', i.number, ''custodian'', r.custodian, ''due_on'', coalesce(r.delay_until_on, r.safe_due_on), ''ended_as'', r.ended_as, ''ended_on'', r.ended_on)
     from public.records_requests r cross join lateral (select number, subject from public.inquiries where id = r.inquiry_id offset 0) i
     where private.fold(i.number) = %1$L or %3$s order by 1, r.ended_on is not null, coalesce(r.delay_until_on, r.safe_due_on, ''infinity''::date), r.id limit %4$s',
    p_text, substr(private.like_pattern(p_text), 2), private.has_words('private.fold(i.subject || '' '' || coalesce(r.custodian, ''''))', p_text), p_limit);
end $$;

create function private.dated_records_requests(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select jsonb_build_object(''on'', x.on_day, ''count'', count(*), ''title'', case when count(*) = 1 then min(x.subject) end, ''id'', case when count(*) = 1 then min(x.inquiry_id::text) end)
     from (select coalesce(r.delay_until_on, r.safe_due_on) as on_day, i.subject, r.inquiry_id from public.records_requests r
       cross join lateral (select subject, district_id, language, assigned_to from public.inquiries where id = r.inquiry_id offset 0) i where r.ended_on is null%s) x where x.on_day >= %L::date and x.on_day < %L::date group by x.on_day',
    coalesce((select string_agg(' and ' || w, '') from unnest(array[
      private.filter_any('i.district_id', 'uuid', p_filters -> 'district'),
      private.filter_any('i.language', 'text', p_filters -> 'language'),
      private.filter_any('i.assigned_to', 'uuid', p_filters -> 'staff')]) w where w is not null), ''), p_from, p_to);
end $$;
revoke all on function private.search_in_records_requests(text, integer), private.dated_records_requests(date, date, jsonb) from public, anon, authenticated;
