-- Jobs: work that the worker does. A key makes a job happen once; a claim is a lease, so a worker that dies gives it back;
-- a failure is tried again later and later. Several workers share the queue without meeting.

create table private.jobs (
  id bigint generated always as identity primary key,
  name text not null,
  payload jsonb not null default '{}',
  key text unique,
  run_at timestamptz not null default now(),
  attempts integer not null default 0,
  leased_until timestamptz,
  leased_by text,
  finished_at timestamptz,
  error text,
  created_at timestamptz not null default now()
);
create index jobs_waiting on private.jobs (run_at, id) where finished_at is null;
alter table private.jobs enable row level security;
-- Deliberately no policy and no grant: only the functions below, and they only for the service.

-- True when the job is new; false when its key was there already.
create function public.enqueue_job(p_name text, p_payload jsonb default '{}', p_key text default null, p_run_at timestamptz default now()) returns boolean
language sql volatile security definer set search_path = '' as $$
  with made as (insert into private.jobs (name, payload, key, run_at) values (p_name, p_payload, p_key, p_run_at) on conflict (key) do nothing returning 1)
  select exists (select from made)
$$;
create function public.claim_jobs(p_worker text, p_names text[], p_limit integer default 1, p_lease_seconds integer default 300)
returns table (id bigint, name text, payload jsonb, attempts integer)
language sql volatile security definer set search_path = '' as $$
  update private.jobs j set leased_until = now() + make_interval(secs => p_lease_seconds), leased_by = p_worker, attempts = j.attempts + 1
  where j.id in (
    select w.id from private.jobs w
    where w.finished_at is null and w.run_at <= now() and (w.leased_until is null or w.leased_until < now()) and w.name = any (p_names)
    order by w.run_at, w.id limit p_limit for update skip locked)
  returning j.id, j.name, j.payload, j.attempts
$$;
-- Done, or to be tried again after 1, 4, 9 … minutes; after ten attempts it rests with its last error.
create function public.settle_job(p_id bigint, p_worker text, p_error text default null) returns void
language sql volatile security definer set search_path = '' as $$
  update private.jobs set leased_until = null, leased_by = null, error = p_error,
    finished_at = case when p_error is null or attempts >= 10 then now() end,
    run_at = case when p_error is null then run_at else now() + make_interval(mins => attempts * attempts) end
  where id = p_id and leased_by = p_worker
$$;
revoke all on function public.enqueue_job(text, jsonb, text, timestamptz), public.claim_jobs(text, text[], integer, integer), public.settle_job(bigint, text, text) from public, anon, authenticated;
grant execute on function public.enqueue_job(text, jsonb, text, timestamptz), public.claim_jobs(text, text[], integer, integer), public.settle_job(bigint, text, text) to service_role;
