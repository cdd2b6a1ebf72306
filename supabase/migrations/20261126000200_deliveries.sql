-- Deliveries: each letter that the office means to send to one person, once. The key makes it once; a claim is a lease, and what
-- happened is settled after the mail server answered. The words are made when it is sent, from what is true then.

create table public.deliveries (
  id uuid primary key default gen_random_uuid(),
  -- What kind of letter: "registration.confirmed", "event.day_before" …; the program knows how each is written.
  kind text not null constraint deliveries_kind_form check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  -- What makes it once: the same key is the same letter.
  key text not null constraint deliveries_once unique,
  event_id uuid references public.events (id) on delete restrict,
  registration_id uuid references public.registrations (id) on delete restrict,
  resident_id uuid references public.residents (id) on delete set null,
  to_address text not null constraint deliveries_address_form check (to_address ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(to_address) <= 254),
  language text not null references public.languages (code) on update cascade on delete restrict,
  payload jsonb not null default '{}',
  status text not null default 'waiting' constraint deliveries_status_known check (status in ('waiting', 'sent', 'failed', 'cancelled')),
  send_at timestamptz not null default now(),
  -- Later than this it says nothing any more: a reminder of yesterday is not sent tomorrow.
  expires_at timestamptz,
  attempts integer not null default 0,
  leased_until timestamptz,
  leased_by text,
  -- Of what was sent: the same on every try, so that a receiver can tell a second copy.
  message_id text,
  subject text,
  reason text,
  settled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint deliveries_settled_whole check ((status = 'waiting') = (settled_at is null))
);
-- "What is due, and nobody has it?"
create index deliveries_waiting on public.deliveries (send_at, id) where status = 'waiting';
-- "What was this person, this registration, this event written?"
create index deliveries_event on public.deliveries (event_id, created_at, id) where event_id is not null;
create index deliveries_registration on public.deliveries (registration_id) where registration_id is not null;
create index deliveries_resident on public.deliveries (resident_id) where resident_id is not null;
create index deliveries_language on public.deliveries (language);

-- Kept as every table is, but for the change log: the queue is its own record, and nothing in it is undone.
alter table public.deliveries enable row level security;
revoke all on table public.deliveries from public, anon, authenticated;
grant all on table public.deliveries to service_role;
create trigger _100_stamp before insert or update on public.deliveries for each row execute function private.stamp();
call private.tell('public.deliveries');
grant select on table public.deliveries to authenticated;
create policy deliveries_select_viewer on public.deliveries for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. Letters are put here by functions and settled by the worker.
comment on table public.deliveries is 'Letters to one person: waiting, sent, failed or cancelled.';
