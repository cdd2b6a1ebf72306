-- Interactions: notes, calls, mails and visits on an inquiry. Internal unless somebody makes one public on purpose.

create table public.interactions (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null references public.inquiries (id) on delete cascade,
  kind text not null constraint interactions_kind_known check (kind in ('note', 'call', 'email', 'visit', 'letter', 'resolution', 'reopening')),
  body text not null constraint interactions_body_filled check (btrim(body) <> '' and length(body) <= 20000),
  is_public boolean not null default false,
  occurred_at timestamptz not null default now(),
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "The timeline of this inquiry."
create index interactions_inquiry on public.interactions (inquiry_id, occurred_at);
create index interactions_created_by on public.interactions (created_by) where created_by is not null;

create function private.stamp_interaction() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.created_by := coalesce(new.created_by, private.current_staff_id());
  return new;
end $$;
create trigger _300_stamp_author before insert on public.interactions for each row execute function private.stamp_interaction();

call private.protect('public.interactions');
grant select on table public.interactions to authenticated;
grant insert (inquiry_id, kind, body, is_public, occurred_at), update (body, is_public) on table public.interactions to authenticated;
create policy interactions_select_viewer on public.interactions for select to authenticated using ((select private.at_least('viewer')));
create policy interactions_insert_staff on public.interactions for insert to authenticated with check ((select private.at_least('staff')));
-- A note is corrected by the person who wrote it; a manager may correct any.
create policy interactions_update_author on public.interactions for update to authenticated
  using ((select private.at_least('staff')) and (created_by = (select private.current_staff_id()) or (select private.at_least('manager'))))
  with check ((select private.at_least('staff')));
-- Deliberately not granted: delete.
comment on table public.interactions is 'Notes, calls, mails and visits on an inquiry.';

-- ---------------------------------------------------------------- verbs
-- The version that a person saw must still be the version there is: otherwise they are told, and nothing is overwritten.
create function private.lock_inquiry(p_id uuid, p_version integer) returns public.inquiries
language plpgsql volatile set search_path = '' as $$
declare v_row public.inquiries;
begin
  select * into v_row from public.inquiries where id = p_id for update;
  if v_row.id is null then
    raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing';
  elsif v_row.version is distinct from p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this inquiry since you opened it. Your entries are still here: compare, then save again.', hint = 'conflict';
  end if;
  return v_row;
end $$;

create function public.close_inquiry(p_id uuid, p_version integer, p_resolution_code text, p_note text default null) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_row public.inquiries;
begin
  perform private.at_least('staff');
  v_row := private.lock_inquiry(p_id, p_version);
  if v_row.status = 'closed' then
    raise sqlstate 'PT409' using message = 'This inquiry is closed already.', hint = 'conflict';
  end if;
  update public.inquiries set status = 'closed', resolution_code = p_resolution_code, resolution_note = nullif(btrim(p_note), '')
  where id = p_id returning version into v_row.version;
  if nullif(btrim(p_note), '') is not null then
    insert into public.interactions (inquiry_id, kind, body) values (p_id, 'resolution', btrim(p_note));
  end if;
  return v_row.version;
end $$;

create function public.reopen_inquiry(p_id uuid, p_version integer, p_reason text) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_row public.inquiries;
begin
  perform private.at_least('staff');
  v_row := private.lock_inquiry(p_id, p_version);
  if v_row.status <> 'closed' then
    raise sqlstate 'PT409' using message = 'This inquiry is open already.', hint = 'conflict';
  elsif nullif(btrim(p_reason), '') is null then
    raise sqlstate 'PT422' using message = 'Say why it is reopened; the resident may ask.', hint = 'reason';
  end if;
  update public.inquiries set status = 'in_progress' where id = p_id returning version into v_row.version;
  insert into public.interactions (inquiry_id, kind, body) values (p_id, 'reopening', btrim(p_reason));
  return v_row.version;
end $$;
revoke all on function public.close_inquiry(uuid, integer, text, text), public.reopen_inquiry(uuid, integer, text) from public, anon;
grant execute on function public.close_inquiry(uuid, integer, text, text), public.reopen_inquiry(uuid, integer, text) to authenticated;
