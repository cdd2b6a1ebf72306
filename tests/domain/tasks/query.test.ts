import { expect, test } from 'vitest';
import { readTaskQuery, toTaskRpcQuery, writeTaskQuery } from '../../../src/domain/tasks/query.ts';

test('the address of a list of tasks says what it shows, and is read back the same', () => {
  const query = readTaskQuery(new URLSearchParams('tab=done&q=call&after=["2026-11-25","x"]'));
  expect(query).toMatchObject({ tab: 'done', search: 'call', after: ['2026-11-25', 'x'], before: null });
  expect(readTaskQuery(writeTaskQuery(query))).toEqual(query);
});

test('an address that cannot be read shows the reader’s own tasks', () => {
  expect(writeTaskQuery(readTaskQuery(new URLSearchParams('tab=theirs&after=x'))).toString()).toBe('');
});

test('what is due is due today or before, and what was done comes latest first', () => {
  const ask = (tab: string) => toTaskRpcQuery(readTaskQuery(new URLSearchParams({ tab })), '2026-11-30');
  expect(ask('due')).toEqual({ filters: { is_open: true, due_before: '2026-12-01' }, sort: 'due_on' });
  expect(ask('done')).toEqual({ filters: { is_open: false }, sort: 'done_at', descending: true });
});
