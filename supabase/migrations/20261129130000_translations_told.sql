-- Translations among the other work: the original and what comes back are files on them, tasks and checklists too; whoever is asked to
-- read one is told so, and again when a version waits.

call private.has_things('translation_requests', 'translation_id', 't.title', 'coalesce(t.translator_staff_id, t.requested_by)', 't.status in (''done'', ''cancelled'')',
  'This translation is over. A checklist belongs to one that is still worked on.');

create function private.tell_translation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.notify(new.reviewer_id, 'assigned', 'translation_requests', new.id,
    jsonb_build_object('deed', case new.status when 'in_review' then 'review_waits' else 'review_asked' end, 'subject', new.title));
  return null;
end $$;
revoke all on function private.tell_translation() from public, anon, authenticated;
create trigger _500_tell_insert after insert on public.translation_requests for each row
  when (new.reviewer_id is not null) execute function private.tell_translation();
-- Not when the reading itself names its reader, nor when it is over.
create trigger _500_tell_update after update on public.translation_requests for each row
  when (new.reviewer_id is not null and new.status in ('requested', 'translating', 'in_review')
    and (new.reviewer_id is distinct from old.reviewer_id and new.status = old.status or new.status = 'in_review' and old.status <> 'in_review'))
  execute function private.tell_translation();

-- What was told is settled when nothing waits for this reader any more.
create function private.settle_translation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.notifications n set read_at = now()
  where n.record_table = 'translation_requests' and n.record_id = new.id and n.read_at is null and n.facts ->> 'deed' in ('review_asked', 'review_waits')
    and (new.status in ('done', 'cancelled') or n.staff_id is distinct from new.reviewer_id or new.status = 'translating' and n.facts ->> 'deed' = 'review_waits');
  return null;
end $$;
revoke all on function private.settle_translation() from public, anon, authenticated;
create trigger _510_settle_translation after update on public.translation_requests for each row
  when ((new.status, new.reviewer_id) is distinct from (old.status, old.reviewer_id)) execute function private.settle_translation();
