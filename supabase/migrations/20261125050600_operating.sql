-- Operating: what an operator asks of the database in one answer, and the workers' sign of life. For the service alone.

create table private.workers (
  id uuid primary key,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  program text not null
);
alter table private.workers enable row level security;
-- Deliberately no policy and no grant: only the functions below touch it.

-- Each worker says at every look at the queue that it lives. Who has been silent for a day is forgotten.
create function public.beat_worker(p_worker uuid, p_program text) returns void
language sql volatile security definer set search_path = '' as $$
  delete from private.workers where seen_at < now() - interval '1 day' and id <> p_worker;
  insert into private.workers (id, program) values (p_worker, p_program)
  on conflict (id) do update set seen_at = now(), program = excluded.program
$$;
-- A worker that ends in order leaves no old sign of life behind.
create function public.dismiss_worker(p_worker uuid) returns void
language sql volatile security definer set search_path = '' as $$ delete from private.workers where id = p_worker $$;

-- "How does the office do?" Times as ages in seconds, so that two clocks need not agree.
create function public.office_pulse() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_migrations jsonb := '[]';
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    execute 'select coalesce(jsonb_agg(version::text order by version), ''[]'') from supabase_migrations.schema_migrations' into v_migrations;
  end if;
  return jsonb_build_object(
    'now', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'server_version_num', current_setting('server_version_num')::integer,
    'server_version', current_setting('server_version'),
    'migrations', v_migrations,
    'workers', (select count(*) from private.workers where seen_at > now() - interval '2 minutes'),
    'worker_seen_seconds', (select round(extract(epoch from now() - max(seen_at))) from private.workers),
    'queue_waiting', (select count(*) from private.jobs where finished_at is null and run_at <= now()),
    'queue_later', (select count(*) from private.jobs where finished_at is null and run_at > now()),
    'queue_oldest_seconds', (select round(extract(epoch from now() - min(run_at))) from private.jobs where finished_at is null and run_at <= now()),
    'jobs_failing', (select count(*) from private.jobs where error is not null and (finished_at is null or finished_at > now() - interval '1 day')),
    'failing', (select coalesce(jsonb_agg(distinct name), '[]') from private.jobs where error is not null and (finished_at is null or finished_at > now() - interval '1 day')));
end $$;
revoke all on function public.beat_worker(uuid, text), public.dismiss_worker(uuid), public.office_pulse() from public, anon, authenticated;
grant execute on function public.beat_worker(uuid, text), public.dismiss_worker(uuid), public.office_pulse() to service_role;
