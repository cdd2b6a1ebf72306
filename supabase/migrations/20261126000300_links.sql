-- Links that somebody without an account can open: signed with the office's own key, which lies in the database, so that every
-- process of the office signs and reads the same. A backup carries it, so that links in letters still open after a restore.

create table private.link_keys (
  id smallint primary key default 1 constraint link_keys_one check (id = 1),
  key text not null default encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'),
  created_at timestamptz not null default now()
);
alter table private.link_keys enable row level security;
-- Deliberately no policy and no grant: only the program asks, through the function below.

create function public.link_key() returns text
language sql volatile security definer set search_path = '' as $$
  insert into private.link_keys default values on conflict do nothing;
  select key from private.link_keys
$$;
revoke all on function public.link_key() from public, anon, authenticated;
grant execute on function public.link_key() to service_role;
comment on function public.link_key() is 'The key by which the program signs links; made when first asked for.';
