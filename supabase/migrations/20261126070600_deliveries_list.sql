-- The letters of an event one by one, as a list shows them; and letters that have not gone hold up no undo.

-- What failed first, then what waits by when it goes, then the newest. `p_status` leaves only those of one state.
create function public.event_deliveries(p_event uuid, p_status text default null, p_limit integer default 25, p_registration uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (select coalesce(jsonb_agg(to_jsonb(l) - 'place' order by l.place), '[]') from (
    select d.id, d.kind, d.status, d.reason, r.name, d.to_address, d.language, d.send_at, d.settled_at, d.attempts, d.registration_id,
      row_number() over (order by d.status <> 'failed', d.status <> 'waiting', case when d.status = 'waiting' then d.send_at end, d.settled_at desc, d.id) as place
    from public.deliveries d left join public.registrations r on r.id = d.registration_id
    where d.event_id = p_event and (p_status is null or d.status = p_status) and (p_registration is null or d.registration_id = p_registration)
      -- What the plan took back says nothing to anybody; what a person or the clock did, does.
      and (d.status <> 'cancelled' or p_status is not null or d.reason not in ('not_needed', 'registration_cancelled', 'event_cancelled'))
    order by place limit least(greatest(p_limit, 1), 500)) l);
end $$;
revoke all on function public.event_deliveries(uuid, text, integer, uuid) from public, anon;
grant execute on function public.event_deliveries(uuid, text, integer, uuid) to authenticated, service_role;

-- A registration that is undone takes along the letters that nobody has got. One that was written to stays, and is cancelled instead.
alter table public.deliveries
  drop constraint deliveries_registration_id_fkey,
  add constraint deliveries_registration_id_fkey foreign key (registration_id) references public.registrations (id) on delete cascade;
create or replace function private.find_referred(p_set uuid, p_table text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := format('public.%I', p_table)::regclass;
  v_id text := (select format_type(atttypid, atttypmod) from pg_catalog.pg_attribute where attrelid = v_table and attname = 'id');
  v_key record;
begin
  for v_key in
    select k.conrelid::regclass as referrer, c.relname as name, n.nspname = 'public' as is_public, k.conrelid = k.confrelid as is_own,
      (select string_agg(format('r.%I = t.%I', a.attname, f.attname), ' and ') from unnest(k.conkey, k.confkey) as pair (mine, theirs)
        join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine
        join pg_catalog.pg_attribute f on f.attrelid = k.confrelid and f.attnum = pair.theirs) as is_joined
    from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.confrelid = v_table and k.conparentid = 0 and (n.nspname = 'public' or k.confdeltype <> 'c')
  loop
    execute format($sql$
      insert into private.undo_refused
      select distinct p.set_id, p.table_name, p.record_id, 'referred', array[%4$L], p.last_id
      from private.undo_plan p join %1$s t on t.id = p.record_id::%2$s join %3$s r on %5$s
      where p.set_id = $1 and p.table_name = %6$L and p.kind = 'remove' %7$s %8$s $sql$,
      v_table, v_id, v_key.referrer, v_key.name, v_key.is_joined, p_table,
      case when v_key.is_own then 'and not exists (select from private.undo_plan o where o.set_id = p.set_id and o.table_name = p.table_name and o.kind = ''remove'' and o.record_id = r.id::text)' else '' end,
      case when v_key.referrer = 'public.deliveries'::regclass then 'and r.status = ''sent''' else '' end) using p_set;
  end loop;
end $$;

-- An offer that ran out is told in other words than a registration that somebody cancelled.
create or replace function private.letter_facts(p_kind text, p_event uuid, p_registration uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'office', (select jsonb_build_object('name', office_name, 'city', city_name, 'address', address, 'email', coalesce(mail_reply_to, email), 'phone', phone) from public.settings),
    'event', private.event_where(e) || jsonb_build_object('id', e.id, 'title', e.title, 'translations', e.translations, 'kind', e.kind, 'status', e.status, 'cancelled_reason', e.cancelled_reason,
      'accessibility', e.accessibility, 'slug', case when e.published_at is not null then e.slug end, 'uid', e.uid, 'sequence', e.sequence, 'updated_at', private.instant_text(e.updated_at), 'summary', e.summary,
      'languages', (select coalesce(jsonb_agg(jsonb_build_object('language', l.language, 'mode', l.mode) order by l.mode, n.sort_order, l.language), '[]')
        from public.event_languages l join public.languages n on n.code = l.language where l.event_id = e.id and (l.mode = 'spoken' or l.booking = 'booked'))),
    'registration', (select jsonb_build_object('id', r.id, 'name', r.name, 'seats', r.seats, 'status', r.status, 'cancelled_how', r.cancelled_how,
      'offered_until', private.instant_text(r.offered_until)) from public.registrations r where r.id = p_registration),
    'words', (select l.words from private.letter_rules(e.id) l where l.kind = p_kind))
  from public.events e where e.id = p_event
$$;
