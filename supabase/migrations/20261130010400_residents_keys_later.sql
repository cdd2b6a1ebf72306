-- Keys of residents, quicker: what comes in by the hundred, an import or its undo, is only noted, and its keys are written with the
-- comparison in the background. A person who saves one resident still finds them among the likely duplicates at once.

create function private.write_keys(p_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into private.resident_keys (resident_id, words, sounds, keys)
  select r.id, w.words, coalesce((select array_agg(distinct s) from unnest(w.words) word cross join lateral unnest(private.word_sounds(word)) s), '{}'),
    private.match_keys(w.words, array(select number from public.resident_phones where resident_id = r.id), array(select address from public.resident_emails where resident_id = r.id),
      array(select private.address_key(lines, postal_code) from public.resident_addresses where resident_id = r.id))
  from public.residents r cross join lateral (select private.name_words(concat_ws(' ', r.name, r.preferred_name)) as words) w
  where r.id = any (p_ids) and r.erased_at is null
  on conflict (resident_id) do update set words = excluded.words, sounds = excluded.sounds, keys = excluded.keys
  where (resident_keys.words, resident_keys.keys) is distinct from (excluded.words, excluded.keys);
  delete from private.resident_keys where resident_id in (select id from public.residents where id = any (p_ids) and erased_at is not null);
end $$;

create or replace function private.refresh_keys(p_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into private.resident_pairs_due select id from public.residents where id = any (p_ids) on conflict do nothing;
  if cardinality(p_ids) <= 50 then perform private.write_keys(p_ids); end if;
end $$;

create or replace function private.refresh_own_keys() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Only the line that they are found by was refreshed, because a contact came or went: that says so itself.
  if tg_op = 'UPDATE' and current_setting('rotunda.refreshing', true) = 'on' then return null; end if;
  perform private.refresh_keys(array(select distinct id from changed_rows));
  return null;
end $$;

create or replace function public.find_resident_pairs(p_limit integer default 500) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_ids uuid[];
begin
  v_ids := array(select resident_id from private.resident_pairs_due order by resident_id limit least(p_limit, 5000) for update skip locked);
  if v_ids = '{}' then return 0; end if;
  perform private.write_keys(v_ids);
  delete from private.resident_pairs where a_id = any (v_ids) or b_id = any (v_ids);
  insert into private.resident_pairs (a_id, b_id, score, reasons)
  select distinct on (least(k.resident_id, m.id), greatest(k.resident_id, m.id)) least(k.resident_id, m.id), greatest(k.resident_id, m.id), m.score, m.reasons
  from private.resident_keys k
  cross join lateral private.match_residents(k.words, array(select number from public.resident_phones where resident_id = k.resident_id),
    array(select address from public.resident_emails where resident_id = k.resident_id),
    array(select private.address_key(lines, postal_code) from public.resident_addresses where resident_id = k.resident_id), k.resident_id, 20) m
  where k.resident_id = any (v_ids) and m.strong and m.score >= 50
  order by 1, 2, m.score desc
  on conflict (a_id, b_id) do update set score = excluded.score, reasons = excluded.reasons;
  delete from private.resident_pairs_due where resident_id = any (v_ids);
  return cardinality(v_ids);
end $$;
revoke all on function private.write_keys(uuid[]) from public, anon, authenticated;
