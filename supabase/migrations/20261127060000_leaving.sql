-- Leaving and choosing. What an address gets is changed by these functions alone; each says how it was said, and triggers write
-- that into the ledger, an undo included. Whoever leaves a list is not written to by what waits for them either.

alter table public.subscribers
  -- They left everything: what is made later and goes to whoever is meant does not go to them.
  add column left_all_at timestamptz;
create index subscribers_left_all on public.subscribers (id) where left_all_at is not null;

-- Where no policy says who writes, because functions do: whoever may call those.
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role)
values ('subscribers', null, null, 'coordinator'), ('subscriptions', 'subscribers', 'subscriber_id', 'coordinator')
on conflict (table_name) do update set undo_role = excluded.undo_role;

-- ---------------------------------------------------------------- how it was said
-- What this transaction does was said so: a source of the ledger, the letter whose link it was, what is known besides. Without
-- it the ledger says what the change log does: by the office, by an import, by an undo.
create function private.say_consent(p_source text, p_delivery uuid default null, p_detail jsonb default null) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform set_config('rotunda.consent_source', coalesce(p_source, ''), true), set_config('rotunda.consent_delivery', coalesce(p_delivery::text, ''), true),
    set_config('rotunda.consent_detail', coalesce(p_detail::text, ''), true);
end $$;
create function private.consent_source() returns text
language sql stable set search_path = '' as $$
  select case when private.change_reason() = 'undo' then 'undo'
    else coalesce(nullif(current_setting('rotunda.consent_source', true), ''),
      case private.change_reason() when 'import' then 'import' when 'service' then 'form' else 'staff' end) end
$$;
create function private.consent_delivery() returns uuid
language sql stable set search_path = '' as $$
  select case when private.change_reason() <> 'undo' then nullif(current_setting('rotunda.consent_delivery', true), '')::uuid end
$$;
create function private.consent_detail() returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(case when private.change_reason() <> 'undo' then nullif(current_setting('rotunda.consent_detail', true), '')::jsonb end, '{}')
$$;

-- ---------------------------------------------------------------- letters that wait
-- Takes back what waits for these addresses from these lists. A lease stays: whoever has it may be sending.
create function private.withhold_letters(p_addresses text[], p_lists uuid[], p_reason text) returns void
language sql volatile security definer set search_path = '' as $$
  update public.deliveries d set status = 'cancelled', reason = p_reason, settled_at = now()
  from (select distinct a.address, a.list_id from unnest(p_addresses, p_lists) a (address, list_id)) l
  where d.campaign_id is not null and d.to_address = l.address and d.status = 'waiting'
    and exists (select from public.campaigns c where c.id = d.campaign_id and (l.list_id is null or c.list_id = l.list_id))
$$;
-- And gives it back, when that was a mistake of today and the campaign still goes on.
create function private.release_letters(p_addresses text[], p_lists uuid[], p_reason text) returns void
language sql volatile security definer set search_path = '' as $$
  update public.deliveries d set status = 'waiting', reason = null, settled_at = null
  from (select distinct a.address, a.list_id from unnest(p_addresses, p_lists) a (address, list_id)) l
  where d.campaign_id is not null and d.to_address = l.address and d.status = 'cancelled' and d.reason = p_reason and d.settled_at > now() - interval '1 day'
    and exists (select from public.campaigns c where c.id = d.campaign_id and c.status in ('scheduled', 'sending', 'paused') and (l.list_id is null or c.list_id = l.list_id))
$$;

-- ---------------------------------------------------------------- the ledger
-- `detail` says from which state to which, null for none: the state of a subscription is what the last of its rows goes to.
-- The triggers stand after 900, so that an undo is told too.
create function private.note_subscriptions() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_changes jsonb;
begin
  if tg_op = 'INSERT' then
    select jsonb_agg(jsonb_build_object('subscriber', n.subscriber_id, 'list', n.list_id, 'from', null, 'to', n.status) order by n.id) into v_changes from new_rows n;
  elsif tg_op = 'DELETE' then
    select jsonb_agg(jsonb_build_object('subscriber', o.subscriber_id, 'list', o.list_id, 'from', o.status, 'to', null) order by o.id) into v_changes from old_rows o;
  else
    select jsonb_agg(jsonb_build_object('subscriber', n.subscriber_id, 'list', n.list_id, 'from', o.status, 'to', n.status) order by n.id) into v_changes
    from new_rows n join old_rows o on o.id = n.id where o.status <> n.status;
  end if;
  if v_changes is null then return null; end if;
  perform private.note_choices(v_changes);
  return null;
end $$;

create function private.note_choices(p_changes jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_left record;
  v_back record;
  v_delivery uuid := private.consent_delivery();
begin
  insert into public.consents (address, list_id, act, source, detail, delivery_id, staff_id)
  select s.address, c.list, case
      when c."to" = 'pending' then 'asked'
      when c."to" = 'subscribed' and c."from" = 'pending' then 'confirmed'
      when c."to" = 'subscribed' then 'subscribed'
      when c."to" is null and c."from" = 'unsubscribed' then 'resumed'
      else 'unsubscribed' end,
    private.consent_source(), private.consent_detail() || jsonb_build_object('from', c."from", 'to', c."to"), v_delivery, private.current_staff_id()
  from jsonb_to_recordset(p_changes) c (subscriber uuid, list uuid, "from" text, "to" text) join public.subscribers s on s.id = c.subscriber
  order by s.address, c.list;

  select array_agg(s.address) as addresses, array_agg(c.list) as lists into v_left
  from jsonb_to_recordset(p_changes) c (subscriber uuid, list uuid, "from" text, "to" text)
  join public.subscribers s on s.id = c.subscriber join public.mailing_lists l on l.id = c.list
  where c."to" = 'unsubscribed' or (c."to" is null and c."from" = 'subscribed' and l.needs_consent);
  if v_left.addresses is not null then
    perform private.withhold_letters(v_left.addresses, v_left.lists, 'unsubscribed');
    update public.deliveries d set unsubscribed_at = now() from public.campaigns c
    where d.id = v_delivery and d.unsubscribed_at is null and c.id = d.campaign_id and c.list_id = any (v_left.lists);
  end if;

  select array_agg(s.address) as addresses, array_agg(c.list) as lists into v_back
  from jsonb_to_recordset(p_changes) c (subscriber uuid, list uuid, "from" text, "to" text)
  join public.subscribers s on s.id = c.subscriber join public.mailing_lists l on l.id = c.list
  where c."to" = 'subscribed' or (c."to" is null and c."from" = 'unsubscribed' and not l.needs_consent);
  if v_back.addresses is not null then
    perform private.release_letters(v_back.addresses, v_back.lists, 'unsubscribed');
    update public.deliveries d set unsubscribed_at = null from public.campaigns c
    where d.id = v_delivery and d.unsubscribed_at is not null and c.id = d.campaign_id and c.list_id = any (v_back.lists);
  end if;
end $$;
create trigger _910_ledger_insert after insert on public.subscriptions referencing new table as new_rows for each statement execute function private.note_subscriptions();
create trigger _910_ledger_update after update on public.subscriptions referencing old table as old_rows new table as new_rows for each statement execute function private.note_subscriptions();
create trigger _910_ledger_delete after delete on public.subscriptions referencing old table as old_rows for each statement execute function private.note_subscriptions();

-- What they leave goes with an address while it still has its name, so that the ledger can say whose it was.
create function private.leave_first() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.subscriptions where subscriber_id = old.id;
  return old;
end $$;
create trigger _910_leave_first before delete on public.subscribers for each row execute function private.leave_first();

create function private.note_subscribers() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_today date := public.office_today();
  v_paused text[];
  v_resumed text[];
begin
  insert into public.consents (address, act, source, detail, delivery_id, staff_id)
  select d.address, d.act, private.consent_source(), private.consent_detail() || jsonb_build_object('from', d.before, 'to', d.after), private.consent_delivery(), private.current_staff_id()
  from new_rows n join old_rows o on o.id = n.id
  cross join lateral (values
    (n.address, 'language', to_jsonb(o.language), to_jsonb(n.language), o.language is distinct from n.language),
    (n.address, 'frequency', to_jsonb(o.frequency), to_jsonb(n.frequency), o.frequency <> n.frequency),
    (n.address, case when n.paused_until is null then 'resumed' else 'paused' end, to_jsonb(o.paused_until), to_jsonb(n.paused_until), o.paused_until is distinct from n.paused_until),
    -- All lists, those to come included.
    (n.address, case when n.left_all_at is null then 'subscribed' else 'unsubscribed' end, to_jsonb(o.left_all_at is not null), to_jsonb(n.left_all_at is not null), (o.left_all_at is null) <> (n.left_all_at is null))
  ) d (address, act, before, after, is_different) where d.is_different order by d.address;
  select array_agg(n.address) filter (where n.paused_until > v_today), array_agg(n.address) filter (where coalesce(n.paused_until, '-infinity') <= v_today) into v_paused, v_resumed
  from new_rows n join old_rows o on o.id = n.id where o.paused_until is distinct from n.paused_until;
  if v_paused is not null then perform private.withhold_letters(v_paused, array_fill(null::uuid, array[cardinality(v_paused)]), 'paused'); end if;
  if v_resumed is not null then perform private.release_letters(v_resumed, array_fill(null::uuid, array[cardinality(v_resumed)]), 'paused'); end if;
  return null;
end $$;
create trigger _910_ledger_update after update on public.subscribers referencing old table as old_rows new table as new_rows for each statement execute function private.note_subscribers();

-- Who left everything has left what comes to everybody, also where it is made only now.
create function private.keep_left() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.needs_consent or (tg_op = 'UPDATE' and not old.needs_consent) then return null; end if;
  insert into public.subscriptions (subscriber_id, list_id, status)
  select s.id, new.id, 'unsubscribed' from public.subscribers s where s.left_all_at is not null
  on conflict (subscriber_id, list_id) do nothing;
  return null;
end $$;
create trigger _920_keep_left after insert or update of needs_consent on public.mailing_lists for each row execute function private.keep_left();

-- ---------------------------------------------------------------- one choice
-- The subscriber with this address, made when there is none.
create function public.ensure_subscriber(p_address text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_address text := lower(btrim(p_address));
  v_id uuid;
begin
  if v_address is null or v_address !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or length(v_address) > 254 then
    raise sqlstate 'PT422' using message = 'This is not a whole e-mail address.', hint = 'address';
  end if;
  insert into public.subscribers (address) values (v_address) on conflict (address) do nothing;
  select id into v_id from public.subscribers where address = v_address;
  return v_id;
end $$;

-- p_choice: add and remove (arrays of lists), leave_all (true), language, frequency, paused_until (null takes each back). What is
-- not named stays. p_is_own: the reader themselves, who can add what is public.
create function private.apply_choice(p_subscriber uuid, p_choice jsonb, p_is_own boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.subscribers;
  v_add uuid[];
  v_remove uuid[];
  v_leaves boolean;
  v_until date;
  v_today date := public.office_today();
begin
  v_add := array(select value::uuid from jsonb_array_elements_text(coalesce(p_choice -> 'add', '[]')));
  v_remove := array(select value::uuid from jsonb_array_elements_text(coalesce(p_choice -> 'remove', '[]')));
  v_leaves := coalesce((p_choice ->> 'leave_all')::boolean, false);
  v_until := (p_choice ->> 'paused_until')::date;
  select * into v_one from public.subscribers where id = p_subscriber for update;
  if v_one.id is null then raise sqlstate 'PT404' using message = 'There is no such subscriber.', hint = 'id'; end if;
  if p_choice ? 'language' and p_choice ->> 'language' is not null
    and not exists (select from public.languages where code = p_choice ->> 'language' and (is_active or code = v_one.language)) then
    raise sqlstate 'PT422' using message = 'Choose one of the languages in the list.', hint = 'language';
  end if;
  if p_choice ? 'frequency' and coalesce(p_choice ->> 'frequency', 'every') not in ('every', 'weekly', 'monthly') then
    raise sqlstate 'PT422' using message = 'Choose how often from the list.', hint = 'frequency';
  end if;
  if v_until is distinct from v_one.paused_until and (v_until <= v_today or v_until > v_today + 731) then
    raise sqlstate 'PT422' using message = 'Choose a day after today, at most two years ahead.', hint = 'paused_until';
  end if;
  if exists (select from unnest(v_add) a (id) left join public.mailing_lists l using (id)
    where l.id is null or not l.is_active or (p_is_own and not l.is_public and not exists (select from public.subscriptions s where s.subscriber_id = v_one.id and s.list_id = l.id))) then
    raise sqlstate 'PT422' using message = 'One of these lists is not offered any more. Open the page again.', hint = 'lists';
  end if;

  update public.subscribers s set
    language = case when p_choice ? 'language' then p_choice ->> 'language' else s.language end,
    frequency = case when p_choice ? 'frequency' then coalesce(p_choice ->> 'frequency', 'every') else s.frequency end,
    paused_until = case when p_choice ? 'paused_until' then v_until else s.paused_until end,
    left_all_at = case when v_leaves then coalesce(s.left_all_at, now()) else s.left_all_at end
  where s.id = v_one.id and (
    (p_choice ? 'language' and s.language is distinct from p_choice ->> 'language')
    or (p_choice ? 'frequency' and s.frequency <> coalesce(p_choice ->> 'frequency', 'every'))
    or (p_choice ? 'paused_until' and s.paused_until is distinct from v_until)
    or (v_leaves and s.left_all_at is null));

  if v_leaves then
    v_remove := array(select l.id from public.mailing_lists l left join public.subscriptions s on s.list_id = l.id and s.subscriber_id = v_one.id
      where s.status <> 'unsubscribed' or (s.id is null and not l.needs_consent));
  end if;
  insert into public.subscriptions (subscriber_id, list_id, status)
  select v_one.id, l.id, 'unsubscribed' from public.mailing_lists l where l.id = any (v_remove) and not l.id = any (v_add)
  on conflict (subscriber_id, list_id) do update set status = excluded.status where subscriptions.status <> excluded.status;
  insert into public.subscriptions (subscriber_id, list_id, status)
  select v_one.id, l.id, 'subscribed' from public.mailing_lists l where l.id = any (v_add)
  on conflict (subscriber_id, list_id) do update set status = excluded.status where subscriptions.status <> excluded.status;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'This choice cannot be read. Open the page again.', hint = 'lists';
end $$;

-- ---------------------------------------------------------------- by a link
-- A list as its reader knows it.
create function private.list_shown(p_list public.mailing_lists) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', p_list.id, 'name', p_list.name, 'description', p_list.description, 'translations', p_list.translations)
$$;

-- Why a letter of this list does not go to this address just now; null when it does. Suppression is another question.
create function private.may_get(p_list uuid, p_address text) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when c.status = 'unsubscribed' then 'unsubscribed'
    when l.needs_consent and c.status is distinct from 'subscribed' then 'no_consent'
    when s.paused_until > public.office_today() then 'paused' end
  from public.mailing_lists l
  left join public.subscribers s on s.address = lower(p_address)
  left join public.subscriptions c on c.subscriber_id = s.id and c.list_id = l.id
  where l.id = p_list
$$;

-- Which list a letter came from, to whom, and how that stands: for the page that a link opens. Null for any other letter.
create function public.leaving_facts(p_delivery uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('address', d.to_address, 'language', coalesce(s.language, d.language), 'list', private.list_shown(l),
    'has_left', coalesce(c.status = 'unsubscribed', false))
  from public.deliveries d join public.campaigns p on p.id = d.campaign_id join public.mailing_lists l on l.id = p.list_id
  left join public.subscribers s on s.address = lower(d.to_address)
  left join public.subscriptions c on c.subscriber_id = s.id and c.list_id = l.id
  where d.id = p_delivery
$$;

-- Takes the address of a letter off the letter's list: once, however often it is asked. p_source: one_click, mailto or preferences.
-- Null for a letter of no campaign.
create function public.unsubscribe_delivery(p_delivery uuid, p_source text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_address text;
  v_list uuid;
begin
  select d.to_address, c.list_id into v_address, v_list from public.deliveries d join public.campaigns c on c.id = d.campaign_id where d.id = p_delivery;
  if v_list is null then return null; end if;
  perform private.say_consent(p_source, p_delivery);
  perform private.apply_choice(public.ensure_subscriber(v_address), jsonb_build_object('remove', jsonb_build_array(v_list)), true);
  perform private.say_consent(null);
  return public.leaving_facts(p_delivery);
end $$;

-- "I did this by mistake."
create function public.stay_subscribed(p_delivery uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_facts jsonb := public.leaving_facts(p_delivery);
begin
  if v_facts is null then return null; end if;
  if (v_facts ->> 'has_left')::boolean and (select is_active from public.mailing_lists where id = (v_facts -> 'list' ->> 'id')::uuid) then
    perform private.say_consent('preferences', p_delivery);
    perform private.apply_choice(public.ensure_subscriber(v_facts ->> 'address'), jsonb_build_object('add', jsonb_build_array(v_facts -> 'list' ->> 'id')), true);
    perform private.say_consent(null);
  end if;
  return public.leaving_facts(p_delivery);
end $$;

-- The same for an address that is known otherwise. p_list null: everything.
create function public.unsubscribe_address(p_list uuid, p_address text, p_source text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.say_consent(p_source);
  perform private.apply_choice(public.ensure_subscriber(p_address),
    case when p_list is null then '{"leave_all": true}'::jsonb else jsonb_build_object('remove', jsonb_build_array(p_list)) end, true);
  perform private.say_consent(null);
end $$;

-- ---------------------------------------------------------------- the page of choices
-- A link to the page of choices is signed for a subscriber, or for any letter to their address: so a letter to somebody who never
-- chose anything needs no subscriber.
create function private.address_of_choices(p_key uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select address from public.subscribers where id = p_key), (select lower(to_address) from public.deliveries where id = p_key))
$$;

-- Null when there is nobody behind the key. Lists: what is offered to everybody, and what they get.
create function public.preference_facts(p_key uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('address', a.address, 'language', coalesce(s.language, (select language from public.deliveries where id = p_key),
      (select r.preferred_language from public.resident_emails e join public.residents r on r.id = e.resident_id where e.address = a.address order by r.created_at limit 1)),
    'chosen_language', s.language, 'frequency', coalesce(s.frequency, 'every'),
    'paused_until', case when s.paused_until > public.office_today() then s.paused_until end, 'today', public.office_today(),
    'lists', (select coalesce(jsonb_agg(private.list_shown(l) || jsonb_build_object('gets', coalesce(c.status = 'subscribed', c.status is null and not l.needs_consent))
        order by l.sort_order, l.name, l.id), '[]')
      from public.mailing_lists l left join public.subscriptions c on c.list_id = l.id and c.subscriber_id = s.id
      where l.is_active and (l.is_public or c.status = 'subscribed'
        or l.id = (select p.list_id from public.deliveries d join public.campaigns p on p.id = d.campaign_id where d.id = p_key))),
    'languages', (select jsonb_agg(jsonb_build_object('code', code, 'name', name, 'endonym', endonym) order by sort_order, code)
      from public.languages where is_active or code = s.language))
  from (select private.address_of_choices(p_key) as address) a left join public.subscribers s on s.address = a.address
  where a.address is not null
$$;

-- Keeps what somebody chose on that page. p_key as above; p_source: preferences.
create function public.save_preferences_of(p_key uuid, p_choice jsonb, p_source text default 'preferences') returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_address text := private.address_of_choices(p_key);
begin
  if v_address is null then raise sqlstate 'PT404' using message = 'There is no such subscriber.', hint = 'id'; end if;
  perform private.say_consent(p_source, (select id from public.deliveries where id = p_key));
  perform private.apply_choice(public.ensure_subscriber(v_address), p_choice, true);
  perform private.say_consent(null);
end $$;

-- ---------------------------------------------------------------- asking, and confirming by the letter
-- Somebody typed an address. Whoever reads its mail gets one letter: to confirm, where lists were asked for that they do not get;
-- otherwise with the link to their choices. Answers nothing, so that nobody learns who is here. p_key makes the letter one.
create function public.ask_subscription(p_address text, p_lists uuid[], p_language text, p_name text, p_key text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_address text := lower(btrim(p_address));
  v_lists uuid[];
  v_subscriber uuid;
begin
  if v_address !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or length(v_address) > 254 then
    raise sqlstate 'PT422' using message = 'This is not a whole e-mail address.', hint = 'address';
  end if;
  v_lists := array(select l.id from public.mailing_lists l where l.id = any (p_lists) and l.is_public and l.is_active
    and not exists (select from public.subscriptions c join public.subscribers s on s.id = c.subscriber_id where s.address = v_address and c.list_id = l.id and c.status = 'subscribed') order by l.sort_order, l.id);
  if cardinality(v_lists) > 0 then
    perform private.say_consent('form');
    v_subscriber := public.ensure_subscriber(v_address);
    -- Whoever left a list has left it until they confirm: only the ledger says that somebody asked.
    insert into public.consents (address, list_id, act, source, detail)
    select v_address, c.list_id, 'asked', 'form', '{"from": "unsubscribed", "to": "unsubscribed"}'
    from public.subscriptions c where c.subscriber_id = v_subscriber and c.list_id = any (v_lists) and c.status = 'unsubscribed';
    insert into public.subscriptions (subscriber_id, list_id, status)
    select v_subscriber, id, 'pending' from unnest(v_lists) id on conflict (subscriber_id, list_id) do nothing;
    perform private.say_consent(null);
  end if;
  insert into public.deliveries (kind, key, to_address, language, payload, expires_at)
  values (case when cardinality(v_lists) > 0 then 'subscription.confirm' else 'subscription.link' end, 'subscription:' || p_key || ':' || md5(v_address), v_address,
    coalesce((select code from public.languages where code = p_language), 'en'),
    jsonb_strip_nulls(jsonb_build_object('lists', to_jsonb(v_lists), 'name', nullif(left(btrim(p_name), 200), ''))), now() + interval '1 day')
  on conflict (key) do nothing;
end $$;

-- What the letter asks to confirm: {state: "open" | "done" | "late", address, language, lists}. Null for any other letter.
create function public.confirmation_facts(p_delivery uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('address', d.to_address, 'language', d.language,
    'state', case when d.payload ? 'confirmed_at' then 'done' when d.created_at < now() - interval '7 days' then 'late' else 'open' end,
    'lists', (select coalesce(jsonb_agg(private.list_shown(l) order by l.sort_order, l.name, l.id), '[]') from public.mailing_lists l
      where l.is_active and l.id in (select value::uuid from jsonb_array_elements_text(d.payload -> 'lists'))))
  from public.deliveries d where d.id = p_delivery and d.kind = 'subscription.confirm'
$$;

-- Whoever has the letter says yes: once, within seven days. Somebody whom no resident is becomes one, so that audiences reach them.
create function public.confirm_subscription(p_delivery uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_letter public.deliveries;
  v_facts jsonb;
  v_resident uuid;
begin
  select * into v_letter from public.deliveries where id = p_delivery and kind = 'subscription.confirm' for update;
  if v_letter.id is null then return null; end if;
  v_facts := public.confirmation_facts(p_delivery);
  if v_facts ->> 'state' <> 'open' then return v_facts; end if;
  perform private.say_consent('confirmation', p_delivery);
  perform private.apply_choice(public.ensure_subscriber(v_letter.to_address),
    jsonb_build_object('add', (select coalesce(jsonb_agg(l -> 'id'), '[]') from jsonb_array_elements(v_facts -> 'lists') l)), false);
  perform private.say_consent(null);
  if not exists (select from public.resident_emails where address = v_letter.to_address) then
    insert into public.residents (name, preferred_language) values (coalesce(v_letter.payload ->> 'name', left(v_letter.to_address, 200)), v_letter.language) returning id into v_resident;
    insert into public.resident_emails (resident_id, address) values (v_resident, v_letter.to_address);
  end if;
  update public.deliveries set payload = payload || jsonb_build_object('confirmed_at', now()) where id = p_delivery;
  return public.confirmation_facts(p_delivery);
end $$;

-- ---------------------------------------------------------------- by the office
-- A choice that somebody told the office: on paper or in a form ("form"), or by word of mouth ("staff"). p_note says which, so that
-- it can be shown. p_choice as above.
create function public.record_choice(p_address text, p_choice jsonb, p_source text, p_note text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_note text := nullif(btrim(p_note), '');
begin
  perform private.at_least('coordinator');
  if p_source is null or p_source not in ('staff', 'form') then raise sqlstate 'PT422' using message = 'Choose how it was said.', hint = 'source'; end if;
  if v_note is null then raise sqlstate 'PT422' using message = 'Write where this comes from: who said it, or where the paper is.', hint = 'note'; end if;
  if length(v_note) > 500 then raise sqlstate 'PT422' using message = 'This is too long. Shorten it to 500 letters.', hint = 'note'; end if;
  v_id := public.ensure_subscriber(p_address);
  perform private.say_consent(p_source, null, jsonb_build_object('note', v_note));
  perform private.apply_choice(v_id, p_choice, false);
  perform private.say_consent(null);
  return v_id;
end $$;

revoke all on function private.say_consent(text, uuid, jsonb), private.consent_source(), private.consent_delivery(), private.consent_detail(), private.withhold_letters(text[], uuid[], text),
  private.release_letters(text[], uuid[], text), private.note_choices(jsonb), private.apply_choice(uuid, jsonb, boolean),
  private.list_shown(public.mailing_lists), private.may_get(uuid, text), private.address_of_choices(uuid) from public, anon, authenticated;
revoke all on function public.ensure_subscriber(text), public.leaving_facts(uuid), public.unsubscribe_delivery(uuid, text), public.stay_subscribed(uuid), public.unsubscribe_address(uuid, text, text),
  public.preference_facts(uuid), public.save_preferences_of(uuid, jsonb, text), public.ask_subscription(text, uuid[], text, text, text), public.confirmation_facts(uuid), public.confirm_subscription(uuid)
  from public, anon, authenticated;
grant execute on function public.ensure_subscriber(text), public.leaving_facts(uuid), public.unsubscribe_delivery(uuid, text), public.stay_subscribed(uuid), public.unsubscribe_address(uuid, text, text),
  public.preference_facts(uuid), public.save_preferences_of(uuid, jsonb, text), public.ask_subscription(text, uuid[], text, text, text), public.confirmation_facts(uuid), public.confirm_subscription(uuid)
  to service_role;
revoke all on function public.record_choice(text, jsonb, text, text) from public, anon;
grant execute on function public.record_choice(text, jsonb, text, text) to authenticated, service_role;
comment on function public.unsubscribe_delivery(uuid, text) is 'Takes the address of a letter off its list; asked again, it stays so.';
