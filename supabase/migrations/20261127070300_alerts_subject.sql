-- An alert always says what it is about: of a letter to one person, which belongs to no campaign, the code of the refusal.

create or replace function private.alert_managers(p_deed text, p_campaign uuid, p_facts jsonb default '{}') returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(format('alert %s %s', p_deed, p_campaign), 0));
  insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
  select s.id, 'changed', 'campaigns', p_campaign,
    jsonb_strip_nulls(jsonb_build_object('subject', coalesce((select name from public.campaigns where id = p_campaign), p_facts ->> 'code')) || p_facts || jsonb_build_object('deed', p_deed)),
    private.reach_of(s.id, 'changed') = 'app'
  from public.staff s
  where s.is_active and s.role in ('manager', 'admin') and private.reach_of(s.id, 'changed') <> 'none'
    and not exists (select from public.notifications n where n.staff_id = s.id and n.record_table = 'campaigns' and n.record_id is not distinct from p_campaign
      and n.facts ->> 'deed' = p_deed and n.created_at > now() - interval '1 day');
end $$;
