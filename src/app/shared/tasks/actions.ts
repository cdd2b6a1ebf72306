import { useCreate, useInvalidate, useUpdate } from '@refinedev/core';
import { type RecordRef, recordColumn } from '../../../domain/shared/record.ts';
import type { TaskRow } from '../../../domain/tasks/task.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { quiet, useDeeds } from '../hooks/use-acts.ts';

export type TaskValues = { title: string; notes: string; owner_id: string | null; due_on: string | null };

export const countItems = (checklists: { items: unknown[] }[]): number => checklists.reduce((sum, { items }) => sum + items.length, 0);

/** What a person may do to tasks. Each act answers whether it was done; if not, `error` says why. */
export function useTaskActs() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const { mutateAsync: create } = useCreate();
  const { mutateAsync: update } = useUpdate();
  const invalidate = useInvalidate();
  const { run, rpc, ...acts } = useDeeds(() =>
    Promise.all(['tasks', 'changes'].map((resource) => invalidate({ resource, invalidates: ['list'] }))),
  );
  const act = async (deed: (act: string) => Promise<unknown>, said: string): Promise<boolean> =>
    (await run(deed, (one) => done(said, { undo: one.act }))) !== null;
  const call = async (url: string, values: Record<string, unknown>, said: string): Promise<boolean> =>
    (await rpc(url, values, (one) => done(said, { undo: one.act }))) !== null;

  return {
    ...acts,
    complete: (task: Pick<TaskRow, 'id' | 'title'>) => call('complete_task', { p_id: task.id }, t('tasks.ticked', { title: task.title })),
    drop: (task: Pick<TaskRow, 'id' | 'title'>) =>
      call('complete_task', { p_id: task.id, p_outcome: 'dropped' }, t('tasks.dropped', { title: task.title })),
    reopen: (task: Pick<TaskRow, 'id' | 'title'>) => call('reopen_task', { p_id: task.id }, t('tasks.reopened', { title: task.title })),
    add: (values: TaskValues, record: RecordRef | null) =>
      act(
        (act) =>
          create({
            resource: 'tasks',
            values: { ...values, ...(record ? { [recordColumn(record.table)]: record.id } : {}) },
            meta: { act },
            ...quiet,
          }),
        t('tasks.added'),
      ),
    save: (task: Pick<TaskRow, 'id' | 'version'>, values: TaskValues) =>
      act((act) => update({ resource: 'tasks', id: task.id, values, meta: { version: task.version, act }, ...quiet }), t('tasks.saved')),
    apply: (checklists: { id: string; name: string; items: unknown[] }[], record: RecordRef) =>
      call(
        'apply_checklists',
        { p_checklists: checklists.map(({ id }) => id), p_table: record.table, p_id: record.id },
        tn('tasks.applied', countItems(checklists), { name: checklists.map(({ name }) => name).join(', ') }),
      ),
  };
}
