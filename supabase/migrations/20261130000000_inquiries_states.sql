-- The states of an inquiry, complete: handed over ("referred"), believed done ("resolved") and a repetition of another
-- ("duplicate"). Closed and duplicate are over; resolved is still open until it is closed, but its clock stands.

alter table public.inquiries
  drop constraint inquiries_status_known,
  drop constraint inquiries_closed_whole,
  add column resolved_at timestamptz,
  -- The inquiry that this one is a part of, and the one that it repeats.
  add column parent_id uuid references public.inquiries (id) on delete set null,
  add column duplicate_of_id uuid references public.inquiries (id) on delete restrict,
  -- Closed before, and taken up again: said on every screen that shows it.
  add column reopened_at timestamptz,
  add column reopened_count smallint not null default 0;
alter table public.inquiries
  add constraint inquiries_status_known check (status in ('new', 'assigned', 'in_progress', 'waiting_resident', 'waiting_other', 'referred', 'resolved', 'closed', 'duplicate')),
  add constraint inquiries_closed_whole check ((status in ('closed', 'duplicate')) = (closed_at is not null) and (closed_at is not null) = (resolution_code is not null)),
  add constraint inquiries_duplicate_whole check ((status = 'duplicate') = (duplicate_of_id is not null)),
  add constraint inquiries_not_its_own check (parent_id <> id and duplicate_of_id <> id);
-- "What are the parts of this inquiry?", "What repeats it?"
create index inquiries_parent on public.inquiries (parent_id, opened_at, id) where parent_id is not null;
create index inquiries_duplicate_of on public.inquiries (duplicate_of_id, opened_at, id) where duplicate_of_id is not null;
comment on column public.inquiries.resolved_at is 'When the office believed it done; its clock stands from then on.';
comment on column public.inquiries.parent_id is 'The inquiry that this one is a part of.';
comment on column public.inquiries.duplicate_of_id is 'The inquiry that this one repeats; only a duplicate has one.';
comment on column public.inquiries.reopened_at is 'When it was last taken up again after it was over.';

-- Over: nobody works on it any more.
create function private.is_over(p_status text) returns boolean
language sql immutable parallel safe set search_path = '' as $$ select p_status in ('closed', 'duplicate') $$;

-- Which state may follow which. What is over goes on only by being reopened.
create or replace function private.may_follow(p_from text, p_to text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select p_from = p_to or case
    when p_from in ('closed', 'duplicate') then p_to = 'in_progress'
    when p_from = 'resolved' then p_to in ('in_progress', 'waiting_resident', 'waiting_other', 'closed', 'duplicate')
    when p_to = 'new' then p_from = 'assigned'
    else p_to in ('assigned', 'in_progress', 'waiting_resident', 'waiting_other', 'referred', 'resolved', 'closed', 'duplicate') end
$$;

create or replace function private.guard_inquiry() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.opened_at > now() + interval '5 minutes' then
    raise sqlstate 'PT422' using message = 'The day of opening lies in the future. Enter when the inquiry reached the office.', hint = 'opened_at';
  end if;
  if tg_op = 'UPDATE' and not private.may_follow(old.status, new.status) then
    raise sqlstate 'PT422' using hint = 'status', message = case
      when old.status = 'closed' then 'This inquiry is closed. Reopen it first.'
      when old.status = 'duplicate' then 'This inquiry repeats another one. Reopen it first.'
      else format('An inquiry that is "%s" cannot become "%s".', replace(old.status, '_', ' '), replace(new.status, '_', ' ')) end;
  end if;
  if new.status = 'duplicate' and new.duplicate_of_id is null then
    raise sqlstate 'PT422' using message = 'Choose the inquiry that this one repeats.', hint = 'duplicate_of_id';
  end if;
  if new.status = 'closed' and new.resolution_code is null then
    raise sqlstate 'PT422' using message = 'Choose how this inquiry was resolved before closing it.', hint = 'resolution_code';
  end if;
  if new.closed_at < new.opened_at then
    raise sqlstate 'PT422' using message = 'An inquiry cannot be closed before it was opened.', hint = 'closed_at';
  end if;
  if new.status <> 'new' and tg_op = 'UPDATE' and new.assigned_to is distinct from old.assigned_to and new.assigned_to is not null
    and not exists (select from public.staff where id = new.assigned_to and is_active) then
    raise sqlstate 'PT422' using message = 'Assign it to somebody who is active.', hint = 'assigned_to';
  end if;
  return new;
end $$;

create or replace function private.stamp_inquiry() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
  v_year integer;
begin
  new.subject := btrim(new.subject);
  if tg_op = 'INSERT' then
    new.created_by := coalesce(new.created_by, private.current_staff_id());
    if new.number = '' then
      v_year := extract(year from private.local_date(new.opened_at));
      new.number := private.inquiry_number(v_year, private.reserve_inquiry_numbers(v_year, 1));
    end if;
  end if;
  if tg_op = 'UPDATE' and (new.primary_section, new.sections) is distinct from (old.primary_section, old.sections) then
    new.sections := private.sections_of(new.primary_section, new.sections);
    perform private.guard_sections(new.primary_section, new.sections);
    new.sections_corrected := true;
  end if;
  if tg_op = 'INSERT' or new.topic_id is distinct from old.topic_id then
    select * into v_topic from public.topics where id = new.topic_id;
    if not new.sections_corrected then
      new.primary_section := v_topic.primary_section;
      new.sections := private.sections_of(v_topic.primary_section, v_topic.sections);
    end if;
    new.department_id := coalesce(new.department_id, v_topic.department_id);
    -- Another system's clock is not ours: only what is recorded here gets a due day.
    if new.source_system is null then
      new.due_on := private.add_business_days(private.local_date(new.opened_at), v_topic.target_business_days,
        (select holiday_calendar from public.settings));
    end if;
  end if;
  if new.assigned_to is not null and new.status = 'new' then new.status := 'assigned'; end if;
  if new.assigned_to is null and new.status = 'assigned' then new.status := 'new'; end if;
  if tg_op = 'UPDATE' and private.is_over(old.status) and not private.is_over(new.status) then
    new.reopened_at := now();
    new.reopened_count := old.reopened_count + 1;
  end if;
  if new.status <> 'duplicate' then new.duplicate_of_id := null; end if;
  if private.is_over(new.status) then
    new.closed_at := coalesce(new.closed_at, now());
    if new.status = 'duplicate' then new.resolution_code := 'duplicate'; end if;
  else
    new.closed_at := null;
    new.resolution_code := null;
    new.resolution_note := null;
  end if;
  new.resolved_at := case when new.status = 'resolved' or private.is_over(new.status) then coalesce(new.resolved_at, new.closed_at, now()) end;
  return new;
end $$;
-- As before, and when something is made a duplicate.
drop trigger _200_stamp_inquiry on public.inquiries;
create trigger _200_stamp_inquiry before insert or update of subject, topic_id, department_id, assigned_to, status, resolution_code, primary_section, sections, opened_at, closed_at, duplicate_of_id
  on public.inquiries for each row execute function private.stamp_inquiry();

-- What was closed before this chapter was resolved when it was closed.
alter table public.inquiries disable trigger user;
update public.inquiries set resolved_at = closed_at where closed_at is not null;
alter table public.inquiries enable trigger user;

-- What over means for files, tasks and checklists.
update private.record_kinds set is_over = 'private.is_over(t.status)' where table_name = 'inquiries';
revoke all on function private.is_over(text) from public, anon, authenticated;

-- ---------------------------------------------------------------- people
-- Whom else it concerns: who called for somebody else, and who reported what was merged into it. Each is told when it ends.
create table public.inquiry_people (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null references public.inquiries (id) on delete cascade,
  resident_id uuid not null references public.residents (id) on delete cascade,
  kind text not null constraint inquiry_people_kind_known check (kind in ('caller', 'reporter')),
  -- "daughter", "case worker": what a caller is to the resident.
  relation text constraint inquiry_people_relation_length check (length(relation) <= 120),
  -- The inquiry by which a reporter came here.
  from_inquiry_id uuid references public.inquiries (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint inquiry_people_once unique (inquiry_id, resident_id)
);
-- "Which inquiries did this person call about, or report too?"
create index inquiry_people_resident on public.inquiry_people (resident_id, created_at);
create index inquiry_people_from on public.inquiry_people (from_inquiry_id) where from_inquiry_id is not null;
call private.protect('public.inquiry_people');
call private.show('inquiry_people', 'staff', 'inquiries', 'inquiry_id');
-- Deliberately not granted: writes. Intake, merging and splitting write it.
comment on table public.inquiry_people is 'Who called about an inquiry for somebody else, and who reported what was merged into it.';

-- Inquiries that belong together without one being a part of the other. The smaller id stands first, so that a pair is one row.
create table public.inquiry_links (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null references public.inquiries (id) on delete cascade,
  other_id uuid not null references public.inquiries (id) on delete cascade,
  note text constraint inquiry_links_note_length check (length(note) <= 500),
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint inquiry_links_ordered check (inquiry_id < other_id),
  constraint inquiry_links_once unique (inquiry_id, other_id)
);
create index inquiry_links_other on public.inquiry_links (other_id);
create index inquiry_links_created_by on public.inquiry_links (created_by) where created_by is not null;
call private.protect('public.inquiry_links');
call private.show('inquiry_links', 'staff', 'inquiries', 'inquiry_id');
-- Deliberately not granted: writes. link_inquiries keeps a pair in order.
comment on table public.inquiry_links is 'Inquiries that belong together.';
