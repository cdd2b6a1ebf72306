-- What a campaign's letters are made of changes while they go out: the office moves, a list is renamed, an event in them is put off. A worker
-- that keeps what it has compiled asks for this with each batch: another answer means that something changed.

create function public.campaign_stamp(p_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select md5(concat_ws(' ', c.version, l.version, s.version, (select y.mjml from private.layout_of(c.layout_id) y),
    (select string_agg(m.id || ':' || m.version, ' ' order by m.id) from public.campaign_messages m where m.campaign_id = c.id),
    (select string_agg(a.id::text, ' ' order by a.id) from public.attachments a where a.campaign_id = c.id and a.removed_at is null),
    -- Events are in few letters, and few of them are still to come.
    case when exists (select from public.campaign_messages m where m.campaign_id = c.id and (m.blocks @> '[{"kind": "events"}]' or m.mjml is not null)) then
      (select string_agg(e.id || ':' || e.version, ' ' order by e.id) from public.events e where e.published_at <= now() and e.status in ('planned', 'confirmed') and e.starts_at > now()) end))
  from public.campaigns c join public.mailing_lists l on l.id = c.list_id cross join public.settings s where c.id = p_id
$$;
revoke all on function public.campaign_stamp(uuid) from public, anon, authenticated;
grant execute on function public.campaign_stamp(uuid) to service_role;
comment on function public.campaign_stamp(uuid) is 'Is another one whenever something changed that the letters of a campaign are made of.';
