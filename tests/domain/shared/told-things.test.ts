import { expect, test } from 'vitest';
import type { HistoryChange } from '../../../src/domain/shared/history.ts';
import { readThing } from '../../../src/domain/shared/told-things.ts';

const change = (table: string, action: HistoryChange['action'], after: HistoryChange['after'] = null) =>
  readThing({ id: 1, table, record: 'x', parent_table: null, parent: null, action, before: null, after });

test('what became of a task is one deed, not the columns that it touched', () => {
  expect(change('tasks', 'insert')).toEqual({ what: 'task_added' });
  expect(change('tasks', 'update', { done_at: 'x', done_by: 'ana', outcome: 'done' })).toEqual({ what: 'task_done' });
  expect(change('tasks', 'update', { done_at: 'x', done_by: 'ana', outcome: 'dropped' })).toEqual({ what: 'task_dropped' });
  expect(change('tasks', 'update', { done_at: null, done_by: null, outcome: null })).toEqual({ what: 'task_reopened' });
  expect(change('tasks', 'update', { owner_id: 'ana' })).toEqual({ what: 'task_given', to: 'ana' });
  expect(change('tasks', 'update', { due_on: null })).toEqual({ what: 'task_moved', to: null });
});

test('a file is added, removed and put back', () => {
  expect(change('attachments', 'insert')).toEqual({ what: 'file_added' });
  expect(change('attachments', 'update', { removed_at: 'x', removed_by: 'ana' })).toEqual({ what: 'file_removed' });
  expect(change('attachments', 'update', { removed_at: null, removed_by: null })).toEqual({ what: 'file_restored' });
});

test('several columns at once, and other tables, are told field by field', () => {
  expect(change('tasks', 'update', { owner_id: 'ana', title: 'New' })).toBeNull();
  expect(change('inquiries', 'insert')).toBeNull();
});

test('an account that is made is told as that, not as the number of its user', () => {
  expect(change('staff', 'update', { user_id: 'u' })).toEqual({ what: 'account_made' });
  expect(change('staff', 'update', { role: 'manager' })).toBeNull();
});
