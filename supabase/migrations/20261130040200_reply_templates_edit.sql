-- Templates of answers are kept like every list of settings: row by row, by whoever leads. What no letter can fill is refused here.

create function private.check_reply_template() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_unknown text[] := private.unknown_variables(concat(new.subject, ' ', new.body));
begin
  new.name := btrim(new.name);
  new.body := btrim(new.body);
  if new.name = '' then
    raise sqlstate 'PT422' using message = 'Give the template a name.', hint = 'reply_template_name';
  elsif new.body = '' then
    raise sqlstate 'PT422' using message = 'Write what is answered.', hint = 'template_body';
  elsif cardinality(v_unknown) > 0 then
    raise sqlstate 'PT422' using message = format('Nothing can be put in for {%s}. Use the words that are offered.', v_unknown[1]), hint = 'variables';
  elsif exists (select from public.reply_templates t where lower(t.name) = lower(new.name) and t.language = new.language
      and t.topic_id is not distinct from new.topic_id and t.status is not distinct from new.status and t.id <> new.id) then
    raise sqlstate 'PT422' using message = 'There is a template of this name for this topic, state and language already. Change that one, or choose another name.', hint = 'reply_template_taken';
  end if;
  return new;
end $$;
create trigger _200_check before insert or update on public.reply_templates for each row execute function private.check_reply_template();
revoke all on function private.check_reply_template() from public, anon, authenticated;

grant insert (name, topic_id, status, language, subject, body, is_active), update (name, topic_id, status, language, subject, body, is_active) on table public.reply_templates to authenticated;
create policy reply_templates_insert_manager on public.reply_templates for insert to authenticated with check ((select private.at_least('manager')));
create policy reply_templates_update_manager on public.reply_templates for update to authenticated using ((select private.at_least('manager'))) with check ((select private.at_least('manager')));
-- Deliberately not granted: delete. What is not offered any more is retired.
