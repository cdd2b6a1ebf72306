-- What is over is taken up again with a reason, by reopen_inquiry: a plain change of the state says none. Answers of residents, an undo
-- and the functions of this office have theirs; they do not come as the person itself. Every other state is refused anyway.
create function private.guard_reopening() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' then
    raise sqlstate 'PT422' using message = 'This inquiry is over. Reopen it and say why; the resident may ask.', hint = 'reason';
  end if;
  return new;
end $$;
create trigger _150_guard_reopening before update of status on public.inquiries
  for each row when (old.status in ('closed', 'duplicate') and new.status = 'in_progress') execute function private.guard_reopening();
revoke all on function private.guard_reopening() from public, anon, authenticated;
