-- Drafts: a note or an answer that somebody began and did not send, so that it is there after a reload and on another machine. Each
-- person's own and nobody else's, whatever their role; not remembered in the log, and gone once it is sent or forgotten for a month.
create table public.drafts (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references public.staff (id) on delete cascade,
  record_table text not null,
  record_id uuid not null,
  kind text not null constraint drafts_kind_known check (kind in ('note', 'reply')),
  body jsonb not null constraint drafts_body_size check (jsonb_typeof(body) = 'object' and octet_length(body::text) <= 200000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- "What did I begin here?"
  constraint drafts_once unique (staff_id, record_table, record_id, kind)
);
-- "Which were forgotten?"
create index drafts_updated on public.drafts (updated_at);
alter table public.drafts enable row level security;
revoke all on table public.drafts from public, anon, authenticated;
grant all on table public.drafts to service_role;
grant select on table public.drafts to authenticated;
create policy drafts_select_own on public.drafts for select to authenticated using (staff_id = (select private.own_staff_id()));
create trigger _100_stamp before insert or update on public.drafts for each row execute function private.stamp();
-- Deliberately not granted: writes. keep_draft writes one's own. Deliberately not remembered in the log, and told to no screen.
comment on table public.drafts is 'Notes and answers that somebody began and did not send; each person’s own.';

-- Keeps what is being written; null forgets it. Answers when it was kept.
create function public.keep_draft(p_table text, p_id uuid, p_kind text, p_body jsonb default null) returns timestamptz
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_staff uuid := private.own_staff_id();
  v_at timestamptz;
begin
  perform private.at_least('staff');
  if jsonb_typeof(p_body) = 'null' or p_body is null then
    delete from public.drafts where staff_id = v_staff and record_table = p_table and record_id = p_id and kind = p_kind;
    return null;
  end if;
  if not exists (select from private.record_kinds where table_name = p_table) then
    raise sqlstate 'PT422' using message = 'A draft belongs to a record.', hint = 'record';
  end if;
  insert into public.drafts as d (staff_id, record_table, record_id, kind, body) values (v_staff, p_table, p_id, p_kind, p_body)
  on conflict on constraint drafts_once do update set body = excluded.body
  returning d.updated_at into v_at;
  delete from public.drafts where updated_at < now() - interval '30 days';
  return v_at;
end $$;

-- What the reader began on a record: {note: {body, at}, reply: …}.
create function public.my_drafts(p_table text, p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_staff uuid := private.own_staff_id();
begin
  perform private.at_least('viewer');
  return (select coalesce(jsonb_object_agg(d.kind, jsonb_build_object('body', d.body, 'at', d.updated_at)), '{}')
    from public.drafts d where d.staff_id = v_staff and d.record_table = p_table and d.record_id = p_id);
end $$;
revoke all on function public.keep_draft(text, uuid, text, jsonb), public.my_drafts(text, uuid) from public, anon;
grant execute on function public.keep_draft(text, uuid, text, jsonb), public.my_drafts(text, uuid) to authenticated;
