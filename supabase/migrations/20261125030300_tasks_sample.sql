-- Tasks of the sample office, and the checklists they come from: loaded once, into a sample that has none.

-- p_things: {checklists: [{name, description, record_table, topics: [code], items: [{title, due_days, owner_role, is_required}]}],
-- tasks: [{title, notes, inquiry: {subject, opened_local} or null, checklist: name or null, is_required, owner: address or null,
-- owner_role, due_on, created_local, created_by, done_local, done_by, outcome, sort_order}]}, with local times in place of instants.
create function public.load_sample_tasks(p_things jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_zone text := private.office_zone();
  v_list jsonb;
  v_id uuid;
begin
  if not (select is_sample from public.settings) or exists (select from public.tasks) or exists (select from public.checklists) then
    raise sqlstate 'PT409' using message = 'Sample tasks are loaded once, into a sample office only.', hint = 'not_empty';
  end if;
  for v_list in select l from jsonb_array_elements(p_things -> 'checklists') l loop
    insert into public.checklists (name, description, record_table) values (v_list ->> 'name', v_list ->> 'description', v_list ->> 'record_table')
    returning id into v_id;
    insert into public.checklist_items (checklist_id, title, due_days, owner_role, is_required, sort_order)
    select v_id, i.title, i.due_days, i.owner_role, coalesce(i.is_required, false), n
    from jsonb_array_elements(v_list -> 'items') with ordinality e (item, n)
    cross join lateral jsonb_to_record(e.item) i (title text, due_days smallint, owner_role text, is_required boolean);
    update public.topics set checklist_id = v_id where code in (select jsonb_array_elements_text(v_list -> 'topics'));
  end loop;
  insert into public.tasks (title, notes, inquiry_id, checklist_id, is_required, owner_id, owner_role, due_on, done_at, done_by, outcome, sort_order,
    created_by, created_at, updated_at)
  select t.title, coalesce(t.notes, ''), i.id, c.id, coalesce(t.is_required, false), o.id, t.owner_role, t.due_on, t.done_local at time zone v_zone, d.id, t.outcome,
    coalesce(t.sort_order, 0), a.id, t.created_local at time zone v_zone, coalesce(t.done_local, t.created_local) at time zone v_zone
  from jsonb_to_recordset(p_things -> 'tasks') t (title text, notes text, inquiry jsonb, checklist text, is_required boolean, owner text, owner_role text,
    due_on date, created_local timestamp, created_by text, done_local timestamp, done_by text, outcome text, sort_order smallint)
  left join public.inquiries i on i.subject = t.inquiry ->> 'subject' and i.opened_at = (t.inquiry ->> 'opened_local')::timestamp at time zone v_zone
  left join public.checklists c on c.name = t.checklist
  left join public.staff o on o.email = t.owner
  left join public.staff a on a.email = t.created_by
  left join public.staff d on d.email = t.done_by;
end $$;
revoke all on function public.load_sample_tasks(jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_tasks(jsonb) to service_role;
