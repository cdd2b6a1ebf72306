-- Attempts: how often somebody tried a door lately. Counted here, so that a restart forgets nothing and several processes
-- count together. A key is a hash of the door and of an account or a network address: neither can be read from it.

create table private.attempts (
  key text primary key,
  failures integer not null default 0,
  last_at timestamptz not null default now(),
  blocked_until timestamptz
);
-- "Which are old enough to be forgotten?"
create index attempts_last_at on private.attempts (last_at);
alter table private.attempts enable row level security;
-- Deliberately no policy and no grant: only the two functions below touch it.

-- Counts one attempt under each key before it is made, so that many at once do not slip through. Answers 0 when it may be
-- made, otherwise the seconds to wait, and then counts nothing. From p_free[n] attempts on the wait doubles: 15 seconds, 30 … 15 minutes.
-- An hour without an attempt, and the key is as new.
create function public.count_attempt(p_keys text[], p_free integer[]) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_wait numeric;
begin
  delete from private.attempts where last_at < now() - interval '1 day';
  insert into private.attempts (key) select distinct k from unnest(p_keys) k order by k on conflict (key) do nothing;
  perform from private.attempts where key = any (p_keys) order by key for update;
  select ceil(extract(epoch from max(blocked_until) - clock_timestamp())) into v_wait from private.attempts where key = any (p_keys);
  if v_wait > 0 then return v_wait; end if;
  update private.attempts a set
    failures = n.failures, last_at = clock_timestamp(),
    blocked_until = case when n.failures >= n.free then
      clock_timestamp() + make_interval(secs => least(900, 15 * power(2, least(n.failures - n.free, 10)))) end
  from (
    select k.key, k.free, case when o.last_at < clock_timestamp() - interval '1 hour' then 1 else o.failures + 1 end as failures
    from unnest(p_keys, p_free) as k (key, free) join private.attempts o on o.key = k.key) n
  where a.key = n.key;
  return 0;
end $$;

-- It worked: the account is as new; the network address gets this one attempt back, no more, because others may share it.
create function public.forgive_attempt(p_clear text[], p_return text[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from private.attempts where key = any (p_clear);
  update private.attempts set failures = greatest(failures - 1, 0), blocked_until = null where key = any (p_return);
end $$;

revoke all on function public.count_attempt(text[], integer[]), public.forgive_attempt(text[], text[]) from public, anon, authenticated;
grant execute on function public.count_attempt(text[], integer[]), public.forgive_attempt(text[], text[]) to service_role;
