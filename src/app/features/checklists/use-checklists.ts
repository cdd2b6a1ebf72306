import { useCustomMutation, useInvalidate, useList, useOne } from '@refinedev/core';
import type { RecordTable } from '../../../domain/shared/record.ts';
import type { ChecklistItem } from '../../../domain/tasks/task.ts';

export type Checklist = {
  id: string;
  name: string;
  description: string;
  record_table: RecordTable | null;
  is_active: boolean;
  version: number;
  items: (ChecklistItem & { id: string; sort_order: number })[];
  topics: { id: string }[];
};

/** A checklist as the form has it; every item has a key of its own, so that rows can move. */
export type ChecklistValues = {
  name: string;
  description: string;
  record_table: RecordTable | null;
  is_active: boolean;
  topics: string[];
  items: (ChecklistItem & { key: string })[];
};

const select =
  'id,name,description,record_table,is_active,version,items:checklist_items(id,title,due_days,owner_id,owner_role,is_required,sort_order),topics(id)';

export function useChecklists() {
  return useList<Checklist>({
    resource: 'checklists',
    meta: { select },
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  }).query;
}

export function useChecklist(id: string | undefined) {
  return useOne<Checklist>({
    resource: 'checklists',
    id: id ?? '',
    meta: { select },
    errorNotification: false,
    queryOptions: { enabled: id !== undefined, refetchOnWindowFocus: false },
  }).query;
}

export const newItem = (): ChecklistValues['items'][number] => ({
  key: `item-${Math.random()}`,
  id: null,
  title: '',
  due_days: null,
  owner_id: null,
  owner_role: null,
  is_required: false,
});

export function toValues(checklist: Checklist | null): ChecklistValues {
  if (!checklist) return { name: '', description: '', record_table: 'inquiries', is_active: true, topics: [], items: [newItem()] };
  return {
    name: checklist.name,
    description: checklist.description,
    record_table: checklist.record_table,
    is_active: checklist.is_active,
    topics: checklist.topics.map((topic) => topic.id),
    items: [...checklist.items]
      .sort((a, b) => a.sort_order - b.sort_order)
      .map(({ sort_order: _sort, ...item }) => ({ ...item, key: item.id })),
  };
}

/** Saves a checklist with its items and topics; answers its id. Rejects with the refusal. */
export function useSaveChecklist() {
  const { mutateAsync } = useCustomMutation();
  const invalidate = useInvalidate();
  return async (values: ChecklistValues, checklist: Pick<Checklist, 'id' | 'version'> | null): Promise<string> => {
    const items = values.items.filter((item) => item.id !== null || item.title.trim() !== '').map(({ key: _key, ...item }) => item);
    const { data } = await mutateAsync({
      url: 'save_checklist',
      method: 'post',
      values: {
        p_checklist: { ...values, items },
        ...(checklist ? { p_id: checklist.id, p_version: checklist.version } : {}),
      },
      successNotification: false,
      errorNotification: false,
    });
    await invalidate({ resource: 'checklists', invalidates: ['resourceAll'] });
    return String(data);
  };
}
