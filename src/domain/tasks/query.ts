import { type Cursor, readCursor } from '../shared/cursor.ts';
import { addDays } from '../shared/dates.ts';

/** The four lists of tasks. */
export const taskTabs = ['mine', 'due', 'office', 'done'] as const;
export type TaskTab = (typeof taskTabs)[number];

/** What the list of tasks shows, as its address says it. */
export type TaskQuery = { tab: TaskTab; search: string; after: Cursor | null; before: Cursor | null };

/** Reads the list's address; what cannot be read is left out. */
export function readTaskQuery(params: URLSearchParams): TaskQuery {
  const tab = (params.get('tab') ?? '') as TaskTab;
  return {
    tab: taskTabs.includes(tab) ? tab : 'mine',
    search: params.get('q') ?? '',
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeTaskQuery(query: TaskQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'mine') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

/** What a tab asks of list_tasks and count_tasks. `today` is the office's day. */
export function tabFilters(tab: TaskTab, today: string): Record<string, unknown> {
  if (tab === 'mine') return { mine: true, is_open: true };
  if (tab === 'due') return { is_open: true, due_before: addDays(today, 1) };
  return { is_open: tab === 'office' };
}

/** The argument of list_tasks, but for the size of a page. */
export function toTaskRpcQuery(query: TaskQuery, today: string): Record<string, unknown> {
  return {
    filters: tabFilters(query.tab, today),
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    ...(query.tab === 'done' ? { sort: 'done_at', descending: true } : { sort: 'due_on' }),
    ...(query.after ? { after: query.after } : {}),
    ...(query.before ? { before: query.before } : {}),
  };
}
