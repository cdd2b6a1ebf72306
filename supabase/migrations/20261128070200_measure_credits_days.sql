-- A day that cannot be read is refused with a sentence here too: what is read where a function declares its names is caught by nobody.

create or replace function public.measure_credits(p_measure uuid, p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_award uuid;
  v_from date;
  v_to date;
  v_outside boolean;
begin
  perform private.at_least('viewer');
  v_from := coalesce((p_query ->> 'from')::date, '-infinity');
  v_to := coalesce((p_query ->> 'to')::date, 'infinity');
  v_outside := coalesce((p_query ->> 'outside')::boolean, false);
  select award_id into v_award from public.award_measures where id = p_measure;
  if v_award is null then raise sqlstate 'PT404' using message = 'This measure is not there any more.', hint = 'missing'; end if;
  return (
    with rows as (
      select c.*, s.name as created_by_name, row_number() over (order by c.credited_on desc, c.created_at desc, c.id) as nth,
        (select coalesce(jsonb_agg(distinct o.award_number order by o.award_number), '[]') from public.award_credits x join public.awards o on o.id = x.award_id
          where x.award_id <> v_award and c.source <> 'hand' and (x.event_id = c.record_id or x.interaction_id = c.record_id)) as also
      from private.credit_rows(v_award) c left join public.staff s on s.id = c.created_by
      where c.measure_id = p_measure and c.credited_on between v_from and v_to
        and not (v_outside and exists (select from public.award_targets t where t.measure_id = p_measure and c.credited_on between t.period_start and t.period_end)))
    select jsonb_build_object('count', count(*), 'amount', coalesce(sum(r.amount), 0),
      'rows', coalesce(jsonb_agg(to_jsonb(r) - '{nth,created_by,created_at,measure_id}'::text[] order by r.nth) filter (where r.nth <= 500), '[]')) from rows r);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the days cannot be read.', hint = 'filters';
end $$;
