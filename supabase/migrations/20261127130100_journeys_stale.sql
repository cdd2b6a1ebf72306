-- Journeys: a letter says what holds when it leaves, not what held when it was planned. An event is cancelled or moved, a deadline is put
-- off, an inquiry is opened again, somebody signs off: whatever waits about it is planned anew, or not at all.

-- Takes back what waits and is not right any more. What nobody has begun goes as if it had never been planned, so that it can be planned
-- again; what a worker may have sent already stays, and does not go a second time.
create function private.drop_stale_journey_letters(p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  with waits as materialized (
    select d.id, d.attempts, lower(d.to_address) as address, d.payload, s.days, split_part(d.key, ':', 3) as about, split_part(d.key, ':', 4) as subject, split_part(d.key, ':', 5) as closing
    from public.campaigns c join public.journey_steps s on s.campaign_id = c.id join public.deliveries d on d.campaign_id = c.id
    where c.kind = 'journey' and c.status = 'sending' and d.status = 'waiting' and (d.leased_until is null or d.leased_until < p_now)),
  stale as (
    select w.id, w.attempts from waits w left join public.events e on e.id::text = w.subject
    where w.about = 'event' and (e.id is null
      or (w.payload #>> '{event,title}', w.payload #>> '{event,place}', (w.payload #>> '{event,starts_at}')::timestamptz) is distinct from (e.title, e.place_name, e.starts_at)
      or (w.days >= 0 and e.status <> 'held')
      or (w.days < 0 and (e.status not in ('planned', 'confirmed')
        or not exists (select from public.registrations r where r.event_id = e.id and lower(r.email) = w.address and r.status = 'confirmed'))))
    union all
    select w.id, w.attempts from waits w left join public.deadlines l on l.id::text = w.subject
    where w.about = 'deadline' and (l.id is null or not l.is_active
      or (w.payload #>> '{deadline,title}', w.payload #>> '{deadline,url}', (w.payload #>> '{deadline,due_on}')::date) is distinct from (l.title, l.url, l.due_on))
    union all
    select w.id, w.attempts from waits w left join public.inquiries i on i.id::text = w.subject
    where w.about = 'inquiry' and (i.closed_at is null or extract(epoch from i.closed_at)::bigint::text <> w.closing or i.resolution_code in ('duplicate', 'cancelled'))),
  ended as (
    update public.deliveries d set status = 'cancelled', reason = 'not_needed', settled_at = p_now, leased_until = null, leased_by = null
    from stale t where d.id = t.id and t.attempts > 0)
  delete from public.deliveries d using stale t where d.id = t.id and t.attempts = 0
$$;
revoke all on function private.drop_stale_journey_letters(timestamptz) from public, anon, authenticated;

-- As before, and what journeys have waiting is looked at before it is handed out.
create or replace function private.turn_campaigns(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.campaigns set status = 'sending', started_at = coalesce(started_at, p_now) where status = 'scheduled' and scheduled_at <= p_now;
  update public.campaigns c set status = 'sent', finished_at = p_now where c.status = 'sending' and c.kind = 'bulletin'
    and not exists (select from public.deliveries d where d.campaign_id = c.id and d.status = 'waiting');
  perform private.drop_stale_journey_letters(p_now);
end $$;
