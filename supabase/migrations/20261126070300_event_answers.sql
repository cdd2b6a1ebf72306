-- Answers: what whoever came says when thanked: one number, and a line if they like. Asked by a signed link, answered once, without
-- an account.

create table public.event_answers (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete restrict,
  registration_id uuid not null references public.registrations (id) on delete restrict constraint event_answers_once unique,
  -- "Was it worth your time?" 1 (no) to 5 (very much).
  score smallint not null constraint event_answers_score_range check (score between 1 and 5),
  words text constraint event_answers_words_length check (btrim(words) <> '' and length(words) <= 500),
  language text not null references public.languages (code) on update cascade on delete restrict,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "How was it, in the end?"
create index event_answers_event on public.event_answers (event_id, created_at, id);
create index event_answers_language on public.event_answers (language);
call private.protect('public.event_answers');
grant select on table public.event_answers to authenticated;
create policy event_answers_select_viewer on public.event_answers for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. What people said is neither made nor changed by the office.
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role, is_undoable) values ('event_answers', 'events', 'event_id', 'admin', false)
on conflict (table_name) do update set parent_table = 'events', parent_column = 'event_id', undo_role = 'admin', is_undoable = false;
comment on table public.event_answers is 'What people who came said when thanked: a number from 1 to 5, and a line.';

-- What the page of the question shows; null when there is nothing to ask about.
create function public.thanks_facts(p_registration uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('title', e.title, 'translations', e.translations, 'language', r.language, 'score', a.score)
  from public.registrations r join public.events e on e.id = r.event_id left join public.event_answers a on a.registration_id = r.id
  where r.id = p_registration and e.status <> 'cancelled' and e.starts_at <= now()
$$;

-- Keeps an answer: "kept", or "already" when there is one, which stays as it is.
create function public.answer_thanks(p_registration uuid, p_score integer, p_words text default null) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare v_facts jsonb := public.thanks_facts(p_registration);
begin
  if v_facts is null then raise sqlstate 'PT404' using message = 'There is nothing to answer here.', hint = 'registration'; end if;
  if p_score is null or p_score not between 1 and 5 then raise sqlstate 'PT422' using message = 'Choose a number from 1 to 5.', hint = 'score'; end if;
  insert into public.event_answers (event_id, registration_id, score, words, language)
  select r.event_id, r.id, p_score, nullif(btrim(p_words), ''), r.language from public.registrations r where r.id = p_registration
  on conflict (registration_id) do nothing;
  return case when found then 'kept' else 'already' end;
end $$;
revoke all on function public.thanks_facts(uuid), public.answer_thanks(uuid, integer, text) from public, anon, authenticated;
grant execute on function public.thanks_facts(uuid), public.answer_thanks(uuid, integer, text) to service_role;
