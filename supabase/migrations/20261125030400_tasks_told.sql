-- Tasks and files are told in the history of the record that they are on: the log looks for record_table and record_id. They
-- follow from the reference that is set, so that nothing is said twice and nothing can disagree.

alter table public.tasks
  add column record_table text generated always as (case when inquiry_id is not null then 'inquiries' when resident_id is not null then 'residents' end) stored,
  add column record_id uuid generated always as (coalesce(inquiry_id, resident_id)) stored;
alter table public.attachments
  add column record_table text generated always as (case when inquiry_id is not null then 'inquiries' else 'residents' end) stored,
  add column record_id uuid generated always as (coalesce(inquiry_id, resident_id)) stored;
comment on column public.tasks.record_table is 'Follows from the reference that is set, for the log.';
comment on column public.attachments.record_table is 'Follows from the reference that is set, for the log.';

insert into private.audited_tables (table_name, parent_table_column, parent_column, undo_role)
values ('tasks', 'record_table', 'record_id', 'staff'), ('attachments', 'record_table', 'record_id', 'staff')
on conflict (table_name) do update set parent_table = null, parent_table_column = excluded.parent_table_column, parent_column = excluded.parent_column, undo_role = excluded.undo_role;
insert into private.audited_tables (table_name, undo_role) values ('checklists', 'manager')
on conflict (table_name) do update set undo_role = excluded.undo_role;
