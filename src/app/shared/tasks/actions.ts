import { useCreate, useCustomMutation, useInvalidate, useUpdate } from '@refinedev/core';
import { useState } from 'react';
import { type RecordRef, recordColumn } from '../../../domain/shared/record.ts';
import type { TaskRow } from '../../../domain/tasks/task.ts';
import { nameAct } from '../../providers/acts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';

export type TaskValues = { title: string; notes: string; owner_id: string | null; due_on: string | null };

const quiet = { successNotification: false, errorNotification: false } as const;

/** What a person may do to tasks. Each act answers whether it was done; if not, `error` says why. */
export function useTaskActs() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const { mutateAsync: create } = useCreate();
  const { mutateAsync: update } = useUpdate();
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function act(deed: (act: string) => Promise<unknown>, said: string): Promise<boolean> {
    const name = nameAct();
    setWorking(true);
    setError(null);
    try {
      await deed(name);
      // Offered before the lists are read again: whoever sees that it is done can take it back.
      done(said, { undo: name });
      await Promise.all([
        invalidate({ resource: 'tasks', invalidates: ['list'] }),
        invalidate({ resource: 'changes', invalidates: ['list'] }),
      ]);
      return true;
    } catch (refused) {
      setError(refused);
      return false;
    } finally {
      setWorking(false);
    }
  }
  const rpc = (url: string, values: Record<string, unknown>) => (act: string) =>
    call({ url, method: 'post', values, meta: { act }, ...quiet });

  return {
    error,
    isWorking,
    clear: () => setError(null),
    complete: (task: Pick<TaskRow, 'id' | 'title'>) =>
      act(rpc('complete_task', { p_id: task.id }), t('tasks.ticked', { title: task.title })),
    drop: (task: Pick<TaskRow, 'id' | 'title'>) =>
      act(rpc('complete_task', { p_id: task.id, p_outcome: 'dropped' }), t('tasks.dropped', { title: task.title })),
    reopen: (task: Pick<TaskRow, 'id' | 'title'>) => act(rpc('reopen_task', { p_id: task.id }), t('tasks.reopened', { title: task.title })),
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
    apply: async (checklist: { id: string; name: string; items: number }, record: RecordRef) =>
      act(
        rpc('apply_checklist', { p_checklist: checklist.id, p_table: record.table, p_id: record.id }),
        tn('tasks.applied', checklist.items, { name: checklist.name }),
      ),
  };
}
