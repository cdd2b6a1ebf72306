-- Presence: who else looks at a record just now, and who is writing. It is worth nothing after a minute, so it is kept out of the log
-- and lost when the database stops. A person writes once in half a minute for each record, and once more when they begin to write.
create unlogged table private.presence (
  record_table text not null,
  record_id uuid not null,
  staff_id uuid not null references public.staff (id) on delete cascade,
  doing text not null constraint presence_doing_known check (doing in ('here', 'note', 'reply', 'edit')),
  seen_at timestamptz not null,
  primary key (record_table, record_id, staff_id)
);
create index presence_staff on private.presence (staff_id);
alter table private.presence enable row level security;
revoke all on table private.presence from public, anon, authenticated;
-- Deliberately no policy and no grant: one says it of oneself, by the function below, and is told of others there.
comment on table private.presence is 'Who looks at which record, for a minute or so.';

-- Says that the reader is at a record and what they do there ('here', 'note', 'reply', 'edit'; 'gone' takes it back); answers who else is:
-- [{id, name, doing}], whoever writes first.
create function public.touch_presence(p_table text, p_id uuid, p_doing text default 'here') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff uuid := private.own_staff_id();
begin
  perform private.at_least('viewer');
  if not exists (select from private.record_kinds where table_name = p_table) then
    raise sqlstate 'PT422' using message = 'Somebody can be at a record only.', hint = 'record';
  end if;
  if p_doing = 'gone' then
    delete from private.presence where record_table = p_table and record_id = p_id and staff_id = v_staff;
    return '[]'::jsonb;
  end if;
  insert into private.presence as p (record_table, record_id, staff_id, doing, seen_at) values (p_table, p_id, v_staff, p_doing, clock_timestamp())
  on conflict (record_table, record_id, staff_id) do update set doing = excluded.doing, seen_at = excluded.seen_at
    where p.seen_at < excluded.seen_at - interval '30 seconds' or (p.doing = 'here' and excluded.doing <> 'here');
  if found then delete from private.presence where seen_at < clock_timestamp() - interval '10 minutes'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'doing', p.doing) order by p.doing = 'here', s.name, s.id), '[]')
    from private.presence p join public.staff s on s.id = p.staff_id
    where p.record_table = p_table and p.record_id = p_id and p.staff_id <> v_staff and p.seen_at > clock_timestamp() - interval '75 seconds');
end $$;
revoke all on function public.touch_presence(text, uuid, text) from public, anon;
grant execute on function public.touch_presence(text, uuid, text) to authenticated;
